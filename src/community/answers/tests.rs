//! What holds of answers, on both engines.

use super::*;
use crate::testing::{self, NOW};
use crate::who::Team;
use crate::{fetch_all, fetch_one, replies, thanks, topics, votes};
use types::members::Role;
use types::replies::NewReply;
use types::topics::{Kind, NewTopic, Sort};
use types::{Error, Lang, TopicId};

struct Square {
    brand: crate::brands::Brand,
    isla: Member,
    team: Team,
    topic: Topic,
}

async fn square(db: &Db, kind: Kind) -> Square {
    let brand = testing::brand(db, "drumlin").await;
    let isla = testing::member(db, &brand, "isla", Role::Member).await;
    let ewan = testing::member(db, &brand, "ewan", Role::Team).await;
    let team = testing::viewer_of(db, &brand, &ewan).await.team().unwrap();
    let new = NewTopic {
        kind: kind.as_str().into(),
        ..testing::idea("A sleeve for bent poles")
    };
    let number = topics::propose(db, &isla, new, Lang::En, NOW).await.unwrap();
    let topic = topics::read(db, &testing::visitor(db, &brand).await, number).await.unwrap();
    Square { brand, isla, team, topic }
}

impl Square {
    async fn read(&self, db: &Db) -> Topic {
        let visitor = testing::visitor(db, &self.brand).await;
        topics::read(db, &visitor, self.topic.number).await.unwrap()
    }

    async fn steps(&self, db: &Db) -> Vec<String> {
        let visitor = testing::visitor(db, &self.brand).await;
        let steps = topics::timeline(db, &visitor, &self.topic).await.unwrap();
        steps
            .into_iter()
            .map(|e| e.status.map_or_else(|| e.kind.to_string(), |s| s.to_string()))
            .collect()
    }

    async fn decide(&self, db: &Db, status: Option<Status>, body: Option<&str>, at: Instant) -> Result<i64> {
        let answer = NewAnswer {
            status,
            body: body.map(Into::into),
        };
        decide(db, &self.team, self.topic.id, answer, Lang::En, at).await
    }

    async fn says(&self, db: &Db, text: &str) -> ReplyId {
        let reply = NewReply {
            reply: text.into(),
            ..NewReply::default()
        };
        replies::reply(db, &self.isla, self.topic.id, reply, Lang::En, NOW).await.unwrap()
    }
}

async fn told<T>(outcome: impl Future<Output = Result<T>>) -> Error {
    outcome.await.err().expect("it is refused").into()
}

async fn announced(db: &Db, topic: TopicId) -> usize {
    let jobs = fetch_all!(
        db.read().await.unwrap(),
        (String,),
        "SELECT payload FROM jobs WHERE kind = 'notify'"
    )
    .unwrap();
    jobs.iter().filter(|j| j.0.contains(&format!("\"topic\":{}", topic.0))).count()
}

crate::on_both_engines! {
    async fn a_decision_stands_on_top_and_in_the_timeline_and_is_announced(db: Db) {
        let square = square(&db, Kind::Idea).await;
        square.decide(&db, Some(Status::Planned), Some("In April."), NOW).await.unwrap();
        let topic = square.read(&db).await;
        assert_eq!((topic.status, topic.answered), (Some(Status::Planned), Some(NOW.0)));
        let visitor = testing::visitor(&db, &square.brand).await;
        assert_eq!(answer(&db, &visitor, &topic).await.unwrap().unwrap().body, "In April.");
        assert_eq!(square.steps(&db).await, ["posted", "planned"]);
        assert_eq!(announced(&db, topic.id).await, 1);
    }

    async fn a_status_that_needs_an_answer_is_not_set_without_one(db: Db) {
        let square = square(&db, Kind::Idea).await;
        assert_eq!(told(square.decide(&db, Some(Status::Declined), None, NOW)).await, Error::invalid("answer", "answer-needed"));
        assert_eq!(told(square.decide(&db, Some(Status::Fixed), Some("Mended."), NOW)).await, Error::invalid("status", "status-kind"));
        assert_eq!(told(square.decide(&db, None, None, NOW)).await, Error::invalid("status", "status-same"));
        assert_eq!(told(square.decide(&db, Some(Status::New), None, NOW)).await, Error::invalid("status", "status-same"));
        square.decide(&db, Some(Status::InReview), None, NOW).await.unwrap();
        assert_eq!(square.steps(&db).await, ["posted", "in_review"]);
    }

    async fn voting_ends_with_a_status_that_says_so_and_begins_again_with_another(db: Db) {
        let square = square(&db, Kind::Idea).await;
        let id = square.topic.id;
        square.decide(&db, Some(Status::Delivered), Some("In the shops."), NOW).await.unwrap();
        assert_eq!(told(votes::cast(&db, &square.isla, id, NOW)).await, Error::Closed);
        square.decide(&db, Some(Status::InReview), None, NOW.plus_seconds(60)).await.unwrap();
        assert_eq!(votes::cast(&db, &square.isla, id, NOW).await.unwrap().votes, 1);
    }

    async fn what_was_decided_is_taken_back_while_nobody_was_told(db: Db) {
        let square = square(&db, Kind::Idea).await;
        let before = square.read(&db).await;
        let step = square.decide(&db, Some(Status::Planned), Some("In May."), NOW).await.unwrap();
        let again = undo(&db, &square.team, step, NOW.plus_seconds(29)).await.unwrap();
        assert_eq!(again, NewAnswer { status: Some(Status::Planned), body: Some("In May.".into()) });
        let after = square.read(&db).await;
        assert_eq!((after.status, after.answer_id, after.answered, after.replies), (before.status, None, None, 0));
        assert_eq!(square.steps(&db).await, ["posted"]);
        assert_eq!(told(undo(&db, &square.team, step, NOW.plus_seconds(29))).await, Error::NotFound);
        let step = square.decide(&db, Some(Status::Planned), Some("In May."), NOW).await.unwrap();
        assert_eq!(told(undo(&db, &square.team, step, NOW.plus_seconds(30))).await, Error::Conflict);
    }

    async fn nobody_takes_back_what_another_decided(db: Db) {
        let square = square(&db, Kind::Idea).await;
        let step = square.decide(&db, Some(Status::InReview), None, NOW).await.unwrap();
        let ruth = testing::member(&db, &square.brand, "ruth", Role::Team).await;
        let ruth = testing::viewer_of(&db, &square.brand, &ruth).await.team().unwrap();
        assert_eq!(told(undo(&db, &ruth, step, NOW)).await, Error::Forbidden);
    }

    async fn the_author_of_a_question_says_which_reply_answers_it(db: Db) {
        let square = square(&db, Kind::Question).await;
        let gwen = testing::member(&db, &square.brand, "gwen", Role::Member).await;
        let reply = NewReply { reply: "Fifteen centimetres of tube.".into(), ..NewReply::default() };
        let reply = replies::reply(&db, &gwen, square.topic.id, reply, Lang::En, NOW).await.unwrap();
        assert_eq!(told(accept(&db, &gwen, square.topic.id, reply, NOW)).await, Error::Forbidden);
        accept(&db, &square.isla, square.topic.id, reply, NOW).await.unwrap();
        accept(&db, &square.isla, square.topic.id, reply, NOW.plus_seconds(9)).await.unwrap();
        let topic = square.read(&db).await;
        assert_eq!((topic.status, topic.answer_id, topic.answered), (Some(Status::Answered), Some(reply.0), Some(NOW.0)));
        withdraw(&db, &square.isla, square.topic.id, NOW).await.unwrap();
        withdraw(&db, &square.isla, square.topic.id, NOW).await.unwrap();
        let topic = square.read(&db).await;
        assert_eq!((topic.status, topic.answer_id, topic.answered), (Some(Status::Open), None, None));
        assert_eq!(square.steps(&db).await, ["posted", "answered", "open"]);
    }

    async fn the_teams_answer_to_a_question_answers_it(db: Db) {
        let square = square(&db, Kind::Question).await;
        square.decide(&db, None, Some("Yes, and it always will."), NOW).await.unwrap();
        assert_eq!(square.read(&db).await.status, Some(Status::Answered));
        let elsewhere = square.says(&db, "Thank you!").await;
        let other = topics::propose(&db, &square.isla, testing::idea("Another idea of mine"), Lang::En, NOW).await.unwrap();
        let visitor = testing::visitor(&db, &square.brand).await;
        let other = topics::read(&db, &visitor, other).await.unwrap();
        assert_eq!(told(accept(&db, &square.isla, other.id, elsewhere, NOW)).await, Error::NotFound);
    }

    async fn what_was_asked_of_the_author_is_in_the_timeline_once_they_said_it(db: Db) {
        let square = square(&db, Kind::Problem).await;
        square.decide(&db, Some(Status::NeedsInformation), Some("Which pole is it?"), NOW).await.unwrap();
        square.says(&db, "The second one from the top.").await;
        assert_eq!(square.steps(&db).await, ["posted", "needs_information", "informed"]);
    }

    async fn the_teams_list_says_whose_turn_it_is(db: Db) {
        let square = square(&db, Kind::Problem).await;
        let (team, isla) = (testing::viewer_of(&db, &square.brand, &square.team).await, testing::viewer_of(&db, &square.brand, &square.isla).await);
        let informed = async |viewer: &crate::who::Viewer| topics::list(&db, viewer, &topics::Filter::default()).await.unwrap().topics[0].informed;
        square.says(&db, "It tears.").await;
        square.decide(&db, Some(Status::NeedsInformation), Some("Which pole is it?"), NOW).await.unwrap();
        assert!(!informed(&team).await, "what was said before does not answer it");
        square.says(&db, "The second one from the top.").await;
        assert!(informed(&team).await && !informed(&isla).await, "it is the team's list that says so");
        square.decide(&db, None, Some("And which tent?"), NOW.plus_seconds(99)).await.unwrap();
        assert!(!informed(&team).await, "they asked again");
    }

    async fn a_reply_of_the_team_is_a_first_answer_and_not_yet_the_official_one(db: Db) {
        let square = square(&db, Kind::Idea).await;
        let open = topics::Filter { sort: Sort::Unanswered, ..topics::Filter::default() };
        let visitor = testing::visitor(&db, &square.brand).await;
        let listed = async || topics::list(&db, &visitor, &open).await.unwrap().topics.len();
        let reply = NewReply { reply: "We are looking at it.".into(), ..NewReply::default() };
        replies::reply(&db, &square.team, square.topic.id, reply, Lang::En, NOW).await.unwrap();
        assert_eq!(square.read(&db).await.first_answered, Some(NOW.0));
        assert_eq!(listed().await, 1, "nothing is decided");
        square.decide(&db, Some(Status::Planned), Some("We will sew one."), NOW.plus_seconds(9)).await.unwrap();
        assert_eq!((square.read(&db).await.first_answered, listed().await), (Some(NOW.0), 0));
    }

    async fn thanks_count_once_and_nobody_thanks_themselves(db: Db) {
        let square = square(&db, Kind::Idea).await;
        let reply = square.says(&db, "I bent mine in the wind.").await;
        let id = square.topic.id;
        for _ in 0..2 {
            thanks::give(&db, &square.team, id, reply, NOW).await.unwrap();
        }
        assert_eq!(told(thanks::give(&db, &square.isla, id, reply, NOW)).await, Error::Forbidden);
        let count = || async { fetch_one!(db.read().await.unwrap(), (i64,), "SELECT thanks FROM replies WHERE id = $1", reply.0).unwrap().0 };
        assert_eq!(count().await, 1);
        for _ in 0..2 {
            thanks::withdraw(&db, &square.team, id, reply, NOW).await.unwrap();
        }
        assert_eq!(count().await, 0);
    }
}
