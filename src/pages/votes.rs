//! The vote's plain form.

use crate::errors::Answer;
use crate::intention::{self, Intention};
use crate::visit::Visit;
use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use community::{topics, votes};
use serde::Deserialize;
use types::Error;
use types::votes::Verb;

/// What the form sends.
#[derive(Deserialize)]
pub struct VoteForm {
    pub verb: String,
    #[serde(default)]
    pub back: String,
}

/// `POST /t/{number}/vote`: casts or withdraws and goes back; a visitor is asked in first.
pub async fn vote(visit: Visit, Path((_, number)): Path<(String, i64)>, Form(form): Form<VoteForm>) -> Answer {
    let verb = Verb::parse(&form.verb).ok_or(Error::NotFound)?;
    let topic = topics::find(&visit.installation.db, &visit.viewer, number).await?;
    let Some(member) = visit.viewer.as_member() else {
        intention::keep(&visit, Intention::Vote { number }).await?;
        let door = if visit.viewer.account().is_some() { "/join" } else { "/sign-in" };
        return Ok(Redirect::to(&visit.href(door)).into_response());
    };
    votes::say(&visit.installation.db, member, topic, verb, visit.now).await?;
    Ok(Redirect::to(&way_back(&visit, &form.back, number)).into_response())
}

/// The page that the form came from, at the topic's row; only ever inside this brand's space.
fn way_back(visit: &Visit, back: &str, number: i64) -> String {
    let here = if visit.is_inside(back) {
        back.to_owned()
    } else {
        visit.href("/topics")
    };
    if here.contains("/t/") { here } else { format!("{here}#t{number}") }
}
