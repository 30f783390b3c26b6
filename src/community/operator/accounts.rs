//! Accounts of the installation: finding one, blocking it, letting it in again, and helping somebody who has lost their phone.

use super::{Keeper, Page, before};
use crate::db::{Db, Result, Tx};
use crate::desk::{self, OperatorEntry};
use crate::mail::{self, Mail};
use crate::who::{Operator, System};
use crate::words::Words;
use crate::{execute, fetch_all, fetch_optional, row};
use serde_json::json;
use std::collections::BTreeMap;
use types::accounts::canonical_address;
use types::members::Role;
use types::operator::Reason;
use types::{AccountId, Error, Instant, Lang};

/// Accounts on a page.
const PAGE: usize = 25;
/// Most characters of a search that are looked at.
const SEARCH_MOST: usize = 254;

row! {
    /// An account as the desk lists it.
    pub struct Listed {
        pub id: AccountId,
        pub address: String,
        pub operator: bool,
        /// Whether it has a second factor.
        pub secured: bool,
        pub blocked: Option<i64>,
        pub created: Instant,
    }

    /// A brand that an account is a member of, and as whom.
    pub struct At {
        pub account_id: AccountId,
        pub brand: String,
        pub slug: String,
        pub number: i64,
        pub name: String,
        pub handle: String,
        pub role: Role,
    }
}

/// The accounts whose address holds this text, or a name or handle that they have in a brand, newest first, each with the brands that it is in.
pub async fn list(db: &Db, _by: Operator, search: &str, after: Option<i64>) -> Result<Page<(Listed, Vec<At>)>> {
    let sql = "SELECT id, address, operator, totp_since IS NOT NULL AS secured, blocked, created FROM accounts \
        WHERE id < $1 AND (address LIKE $2 ESCAPE '!' OR EXISTS (SELECT 1 FROM memberships m WHERE m.account_id = accounts.id AND m.gone IS NULL \
            AND (lower(m.handle) LIKE $2 ESCAPE '!' OR lower(m.name) LIKE $2 ESCAPE '!' OR m.name LIKE $3 ESCAPE '!'))) \
        ORDER BY id DESC LIMIT $4";
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    // SQLite knows the small letters of English only: a name with others is found as it is written, too.
    let search = search.trim().trim_start_matches('@');
    let (small, typed) = (pattern(&canonical_address(search)), pattern(search));
    let rows = fetch_all!(db.read().await?, Listed, sql, before(after), small, typed, limit)?;
    let page = Page::of(rows, PAGE, |a| a.id.0);
    let mut at = brands_of(db, &page.rows).await?;
    let rows = page.rows.into_iter().map(|row| {
        let brands = at.remove(&row.id).unwrap_or_default();
        (row, brands)
    });
    Ok(Page {
        rows: rows.collect(),
        next: page.next,
    })
}

/// One account and the brands that it is in.
pub async fn one(db: &Db, _by: Operator, account: AccountId) -> Result<(Listed, Vec<At>)> {
    let sql = "SELECT id, address, operator, totp_since IS NOT NULL AS secured, blocked, created FROM accounts WHERE id = $1";
    let found = fetch_optional!(db.read().await?, Listed, sql, account.0)?.ok_or(Error::NotFound)?;
    let at = brands_of(db, std::slice::from_ref(&found)).await?.remove(&account);
    Ok((found, at.unwrap_or_default()))
}

/// What is typed, anywhere in a text.
fn pattern(search: &str) -> String {
    let plain: String = search.chars().filter(|c| *c != '\0').take(SEARCH_MOST).collect();
    let escaped = plain.replace('!', "!!").replace('%', "!%").replace('_', "!_");
    format!("%{escaped}%")
}

async fn brands_of(db: &Db, accounts: &[Listed]) -> Result<BTreeMap<AccountId, Vec<At>>> {
    if accounts.is_empty() {
        return Ok(BTreeMap::new());
    }
    // Numbers of ours, at most a page of them.
    let ids = accounts.iter().map(|a| a.id.0.to_string()).collect::<Vec<_>>().join(", ");
    let sql = format!(
        "SELECT m.account_id, b.name AS brand, b.slug, m.number, m.name, m.handle, m.role FROM memberships m JOIN brands b ON b.id = m.brand_id \
         WHERE m.account_id IN ({ids}) AND m.gone IS NULL ORDER BY b.name, b.id"
    );
    let mut found: BTreeMap<AccountId, Vec<At>> = BTreeMap::new();
    for at in fetch_all!(db.read().await?, At, &sql)? {
        found.entry(at.account_id).or_default().push(at);
    }
    Ok(found)
}

/// Keeps an account out of the whole installation and ends its sessions. Nobody blocks themselves or the last operator.
pub async fn block(db: &Db, by: impl Into<Keeper>, account: AccountId, reason: &Reason, now: Instant) -> Result<()> {
    reason.validate()?;
    db.write((by.into(), account, reason.clone(), now), |tx, (by, account, reason, now)| {
        Box::pin(async move {
            may_block(tx, *by, *account).await?;
            let sql = "UPDATE accounts SET blocked = $2 WHERE id = $1 AND blocked IS NULL";
            if execute!(tx, sql, account.0, now.0)? == 0 {
                return exists(tx, *account).await;
            }
            end_sessions(tx, *account).await?;
            log(
                tx,
                *by,
                "account-blocked",
                *account,
                json!({ "reason": reason.reason.trim() }),
                *now,
            )
            .await
        })
    })
    .await
}

/// The operators are taken as one, so that two of them cannot block each other at once.
async fn may_block(tx: &mut Tx, by: Keeper, account: AccountId) -> Result<()> {
    let sql = format!(
        "SELECT id FROM accounts WHERE operator AND blocked IS NULL ORDER BY id{}",
        tx.for_update()
    );
    let operators: Vec<i64> = fetch_all!(tx, (i64,), &sql)?.into_iter().map(|row| row.0).collect();
    if by.account().is_some_and(|actor| !operators.contains(&actor.0)) {
        return Err(Error::Forbidden.into());
    }
    if by.account() == Some(account) {
        return Err(Error::invalid("reason", "block-oneself").into());
    }
    if operators == [account.0] {
        return Err(Error::invalid("reason", "block-last-operator").into());
    }
    Ok(())
}

/// Whether nobody else who may sign in runs the installation. The operators are taken as one.
pub async fn is_last(tx: &mut Tx, account: AccountId) -> Result<bool> {
    let sql = format!(
        "SELECT id FROM accounts WHERE operator AND blocked IS NULL ORDER BY id{}",
        tx.for_update()
    );
    let operators: Vec<i64> = fetch_all!(tx, (i64,), &sql)?.into_iter().map(|row| row.0).collect();
    Ok(operators == [account.0])
}

/// Lets a blocked account in again.
pub async fn unblock(db: &Db, by: impl Into<Keeper>, account: AccountId, reason: &Reason, now: Instant) -> Result<()> {
    reason.validate()?;
    db.write((by.into(), account, reason.clone(), now), |tx, (by, account, reason, now)| {
        Box::pin(async move {
            let sql = "UPDATE accounts SET blocked = NULL WHERE id = $1 AND blocked IS NOT NULL";
            if execute!(tx, sql, account.0)? == 0 {
                return exists(tx, *account).await;
            }
            log(
                tx,
                *by,
                "account-unblocked",
                *account,
                json!({ "reason": reason.reason.trim() }),
                *now,
            )
            .await
        })
    })
    .await
}

/// Ends every sign-in of an account: somebody has lost a phone, or a session is suspicious.
pub async fn sign_out(db: &Db, by: Operator, account: AccountId, now: Instant) -> Result<()> {
    db.write((Keeper::from(by), account, now), |tx, (by, account, now)| {
        Box::pin(async move {
            exists(tx, *account).await?;
            end_sessions(tx, *account).await?;
            log(tx, *by, "account-signed-out", *account, json!({}), *now).await
        })
    })
    .await
}

/// Lets an account run the installation.
pub async fn name_operator(db: &Db, by: System, account: AccountId, now: Instant) -> Result<()> {
    db.write((Keeper::from(by), account, now), |tx, (by, account, now)| {
        Box::pin(async move {
            let sql = "UPDATE accounts SET operator = TRUE WHERE id = $1 AND NOT operator";
            if execute!(tx, sql, account.0)? == 0 {
                return exists(tx, *account).await;
            }
            log(tx, *by, "operator-named", *account, json!({}), *now).await
        })
    })
    .await
}

/// Takes the second factor from an account whose owner has lost it, ends its sessions, and writes to them. Staff sets up another before
/// they may act as staff again.
pub async fn reset_second_factor(db: &Db, by: System, account: AccountId, now: Instant) -> Result<()> {
    db.write((Keeper::from(by), account, now), |tx, (by, account, now)| {
        Box::pin(async move {
            let sql =
                "UPDATE accounts SET totp_secret = NULL, totp_since = NULL, totp_step = NULL WHERE id = $1 RETURNING address, language";
            let (address, language) = fetch_optional!(tx, (String, String), sql, account.0)?.ok_or(Error::NotFound)?;
            execute!(tx, "DELETE FROM recovery_codes WHERE account_id = $1", account.0)?;
            end_sessions(tx, *account).await?;
            mail::enqueue(tx, None, &mail_reset(address, &language), *now).await?;
            log(tx, *by, "second-factor-reset", *account, json!({}), *now).await
        })
    })
    .await
}

fn mail_reset(to: String, language: &str) -> Mail {
    let words = Words::of(Lang::parse(language).unwrap_or(Lang::En));
    Mail {
        to,
        from_name: "Parvis".into(),
        subject: words.text("mail-second-factor-reset-subject").to_owned(),
        text: words.text("mail-second-factor-reset-text").to_owned(),
    }
}

/// Ends every session of an account, and what was mailed to it to come in by.
async fn end_sessions(tx: &mut Tx, account: AccountId) -> Result<()> {
    execute!(tx, "DELETE FROM sessions WHERE account_id = $1", account.0)?;
    execute!(tx, "DELETE FROM codes WHERE account_id = $1", account.0)?;
    Ok(())
}

async fn exists(tx: &mut Tx, account: AccountId) -> Result<()> {
    let found = fetch_optional!(tx, (i64,), "SELECT id FROM accounts WHERE id = $1", account.0)?;
    Ok(found.map(drop).ok_or(Error::NotFound)?)
}

async fn log(tx: &mut Tx, by: Keeper, kind: &'static str, account: AccountId, details: serde_json::Value, now: Instant) -> Result<()> {
    let entry = OperatorEntry {
        actor: by.account(),
        kind,
        account: Some(account),
        brand: None,
        details,
    };
    desk::log_operator(tx, entry, now).await
}
