//! `/people/{number}/remove`: a spammer goes, with all that others read of them; said in numbers before it is done.

use super::{page, reason, way_back};
use crate::errors::Answer;
use crate::markup::IntoMarkup;
use crate::parts::field::Wrongs;
use crate::settings::Sent;
use crate::visit::{Said, Visit};
use axum::Form;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect};
use community::moderation::{self, Standing};
use community::words::Words;
use leptos::prelude::*;
use types::moderation::Deed;

/// `GET /people/{number}/remove`
pub async fn get(visit: Visit, Path((_, number)): Path<(String, i64)>, Query(sent): Query<Sent>) -> Answer {
    let reason = visit.words.text("remove-reason");
    show(&visit, number, reason, sent.typed("back"), &Wrongs::default()).await
}

/// `POST /people/{number}/remove`
pub async fn post(visit: Visit, Path((_, number)): Path<(String, i64)>, Form(sent): Form<Sent>) -> Answer {
    let (db, by) = (&visit.installation.db, visit.viewer.moderator()?);
    let (reason, back) = (sent.typed("reason"), sent.typed("back"));
    match moderation::remove(db, &by, number, reason, visit.now).await {
        Ok(id) => {
            let name = moderation::standing(db, &by, number).await?.name;
            let said = super::done(Deed::Remove, id.0);
            visit.say(Said { name, ..said }).await;
            let person = visit.href(&format!("/people/{number}"));
            Ok(Redirect::to(&way_back(&visit, back, person)).into_response())
        }
        Err(failure) => show(&visit, number, reason, back, &Wrongs::of(failure.into())?).await,
    }
}

async fn show(visit: &Visit, number: i64, typed: &str, back: &str, wrongs: &Wrongs) -> Answer {
    let (db, by, words) = (&visit.installation.db, visit.viewer.moderator()?, visit.words);
    let person = moderation::standing(db, &by, number).await?;
    let name = [("name", person.name.as_str().into())];
    let title = words.with("remove-title", &name);
    if person.role.is_staff() {
        let body = view! { <section><p class="none">{words.text("suspend-staff")}</p></section> };
        return page(visit, title, None, wrongs, || body.markup());
    }
    let written = moderation::written(db, &by, person.id).await?;
    let count = |count: i64| usize::try_from(count).unwrap_or_default();
    let mut will = vec![words.with("remove-suspends", &name)];
    will.extend(hides(words, count(written.topics), count(written.replies), count(written.reasons)));
    let body = form(visit, &person, will, typed, back, wrongs);
    page(visit, title, Some(words.text("remove-will").to_owned()), wrongs, || body.markup())
}

fn form(visit: &Visit, person: &Standing, will: Vec<String>, typed: &str, back: &str, wrongs: &Wrongs) -> impl IntoView + use<> {
    let words = visit.words;
    let at = visit.href(&format!("/people/{}", person.number));
    let not = way_back(visit, back, at.clone());
    view! {
        <section>
            <ul class="prose">{will.into_iter().map(|said| view! { <li>{said}</li> }).collect_view()}</ul>
            <form action=format!("{at}/remove") method="post" novalidate>
                <input type="hidden" name="back" value=back.to_owned()/>
                {reason(visit, "suspend-reason", typed, wrongs)}
                <div class="form-end">
                    <button class="button danger">{words.text("act-remove")}</button>
                    <a href=not>{words.text("act-not")}</a>
                </div>
            </form>
        </section>
    }
}

/// What goes out of sight, each sort with its number; none of which there is nothing.
pub(super) fn hides(words: &Words, topics: usize, replies: usize, reasons: usize) -> Vec<String> {
    [("remove-topics", topics), ("remove-replies", replies), ("remove-reasons", reasons)]
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(key, count)| words.count(key, i64::try_from(count).unwrap_or(i64::MAX)))
        .collect()
}
