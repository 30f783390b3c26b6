//! The staff's log: who did what to whom. A table of its own, with no path to a public page. Every entry is written in the transaction
//! of what it tells. Entries name members by id, so that erasing a person erases them here too.

use crate::db::{Db, Result, Tx};
use crate::who::Admin;
use crate::{cursor, execute, fetch_all, row};
use serde_json::Value;
use types::{AccountId, BrandId, Instant, MemberId};

/// What happened; its sentence is `log-<kind>` in `locales/`.
#[derive(Clone, Debug)]
pub struct Entry {
    pub brand: BrandId,
    /// Who did it; nobody for the installation itself.
    pub actor: Option<MemberId>,
    pub kind: &'static str,
    /// Whom it concerns, if it concerns a member.
    pub subject: Option<MemberId>,
    /// What else the sentence names: never a name or an address of a person.
    pub details: Value,
}

/// Adds an entry to a transaction.
pub async fn log(tx: &mut Tx, entry: Entry, now: Instant) -> Result<()> {
    let sql = "INSERT INTO desk_events (brand_id, actor_id, kind, subject_id, details, created) VALUES ($1, $2, $3, $4, $5, $6)";
    let (actor, subject) = (entry.actor.map(|m| m.0), entry.subject.map(|m| m.0));
    execute!(tx, sql, entry.brand.0, actor, entry.kind, subject, entry.details.to_string(), now.0)?;
    Ok(())
}

/// What an operator did to the installation.
#[derive(Clone, Debug)]
pub struct OperatorEntry {
    /// Who did it; nobody for the command line.
    pub actor: Option<AccountId>,
    pub kind: &'static str,
    pub account: Option<AccountId>,
    pub brand: Option<BrandId>,
    pub details: Value,
}

/// Adds an operator's entry to a transaction.
pub async fn log_operator(tx: &mut Tx, entry: OperatorEntry, now: Instant) -> Result<()> {
    let sql = "INSERT INTO operator_events (actor_id, kind, account_id, brand_id, details, created) VALUES ($1, $2, $3, $4, $5, $6)";
    let (actor, account, brand) = (entry.actor.map(|a| a.0), entry.account.map(|a| a.0), entry.brand.map(|b| b.0));
    execute!(tx, sql, actor, entry.kind, account, brand, entry.details.to_string(), now.0)?;
    Ok(())
}

row! {
    /// An entry as staff read it. Names are those of today; nobody's where the person has left.
    pub struct Told {
        pub id: i64,
        pub kind: String,
        /// Whether somebody did it: the installation did where nobody did.
        pub by_member: bool,
        pub actor: Option<String>,
        /// Whether it concerns a member.
        pub of_member: bool,
        pub subject: Option<String>,
        /// A JSON object.
        pub details: String,
        pub created: Instant,
    }
}

/// Entries on one page.
const PAGE: usize = 50;

/// The log of a brand, newest first, 50 at a time, and what the next page comes after. An `after` that nobody was given is the first page.
pub async fn list(db: &Db, by: &Admin, after: Option<&str>) -> Result<(Vec<Told>, Option<String>)> {
    let sql = "SELECT e.id, e.kind, e.actor_id IS NOT NULL AS by_member, a.name AS actor, e.subject_id IS NOT NULL AS of_member, \
        s.name AS subject, e.details, e.created FROM desk_events e \
        LEFT JOIN memberships a ON a.brand_id = e.brand_id AND a.id = e.actor_id AND a.gone IS NULL \
        LEFT JOIN memberships s ON s.brand_id = e.brand_id AND s.id = e.subject_id AND s.gone IS NULL \
        WHERE e.brand_id = $1 AND (e.created, e.id) < ($2, $3) ORDER BY e.created DESC, e.id DESC LIMIT $4";
    let (created, id) = after.and_then(cursor::read).unwrap_or(cursor::FIRST);
    let limit = i64::try_from(PAGE).unwrap_or(50) + 1;
    let mut rows = fetch_all!(db.read().await?, Told, sql, by.brand().0, created, id, limit)?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows.last().filter(|_| more).map(|last| cursor::write(last.created.0, last.id));
    Ok((rows, next))
}

#[cfg(test)]
mod tests;
