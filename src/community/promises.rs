//! The answer promise: by when a brand first answers a topic of each kind, and how it has kept its word. The first answer is the first reply of
//! the team, or the first that is accepted: what the field calls the first response.

use crate::db::{Db, Result, Tx};
use crate::desk::{self, Entry};
use crate::who::{Admin, System, Viewer};
use crate::{execute, fetch_all, fetch_one, fetch_optional, row};
use serde_json::json;
use std::collections::BTreeMap;
use types::promises::check;
use types::topics::Kind;
use types::{BrandId, Instant, TopicId};

/// Days over which a brand is measured.
pub const WINDOW: i64 = 90;
/// Seconds after which the figure is made anew.
const STALE: i64 = 900;

/// Hours within which each kind is answered; kinds without a promise are not in it.
pub type Promises = BTreeMap<Kind, i64>;

row! {
    /// How a brand has answered what its customers began within 90 days, as far as everybody may read it: the figure is everybody's too, and
    /// tells nothing of what is not.
    pub struct Figure {
        /// Topics that were begun and wait for an answer or have one.
        pub asked: i64,
        /// Of these, answered.
        pub answered: i64,
        /// Topics whose answer was promised by an instant that is past, or that were answered.
        pub promised: i64,
        /// Of these, answered in time.
        pub in_time: i64,
        /// Seconds from a topic to its first answer, for the one in the middle; nothing before the first answer.
        pub median: Option<i64>,
    }
}

/// What a brand promises.
pub async fn read(db: &Db, viewer: &Viewer) -> Result<Promises> {
    let sql = "SELECT kind, hours FROM promises WHERE brand_id = $1";
    let rows = fetch_all!(db.read().await?, (String, i64), sql, viewer.brand().id.0)?;
    Ok(rows
        .into_iter()
        .filter_map(|(kind, hours)| Some((Kind::parse(&kind)?, hours)))
        .collect())
}

/// Promises anew. What was begun before is measured by what was promised then.
pub async fn set(db: &Db, admin: &Admin, promises: Promises, now: Instant) -> Result<()> {
    check(&promises)?;
    db.write((admin.clone(), promises, now), |tx, (admin, promises, now)| {
        Box::pin(async move {
            crate::order::take(tx, admin).await?;
            execute!(tx, "DELETE FROM promises WHERE brand_id = $1", admin.brand().0)?;
            for (kind, hours) in promises {
                let sql = "INSERT INTO promises (brand_id, kind, hours) VALUES ($1, $2, $3)";
                execute!(tx, sql, admin.brand().0, kind.as_str(), *hours)?;
            }
            let entry = Entry {
                brand: admin.brand(),
                actor: Some(admin.id),
                kind: "promises",
                subject: None,
                details: json!({}),
            };
            desk::log(tx, entry, *now).await
        })
    })
    .await
}

/// Gives a topic the instant by which its first answer is due, by its kind; none where nothing is promised. What was promised for an earlier
/// instant stays promised.
pub async fn promise(tx: &mut Tx, brand: BrandId, topic: TopicId) -> Result<()> {
    let sql = "UPDATE topics SET due = (SELECT CASE WHEN topics.due < topics.created + p.hours * 3600000000 THEN topics.due \
        ELSE topics.created + p.hours * 3600000000 END FROM promises p WHERE p.brand_id = topics.brand_id \
        AND p.kind = topics.kind) WHERE brand_id = $1 AND id = $2";
    execute!(tx, sql, brand.0, topic.0)?;
    Ok(())
}

/// Has a brand's figure made anew within the next minute: somebody of the team has answered.
pub async fn measure_soon(tx: &mut Tx, brand: BrandId) -> Result<()> {
    execute!(tx, "UPDATE answer_figures SET computed = 0 WHERE brand_id = $1", brand.0)?;
    Ok(())
}

/// The figure as it was last made; nothing for a brand that was never measured.
pub async fn figure(db: &Db, brand: BrandId) -> Result<Option<Figure>> {
    let sql = "SELECT asked, answered, promised, in_time, median FROM answer_figures WHERE brand_id = $1";
    Ok(fetch_optional!(db.read().await?, Figure, sql, brand.0)?)
}

/// The figures of all brands that have one.
pub async fn figures(db: &Db) -> Result<BTreeMap<BrandId, Figure>> {
    let sql = "SELECT brand_id, asked, answered, promised, in_time, median FROM answer_figures";
    let rows = fetch_all!(db.read().await?, (i64, i64, i64, i64, i64, Option<i64>), sql)?;
    let figure = |(brand, asked, answered, promised, in_time, median)| {
        let figure = Figure {
            asked,
            answered,
            promised,
            in_time,
            median,
        };
        (BrandId(brand), figure)
    };
    Ok(rows.into_iter().map(figure).collect())
}

/// Makes the figures of brands anew that are older than a quarter of an hour. What staff begin is not measured, nor what needs no answer.
pub async fn measure(db: &Db, _by: System, now: Instant) -> Result<()> {
    let sql = "SELECT b.id FROM brands b LEFT JOIN answer_figures f ON f.brand_id = b.id WHERE f.computed IS NULL OR f.computed < $1";
    for (brand,) in fetch_all!(db.read().await?, (i64,), sql, now.plus_seconds(-STALE).0)? {
        let figure = measured(db, BrandId(brand), now).await?;
        db.write((brand, figure, now), |tx, (brand, figure, now)| {
            Box::pin(async move {
                let sql = "INSERT INTO answer_figures (brand_id, asked, answered, promised, in_time, median, computed) \
                    SELECT $1, $2, $3, $4, $5, $6, $7 WHERE EXISTS (SELECT 1 FROM brands WHERE id = $1) \
                    ON CONFLICT (brand_id) DO UPDATE SET asked = excluded.asked, answered = excluded.answered, promised = excluded.promised, \
                    in_time = excluded.in_time, median = excluded.median, computed = excluded.computed";
                let f = figure;
                execute!(tx, sql, brand, f.asked, f.answered, f.promised, f.in_time, f.median, now.0)?;
                Ok(())
            })
        })
        .await?;
    }
    Ok(())
}

/// Topics of customers within the window that somebody may expect an answer to, and that everybody may read: 0 is `Level::Anyone`. SQLite
/// keeps the order of a cross join, and so comes by the topics' own index.
const MEASURED: &str = "FROM topics t CROSS JOIN boards b CROSS JOIN memberships m \
    WHERE b.brand_id = t.brand_id AND b.id = t.board_id AND b.view_level = 0 AND m.brand_id = t.brand_id AND m.id = t.author_id \
    AND t.brand_id = $1 AND t.created > $2 AND t.created <= $3 AND t.kind IN ('idea', 'problem', 'question') \
    AND t.visibility = 'public' AND m.role = 'member'";

async fn measured(db: &Db, brand: BrandId, now: Instant) -> Result<Figure> {
    let (since, until) = (now.minus_days(WINDOW).0, now.0);
    let count = |what: &str| format!("COUNT(CASE WHEN {what} THEN 1 END)");
    let sql = format!(
        "SELECT COUNT(*) AS asked, {} AS answered, {} AS promised, {} AS in_time, CAST(NULL AS BIGINT) AS median {MEASURED}",
        count("t.first_answered IS NOT NULL"),
        count("t.due IS NOT NULL AND (t.due <= $3 OR t.first_answered IS NOT NULL)"),
        count("t.first_answered <= t.due"),
    );
    let mut reader = db.read().await?;
    let figure = fetch_one!(reader, Figure, &sql, brand.0, since, until)?;
    let sql = format!("SELECT t.first_answered - t.created {MEASURED} AND t.first_answered IS NOT NULL ORDER BY 1 LIMIT 1 OFFSET $4");
    let middle = (figure.answered - 1).max(0) / 2;
    let median = fetch_optional!(reader, (i64,), &sql, brand.0, since, until, middle)?;
    Ok(Figure {
        median: median.map(|(microseconds,)| microseconds / 1_000_000),
        ..figure
    })
}

/// The last so many that were to be answered by now, the oldest first: whether each was answered in time.
pub async fn kept(db: &Db, brand: BrandId, most: i64, now: Instant) -> Result<Vec<bool>> {
    let since = now.minus_days(WINDOW).0;
    let rows = fetch_all!(db.read().await?, (i64,), &squares(), brand.0, since, now.0, most)?;
    Ok(rows.into_iter().rev().map(|(kept,)| kept == 1).collect())
}

fn squares() -> String {
    format!(
        "SELECT CAST(CASE WHEN t.first_answered <= t.due THEN 1 ELSE 0 END AS BIGINT) {MEASURED} AND t.due IS NOT NULL \
         AND (t.due <= $3 OR t.first_answered IS NOT NULL) ORDER BY t.created DESC LIMIT $4"
    )
}

#[cfg(test)]
mod tests;
