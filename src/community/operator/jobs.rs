//! The queue as an operator sees it: how deep it is, what is dead, and what to do about it.

use super::{Page, before};
use crate::db::{Db, Result, Tx};
use crate::desk::{self, OperatorEntry};
use crate::who::Operator;
use crate::{fetch_all, fetch_one, fetch_optional, row};
use serde_json::json;
use types::{BrandId, Error, Instant, JobId};

/// Dead jobs on a page.
const PAGE: usize = 50;

row! {
    /// How deep the queue is.
    pub struct Depth {
        /// Whose time has come.
        pub due: i64,
        /// Whose time is still to come.
        pub later: i64,
        pub dead: i64,
        /// Since when the oldest due job waits.
        pub oldest: Option<i64>,
    }

    /// A job that kept failing.
    pub struct Dead {
        pub id: JobId,
        pub kind: String,
        pub brand: Option<String>,
        pub attempts: i64,
        pub last_error: Option<String>,
        pub created: Instant,
    }

    /// A job that has failed and is tried again.
    pub struct Failing {
        pub id: JobId,
        pub kind: String,
        pub brand: Option<String>,
        pub attempts: i64,
        pub last_error: Option<String>,
        pub run_at: Instant,
    }
}

/// How much waits and how much is dead.
pub async fn depth(db: &Db, _by: Operator, now: Instant) -> Result<Depth> {
    let sql = "SELECT (SELECT COUNT(*) FROM jobs WHERE dead IS NULL AND run_at <= $1) AS due, \
        (SELECT COUNT(*) FROM jobs WHERE dead IS NULL AND run_at > $1) AS later, (SELECT COUNT(*) FROM jobs WHERE dead IS NOT NULL) AS dead, \
        (SELECT MIN(run_at) FROM jobs WHERE dead IS NULL AND run_at <= $1) AS oldest";
    Ok(fetch_one!(db.read().await?, Depth, sql, now.0)?)
}

/// The dead jobs, newest first.
pub async fn dead(db: &Db, _by: Operator, after: Option<i64>) -> Result<Page<Dead>> {
    let sql = "SELECT j.id, j.kind, b.name AS brand, j.attempts, j.last_error, j.created FROM jobs j LEFT JOIN brands b ON b.id = j.brand_id \
        WHERE j.dead IS NOT NULL AND j.id < $1 ORDER BY j.id DESC LIMIT $2";
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let rows = fetch_all!(db.read().await?, Dead, sql, before(after), limit)?;
    Ok(Page::of(rows, PAGE, |job| job.id.0))
}

/// The jobs that have failed and are tried again, the oldest first, at most 25.
pub async fn failing(db: &Db, _by: Operator) -> Result<Vec<Failing>> {
    let sql = "SELECT j.id, j.kind, b.name AS brand, j.attempts, j.last_error, j.run_at FROM jobs j LEFT JOIN brands b ON b.id = j.brand_id \
        WHERE j.dead IS NULL AND j.last_error IS NOT NULL ORDER BY j.id LIMIT 25";
    Ok(fetch_all!(db.read().await?, Failing, sql)?)
}

/// Has a dead job tried anew, from its first try.
pub async fn retry(db: &Db, by: Operator, job: JobId, now: Instant) -> Result<()> {
    db.write((by, job, now), |tx, (by, job, now)| {
        Box::pin(async move {
            let sql = "UPDATE jobs SET dead = NULL, attempts = 0, claimed_until = NULL, run_at = $2 WHERE id = $1 AND dead IS NOT NULL \
                RETURNING kind, brand_id";
            let found = fetch_optional!(tx, (String, Option<i64>), sql, job.0, now.0)?;
            log(tx, *by, "job-retried", found, *now).await
        })
    })
    .await
}

/// Drops a dead job: what it was to do is never done.
pub async fn drop_dead(db: &Db, by: Operator, job: JobId, now: Instant) -> Result<()> {
    db.write((by, job, now), |tx, (by, job, now)| {
        Box::pin(async move {
            let sql = "DELETE FROM jobs WHERE id = $1 AND dead IS NOT NULL RETURNING kind, brand_id";
            let found = fetch_optional!(tx, (String, Option<i64>), sql, job.0)?;
            log(tx, *by, "job-dropped", found, *now).await
        })
    })
    .await
}

async fn log(tx: &mut Tx, by: Operator, kind: &'static str, found: Option<(String, Option<i64>)>, now: Instant) -> Result<()> {
    let (job, brand) = found.ok_or(Error::NotFound)?;
    let entry = OperatorEntry {
        actor: Some(by.account()),
        kind,
        account: None,
        brand: brand.map(BrandId),
        details: json!({ "job": job }),
    };
    desk::log_operator(tx, entry, now).await
}
