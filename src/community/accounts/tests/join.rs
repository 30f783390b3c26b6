//! What holds of joining.

use super::*;
use crate::brands;
use crate::documents;
use crate::who::{self, Member};
use types::accounts::Enter;
use types::brands::DocumentKind;

async fn begin(db: &Db, brand: &Brand, address: &str) -> (ConfirmationId, String) {
    let waiting = join(db, brand, form(address), Lang::En, &testing::settings(), "192.0.2.1", NOW)
        .await
        .unwrap();
    (waiting, code_in(&last_mail(db).await))
}

async fn publish(db: &Db, brand: &Brand, kind: DocumentKind, text: &str) {
    let texts = vec![(Lang::En, text.to_owned())];
    db.write((brand.id, texts, kind), |tx, (brand, texts, kind)| {
        Box::pin(async move { documents::insert(tx, *brand, *kind, texts, None, NOW).await })
    })
    .await
    .unwrap();
}

async fn member(db: &Db, brand: &Brand, account: AccountId) -> Member {
    who::viewer(db, brand, Some(account)).await.unwrap().member().unwrap().clone()
}

crate::on_both_engines! {
    async fn what_is_published_between_the_page_and_the_code_is_not_accepted(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let (waiting, code) = begin(&db, &brand, "maud@example.org").await;
        publish(&db, &brand, DocumentKind::Rules, "No poetry.").await;
        publish(&db, &brand, DocumentKind::Terms, "Yours stays yours.").await;
        let brand = brands::by_slug(&db, "drumlin").await.unwrap();
        assert_eq!((brand.rules_version, brand.terms_version), (2, 1));
        let account = confirm(&db, &brand, waiting, &code, NETWORK, NOW).await.unwrap();
        let maud = member(&db, &brand, account).await;
        assert_eq!((maud.rules_version, maud.terms_version), (1, 0));
    }

    async fn who_joins_has_accepted_what_the_form_showed_and_never_more_than_there_is(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        publish(&db, &brand, DocumentKind::Rules, "No poetry.").await;
        let brand = brands::by_slug(&db, "drumlin").await.unwrap();
        for (name, shown, accepted) in [("ada", Some(1), 1), ("bea", Some(2), 2), ("cleo", Some(9), 2), ("dora", Some(-3), 0), ("edna", None, 2)] {
            let account = create(&db, &format!("{name}@example.org"), PASSWORD, &[], Lang::En, NOW).await.unwrap();
            let form = Enter { name: name.into(), rules: Some("on".into()), rules_version: shown, terms_version: shown };
            enter(&db, &brand, account, form, NOW).await.unwrap();
            let joined = member(&db, &brand, account).await;
            assert_eq!((joined.rules_version, joined.terms_version), (accepted, 0), "{name}");
        }
    }

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
        let mail = last_mail(&db).await;
        assert!(mail.contains("/b/drumlin/sign-in") && token_in(&mail).is_empty(), "{mail}");
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

    async fn a_stranger_elsewhere_does_not_use_up_the_joins_of_an_address_and_all_together_have_thirty(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let from = async |network: &str| {
            let joined = join(&db, &brand, form("maud@example.org"), Lang::En, &testing::settings(), network, NOW).await;
            joined.map(drop).map_err(Error::from)
        };
        for _ in 0..5 {
            from("198.51.100.7").await.unwrap();
        }
        assert_eq!(from("198.51.100.7").await, Err(Error::TooMany { seconds: 3_600 }));
        assert_eq!(from(NETWORK).await, Ok(()), "she is not kept out by them");
        for n in 0..24 {
            from(&format!("203.0.113.{n}")).await.unwrap();
        }
        assert_eq!(from("203.0.113.99").await, Err(Error::TooMany { seconds: 3_600 }), "thirty in all");
    }

    async fn a_common_password_is_told_beside_its_field(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let weak = Join { password: "motdepasse123".into(), ..form("maud@example.org") };
        let error: Error = join(&db, &brand, weak, Lang::Fr, &testing::settings(), "192.0.2.1", NOW).await.unwrap_err().into();
        assert_eq!(error, Error::invalid("password", "password-common"));
    }

    async fn the_link_of_the_mail_confirms_with_one_click_in_the_session_that_waits(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let (waiting, _) = begin(&db, &brand, "maud@example.org").await;
        let token = token_in(&last_mail(&db).await);
        assert_eq!(waits(&db, &brand, &token, NOW).await.unwrap(), waiting);
        let account = confirm_by_link(&db, &brand, &token, Proof::Session(waiting), NETWORK, NOW).await.unwrap();
        assert_eq!(opens(&db, "a kettle sings at dawn", NOW).await, Ok(account));
        let again: Error = confirm_by_link(&db, &brand, &token, Proof::Session(waiting), NETWORK, NOW).await.unwrap_err().into();
        assert_eq!(again, Error::NotFound, "a link works once");
    }

    async fn in_another_browser_the_link_asks_for_the_password_that_was_chosen(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let (waiting, code) = begin(&db, &brand, "maud@example.org").await;
        let token = token_in(&last_mail(&db).await);
        let another = ConfirmationId(waiting.0 + 1);
        let refused: Error = confirm_by_link(&db, &brand, &token, Proof::Session(another), NETWORK, NOW).await.unwrap_err().into();
        assert_eq!(refused, Error::invalid("password", "password-missing"));
        let guess = Proof::Password("the password of the stranger".into());
        let refused: Error = confirm_by_link(&db, &brand, &token, guess, NETWORK, NOW).await.unwrap_err().into();
        assert_eq!(refused, Error::invalid("password", "chosen-wrong"));
        let right = Proof::Password("a kettle sings at dawn".into());
        confirm_by_link(&db, &brand, &token, right, NETWORK, NOW).await.unwrap();
        let late: Error = confirm(&db, &brand, waiting, &code, NETWORK, NOW).await.unwrap_err().into();
        assert_eq!(late, Error::invalid("code", "code-over"), "the code of the same mail is over too");
    }

    async fn the_password_of_a_link_is_tried_five_times_at_most(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        begin(&db, &brand, "maud@example.org").await;
        let token = token_in(&last_mail(&db).await);
        for _ in 0..5 {
            let guess = Proof::Password("not this one".into());
            assert!(confirm_by_link(&db, &brand, &token, guess, NETWORK, NOW).await.is_err());
        }
        let right = Proof::Password("a kettle sings at dawn".into());
        let error: Error = confirm_by_link(&db, &brand, &token, right, NETWORK, NOW).await.unwrap_err().into();
        assert_eq!(error, Error::TooMany { seconds: 300 });
    }

    async fn a_link_is_over_after_ten_minutes_and_unknown_to_another_brand(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let other = testing::brand(&db, "orsel").await;
        begin(&db, &brand, "maud@example.org").await;
        let token = token_in(&last_mail(&db).await);
        waits(&db, &brand, &token, NOW.plus_seconds(599)).await.unwrap();
        for (brand, token, now) in [(&brand, token.as_str(), NOW.plus_seconds(601)), (&other, &token, NOW), (&brand, "", NOW), (&brand, "0", NOW)] {
            let error: Error = waits(&db, brand, token, now).await.unwrap_err().into();
            assert_eq!(error, Error::NotFound);
        }
    }
}
