//! The second factor: a code of six digits that an app makes anew every 30 seconds (TOTP, RFC 6238, SHA-1), and ten recovery codes
//! for the day when the app is not at hand. A code counts in its step and one step around it, and never twice.

use super::letters::{self, Sender};
use super::prove;
use crate::db::{Db, Failure, Result, Tx};
use crate::limits::{self, Limit, Limited};
use crate::{execute, fetch_one, fetch_optional, passwords, row, secrets, sessions};
use totp_rs::{Algorithm, Secret, TOTP};
use types::accounts::{canonical_code, canonical_recovery_code};
use types::{AccountId, Error, Instant};

/// Seconds of a step.
const STEP: i64 = 30;
/// Steps around the present one that count too: clocks differ.
const SKEW: i64 = 1;
/// How many recovery codes there are.
const RECOVERY_CODES: usize = 10;

row! {
    /// How an account stands to the second factor.
    pub struct State {
        /// Since when it is asked for.
        pub since: Option<i64>,
        /// Staff of some brand, or an operator: it may not be switched off.
        pub bound: bool,
        /// Excused from it, as the demo's people are.
        pub excused: bool,
        /// Recovery codes that have not been used.
        pub codes_left: i64,
    }

    /// What a typed code is compared with.
    pub struct Kept {
        pub totp_secret: Option<String>,
        pub totp_step: Option<i64>,
    }
}

impl State {
    /// Whether the account lacks what its work asks for.
    pub const fn is_lacking(&self) -> bool {
        self.since.is_none() && self.bound && !self.excused
    }
}

/// How an account stands to the second factor.
pub async fn state(db: &Db, account: AccountId) -> Result<State> {
    let sql = "SELECT a.totp_since AS since, a.excused, (SELECT COUNT(*) FROM recovery_codes r WHERE r.account_id = a.id AND r.used IS NULL) AS codes_left, \
        a.operator OR EXISTS (SELECT 1 FROM memberships m WHERE m.account_id = a.id AND m.role <> 'member' AND m.gone IS NULL) AS bound \
        FROM accounts a WHERE a.id = $1";
    Ok(fetch_optional!(db.read().await?, State, sql, account.0)?.ok_or(Error::SignInNeeded)?)
}

/// Asks for the password and keeps a new secret, in base 32, that counts once a code of it was typed. Gives the secret.
pub async fn begin(db: &Db, account: AccountId, current: &str, now: Instant) -> Result<String> {
    prove(db, account, current, now).await?;
    let secret = Secret::Raw(rand::random::<[u8; 20]>().to_vec()).to_encoded().to_string();
    let kept = db.write((account, secret.clone()), |tx, (account, secret)| {
        Box::pin(async move {
            let sql = "UPDATE accounts SET totp_secret = $2, totp_step = NULL WHERE id = $1 AND totp_since IS NULL";
            Ok(execute!(tx, sql, account.0, secret.as_str())?)
        })
    });
    if kept.await? == 0 {
        return Err(Error::Conflict.into());
    }
    Ok(secret)
}

/// The secret that waits for its first code: shown only in the session that gave the password for it.
pub async fn waiting(db: &Db, account: AccountId) -> Result<Option<String>> {
    let sql = "SELECT totp_secret FROM accounts WHERE id = $1 AND totp_since IS NULL";
    Ok(fetch_optional!(db.read().await?, (Option<String>,), sql, account.0)?.and_then(|r| r.0))
}

/// Switches it on with the first code; ends every sign-in but `kept`, because they were made without it. Gives the recovery codes, this once.
pub async fn confirm(db: &Db, from: &Sender, account: AccountId, typed: &str, kept: &str, now: Instant) -> Result<Vec<String>> {
    limits::take(db, tries(account), now).await?;
    let secret = waiting(db, account).await?.ok_or(Error::Conflict)?;
    let code = canonical_code(typed).ok_or_else(|| Error::invalid("code", "code-form"))?;
    let step = fitting(&secret, &code, None, now)?.ok_or_else(wrong)?;
    let (codes, hashes) = recovery_codes().await?;
    let args = (from.clone(), account, secret, step, hashes, kept.to_owned(), now);
    let done = db.write(args, |tx, (from, account, secret, step, hashes, kept, now)| {
        Box::pin(async move {
            let sql = "UPDATE accounts SET totp_since = $2, totp_step = $3 WHERE id = $1 AND totp_since IS NULL AND totp_secret = $4";
            if execute!(tx, sql, account.0, now.0, *step, secret.as_str())? == 0 {
                return Err(Error::Conflict.into());
            }
            replace_recovery_codes(tx, *account, hashes).await?;
            sessions::end_others(tx, *account, Some(kept)).await?;
            letters::tell(tx, from, *account, "second-factor-on", *now).await
        })
    });
    done.await?;
    forget_tries(db, account).await?;
    Ok(codes)
}

/// Whether a typed code is the account's: of the app, or one of the recovery codes. Five tries in five minutes; a mistake is told beside
/// the field `code`.
pub async fn verify(db: &Db, account: AccountId, typed: &str, now: Instant) -> Result<()> {
    limits::take(db, tries(account), now).await?;
    let right = match canonical_code(typed) {
        Some(code) => use_code(db, account, code, now).await?,
        None => use_recovery_code(db, account, typed, now).await?,
    };
    if !right {
        return Err(wrong().into());
    }
    forget_tries(db, account).await?;
    // Both factors were right: now they are told.
    let sql = "SELECT id FROM accounts WHERE id = $1 AND blocked IS NULL";
    let found = fetch_optional!(db.read().await?, (i64,), sql, account.0)?;
    Ok(found.map(drop).ok_or_else(|| Error::invalid("code", "account-blocked"))?)
}

/// Asks somebody who is signed in for their password once more and, where a second factor is on, for a code of it: whoever found an open
/// session and knows the password changes no way in. The mistakes are told beside the fields `current` and `code`.
pub(super) async fn prove_both(db: &Db, account: AccountId, current: &str, typed: &str, now: Instant) -> Result<()> {
    prove(db, account, current, now).await?;
    if state(db, account).await?.since.is_some() {
        verify(db, account, typed, now).await?;
    }
    Ok(())
}

/// Switches it off, with the password and a code. Refused to staff of any brand and to operators.
pub async fn remove(db: &Db, from: &Sender, account: AccountId, current: &str, typed: &str, kept: &str, now: Instant) -> Result<()> {
    if state(db, account).await?.bound {
        return Err(Error::invalid("code", "second-factor-bound").into());
    }
    prove(db, account, current, now).await?;
    verify(db, account, typed, now).await?;
    db.write((from.clone(), account, kept.to_owned(), now), |tx, (from, account, kept, now)| {
        Box::pin(async move {
            // Named to a team meanwhile: it stays.
            let sql = "UPDATE accounts SET totp_secret = NULL, totp_since = NULL, totp_step = NULL WHERE id = $1 AND NOT operator \
                AND NOT EXISTS (SELECT 1 FROM memberships m WHERE m.account_id = accounts.id AND m.role <> 'member' AND m.gone IS NULL)";
            if execute!(tx, sql, account.0)? == 0 {
                return Err(Error::invalid("code", "second-factor-bound").into());
            }
            execute!(tx, "DELETE FROM recovery_codes WHERE account_id = $1", account.0)?;
            sessions::end_others(tx, *account, Some(kept)).await?;
            letters::tell(tx, from, *account, "second-factor-off", *now).await
        })
    })
    .await
}

/// Asks for the password and a code, and makes ten new recovery codes; the old ones no longer work. Gives them, this once.
pub async fn new_recovery_codes(
    db: &Db,
    from: &Sender,
    account: AccountId,
    current: &str,
    typed: &str,
    now: Instant,
) -> Result<Vec<String>> {
    prove_both(db, account, current, typed, now).await?;
    let (codes, hashes) = recovery_codes().await?;
    db.write((from.clone(), account, hashes, now), |tx, (from, account, hashes, now)| {
        Box::pin(async move {
            let sql = format!("SELECT totp_since FROM accounts WHERE id = $1{}", tx.for_update());
            if fetch_one!(tx, (Option<i64>,), &sql, account.0)?.0.is_none() {
                return Err(Error::Conflict.into());
            }
            replace_recovery_codes(tx, *account, hashes).await?;
            letters::tell(tx, from, *account, "recovery-codes", *now).await
        })
    })
    .await?;
    Ok(codes)
}

/// What the app reads out of the picture.
pub fn uri(secret: &str, issuer: &str, address: &str) -> String {
    let (issuer, address) = (escaped(issuer), escaped(address));
    format!("otpauth://totp/{issuer}:{address}?secret={secret}&issuer={issuer}")
}

/// The code of a secret at an instant: what the app shows.
pub fn code_at(secret: &str, now: Instant) -> Result<String> {
    Ok(totp(secret)?.generate(seconds(step_of(now))))
}

fn wrong() -> Error {
    Error::invalid("code", "second-factor-wrong")
}

/// Five in five minutes, and thirty a day: who has the password must not guess on and on.
fn tries(account: AccountId) -> Vec<Limit> {
    vec![
        Limit::new(Limited::SecondFactor, &format!("second-factor {}", account.0), 5, 300),
        Limit::new(
            Limited::SecondFactor,
            &format!("second-factor of the day {}", account.0),
            30,
            86_400,
        ),
    ]
}

async fn forget_tries(db: &Db, account: AccountId) -> Result<()> {
    for limit in tries(account) {
        limits::forget(db, limit).await?;
    }
    Ok(())
}

/// Takes the step of a code that fits, so that nobody takes it again.
async fn use_code(db: &Db, account: AccountId, code: String, now: Instant) -> Result<bool> {
    db.write((account, code, now), |tx, (account, code, now)| {
        Box::pin(async move {
            let take = tx.for_update();
            let sql = format!("SELECT totp_secret, totp_step FROM accounts WHERE id = $1 AND totp_since IS NOT NULL{take}");
            let Some(kept) = fetch_optional!(tx, Kept, &sql, account.0)? else {
                return Ok(false);
            };
            let Some(step) = fitting(&kept.totp_secret.unwrap_or_default(), code, kept.totp_step, *now)? else {
                return Ok(false);
            };
            execute!(tx, "UPDATE accounts SET totp_step = $2 WHERE id = $1", account.0, step)?;
            Ok(true)
        })
    })
    .await
}

async fn use_recovery_code(db: &Db, account: AccountId, typed: &str, now: Instant) -> Result<bool> {
    let sql = "SELECT code_hash FROM recovery_codes WHERE account_id = $1 LIMIT 1";
    let Some((one,)) = fetch_optional!(db.read().await?, (String,), sql, account.0)? else {
        return Ok(false);
    };
    let hash = passwords::hash_like(&canonical_recovery_code(typed), one).await?;
    let used = db.write((account, hash, now), |tx, (account, hash, now)| {
        Box::pin(async move {
            let sql = "UPDATE recovery_codes SET used = $3 WHERE account_id = $1 AND code_hash = $2 AND used IS NULL \
                AND EXISTS (SELECT 1 FROM accounts a WHERE a.id = $1 AND a.totp_since IS NOT NULL)";
            Ok(execute!(tx, sql, account.0, hash.as_str(), now.0)?)
        })
    });
    Ok(used.await? == 1)
}

/// Ten codes, and what is kept of them.
async fn recovery_codes() -> Result<(Vec<String>, Vec<String>)> {
    let codes: Vec<String> = (0..RECOVERY_CODES).map(|_| secrets::recovery_code()).collect();
    let hashes = passwords::hash_together(codes.iter().map(|c| canonical_recovery_code(c)).collect()).await?;
    Ok((codes, hashes))
}

async fn replace_recovery_codes(tx: &mut Tx, account: AccountId, hashes: &[String]) -> Result<()> {
    execute!(tx, "DELETE FROM recovery_codes WHERE account_id = $1", account.0)?;
    for hash in hashes {
        let sql = "INSERT INTO recovery_codes (account_id, code_hash) VALUES ($1, $2)";
        execute!(tx, sql, account.0, hash.as_str())?;
    }
    Ok(())
}

/// The step after `last` in which a secret has this code, if there is one near the present.
fn fitting(secret: &str, code: &str, last: Option<i64>, now: Instant) -> Result<Option<i64>> {
    let (totp, present) = (totp(secret)?, step_of(now));
    let near = (present - SKEW)..=(present + SKEW);
    Ok(near
        .filter(|step| last.is_none_or(|last| *step > last))
        .find(|step| totp.generate(seconds(*step)) == code))
}

fn totp(secret: &str) -> Result<TOTP> {
    let bytes = Secret::Encoded(secret.to_owned())
        .to_bytes()
        .map_err(|e| Failure::Bug(e.to_string()))?;
    TOTP::new(Algorithm::SHA1, 6, 1, STEP.unsigned_abs(), bytes).map_err(|e| Failure::Bug(e.to_string()))
}

const fn step_of(now: Instant) -> i64 {
    now.0 / 1_000_000 / STEP
}

const fn seconds(step: i64) -> u64 {
    (step * STEP).unsigned_abs()
}

fn escaped(text: &str) -> String {
    let keep = |b: u8| b.is_ascii_alphanumeric() || b"-._~@".contains(&b);
    text.bytes().fold(String::new(), |mut out, b| {
        use std::fmt::Write as _;
        let _ = if keep(b) {
            write!(out, "{}", char::from(b))
        } else {
            write!(out, "%{b:02X}")
        };
        out
    })
}
