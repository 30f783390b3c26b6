//! A brand's settings: one room per subject, for its admins.

pub mod end;
pub mod log;
pub mod people;

use crate::errors::Answer;
use crate::parts::field::Wrongs;
use crate::parts::rooms::{self, Room, rooms};
use crate::shell::{self, Head};
use crate::visit::Visit;
use axum::response::{IntoResponse, Redirect};
use leptos::prelude::*;

/// The rooms in their order: each is at `/settings/{word}`, its name is `settings-{word}`.
const SUBJECTS: [&str; 9] = ["brand", "look", "documents", "access", "boards", "products", "people", "log", "end"];

/// `GET /settings`: the first room.
#[expect(clippy::unused_async, reason = "a handler is async")]
pub async fn first(visit: Visit) -> Answer {
    Ok(Redirect::to(&visit.href("/settings/brand")).into_response())
}

/// A room with its heading; 422 when its form came back.
pub fn page(visit: &Visit, subject: &str, wrongs: &Wrongs, body: impl IntoView) -> Answer {
    let words = visit.words;
    let name = |subject: &str| words.text(&format!("settings-{subject}")).to_owned();
    let list = SUBJECTS.iter().map(|s| Room {
        href: visit.href(&format!("/settings/{s}")),
        name: name(s),
        open: *s == subject,
    });
    let head = Head {
        title: name(subject),
        place: "settings",
        ..Head::default()
    };
    let about = words.text(&format!("settings-{subject}-about"));
    let (list, title, summary, body) = (list.collect(), name(subject), wrongs.summary(words).into_any(), body.into_any());
    let page = shell::page(visit, &head, || {
        let body = view! {
            <header><h1>{title}</h1><p>{about}</p></header>
            {summary}
            {body}
        };
        rooms(words.text("settings").to_owned(), list, body.into_any())
    });
    rooms::answer(page, wrongs)
}
