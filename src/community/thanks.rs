//! Thanks: what a reader gives to a reply that helped. Two verbs that may be said any number of times; nobody thanks themselves.

use crate::db::{Db, Result, Tx};
use crate::topics;
use crate::who::Member;
use crate::{execute, fetch_optional, moderation};
use types::{Error, Instant, ReplyId, TopicId};

/// Thanks for a reply; thanks that were given stay.
pub async fn give(db: &Db, member: &Member, topic: TopicId, reply: ReplyId, now: Instant) -> Result<()> {
    db.write((member.clone(), topic, reply, now), |tx, (member, topic, reply, now)| {
        Box::pin(async move {
            take(tx, member, *topic, *reply, *now).await?;
            let sql = "INSERT INTO thanks (brand_id, reply_id, member_id, created) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
            let added = execute!(tx, sql, member.brand().0, reply.0, member.id.0, now.0)?;
            count(tx, member, *reply, i64::from(added > 0)).await
        })
    })
    .await
}

/// Takes thanks back; without any nothing changes.
pub async fn withdraw(db: &Db, member: &Member, topic: TopicId, reply: ReplyId, now: Instant) -> Result<()> {
    db.write((member.clone(), topic, reply, now), |tx, (member, topic, reply, now)| {
        Box::pin(async move {
            take(tx, member, *topic, *reply, *now).await?;
            let sql = "DELETE FROM thanks WHERE brand_id = $1 AND reply_id = $2 AND member_id = $3";
            let gone = execute!(tx, sql, member.brand().0, reply.0, member.id.0)?;
            count(tx, member, *reply, -i64::from(gone > 0)).await
        })
    })
    .await
}

/// The topic's row stands for all that hangs on it.
async fn take(tx: &mut Tx, member: &Member, topic: TopicId, reply: ReplyId, now: Instant) -> Result<()> {
    moderation::may_write(tx, member, now).await?;
    let topic = topics::for_write(tx, member, topic).await?;
    let sql = "SELECT author_id FROM replies WHERE brand_id = $1 AND topic_id = $2 AND id = $3 AND visibility = 'public'";
    let author = fetch_optional!(tx, (i64,), sql, member.brand().0, topic.id.0, reply.0)?;
    match author.ok_or(Error::NotFound)? {
        (author,) if author == member.id.0 => Err(Error::Forbidden.into()),
        _ => Ok(()),
    }
}

async fn count(tx: &mut Tx, member: &Member, reply: ReplyId, step: i64) -> Result<()> {
    if step != 0 {
        let sql = "UPDATE replies SET thanks = thanks + $3 WHERE brand_id = $1 AND id = $2";
        execute!(tx, sql, member.brand().0, reply.0, step)?;
    }
    Ok(())
}
