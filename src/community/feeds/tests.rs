//! What holds of feeds, on both engines.

use super::*;
use crate::answers::{self, NewAnswer};
use crate::testing::{self, NOW};
use crate::{execute, topics as topic_rows, votes};
use types::members::Role;

async fn sql(db: &Db, sql: &'static str) {
    db.write(sql, |tx, sql| Box::pin(async move { Ok(execute!(tx, *sql)?) }))
        .await
        .unwrap();
}

crate::on_both_engines! {
    async fn a_feed_tells_what_a_visitor_may_read_whoever_asks(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        testing::narrow_board(&db, &brand, "members", Level::Members).await;
        let isla = testing::member(&db, &brand, "isla", Role::Member).await;
        for title in ["Open to everybody", "Private to a few", "Held for a while", "Hidden from view", "Taken back again"] {
            topic_rows::propose(&db, &isla, testing::idea(title), Lang::En, NOW).await.unwrap();
        }
        let narrow = types::topics::NewTopic { board: "members".into(), ..testing::idea("Only for the members") };
        topic_rows::propose(&db, &isla, narrow, Lang::En, NOW).await.unwrap();
        for statement in [
            "UPDATE topics SET visibility = 'private' WHERE number = 2", "UPDATE topics SET visibility = 'held' WHERE number = 3",
            "UPDATE topics SET visibility = 'hidden' WHERE number = 4", "UPDATE topics SET visibility = 'blanked' WHERE number = 5",
        ] {
            sql(&db, statement).await;
        }
        let reader = reader(&db, "drumlin").await.unwrap();
        for board in [None, Some("ideas")] {
            let told = topics(&db, &reader, board).await.unwrap();
            assert_eq!(told.iter().map(|t| t.title.as_str()).collect::<Vec<_>>(), ["Open to everybody"]);
        }
        assert!(topics(&db, &reader, Some("members")).await.unwrap().is_empty());
        assert!(board(&db, &reader, "members").await.is_err() && board(&db, &reader, "ideas").await.is_ok());
        sql(&db, "UPDATE brands SET opened = NULL").await;
        assert!(super::reader(&db, "drumlin").await.is_err(), "a space that is not open has no feed");
    }

    async fn the_marks_of_a_feed_are_those_of_its_whole_text(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let (isla, ewan) = (testing::member(&db, &brand, "isla", Role::Member).await, testing::member(&db, &brand, "ewan", Role::Team).await);
        let number = topic_rows::propose(&db, &isla, testing::idea("A sleeve for bent poles"), Lang::En, NOW).await.unwrap();
        let team = testing::viewer_of(&db, &brand, &ewan).await;
        let topic = topic_rows::find(&db, &team, number).await.unwrap();
        let reader = reader(&db, "drumlin").await.unwrap();
        let mut tags = std::collections::BTreeSet::new();
        let mut check = async |changed: bool| {
            let (short, told) = (marks(&db, &reader, None).await.unwrap(), topics(&db, &reader, None).await.unwrap());
            let whole: Vec<Mark> = told.iter().map(Mark::from).collect();
            assert_eq!(tag("", &short), tag("", &whole));
            let read = topic_rows::read(&db, &reader, number).await.unwrap();
            let said: Vec<Mark> = replies(&db, &reader, &read).await.unwrap().iter().map(Mark::from).collect();
            assert_eq!(tag("", &reply_marks(&db, &reader, &read).await.unwrap()), tag("", &said));
            assert_eq!(tags.insert(tag("", &short)), changed);
        };
        check(true).await;
        votes::cast(&db, &isla, topic, NOW).await.unwrap();
        check(false).await;
        let planned = NewAnswer { status: Some(Status::Planned), body: Some("In April.".into()) };
        answers::decide(&db, &team.team().unwrap(), topic, planned, Lang::En, NOW.plus_seconds(9)).await.unwrap();
        check(true).await;
        sql(&db, "UPDATE replies SET edited = 7").await;
        check(true).await;
        sql(&db, "UPDATE memberships SET name = '' WHERE handle = 'isla'").await;
        check(true).await;
        sql(&db, "UPDATE replies SET visibility = 'hidden'").await;
        check(true).await;
    }
}
