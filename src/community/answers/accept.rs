//! A question is answered when its author, or the team, accepts a reply.

use super::record;
use crate::db::{Db, Result, Tx};
use crate::notices::{self, Cause};
use crate::topics::events::{self, NewEvent};
use crate::topics::{self, Taken};
use crate::who::Member;
use crate::{execute, fetch_optional, moderation};
use types::topics::{EventKind, Kind, Status};
use types::{Error, Instant, ReplyId, TopicId, policy};

/// Names a reply as the answer of its question; one that is it already stays so.
pub async fn accept(db: &Db, member: &Member, topic: TopicId, reply: ReplyId, now: Instant) -> Result<()> {
    db.write((member.clone(), topic, reply, now), |tx, (member, topic, reply, now)| {
        Box::pin(async move {
            let topic = question(tx, member, *topic, *now).await?;
            let sql = "SELECT id FROM replies WHERE brand_id = $1 AND topic_id = $2 AND id = $3 AND visibility = 'public' AND body <> ''";
            fetch_optional!(tx, (i64,), sql, member.brand().0, topic.id.0, reply.0)?.ok_or(Error::NotFound)?;
            if topic.answer_id != Some(reply.0) {
                record(tx, member, &topic, Some(Status::Answered), Some(*reply), false, *now).await?;
            }
            Ok(())
        })
    })
    .await
}

/// The question is open again; without an accepted reply nothing changes.
pub async fn withdraw(db: &Db, member: &Member, topic: TopicId, now: Instant) -> Result<()> {
    db.write((member.clone(), topic, now), |tx, (member, topic, now)| {
        Box::pin(async move {
            let topic = question(tx, member, *topic, *now).await?;
            if topic.status != Some(Status::Answered) {
                return Ok(());
            }
            let open = NewEvent {
                status: Some(Status::Open),
                details: super::before(&topic, false),
                ..NewEvent::new(EventKind::Status, member)
            };
            let event = events::record(tx, topic.id, open, *now).await?;
            let sql = "UPDATE topics SET status = 'open', answer_id = NULL, answered = NULL WHERE brand_id = $1 AND id = $2";
            execute!(tx, sql, member.brand().0, topic.id.0)?;
            notices::announce(tx, member.brand(), topic.id, Cause::Event(event), *now).await
        })
    })
    .await
}

/// The question, taken by whoever may say what answers it.
async fn question(tx: &mut Tx, member: &Member, topic: TopicId, now: Instant) -> Result<Taken> {
    moderation::may_write(tx, member, now).await?;
    let topic = topics::for_write(tx, member, topic).await?;
    let own = topic.author_id == member.id;
    if topic.kind != Kind::Question {
        Err(Error::NotFound.into())
    } else if policy::may_accept(own, member.role.is_team()) {
        Ok(topic)
    } else {
        Err(Error::Forbidden.into())
    }
}
