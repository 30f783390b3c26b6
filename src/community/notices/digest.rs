//! The daily mail: at eight in the morning where the person lives, one mail with all that they have not read.

use super::post::Mailing;
use crate::db::{Db, Failure, Result};
use crate::who::System;
use crate::{fetch_all, fetch_optional, jobs, row};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use types::{BrandId, Instant, MemberId};

/// The kind of the job that mails a day's notices.
pub const DIGEST: &str = "digest";
/// The hour, where the person lives.
const HOUR: i8 = 8;

row! {
    /// Somebody for whom notices wait.
    pub struct Waiting {
        pub brand_id: BrandId,
        pub member_id: MemberId,
        pub oldest: Instant,
        pub zone: String,
        pub address: String,
    }
}

/// Has the mail of the day written for everybody whose eight o'clock has passed since something was told them.
/// What was told before that hour is mailed once and then waits no longer, so that there is one mail a day.
pub async fn gather(db: &Db, _by: System, now: Instant) -> Result<()> {
    let sql = "SELECT n.brand_id, n.member_id, MIN(n.created) AS oldest, COALESCE(a.time_zone, b.time_zone) AS zone, a.address FROM notices n \
        JOIN memberships m ON m.brand_id = n.brand_id AND m.id = n.member_id AND m.mail = 'daily' AND m.gone IS NULL \
        JOIN accounts a ON a.id = m.account_id AND a.blocked IS NULL JOIN brands b ON b.id = n.brand_id \
        WHERE n.mailed IS NULL AND n.seen IS NULL GROUP BY n.brand_id, n.member_id, a.time_zone, b.time_zone, a.address";
    let waiting = fetch_all!(db.read().await?, Waiting, sql)?;
    for one in waiting {
        let due = last_morning(&one.zone, now);
        if one.oldest < due {
            enqueue(db, one, due, now).await?;
        }
    }
    Ok(())
}

/// One job for each morning, however often this is asked.
async fn enqueue(db: &Db, one: Waiting, due: Instant, now: Instant) -> Result<()> {
    let mailing = Mailing {
        brand: one.brand_id,
        member: one.member_id,
        notice: due.0,
    };
    let payload = serde_json::to_string(&mailing).map_err(|e| Failure::Bug(e.to_string()))?;
    db.write((one, payload, now), |tx, (one, payload, now)| {
        Box::pin(async move {
            let sql = "SELECT id FROM jobs WHERE kind = $1 AND payload = $2";
            if fetch_optional!(tx, (i64,), sql, DIGEST, payload.as_str())?.is_some() {
                return Ok(());
            }
            jobs::enqueue_to(tx, Some(one.brand_id), DIGEST, payload.clone(), *now, Some(&one.address)).await
        })
    })
    .await
}

/// The latest eight o'clock in a zone that is not in the future. Where the clocks are put forward over it, the moment that they show instead.
pub(super) fn last_morning(zone: &str, now: Instant) -> Instant {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let here = Timestamp::from_microsecond(now.0).unwrap_or_default().to_zoned(zone.clone());
    let morning = |date: jiff::civil::Date| {
        let at = date.at(HOUR, 0, 0, 0).to_zoned(zone.clone());
        at.map_or(now, |at| Instant(at.timestamp().as_microsecond()))
    };
    let today = morning(here.date());
    if today <= now {
        today
    } else {
        here.date().yesterday().map_or(today, morning)
    }
}
