//! A visit: who came to which brand's space, in which language, through which session.

use crate::accounts::Network;
use crate::admit::Admitted;
use crate::errors::Oops;
use axum::extract::FromRequestParts;
use axum::http::header::{ACCEPT_LANGUAGE, COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri};
use community::Installation;
use community::accounts::{self, Account};
use community::brands::Brand;
use community::limits::{self, Limit, Limited};
use community::when::When;
use community::who::{self, Admin, Viewer};
use community::words::Words;
use serde::{Deserialize, Serialize};
use std::sync::atomic::{AtomicBool, AtomicI64};
use tower_sessions::{Expiry, Session};
use types::{Error, Instant, Lang};

/// The cookie that remembers a visitor's language.
pub const LANGUAGE_COOKIE: &str = "language";
/// Visitors' sessions that may begin from one network within 15 minutes.
const VISITORS: i64 = 60;
/// Where a session keeps the one line to show on the next page.
const NOTICE: &str = "notice";
/// Where a session keeps the day on which it was last used, so that its idle time starts anew once a day and not with each page.
const DAY: &str = "day";

/// What has just happened, to be said once on the next page.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Said {
    /// The key of its sentence.
    pub key: String,
    /// The intervention that a button beside the sentence undoes.
    pub undo: Option<i64>,
    /// The part of the page that it is about, by its id: there it is said, or on top where that part is not shown.
    pub at: String,
    /// Whom the sentence names.
    pub name: String,
    /// The day that the sentence names.
    pub day: Option<i64>,
}

impl Said {
    /// A sentence that names nobody.
    pub fn of(key: impl Into<String>) -> Self {
        Self {
            key: key.into(),
            ..Self::default()
        }
    }

    /// The same beside the part of the page that has this id.
    pub fn beside(self, at: impl Into<String>) -> Self {
        Self { at: at.into(), ..self }
    }
}

/// Everything a page of a brand's space is made from.
pub struct Visit {
    pub installation: Installation,
    pub session: Session,
    pub viewer: Viewer,
    /// The account of who is signed in and no member of this brand.
    pub guest: Option<Account>,
    pub words: &'static Words,
    pub when: When,
    pub now: Instant,
    /// Where the request came from, as the limits count it.
    pub network: String,
    /// What stands before a path of this space in an address.
    pub prefix: String,
    /// Path and query of the request, as the person's browser shows them.
    pub here: String,
    /// What has just happened.
    pub notice: Option<Said>,
    /// Whether the part of the page that it is about has said it.
    pub told: AtomicBool,
    /// Whether the page itself says that whoever visits is suspended, so that it does not stand on top too.
    pub says_suspension: bool,
    /// Whether the browser only looks ahead, so that nobody has read anything.
    pub ahead: bool,
    /// Notices that the member has not read, up to ten; changes when a page is what they were told of.
    pub unread: AtomicI64,
    /// Texts and reports that wait for a moderator, where one visits.
    pub waiting: AtomicI64,
}

impl Visit {
    /// The brand's space that is visited.
    pub fn brand(&self) -> &Brand {
        self.viewer.brand()
    }

    /// The address of a path inside the space.
    pub fn href(&self, path: &str) -> String {
        format!("{}{path}", self.prefix)
    }

    /// The whole address of a path inside the space: for mail and for the one canonical address.
    pub fn link(&self, path: &str) -> String {
        self.installation.settings.link(self.brand(), path)
    }

    /// Asks whether a visitor's session may begin: each is a row, and only so many begin from one network.
    pub async fn may_begin(&self) -> Result<(), Error> {
        if self.session.id().is_some() {
            return Ok(());
        }
        let limit = Limit::new(Limited::VisitorNetwork, &format!("visitor {}", self.network), VISITORS, 900);
        Ok(limits::take(&self.installation.db, vec![limit], self.now).await?)
    }

    /// The administrator who visits, or the error that says what they lack.
    pub fn admin(&self) -> Result<Admin, Error> {
        self.viewer.admin()
    }

    /// What they are told whom a moderator has suspended: they read, and write nothing.
    pub fn suspension(&self) -> Option<Error> {
        let member = self.viewer.as_member().filter(|member| member.is_suspended(self.now))?;
        Some(member.suspension())
    }

    /// Refuses whoever is suspended.
    pub fn may_write(&self) -> Result<(), Error> {
        self.suspension().map_or(Ok(()), Err)
    }

    /// Whether the member who visits is suspended.
    pub fn is_suspended(&self) -> bool {
        self.suspension().is_some()
    }

    /// Whether an address that a form names is a page of this space: nothing else is ever led to.
    pub fn is_inside(&self, address: &str) -> bool {
        is_under(address, &self.href("/"))
    }

    /// The language of the page.
    pub fn lang(&self) -> Lang {
        self.words.lang()
    }

    /// Has the next page say something once.
    pub async fn say_next(&self, key: &str) {
        self.say(Said::of(key)).await;
    }

    /// The same, with more than a sentence.
    pub async fn say(&self, said: Said) {
        say_next(&self.session, said).await;
    }

    /// The visit that a request's parts tell of.
    pub async fn of(parts: &Parts, installation: &Installation) -> Result<Self, Error> {
        let slug = parts
            .uri
            .path()
            .strip_prefix("/b/")
            .and_then(|rest| rest.split('/').next())
            .ok_or(Error::NotFound)?;
        if types::slug::slug(slug) != slug {
            return Err(Error::NotFound);
        }
        let brand = installation.kept.brand(&installation.db, slug).await?;
        let session = parts.extensions.get::<Session>().cloned().ok_or(Error::Internal {
            reference: "session".into(),
        })?;
        let account = ui::server::account(&session, &parts.extensions).await?;
        let viewer = who::viewer_at(&installation.db, brand.clone(), account).await?;
        let guest = match (viewer.as_member(), viewer.account()) {
            (None, Some(account)) => accounts::read(&installation.db, account).await.ok(),
            _ => None,
        };
        let words = Words::of(language(&parts.headers, &viewer, guest.as_ref()));
        let now = Instant::now();
        if brand.closes.is_some_and(|at| at <= now.0) {
            return Err(Error::NotFound);
        }
        let zone = viewer.as_member().and_then(|m| m.time_zone.as_deref()).unwrap_or(&brand.time_zone);
        let when = When::new(words, zone, now);
        let notice = taken(&session).await;
        if account.is_some() {
            keep_awake(&session, now).await;
        }
        if account.is_none() {
            // What a visitor begins waits for a day: longer would only fill the table with what nobody came back for.
            session.set_expiry(Some(Expiry::OnInactivity(time::Duration::days(1))));
        }
        let network = parts
            .extensions
            .get::<Network>()
            .map_or_else(|| "unknown".to_owned(), |n| n.0.clone());
        let prefix = installation.settings.prefix(&brand);
        let inside = here(&parts.uri);
        let here = format!("{prefix}{}", inside.strip_prefix(&format!("/b/{slug}")).unwrap_or(&inside));
        Ok(Self {
            installation: installation.clone(),
            session,
            viewer,
            guest,
            words,
            when,
            now,
            network,
            prefix,
            here,
            notice,
            told: AtomicBool::new(false),
            says_suspension: false,
            ahead: parts.headers.contains_key("sec-purpose"),
            unread: AtomicI64::new(0),
            waiting: AtomicI64::new(0),
        })
    }
}

impl FromRequestParts<Installation> for Visit {
    type Rejection = Oops;

    async fn from_request_parts(parts: &mut Parts, installation: &Installation) -> Result<Self, Oops> {
        match parts.extensions.get::<Admitted>().and_then(Admitted::take) {
            Some(visit) => Ok(visit),
            None => Self::of(parts, installation).await.map_err(Oops),
        }
    }
}

/// Writes the session once a day, which moves the end of its idle time.
async fn keep_awake(session: &Session, now: Instant) {
    let today = now.0 / 86_400_000_000;
    if session.get::<i64>(DAY).await.ok().flatten() != Some(today) {
        let _ = session.insert(DAY, today).await;
    }
}

/// Has the next page of a session say something once.
pub(crate) async fn say_next(session: &Session, said: Said) {
    let _ = session.insert(NOTICE, said).await;
}

/// The waiting notice. Looked at before it is removed: removing writes the session, even where nothing was.
pub(crate) async fn taken(session: &Session) -> Option<Said> {
    let notice = session.get::<Said>(NOTICE).await.ok().flatten()?;
    let _ = session.remove_value(NOTICE).await;
    Some(notice)
}

/// Whether an address of this site begins so and leads nowhere else.
pub fn is_under(address: &str, root: &str) -> bool {
    let climbs = |part: &str| matches!(part.to_ascii_lowercase().as_str(), ".." | "%2e%2e" | ".%2e" | "%2e.");
    address.starts_with(root)
        && !address.starts_with("//")
        && address.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '\\' | '#'))
        && !address.split(['/', '?']).any(climbs)
}

/// Path and query of an address.
pub fn here(uri: &Uri) -> String {
    uri.path_and_query().map_or_else(|| uri.path().to_owned(), ToString::to_string)
}

/// What the person chose, else what their account says, else what their browser asks for, else the brand's first.
fn language(headers: &HeaderMap, viewer: &Viewer, guest: Option<&Account>) -> Lang {
    let offered = &viewer.brand().languages;
    if let Some(chosen) = cookie(headers, LANGUAGE_COOKIE)
        .and_then(Lang::parse)
        .filter(|l| offered.contains(l))
    {
        return chosen;
    }
    let of_account = viewer.as_member().map(|member| member.language);
    of_account
        .or_else(|| guest.map(|account| account.language))
        .filter(|lang| offered.contains(lang))
        .or_else(|| browser_language(headers, offered))
        .unwrap_or_else(|| viewer.brand().language())
}

/// On the installation's own pages, for whoever has no account: what was chosen, else what the browser asks for.
pub fn visitor_language(headers: &HeaderMap) -> Lang {
    let chosen = cookie(headers, LANGUAGE_COOKIE).and_then(Lang::parse);
    chosen.or_else(|| browser_language(headers, Lang::ALL)).unwrap_or(Lang::En)
}

/// What the browser asks for, of the languages on offer.
pub fn browser_language(headers: &HeaderMap, offered: &[Lang]) -> Option<Lang> {
    Lang::negotiate(headers.get(ACCEPT_LANGUAGE)?.to_str().ok()?, offered)
}

/// The value of a cookie.
pub fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let cookies = headers.get_all(COOKIE).iter().filter_map(|h| h.to_str().ok());
    cookies
        .flat_map(|h| h.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
}
