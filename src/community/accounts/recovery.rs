//! A forgotten password: a link is mailed, and whoever opens it sets a new one. Every sign-in before that ends.

use super::codes::{self, NewCode};
use super::letters::{self, Sender, To};
use super::{CODES, JOINS, LINK_LIVES, QUARTER, by_address};
use crate::brands::Brand;
use crate::db::{Db, Result};
use crate::installation::Settings;
use crate::limits::{self, Limit};
use crate::{execute, fetch_optional, passwords, secrets, sessions};
use types::accounts::{Address, NewPassword, Purpose, canonical_address};
use types::{AccountId, Error, Instant, Lang};

/// Mails a link to a new password; where nobody can sign in with the address, the mail says so instead. The answer is the same.
pub async fn ask_new_password(
    db: &Db,
    brand: &Brand,
    asked: &Address,
    lang: Lang,
    settings: &Settings,
    network: &str,
    now: Instant,
) -> Result<()> {
    asked.validate()?;
    let address = canonical_address(&asked.address);
    limits::take(db, vec![Limit::new(&format!("join {network}"), JOINS, QUARTER)], now).await?;
    let page = settings.link(brand, "/password");
    db.write(
        (Sender::from(brand), address, lang, page, now),
        |tx, (from, address, lang, page, now)| {
            Box::pin(async move {
                let account = by_address(tx, address).await?.filter(|(_, open)| *open).map(|(id, _)| id);
                let (token, to) = (secrets::token(), To { address, lang: *lang });
                let link_hash = account.map(|_| secrets::hash(&token)).unwrap_or_default();
                let new = NewCode {
                    purpose: Purpose::Password,
                    account,
                    address,
                    code_hash: String::new(),
                    link_hash,
                    lives: LINK_LIVES,
                };
                codes::insert(tx, new, *now).await?;
                let link = format!("{page}/{token}");
                match account {
                    Some(_) => letters::post(tx, from, to, "password", &[("link", &link)], *now).await,
                    None => letters::post(tx, from, to, "unknown", &[], *now).await,
                }
            })
        },
    )
    .await
}

/// Whether the link of a mail still leads to a new password; else not found.
pub async fn link_lives(db: &Db, token: &str, now: Instant) -> Result<()> {
    address_of(db, token, now).await.map(drop)
}

async fn address_of(db: &Db, token: &str, now: Instant) -> Result<String> {
    let sql = "SELECT c.address FROM codes c JOIN accounts a ON a.id = c.account_id \
        WHERE c.link_hash = $1 AND c.purpose = $2 AND c.expires > $3 AND a.blocked IS NULL";
    let found = fetch_optional!(
        db.read().await?,
        (String,),
        sql,
        secrets::hash(token),
        Purpose::Password.as_str(),
        now.0
    )?;
    Ok(found.ok_or(Error::NotFound)?.0)
}

/// Sets the new password, once; ends every sign-in and tells the person. Gives whose it is, who may come in now.
pub async fn set_new_password(db: &Db, from: &Sender, token: &str, new: &NewPassword, network: &str, now: Instant) -> Result<AccountId> {
    limits::take(db, vec![Limit::new(&format!("code {network}"), CODES, QUARTER)], now).await?;
    let address = address_of(db, token, now).await?;
    new.validate()?;
    if passwords::is_common(&new.password, &[&address, &from.name]) {
        return Err(Error::invalid("password", "password-common").into());
    }
    let hash = passwords::hash(&new.password).await?;
    db.write((from.clone(), secrets::hash(token), hash, now), |tx, (from, link, hash, now)| {
        Box::pin(async move {
            let sql = "UPDATE codes SET expires = 0 WHERE link_hash = $1 AND purpose = $2 AND expires > $3 AND account_id IS NOT NULL \
                RETURNING account_id";
            let used = fetch_optional!(tx, (i64,), sql, link.as_str(), Purpose::Password.as_str(), now.0)?;
            let account = AccountId(used.ok_or(Error::NotFound)?.0);
            let sql = "UPDATE accounts SET password_hash = $2 WHERE id = $1 AND blocked IS NULL";
            if execute!(tx, sql, account.0, hash.as_str())? == 0 {
                return Err(Error::NotFound.into());
            }
            codes::end_all(tx, account).await?;
            sessions::end_others(tx, account, None).await?;
            letters::tell(tx, from, account, "password-changed", *now).await?;
            Ok(account)
        })
    })
    .await
}
