//! Kind and board, as the team puts a topic where it belongs.

use super::done;
use crate::errors::Answer;
use crate::markup::IntoMarkup;
use crate::parts::field::{Field, Wrongs};
use crate::parts::spoken::Spoken;
use crate::parts::topic_row::narrow;
use crate::topics::show::{self, Written};
use crate::visit::Visit;
use axum::Form;
use axum::extract::Path;
use community::boards::Board;
use community::topics::{self, Place, Topic};
use leptos::prelude::*;
use serde::Deserialize;
use types::Error;
use types::topics::Kind;

/// What the form of kind and board sends.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Sorting {
    pub kind: String,
    pub board: String,
}

/// `POST /t/{number}/sort`: puts the topic where it belongs.
pub async fn sort(visit: Visit, Path((_, number)): Path<(String, i64)>, Form(sorting): Form<Sorting>) -> Answer {
    let db = &visit.installation.db;
    let topic = topics::read(db, &visit.viewer, number).await?;
    let kind = Kind::parse(&sorting.kind).ok_or(Error::NotFound)?;
    let place = Place {
        kind,
        board: sorting.board.clone(),
    };
    match topics::sort(db, &visit.viewer.team()?, topic.id, place, visit.now).await {
        Ok(()) => done(&visit, &topic, "notice-sorted", "#decide").await,
        Err(failure) => {
            let wrongs = Wrongs::of(failure.into())?;
            show::page(&visit, topic, None, &Written::sorting(kind, sorting.board, wrongs)).await
        }
    }
}

/// The form of kind and board, folded away.
pub(super) fn form(visit: &Visit, topic: &Topic, boards: &[Board], written: &Written) -> impl IntoView + use<> {
    let words = visit.words;
    let wrongs = &written.sorting_wrongs;
    let (kind, board) = match &written.place {
        Some((kind, board)) => (*kind, board.as_str()),
        None => (topic.kind, topic.board_slug.as_str()),
    };
    let kinds = Kind::ALL.iter().filter(|k| !k.is_teams() || **k == topic.kind);
    let kinds = kinds
        .map(|k| (k.to_string(), words.text(&format!("kind-{k}")).to_owned()))
        .collect();
    let field = |name: &'static str, key: &'static str| Field { name, key, wrongs };
    view! {
        <details open=!wrongs.is_empty()>
            <summary>{words.text("sort-topic")}</summary>
            <form method="post" action=visit.href(&format!("/t/{}/sort#decide", topic.number)) novalidate>
                <p class="small">{words.text("sort-about")}</p>
                <div class="pair">
                    {field("kind", "sort-kind").select(visit, kinds, kind.as_str()).markup()}
                    {rooms(visit, &field("board", "sort-board"), boards, kind, board).markup()}
                </div>
                <div class="form-end"><button class="button">{words.text("sort-save")}</button></div>
            </form>
        </details>
    }
}

/// The boards, first those that take this kind; for the others it has to become another.
fn rooms(visit: &Visit, field: &Field<'_>, boards: &[Board], kind: Kind, chosen: &str) -> impl IntoView + use<> {
    let words = visit.words;
    let (takers, others): (Vec<&Board>, Vec<&Board>) = boards.iter().partition(|b| b.kinds.contains(&kind));
    let option = |b: &&Board| {
        let name = Spoken::name(visit, b);
        let text = narrow(words, b.view_level).map_or_else(|| name.text.clone(), |who| format!("{} · {who}", name.text));
        view! { <option value=b.slug.clone() selected=b.slug == chosen lang=name.lang>{text}</option> }
    };
    let others = (!others.is_empty()).then(|| {
        let label = words.with("sort-board-others", &[("kinds", words.text(&format!("kinds-{kind}")).into())]);
        view! { <optgroup label=label>{others.iter().map(option).collect_view()}</optgroup> }
    });
    let described = Some(field.described(words)).filter(|d| !d.is_empty());
    let wrong = field.wrongs.at(words, field.name).is_some().then_some("true");
    let control = view! {
        <select id=field.name name=field.name aria-invalid=wrong aria-describedby=described class="input">
            {takers.iter().map(option).collect_view()}{others}
        </select>
    };
    field.around(visit, control.markup())
}
