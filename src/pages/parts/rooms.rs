//! Pages of one house: a list of rooms at the side, the open room beside it. For the account, a brand's settings, the operator's desk.

use crate::errors::Answer;
use crate::parts::field::Wrongs;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use leptos::prelude::*;

/// A room: its address and its name.
pub struct Room {
    pub href: String,
    pub name: String,
    /// Whether it is the open one.
    pub open: bool,
}

/// The rooms beside the one that is open.
pub fn rooms(label: String, rooms: Vec<Room>, body: AnyView) -> impl IntoView + use<> {
    let links = rooms
        .into_iter()
        .map(|room| view! { <li><a href=room.href aria-current=room.open.then_some("page")>{room.name}</a></li> })
        .collect_view();
    view! {
        <div class="rooms">
            <nav aria-label=label><ul role="list">{links}</ul></nav>
            <div class="room">{body}</div>
        </div>
    }
}

/// 422 when the form came back with a mistake.
pub fn answer(page: Response, wrongs: &Wrongs) -> Answer {
    Ok(if wrongs.is_empty() {
        page
    } else {
        (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
    })
}
