//! `/me`: all that a member said and voted for, where each of it stands, and what was answered last.

use crate::errors::Answer;
use crate::markup::{IntoMarkup, Markup};
use crate::parts::status::{kind, status};
use crate::parts::topic_row::{answered, topic_href};
use crate::parts::{icon, title_of};
use crate::shell::{self, Head};
use crate::visit::Visit;
use axum::extract::Query;
use community::mine::{self, Mine, Page};
use community::prose;
use leptos::prelude::*;
use serde::Deserialize;
use types::Instant;
use types::mine::Part;
use types::topics::Visibility;

/// What the address asks for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    pub part: String,
    pub after: String,
}

/// `GET /me`
pub async fn get(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let part = Part::parse(&asked.part).unwrap_or(Part::Everything);
    let after = Some(asked.after).filter(|a| !a.is_empty());
    let member = visit.viewer.member()?;
    let page = mine::page(&visit.installation.db, &visit.viewer, member, part, after.as_deref()).await?;
    let head = Head {
        place: "mine",
        ..Head::titled(visit.words.text("mine"))
    };
    Ok(shell::page(&visit, &head, || view(&visit, part, &page)))
}

fn address(visit: &Visit, part: Part, after: Option<&str>) -> String {
    let mut parts = Vec::new();
    parts.extend((part != Part::Everything).then(|| format!("part={part}")));
    parts.extend(after.map(|a| format!("after={a}")));
    let query = if parts.is_empty() {
        String::new()
    } else {
        format!("?{}", parts.join("&"))
    };
    visit.href(&format!("/me{query}"))
}

fn view(visit: &Visit, part: Part, page: &Page) -> impl IntoView + use<> {
    let words = visit.words;
    let tabs = Part::ALL.iter().map(|&other| {
        let current = (other == part).then_some("page");
        view! { <a href=address(visit, other, None) aria-current=current>{words.text(&format!("mine-{other}"))}</a> }
    });
    let list = if page.topics.is_empty() {
        view! {
            <section class="empty">
                <h2>{words.text("mine-empty-title")}</h2>
                <p>{words.text(&format!("mine-empty-{part}"))}</p>
                <div class="doors">
                    {(!visit.is_suspended()).then(|| view! { <a class="button primary" href=visit.href("/new")>{words.text("mast-new")}</a> })}
                    <a class="button" href=visit.href("/topics")>{words.text("home-read")}</a>
                </div>
            </section>
        }
        .markup()
    } else {
        let rows = page.topics.iter().map(|t| row(visit, t).markup()).collect_view();
        view! { <ul class="sayings" role="list">{rows}</ul> }.markup()
    };
    let next = page.next.as_ref().map(|after| {
        let href = address(visit, part, Some(after));
        view! { <nav class="pager" aria-label=words.text("pager")><span></span><a class="button" href=href>{words.text("profile-next")}</a></nav> }
    });
    view! {
        <div class="my-topics">
            <h1>{words.text("mine")}</h1>
            <p class="soft">{words.text("mine-about")}</p>
            <nav class="sorts" aria-label=words.text("mine-parts")>{tabs.collect_view()}</nav>
            {list}
            {next}
        </div>
    }
}

fn row(visit: &Visit, topic: &Mine) -> impl IntoView + use<> {
    let words = visit.words;
    let lang = |lang: types::Lang| (lang != visit.lang()).then_some(lang.as_str());
    let answer = topic.answer.as_ref().map(|body| {
        let (line, lang) = (prose::render(body).gist, topic.answer_lang.and_then(lang));
        view! { <p class="gist" lang=lang>{line}</p> }
    });
    let said = match topic.answered {
        Some(at) => answered(visit, topic.accepted_of.as_deref(), Instant(at)),
        None => {
            let text = words.with("mine-news", &[("when", visit.when.said(topic.changed).into())]);
            view! { <time datetime=visit.when.machine(topic.changed)>{text}</time> }.markup()
        }
    };
    view! {
        <li>
            <h2 lang=lang(topic.lang)><a href=topic_href(visit, topic.number, &topic.slug)>{title_of(words, &topic.title)}</a></h2>
            {answer}
            <p class="facts">
                {topic.status.map(|s| status(visit, s, false))}
                {kind(visit, topic.kind)}
                <span>{part_of(visit, topic)}</span>
                {said}
            </p>
            {unseen_by_others(visit, topic)}
        </li>
    }
}

/// "you started it, you replied twice, you voted"
fn part_of(visit: &Visit, topic: &Mine) -> String {
    let words = visit.words;
    let begun = topic.begun.then(|| words.text("mine-begun").to_owned());
    let replied = (topic.replied > 0).then(|| words.count("mine-replied", topic.replied));
    let voted = topic.voted.then(|| words.text("mine-voted").to_owned());
    begun.into_iter().chain(replied).chain(voted).collect::<Vec<_>>().join(", ")
}

/// What of it others do not see, and why.
fn unseen_by_others(visit: &Visit, topic: &Mine) -> Option<Markup> {
    let words = visit.words;
    let own = match topic.visibility {
        Visibility::Private => Some(words.text("mine-private").to_owned()),
        Visibility::Held => Some(words.text("mine-held").to_owned()),
        Visibility::Hidden => Some(match &topic.hidden_reason {
            Some(reason) => words.with("mine-hidden-reason", &[("reason", reason.as_str().into())]),
            None => words.text("mine-hidden").to_owned(),
        }),
        Visibility::Public | Visibility::Blanked => None,
    };
    let hidden = (topic.hidden > 0).then(|| words.count("mine-replies-hidden", topic.hidden));
    let held = (topic.held > 0).then(|| words.count("mine-replies-held", topic.held));
    let lines: Vec<String> = own.into_iter().chain(hidden).chain(held).collect();
    if lines.is_empty() {
        return None;
    }
    Some(view! { <p class="aside">{icon(&visit.installation, "lock")}<span>{lines.join(" ")}</span></p> }.markup())
}
