//! What a moderator does to a whole topic: lock, pin, move to another board.

use super::interventions::{self, Before, New, of_topic, still};
use super::taken::{self, TopicRow};
use crate::db::{Db, Result, Tx};
use crate::execute;
use crate::notices::{self, Cause};
use crate::topics::events::{self, NewEvent};
use crate::topics::sorting;
use crate::who::Moderator;
use serde_json::json;
use types::moderation::Deed;
use types::topics::{EventKind, Visibility};
use types::{Error, Instant, InterventionId, TopicId};

/// Ends voting and replying.
pub async fn lock(db: &Db, by: &Moderator, topic: TopicId, now: Instant) -> Result<InterventionId> {
    mark(db, by, topic, Deed::Lock, now).await
}

/// Opens it again.
pub async fn unlock(db: &Db, by: &Moderator, topic: TopicId, now: Instant) -> Result<InterventionId> {
    mark(db, by, topic, Deed::Unlock, now).await
}

/// Has a topic stand before the others.
pub async fn pin(db: &Db, by: &Moderator, topic: TopicId, now: Instant) -> Result<InterventionId> {
    mark(db, by, topic, Deed::Pin, now).await
}

/// Has it stand in its place again.
pub async fn unpin(db: &Db, by: &Moderator, topic: TopicId, now: Instant) -> Result<InterventionId> {
    mark(db, by, topic, Deed::Unpin, now).await
}

async fn mark(db: &Db, by: &Moderator, topic: TopicId, deed: Deed, now: Instant) -> Result<InterventionId> {
    db.write((by.clone(), topic, deed, now), |tx, (by, topic, deed, now)| {
        Box::pin(async move {
            still(tx, by).await?;
            let topic = standing(tx, by, *topic).await?;
            let (kind, event, at) = match deed {
                Deed::Lock => ("topic-locked", Some(EventKind::Locked), topic.locked),
                Deed::Unlock => ("topic-unlocked", Some(EventKind::Unlocked), topic.locked),
                Deed::Pin => ("topic-pinned", None, topic.pinned),
                _ => ("topic-unpinned", None, topic.pinned),
            };
            let sets = matches!(deed, Deed::Lock | Deed::Pin);
            if at.is_some() == sets {
                return Err(Error::Conflict.into());
            }
            set_mark(tx, by, &topic, *deed, sets.then_some(now.0)).await?;
            let event = match event {
                Some(kind) => Some(events::record(tx, topic.id, NewEvent::new(kind, by), *now).await?),
                None => None,
            };
            let new = New {
                kind,
                ..on(&topic, *deed, Before::Mark { at, event })
            };
            interventions::record(tx, by, new, *now).await
        })
    })
    .await
}

/// Writes when a topic was locked or pinned.
pub(super) async fn set_mark(tx: &mut Tx, by: &Moderator, topic: &TopicRow, deed: Deed, at: Option<i64>) -> Result<()> {
    let sql = if matches!(deed, Deed::Lock | Deed::Unlock) {
        "UPDATE topics SET locked = $3 WHERE brand_id = $1 AND id = $2"
    } else {
        "UPDATE topics SET pinned = $3 WHERE brand_id = $1 AND id = $2"
    };
    execute!(tx, sql, by.brand().0, topic.id.0, at)?;
    Ok(())
}

/// Moves a topic to the board of a slug, which has to take its kind. Votes, replies, followers and number stay.
pub async fn move_to(db: &Db, by: &Moderator, topic: TopicId, board: &str, now: Instant) -> Result<InterventionId> {
    let args = (by.clone(), topic, board.to_owned(), now);
    db.write(args, |tx, (by, topic, board, now)| {
        Box::pin(async move {
            still(tx, by).await?;
            let topic = standing(tx, by, *topic).await?;
            let to = sorting::shelf_for(tx, by.brand(), board, topic.kind).await?;
            if to.id == topic.board_id {
                return Err(Error::invalid("board", "move-same").into());
            }
            sorting::author_stays(tx, by.brand(), topic.author_id, &to).await?;
            sorting::set_board(tx, by.brand(), topic.id, to.id).await?;
            let moved = NewEvent {
                details: to.details(),
                ..NewEvent::new(EventKind::Board, by)
            };
            let event = events::record(tx, topic.id, moved, *now).await?;
            notices::announce(tx, by.brand(), topic.id, Cause::Event(event), *now).await?;
            let mut details = of_topic(topic.number);
            details["board"] = json!(to.name);
            let before = Before::Board {
                board: topic.board_id,
                to: to.id,
                event,
                name: to.name,
            };
            let new = New {
                kind: "topic-moved",
                details,
                ..on(&topic, Deed::Move, before)
            };
            interventions::record(tx, by, new, *now).await
        })
    })
    .await
}

/// Takes a topic that was not taken back by its author.
async fn standing(tx: &mut Tx, by: &Moderator, topic: TopicId) -> Result<TopicRow> {
    let topic = taken::topic(tx, by, topic).await?;
    if topic.visibility == Visibility::Blanked {
        return Err(Error::NotFound.into());
    }
    Ok(topic)
}

fn on(topic: &TopicRow, deed: Deed, before: Before) -> New<'static> {
    New {
        deed,
        topic: Some(topic.id),
        reply: None,
        revision: None,
        attachment: None,
        subject: Some(topic.author_id),
        reason: "",
        before,
        kind: "",
        details: of_topic(topic.number),
    }
}
