//! What became of a topic, step by step.

use crate::moderation::deeds::moved;
use crate::parts::name_link;
use crate::visit::Visit;
use community::topics::{Event, Topic};
use community::words::Words;
use leptos::prelude::*;
use serde_json::Value;
use types::Instant;
use types::topics::{EventKind, Status};

/// The timeline of a topic.
pub fn timeline(visit: &Visit, topic: &Topic, events: &[Event]) -> impl IntoView + use<> {
    let last = events.len().saturating_sub(1);
    let steps = events.iter().enumerate().map(|(i, event)| {
        let when = format!("{}, ", visit.when.short(event.created));
        let title = event.actor_title.as_ref().map(|title| format!(", {title}"));
        let after = topic
            .first_answered
            .filter(|_| event.kind == EventKind::Posted)
            .map(|at| after(visit, topic, Instant(at)));
        let who = view! { {when}{name_link(visit, &event.actor, event.actor_number)}{title}{after} };
        let category = event.status.map(|s| s.category().as_str());
        view! { <li aria-current=(i == last).then_some("step") data-category=category><b>{name(visit.words, event.kind, event.status, &event.details)}</b>{who}</li> }
    });
    view! {
        <section class="aside-block">
            <h2>{visit.words.text("timeline")}</h2>
            <ol class="timeline" role="list">{steps.collect_view()}{ahead(visit, topic)}</ol>
        </section>
    }
}

/// The first answer that was promised, while there is none.
fn ahead(visit: &Visit, topic: &Topic) -> Option<impl IntoView + use<>> {
    let when = visit
        .words
        .with("event-promised", &[("day", visit.when.long(topic.awaited()?).into())]);
    Some(view! { <li class="ahead"><b>{visit.words.text("event-ahead")}</b>{when}</li> })
}

/// What a step is called; `details` is its JSON object.
pub fn name(words: &Words, kind: EventKind, status: Option<Status>, details: &str) -> String {
    let details: Value = serde_json::from_str(details).unwrap_or_default();
    let to = details["to"].as_str().unwrap_or_default();
    let board = details["names"][words.lang().as_str()].as_str().unwrap_or(to);
    match (kind, status) {
        (_, Some(status)) => words.text(&format!("status-{status}")).to_owned(),
        (EventKind::Kind, _) => words.text(&format!("event-kind-{to}")).to_owned(),
        (EventKind::Board, _) => words.with("event-board", &[("board", board.into())]),
        (EventKind::RepliesMoved, _) => moved(words, &details),
        (kind, _) => words.text(&format!("event-{kind}")).to_owned(),
    }
}

/// How long the first answer took.
fn after(visit: &Visit, topic: &Topic, first: Instant) -> String {
    let span = visit.when.span(first.seconds_since(topic.created));
    format!(", {}", visit.words.with("event-first", &[("span", span.into())]))
}
