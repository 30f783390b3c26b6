//! Tags: each leads to what else bears it.

use crate::markup::{IntoMarkup, Markup};
use crate::visit::Visit;
use community::tags::Tag;
use leptos::prelude::*;

/// Tags among other facts.
pub fn tags(visit: &Visit, tags: &[Tag]) -> Vec<Markup> {
    let one = |tag: &Tag| {
        let href = visit.href(&format!("/topics?tag={}", tag.slug));
        view! { <a class="tag" href=href>{tag.name.clone()}</a> }.markup()
    };
    tags.iter().map(one).collect()
}

/// The tags of a topic on its own page, and for the staff the way to change them.
pub fn on_topic(visit: &Visit, number: i64, of: &[Tag]) -> Option<Markup> {
    let words = visit.words;
    if of.is_empty() {
        return None;
    }
    let change = link(visit, number, "tags-change");
    Some(view! { <p class="tags"><span class="unseen">{words.text("tags-label")}" "</span>{tags(visit, of)}{change}</p> }.markup())
}

/// Among the deeds of a topic without tags: the way to its first, for the staff.
pub fn first(visit: &Visit, number: i64, of: &[Tag]) -> Option<Markup> {
    of.is_empty().then(|| link(visit, number, "tags-add")).flatten()
}

fn link(visit: &Visit, number: i64, text: &'static str) -> Option<Markup> {
    visit.viewer.staff().ok()?;
    let href = visit.href(&format!("/t/{number}/tags"));
    Some(view! { <a class="plain" href=href>{visit.words.text(text)}</a> }.markup())
}
