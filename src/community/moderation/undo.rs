//! Taking a deed back: everything is as it was before. What has changed since is left alone, and said.

use super::interventions::{self, Before, Text, of_topic, still};
use super::texts::{self, Target};
use super::{move_replies, removal, suspensions, taken, topics};
use crate::db::{Db, Failure, Result, Tx};
use crate::topics::events;
use crate::topics::sorting::{self, Shelf};
use crate::who::Moderator;
use crate::{execute, fetch_one, fetch_optional, row};
use serde_json::json;
use types::moderation::Deed;
use types::topics::Visibility;
use types::{Error, Instant, InterventionId, MemberId, ReplyId, RevisionId, TopicId};

row! {
    /// A deed that is to be taken back.
    pub struct Done {
        pub id: InterventionId,
        pub kind: Deed,
        pub topic_id: Option<TopicId>,
        pub reply_id: Option<ReplyId>,
        pub revision_id: Option<RevisionId>,
        pub attachment_id: Option<i64>,
        pub subject_id: Option<MemberId>,
        pub reason: String,
        pub before: String,
        pub created: Instant,
        pub undone: Option<i64>,
    }
}

impl Done {
    fn target(&self) -> Option<Target> {
        match (self.revision_id, self.attachment_id, self.reply_id, self.topic_id) {
            (Some(id), ..) => Some(Target::Revision(id)),
            (_, Some(id), ..) => Some(Target::Picture(id)),
            (_, _, Some(id), _) => Some(Target::Reply(id)),
            (.., Some(id)) => Some(Target::Topic(id)),
            _ => None,
        }
    }
}

/// Undoes a deed; twice changes nothing more.
pub async fn undo(db: &Db, by: &Moderator, id: InterventionId, now: Instant) -> Result<Done> {
    db.write((by.clone(), id, now), |tx, (by, id, now)| {
        Box::pin(async move {
            still(tx, by).await?;
            let sql = format!(
                "SELECT id, kind, topic_id, reply_id, revision_id, attachment_id, subject_id, reason, before, created, undone FROM interventions \
                 WHERE brand_id = $1 AND id = $2{}",
                tx.for_update()
            );
            let done = fetch_optional!(tx, Done, &sql, by.brand().0, id.0)?.ok_or(Error::NotFound)?;
            if done.undone.is_some() {
                return Ok(done);
            }
            let before: Before = serde_json::from_str(&done.before).map_err(|e| Failure::Bug(e.to_string()))?;
            nothing_later(tx, by, &done).await?;
            put_back(tx, by, &done, before, *now).await.map_err(gone_is_changed)?;
            let sql = "UPDATE interventions SET undone = $3, undone_by = $4 WHERE brand_id = $1 AND id = $2";
            execute!(tx, sql, by.brand().0, id.0, now.0, by.id.0)?;
            log(tx, by, &done, *now).await?;
            Ok(done)
        })
    })
    .await
}

/// A later deed of the same sort on the same thing, which stands, has to be undone first.
pub(super) async fn nothing_later(tx: &mut Tx, by: &Moderator, done: &Done) -> Result<()> {
    let Some(same) = done.kind.sort() else { return Ok(()) };
    let same = same.iter().map(|deed| format!("'{deed}'")).collect::<Vec<_>>().join(", ");
    let (column, at) = match done.target() {
        None => ("subject_id", done.subject_id.map(|m| m.0)),
        Some(target) => (target.column(), Some(target.id())),
    };
    let sql = format!(
        "SELECT COUNT(*) FROM interventions WHERE brand_id = $1 AND {column} = $2 AND kind IN ({same}) AND id > $3 AND undone IS NULL"
    );
    let (later,) = fetch_one!(tx, (i64,), &sql, by.brand().0, at, done.id.0)?;
    if later > 0 { Err(Error::Conflict.into()) } else { Ok(()) }
}

async fn put_back(tx: &mut Tx, by: &Moderator, done: &Done, before: Before, now: Instant) -> Result<()> {
    match before {
        Before::Text(text) => put_text_back(tx, by, done, &text, now).await,
        Before::Mark { at, event } => {
            let topic = taken::topic(tx, by, done.topic_id.ok_or(Error::NotFound)?).await?;
            let mark = if matches!(done.kind, Deed::Lock | Deed::Unlock) {
                topic.locked
            } else {
                topic.pinned
            };
            let left = matches!(done.kind, Deed::Lock | Deed::Pin).then_some(done.created.0);
            unless(mark != left || topic.visibility == Visibility::Blanked)?;
            topics::set_mark(tx, by, &topic, done.kind, at).await?;
            silence(tx, by, topic.id, event.into_iter(), now).await
        }
        Before::Board { board, to, event, .. } => {
            let topic = taken::topic(tx, by, done.topic_id.ok_or(Error::NotFound)?).await?;
            let sql = "SELECT id, name, names, kinds, view_level FROM boards WHERE brand_id = $1 AND id = $2";
            let back = fetch_optional!(tx, Shelf, sql, by.brand().0, board.0)?;
            let takes = back.is_some_and(|back| back.kinds.contains(&topic.kind));
            unless(topic.board_id != to || !takes)?;
            sorting::set_board(tx, by.brand(), topic.id, board).await?;
            silence(tx, by, topic.id, [event].into_iter(), now).await
        }
        Before::Replies { from, moved, events } => {
            let to = done.topic_id.ok_or(Error::NotFound)?;
            let (there, back) = move_replies::both(tx, by, to, from).await?;
            for m in &moved {
                let sql = "SELECT parent_id FROM replies WHERE brand_id = $1 AND id = $2 AND topic_id = $3";
                let stands = fetch_optional!(tx, (Option<i64>,), sql, by.brand().0, m.reply.0, there.id.0)?;
                unless(stands != Some((m.under.map(|u| u.0),)))?;
                let Some(parent) = m.parent.filter(|p| moved.iter().all(|m| m.reply != *p)) else {
                    continue;
                };
                let sql = "SELECT id FROM replies WHERE brand_id = $1 AND id = $2 AND topic_id = $3";
                unless(fetch_optional!(tx, (i64,), sql, by.brand().0, parent.0, back.id.0)?.is_none())?;
            }
            under_them(tx, by, &moved, there.id).await?;
            move_replies::carry(tx, by, &moved, &there, &back, |m| m.parent).await?;
            silence(tx, by, back.id, events.iter().copied(), now).await?;
            events::touch(tx, by.brand(), there.id, now).await
        }
        Before::Suspension { until, reason, to } => {
            let member = done.subject_id.ok_or(Error::NotFound)?;
            let sql = format!(
                "SELECT suspended_until FROM memberships WHERE brand_id = $1 AND id = $2 AND gone IS NULL{}",
                tx.for_update()
            );
            let stands = fetch_optional!(tx, (Option<i64>,), &sql, by.brand().0, member.0)?;
            unless(stands != Some((to,)))?;
            suspensions::set(tx, by, member, until, reason.as_deref()).await?;
            suspensions::tell_undone(tx, by, done, to, until, now).await
        }
        Before::Report { report } => {
            let sql = "UPDATE reports SET closed = NULL WHERE brand_id = $1 AND id = $2 AND closed = $3";
            unless(execute!(tx, sql, by.brand().0, report.0, done.created.0)? == 0)
        }
        Before::Removal(before) => removal::take_back(tx, by, done, &before, now).await,
    }
}

/// Replies that were said under moved ones since then cannot follow by themselves.
async fn under_them(tx: &mut Tx, by: &Moderator, moved: &[interventions::Moved], there: TopicId) -> Result<()> {
    for m in moved {
        let sql = "SELECT id FROM replies WHERE brand_id = $1 AND parent_id = $2 AND topic_id = $3";
        let under = crate::fetch_all!(tx, (i64,), sql, by.brand().0, m.reply.0, there.0)?;
        unless(under.iter().any(|(id,)| moved.iter().all(|m| m.reply.0 != *id)))?;
        let sql = "SELECT COUNT(*) FROM events WHERE brand_id = $1 AND topic_id = $2 AND reply_id = $3 AND undone IS NULL";
        unless(fetch_one!(tx, (i64,), sql, by.brand().0, there.0, m.reply.0)?.0 > 0)?;
    }
    Ok(())
}

/// Shows a text again as it was, if it stands as the deed left it; else nothing is written.
pub(super) async fn put_text_back(tx: &mut Tx, by: &Moderator, done: &Done, text: &Text, now: Instant) -> Result<()> {
    let target = done.target().ok_or(Error::NotFound)?;
    if text.trusted {
        let subject = done.subject_id.ok_or(Error::NotFound)?;
        execute!(
            tx,
            "UPDATE memberships SET trust = 0 WHERE brand_id = $1 AND id = $2 AND trust = 1",
            by.brand().0,
            subject.0
        )?;
    }
    let found = texts::take(tx, by, target).await?;
    let reason_stands = text.to != Visibility::Hidden || found.reason() == Some(done.reason.as_str());
    unless(found.visibility() != text.to || !reason_stands || found.is_empty())?;
    texts::told_again(tx, by.brand(), &found, text.status, Some(done.created)).await?;
    texts::show(tx, by.brand(), &found, text.visibility, text.reason.as_deref(), now).await?;
    texts::answered_again(tx, by.brand(), found.topic(), text.status).await?;
    if let Some(created) = text.created {
        let sql = "UPDATE topics SET created = $3, due = due + ($3 - created) WHERE brand_id = $1 AND id = $2";
        execute!(tx, sql, by.brand().0, found.topic().id.0, created.0)?;
        let sql = "UPDATE events SET created = $3 WHERE brand_id = $1 AND topic_id = $2 AND kind = 'posted'";
        execute!(tx, sql, by.brand().0, found.topic().id.0, created.0)?;
    }
    for report in &text.reports {
        let sql = "UPDATE reports SET closed = NULL WHERE brand_id = $1 AND id = $2 AND closed = $3";
        execute!(tx, sql, by.brand().0, report, done.created.0)?;
    }
    Ok(())
}

/// Steps of the timeline that tell nothing any more.
async fn silence(tx: &mut Tx, by: &Moderator, topic: TopicId, steps: impl Iterator<Item = i64> + Send, now: Instant) -> Result<()> {
    for event in steps {
        let sql = "UPDATE events SET undone = $3 WHERE brand_id = $1 AND id = $2";
        execute!(tx, sql, by.brand().0, event, now.0)?;
    }
    events::touch(tx, by.brand(), topic, now).await
}

async fn log(tx: &mut Tx, by: &Moderator, done: &Done, now: Instant) -> Result<()> {
    let mut details = match done.topic_id {
        Some(topic) => {
            let sql = "SELECT number FROM topics WHERE brand_id = $1 AND id = $2";
            of_topic(fetch_one!(tx, (i64,), sql, by.brand().0, topic.0)?.0)
        }
        None => json!({ "topic": "" }),
    };
    details["deed"] = json!(done.kind.as_str());
    interventions::log(tx, by, "deed-undone", done.subject_id, details, now).await
}

/// What a deed was about may have been deleted since.
fn gone_is_changed(failure: Failure) -> Failure {
    match failure {
        Failure::Told(Error::NotFound) => Failure::Told(Error::Conflict),
        other => other,
    }
}

fn unless(changed: bool) -> Result<()> {
    if changed { Err(Error::Conflict.into()) } else { Ok(()) }
}
