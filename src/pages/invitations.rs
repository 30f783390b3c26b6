//! `/invitation/{token}`: who invites as what, and the one click that accepts.

use crate::errors::Answer;
use crate::markup::{IntoMarkup, Markup};
use crate::onward;
use crate::shell::{self, Head};
use crate::visit::Visit;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use community::invitations::{self, Accepted, Letter};
use community::{accounts, who};
use leptos::prelude::*;
use types::members::Role;
use types::{BrandId, Error};

/// Where a session keeps the address that was invited to a brand, for the forms of its door.
pub(crate) const INVITED: &str = "invited";

/// `GET /invitation/{token}`
pub async fn get(visit: Visit, Path((_, token)): Path<(String, String)>) -> Answer {
    let letter = invitations::by_token(&visit.installation.db, visit.brand().id, &token).await?;
    match letter {
        Some(letter) if letter.accepted.is_some() => used(&visit).await,
        Some(letter) if letter.expires > visit.now => open(&visit, &letter).await,
        _ => Ok(closed(&visit, "over")),
    }
}

/// `POST /invitation/{token}`: accepts. Whoever has not joined yet is led there, where they accept the house rules.
pub async fn post(visit: Visit, Path((_, token)): Path<(String, String)>) -> Answer {
    let (db, brand) = (&visit.installation.db, visit.brand());
    let Some(account) = visit.viewer.account() else {
        return Ok(Redirect::to(&visit.here).into_response());
    };
    match invitations::accept(db, brand.id, account, &token, visit.now)
        .await
        .map_err(Error::from)
    {
        Ok(Accepted::Done(role)) => {
            let now = who::viewer(db, brand, Some(account)).await?;
            let waits = role.is_staff() && now.as_member().is_none_or(|m| m.role == Role::Member);
            visit
                .say_next(if waits { "notice-accepted-staff" } else { "notice-accepted" })
                .await;
            Ok(Redirect::to(&visit.href("/")).into_response())
        }
        Ok(Accepted::JoinFirst) => Ok(Redirect::to(&visit.href("/join")).into_response()),
        // The page says why.
        Err(Error::NotFound | Error::Forbidden) => Ok(Redirect::to(&visit.here).into_response()),
        Err(other) => Err(other.into()),
    }
}

/// The address that was invited here, if the person at the door has come by an invitation; nothing for anybody else.
pub async fn invited_address(visit: &Visit) -> String {
    let invited: Option<(BrandId, String)> = visit.session.get(INVITED).await.ok().flatten();
    invited
        .filter(|(brand, _)| *brand == visit.brand().id)
        .map(|(_, address)| address)
        .unwrap_or_default()
}

/// A member who comes by it once more is let through, with what was to be said; an administrator to what waits to be set up.
async fn used(visit: &Visit) -> Answer {
    if visit.viewer.as_member().is_none() {
        return Ok(closed(visit, "used"));
    }
    if let Some(notice) = &visit.notice {
        visit.say(notice.clone()).await;
    }
    let first = if visit.viewer.admin().is_ok() { "/settings" } else { "/" };
    Ok(Redirect::to(&visit.href(first)).into_response())
}

/// An invitation that lets nobody in, and what to do then: `used` or `over`.
fn closed(visit: &Visit, how: &str) -> Response {
    let words = visit.words;
    let (title, text) = (
        words.text(&format!("invitation-{how}-title")),
        words.text(&format!("invitation-{how}-text")),
    );
    let page = shell::page(visit, &Head::titled(title), || {
        view! {
            <div class="door">
                <header><h1>{title}</h1><p>{text}</p></header>
                <div class="form-end">
                    <a class="button primary large" href=visit.href("/sign-in")>{words.text("sign-in")}</a>
                    <a class="button" href=visit.href("/topics")>{words.text("invitation-onward")}</a>
                </div>
            </div>
        }
    });
    (StatusCode::GONE, page).into_response()
}

async fn open(visit: &Visit, letter: &Letter) -> Answer {
    let words = visit.words;
    let title = words.with("invitation-title", &[("brand", visit.brand().name.as_str().into())]);
    let role = words.text(&format!("invitation-as-{}", letter.role));
    let by = match &letter.inviter {
        Some(name) => words.with("invitation-by", &[("name", name.as_str().into()), ("role", role.into())]),
        None => words.with("invitation-by-brand", &[("role", role.into())]),
    };
    let until = words.with(
        "invitation-until",
        &[
            ("address", letter.address.as_str().into()),
            ("until", visit.when.long(letter.expires).into()),
        ],
    );
    let way = way(visit, letter).await?;
    let opens = words.text(&format!("role-opens-{}", letter.role));
    Ok(shell::page(visit, &Head::titled(title.clone()), || {
        view! {
            <div class="door">
                <header><h1>{title}</h1><p>{by}</p><p>{opens}</p><p>{until}</p></header>
                {way}
            </div>
        }
    }))
}

/// What the person can do about it.
async fn way(visit: &Visit, letter: &Letter) -> Result<Markup, crate::Oops> {
    let words = visit.words;
    let Some(account) = visit.viewer.account() else {
        onward::remember(visit).await;
        let _ = visit.session.insert(INVITED, (visit.brand().id, &letter.address)).await;
        return Ok(doors(visit).markup());
    };
    let mine = accounts::read(&visit.installation.db, account).await?.address;
    if mine != letter.address {
        let other = words.with("invitation-other", &[("mine", mine.into())]);
        return Ok(view! {
            <p>{other}</p>
            <form method="post" action=visit.href("/sign-out")><div class="form-end"><button class="button">{words.text("sign-out")}</button></div></form>
        }
        .markup());
    }
    let joins = visit
        .viewer
        .as_member()
        .is_none()
        .then(|| view! { <p>{words.text("invitation-joins")}</p> });
    Ok(view! {
        {joins}
        <form method="post" action=visit.here.clone()><div class="form-end"><button class="button primary large">{words.text("invitation-accept")}</button></div></form>
    }
    .markup())
}

fn doors(visit: &Visit) -> impl IntoView + use<> {
    let words = visit.words;
    view! {
        <p>{words.text("invitation-in")}</p>
        <div class="form-end"><a class="button primary large" href=visit.href("/join")>{words.text("join")}</a></div>
        <div class="aside"><span>{words.text("join-known")}</span>" "<a href=visit.href("/sign-in")>{words.text("sign-in")}</a></div>
    }
}
