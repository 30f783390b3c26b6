//! Taking one's own text back. What others lean on keeps its place, blank.

use crate::db::{Conn, Db, Reader, Result, Tx};
use crate::erasure::{BLANK_REPLY, BLANK_TOPIC};
use crate::moderation::settle_answer;
use crate::topics::{self, Taken, events};
use crate::who::Member;
use crate::{execute, fetch_one, fetch_optional};
use types::{Error, Instant, ReplyId, TopicId};

/// What deleting a text does to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is gone.
    Gone,
    /// Its place stays, blank.
    Blank,
}

/// Something with a connection.
trait Asks {
    fn conn(&mut self) -> Conn<'_>;
}

impl Asks for Tx {
    fn conn(&mut self) -> Conn<'_> {
        Self::conn(self)
    }
}

impl Asks for Reader {
    fn conn(&mut self) -> Conn<'_> {
        Self::conn(self)
    }
}

/// What would become of a topic of the member's.
pub async fn fate_of_topic(db: &Db, member: &Member, topic: TopicId) -> Result<Fate> {
    fate(&mut db.read().await?, member, topic).await
}

/// What would become of a reply of the member's.
pub async fn fate_of_reply(db: &Db, member: &Member, reply: ReplyId) -> Result<Fate> {
    reply_fate(&mut db.read().await?, member, reply).await
}

/// A topic goes while nobody else has replied or voted, and no moderator has had to do with it.
async fn fate(asks: &mut (impl Asks + Send), member: &Member, topic: TopicId) -> Result<Fate> {
    let sql = "SELECT (SELECT COUNT(*) FROM replies WHERE brand_id = $1 AND topic_id = $2 AND author_id <> $3) \
        + (SELECT COUNT(*) FROM votes WHERE brand_id = $1 AND topic_id = $2 AND member_id <> $3) \
        + (SELECT COUNT(*) FROM reports WHERE brand_id = $1 AND topic_id = $2) \
        + (SELECT COUNT(*) FROM interventions i WHERE i.brand_id = $1 AND (i.topic_id = $2 OR i.reply_id IN \
            (SELECT r.id FROM replies r WHERE r.brand_id = $1 AND r.topic_id = $2)))";
    let (leaning,) = fetch_one!(asks, (i64,), sql, member.brand().0, topic.0, member.id.0)?;
    Ok(if leaning == 0 { Fate::Gone } else { Fate::Blank })
}

/// A reply goes while nothing hangs on it: no reply, no step of the timeline, and no moderator has had to do with it.
async fn reply_fate(asks: &mut (impl Asks + Send), member: &Member, reply: ReplyId) -> Result<Fate> {
    let sql = "SELECT (SELECT COUNT(*) FROM replies WHERE brand_id = $1 AND parent_id = $2) \
        + (SELECT COUNT(*) FROM events WHERE brand_id = $1 AND reply_id = $2) \
        + (SELECT COUNT(*) FROM reports WHERE brand_id = $1 AND reply_id = $2) \
        + (SELECT COUNT(*) FROM interventions WHERE brand_id = $1 AND reply_id = $2)";
    let (leaning,) = fetch_one!(asks, (i64,), sql, member.brand().0, reply.0)?;
    Ok(if leaning == 0 { Fate::Gone } else { Fate::Blank })
}

/// Deletes a topic of one's own; its number is not given again.
pub async fn delete_topic(db: &Db, member: &Member, topic: TopicId, now: Instant) -> Result<Fate> {
    db.write((member.clone(), topic, now), |tx, (member, topic, now)| {
        Box::pin(async move {
            topics::take_author(tx, member).await?;
            let topic = topics::for_write(tx, member, *topic).await?;
            let sql = "SELECT number FROM topics WHERE brand_id = $1 AND id = $2 AND author_id = $3 AND title <> ''";
            let (brand, me) = (member.brand(), member.id.0);
            let (number,) = fetch_optional!(tx, (i64,), sql, brand.0, topic.id.0, me)?.ok_or(Error::NotFound)?;
            execute!(
                tx,
                "DELETE FROM drafts WHERE brand_id = $1 AND member_id = $2 AND place = $3",
                brand.0,
                me,
                format!("t/{number}")
            )?;
            let fate = fate(tx, member, topic.id).await?;
            match fate {
                Fate::Gone => drop_topic(tx, member, topic.id).await?,
                Fate::Blank => {
                    for table in ["details", "revisions", "attachments"] {
                        let own = if table == "details" { "" } else { " AND reply_id IS NULL" };
                        let sql = format!("DELETE FROM {table} WHERE brand_id = $1 AND topic_id = $2{own}");
                        execute!(tx, &sql, brand.0, topic.id.0)?;
                    }
                    let sql = format!("UPDATE topics SET {BLANK_TOPIC} WHERE brand_id = $1 AND id = $2");
                    execute!(tx, &sql, brand.0, topic.id.0)?;
                    events::touch(tx, brand, topic.id, *now).await?;
                }
            }
            Ok(fate)
        })
    })
    .await
}

/// Deletes a topic with all that hangs on it; every row of it is its author's.
async fn drop_topic(tx: &mut Tx, member: &Member, topic: TopicId) -> Result<()> {
    for sql in [
        "DELETE FROM notices WHERE brand_id = $1 AND topic_id = $2",
        "DELETE FROM subscriptions WHERE brand_id = $1 AND topic_id = $2",
        "DELETE FROM thanks WHERE brand_id = $1 AND reply_id IN (SELECT r.id FROM replies r WHERE r.brand_id = $1 AND r.topic_id = $2)",
        "DELETE FROM topic_tags WHERE brand_id = $1 AND topic_id = $2",
        "DELETE FROM revisions WHERE brand_id = $1 AND topic_id = $2",
        "DELETE FROM attachments WHERE brand_id = $1 AND topic_id = $2",
        "DELETE FROM details WHERE brand_id = $1 AND topic_id = $2",
        "DELETE FROM votes WHERE brand_id = $1 AND topic_id = $2",
        "DELETE FROM events WHERE brand_id = $1 AND topic_id = $2",
        "UPDATE topics SET answer_id = NULL WHERE brand_id = $1 AND id = $2",
        "UPDATE replies SET parent_id = NULL WHERE brand_id = $1 AND topic_id = $2",
        "DELETE FROM replies WHERE brand_id = $1 AND topic_id = $2",
        "DELETE FROM topics WHERE brand_id = $1 AND id = $2",
    ] {
        execute!(tx, sql, member.brand().0, topic.0)?;
    }
    Ok(())
}

/// Deletes a reply of one's own. What was said in the brand's name is the brand's, and stays.
pub async fn delete_reply(db: &Db, member: &Member, topic: TopicId, reply: ReplyId, now: Instant) -> Result<Fate> {
    db.write((member.clone(), topic, reply, now), |tx, (member, topic, reply, now)| {
        Box::pin(async move {
            topics::take_author(tx, member).await?;
            let topic = topics::for_write(tx, member, *topic).await?;
            let (brand, me) = (member.brand(), member.id.0);
            let sql = "SELECT visibility FROM replies WHERE brand_id = $1 AND topic_id = $2 AND id = $3 AND author_id = $4 AND body <> ''";
            let (visibility,) = fetch_optional!(tx, (String,), sql, brand.0, topic.id.0, reply.0, me)?.ok_or(Error::NotFound)?;
            if member.role.is_staff() && speaks_for_the_brand(tx, member, &topic, *reply).await? {
                return Err(Error::invalid("reply", "delete-answer").into());
            }
            let fate = reply_fate(tx, member, *reply).await?;
            match fate {
                Fate::Gone => drop_reply(tx, member, *reply).await?,
                Fate::Blank => blank_reply(tx, member, *reply).await?,
            }
            let public = i64::from(visibility == "public");
            let sql = "UPDATE topics SET replies = replies - $3 WHERE brand_id = $1 AND id = $2";
            execute!(tx, sql, brand.0, topic.id.0, public)?;
            if is_answer(tx, member, &topic, *reply).await? {
                let opened = settle_answer(tx, brand, topic.id).await?.is_some();
                if opened {
                    let sql = "UPDATE events SET undone = $4 WHERE brand_id = $1 AND topic_id = $2 AND reply_id = $3 AND status = 'answered' AND undone IS NULL";
                    execute!(tx, sql, brand.0, topic.id.0, reply.0, now.0)?;
                }
            }
            events::touch(tx, brand, topic.id, *now).await?;
            Ok(fate)
        })
    })
    .await
}

async fn speaks_for_the_brand(tx: &mut Tx, member: &Member, topic: &Taken, reply: ReplyId) -> Result<bool> {
    let sql = "SELECT COUNT(*) FROM events WHERE brand_id = $1 AND topic_id = $2 AND reply_id = $3 AND actor_id = $4 AND undone IS NULL";
    Ok(fetch_one!(tx, (i64,), sql, member.brand().0, topic.id.0, reply.0, member.id.0)?.0 > 0)
}

async fn is_answer(tx: &mut Tx, member: &Member, topic: &Taken, reply: ReplyId) -> Result<bool> {
    let sql = "SELECT COUNT(*) FROM topics WHERE brand_id = $1 AND id = $2 AND answer_id = $3";
    Ok(fetch_one!(tx, (i64,), sql, member.brand().0, topic.id.0, reply.0)?.0 > 0)
}

/// Deletes a reply that nothing leans on, with what hangs on it.
pub async fn drop_reply(tx: &mut Tx, member: &Member, reply: ReplyId) -> Result<()> {
    for table in ["notices", "thanks", "revisions", "attachments"] {
        let sql = format!("DELETE FROM {table} WHERE brand_id = $1 AND reply_id = $2");
        execute!(tx, &sql, member.brand().0, reply.0)?;
    }
    let sql = "DELETE FROM replies WHERE brand_id = $1 AND id = $2";
    execute!(tx, sql, member.brand().0, reply.0)?;
    Ok(())
}

async fn blank_reply(tx: &mut Tx, member: &Member, reply: ReplyId) -> Result<()> {
    for table in ["revisions", "attachments"] {
        let sql = format!("DELETE FROM {table} WHERE brand_id = $1 AND reply_id = $2");
        execute!(tx, &sql, member.brand().0, reply.0)?;
    }
    let sql = format!("UPDATE replies SET {BLANK_REPLY} WHERE brand_id = $1 AND id = $2");
    execute!(tx, &sql, member.brand().0, reply.0)?;
    Ok(())
}
