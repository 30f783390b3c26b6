//! `/account/second-factor`: setting the second factor up, its recovery codes, switching it off.

use super::inside::{own_hash, renew};
use super::{account, renamed, room, soft_door, to};
use crate::errors::Answer;
use crate::markup::{IntoMarkup, Markup};
use crate::onward;
use crate::parts::field::{Field, Wrongs};
use crate::parts::qr;
use crate::shell::Scene;
use crate::visit::Visit;
use axum::Form;
use community::accounts::{self, Sender};
use community::second_factor::{self, State};
use leptos::prelude::*;
use serde::Deserialize;
use tower_sessions::Session;
use types::{Error, Instant};

/// Where the page is.
const ADDRESS: &str = "/account/second-factor";
/// Where a session keeps when the password was given to set it up: only there the secret is shown.
pub const BEGUN: &str = "second-factor";
/// So long, in seconds.
const BEGUN_LIVES: i64 = 900;

/// What the forms of the page send.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    /// `begin`, `confirm`, `codes` or `remove`.
    #[serde(rename = "do")]
    pub act: String,
    pub current: String,
    /// A code of the second factor that is on, or one of its recovery codes.
    pub factor: String,
    /// The password and the code again, in the form of the recovery codes.
    pub proof: String,
    pub proof_factor: String,
    /// The first code of a second factor that is being set up.
    pub code: String,
}

/// `GET /account/second-factor`
pub async fn get(visit: Visit) -> Answer {
    page(&visit, &Wrongs::default()).await
}

/// `POST /account/second-factor`
pub async fn post(visit: Visit, Form(form): Form<Sent>) -> Answer {
    let done = match form.act.as_str() {
        "begin" => begin(&visit, &form).await,
        "confirm" => confirm(&visit, &form).await,
        "codes" => new_codes(&visit, &form).await,
        "remove" => remove(&visit, &form).await,
        _ => Err(Error::NotFound),
    };
    let field = match form.act.as_str() {
        "confirm" => "code",
        "codes" => "proof",
        _ => "current",
    };
    match done {
        Ok(Some(codes)) => codes_page(&visit, &codes).await,
        // In another window it has been done already: the page shows how things stand.
        Ok(None) | Err(Error::Conflict) => to(&visit.href(ADDRESS)),
        Err(error) => page(&visit, &soft_door(error, field)?).await,
    }
}

/// Codes to show once, if there are new ones.
type Done = Result<Option<Vec<String>>, Error>;

async fn begin(visit: &Visit, form: &Sent) -> Done {
    second_factor::begin(&visit.installation.db, account(visit)?, &form.current, visit.now).await?;
    renew(visit).await?;
    note_begun(&visit.session, visit.now).await;
    Ok(None)
}

async fn confirm(visit: &Visit, form: &Sent) -> Done {
    let (db, from) = (&visit.installation.db, Sender::from(visit.brand()));
    if !has_begun(&visit.session, visit.now).await {
        return Err(Error::Conflict);
    }
    let codes = second_factor::confirm(db, &from, account(visit)?, &form.code, &own_hash(&visit.session), visit.now).await?;
    forget_begun(&visit.session).await;
    renew(visit).await?;
    Ok(Some(codes))
}

async fn new_codes(visit: &Visit, form: &Sent) -> Done {
    let (db, from) = (&visit.installation.db, Sender::from(visit.brand()));
    let done = second_factor::new_recovery_codes(db, &from, account(visit)?, &form.proof, &form.proof_factor, visit.now).await;
    let codes = done.map_err(|failure| renamed(renamed(failure.into(), "current", "proof"), "code", "proof_factor"))?;
    renew(visit).await?;
    Ok(Some(codes))
}

async fn remove(visit: &Visit, form: &Sent) -> Done {
    let (db, from) = (&visit.installation.db, Sender::from(visit.brand()));
    second_factor::remove(
        db,
        &from,
        account(visit)?,
        &form.current,
        &form.factor,
        &own_hash(&visit.session),
        visit.now,
    )
    .await
    .map_err(|failure| renamed(failure.into(), "code", "factor"))?;
    renew(visit).await?;
    visit.say_next("notice-second-factor-off").await;
    Ok(None)
}

/// Remembers that the password was given for setting it up.
pub(crate) async fn note_begun(session: &Session, now: Instant) {
    let _ = session.insert(BEGUN, now).await;
}

/// Whether the password was given in this session, a moment ago.
pub(crate) async fn has_begun(session: &Session, now: Instant) -> bool {
    let begun: Option<Instant> = session.get(BEGUN).await.ok().flatten();
    begun.is_some_and(|at| now.seconds_since(at) < BEGUN_LIVES)
}

/// It is set up: the secret is shown no more.
pub(crate) async fn forget_begun(session: &Session) {
    let _ = session.remove_value(BEGUN).await;
}

async fn page(visit: &Visit, wrongs: &Wrongs) -> Answer {
    let (db, id) = (&visit.installation.db, account(visit)?);
    let state = second_factor::state(db, id).await?;
    let body = match state.since {
        Some(since) => on(visit, &state, Instant(since), wrongs),
        None => match second_factor::waiting(db, id).await? {
            Some(secret) if has_begun(&visit.session, visit.now).await => {
                let uri = second_factor::uri(&secret, &visit.brand().name, &accounts::read(db, id).await?.address);
                set_up(visit, &visit.href(ADDRESS), &secret, &uri, wrongs)
            }
            _ => off(visit, &visit.href(ADDRESS), wrongs),
        },
    };
    room(visit, "account-security", "second-factor", wrongs, body)
}

fn field<'w>(name: &'static str, key: &'static str, wrongs: &'w Wrongs) -> Field<'w> {
    Field { name, key, wrongs }
}

/// A form of this page: what it does, and its button.
fn form(scene: &impl Scene, address: &str, act: &'static str, button: &'static str, class: &'static str, fields: Markup) -> Markup {
    view! {
        <form method="post" action=address.to_owned() novalidate>
            <input type="hidden" name="do" value=act/>
            {fields}
            <div class="form-end"><button class=class>{scene.words().text(button)}</button></div>
        </form>
    }
    .markup()
}

/// Where it is not set up: the password, to begin.
pub(crate) fn off<S: Scene>(scene: &S, address: &str, wrongs: &Wrongs) -> Markup {
    let current = field("current", "current", wrongs).input(scene, "password", "current-password", "");
    let form = form(scene, address, "begin", "second-factor-begin", "button primary", current.markup());
    view! { <section><p>{scene.words().text("second-factor-how")}</p>{form}</section> }.markup()
}

/// The secret as a picture and as text, in fours.
pub(crate) fn set_up<S: Scene>(scene: &S, address: &str, secret: &str, uri: &str, wrongs: &Wrongs) -> Markup {
    let words = scene.words();
    let picture = qr::picture(uri, words.text("second-factor-picture"));
    let fours: Vec<String> = secret
        .as_bytes()
        .chunks(4)
        .map(|four| String::from_utf8_lossy(four).into_owned())
        .collect();
    let code = field("code", "second-factor-code", wrongs).input(scene, "text", "one-time-code", "");
    let form = form(scene, address, "confirm", "second-factor-confirm", "button primary", code.markup());
    view! {
        <section>
            <h2>{words.text("second-factor-scan")}</h2>
            <p>{words.text("second-factor-scan-about")}</p>
            <div class="setup">
                {picture}
                <p>{words.text("second-factor-type")}<code>{fours.join(" ")}</code></p>
            </div>
        </section>
        <section><h2>{words.text("second-factor-first")}</h2>{form}</section>
    }
    .markup()
}

fn on(visit: &Visit, state: &State, since: Instant, wrongs: &Wrongs) -> Markup {
    let words = visit.words;
    let is_on = words.with("second-factor-since", &[("when", visit.when.long(since).into())]);
    let address = visit.href(ADDRESS);
    let codes = form(
        visit,
        &address,
        "codes",
        "recovery-new",
        "button",
        both(visit, "proof", "proof_factor", wrongs),
    );
    let last = if state.bound {
        view! { <section><h2>{words.text("second-factor-remove")}</h2><p>{words.text("second-factor-bound")}</p></section> }.markup()
    } else {
        let form = form(
            visit,
            &address,
            "remove",
            "second-factor-remove",
            "button danger",
            both(visit, "current", "factor", wrongs),
        );
        view! { <section class="danger"><h2>{words.text("second-factor-remove")}</h2><p>{words.text("second-factor-remove-about")}</p>{form}</section> }
            .markup()
    };
    view! {
        <section><p>{is_on}</p></section>
        <section><h2>{words.text("recovery-codes")}</h2><p>{words.count("recovery-left", state.codes_left)}</p>{codes}</section>
        {last}
    }
    .markup()
}

/// The password, and a code of the second factor or a recovery code.
fn both(visit: &Visit, password: &'static str, factor: &'static str, wrongs: &Wrongs) -> Markup {
    let password = field(password, "current", wrongs).input(visit, "password", "current-password", "");
    let factor = field(factor, "own-factor", wrongs).input(visit, "text", "one-time-code", "");
    view! { {password}{factor} }.markup()
}

/// The recovery codes, this once, and the way on to where the person was going.
async fn codes_page(visit: &Visit, codes: &[String]) -> Answer {
    let onward = onward::taken(visit).await.unwrap_or_else(|| visit.href("/account/security"));
    let body = codes_view(visit, codes, onward);
    room(visit, "account-security", "recovery-codes", &Wrongs::default(), body)
}

/// The recovery codes to keep, and the way on.
pub(crate) fn codes_view(scene: &impl Scene, codes: &[String], onward: String) -> Markup {
    let (words, list) = (scene.words(), codes.join("\n"));
    view! {
        <section>
            <p>{words.text("recovery-keep")}</p>
            <pre class="codes">{list}</pre>
            <div class="form-end"><a class="button primary" href=onward>{words.text("recovery-kept")}</a></div>
        </section>
    }
    .markup()
}
