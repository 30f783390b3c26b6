//! Codes and links that are mailed to an address: to sign in, to set a new password, to prove a new address.
//! A row is written whether or not somebody is there, so that counting and timing are the same; without somebody it fits nothing.

use super::{CODE_TRIES, CODES_AN_HOUR, JOINS, MAILS_AN_HOUR, QUARTER};
use crate::db::{Result, Tx};
use crate::limits::{Limit, Limited};
use crate::{execute, fetch_one, fetch_optional, row, secrets};
use types::accounts::Purpose;
use types::{AccountId, CodeId, Instant};

row! {
    /// A mailed code as it is kept.
    pub struct Code {
        pub account_id: Option<AccountId>,
        pub address: String,
        pub code_hash: String,
        pub tries: i64,
    }
}

/// A code or link to be kept.
pub struct NewCode<'a> {
    pub purpose: Purpose,
    /// Whom it lets in; nobody for an address without an account.
    pub account: Option<AccountId>,
    pub address: &'a str,
    /// Hashes of the code and of the link's token; empty for what was not mailed.
    pub code_hash: String,
    pub link_hash: String,
    /// In seconds.
    pub lives: i64,
}

/// How a typed code was received.
pub enum Tried {
    Fits(AccountId, String),
    Wrong,
    Over,
}

/// How often something may be mailed to an address, a code or a link of a [`Purpose`] or a "join": five times an hour for each purpose and network, so that a stranger elsewhere does not
/// use up what its owner needs; thirty times an hour in all; and as many from one network as it may begin joins.
pub fn mailings(purpose: &str, address: &str, network: &str) -> Vec<Limit> {
    vec![
        Limit::new(Limited::Mail, &format!("mail {purpose} {network} {address}"), CODES_AN_HOUR, 3_600),
        Limit::new(Limited::MailAddress, &format!("mail {address}"), MAILS_AN_HOUR, 3_600),
        Limit::new(Limited::MailNetwork, &format!("join {network}"), JOINS, QUARTER),
    ]
}

/// Keeps a code.
pub async fn insert(tx: &mut Tx, new: NewCode<'_>, now: Instant) -> Result<CodeId> {
    let sql = "INSERT INTO codes (account_id, purpose, address, code_hash, link_hash, created, expires) \
        VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id";
    let (account, expires) = (new.account.map(|a| a.0), now.plus_seconds(new.lives));
    let row = fetch_one!(
        tx,
        (i64,),
        sql,
        account,
        new.purpose.as_str(),
        new.address,
        new.code_hash,
        new.link_hash,
        now.0,
        expires.0
    )?;
    Ok(CodeId(row.0))
}

/// Tries a typed code; the try is counted before it is compared. One that fits is over.
pub async fn attempt(tx: &mut Tx, id: CodeId, purpose: Purpose, typed: &str, now: Instant) -> Result<Tried> {
    let sql = "UPDATE codes SET tries = tries + 1 WHERE id = $1 AND purpose = $2 AND expires > $3 \
        RETURNING account_id, address, code_hash, tries";
    let Some(found) = fetch_optional!(tx, Code, sql, id.0, purpose.as_str(), now.0)? else {
        return Ok(Tried::Over);
    };
    if found.tries > CODE_TRIES {
        return Ok(Tried::Over);
    }
    match found.account_id {
        Some(account) if hash(&found.address, typed) == found.code_hash => {
            execute!(tx, "UPDATE codes SET expires = 0 WHERE id = $1", id.0)?;
            Ok(Tried::Fits(account, found.address))
        }
        _ => Ok(Tried::Wrong),
    }
}

/// Whatever was mailed for an account no longer works: its password or its address has changed.
pub async fn end_all(tx: &mut Tx, account: AccountId) -> Result<()> {
    execute!(tx, "UPDATE codes SET expires = 0 WHERE account_id = $1", account.0)?;
    Ok(())
}

/// What is kept of a code: its address is part of it.
pub fn hash(address: &str, code: &str) -> String {
    secrets::hash(&format!("{address} {code}"))
}
