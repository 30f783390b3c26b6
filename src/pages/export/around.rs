//! What lies around somebody's texts: each a line of what it belongs to and when, and what it says.

use super::{part, title};
use crate::markup::{IntoMarkup, Markup};
use crate::parts::timeline;
use crate::visit::Visit;
use community::export::{At, Membership};
use community::words::Words;
use leptos::prelude::*;

/// Every part after topics, replies and votes.
pub fn view(visit: &Visit, of: &Membership) -> Markup {
    let list = |key: &str, rows: Vec<Markup>| {
        let count = rows.len();
        part(visit.words, key, rows.markup(), count).markup()
    };
    vec![
        list("export-details", details(of)),
        list("export-pictures", pictures(visit, of)),
        list("export-drafts", drafts(visit, of)),
        list("export-follows", follows(visit, of)),
        list("export-notices", notices(visit, of)),
        list("export-wordings", wordings(visit, of)),
        list("export-thanks", thanks(visit, of)),
        list("export-reports", reports(visit, of)),
        list("export-interventions", interventions(visit, of)),
        list("export-events", events(visit, of)),
        list("export-log", log(visit, of)),
    ]
    .markup()
}

fn row(facts: String, text: String) -> Markup {
    view! { <article><p>{facts}</p><p class="text">{text}</p></article> }.markup()
}

/// Of which topic, and when.
fn at(visit: &Visit, of: Option<&str>, number: i64, when: At) -> String {
    format!("{}, {}", title(of, number), visit.when.long(when.0))
}

/// The text of a key that is made of a column's word; the word itself where there is none.
fn word(words: &Words, key: &str, word: &str) -> String {
    let key = format!("{key}-{word}");
    if words.has(&key) {
        words.text(&key).to_owned()
    } else {
        word.to_owned()
    }
}

fn details(of: &Membership) -> Vec<Markup> {
    let rows = of.around.details.iter().map(|d| {
        let said = [
            d.severity.clone().unwrap_or_default(),
            d.serial.clone(),
            d.since.clone(),
            d.bought.clone(),
        ];
        let said: Vec<String> = said.into_iter().filter(|t| !t.is_empty()).collect();
        row(title(d.topic_title.as_deref(), d.topic), said.join("\n"))
    });
    rows.collect()
}

/// Their own of the profile, then those of their texts.
fn pictures(visit: &Visit, of: &Membership) -> Vec<Markup> {
    let show = |media: &str, encoded: String, alt: String, facts: String| {
        let source = format!("data:{media};base64,{encoded}");
        view! { <article><p>{facts}</p><img src=source alt=alt width="320"/></article> }.markup()
    };
    let faces = of.around.profile_pictures.iter().map(|p| {
        let alt = visit.words.text("picture-title").to_owned();
        show(&p.media, p.bytes.encoded(), alt, visit.when.long(p.created.0))
    });
    let pictures = of.around.pictures.iter().map(|p| {
        let facts = match p.topic {
            Some(topic) => at(visit, p.topic_title.as_deref(), topic, p.created),
            None => visit.when.long(p.created.0),
        };
        show(&p.media, p.bytes.encoded(), p.alt.clone(), facts)
    });
    faces.chain(pictures).collect()
}

fn drafts(visit: &Visit, of: &Membership) -> Vec<Markup> {
    let drafts = of.around.drafts.iter();
    drafts
        .map(|d| row(format!("{}, {}", d.place, visit.when.long(d.saved.0)), d.text.clone()))
        .collect()
}

fn follows(visit: &Visit, of: &Membership) -> Vec<Markup> {
    let rows = of.around.subscriptions.iter().map(|s| {
        let level = word(visit.words, "hearing-level", &s.level);
        row(at(visit, s.topic_title.as_deref(), s.topic, s.created), level)
    });
    rows.collect()
}

fn notices(visit: &Visit, of: &Membership) -> Vec<Markup> {
    let rows = of.around.notices.iter().map(|n| {
        let kind = word(visit.words, "export-told", &n.kind);
        row(at(visit, n.topic_title.as_deref(), n.topic, n.created), kind)
    });
    rows.collect()
}

fn wordings(visit: &Visit, of: &Membership) -> Vec<Markup> {
    let rows = of.around.former_wordings.iter().map(|r| {
        let text = r.title.clone().into_iter().chain([r.body.clone()]).collect::<Vec<_>>().join("\n");
        row(at(visit, r.topic_title.as_deref(), r.topic, r.created), text)
    });
    rows.collect()
}

fn thanks(visit: &Visit, of: &Membership) -> Vec<Markup> {
    let thanks = of.around.thanks.iter();
    thanks
        .map(|t| row(at(visit, t.topic_title.as_deref(), t.topic, t.created), String::new()))
        .collect()
}

fn reports(visit: &Visit, of: &Membership) -> Vec<Markup> {
    let rows = of.around.reports.iter().map(|r| {
        let text = format!("{}\n{}", word(visit.words, "report", &r.reason), r.text);
        row(at(visit, r.topic_title.as_deref(), r.topic, r.created), text)
    });
    rows.collect()
}

fn interventions(visit: &Visit, of: &Membership) -> Vec<Markup> {
    let words = visit.words;
    let rows = of.around.interventions.iter().map(|i| {
        let what = i.what.clone().unwrap_or_default();
        let args = [("what", what.into()), ("name", of.profile.name.as_str().into())];
        let deed = words.with(&format!("desk-did-{}", i.kind), &args);
        let about = i.topic.map(|topic| title(i.topic_title.as_deref(), topic));
        let undone = i
            .undone
            .map(|at| words.with("export-undone", &[("when", visit.when.long(at.0).into())]));
        let facts = [Some(deed), about, Some(visit.when.long(i.created.0)), undone];
        row(facts.into_iter().flatten().collect::<Vec<_>>().join(", "), i.reason.clone())
    });
    rows.collect()
}

fn events(visit: &Visit, of: &Membership) -> Vec<Markup> {
    let rows = of.around.events.iter().map(|e| {
        let step = timeline::name(visit.words, e.kind, e.status, &e.details);
        row(at(visit, e.topic_title.as_deref(), e.topic, e.created), step)
    });
    rows.collect()
}

/// What staff did, as the log tells it, without naming to whom.
fn log(visit: &Visit, of: &Membership) -> Vec<Markup> {
    let rows = of.around.log.iter().map(|entry| {
        let args = [("actor", of.profile.name.as_str().into()), ("subject", "…".into())];
        let key = format!("log-{}", entry.kind);
        let key = if visit.words.has(&key) { key.as_str() } else { "log-other" };
        row(
            visit.when.long(entry.created.0),
            visit.words.with_details(key, &args, &entry.details),
        )
    });
    rows.collect()
}
