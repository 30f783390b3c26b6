//! What holds of accounts, on both engines.

mod credentials;
mod join;
mod known;
mod recovery;
mod second_factor;
mod sign_in;

use super::*;
use crate::brands::Brand;
use crate::fetch_all;
use crate::sessions::{self, Save};
use crate::testing::{self, NOW};
use types::ConfirmationId;
use types::accounts::SignIn;
use types::members::Role;

/// The password of every account that `testing::member` makes.
const PASSWORD: &str = "no password signs in";
const NETWORK: &str = "192.0.2.1";

/// Everything that was mailed, oldest first.
async fn mails(db: &Db) -> Vec<String> {
    let rows = fetch_all!(db.read().await.unwrap(), (String,), "SELECT payload FROM jobs ORDER BY id");
    rows.unwrap().into_iter().map(|r| r.0).collect()
}

async fn last_mail(db: &Db) -> String {
    mails(db).await.pop().unwrap_or_default()
}

/// The first six digits in a mail; empty without.
fn code_in(mail: &str) -> String {
    let digits: Vec<&str> = mail.split(|c: char| !c.is_ascii_digit()).filter(|run| run.len() == 6).collect();
    digits.first().copied().unwrap_or_default().to_owned()
}

/// The token of the link in a mail; empty without.
fn token_in(mail: &str) -> String {
    let words = mail.split(|c: char| !c.is_ascii_hexdigit());
    words.filter(|run| run.len() == 64).map(str::to_owned).next().unwrap_or_default()
}

fn other_code(code: &str) -> &'static str {
    if code == "000000" { "000001" } else { "000000" }
}

fn at(address: &str) -> types::accounts::Address {
    types::accounts::Address { address: address.into() }
}

fn form(address: &str) -> Join {
    Join {
        address: address.into(),
        password: "a kettle sings at dawn".into(),
        name: "Maud Leroy".into(),
        rules: Some("on".into()),
        ..Join::default()
    }
}

/// Somebody who has joined long ago.
async fn maud(db: &Db, role: Role) -> (Brand, AccountId) {
    let brand = testing::brand(db, "drumlin").await;
    let member = testing::member(db, &brand, "maud", role).await;
    let account = testing::account_of(db, &member).await;
    (brand, account)
}

/// A sign-in under this name.
async fn signed_in(db: &Db, account: AccountId, id_hash: &str) {
    let save = Save {
        id_hash: id_hash.into(),
        account: Some(account),
        data: "{}".into(),
        agent: None,
        address: None,
        now: NOW,
        expires: NOW.minus_days(-14),
    };
    sessions::save(db, save, true).await.unwrap();
}

async fn sign_ins(db: &Db, account: AccountId) -> Vec<String> {
    let list = sessions::of_account(db, account, NOW).await.unwrap();
    list.into_iter().map(|s| s.id_hash).collect()
}

/// What the operator does to an account that must not come in.
async fn block(db: &Db, account: AccountId) {
    db.write(account, |tx, account| {
        Box::pin(async move { Ok(execute!(tx, "UPDATE accounts SET blocked = 1 WHERE id = $1", account.0)?) })
    })
    .await
    .unwrap();
}

/// Whether this password signs Maud in.
async fn opens(db: &Db, password: &str, now: Instant) -> Result<AccountId, Error> {
    let form = SignIn {
        address: "maud@example.org".into(),
        password: password.into(),
    };
    sign_in(db, &form, NETWORK, now).await.map_err(Error::from)
}
