//! Thanks for a reply: a button under it, and how many gave some.

use crate::errors::Answer;
use crate::markup::{IntoMarkup, Markup};
use crate::parts::topic_row::topic_href;
use crate::parts::{icon, plain_name};
use crate::visit::Visit;
use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use community::replies::Reply;
use community::thanks;
use community::topics::{self, Topic};
use leptos::prelude::*;
use serde::Deserialize;
use types::votes::Verb;
use types::{Error, ReplyId};

/// What the button sends.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Thanks {
    pub reply: String,
    pub verb: String,
}

/// `POST /t/{number}/thanks`: gives or takes back, and returns to the reply.
pub async fn post(visit: Visit, Path((_, number)): Path<(String, i64)>, Form(sent): Form<Thanks>) -> Answer {
    let db = &visit.installation.db;
    let topic = topics::read(db, &visit.viewer, number).await?;
    let reply = sent.reply.parse().map(ReplyId).map_err(|_| Error::NotFound)?;
    let member = visit.viewer.member()?;
    match Verb::parse(&sent.verb).ok_or(Error::NotFound)? {
        Verb::Cast => thanks::give(db, member, topic.id, reply, visit.now).await?,
        Verb::Withdraw => thanks::withdraw(db, member, topic.id, reply, visit.now).await?,
    }
    let address = topic_href(&visit, number, &topic.slug);
    Ok(Redirect::to(&format!("{address}?reply={0}#r{0}", reply.0)).into_response())
}

/// The button for members, the number for everybody. Nobody thanks themselves.
pub fn thanking(visit: &Visit, topic: &Topic, reply: &Reply) -> Option<Markup> {
    let words = visit.words;
    let count = (reply.thanks > 0).then(|| words.count("thanks-count", reply.thanks));
    let member = visit
        .viewer
        .as_member()
        .filter(|m| m.id != reply.author_id && !visit.is_suspended());
    if member.is_none() || reply.author.is_empty() {
        let sign = icon(&visit.installation, "thanks");
        return count.map(|text| view! { <span class="thanks">{sign}{text}</span> }.markup());
    }
    let (verb, text) = match reply.thanked {
        true => (Verb::Withdraw, "thanks-withdraw"),
        false => (Verb::Cast, "thanks-give"),
    };
    let number = (reply.thanks > 0).then(|| view! { <span class="sum">{words.number(reply.thanks)}</span> });
    Some(
        view! {
            <form method="post" action=visit.href(&format!("/t/{}/thanks", topic.number))>
                <input type="hidden" name="reply" value=reply.id.0/>
                <input type="hidden" name="verb" value=verb.as_str()/>
                <button class="plain" aria-pressed=reply.thanked.to_string()>
                    {icon(&visit.installation, "thanks")}{words.text(text)}{number}<span class="unseen">" · "{plain_name(words, &reply.author)}</span>
                </button>
            </form>
        }
        .markup(),
    )
}
