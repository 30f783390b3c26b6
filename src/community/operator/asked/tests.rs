//! What holds of whom the installation asks to run a brand, on both engines.

use super::*;
use crate::operator::log;
use crate::testing::{self, NOW, settings};
use crate::who::{self, System};
use crate::{accounts, fetch_one};

async fn operator(db: &Db) -> Operator {
    let system: System = who::system();
    let id = accounts::create(db, "op@example.org", "a kettle sings at dawn", &[], Lang::En, NOW)
        .await
        .unwrap();
    accounts::set_operator(db, system, id, true).await.unwrap();
    accounts::excuse(db, system, id).await.unwrap();
    who::operator(db, id).await.unwrap()
}

fn form(address: &str) -> AskAdmin {
    AskAdmin {
        address: address.into(),
        language: "fr".into(),
    }
}

/// The token of the last mail.
async fn token(db: &Db) -> String {
    let sql = "SELECT payload FROM jobs ORDER BY id DESC LIMIT 1";
    let mail = fetch_one!(db.read().await.unwrap(), (String,), sql).unwrap().0;
    let after = mail.split("/invitation/").nth(1).unwrap();
    after.chars().take_while(char::is_ascii_hexdigit).collect()
}

/// Whether a link lets somebody in.
async fn holds(db: &Db, brand: BrandId, token: &str, now: Instant) -> bool {
    let letter = invitations::by_token(db, brand, token).await.unwrap().unwrap();
    letter.accepted.is_none() && letter.expires > now
}

async fn asks(db: &Db, by: Operator, brand: &Brand, address: &str) -> (InvitationId, String) {
    ask(db, by, brand, &settings(), &form(address), NOW).await.unwrap();
    (list(db, by, brand.id).await.unwrap()[0].id, token(db).await)
}

async fn kinds(db: &Db, by: Operator) -> Vec<String> {
    let page = log::list(db, by, None).await.unwrap();
    page.rows.into_iter().map(|entry| entry.kind).collect()
}

crate::on_both_engines! {
    async fn asking_again_makes_a_new_link_and_ends_the_old_one_also_after_it_ran_out(db: Db) {
        let (op, brand) = (operator(&db).await, testing::brand(&db, "acme").await);
        let (id, old) = asks(&db, op, &brand, " Head@Acme.example ").await;
        again(&db, op, &brand, &settings(), id, NOW).await.unwrap();
        let new = token(&db).await;
        assert!(!holds(&db, brand.id, &old, NOW).await && holds(&db, brand.id, &new, NOW).await);
        let asked = list(&db, op, brand.id).await.unwrap();
        assert_eq!((asked.len(), asked[0].address.as_str()), (1, "head@acme.example"), "one address, one row");
        let late = NOW.minus_days(-40);
        assert!(!asked[0].is_open(late) && !asked[0].was_withdrawn(), "it ran out");
        again(&db, op, &brand, &settings(), asked[0].id, late).await.unwrap();
        assert!(holds(&db, brand.id, &token(&db).await, late).await);
        assert_eq!(kinds(&db, op).await, ["admin-asked-again", "admin-asked-again", "admin-asked"]);
    }

    async fn what_is_taken_back_lets_nobody_in_and_is_taken_back_once(db: Db) {
        let (op, brand) = (operator(&db).await, testing::brand(&db, "acme").await);
        let (id, token) = asks(&db, op, &brand, "head@acme.example").await;
        withdraw(&db, op, brand.id, id, NOW).await.unwrap();
        assert!(!holds(&db, brand.id, &token, NOW).await);
        assert!(list(&db, op, brand.id).await.unwrap()[0].was_withdrawn());
        let twice: Error = withdraw(&db, op, brand.id, id, NOW).await.unwrap_err().into();
        assert_eq!((twice, kinds(&db, op).await), (Error::NotFound, vec!["admin-asked-no-more".into(), "admin-asked".into()]));
    }

    async fn somebody_else_is_asked_instead_and_the_mistyped_address_holds_no_longer(db: Db) {
        let (op, brand) = (operator(&db).await, testing::brand(&db, "acme").await);
        let (_, mistyped) = asks(&db, op, &brand, "haed@acme.example").await;
        let (_, right) = asks(&db, op, &brand, "head@acme.example").await;
        assert!(!holds(&db, brand.id, &mistyped, NOW).await && holds(&db, brand.id, &right, NOW).await);
        for wrong in ["", "no address"] {
            let error: Error = ask(&db, op, &brand, &settings(), &form(wrong), NOW).await.unwrap_err().into();
            assert!(matches!(error, Error::Invalid(wrongs) if wrongs[0].field == "address"), "{wrong}");
        }
        assert!(holds(&db, brand.id, &right, NOW).await, "a mistake ends nothing");
    }

    async fn what_a_brand_sends_itself_and_what_belongs_to_another_is_not_the_operators(db: Db) {
        let (op, brand, other) = (operator(&db).await, testing::brand(&db, "acme").await, testing::brand(&db, "orsel").await);
        let (ours, _) = asks(&db, op, &brand, "head@acme.example").await;
        let obi = testing::member(&db, &brand, "obi", Role::Admin).await;
        let admin = testing::viewer_of(&db, &brand, &obi).await.admin().unwrap();
        let invite = types::staff::Invite {
            addresses: "maud@example.org".into(),
            role: "admin".into(),
            affiliation: "employee".into(),
            department: String::new(),
            language: "en".into(),
        };
        invitations::invite(&db, &admin, &brand, &settings(), &invite, NOW).await.unwrap();
        let theirs = invitations::open(&db, &admin, None, NOW).await.unwrap().0[0].id;
        for (brand, id) in [(&brand, theirs), (&other, ours)] {
            let refused: Error = withdraw(&db, op, brand.id, id, NOW).await.unwrap_err().into();
            assert_eq!(refused, Error::NotFound);
            let refused: Error = again(&db, op, brand, &settings(), id, NOW).await.unwrap_err().into();
            assert_eq!(refused, Error::NotFound);
        }
        let asked = list(&db, op, brand.id).await.unwrap();
        assert_eq!((asked.len(), asked[0].id), (1, ours));
    }
}
