//! Reading one topic.

use crate::db::{Db, Result};
use crate::who::Viewer;
use crate::{fetch_all, fetch_optional, row, visible_to};
use std::collections::{BTreeMap, BTreeSet};
use types::boards::Level;
use types::members::{Affiliation, Role};
use types::topics::{EventKind, Kind, Status, Visibility};
use types::{Error, Instant, Lang, MemberId, TopicId, Translations};

row! {
    /// A topic as its page shows it.
    pub struct Topic {
        pub id: TopicId,
        pub number: i64,
        pub kind: Kind,
        pub status: Option<Status>,
        pub visibility: Visibility,
        /// Empty where its author took it back.
        pub title: String,
        pub slug: String,
        pub body: String,
        pub html: String,
        pub renderer: i64,
        pub gist: String,
        pub lang: Lang,
        pub votes: i64,
        pub voted: bool,
        pub replies: i64,
        pub answer_id: Option<i64>,
        pub answered: Option<i64>,
        /// By when the first answer was promised.
        pub due: Option<i64>,
        pub first_answered: Option<i64>,
        pub locked: Option<i64>,
        pub created: Instant,
        pub author_id: MemberId,
        pub board_slug: String,
        pub board_name: String,
        pub board_names: Translations,
        pub view_level: Level,
        pub reply_level: Level,
        pub vote_level: Level,
        /// Empty where they have left.
        pub author: String,
        pub author_number: i64,
        pub author_role: Role,
        pub author_affiliation: Affiliation,
        pub author_picture: Option<i64>,
        /// What a moderator told the author, where it is hidden.
        pub hidden_reason: Option<String>,
        /// When it was last changed in sight of others.
        pub edited: Option<i64>,
        pub pinned: Option<i64>,
        /// The product that it is about.
        pub product_id: Option<i64>,
        /// Whether it has details that are its author's and the team's alone.
        pub detailed: bool,
    }

    /// A step in a topic's public timeline.
    pub struct Event {
        pub id: i64,
        pub kind: EventKind,
        pub status: Option<Status>,
        /// A JSON object.
        pub details: String,
        /// Empty where they have left.
        pub actor: String,
        pub actor_number: i64,
        pub actor_title: Option<String>,
        pub created: Instant,
    }
}

impl Topic {
    /// Whether its author took it back: only its place is left, for what others said under it.
    pub const fn is_blanked(&self) -> bool {
        matches!(self.visibility, Visibility::Blanked)
    }

    /// Whether it waits for a moderator or was hidden by one: nobody else can answer it, and nobody is expected to.
    pub const fn is_out_of_sight(&self) -> bool {
        matches!(self.visibility, Visibility::Held | Visibility::Hidden)
    }

    /// By when its first answer was promised, while there is none and somebody could give it.
    pub fn awaited(&self) -> Option<Instant> {
        let waits = self.first_answered.is_none() && !self.is_blanked() && !self.is_out_of_sight();
        self.due.filter(|_| waits).map(Instant)
    }

    /// Whether nobody votes any more.
    pub const fn is_closed(&self) -> bool {
        self.locked.is_some() || self.is_blanked()
    }
}

/// The topic of a number, if it is this viewer's to see. One that was blanked is found as long as others' replies stand under it.
pub async fn read(db: &Db, viewer: &Viewer, number: i64) -> Result<Topic> {
    let sql = concat!(
        "SELECT t.id, t.number, t.kind, t.status, t.visibility, t.title, t.slug, t.body, t.html, t.renderer, t.gist, t.lang, t.votes, \
         EXISTS (SELECT 1 FROM votes v WHERE v.brand_id = $1 AND v.topic_id = t.id AND v.member_id = $3) AS voted, \
         t.replies, t.answer_id, t.answered, t.due, t.first_answered, t.locked, t.created, t.author_id, b.slug AS board_slug, b.name AS board_name, b.names AS board_names, b.view_level, b.reply_level, b.vote_level, \
         m.name AS author, m.number AS author_number, m.role AS author_role, m.affiliation AS author_affiliation, m.picture_id AS author_picture, \
         t.hidden_reason, t.edited, t.pinned, t.product_id, \
         EXISTS (SELECT 1 FROM details d WHERE d.brand_id = $1 AND d.topic_id = t.id) AS detailed \
         FROM topics t JOIN boards b ON b.brand_id = t.brand_id AND b.id = t.board_id \
         JOIN memberships m ON m.brand_id = t.brand_id AND m.id = t.author_id \
         WHERE t.brand_id = $1 AND t.number = $4 AND (",
        visible_to!("t"),
        " OR t.visibility = 'blanked' AND b.view_level <= $2 AND EXISTS (SELECT 1 FROM replies r WHERE r.brand_id = $1 AND r.topic_id = t.id \
         AND r.visibility = 'public'))"
    );
    let found = fetch_optional!(
        db.read().await?,
        Topic,
        sql,
        viewer.brand().id.0,
        viewer.rank(),
        viewer.id_or_zero(),
        number
    )?;
    Ok(found.ok_or(Error::NotFound)?)
}

/// The titles of numbers, as far as the topics are this viewer's to see and have one.
pub async fn titles(db: &Db, viewer: &Viewer, numbers: &BTreeSet<i64>) -> Result<BTreeMap<i64, String>> {
    if numbers.is_empty() {
        return Ok(BTreeMap::new());
    }
    let list = numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let sql = format!(
        "SELECT t.number, t.title FROM topics t JOIN boards b ON b.brand_id = t.brand_id AND b.id = t.board_id \
         WHERE t.brand_id = $1 AND t.number IN ({list}) AND t.title <> '' AND {}",
        visible_to!("t")
    );
    let (brand, level, me) = (viewer.brand().id.0, viewer.rank(), viewer.id_or_zero());
    let found = fetch_all!(db.read().await?, (i64, String), &sql, brand, level, me)?;
    Ok(found.into_iter().collect())
}

/// The id of a number, if the topic is this viewer's to see: for a write that will read what it needs.
pub async fn find(db: &Db, viewer: &Viewer, number: i64) -> Result<TopicId> {
    let sql = concat!(
        "SELECT t.id FROM topics t JOIN boards b ON b.brand_id = t.brand_id AND b.id = t.board_id WHERE t.brand_id = $1 AND t.number = $4 AND ",
        visible_to!("t")
    );
    let (brand, level, me) = (viewer.brand().id.0, viewer.rank(), viewer.id_or_zero());
    let found = fetch_optional!(db.read().await?, (i64,), sql, brand, level, me, number)?;
    Ok(TopicId(found.ok_or(Error::NotFound)?.0))
}

/// What became of a topic that was read, oldest first.
pub async fn timeline(db: &Db, viewer: &Viewer, topic: &Topic) -> Result<Vec<Event>> {
    let sql = "SELECT e.id, e.kind, e.status, e.details, m.name AS actor, m.number AS actor_number, m.title AS actor_title, e.created FROM \
        (SELECT * FROM events WHERE brand_id = $1 AND topic_id = $2 AND undone IS NULL ORDER BY created DESC, id DESC LIMIT 50) e \
        JOIN memberships m ON m.brand_id = e.brand_id AND m.id = e.actor_id ORDER BY e.created, e.id";
    Ok(fetch_all!(db.read().await?, Event, sql, viewer.brand().id.0, topic.id.0)?)
}
