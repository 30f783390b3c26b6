//! `/settings/answers`: by when a first answer is promised, by kind.

use super::{Sent, page, saved};
use crate::errors::Answer;
use crate::markup::IntoMarkup;
use crate::parts::field::{Wrongs, problem};
use crate::visit::Visit;
use axum::Form;
use community::promises::{self, Promises};
use leptos::prelude::*;
use types::topics::Kind;

const HERE: &str = "/settings/answers";
/// Kinds that somebody expects an answer to.
const KINDS: [Kind; 4] = [Kind::Idea, Kind::Problem, Kind::Question, Kind::Experience];
const DAY: i64 = 24;

/// A promise as it is typed: a number and whether it counts days.
type Typed = (Kind, String, bool);

/// `GET /settings/answers`
pub async fn get(visit: Visit) -> Answer {
    let promises = promises::read(&visit.installation.db, &visit.viewer).await?;
    let typed = KINDS.iter().map(|kind| match promises.get(kind) {
        Some(hours) if hours % DAY == 0 => (*kind, (hours / DAY).to_string(), true),
        Some(hours) => (*kind, hours.to_string(), false),
        None => (*kind, String::new(), true),
    });
    show(&visit, &typed.collect::<Vec<_>>(), &Wrongs::default())
}

/// `POST /settings/answers`
pub async fn post(visit: Visit, Form(sent): Form<Sent>) -> Answer {
    let typed: Vec<Typed> = KINDS
        .iter()
        .map(|kind| {
            let days = sent.typed(&format!("{kind}-unit")) == "days";
            (*kind, sent.typed(kind.as_str()).trim().to_owned(), days)
        })
        .collect();
    let promised: Promises = typed.iter().filter_map(hours).collect();
    match promises::set(&visit.installation.db, &visit.admin()?, promised, visit.now).await {
        Ok(()) => saved(&visit, HERE).await,
        Err(failure) => show(&visit, &typed, &Wrongs::of(failure.into())?),
    }
}

/// Nothing for an empty field; what is no number is refused as a promise of no time.
fn hours((kind, number, days): &Typed) -> Option<(Kind, i64)> {
    let one = if *days { DAY } else { 1 };
    let hours = number.parse::<i64>().ok().and_then(|n| n.checked_mul(one)).unwrap_or(0);
    (!number.is_empty()).then_some((*kind, hours))
}

fn show(visit: &Visit, typed: &[Typed], wrongs: &Wrongs) -> Answer {
    let words = visit.words;
    let rows = typed.iter().map(|row| promise(visit, row, wrongs).markup()).collect_view();
    let body = view! {
        <form action=visit.href(HERE) method="post" novalidate>
            <section>
                <h2>{words.text("promises-title")}</h2>
                <p>{words.text("promises-text")}</p>
                <div class="promises">{rows}</div>
            </section>
            <div class="form-end"><button class="button primary">{words.text("settings-save")}</button></div>
        </form>
    };
    page(visit, "answers", wrongs, body)
}

fn promise(visit: &Visit, (kind, number, days): &Typed, wrongs: &Wrongs) -> impl IntoView + use<> {
    let words = visit.words;
    let name = words.text(&format!("kind-{kind}")).to_owned();
    let said = |key: &str| words.with(key, &[("kind", name.as_str().into())]);
    let error = wrongs.at(words, kind.as_str());
    let described = error.is_some().then(|| format!("{kind}-error"));
    let (wrong, invalid) = (error.is_some(), error.is_some().then_some("true"));
    let unit = |value: &'static str, chosen: bool| {
        let text = words.text(&format!("promise-unit-{value}"));
        view! { <option value=value selected=chosen>{text}</option> }
    };
    view! {
        <div class="field" class:wrong=wrong>
            <span class="name" aria-hidden="true">{name.clone()}</span>
            {error.map(|text| problem(visit, kind.as_str(), text))}
            <div class="amount">
                <input id=kind.as_str() name=kind.as_str() value=number.clone() inputmode="numeric" aria-label=said("promise-number") aria-invalid=invalid
                    aria-describedby=described class="input"/>
                <select name=format!("{kind}-unit") aria-label=said("promise-unit") class="input">{unit("hours", !days)}{unit("days", *days)}</select>
            </div>
        </div>
    }
}
