//! The form that says how much one wants to hear of a topic.

use crate::errors::Answer;
use crate::intention::{self, Intention};
use crate::visit::Visit;
use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use community::{subscriptions, topics};
use serde::Deserialize;
use types::Error;
use types::notices::Hearing;

/// What the form sends.
#[derive(Deserialize)]
pub struct HearingForm {
    pub level: String,
    #[serde(default)]
    pub back: String,
}

/// `POST /t/{number}/follow`: hears of everything, of answers, or of nothing, and goes back; a visitor is asked in first.
pub async fn follow(visit: Visit, Path((_, number)): Path<(String, i64)>, Form(form): Form<HearingForm>) -> Answer {
    let level = Hearing::parse(&form.level).ok_or(Error::NotFound)?;
    let db = &visit.installation.db;
    let topic = topics::find(db, &visit.viewer, number).await?;
    let Some(member) = visit.viewer.as_member() else {
        intention::keep(&visit, Intention::Follow { number }).await?;
        let door = if visit.viewer.account().is_some() { "/join" } else { "/sign-in" };
        return Ok(Redirect::to(&visit.href(door)).into_response());
    };
    subscriptions::set(db, member, topic, level, visit.now).await?;
    visit.say_next(&format!("notice-hearing-{level}")).await;
    let back = if visit.is_inside(&form.back) {
        form.back
    } else {
        visit.href(&format!("/t/{number}"))
    };
    Ok(Redirect::to(&back).into_response())
}
