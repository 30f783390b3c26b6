//! What holds of the second factor.

use super::super::second_factor::{begin, code_at, confirm, new_recovery_codes, remove, state, uri, verify, waiting};
use super::*;
use crate::who;

/// Switches it on for Maud; gives the secret and the recovery codes.
pub(super) async fn set_up(db: &Db, brand: &Brand, account: AccountId) -> (String, Vec<String>) {
    let secret = begin(db, account, PASSWORD, NOW).await.unwrap();
    let code = code_at(&secret, NOW).unwrap();
    let codes = confirm(db, &Sender::from(brand), account, &code, "mine", NOW).await.unwrap();
    (secret, codes)
}

async fn tried(db: &Db, account: AccountId, typed: &str, now: Instant) -> Result<(), Error> {
    verify(db, account, typed, now).await.map_err(Error::from)
}

fn refused() -> Result<(), Error> {
    Err(Error::invalid("code", "second-factor-wrong"))
}

#[test]
fn codes_are_those_of_the_standard() {
    // RFC 6238, appendix B, the last six digits.
    let secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    for (seconds, code) in [
        (59, "287082"),
        (1_111_111_109, "081804"),
        (1_234_567_890, "005924"),
        (2_000_000_000, "279037"),
    ] {
        assert_eq!(code_at(secret, Instant(seconds * 1_000_000)).unwrap(), code);
    }
}

#[test]
fn the_picture_names_the_brand_and_the_address() {
    assert_eq!(
        uri("GEZD", "Maison & Cie", "zoé@example.fr"),
        "otpauth://totp/Maison%20%26%20Cie:zo%C3%A9@example.fr?secret=GEZD&issuer=Maison%20%26%20Cie"
    );
}

crate::on_both_engines! {
    async fn it_is_set_up_with_the_password_and_a_first_code_and_ends_the_other_sign_ins(db: Db) {
        let (brand, account) = maud(&db, Role::Member).await;
        for id in ["mine", "b"] {
            signed_in(&db, account, id).await;
        }
        let error: Error = begin(&db, account, "not this one", NOW).await.unwrap_err().into();
        assert_eq!(error, Error::invalid("current", "current-wrong"));
        let secret = begin(&db, account, PASSWORD, NOW).await.unwrap();
        assert_eq!(waiting(&db, account).await.unwrap(), Some(secret.clone()));
        assert_eq!(state(&db, account).await.unwrap().since, None, "it counts only once a code was typed");
        let (from, code) = (Sender::from(&brand), code_at(&secret, NOW).unwrap());
        let error: Error = confirm(&db, &from, account, other_code(&code), "mine", NOW).await.unwrap_err().into();
        assert_eq!(error, Error::invalid("code", "second-factor-wrong"));
        let codes = confirm(&db, &from, account, &code, "mine", NOW).await.unwrap();
        let now = state(&db, account).await.unwrap();
        assert_eq!((codes.len(), now.codes_left, now.since), (10, 10, Some(NOW.0)));
        assert_eq!(sign_ins(&db, account).await, ["mine"]);
        assert!(last_mail(&db).await.contains("asked for a code from your app"));
        assert_eq!(waiting(&db, account).await.unwrap(), None, "the secret is never shown again");
        assert_eq!(Error::from(begin(&db, account, PASSWORD, NOW).await.unwrap_err()), Error::Conflict);
    }

    async fn a_code_counts_one_step_around_the_present_and_never_twice(db: Db) {
        let (brand, account) = maud(&db, Role::Member).await;
        let (secret, _) = set_up(&db, &brand, account).await;
        let code = |step: i64| code_at(&secret, NOW.plus_seconds(30 * step)).unwrap();
        assert_eq!(tried(&db, account, &code(0), NOW).await, refused(), "the code of the set-up was used");
        assert_eq!(tried(&db, account, &code(2), NOW).await, refused());
        assert_eq!(tried(&db, account, &code(1), NOW).await, Ok(()));
        assert_eq!(tried(&db, account, &code(1), NOW).await, refused());
        let later = NOW.plus_seconds(300);
        assert_eq!(tried(&db, account, &code(8), later).await, refused());
        assert_eq!(tried(&db, account, &code(9), later).await, Ok(()));
        assert_eq!(tried(&db, account, &code(10), later).await, Ok(()));
        assert_eq!(tried(&db, account, &code(9), later).await, refused(), "what is older than the last is over");
    }

    async fn a_code_tried_by_many_at_once_lets_one_in(db: Db) {
        let (brand, account) = maud(&db, Role::Member).await;
        let (secret, _) = set_up(&db, &brand, account).await;
        let (later, mut tries) = (NOW.plus_seconds(60), tokio::task::JoinSet::new());
        let code = code_at(&secret, later).unwrap();
        for _ in 0..4 {
            let (db, code) = (db.clone(), code.clone());
            tries.spawn(async move { verify(&db, account, &code, later).await.is_ok() });
        }
        assert_eq!(tries.join_all().await.into_iter().filter(|let_in| *let_in).count(), 1);
    }

    async fn the_sixth_try_within_five_minutes_waits_even_with_the_right_code(db: Db) {
        let (brand, account) = maud(&db, Role::Member).await;
        let (secret, codes) = set_up(&db, &brand, account).await;
        let later = NOW.plus_seconds(60);
        let code = code_at(&secret, later).unwrap();
        for typed in [other_code(&code), "nonsense", "", "1234-5678-9abc", other_code(&code)] {
            assert_eq!(tried(&db, account, typed, later).await, refused());
        }
        for typed in [&code, &codes[0]] {
            assert_eq!(tried(&db, account, typed, later).await, Err(Error::TooMany { seconds: 300 }));
        }
        let again = later.plus_seconds(301);
        assert_eq!(tried(&db, account, &code_at(&secret, again).unwrap(), again).await, Ok(()));
    }

    async fn a_recovery_code_works_once_and_as_it_is_read(db: Db) {
        let (brand, account) = maud(&db, Role::Member).await;
        let (_, codes) = set_up(&db, &brand, account).await;
        let typed = codes[3].to_uppercase().replace('-', " ");
        assert_eq!(tried(&db, account, &typed, NOW).await, Ok(()));
        assert_eq!(state(&db, account).await.unwrap().codes_left, 9);
        assert_eq!(tried(&db, account, &codes[3], NOW).await, refused());
        let isla = testing::account_of(&db, &testing::member(&db, &brand, "isla", Role::Member).await).await;
        set_up(&db, &brand, isla).await;
        assert_eq!(tried(&db, isla, &codes[4], NOW).await, refused(), "another's code lets nobody in");
    }

    async fn a_blocked_account_is_told_so_after_both_factors_and_not_before(db: Db) {
        let (brand, account) = maud(&db, Role::Member).await;
        let (secret, codes) = set_up(&db, &brand, account).await;
        block(&db, account).await;
        let later = NOW.plus_seconds(60);
        let code = code_at(&secret, later).unwrap();
        assert_eq!(opens(&db, PASSWORD, later).await, Ok(account), "the second step follows");
        assert_eq!(tried(&db, account, other_code(&code), later).await, refused());
        for typed in [&code, &codes[0]] {
            assert_eq!(tried(&db, account, typed, later).await, Err(Error::invalid("code", "account-blocked")));
        }
    }

    async fn new_recovery_codes_need_the_password_and_a_code_and_end_the_old_ones(db: Db) {
        let (brand, account) = maud(&db, Role::Member).await;
        let from = Sender::from(&brand);
        let made = async |current: &str, typed: &str| new_recovery_codes(&db, &from, account, current, typed, NOW).await.map_err(Error::from);
        assert_eq!(made(PASSWORD, "").await, Err(Error::Conflict), "without a second factor there are none");
        let (secret, old) = set_up(&db, &brand, account).await;
        let (used, next) = (code_at(&secret, NOW).unwrap(), code_at(&secret, NOW.plus_seconds(30)).unwrap());
        assert_eq!(made("not this one", &next).await, Err(Error::invalid("current", "current-wrong")));
        for typed in ["", &used] {
            assert_eq!(made(PASSWORD, typed).await, Err(Error::invalid("code", "second-factor-wrong")), "{typed}");
        }
        assert_eq!(state(&db, account).await.unwrap().codes_left, 10);
        let new = made(PASSWORD, &next).await.unwrap();
        assert_eq!(made(PASSWORD, &next).await, Err(Error::invalid("code", "second-factor-wrong")), "a code counts once");
        let new = made(PASSWORD, &new[9]).await.unwrap();
        assert_eq!(tried(&db, account, &old[0], NOW).await, refused());
        assert_eq!(tried(&db, account, &new[0], NOW).await, Ok(()));
        assert_eq!(state(&db, account).await.unwrap().codes_left, 9);
        let kept = fetch_all!(db.read().await.unwrap(), (String,), "SELECT code_hash FROM recovery_codes").unwrap();
        assert!(kept.iter().all(|(hash,)| hash.starts_with("$argon2id$")), "only hashes are kept");
    }

    async fn it_is_switched_off_with_the_password_and_a_code(db: Db) {
        let (brand, account) = maud(&db, Role::Member).await;
        let (secret, codes) = set_up(&db, &brand, account).await;
        let (from, later) = (Sender::from(&brand), NOW.plus_seconds(60));
        let code = code_at(&secret, later).unwrap();
        let without_password: Error = remove(&db, &from, account, "not this one", &code, "mine", later).await.unwrap_err().into();
        assert_eq!(without_password, Error::invalid("current", "current-wrong"));
        let without_code: Error = remove(&db, &from, account, PASSWORD, other_code(&code), "mine", later).await.unwrap_err().into();
        assert_eq!(without_code, Error::invalid("code", "second-factor-wrong"));
        remove(&db, &from, account, PASSWORD, &code, "mine", later).await.unwrap();
        let now = state(&db, account).await.unwrap();
        assert_eq!((now.since, now.codes_left), (None, 0));
        assert!(last_mail(&db).await.contains("your password alone is enough"));
        assert_eq!(tried(&db, account, &codes[0], later).await, refused());
    }

    async fn staff_and_operators_cannot_switch_it_off(db: Db) {
        let (brand, account) = maud(&db, Role::Moderator).await;
        let operator = testing::account_of(&db, &testing::member(&db, &brand, "isla", Role::Member).await).await;
        set_operator(&db, who::system(), operator, true).await.unwrap();
        for account in [account, operator] {
            let (secret, _) = set_up(&db, &brand, account).await;
            let later = NOW.plus_seconds(60);
            let code = code_at(&secret, later).unwrap();
            let error: Error = remove(&db, &Sender::from(&brand), account, PASSWORD, &code, "mine", later).await.unwrap_err().into();
            assert_eq!(error, Error::invalid("code", "second-factor-bound"));
            assert!(state(&db, account).await.unwrap().since.is_some());
        }
    }

    async fn staff_have_a_members_rights_until_it_is_set_up(db: Db) {
        let (brand, account) = maud(&db, Role::Admin).await;
        assert!(!state(&db, account).await.unwrap().is_lacking(), "the tests' staff are excused");
        excuse_nobody(&db, who::system()).await.unwrap();
        assert!(state(&db, account).await.unwrap().is_lacking());
        let viewer = who::viewer(&db, &brand, Some(account)).await.unwrap();
        assert_eq!(viewer.admin().err(), Some(Error::SecondFactorNeeded));
        set_up(&db, &brand, account).await;
        let viewer = who::viewer(&db, &brand, Some(account)).await.unwrap();
        assert!(viewer.admin().is_ok() && !state(&db, account).await.unwrap().is_lacking());
    }
}
