//! The staff's log: who did what to whom. A table of its own, with no path to a public page. Every entry is written in the transaction
//! of what it tells. Entries name members by id, so that erasing a person erases them here too.

use crate::db::{Result, Tx};
use crate::execute;
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
