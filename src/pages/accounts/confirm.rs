//! Confirming a join, by the code from the mail or by its link.

use super::join::WAITING;
use super::{Caller, come_in, door, kept, soft_door, to};
use crate::errors::Answer;
use crate::parts::field::{Field, Wrongs};
use crate::visit::Visit;
use axum::Form;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use community::accounts::{self, Proof};
use leptos::prelude::*;
use serde::Deserialize;
use types::{ConfirmationId, Error};

/// What `/confirm` sends.
#[derive(Deserialize)]
pub struct Code {
    #[serde(default)]
    pub code: String,
}

/// What the page behind the link sends; nothing in the session that waits.
#[derive(Deserialize)]
pub struct Chosen {
    #[serde(default)]
    pub password: String,
}

/// `GET /confirm`
pub async fn get(visit: Visit) -> Answer {
    match waiting(&visit).await {
        Some((_, address)) => Ok(page(&visit, &address, "", &Wrongs::default()).await),
        None => to(&visit.href("/join")),
    }
}

/// `POST /confirm`
pub async fn post(visit: Visit, caller: Caller, Form(form): Form<Code>) -> Answer {
    let Some((id, address)) = waiting(&visit).await else {
        return to(&visit.href("/join"));
    };
    match accounts::confirm(&visit.installation.db, visit.brand(), id, &form.code, &caller.network, visit.now).await {
        Ok(account) => come_in(visit, &caller, account, "notice-joined").await,
        Err(failure) => Ok(page(&visit, &address, &form.code, &soft_door(failure.into(), "code")?).await),
    }
}

async fn waiting(visit: &Visit) -> Option<(ConfirmationId, String)> {
    visit.session.get(WAITING).await.ok().flatten()
}

async fn page(visit: &Visit, address: &str, code: &str, wrongs: &Wrongs) -> Response {
    let words = visit.words;
    let about = words.with("confirm-about", &[("address", address.into())]);
    let field = Field {
        name: "code",
        key: "code",
        wrongs,
    }
    .input(visit, "text", "one-time-code", code);
    let body = view! {
        <div class="door">
            <header><h1>{words.text("confirm-title")}</h1><p>{about}</p></header>
            {kept(visit).await}
            {wrongs.summary(words)}
            <form action=visit.href("/confirm") method="post" novalidate>
                {field}
                <div class="form-end"><button class="button primary large">{words.text("confirm")}</button></div>
            </form>
            <div class="aside"><span>{words.text("confirm-none")}</span>" "<a href=visit.href("/join")>{words.text("confirm-again")}</a></div>
        </div>
    };
    door(visit, "confirm-title", wrongs, body)
}

/// `GET /confirm/{token}`: confirms nothing, because mail scanners open links too.
pub async fn link_get(visit: Visit, Path((_, token)): Path<(String, String)>) -> Answer {
    match accounts::waits(&visit.installation.db, visit.brand(), &token, visit.now)
        .await
        .map_err(Error::from)
    {
        Ok(id) => {
            let here = is_here(&visit, id).await;
            Ok(link_page(&visit, &token, here, &Wrongs::default()).await)
        }
        Err(Error::NotFound) => Ok(over_page(&visit)),
        Err(error) => Err(error.into()),
    }
}

/// `POST /confirm/{token}`
pub async fn link_post(visit: Visit, caller: Caller, Path((_, token)): Path<(String, String)>, Form(form): Form<Chosen>) -> Answer {
    let (db, brand) = (&visit.installation.db, visit.brand());
    let outcome = async {
        let id = accounts::waits(db, brand, &token, visit.now).await?;
        let here = is_here(&visit, id).await;
        let proof = if here { Proof::Session(id) } else { Proof::Password(form.password) };
        let done = accounts::confirm_by_link(db, brand, &token, proof, &caller.network, visit.now).await;
        Ok::<_, Error>((here, done.map_err(Error::from)))
    };
    match outcome.await {
        Ok((_, Ok(account))) => come_in(visit, &caller, account, "notice-joined").await,
        Err(Error::NotFound) | Ok((_, Err(Error::NotFound))) => Ok(over_page(&visit)),
        Ok((here, Err(error))) => Ok(link_page(&visit, &token, here, &soft_door(error, "password")?).await),
        Err(error) => Err(error.into()),
    }
}

/// Whether this session is the one that waits.
async fn is_here(visit: &Visit, id: ConfirmationId) -> bool {
    waiting(visit).await.is_some_and(|(waiting, _)| waiting == id)
}

async fn link_page(visit: &Visit, token: &str, here: bool, wrongs: &Wrongs) -> Response {
    let words = visit.words;
    let brand = [("brand", visit.brand().name.as_str().into())];
    let about = words.with(if here { "confirm-link-here" } else { "confirm-link-elsewhere" }, &brand);
    let password = (!here).then(|| {
        Field {
            name: "password",
            key: "chosen",
            wrongs,
        }
        .input(visit, "password", "current-password", "")
    });
    let body = view! {
        <div class="door">
            <header><h1>{words.with("join-title", &brand)}</h1><p>{about}</p></header>
            {kept(visit).await}
            {wrongs.summary(words)}
            <form action=visit.href(&format!("/confirm/{token}")) method="post" novalidate>
                {password}
                <div class="form-end"><button class="button primary large">{words.text("confirm")}</button></div>
            </form>
        </div>
    };
    door(visit, "join", wrongs, body)
}

fn over_page(visit: &Visit) -> Response {
    let words = visit.words;
    let body = view! {
        <div class="door">
            <header><h1>{words.text("link-over-title")}</h1><p>{words.text("confirm-link-over")}</p></header>
            <div class="form-end"><a class="button primary large" href=visit.href("/sign-in")>{words.text("sign-in")}</a></div>
            <div class="aside"><a href=visit.href("/join")>{words.text("join-again")}</a></div>
        </div>
    };
    (StatusCode::NOT_FOUND, door(visit, "link-over-title", &Wrongs::default(), body)).into_response()
}
