//! Keeping order: the desk of moderators, the small forms of what they do, and what a text shows of it.

pub mod act;
pub mod deeds;
pub mod desk;
pub mod person;
pub mod piece;

use crate::errors::Answer;
use crate::parts::field::{Field, Wrongs};
use crate::parts::rooms;
use crate::shell::{self, Head};
use crate::visit::Visit;
use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use community::moderation;
use leptos::prelude::*;
use serde::Deserialize;
use types::{InterventionId, MemberId};

/// Where a form came from, to go back there.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Back {
    pub back: String,
}

/// A page with one column: its title, what it is about, its forms. 422 when a form came back. The body is made within the page: what moves
/// under the finger cannot be made outside of one.
pub fn page(visit: &Visit, title: String, about: Option<String>, wrongs: &Wrongs, body: impl FnOnce() -> AnyView) -> Answer {
    let head = Head::titled(title.clone());
    let summary = wrongs.summary(visit.words).into_any();
    let page = shell::page(visit, &head, || {
        view! {
            <div class="rooms alone">
                <div class="room">
                    <header><h1>{title}</h1>{about.map(|text| view! { <p>{text}</p> })}</header>
                    {summary}
                    {body()}
                </div>
            </div>
        }
    });
    rooms::answer(page, wrongs)
}

/// The page that a form names, if it is one of this space; else another.
pub fn way_back(visit: &Visit, back: &str, otherwise: String) -> String {
    if visit.is_inside(back) { back.to_owned() } else { otherwise }
}

/// The field for the reason that somebody will read.
fn reason(visit: &Visit, key: &'static str, typed: &str, wrongs: &Wrongs) -> impl IntoView + use<> {
    let name = "reason";
    Field { name, key, wrongs }.area(visit, 3, typed)
}

/// An address as a value in the query of another.
pub fn encoded(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for byte in address.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_' | b'.' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// Whether a member is the one who visits.
pub fn is_me(visit: &Visit, member: MemberId) -> bool {
    visit.viewer.as_member().is_some_and(|me| me.id == member)
}

/// `POST /moderation/{id}/undo`
pub async fn undo(visit: Visit, Path((_, id)): Path<(String, i64)>, Form(form): Form<Back>) -> Answer {
    moderation::undo(&visit.installation.db, &visit.viewer.moderator()?, InterventionId(id), visit.now).await?;
    visit.say_next("notice-taken-back").await;
    let desk = visit.href("/moderation");
    Ok(Redirect::to(&way_back(&visit, &form.back, desk)).into_response())
}
