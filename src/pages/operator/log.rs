//! `/operator/log`: what was done to the installation.

use super::{Asked, Desk, page, pager};
use crate::errors::Answer;
use crate::parts::field::Wrongs;
use axum::extract::Query;
use community::operator::log::{self, Entry};
use leptos::prelude::*;

/// `GET /operator/log`
pub async fn list(desk: Desk, Query(asked): Query<Asked>) -> Answer {
    let found = log::list(&desk.installation.db, desk.operator, asked.after()).await?;
    let words = desk.words;
    let rows = if found.rows.is_empty() {
        view! { <p class="none">{words.text("log-none")}</p> }.into_any()
    } else {
        view! { <ul class="records" role="list">{found.rows.iter().map(|e| row(&desk, e)).collect_view()}</ul> }.into_any()
    };
    let body = view! { <section>{rows}{pager(&desk, "/operator/log", "", found.next)}</section> };
    page(&desk, "log", words.text("operator-room-log"), &Wrongs::default(), body)
}

/// An entry as a sentence.
pub fn row(desk: &Desk, entry: &Entry) -> impl IntoView + use<> {
    let words = desk.words;
    let or = |value: &Option<String>, key: &str| value.clone().unwrap_or_else(|| words.text(key).to_owned());
    let brand = entry.brand.clone().unwrap_or_else(|| entry.detail("name"));
    let args = [
        ("actor", or(&entry.actor, "operator-log-command").into()),
        ("account", or(&entry.account, "operator-log-erased").into()),
        ("brand", brand.into()),
        ("reason", entry.detail("reason").into()),
        ("job", entry.detail("job").into()),
    ];
    let key = format!("operator-log-{}", entry.kind);
    let text = if words.has(&key) {
        words.with(&key, &args)
    } else {
        entry.kind.clone()
    };
    view! { <li><div>{text}</div><span>{desk.when.short(entry.created)}</span></li> }
}
