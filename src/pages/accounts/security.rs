//! `/account/security`: password, address, second factor, and where one is signed in.

use super::inside::{own_hash, renew};
use super::{Caller, account, agent, renamed, room, rooms_page, soft_door, to};
use crate::errors::Answer;
use crate::markup::{IntoMarkup, Markup};
use crate::parts::field::{Field, Wrongs};
use crate::visit::Visit;
use axum::Form;
use community::accounts::{self, Sender};
use community::second_factor;
use community::sessions::{self, SignedIn};
use leptos::prelude::*;
use serde::Deserialize;
use types::accounts::{ChangeAddress, ChangePassword};
use types::{CodeId, Error, Instant};

/// Where a session keeps the code that was mailed to a new address, and that address.
pub const NEW_ADDRESS: &str = "new-address";

/// What the forms of the page send.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    /// `password`, `address`, `end` or `everywhere`.
    #[serde(rename = "do")]
    pub act: String,
    pub current: String,
    /// A code of the second factor, where it is on.
    pub factor: String,
    pub password: String,
    /// The password and the code again, in the form of the address.
    pub proof: String,
    pub proof_factor: String,
    pub address: String,
    /// The sign-in to be ended.
    pub session: String,
}

/// `GET /account/security`
pub async fn get(visit: Visit) -> Answer {
    page(&visit, "", &Wrongs::default()).await
}

/// `POST /account/security`
pub async fn post(visit: Visit, Form(sent): Form<Sent>) -> Answer {
    let (done, field) = match sent.act.as_str() {
        "password" => (change_password(&visit, &sent).await, "current"),
        "address" => (ask_new_address(&visit, &sent).await, "proof"),
        "end" => (end(&visit, &sent).await, "session"),
        "everywhere" => (everywhere(&visit).await, "session"),
        _ => (Err(Error::NotFound), ""),
    };
    match done {
        Ok(path) => to(&visit.href(path)),
        Err(error) => page(&visit, &sent.address, &soft_door(error, field)?).await,
    }
}

/// The page to go to, or the mistake.
type Done = Result<&'static str, Error>;

async fn change_password(visit: &Visit, sent: &Sent) -> Done {
    let (db, from) = (&visit.installation.db, Sender::from(visit.brand()));
    let form = ChangePassword {
        current: sent.current.clone(),
        code: sent.factor.clone(),
        password: sent.password.clone(),
    };
    accounts::change_password(db, &from, account(visit)?, &form, &own_hash(&visit.session), visit.now)
        .await
        .map_err(|failure| renamed(failure.into(), "code", "factor"))?;
    renew(visit).await?;
    visit.say_next("notice-password-changed").await;
    Ok("/account/security")
}

async fn ask_new_address(visit: &Visit, sent: &Sent) -> Done {
    let (db, from) = (&visit.installation.db, Sender::from(visit.brand()));
    let form = ChangeAddress {
        current: sent.proof.clone(),
        code: sent.proof_factor.clone(),
        address: sent.address.clone(),
    };
    match accounts::ask_new_address(db, &from, account(visit)?, &form, visit.lang(), visit.now).await {
        Ok(id) => {
            renew(visit).await?;
            let _ = visit.session.insert(NEW_ADDRESS, (id, form.address.trim())).await;
            Ok("/account/security/address")
        }
        Err(failure) => Err(renamed(renamed(failure.into(), "current", "proof"), "code", "proof_factor")),
    }
}

async fn end(visit: &Visit, sent: &Sent) -> Done {
    if sent.session == own_hash(&visit.session) {
        return leave(visit).await;
    }
    match sessions::end(&visit.installation.db, account(visit)?, &sent.session)
        .await
        .map_err(Error::from)
    {
        // It was over already: what was asked for is so.
        Ok(()) | Err(Error::NotFound) => {
            visit.say_next("notice-session-ended").await;
            Ok("/account/security")
        }
        Err(error) => Err(error),
    }
}

async fn everywhere(visit: &Visit) -> Done {
    sessions::end_all(&visit.installation.db, account(visit)?).await?;
    leave(visit).await
}

async fn leave(visit: &Visit) -> Done {
    visit
        .session
        .flush()
        .await
        .map_err(|e| Error::from(community::Failure::Bug(e.to_string())))?;
    Ok("/")
}

async fn page(visit: &Visit, address: &str, wrongs: &Wrongs) -> Answer {
    let (db, id) = (&visit.installation.db, account(visit)?);
    let state = second_factor::state(db, id).await?;
    let list = sessions::of_account(db, id, visit.now).await?;
    let words = visit.words;
    let factor = match state.since {
        Some(since) => words.with("second-factor-since", &[("when", visit.when.long(Instant(since)).into())]),
        None if state.is_lacking() => words.text("second-factor-lacking").to_owned(),
        None => words.text("second-factor-none").to_owned(),
    };
    let link = if state.since.is_some() {
        "second-factor-see"
    } else {
        "second-factor-begin"
    };
    let body = view! {
        {password_form(visit, state.since.is_some(), wrongs)}
        <section>
            <h2>{words.text("second-factor")}</h2>
            <p>{factor}</p>
            <div class="form-end"><a class="button" href=visit.href("/account/second-factor")>{words.text(link)}</a></div>
        </section>
        {address_form(visit, state.since.is_some(), address, wrongs)}
        {sign_ins(visit, list)}
    };
    rooms_page(visit, "account-security", wrongs, body)
}

fn field<'w>(name: &'static str, key: &'static str, wrongs: &'w Wrongs) -> Field<'w> {
    Field { name, key, wrongs }
}

fn password_form(visit: &Visit, secured: bool, wrongs: &Wrongs) -> Markup {
    let words = visit.words;
    let current = field("current", "current", wrongs).input(visit, "password", "current-password", "");
    let factor = secured.then(|| field("factor", "own-factor", wrongs).input(visit, "text", "one-time-code", ""));
    let password = field("password", "changed-password", wrongs).input(visit, "password", "new-password", "");
    view! {
        <section>
            <h2>{words.text("password-change")}</h2>
            <p>{words.text("password-change-about")}</p>
            <form method="post" action=visit.href("/account/security") novalidate>
                <input type="hidden" name="do" value="password"/>
                {current}
                {factor}
                {password}
                <div class="form-end"><button class="button primary">{words.text("password-change")}</button></div>
            </form>
        </section>
    }
    .markup()
}

fn address_form(visit: &Visit, secured: bool, address: &str, wrongs: &Wrongs) -> Markup {
    let words = visit.words;
    let proof = field("proof", "current", wrongs).input(visit, "password", "current-password", "");
    let factor = secured.then(|| field("proof_factor", "own-factor", wrongs).input(visit, "text", "one-time-code", ""));
    let address = field("address", "new-address", wrongs).input(visit, "email", "email", address);
    view! {
        <section>
            <h2>{words.text("address-change")}</h2>
            <p>{words.text("address-change-about")}</p>
            <form method="post" action=visit.href("/account/security") novalidate>
                <input type="hidden" name="do" value="address"/>
                {proof}
                {factor}
                {address}
                <div class="form-end"><button class="button">{words.text("address-change-send")}</button></div>
            </form>
        </section>
    }
    .markup()
}

fn sign_ins(visit: &Visit, list: Vec<SignedIn>) -> Markup {
    let words = visit.words;
    let own = own_hash(&visit.session);
    let rows = list.into_iter().map(|row| sign_in(visit, row, &own)).collect_view();
    view! {
        <section>
            <h2>{words.text("sessions")}</h2>
            <p>{words.text("sessions-about")}</p>
            <ul role="list" class="records">{rows}</ul>
            <form method="post" action=visit.href("/account/security")>
                <input type="hidden" name="do" value="everywhere"/>
                <div class="form-end"><button class="button danger">{words.text("sessions-everywhere")}</button></div>
            </form>
        </section>
    }
    .markup()
}

fn sign_in(visit: &Visit, row: SignedIn, own: &str) -> Markup {
    let words = visit.words;
    let is_own = row.id_hash == own;
    let name = agent::said(words, row.agent.as_deref());
    let network = row.address.clone().unwrap_or_else(|| words.text("session-somewhere").to_owned());
    let told = words.with(
        "session-told",
        &[
            ("network", network.into()),
            ("since", visit.when.said(row.created).into()),
            ("seen", visit.when.said(row.seen).into()),
        ],
    );
    let label = words.with("session-end-of", &[("agent", name.clone().into())]);
    let name = if is_own {
        words.with("session-own", &[("agent", name.into())])
    } else {
        name
    };
    view! {
        <li>
            <div><b>{name}</b><span>{told}</span></div>
            <form method="post" action=visit.href("/account/security")>
                <input type="hidden" name="do" value="end"/>
                <input type="hidden" name="session" value=row.id_hash/>
                <button aria-label=label class="button small">{words.text("session-end")}</button>
            </form>
        </li>
    }
    .markup()
}

/// What the page of the six digits sends.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    pub code: String,
}

/// `GET /account/security/address`: the code that was mailed to the new address.
pub async fn address_get(visit: Visit) -> Answer {
    match asked(&visit).await {
        Some((_, address)) => address_page(&visit, &address, "", &Wrongs::default()),
        None => to(&visit.href("/account/security")),
    }
}

/// `POST /account/security/address`
pub async fn address_post(visit: Visit, caller: Caller, Form(typed): Form<Typed>) -> Answer {
    let Some((id, address)) = asked(&visit).await else {
        return to(&visit.href("/account/security"));
    };
    let (db, from) = (&visit.installation.db, Sender::from(visit.brand()));
    let own = own_hash(&visit.session);
    let proof = accounts::Typed {
        id,
        code: &typed.code,
        network: &caller.network,
        kept: &own,
    };
    match accounts::prove_new_address(db, &from, account(&visit)?, proof, visit.now).await {
        Ok(()) => {
            let _ = visit.session.remove_value(NEW_ADDRESS).await;
            renew(&visit).await?;
            visit.say_next("notice-address-changed").await;
            to(&visit.href("/account/security"))
        }
        Err(failure) => address_page(&visit, &address, &typed.code, &soft_door(failure.into(), "code")?),
    }
}

async fn asked(visit: &Visit) -> Option<(CodeId, String)> {
    visit.session.get(NEW_ADDRESS).await.ok().flatten()
}

fn address_page(visit: &Visit, address: &str, typed: &str, wrongs: &Wrongs) -> Answer {
    let words = visit.words;
    let about = words.with("confirm-about", &[("address", address.into())]);
    let code = field("code", "code", wrongs).input(visit, "text", "one-time-code", typed);
    let body = view! {
        <section>
            <p>{about}</p>
            <form method="post" action=visit.href("/account/security/address") novalidate>
                {code}
                <div class="form-end"><button class="button primary">{words.text("address-change")}</button><a href=visit.href("/account/security")>{words.text("back")}</a></div>
            </form>
        </section>
    };
    room(visit, "account-security", "address-change", wrongs, body)
}
