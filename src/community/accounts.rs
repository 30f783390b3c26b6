//! Accounts: a person's credentials, one per installation. Joining, confirming, signing in.
//! No answer and no timing here tells whether an account exists.

use crate::brands::Brand;
use crate::db::{Db, Result, Tx};
use crate::installation::Settings;
use crate::limits::{self, Limit};
use crate::mail::{self, Mail};
use crate::members::{self, NewMember};
use crate::passwords;
use crate::secrets;
use crate::words::Words;
use crate::{execute, fetch_one, fetch_optional, row};
use types::accounts::{Enter, Join, SignIn, canonical_address, canonical_code};
use types::{AccountId, ConfirmationId, Error, Instant, Lang};

/// A code lives this long, in seconds: 10 minutes.
const CODE_LIVES: i64 = 600;
/// Wrong tries of one code.
const CODE_TRIES: i64 = 5;
/// Codes mailed to one address within an hour.
const CODES_AN_HOUR: i64 = 5;
/// Joins begun from one network within 15 minutes.
const JOINS: i64 = 60;
/// Codes tried from one network within 15 minutes: with their five tries each, six digits could be guessed by asking for ever more of them.
const CODES: i64 = 100;
/// A quarter of an hour, in seconds.
const QUARTER: i64 = 900;

row! {
    /// A join that waits for its code.
    pub struct Waiting {
        pub address: String,
        pub name: String,
        pub password_hash: String,
        pub language: Lang,
        pub code_hash: String,
        pub tries: i64,
        pub expires: Instant,
    }
}

/// How a typed code was received.
enum Confirmed {
    Yes(AccountId),
    Wrong,
    Over,
}

/// What the account page shows.
#[derive(Clone, Debug)]
pub struct Account {
    pub address: String,
    pub language: Lang,
}

/// Begins to join: mails a code to the address, or a hint to sign in if it has an account. The answer is the same.
pub async fn join(
    db: &Db,
    brand: &Brand,
    join: Join,
    lang: Lang,
    settings: &Settings,
    network: &str,
    now: Instant,
) -> Result<ConfirmationId> {
    join.validate()?;
    if brand.closes.is_some() {
        return Err(members::closing());
    }
    let address = canonical_address(&join.address);
    if passwords::is_common(&join.password, &address) {
        return Err(Error::invalid("password", "password-common").into());
    }
    limits::take(db, vec![Limit::new(&format!("join {network}"), JOINS, QUARTER)], now).await?;
    let hash = passwords::hash(&join.password).await?;
    let waiting = Waiting {
        code_hash: String::new(),
        tries: 0,
        expires: now.plus_seconds(CODE_LIVES),
        name: join.name.trim().to_owned(),
        password_hash: hash,
        language: lang,
        address,
    };
    let sign_in = settings.link(brand, "/sign-in");
    db.write((brand.clone(), waiting, sign_in, now), |tx, (brand, waiting, sign_in, now)| {
        Box::pin(async move {
            limits::alone(tx, &waiting.address).await?;
            let sql = "SELECT COUNT(*) FROM confirmations WHERE address = $1 AND created > $2";
            let sent = fetch_one!(tx, (i64,), sql, &waiting.address, now.plus_seconds(-3_600).0)?.0;
            if sent >= CODES_AN_HOUR {
                return Err(Error::TooMany { seconds: 3_600 }.into());
            }
            let code = secrets::code();
            let known = by_address(tx, &waiting.address).await?.is_some();
            // A code that nobody was mailed: the hash of nothing fits none.
            let code_hash = if known { String::new() } else { code_hash(&waiting.address, &code) };
            let mail = if known { mail_known(brand, waiting, sign_in) } else { mail_code(brand, waiting, &code) };
            mail::enqueue(tx, Some(brand.id), &mail, *now).await?;
            let sql = "INSERT INTO confirmations (brand_id, address, name, password_hash, language, code_hash, rules_version, terms_version, created, expires) \
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id";
            let row = fetch_one!(tx, (i64,), sql, brand.id.0, &waiting.address, &waiting.name, &waiting.password_hash,
                waiting.language.as_str(), code_hash, brand.rules_version, brand.terms_version, now.0, waiting.expires.0)?;
            Ok(ConfirmationId(row.0))
        })
    })
    .await
}

fn mail_code(brand: &Brand, to: &Waiting, code: &str) -> Mail {
    let words = Words::of(to.language);
    let args = [("brand", brand.name.as_str().into()), ("code", code.into())];
    Mail {
        to: to.address.clone(),
        from_name: brand.name.clone(),
        subject: words.with("mail-code-subject", &args),
        text: words.with("mail-code-text", &args),
    }
}

fn mail_known(brand: &Brand, to: &Waiting, sign_in: &str) -> Mail {
    let words = Words::of(to.language);
    let args = [("brand", brand.name.as_str().into()), ("link", sign_in.into())];
    Mail {
        to: to.address.clone(),
        from_name: brand.name.clone(),
        subject: words.with("mail-known-subject", &args),
        text: words.with("mail-known-text", &args),
    }
}

/// Ends a join with the code from the mail: makes the account and its membership of the brand that was joined.
pub async fn confirm(db: &Db, brand: &Brand, waiting: ConfirmationId, code: &str, network: &str, now: Instant) -> Result<AccountId> {
    let code = canonical_code(code).ok_or_else(|| Error::invalid("code", "code-form"))?;
    limits::take(db, vec![Limit::new(&format!("code {network}"), CODES, QUARTER)], now).await?;
    let done = db.write((brand.clone(), waiting, code, now), |tx, (brand, waiting, code, now)| {
        Box::pin(async move {
            // The try is counted before the code is compared.
            let sql = "UPDATE confirmations SET tries = tries + 1 WHERE id = $1 AND brand_id = $2 AND expires > $3 \
                RETURNING address, name, password_hash, language, code_hash, tries, expires";
            let Some(found) = fetch_optional!(tx, Waiting, sql, waiting.0, brand.id.0, now.0)? else {
                return Ok(Confirmed::Over);
            };
            if found.tries > CODE_TRIES {
                return Ok(Confirmed::Over);
            }
            if code_hash(&found.address, code) != found.code_hash {
                return Ok(Confirmed::Wrong);
            }
            let account = match by_address(tx, &found.address).await? {
                Some(account) => account,
                None => insert_row(tx, &found.address, &found.password_hash, found.language, *now).await?,
            };
            members::insert(tx, brand.id, Some(account), &NewMember::customer(&found.name, *now)).await?;
            execute!(
                tx,
                "UPDATE confirmations SET expires = 0, password_hash = '' WHERE address = $1",
                &found.address
            )?;
            Ok(Confirmed::Yes(account))
        })
    });
    match done.await? {
        Confirmed::Yes(account) => Ok(account),
        Confirmed::Wrong => Err(Error::invalid("code", "code-wrong").into()),
        Confirmed::Over => Err(Error::invalid("code", "code-over").into()),
    }
}

/// A person with an account becomes a member of one more brand.
pub async fn enter(db: &Db, brand: &Brand, account: AccountId, enter: Enter, now: Instant) -> Result<()> {
    enter.validate()?;
    members::create(db, brand.id, Some(account), NewMember::customer(&enter.name, now)).await?;
    Ok(())
}

/// Whose address and password these are. `network` is where the request came from.
pub async fn sign_in(db: &Db, sign_in: &SignIn, network: &str, now: Instant) -> Result<AccountId> {
    sign_in.validate()?;
    let address = canonical_address(&sign_in.address);
    let [pair, of_network, of_account] = sign_in_limits(&address, network);
    limits::take(db, vec![pair.clone(), of_network.clone(), of_account.clone()], now).await?;
    let sql = "SELECT id, password_hash FROM accounts WHERE address = $1 AND blocked IS NULL";
    let found = fetch_optional!(db.read().await?, (i64, String), sql, &address)?;
    let (id, hash) = found.map_or((0, None), |(id, hash)| (id, Some(hash)));
    if !passwords::verify(&sign_in.password, hash).await? {
        return Err(Error::invalid("password", "password-wrong").into());
    }
    limits::forget(db, pair).await?;
    limits::give_back(db, vec![of_network, of_account], now).await?;
    Ok(AccountId(id))
}

/// 5 tries in 5 minutes for a network and an account together, 50 in 15 minutes for a network, 100 for an account over all networks.
fn sign_in_limits(address: &str, network: &str) -> [Limit; 3] {
    [
        Limit::new(&format!("sign-in {network} {address}"), 5, 300),
        Limit::new(&format!("sign-in {network}"), 50, QUARTER),
        Limit::new(&format!("sign-in {address}"), 100, QUARTER),
    ]
}

/// Makes a confirmed account: the operator's command.
pub async fn create(db: &Db, address: &str, password: &str, lang: Lang, now: Instant) -> Result<AccountId> {
    let form = Join {
        address: address.into(),
        password: password.into(),
        name: "operator".into(),
        rules: Some("on".into()),
    };
    form.validate()?;
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

async fn by_address(tx: &mut Tx, address: &str) -> Result<Option<AccountId>> {
    Ok(fetch_optional!(tx, (i64,), "SELECT id FROM accounts WHERE address = $1", address)?.map(|r| AccountId(r.0)))
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

/// What a person is shown of their own account.
pub async fn read(db: &Db, account: AccountId) -> Result<Account> {
    let found = fetch_optional!(
        db.read().await?,
        (String, String),
        "SELECT address, language FROM accounts WHERE id = $1",
        account.0
    )?;
    let (address, language) = found.ok_or(Error::SignInNeeded)?;
    Ok(Account {
        address,
        language: Lang::parse(&language).unwrap_or(Lang::En),
    })
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

fn code_hash(address: &str, code: &str) -> String {
    secrets::hash(&format!("{address} {code}"))
}

pub mod proof;
#[cfg(test)]
mod tests;
