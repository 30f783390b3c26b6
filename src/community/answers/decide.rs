//! The team sets a status, answers, or both in one step.

use super::record;
use crate::db::{Db, Failure, Result, Tx};
use crate::notices;
use crate::topics::{self, Taken};
use crate::who::Team;
use crate::{execute, fetch_one, fetch_optional, moderation, replies, revisions, row};
use serde_json::Value;
use types::replies::NewReply;
use types::topics::{EventKind, Kind, Status};
use types::{Error, Instant, Lang, ReplyId, TopicId, heat};

/// What the team decides about a topic: where it stands from now on, and the public answer that says why.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewAnswer {
    pub status: Option<Status>,
    pub body: Option<String>,
}

/// Answers officially, sets a status, or both; the answer stands on top of the topic from then on. Gives the step's id.
pub async fn decide(db: &Db, team: &Team, topic: TopicId, answer: NewAnswer, lang: Lang, now: Instant) -> Result<i64> {
    db.write((team.clone(), topic, answer, lang, now), |tx, (team, topic, answer, lang, now)| {
        Box::pin(async move {
            topics::take_author(tx, team).await?;
            let topic = topics::for_write(tx, team, *topic).await?;
            let status = status(&topic, answer)?;
            let reply = match &answer.body {
                Some(body) => {
                    let new = NewReply {
                        reply: body.clone(),
                        ..NewReply::default()
                    };
                    new.validate()?;
                    Some(replies::insert(tx, team, &topic, &new, *lang, *now).await?)
                }
                None => None,
            };
            record(tx, team, &topic, status, reply, true, *now).await
        })
    })
    .await
}

/// The status that changes, if one does. A question that the team answers is answered.
fn status(topic: &Taken, answer: &NewAnswer) -> Result<Option<Status>, Error> {
    let wanted = match (topic.kind, &answer.body) {
        (Kind::Question, Some(_)) => Some(Status::Answered),
        _ => answer.status,
    };
    if wanted.is_some_and(|s| !topic.kind.statuses().contains(&s)) {
        return Err(Error::invalid("status", "status-kind"));
    }
    let changes = wanted.filter(|s| Some(*s) != topic.status);
    match (changes, &answer.body) {
        (None, None) => Err(Error::invalid("status", "status-same")),
        (Some(status), None) if status.needs_answer() => Err(Error::invalid("answer", "answer-needed")),
        _ => Ok(changes),
    }
}

row! {
    /// A step of the timeline that may be taken back.
    pub struct Step {
        pub topic_id: TopicId,
        pub actor_id: i64,
        pub kind: EventKind,
        pub reply_id: Option<i64>,
        pub details: String,
        pub created: Instant,
    }
}

/// Takes back what this person decided last, while nobody has been told of it; gives what they had decided, to be put right.
/// `Conflict` once it is too late, or once something else happened to the topic.
pub async fn undo(db: &Db, team: &Team, event: i64, now: Instant) -> Result<NewAnswer> {
    db.write((team.clone(), event, now), |tx, (team, event, now)| {
        Box::pin(async move {
            let step = find(tx, team, *event).await?;
            let topic = topics::for_write(tx, team, step.topic_id).await?;
            let sql = "SELECT COUNT(*) FROM events WHERE brand_id = $1 AND topic_id = $2 AND id > $3 AND undone IS NULL";
            let later = fetch_one!(tx, (i64,), sql, team.brand().0, topic.id.0, event)?.0;
            if later > 0 || now.seconds_since(step.created) >= notices::grace() {
                return Err(Error::Conflict.into());
            }
            let before: Value = serde_json::from_str(&step.details).map_err(|e| Failure::Bug(e.to_string()))?;
            let body = match step.reply_id.filter(|_| before["own"] == true) {
                Some(reply) => Some(unsay(tx, team, &topic, reply, step.created).await?),
                None => None,
            };
            let status = topic.status.filter(|_| step.kind == EventKind::Status);
            restore(tx, team, &topic, *event, &before, *now).await?;
            Ok(NewAnswer { status, body })
        })
    })
    .await
}

async fn find(tx: &mut Tx, team: &Team, event: i64) -> Result<Step> {
    let sql = "SELECT topic_id, actor_id, kind, reply_id, details, created FROM events WHERE brand_id = $1 AND id = $2 AND undone IS NULL \
        AND kind IN ('status', 'answer')";
    let step = fetch_optional!(tx, Step, sql, team.brand().0, event)?.ok_or(Error::NotFound)?;
    if step.actor_id == team.id.0 {
        Ok(step)
    } else {
        Err(Error::Forbidden.into())
    }
}

async fn restore(tx: &mut Tx, team: &Team, topic: &Taken, event: i64, before: &Value, now: Instant) -> Result<()> {
    let brand = team.brand().0;
    let sql =
        "UPDATE topics SET status = $3, answer_id = $4, answered = $5, first_answered = $6, changed = $7 WHERE brand_id = $1 AND id = $2";
    let (status, answer) = (before["status"].as_str(), before["answer"].as_i64());
    let (answered, first) = (before["answered"].as_i64(), before["first"].as_i64());
    execute!(tx, sql, brand, topic.id.0, status, answer, answered, first, now.0)?;
    execute!(
        tx,
        "UPDATE events SET undone = $3 WHERE brand_id = $1 AND id = $2",
        brand,
        event,
        now.0
    )?;
    moderation::check_answer(tx, team.brand(), topic.id).await
}

/// Takes away the reply that came with the step; gives its text. One that was replied to, reported or hidden meanwhile stays: `Conflict`.
async fn unsay(tx: &mut Tx, team: &Team, topic: &Taken, reply: i64, said: Instant) -> Result<String> {
    let brand = team.brand().0;
    let sql = "SELECT (SELECT COUNT(*) FROM replies WHERE brand_id = $1 AND parent_id = $2) \
        + (SELECT COUNT(*) FROM reports WHERE brand_id = $1 AND reply_id = $2) \
        + (SELECT COUNT(*) FROM interventions WHERE brand_id = $1 AND reply_id = $2)";
    if fetch_one!(tx, (i64,), sql, brand, reply)?.0 > 0 {
        return Err(Error::Conflict.into());
    }
    for sql in [
        "UPDATE events SET reply_id = NULL WHERE brand_id = $1 AND reply_id = $2",
        "UPDATE topics SET answer_id = NULL WHERE brand_id = $1 AND answer_id = $2",
    ] {
        execute!(tx, sql, brand, reply)?;
    }
    let sql = "SELECT body FROM replies WHERE brand_id = $1 AND id = $2";
    let body = fetch_one!(tx, (String,), sql, brand, reply)?.0;
    revisions::drop_reply(tx, team, ReplyId(reply)).await?;
    let floor = heat::of(heat::TOPIC, topic.created);
    let heat = heat::minus(topic.heat, heat::of(heat::REPLY, said), floor);
    let sql = "UPDATE topics SET replies = replies - 1, heat = $3 WHERE brand_id = $1 AND id = $2";
    execute!(tx, sql, brand, topic.id.0, heat)?;
    Ok(body)
}
