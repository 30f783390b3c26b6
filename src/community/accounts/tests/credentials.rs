//! What holds of changing a password and an address.

use super::second_factor::set_up;
use super::*;
use crate::second_factor::code_at;
use types::CodeId;
use types::accounts::{ChangeAddress, ChangePassword};

const NEW: &str = "four words of my own";

async fn change(db: &Db, brand: &Brand, account: AccountId, current: &str, password: &str) -> Result<(), Error> {
    change_with(db, brand, account, current, "", password).await
}

async fn change_with(db: &Db, brand: &Brand, account: AccountId, current: &str, code: &str, password: &str) -> Result<(), Error> {
    let form = ChangePassword {
        current: current.into(),
        code: code.into(),
        password: password.into(),
    };
    let from = Sender::from(brand);
    let changed = change_password(db, &from, account, &form, "mine", NOW);
    changed.await.map_err(Error::from)
}

async fn ask(db: &Db, brand: &Brand, account: AccountId, current: &str, address: &str) -> Result<CodeId, Error> {
    ask_with(db, brand, account, current, "", address).await
}

async fn ask_with(db: &Db, brand: &Brand, account: AccountId, current: &str, code: &str, address: &str) -> Result<CodeId, Error> {
    let form = ChangeAddress {
        current: current.into(),
        code: code.into(),
        address: address.into(),
    };
    let from = Sender::from(brand);
    let asked = ask_new_address(db, &from, account, &form, Lang::En, NOW);
    asked.await.map_err(Error::from)
}

async fn prove_it(db: &Db, brand: &Brand, account: AccountId, id: CodeId, code: &str) -> Result<(), Error> {
    let from = Sender::from(brand);
    let typed = Typed {
        id,
        code,
        network: NETWORK,
        kept: "mine",
    };
    let proved = prove_new_address(db, &from, account, typed, NOW);
    proved.await.map_err(Error::from)
}

crate::on_both_engines! {
    async fn a_changed_password_ends_the_other_sign_ins_and_is_told_by_mail(db: Db) {
        let (brand, account) = maud(&db, Role::Member).await;
        for id in ["mine", "b", "c"] {
            signed_in(&db, account, id).await;
        }
        assert_eq!(change(&db, &brand, account, "not this one", NEW).await, Err(Error::invalid("current", "current-wrong")));
        assert_eq!(change(&db, &brand, account, PASSWORD, "1234567890").await, Err(Error::invalid("password", "password-common")));
        assert_eq!(sign_ins(&db, account).await.len(), 3);
        change(&db, &brand, account, PASSWORD, NEW).await.unwrap();
        assert_eq!(sign_ins(&db, account).await, ["mine"]);
        assert!(last_mail(&db).await.contains("has just been changed"));
        assert_eq!(opens(&db, NEW, NOW).await, Ok(account));
    }

    async fn whoever_has_a_second_factor_gives_a_code_too_for_a_new_password_and_a_new_address(db: Db) {
        let (brand, account) = maud(&db, Role::Member).await;
        let (secret, recovery) = set_up(&db, &brand, account).await;
        let (used, next) = (code_at(&secret, NOW).unwrap(), code_at(&secret, NOW.plus_seconds(30)).unwrap());
        let wrong = Error::invalid("code", "second-factor-wrong");
        for code in ["", &used] {
            assert_eq!(change_with(&db, &brand, account, PASSWORD, code, NEW).await, Err(wrong.clone()), "{code}");
            assert_eq!(ask_with(&db, &brand, account, PASSWORD, code, "new@example.net").await.err(), Some(wrong.clone()), "{code}");
        }
        assert_eq!(change_with(&db, &brand, account, "not this one", &next, NEW).await, Err(Error::invalid("current", "current-wrong")));
        ask_with(&db, &brand, account, PASSWORD, &next, "new@example.net").await.unwrap();
        assert_eq!(change_with(&db, &brand, account, PASSWORD, &next, NEW).await, Err(wrong), "a code counts once");
        change_with(&db, &brand, account, PASSWORD, &recovery[0], NEW).await.unwrap();
        assert_eq!(opens(&db, NEW, NOW).await, Ok(account));
    }

    async fn the_sixth_code_for_a_new_password_waits_as_at_the_door(db: Db) {
        let (brand, account) = maud(&db, Role::Member).await;
        let (secret, _) = set_up(&db, &brand, account).await;
        let next = code_at(&secret, NOW.plus_seconds(30)).unwrap();
        for _ in 0..5 {
            let wrong = change_with(&db, &brand, account, PASSWORD, other_code(&next), NEW).await;
            assert_eq!(wrong, Err(Error::invalid("code", "second-factor-wrong")));
        }
        assert_eq!(change_with(&db, &brand, account, PASSWORD, &next, NEW).await, Err(Error::TooMany { seconds: 300 }));
    }

    async fn the_brands_slug_is_not_enough_of_a_password(db: Db) {
        let (brand, account) = maud(&db, Role::Member).await;
        let brand = Brand { slug: "zorvaquil".into(), ..brand };
        assert_eq!(change(&db, &brand, account, PASSWORD, "zorvaquil2026").await, Err(Error::invalid("password", "password-common")));
    }

    async fn an_account_made_by_command_has_no_common_password_either(db: Db) {
        let make = async |password: &str| create(&db, "vesna.zorvaquil@example.org", password, &["Tarnivex"], Lang::En, NOW).await.map_err(Error::from);
        for common in ["1234567890", "vesna.zorvaquil", "tarnivex2026"] {
            assert_eq!(make(common).await, Err(Error::invalid("password", "password-common")), "{common}");
        }
        assert!(make(NEW).await.is_ok());
    }

    async fn a_changed_password_takes_back_the_links_that_were_mailed(db: Db) {
        let (brand, account) = maud(&db, Role::Member).await;
        ask_new_password(&db, &brand, &at("maud@example.org"), Lang::En, &testing::settings(), NETWORK, NOW).await.unwrap();
        let token = token_in(&last_mail(&db).await);
        change(&db, &brand, account, PASSWORD, NEW).await.unwrap();
        assert_eq!(Error::from(link_lives(&db, &token, NOW).await.unwrap_err()), Error::NotFound);
    }

    async fn a_new_address_counts_once_its_code_was_typed_and_the_old_one_is_told_with_a_hint(db: Db) {
        let (brand, account) = maud(&db, Role::Member).await;
        assert_eq!(ask(&db, &brand, account, "not this one", "new@example.net").await, Err(Error::invalid("current", "current-wrong")));
        let id = ask(&db, &brand, account, PASSWORD, " New@Example.net").await.unwrap();
        let mail = last_mail(&db).await;
        assert!(mail.contains("\"to\":\"new@example.net\""), "{mail}");
        let code = code_in(&mail);
        assert_eq!(read(&db, account).await.unwrap().address, "maud@example.org");
        assert_eq!(prove_it(&db, &brand, account, id, other_code(&code)).await, Err(Error::invalid("code", "code-wrong")));
        prove_it(&db, &brand, account, id, &code).await.unwrap();
        assert_eq!(read(&db, account).await.unwrap().address, "new@example.net");
        let told = last_mail(&db).await;
        assert!(told.contains("\"to\":\"maud@example.org\"") && told.contains("n…@example.net"), "{told}");
        assert_eq!(prove_it(&db, &brand, account, id, &code).await, Err(Error::invalid("code", "code-over")));
    }

    async fn a_new_address_ends_the_other_sign_ins_once_its_code_was_typed(db: Db) {
        let (brand, account) = maud(&db, Role::Member).await;
        for id in ["mine", "b", "c"] {
            signed_in(&db, account, id).await;
        }
        let id = ask(&db, &brand, account, PASSWORD, "new@example.net").await.unwrap();
        let code = code_in(&last_mail(&db).await);
        prove_it(&db, &brand, account, id, other_code(&code)).await.unwrap_err();
        assert_eq!(sign_ins(&db, account).await.len(), 3);
        prove_it(&db, &brand, account, id, &code).await.unwrap();
        assert_eq!(sign_ins(&db, account).await, ["mine"]);
    }

    async fn an_address_that_has_an_account_is_asked_for_alike_and_gets_no_code(db: Db) {
        let (brand, account) = maud(&db, Role::Member).await;
        testing::member(&db, &brand, "isla", Role::Member).await;
        let id = ask(&db, &brand, account, PASSWORD, "isla@example.org").await.unwrap();
        let mail = last_mail(&db).await;
        assert!(code_in(&mail).is_empty() && mail.contains("has an account of its own"), "{mail}");
        assert_eq!(prove_it(&db, &brand, account, id, "123456").await, Err(Error::invalid("code", "code-wrong")));
    }

    async fn an_address_that_was_given_away_meanwhile_is_not_taken(db: Db) {
        let (brand, account) = maud(&db, Role::Member).await;
        let id = ask(&db, &brand, account, PASSWORD, "isla@example.org").await.unwrap();
        let code = code_in(&last_mail(&db).await);
        testing::member(&db, &brand, "isla", Role::Member).await;
        assert_eq!(prove_it(&db, &brand, account, id, &code).await, Err(Error::invalid("code", "code-over")));
        assert_eq!(read(&db, account).await.unwrap().address, "maud@example.org");
    }

    async fn a_code_for_one_account_moves_no_other(db: Db) {
        let (brand, account) = maud(&db, Role::Member).await;
        let isla = testing::account_of(&db, &testing::member(&db, &brand, "isla", Role::Member).await).await;
        let id = ask(&db, &brand, account, PASSWORD, "new@example.net").await.unwrap();
        let code = code_in(&last_mail(&db).await);
        assert_eq!(prove_it(&db, &brand, isla, id, &code).await, Err(Error::invalid("code", "code-over")));
        assert_eq!(read(&db, isla).await.unwrap().address, "isla@example.org");
    }

    async fn a_join_that_waits_for_an_address_is_over_when_an_account_takes_it(db: Db) {
        let (brand, account) = maud(&db, Role::Member).await;
        let waiting = join(&db, &brand, form("new@example.net"), Lang::En, &testing::settings(), NETWORK, NOW).await.unwrap();
        let joining = code_in(&last_mail(&db).await);
        let id = ask(&db, &brand, account, PASSWORD, "new@example.net").await.unwrap();
        prove_it(&db, &brand, account, id, &code_in(&last_mail(&db).await)).await.unwrap();
        let error: Error = confirm(&db, &brand, waiting, &joining, NETWORK, NOW).await.unwrap_err().into();
        assert_eq!(error, Error::invalid("code", "code-over"));
    }
}
