//! What holds of sorting, on both engines.

use super::*;
use crate::answers::{self, NewAnswer};
use crate::testing::{self, NOW};
use crate::topics::{self, Topic};
use crate::who::Viewer;
use crate::{fetch_one, replies, votes};
use types::Lang;
use types::replies::NewReply;
use types::topics::NewTopic;

async fn board(db: &Db, brand: &crate::brands::Brand, slug: &str, kinds: Vec<Kind>) {
    let new = crate::boards::NewBoard {
        slug: slug.into(),
        name: slug.into(),
        names: [(Lang::Fr, "Défauts".to_owned())].into_iter().collect(),
        kinds,
        ..Default::default()
    };
    crate::boards::create(db, brand.id, new).await.unwrap();
}

async fn asked(db: &Db, brand: &crate::brands::Brand) -> (Viewer, Team, Topic) {
    let isla = testing::member(db, brand, "isla", Role::Member).await;
    let ewan = testing::member(db, brand, "ewan", Role::Team).await;
    let team = testing::viewer_of(db, brand, &ewan).await.team().unwrap();
    let question = NewTopic {
        kind: "question".into(),
        ..testing::idea("Why does the pole bend?")
    };
    let number = topics::propose(db, &isla, question, Lang::En, NOW).await.unwrap();
    let viewer = testing::viewer_of(db, brand, &isla).await;
    let topic = topics::read(db, &viewer, number).await.unwrap();
    (viewer, team, topic)
}

fn place(kind: Kind, board: &str) -> Place {
    Place { kind, board: board.into() }
}

crate::on_both_engines! {
    async fn a_question_becomes_a_problem_elsewhere_and_loses_nothing(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let (isla, team, topic) = asked(&db, &brand).await;
        board(&db, &brand, "faults", vec![Kind::Problem]).await;
        for member in testing::crowd(&db, &brand, 5).await {
            votes::cast(&db, &member, topic.id, NOW).await.unwrap();
        }
        let reply = NewReply { reply: "Mine too, at the second joint.".into(), ..NewReply::default() };
        replies::reply(&db, isla.member().unwrap(), topic.id, reply, Lang::En, NOW).await.unwrap();
        sort(&db, &team, topic.id, place(Kind::Problem, "faults"), NOW.plus_seconds(60)).await.unwrap();
        sort(&db, &team, topic.id, place(Kind::Problem, "faults"), NOW.plus_seconds(90)).await.unwrap();
        let after = topics::read(&db, &isla, topic.number).await.unwrap();
        assert_eq!((after.kind, after.status, after.board_slug.as_str()), (Kind::Problem, Some(Status::New), "faults"));
        assert_eq!((after.votes, after.replies, after.author.as_str(), after.id), (5, 1, "isla", topic.id));
        let hears = fetch_one!(db.read().await.unwrap(), (i64,), "SELECT COUNT(*) FROM subscriptions WHERE topic_id = $1", topic.id.0).unwrap();
        assert_eq!(hears.0, 1);
        let steps = topics::timeline(&db, &isla, &after).await.unwrap();
        assert_eq!(steps.iter().map(|e| e.kind).collect::<Vec<_>>(), [EventKind::Posted, EventKind::Kind, EventKind::Board]);
        let told: serde_json::Value = serde_json::from_str(&steps[2].details).unwrap();
        assert_eq!((&told["to"], &told["names"]["fr"]), (&"faults".into(), &"Défauts".into()));
    }

    async fn a_board_that_does_not_take_the_kind_or_hides_it_from_its_author_is_refused(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let (_, team, topic) = asked(&db, &brand).await;
        board(&db, &brand, "faults", vec![Kind::Problem]).await;
        testing::narrow_board(&db, &brand, "lab", Level::Employees).await;
        for (wanted, field, message) in [
            (place(Kind::Idea, "faults"), "board", "board-kind"),
            (place(Kind::Idea, "nowhere"), "board", "board-missing"),
            (place(Kind::Idea, "lab"), "board", "board-author"),
            (place(Kind::Announcement, "ideas"), "kind", "kind-teams"),
        ] {
            let error: Error = sort(&db, &team, topic.id, wanted, NOW).await.unwrap_err().into();
            assert_eq!(error, Error::invalid(field, message));
        }
    }

    async fn an_answered_question_that_becomes_a_problem_is_not_called_fixed(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let (isla, team, topic) = asked(&db, &brand).await;
        let answer = NewAnswer { status: None, body: Some("It bends when it is cold.".into()) };
        answers::decide(&db, &team, topic.id, answer, Lang::En, NOW).await.unwrap();
        sort(&db, &team, topic.id, place(Kind::Problem, "ideas"), NOW).await.unwrap();
        let problem = topics::read(&db, &isla, topic.number).await.unwrap();
        assert_eq!((problem.status, problem.answer_id.is_some()), (Some(Status::New), true));
        sort(&db, &team, topic.id, place(Kind::Question, "ideas"), NOW).await.unwrap();
        assert_eq!(topics::read(&db, &isla, topic.number).await.unwrap().status, Some(Status::Answered));
    }
}
