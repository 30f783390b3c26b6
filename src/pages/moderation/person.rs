//! `/people/{number}/suspend`: somebody may not write for a time, or may again.

use super::{Back, page, reason, way_back};
use crate::errors::Answer;
use crate::markup::IntoMarkup;
use crate::parts::field::{Wrongs, problem};
use crate::visit::{Said, Visit};
use axum::Form;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect};
use community::moderation::{self, Standing};
use community::who::Moderator;
use leptos::prelude::*;
use serde::Deserialize;
use types::Instant;
use types::moderation::{Deed, Suspend, Term, UNTIL_LIFTED};

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    #[serde(flatten)]
    pub suspend: Suspend,
    pub back: String,
}

/// `GET /people/{number}/suspend`
pub async fn get(visit: Visit, Path((_, number)): Path<(String, i64)>, Query(back): Query<Back>) -> Answer {
    let person = moderation::standing(&visit.installation.db, &visit.viewer.moderator()?, number).await?;
    let sent = Sent {
        suspend: Suspend {
            term: Term::Week.as_str().into(),
            ..Suspend::default()
        },
        back: back.back,
    };
    show(&visit, &person, &sent, &Wrongs::default())
}

/// `POST /people/{number}/suspend`
pub async fn post(visit: Visit, Path((_, number)): Path<(String, i64)>, Form(sent): Form<Sent>) -> Answer {
    let (db, by) = (&visit.installation.db, visit.viewer.moderator()?);
    match moderation::suspend(db, &by, number, &sent.suspend, visit.now).await {
        Ok(id) => done(&visit, &by, number, Deed::Suspend, id.0, &sent.back).await,
        Err(failure) => {
            let person = moderation::standing(db, &by, number).await?;
            show(&visit, &person, &sent, &Wrongs::of(failure.into())?)
        }
    }
}

/// `POST /people/{number}/suspend/lift`
pub async fn lift(visit: Visit, Path((_, number)): Path<(String, i64)>, Form(back): Form<Back>) -> Answer {
    let by = visit.viewer.moderator()?;
    let id = moderation::lift(&visit.installation.db, &by, number, visit.now).await?;
    done(&visit, &by, number, Deed::Lift, id.0, &back.back).await
}

async fn done(visit: &Visit, by: &Moderator, number: i64, deed: Deed, id: i64, back: &str) -> Answer {
    let person = moderation::standing(&visit.installation.db, by, number).await?;
    let day = person.suspended_until.filter(|until| *until != UNTIL_LIFTED);
    let said = super::done(deed, id);
    let open = if deed == Deed::Suspend && day.is_none() { "-open" } else { "" };
    let key = format!("{}{open}", said.key);
    let name = person.name;
    visit.say(Said { key, name, day, ..said }).await;
    let person = visit.href(&format!("/people/{number}"));
    Ok(Redirect::to(&way_back(visit, back, person)).into_response())
}

fn show(visit: &Visit, person: &Standing, sent: &Sent, wrongs: &Wrongs) -> Answer {
    let words = visit.words;
    let name = [("name", person.name.as_str().into())];
    let here = visit.href(&format!("/people/{}/suspend", person.number));
    let not = way_back(visit, &sent.back, visit.href(&format!("/people/{}", person.number)));
    let title = words.with("suspend-title", &name);
    if person.role.is_staff() {
        let body = view! { <section><p class="none">{words.text("suspend-staff")}</p></section> };
        return page(visit, title, None, wrongs, || body.markup());
    }
    let now = person.is_suspended(visit.now).then(|| standing(visit, person, &here, &sent.back));
    let body = view! {
        {now}
        <section>
            <form action=here method="post" novalidate>
                <input type="hidden" name="back" value=sent.back.clone()/>
                {terms(visit, &sent.suspend.term, wrongs)}
                {reason(visit, "suspend-reason", &sent.suspend.reason, wrongs)}
                <div class="form-end">
                    <button class="button danger">{words.text("act-suspend")}</button>
                    <a href=not>{words.text("act-not")}</a>
                </div>
            </form>
        </section>
    };
    page(visit, title, Some(words.with("suspend-will", &name)), wrongs, || body.markup())
}

/// Until when somebody is suspended.
pub(super) fn term_of(visit: &Visit, until: Option<Instant>) -> String {
    match until {
        Some(until) => visit.words.with("suspended-until", &[("when", visit.when.long(until).into())]),
        None => visit.words.text("suspended-open").to_owned(),
    }
}

/// A suspension that lasts, and the button that ends it.
fn standing(visit: &Visit, person: &Standing, here: &str, back: &str) -> impl IntoView + use<> {
    let words = visit.words;
    let until = person.suspended_until.filter(|until| *until != UNTIL_LIFTED);
    let text = term_of(visit, until.map(Instant));
    let reason = person.suspended_reason.clone().unwrap_or_default();
    view! {
        <section>
            <h2>{text}</h2>
            <p>{reason}</p>
            <form action=format!("{here}/lift") method="post">
                <input type="hidden" name="back" value=back.to_owned()/>
                <div class="form-end"><button class="button">{words.text("act-lift")}</button></div>
            </form>
        </section>
    }
}

fn terms(visit: &Visit, chosen: &str, wrongs: &Wrongs) -> impl IntoView + use<> {
    let words = visit.words;
    let error = wrongs.at(words, "term");
    let wrong = error.is_some();
    let choices = Term::ALL.iter().enumerate().map(|(i, term)| {
        let id = if i == 0 { "term".to_owned() } else { format!("term-{term}") };
        let text = words.text(&format!("suspend-{term}")).to_owned();
        view! { <label><input type="radio" name="term" id=id value=term.as_str() checked=chosen == term.as_str()/><b>{text}</b></label> }
    });
    view! {
        <fieldset class="field" class:wrong=wrong>
            <legend>{words.text("suspend-term-label")}</legend>
            {error.map(|text| problem(visit, "term", text))}
            <div class="choice">{choices.collect_view()}</div>
        </fieldset>
    }
}
