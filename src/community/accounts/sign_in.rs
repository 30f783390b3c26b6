//! Signing in, by password or by a mailed code; and the password once more before something weighty.

use super::codes::{self, NewCode, Tried};
use super::letters::{self, Sender, To};
use super::{CODE_LIVES, CODES, QUARTER, by_address};
use crate::brands::Brand;
use crate::db::{Db, Result};
use crate::limits::{self, Limit, Limited};
use crate::{fetch_optional, passwords, secrets};
use types::accounts::{Address, Purpose, SignIn, canonical_address, canonical_code, check_current};
use types::{AccountId, CodeId, Error, Instant, Lang};

/// Whose address and password these are. `network` is where the request came from. That the account is blocked is told to whoever knows its
/// password, and to nobody else; where it has a second factor, once that was given too.
pub async fn sign_in(db: &Db, sign_in: &SignIn, network: &str, now: Instant) -> Result<AccountId> {
    let account = by_password(db, sign_in, network, now).await?;
    let sql = "SELECT id FROM accounts WHERE id = $1 AND (blocked IS NULL OR totp_since IS NOT NULL)";
    let found = fetch_optional!(db.read().await?, (i64,), sql, account.0)?;
    Ok(found
        .map(|_| account)
        .ok_or_else(|| Error::invalid("password", "account-blocked"))?)
}

/// Whose address and password these are, whether or not the account may come in.
pub(crate) async fn by_password(db: &Db, sign_in: &SignIn, network: &str, now: Instant) -> Result<AccountId> {
    sign_in.validate()?;
    let address = canonical_address(&sign_in.address);
    let [pair, of_network, of_account] = sign_in_limits(&address, network);
    limits::take(db, vec![pair.clone(), of_network.clone(), of_account.clone()], now).await?;
    let sql = "SELECT id, password_hash FROM accounts WHERE address = $1";
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
        Limit::new(Limited::SignIn, &format!("sign-in {network} {address}"), 5, 300),
        Limit::new(Limited::SignInNetwork, &format!("sign-in {network}"), 50, QUARTER),
        Limit::new(Limited::SignInAccount, &format!("sign-in {address}"), 100, QUARTER),
    ]
}

/// Mails a code to sign in with; where nobody can sign in with the address, the mail says so instead. The answer is the same.
pub async fn ask_code(db: &Db, brand: &Brand, asked: &Address, lang: Lang, network: &str, now: Instant) -> Result<CodeId> {
    asked.validate()?;
    let address = canonical_address(&asked.address);
    limits::take(db, codes::mailings(Purpose::SignIn.as_str(), &address, network), now).await?;
    db.write((Sender::from(brand), address, lang, now), |tx, (from, address, lang, now)| {
        Box::pin(async move {
            let account = by_address(tx, address).await?.filter(|(_, open)| *open).map(|(id, _)| id);
            let (code, to) = (secrets::code(), To { address, lang: *lang });
            let code_hash = account.map(|_| codes::hash(address, &code)).unwrap_or_default();
            let new = NewCode {
                purpose: Purpose::SignIn,
                account,
                address,
                code_hash,
                link_hash: String::new(),
                lives: CODE_LIVES,
            };
            let id = codes::insert(tx, new, *now).await?;
            match account {
                Some(_) => letters::post(tx, from, to, "sign-in", &[("code", &code)], *now).await?,
                None => letters::post(tx, from, to, "unknown", &[], *now).await?,
            }
            Ok(id)
        })
    })
    .await
}

/// Whose code this is. It must be tried in the session that asked for it, which knows `id`.
pub async fn sign_in_by_code(db: &Db, id: CodeId, typed: &str, network: &str, now: Instant) -> Result<AccountId> {
    let typed = canonical_code(typed).ok_or_else(|| Error::invalid("code", "code-form"))?;
    limits::take(
        db,
        vec![Limit::new(Limited::CodeNetwork, &format!("code {network}"), CODES, QUARTER)],
        now,
    )
    .await?;
    let tried = db.write((id, typed, now), |tx, (id, typed, now)| {
        Box::pin(async move {
            let tried = codes::attempt(tx, *id, Purpose::SignIn, typed, *now).await?;
            let Tried::Fits(account, _) = tried else { return Ok(tried) };
            let sql = "SELECT id FROM accounts WHERE id = $1 AND blocked IS NULL";
            let open = fetch_optional!(tx, (i64,), sql, account.0)?.is_some();
            Ok(if open { tried } else { Tried::Wrong })
        })
    });
    match tried.await? {
        Tried::Fits(account, _) => Ok(account),
        Tried::Wrong => Err(Error::invalid("code", "code-wrong").into()),
        Tried::Over => Err(Error::invalid("code", "code-over").into()),
    }
}

/// Asks somebody who is signed in for their password once more. The mistake is told beside the field `current`.
pub async fn prove(db: &Db, account: AccountId, current: &str, now: Instant) -> Result<()> {
    let mut wrongs = Vec::new();
    check_current(&mut wrongs, current);
    types::error::all_right(wrongs)?;
    let limit = Limit::new(Limited::Password, &format!("prove {}", account.0), 5, 300);
    limits::take(db, vec![limit.clone()], now).await?;
    let sql = "SELECT password_hash FROM accounts WHERE id = $1 AND blocked IS NULL";
    let hash = fetch_optional!(db.read().await?, (String,), sql, account.0)?.map(|r| r.0);
    if !passwords::verify(current, hash).await? {
        return Err(Error::invalid("current", "current-wrong").into());
    }
    limits::forget(db, limit).await
}
