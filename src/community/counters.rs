//! Whatever happens to topics, in any order: what is counted is what is there, on both engines.

use crate::answers::{self, NewAnswer};
use crate::moderation::{self, Target};
use crate::testing::{self, NOW};
use crate::topics::{self, Place};
use crate::who::{Member, Moderator, Team};
use crate::{Db, fetch_all, replies, thanks, votes};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRng, TestRunner};
use types::members::Role;
use types::replies::NewReply;
use types::topics::{Kind, Status};
use types::{InterventionId, Lang, ReplyId, TopicId};

/// What somebody does. The numbers choose whom and what, round the ones there are.
#[derive(Clone, Debug)]
enum Step {
    Vote(usize),
    Withdraw(usize),
    Reply(usize, Option<usize>),
    Thank(usize, usize),
    Unthank(usize, usize),
    Decide(Status, bool),
    TakeBack,
    Accept(usize),
    Reopen,
    Sort(Kind),
    HideReply(usize),
    RestoreReply(usize),
    HideTopic,
    RestoreTopic,
    Undo(usize),
}

fn step() -> impl Strategy<Value = Step> {
    let n = || 0..8_usize;
    prop_oneof![
        4 => n().prop_map(Step::Vote),
        2 => n().prop_map(Step::Withdraw),
        4 => (n(), proptest::option::of(n())).prop_map(|(who, under)| Step::Reply(who, under)),
        2 => (n(), n()).prop_map(|(who, what)| Step::Thank(who, what)),
        1 => (n(), n()).prop_map(|(who, what)| Step::Unthank(who, what)),
        3 => (proptest::sample::select(Status::ALL), any::<bool>()).prop_map(|(status, said)| Step::Decide(status, said)),
        1 => Just(Step::TakeBack),
        1 => n().prop_map(Step::Accept),
        1 => Just(Step::Reopen),
        2 => proptest::sample::select(Kind::ALL).prop_map(Step::Sort),
        3 => n().prop_map(Step::HideReply),
        2 => n().prop_map(Step::RestoreReply),
        1 => Just(Step::HideTopic),
        2 => Just(Step::RestoreTopic),
        2 => n().prop_map(Step::Undo),
    ]
}

struct Square {
    crowd: Vec<Member>,
    team: Team,
    nell: Moderator,
    topic: TopicId,
    replies: Vec<ReplyId>,
    deeds: Vec<InterventionId>,
    decided: Option<i64>,
    /// Seconds since the beginning.
    clock: i64,
}

impl Square {
    /// Refusals are as good as deeds: both leave the counters right.
    async fn take(&mut self, db: &Db, step: &Step) {
        self.clock += 7;
        let now = NOW.plus_seconds(self.clock);
        let who = |n: usize| &self.crowd[n % self.crowd.len()];
        let reply = |n: usize| (!self.replies.is_empty()).then(|| self.replies[n % self.replies.len()]);
        match step {
            Step::Vote(n) => drop(votes::cast(db, who(*n), self.topic, now).await),
            Step::Withdraw(n) => drop(votes::withdraw(db, who(*n), self.topic, now).await),
            Step::Reply(n, under) => {
                let new = NewReply {
                    reply: format!("Said at {}.", self.clock),
                    parent: under.and_then(reply).map(|r| r.0),
                    ..NewReply::default()
                };
                let said = replies::reply(db, who(*n), self.topic, new, Lang::En, now).await;
                self.replies.extend(said.ok());
            }
            Step::Thank(n, r) => {
                if let Some(reply) = reply(*r) {
                    drop(thanks::give(db, who(*n), self.topic, reply, now).await);
                }
            }
            Step::Unthank(n, r) => {
                if let Some(reply) = reply(*r) {
                    drop(thanks::withdraw(db, who(*n), self.topic, reply, now).await);
                }
            }
            Step::Decide(status, said) => {
                let answer = NewAnswer {
                    status: Some(*status),
                    body: said.then(|| format!("Decided at {}.", self.clock)),
                };
                self.decided = answers::decide(db, &self.team, self.topic, answer, Lang::En, now)
                    .await
                    .ok()
                    .or(self.decided);
            }
            Step::TakeBack => {
                if let Some(event) = self.decided {
                    drop(answers::undo(db, &self.team, event, now).await);
                }
            }
            Step::Accept(r) => {
                if let Some(reply) = reply(*r) {
                    drop(answers::accept(db, &self.team, self.topic, reply, now).await);
                }
            }
            Step::Reopen => drop(answers::withdraw(db, &self.team, self.topic, now).await),
            Step::Sort(kind) => {
                let place = Place {
                    kind: *kind,
                    board: "ideas".into(),
                };
                drop(topics::sort(db, &self.team, self.topic, place, now).await);
            }
            Step::HideReply(r) => {
                if let Some(reply) = reply(*r) {
                    let done = moderation::hide(db, &self.nell, Target::Reply(reply), "Off topic.", now).await;
                    self.deeds.extend(done.ok());
                }
            }
            Step::RestoreReply(r) => {
                if let Some(reply) = reply(*r) {
                    self.deeds
                        .extend(moderation::restore(db, &self.nell, Target::Reply(reply), now).await.ok());
                }
            }
            Step::HideTopic => {
                let done = moderation::hide(db, &self.nell, Target::Topic(self.topic), "Off topic.", now).await;
                self.deeds.extend(done.ok());
            }
            Step::RestoreTopic => {
                self.deeds
                    .extend(moderation::restore(db, &self.nell, Target::Topic(self.topic), now).await.ok());
            }
            Step::Undo(n) => {
                if !self.deeds.is_empty() {
                    let deed = self.deeds[n % self.deeds.len()];
                    drop(moderation::undo(db, &self.nell, deed, now).await);
                }
            }
        }
    }
}

/// Every counter that is not what its rows say, in words.
async fn wrong(db: &Db) -> Vec<String> {
    let checks = [
        (
            "votes",
            "SELECT t.id, t.votes, (SELECT COUNT(*) FROM votes v WHERE v.brand_id = t.brand_id AND v.topic_id = t.id) FROM topics t",
        ),
        (
            "replies",
            "SELECT t.id, t.replies, (SELECT COUNT(*) FROM replies r WHERE r.brand_id = t.brand_id AND r.topic_id = t.id AND r.visibility = 'public') FROM topics t",
        ),
        (
            "thanks",
            "SELECT r.id, r.thanks, (SELECT COUNT(*) FROM thanks h WHERE h.brand_id = r.brand_id AND h.reply_id = r.id) FROM replies r",
        ),
        (
            "answers",
            "SELECT t.id, COALESCE(t.answer_id, 0), COALESCE((SELECT r.id FROM replies r WHERE r.brand_id = t.brand_id AND r.topic_id = t.id AND r.id = t.answer_id AND r.visibility = 'public'), 0) FROM topics t",
        ),
        (
            "answered",
            "SELECT t.id, CAST(CASE WHEN t.answer_id IS NULL THEN 0 ELSE 1 END AS BIGINT), CAST(CASE WHEN t.answered IS NULL THEN 0 ELSE 1 END AS BIGINT) FROM topics t",
        ),
        (
            "questions",
            "SELECT t.id, CAST(CASE WHEN t.status = 'answered' THEN 1 ELSE 0 END AS BIGINT), CAST(CASE WHEN t.answer_id IS NULL THEN 0 ELSE 1 END AS BIGINT) FROM topics t WHERE t.kind = 'question'",
        ),
    ];
    let mut found = Vec::new();
    for (name, sql) in checks {
        for (id, counted, there) in fetch_all!(db.read().await.unwrap(), (i64, i64, i64), sql).unwrap() {
            if counted != there {
                found.push(format!("{name} of {id}: {counted} counted, {there} there"));
            }
        }
    }
    found
}

async fn square(db: &Db, brand: &crate::brands::Brand, crowd: &[Member], team: &Team, nell: &Moderator, n: usize) -> Square {
    let title = format!("Something that much happens to, {n}");
    let number = topics::propose(db, &crowd[0], testing::idea(&title), Lang::En, NOW).await.unwrap();
    let viewer = testing::viewer_of(db, brand, &crowd[0]).await;
    Square {
        crowd: crowd.to_vec(),
        team: team.clone(),
        nell: nell.clone(),
        topic: topics::read(db, &viewer, number).await.unwrap().id,
        replies: Vec::new(),
        deeds: Vec::new(),
        decided: None,
        clock: 0,
    }
}

crate::on_both_engines! {
    async fn whatever_happens_in_any_order_what_is_counted_is_what_is_there(db: Db) {
        const CASES: usize = 24;
        let brand = testing::brand(&db, "drumlin").await;
        let crowd = testing::crowd(&db, &brand, 5).await;
        let ewan = testing::member(&db, &brand, "ewan", Role::Team).await;
        let team = testing::viewer_of(&db, &brand, &ewan).await.team().unwrap();
        let nell = testing::member(&db, &brand, "nell", Role::Moderator).await;
        let nell = testing::viewer_of(&db, &brand, &nell).await.moderator().unwrap();
        let config = Config::default();
        let mut runner = TestRunner::new_with_rng(config.clone(), TestRng::deterministic_rng(config.rng_algorithm));
        let mut happened = 0;
        for n in 0..CASES {
            let steps = vec(step(), 1..40).new_tree(&mut runner).unwrap().current();
            let mut square = square(&db, &brand, &crowd, &team, &nell, n).await;
            for (at, step) in steps.iter().enumerate() {
                square.take(&db, step).await;
                let wrong = wrong(&db).await;
                assert!(wrong.is_empty(), "after {:?}: {wrong:#?}", &steps[..=at]);
            }
            happened += square.deeds.len() + square.replies.len();
        }
        assert!(happened > CASES * 3, "too little happened: {happened}");
    }
}
