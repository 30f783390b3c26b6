//! The pictures under a text.

use crate::markup::{IntoMarkup, Markup};
use crate::visit::Visit;
use community::attachments::Shown;
use leptos::prelude::*;
use types::topics::Visibility;

/// The pictures of a text, small, each leading to the large one. Their place is kept before they are there.
pub fn gallery(visit: &Visit, pictures: &[&Shown]) -> Option<Markup> {
    if pictures.is_empty() {
        return None;
    }
    let rows = pictures.iter().map(|picture| one(visit, picture).markup()).collect_view();
    Some(view! { <ul class="gallery" role="list">{rows}</ul> }.markup())
}

fn one(visit: &Visit, picture: &Shown) -> impl IntoView + use<> {
    let (id, ending) = (picture.id.0, picture.ending());
    let (width, height) = picture.small();
    let large = visit.href(&format!("/pictures/{id}.{ending}"));
    let small = visit.href(&format!("/pictures/{id}-small.{ending}"));
    let alt = if picture.alt.is_empty() {
        visit.words.text("picture-no-alt").to_owned()
    } else {
        picture.alt.clone()
    };
    // The picture says it already to those who listen.
    let caption = (!picture.alt.is_empty()).then(|| view! { <p class="caption" aria-hidden="true">{picture.alt.clone()}</p> });
    let hidden = (picture.visibility != Visibility::Public).then(|| {
        let reason = picture.hidden_reason.clone().unwrap_or_default();
        view! { <p class="small soft">{visit.words.text("picture-hidden")}" "{reason}</p> }
    });
    view! {
        <li>
            <a href=large><img src=small alt=alt width=width height=height loading="lazy" decoding="async"/></a>
            {caption}
            {hidden}
        </li>
    }
}
