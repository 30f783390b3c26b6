//! What search engines are shown: what a visitor may read, and nothing else.

use crate::brands::{self, Brand};
use crate::db::{Db, Result};
use crate::who::Viewer;
use crate::{fetch_all, fetch_one, row, visible_to};
use types::Instant;
use types::boards::Level;

/// Most topics of one page of a map.
pub const PAGE: i64 = 10_000;
/// Most spaces that one host names.
const SPACES: i64 = 1_000;

row! {
    /// Where a topic is, and when it last changed.
    pub struct Place {
        pub number: i64,
        pub slug: String,
        pub changed: Instant,
    }
}

/// The brands that everybody may read, oldest first.
pub async fn spaces(db: &Db) -> Result<Vec<Brand>> {
    let columns = brands::COLUMNS;
    let sql = format!("SELECT {columns} FROM brands WHERE opened IS NOT NULL AND closes IS NULL ORDER BY id LIMIT $1");
    Ok(fetch_all!(db.read().await?, Brand, &sql, SPACES)?)
}

/// How many pages the map of a brand has: pages are ranges of numbers, so that a topic stays on its page.
pub async fn pages(db: &Db, viewer: &Viewer) -> Result<i64> {
    let sql = "SELECT COALESCE(MAX(number), 0) FROM topics WHERE brand_id = $1";
    let newest = fetch_one!(db.read().await?, (i64,), sql, viewer.brand().id.0)?.0;
    Ok((newest + PAGE - 1).div_euclid(PAGE).max(1))
}

/// The topics of a page, from 1, that everybody may read.
pub async fn places(db: &Db, viewer: &Viewer, page: i64) -> Result<Vec<Place>> {
    let sql = concat!(
        "SELECT t.number, t.slug, t.changed FROM topics t CROSS JOIN boards b WHERE b.brand_id = t.brand_id AND b.id = t.board_id \
         AND t.brand_id = $1 AND t.number > $4 AND t.number <= $5 AND t.visibility = 'public' AND ",
        visible_to!("t"),
        " ORDER BY t.number"
    );
    let (brand, level, nobody, before) = (viewer.brand().id.0, Level::Anyone.rank(), 0_i64, (page - 1) * PAGE);
    Ok(fetch_all!(
        db.read().await?,
        Place,
        sql,
        brand,
        level,
        nobody,
        before,
        before + PAGE
    )?)
}
