//! What holds of reasons and voters, on both engines.

use super::*;
use crate::testing::{self, NOW};
use crate::votes;
use types::Lang;
use types::members::Role;

fn because(reason: &str) -> NewReason {
    NewReason { reason: reason.into() }
}

struct Scene {
    brand: crate::brands::Brand,
    topic: Topic,
    crowd: Vec<Member>,
}

/// A topic with thirty voters, each of whom has said why, one second after another.
async fn thirty(db: &Db) -> Scene {
    let brand = testing::brand(db, "drumlin").await;
    let crowd = testing::crowd(db, &brand, 30).await;
    let number = topics::propose(db, &crowd[0], testing::idea("A sleeve for bent poles"), Lang::En, NOW)
        .await
        .unwrap();
    let viewer = testing::viewer_of(db, &brand, &crowd[0]).await;
    let id = topics::find(db, &viewer, number).await.unwrap();
    for (n, voter) in (0..).zip(&crowd) {
        votes::cast(db, voter, id, NOW.plus_seconds(n)).await.unwrap();
        give_reason(db, voter, id, &because(&format!("Reason {n:02}")), NOW).await.unwrap();
    }
    let topic = topics::read(db, &viewer, number).await.unwrap();
    Scene { brand, topic, crowd }
}

async fn lock(db: &Db, locked: &'static str) {
    db.write(locked, |tx, locked| {
        Box::pin(async move { Ok(execute!(tx, format!("UPDATE topics SET locked = {locked}").as_str())?) })
    })
    .await
    .unwrap();
}

crate::on_both_engines! {
    async fn the_newest_three_are_quoted_and_all_are_paged_under_their_names(db: Db) {
        let Scene { brand, topic, .. } = thirty(&db).await;
        let visitor = testing::visitor(&db, &brand).await;
        let said = reasons(&db, &visitor, &topic).await.unwrap();
        assert_eq!((said.newest, said.count, said.own), (vec!["Reason 29".into(), "Reason 28".into(), "Reason 27".into()], 30, None));
        let first = all_reasons(&db, &topic, &visitor, Some("nonsense")).await.unwrap();
        let second = all_reasons(&db, &topic, &visitor, first.next.as_deref()).await.unwrap();
        let all: Vec<_> = first.voters.iter().chain(&second.voters).map(|v| v.reason.clone().unwrap()).collect();
        assert_eq!(all, (0..30).rev().map(|n| format!("Reason {n:02}")).collect::<Vec<_>>());
        assert_eq!((first.voters[0].name.as_str(), second.next), ("Crowd 29", None));
    }

    async fn a_reason_needs_a_vote_is_changed_and_taken_back_and_goes_with_the_vote(db: Db) {
        let Scene { brand, topic, crowd } = thirty(&db).await;
        let maud = testing::member(&db, &brand, "maud", Role::Member).await;
        let error: Error = give_reason(&db, &maud, topic.id, &because("I never voted"), NOW).await.unwrap_err().into();
        assert_eq!(error, Error::invalid("reason", "reason-vote-first"));
        let viewer = testing::viewer_of(&db, &brand, &crowd[29]).await;
        let own = async || reasons(&db, &viewer, &topics::read(&db, &viewer, topic.number).await.unwrap()).await.unwrap();
        give_reason(&db, &crowd[29], topic.id, &because("  Another   one "), NOW).await.unwrap();
        assert_eq!((own().await.own.as_deref(), own().await.newest[0].as_str()), (Some("Another one"), "Another one"));
        give_reason(&db, &crowd[29], topic.id, &because(" "), NOW).await.unwrap();
        assert_eq!((own().await.own.as_deref(), own().await.count), (Some(""), 29));
        votes::withdraw(&db, &crowd[28], topic.id, NOW).await.unwrap();
        assert_eq!((own().await.newest[0].as_str(), own().await.count), ("Reason 27", 28));
    }

    async fn while_nobody_votes_a_reason_can_only_be_taken_back(db: Db) {
        let Scene { topic, crowd, .. } = thirty(&db).await;
        lock(&db, "1").await;
        let error: Error = give_reason(&db, &crowd[1], topic.id, &because("Too late"), NOW).await.unwrap_err().into();
        assert_eq!(error, Error::Closed);
        give_reason(&db, &crowd[1], topic.id, &because(""), NOW).await.unwrap();
    }

    async fn a_moderator_takes_a_reason_away_the_vote_stays_and_the_log_has_it(db: Db) {
        let Scene { brand, topic, crowd } = thirty(&db).await;
        let nell = testing::member(&db, &brand, "nell", Role::Moderator).await;
        let viewer = testing::viewer_of(&db, &brand, &nell).await;
        let by = viewer.moderator().unwrap();
        remove_reason(&db, &by, topic.id, crowd[5].number, NOW).await.unwrap();
        let error: Error = remove_reason(&db, &by, topic.id, crowd[5].number, NOW).await.unwrap_err().into();
        assert_eq!(error, Error::NotFound);
        let said = reasons(&db, &viewer, &topics::read(&db, &viewer, topic.number).await.unwrap()).await.unwrap();
        assert_eq!((said.count, topics::read(&db, &viewer, topic.number).await.unwrap().votes), (29, 30));
        assert_eq!(testing::logged(&db, &brand).await, ["reason-removed"]);
        let (orsel, agnes) = (testing::brand(&db, "orsel").await, "agnes");
        let agnes = testing::member(&db, &orsel, agnes, Role::Admin).await;
        let stranger = testing::viewer_of(&db, &orsel, &agnes).await.moderator().unwrap();
        let error: Error = remove_reason(&db, &stranger, topic.id, 1, NOW).await.unwrap_err().into();
        assert_eq!(error, Error::NotFound);
    }

    async fn who_voted_is_the_staffs_to_know(db: Db) {
        let Scene { brand, topic, crowd } = thirty(&db).await;
        let member = testing::viewer_of(&db, &brand, &crowd[3]).await;
        assert_eq!(Error::from(voters(&db, &member, &topic, None).await.unwrap_err()), Error::Forbidden);
        assert_eq!(Error::from(voters(&db, &testing::visitor(&db, &brand).await, &topic, None).await.unwrap_err()), Error::SignInNeeded);
        let ewan = testing::member(&db, &brand, "ewan", Role::Team).await;
        votes::cast(&db, &ewan, topic.id, NOW.plus_seconds(99)).await.unwrap();
        let team = testing::viewer_of(&db, &brand, &ewan).await;
        let first = voters(&db, &team, &topic, None).await.unwrap();
        let second = voters(&db, &team, &topic, first.next.as_deref()).await.unwrap();
        assert_eq!((first.voters.len(), second.voters.len(), first.voters[0].name.as_str()), (25, 6, "ewan"));
        assert_eq!(first.voters[0].reason, None);
    }
}
