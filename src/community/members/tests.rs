//! What holds of coming in and of being named, on both engines.

use super::*;
use crate::brands::Brand;
use crate::fetch_all;
use crate::invitations;
use crate::testing::{self, NOW, settings};
use crate::who::{self, Admin, Member};
use types::staff::{Invite, Placed};
use types::{Error, Lang};

async fn run(db: &Db, sql: &'static str) {
    db.write(sql, |tx, sql| {
        Box::pin(async move {
            execute!(tx, *sql)?;
            Ok(())
        })
    })
    .await
    .unwrap();
}

async fn kinds(db: &Db) -> Vec<String> {
    let rows = fetch_all!(db.read().await.unwrap(), (String,), "SELECT kind FROM desk_events ORDER BY id").unwrap();
    rows.into_iter().map(|r| r.0).collect()
}

async fn admin(db: &Db, brand: &Brand, handle: &str) -> (Member, Admin) {
    let member = testing::member(db, brand, handle, Role::Admin).await;
    let admin = testing::viewer_of(db, brand, &member).await.admin().unwrap();
    (member, admin)
}

async fn admitted(db: &Db, brand: &Brand, address: &str) -> Result<Admission, Error> {
    let done = db.write((brand.id, address.to_owned()), |tx, (brand, address)| {
        Box::pin(admission(tx, *brand, address, NOW))
    });
    done.await.map_err(Error::from)
}

async fn role_of(db: &Db, member: MemberId) -> Role {
    let row = fetch_one!(
        db.read().await.unwrap(),
        (String,),
        "SELECT role FROM memberships WHERE id = $1",
        member.0
    )
    .unwrap();
    Role::parse(&row.0).unwrap()
}

async fn ask_in(db: &Db, by: &Admin, brand: &Brand, address: &str, role: &str) {
    let form = Invite {
        addresses: address.into(),
        role: role.into(),
        affiliation: "partner".into(),
        department: "Service".into(),
        language: "fr".into(),
    };
    invitations::invite(db, by, brand, &settings(), &form, NOW).await.unwrap();
}

fn placed(role: Role) -> Placed {
    Placed {
        role,
        affiliation: Affiliation::Customer,
        department: None,
        title: None,
    }
}

async fn name(db: &Db, by: &Admin, brand: &Brand, number: i64, role: Role) -> Result<(), Error> {
    change(db, by, brand, &settings(), number, placed(role), NOW)
        .await
        .map_err(Error::from)
}

fn told(error: Error) -> String {
    match error {
        Error::Invalid(wrongs) => wrongs[0].message.clone(),
        other => other.word().to_owned(),
    }
}

crate::on_both_engines! {
    async fn two_people_of_one_name_have_two_handles(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        for _ in 0..3 {
            create(&db, brand.id, None, NewMember::customer("Isla Munro", NOW)).await.unwrap();
        }
        let sql = "SELECT handle, number FROM memberships ORDER BY id";
        let rows = fetch_all!(db.read().await.unwrap(), (String, i64), sql).unwrap();
        assert_eq!(rows, [("isla-munro".into(), 1), ("isla-munro-2".into(), 2), ("isla-munro-3".into(), 3)]);
    }

    async fn joining_twice_makes_one_member(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let maud = testing::member(&db, &brand, "maud", Role::Member).await;
        let account = testing::account_of(&db, &maud).await;
        let again = create(&db, brand.id, Some(account), NewMember::customer("Maud", NOW)).await.unwrap();
        assert_eq!(again, maud.id);
    }

    async fn whoever_left_comes_back_as_the_same_member_and_not_as_staff(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let maud = testing::member(&db, &brand, "maud", Role::Team).await;
        let account = testing::account_of(&db, &maud).await;
        run(&db, "UPDATE memberships SET gone = 1, name = ''").await;
        let again = create(&db, brand.id, Some(account), NewMember::customer("Maud L.", NOW)).await.unwrap();
        assert_eq!((again, role_of(&db, again).await), (maud.id, Role::Member));
        assert_eq!(who::viewer(&db, &brand, Some(account)).await.unwrap().member().unwrap().name, "Maud L.");
    }

    async fn an_open_door_lets_anybody_in_as_a_customer(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let maud = admitted(&db, &brand, "maud@example.org").await.unwrap();
        assert_eq!((maud.role, maud.affiliation, maud.invitation), (Role::Member, Affiliation::Customer, None));
    }

    async fn a_mail_domain_gives_its_affiliation_and_no_other_domain_does(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        run(&db, "INSERT INTO domains (brand_id, domain, affiliation, may_join) VALUES (1, 'drumlin.example', 'employee', FALSE)").await;
        assert_eq!(admitted(&db, &brand, "isla@drumlin.example").await.unwrap().affiliation, Affiliation::Employee);
        for other in ["isla@not-drumlin.example", "isla@x.drumlin.example", "drumlin.example@example.org"] {
            assert_eq!(admitted(&db, &brand, other).await.unwrap().affiliation, Affiliation::Customer, "{other}");
        }
    }

    async fn by_invitation_only_whoever_is_invited_comes_in_and_as_what_it_says(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let (_, obi) = admin(&db, &brand, "obi").await;
        run(&db, "UPDATE brands SET registration = 'invitation'").await;
        run(&db, "INSERT INTO domains (brand_id, domain, affiliation, may_join) VALUES (1, 'drumlin.example', 'employee', TRUE)").await;
        for nobody in ["maud@example.org", "isla@drumlin.example"] {
            assert_eq!(told(admitted(&db, &brand, nobody).await.unwrap_err()), "join-by-invitation");
        }
        ask_in(&db, &obi, &brand, "Maud@Example.org", "team").await;
        let maud = admitted(&db, &brand, "maud@example.org").await.unwrap();
        assert_eq!((maud.role, maud.affiliation, maud.department.as_deref()), (Role::Team, Affiliation::Partner, Some("Service")));
        assert_eq!(told(admitted(&db, &brand, "maud@example.org").await.unwrap_err()), "join-by-invitation", "used once");
    }

    async fn by_mail_domain_only_a_domain_that_may_join_or_an_invitation_comes_in(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let (_, obi) = admin(&db, &brand, "obi").await;
        run(&db, "UPDATE brands SET registration = 'domain'").await;
        run(&db, "INSERT INTO domains (brand_id, domain, affiliation, may_join) VALUES (1, 'drumlin.example', 'employee', TRUE)").await;
        run(&db, "INSERT INTO domains (brand_id, domain, affiliation, may_join) VALUES (1, 'dealer.example', 'partner', FALSE)").await;
        for nobody in ["maud@example.org", "zoe@dealer.example"] {
            assert_eq!(told(admitted(&db, &brand, nobody).await.unwrap_err()), "join-by-domain");
        }
        assert_eq!(admitted(&db, &brand, "isla@drumlin.example").await.unwrap().affiliation, Affiliation::Employee);
        ask_in(&db, &obi, &brand, "maud@example.org", "member").await;
        assert!(admitted(&db, &brand, "maud@example.org").await.unwrap().invitation.is_some());
    }

    async fn a_brand_that_has_not_opened_takes_the_invited_and_one_that_closes_takes_nobody(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let (_, obi) = admin(&db, &brand, "obi").await;
        ask_in(&db, &obi, &brand, "maud@example.org", "member").await;
        run(&db, "UPDATE brands SET opened = NULL").await;
        assert_eq!(told(admitted(&db, &brand, "isla@example.org").await.unwrap_err()), "join-by-invitation");
        assert!(may_come(&db, brand.id, "maud@example.org", NOW).await.is_ok());
        run(&db, "UPDATE brands SET closes = 1").await;
        assert_eq!(told(admitted(&db, &brand, "maud@example.org").await.unwrap_err()), "join-closing");
    }

    async fn an_admin_names_somebody_and_the_log_and_a_mail_say_so(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let (_, obi) = admin(&db, &brand, "obi").await;
        let maud = testing::member(&db, &brand, "maud", Role::Member).await;
        let place = Placed { department: Some("Service".into()), title: Some("repairs".into()), ..placed(Role::Team) };
        change(&db, &obi, &brand, &settings(), maud.number, place, NOW).await.unwrap();
        let found = person(&db, &obi, maud.number).await.unwrap();
        assert_eq!((found.role, found.title.as_deref(), found.secured), (Role::Team, Some("repairs"), false));
        assert_eq!(kinds(&db).await, ["role-changed", "place-changed"]);
        let mails = fetch_all!(db.read().await.unwrap(), (String, Option<String>), "SELECT payload, recipient FROM jobs").unwrap();
        assert_eq!((mails.len(), mails[0].1.as_deref()), (1, Some("maud@example.org")));
        assert!(mails[0].0.contains("as one of the team"), "{}", mails[0].0);
    }

    async fn a_change_that_changes_nothing_is_not_told(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let (_, obi) = admin(&db, &brand, "obi").await;
        let maud = testing::member(&db, &brand, "maud", Role::Member).await;
        name(&db, &obi, &brand, maud.number, Role::Member).await.unwrap();
        assert_eq!(fetch_one!(db.read().await.unwrap(), (i64,), "SELECT COUNT(*) FROM jobs").unwrap().0, 0);
        assert!(kinds(&db).await.is_empty());
    }

    async fn a_refused_change_leaves_no_entry_in_the_log(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let (obi, by) = admin(&db, &brand, "obi").await;
        assert_eq!(told(name(&db, &by, &brand, obi.number, Role::Team).await.unwrap_err()), "last-admin");
        assert_eq!((role_of(&db, obi.id).await, kinds(&db).await.len()), (Role::Admin, 0));
    }

    async fn the_last_admin_who_can_sign_in_stays_one_even_for_the_command_line(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let (obi, _) = admin(&db, &brand, "obi").await;
        let (nell, _) = admin(&db, &brand, "nell").await;
        let account = testing::account_of(&db, &obi).await;
        run(&db, "UPDATE accounts SET blocked = 1 WHERE address = 'nell@example.org'").await;
        let refused = set_role(&db, who::system(), brand.id, account, Role::Member, NOW).await.unwrap_err();
        assert_eq!(told(refused.into()), "last-admin");
        run(&db, "UPDATE accounts SET blocked = NULL").await;
        set_role(&db, who::system(), brand.id, account, Role::Member, NOW).await.unwrap();
        assert_eq!((role_of(&db, obi.id).await, kinds(&db).await), (Role::Member, vec!["role-changed".to_owned()]));
        assert_eq!(owner(&db, brand.id).await.unwrap(), Some(nell.id));
    }

    async fn two_admins_who_demote_each_other_at_once_leave_one(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        for round in 0..8 {
            let (a, by_a) = admin(&db, &brand, &format!("a{round}")).await;
            let (b, by_b) = admin(&db, &brand, &format!("b{round}")).await;
            // Nobody else is an admin, and the owner, who cannot be demoted, has left.
            let others = format!("UPDATE memberships SET role = 'member' WHERE id NOT IN ({}, {})", a.id.0, b.id.0);
            run(&db, others.leak()).await;
            let demote = |account, brand| {
                let db = db.clone();
                tokio::spawn(async move { set_role(&db, who::system(), brand, account, Role::Member, NOW).await.is_ok() })
            };
            let (of_a, of_b) = (testing::account_of(&db, &a).await, testing::account_of(&db, &b).await);
            let (first, second) = (demote(of_a, brand.id), demote(of_b, brand.id));
            assert_eq!(usize::from(first.await.unwrap()) + usize::from(second.await.unwrap()), 1, "round {round}");
            // The same by each other's hand: whoever was demoted may demote nobody any more.
            run(&db, format!("UPDATE memberships SET role = 'admin' WHERE id IN ({}, {})", a.id.0, b.id.0).leak()).await;
            let (to_b, to_a) = tokio::join!(
                name(&db, &by_a, &brand, b.number, Role::Member),
                name(&db, &by_b, &brand, a.number, Role::Member)
            );
            assert!(!(to_a.is_ok() && to_b.is_ok()), "round {round}");
            let sql = "SELECT COUNT(*) FROM memberships WHERE role = 'admin'";
            assert_eq!(fetch_one!(db.read().await.unwrap(), (i64,), sql).unwrap().0, 1, "round {round}");
        }
    }

    async fn leaving_asks_whether_somebody_is_the_last_admin(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let (obi, _) = admin(&db, &brand, "obi").await;
        let maud = testing::member(&db, &brand, "maud", Role::Member).await;
        let last = async |member: MemberId| {
            db.write((brand.id, member), |tx, (brand, member)| Box::pin(is_last_admin(tx, *brand, *member))).await.unwrap()
        };
        assert!(last(obi.id).await && !last(maud.id).await);
        admin(&db, &brand, "nell").await;
        assert!(!last(obi.id).await);
    }

    async fn the_first_admin_owns_the_brand_and_hands_it_on_to_another(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let maud = testing::member(&db, &brand, "maud", Role::Member).await;
        let (obi, by_obi) = admin(&db, &brand, "obi").await;
        name(&db, &by_obi, &brand, maud.number, Role::Admin).await.unwrap();
        assert_eq!(owner(&db, brand.id).await.unwrap(), Some(obi.id), "maud is older here, and was named later");
        run(&db, "UPDATE accounts SET excused = TRUE").await;
        let by_maud = testing::viewer_of(&db, &brand, &maud).await.admin().unwrap();
        let taken: Error = hand_on(&db, &by_maud, &brand, &settings(), maud.number, NOW).await.unwrap_err().into();
        assert_eq!(taken, Error::Forbidden);
        assert_eq!(told(name(&db, &by_maud, &brand, obi.number, Role::Member).await.unwrap_err()), "owner-stays");
        hand_on(&db, &by_obi, &brand, &settings(), maud.number, NOW).await.unwrap();
        assert_eq!(owner(&db, brand.id).await.unwrap(), Some(maud.id));
        name(&db, &by_maud, &brand, obi.number, Role::Member).await.unwrap();
        assert_eq!(kinds(&db).await, ["role-changed", "owner-changed", "role-changed"]);
    }

    async fn the_brand_is_not_handed_to_somebody_who_is_no_admin(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let (_, obi) = admin(&db, &brand, "obi").await;
        let ruth = testing::member(&db, &brand, "ruth", Role::Team).await;
        let refused: Error = hand_on(&db, &obi, &brand, &settings(), ruth.number, NOW).await.unwrap_err().into();
        assert_eq!(told(refused), "owner-to-admin");
    }

    async fn another_brands_members_are_not_found(db: Db) {
        let (drumlin, orsel) = (testing::brand(&db, "drumlin").await, testing::brand(&db, "orsel").await);
        let (_, obi) = admin(&db, &drumlin, "obi").await;
        for n in 0..3 {
            testing::member(&db, &orsel, &format!("m{n}"), Role::Member).await;
        }
        assert!(matches!(person(&db, &obi, 3).await, Err(crate::Failure::Told(Error::NotFound))));
        assert_eq!(name(&db, &obi, &drumlin, 3, Role::Team).await.unwrap_err(), Error::NotFound);
        let handed: Error = hand_on(&db, &obi, &drumlin, &settings(), 3, NOW).await.unwrap_err().into();
        assert_eq!(handed, Error::NotFound);
        assert!(search(&db, &obi, "m1", 0).await.unwrap().people.is_empty());
    }

    async fn members_are_found_by_number_handle_or_a_part_of_their_name(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let (_, obi) = admin(&db, &brand, "obi").await;
        create(&db, brand.id, None, NewMember::customer("Élodie de la Tour", NOW)).await.unwrap();
        create(&db, brand.id, None, NewMember::customer("100% Zoé_x", NOW)).await.unwrap();
        for (wanted, found) in [("elod", 1), ("Élodie", 1), ("DE LA", 1), ("#2", 1), ("3", 1), ("100%", 1), ("o_l", 0), ("%", 1), ("", 0), ("x\0y", 0)] {
            assert_eq!(search(&db, &obi, wanted, 0).await.unwrap().people.len(), found, "{wanted:?}");
        }
    }

    async fn a_search_is_told_in_pages_of_twenty_five(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let (_, obi) = admin(&db, &brand, "obi").await;
        testing::crowd(&db, &brand, 30).await;
        let first = search(&db, &obi, "crowd", 0).await.unwrap();
        let second = search(&db, &obi, "crowd", first.next.unwrap()).await.unwrap();
        assert_eq!((first.people.len(), second.people.len(), second.next), (25, 5, None));
        assert!(first.people[24].number < second.people[0].number);
    }

    async fn joining_by_invitation_makes_one_of_the_staff_in_one_step(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let (_, obi) = admin(&db, &brand, "obi").await;
        run(&db, "UPDATE brands SET registration = 'invitation'").await;
        ask_in(&db, &obi, &brand, "maud@example.org", "moderator").await;
        let account = crate::accounts::create(&db, "maud@example.org", "no password signs in", &[], Lang::En, NOW).await.unwrap();
        let enter = types::accounts::Enter { name: "Maud".into(), rules: Some("on".into()), ..Default::default() };
        crate::accounts::enter(&db, &brand, account, enter, NOW).await.unwrap();
        let maud = who::viewer(&db, &brand, Some(account)).await.unwrap().member().unwrap().clone();
        assert_eq!((maud.named_role, maud.role), (Role::Moderator, Role::Member), "until there is a second step");
        assert_eq!(kinds(&db).await, ["invitations-sent", "invitation-accepted"]);
    }

    async fn an_address_that_is_not_invited_is_told_so_before_any_mail(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        testing::member(&db, &brand, "maud", Role::Member).await;
        run(&db, "UPDATE brands SET registration = 'invitation'").await;
        for address in ["maud@example.org", "nobody@example.org"] {
            let form = types::accounts::Join {
                address: address.into(),
                password: "a kettle sings at dawn".into(),
                name: "Maud".into(),
                rules: Some("on".into()),
                ..types::accounts::Join::default()
            };
            let refused: Error =
                crate::accounts::join(&db, &brand, form, Lang::En, &settings(), "192.0.2.1", NOW).await.unwrap_err().into();
            assert_eq!(refused, Error::invalid("address", "join-by-invitation"));
        }
        assert_eq!(fetch_one!(db.read().await.unwrap(), (i64,), "SELECT COUNT(*) FROM jobs").unwrap().0, 0);
    }
}
