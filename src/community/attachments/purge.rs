//! Pictures that go: those that nobody posted, and those of somebody who left.

use crate::db::{Db, Result, Tx};
use crate::execute;
use crate::who::System;
use types::attachments::WAITS;
use types::{BrandId, Instant, MemberId};

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

/// Deletes a member's pictures that wait, and those whose text has been emptied. Called once the texts have been.
pub async fn forget(tx: &mut Tx, brand: BrandId, member: MemberId) -> Result<()> {
    let sql = "DELETE FROM attachments WHERE brand_id = $1 AND owner_id = $2 AND (topic_id IS NULL \
        OR reply_id IS NULL AND EXISTS (SELECT 1 FROM topics t WHERE t.brand_id = $1 AND t.id = attachments.topic_id AND t.body = '') \
        OR EXISTS (SELECT 1 FROM replies r WHERE r.brand_id = $1 AND r.id = attachments.reply_id AND r.body = ''))";
    execute!(tx, sql, brand.0, member.0)?;
    Ok(())
}
