//! Joining, confirming, signing in and out, the account.

use crate::errors::Answer;
use crate::intention::{self, Intention};
use crate::parts::field::{Field, Wrongs, problem};
use crate::shell::{self, Head};
use crate::topics::show::soft;
use crate::visit::{LANGUAGE_COOKIE, Visit};
use axum::Form;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use community::{accounts, documents, prose, who};
use leptos::prelude::*;
use serde::Deserialize;
use types::accounts::{Enter, Join, SignIn};
use types::brands::DocumentKind;
use types::{AccountId, ConfirmationId, Error, Lang};

/// Where a session keeps the join that waits for its code, and the address that it was mailed to.
const WAITING: &str = "waiting";

/// Where the request came from, as the limits count it. Put there by `web`.
#[derive(Clone, Debug)]
pub struct Network(pub String);

fn to(address: &str) -> Answer {
    Ok(Redirect::to(address).into_response())
}

fn door(visit: &Visit, title: &'static str, wrongs: &Wrongs, body: impl IntoView) -> Response {
    let body = body.into_any();
    let page = shell::page(
        visit,
        &Head {
            title: visit.words.text(title).to_owned(),
            place: "door",
            ..Head::default()
        },
        || body,
    );
    if wrongs.is_empty() {
        page
    } else {
        (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
    }
}

/// Says that a vote or a text waits behind the door.
async fn kept(visit: &Visit) -> Option<AnyView> {
    let words = visit.words;
    let key = match intention::waiting(visit).await? {
        Intention::Vote { .. } => "kept-vote",
        Intention::Reply { .. } => "kept-reply",
        Intention::Topic(_) => "kept-topic",
    };
    Some(view! { <p class="kept"><b>{words.text(key)}</b><span>{words.text("kept-text")}</span></p> }.into_any())
}

/// `GET /join`
pub async fn join_get(visit: Visit) -> Answer {
    if visit.viewer.as_member().is_some() {
        return to(&visit.href("/topics"));
    }
    join_page(&visit, &Join::default(), &Wrongs::default()).await
}

/// `POST /join`: mails a code; for somebody with an account, makes the membership.
pub async fn join_post(visit: Visit, network: axum::Extension<Network>, Form(form): Form<Join>) -> Answer {
    let db = &visit.installation.db;
    if let Some(account) = visit.viewer.account() {
        let enter = Enter {
            name: form.name.clone(),
            rules: form.rules.clone(),
        };
        return match accounts::enter(db, visit.brand(), account, enter, visit.now).await {
            Ok(()) => come_in(visit, account, "notice-joined").await,
            Err(failure) => join_page(&visit, &form, &Wrongs::of(failure.into())?).await,
        };
    }
    let settings = &visit.installation.settings;
    match accounts::join(db, visit.brand(), form.clone(), visit.lang(), settings, &network.0.0, visit.now).await {
        Ok(waiting) => {
            let _ = visit.session.insert(WAITING, (waiting, form.address.trim())).await;
            to(&visit.href("/confirm"))
        }
        Err(failure) => join_page(&visit, &form, &soft_door(failure.into(), "address")?).await,
    }
}

/// Too many tries are told beside a field too, so that nothing typed is lost.
fn soft_door(error: Error, field: &str) -> Result<Wrongs, crate::Oops> {
    match error {
        Error::TooMany { seconds } => {
            let minutes = usize::try_from((seconds + 59) / 60).unwrap_or(1);
            Ok(Wrongs::of(Error::Invalid(vec![
                types::Wrong::new(field, "door-too-many").with("count", minutes),
            ]))?)
        }
        other => soft(other, field),
    }
}

async fn join_page(visit: &Visit, form: &Join, wrongs: &Wrongs) -> Answer {
    let words = visit.words;
    let rules = documents::current(&visit.installation.db, visit.brand().id, DocumentKind::Rules, visit.lang()).await?;
    let rules = rules.map(|r| prose::render(&r.body).html).unwrap_or_default();
    let known = visit.viewer.account().is_some();
    let brand = [("brand", visit.brand().name.as_str().into())];
    let (title, about) = (
        words.with("join-title", &brand),
        words.with(if known { "join-enter" } else { "join-about" }, &brand),
    );
    let field = |name| Field { name, key: name, wrongs };
    let name = field("name").input(visit, "text", "name", &form.name);
    let credentials = (!known).then(|| {
        let address = field("address").input(visit, "email", "username", &form.address);
        let password = Field {
            name: "password",
            key: "new-password",
            wrongs,
        }
        .input(visit, "password", "new-password", "");
        view! { {address}{password} }
    });
    let rules_error = wrongs.at(words, "rules");
    let rules_wrong = rules_error.is_some();
    let aside = (!known).then(|| {
        view! { <div class="aside"><span>{words.text("join-known")}</span>" "<a href=visit.href("/sign-in")>{words.text("sign-in")}</a></div> }
    });
    let ticked = form.rules.is_some();
    let body = view! {
        <div class="door">
            <header><h1>{title}</h1><p>{about}</p></header>
            {kept(visit).await}
            {wrongs.summary(words)}
            <form action=visit.href("/join") method="post" novalidate>
                {name}
                {credentials}
                <div class="rules prose" tabindex="0" role="region" aria-label=words.text("rules-title") inner_html=rules></div>
                <div class="field" class:wrong=rules_wrong>
                    {rules_error.map(|text| problem(visit, "rules", text))}
                    <label class="check"><input type="checkbox" name="rules" id="rules" checked=ticked aria-invalid=rules_wrong.then_some("true") aria-describedby=rules_wrong.then_some("rules-error")/><span>{words.with("rules-accept", &brand)}</span></label>
                </div>
                <div class="form-end"><button class="button primary large">{words.text("join")}</button></div>
            </form>
            {aside}
        </div>
    };
    Ok(door(visit, "join", wrongs, body))
}

/// What `/confirm` sends.
#[derive(Deserialize)]
pub struct Code {
    #[serde(default)]
    pub code: String,
}

/// `GET /confirm`
pub async fn confirm_get(visit: Visit) -> Answer {
    match waiting(&visit).await {
        Some((_, address)) => Ok(confirm_page(&visit, &address, "", &Wrongs::default()).await),
        None => to(&visit.href("/join")),
    }
}

/// `POST /confirm`
pub async fn confirm_post(visit: Visit, network: axum::Extension<Network>, Form(form): Form<Code>) -> Answer {
    let Some((id, address)) = waiting(&visit).await else {
        return to(&visit.href("/join"));
    };
    match accounts::confirm(&visit.installation.db, visit.brand(), id, &form.code, &network.0.0, visit.now).await {
        Ok(account) => {
            let _ = visit.session.remove_value(WAITING).await;
            come_in(visit, account, "notice-joined").await
        }
        Err(failure) => Ok(confirm_page(&visit, &address, &form.code, &soft_door(failure.into(), "code")?).await),
    }
}

async fn waiting(visit: &Visit) -> Option<(ConfirmationId, String)> {
    visit.session.get(WAITING).await.ok().flatten()
}

async fn confirm_page(visit: &Visit, address: &str, code: &str, wrongs: &Wrongs) -> Response {
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

/// `GET /sign-in`
pub async fn sign_in_get(visit: Visit) -> Answer {
    if visit.viewer.as_member().is_some() {
        return to(&visit.href("/topics"));
    }
    Ok(sign_in_page(&visit, &SignIn::default(), &Wrongs::default()).await)
}

/// `POST /sign-in`
pub async fn sign_in_post(visit: Visit, network: axum::Extension<Network>, Form(form): Form<SignIn>) -> Answer {
    match accounts::sign_in(&visit.installation.db, &form, &network.0.0, visit.now).await {
        Ok(account) => come_in(visit, account, "notice-signed-in").await,
        Err(failure) => Ok(sign_in_page(&visit, &form, &soft_door(failure.into(), "password")?).await),
    }
}

async fn sign_in_page(visit: &Visit, form: &SignIn, wrongs: &Wrongs) -> Response {
    let words = visit.words;
    let brand = [("brand", visit.brand().name.as_str().into())];
    let address = Field {
        name: "address",
        key: "sign-in-address",
        wrongs,
    }
    .input(visit, "email", "username", &form.address);
    let password = Field {
        name: "password",
        key: "password",
        wrongs,
    }
    .input(visit, "password", "current-password", "");
    let body = view! {
        <div class="door">
            <header><h1>{words.text("sign-in")}</h1><p>{words.with("sign-in-about", &brand)}</p></header>
            {kept(visit).await}
            {wrongs.summary(words)}
            <form action=visit.href("/sign-in") method="post" novalidate>
                {address}
                {password}
                <div class="form-end"><button class="button primary large">{words.text("sign-in")}</button></div>
            </form>
            <div class="aside"><span>{words.text("sign-in-new")}</span>" "<a href=visit.href("/join")>{words.with("join-title", &brand)}</a></div>
        </div>
    };
    door(visit, "sign-in", wrongs, body)
}

/// Signs the account in under a new session id, makes what waited take effect, and leads on; to joining where the person is no member yet.
async fn come_in(visit: Visit, account: AccountId, said: &str) -> Answer {
    visit.session.cycle_id().await.map_err(|e| community::Failure::Bug(e.to_string()))?;
    visit
        .session
        .insert(ui::server::ACCOUNT, account.0)
        .await
        .map_err(|e| community::Failure::Bug(e.to_string()))?;
    let viewer = who::viewer(&visit.installation.db, visit.brand(), Some(account)).await?;
    let visit = Visit { viewer, ..visit };
    if visit.viewer.as_member().is_none() {
        return to(&visit.href("/join"));
    }
    visit.say_next(said).await;
    let address = intention::fulfil(&visit).await;
    to(&address)
}

/// `POST /sign-out`: the session ends on the server.
pub async fn sign_out(visit: Visit) -> Answer {
    visit.session.flush().await.map_err(|e| community::Failure::Bug(e.to_string()))?;
    to(&visit.href("/"))
}

/// `GET /account`
pub async fn account(visit: Visit) -> Answer {
    let Some(id) = visit.viewer.account() else {
        return to(&visit.href("/sign-in"));
    };
    let account = accounts::read(&visit.installation.db, id).await?;
    let words = visit.words;
    let member = visit.viewer.as_member().map(|m| {
        let since = words.with(
            "account-since",
            &[
                ("brand", visit.brand().name.as_str().into()),
                ("when", visit.when.long(m.joined).into()),
            ],
        );
        view! { <p><b>{m.name.clone()}</b><br/>{since}</p> }
    });
    let body = view! {
        <div class="reading">
            <h1>{words.text("account")}</h1>
            <div class="prose">{member}<p>{words.text("account-address")}<br/><b>{account.address}</b></p></div>
            <form method="post" action=visit.href("/sign-out")><div class="form-end"><button class="button">{words.text("sign-out")}</button></div></form>
        </div>
    };
    Ok(door(&visit, "account", &Wrongs::default(), body))
}

/// What the language switch sends.
#[derive(Deserialize)]
pub struct Choice {
    pub language: String,
    #[serde(default)]
    pub back: String,
}

/// `POST /language`: remembers it in a cookie, and in the account of whoever is signed in.
pub async fn language(visit: Visit, Form(choice): Form<Choice>) -> Answer {
    let lang = Lang::parse(&choice.language)
        .filter(|l| visit.brand().languages.contains(l))
        .ok_or(Error::NotFound)?;
    if let Some(account) = visit.viewer.account() {
        accounts::set_language(&visit.installation.db, account, lang).await?;
    }
    let back = if visit.is_inside(&choice.back) {
        choice.back
    } else {
        visit.href("/")
    };
    let secure = if visit.installation.settings.is_secure() { "; Secure" } else { "" };
    let cookie = format!("{LANGUAGE_COOKIE}={lang}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly{secure}");
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to(&back)).into_response())
}
