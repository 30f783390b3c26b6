//! What holds at the desk of the installation, on both engines.

use super::brands::{NewSpace, create, create_typed};
use super::{accounts, brands, door, jobs, log};
use crate::db::{Db, Failure};
use crate::members::{self, NewMember};
use crate::testing::{self, NOW};
use crate::who::{self, Operator};
use crate::{accounts as people, execute, fetch_all, fetch_one, sessions};
use types::accounts::SignIn;
use types::members::Role;
use types::operator::{OpenBrand, Reason};
use types::{AccountId, Error, JobId, Lang};

async fn account(db: &Db, address: &str) -> AccountId {
    people::create(db, address, "a kettle sings at dawn", &[], Lang::En, NOW)
        .await
        .unwrap()
}

async fn operator(db: &Db, address: &str) -> Operator {
    let id = account(db, address).await;
    people::set_operator(db, who::system(), id, true).await.unwrap();
    people::excuse(db, who::system(), id).await.unwrap();
    who::operator(db, id).await.unwrap()
}

async fn told<T>(outcome: impl Future<Output = Result<T, Failure>>) -> Error {
    outcome.await.err().expect("it is refused").into()
}

async fn set(db: &Db, sql: &'static str, id: AccountId) {
    db.write((sql, id), |tx, (sql, id)| {
        Box::pin(async move {
            execute!(tx, sql, id.0)?;
            Ok(())
        })
    })
    .await
    .unwrap();
}

fn form(slug: &str) -> OpenBrand {
    OpenBrand {
        slug: slug.into(),
        name: "Acme".into(),
        languages: "fr,en".into(),
        time_zone: "Europe/Paris".into(),
        address: "Ada@Acme.example".into(),
        language: "fr".into(),
    }
}

fn because() -> Reason {
    Reason {
        reason: "Sends advertising to members".into(),
    }
}

fn typed(address: &str) -> SignIn {
    SignIn {
        address: address.into(),
        password: "a kettle sings at dawn".into(),
    }
}

async fn count(db: &Db, table: &str) -> i64 {
    let sql = format!("SELECT COUNT(*) FROM {table}");
    fetch_one!(db.read().await.unwrap(), (i64,), &sql).unwrap().0
}

async fn session(db: &Db, id_hash: &str, account: AccountId) {
    let save = sessions::Save {
        id_hash: id_hash.into(),
        account: Some(account),
        data: "{}".into(),
        agent: None,
        address: None,
        now: NOW,
        expires: NOW.minus_days(-1),
    };
    sessions::save(db, save, true).await.unwrap();
}

crate::on_both_engines! {
    async fn only_a_secured_operator_who_is_not_blocked_runs_the_installation(db: Db) {
        let id = account(&db, "ada@example.org").await;
        assert_eq!(told(who::operator(&db, id)).await, Error::Forbidden);
        people::set_operator(&db, who::system(), id, true).await.unwrap();
        assert_eq!(told(who::operator(&db, id)).await, Error::SecondFactorNeeded);
        set(&db, "UPDATE accounts SET totp_since = 1 WHERE id = $1", id).await;
        assert!(who::operator(&db, id).await.is_ok());
        set(&db, "UPDATE accounts SET blocked = 1 WHERE id = $1", id).await;
        assert_eq!(told(who::operator(&db, id)).await, Error::Forbidden);
    }

    async fn a_brand_is_made_with_rules_a_board_and_an_invitation_and_is_its_members_at_first(db: Db) {
        let ada = operator(&db, "ada@example.org").await;
        let brand = create_typed(&db, ada, &form("acme"), &testing::settings(), NOW).await.unwrap();
        assert_eq!((brand.opened, brand.rules_version, brand.language()), (None, 1, Lang::Fr));
        let board = fetch_one!(db.read().await.unwrap(), (String, String), "SELECT slug, name FROM boards").unwrap();
        assert_eq!(board, ("general".into(), "Général".into()));
        let (names,) = fetch_one!(db.read().await.unwrap(), (String,), "SELECT names FROM boards").unwrap();
        assert_eq!(names, r#"{"en":"General"}"#);
        let (mail,) = fetch_one!(db.read().await.unwrap(), (String,), "SELECT payload FROM jobs WHERE kind = 'mail'").unwrap();
        assert!(mail.contains("ada@acme.example") && mail.contains("/b/acme/invitation/"), "{mail}");
        let asked = super::asked::list(&db, ada, brand.id).await.unwrap();
        assert_eq!(asked[0].address, "ada@acme.example");
        let entry = &log::list(&db, ada, None).await.unwrap().rows[0];
        assert_eq!((entry.kind.as_str(), entry.actor.as_deref(), entry.brand.as_deref()), ("brand-created", Some("ada@example.org"), Some("Acme")));
    }

    async fn a_brand_that_cannot_be_made_leaves_nothing_behind(db: Db) {
        testing::brand(&db, "acme").await;
        let ada = operator(&db, "ada@example.org").await;
        let tables = ["brands", "boards", "documents", "invitations", "jobs", "operator_events"];
        let mut before = Vec::new();
        for table in tables {
            before.push(count(&db, table).await);
        }
        let error = told(create_typed(&db, ada, &form("acme"), &testing::settings(), NOW)).await;
        assert_eq!(error, Error::invalid("slug", "slug-taken"));
        let mut late = form("other");
        late.time_zone = "Europe/Nowhere".into();
        assert_eq!(told(create_typed(&db, ada, &late, &testing::settings(), NOW)).await, Error::invalid("time_zone", "time-zone-unknown"));
        for (table, before) in tables.into_iter().zip(before) {
            assert_eq!(count(&db, table).await, before, "{table}");
        }
    }

    async fn a_host_that_another_brand_has_undoes_the_brand_that_wanted_it(db: Db) {
        let space = |slug: &str| NewSpace {
            brand: crate::brands::NewBrand { slug: slug.into(), name: slug.into(), ..Default::default() },
            host: Some("talk.acme.example".into()),
            admin: Some(("ada@acme.example".into(), Lang::En)),
        };
        create(&db, who::system(), space("acme"), &testing::settings(), NOW).await.unwrap();
        let error = told(create(&db, who::system(), space("other"), &testing::settings(), NOW)).await;
        assert_eq!(error, Error::invalid("host", "host-taken"));
        assert_eq!((count(&db, "brands").await, count(&db, "boards").await, count(&db, "invitations").await), (1, 1, 1));
    }

    async fn the_desk_lists_brands_with_what_goes_on_in_them(db: Db) {
        let ada = operator(&db, "ada@example.org").await;
        let drumlin = testing::brand(&db, "drumlin").await;
        let isla = testing::member(&db, &drumlin, "isla", Role::Member).await;
        crate::topics::propose(&db, &isla, testing::idea("A lid that does not drip"), Lang::En, NOW).await.unwrap();
        testing::brand(&db, "orsel").await;
        let rows = brands::list(&db, ada, None).await.unwrap().rows;
        let of: Vec<_> = rows.iter().map(|b| (b.slug.as_str(), b.members, b.topics, b.active)).collect();
        assert_eq!(of, [("orsel", 0, 0, None), ("drumlin", 1, 1, Some(NOW.0))]);
        assert_eq!(brands::one(&db, ada, "drumlin").await.unwrap().id, drumlin.id);
        assert_eq!(told(brands::one(&db, ada, "nobody")).await, Error::NotFound);
    }

    async fn a_blocked_account_is_signed_out_at_once_and_cannot_sign_in_until_it_is_let_in(db: Db) {
        let ada = operator(&db, "ada@example.org").await;
        let drumlin = testing::brand(&db, "drumlin").await;
        let pest = testing::member(&db, &drumlin, "pest", Role::Member).await;
        let id = testing::account_of(&db, &pest).await;
        let door = SignIn { address: "pest@example.org".into(), password: "no password signs in".into() };
        session(&db, "one", id).await;
        session(&db, "hers", ada.account()).await;
        accounts::block(&db, ada, id, &because(), NOW).await.unwrap();
        assert!(sessions::load(&db, "one", NOW).await.unwrap().is_none());
        assert!(sessions::load(&db, "hers", NOW).await.unwrap().is_some());
        assert_eq!(told(people::sign_in(&db, &door, "192.0.2.1", NOW)).await, Error::invalid("password", "account-blocked"));
        assert!(who::viewer(&db, &drumlin, Some(id)).await.unwrap().as_member().is_none());
        accounts::unblock(&db, ada, id, &because(), NOW).await.unwrap();
        assert_eq!(people::sign_in(&db, &door, "192.0.2.1", NOW).await.unwrap(), id);
        let reason = |details: &str| serde_json::from_str::<serde_json::Value>(details).unwrap()["reason"].as_str().unwrap().to_owned();
        let kinds: Vec<_> = log::of_account(&db, ada, id).await.unwrap().into_iter().map(|e| (e.kind.clone(), reason(&e.details))).collect();
        let why = because().reason;
        assert_eq!(kinds, [("account-unblocked".into(), why.clone()), ("account-blocked".into(), why)]);
    }

    async fn an_operator_ends_every_sign_in_of_an_account_and_the_log_says_so(db: Db) {
        let ada = operator(&db, "ada@example.org").await;
        let bob = operator(&db, "bob@example.org").await;
        session(&db, "one", bob.account()).await;
        session(&db, "two", ada.account()).await;
        accounts::sign_out(&db, ada, bob.account(), NOW).await.unwrap();
        assert_eq!(count(&db, "sessions").await, 1);
        assert_eq!(log::of_account(&db, ada, bob.account()).await.unwrap()[0].kind, "account-signed-out");
        assert_eq!(told(accounts::sign_out(&db, ada, types::AccountId(999), NOW)).await, Error::NotFound);
    }

    async fn nobody_blocks_themselves_or_the_last_operator_or_without_a_reason(db: Db) {
        let ada = operator(&db, "ada@example.org").await;
        let own = told(accounts::block(&db, ada, ada.account(), &because(), NOW)).await;
        assert_eq!(own, Error::invalid("reason", "block-oneself"));
        let last = told(accounts::block(&db, who::system(), ada.account(), &because(), NOW)).await;
        assert_eq!(last, Error::invalid("reason", "block-last-operator"));
        let bob = operator(&db, "bob@example.org").await;
        assert!(matches!(told(accounts::block(&db, ada, bob.account(), &Reason::default(), NOW)).await, Error::Invalid(_)));
        accounts::block(&db, ada, bob.account(), &because(), NOW).await.unwrap();
        let gone = told(accounts::block(&db, bob, ada.account(), &because(), NOW)).await;
        assert_eq!(gone, Error::Forbidden, "a blocked operator blocks nobody");
        assert_eq!(told(accounts::block(&db, ada, AccountId(999), &because(), NOW)).await, Error::NotFound);
    }

    async fn two_operators_who_block_each_other_at_once_leave_one(db: Db) {
        let (ada, bob) = (operator(&db, "ada@example.org").await, operator(&db, "bob@example.org").await);
        let (one, other) = (because(), because());
        let (left, right) = tokio::join!(
            accounts::block(&db, ada, bob.account(), &one, NOW),
            accounts::block(&db, bob, ada.account(), &other, NOW)
        );
        assert!(left.is_ok() != right.is_ok());
    }

    async fn an_account_is_found_by_a_part_of_its_address_with_its_brands(db: Db) {
        let ada = operator(&db, "ada@example.org").await;
        let drumlin = testing::brand(&db, "drumlin").await;
        testing::member(&db, &drumlin, "isla_m", Role::Team).await;
        for n in 0..30 {
            people::insert(&db, &format!("crowd-{n}@example.net"), "none", Lang::En, NOW).await.unwrap();
        }
        let found = accounts::list(&db, ada, " ISLA_M@ ", None).await.unwrap().rows;
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].1[0].brand.as_str(), found[0].1[0].role), ("DRUMLIN", Role::Team));
        assert!(accounts::list(&db, ada, "isla%", None).await.unwrap().rows.is_empty(), "a sign means itself");
        assert!(accounts::list(&db, ada, "isla\0", None).await.unwrap().rows.len() == 1, "what cannot be stored is not looked for");
        let first = accounts::list(&db, ada, "crowd", None).await.unwrap();
        assert_eq!((first.rows.len(), first.next), (25, Some(first.rows[24].0.id.0)));
        let second = accounts::list(&db, ada, "crowd", first.next).await.unwrap();
        assert_eq!((second.rows.len(), second.next), (5, None));
    }

    async fn an_account_is_found_by_the_name_that_people_see_and_by_the_handle(db: Db) {
        let ada = operator(&db, "ada@example.org").await;
        let (drumlin, orsel) = (testing::brand(&db, "drumlin").await, testing::brand(&db, "orsel").await);
        let id = account(&db, "a1f@example.net").await;
        for (brand, name) in [(&drumlin, "Trudi Troll"), (&orsel, "Élodie")] {
            members::create(&db, brand.id, Some(id), NewMember::customer(name, NOW)).await.unwrap();
        }
        testing::member(&db, &drumlin, "maud", Role::Member).await;
        for search in ["Trudi Troll", "trudi t", "TROLL", "trudi-troll", "Élod", " @elodie"] {
            let found = accounts::list(&db, ada, search, None).await.unwrap().rows;
            let ids: Vec<_> = found.iter().map(|(account, _)| account.id).collect();
            assert_eq!(ids, [id], "{search}");
        }
        let (_, at) = accounts::one(&db, ada, id).await.unwrap();
        let known: Vec<_> = at.iter().map(|at| (at.slug.as_str(), at.name.as_str())).collect();
        assert_eq!(known, [("drumlin", "Trudi Troll"), ("orsel", "Élodie")]);
        assert!(accounts::list(&db, ada, "Troll_", None).await.unwrap().rows.is_empty());
    }

    async fn the_door_refuses_who_is_no_operator_in_the_words_of_a_wrong_password(db: Db) {
        account(&db, "isla@example.org").await;
        let ada = operator(&db, "ada@example.org").await;
        let refused = told(door::sign_in(&db, &typed("isla@example.org"), "", "192.0.2.1", NOW)).await;
        let unknown = told(door::sign_in(&db, &typed("nobody@example.org"), "", "192.0.2.1", NOW)).await;
        assert_eq!((refused, unknown.clone()), (unknown, Error::invalid("password", "password-wrong")));
        assert_eq!(door::sign_in(&db, &typed("ada@example.org"), "", "192.0.2.1", NOW).await.unwrap(), ada.account());
        set(&db, "UPDATE accounts SET blocked = 1 WHERE id = $1", ada.account()).await;
        let blocked = told(door::sign_in(&db, &typed("ada@example.org"), "", "192.0.2.1", NOW)).await;
        assert_eq!(blocked, Error::invalid("password", "password-wrong"));
    }

    async fn the_door_does_not_let_an_operator_with_a_second_factor_in_without_it(db: Db) {
        let ada = operator(&db, "ada@example.org").await;
        set(&db, "UPDATE accounts SET totp_since = 1, totp_secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP' WHERE id = $1", ada.account()).await;
        for code in ["", "000000", "not a code"] {
            let error = told(door::sign_in(&db, &typed("ada@example.org"), code, "192.0.2.1", NOW)).await;
            assert!(matches!(error, Error::Invalid(wrongs) if wrongs[0].field == "code"), "{code}");
        }
        let code = crate::second_factor::code_at("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", NOW).unwrap();
        assert_eq!(door::sign_in(&db, &typed("ada@example.org"), &code, "192.0.2.1", NOW).await.unwrap(), ada.account());
    }

    async fn whoever_lost_their_phone_is_helped_and_told(db: Db) {
        let ada = operator(&db, "ada@example.org").await;
        let id = ada.account();
        set(&db, "UPDATE accounts SET totp_since = 1, totp_secret = 'x', excused = FALSE WHERE id = $1", id).await;
        set(&db, "INSERT INTO recovery_codes (account_id, code_hash) VALUES ($1, 'x')", id).await;
        session(&db, "one", id).await;
        accounts::reset_second_factor(&db, who::system(), id, NOW).await.unwrap();
        assert_eq!(told(who::operator(&db, id)).await, Error::SecondFactorNeeded);
        assert_eq!((count(&db, "recovery_codes").await, count(&db, "sessions").await, count(&db, "jobs").await), (0, 0, 1));
        assert_eq!(log::of_account(&db, ada, id).await.unwrap()[0].kind, "second-factor-reset");
    }

    async fn a_dead_job_is_tried_anew_or_dropped_and_a_living_one_is_left_alone(db: Db) {
        let ada = operator(&db, "ada@example.org").await;
        db.write((), |tx, ()| Box::pin(async move {
            for (kind, dead) in [("mail", Some(NOW.0)), ("mail", Some(NOW.0)), ("mail", None)] {
                let sql = "INSERT INTO jobs (kind, payload, run_at, attempts, dead, last_error, created) VALUES ($1, '{}', $2, 9, $3, 'no route', $2)";
                execute!(tx, sql, kind, NOW.0, dead)?;
            }
            Ok(())
        })).await.unwrap();
        let dead = jobs::dead(&db, ada, None).await.unwrap().rows;
        assert_eq!((dead.len(), dead[0].last_error.as_deref(), dead[0].attempts), (2, Some("no route"), 9));
        let ids: Vec<i64> = fetch_all!(db.read().await.unwrap(), (i64,), "SELECT id FROM jobs ORDER BY id").unwrap().into_iter().map(|r| r.0).collect();
        jobs::retry(&db, ada, JobId(ids[0]), NOW).await.unwrap();
        jobs::drop_dead(&db, ada, JobId(ids[1]), NOW).await.unwrap();
        assert_eq!(told(jobs::drop_dead(&db, ada, JobId(ids[2]), NOW)).await, Error::NotFound);
        assert_eq!(told(jobs::retry(&db, ada, JobId(ids[0]), NOW)).await, Error::NotFound);
        let depth = jobs::depth(&db, ada, NOW).await.unwrap();
        assert_eq!((depth.due, depth.later, depth.dead, depth.oldest), (2, 0, 0, Some(NOW.0)));
    }
}
