//! What a visitor was about to do when they were asked to sign in. It waits in their session and takes effect once they are a member.

use crate::topics::propose;
use crate::visit::Visit;
use community::{replies, subscriptions, topics, votes};
use serde::{Deserialize, Serialize};
use types::notices::Hearing;
use types::replies::NewReply;
use types::topics::NewTopic;
use types::votes::Verb;
use types::{BrandId, Error};

const KEY: &str = "intention";

/// A vote, a text, not yet anybody's.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Intention {
    Vote { number: i64 },
    Follow { number: i64 },
    Reply { number: i64, reply: NewReply },
    Topic(NewTopic),
}

/// Keeps an intention in this brand's space; the next one replaces it.
pub async fn keep(visit: &Visit, intention: Intention) -> Result<(), Error> {
    visit.may_begin().await?;
    let _ = visit.session.insert(KEY, (visit.brand().id, intention)).await;
    Ok(())
}

/// What waits here, left in place.
pub async fn waiting(visit: &Visit) -> Option<Intention> {
    let (brand, intention): (BrandId, Intention) = visit.session.get(KEY).await.ok().flatten()?;
    (brand == visit.brand().id).then_some(intention)
}

/// Does what waits, now that the person may; gives where to go from here. A text that is refused stays and is shown again in its form.
pub async fn fulfil(visit: &Visit) -> String {
    let Some(intention) = waiting(visit).await else {
        return visit.href("/topics");
    };
    match take_effect(visit, &intention).await {
        Ok(address) => {
            let _ = visit.session.remove_value(KEY).await;
            address
        }
        Err(error) => refused(visit, intention, &error).await,
    }
}

async fn take_effect(visit: &Visit, intention: &Intention) -> Result<String, Error> {
    let db = &visit.installation.db;
    let member = visit.viewer.member()?;
    let (number, anchor, said) = match intention {
        Intention::Vote { number } => {
            let topic = topics::find(db, &visit.viewer, *number).await?;
            votes::say(db, member, topic, Verb::Cast, visit.now).await?;
            (*number, String::new(), "notice-voted")
        }
        Intention::Follow { number } => {
            let topic = topics::find(db, &visit.viewer, *number).await?;
            subscriptions::set(db, member, topic, Hearing::All, visit.now).await?;
            (*number, String::new(), "notice-hearing-all")
        }
        Intention::Reply { number, reply } => {
            let topic = topics::read(db, &visit.viewer, *number).await?;
            let id = replies::reply(db, member, topic.id, reply.clone(), visit.lang(), visit.now).await?;
            (*number, format!("?reply={0}#r{0}", id.0), "notice-replied")
        }
        Intention::Topic(new) => {
            let number = topics::propose(db, member, new.clone(), visit.lang(), visit.now).await?;
            (number, String::new(), propose::said_of(visit, number).await)
        }
    };
    visit.say_next(said).await;
    Ok(visit.href(&format!("/t/{number}{anchor}")))
}

async fn refused(visit: &Visit, intention: Intention, error: &Error) -> String {
    tracing::info!(%error, "an intention was refused");
    visit.say_next("notice-kept-failed").await;
    match intention {
        Intention::Topic(_) => visit.href("/new"),
        Intention::Reply { number, .. } => visit.href(&format!("/t/{number}#reply")),
        Intention::Vote { number } | Intention::Follow { number } => {
            let _ = visit.session.remove_value(KEY).await;
            visit.href(&format!("/t/{number}"))
        }
    }
}

/// Drops what waits: it was done, or the person thought better of it.
pub async fn forget(visit: &Visit) {
    let _ = visit.session.remove_value(KEY).await;
}
