//! What holds of joining and signing in, on both engines.

use super::*;
use crate::testing::{self, NOW};
use crate::{fetch_all, who};

fn form(address: &str) -> Join {
    Join {
        address: address.into(),
        password: "a kettle sings at dawn".into(),
        name: "Maud Leroy".into(),
        rules: Some("on".into()),
    }
}

async fn mails(db: &Db) -> Vec<String> {
    fetch_all!(db.read().await.unwrap(), (String,), "SELECT payload FROM jobs ORDER BY id")
        .unwrap()
        .into_iter()
        .map(|r| r.0)
        .collect()
}

fn code_in(mail: &str) -> String {
    let digits: Vec<&str> = mail.split(|c: char| !c.is_ascii_digit()).filter(|run| run.len() == 6).collect();
    digits.first().copied().unwrap_or_default().to_owned()
}

async fn begin(db: &Db, brand: &Brand, address: &str) -> (ConfirmationId, String) {
    let waiting = join(db, brand, form(address), Lang::En, &testing::settings(), "192.0.2.1", NOW)
        .await
        .unwrap();
    (waiting, code_in(mails(db).await.last().unwrap()))
}

crate::on_both_engines! {
    async fn the_code_from_the_mail_makes_the_account_and_the_membership(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let (waiting, code) = begin(&db, &brand, "Maud@Example.org").await;
        let account = confirm(&db, &brand, waiting, &code, "192.0.2.1", NOW).await.unwrap();
        let viewer = who::viewer(&db, &brand, Some(account)).await.unwrap();
        assert_eq!(viewer.member().unwrap().name, "Maud Leroy");
        let again = SignIn { address: "maud@example.org".into(), password: "a kettle sings at dawn".into() };
        assert_eq!(sign_in(&db, &again, "192.0.2.1", NOW).await.unwrap(), account);
    }

    async fn a_wrong_code_may_be_tried_five_times_and_then_the_right_one_fails_too(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let (waiting, code) = begin(&db, &brand, "maud@example.org").await;
        let wrong = if code == "000000" { "000001" } else { "000000" };
        for _ in 0..5 {
            let error: Error = confirm(&db, &brand, waiting, wrong, "192.0.2.1", NOW).await.unwrap_err().into();
            assert_eq!(error, Error::invalid("code", "code-wrong"));
        }
        let error: Error = confirm(&db, &brand, waiting, &code, "192.0.2.1", NOW).await.unwrap_err().into();
        assert_eq!(error, Error::invalid("code", "code-over"));
    }

    async fn a_code_is_over_after_ten_minutes_and_after_its_use(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let (waiting, code) = begin(&db, &brand, "maud@example.org").await;
        let late: Error = confirm(&db, &brand, waiting, &code, "192.0.2.1", NOW.plus_seconds(601)).await.unwrap_err().into();
        assert_eq!(late, Error::invalid("code", "code-over"));
        confirm(&db, &brand, waiting, &code, "192.0.2.1", NOW).await.unwrap();
        let twice: Error = confirm(&db, &brand, waiting, &code, "192.0.2.1", NOW).await.unwrap_err().into();
        assert_eq!(twice, Error::invalid("code", "code-over"));
    }

    async fn joining_with_a_known_address_answers_alike_and_mails_no_code(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let (waiting, code) = begin(&db, &brand, "maud@example.org").await;
        confirm(&db, &brand, waiting, &code, "192.0.2.1", NOW).await.unwrap();
        let (again, none) = begin(&db, &brand, "maud@example.org").await;
        assert_eq!(none, "", "the mail holds no code");
        assert!(mails(&db).await.last().unwrap().contains("/b/drumlin/sign-in"));
        let error: Error = confirm(&db, &brand, again, "123456", "192.0.2.1", NOW).await.unwrap_err().into();
        assert_eq!(error, Error::invalid("code", "code-wrong"));
    }

    async fn a_sixth_code_within_an_hour_is_refused(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        for _ in 0..5 {
            begin(&db, &brand, "maud@example.org").await;
        }
        let error: Error = join(&db, &brand, form("maud@example.org"), Lang::En, &testing::settings(), "192.0.2.1", NOW).await.unwrap_err().into();
        assert_eq!(error, Error::TooMany { seconds: 3_600 });
        join(&db, &brand, form("maud@example.org"), Lang::En, &testing::settings(), "192.0.2.1", NOW.plus_seconds(3_601)).await.unwrap();
    }

    async fn an_unknown_address_and_a_wrong_password_are_told_alike(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        testing::member(&db, &brand, "maud", types::members::Role::Member).await;
        let attempt = async |address: &str| -> Error {
            let form = SignIn { address: address.into(), password: "not this one at all".into() };
            sign_in(&db, &form, "192.0.2.1", NOW).await.unwrap_err().into()
        };
        assert_eq!(attempt("maud@example.org").await, attempt("nobody@example.org").await);
    }

    async fn the_sixth_try_within_five_minutes_waits_even_with_the_right_password(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        testing::member(&db, &brand, "maud", types::members::Role::Member).await;
        let form = |password: &str| SignIn { address: "maud@example.org".into(), password: password.into() };
        for _ in 0..5 {
            assert!(sign_in(&db, &form("not this one at all"), "192.0.2.1", NOW).await.is_err());
        }
        let error: Error = sign_in(&db, &form("no password signs in"), "192.0.2.1", NOW.plus_seconds(60)).await.unwrap_err().into();
        assert_eq!(error, Error::TooMany { seconds: 240 });
        sign_in(&db, &form("no password signs in"), "198.51.100.7", NOW).await.unwrap();
        sign_in(&db, &form("no password signs in"), "192.0.2.1", NOW.plus_seconds(361)).await.unwrap();
    }

    async fn a_common_password_is_told_beside_its_field(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let weak = Join { password: "motdepasse123".into(), ..form("maud@example.org") };
        let error: Error = join(&db, &brand, weak, Lang::Fr, &testing::settings(), "192.0.2.1", NOW).await.unwrap_err().into();
        assert_eq!(error, Error::invalid("password", "password-common"));
    }
}
