//! Notices: what members are told of topics that they hear of, on the site and by mail, a little after it happened.

mod bounces;
mod digest;
mod farewell;
mod letter;
mod list;
mod pace;
mod post;
mod story;
mod suspended;
mod tell;

pub use bounces::{mail_stopped, try_again};
pub use digest::{DIGEST, gather};
pub use farewell::{CLOSING, FAREWELL, announce_closing, call_off, farewell, tell_closing};
pub use list::{Page, list, read_all, unread};
pub use pace::{pace, set_pace, unsubscribe};
pub use post::{POST, digest, post};
pub use story::{Story, by_topic};
pub use suspended::{LIFTED, SUSPENDED, announce_again, announce_lifting, announce_suspension, lifted, suspended};
pub use tell::tell;

use crate::db::{Db, Failure, Result, Tx};
use crate::who::System;
use crate::{execute, fetch_all, jobs};
use serde::{Deserialize, Serialize};
use std::sync::atomic::{AtomicI64, Ordering};
use types::{BrandId, Instant, ReplyId, ReportId, TopicId};

/// The kind of the job that tells those who hear of a topic.
pub const KIND: &str = "notify";
/// Seconds between a cause and its outward effects, unless the operator sets others: time to undo it.
pub const GRACE: i64 = 30;
/// Days after which a notice is forgotten.
const KEPT: i64 = 365;

static SECONDS: AtomicI64 = AtomicI64::new(GRACE);

/// Sets for this process how many seconds there are to undo something.
pub fn set_grace(seconds: i64) {
    SECONDS.store(seconds, Ordering::Relaxed);
}

/// Seconds between a cause and its outward effects.
pub fn grace() -> i64 {
    SECONDS.load(Ordering::Relaxed)
}

/// What there is to tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cause {
    /// A step of the public timeline.
    Event(i64),
    /// A reply.
    Reply(ReplyId),
    /// What a moderator did to a text; only its author is told.
    Intervention(i64),
    /// That a report was decided; only who reported is told, on the site.
    Report(ReportId),
}

impl Cause {
    /// Its name among a member's notices: each is told once.
    fn name(self) -> String {
        match self {
            Self::Event(id) => format!("event {id}"),
            Self::Reply(id) => format!("reply {}", id.0),
            Self::Intervention(id) => format!("intervention {id}"),
            Self::Report(id) => format!("report {}", id.0),
        }
    }
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
    jobs::enqueue(tx, Some(brand), KIND, payload, now.plus_seconds(grace())).await
}

/// Days of a past that was laid down at once which members are still told of.
const RECENT: i64 = 10;

/// For a space whose past was laid down at once: what happened lately is told, on the site only, and the rest is nobody's news.
pub async fn catch_up(db: &Db, _by: System, now: Instant) -> Result<()> {
    let sql = "SELECT payload FROM jobs WHERE kind = $1 AND run_at > $2 ORDER BY run_at, id";
    for (payload,) in fetch_all!(db.read().await?, (String,), sql, KIND, now.minus_days(RECENT).0)? {
        tell::tell(db, &payload, now).await?;
    }
    db.write((), |tx, ()| {
        Box::pin(async move {
            execute!(tx, "DELETE FROM jobs WHERE kind IN ($1, $2, $3, $4)", KIND, POST, SUSPENDED, LIFTED)?;
            execute!(tx, "UPDATE notices SET mailed = 0 WHERE mailed IS NULL")?;
            Ok(())
        })
    })
    .await
}

/// Removes what is older than a year.
pub async fn sweep(db: &Db, _by: System, now: Instant) -> Result<()> {
    let old = now.minus_days(KEPT).0;
    loop {
        let gone = db.write(old, |tx, old| {
            Box::pin(async move {
                let sql = "DELETE FROM notices WHERE id IN (SELECT id FROM notices WHERE created < $1 ORDER BY id LIMIT 500)";
                Ok(execute!(tx, sql, *old)?)
            })
        });
        if gone.await? < 500 {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests;
