//! Rows that a moderator's write has taken.

use crate::db::{Result, Tx};
use crate::who::Moderator;
use crate::{execute, fetch_optional, row};
use types::boards::Level;
use types::topics::{Kind, Status, Visibility};
use types::{BoardId, BrandId, Error, Instant, MemberId, ReplyId, TopicId};

row! {
    /// A topic, whatever its visibility; a private one only for the team.
    pub struct TopicRow {
        pub id: TopicId,
        pub number: i64,
        pub board_id: BoardId,
        pub author_id: MemberId,
        pub kind: Kind,
        pub visibility: Visibility,
        pub hidden_reason: Option<String>,
        pub title: String,
        pub heat: f64,
        pub answer_id: Option<i64>,
        pub locked: Option<i64>,
        pub pinned: Option<i64>,
        pub created: Instant,
    }

    /// A reply, whatever its visibility.
    pub struct ReplyRow {
        pub id: ReplyId,
        pub author_id: MemberId,
        pub visibility: Visibility,
        pub hidden_reason: Option<String>,
        pub body: String,
    }
}

/// Takes a topic of the moderator's brand.
pub async fn topic(tx: &mut Tx, by: &Moderator, topic: TopicId) -> Result<TopicRow> {
    let sql = format!(
        "SELECT id, number, board_id, author_id, kind, visibility, hidden_reason, title, heat, answer_id, locked, pinned, created \
         FROM topics WHERE brand_id = $1 AND id = $2{}",
        tx.for_update()
    );
    let found = fetch_optional!(tx, TopicRow, &sql, by.brand().0, topic.0)?.ok_or(Error::NotFound)?;
    if found.visibility == Visibility::Private && by.rank() < Level::Team.reach(true) {
        return Err(Error::NotFound.into());
    }
    Ok(found)
}

/// Takes a reply and first the topic that it stands in.
pub async fn reply(tx: &mut Tx, by: &Moderator, id: ReplyId) -> Result<(TopicRow, ReplyRow)> {
    let sql = "SELECT topic_id FROM replies WHERE brand_id = $1 AND id = $2";
    let (of,) = fetch_optional!(tx, (i64,), sql, by.brand().0, id.0)?.ok_or(Error::NotFound)?;
    let of = topic(tx, by, TopicId(of)).await?;
    let sql = "SELECT id, author_id, visibility, hidden_reason, body FROM replies WHERE brand_id = $1 AND id = $2 AND topic_id = $3";
    let found = fetch_optional!(tx, ReplyRow, sql, by.brand().0, id.0, of.id.0)?;
    // It was moved between the two statements.
    Ok((of, found.ok_or(Error::Conflict)?))
}

/// Puts the newest official answer that everybody may read on top of a topic whose row is taken; none, if there is none. What was named
/// before its question was opened again is none any more. A question without an answer is open again: gives the status that it had then.
pub async fn settle_answer(tx: &mut Tx, brand: BrandId, topic: TopicId) -> Result<Option<Status>> {
    let sql = "SELECT e.reply_id, e.created FROM events e JOIN replies r ON r.brand_id = e.brand_id AND r.id = e.reply_id \
        WHERE e.brand_id = $1 AND e.topic_id = $2 AND e.undone IS NULL AND r.topic_id = $2 AND r.visibility = 'public' \
        AND e.id > COALESCE((SELECT MAX(o.id) FROM events o WHERE o.brand_id = $1 AND o.topic_id = $2 AND o.status = 'open' AND o.undone IS NULL), 0) \
        ORDER BY e.created DESC, e.id DESC LIMIT 1";
    let newest = fetch_optional!(tx, (i64, i64), sql, brand.0, topic.0)?;
    let (answer, answered) = newest.unzip();
    execute!(
        tx,
        "UPDATE topics SET answer_id = $3, answered = $4 WHERE brand_id = $1 AND id = $2",
        brand.0,
        topic.0,
        answer,
        answered
    )?;
    if answer.is_some() {
        return Ok(None);
    }
    let sql = "UPDATE topics SET status = 'open' WHERE brand_id = $1 AND id = $2 AND kind = 'question' AND status = 'answered'";
    let opened = execute!(tx, sql, brand.0, topic.0)?;
    Ok((opened > 0).then_some(Status::Answered))
}

/// The answer on top of a topic whose row is taken is one that everybody may read; else the one before takes its place.
pub async fn check_answer(tx: &mut Tx, brand: BrandId, topic: TopicId) -> Result<()> {
    let sql = "SELECT r.visibility FROM topics t JOIN replies r ON r.brand_id = t.brand_id AND r.id = t.answer_id WHERE t.brand_id = $1 AND t.id = $2";
    let stands = fetch_optional!(tx, (String,), sql, brand.0, topic.0)?;
    if stands.is_some_and(|(visibility,)| visibility != Visibility::Public.as_str()) {
        settle_answer(tx, brand, topic).await?;
    }
    Ok(())
}
