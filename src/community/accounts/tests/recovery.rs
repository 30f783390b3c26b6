//! What holds of a forgotten password.

use super::*;
use types::accounts::NewPassword;

const NEW: &str = "four words of my own";

async fn ask(db: &Db, brand: &Brand, address: &str, now: Instant) -> Result<(), Error> {
    ask_new_password(db, brand, &at(address), Lang::En, &testing::settings(), NETWORK, now)
        .await
        .map_err(Error::from)
}

async fn set(db: &Db, brand: &Brand, token: &str, password: &str, now: Instant) -> Result<AccountId, Error> {
    let new = NewPassword { password: password.into() };
    set_new_password(db, &Sender::from(brand), token, &new, NETWORK, now)
        .await
        .map_err(Error::from)
}

crate::on_both_engines! {
    async fn the_link_sets_a_new_password_ends_every_sign_in_and_tells_the_person(db: Db) {
        let (brand, account) = maud(&db, Role::Member).await;
        signed_in(&db, account, "a").await;
        ask(&db, &brand, "maud@example.org", NOW).await.unwrap();
        let mail = last_mail(&db).await;
        assert!(mail.contains("http://localhost/b/drumlin/password/"), "{mail}");
        let token = token_in(&mail);
        link_lives(&db, &token, NOW).await.unwrap();
        assert_eq!(set(&db, &brand, &token, NEW, NOW).await, Ok(account));
        assert!(sign_ins(&db, account).await.is_empty());
        assert!(last_mail(&db).await.contains("has just been changed"));
        assert!(opens(&db, PASSWORD, NOW).await.is_err());
        assert_eq!(opens(&db, NEW, NOW).await, Ok(account));
    }

    async fn a_link_works_once_and_for_ten_minutes_and_takes_the_others_with_it(db: Db) {
        let (brand, _) = maud(&db, Role::Member).await;
        ask(&db, &brand, "maud@example.org", NOW).await.unwrap();
        let first = token_in(&last_mail(&db).await);
        ask(&db, &brand, "maud@example.org", NOW).await.unwrap();
        let second = token_in(&last_mail(&db).await);
        assert_eq!(set(&db, &brand, &first, NEW, NOW.plus_seconds(601)).await, Err(Error::NotFound));
        set(&db, &brand, &first, NEW, NOW.plus_seconds(599)).await.unwrap();
        for token in [first.as_str(), &second, "", "0"] {
            assert_eq!(set(&db, &brand, token, "another four words", NOW.plus_seconds(599)).await, Err(Error::NotFound), "{token}");
        }
    }

    async fn a_refused_password_leaves_the_link_as_it_was(db: Db) {
        let (brand, _) = maud(&db, Role::Member).await;
        ask(&db, &brand, "maud@example.org", NOW).await.unwrap();
        let token = token_in(&last_mail(&db).await);
        let brand = Brand { slug: "zorvaquil".into(), ..brand };
        for common in ["motdepasse123", "zorvaquil2026"] {
            assert_eq!(set(&db, &brand, &token, common, NOW).await, Err(Error::invalid("password", "password-common")), "{common}");
        }
        for (password, message) in [("short", "password-short".to_owned()), (&"x".repeat(201), "password-long".to_owned())] {
            let Err(Error::Invalid(wrongs)) = set(&db, &brand, &token, password, NOW).await else { panic!("{password} was taken") };
            assert_eq!(wrongs[0].message, message);
        }
        set(&db, &brand, &token, &"Kettles sing at dawn while nobody pours tea, and cats ignore every drop of it. ".repeat(3)[..200], NOW).await.unwrap();
    }

    async fn an_unknown_address_is_answered_alike_and_mailed_no_link(db: Db) {
        let (brand, _) = maud(&db, Role::Member).await;
        for address in ["nobody@example.org", "maud@example.org"] {
            for _ in 0..5 {
                ask(&db, &brand, address, NOW).await.unwrap();
            }
            assert_eq!(ask(&db, &brand, address, NOW).await, Err(Error::TooMany { seconds: 3_600 }), "{address}");
        }
        let mails = mails(&db).await;
        assert_eq!(mails.len(), 10, "both are mailed as often");
        assert!(mails[..5].iter().all(|m| token_in(m).is_empty()) && mails[5..].iter().all(|m| !token_in(m).is_empty()));
    }
}
