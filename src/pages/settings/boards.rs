//! `/settings/boards`: where conversations stand, for whom, and in which order.

use super::{Sent, check, movers, page, saved, translations};
use crate::errors::Answer;
use crate::markup::IntoMarkup;
use crate::parts::field::{Field, Wrongs, problem};
use crate::parts::rooms::back;
use crate::parts::spoken::Spoken;
use crate::visit::Visit;
use axum::Form;
use axum::extract::Path;
use community::boards::{self, Arranged};
use leptos::prelude::*;
use types::Error;
use types::boards::{BoardForm, Level, Levels};
use types::topics::Kind;

/// Where its forms lead back to.
const HERE: &str = "/settings/boards";

/// `GET /settings/boards`
pub async fn get(visit: Visit) -> Answer {
    let words = visit.words;
    let all = boards::arranged(&visit.installation.db, &visit.admin()?).await?;
    let rows = all.iter().map(|board| row(&visit, board).markup()).collect_view();
    let body = view! {
        <section>
            <ul class="records">{rows}</ul>
            <div class="form-end"><a class="button primary" href=visit.href("/settings/boards/new")>{words.text("boards-new")}</a></div>
        </section>
    };
    page(&visit, "boards", &Wrongs::default(), body)
}

/// `GET /settings/boards/new`
#[expect(clippy::unused_async, reason = "a handler is async")]
pub async fn new(visit: Visit) -> Answer {
    let form = BoardForm {
        kinds: vec![Kind::Idea, Kind::Problem, Kind::Question],
        ..BoardForm::default()
    };
    show_new(&visit, &form, &Wrongs::default())
}

/// `POST /settings/boards/new`
pub async fn new_post(visit: Visit, Form(sent): Form<Sent>) -> Answer {
    let form = form_of(&visit, &sent);
    match boards::arrange(&visit.installation.db, &visit.admin()?, form.clone(), visit.now).await {
        Ok(_) => saved(&visit, HERE).await,
        Err(failure) => show_new(&visit, &form, &Wrongs::of(failure.into())?),
    }
}

/// `GET /settings/boards/{slug}`
pub async fn one(visit: Visit, Path((_, slug)): Path<(String, String)>) -> Answer {
    let board = found(&visit, &slug).await?;
    show_one(&visit, &board, &board.form(), &Wrongs::default())
}

/// `POST /settings/boards/{slug}`
pub async fn one_post(visit: Visit, Path((_, slug)): Path<(String, String)>, Form(sent): Form<Sent>) -> Answer {
    let (form, sure) = (form_of(&visit, &sent), Level::parse(sent.typed("sure")));
    match boards::change(&visit.installation.db, &visit.admin()?, &slug, form.clone(), sure, visit.now).await {
        Ok(()) => saved(&visit, HERE).await,
        Err(failure) => show_one(&visit, &found(&visit, &slug).await?, &form, &Wrongs::of(failure.into())?),
    }
}

/// `POST /settings/boards/{slug}/move`
pub async fn shift(visit: Visit, Path((_, slug)): Path<(String, String)>, Form(sent): Form<Sent>) -> Answer {
    boards::shift(&visit.installation.db, &visit.admin()?, &slug, sent.typed("to") == "up").await?;
    saved(&visit, HERE).await
}

/// `POST /settings/boards/{slug}/remove`
pub async fn remove(visit: Visit, Path((_, slug)): Path<(String, String)>) -> Answer {
    match boards::remove(&visit.installation.db, &visit.admin()?, &slug, visit.now).await {
        Ok(()) => saved(&visit, HERE).await,
        Err(failure) => {
            let wrongs = Wrongs::of(failure.into())?;
            let board = found(&visit, &slug).await?;
            show_one(&visit, &board, &board.form(), &wrongs)
        }
    }
}

fn form_of(visit: &Visit, sent: &Sent) -> BoardForm {
    let text = |name: &str| sent.typed(name).to_owned();
    let level = |name: &str, else_: Level| Level::parse(sent.typed(name)).unwrap_or(else_);
    // A word that is none is the strictest. Who may take part is never wider than who may see it.
    let view = level("view", Level::Team);
    let part = |name: &str| level(name, Level::Team).max(view);
    BoardForm {
        name: text("board-name"),
        names: translations::sent(visit, sent, "board-name"),
        description: text("description"),
        descriptions: translations::sent(visit, sent, "description"),
        kinds: Kind::ALL
            .iter()
            .copied()
            .filter(|kind| sent.ticked(&format!("kind-{kind}")))
            .collect(),
        levels: Levels {
            view,
            submit: part("submit"),
            reply: part("reply"),
            vote: part("vote"),
        },
        department: text("department"),
        hold_new: sent.ticked("hold-new"),
    }
}

async fn found(visit: &Visit, slug: &str) -> Result<Arranged, Error> {
    let all = boards::arranged(&visit.installation.db, &visit.admin()?).await?;
    all.into_iter().find(|board| board.slug == slug).ok_or(Error::NotFound)
}

fn row(visit: &Visit, board: &Arranged) -> impl IntoView + use<> {
    let words = visit.words;
    let at = format!("{HERE}/{}", board.slug);
    let seen = words.text(&format!("board-seen-{}", board.view_level)).to_owned();
    let count = words.count("board-topics", board.topics);
    let about = [Some(seen), Some(count), board.department.clone()];
    let about = about.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let name = Spoken::of(visit, &board.name, &board.names);
    view! {
        <li>
            <div><b><a href=visit.href(&at) lang=name.lang>{name.text.clone()}</a></b><span>{about}</span></div>
            {movers(visit, visit.href(&format!("{at}/move")), &name.text)}
        </li>
    }
}

fn show_new(visit: &Visit, form: &BoardForm, wrongs: &Wrongs) -> Answer {
    let words = visit.words;
    let body = view! {
        <section>
            {back(visit, visit.href(HERE), words.text("boards-all"))}
            <h2>{words.text("boards-new")}</h2>
            <form action=visit.href("/settings/boards/new") method="post" novalidate>
                {fields(visit, form, wrongs).markup()}
                <div class="form-end"><button class="button primary">{words.text("boards-create")}</button></div>
            </form>
        </section>
    };
    page(visit, "boards", wrongs, body)
}

/// A change that takes conversations out of somebody's sight comes back with its sentence, and a button that says it is meant.
fn show_one(visit: &Visit, board: &Arranged, form: &BoardForm, wrongs: &Wrongs) -> Answer {
    let words = visit.words;
    let at = visit.href(&format!("{HERE}/{}", board.slug));
    let narrower = form.levels.view > board.view_level && wrongs.at(words, "view").is_some();
    let save = words.text(if narrower { "board-narrow" } else { "settings-save" });
    let name = Spoken::of(visit, &board.name, &board.names);
    let sure = narrower.then(|| view! { <input type="hidden" name="sure" value=form.levels.view.as_str()/> });
    let body = view! {
        <section>
            {back(visit, visit.href(HERE), words.text("boards-all"))}
            <h2 lang=name.lang>{name.text}</h2>
            <form action=at.clone() method="post" novalidate>
                {fields(visit, form, wrongs).markup()}
                {sure}
                <div class="form-end"><button class="button primary">{save}</button></div>
            </form>
        </section>
        {removal(visit, board, at, wrongs).markup()}
    };
    page(visit, "boards", wrongs, body)
}

fn fields(visit: &Visit, form: &BoardForm, wrongs: &Wrongs) -> impl IntoView + use<> {
    let field = |name: &'static str| Field { name, key: name, wrongs };
    let level = |name: &'static str, key: &'static str, chosen: Level, least: Level| {
        let options = Level::ALL.iter().filter(|level| **level >= least);
        let words = visit.words;
        let options = options
            .map(|level| (level.to_string(), words.text(&format!("board-level-{level}")).to_owned()))
            .collect();
        Field { name, key, wrongs }.select(visit, options, chosen.as_str())
    };
    let Levels { view, submit, reply, vote } = form.levels;
    let part = Level::Members;
    view! {
        {translations::about(visit)}
        {field("board-name").input(visit, "text", "off", &form.name)}
        {translations::lines(visit, "board-name", &form.names, wrongs)}
        {field("description").area(visit, 2, &form.description)}
        {translations::areas(visit, "description", 2, &form.descriptions, wrongs)}
        {kinds(visit, form, wrongs).markup()}
        <div class="pair">
            {level("view", "board-view", view, Level::Anyone)}
            {level("submit", "board-submit", submit, part)}
            {level("reply", "board-reply", reply, part)}
            {level("vote", "board-vote", vote, part)}
        </div>
        <p class="small soft">{visit.words.text("board-levels-about")}</p>
        {field("department").input(visit, "text", "off", &form.department)}
        {check("hold-new".to_owned(), visit.words.text("board-hold-new").to_owned(), form.hold_new)}
    }
}

fn kinds(visit: &Visit, form: &BoardForm, wrongs: &Wrongs) -> impl IntoView + use<> {
    let words = visit.words;
    let error = wrongs.at(words, "kinds");
    let wrong = error.is_some();
    let boxes = Kind::ALL.iter().map(|kind| {
        let text = words.text(&format!("kinds-{kind}")).to_owned();
        check(format!("kind-{kind}"), text, form.kinds.contains(kind))
    });
    view! {
        <fieldset id="kinds" class="field" class:wrong=wrong>
            <legend>{words.text("board-kinds-label")}</legend>
            {error.map(|text| problem(visit, "kinds", text))}
            <div class="boxes">{boxes.collect_view()}</div>
        </fieldset>
    }
}

fn removal(visit: &Visit, board: &Arranged, at: String, wrongs: &Wrongs) -> impl IntoView + use<> {
    let words = visit.words;
    let error = wrongs.at(words, "remove").map(|text| problem(visit, "remove", text));
    let removable = board.topics == 0;
    let act = if board.topics > 0 {
        view! { <p>{words.count("board-not-empty", board.topics)}</p> }.markup()
    } else {
        view! {
            <p>{words.text("board-remove-will")}</p>
            <form action=format!("{at}/remove") method="post">
                <div class="form-end"><button class="button danger">{words.text("board-remove")}</button></div>
            </form>
        }
        .markup()
    };
    view! {
        <section id="remove" class:danger=removable>
            <h2>{words.text("board-remove-title")}</h2>
            {error}
            {act}
        </section>
    }
}
