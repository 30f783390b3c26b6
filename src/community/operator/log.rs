//! What operators did to the installation, newest first.

use super::{Page, before};
use crate::db::{Db, Result};
use crate::who::Operator;
use crate::{fetch_all, row};
use types::{AccountId, Instant};

/// Entries on a page.
const PAGE: usize = 50;

row! {
    /// An entry as it is stored.
    pub struct Entry {
        pub id: i64,
        /// Its sentence is `operator-log-<kind>`.
        pub kind: String,
        /// The address of who did it; nobody for the command line and the worker.
        pub actor: Option<String>,
        /// The address of the account that it concerns.
        pub account: Option<String>,
        /// The name of the brand that it concerns: today's, or that which it had, where the entry holds it.
        pub brand: Option<String>,
        /// What its sentence names beside these, as JSON.
        pub details: String,
        pub created: Instant,
    }
}

/// One page of the log.
pub async fn list(db: &Db, _by: Operator, after: Option<i64>) -> Result<Page<Entry>> {
    let sql = "SELECT e.id, e.kind, a.address AS actor, s.address AS account, b.name AS brand, e.details, e.created FROM operator_events e \
        LEFT JOIN accounts a ON a.id = e.actor_id LEFT JOIN accounts s ON s.id = e.account_id LEFT JOIN brands b ON b.id = e.brand_id \
        WHERE e.id < $1 ORDER BY e.id DESC LIMIT $2";
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let rows = fetch_all!(db.read().await?, Entry, sql, before(after), limit)?;
    Ok(Page::of(rows, PAGE, |entry| entry.id))
}

/// The latest entries about one account.
pub async fn of_account(db: &Db, _by: Operator, account: AccountId) -> Result<Vec<Entry>> {
    let sql = "SELECT e.id, e.kind, a.address AS actor, s.address AS account, b.name AS brand, e.details, e.created FROM operator_events e \
        LEFT JOIN accounts a ON a.id = e.actor_id LEFT JOIN accounts s ON s.id = e.account_id LEFT JOIN brands b ON b.id = e.brand_id \
        WHERE e.account_id = $1 ORDER BY e.id DESC LIMIT 20";
    Ok(fetch_all!(db.read().await?, Entry, sql, account.0)?)
}
