//! `/operator/log`: what was done to the installation.

use super::{Asked, Desk, page, pager};
use crate::errors::Answer;
use crate::markup::IntoMarkup;
use crate::parts::field::Wrongs;
use axum::extract::Query;
use community::operator::log::{self, Entry};
use community::words::Words;
use leptos::prelude::*;

/// `GET /operator/log`
pub async fn list(desk: Desk, Query(asked): Query<Asked>) -> Answer {
    let found = log::list(&desk.installation.db, desk.operator, asked.after()).await?;
    let words = desk.words;
    let rows = if found.rows.is_empty() {
        view! { <p class="none">{words.text("log-none")}</p> }.markup()
    } else {
        view! { <ul class="records" role="list">{found.rows.iter().map(|e| row(&desk, e)).collect_view()}</ul> }.markup()
    };
    let body = view! { <section>{rows}{pager(&desk, "/operator/log", "", found.next)}</section> };
    page(&desk, "log", words.text("operator-room-log"), &Wrongs::default(), body)
}

/// An entry as a sentence.
pub fn row(desk: &Desk, entry: &Entry) -> impl IntoView + use<> {
    view! { <li><div>{sentence(desk.words, entry)}</div><span>{desk.when.short(entry.created)}</span></li> }
}

/// An entry as a sentence: `operator-log-<kind>`, which may name `$actor`, `$account`, `$brand` and what its details hold.
/// A kind without a sentence is told by its name.
fn sentence(words: &Words, entry: &Entry) -> String {
    let or = |value: &Option<String>, key: &str| value.clone().unwrap_or_else(|| words.text(key).to_owned());
    let key = format!("operator-log-{}", entry.kind);
    if !words.has(&key) {
        return entry.kind.clone();
    }
    let args = [
        ("actor", or(&entry.actor, "operator-log-command").into()),
        ("account", or(&entry.account, "operator-log-erased").into()),
        ("brand", or(&entry.brand, "operator-log-brand-gone").into()),
    ];
    words.with_details(&key, &args, &entry.details)
}

#[cfg(test)]
mod tests {
    use super::*;
    use types::{Instant, Lang};

    #[test]
    fn a_name_of_its_own_is_told_with_the_brand_and_the_host_in_either_language() {
        for (kind, en, fr) in [
            (
                "host-changed",
                "op@parvis.example put Drumlin under people.drumlin.example",
                "op@parvis.example a placé Drumlin sous people.drumlin.example",
            ),
            (
                "host-removed",
                "op@parvis.example took the name people.drumlin.example from Drumlin",
                "op@parvis.example a retiré le nom people.drumlin.example à Drumlin",
            ),
        ] {
            let entry = Entry {
                id: 1,
                kind: kind.into(),
                actor: Some("op@parvis.example".into()),
                account: None,
                brand: Some("Drumlin".into()),
                details: r#"{"host":"people.drumlin.example"}"#.into(),
                created: Instant(0),
            };
            assert_eq!(sentence(Words::of(Lang::En), &entry), en);
            assert_eq!(sentence(Words::of(Lang::Fr), &entry), fr);
        }
    }
}
