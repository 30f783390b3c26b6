//! Notices: what members are told of topics that they hear of, on the site and by mail, a little after it happened.

use crate::db::{Failure, Result, Tx};
use crate::installation::Installation;
use crate::jobs;
use serde::{Deserialize, Serialize};
use types::{BrandId, Instant, ReplyId, TopicId};

/// The kind of the job that tells those who hear of a topic.
pub const KIND: &str = "notify";
/// Seconds between a cause and its outward effects: time to undo it.
pub const GRACE: i64 = 30;

/// What there is to tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cause {
    /// A step of the public timeline.
    Event(i64),
    /// A reply.
    Reply(ReplyId),
    /// What a moderator did to a text; only its author is told.
    Intervention(i64),
}

#[derive(Serialize, Deserialize)]
struct Payload {
    brand: BrandId,
    topic: TopicId,
    cause: Cause,
}

/// Has those who hear of a topic told, once it can no longer be undone. Enqueued in the transaction of the cause.
pub async fn announce(tx: &mut Tx, brand: BrandId, topic: TopicId, cause: Cause, now: Instant) -> Result<()> {
    let payload = serde_json::to_string(&Payload { brand, topic, cause }).map_err(|e| Failure::Bug(e.to_string()))?;
    jobs::enqueue(tx, Some(brand), KIND, payload, now.plus_seconds(GRACE)).await
}

/// Does what [`announce`] asked for.
#[expect(clippy::unused_async, reason = "it will read and write")]
pub async fn tell(_installation: &Installation, _payload: &str) -> Result<()> {
    Ok(())
}
