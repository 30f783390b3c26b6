//! Edits: changing one's own text, reading what stood there before, taking it back.

pub mod delete;
pub mod edit;
pub mod history;

use crate::parts::topic_row::topic_href;
use crate::visit::Visit;
use community::Failure;
use community::revisions::{self, OwnReply};
use community::topics::{self, Topic};
use types::{Error, ReplyId};

/// A text of a topic's page: the topic itself, or one of its replies.
pub struct Text {
    pub topic: Topic,
    pub reply: Option<OwnReply>,
}

impl Text {
    /// One that the visitor may see.
    pub async fn of(visit: &Visit, number: i64, reply: Option<i64>) -> Result<Self, Failure> {
        let db = &visit.installation.db;
        let topic = topics::read(db, &visit.viewer, number).await?;
        let reply = match reply {
            Some(id) => Some(revisions::reply(db, &visit.viewer, &topic, ReplyId(id)).await?),
            None => None,
        };
        Ok(Self { topic, reply })
    }

    /// One that the visitor wrote, and has not taken back.
    pub async fn own(visit: &Visit, number: i64, reply: Option<i64>) -> Result<Self, Failure> {
        let text = Self::of(visit, number, reply).await?;
        let (author, empty) = match &text.reply {
            Some(reply) => (reply.author_id, reply.body.is_empty()),
            None => (text.topic.author_id, text.topic.title.is_empty()),
        };
        if !crate::moderation::is_me(visit, author) || empty {
            return Err(Error::NotFound.into());
        }
        Ok(text)
    }

    /// Its reply's id.
    pub fn reply_id(&self) -> Option<ReplyId> {
        self.reply.as_ref().map(|reply| reply.id)
    }

    /// Where it stands on the topic's page.
    pub fn place(&self, visit: &Visit) -> String {
        let address = topic_href(visit, self.topic.number, &self.topic.slug);
        self.reply_id()
            .map_or(address.clone(), |id| format!("{address}?reply={0}#r{0}", id.0))
    }

    /// "topic" or "reply", as the texts name it.
    pub const fn what(&self) -> &'static str {
        if self.reply.is_some() { "reply" } else { "topic" }
    }
}
