//! What holds of profiles, on both engines.

use super::*;
use crate::answers::{self, NewAnswer};
use crate::brands::{self, Brand};
use crate::replies;
use crate::testing::{self, NOW};
use types::TopicId;
use types::replies::NewReply;

async fn topic(db: &Db, brand: &Brand, author: &Member, title: &str, now: Instant) -> TopicId {
    let number = topics::propose(db, author, testing::idea(title), Lang::En, now).await.unwrap();
    topics::read(db, &testing::viewer_of(db, brand, author).await, number)
        .await
        .unwrap()
        .id
}

async fn reply(db: &Db, author: &Member, topic: TopicId, text: &str, now: Instant) -> types::ReplyId {
    let new = NewReply {
        reply: text.into(),
        parent: None,
        ..NewReply::default()
    };
    replies::reply(db, author, topic, new, Lang::En, now).await.unwrap()
}

async fn set(db: &Db, sql: &'static str, id: i64) {
    db.write((sql, id), |tx, (sql, id)| Box::pin(async move { Ok(execute!(tx, sql, *id)?) }))
        .await
        .unwrap();
}

async fn all_said(db: &Db, viewer: &Viewer, person: &Person) -> Vec<String> {
    let (mut seen, mut after) = (Vec::new(), None);
    loop {
        let page = said(db, viewer, person, after.as_deref()).await.unwrap();
        seen.extend(page.said.into_iter().map(|s| if s.reply_id.is_some() { s.body } else { s.title }));
        after = page.next;
        if after.is_none() {
            return seen;
        }
    }
}

crate::on_both_engines! {
    async fn a_profile_tells_everything_once_newest_first_over_its_pages(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let maud = testing::member(&db, &brand, "maud", Role::Member).await;
        let mut expected = Vec::new();
        for n in 0..15_i64 {
            // Two of one instant: the reply comes before the topic.
            let at = NOW.plus_seconds(n);
            let topic = topic(&db, &brand, &maud, &format!("Idea number {n:02}"), at).await;
            reply(&db, &maud, topic, &format!("Reply number {n:02}"), at).await;
            reply(&db, &maud, topic, &format!("Reply after {n:02}"), at).await;
            expected.extend([format!("Idea number {n:02}"), format!("Reply number {n:02}"), format!("Reply after {n:02}")]);
        }
        expected.reverse();
        let viewer = testing::visitor(&db, &brand).await;
        let maud = person(&db, &viewer, maud.number).await.unwrap();
        assert_eq!(all_said(&db, &viewer, &maud).await, expected);
    }

    async fn a_profile_shows_each_viewer_only_what_is_theirs_to_see(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let maud = testing::member(&db, &brand, "maud", Role::Member).await;
        let isla = testing::member(&db, &brand, "isla", Role::Member).await;
        let ewan = testing::member(&db, &brand, "ewan", Role::Team).await;
        let open = topic(&db, &brand, &isla, "An open conversation", NOW).await;
        let case = topic(&db, &brand, &maud, "A case between us", NOW.plus_seconds(1)).await;
        reply(&db, &maud, case, "In the case", NOW.plus_seconds(2)).await;
        let held = reply(&db, &maud, open, "Held in the open", NOW.plus_seconds(3)).await;
        reply(&db, &maud, open, "In the open", NOW.plus_seconds(4)).await;
        set(&db, "UPDATE topics SET visibility = 'private' WHERE id = $1", case.0).await;
        set(&db, "UPDATE replies SET visibility = 'held' WHERE id = $1", held.0).await;
        let everything = ["In the open", "Held in the open", "In the case", "A case between us"];
        for (who, sees) in [(None, &everything[..1]), (Some(&isla), &everything[..1]), (Some(&maud), &everything), (Some(&ewan), &everything)] {
            let viewer = match who {
                Some(member) => testing::viewer_of(&db, &brand, member).await,
                None => testing::visitor(&db, &brand).await,
            };
            let maud = person(&db, &viewer, maud.number).await.unwrap();
            assert_eq!(all_said(&db, &viewer, &maud).await, sees);
        }
    }

    async fn a_member_of_another_brand_or_one_who_left_is_not_found(db: Db) {
        let (drumlin, orsel) = (testing::brand(&db, "drumlin").await, testing::brand(&db, "orsel").await);
        let maud = testing::member(&db, &drumlin, "maud", Role::Member).await;
        let elsewhere = testing::visitor(&db, &orsel).await;
        assert!(matches!(person(&db, &elsewhere, maud.number).await, Err(crate::Failure::Told(Error::NotFound))));
        let leave = types::people::Leave { texts: "keep".into() };
        crate::erasure::leave(&db, &maud, &leave, NOW).await.unwrap();
        let here = testing::visitor(&db, &drumlin).await;
        assert!(matches!(person(&db, &here, maud.number).await, Err(crate::Failure::Told(Error::NotFound))));
    }

    async fn people_are_thanked_for_what_was_done_and_for_what_answered(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let maud = testing::member(&db, &brand, "maud", Role::Member).await;
        let ewan = testing::member(&db, &brand, "ewan", Role::Team).await;
        let team = testing::viewer_of(&db, &brand, &ewan).await.team().unwrap();
        let done = topic(&db, &brand, &maud, "A sleeve for bent poles", NOW).await;
        topic(&db, &brand, &maud, "Not yet looked at", NOW).await;
        let delivered = NewAnswer { status: Some(Status::Delivered), body: Some("It is in the shops.".into()) };
        answers::decide(&db, &team, done, delivered, Lang::En, NOW.plus_seconds(5)).await.unwrap();
        let asked = topic(&db, &brand, &ewan, "Who knows how to fold it?", NOW).await;
        let answer = reply(&db, &maud, asked, "Twice, then roll.", NOW).await;
        set(&db, "UPDATE topics SET answer_id = (SELECT MAX(id) FROM replies), answered = created WHERE id = $1", asked.0).await;
        let viewer = testing::visitor(&db, &brand).await;
        let maud = person(&db, &viewer, maud.number).await.unwrap();
        let thanks = thanks(&db, &viewer, &maud).await.unwrap();
        let told: Vec<_> = thanks.iter().map(|t| (t.title.as_str(), t.reply_id)).collect();
        assert_eq!(told, [("A sleeve for bent poles", None), ("Who knows how to fold it?", Some(answer.0))]);
    }

    async fn a_handle_is_one_persons_in_a_brand_and_free_in_another(db: Db) {
        let (drumlin, orsel) = (testing::brand(&db, "drumlin").await, testing::brand(&db, "orsel").await);
        let maud = testing::member(&db, &drumlin, "maud", Role::Member).await;
        let isla = testing::member(&db, &drumlin, "isla", Role::Member).await;
        let ewan = testing::member(&db, &orsel, "ewan", Role::Member).await;
        let profile = Profile { name: " Maud L. ".into(), handle: "@Maudie".into() };
        save(&db, &maud, &profile, NOW).await.unwrap();
        assert_eq!(own(&db, &maud).await.unwrap(), Profile { name: "Maud L.".into(), handle: "maudie".into() });
        let error: Error = save(&db, &isla, &profile, NOW).await.unwrap_err().into();
        assert_eq!(error, Error::invalid("handle", "handle-taken"));
        save(&db, &ewan, &profile, NOW).await.unwrap();
    }

    async fn whoever_is_suspended_keeps_their_name(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let maud = testing::member(&db, &brand, "maud", Role::Member).await;
        set(&db, "UPDATE memberships SET suspended_until = 9223372036854775807, suspended_reason = 'Spam' WHERE id = $1", maud.id.0).await;
        let profile = Profile { name: "Cheap Tents".into(), handle: "cheap".into() };
        let error: Error = save(&db, &maud, &profile, NOW).await.unwrap_err().into();
        assert_eq!(error, Error::Suspended { until: None, reason: "Spam".into() });
    }

    async fn what_is_accepted_is_what_was_shown(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let maud = testing::member(&db, &brand, "maud", Role::Member).await;
        for _ in 0..2 {
            db.write(brand.id, |tx, brand| Box::pin(crate::documents::insert(tx, *brand, types::brands::DocumentKind::Rules, &[], None, NOW))).await.unwrap();
        }
        let accepted = async || {
            let brand = brands::by_id(&db, brand.id).await.unwrap();
            let maud = testing::viewer_of(&db, &brand, &maud).await.member().unwrap().clone();
            (brand.rules_version, maud.rules_version, maud.terms_version)
        };
        assert_eq!(accepted().await, (3, 1, 0));
        accept(&db, &maud, 2, 0).await.unwrap();
        assert_eq!(accepted().await, (3, 2, 0));
        accept(&db, &maud, 99, 99).await.unwrap();
        assert_eq!(accepted().await, (3, 3, 0), "no version that was never written");
        accept(&db, &maud, 1, 0).await.unwrap();
        assert_eq!(accepted().await, (3, 3, 0), "a page that stood open takes nothing back");
    }
}
