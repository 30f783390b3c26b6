//! The door and the account: joining, confirming, signing in and out, a forgotten password, the second factor, and one's own rooms.

mod agent;
pub mod code;
pub mod confirm;
pub mod inside;
pub mod join;
pub mod language;
pub mod overview;
pub mod password;
pub mod second_factor;
pub mod second_step;
pub mod security;
pub mod sign_in;

pub use inside::come_in;

use crate::errors::{Answer, Oops};
use crate::intention::{self, Intention};
use crate::markup::{IntoMarkup, Markup};
use crate::parts::field::Wrongs;
use crate::parts::rooms::{self, Room, rooms};
use crate::shell::{self, Head};
use crate::topics::show::soft;
use crate::visit::Visit;
use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;
use std::convert::Infallible;
use tower_sessions::Expiry;
use types::brands::DocumentKind;
use types::{AccountId, Error, Wrong};

/// The rooms of the account in their order: the key of each name, and its address.
const ROOMS: [(&str, &str); 4] = [
    ("account-overview", "/account"),
    (PROFILE, "/account/profile"),
    ("account-security", "/account/security"),
    ("own-data", "/account/data"),
];
/// The room that only members have: what they are in this brand.
const PROFILE: &str = "own-profile";

/// Where the request came from, as the limits count it. Put there by `web`.
#[derive(Clone, Debug)]
pub struct Network(pub String);

/// Who is on the line: network, and browser and system, as far as they tell.
#[derive(Clone, Debug)]
pub struct Caller {
    pub network: String,
    pub agent: String,
}

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let network = parts
            .extensions
            .get::<Network>()
            .map_or_else(|| "unknown".to_owned(), |n| n.0.clone());
        let named = parts.headers.get(header::USER_AGENT).and_then(|h| h.to_str().ok());
        Ok(Self {
            network,
            agent: agent::of(named.unwrap_or_default()),
        })
    }
}

/// A room of the account with its heading, for `account-overview`, `own-profile`, `account-security` or `own-data`; 422 when its form came back.
pub fn rooms_page(visit: &Visit, subject: &'static str, wrongs: &Wrongs, body: impl IntoView) -> Answer {
    room(visit, subject, subject, wrongs, body)
}

/// A page inside a room: its title is the text `title`, and `<title>-about` stands below.
fn room(visit: &Visit, open: &str, title: &str, wrongs: &Wrongs, body: impl IntoView) -> Answer {
    let words = visit.words;
    let member = visit.viewer.as_member().is_some();
    let list = ROOMS.iter().filter(|(key, _)| member || *key != PROFILE).map(|(key, path)| Room {
        href: visit.href(path),
        name: words.text(key).to_owned(),
        open: *key == open,
    });
    let head = Head {
        title: words.text(title).to_owned(),
        place: "account",
        ..Head::default()
    };
    let about = words.text(&format!("{title}-about"));
    let (list, title, summary, body) = (list.collect(), head.title.clone(), wrongs.summary(words).markup(), body.markup());
    let page = shell::page(visit, &head, || {
        let body = view! {
            <header><h1>{title}</h1><p>{about}</p></header>
            {summary}
            {body}
        };
        rooms(visit, words.text("account").to_owned(), list, body.markup())
    });
    rooms::answer(page, wrongs)
}

/// The account that is signed in: `admit` has let nobody else in.
fn account(visit: &Visit) -> Result<AccountId, Error> {
    visit.viewer.account().ok_or(Error::SignInNeeded)
}

fn to(address: &str) -> Answer {
    Ok(Redirect::to(address).into_response())
}

fn door(visit: &Visit, title: &'static str, wrongs: &Wrongs, body: impl IntoView) -> Response {
    let body = body.markup();
    let head = Head {
        title: visit.words.text(title).to_owned(),
        place: "door",
        ..Head::default()
    };
    wrongs.answer(shell::page(visit, &head, || body))
}

/// Whom somebody may ask whose account is blocked: it stands in the imprint, where the brand has one.
fn ask_about_block(visit: &Visit, wrongs: &Wrongs) -> Option<Markup> {
    let imprint = wrongs.has("account-blocked") && visit.brand().version(DocumentKind::Imprint) > 0;
    let words = visit.words;
    imprint.then(|| {
        let link = view! { <a href=visit.href("/imprint")>{words.text("document-imprint")}</a> };
        view! { <p>{words.text("state-hidden-ask")}" "{link}</p> }.markup()
    })
}

/// What a visitor has begun at the door waits for a day, like an intention; somebody's own session stays as long as it was.
fn wait_a_day(visit: &Visit) {
    if visit.viewer.account().is_none() {
        visit.session.set_expiry(Some(Expiry::OnInactivity(time::Duration::days(1))));
    }
}

/// Says that a vote or a text waits behind the door.
async fn kept(visit: &Visit) -> Option<Markup> {
    let words = visit.words;
    let key = match intention::waiting(visit).await? {
        Intention::Vote { .. } => "kept-vote",
        Intention::Follow { .. } => "kept-follow",
        Intention::Reply { .. } => "kept-reply",
        Intention::Topic(_) => "kept-topic",
    };
    Some(view! { <p class="kept"><b>{words.text(key)}</b><span>{words.text("kept-text")}</span></p> }.markup())
}

/// Too many tries are told beside a field too, so that nothing typed is lost.
pub(crate) fn soft_door(error: Error, field: &str) -> Result<Wrongs, Oops> {
    match error {
        Error::TooMany { seconds } => Ok(Wrongs::from(vec![Wrong::new(field, "door-too-many").after(seconds)])),
        other => soft(other, field),
    }
}

/// The same mistake beside another field: two forms of one page cannot have two fields of one name.
fn renamed(error: Error, from: &str, to: &str) -> Error {
    match error {
        Error::Invalid(mut wrongs) => {
            for wrong in wrongs.iter_mut().filter(|w| w.field == from) {
                to.clone_into(&mut wrong.field);
            }
            Error::Invalid(wrongs)
        }
        other => other,
    }
}
