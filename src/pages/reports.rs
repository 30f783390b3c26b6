//! `/t/{number}/report` and the same of a reply: telling the moderators.

use crate::errors::Answer;
use crate::markup::IntoMarkup;
use crate::moderation::{Crumb, page_on};
use crate::parts::field::{Field, Wrongs, problem};
use crate::parts::plain_name;
use crate::parts::topic_row::topic_href;
use crate::visit::{Said, Visit};
use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use community::moderation::reports;
use community::revisions::{self, OwnReply};
use community::topics::{self, Topic};
use community::{Failure, prose};
use leptos::prelude::*;
use types::moderation::{NewReport, ReportReason};
use types::{Error, ReplyId, Wrong};

/// `GET /t/{number}/report`
pub async fn get(visit: Visit, Path((_, number)): Path<(String, i64)>) -> Answer {
    let (topic, reply) = found(&visit, number, None).await?;
    visit.may_write()?;
    show(&visit, &topic, reply.as_ref(), &NewReport::default(), &Wrongs::default())
}

/// `POST /t/{number}/report`
pub async fn post(visit: Visit, Path((_, number)): Path<(String, i64)>, Form(new): Form<NewReport>) -> Answer {
    send(&visit, number, None, &new).await
}

/// `GET /t/{number}/replies/{id}/report`
pub async fn reply_get(visit: Visit, Path((_, number, id)): Path<(String, i64, i64)>) -> Answer {
    let (topic, reply) = found(&visit, number, Some(id)).await?;
    visit.may_write()?;
    show(&visit, &topic, reply.as_ref(), &NewReport::default(), &Wrongs::default())
}

/// `POST /t/{number}/replies/{id}/report`
pub async fn reply_post(visit: Visit, Path((_, number, id)): Path<(String, i64, i64)>, Form(new): Form<NewReport>) -> Answer {
    send(&visit, number, Some(id), &new).await
}

async fn found(visit: &Visit, number: i64, reply: Option<i64>) -> Result<(Topic, Option<OwnReply>), Failure> {
    let db = &visit.installation.db;
    let topic = topics::read(db, &visit.viewer, number).await?;
    let reply = match reply {
        Some(id) => Some(revisions::reply(db, &visit.viewer, &topic, ReplyId(id)).await?),
        None => None,
    };
    Ok((topic, reply))
}

async fn send(visit: &Visit, number: i64, reply: Option<i64>, new: &NewReport) -> Answer {
    let (topic, reply) = found(visit, number, reply).await?;
    let member = visit.viewer.member()?;
    let id = reply.as_ref().map(|r| r.id);
    match reports::report(&visit.installation.db, member, topic.id, id, new, visit.now).await {
        Ok(()) => {
            let beside = id.map(|id| format!("r{}", id.0)).unwrap_or_default();
            visit.say(Said::of("notice-reported").beside(beside)).await;
            Ok(Redirect::to(&place(visit, &topic, id)).into_response())
        }
        Err(failure) => {
            let wrongs = match failure.into() {
                Error::TooMany { seconds } => Wrongs::from(vec![Wrong::new("reason", "report-enough").after(seconds)]),
                other => Wrongs::beside(other, "text")?,
            };
            show(visit, &topic, reply.as_ref(), new, &wrongs)
        }
    }
}

fn place(visit: &Visit, topic: &Topic, reply: Option<ReplyId>) -> String {
    let address = topic_href(visit, topic.number, &topic.slug);
    reply.map_or(address.clone(), |id| format!("{address}?reply={0}#r{0}", id.0))
}

fn show(visit: &Visit, topic: &Topic, reply: Option<&OwnReply>, new: &NewReport, wrongs: &Wrongs) -> Answer {
    let words = visit.words;
    let (text, author, lang) = match reply {
        Some(reply) => (prose::render(&reply.body).gist, &reply.author, reply.lang),
        None => (topic.title.clone(), &topic.author, topic.lang),
    };
    let lang = (lang != visit.lang()).then_some(lang.as_str());
    let (name, key) = ("text", "report-text");
    let body = view! {
        <section>
            <blockquote class="quoted" lang=lang><p>{text}</p><footer>{plain_name(words, author)}</footer></blockquote>
            <form action=visit.here.clone() method="post" novalidate>
                {reasons(visit, &new.reason, wrongs)}
                {Field { name, key, wrongs }.area(visit, 3, &new.text)}
                <div class="form-end">
                    <button class="button primary">{words.text("report-send")}</button>
                    <a href=place(visit, topic, reply.map(|r| r.id))>{words.text("act-not")}</a>
                </div>
            </form>
        </section>
    };
    let about = words.text("report-about").to_owned();
    let crumb = Crumb::of(visit, topic, place(visit, topic, reply.map(|r| r.id)));
    page_on(visit, crumb, words.text("report-title").to_owned(), Some(about), wrongs, || {
        body.markup()
    })
}

fn reasons(visit: &Visit, chosen: &str, wrongs: &Wrongs) -> impl IntoView + use<> {
    let words = visit.words;
    let error = wrongs.at(words, "reason");
    let wrong = error.is_some();
    let choices = ReportReason::ALL.iter().enumerate().map(|(i, reason)| {
        let id = if i == 0 { "reason".to_owned() } else { format!("reason-{reason}") };
        let text = words.text(&format!("report-{reason}")).to_owned();
        view! { <label><input type="radio" name="reason" id=id value=reason.as_str() checked=chosen == reason.as_str()/><b>{text}</b></label> }
    });
    view! {
        <fieldset class="field" class:wrong=wrong>
            <legend>{words.text("report-reason-label")}</legend>
            {error.map(|text| problem(visit, "reason", text))}
            <div class="choice">{choices.collect_view()}</div>
        </fieldset>
    }
}
