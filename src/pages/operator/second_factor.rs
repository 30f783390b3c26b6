//! `/operator/second-factor`: an operator who has none yet sets it up; nothing of the desk is open to them before.

use super::{DOOR, Porch, SECOND_FACTOR, to};
use crate::accounts::inside::own_hash;
use crate::accounts::second_factor::{Sent, codes_view, forget_begun, has_begun, note_begun, off, set_up};
use crate::accounts::soft_door;
use crate::errors::Answer;
use crate::markup::Markup;
use crate::parts::field::Wrongs;
use crate::parts::rooms;
use crate::shell;
use axum::Form;
use community::accounts::Sender;
use community::second_factor;
use leptos::prelude::*;
use types::{AccountId, Error};

/// `GET /operator/second-factor`
pub async fn get(porch: Porch) -> Answer {
    match lacking(&porch).await {
        Ok(account) => page(&porch, account, &Wrongs::default()).await,
        Err(address) => to(address),
    }
}

/// `POST /operator/second-factor`: begins with the password, ends with the first code.
pub async fn post(porch: Porch, Form(form): Form<Sent>) -> Answer {
    let account = match lacking(&porch).await {
        Ok(account) => account,
        Err(address) => return to(address),
    };
    let (done, field) = match form.act.as_str() {
        "confirm" => (confirm(&porch, account, &form).await, "code"),
        _ => (begin(&porch, account, &form).await, "current"),
    };
    match done {
        Ok(Some(codes)) => codes_page(&porch, &codes),
        Ok(None) | Err(Error::Conflict) => to(SECOND_FACTOR),
        Err(error) => page(&porch, account, &soft_door(error, field)?).await,
    }
}

/// The operator who needs it, or where everybody else is led.
async fn lacking(porch: &Porch) -> Result<AccountId, &'static str> {
    match (porch.operator().await, porch.account) {
        (Err(Error::SecondFactorNeeded), Some(account)) => Ok(account),
        (Ok(_), _) => Err("/operator"),
        _ => Err(DOOR),
    }
}

async fn begin(porch: &Porch, account: AccountId, form: &Sent) -> Result<Option<Vec<String>>, Error> {
    second_factor::begin(&porch.installation.db, account, &form.current, porch.now).await?;
    renew(porch).await?;
    note_begun(&porch.session, porch.now).await;
    Ok(None)
}

async fn confirm(porch: &Porch, account: AccountId, form: &Sent) -> Result<Option<Vec<String>>, Error> {
    if !has_begun(&porch.session, porch.now).await {
        return Err(Error::Conflict);
    }
    let (db, from) = (&porch.installation.db, Sender::installation());
    let codes = second_factor::confirm(db, &from, account, &form.code, &own_hash(&porch.session), porch.now).await?;
    forget_begun(&porch.session).await;
    renew(porch).await?;
    Ok(Some(codes))
}

/// Gives the session a new id.
async fn renew(porch: &Porch) -> Result<(), community::Failure> {
    porch.session.cycle_id().await.map_err(|e| community::Failure::Bug(e.to_string()))
}

async fn page(porch: &Porch, account: AccountId, wrongs: &Wrongs) -> Answer {
    let secret = second_factor::waiting(&porch.installation.db, account).await?;
    let body = match secret {
        Some(secret) if has_begun(&porch.session, porch.now).await => {
            let uri = second_factor::uri(&secret, "Parvis", &porch.address);
            set_up(porch, SECOND_FACTOR, &secret, &uri, wrongs)
        }
        _ => off(porch, SECOND_FACTOR, wrongs),
    };
    let head = ("operator-second-factor-title", "operator-second-factor-about");
    rooms::answer(framed(porch, head, wrongs, body), wrongs)
}

fn codes_page(porch: &Porch, codes: &[String]) -> Answer {
    let body = codes_view(porch, codes, "/operator".to_owned());
    Ok(framed(porch, ("recovery-codes", "recovery-codes-about"), &Wrongs::default(), body))
}

fn framed(porch: &Porch, (title, about): (&str, &str), wrongs: &Wrongs, body: Markup) -> axum::response::Response {
    let words = porch.words;
    let summary = wrongs.summary(words);
    shell::desk_page(porch, true, words.text(title), || {
        view! {
            <div class="rooms alone"><div class="room">
                <header><h1>{words.text(title).to_owned()}</h1><p>{words.text(about).to_owned()}</p></header>
                {summary}
                {body}
            </div></div>
        }
    })
}
