//! Who may call a route: asked once, before its handler, from what the one list of routes says. The writes of `community` ask again,
//! by their types.

use crate::errors::Oops;
use crate::visit::Visit;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use community::{Failure, Installation, notices};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};
use types::Error;

/// Who is let in; everybody else is led to the door, or refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Everybody, also before the brand opens: the door, and what a brand has to say of itself.
    Everybody,
    /// Whoever the space is open to.
    Anyone,
    /// The same; a visitor's intention is kept until they have come in.
    AnyoneThenMember,
    /// Whoever is signed in, a member of this brand or not.
    Account,
    /// Members of this brand.
    Member,
    /// Team, moderators and admins.
    Staff,
    /// The product team, and admins.
    Team,
    /// Moderators and admins.
    Moderator,
    /// Those who run this brand's space.
    Admin,
    /// Those who run the installation.
    Operator,
}

/// A visit that was let in, on its way to the handler.
#[derive(Clone)]
pub struct Admitted(Arc<Mutex<Option<Visit>>>);

impl Admitted {
    /// The visit, for the first who asks.
    pub fn take(&self) -> Option<Visit> {
        self.0.lock().ok()?.take()
    }
}

/// Lets a request for a brand's space in, or says why not.
pub async fn admit(State((installation, who)): State<(Installation, Who)>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let visit = match Visit::of(&parts, &installation).await {
        Ok(visit) => visit,
        Err(error) => return Oops(error).into_response(),
    };
    if let Err(error) = allowed(&visit, who) {
        return refuse(&visit, error, &parts.method).await;
    }
    if let Err(failure) = count(&visit).await {
        return Oops(failure.into()).into_response();
    }
    parts.extensions.insert(Admitted(Arc::new(Mutex::new(Some(visit)))));
    next.run(Request::from_parts(parts, body)).await
}

/// What the mast shows in numbers: what the member has not read, and what waits for a moderator.
pub async fn count(visit: &Visit) -> Result<(), Failure> {
    let db = &visit.installation.db;
    if let Some(member) = visit.viewer.as_member() {
        visit.unread.store(notices::unread(db, member).await?, Ordering::Relaxed);
    }
    if let Ok(by) = visit.viewer.moderator() {
        let waiting = community::moderation::desk::count(db, &by).await?;
        visit.waiting.store(waiting, Ordering::Relaxed);
    }
    Ok(())
}

fn allowed(visit: &Visit, who: Who) -> Result<(), Error> {
    let viewer = &visit.viewer;
    if who != Who::Everybody && who != Who::Account && !viewer.may_enter() {
        return Err(Error::SignInNeeded);
    }
    match who {
        Who::Everybody | Who::Anyone | Who::AnyoneThenMember => Ok(()),
        Who::Account => viewer.account().map(drop).ok_or(Error::SignInNeeded),
        Who::Member => viewer.member().map(drop),
        Who::Staff => viewer.staff().map(drop),
        Who::Team => viewer.team().map(drop),
        Who::Moderator => viewer.moderator().map(drop),
        Who::Admin => viewer.admin().map(drop),
        Who::Operator => Err(Error::NotFound),
    }
}

/// A page leads to where the person gets what they lack, and remembers where they wanted to go; anything else is told so.
async fn refuse(visit: &Visit, error: Error, method: &Method) -> Response {
    let door = match error {
        Error::SignInNeeded if visit.viewer.account().is_some() => "/join",
        Error::SignInNeeded => "/sign-in",
        Error::SecondFactorNeeded => "/account/second-factor",
        other => return Oops(other).into_response(),
    };
    if visit.may_begin().await.is_err() {
        return Redirect::to(&visit.href(door)).into_response();
    }
    if method == Method::GET {
        crate::onward::remember(visit).await;
    }
    if error == Error::SecondFactorNeeded {
        visit.say_next("notice-second-factor-needed-failed").await;
    } else if visit.brand().closes.is_some() && !visit.viewer.may_enter() {
        visit.say_next("notice-closes-failed").await;
    } else if !visit.viewer.may_enter() {
        visit.say_next("notice-not-open-failed").await;
    }
    match *method {
        Method::GET | Method::POST => Redirect::to(&visit.href(door)).into_response(),
        _ => StatusCode::FORBIDDEN.into_response(),
    }
}
