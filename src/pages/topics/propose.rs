//! `/new`: the form that starts a topic.

use super::show::{composer, soft, writing};
use crate::errors::Answer;
use crate::intention::{self, Intention};
use crate::parts::field::{Field, Wrongs, problem};
use crate::shell::{self, Head};
use crate::visit::Visit;
use axum::Form;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use community::boards::{self, Board};
use community::{prose, topics};
use leptos::prelude::*;
use serde::Deserialize;
use types::boards::Level;
use types::topics::{Kind, NewTopic, Visibility};
use types::{Error, policy};
use ui::composer::Writing;

/// What the form sends.
#[derive(Deserialize)]
pub struct Sent {
    #[serde(flatten)]
    pub topic: NewTopic,
    #[serde(default, rename = "do")]
    pub act: String,
}

/// `GET /new`: empty, or with the text that waited.
pub async fn get(visit: Visit) -> Answer {
    let kept = match intention::waiting(&visit).await {
        Some(Intention::Topic(topic)) => topic,
        _ => NewTopic::default(),
    };
    page(&visit, &kept, &Wrongs::default(), false).await
}

/// `POST /new`: starts the topic, or shows the text as it will look.
pub async fn post(visit: Visit, Form(sent): Form<Sent>) -> Answer {
    let new = sent.topic;
    if sent.act == "preview" && new.body.chars().count() <= types::topics::BODY.1 {
        return page(&visit, &new, &Wrongs::default(), true).await;
    }
    if let Err(error) = new.validate() {
        return page(&visit, &new, &Wrongs::of(error)?, false).await;
    }
    let Some(member) = visit.viewer.as_member() else {
        intention::keep(&visit, Intention::Topic(new)).await?;
        let door = if visit.viewer.account().is_some() { "/join" } else { "/sign-in" };
        return Ok(Redirect::to(&visit.href(door)).into_response());
    };
    match topics::propose(&visit.installation.db, member, new.clone(), visit.lang(), visit.now).await {
        Ok(number) => {
            if matches!(intention::waiting(&visit).await, Some(Intention::Topic(_))) {
                intention::forget(&visit).await;
            }
            visit.say_next(said_of(&visit, number).await).await;
            Ok(Redirect::to(&visit.href(&format!("/t/{number}"))).into_response())
        }
        Err(failure) => page(&visit, &new, &soft(Error::from(failure), "body")?, false).await,
    }
}

/// What is said of a topic that was just posted: that it is published, or that it waits.
pub async fn said_of(visit: &Visit, number: i64) -> &'static str {
    match topics::read(&visit.installation.db, &visit.viewer, number).await {
        Ok(topic) if topic.visibility == Visibility::Held => "notice-held",
        _ => "notice-posted",
    }
}

async fn page(visit: &Visit, new: &NewTopic, wrongs: &Wrongs, preview: bool) -> Answer {
    let boards = boards::list(&visit.installation.db, &visit.viewer).await?;
    let head = Head {
        title: visit.words.text("new-title").to_owned(),
        place: "new",
        ..Head::default()
    };
    let page = shell::page(visit, &head, || view(visit, &boards, new, wrongs, preview));
    Ok(if wrongs.is_empty() {
        page
    } else {
        (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
    })
}

fn view(visit: &Visit, boards: &[Board], new: &NewTopic, wrongs: &Wrongs, preview: bool) -> impl IntoView + use<> {
    let words = visit.words;
    let title = Field {
        name: "title",
        key: "title",
        wrongs,
    }
    .input(visit, "text", "off", &new.title);
    let seen = if visit.brand().opened.is_some() && boards.iter().all(|b| b.view_level == Level::Anyone) {
        "new-visible"
    } else {
        "new-visible-some"
    };
    view! {
        <div class="saying">
            <form action=visit.href("/new") method="post" novalidate>
                <button class="unseen" tabindex="-1" aria-hidden="true"></button>
                <h1>{words.text("new-title")}</h1>
                <p class="soft">{words.text("new-about")}</p>
                {wrongs.summary(words).into_any()}
                {kinds(visit, boards, new, wrongs).into_any()}
                {title}
                {body(visit, new, wrongs, preview).into_any()}
                {board(visit, boards, new, wrongs)}
                <div class="form-end">
                    <button class="button primary large">{words.text("new-post")}</button>
                    <p class="small soft">{words.text(seen)}</p>
                </div>
            </form>
        </div>
    }
}

/// The kinds that this person may start somewhere.
fn kinds(visit: &Visit, boards: &[Board], new: &NewTopic, wrongs: &Wrongs) -> impl IntoView + use<> {
    let words = visit.words;
    let level = visit.viewer.level().max(Level::Members);
    let is_team = visit.viewer.team().is_ok();
    let open = |kind: Kind| {
        boards
            .iter()
            .any(|b| policy::may_submit(level, is_team, b.submit_level, &b.kinds, kind))
    };
    let chosen = Kind::parse(&new.kind).or_else(|| new.kind.is_empty().then_some(Kind::Idea));
    let error = wrongs.at(words, "kind");
    let wrong = error.is_some();
    let choices = Kind::ALL.iter().copied().filter(|k| open(*k)).enumerate().map(|(i, kind)| {
        let id = if i == 0 { "kind".to_owned() } else { format!("kind-{kind}") };
        view! {
            <label>
                <input type="radio" name="kind" id=id value=kind.as_str() checked=chosen == Some(kind)/>
                <b>{words.text(&format!("new-kind-{kind}"))}</b>
                <span>{words.text(&format!("new-kind-{kind}-hint"))}</span>
            </label>
        }
    });
    view! {
        <fieldset class="field" class:wrong=wrong>
            <legend>{words.text("kind-label")}</legend>
            <p class="hint">{words.text("kind-hint")}</p>
            {error.map(|text| problem(visit, "kind", text))}
            <div class="choice">{choices.collect_view()}</div>
        </fieldset>
    }
}

fn body(visit: &Visit, new: &NewTopic, wrongs: &Wrongs, preview: bool) -> impl IntoView + use<> {
    let field = Field {
        name: "body",
        key: "body",
        wrongs,
    };
    let writing = Writing {
        preview: preview.then(|| prose::render(&new.body).html),
        rows: 9,
        wrong: wrongs.at(visit.words, "body").is_some(),
        ..writing(visit, "body", &new.body, &field.described(visit.words))
    };
    field.around(visit, composer(visit, writing))
}

/// Where it goes. A brand with a single board asks nothing.
fn board(visit: &Visit, boards: &[Board], new: &NewTopic, wrongs: &Wrongs) -> AnyView {
    let level = visit.viewer.level().max(Level::Members);
    let open: Vec<&Board> = boards.iter().filter(|b| level >= b.submit_level).collect();
    if let [only] = open.as_slice() {
        return view! { <input type="hidden" name="board" value=only.slug.clone()/> }.into_any();
    }
    let options = open.iter().map(|b| {
        let kinds = b
            .kinds
            .iter()
            .map(|k| visit.words.text(&format!("kinds-{k}")).to_lowercase())
            .collect::<Vec<_>>()
            .join(", ");
        view! { <option value=b.slug.clone() selected=new.board == b.slug>{format!("{} ({kinds})", b.name)}</option> }
    });
    let field = Field {
        name: "board",
        key: "board",
        wrongs,
    };
    let wrong = wrongs.at(visit.words, "board").is_some().then_some("true");
    let control = view! {
        <select class="input" id="board" name="board" aria-invalid=wrong aria-describedby=field.described(visit.words)>
            <option value="">{visit.words.text("board-choose")}</option>
            {options.collect_view()}
        </select>
    };
    field.around(visit, control.into_any()).into_any()
}
