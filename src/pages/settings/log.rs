//! `/settings/log`: what the staff has changed, newest first.

use crate::errors::Answer;
use crate::markup::{IntoMarkup, Markup};
use crate::parts::field::Wrongs;
use crate::settings;
use crate::visit::Visit;
use axum::extract::Query;
use community::desk::{self, Told};
use community::topics;
use community::words::Words;
use leptos::prelude::*;
use serde::Deserialize;
use serde_json::Value;

/// What the address asks for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    pub after: String,
}

/// `GET /settings/log`
pub async fn get(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let (entries, next) = desk::list(&visit.installation.db, &visit.admin()?, Some(&asked.after)).await?;
    let named = entries.iter().filter_map(topic_of).collect();
    let titles = topics::titles(&visit.installation.db, &visit.viewer, &named).await?;
    let words = visit.words;
    let none = entries.is_empty().then(|| view! { <p class="none">{words.text("log-none")}</p> });
    let rows = entries.iter().map(|entry| {
        let (text, by, at) = (sentence(words, entry), actor(words, entry), entry.created);
        // A sentence that does not say who did it has the name below it.
        let by = (!text.contains(&by)).then(|| view! { <span>{by}</span> });
        let text = match topic_of(entry) {
            Some(number) => linked(&visit, text, number, titles.get(&number)),
            None => text.markup(),
        };
        view! { <li><div>{text}{by.map(|by| view! { <br/>{by} })}</div><time class="small soft" datetime=visit.when.machine(at)>{visit.when.short(at)}</time></li> }
    });
    let rows: Vec<_> = rows.collect();
    let rows = (!rows.is_empty()).then(|| view! { <ol class="records" role="list">{rows}</ol> });
    let more = next.map(|after| {
        let href = visit.href(&format!("/settings/log?after={after}"));
        view! { <p class="form-end"><a class="button" href=href>{words.text("log-more")}</a></p> }
    });
    settings::page(&visit, "log", &Wrongs::default(), view! { <section>{none}{rows}{more}</section> })
}

/// An entry's sentence, and below it the title of the conversation that it names, which leads there. One that this viewer may not see, or
/// that has no title any more, is linked by its number.
fn linked(visit: &Visit, text: String, number: i64, title: Option<&String>) -> Markup {
    let href = visit.href(&format!("/t/{number}"));
    if let Some(title) = title {
        return view! { {text}<br/><a class="small" href=href>{title.clone()}</a> }.markup();
    }
    let named = format!("conversation {number}");
    match text.split_once(&named) {
        Some((before, after)) => {
            let (before, after) = (before.to_owned(), after.to_owned());
            view! { {before}<a href=href>{named}</a>{after} }.markup()
        }
        None => view! { {text}<br/><a class="small" href=href>{visit.words.text("desk-topic")}" "{number}</a> }.markup(),
    }
}

/// The conversation that it is about.
fn topic_of(entry: &Told) -> Option<i64> {
    let details: Value = serde_json::from_str(&entry.details).ok()?;
    let topic = &details["topic"];
    topic.as_i64().or_else(|| topic.as_str()?.parse().ok())
}

/// Who did it, by the name that they have today.
fn actor(words: &Words, entry: &Told) -> String {
    match (&entry.actor, entry.by_member) {
        (Some(name), _) => name.clone(),
        (None, true) => words.text("log-nobody").to_owned(),
        (None, false) => words.text("log-installation").to_owned(),
    }
}

/// An entry as a sentence: `log-<kind>`, which may name `$actor`, `$subject` and what its details hold, numbers and words as they are.
/// A kind without a sentence is told plainly.
fn sentence(words: &Words, entry: &Told) -> String {
    let actor = actor(words, entry);
    let subject = entry.subject.clone().unwrap_or_else(|| words.text("log-nobody-whom").to_owned());
    let args = [("actor", actor.into()), ("subject", subject.into())];
    let key = format!("log-{}", entry.kind);
    let plain = if entry.of_member { "log-other-whom" } else { "log-other" };
    let told = words
        .has(&key)
        .then(|| words.with_details(&key, &args, &entry.details))
        .filter(|text| !text.is_empty());
    told.unwrap_or_else(|| words.with(plain, &args))
}

#[cfg(test)]
mod tests {
    use super::*;
    use types::{Instant, Lang};

    fn entry(kind: &str, subject: Option<&str>, details: &str) -> Told {
        Told {
            id: 1,
            kind: kind.into(),
            by_member: true,
            actor: Some("Obi Achebe".into()),
            of_member: subject.is_some(),
            subject: subject.map(Into::into),
            details: details.into(),
            created: Instant(0),
        }
    }

    #[test]
    fn an_entry_reads_as_a_sentence_in_either_language() {
        let named = entry("role-changed", Some("Maud"), r#"{"role":"admin","was":"member"}"#);
        assert_eq!(
            sentence(Words::of(Lang::En), &named),
            "Obi Achebe made Maud an administrator; before: a member like everybody."
        );
        assert!(sentence(Words::of(Lang::Fr), &named).contains("administration"));
    }

    #[test]
    fn a_kind_without_a_sentence_and_details_that_lack_something_are_told_plainly() {
        let words = Words::of(Lang::En);
        let unknown = entry("teapot-polished", None, r#"{"x":[1]}"#);
        assert_eq!(sentence(words, &unknown), "Obi Achebe changed something in the settings.");
        let lacking = entry("role-changed", Some("Maud"), "not json");
        assert_eq!(sentence(words, &lacking), "Obi Achebe changed something for Maud.");
    }

    #[test]
    fn an_entry_leads_to_the_conversation_that_it_is_about() {
        let of = |details: &str| topic_of(&entry("topic-locked", None, details));
        assert_eq!([of(r#"{"topic":"34"}"#), of(r#"{"topic":34}"#)], [Some(34); 2]);
        assert_eq!([of(r#"{"topic":""}"#), of("{}"), of("not json")], [None; 3]);
    }

    #[test]
    fn whoever_has_left_is_not_named() {
        let mut old = entry("place-changed", Some("x"), "{}");
        (old.actor, old.subject) = (None, None);
        assert_eq!(
            sentence(Words::of(Lang::En), &old),
            "Somebody who has left changed the department or the title of somebody who has left."
        );
    }
}
