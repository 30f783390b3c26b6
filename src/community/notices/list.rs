//! A member's notices on the site: how many they have not read, a page of them, and that they have read them all.

use super::Story;
use super::story::{Reads, stories};
use crate::db::{Db, Result};
use crate::who::Member;
use crate::{execute, fetch_one, visible_to};
use types::Instant;

/// Notices on one page.
const PAGE: usize = 30;
/// More than nine are "9+": nobody counts on.
const MOST: i64 = 10;

/// One page, newest first.
#[derive(Clone, Debug)]
pub struct Page {
    pub stories: Vec<Story>,
    /// What the next page comes after.
    pub next: Option<i64>,
}

impl From<&Member> for Reads {
    fn from(member: &Member) -> Self {
        Self {
            brand: member.brand(),
            member: member.id,
            rank: member.rank(),
        }
    }
}

/// How many notices a member has not read, at most ten: those of topics that they may still see, and of what they reported.
pub async fn unread(db: &Db, member: &Member) -> Result<i64> {
    let sql = concat!(
        "SELECT COUNT(*) FROM (SELECT 1 FROM notices n JOIN topics t ON t.brand_id = n.brand_id AND t.id = n.topic_id \
         JOIN boards b ON b.brand_id = t.brand_id AND b.id = t.board_id WHERE n.brand_id = $1 AND n.member_id = $3 AND n.seen IS NULL AND (n.kind = 'report' OR ",
        visible_to!("t"),
        ") LIMIT $4) u"
    );
    let (brand, level, me) = (member.brand().0, member.rank(), member.id.0);
    Ok(fetch_one!(db.read().await?, (i64,), sql, brand, level, me, MOST)?.0)
}

/// A page of a member's notices, after one of them or from the newest.
pub async fn list(db: &Db, member: &Member, after: Option<i64>) -> Result<Page> {
    let which = "n.id < $4 AND $5 = 0";
    let mut stories = stories(&mut db.read().await?, member.into(), which, after.unwrap_or(i64::MAX), 0).await?;
    let more = stories.len() > PAGE;
    stories.truncate(PAGE);
    let next = stories.last().filter(|_| more).map(|last| last.id);
    Ok(Page { stories, next })
}

/// Everything that a member was told is read.
pub async fn read_all(db: &Db, member: &Member, now: Instant) -> Result<()> {
    db.write((member.clone(), now), |tx, (member, now)| {
        Box::pin(async move {
            let sql = "UPDATE notices SET seen = $3 WHERE brand_id = $1 AND member_id = $2 AND seen IS NULL";
            execute!(tx, sql, member.brand().0, member.id.0, now.0)?;
            Ok(())
        })
    })
    .await
}
