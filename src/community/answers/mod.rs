//! Answers: what the team decides and says in public, the reply that a question's author accepts. The newest stands on top of its topic.
//! What was decided can be taken back as long as nobody has been told.

mod accept;
mod decide;

pub use accept::{accept, withdraw};
pub use decide::{NewAnswer, decide, undo};

use crate::db::{Db, Result, Tx};
use crate::notices::{self, Cause};
use crate::replies::{COLUMNS, Reply, SOURCES};
use crate::topics::events::{self, NewEvent};
use crate::topics::{Taken, Topic};
use crate::who::{Member, Viewer};
use crate::{execute, fetch_optional, visible_to};
use serde_json::{Value, json};
use types::topics::{EventKind, Status};
use types::{Instant, ReplyId};

/// The reply that stands on top as the brand's answer.
pub async fn answer(db: &Db, viewer: &Viewer, topic: &Topic) -> Result<Option<Reply>> {
    let Some(id) = topic.answer_id else { return Ok(None) };
    let visible = visible_to!("r");
    let sql = format!("SELECT {COLUMNS} {SOURCES} WHERE r.brand_id = $1 AND r.id = $4 AND {visible}");
    let (brand, level, me) = (viewer.brand().id.0, viewer.rank(), viewer.id_or_zero());
    Ok(fetch_optional!(db.read().await?, Reply, &sql, brand, level, me, id)?)
}

/// Writes a step of the timeline and what it changes of its topic, and has those who hear of it told; gives the step's id.
async fn record(
    tx: &mut Tx,
    actor: &Member,
    topic: &Taken,
    status: Option<Status>,
    reply: Option<ReplyId>,
    own: bool,
    now: Instant,
) -> Result<i64> {
    let kind = if status.is_some() { EventKind::Status } else { EventKind::Answer };
    let event = NewEvent {
        status,
        reply,
        details: before(topic, own),
        ..NewEvent::new(kind, actor)
    };
    let event = events::record(tx, topic.id, event, now).await?;
    let sql = "UPDATE topics SET status = COALESCE($3, status), answer_id = COALESCE($4, answer_id), \
        answered = CASE WHEN $4 IS NULL THEN answered ELSE $5 END, \
        first_answered = CASE WHEN $4 IS NULL THEN first_answered ELSE COALESCE(first_answered, $5) END WHERE brand_id = $1 AND id = $2";
    let (status, reply) = (status.map(Status::as_str), reply.map(|r| r.0));
    execute!(tx, sql, actor.brand().0, topic.id.0, status, reply, now.0)?;
    notices::announce(tx, actor.brand(), topic.id, Cause::Event(event), now).await?;
    Ok(event)
}

/// What it takes to take the step back: where the topic stood, and whether the reply came with the step.
fn before(topic: &Taken, own: bool) -> Value {
    json!({
        "own": own,
        "status": topic.status,
        "answer": topic.answer_id,
        "answered": topic.answered,
        "first": topic.first_answered,
    })
}

#[cfg(test)]
mod tests;
