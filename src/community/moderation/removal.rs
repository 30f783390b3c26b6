//! Removing a spammer: one deed that suspends them until it is lifted and takes out of sight all that others read of them. Each text has a
//! row of its own among the deeds, as if it had been hidden by itself, so that one of them can be restored; they are undone together.

use super::hiding::conceal;
use super::interventions::{self, Before, New, Removal, still};
use super::reports;
use super::suspensions;
use super::texts::{self, Target, deed_on};
use super::undo::{Done, nothing_later, put_text_back};
use crate::db::{Db, Failure, Result, Tx};
use crate::who::Moderator;
use crate::{execute, fetch_all, fetch_one, fetch_optional, notices, row};
use serde_json::json;
use types::error::all_right;
use types::moderation::{Deed, UNTIL_LIFTED, check_reason};
use types::topics::Visibility;
use types::{Error, Instant, InterventionId, MemberId, ReplyId, ReportId, TopicId};

row! {
    /// How much others read of somebody, what waits for a moderator counted in.
    pub struct Written {
        pub topics: i64,
        pub replies: i64,
        /// Why they voted.
        pub reasons: i64,
    }
}

// What is private is its author's and the team's, and stays.
const TOPICS: &str =
    "SELECT t.id FROM topics t WHERE t.brand_id = $1 AND t.author_id = $2 AND t.visibility IN ('public', 'held') AND t.title <> ''";
const REPLIES: &str = "SELECT r.id FROM replies r JOIN topics t ON t.brand_id = r.brand_id AND t.id = r.topic_id \
    WHERE r.brand_id = $1 AND r.author_id = $2 AND r.visibility IN ('public', 'held') AND r.body <> '' AND t.visibility <> 'private'";
const REASONS: &str = "SELECT v.topic_id, v.reason FROM votes v WHERE v.brand_id = $1 AND v.member_id = $2 AND v.reason IS NOT NULL";

/// What removing a member would take out of sight.
pub async fn written(db: &Db, by: &Moderator, member: MemberId) -> Result<Written> {
    let sql = format!(
        "SELECT (SELECT COUNT(*) FROM ({TOPICS}) a) AS topics, (SELECT COUNT(*) FROM ({REPLIES}) b) AS replies, (SELECT COUNT(*) FROM ({REASONS}) c) AS reasons"
    );
    Ok(fetch_one!(db.read().await?, Written, &sql, by.brand().0, member.0)?)
}

/// Removes the member of a number as a spammer: they are suspended until it is lifted, what others read of them is hidden, what waits is
/// refused, and what was reported of them is decided. They are told of the suspension by mail, and of no text by itself. Staff are not
/// removed. Twice is once.
pub async fn remove(db: &Db, by: &Moderator, number: i64, reason: &str, now: Instant) -> Result<InterventionId> {
    let mut wrongs = Vec::new();
    check_reason(&mut wrongs, reason);
    all_right(wrongs)?;
    let args = (by.clone(), number, reason.trim().to_owned(), now);
    db.write(args, |tx, (by, number, reason, now)| {
        Box::pin(async move {
            still(tx, by).await?;
            let member = suspensions::take(tx, by, *number).await?;
            if member.role.is_staff() {
                return Err(Error::invalid("reason", "suspend-staff").into());
            }
            let (topics, replies) = (ids(tx, by, member.id, TOPICS).await?, ids(tx, by, member.id, REPLIES).await?);
            let before = Removal {
                until: member.suspended_until,
                reason: member.suspended_reason.clone(),
                topics: topics.len(),
                replies: replies.len(),
                reasons: take_reasons(tx, by, member.id).await?,
                reports: close_reports(tx, by, member.id, *now).await?,
            };
            if let Some(already) = already(tx, by, member.id, &before).await? {
                return Ok(already);
            }
            suspensions::set(tx, by, member.id, Some(UNTIL_LIFTED), Some(reason)).await?;
            let new = New {
                reason,
                details: json!({ "topics": before.topics, "replies": before.replies }),
                ..suspensions::on(&member, Deed::Remove, Before::Removal(before), "member-removed")
            };
            let id = interventions::record(tx, by, new, *now).await?;
            let topics = topics.into_iter().map(|id| Target::Topic(TopicId(id)));
            for target in topics.chain(replies.into_iter().map(|id| Target::Reply(ReplyId(id)))) {
                put_away(tx, by, id, target, reason, *now).await?;
            }
            notices::announce_suspension(tx, by.brand(), id, *now).await?;
            Ok(id)
        })
    })
    .await
}

/// The removal that stands, where nothing is left to remove: a form that was sent twice.
async fn already(tx: &mut Tx, by: &Moderator, member: MemberId, left: &Removal) -> Result<Option<InterventionId>> {
    let some = left.topics + left.replies + left.reasons.len() + left.reports.len();
    if some > 0 || left.until != Some(UNTIL_LIFTED) {
        return Ok(None);
    }
    let sql = "SELECT id FROM interventions WHERE brand_id = $1 AND subject_id = $2 AND kind = 'remove' AND undone IS NULL ORDER BY id DESC LIMIT 1";
    let row = fetch_optional!(tx, (i64,), sql, by.brand().0, member.0)?;
    Ok(row.map(|(id,)| InterventionId(id)))
}

async fn ids(tx: &mut Tx, by: &Moderator, member: MemberId, which: &str) -> Result<Vec<i64>> {
    let ids = fetch_all!(tx, (i64,), which, by.brand().0, member.0)?;
    Ok(ids.into_iter().map(|(id,)| id).collect())
}

/// Takes away why they voted; their votes stay.
async fn take_reasons(tx: &mut Tx, by: &Moderator, member: MemberId) -> Result<Vec<(TopicId, String)>> {
    let reasons = fetch_all!(tx, (i64, String), REASONS, by.brand().0, member.0)?;
    let sql = "UPDATE votes SET reason = NULL WHERE brand_id = $1 AND member_id = $2 AND reason IS NOT NULL";
    execute!(tx, sql, by.brand().0, member.0)?;
    Ok(reasons.into_iter().map(|(topic, reason)| (TopicId(topic), reason)).collect())
}

/// Closes what was reported of them and is open, texts that they took back counted in; gives which.
async fn close_reports(tx: &mut Tx, by: &Moderator, member: MemberId, now: Instant) -> Result<Vec<i64>> {
    let sql = "UPDATE reports SET closed = $3 WHERE brand_id = $1 AND closed IS NULL AND id IN (SELECT p.id FROM reports p \
        JOIN topics t ON t.brand_id = p.brand_id AND t.id = p.topic_id LEFT JOIN replies r ON r.brand_id = p.brand_id AND r.id = p.reply_id \
        WHERE p.brand_id = $1 AND p.closed IS NULL AND COALESCE(r.author_id, t.author_id) = $2 AND t.visibility <> 'private') RETURNING id, topic_id";
    let closed = fetch_all!(tx, (i64, i64), sql, by.brand().0, member.0, now.0)?;
    for (report, topic) in &closed {
        reports::tell(tx, by.brand(), ReportId(*report), TopicId(*topic), now).await?;
    }
    Ok(closed.into_iter().map(|(id, _)| id).collect())
}

/// Takes one text out of sight, unless somebody else just has.
async fn put_away(tx: &mut Tx, by: &Moderator, of: InterventionId, target: Target, reason: &str, now: Instant) -> Result<()> {
    let found = texts::take(tx, by, target).await?;
    let deed = match found.visibility() {
        Visibility::Public => Deed::Hide,
        Visibility::Held => Deed::Refuse,
        _ => return Ok(()),
    };
    let before = conceal(tx, by, &found, reason, now).await?;
    interventions::record_part(tx, by, deed_on(&found, deed, reason, before, ""), of, now).await
}

/// Takes a removal back, piece by piece: what somebody has changed since stays as they left it. Who was told of it is told of that too.
pub(super) async fn take_back(tx: &mut Tx, by: &Moderator, done: &Done, before: &Removal, now: Instant) -> Result<()> {
    let (brand, member) = (by.brand().0, done.subject_id.ok_or(Error::NotFound)?);
    let sql = format!(
        "SELECT suspended_until, suspended_reason FROM memberships WHERE brand_id = $1 AND id = $2 AND gone IS NULL{}",
        tx.for_update()
    );
    let stands = fetch_optional!(tx, (Option<i64>, Option<String>), &sql, brand, member.0)?.ok_or(Error::Conflict)?;
    let later = "SELECT COUNT(*) FROM interventions WHERE brand_id = $1 AND subject_id = $2 AND kind IN ('suspend', 'lift', 'remove') AND id > $3 AND undone IS NULL";
    let (later,) = fetch_one!(tx, (i64,), later, brand, member.0, done.id.0)?;
    if later == 0 && stands == (Some(UNTIL_LIFTED), Some(done.reason.clone())) {
        suspensions::set(tx, by, member, before.until, before.reason.as_deref()).await?;
    }
    for (topic, reason) in &before.reasons {
        let sql = "UPDATE votes SET reason = $4 WHERE brand_id = $1 AND topic_id = $2 AND member_id = $3 AND reason IS NULL";
        execute!(tx, sql, brand, topic.0, member.0, reason.as_str())?;
    }
    for report in &before.reports {
        let sql = "UPDATE reports SET closed = NULL WHERE brand_id = $1 AND id = $2 AND closed = $3";
        execute!(tx, sql, brand, report, done.created.0)?;
    }
    let sql = "SELECT id, kind, topic_id, reply_id, revision_id, attachment_id, subject_id, reason, before, created, undone FROM interventions \
        WHERE brand_id = $1 AND part_of = $2 AND undone IS NULL ORDER BY id DESC";
    for part in fetch_all!(tx, Done, sql, brand, done.id.0)? {
        match show_again(tx, by, &part, now).await {
            Err(Failure::Told(Error::Conflict | Error::NotFound)) => {}
            shown => shown?,
        }
    }
    notices::announce_lifting(tx, by.brand(), done.id, now).await
}

async fn show_again(tx: &mut Tx, by: &Moderator, part: &Done, now: Instant) -> Result<()> {
    let Ok(Before::Text(text)) = serde_json::from_str(&part.before) else {
        return Err(Failure::Bug(format!("the deed {} hid no text", part.id.0)));
    };
    nothing_later(tx, by, part).await?;
    put_text_back(tx, by, part, &text, now).await?;
    let sql = "UPDATE interventions SET undone = $3, undone_by = $4 WHERE brand_id = $1 AND id = $2";
    execute!(tx, sql, by.brand().0, part.id.0, now.0, by.id.0)?;
    Ok(())
}
