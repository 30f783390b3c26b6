//! What holds of a person's export, on both engines.

use super::*;
use crate::testing::{self, NOW};
use crate::{execute, mail, replies, topics, votes};
use types::members::Role as MemberRole;
use types::replies::NewReply;

crate::on_both_engines! {
    async fn an_export_holds_all_of_mine_in_every_brand_and_nothing_of_others(db: Db) {
        let (drumlin, orsel) = (testing::brand(&db, "drumlin").await, testing::brand(&db, "orsel").await);
        let maud = testing::member(&db, &drumlin, "maud", MemberRole::Member).await;
        let isla = testing::member(&db, &drumlin, "isla", MemberRole::Member).await;
        let account = testing::account_of(&db, &maud).await;
        let new = crate::members::NewMember::customer("Maud at Orsel", NOW);
        crate::members::create(&db, orsel.id, Some(account), new).await.unwrap();
        let mine = topics::propose(&db, &maud, testing::idea("An idea of mine"), Lang::En, NOW).await.unwrap();
        let open = topics::propose(&db, &isla, testing::idea("Isla in the open"), Lang::En, NOW).await.unwrap();
        let hidden = topics::propose(&db, &isla, testing::idea("Isla behind doors"), Lang::En, NOW).await.unwrap();
        let viewer = testing::viewer_of(&db, &drumlin, &maud).await;
        for number in [open, hidden] {
            let topic = topics::find(&db, &viewer, number).await.unwrap();
            let new = NewReply { reply: format!("Maud replies in {number}"), ..NewReply::default() };
            replies::reply(&db, &maud, topic, new, Lang::En, NOW).await.unwrap();
            replies::reply(&db, &isla, topic, NewReply { reply: "Isla replies".into(), ..NewReply::default() }, Lang::En, NOW).await.unwrap();
            votes::cast(&db, &maud, topic, NOW).await.unwrap();
        }
        db.write((hidden, maud.id), |tx, (hidden, me)| Box::pin(async move {
            execute!(tx, "UPDATE topics SET visibility = 'private' WHERE number = $1", *hidden)?;
            execute!(tx, "UPDATE votes SET reason = 'Mine leaks too' WHERE member_id = $1", me.0)?;
            let mail = mail::Mail { to: "maud@example.org".into(), from_name: String::new(), subject: "Your code".into(), text: "123456".into() };
            mail::enqueue(tx, None, &mail, NOW).await
        })).await.unwrap();
        let export = export(&db, account, &testing::settings(), NOW).await.unwrap();
        let json = serde_json::to_string(&export).unwrap();
        assert_eq!(export.memberships.iter().map(|m| m.profile.name.as_str()).collect::<Vec<_>>(), ["maud", "Maud at Orsel"]);
        let here = &export.memberships[0];
        assert_eq!((here.topics[0].number, here.replies.len(), here.votes.len()), (mine, 2, 2));
        for held in ["An idea of mine", "Isla in the open", "Maud replies in 3", "Mine leaks too", "maud@example.org", "Your code", "2026-09-21T"] {
            assert!(json.contains(held), "{held} is missing in {json}");
        }
        for others in ["Isla behind doors", "Isla replies", "isla@example.org", "123456", "password", "argon2"] {
            assert!(!json.contains(others), "{others} stands in {json}");
        }
    }
}
