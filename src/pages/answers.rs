//! What the team decides on a topic's page, the reply that a question's author accepts, and the answer as it stands on top.

mod sorting;

pub use sorting::{Sorting, sort};

use crate::errors::Answer;
use crate::markup::{IntoMarkup, Markup};
use crate::moderation::deeds;
use crate::parts::field::{Field, Wrongs};
use crate::parts::gallery::gallery;
use crate::parts::topic_row::topic_href;
use crate::parts::{Face, avatar, glyph, icon, name_link, standing};
use crate::topics::show::{self, Written, composer, writing};
use crate::visit::{Said, Visit};
use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use community::answers::{self, NewAnswer};
use community::attachments::Pictures;
use community::boards::Board;
use community::notices;
use community::prose;
use community::replies::Reply;
use community::topics::{self, Event, Topic};
use leptos::prelude::*;
use serde::Deserialize;
use types::boards::Level;
use types::topics::{EventKind, Kind, Status, Visibility};
use types::{Error, ReplyId, policy};
use ui::composer::Writing;

/// What the team's form sends, and what was wrong with it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Decision {
    pub status: String,
    /// Its field is `decision`: `answer` is where the answer itself stands on the page.
    #[serde(rename = "decision")]
    pub answer: String,
    #[serde(rename = "do")]
    pub act: String,
    #[serde(skip)]
    pub wrongs: Wrongs,
}

/// Where a session keeps what was taken back, to be put right: the topic's number, the status, the text.
const TAKEN_BACK: &str = "taken-back";

impl Decision {
    /// What waits in the session for this topic, once.
    pub async fn taken_back(visit: &Visit, number: i64) -> Self {
        let Some((of, status, answer)) = visit.session.get::<(i64, String, String)>(TAKEN_BACK).await.ok().flatten() else {
            return Self::default();
        };
        if of != number {
            return Self::default();
        }
        let _ = visit.session.remove_value(TAKEN_BACK).await;
        Self {
            status,
            answer,
            ..Self::default()
        }
    }

    fn answer(&self) -> NewAnswer {
        NewAnswer {
            status: Status::parse(&self.status),
            body: Some(self.answer.clone()).filter(|text| !text.trim().is_empty()),
        }
    }
}

/// `POST /t/{number}/decide`: sets a status, answers, or both; or shows the text as it will look.
pub async fn decide(visit: Visit, Path((_, number)): Path<(String, i64)>, Form(mut decision): Form<Decision>) -> Answer {
    let db = &visit.installation.db;
    let topic = topics::read(db, &visit.viewer, number).await?;
    if decision.act == "preview" && decision.answer.chars().count() <= types::replies::REPLY.1 {
        return show::page(&visit, topic, None, &Written::deciding(decision)).await;
    }
    match answers::decide(db, &visit.viewer.team()?, topic.id, decision.answer(), visit.lang(), visit.now).await {
        Ok(_) => {
            let place = if decision.answer().body.is_some() { "#answer" } else { "#decide" };
            done(&visit, &topic, "notice-decided", place).await
        }
        Err(failure) => {
            decision.wrongs = show::soft(renamed(failure.into(), topic.kind), "decision")?;
            decision.act = String::new();
            show::page(&visit, topic, None, &Written::deciding(decision)).await
        }
    }
}

/// The answer is a reply; here its field has a name of its own. A question has no status to choose: all that is wrong is wrong with its answer.
fn renamed(error: Error, kind: Kind) -> Error {
    match error {
        Error::Invalid(mut wrongs) => {
            for wrong in &mut wrongs {
                if kind == Kind::Question && wrong.message == "status-same" {
                    wrong.message = "answer-missing".into();
                    wrong.field = "decision".into();
                } else if matches!(wrong.field.as_str(), "reply" | "answer") {
                    wrong.field = "decision".into();
                }
            }
            Error::Invalid(wrongs)
        }
        other => other,
    }
}

/// What the button sends that takes a decision back.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Undo {
    pub event: String,
}

/// `POST /t/{number}/undo`
pub async fn undo(visit: Visit, Path((_, number)): Path<(String, i64)>, Form(Undo { event }): Form<Undo>) -> Answer {
    let db = &visit.installation.db;
    let topic = topics::read(db, &visit.viewer, number).await?;
    let event = event.parse().map_err(|_| Error::NotFound)?;
    match answers::undo(db, &visit.viewer.team()?, event, visit.now)
        .await
        .map_err(Error::from)
    {
        Ok(before) => {
            let status = before.status.map_or_else(String::new, |s| s.to_string());
            let kept = (number, status, before.body.unwrap_or_default());
            let _ = visit.session.insert(TAKEN_BACK, kept).await;
            done(&visit, &topic, "notice-undone", "#decide").await
        }
        Err(Error::Conflict | Error::NotFound) => done(&visit, &topic, "notice-undo-failed", "#decide").await,
        Err(other) => Err(other.into()),
    }
}

/// What the button under a reply sends.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Accept {
    pub reply: String,
}

/// `POST /t/{number}/accept`: this reply answers the question; without a reply, none does any more.
pub async fn accept(visit: Visit, Path((_, number)): Path<(String, i64)>, Form(Accept { reply }): Form<Accept>) -> Answer {
    let db = &visit.installation.db;
    let topic = topics::read(db, &visit.viewer, number).await?;
    let member = visit.viewer.member()?;
    let said = if reply.is_empty() {
        answers::withdraw(db, member, topic.id, visit.now).await?;
        "notice-open-again"
    } else {
        let reply = reply.parse().map_err(|_| Error::NotFound)?;
        answers::accept(db, member, topic.id, ReplyId(reply), visit.now).await?;
        "notice-answer-accepted"
    };
    done(&visit, &topic, said, "").await
}

async fn done(visit: &Visit, topic: &Topic, said: &str, anchor: &str) -> Answer {
    visit.say(Said::of(said).beside(anchor.trim_start_matches('#'))).await;
    let address = topic_href(visit, topic.number, &topic.slug);
    Ok(Redirect::to(&format!("{address}{anchor}")).into_response())
}

/// The answer that stands on top, with the way back from it.
pub fn official(visit: &Visit, topic: &Topic, answer: &Reply, events: &[Event], pictures: &Pictures) -> impl IntoView + use<> {
    let words = visit.words;
    let title = words.with("topic-answer-of", &[("brand", visit.brand().name.as_str().into())]);
    let title = if answer.role.is_staff() {
        title
    } else {
        words.text("topic-answer").to_owned()
    };
    let face = if answer.role.is_staff() {
        view! { <span class="person team" aria-hidden="true">{glyph(&visit.brand().glyph)}</span> }.markup()
    } else {
        let face = Face {
            name: &answer.author,
            number: answer.number,
            role: answer.role,
            picture: answer.picture_id,
        };
        avatar(visit, &face, "").markup()
    };
    let who = (!answer.author.is_empty())
        .then(|| standing(visit, answer.role, answer.affiliation, answer.title.as_deref()))
        .filter(|who| !who.is_empty())
        .map(|who| format!(", {who}"));
    let said = format!(", {}", visit.when.long(answer.created));
    let by = view! { {name_link(visit, &answer.author, answer.number)}{who}{said} };
    let lang = (answer.lang != visit.lang()).then_some(answer.lang.as_str());
    let html = prose::current(&answer.html, answer.renderer, &answer.body).into_owned();
    view! {
        <section class="official" class:by-member=!answer.role.is_staff() id="answer">
            {crate::shell::said_at(visit, "answer")}
            {last(visit, topic, events, true)}
            <header>{face}<div><h2>{title}</h2><p>{by}</p></div></header>
            {deeds::above_reply(visit, topic, answer)}
            <div class="prose" lang=lang inner_html=html></div>
            {gallery(visit, &pictures.of_reply(answer.id))}
            <div class="deeds">{deeds::of_reply(visit, topic, answer)}</div>
        </section>
    }
}

/// What the team asked of the author, said to the author until they have replied.
pub fn needs(visit: &Visit, topic: &Topic, events: &[Event]) -> Option<impl IntoView + use<>> {
    let mine = visit.viewer.as_member().is_some_and(|m| m.id == topic.author_id);
    (mine && topic.status == Some(Status::NeedsInformation)).then(|| {
        let words = visit.words;
        if informed(topic, events) {
            let text = words.with("needs-replied", &[("brand", visit.brand().name.as_str().into())]);
            return view! { <section class="needs"><p>{icon(&visit.installation, "check")}{text}</p></section> }.markup();
        }
        let title = words.with("needs-title", &[("brand", visit.brand().name.as_str().into())]);
        view! {
            <section class="needs">
                <h2>{icon(&visit.installation, "alert")}{title}</h2>
                <p>{words.text("needs-text")}</p>
                <p><a class="button" href="#reply">{words.text("needs-reply")}</a></p>
            </section>
        }
        .markup()
    })
}

/// Whether the author has replied since the team asked for something, so that it is the team's turn.
fn informed(topic: &Topic, events: &[Event]) -> bool {
    let said = |e: &&Event| matches!(e.kind, EventKind::Status | EventKind::Answer | EventKind::Informed);
    let last = events.iter().rev().find(said);
    topic.status == Some(Status::NeedsInformation) && last.is_some_and(|e| e.kind == EventKind::Informed)
}

/// Everything that the team decides, in one place of the page.
pub fn desk(visit: &Visit, topic: &Topic, boards: &[Board], events: &[Event], written: &Written) -> Option<Markup> {
    visit.viewer.team().ok()?;
    let words = visit.words;
    let about = if topic.visibility == Visibility::Private {
        "decide-about-private"
    } else if topic.view_level > Level::Anyone {
        "decide-about-narrow"
    } else {
        "decide-about"
    };
    let desk = view! {
        <section class="deciding" id="decide">
            {crate::shell::said_at(visit, "decide")}
            <h2>{words.text("decide")}</h2>
            {due(visit, topic)}
            {informed(topic, events).then(|| view! { <p class="due">{icon(&visit.installation, "check")}{words.text("needs-turn")}</p> })}
            {last(visit, topic, events, false)}
            <p class="small">{words.text(about)}</p>
            {deciding(visit, topic, &written.decision).markup()}
            {sorting::form(visit, topic, boards, written).markup()}
        </section>
    };
    (!topic.is_blanked()).then(|| desk.markup())
}

/// By when the first answer was promised, while there is none.
fn due(visit: &Visit, topic: &Topic) -> Option<impl IntoView + use<>> {
    let due = topic.awaited()?;
    let late = due <= visit.now;
    let key = if late { "due-since" } else { "due-by" };
    let text = visit.words.with(key, &[("when", visit.when.moment(due).into())]);
    let sign = icon(&visit.installation, if late { "alert" } else { "history" });
    Some(view! { <p class="due" class:late=late>{sign}{text}</p> })
}

/// The way back from what this person decided last, while there is one: beside the answer that it brought, else where it was decided.
fn last(visit: &Visit, topic: &Topic, events: &[Event], answered: bool) -> Option<impl IntoView + use<>> {
    let me = visit.viewer.team().ok()?.number;
    let last = events.last().filter(|e| matches!(e.kind, EventKind::Status | EventKind::Answer))?;
    if answered != (topic.answered == Some(last.created.0)) {
        return None;
    }
    let fresh = last.actor_number == me && visit.now.seconds_since(last.created) < notices::grace();
    let left = left(notices::grace() - visit.now.seconds_since(last.created));
    fresh.then(|| {
        view! {
            <form class="undo" method="post" action=visit.href(&format!("/t/{}/undo", topic.number)) data-left=left>
                <input type="hidden" name="event" value=last.id/>
                <p>{visit.words.text("decide-undo-text")}</p>
                <button class="button small">{visit.words.text("decide-undo")}</button>
                <p class="over">{visit.words.text("decide-undo-over")}</p>
            </form>
        }
    })
}

/// The seconds after which the style says that it is too late, in steps of five: it knows no others. None where it would be over at once.
const fn left(seconds: i64) -> Option<i64> {
    match (seconds + 1) / 5 * 5 {
        step @ 5..=30 => Some(step),
        _ => None,
    }
}

fn deciding(visit: &Visit, topic: &Topic, decision: &Decision) -> impl IntoView + use<> {
    let words = visit.words;
    let wrongs = &decision.wrongs;
    let (key, name) = ("answer", "decision");
    let field = Field { name, key, wrongs };
    let writing = Writing {
        preview: (decision.act == "preview").then(|| prose::render(&decision.answer).html),
        rows: 5,
        wrong: wrongs.at(words, name).is_some(),
        ..writing(visit, name, &decision.answer, &field.described(words))
    };
    // A question has no status to choose: it is answered by its answer.
    let statuses = (!topic.kind.statuses().is_empty() && topic.kind != Kind::Question).then(|| statuses(visit, topic, decision).markup());
    let button = if statuses.is_some() { "decide-set" } else { "decide-answer" };
    view! {
        <form method="post" action=visit.href(&format!("/t/{}/decide#decide", topic.number)) novalidate>
            {statuses}
            {field.around(visit, composer(visit, writing)).markup()}
            <div class="form-end"><button class="button primary">{words.text(button)}</button></div>
        </form>
    }
}

fn statuses(visit: &Visit, topic: &Topic, decision: &Decision) -> impl IntoView + use<> {
    let words = visit.words;
    let name = |s: &Status| words.text(&format!("status-{s}")).to_owned();
    let now = topic.status.as_ref().map(name).unwrap_or_default();
    let stay = (String::new(), format!("{now} · {}", words.text("status-none").to_lowercase()));
    let others = topic.kind.statuses().iter().filter(|s| Some(**s) != topic.status);
    let options = std::iter::once(stay).chain(others.map(|s| (s.to_string(), name(s)))).collect();
    let field = Field {
        name: "status",
        key: "status",
        wrongs: &decision.wrongs,
    };
    let free = topic.kind.statuses().iter().filter(|s| !s.needs_answer()).map(name);
    let free = free.collect::<Vec<_>>().join(", ");
    let hint = words.with("status-free", &[("statuses", free.into())]).markup();
    field.select_hinted(visit, Some(hint), options, &decision.status)
}

/// The button under a reply that says whether it answers its question, for those who may.
pub fn accepting(visit: &Visit, topic: &Topic, reply: &Reply) -> Option<Markup> {
    let member = visit.viewer.as_member().filter(|_| !visit.is_suspended())?;
    let may = policy::may_accept(member.id == topic.author_id, member.role.is_team());
    if topic.kind != Kind::Question || !may || topic.is_blanked() {
        return None;
    }
    let is = topic.answer_id == Some(reply.id.0);
    let text = visit.words.text(if is { "accept-withdraw" } else { "accept" });
    let name = crate::parts::plain_name(visit.words, &reply.author);
    Some(
        view! {
            <form method="post" action=visit.href(&format!("/t/{}/accept", topic.number))>
                {(!is).then(|| view! { <input type="hidden" name="reply" value=reply.id.0/> })}
                <button class="plain">{icon(&visit.installation, "check")}{text}<span class="unseen">" · "{name}</span></button>
            </form>
        }
        .markup(),
    )
}
