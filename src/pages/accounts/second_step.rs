//! `/second-factor`: the second step of signing in. A code of the app, or one of the recovery codes.

use super::inside::{enter_whole, half};
use super::{Caller, ask_about_block, door, renamed, soft_door, to};
use crate::errors::Answer;
use crate::markup::IntoMarkup;
use crate::parts::field::{Field, Wrongs};
use crate::visit::Visit;
use axum::Form;
use axum::extract::Query;
use axum::response::Response;
use community::second_factor;
use leptos::prelude::*;
use serde::Deserialize;
use types::Error;

/// What the page shows.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// `recovery` for the other field.
    pub with: String,
}

/// What the page sends: one of the two.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    pub code: String,
    pub recovery: Option<String>,
}

/// `GET /second-factor`
pub async fn get(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    match half(&visit).await {
        Some(_) => Ok(page(&visit, asked.with == "recovery", "", &Wrongs::default())),
        None => to(&visit.href("/sign-in")),
    }
}

/// `POST /second-factor`
pub async fn post(visit: Visit, caller: Caller, Form(form): Form<Typed>) -> Answer {
    let Some(half) = half(&visit).await else {
        return to(&visit.href("/sign-in"));
    };
    let typed = form.recovery.as_deref().unwrap_or(&form.code);
    let used = form.recovery.as_ref().map(|_| "notice-recovery-used");
    match second_factor::verify(&visit.installation.db, half.account, typed, visit.now).await {
        Ok(()) => enter_whole(visit, &caller, half, used).await,
        Err(failure) => {
            let (error, recovery) = (Error::from(failure), form.recovery.is_some());
            let field = if recovery { "recovery" } else { "code" };
            let wrongs = soft_door(renamed(error, "code", field), field)?;
            Ok(page(&visit, recovery, typed, &wrongs))
        }
    }
}

fn page(visit: &Visit, recovery: bool, typed: &str, wrongs: &Wrongs) -> Response {
    let words = visit.words;
    let (about, other, link) = if recovery {
        ("second-step-recovery", "second-step-by-code", "/second-factor")
    } else {
        ("second-step-about", "second-step-by-recovery", "/second-factor?with=recovery")
    };
    let field = if recovery {
        Field {
            name: "recovery",
            key: "recovery",
            wrongs,
        }
        .input(visit, "text", "off", typed)
        .markup()
    } else {
        Field {
            name: "code",
            key: "code",
            wrongs,
        }
        .input(visit, "text", "one-time-code", typed)
        .markup()
    };
    let body = view! {
        <div class="door">
            <header><h1>{words.text("second-step-title")}</h1><p>{words.text(about)}</p></header>
            {wrongs.summary(words)}
            {ask_about_block(visit, wrongs)}
            <form action=visit.href("/second-factor") method="post" novalidate>
                {field}
                <div class="form-end"><button class="button primary large">{words.text("sign-in")}</button></div>
            </form>
            <div class="aside"><a href=visit.href(link)>{words.text(other)}</a></div>
        </div>
    };
    door(visit, "second-step-title", wrongs, body)
}
