//! What holds of promises, on both engines.

use super::*;
use crate::answers::{self, NewAnswer};
use crate::testing::{self, NOW};
use crate::{moderation, replies, topics, who};
use types::boards::Level;
use types::members::Role;
use types::replies::NewReply;
use types::topics::Status;
use types::{Error, Lang};

const HOUR: i64 = 3_600;

crate::on_both_engines! {
    async fn a_topic_is_due_by_the_promise_of_its_day(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let admin = testing::admin(&db, &brand).await;
        let isla = testing::member(&db, &brand, "isla", Role::Member).await;
        set(&db, &admin, Promises::from([(Kind::Idea, 48), (Kind::Question, 4)]), NOW).await.unwrap();
        let number = topics::propose(&db, &isla, testing::idea("A sleeve for bent poles"), Lang::En, NOW).await.unwrap();
        set(&db, &admin, Promises::from([(Kind::Idea, 1)]), NOW).await.unwrap();
        let visitor = testing::visitor(&db, &brand).await;
        let topic = topics::read(&db, &visitor, number).await.unwrap();
        assert_eq!(topic.due, Some(NOW.plus_seconds(48 * HOUR).0));
        assert_eq!(read(&db, &visitor).await.unwrap(), Promises::from([(Kind::Idea, 1)]));
        assert_eq!(testing::logged(&db, &brand).await, ["promises", "promises"]);
    }

    async fn the_time_of_a_promise_begins_when_a_moderator_lets_the_topic_through(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let admin = testing::admin(&db, &brand).await;
        let isla = testing::member(&db, &brand, "isla", Role::Member).await;
        let nell = testing::member(&db, &brand, "nell", Role::Moderator).await;
        let nell = testing::viewer_of(&db, &brand, &nell).await.moderator().unwrap();
        set(&db, &admin, Promises::from([(Kind::Idea, 48)]), NOW).await.unwrap();
        db.write((), |tx, ()| Box::pin(async move { Ok(execute!(tx, "UPDATE boards SET hold_new = TRUE")?) })).await.unwrap();
        let number = topics::propose(&db, &isla, testing::idea("A sleeve for bent poles"), Lang::En, NOW).await.unwrap();
        let viewer = testing::viewer_of(&db, &brand, &isla).await;
        let own = async || topics::read(&db, &viewer, number).await.unwrap();
        let waits = own().await;
        assert_eq!((waits.due, waits.awaited()), (Some(NOW.plus_seconds(48 * HOUR).0), None), "nobody else sees it");
        let later = NOW.plus_seconds(30 * HOUR);
        let deed = moderation::approve(&db, &nell, moderation::Target::Topic(waits.id), later).await.unwrap();
        assert_eq!(own().await.awaited(), Some(later.plus_seconds(48 * HOUR)));
        moderation::undo(&db, &nell, deed, later).await.unwrap();
        assert_eq!(own().await.due, waits.due);
    }

    async fn another_kind_brings_a_promise_forward_and_never_puts_it_off(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let admin = testing::admin(&db, &brand).await;
        let isla = testing::member(&db, &brand, "isla", Role::Member).await;
        let ewan = testing::member(&db, &brand, "ewan", Role::Team).await;
        let team = testing::viewer_of(&db, &brand, &ewan).await.team().unwrap();
        set(&db, &admin, Promises::from([(Kind::Idea, 48), (Kind::Question, 4), (Kind::Problem, 72)]), NOW).await.unwrap();
        let number = topics::propose(&db, &isla, testing::idea("A sleeve for bent poles"), Lang::En, NOW).await.unwrap();
        let visitor = testing::visitor(&db, &brand).await;
        for (kind, hours) in [(Kind::Problem, 48), (Kind::Question, 4), (Kind::Idea, 4)] {
            let topic = topics::read(&db, &visitor, number).await.unwrap();
            let place = topics::Place { kind, board: topic.board_slug };
            topics::sort(&db, &team, topic.id, place, NOW).await.unwrap();
            let due = topics::read(&db, &visitor, number).await.unwrap().due;
            assert_eq!(due, Some(NOW.plus_seconds(hours * HOUR).0), "{kind}");
        }
    }

    async fn an_answer_shows_in_the_figure_at_the_next_measuring(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let isla = testing::member(&db, &brand, "isla", Role::Member).await;
        let ewan = testing::member(&db, &brand, "ewan", Role::Team).await;
        let number = topics::propose(&db, &isla, testing::idea("A sleeve for bent poles"), Lang::En, NOW).await.unwrap();
        let id = topics::read(&db, &testing::visitor(&db, &brand).await, number).await.unwrap().id;
        let answered = async |now| {
            measure(&db, who::system(), now).await.unwrap();
            figure(&db, brand.id).await.unwrap().unwrap().answered
        };
        assert_eq!(answered(NOW.plus_seconds(1)).await, 0);
        let said = NewReply { reply: "It is on its way.".into(), ..NewReply::default() };
        replies::reply(&db, &ewan, id, said, Lang::En, NOW.plus_seconds(2)).await.unwrap();
        assert_eq!(answered(NOW.plus_seconds(61)).await, 1);
    }

    async fn the_first_reply_of_the_team_is_the_first_answer(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let isla = testing::member(&db, &brand, "isla", Role::Member).await;
        let ewan = testing::member(&db, &brand, "ewan", Role::Team).await;
        let nell = testing::member(&db, &brand, "nell", Role::Moderator).await;
        let viewer = testing::viewer_of(&db, &brand, &isla).await;
        let number = topics::propose(&db, &isla, testing::idea("A sleeve for bent poles"), Lang::En, NOW).await.unwrap();
        let id = topics::read(&db, &viewer, number).await.unwrap().id;
        for (who, hours, expected) in [(&isla, 1, None), (&nell, 2, None), (&ewan, 3, Some(3)), (&ewan, 4, Some(3))] {
            let at = NOW.plus_seconds(hours * HOUR);
            let said = NewReply { reply: format!("Said after {hours} hours."), ..NewReply::default() };
            replies::reply(&db, who, id, said, Lang::En, at).await.unwrap();
            let topic = topics::read(&db, &viewer, number).await.unwrap();
            assert_eq!(topic.first_answered, expected.map(|h: i64| NOW.plus_seconds(h * HOUR).0), "{hours}");
        }
    }

    async fn nobody_promises_nothing_or_a_year(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let admin = testing::admin(&db, &brand).await;
        for hours in [0, -1, 24 * 365] {
            let error: Error = set(&db, &admin, Promises::from([(Kind::Idea, hours)]), NOW).await.unwrap_err().into();
            assert_eq!(error, Error::invalid("idea", "promise-hours"), "{hours}");
        }
    }

    async fn the_figure_counts_what_was_late_and_what_never_came(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let admin = testing::admin(&db, &brand).await;
        let isla = testing::member(&db, &brand, "isla", Role::Member).await;
        let ewan = testing::member(&db, &brand, "ewan", Role::Team).await;
        let team = testing::viewer_of(&db, &brand, &ewan).await.team().unwrap();
        set(&db, &admin, Promises::from([(Kind::Idea, 48)]), NOW).await.unwrap();
        let viewer = testing::viewer_of(&db, &brand, &isla).await;
        // Answered after 10, 20 and 100 hours; one never, one that is not yet due, one of the team's own.
        for (n, hours) in [Some(10), Some(20), Some(100), None].into_iter().enumerate() {
            let number = topics::propose(&db, &isla, testing::idea(&format!("Idea number {n}")), Lang::En, NOW).await.unwrap();
            if let Some(hours) = hours {
                let id = topics::read(&db, &viewer, number).await.unwrap().id;
                let answer = NewAnswer { status: Some(Status::Planned), body: Some("Yes.".into()) };
                answers::decide(&db, &team, id, answer, Lang::En, NOW.plus_seconds(hours * HOUR)).await.unwrap();
            }
        }
        let later = NOW.plus_seconds(200 * HOUR);
        topics::propose(&db, &isla, testing::idea("Of this very minute"), Lang::En, later).await.unwrap();
        topics::propose(&db, &ewan, testing::idea("Of the team itself"), Lang::En, NOW).await.unwrap();
        measure(&db, who::system(), later).await.unwrap();
        let made = figure(&db, brand.id).await.unwrap().unwrap();
        assert_eq!((made.asked, made.answered, made.promised, made.in_time, made.median), (5, 3, 4, 2, Some(20 * HOUR)));
        measure(&db, who::system(), NOW.plus_seconds(24 * 120 * HOUR)).await.unwrap();
        let made = figure(&db, brand.id).await.unwrap().unwrap();
        assert_eq!((made.asked, made.median), (0, None));
    }

    async fn what_not_everybody_may_read_is_in_no_figure_and_no_square(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        testing::narrow_board(&db, &brand, "house", Level::Employees).await;
        let admin = testing::admin(&db, &brand).await;
        let isla = testing::member(&db, &brand, "isla", Role::Member).await;
        let ewan = testing::member(&db, &brand, "ewan", Role::Team).await;
        let team = testing::viewer_of(&db, &brand, &ewan).await.team().unwrap();
        set(&db, &admin, Promises::from([(Kind::Idea, 48)]), NOW).await.unwrap();
        let number = topics::propose(&db, &isla, testing::idea("For everybody to read"), Lang::En, NOW).await.unwrap();
        let open = topics::read(&db, &testing::visitor(&db, &brand).await, number).await.unwrap().id;
        let answer = NewAnswer { status: Some(Status::Planned), body: Some("Yes.".into()) };
        answers::decide(&db, &team, open, answer, Lang::En, NOW.plus_seconds(10 * HOUR)).await.unwrap();
        topics::propose(&db, &isla, testing::idea("Behind a door"), Lang::En, NOW.plus_seconds(HOUR)).await.unwrap();
        let mut at = NOW.plus_seconds(200 * HOUR);
        for (what, told) in [
            ("board_id = (SELECT id FROM boards WHERE slug = 'house')", false),
            ("board_id = (SELECT id FROM boards WHERE slug = 'ideas')", true),
            ("visibility = 'private'", false),
            ("visibility = 'public'", true),
            ("visibility = 'held'", false),
            ("visibility = 'public'", true),
            ("visibility = 'hidden'", false),
            ("visibility = 'public'", true),
        ] {
            let sql = format!("UPDATE topics SET {what} WHERE title = 'Behind a door'");
            db.write(sql, |tx, sql| Box::pin(async move { Ok(execute!(tx, sql.as_str())?) })).await.unwrap();
            at = at.plus_seconds(STALE + 1);
            measure(&db, who::system(), at).await.unwrap();
            let made = figure(&db, brand.id).await.unwrap().unwrap();
            let figures = (made.asked, made.answered, made.promised, made.in_time, made.median);
            let late = i64::from(told);
            assert_eq!(figures, (1 + late, 1, 1 + late, 1, Some(10 * HOUR)), "{what}");
            let squares = kept(&db, brand.id, 9, at).await.unwrap();
            assert_eq!(squares, if told { vec![true, false] } else { vec![true] }, "{what}");
        }
    }

    async fn the_squares_come_in_the_order_of_an_index(db: Db) {
        let Db::Sqlite { readers, .. } = &db else { return };
        let sql = format!("EXPLAIN QUERY PLAN {}", squares());
        let plan: Vec<(i64, i64, i64, String)> = sqlx::query_as(&sql).bind(1).bind(0).bind(0).bind(9).fetch_all(&mut *readers.lend().await.unwrap()).await.unwrap();
        let steps: Vec<_> = plan.iter().map(|step| step.3.as_str()).collect();
        assert!(steps.iter().any(|s| s.contains("t USING INDEX topics_by_created (brand_id=? AND created>?")), "{steps:#?}");
        assert!(!steps.iter().any(|s| s.contains("SCAN") || s.contains("TEMP B-TREE")), "{steps:#?}");
    }
}
