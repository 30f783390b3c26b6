//! A forgotten password: the address is asked for, and the link from the mail leads to a new one.

use super::{Caller, come_in, door, kept, soft_door};
use crate::errors::Answer;
use crate::parts::field::{Field, Wrongs};
use crate::visit::Visit;
use axum::Form;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use community::accounts::{self, Sender};
use leptos::prelude::*;
use types::Error;
use types::accounts::{Address, NewPassword};

/// `GET /password`
pub async fn get(visit: Visit) -> Answer {
    Ok(ask_page(&visit, "", &Wrongs::default()).await)
}

/// `POST /password`: mails a link.
pub async fn post(visit: Visit, caller: Caller, Form(form): Form<Address>) -> Answer {
    let (db, settings) = (&visit.installation.db, &visit.installation.settings);
    match accounts::ask_new_password(db, visit.brand(), &form, visit.lang(), settings, &caller.network, visit.now).await {
        Ok(()) => Ok(sent_page(&visit, form.address.trim())),
        Err(failure) => Ok(ask_page(&visit, &form.address, &soft_door(failure.into(), "address")?).await),
    }
}

async fn ask_page(visit: &Visit, address: &str, wrongs: &Wrongs) -> Response {
    let words = visit.words;
    let field = Field {
        name: "address",
        key: "sign-in-address",
        wrongs,
    }
    .input(visit, "email", "username", address);
    let body = view! {
        <div class="door">
            <header><h1>{words.text("password-title")}</h1><p>{words.text("password-about")}</p></header>
            {kept(visit).await}
            {wrongs.summary(words)}
            <form action=visit.href("/password") method="post" novalidate>
                {field}
                <div class="form-end"><button class="button primary large">{words.text("password-send")}</button></div>
            </form>
            <div class="aside"><a href=visit.href("/sign-in/code")>{words.text("sign-in-code")}</a></div>
        </div>
    };
    door(visit, "password-title", wrongs, body)
}

/// The same for every address. Not led to, because a second look at it would have nothing to say.
fn sent_page(visit: &Visit, address: &str) -> Response {
    let words = visit.words;
    let about = words.with("password-sent", &[("address", address.into())]);
    let body = view! {
        <div class="door">
            <header><h1>{words.text("confirm-title")}</h1><p>{about}</p></header>
            <div class="aside"><span>{words.text("confirm-none")}</span>" "<a href=visit.href("/password")>{words.text("confirm-again")}</a></div>
        </div>
    };
    door(visit, "confirm-title", &Wrongs::default(), body)
}

/// `GET /password/{token}`: changes nothing, because mail scanners open links too.
pub async fn link_get(visit: Visit, Path((_, token)): Path<(String, String)>) -> Answer {
    match accounts::link_lives(&visit.installation.db, &token, visit.now)
        .await
        .map_err(Error::from)
    {
        Ok(()) => Ok(new_page(&visit, &token, &Wrongs::default())),
        Err(Error::NotFound) => Ok(over_page(&visit)),
        Err(error) => Err(error.into()),
    }
}

/// `POST /password/{token}`: sets the password, and lets the person in.
pub async fn link_post(visit: Visit, caller: Caller, Path((_, token)): Path<(String, String)>, Form(form): Form<NewPassword>) -> Answer {
    let (db, from) = (&visit.installation.db, Sender::from(visit.brand()));
    match accounts::set_new_password(db, &from, &token, &form, &caller.network, visit.now)
        .await
        .map_err(Error::from)
    {
        Ok(account) => come_in(visit, &caller, account, "notice-password-changed").await,
        Err(Error::NotFound) => Ok(over_page(&visit)),
        Err(error) => Ok(new_page(&visit, &token, &soft_door(error, "password")?)),
    }
}

fn new_page(visit: &Visit, token: &str, wrongs: &Wrongs) -> Response {
    let words = visit.words;
    let field = Field {
        name: "password",
        key: "new-password",
        wrongs,
    }
    .input(visit, "password", "new-password", "");
    let body = view! {
        <div class="door">
            <header><h1>{words.text("password-new-title")}</h1><p>{words.text("password-new-about")}</p></header>
            {wrongs.summary(words)}
            <form action=visit.href(&format!("/password/{token}")) method="post" novalidate>
                {field}
                <div class="form-end"><button class="button primary large">{words.text("password-set")}</button></div>
            </form>
        </div>
    };
    door(visit, "password-new-title", wrongs, body)
}

fn over_page(visit: &Visit) -> Response {
    let words = visit.words;
    let body = view! {
        <div class="door">
            <header><h1>{words.text("link-over-title")}</h1><p>{words.text("password-link-over")}</p></header>
            <div class="form-end"><a class="button primary large" href=visit.href("/password")>{words.text("password-send")}</a></div>
        </div>
    };
    (StatusCode::NOT_FOUND, door(visit, "link-over-title", &Wrongs::default(), body)).into_response()
}
