//! Moving replies to another topic of the brand: those under a reply travel with it.

use super::interventions::{self, Before, Moved, New, of_topic, still};
use super::taken::{self, TopicRow};
use crate::db::{Db, Result, Tx};
use crate::topics::events::{self, NewEvent};
use crate::who::Moderator;
use crate::{execute, fetch_all, fetch_one, fetch_optional, row};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use types::moderation::{Deed, MOVED_MOST};
use types::topics::{EventKind, Visibility};
use types::{Error, Instant, InterventionId, ReplyId, TopicId};

row! {
    /// A reply that may be moved.
    pub struct Movable {
        pub id: ReplyId,
        pub parent_id: Option<i64>,
        pub visibility: Visibility,
        pub author: String,
        pub body: String,
    }
}

/// Replies of a topic, each followed by those under it, to choose from: the first 300.
pub async fn movable(db: &Db, by: &Moderator, topic: TopicId) -> Result<Vec<Movable>> {
    let sql = "SELECT r.id, r.parent_id, r.visibility, m.name AS author, r.body FROM replies r \
        JOIN memberships m ON m.brand_id = r.brand_id AND m.id = r.author_id \
        WHERE r.brand_id = $1 AND r.topic_id = $2 ORDER BY COALESCE(r.parent_id, r.id), r.id LIMIT 300";
    Ok(fetch_all!(db.read().await?, Movable, sql, by.brand().0, topic.0)?)
}

/// Moves replies of one topic to the topic of a number.
pub async fn move_replies(db: &Db, by: &Moderator, from: TopicId, replies: &[ReplyId], to: i64, now: Instant) -> Result<InterventionId> {
    if replies.is_empty() {
        return Err(Error::invalid("replies", "move-replies-none").into());
    }
    if replies.len() > MOVED_MOST {
        return Err(Error::invalid("replies", "move-replies-many").into());
    }
    let chosen: BTreeSet<i64> = replies.iter().map(|r| r.0).collect();
    db.write((by.clone(), from, chosen, to, now), |tx, (by, from, chosen, to, now)| {
        Box::pin(async move {
            still(tx, by).await?;
            let sql = "SELECT id FROM topics WHERE brand_id = $1 AND number = $2 AND visibility <> 'blanked'";
            let found = fetch_optional!(tx, (i64,), sql, by.brand().0, *to)?;
            let (to,) = found.ok_or_else(|| Error::invalid("number", "move-number-missing"))?;
            if to == from.0 {
                return Err(Error::invalid("number", "move-number-same").into());
            }
            let (from, to) = both(tx, by, *from, TopicId(to)).await?;
            let moved = travellers(tx, &from, chosen, by).await?;
            let count = carry(tx, by, &moved, &from, &to, |m| m.under).await?;
            let told = |name: &str, number: i64| json!({ "count": count, name: number.to_string() });
            let left = step(tx, by, from.id, told("to", to.number), *now).await?;
            let came = step(tx, by, to.id, told("from", from.number), *now).await?;
            let mut details = of_topic(from.number);
            details["to"] = json!(to.number.to_string());
            details["count"] = json!(moved.len());
            let new = New {
                deed: Deed::MoveReplies,
                topic: Some(to.id),
                reply: None,
                revision: None,
                attachment: None,
                subject: None,
                reason: "",
                before: Before::Replies {
                    from: from.id,
                    moved,
                    events: vec![left, came],
                },
                kind: "replies-moved",
                details,
            };
            interventions::record(tx, by, new, *now).await
        })
    })
    .await
}

/// Takes both topics, the lower id first, so that two moves in opposite directions do not wait for each other.
pub(super) async fn both(tx: &mut Tx, by: &Moderator, from: TopicId, to: TopicId) -> Result<(TopicRow, TopicRow)> {
    let low = taken::topic(tx, by, from.min(to)).await?;
    let high = taken::topic(tx, by, from.max(to)).await?;
    Ok(if low.id == from { (low, high) } else { (high, low) })
}

/// The chosen replies and those under them, each with what it stands under before and after.
async fn travellers(tx: &mut Tx, from: &TopicRow, chosen: &BTreeSet<i64>, by: &Moderator) -> Result<Vec<Moved>> {
    let sql = "SELECT id, parent_id FROM replies WHERE brand_id = $1 AND topic_id = $2 ORDER BY id";
    let all: BTreeMap<i64, Option<i64>> = fetch_all!(tx, (i64, Option<i64>), sql, by.brand().0, from.id.0)?
        .into_iter()
        .collect();
    if chosen.iter().any(|id| !all.contains_key(id)) {
        return Err(Error::NotFound.into());
    }
    let travels = |id: i64, parent: Option<i64>| chosen.contains(&id) || parent.is_some_and(|p| chosen.contains(&p));
    let moved: Vec<Moved> = all
        .iter()
        .filter(|(id, parent)| travels(**id, **parent))
        .map(|(id, parent)| Moved {
            reply: ReplyId(*id),
            parent: parent.map(ReplyId),
            under: parent.filter(|p| chosen.contains(p)).map(ReplyId),
        })
        .collect();
    let sql = "SELECT reply_id FROM events WHERE brand_id = $1 AND topic_id = $2 AND reply_id IS NOT NULL AND undone IS NULL";
    let named: BTreeSet<i64> = fetch_all!(tx, (i64,), sql, by.brand().0, from.id.0)?
        .into_iter()
        .map(|r| r.0)
        .collect();
    let is_answer = |id: i64| named.contains(&id) || from.answer_id == Some(id);
    if moved.iter().any(|m| is_answer(m.reply.0)) {
        return Err(Error::invalid("replies", "move-replies-answer").into());
    }
    Ok(moved)
}

/// Carries replies and what hangs on them from one topic to another, and the counters with them; gives how many of them everybody reads.
pub(super) async fn carry(
    tx: &mut Tx,
    by: &Moderator,
    moved: &[Moved],
    from: &TopicRow,
    to: &TopicRow,
    under: impl Fn(&Moved) -> Option<ReplyId>,
) -> Result<i64> {
    let brand = by.brand().0;
    let mut public = 0;
    for m in moved {
        let sql = "UPDATE replies SET topic_id = $4, parent_id = $5 WHERE brand_id = $1 AND id = $2 AND topic_id = $3";
        if execute!(tx, sql, brand, m.reply.0, from.id.0, to.id.0, under(m).map(|u| u.0))? == 0 {
            return Err(Error::Conflict.into());
        }
        for table in ["attachments", "revisions", "reports", "notices"] {
            let sql = format!("UPDATE {table} SET topic_id = $3 WHERE brand_id = $1 AND reply_id = $2");
            execute!(tx, &sql, brand, m.reply.0, to.id.0)?;
        }
        let sql = "SELECT visibility FROM replies WHERE brand_id = $1 AND id = $2";
        let (visibility,) = fetch_one!(tx, (String,), sql, brand, m.reply.0)?;
        public += i64::from(visibility == Visibility::Public.as_str());
    }
    for (topic, change) in [(from.id, -public), (to.id, public)] {
        let sql = "UPDATE topics SET replies = replies + $3 WHERE brand_id = $1 AND id = $2";
        execute!(tx, sql, brand, topic.0, change)?;
    }
    Ok(public)
}

async fn step(tx: &mut Tx, by: &Moderator, topic: TopicId, details: Value, now: Instant) -> Result<i64> {
    let event = NewEvent {
        details,
        ..NewEvent::new(EventKind::RepliesMoved, by)
    };
    events::record(tx, topic, event, now).await
}
