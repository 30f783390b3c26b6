//! The door of the desk.

use super::{DOOR, Porch, SECOND_FACTOR, to};
use crate::accounts::{Caller, soft_door};
use crate::errors::Answer;
use crate::parts::field::{Field, Wrongs};
use crate::parts::rooms;
use crate::shell;
use axum::Form;
use community::operator::door;
use leptos::prelude::*;
use serde::Deserialize;
use types::Error;
use types::accounts::SignIn;

/// What the door sends.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    pub address: String,
    pub password: String,
    pub code: String,
}

/// `GET /operator/sign-in`
pub async fn sign_in_get(porch: Porch) -> Answer {
    match porch.operator().await {
        Ok(_) => to("/operator"),
        Err(Error::SecondFactorNeeded) => to(SECOND_FACTOR),
        Err(_) => sign_in_page(&porch, &Typed::default(), &Wrongs::default()),
    }
}

/// `POST /operator/sign-in`: under a new session id.
pub async fn sign_in_post(porch: Porch, caller: Caller, Form(typed): Form<Typed>) -> Answer {
    let form = SignIn {
        address: typed.address.clone(),
        password: typed.password.clone(),
    };
    match door::sign_in(&porch.installation.db, &form, &typed.code, &caller.network, porch.now).await {
        Ok(account) => {
            let bug = |e: tower_sessions::session::Error| community::Failure::Bug(e.to_string());
            porch.session.cycle_id().await.map_err(bug)?;
            porch.session.clear().await;
            porch.session.insert(ui::server::ACCOUNT, account.0).await.map_err(bug)?;
            porch.session.insert(ui::server::AGENT, &caller.agent).await.map_err(bug)?;
            porch.session.insert(ui::server::NETWORK, &caller.network).await.map_err(bug)?;
            to("/operator")
        }
        Err(failure) => sign_in_page(&porch, &typed, &soft_door(failure.into(), "password")?),
    }
}

fn sign_in_page(porch: &Porch, typed: &Typed, wrongs: &Wrongs) -> Answer {
    let words = porch.words;
    let field = |name, key| Field { name, key, wrongs };
    let address = field("address", "sign-in-address").input(porch, "email", "username", &typed.address);
    let password = field("password", "password").input(porch, "password", "current-password", "");
    let code = field("code", "operator-code").input(porch, "text", "one-time-code", "");
    let summary = wrongs.summary(words);
    let page = shell::desk_page(porch, false, words.text("operator-sign-in-title"), || {
        view! {
            <div class="door">
                <header><h1>{words.text("operator-sign-in-title")}</h1><p>{words.text("operator-sign-in-about")}</p></header>
                {summary}
                <form action=DOOR method="post" novalidate>
                    {address}
                    {password}
                    {code}
                    <div class="form-end"><button class="button primary large">{words.text("sign-in")}</button></div>
                </form>
            </div>
        }
    });
    rooms::answer(page, wrongs)
}

/// `POST /operator/sign-out`: the session ends on the server.
pub async fn sign_out(porch: Porch) -> Answer {
    porch.session.flush().await.map_err(|e| community::Failure::Bug(e.to_string()))?;
    to(DOOR)
}
