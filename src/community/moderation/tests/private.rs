//! What is private is its author's and the team's, also where order is kept.

use super::*;
use crate::notices;
use types::notices::NoticeKind;

/// A private problem of Isla's, whom nobody has let through yet, on a board that has new members wait.
async fn private_problem(db: &Db, s: &Square) -> Topic {
    let new = NewTopic {
        kind: "problem".into(),
        private: true,
        ..testing::idea("The buckle broke and cut my hand")
    };
    let number = all_topics::propose(db, &s.isla, new, Lang::En, NOW).await.unwrap();
    all_topics::read(db, &testing::viewer_of(db, &s.brand, &s.isla).await, number)
        .await
        .unwrap()
}

/// What waits on somebody's desk, what is reported there, and how much they are told it is.
async fn desk_of(db: &Db, by: &Moderator) -> (usize, usize, i64) {
    let (waiting, reports) = (desk::waiting(db, by).await.unwrap(), desk::reports(db, by).await.unwrap());
    (waiting.len(), reports.len(), desk::count(db, by).await.unwrap())
}

crate::on_both_engines! {
    async fn a_new_members_reply_to_a_private_problem_waits_for_nobody(db: Db) {
        let s = square(&db).await;
        hold_new(&db, &s).await;
        let topic = private_problem(&db, &s).await;
        say(&db, &s.isla, &topic, "It happened again this morning.", None).await;
        assert_eq!(number(&db, "SELECT COUNT(*) FROM replies WHERE visibility = 'held'").await, 0);
        assert_eq!(desk_of(&db, &s.nell).await, (0, 0, 0));
    }

    async fn a_report_a_picture_and_a_deed_of_a_private_problem_are_not_on_a_moderators_desk(db: Db) {
        let s = square(&db).await;
        let topic = private_problem(&db, &s).await;
        let reply = say(&db, &s.isla, &topic, "Here is the buckle.", None).await;
        let picture = picture_in(&db, &s, &topic, reply).await;
        let told = NewReport { reason: "spam".into(), ..NewReport::default() };
        reports::report(&db, &s.ewan, topic.id, Some(reply), &told, NOW).await.unwrap();
        assert_eq!(desk_of(&db, &s.nell).await, (0, 0, 0));
        assert_eq!(pieces::picture(&db, &s.nell, picture).await.map(drop).map_err(Error::from), Err(Error::NotFound));
        assert!(pieces::pictures(&db, &s.nell, topic.id).await.unwrap().is_empty());
        let admin = testing::member(&db, &s.brand, "ada", Role::Admin).await;
        let admin = testing::viewer_of(&db, &s.brand, &admin).await.moderator().unwrap();
        for target in [Target::Topic(topic.id), Target::Reply(reply), Target::Picture(picture)] {
            let refused = hide(&db, &s.nell, target, "It names somebody", NOW).await;
            assert_eq!(refused.map(drop).map_err(Error::from), Err(Error::NotFound), "{target:?}");
        }
        hide(&db, &admin, Target::Reply(reply), "It names somebody", NOW).await.unwrap();
        let known = desk::done(&db, &s.nell).await.unwrap();
        assert_eq!(known.iter().map(|d| (d.number, d.title.clone())).collect::<Vec<_>>(), [(None, None)]);
    }

    async fn the_team_finds_the_notices_of_a_private_problem_that_are_counted(db: Db) {
        let s = square(&db).await;
        let topic = private_problem(&db, &s).await;
        let viewer = testing::viewer_of(&db, &s.brand, &s.ewan).await;
        let found = all_topics::find(&db, &viewer, topic.number).await.unwrap();
        crate::subscriptions::set(&db, &s.ewan, found, types::notices::Hearing::All, NOW).await.unwrap();
        say(&db, &s.isla, &topic, "It happened again this morning.", None).await;
        for (payload,) in fetch_all!(db.read().await.unwrap(), (String,), "SELECT payload FROM jobs WHERE kind = 'notify'").unwrap() {
            notices::tell(&db, &payload, NOW.plus_seconds(60)).await.unwrap();
        }
        let page = notices::list(&db, &s.ewan, None).await.unwrap();
        assert_eq!(notices::unread(&db, &s.ewan).await.unwrap(), 1);
        assert_eq!(page.stories.iter().map(|n| n.kind).collect::<Vec<_>>(), [NoticeKind::Reply]);
    }

    async fn who_is_suspended_gives_no_reason_and_may_take_one_back(db: Db) {
        let s = square(&db).await;
        votes::cast(&db, &s.maud, s.topic.id, NOW).await.unwrap();
        let because = |reason: &str| types::votes::NewReason { reason: reason.into() };
        votes::give_reason(&db, &s.maud, s.topic.id, &because("It rains here"), NOW).await.unwrap();
        let form = Suspend { term: "week".into(), reason: "Three insults in a day".into() };
        suspend(&db, &s.nell, s.maud.number, &form, NOW).await.unwrap();
        let refused = votes::give_reason(&db, &s.maud, s.topic.id, &because("It rains everywhere"), NOW).await;
        assert!(matches!(refused.map_err(Error::from), Err(Error::Suspended { .. })));
        votes::give_reason(&db, &s.maud, s.topic.id, &because(""), NOW).await.unwrap();
    }
}
