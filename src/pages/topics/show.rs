//! `/t/{number}/{slug}`: one topic, its answer, what became of it, what was said.

use crate::composing;
use crate::errors::{Answer, Oops};
use crate::intention::{self, Intention};
use crate::parts::composing::{composer, draft_line, encoding, writing};
use crate::parts::details::details;
use crate::parts::field::{Wrongs, problem};
use crate::parts::gallery::gallery;
use crate::parts::status::{kind, status};
use crate::parts::topic_row::topic_href;
use crate::parts::vote::{Votable, vote};
use crate::parts::{Face, avatar, glyph, icon, name_link, standing, title_of};
use crate::replies as reply_pages;
use crate::shell::{self, Head};
use crate::visit::Visit;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use community::answers;
use community::attachments::{self, Pictures};
use community::prose;
use community::replies::{self, Reply};
use community::topics::{self, Details, Event, Topic};
use leptos::prelude::*;
use serde::Deserialize;
use types::boards::Level;
use types::drafts::Place;
use types::policy;
use types::replies::NewReply;
use types::{Error, Instant, ReplyId, Wrong};
use ui::composer::Writing;

/// What the address asks for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// The reply to show first.
    pub reply: String,
    /// The reply that is being answered.
    pub to: String,
}

/// `GET /t/{number}`: leads to the address with the title in it.
pub async fn get_plain(visit: Visit, Path((_, number)): Path<(String, i64)>, Query(asked): Query<Asked>) -> Answer {
    let topic = topics::read(&visit.installation.db, &visit.viewer, number).await?;
    if topic.slug.is_empty() {
        show(visit, topic, asked).await
    } else {
        moved(&visit, &topic).await
    }
}

/// `GET /t/{number}/{slug}`
pub async fn get(visit: Visit, Path((_, number, slug)): Path<(String, i64, String)>, Query(asked): Query<Asked>) -> Answer {
    let topic = topics::read(&visit.installation.db, &visit.viewer, number).await?;
    if topic.slug == slug {
        show(visit, topic, asked).await
    } else {
        moved(&visit, &topic).await
    }
}

/// One canonical address: the others lead to it, with their query and what was to be said.
async fn moved(visit: &Visit, topic: &Topic) -> Answer {
    if let Some(notice) = &visit.notice {
        visit.say_next(notice).await;
    }
    let query = visit.here.split_once('?').map(|(_, q)| format!("?{q}")).unwrap_or_default();
    Ok(Redirect::temporary(&format!("{}{query}", topic_href(visit, topic.number, &topic.slug))).into_response())
}

async fn show(visit: Visit, topic: Topic, asked: Asked) -> Answer {
    let kept = match intention::waiting(&visit).await {
        Some(Intention::Reply { number, reply }) if number == topic.number && visit.viewer.as_member().is_some() => reply.reply,
        _ => String::new(),
    };
    let new = NewReply {
        reply: kept,
        parent: asked.to.parse().ok(),
        ..NewReply::default()
    };
    let new = composing::begin_reply(&visit, topic.number, new).await?;
    let from = asked.reply.parse().or_else(|_| asked.to.parse()).ok().map(ReplyId);
    page(&visit, topic, from, &new, &Wrongs::default(), false).await
}

/// What a form can say of an error that is not about one of its fields.
pub fn soft(error: Error, field: &str) -> Result<Wrongs, Oops> {
    match error {
        Error::TooMany { seconds } => {
            let seconds = usize::try_from(seconds).unwrap_or(0);
            Ok(Wrongs::of(Error::Invalid(vec![
                Wrong::new(field, "post-too-soon").with("count", seconds),
            ]))?)
        }
        other => Ok(Wrongs::of(other)?),
    }
}

/// The page; 422 when the reply came back with a mistake.
pub async fn page(visit: &Visit, topic: Topic, from: Option<ReplyId>, new: &NewReply, wrongs: &Wrongs, preview: bool) -> Answer {
    let db = &visit.installation.db;
    let answer = answers::answer(db, &visit.viewer, &topic).await?;
    let events = topics::timeline(db, &visit.viewer, &topic).await?;
    let replies = replies::page(db, &visit.viewer, &topic, from).await?;
    let pictures = attachments::of_page(db, &visit.viewer, &topic, &replies).await?;
    let told = topics::details(db, &visit.viewer, topic.id).await?;
    let address = topic_href(visit, topic.number, &topic.slug);
    let head = Head {
        title: title_of(visit.words, &topic.title),
        description: topic.gist.clone(),
        canonical: if topic.is_blanked() { String::new() } else { address.clone() },
        place: "topics",
    };
    let page = shell::page(visit, &head, || {
        view! {
            <div class="thread">
                <div>
                    {opening(visit, &topic, &pictures, told.as_ref()).into_any()}
                    {answer.as_ref().map(|a| official(visit, a, &pictures).into_any())}
                </div>
                <aside>{timeline(visit, &events).into_any()}</aside>
                <div>
                    {reply_pages::list(visit, &topic, &replies, &pictures, &address).into_any()}
                    {answering(visit, &topic, &address, new, wrongs, preview)}
                </div>
            </div>
        }
    });
    Ok(if wrongs.is_empty() {
        page
    } else {
        (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
    })
}

fn opening(visit: &Visit, topic: &Topic, pictures: &Pictures, told: Option<&Details>) -> impl IntoView + use<> {
    let words = visit.words;
    let title = title_of(words, &topic.title);
    let votable = Votable {
        id: topic.id,
        number: topic.number,
        kind: topic.kind,
        status: topic.status,
        locked: topic.is_closed(),
        vote_level: topic.vote_level,
        votes: topic.votes,
        voted: topic.voted,
        title: &title,
    };
    let lang = (topic.lang != visit.lang()).then_some(topic.lang.as_str());
    let html = prose::current(&topic.html, topic.renderer, &topic.body).into_owned();
    let text = if topic.title.is_empty() {
        view! { <p class="gone">{words.text("topic-removed-text")}</p> }.into_any()
    } else {
        view! { <div class="prose" lang=lang inner_html=html></div> }.into_any()
    };
    let lang = lang.filter(|_| !topic.title.is_empty());
    let board = visit.href(&format!("/topics?board={}", topic.board_slug));
    let answered = topic.answered.map(|at| {
        let text = words.with("topic-answer-link", &[("when", visit.when.said(Instant(at)).into())]);
        view! { <a href="#answer">{text}</a> }
    });
    view! {
        <article class="opening">
            <p class="crumbs"><a href=board>{icon(&visit.installation, "back")}{topic.board_name.clone()}</a></p>
            <h1 lang=lang>{title.clone()}</h1>
            <p class="facts">
                {topic.status.map(|s| status(visit, s, true))}
                {kind(visit, topic.kind)}
                {author(visit, topic)}
                <time datetime=visit.when.machine(topic.created)>{visit.when.long(topic.created)}</time>
                {answered}
            </p>
            {text}
            {gallery(visit, &pictures.of_topic())}
            {details(visit, topic, told)}
            <div class="act">{vote(visit, &votable, true)}</div>
        </article>
    }
}

/// Who began it: face, name, what they are to the brand.
fn author(visit: &Visit, topic: &Topic) -> impl IntoView + use<> {
    let face = Face {
        name: &topic.author,
        number: topic.author_number,
        role: topic.author_role,
        picture: topic.author_picture,
    };
    let who = (!topic.author.is_empty())
        .then(|| standing(visit, topic.author_role, topic.author_affiliation, None))
        .filter(|who| !who.is_empty())
        .map(|who| format!(", {who}"));
    view! { <span class="by">{avatar(visit, &face, "small")}<span><b>{name_link(visit, face.name, face.number)}</b>{who}</span></span> }
}

fn official(visit: &Visit, answer: &Reply, pictures: &Pictures) -> impl IntoView + use<> {
    let words = visit.words;
    let title = words.with("topic-answer-of", &[("brand", visit.brand().name.as_str().into())]);
    let title = if answer.role.is_staff() {
        title
    } else {
        words.text("topic-answer").to_owned()
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
            <header><span class="person team" aria-hidden="true">{glyph(&visit.brand().glyph)}</span><div><h2>{title}</h2><p>{by}</p></div></header>
            <div class="prose" lang=lang inner_html=html></div>
            {gallery(visit, &pictures.of_reply(answer.id))}
        </section>
    }
}

fn timeline(visit: &Visit, events: &[Event]) -> impl IntoView + use<> {
    let words = visit.words;
    let last = events.len().saturating_sub(1);
    let steps = events.iter().enumerate().map(|(i, event)| {
        let name = match event.status {
            Some(status) => words.text(&format!("status-{status}")),
            None => words.text(&format!("event-{}", event.kind)),
        };
        let when = format!("{}, ", visit.when.short(event.created));
        let title = event.actor_title.as_ref().map(|title| format!(", {title}"));
        let who = view! { {when}{name_link(visit, &event.actor, event.actor_number)}{title} };
        let category = event.status.map(|s| s.category().as_str());
        view! { <li aria-current=(i == last).then_some("step") data-category=category><b>{name.to_owned()}</b>{who}</li> }
    });
    view! {
        <section class="aside-block">
            <h2>{words.text("timeline")}</h2>
            <ol class="timeline" role="list">{steps.collect_view()}</ol>
        </section>
    }
}

fn answering(visit: &Visit, topic: &Topic, address: &str, new: &NewReply, wrongs: &Wrongs, preview: bool) -> AnyView {
    let words = visit.words;
    let level = visit.viewer.level().max(Level::Members);
    if topic.is_blanked() || !policy::may_reply(level, topic.reply_level, topic.locked.is_some()) {
        return view! { <section class="answering"><p class="closed">{words.text("replies-closed")}</p></section> }.into_any();
    }
    let error = wrongs.at(words, "reply");
    let wrong = error.is_some();
    let described = if error.is_some() { "reply-hint reply-error" } else { "reply-hint" };
    let writing = Writing {
        preview: preview.then(|| prose::render(&new.reply).html),
        rows: 5,
        wrong,
        ..writing(visit, "reply", &new.reply, described, Place::Topic(topic.number))
    };
    let composer = composer(visit, writing, &new.pictures, wrongs);
    let parent = new.parent.map(|id| {
        view! {
            <input type="hidden" name="parent" value=id/>
            <p class="small"><a href=format!("#r{id}")>{words.text("reply-under")}</a>" · "<a href=format!("{address}#reply")>{words.text("reply-under-not")}</a></p>
        }
    });
    view! {
        <section class="answering">
            <h2>{words.text("reply")}</h2>
            <form class="field" class:wrong=wrong action=format!("{address}#reply") method="post" enctype=encoding(visit) novalidate>
                {draft_line(visit, new.saved)}
                {parent}
                <label class="unseen" for="reply">{words.text("reply-label")}</label>
                <p class="hint" id="reply-hint">{words.text("reply-hint")}</p>
                {error.map(|text| problem(visit, "reply", text))}
                {composer}
                <div class="form-end"><button class="button primary">{words.text("reply-post")}</button></div>
            </form>
        </section>
    }
    .into_any()
}
