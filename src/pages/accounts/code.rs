//! Signing in with a code from a mail: an address, then six digits in the same session.

use super::{Caller, come_in, door, kept, soft_door, to, wait_a_day};
use crate::errors::Answer;
use crate::parts::field::{Field, Wrongs};
use crate::visit::Visit;
use axum::Form;
use axum::response::Response;
use community::accounts;
use leptos::prelude::*;
use types::CodeId;
use types::accounts::Address;

/// Where a session keeps the code that was mailed, and the address that it was asked for.
pub const ASKED: &str = "code";

/// What the page of the six digits sends.
#[derive(serde::Deserialize)]
pub struct Typed {
    #[serde(default)]
    pub code: String,
}

/// `GET /sign-in/code`
pub async fn get(visit: Visit) -> Answer {
    if visit.viewer.as_member().is_some() {
        return to(&visit.href("/topics"));
    }
    Ok(ask_page(&visit, "", &Wrongs::default()).await)
}

/// `POST /sign-in/code`: mails a code.
pub async fn post(visit: Visit, caller: Caller, Form(form): Form<Address>) -> Answer {
    let db = &visit.installation.db;
    match accounts::ask_code(db, visit.brand(), &form, visit.lang(), &caller.network, visit.now).await {
        Ok(id) => {
            wait_a_day(&visit);
            let _ = visit.session.insert(ASKED, (id, form.address.trim())).await;
            to(&visit.href("/sign-in/code/confirm"))
        }
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
            <header><h1>{words.text("sign-in-code")}</h1><p>{words.text("sign-in-code-about")}</p></header>
            {kept(visit).await}
            {wrongs.summary(words)}
            <form action=visit.href("/sign-in/code") method="post" novalidate>
                {field}
                <div class="form-end"><button class="button primary large">{words.text("sign-in-code-send")}</button></div>
            </form>
            <div class="aside"><a href=visit.href("/sign-in")>{words.text("sign-in-password")}</a></div>
        </div>
    };
    door(visit, "sign-in-code", wrongs, body)
}

/// `GET /sign-in/code/confirm`
pub async fn confirm_get(visit: Visit) -> Answer {
    match asked(&visit).await {
        Some((_, address)) => Ok(confirm_page(&visit, &address, "", &Wrongs::default()).await),
        None => to(&visit.href("/sign-in/code")),
    }
}

/// `POST /sign-in/code/confirm`
pub async fn confirm_post(visit: Visit, caller: Caller, Form(form): Form<Typed>) -> Answer {
    let Some((id, address)) = asked(&visit).await else {
        return to(&visit.href("/sign-in/code"));
    };
    match accounts::sign_in_by_code(&visit.installation.db, id, &form.code, &caller.network, visit.now).await {
        Ok(account) => come_in(visit, &caller, account, "notice-signed-in").await,
        Err(failure) => Ok(confirm_page(&visit, &address, &form.code, &soft_door(failure.into(), "code")?).await),
    }
}

async fn asked(visit: &Visit) -> Option<(CodeId, String)> {
    visit.session.get(ASKED).await.ok().flatten()
}

async fn confirm_page(visit: &Visit, address: &str, typed: &str, wrongs: &Wrongs) -> Response {
    let words = visit.words;
    let about = words.with("confirm-about", &[("address", address.into())]);
    let field = Field {
        name: "code",
        key: "code",
        wrongs,
    }
    .input(visit, "text", "one-time-code", typed);
    let body = view! {
        <div class="door">
            <header><h1>{words.text("confirm-title")}</h1><p>{about}</p></header>
            {kept(visit).await}
            {wrongs.summary(words)}
            <form action=visit.href("/sign-in/code/confirm") method="post" novalidate>
                {field}
                <div class="form-end"><button class="button primary large">{words.text("sign-in")}</button></div>
            </form>
            <div class="aside"><span>{words.text("confirm-none")}</span>" "<a href=visit.href("/sign-in/code")>{words.text("confirm-again")}</a></div>
        </div>
    };
    door(visit, "confirm-title", wrongs, body)
}
