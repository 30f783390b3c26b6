//! Accounts: a person's credentials, one per installation. Joining, signing in, recovering, changing, the second factor.
//! No answer and no timing here tells whether an account exists. That one is blocked is told to whoever has given all that lets them in.

mod codes;
mod credentials;
mod join;
mod known;
mod letters;
mod recovery;
pub mod second_factor;
mod sign_in;

pub use credentials::{Typed, ask_new_address, change_password, prove_new_address};
pub use join::{Proof, confirm, confirm_by_link, enter, join, waits};
pub use known::take_known_password;
pub use letters::Sender;
pub use recovery::{ask_new_password, link_lives, set_new_password};
pub(crate) use sign_in::by_password;
pub use sign_in::{ask_code, prove, sign_in, sign_in_by_code};

use crate::db::{Db, Result, Tx};
use crate::when;
use crate::{execute, fetch_one, fetch_optional, passwords, row};
use types::accounts::{Join, Preferences, canonical_address};
use types::{AccountId, Error, Instant, Lang};

/// A code, and the link that a mail has in its place, lives this long, in seconds: 10 minutes.
const CODE_LIVES: i64 = 600;
/// Wrong tries of one code.
const CODE_TRIES: i64 = 5;
/// Codes mailed to one address within an hour, for each purpose and each network that asks.
const CODES_AN_HOUR: i64 = 5;
/// Codes and links mailed to one address within an hour, whatever for and from wherever they are asked for.
const MAILS_AN_HOUR: i64 = 30;
/// Joins, codes and links asked for from one network within 15 minutes.
const JOINS: i64 = 60;
/// Codes tried from one network within 15 minutes: with their five tries each, six digits could be guessed by asking for ever more of them.
const CODES: i64 = 100;
/// A quarter of an hour, in seconds.
const QUARTER: i64 = 900;

row! {
    /// What the account page shows.
    pub struct Account {
        pub address: String,
        pub language: Lang,
        /// An IANA name; none for the brand's own.
        pub time_zone: Option<String>,
    }
}

/// What a person is shown of their own account. A blocked account is nobody's.
pub async fn read(db: &Db, account: AccountId) -> Result<Account> {
    let sql = "SELECT address, language, time_zone FROM accounts WHERE id = $1 AND blocked IS NULL";
    Ok(fetch_optional!(db.read().await?, Account, sql, account.0)?.ok_or(Error::SignInNeeded)?)
}

/// The language in which a person reads.
pub async fn set_language(db: &Db, account: AccountId, lang: Lang) -> Result<()> {
    db.write((account, lang), |tx, (account, lang)| {
        Box::pin(async move {
            execute!(tx, "UPDATE accounts SET language = $2 WHERE id = $1", account.0, lang.as_str())?;
            Ok(())
        })
    })
    .await
}

/// Language and time zone; gives the language.
pub async fn set_preferences(db: &Db, account: AccountId, chosen: &Preferences) -> Result<Lang> {
    let lang = Lang::parse(&chosen.language).ok_or_else(|| Error::invalid("language", "language-unknown"))?;
    let zone = when::todays_name(chosen.time_zone.trim());
    if !zone.is_empty() && !when::zones().iter().any(|known| known == zone) {
        return Err(Error::invalid("time_zone", "time-zone-unknown").into());
    }
    let zone = Some(zone.to_owned()).filter(|z| !z.is_empty());
    db.write((account, lang, zone), |tx, (account, lang, zone)| {
        Box::pin(async move {
            let sql = "UPDATE accounts SET language = $2, time_zone = $3 WHERE id = $1";
            execute!(tx, sql, account.0, lang.as_str(), zone.as_deref())?;
            Ok(())
        })
    })
    .await?;
    Ok(lang)
}

/// Makes a confirmed account: the operator's command. `known` is what its password may not consist of, beside the address.
pub async fn create(db: &Db, address: &str, password: &str, known: &[&str], lang: Lang, now: Instant) -> Result<AccountId> {
    let form = Join {
        address: address.into(),
        password: password.into(),
        name: "operator".into(),
        rules: Some("on".into()),
        ..Join::default()
    };
    form.validate()?;
    let known: Vec<&str> = std::iter::once(address).chain(known.iter().copied()).collect();
    if passwords::is_common(password, &known) {
        return Err(Error::invalid("password", "password-common").into());
    }
    let hash = passwords::hash(password).await?;
    insert(db, address, &hash, lang, now).await
}

/// Makes a confirmed account with a hash that is at hand.
pub async fn insert(db: &Db, address: &str, hash: &str, lang: Lang, now: Instant) -> Result<AccountId> {
    db.write(
        (canonical_address(address), hash.to_owned(), lang, now),
        |tx, (address, hash, lang, now)| Box::pin(async move { insert_row(tx, address, hash, *lang, *now).await }),
    )
    .await
}

async fn insert_row(tx: &mut Tx, address: &str, hash: &str, lang: Lang, now: Instant) -> Result<AccountId> {
    let sql = "INSERT INTO accounts (address, password_hash, language, created) VALUES ($1, $2, $3, $4) RETURNING id";
    Ok(AccountId(fetch_one!(tx, (i64,), sql, address, hash, lang.as_str(), now.0)?.0))
}

/// The account of an address, and whether it may sign in.
async fn by_address(tx: &mut Tx, address: &str) -> Result<Option<(AccountId, bool)>> {
    let sql = "SELECT id, blocked IS NULL AS open FROM accounts WHERE address = $1";
    Ok(fetch_optional!(tx, (i64, bool), sql, address)?.map(|(id, open)| (AccountId(id), open)))
}

/// The account of an address: for the operator's commands only.
pub async fn find(db: &Db, _by: crate::who::System, address: &str) -> Result<Option<AccountId>> {
    let sql = "SELECT id FROM accounts WHERE address = $1";
    Ok(fetch_optional!(db.read().await?, (i64,), sql, canonical_address(address))?.map(|r| AccountId(r.0)))
}

/// From now on every member of staff needs a second factor: the installation can be reached by others. Gives how many had been excused.
pub async fn excuse_nobody(db: &Db, _by: crate::who::System) -> Result<u64> {
    db.write((), |tx, ()| {
        Box::pin(async move { Ok(execute!(tx, "UPDATE accounts SET excused = FALSE WHERE excused")?) })
    })
    .await
}

/// Excuses an account from the second factor: the demo's, where only this machine can reach them.
pub async fn excuse(db: &Db, _by: crate::who::System, account: AccountId) -> Result<()> {
    db.write(account, |tx, account| {
        Box::pin(async move {
            execute!(tx, "UPDATE accounts SET excused = TRUE WHERE id = $1", account.0)?;
            Ok(())
        })
    })
    .await
}

/// Lets an account run the installation, or no longer.
pub async fn set_operator(db: &Db, _by: crate::who::System, account: AccountId, operator: bool) -> Result<()> {
    db.write((account, operator), |tx, (account, operator)| {
        Box::pin(async move {
            execute!(tx, "UPDATE accounts SET operator = $2 WHERE id = $1", account.0, *operator)?;
            Ok(())
        })
    })
    .await
}

#[cfg(test)]
mod tests;
