//! What holds of the demo's password, once others can come.

use super::*;
use crate::{passwords, who};

const KNOWN: &str = "parvis-demo-2026";

async fn by(db: &Db, address: &str, password: &str) -> Result<AccountId, Error> {
    let form = SignIn {
        address: address.into(),
        password: password.into(),
    };
    sign_in(db, &form, NETWORK, NOW).await.map_err(Error::from)
}

crate::on_both_engines! {
    async fn the_demos_password_opens_nothing_and_keeps_nobody_in_once_others_can_come(db: Db) {
        let shared = passwords::hash(KNOWN).await.unwrap();
        let isla = insert(&db, "isla@drumlin.example", &shared, Lang::En, NOW).await.unwrap();
        let moved = insert(&db, "obi@example.org", &shared, Lang::En, NOW).await.unwrap();
        let own = create(&db, "ewan@drumlin.example", "a kettle sings at dawn", &[], Lang::En, NOW).await.unwrap();
        for (account, session) in [(isla, "a"), (moved, "b"), (own, "c")] {
            signed_in(&db, account, session).await;
        }
        assert_eq!(by(&db, "isla@drumlin.example", KNOWN).await, Ok(isla));
        assert_eq!(take_known_password(&db, who::system(), KNOWN).await.unwrap(), 2);
        for address in ["isla@drumlin.example", "obi@example.org"] {
            assert_eq!(by(&db, address, KNOWN).await, Err(Error::invalid("password", "password-wrong")), "{address}");
        }
        assert!(sign_ins(&db, isla).await.is_empty() && sign_ins(&db, moved).await.is_empty());
        assert_eq!(by(&db, "ewan@drumlin.example", "a kettle sings at dawn").await, Ok(own), "who chose a password keeps it");
        assert_eq!(sign_ins(&db, own).await, ["c"]);
        assert_eq!(take_known_password(&db, who::system(), KNOWN).await.unwrap(), 0, "at the next start there is none left");
    }
}
