//! Mail that comes back. Notices to an address stop before its host takes all our mail for a nuisance; codes and warnings still go.

use crate::db::{Db, Result};
use crate::{execute, fetch_one};
use types::{AccountId, Instant};

/// What the recipient's host refused for good counts two, what it would not take for hours counts one.
pub(super) const REFUSED: i64 = 2;
pub(super) const EXHAUSTED: i64 = 1;
/// From here on no notices are mailed.
const MOST: i64 = 4;
/// Days after the last one, when all are forgotten.
const DAYS: i64 = 30;

/// Whether notices to an account have stopped.
pub(super) const fn stopped(bounces: i64, last: Option<i64>, now: Instant) -> bool {
    match last {
        Some(last) => bounces >= MOST && last > now.minus_days(DAYS).0,
        None => false,
    }
}

/// Counts a mail that came back.
pub(super) async fn count(db: &Db, account: AccountId, weight: i64, now: Instant) -> Result<()> {
    db.write((account, weight, now), |tx, (account, weight, now)| {
        Box::pin(async move {
            let sql = "UPDATE accounts SET bounces = CASE WHEN bounced > $4 THEN bounces ELSE 0 END + $2, bounced = $3 WHERE id = $1";
            execute!(tx, sql, account.0, *weight, now.0, now.minus_days(DAYS).0)?;
            Ok(())
        })
    })
    .await
}

/// Whether mail to an account's address has stopped, for its own page.
pub async fn mail_stopped(db: &Db, account: AccountId, now: Instant) -> Result<bool> {
    let sql = "SELECT bounces, bounced FROM accounts WHERE id = $1";
    let (bounces, last) = fetch_one!(db.read().await?, (i64, Option<i64>), sql, account.0)?;
    Ok(stopped(bounces, last, now))
}

/// Forgets what came back: the person says that their address works again.
pub async fn try_again(db: &Db, account: AccountId) -> Result<()> {
    db.write(account, |tx, account| {
        Box::pin(async move {
            execute!(tx, "UPDATE accounts SET bounces = 0, bounced = NULL WHERE id = $1", account.0)?;
            Ok(())
        })
    })
    .await
}
