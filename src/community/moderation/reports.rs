//! What members tell the moderators of a text. Only moderators read it.

use super::interventions::{self, Before, of_topic, still};
use super::suspensions::may_write;
use super::texts::Target;
use crate::db::{Db, Result, Tx};
use crate::limits::{self, Limited};
use crate::notices::{self, Cause};
use crate::topics;
use crate::who::{Member, Moderator};
use crate::{execute, fetch_all, fetch_one, fetch_optional};
use types::moderation::{Deed, NewReport, REPORTS_A_DAY};
use types::{BrandId, Error, Instant, InterventionId, ReplyId, ReportId, TopicId};

/// Reports a text that the member can read. One open report of a person and a text is enough: a second one changes nothing.
pub async fn report(db: &Db, member: &Member, topic: TopicId, reply: Option<ReplyId>, new: &NewReport, now: Instant) -> Result<()> {
    new.validate()?;
    let args = (member.clone(), topic, reply, new.clone(), now);
    db.write(args, |tx, (member, topic, reply, new, now)| {
        Box::pin(async move {
            may_write(tx, member, *now).await?;
            let topic = topics::for_write(tx, member, *topic).await?;
            let brand = member.brand().0;
            if let Some(reply) = reply {
                let sql = "SELECT id FROM replies WHERE brand_id = $1 AND topic_id = $2 AND id = $3 AND (visibility = 'public' OR author_id = $4)";
                fetch_optional!(tx, (i64,), sql, brand, topic.id.0, reply.0, member.id.0)?.ok_or(Error::NotFound)?;
            }
            let sql = "SELECT COUNT(*) FROM reports WHERE brand_id = $1 AND member_id = $2 AND topic_id = $3 AND COALESCE(reply_id, 0) = $4 AND closed IS NULL";
            let text = reply.map_or(0, |r| r.0);
            let (already,) = fetch_one!(tx, (i64,), sql, brand, member.id.0, topic.id.0, text)?;
            if already > 0 {
                return Ok(());
            }
            keep_pace(tx, member, *now).await?;
            let sql = "INSERT INTO reports (brand_id, topic_id, reply_id, member_id, reason, text, created) VALUES ($1, $2, $3, $4, $5, $6, $7)";
            let (reply, words) = (reply.map(|r| r.0), new.text.trim());
            execute!(tx, sql, brand, topic.id.0, reply, member.id.0, &new.reason, words, now.0)?;
            Ok(())
        })
    })
    .await
}

async fn keep_pace(tx: &mut Tx, member: &Member, now: Instant) -> Result<()> {
    let sql = "SELECT COUNT(*), MIN(created) FROM reports WHERE brand_id = $1 AND member_id = $2 AND created > $3";
    let since = now.minus_days(1).0;
    let (count, first) = fetch_one!(tx, (i64, Option<i64>), sql, member.brand().0, member.id.0, since)?;
    if count < REPORTS_A_DAY {
        return Ok(());
    }
    let seconds = (86_400 - now.seconds_since(Instant(first.unwrap_or(now.0)))).max(1);
    Err(limits::refuse(Limited::Reports, seconds, now).into())
}

/// Closes a report, because there is nothing to do about it; none where somebody else has. Whose text it was about is not told of it.
pub async fn close(db: &Db, by: &Moderator, report: ReportId, now: Instant) -> Result<Option<InterventionId>> {
    db.write((by.clone(), report, now), |tx, (by, report, now)| {
        Box::pin(async move {
            still(tx, by).await?;
            let sql = "SELECT t.number, t.id, p.reply_id FROM reports p JOIN topics t ON t.brand_id = p.brand_id AND t.id = p.topic_id \
                WHERE p.brand_id = $1 AND p.id = $2";
            let (number, topic, reply) =
                fetch_optional!(tx, (i64, i64, Option<i64>), sql, by.brand().0, report.0)?.ok_or(Error::NotFound)?;
            let sql = "UPDATE reports SET closed = $3 WHERE brand_id = $1 AND id = $2 AND closed IS NULL";
            if execute!(tx, sql, by.brand().0, report.0, now.0)? == 0 {
                return Ok(None);
            }
            let deed = interventions::New {
                deed: Deed::Dismiss,
                topic: Some(TopicId(topic)),
                reply: reply.map(ReplyId),
                revision: None,
                attachment: None,
                subject: None,
                reason: "",
                before: Before::Report { report: *report },
                kind: "report-closed",
                details: of_topic(number),
            };
            tell(tx, by.brand(), *report, TopicId(topic), *now).await?;
            interventions::record(tx, by, deed, *now).await.map(Some)
        })
    })
    .await
}

/// Closes the open reports of a text that is being hidden; gives which.
pub(super) async fn close_of(tx: &mut Tx, topic: &TopicId, target: Target, brand: BrandId, now: Instant) -> Result<Vec<i64>> {
    let reply = match target {
        Target::Topic(_) => 0,
        Target::Reply(id) => id.0,
        Target::Picture(_) | Target::Revision(_) => return Ok(Vec::new()),
    };
    let sql = "UPDATE reports SET closed = $4 WHERE brand_id = $1 AND topic_id = $2 AND COALESCE(reply_id, 0) = $3 AND closed IS NULL RETURNING id";
    let closed = fetch_all!(tx, (i64,), sql, brand.0, topic.0, reply, now.0)?;
    for (report,) in &closed {
        tell(tx, brand, ReportId(*report), *topic, now).await?;
    }
    Ok(closed.into_iter().map(|r| r.0).collect())
}

/// Has who reported told that it was decided.
pub(super) async fn tell(tx: &mut Tx, brand: BrandId, report: ReportId, topic: TopicId, now: Instant) -> Result<()> {
    notices::announce(tx, brand, topic, Cause::Report(report), now).await
}
