//! Tags: each leads to what else bears it.

use crate::visit::Visit;
use community::tags::Tag;
use leptos::prelude::*;

/// Tags among other facts.
pub fn tags(visit: &Visit, tags: &[Tag]) -> Vec<AnyView> {
    let one = |tag: &Tag| {
        let href = visit.href(&format!("/topics?tag={}", tag.slug));
        view! { <a class="tag" href=href>{tag.name.clone()}</a> }.into_any()
    };
    tags.iter().map(one).collect()
}

/// The tags of a topic on its own page, and for the staff the way to change them.
pub fn on_topic(visit: &Visit, number: i64, of: &[Tag]) -> Option<AnyView> {
    let words = visit.words;
    let change = visit.viewer.staff().is_ok().then(|| {
        let text = if of.is_empty() { "tags-add" } else { "tags-change" };
        view! { <a class="plain" href=visit.href(&format!("/t/{number}/tags"))>{words.text(text)}</a> }
    });
    if of.is_empty() && change.is_none() {
        return None;
    }
    Some(view! { <p class="tags"><span class="unseen">{words.text("tags-label")}" "</span>{tags(visit, of)}{change}</p> }.into_any())
}
