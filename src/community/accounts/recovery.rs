//! A forgotten password: a link is mailed, and whoever opens it sets a new one. Every sign-in before that ends.

use super::codes::{self, NewCode};
use super::letters::{self, Sender, To};
use super::{CODE_LIVES, CODES, QUARTER, by_address};
use crate::brands::{Brand, COLUMNS};
use crate::db::{Db, Result, Tx};
use crate::installation::Settings;
use crate::limits::{self, Limit, Limited};
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
    limits::take(db, codes::mailings(Purpose::Password.as_str(), &address, network), now).await?;
    db.write(
        (brand.clone(), settings.clone(), address, lang, now),
        |tx, (brand, settings, address, lang, now)| {
            Box::pin(async move {
                let from = &Sender::from(brand);
                let account = by_address(tx, address).await?.filter(|(_, open)| *open).map(|(id, _)| id);
                let page = settings.link(&door_of(tx, brand, account).await?, "/password");
                let (token, to) = (secrets::token(), To { address, lang: *lang });
                let link_hash = account.map(|_| secrets::hash(&token)).unwrap_or_default();
                let new = NewCode {
                    purpose: Purpose::Password,
                    account,
                    address,
                    code_hash: String::new(),
                    link_hash,
                    lives: CODE_LIVES,
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

/// At whose door a link is opened: the brand's where it was asked for, unless that has a host of its own and the person is not its member.
/// A link that opens an account never leads to the host of somebody with whom the person has nothing to do.
async fn door_of(tx: &mut Tx, asked: &Brand, account: Option<AccountId>) -> Result<Brand> {
    let Some(account) = account.filter(|_| asked.host.is_some()) else {
        return Ok(asked.clone());
    };
    let sql = format!(
        "SELECT {} FROM brands b JOIN memberships m ON m.brand_id = b.id WHERE m.account_id = $1 AND m.gone IS NULL \
         ORDER BY CASE WHEN b.id = $2 THEN 0 WHEN b.host IS NULL THEN 1 ELSE 2 END, b.id LIMIT 1",
        COLUMNS
            .split(", ")
            .map(|column| format!("b.{}", column.trim()))
            .collect::<Vec<_>>()
            .join(", ")
    );
    Ok(fetch_optional!(tx, Brand, &sql, account.0, asked.id.0)?.unwrap_or_else(|| asked.clone()))
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
    limits::take(
        db,
        vec![Limit::new(Limited::CodeNetwork, &format!("code {network}"), CODES, QUARTER)],
        now,
    )
    .await?;
    let address = address_of(db, token, now).await?;
    new.validate()?;
    if passwords::is_common(&new.password, &[&address, &from.name, &from.slug]) {
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
