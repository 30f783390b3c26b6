//! The reply's form, and the replies of a topic's page.

use crate::answers::accepting;
use crate::composing::{self, Act};
use crate::errors::Answer;
use crate::intention::{self, Intention};
use crate::markup::{IntoMarkup, Markup};
use crate::moderation::deeds;
use crate::parts::field::Wrongs;
use crate::parts::gallery::gallery;
use crate::parts::{Face, avatar, glyph, icon, name_link, plain_name, standing};
use crate::shell;
use crate::thanks::thanking;
use crate::topics::show::{self, Written};
use crate::visit::{Said, Visit};
use axum::extract::{Path, Request};
use axum::response::{IntoResponse, Redirect};
use community::attachments::Pictures;
use community::language;
use community::prose;
use community::replies::{self, Page, Reply, Thread};
use community::topics::{self, Topic};
use leptos::prelude::*;
use types::Error;
use types::drafts::Place;
use types::replies::NewReply;
use types::topics::Visibility;

/// `POST /t/{number}/{slug}`: replies, or shows the text as it will look.
pub async fn post(visit: Visit, Path((_, number, _)): Path<(String, i64, String)>, request: Request) -> Answer {
    respond(visit, number, request).await
}

/// `POST /t/{number}`, for a title that left no slug.
pub async fn post_plain(visit: Visit, Path((_, number)): Path<(String, i64)>, request: Request) -> Answer {
    respond(visit, number, request).await
}

async fn respond(visit: Visit, number: i64, request: Request) -> Answer {
    let topic = topics::read(&visit.installation.db, &visit.viewer, number).await?;
    let came = match composing::receive(&visit, request, Place::Topic(number)).await {
        Ok(came) => came,
        Err(response) => return Ok(response),
    };
    let new = NewReply {
        reply: came.sent.text("reply"),
        parent: came.sent.text("parent").parse().ok(),
        pictures: came.pictures.clone(),
        saved: None,
    };
    if let Some(error) = visit.suspension() {
        came.keep_draft(&visit, Place::Topic(number)).await;
        return show::page(&visit, topic, None, &Written::replying(new, show::soft(error, "reply")?, false)).await;
    }
    if came.stays() {
        let preview = came.act == Act::Preview && new.reply.chars().count() <= types::replies::REPLY.1;
        return show::page(&visit, topic, None, &Written::replying(new, Wrongs::from(came.wrongs), preview)).await;
    }
    if let Err(error) = new.validate() {
        return show::page(&visit, topic, None, &Written::replying(new, Wrongs::of(error)?, false)).await;
    }
    let Some(member) = visit.viewer.as_member() else {
        let kept = intention::keep(
            &visit,
            Intention::Reply {
                number,
                reply: new.clone(),
            },
        )
        .await;
        if let Err(error) = kept {
            return show::page(&visit, topic, None, &Written::replying(new, show::soft(error, "reply")?, false)).await;
        }
        let door = if visit.viewer.account().is_some() { "/join" } else { "/sign-in" };
        return Ok(Redirect::to(&visit.href(door)).into_response());
    };
    let lang = language::of("", &new.reply, &visit.brand().languages, visit.lang());
    match replies::reply(&visit.installation.db, member, topic.id, new.clone(), lang, visit.now).await {
        Ok(id) => {
            let address = crate::parts::topic_row::topic_href(&visit, number, &topic.slug);
            visit.say(Said::of("notice-reply-posted").beside(format!("r{}", id.0))).await;
            Ok(Redirect::to(&format!("{address}?reply={0}#r{0}", id.0)).into_response())
        }
        Err(failure) => {
            let wrongs = show::soft(Error::from(failure), "reply")?;
            show::page(&visit, topic, None, &Written::replying(new, wrongs, false)).await
        }
    }
}

/// The replies of one page.
pub fn list(visit: &Visit, topic: &Topic, page: &Page, pictures: &Pictures, address: &str) -> impl IntoView + use<> {
    let words = visit.words;
    let threads = page
        .threads
        .iter()
        .map(|t| thread(visit, topic, t, pictures, address))
        .collect_view();
    let earlier = page
        .earlier
        .then(|| view! { <p class="between"><a href=address.to_owned()>{words.text("replies-earlier")}</a></p> });
    let next = page
        .next
        .map(|id| view! { <p class="between"><a href=format!("{address}?reply={0}#r{0}", id.0)>{words.text("replies-next")}</a></p> });
    let none = if topic.visibility == Visibility::Private {
        "replies-none-private"
    } else {
        "replies-none"
    };
    // The only reply may be the answer, which stands on top.
    let heading = match (topic.replies, topic.answer_id) {
        (1, Some(_)) => words.text("replies-answer-alone").to_owned(),
        (replies, _) => words.count("topic-replies", replies),
    };
    let none = (topic.replies == 0 && !topic.is_out_of_sight()).then(|| view! { <p class="soft">{words.text(none)}</p> });
    view! {
        <section class="replies" aria-labelledby="replies">
            <header><h2 id="replies">{heading}</h2></header>
            {none}{earlier}{threads}{next}
        </section>
    }
}

fn thread(visit: &Visit, topic: &Topic, thread: &Thread, pictures: &Pictures, address: &str) -> impl IntoView + use<> {
    let nested = thread
        .nested
        .iter()
        .map(|r| post_view(visit, topic, r, pictures, address, None::<()>))
        .collect_view();
    let nested = (!thread.nested.is_empty()).then(|| view! { <div class="nested">{nested}</div> });
    if topic.answer_id == Some(thread.reply.id.0) {
        return shown_above(visit, &thread.reply, nested.map(IntoMarkup::markup)).markup();
    }
    post_view(visit, topic, &thread.reply, pictures, address, nested)
}

/// The answer that stands on top is not said twice; its place in the conversation stays.
fn shown_above(visit: &Visit, reply: &Reply, nested: Option<Markup>) -> impl IntoView + use<> {
    let key = if reply.role.is_staff() {
        "replies-answer"
    } else {
        "replies-accepted"
    };
    let text = visit.words.with(key, &[("when", visit.when.said(reply.created).into())]);
    view! {
        <p class="between" id=format!("r{}", reply.id.0)><a href="#answer">{text}</a></p>
        {nested}
    }
}

/// A reply that its author took back keeps its place, for those under it.
fn taken_back(visit: &Visit, reply: &Reply, nested: Option<Markup>) -> impl IntoView + use<> {
    view! {
        <article class="post" id=format!("r{}", reply.id.0)>
            <p class="gone">{visit.words.text(deeds::place(reply.visibility))}</p>
            {nested}
        </article>
    }
}

fn post_view(visit: &Visit, topic: &Topic, reply: &Reply, pictures: &Pictures, address: &str, nested: Option<impl IntoView>) -> Markup {
    let words = visit.words;
    let staff = reply.role.is_staff();
    let face = Face {
        name: &reply.author,
        number: reply.number,
        role: reply.role,
        picture: reply.picture_id,
    };
    let name = name_link(visit, face.name, face.number);
    let name = if staff {
        view! { <b class="brandmark">{glyph(&visit.brand().glyph)}{name}</b> }.markup()
    } else {
        view! { <b>{name}</b> }.markup()
    };
    let html = prose::current(&reply.html, reply.renderer, &reply.body).into_owned();
    let lang = (reply.lang != visit.lang()).then_some(reply.lang.as_str());
    let nested = nested.map(IntoView::into_view).map(IntoMarkup::markup);
    if reply.visibility == Visibility::Blanked || reply.body.is_empty() {
        return taken_back(visit, reply, nested).markup();
    }
    let who = (!reply.author.is_empty())
        .then(|| standing(visit, reply.role, reply.affiliation, reply.title.as_deref()))
        .filter(|who| !who.is_empty());
    let is_answer = topic.answer_id == Some(reply.id.0);
    view! {
        <article class="post" class:by-team=staff id=format!("r{}", reply.id.0)>
            {avatar(visit, &face, "")}
            <header>
                {name}
                {who.map(|who| view! { <span>{who}</span> })}
                {is_answer.then(|| view! { <span class="is-answer">{icon(&visit.installation, "check")}{words.text("accept-is")}</span> })}
                {permalink(visit, reply, address).markup()}
            </header>
            {shell::said_at(visit, &format!("r{}", reply.id.0))}
            {deeds::above_reply(visit, topic, reply)}
            <div class="prose" lang=lang inner_html=html></div>
            {gallery(visit, &pictures.of_reply(reply.id))}
            {deeds_of(visit, topic, reply, address).markup()}
            {nested}
        </article>
    }
    .markup()
}

/// When it was said, leading to the address of this reply alone.
fn permalink(visit: &Visit, reply: &Reply, address: &str) -> impl IntoView + use<> {
    let href = format!("{address}?reply={0}#r{0}", reply.id.0);
    view! {
        <a class="when" href=href>
            <time datetime=visit.when.machine(reply.created)>{visit.when.short(reply.created)}</time>
            <span class="unseen">" · "{visit.words.text("reply-link")}</span>
        </a>
    }
}

/// What one can do with a reply.
fn deeds_of(visit: &Visit, topic: &Topic, reply: &Reply, address: &str) -> impl IntoView + use<> {
    let words = visit.words;
    let name = plain_name(words, &reply.author);
    let link = |sign: &'static str, key: &'static str, query: &str| {
        let href = format!("{address}?to={}{query}#reply", reply.id.0);
        view! { <a class="plain" href=href>{icon(&visit.installation, sign)}{words.text(key)}<span class="unseen">" · "{name.clone()}</span></a> }
    };
    let open = show::may_reply(visit, topic);
    view! {
        <div class="deeds">
            {open.then(|| view! { {link("reply", "reply", "")}{link("quote", "quote", "&quote=true")} })}
            {thanking(visit, topic, reply)}
            {accepting(visit, topic, reply)}
            {deeds::of_reply(visit, topic, reply)}
        </div>
    }
}
