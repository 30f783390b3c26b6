//! The public timeline of a topic: what happened, appended in the transaction of its cause. It names members by id and no text of theirs.

use crate::db::{Result, Tx};
use crate::who::Member;
use crate::{execute, fetch_one};
use serde_json::{Value, json};
use types::topics::{EventKind, Status};
use types::{BrandId, Instant, MemberId, ReplyId, TopicId};

/// A step that a topic takes.
#[derive(Clone, Debug)]
pub struct NewEvent {
    pub brand: BrandId,
    pub actor: MemberId,
    pub kind: EventKind,
    pub status: Option<Status>,
    /// The reply that this names as the brand's answer.
    pub reply: Option<ReplyId>,
    /// A JSON object of words: never a person's name.
    pub details: Value,
}

impl NewEvent {
    /// A step of this kind by this member, without anything else.
    pub fn new(kind: EventKind, actor: &Member) -> Self {
        Self {
            brand: actor.brand(),
            actor: actor.id,
            kind,
            status: None,
            reply: None,
            details: json!({}),
        }
    }
}

/// Appends a step, and marks the topic as changed; gives the step's id.
pub async fn record(tx: &mut Tx, topic: TopicId, event: NewEvent, now: Instant) -> Result<i64> {
    let sql = "INSERT INTO events (brand_id, topic_id, actor_id, kind, status, reply_id, details, created) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id";
    let (status, reply) = (event.status.map(Status::as_str), event.reply.map(|r| r.0));
    let details = event.details.to_string();
    let id = fetch_one!(
        tx,
        (i64,),
        sql,
        event.brand.0,
        topic.0,
        event.actor.0,
        event.kind.as_str(),
        status,
        reply,
        details,
        now.0
    )?;
    touch(tx, event.brand, topic, now).await?;
    Ok(id.0)
}

/// Marks a topic as changed: feeds and readers look again.
pub async fn touch(tx: &mut Tx, brand: BrandId, topic: TopicId, now: Instant) -> Result<()> {
    execute!(
        tx,
        "UPDATE topics SET changed = $3 WHERE brand_id = $1 AND id = $2",
        brand.0,
        topic.0,
        now.0
    )?;
    Ok(())
}
