//! Keeping order: the desk of moderators, the small forms of what they do, and what a text shows of it.

pub mod act;
pub mod deeds;
pub mod desk;
pub mod person;
pub mod piece;
pub mod remove;

use crate::errors::Answer;
use crate::markup::{IntoMarkup, Markup};
use crate::parts::field::{Field, Wrongs};
use crate::parts::{icon, rooms, title_of};
use crate::shell::{self, Head};
use crate::visit::{Said, Visit};
use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use community::moderation;
use community::topics::Topic;
use leptos::prelude::*;
use serde::Deserialize;
use types::moderation::Deed;
use types::{InterventionId, MemberId};

/// Where a form came from, to go back there.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Back {
    pub back: String,
}

/// A page with one column: its title, what it is about, its forms. 422 when a form came back. The body is made within the page: what moves
/// under the finger cannot be made outside of one.
pub fn page(visit: &Visit, title: String, about: Option<String>, wrongs: &Wrongs, body: impl FnOnce() -> Markup) -> Answer {
    let head = Head::titled(title.clone());
    made(visit, &head, None, title, about, wrongs, body)
}

fn made(
    visit: &Visit,
    head: &Head,
    crumb: Option<Crumb>,
    title: String,
    about: Option<String>,
    wrongs: &Wrongs,
    body: impl FnOnce() -> Markup,
) -> Answer {
    let summary = wrongs.summary(visit.words).markup();
    let sign = icon(&visit.installation, "back");
    let crumb = crumb.map(|c| view! { <p class="crumbs" lang=c.lang><a href=c.href>{sign}{c.text}</a></p> });
    let page = shell::page(visit, head, || {
        view! {
            <div class="rooms alone">
                <div class="room">
                    {crumb}
                    <header><h1>{title}</h1>{about.map(|text| view! { <p>{text}</p> })}</header>
                    {summary}
                    {body()}
                </div>
            </div>
        }
    });
    rooms::answer(page, wrongs)
}

/// What is said of what a moderator did, with the button that undoes it.
fn done(deed: Deed, intervention: i64) -> Said {
    Said {
        undo: Some(intervention),
        ..Said::of(format!("notice-done-{deed}"))
    }
}

/// The text that a small page is about, and the way back to it.
pub struct Crumb {
    pub href: String,
    pub text: String,
    pub lang: Option<&'static str>,
}

impl Crumb {
    /// The title of a topic, leading to the text of it that the page is about.
    pub fn of(visit: &Visit, topic: &Topic, href: String) -> Self {
        Self {
            href,
            text: title_of(visit.words, &topic.title),
            lang: (topic.lang != visit.lang() && !topic.title.is_empty()).then_some(topic.lang.as_str()),
        }
    }
}

/// The same page under the title of the conversation that it belongs to.
pub fn page_on(
    visit: &Visit,
    crumb: Crumb,
    title: String,
    about: Option<String>,
    wrongs: &Wrongs,
    body: impl FnOnce() -> Markup,
) -> Answer {
    let head = Head {
        place: "topics",
        ..Head::titled(title.clone())
    };
    made(visit, &head, Some(crumb), title, about, wrongs, body)
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
