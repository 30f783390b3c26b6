//! Hiding a text, and not letting one through that waited. The reason is read by the author.

use super::interventions::{self, Text, still};
use super::reports;
use super::texts::{self, Found, Target, deed_on, show};
use crate::db::{Db, Result, Tx};
use crate::execute;
use crate::notices::{self, Cause};
use crate::who::Moderator;
use types::error::all_right;
use types::moderation::{Deed, check_reason};
use types::topics::Visibility;
use types::{Error, Instant, InterventionId};

/// Hides a text; only its author, who reads the reason, and the team still see it.
pub async fn hide(db: &Db, by: &Moderator, target: Target, reason: &str, now: Instant) -> Result<InterventionId> {
    put_away(db, by, target, reason, false, now).await
}

/// Does not let a text through that waited: it is hidden, and its author reads the reason.
pub async fn refuse(db: &Db, by: &Moderator, target: Target, reason: &str, now: Instant) -> Result<InterventionId> {
    put_away(db, by, target, reason, true, now).await
}

async fn put_away(db: &Db, by: &Moderator, target: Target, reason: &str, waited: bool, now: Instant) -> Result<InterventionId> {
    let mut wrongs = Vec::new();
    check_reason(&mut wrongs, reason);
    all_right(wrongs)?;
    let args = (by.clone(), target, reason.trim().to_owned(), waited, now);
    db.write(args, |tx, (by, target, reason, waited, now)| {
        Box::pin(async move {
            still(tx, by).await?;
            let found = texts::take(tx, by, *target).await?;
            if found.is_empty() || found.visibility() == Visibility::Hidden || (found.visibility() == Visibility::Held) != *waited {
                return Err(Error::Conflict.into());
            }
            let before = conceal(tx, by, &found, reason, *now).await?;
            let (deed, kind) = if *waited {
                (Deed::Refuse, "text-refused")
            } else {
                (Deed::Hide, "text-hidden")
            };
            let id = interventions::record(tx, by, deed_on(&found, deed, reason, before, kind), *now).await?;
            notices::announce(tx, by.brand(), found.topic().id, Cause::Intervention(id.0), *now).await?;
            Ok(id)
        })
    })
    .await
}

/// Takes a text out of sight, with the reports on it and the step of the timeline that it was; gives how it stood.
pub(super) async fn conceal(tx: &mut Tx, by: &Moderator, found: &Found, reason: &str, now: Instant) -> Result<Text> {
    let brand = by.brand();
    let reports = reports::close_of(tx, &found.topic().id, found.target(), brand, now).await?;
    let status = show(tx, brand, found, Visibility::Hidden, Some(reason), now).await?;
    if let (Some(_), Found::Reply(topic, reply)) = (status, found) {
        let sql = "UPDATE events SET undone = $4 WHERE brand_id = $1 AND topic_id = $2 AND reply_id = $3 AND status = 'answered' AND undone IS NULL";
        execute!(tx, sql, brand.0, topic.id.0, reply.id.0, now.0)?;
    }
    Ok(Text {
        visibility: found.visibility(),
        reason: found.reason().map(ToOwned::to_owned),
        to: Visibility::Hidden,
        status,
        created: None,
        trusted: false,
        reports,
    })
}
