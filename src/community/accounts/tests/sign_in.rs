//! What holds of signing in.

use super::*;
use types::CodeId;

async fn asked(db: &Db, brand: &Brand, address: &str, now: Instant) -> CodeId {
    ask_code(db, brand, &at(address), Lang::En, NETWORK, now).await.unwrap()
}

async fn tried(db: &Db, id: CodeId, code: &str, now: Instant) -> Result<AccountId, Error> {
    sign_in_by_code(db, id, code, NETWORK, now).await.map_err(Error::from)
}

crate::on_both_engines! {
    async fn an_unknown_address_and_a_wrong_password_are_told_alike(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        testing::member(&db, &brand, "maud", types::members::Role::Member).await;
        let attempt = async |address: &str| -> Error {
            let form = SignIn { address: address.into(), password: "not this one at all".into() };
            sign_in(&db, &form, "192.0.2.1", NOW).await.unwrap_err().into()
        };
        assert_eq!(attempt("maud@example.org").await, attempt("nobody@example.org").await);
    }

    async fn a_known_and_an_unknown_address_cost_the_same_comparisons(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        for name in ["maud", "blocked"] {
            testing::member(&db, &brand, name, types::members::Role::Member).await;
        }
        let block = "UPDATE accounts SET blocked = 1 WHERE address = 'blocked@example.org'";
        db.write(block, |tx, sql| Box::pin(async move { Ok(crate::execute!(tx, *sql)?) })).await.unwrap();
        for (name, password) in [
            ("nobody", "not this one at all"),
            ("blocked", "no password signs in"),
            ("maud", "not this one at all"),
            ("maud", "no password signs in"),
        ] {
            let form = SignIn { address: format!("{name}@example.org"), password: password.into() };
            let compared = crate::passwords::watched::comparisons(sign_in(&db, &form, "192.0.2.1", NOW)).await;
            assert_eq!(compared, 1, "{name} with {password:?}");
        }
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

    async fn a_mailed_code_signs_in_once_and_within_ten_minutes(db: Db) {
        let (brand, account) = maud(&db, Role::Member).await;
        let id = asked(&db, &brand, " Maud@Example.org ", NOW).await;
        let code = code_in(&last_mail(&db).await);
        assert_eq!(tried(&db, id, &code, NOW.plus_seconds(601)).await, Err(Error::invalid("code", "code-over")));
        assert_eq!(tried(&db, id, &code, NOW.plus_seconds(599)).await, Ok(account));
        assert_eq!(tried(&db, id, &code, NOW.plus_seconds(599)).await, Err(Error::invalid("code", "code-over")));
    }

    async fn a_mailed_code_is_tried_five_times_and_counted_before_it_is_compared(db: Db) {
        let (brand, _) = maud(&db, Role::Member).await;
        let id = asked(&db, &brand, "maud@example.org", NOW).await;
        let code = code_in(&last_mail(&db).await);
        for _ in 0..5 {
            assert_eq!(tried(&db, id, other_code(&code), NOW).await, Err(Error::invalid("code", "code-wrong")));
        }
        assert_eq!(tried(&db, id, &code, NOW).await, Err(Error::invalid("code", "code-over")));
    }

    async fn a_code_for_an_unknown_address_is_asked_for_and_refused_alike(db: Db) {
        let (brand, _) = maud(&db, Role::Member).await;
        let id = asked(&db, &brand, "nobody@example.org", NOW).await;
        let mail = last_mail(&db).await;
        assert!(code_in(&mail).is_empty() && mail.contains("Nobody can sign in with it here"), "{mail}");
        assert_eq!(tried(&db, id, "123456", NOW).await, Err(Error::invalid("code", "code-wrong")));
        for _ in 0..4 {
            asked(&db, &brand, "nobody@example.org", NOW).await;
            asked(&db, &brand, "maud@example.org", NOW).await;
        }
        asked(&db, &brand, "maud@example.org", NOW).await;
        for address in ["nobody@example.org", "maud@example.org"] {
            let error: Error = ask_code(&db, &brand, &at(address), Lang::En, NETWORK, NOW).await.unwrap_err().into();
            assert_eq!(error, Error::TooMany { seconds: 3_600 }, "a sixth within an hour, known or not");
        }
        asked(&db, &brand, "maud@example.org", NOW.plus_seconds(3_601)).await;
    }

    async fn a_code_of_another_purpose_signs_nobody_in(db: Db) {
        let (brand, account) = maud(&db, Role::Member).await;
        let form = types::accounts::ChangeAddress { current: PASSWORD.into(), code: String::new(), address: "new@example.org".into() };
        let id = ask_new_address(&db, &Sender::from(&brand), account, &form, Lang::En, NOW).await.unwrap();
        let code = code_in(&last_mail(&db).await);
        assert_eq!(tried(&db, id, &code, NOW).await, Err(Error::invalid("code", "code-over")));
    }

    async fn a_blocked_account_is_refused_at_every_door_and_only_its_password_tells_why(db: Db) {
        let (brand, account) = maud(&db, Role::Member).await;
        let before = asked(&db, &brand, "maud@example.org", NOW).await;
        let code = code_in(&last_mail(&db).await);
        ask_new_password(&db, &brand, &at("maud@example.org"), Lang::En, &testing::settings(), NETWORK, NOW).await.unwrap();
        let token = token_in(&last_mail(&db).await);
        block(&db, account).await;
        assert_eq!(opens(&db, "not this one at all", NOW).await, Err(Error::invalid("password", "password-wrong")));
        assert_eq!(opens(&db, PASSWORD, NOW).await, Err(Error::invalid("password", "account-blocked")));
        assert_eq!(tried(&db, before, &code, NOW).await, Err(Error::invalid("code", "code-wrong")));
        assert_eq!(Error::from(link_lives(&db, &token, NOW).await.unwrap_err()), Error::NotFound);
        let new = types::accounts::NewPassword { password: "four words of my own".into() };
        let error: Error = set_new_password(&db, &Sender::from(&brand), &token, &new, NETWORK, NOW).await.unwrap_err().into();
        assert_eq!(error, Error::NotFound);
        asked(&db, &brand, "maud@example.org", NOW).await;
        assert!(last_mail(&db).await.contains("Nobody can sign in with it here"));
        assert_eq!(Error::from(read(&db, account).await.unwrap_err()), Error::SignInNeeded);
    }

    async fn the_password_asked_for_again_is_tried_five_times_in_five_minutes(db: Db) {
        let (_, account) = maud(&db, Role::Member).await;
        for _ in 0..5 {
            let error: Error = prove(&db, account, "not this one", NOW).await.unwrap_err().into();
            assert_eq!(error, Error::invalid("current", "current-wrong"));
        }
        let error: Error = prove(&db, account, PASSWORD, NOW).await.unwrap_err().into();
        assert_eq!(error, Error::TooMany { seconds: 300 });
        prove(&db, account, PASSWORD, NOW.plus_seconds(301)).await.unwrap();
    }

    async fn language_and_time_zone_are_chosen_from_the_lists(db: Db) {
        let (_, account) = maud(&db, Role::Member).await;
        let choose = async |language: &str, time_zone: &str| {
            let chosen = Preferences { language: language.into(), time_zone: time_zone.into() };
            set_preferences(&db, account, &chosen).await.map_err(Error::from)
        };
        assert_eq!(choose("fr", "Europe/Paris").await, Ok(Lang::Fr));
        let kept = read(&db, account).await.unwrap();
        assert_eq!((kept.language, kept.time_zone.as_deref()), (Lang::Fr, Some("Europe/Paris")));
        assert_eq!(choose("fr", "Asia/Calcutta").await, Ok(Lang::Fr));
        assert_eq!(read(&db, account).await.unwrap().time_zone.as_deref(), Some("Asia/Kolkata"), "under its name of today");
        assert_eq!(choose("fr", "").await, Ok(Lang::Fr));
        assert_eq!(read(&db, account).await.unwrap().time_zone, None);
        assert_eq!(choose("xx", "").await, Err(Error::invalid("language", "language-unknown")));
        assert_eq!(choose("en", "Europe/Atlantis").await, Err(Error::invalid("time_zone", "time-zone-unknown")));
    }
}
