//! `/account/data`: taking everything along, leaving a brand, erasing the account.

use crate::accounts::{rooms_page, soft_door};
use crate::errors::Answer;
use crate::parts::field::{Field, Wrongs, problem};
use crate::shell::{self, Head};
use crate::visit::Visit;
use axum::Form;
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use community::{Failure, erasure, export};
use leptos::prelude::*;
use types::people::{Erase, Leave, Texts};
use types::{AccountId, Error};

fn account(visit: &Visit) -> Result<AccountId, Error> {
    visit.viewer.account().ok_or(Error::SignInNeeded)
}

/// `GET /account/data`
#[expect(clippy::unused_async, reason = "a handler is async")]
pub async fn get(visit: Visit) -> Answer {
    let words = visit.words;
    let brand = [("brand", visit.brand().name.as_str().into())];
    let leave = visit.viewer.as_member().map(|_| {
        view! {
            <section>
                <h2>{words.with("data-leave-title", &brand)}</h2>
                <p>{words.text("data-leave-text")}</p>
                <p class="form-end"><a class="button" href=visit.href("/account/leave")>{words.with("data-leave-go", &brand)}</a></p>
            </section>
        }
    });
    let body = view! {
        <section>
            <h2>{words.text("data-export-title")}</h2>
            <p>{words.text("data-export-text")}</p>
            <p class="form-end">
                <a class="button primary" href=visit.href("/account/export.html") download="">{words.text("data-export-html")}</a>
                <a class="button" href=visit.href("/account/export.json") download="">{words.text("data-export-json")}</a>
            </p>
        </section>
        {leave}
        <section>
            <h2>{words.text("data-erase-title")}</h2>
            <p>{words.text("data-erase-text")}</p>
            <p class="form-end"><a class="button danger" href=visit.href("/account/erase")>{words.text("data-erase-go")}</a></p>
        </section>
    };
    rooms_page(&visit, "own-data", &Wrongs::default(), body)
}

/// `GET /account/export.json`
pub async fn export_json(visit: Visit) -> Answer {
    let export = gathered(&visit).await?;
    let text = serde_json::to_string_pretty(&export).map_err(|e| Failure::Bug(e.to_string()))?;
    Ok(attached("application/json", "json", text))
}

/// `GET /account/export.html`
pub async fn export_html(visit: Visit) -> Answer {
    let export = gathered(&visit).await?;
    let text = shell::document(|| crate::export::view(&visit, &export));
    Ok(attached("text/html; charset=utf-8", "html", text))
}

async fn gathered(visit: &Visit) -> Result<export::Export, Failure> {
    let installation = &visit.installation;
    export::export(&installation.db, account(visit)?, &installation.settings, visit.now).await
}

fn attached(media: &'static str, ending: &str, text: String) -> Response {
    let name = format!("attachment; filename=\"my-data.{ending}\"");
    let headers = [
        (header::CONTENT_TYPE, media.to_owned()),
        (header::CONTENT_DISPOSITION, name),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    (headers, text).into_response()
}

/// `GET /account/leave`: what happens, before it does.
#[expect(clippy::unused_async, reason = "a handler is async")]
pub async fn leave_get(visit: Visit) -> Answer {
    let leave = Leave {
        texts: Texts::Keep.as_str().into(),
    };
    leave_page(&visit, &leave, &Wrongs::default())
}

/// `POST /account/leave`
pub async fn leave_post(visit: Visit, Form(leave): Form<Leave>) -> Answer {
    match erasure::leave(&visit.installation.db, visit.viewer.member()?, &leave, visit.now).await {
        Ok(()) => {
            visit.say_next("notice-left").await;
            Ok(Redirect::to(&visit.href("/")).into_response())
        }
        Err(failure) => leave_page(&visit, &leave, &Wrongs::of(failure.into())?),
    }
}

fn leave_page(visit: &Visit, leave: &Leave, wrongs: &Wrongs) -> Answer {
    let words = visit.words;
    let brand = [("brand", visit.brand().name.as_str().into())];
    let body = view! {
        <section class="danger" id="last-admin">
            <h2>{words.with("data-leave-title", &brand)}</h2>
            {consequences(visit, &["leave-name", "leave-votes", "leave-private", "leave-back"])}
            <form action=visit.href("/account/leave") method="post" novalidate>
                {texts(visit, &leave.texts, wrongs)}
                <div class="form-end">
                    <button class="button danger">{words.with("data-leave-title", &brand)}</button>
                    <a href=visit.href("/account/data")>{words.text("leave-not")}</a>
                </div>
            </form>
        </section>
    };
    rooms_page(visit, "own-data", wrongs, body)
}

/// `GET /account/erase`
#[expect(clippy::unused_async, reason = "a handler is async")]
pub async fn erase_get(visit: Visit) -> Answer {
    let erase = Erase {
        texts: Texts::Keep.as_str().into(),
        ..Erase::default()
    };
    erase_page(&visit, &erase, &Wrongs::default())
}

/// `POST /account/erase`: from here on nobody is signed in.
pub async fn erase_post(visit: Visit, Form(form): Form<Erase>) -> Answer {
    match erasure::erase(&visit.installation.db, account(&visit)?, &form, visit.now).await {
        Ok(()) => {
            visit.session.flush().await.map_err(|e| Failure::Bug(e.to_string()))?;
            Ok(Redirect::to(&visit.href("/erased")).into_response())
        }
        Err(failure) => erase_page(&visit, &form, &soft_door(failure.into(), "password")?),
    }
}

fn erase_page(visit: &Visit, erase: &Erase, wrongs: &Wrongs) -> Answer {
    let words = visit.words;
    let field = |name, key| Field { name, key, wrongs };
    let body = view! {
        <section class="danger" id="last-admin">
            <h2>{words.text("data-erase-title")}</h2>
            {consequences(visit, &["erase-account", "erase-names", "leave-votes", "leave-private", "erase-final"])}
            <form action=visit.href("/account/erase") method="post" novalidate>
                {texts(visit, &erase.texts, wrongs)}
                {field("confirmation", "confirmation").input(visit, "email", "off", &erase.confirmation)}
                {field("password", "password").input(visit, "password", "current-password", "")}
                <div class="form-end">
                    <button class="button danger">{words.text("data-erase-title")}</button>
                    <a href=visit.href("/account/data")>{words.text("leave-not")}</a>
                </div>
            </form>
        </section>
    };
    rooms_page(visit, "own-data", wrongs, body)
}

fn consequences(visit: &Visit, keys: &[&str]) -> impl IntoView + use<> {
    let brand = [("brand", visit.brand().name.as_str().into())];
    let lines = keys
        .iter()
        .map(|key| view! { <li>{visit.words.with(key, &brand)}</li> })
        .collect_view();
    view! { <div class="prose"><ul>{lines}</ul></div> }
}

/// What becomes of the texts: to be chosen, with the milder choice first.
fn texts(visit: &Visit, chosen: &str, wrongs: &Wrongs) -> impl IntoView + use<> {
    let words = visit.words;
    let error = wrongs.at(words, "texts");
    let wrong = error.is_some();
    let choices = Texts::ALL.iter().enumerate().map(|(i, texts)| {
        let id = if i == 0 { "texts".to_owned() } else { format!("texts-{texts}") };
        view! {
            <label>
                <input type="radio" name="texts" id=id value=texts.as_str() checked=chosen == texts.as_str()/>
                <b>{words.text(&format!("texts-{texts}"))}</b>
                <span>{words.text(&format!("texts-{texts}-hint"))}</span>
            </label>
        }
    });
    view! {
        <fieldset class="field" class:wrong=wrong>
            <legend>{words.text("texts-label")}</legend>
            {error.map(|text| problem(visit, "texts", text))}
            <div class="choice">{choices.collect_view()}</div>
        </fieldset>
    }
}

/// `GET /erased`: it is done.
#[expect(clippy::unused_async, reason = "a handler is async")]
pub async fn erased(visit: Visit) -> Answer {
    let words = visit.words;
    Ok(shell::page(&visit, &Head::titled(words.text("erased-title")), || {
        view! {
            <div class="reading">
                <h1>{words.text("erased-title")}</h1>
                <p class="lede">{words.text("erased-text")}</p>
            </div>
        }
    }))
}
