//! Pictures that go because nobody posted them.

use crate::db::{Db, Result};
use crate::execute;
use crate::who::System;
use types::Instant;
use types::attachments::WAITS;

/// Deletes the pictures whose text has not come within two days.
pub async fn sweep(db: &Db, _by: System, now: Instant) -> Result<u64> {
    db.write(now.plus_seconds(-WAITS * 3_600), |tx, before| {
        Box::pin(async move {
            let sql = "DELETE FROM attachments WHERE topic_id IS NULL AND created < $1";
            Ok(execute!(tx, sql, before.0)?)
        })
    })
    .await
}
