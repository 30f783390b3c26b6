//! What feed readers are told: always what a visitor may read. Each feed is read in two ways: in marks, by which an answer's tag is made
//! without its texts, and whole.

use crate::db::{Db, Result};
use crate::topics::Topic;
use crate::who::{self, Viewer};
use crate::{brands, fetch_all, fetch_optional, prose, row, secrets, visible_to};
use types::boards::Level;
use types::topics::{EventKind, Kind, Status};
use types::{Error, Instant, Lang};

/// Most entries of a feed.
const MOST: i64 = 30;

row! {
    /// All that decides what an entry says, without its texts.
    pub struct Mark {
        pub id: i64,
        pub changed: i64,
        pub edited: i64,
        pub status: String,
        pub author: String,
        pub answer_id: i64,
        pub answer_edited: i64,
    }

    /// A topic as the feed of a brand or a board tells it.
    pub struct Told {
        pub id: i64,
        pub number: i64,
        pub slug: String,
        pub title: String,
        pub body: String,
        pub html: String,
        pub renderer: i64,
        pub lang: Lang,
        pub kind: Kind,
        pub status: Option<Status>,
        pub created: Instant,
        pub changed: Instant,
        pub edited: i64,
        /// Empty where they have left.
        pub author: String,
        pub answer_id: i64,
        pub answer_edited: i64,
        pub answer_body: Option<String>,
        pub answer_html: Option<String>,
        pub answer_renderer: Option<i64>,
    }

    /// A reply as the feed of its topic tells it.
    pub struct Said {
        pub id: i64,
        pub body: String,
        pub html: String,
        pub renderer: i64,
        pub lang: Lang,
        pub created: Instant,
        pub edited: i64,
        /// Empty where they have left.
        pub author: String,
    }

    /// A step of a topic as its feed tells it.
    pub struct Step {
        pub id: i64,
        pub kind: EventKind,
        pub status: Option<Status>,
        /// A JSON object.
        pub details: String,
        pub created: Instant,
        /// Empty where they have left.
        pub author: String,
    }

    /// The board of a feed.
    pub struct Board {
        pub name: String,
        pub description: String,
    }
}

/// Whoever asks for a feed: nobody in particular. A space that is not open to everybody has none.
pub async fn reader(db: &Db, brand: &str) -> Result<Viewer> {
    let brand = brands::by_slug(db, brand).await?;
    let viewer = who::viewer(db, &brand, None).await?;
    if viewer.may_enter() {
        Ok(viewer)
    } else {
        Err(Error::NotFound.into())
    }
}

/// A board that everybody may see.
pub async fn board(db: &Db, viewer: &Viewer, slug: &str) -> Result<Board> {
    let sql = "SELECT name, description FROM boards WHERE brand_id = $1 AND slug = $2 AND view_level <= $3";
    let found = fetch_optional!(db.read().await?, Board, sql, viewer.brand().id.0, slug, Level::Anyone.rank())?;
    Ok(found.ok_or(Error::NotFound)?)
}

macro_rules! of_topics {
    ($columns:literal, $board:literal) => {
        concat!(
            "SELECT t.id, t.changed, COALESCE(t.edited, 0) AS edited, ",
            $columns,
            ", m.name AS author, COALESCE(a.id, 0) AS answer_id, COALESCE(a.edited, 0) AS answer_edited FROM topics t CROSS JOIN boards b \
             JOIN memberships m ON m.brand_id = t.brand_id AND m.id = t.author_id \
             LEFT JOIN replies a ON a.brand_id = t.brand_id AND a.id = t.answer_id AND a.visibility = 'public' \
             WHERE b.brand_id = t.brand_id AND b.id = t.board_id AND t.brand_id = $1 AND t.visibility = 'public' AND ",
            visible_to!("t"),
            $board,
            " ORDER BY t.created DESC, t.id DESC LIMIT $4"
        )
    };
}

macro_rules! topics_of_feed {
    ($name:ident, $row:ident, $columns:literal, $about:literal) => {
        #[doc = $about]
        pub async fn $name(db: &Db, viewer: &Viewer, board: Option<&str>) -> Result<Vec<$row>> {
            let (brand, level, nobody) = (viewer.brand().id.0, Level::Anyone.rank(), 0_i64);
            let mut reader = db.read().await?;
            Ok(match board {
                None => fetch_all!(reader, $row, of_topics!($columns, ""), brand, level, nobody, MOST)?,
                Some(board) => {
                    let sql = of_topics!(
                        $columns,
                        " AND t.board_id = (SELECT f.id FROM boards f WHERE f.brand_id = $1 AND f.slug = $5)"
                    );
                    fetch_all!(reader, $row, sql, brand, level, nobody, MOST, board)?
                }
            })
        }
    };
}

topics_of_feed!(
    marks,
    Mark,
    "COALESCE(t.status, '') || t.kind AS status",
    "The marks of the newest topics of a brand or one of its boards."
);
topics_of_feed!(
    topics,
    Told,
    "t.number, t.slug, t.title, t.body, t.html, t.renderer, t.lang, t.kind, t.status, t.created, a.body AS answer_body, a.html AS answer_html, \
     a.renderer AS answer_renderer",
    "The newest topics of a brand or one of its boards."
);

impl From<&Told> for Mark {
    fn from(told: &Told) -> Self {
        Self {
            id: told.id,
            changed: told.changed.0,
            edited: told.edited,
            status: format!("{}{}", told.status.map_or("", Status::as_str), told.kind),
            author: told.author.clone(),
            answer_id: told.answer_id,
            answer_edited: told.answer_edited,
        }
    }
}

macro_rules! of_one {
    ($columns:literal, $table:literal, $which:literal) => {
        concat!(
            "SELECT e.id, ",
            $columns,
            ", m.name AS author FROM ",
            $table,
            " e JOIN memberships m ON m.brand_id = e.brand_id AND m.id = ",
            $which,
            " ORDER BY e.created DESC, e.id DESC LIMIT $3"
        )
    };
}

const REPLIES: &str = of_one!(
    "e.body, e.html, e.renderer, e.lang, e.created, COALESCE(e.edited, 0) AS edited",
    "replies",
    "e.author_id WHERE e.brand_id = $1 AND e.topic_id = $2 AND e.visibility = 'public'"
);
const REPLY_MARKS: &str = of_one!(
    "e.created AS changed, COALESCE(e.edited, 0) AS edited, '' AS status, CAST(0 AS BIGINT) AS answer_id, CAST(0 AS BIGINT) AS answer_edited",
    "replies",
    "e.author_id WHERE e.brand_id = $1 AND e.topic_id = $2 AND e.visibility = 'public'"
);
const STEPS: &str = of_one!(
    "e.kind, e.status, e.details, e.created",
    "events",
    "e.actor_id WHERE e.brand_id = $1 AND e.topic_id = $2 AND e.undone IS NULL AND e.kind <> 'posted'"
);

/// The replies of a topic that was read by a feed's reader, newest first.
pub async fn replies(db: &Db, viewer: &Viewer, topic: &Topic) -> Result<Vec<Said>> {
    Ok(fetch_all!(db.read().await?, Said, REPLIES, viewer.brand().id.0, topic.id.0, MOST)?)
}

/// What became of a topic that was read by a feed's reader, newest first.
pub async fn steps(db: &Db, viewer: &Viewer, topic: &Topic) -> Result<Vec<Step>> {
    Ok(fetch_all!(db.read().await?, Step, STEPS, viewer.brand().id.0, topic.id.0, MOST)?)
}

/// The marks of those replies.
pub async fn reply_marks(db: &Db, viewer: &Viewer, topic: &Topic) -> Result<Vec<Mark>> {
    Ok(fetch_all!(
        db.read().await?,
        Mark,
        REPLY_MARKS,
        viewer.brand().id.0,
        topic.id.0,
        MOST
    )?)
}

impl From<&Said> for Mark {
    fn from(said: &Said) -> Self {
        Self {
            id: said.id,
            changed: said.created.0,
            edited: said.edited,
            status: String::new(),
            author: said.author.clone(),
            answer_id: 0,
            answer_edited: 0,
        }
    }
}

impl From<&Step> for Mark {
    fn from(step: &Step) -> Self {
        Self {
            id: step.id,
            changed: step.created.0,
            edited: 0,
            status: format!("{}{}", step.kind, step.status.map_or("", Status::as_str)),
            author: step.author.clone(),
            answer_id: 0,
            answer_edited: 0,
        }
    }
}

/// An answer's tag: equal marks and equal words around them make equal bytes. `around` is what else the feed says.
pub fn tag(around: &str, marks: &[Mark]) -> String {
    let told = format!("{} {} {around} {marks:?}", env!("CARGO_PKG_VERSION"), prose::RENDERER);
    format!("\"{}\"", &secrets::hash(&told)[..32])
}

#[cfg(test)]
mod tests;
