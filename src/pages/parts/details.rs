//! What only the author of a topic and the team see of it.

use crate::markup::{IntoMarkup, Markup};
use crate::parts::{icon, plain_name};
use crate::visit::Visit;
use community::topics::{Details, Topic};
use leptos::prelude::*;
use types::topics::Visibility;

/// That a topic is private, and its details: to those for whom they were read.
pub fn details(visit: &Visit, topic: &Topic, details: Option<&Details>) -> Option<Markup> {
    let words = visit.words;
    let private = topic.visibility == Visibility::Private;
    if !private && details.is_none() {
        return None;
    }
    let severity = details
        .and_then(|d| d.severity)
        .map(|s| words.text(&format!("severity-{s}")).to_owned());
    let said = |key: &'static str, text: Option<String>| {
        text.filter(|text| !text.is_empty())
            .map(|text| view! { <div><dt>{words.text(key)}</dt><dd>{text}</dd></div> })
    };
    let list = details.map(|d| {
        view! {
            <dl>
                {said("severity-label", severity)}
                {said("serial-label", Some(d.serial.clone()))}
                {said("since-label", Some(d.since.clone()))}
                {said("bought-label", Some(d.bought.clone()))}
            </dl>
        }
    });
    let mine = visit.viewer.as_member().is_some_and(|m| m.id == topic.author_id);
    let title = match (private, mine) {
        (true, true) => words.text("topic-private").to_owned(),
        (true, false) => words.with("topic-private-team", &[("name", plain_name(words, &topic.author).into())]),
        (false, true) => words.text("details-title").to_owned(),
        (false, false) => words.with("details-title-of", &[("name", plain_name(words, &topic.author).into())]),
    };
    let heading = title.clone();
    Some(
        view! {
            <section class="details" aria-label=title>
                <p>{icon(&visit.installation, "lock")}<b>{heading}</b></p>
                {list}
            </section>
        }
        .markup(),
    )
}
