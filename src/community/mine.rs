//! What a member said and voted for, where each of it stands, and what was answered last.

use crate::db::{Db, Result};
use crate::who::{Member, Viewer};
use crate::{cursor, fetch_all, row, visible_to};
use types::mine::Part;
use types::topics::{Kind, PAGE, Status, Visibility};
use types::{Instant, Lang, TopicId};

row! {
    /// A topic in which a member has a part.
    pub struct Mine {
        pub id: TopicId,
        pub number: i64,
        pub slug: String,
        pub title: String,
        pub lang: Lang,
        pub kind: Kind,
        pub status: Option<Status>,
        pub visibility: Visibility,
        /// What the moderators said of it; only to its author.
        pub hidden_reason: Option<String>,
        pub votes: i64,
        pub replies: i64,
        pub changed: Instant,
        /// Whether they began it.
        pub begun: bool,
        /// How often they replied.
        pub replied: i64,
        /// How many of these replies are hidden, and how many wait to be looked at.
        pub hidden: i64,
        pub held: i64,
        pub voted: bool,
        /// The Markdown of the answer that stands on top.
        pub answer: Option<String>,
        pub answer_lang: Option<Lang>,
        pub answered: Option<i64>,
        /// The member whose reply was accepted; none where the team answered.
        pub accepted_of: Option<String>,
    }
}

/// One page of it.
#[derive(Clone, Debug)]
pub struct Page {
    pub topics: Vec<Mine>,
    /// What `after` is for the next page, if there is one.
    pub next: Option<String>,
}

/// The topics in which a member has a part, those first in which something happened last. The member's own rows are read by the indexes
/// of their authors and voters: few, so that they can be put in order here. `CROSS JOIN` has SQLite begin with them, and not with the topics.
pub async fn page(db: &Db, viewer: &Viewer, member: &Member, part: Part, after: Option<&str>) -> Result<Page> {
    let which = match part {
        Part::Everything => "1 = 1",
        Part::Topics => "p.begun = 1",
        Part::Replies => "p.replied > 0",
        Part::Votes => "p.voted = 1",
    };
    let sql = format!(
        "SELECT t.id, t.number, t.slug, t.title, t.lang, t.kind, t.status, t.visibility, \
            CASE WHEN p.begun = 1 AND t.visibility = 'hidden' THEN t.hidden_reason END AS hidden_reason, t.votes, t.replies, t.changed, \
            p.begun = 1 AS begun, p.replied, p.hidden, p.held, p.voted = 1 AS voted, a.body AS answer, a.lang AS answer_lang, t.answered, \
            CASE WHEN w.role = 'member' THEN w.name END AS accepted_of \
         FROM (SELECT part.topic_id, MAX(part.begun) AS begun, CAST(SUM(part.replied) AS BIGINT) AS replied, \
                CAST(SUM(part.hidden) AS BIGINT) AS hidden, CAST(SUM(part.held) AS BIGINT) AS held, MAX(part.voted) AS voted FROM ( \
            SELECT id AS topic_id, 1 AS begun, 0 AS replied, 0 AS hidden, 0 AS held, 0 AS voted FROM topics WHERE brand_id = $1 AND author_id = $3 \
            UNION ALL SELECT topic_id, 0, 1, CASE WHEN visibility = 'hidden' THEN 1 ELSE 0 END, CASE WHEN visibility = 'held' THEN 1 ELSE 0 END, 0 \
                FROM replies WHERE brand_id = $1 AND author_id = $3 AND visibility <> 'blanked' \
            UNION ALL SELECT topic_id, 0, 0, 0, 0, 1 FROM votes WHERE brand_id = $1 AND member_id = $3) part GROUP BY part.topic_id) p \
         CROSS JOIN topics t CROSS JOIN boards b LEFT JOIN replies a ON a.brand_id = t.brand_id AND a.id = t.answer_id AND a.visibility = 'public' \
         LEFT JOIN memberships w ON w.brand_id = a.brand_id AND w.id = a.author_id \
         WHERE {which} AND t.brand_id = $1 AND t.id = p.topic_id AND b.brand_id = t.brand_id AND b.id = t.board_id AND (t.changed, t.id) < ($4, $5) AND {} ORDER BY t.changed DESC, t.id DESC LIMIT {}",
        visible_to!("t"),
        PAGE + 1
    );
    let (changed, id) = after.and_then(cursor::read).unwrap_or(cursor::FIRST);
    let (brand, level) = (viewer.brand().id.0, viewer.rank());
    let mut topics = fetch_all!(db.read().await?, Mine, &sql, brand, level, member.id.0, changed, id)?;
    let more = topics.len() > PAGE;
    topics.truncate(PAGE);
    let next = topics.last().filter(|_| more).map(|last| cursor::write(last.changed.0, last.id.0));
    Ok(Page { topics, next })
}

#[cfg(test)]
mod tests;
