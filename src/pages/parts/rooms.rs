//! Pages of one house: a list of rooms at the side, the open room beside it. For the account, a brand's settings, the operator's desk.

use crate::errors::Answer;
use crate::markup::Markup;
use crate::parts::field::Wrongs;
use crate::parts::icon;
use crate::shell::Scene;
use axum::response::Response;
use leptos::prelude::*;

/// A room: its address and its name.
pub struct Room {
    pub href: String,
    pub name: String,
    /// Whether it is the open one.
    pub open: bool,
}

/// More rooms than this are folded away on a phone, behind the name of the open one.
const FEW: usize = 5;

/// The rooms beside the one that is open.
pub fn rooms<S: Scene>(scene: &S, label: String, rooms: Vec<Room>, body: Markup) -> impl IntoView + use<S> {
    let open = rooms
        .iter()
        .find(|room| room.open)
        .map(|room| room.name.clone())
        .unwrap_or_default();
    let fold = (rooms.len() > FEW).then(|| {
        let (sign, label) = (icon(scene.installation(), "down"), label.clone());
        view! { <details class="fold"><summary><span class="soft">{label}</span><b>{open}</b>{sign}</summary></details> }
    });
    let links = rooms
        .into_iter()
        .map(|room| view! { <li><a href=room.href aria-current=room.open.then_some("page")>{room.name}</a></li> })
        .collect_view();
    view! {
        <div class="rooms">
            <nav aria-label=label>{fold}<ul role="list">{links}</ul></nav>
            <div class="room">{body}</div>
        </div>
    }
}

/// From one of many back to all of them.
pub fn back<S: Scene>(scene: &S, href: String, text: &'static str) -> impl IntoView + use<S> {
    view! { <a class="back" href=href>{icon(scene.installation(), "back")}{text}</a> }
}

/// 422 when the form came back with a mistake, 429 when it was sent too often.
pub fn answer(page: Response, wrongs: &Wrongs) -> Answer {
    Ok(wrongs.answer(page))
}
