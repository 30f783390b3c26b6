//! What holds of a member's own conversations, on both engines.

use super::*;
use crate::answers::{self, NewAnswer};
use crate::testing::{self, NOW};
use crate::{execute, replies, topics, votes};
use types::members::Role;
use types::replies::NewReply;

async fn titles(db: &Db, viewer: &Viewer, part: Part) -> Vec<String> {
    let page = page(db, viewer, viewer.member().unwrap(), part, None).await.unwrap();
    page.topics.into_iter().map(|t| t.title).collect()
}

crate::on_both_engines! {
    async fn an_accepted_reply_is_named_by_whoever_wrote_it_and_not_by_the_brand(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let (isla, maud) = (testing::member(&db, &brand, "isla", Role::Member).await, testing::member(&db, &brand, "maud", Role::Member).await);
        let viewer = testing::viewer_of(&db, &brand, &isla).await;
        let question = types::topics::NewTopic { kind: "question".into(), ..testing::idea("Which wax for a waxed jacket?") };
        let number = topics::propose(&db, &isla, question, Lang::En, NOW).await.unwrap();
        let id = topics::find(&db, &viewer, number).await.unwrap();
        let said = NewReply { reply: "The yellow one.".into(), ..NewReply::default() };
        let reply = replies::reply(&db, &maud, id, said, Lang::En, NOW).await.unwrap();
        answers::accept(&db, &isla, id, reply, NOW.plus_seconds(9)).await.unwrap();
        let page = page(&db, &viewer, &isla, Part::Everything, None).await.unwrap();
        assert_eq!(page.topics[0].accepted_of.as_deref(), Some(maud.name.as_str()));
    }

    async fn all_i_said_and_voted_for_is_there_with_its_state_and_its_last_answer(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let (isla, maud) = (testing::member(&db, &brand, "isla", Role::Member).await, testing::member(&db, &brand, "maud", Role::Member).await);
        let ewan = testing::member(&db, &brand, "ewan", Role::Team).await;
        let (viewer, team) = (testing::viewer_of(&db, &brand, &maud).await, testing::viewer_of(&db, &brand, &ewan).await);
        let mut ids = Vec::new();
        for (n, (who, title)) in (0..).zip([(&maud, "I began this one"), (&isla, "I replied in this one"), (&isla, "I voted for this one"), (&isla, "Nothing to do with me")]) {
            let number = topics::propose(&db, who, testing::idea(title), Lang::En, NOW.plus_seconds(n)).await.unwrap();
            ids.push(topics::find(&db, &team, number).await.unwrap());
        }
        for _ in 0..2 {
            let new = NewReply { reply: "Me too".into(), parent: None, ..NewReply::default() };
            replies::reply(&db, &maud, ids[1], new, Lang::En, NOW.plus_seconds(100 + ids.len().try_into().unwrap_or(0))).await.unwrap();
        }
        let again = NewReply { reply: "Still me".into(), parent: None, ..NewReply::default() };
        replies::reply(&db, &maud, ids[1], again, Lang::En, NOW.plus_seconds(120)).await.unwrap();
        votes::cast(&db, &maud, ids[2], NOW.plus_seconds(130)).await.unwrap();
        let planned = NewAnswer { status: Some(Status::Planned), body: Some("In **April**.\n\nMore of it.".into()) };
        answers::decide(&db, &team.team().unwrap(), ids[0], planned, Lang::En, NOW.plus_seconds(200)).await.unwrap();
        assert_eq!(titles(&db, &viewer, Part::Everything).await, ["I began this one", "I replied in this one", "I voted for this one"]);
        assert_eq!(titles(&db, &viewer, Part::Topics).await, ["I began this one"]);
        assert_eq!(titles(&db, &viewer, Part::Replies).await, ["I replied in this one"]);
        assert_eq!(titles(&db, &viewer, Part::Votes).await, ["I voted for this one"]);
        let page = page(&db, &viewer, &maud, Part::Everything, None).await.unwrap();
        let (first, second) = (&page.topics[0], &page.topics[1]);
        assert_eq!((first.begun, first.status, first.answer.as_deref()), (true, Some(Status::Planned), Some("In **April**.\n\nMore of it.")));
        assert_eq!((second.begun, second.replied, second.voted, page.topics[2].voted), (false, 2, false, true));
    }

    async fn what_is_hidden_from_others_is_there_and_says_so(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let (isla, maud) = (testing::member(&db, &brand, "isla", Role::Member).await, testing::member(&db, &brand, "maud", Role::Member).await);
        let viewer = testing::viewer_of(&db, &brand, &maud).await;
        for title in ["Private, of mine", "Hidden, of mine", "Held back, of mine", "Taken back, of mine"] {
            topics::propose(&db, &maud, testing::idea(title), Lang::En, NOW).await.unwrap();
        }
        let number = topics::propose(&db, &isla, testing::idea("A place to reply in"), Lang::En, NOW).await.unwrap();
        let gone = topics::propose(&db, &isla, testing::idea("Hidden, of hers"), Lang::En, NOW).await.unwrap();
        for number in [number, gone] {
            let topic = topics::find(&db, &viewer, number).await.unwrap();
            for text in ["One reply", "Another reply"] {
                replies::reply(&db, &maud, topic, NewReply { reply: text.into(), parent: None, ..NewReply::default() }, Lang::En, NOW).await.unwrap();
            }
        }
        for sql in [
            "UPDATE topics SET visibility = 'private' WHERE number = 1",
            "UPDATE topics SET visibility = 'hidden', hidden_reason = 'It names somebody' WHERE number = 2",
            "UPDATE topics SET visibility = 'held' WHERE number = 3",
            "UPDATE topics SET visibility = 'blanked' WHERE number = 4",
            "UPDATE topics SET visibility = 'hidden', hidden_reason = 'For her eyes' WHERE number = 6",
            "UPDATE replies SET visibility = 'hidden' WHERE body = 'One reply'",
            "UPDATE replies SET visibility = 'held' WHERE body = 'Another reply'",
        ] {
            db.write(sql, |tx, sql| Box::pin(async move { Ok(execute!(tx, *sql)?) })).await.unwrap();
        }
        let page = page(&db, &viewer, &maud, Part::Everything, None).await.unwrap();
        let mut seen: Vec<_> = page.topics.iter().map(|t| (t.number, t.visibility.as_str(), t.hidden_reason.as_deref(), t.hidden, t.held)).collect();
        seen.sort_unstable();
        assert_eq!(seen, [(1, "private", None, 0, 0), (2, "hidden", Some("It names somebody"), 0, 0), (3, "held", None, 0, 0), (5, "public", None, 1, 1)]);
    }

    async fn pages_follow_each_other_without_gap_or_overlap(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let maud = testing::member(&db, &brand, "maud", Role::Member).await;
        let viewer = testing::viewer_of(&db, &brand, &maud).await;
        for n in 0..60 {
            topics::propose(&db, &maud, testing::idea(&format!("Topic number {n}")), Lang::En, NOW.plus_seconds(n / 3)).await.unwrap();
        }
        let (mut seen, mut after) = (Vec::new(), None);
        loop {
            let page = page(&db, &viewer, &maud, Part::Everything, after.as_deref()).await.unwrap();
            seen.extend(page.topics.iter().map(|t| t.number));
            after = page.next;
            if after.is_none() { break }
        }
        assert_eq!(seen, (1..=60).rev().collect::<Vec<_>>());
        assert_eq!(super::page(&db, &viewer, &maud, Part::Everything, Some("'x")).await.unwrap().topics.len(), PAGE);
    }
}
