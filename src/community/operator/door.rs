//! The door of the desk: address, password and second factor in one form. Who does not run the installation is refused in the words of a
//! wrong password.

use crate::accounts::{self, second_factor};
use crate::db::{Db, Result};
use crate::fetch_optional;
use types::accounts::SignIn;
use types::{AccountId, Error, Instant};

/// Whose address, password and code these are, if they run the installation. An operator without a second factor is let in as far as the
/// page that sets it up.
pub async fn sign_in(db: &Db, form: &SignIn, code: &str, network: &str, now: Instant) -> Result<AccountId> {
    let account = accounts::by_password(db, form, network, now).await?;
    let sql = "SELECT totp_since FROM accounts WHERE id = $1 AND operator AND blocked IS NULL";
    let since = fetch_optional!(db.read().await?, (Option<i64>,), sql, account.0)?;
    let Some((since,)) = since else {
        return Err(Error::invalid("password", "password-wrong").into());
    };
    if since.is_some() {
        second_factor::verify(db, account, code, now).await?;
    }
    Ok(account)
}
