//! Signing in with a password, and out.

use super::{Caller, ask_about_block, come_in, door, kept, soft_door, to};
use crate::errors::Answer;
use crate::invitations::invited_address;
use crate::parts::field::{Field, Wrongs};
use crate::visit::Visit;
use axum::Form;
use axum::response::Response;
use community::accounts;
use leptos::prelude::*;
use types::accounts::SignIn;

/// `GET /sign-in`
pub async fn get(visit: Visit) -> Answer {
    if visit.viewer.as_member().is_some() {
        return to(&visit.href("/topics"));
    }
    let form = SignIn {
        address: invited_address(&visit).await,
        ..SignIn::default()
    };
    Ok(page(&visit, &form, &Wrongs::default()).await)
}

/// `POST /sign-in`
pub async fn post(visit: Visit, caller: Caller, Form(form): Form<SignIn>) -> Answer {
    match accounts::sign_in(&visit.installation.db, &form, &caller.network, visit.now).await {
        Ok(account) => come_in(visit, &caller, account, "notice-signed-in").await,
        Err(failure) => Ok(page(&visit, &form, &soft_door(failure.into(), "password")?).await),
    }
}

async fn page(visit: &Visit, form: &SignIn, wrongs: &Wrongs) -> Response {
    // Whoever was led here by a vote or a text is new more often than not.
    let kept = kept(visit).await;
    let (words, led) = (visit.words, kept.is_some());
    let brand = [("brand", visit.brand().name.as_str().into())];
    let field = |name, key| Field { name, key, wrongs };
    let address = field("address", "sign-in-address").input(visit, "email", "username", &form.address);
    let password = field("password", "password").input(visit, "password", "current-password", "");
    let join = || view! { <div class="aside"><span>{words.text("sign-in-new")}</span>" "<a href=visit.href("/join")>{words.with("join-title", &brand)}</a></div> };
    let body = view! {
        <div class="door">
            <header><h1>{words.text("sign-in")}</h1><p>{words.with("sign-in-about", &brand)}</p></header>
            {kept}
            {led.then(join)}
            {wrongs.summary(words)}
            {ask_about_block(visit, wrongs)}
            <form action=visit.href("/sign-in") method="post" novalidate>
                {address}
                {password}
                <div class="form-end"><button class="button primary large">{words.text("sign-in")}</button></div>
            </form>
            <div class="aside">
                <a href=visit.href("/password")>{words.text("password-forgotten")}</a>
                <a href=visit.href("/sign-in/code")>{words.text("sign-in-code")}</a>
            </div>
            {(!led).then(join)}
        </div>
    };
    door(visit, "sign-in", wrongs, body)
}

/// `POST /sign-out`: the session ends on the server.
pub async fn out(visit: Visit) -> Answer {
    visit.session.flush().await.map_err(|e| community::Failure::Bug(e.to_string()))?;
    to(&visit.href("/"))
}
