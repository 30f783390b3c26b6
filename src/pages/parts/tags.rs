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
    if of.is_empty() {
        return None;
    }
    let change = link(visit, number, "tags-change");
    Some(view! { <p class="tags"><span class="unseen">{words.text("tags-label")}" "</span>{tags(visit, of)}{change}</p> }.into_any())
}

/// Among the deeds of a topic without tags: the way to its first, for the staff.
pub fn first(visit: &Visit, number: i64, of: &[Tag]) -> Option<AnyView> {
    of.is_empty().then(|| link(visit, number, "tags-add")).flatten()
}

fn link(visit: &Visit, number: i64, text: &'static str) -> Option<AnyView> {
    visit.viewer.staff().ok()?;
    let href = visit.href(&format!("/t/{number}/tags"));
    Some(view! { <a class="plain" href=href>{visit.words.text(text)}</a> }.into_any())
}
