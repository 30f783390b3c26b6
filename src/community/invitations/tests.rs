//! What holds of invitations, on both engines.

use super::*;
use crate::db::Db;
use crate::members;
use crate::testing::{self, NOW, settings};
use crate::who::Admin;
use types::Error;
use types::staff::Invite;

async fn admin(db: &Db, brand: &Brand) -> Admin {
    let obi = testing::member(db, brand, "obi", Role::Admin).await;
    testing::viewer_of(db, brand, &obi).await.admin().unwrap()
}

fn form(addresses: &str, role: &str) -> Invite {
    Invite {
        addresses: addresses.into(),
        role: role.into(),
        affiliation: "employee".into(),
        department: "Service".into(),
        language: "en".into(),
    }
}

/// Invites one person; gives the token of the mail.
async fn ask_in(db: &Db, by: &Admin, brand: &Brand, address: &str, role: &str) -> String {
    assert_eq!(invite(db, by, brand, &settings(), &form(address, role), NOW).await.unwrap(), 1);
    last_token(db).await
}

async fn last_token(db: &Db) -> String {
    let sql = "SELECT payload FROM jobs ORDER BY id DESC LIMIT 1";
    let mail = fetch_one!(db.read().await.unwrap(), (String,), sql).unwrap().0;
    mail.split("/invitation/")
        .nth(1)
        .unwrap()
        .chars()
        .take_while(char::is_ascii_hexdigit)
        .collect()
}

async fn mails(db: &Db) -> i64 {
    fetch_one!(db.read().await.unwrap(), (i64,), "SELECT COUNT(*) FROM jobs").unwrap().0
}

async fn taken_up(db: &Db, brand: &Brand, member: &Member, token: &str, now: Instant) -> Result<Accepted, Error> {
    let account = testing::account_of(db, member).await;
    accept(db, brand.id, account, token, now).await.map_err(Error::from)
}

async fn standing(db: &Db, member: &Member) -> (String, String, Option<String>) {
    let sql = "SELECT role, affiliation, department FROM memberships WHERE id = $1";
    fetch_one!(db.read().await.unwrap(), (String, String, Option<String>), sql, member.id.0).unwrap()
}

async fn only_open(db: &Db, by: &Admin) -> InvitationId {
    let (open, _) = open(db, by, None, NOW).await.unwrap();
    assert_eq!(open.len(), 1);
    open[0].id
}

fn member() -> types::staff::Placed {
    types::staff::Placed {
        role: Role::Member,
        affiliation: Affiliation::Customer,
        department: None,
        title: None,
    }
}

crate::on_both_engines! {
    async fn an_invitation_raises_a_member_with_one_click(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let obi = admin(&db, &brand).await;
        let maud = testing::member(&db, &brand, "maud", Role::Member).await;
        let token = ask_in(&db, &obi, &brand, " Maud@Example.org ", "team").await;
        let mail = fetch_one!(db.read().await.unwrap(), (String,), "SELECT payload FROM jobs ORDER BY id DESC LIMIT 1").unwrap().0;
        assert!(mail.contains("obi invites you to the community site of"), "{mail}");
        assert!(open(&db, &obi, None, NOW).await.unwrap().0[0].member, "said to be a member already");
        assert_eq!(standing(&db, &maud).await.0, "member", "nothing changes until they accept");
        assert_eq!(taken_up(&db, &brand, &maud, &token, NOW).await.unwrap(), Accepted::Done(Role::Team));
        assert_eq!(standing(&db, &maud).await, ("team".into(), "employee".into(), Some("Service".into())));
        assert_eq!(taken_up(&db, &brand, &maud, &token, NOW).await.unwrap_err(), Error::NotFound, "used once");
    }

    async fn only_the_address_that_was_invited_takes_it_up(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let obi = admin(&db, &brand).await;
        let (maud, zoe) = (testing::member(&db, &brand, "maud", Role::Member).await, testing::member(&db, &brand, "zoe", Role::Member).await);
        let token = ask_in(&db, &obi, &brand, "maud@example.org", "admin").await;
        assert_eq!(taken_up(&db, &brand, &zoe, &token, NOW).await.unwrap_err(), Error::Forbidden);
        assert_eq!(standing(&db, &zoe).await.0, "member");
        assert!(taken_up(&db, &brand, &maud, &token, NOW).await.is_ok(), "the try of another has not used it up");
    }

    async fn an_invitation_never_lowers(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let obi = admin(&db, &brand).await;
        for (handle, role, invited, stays) in [
            ("nell", Role::Admin, "member", "admin"),
            ("ruth", Role::Moderator, "team", "moderator"),
            ("ewan", Role::Team, "admin", "admin"),
        ] {
            let member = testing::member(&db, &brand, handle, role).await;
            let token = ask_in(&db, &obi, &brand, &format!("{handle}@example.org"), invited).await;
            taken_up(&db, &brand, &member, &token, NOW).await.unwrap();
            assert_eq!(standing(&db, &member).await.0, stays, "{handle}");
        }
    }

    async fn whoever_is_no_member_yet_joins_first(db: Db) {
        let (brand, orsel) = (testing::brand(&db, "drumlin").await, testing::brand(&db, "orsel").await);
        let obi = admin(&db, &brand).await;
        let maud = testing::member(&db, &orsel, "maud", Role::Member).await;
        let token = ask_in(&db, &obi, &brand, "maud@example.org", "team").await;
        assert_eq!(taken_up(&db, &brand, &maud, &token, NOW).await.unwrap(), Accepted::JoinFirst);
        assert!(by_token(&db, brand.id, &token).await.unwrap().unwrap().accepted.is_none());
    }

    async fn a_withdrawn_invitation_is_dead_and_an_old_one_too(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let obi = admin(&db, &brand).await;
        let maud = testing::member(&db, &brand, "maud", Role::Member).await;
        let token = ask_in(&db, &obi, &brand, "maud@example.org", "team").await;
        assert_eq!(taken_up(&db, &brand, &maud, &token, NOW.minus_days(-31)).await.unwrap_err(), Error::NotFound);
        let id = only_open(&db, &obi).await;
        withdraw(&db, &obi, id, NOW).await.unwrap();
        assert_eq!(taken_up(&db, &brand, &maud, &token, NOW).await.unwrap_err(), Error::NotFound);
        let again: Error = withdraw(&db, &obi, id, NOW).await.unwrap_err().into();
        assert_eq!(again, Error::NotFound);
        assert_eq!(resend(&db, &obi, &brand, &settings(), id, NOW).await.map_err(Error::from), Err(Error::NotFound));
    }

    async fn sending_again_makes_a_new_link_and_ends_the_old_one(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let obi = admin(&db, &brand).await;
        let maud = testing::member(&db, &brand, "maud", Role::Member).await;
        let old = ask_in(&db, &obi, &brand, "maud@example.org", "team").await;
        resend(&db, &obi, &brand, &settings(), only_open(&db, &obi).await, NOW).await.unwrap();
        let new = last_token(&db).await;
        assert_eq!(taken_up(&db, &brand, &maud, &old, NOW).await.unwrap_err(), Error::NotFound);
        assert_eq!(taken_up(&db, &brand, &maud, &new, NOW).await.unwrap(), Accepted::Done(Role::Team));
    }

    async fn another_brands_invitations_are_not_found(db: Db) {
        let (drumlin, orsel) = (testing::brand(&db, "drumlin").await, testing::brand(&db, "orsel").await);
        let obi = admin(&db, &drumlin).await;
        let agnes = testing::member(&db, &orsel, "agnes", Role::Admin).await;
        let agnes = testing::viewer_of(&db, &orsel, &agnes).await.admin().unwrap();
        let maud = testing::member(&db, &orsel, "maud", Role::Member).await;
        let token = ask_in(&db, &obi, &drumlin, "maud@example.org", "admin").await;
        let id = only_open(&db, &obi).await;
        assert_eq!(withdraw(&db, &agnes, id, NOW).await.map_err(Error::from), Err(Error::NotFound));
        assert_eq!(resend(&db, &agnes, &orsel, &settings(), id, NOW).await.map_err(Error::from), Err(Error::NotFound));
        assert!(open(&db, &agnes, None, NOW).await.unwrap().0.is_empty());
        assert!(by_token(&db, orsel.id, &token).await.unwrap().is_none());
        assert_eq!(taken_up(&db, &orsel, &maud, &token, NOW).await.unwrap_err(), Error::NotFound);
    }

    async fn nothing_is_sent_while_one_address_is_wrong_or_there_are_too_many(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let obi = admin(&db, &brand).await;
        let many: String = (0..31).map(|n| format!("p{n}@example.org\n")).collect();
        for addresses in ["maud@example.org\nzoe", "", &many] {
            let error: Error = invite(&db, &obi, &brand, &settings(), &form(addresses, "team"), NOW).await.unwrap_err().into();
            assert_eq!(error.status(), 422, "{addresses}");
        }
        assert_eq!((mails(&db).await, open(&db, &obi, None, NOW).await.unwrap().0.len()), (0, 0));
    }

    async fn two_hundred_invitations_fit_into_a_day_withdrawn_ones_included(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let obi = admin(&db, &brand).await;
        for batch in 0..6 {
            let thirty: String = (0..30).map(|n| format!("p{batch}-{n}@example.org,")).collect();
            invite(&db, &obi, &brand, &settings(), &form(&thirty, "member"), NOW).await.unwrap();
        }
        let first = open(&db, &obi, None, NOW).await.unwrap();
        assert_eq!((first.0.len(), first.1.is_some()), (50, true));
        withdraw(&db, &obi, first.0[0].id, NOW).await.unwrap();
        let rest: String = (0..21).map(|n| format!("q{n}@example.org,")).collect();
        let error: Error = invite(&db, &obi, &brand, &settings(), &form(&rest, "member"), NOW).await.unwrap_err().into();
        let Error::Invalid(wrongs) = error else { panic!("{error}") };
        assert_eq!((wrongs[0].message.as_str(), wrongs[0].numbers[0].1), ("addresses-enough", 20));
        invite(&db, &obi, &brand, &settings(), &form(&rest, "member"), NOW.minus_days(-1)).await.unwrap();
    }

    async fn an_admin_who_was_demoted_meanwhile_invites_nobody(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let obi = admin(&db, &brand).await;
        let nell = testing::member(&db, &brand, "nell", Role::Admin).await;
        let stale = testing::viewer_of(&db, &brand, &nell).await.admin().unwrap();
        members::change(&db, &obi, &brand, &settings(), nell.number, member(), NOW).await.unwrap();
        let error: Error = invite(&db, &stale, &brand, &settings(), &form("x@example.org", "admin"), NOW).await.unwrap_err().into();
        assert_eq!(error, Error::Forbidden);
    }
}
