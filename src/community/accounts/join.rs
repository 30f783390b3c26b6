//! Joining a brand: an account begins with its confirmation, by the code or the link of the mail.

use super::letters::{self, Sender, To};
use super::{CODE_LIVES, CODE_TRIES, CODES, QUARTER, by_address, codes, insert_row};
use crate::brands::Brand;
use crate::db::{Db, Result, Tx};
use crate::installation::Settings;
use crate::limits::{self, Limit, Limited};
use crate::members;
use crate::{execute, fetch_one, fetch_optional, passwords, row, secrets};
use types::accounts::{Enter, Join, Shown, canonical_address, canonical_code};
use types::{AccountId, ConfirmationId, Error, Instant, Lang};

row! {
    /// A join that waits to be confirmed.
    pub struct Waiting {
        pub address: String,
        pub name: String,
        pub password_hash: String,
        pub language: Lang,
        pub code_hash: String,
        pub tries: i64,
        /// What the person was shown.
        pub rules_version: i64,
        pub terms_version: i64,
        pub expires: Instant,
    }
}

/// The columns of a [`Waiting`].
const WAITING: &str = "address, name, password_hash, language, code_hash, tries, rules_version, terms_version, expires";

/// How a try to confirm was received.
enum Confirmed {
    Yes(AccountId),
    Wrong,
    Over,
}

/// What whoever opens the link of a mail shows, so that a stranger's join is not confirmed by a click.
#[derive(Clone)]
pub enum Proof {
    /// Their session is the one that waits.
    Session(ConfirmationId),
    /// They know the password that was chosen.
    Password(String),
}

/// Begins to join: mails a code and a link to the address, or a hint to sign in if it has an account. The answer is the same.
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
    let address = canonical_address(&join.address);
    // Before the password is judged: that costs CPU time, and anybody may ask for it.
    limits::take(db, codes::mailings("join", &address, network), now).await?;
    if passwords::is_common(&join.password, &[&address, &brand.name, &brand.slug]) {
        return Err(Error::invalid("password", "password-common").into());
    }
    members::may_come(db, brand.id, &address, now).await?;
    let hash = passwords::hash(&join.password).await?;
    let shown = join.shown(standing(brand));
    let waiting = Waiting {
        code_hash: String::new(),
        tries: 0,
        rules_version: shown.rules,
        terms_version: shown.terms,
        expires: now.plus_seconds(CODE_LIVES),
        name: join.name.trim().to_owned(),
        password_hash: hash,
        language: lang,
        address,
    };
    let links = (settings.link(brand, "/sign-in"), settings.link(brand, "/confirm"));
    db.write((brand.clone(), waiting, links, now), |tx, (brand, waiting, links, now)| {
        Box::pin(async move {
            let (from, to) = (Sender::from(brand), To { address: &waiting.address, lang: waiting.language });
            // A code that nobody was mailed: the hash of nothing fits none.
            let (mut code_hash, mut link_hash) = (String::new(), None);
            if by_address(tx, &waiting.address).await?.is_some() {
                letters::post(tx, &from, to, "known", &[("link", &links.0)], *now).await?;
            } else {
                let (code, token) = (secrets::code(), secrets::token());
                let link = format!("{}/{token}", links.1);
                letters::post(tx, &from, to, "join", &[("code", &code), ("link", &link)], *now).await?;
                (code_hash, link_hash) = (codes::hash(&waiting.address, &code), Some(secrets::hash(&token)));
            }
            let sql = "INSERT INTO confirmations (brand_id, address, name, password_hash, language, code_hash, link_hash, rules_version, terms_version, \
                created, expires) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id";
            let row = fetch_one!(tx, (i64,), sql, brand.id.0, &waiting.address, &waiting.name, &waiting.password_hash,
                waiting.language.as_str(), code_hash, link_hash, waiting.rules_version, waiting.terms_version, now.0, waiting.expires.0)?;
            Ok(ConfirmationId(row.0))
        })
    })
    .await
}

/// What stands in the brand's house as it was read with this request.
const fn standing(brand: &Brand) -> Shown {
    Shown {
        rules: brand.rules_version,
        terms: brand.terms_version,
    }
}

/// Ends a join with the code from the mail: makes the account and its membership of the brand that was joined.
pub async fn confirm(db: &Db, brand: &Brand, waiting: ConfirmationId, code: &str, network: &str, now: Instant) -> Result<AccountId> {
    let code = canonical_code(code).ok_or_else(|| Error::invalid("code", "code-form"))?;
    limits::take(
        db,
        vec![Limit::new(Limited::CodeNetwork, &format!("code {network}"), CODES, QUARTER)],
        now,
    )
    .await?;
    let done = db.write((brand.clone(), waiting, code, now), |tx, (brand, waiting, code, now)| {
        Box::pin(async move {
            // The try is counted before the code is compared.
            let sql =
                format!("UPDATE confirmations SET tries = tries + 1 WHERE id = $1 AND brand_id = $2 AND expires > $3 RETURNING {WAITING}");
            let Some(found) = fetch_optional!(tx, Waiting, &sql, waiting.0, brand.id.0, now.0)? else {
                return Ok(Confirmed::Over);
            };
            if found.tries > CODE_TRIES {
                return Ok(Confirmed::Over);
            }
            if codes::hash(&found.address, code) != found.code_hash {
                return Ok(Confirmed::Wrong);
            }
            finish(tx, brand, &found, *now).await
        })
    });
    match done.await? {
        Confirmed::Yes(account) => Ok(account),
        Confirmed::Wrong => Err(Error::invalid("code", "code-wrong").into()),
        Confirmed::Over => Err(Error::invalid("code", "code-over").into()),
    }
}

/// The join that the link of a mail stands for, while it waits; else not found.
pub async fn waits(db: &Db, brand: &Brand, token: &str, now: Instant) -> Result<ConfirmationId> {
    Ok(by_link(db, brand, token, now).await?.0)
}

async fn by_link(db: &Db, brand: &Brand, token: &str, now: Instant) -> Result<(ConfirmationId, String)> {
    let sql = "SELECT id, password_hash FROM confirmations WHERE link_hash = $1 AND brand_id = $2 AND expires > $3";
    let found = fetch_optional!(db.read().await?, (i64, String), sql, secrets::hash(token), brand.id.0, now.0)?;
    let (id, hash) = found.ok_or(Error::NotFound)?;
    Ok((ConfirmationId(id), hash))
}

/// Ends a join with the link from the mail. In another session than the one that waits it needs the password that was chosen:
/// who joined with a stranger's address gains nothing when the stranger clicks.
pub async fn confirm_by_link(db: &Db, brand: &Brand, token: &str, proof: Proof, network: &str, now: Instant) -> Result<AccountId> {
    let (id, hash) = by_link(db, brand, token, now).await?;
    match proof {
        Proof::Session(waiting) if waiting == id => {}
        Proof::Session(_) => return Err(Error::invalid("password", "password-missing").into()),
        Proof::Password(password) => {
            let of_link = Limit::new(Limited::Code, &format!("confirm {}", id.0), CODE_TRIES, 300);
            limits::take(
                db,
                vec![
                    of_link,
                    Limit::new(Limited::CodeNetwork, &format!("code {network}"), CODES, QUARTER),
                ],
                now,
            )
            .await?;
            if !passwords::verify(&password, Some(hash)).await? {
                return Err(Error::invalid("password", "chosen-wrong").into());
            }
        }
    }
    let done = db.write((brand.clone(), id, now), |tx, (brand, id, now)| {
        Box::pin(async move {
            let take = tx.for_update();
            let sql = format!("SELECT {WAITING} FROM confirmations WHERE id = $1 AND brand_id = $2 AND expires > $3{take}");
            match fetch_optional!(tx, Waiting, &sql, id.0, brand.id.0, now.0)? {
                Some(found) => finish(tx, brand, &found, *now).await,
                None => Ok(Confirmed::Over),
            }
        })
    });
    match done.await? {
        Confirmed::Yes(account) => Ok(account),
        Confirmed::Wrong | Confirmed::Over => Err(Error::NotFound.into()),
    }
}

/// Makes the account and the membership; every other join of the address is over.
async fn finish(tx: &mut Tx, brand: &Brand, found: &Waiting, now: Instant) -> Result<Confirmed> {
    let account = match by_address(tx, &found.address).await? {
        Some((account, true)) => account,
        Some((_, false)) => return Ok(Confirmed::Over),
        None => insert_row(tx, &found.address, &found.password_hash, found.language, now).await?,
    };
    let shown = Shown {
        rules: found.rules_version,
        terms: found.terms_version,
    };
    members::admit(tx, brand.id, account, &found.address, &found.name, shown, now).await?;
    forget(tx, &found.address).await?;
    Ok(Confirmed::Yes(account))
}

/// Ends every join of an address that has an account now.
pub(super) async fn forget(tx: &mut Tx, address: &str) -> Result<()> {
    let sql = "UPDATE confirmations SET expires = 0, password_hash = '' WHERE address = $1";
    execute!(tx, sql, address)?;
    Ok(())
}

/// A person with an account becomes a member of one more brand.
pub async fn enter(db: &Db, brand: &Brand, account: AccountId, enter: Enter, now: Instant) -> Result<()> {
    enter.validate()?;
    let shown = enter.shown(standing(brand));
    db.write((brand.id, account, enter, shown, now), |tx, (brand, account, enter, shown, now)| {
        Box::pin(async move {
            let address = fetch_one!(tx, (String,), "SELECT address FROM accounts WHERE id = $1", account.0)?.0;
            members::admit(tx, *brand, *account, &address, &enter.name, *shown, *now)
                .await
                .map(drop)
        })
    })
    .await
}
