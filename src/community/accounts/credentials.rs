//! What a person changes of their own way in: password and address. Each asks for the password that holds now and for a code where a second
//! factor is on, and each is told by mail.

use super::codes::{self, NewCode, Tried};
use super::letters::{self, Sender, To};
use super::second_factor::prove_both;
use super::{CODE_LIVES, CODES, QUARTER, by_address, join};
use crate::db::{Db, Failure, Result};
use crate::limits::{self, Limit, Limited};
use crate::{execute, fetch_one, passwords, secrets, sessions};
use types::accounts::{ChangeAddress, ChangePassword, Purpose, canonical_address, canonical_code, masked_address};
use types::{AccountId, CodeId, Error, Instant, Lang};

/// Changes the password; ends every sign-in but the one of `kept`, the hash of a session's id.
pub async fn change_password(db: &Db, from: &Sender, account: AccountId, form: &ChangePassword, kept: &str, now: Instant) -> Result<()> {
    form.validate()?;
    let address = super::read(db, account).await?.address;
    if passwords::is_common(&form.password, &[&address, &from.name, &from.slug]) {
        return Err(Error::invalid("password", "password-common").into());
    }
    prove_both(db, account, &form.current, &form.code, now).await?;
    let hash = passwords::hash(&form.password).await?;
    let args = (from.clone(), account, hash, kept.to_owned(), now);
    db.write(args, |tx, (from, account, hash, kept, now)| {
        Box::pin(async move {
            execute!(tx, "UPDATE accounts SET password_hash = $2 WHERE id = $1", account.0, hash.as_str())?;
            codes::end_all(tx, *account).await?;
            sessions::end_others(tx, *account, Some(kept)).await?;
            letters::tell(tx, from, *account, "password-changed", *now).await
        })
    })
    .await
}

/// Begins to change the address: mails a code to the new one, or a word that it has an account already. The answer is the same.
pub async fn ask_new_address(db: &Db, from: &Sender, account: AccountId, form: &ChangeAddress, lang: Lang, now: Instant) -> Result<CodeId> {
    form.validate()?;
    prove_both(db, account, &form.current, &form.code, now).await?;
    let address = canonical_address(&form.address);
    limits::take(
        db,
        codes::mailings(Purpose::Address.as_str(), &format!("of {}", account.0), ""),
        now,
    )
    .await?;
    db.write(
        (from.clone(), account, address, lang, now),
        |tx, (from, account, address, lang, now)| {
            Box::pin(async move {
                let taken = by_address(tx, address).await?.is_some();
                let (code, to) = (secrets::code(), To { address, lang: *lang });
                let code_hash = if taken { String::new() } else { codes::hash(address, &code) };
                let new = NewCode {
                    purpose: Purpose::Address,
                    account: Some(*account),
                    address,
                    code_hash,
                    link_hash: String::new(),
                    lives: CODE_LIVES,
                };
                let id = codes::insert(tx, new, *now).await?;
                if taken {
                    letters::post(tx, from, to, "address-taken", &[], *now).await?;
                } else {
                    letters::post(tx, from, to, "address", &[("code", &code)], *now).await?;
                }
                Ok(id)
            })
        },
    )
    .await
}

/// A code that was typed to prove a new address, and where.
pub struct Typed<'t> {
    pub id: CodeId,
    pub code: &'t str,
    pub network: &'t str,
    /// The sign-in that stays: the hash of its session's id.
    pub kept: &'t str,
}

/// Changes the address with the code that was mailed there, and ends every sign-in but one; the old address is told, with a hint at the new
/// one.
pub async fn prove_new_address(db: &Db, from: &Sender, account: AccountId, typed: Typed<'_>, now: Instant) -> Result<()> {
    let code = canonical_code(typed.code).ok_or_else(|| Error::invalid("code", "code-form"))?;
    let limit = Limit::new(Limited::CodeNetwork, &format!("code {}", typed.network), CODES, QUARTER);
    limits::take(db, vec![limit], now).await?;
    let args = (from.clone(), account, typed.id, code, typed.kept.to_owned(), now);
    let tried = db.write(args, |tx, (from, account, id, typed, kept, now)| {
        Box::pin(async move {
            let tried = codes::attempt(tx, *id, Purpose::Address, typed, *now).await?;
            let Tried::Fits(whose, address) = &tried else { return Ok(tried) };
            if whose != account {
                return Ok(Tried::Over);
            }
            let sql = format!(
                "SELECT address, language FROM accounts WHERE id = $1 AND blocked IS NULL{}",
                tx.for_update()
            );
            let (old, language) = fetch_one!(tx, (String, String), &sql, account.0)?;
            execute!(tx, "UPDATE accounts SET address = $2 WHERE id = $1", account.0, address.as_str())?;
            codes::end_all(tx, *account).await?;
            sessions::end_others(tx, *account, Some(kept)).await?;
            join::forget(tx, address).await?;
            let to = To {
                address: &old,
                lang: Lang::parse(&language).unwrap_or(Lang::En),
            };
            letters::post(tx, from, to, "address-changed", &[("hint", &masked_address(address))], *now).await?;
            Ok(tried)
        })
    });
    match tried.await.map_err(somebody_was_faster)? {
        Tried::Fits(..) => Ok(()),
        Tried::Wrong => Err(Error::invalid("code", "code-wrong").into()),
        Tried::Over => Err(Error::invalid("code", "code-over").into()),
    }
}

/// The address was given an account between the mail and the code.
fn somebody_was_faster(failure: Failure) -> Failure {
    if failure.breaks("accounts_address_key", "accounts.address") {
        return Error::invalid("code", "code-over").into();
    }
    failure
}
