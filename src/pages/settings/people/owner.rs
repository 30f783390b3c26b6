//! `/settings/people/{number}/owner`: the owner hands the space on. The page says what that means; its button does it.

use crate::errors::Answer;
use crate::parts::field::{Wrongs, problem};
use crate::settings;
use crate::visit::Visit;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use community::members;
use leptos::prelude::*;
use types::Error;

/// `GET /settings/people/{number}/owner`
pub async fn get(visit: Visit, Path((_, number)): Path<(String, i64)>) -> Answer {
    page(&visit, number, &Wrongs::default()).await
}

/// `POST /settings/people/{number}/owner`
pub async fn post(visit: Visit, Path((_, number)): Path<(String, i64)>) -> Answer {
    let (db, settings, admin) = (&visit.installation.db, &visit.installation.settings, visit.admin()?);
    match members::hand_on(db, &admin, visit.brand(), settings, number, visit.now).await {
        Ok(()) => {
            visit.say_next("notice-owner-changed").await;
            Ok(Redirect::to(&visit.href("/settings/people")).into_response())
        }
        Err(failure) => page(&visit, number, &Wrongs::of(failure.into())?).await,
    }
}

async fn page(visit: &Visit, number: i64, wrongs: &Wrongs) -> Answer {
    let (db, admin) = (&visit.installation.db, visit.admin()?);
    let person = members::person(db, &admin, number).await?;
    if members::owner(db, admin.brand()).await? != Some(admin.id) {
        return Err(Error::Forbidden.into());
    }
    let words = visit.words;
    let name = [("name", person.name.as_str().into())];
    let here = visit.href(&format!("/settings/people/{number}/owner"));
    let back = visit.href(&format!("/settings/people/{number}"));
    let error = wrongs.at(words, "owner").map(|text| problem(visit, "owner", text));
    let body = view! {
        <section>
            <h2>{words.text("owner-title")}</h2>
            <p>{words.with("owner-about", &name)}</p>
            <form method="post" action=here>
                <div class="field" id="owner">{error}</div>
                <div class="form-end">
                    <button class="button danger">{words.with("owner-do", &name)}</button>
                    <a class="button" href=back>{words.text("person-sure-not")}</a>
                </div>
            </form>
        </section>
    };
    settings::page(visit, "people", wrongs, body)
}
