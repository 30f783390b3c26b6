//! What a visitor was about to do when they were asked to sign in. It waits in their session and takes effect once they are a member.

use crate::topics::propose;
use crate::visit::{Said, Visit};
use community::{language, replies, subscriptions, topics, votes};
use serde::{Deserialize, Serialize};
use tower_sessions::Expiry;
use types::notices::Hearing;
use types::replies::NewReply;
use types::topics::NewTopic;
use types::votes::Verb;
use types::{BrandId, Error, Instant};

const KEY: &str = "intention";
/// Most bytes of a text that waits in a visitor's session.
const BYTES: usize = 20_000;
/// For how long it waits, in seconds.
const WAIT: i64 = 3_600;

/// A vote, a text, not yet anybody's.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Intention {
    Vote { number: i64 },
    Follow { number: i64 },
    Reply { number: i64, reply: NewReply },
    Topic(NewTopic),
}

impl Intention {
    fn check(&self) -> Result<(), Error> {
        let (field, bytes) = match self {
            Self::Vote { .. } | Self::Follow { .. } => return Ok(()),
            Self::Reply { reply, .. } => ("reply", reply.reply.len()),
            Self::Topic(topic) => ("body", topic.title.len() + topic.body.len()),
        };
        if bytes > BYTES {
            return Err(Error::invalid(field, "kept-long"));
        }
        Ok(())
    }
}

/// Keeps an intention in this brand's space for an hour; the next one replaces it.
pub async fn keep(visit: &Visit, intention: Intention) -> Result<(), Error> {
    intention.check()?;
    visit.may_begin().await?;
    let _ = visit.session.insert(KEY, (visit.brand().id, intention, visit.now)).await;
    visit.session.set_expiry(Some(Expiry::OnInactivity(time::Duration::seconds(WAIT))));
    Ok(())
}

/// What waits here, left in place.
pub async fn waiting(visit: &Visit) -> Option<Intention> {
    let (brand, intention, since): (BrandId, Intention, Instant) = visit.session.get(KEY).await.ok().flatten()?;
    if visit.now.seconds_since(since) > WAIT {
        forget(visit).await;
        return None;
    }
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
            (*number, String::new(), Said::of("notice-voted"))
        }
        Intention::Follow { number } => {
            let topic = topics::find(db, &visit.viewer, *number).await?;
            subscriptions::set(db, member, topic, Hearing::All, visit.now).await?;
            (*number, String::new(), Said::of("notice-hearing-all"))
        }
        Intention::Reply { number, reply } => {
            let topic = topics::read(db, &visit.viewer, *number).await?;
            let lang = language::of("", &reply.reply, &visit.brand().languages, visit.lang());
            let id = replies::reply(db, member, topic.id, reply.clone(), lang, visit.now).await?;
            (*number, format!("?reply={0}#r{0}", id.0), Said::of("notice-replied"))
        }
        Intention::Topic(new) => {
            let lang = propose::written_in(visit, new);
            let number = topics::propose(db, member, new.clone(), lang, visit.now).await?;
            (number, String::new(), propose::said_of(visit, number).await)
        }
    };
    visit.say(said).await;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twenty_kilobytes_wait_and_no_more() {
        let of = |length: usize| {
            let body = "é".repeat(length / 2);
            let topic = NewTopic {
                body,
                ..NewTopic::default()
            };
            Intention::Topic(topic).check()
        };
        assert_eq!(of(BYTES), Ok(()));
        assert_eq!(of(BYTES + 2), Err(Error::invalid("body", "kept-long")));
    }

    #[test]
    fn what_was_kept_before_a_field_came_is_still_read() {
        let kept = r#"{"Topic":{"kind":"idea","board":"tents","title":"A title","body":"A body"}}"#;
        let kept: Option<Intention> = serde_json::from_str(kept).ok();
        assert!(matches!(kept, Some(Intention::Topic(topic)) if topic.title == "A title" && !topic.private));
    }
}
