//! A brand's settings: one room per subject, for its admins.

pub mod access;
pub mod answers;
pub mod boards;
pub mod brand;
pub mod documents;
pub mod end;
pub mod log;
pub mod look;
pub mod people;
pub mod products;
mod translations;

use crate::errors::Answer;
use crate::markup::IntoMarkup;
use crate::parts::field::Wrongs;
use crate::parts::icon;
use crate::parts::rooms::{self, Room, rooms};
use crate::shell::{self, Head};
use crate::visit::Visit;
use axum::response::{IntoResponse, Redirect};
use leptos::prelude::*;

/// The rooms in their order: each is at `/settings/{word}`, its name is `settings-{word}`.
const SUBJECTS: [&str; 10] = [
    "brand",
    "look",
    "documents",
    "access",
    "boards",
    "products",
    "answers",
    "people",
    "log",
    "end",
];

/// `GET /settings`: the first room.
#[expect(clippy::unused_async, reason = "a handler is async")]
pub async fn first(visit: Visit) -> Answer {
    Ok(Redirect::to(&visit.href("/settings/brand")).into_response())
}

/// What a form sent: names and values as they came. A name may come more than once.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(transparent)]
pub struct Sent(Vec<(String, String)>);

impl Sent {
    /// What was typed in a field; nothing where it did not come.
    pub fn typed(&self, name: &str) -> &str {
        self.came(name).unwrap_or_default()
    }

    /// The same of a field that came.
    pub fn came(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// Whether a box was ticked.
    pub fn ticked(&self, name: &str) -> bool {
        self.0.iter().any(|(n, _)| n == name)
    }
}

/// Where a form leads that did what it was asked: to a page of the settings, which says so.
async fn saved(visit: &Visit, path: &str) -> Answer {
    visit.say_next("settings-saved").await;
    Ok(Redirect::to(&visit.href(path)).into_response())
}

/// A box and its sentence.
fn check(name: String, text: String, ticked: bool) -> impl IntoView {
    let id = name.clone();
    view! { <label class="check"><input type="checkbox" id=id name=name checked=ticked/><span>{text}</span></label> }
}

/// The two buttons that move a row of a list up and down.
fn movers(visit: &Visit, action: String, name: &str) -> impl IntoView + use<> {
    let words = visit.words;
    let button = |to: &'static str| {
        let label = words.with(&format!("settings-move-{to}"), &[("name", name.into())]);
        view! { <button name="to" value=to class="plain">{icon(&visit.installation, to)}<span class="unseen">{label}</span></button> }
    };
    view! { <form method="post" action=action>{button("up")}{button("down")}</form> }
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
    let (list, title, summary, body) = (list.collect(), name(subject), wrongs.summary(words).markup(), body.markup());
    let page = shell::page(visit, &head, || {
        let body = view! {
            <header><h1>{title}</h1><p>{about}</p></header>
            {summary}
            {body}
        };
        rooms(visit, words.text("settings").to_owned(), list, body.markup())
    });
    rooms::answer(page, wrongs)
}
