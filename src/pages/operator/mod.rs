//! The operator's desk: pages of the installation, outside every brand's space. They are not let in by `admit`, which knows brands: a
//! handler that takes a [`Desk`] is reached by operators only.

pub mod accounts;
pub mod asked;
pub mod brands;
pub mod door;
pub mod jobs;
pub mod log;
pub mod second_factor;

use crate::errors::{Answer, Oops};
use crate::markup::IntoMarkup;
use crate::parts::field::Wrongs;
use crate::parts::rooms::{self, Room, rooms};
use crate::shell::{self, Scene};
use crate::visit::{self, LANGUAGE_COOKIE};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use community::Installation;
use community::operator;
use community::when::When;
use community::who::{self, Operator};
use community::words::Words;
use leptos::prelude::*;
use serde::Deserialize;
use std::ops::Deref;
use tower_sessions::Session;
use types::{AccountId, Error, Instant, Lang};

/// Where the desk's door is.
pub const DOOR: &str = "/operator/sign-in";
/// Where an operator gets their second factor.
pub const SECOND_FACTOR: &str = "/operator/second-factor";
/// The rooms: each at its address, its name is `operator-room-{word}`.
const ROOMS: [(&str, &str); 4] = [
    ("brands", "/operator"),
    ("accounts", "/operator/accounts"),
    ("jobs", "/operator/jobs"),
    ("log", "/operator/log"),
];

/// Whoever comes to a page of the installation, known or not.
pub struct Porch {
    pub installation: Installation,
    pub session: Session,
    pub account: Option<AccountId>,
    /// The address of the account.
    pub address: String,
    pub words: &'static Words,
    pub when: When,
    pub now: Instant,
    /// The page that is open, for forms that lead back to it.
    pub here: String,
    /// The key of what has just happened, to be said once.
    pub notice: Option<String>,
}

/// An operator at their desk.
pub struct Desk {
    porch: Porch,
    /// The proof that their writes ask for.
    pub operator: Operator,
}

impl Deref for Desk {
    type Target = Porch;
    fn deref(&self) -> &Porch {
        &self.porch
    }
}

impl Porch {
    async fn of(parts: &Parts, installation: &Installation) -> Result<Self, Error> {
        let session = parts.extensions.get::<Session>().cloned().ok_or(Error::Internal {
            reference: "session".into(),
        })?;
        let account = ui::server::account(&session, &parts.extensions).await?;
        let me = match account {
            Some(account) => operator::me(&installation.db, account).await?,
            None => None,
        };
        let words = Words::of(
            visit::cookie(&parts.headers, LANGUAGE_COOKIE)
                .and_then(Lang::parse)
                .or_else(|| me.as_ref().map(|me| me.language))
                .or_else(|| visit::browser_language(&parts.headers, Lang::ALL))
                .unwrap_or(Lang::En),
        );
        let now = Instant::now();
        let zone = me.as_ref().and_then(|me| me.time_zone.as_deref()).unwrap_or("UTC");
        Ok(Self {
            installation: installation.clone(),
            account: account.filter(|_| me.is_some()),
            when: When::new(words, zone, now),
            here: visit::here(&parts.uri),
            notice: visit::taken(&session).await.map(|said| said.key),
            address: me.map(|me| me.address).unwrap_or_default(),
            session,
            words,
            now,
        })
    }

    /// The proof that whoever comes runs the installation, or the error that says what they lack.
    pub async fn operator(&self) -> Result<Operator, Error> {
        let account = self.account.ok_or(Error::SignInNeeded)?;
        Ok(who::operator(&self.installation.db, account).await?)
    }

    /// Has the next page say something once.
    pub async fn say_next(&self, key: &str) {
        visit::say_next(&self.session, visit::Said::of(key)).await;
    }
}

impl Scene for Porch {
    fn words(&self) -> &'static Words {
        self.words
    }
    fn installation(&self) -> &Installation {
        &self.installation
    }
}

impl FromRequestParts<Installation> for Porch {
    type Rejection = Oops;

    async fn from_request_parts(parts: &mut Parts, installation: &Installation) -> Result<Self, Oops> {
        Ok(Self::of(parts, installation).await?)
    }
}

impl FromRequestParts<Installation> for Desk {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, installation: &Installation) -> Result<Self, Response> {
        let porch = Porch::of(parts, installation).await.map_err(|e| Oops(e).into_response())?;
        match porch.operator().await {
            Ok(operator) => Ok(Self { porch, operator }),
            Err(Error::SecondFactorNeeded) => Err(Redirect::to(SECOND_FACTOR).into_response()),
            Err(Error::SignInNeeded | Error::Forbidden) => Err(Redirect::to(DOOR).into_response()),
            Err(other) => Err(Oops(other).into_response()),
        }
    }
}

/// Which page of a list is asked for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// The id that the page begins after, in base 16.
    pub after: String,
    /// What is searched for.
    pub q: String,
}

impl Asked {
    /// Nothing for one that nobody was given, which then reads as the first page.
    fn after(&self) -> Option<i64> {
        i64::from_str_radix(&self.after, 16).ok()
    }
}

/// The way to the page after this one. `query` stands before it, with its ampersand.
fn pager(desk: &Desk, path: &str, query: &str, next: Option<i64>) -> Option<impl IntoView + use<>> {
    let words = desk.words;
    next.map(|id| {
        let href = format!("{path}?{query}after={id:x}");
        view! { <nav class="pager" aria-label=words.text("pager")><span></span><a class="button" href=href>{words.text("operator-next")}</a></nav> }
    })
}

/// A room of the desk with its heading; 422 when its form came back.
fn page(desk: &Desk, room: &str, title: &str, wrongs: &Wrongs, body: impl IntoView) -> Answer {
    let words = desk.words;
    let list = ROOMS.iter().map(|(word, href)| Room {
        href: (*href).to_owned(),
        name: words.text(&format!("operator-room-{word}")).to_owned(),
        open: *word == room,
    });
    let (list, heading, summary, body) = (list.collect(), title.to_owned(), wrongs.summary(words).markup(), body.markup());
    let page = shell::desk_page(desk, true, title, || {
        let body = view! {
            <header><h1>{heading}</h1></header>
            {summary}
            {body}
        };
        rooms::<Porch>(desk, words.text("operator-desk").to_owned(), list, body.markup())
    });
    rooms::answer(page, wrongs)
}

fn to(address: &str) -> Answer {
    Ok(Redirect::to(address).into_response())
}
