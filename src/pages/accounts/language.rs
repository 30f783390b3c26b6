//! The language switch at the foot of every page, and its cookie.

use super::to;
use crate::errors::Answer;
use crate::home::front;
use crate::operator::Porch;
use crate::visit::{self, LANGUAGE_COOKIE, Visit};
use axum::Form;
use axum::http::header;
use axum::response::IntoResponse;
use community::{Installation, accounts};
use serde::Deserialize;
use types::{Error, Lang};

/// What the language switch sends.
#[derive(Deserialize)]
pub struct Choice {
    pub language: String,
    #[serde(default)]
    pub back: String,
}

/// `POST /language`: remembers it in a cookie, and in the account of whoever is signed in.
pub async fn post(visit: Visit, Form(choice): Form<Choice>) -> Answer {
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
    remembered(&visit.installation, lang, &back)
}

/// `POST /brands/language`: the same on the installation's own pages, for the operator too.
pub async fn installation_post(porch: Porch, Form(choice): Form<Choice>) -> Answer {
    let lang = Lang::parse(&choice.language).ok_or(Error::NotFound)?;
    if let Some(account) = porch.account {
        accounts::set_language(&porch.installation.db, account, lang).await?;
    }
    let front = front(&porch.installation.settings);
    let back = if visit::is_under(&choice.back, "/operator") {
        &choice.back
    } else {
        front
    };
    remembered(&porch.installation, lang, back)
}

/// Leads on with the language in a cookie.
pub fn remembered(installation: &Installation, lang: Lang, back: &str) -> Answer {
    let secure = if installation.settings.is_secure() { "; Secure" } else { "" };
    let cookie = format!("{LANGUAGE_COOKIE}={lang}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly{secure}");
    Ok(([(header::SET_COOKIE, cookie)], to(back)?).into_response())
}
