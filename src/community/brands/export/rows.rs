//! The rows of an export, table by table, as they stand in the document.

use super::BATCH;
pub use super::around::{Attachment, Details, Intervention, Promise, Report, Revision, Subscription, Tag, Thanks, TopicTag};
use crate::db::{Column, Result, Tx};
use crate::{fetch_all, row};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Serialize, Serializer};
use types::Instant;

/// A moment in time as RFC 3339 has it, in UTC.
#[derive(Clone, Copy, Debug)]
pub struct At(i64);

impl At {
    pub const fn of(instant: Instant) -> Self {
        Self(instant.0)
    }
}

impl Serialize for At {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let at = jiff::Timestamp::from_microsecond(self.0).unwrap_or_default();
        serializer.collect_str(&at)
    }
}

impl Column for At {
    type Raw = i64;
    fn from_raw(raw: i64) -> Option<Self> {
        Some(Self(raw))
    }
}

impl Column for Option<At> {
    type Raw = Option<i64>;
    fn from_raw(raw: Option<i64>) -> Option<Self> {
        Some(raw.map(At))
    }
}

/// Bytes as base64.
#[derive(Clone, Debug)]
pub struct Bytes(Vec<u8>);

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&STANDARD.encode(&self.0))
    }
}

impl Column for Bytes {
    type Raw = Vec<u8>;
    fn from_raw(raw: Vec<u8>) -> Option<Self> {
        Some(Self(raw))
    }
}

/// JSON that is stored as text.
#[derive(Clone, Debug)]
pub struct Json(serde_json::Value);

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl Column for Json {
    type Raw = String;
    fn from_raw(raw: String) -> Option<Self> {
        Some(Self(serde_json::from_str(&raw).unwrap_or_default()))
    }
}

/// A table of an export.
pub trait Exported: Serialize + Send + Sync + Sized {
    /// Rows that are read at once.
    const BATCH: i64 = BATCH;

    /// What the next batch begins after.
    fn key(&self) -> (i64, i64);

    /// The rows of a brand after a key, in the order of their keys.
    fn after(tx: &mut Tx, brand: i64, after: (i64, i64), most: i64) -> impl Future<Output = Result<Vec<Self>>> + Send;
}

/// `+brand_id` keeps an engine from taking an index of another order, which would sort the rest of the table for every batch.
macro_rules! by_id {
    ($($row:ident, $batch:expr, $sql:literal;)+) => {$(
        impl Exported for $row {
            const BATCH: i64 = $batch;

            fn key(&self) -> (i64, i64) {
                (self.id, 0)
            }

            async fn after(tx: &mut Tx, brand: i64, (id, _): (i64, i64), most: i64) -> Result<Vec<Self>> {
                let sql = concat!($sql, " AND id > $2 ORDER BY id LIMIT $3");
                Ok(fetch_all!(tx, Self, sql, brand, id, most)?)
            }
        }
    )+};
}

by_id! {
    Document, BATCH, "SELECT id, kind, version, lang, body, author_id, created FROM documents WHERE +brand_id = $1";
    Board, BATCH, "SELECT id, slug, name, names, description, descriptions, position, kinds, view_level, submit_level, reply_level, vote_level, department, hold_new \
        FROM boards WHERE brand_id = $1";
    Product, BATCH, "SELECT id, slug, name, model, position, retired FROM products WHERE brand_id = $1";
    Member, BATCH, "SELECT id, number, handle, name, role, affiliation, department, title, trust, rules_version, terms_version, picture_id, \
        joined, gone, suspended_until, suspended_reason, mail FROM memberships WHERE brand_id = $1";
    Topic, BATCH, "SELECT id, number, board_id, author_id, kind, visibility, status, title, slug, body, lang, votes, replies, answer_id, answered, \
        locked, created, edited, product_id, pinned, changed, first_answered, due, hidden_reason FROM topics WHERE brand_id = $1";
    Reply, BATCH, "SELECT id, topic_id, author_id, parent_id, visibility, body, lang, created, edited, thanks, hidden_reason FROM replies WHERE brand_id = $1";
    Event, BATCH, "SELECT id, topic_id, actor_id, kind, status, reply_id, details, created, undone FROM events WHERE +brand_id = $1";
    DeskEvent, BATCH, "SELECT id, actor_id, kind, subject_id, details, created FROM desk_events WHERE +brand_id = $1";
    Picture, 8, "SELECT id, owner_id, kind, media, bytes, created FROM pictures WHERE brand_id = $1";
    Attachment, 4, "SELECT id, owner_id, topic_id, reply_id, position, visibility, hidden_reason, alt, media, width, height, created, bytes \
        FROM attachments WHERE brand_id = $1 AND topic_id IS NOT NULL";
    Revision, BATCH, "SELECT id, topic_id, reply_id, editor_id, visibility, title, body, lang, created FROM revisions WHERE +brand_id = $1";
    Tag, BATCH, "SELECT id, slug, name, created FROM tags WHERE brand_id = $1";
    Report, BATCH, "SELECT id, topic_id, reply_id, member_id, reason, text, created, closed FROM reports WHERE +brand_id = $1";
    Intervention, BATCH, "SELECT id, actor_id, kind, topic_id, reply_id, revision_id, attachment_id, subject_id, reason, before, created, undone, \
        undone_by, part_of FROM interventions WHERE +brand_id = $1";
}

/// Tables whose key is two ids.
macro_rules! by_two {
    ($($row:ident, $first:ident, $second:ident, $sql:literal;)+) => {$(
        impl Exported for $row {
            fn key(&self) -> (i64, i64) {
                (self.$first, self.$second)
            }

            async fn after(tx: &mut Tx, brand: i64, (first, second): (i64, i64), most: i64) -> Result<Vec<Self>> {
                let sql = concat!(
                    $sql, " WHERE brand_id = $1 AND (", stringify!($first), ", ", stringify!($second), ") > ($2, $3) ORDER BY ",
                    stringify!($first), ", ", stringify!($second), " LIMIT $4"
                );
                Ok(fetch_all!(tx, Self, sql, brand, first, second, most)?)
            }
        }
    )+};
}

by_two! {
    Vote, topic_id, member_id, "SELECT topic_id, member_id, reason, via, added_by, created FROM votes";
    TopicTag, tag_id, topic_id, "SELECT tag_id, topic_id FROM topic_tags";
    Thanks, reply_id, member_id, "SELECT reply_id, member_id, created FROM thanks";
    Subscription, topic_id, member_id, "SELECT topic_id, member_id, level, reason, created FROM subscriptions";
}

impl Exported for Details {
    fn key(&self) -> (i64, i64) {
        (self.topic_id, 0)
    }

    async fn after(tx: &mut Tx, brand: i64, (topic, _): (i64, i64), most: i64) -> Result<Vec<Self>> {
        let sql = "SELECT topic_id, severity, serial, since, bought FROM details WHERE brand_id = $1 AND topic_id > $2 ORDER BY topic_id LIMIT $3";
        Ok(fetch_all!(tx, Self, sql, brand, topic, most)?)
    }
}

row! {
    /// One version of a page of the brand in one language.
    #[derive(Serialize)]
    pub struct Document {
        pub id: i64,
        pub kind: String,
        pub version: i64,
        pub lang: String,
        pub body: String,
        pub author_id: Option<i64>,
        pub created: At,
    }

    /// A board, with its levels as their numbers.
    #[derive(Serialize)]
    pub struct Board {
        pub id: i64,
        pub slug: String,
        pub name: String,
        pub names: Json,
        pub description: String,
        pub descriptions: Json,
        pub position: i64,
        pub kinds: String,
        pub view_level: i64,
        pub submit_level: i64,
        pub reply_level: i64,
        pub vote_level: i64,
        pub department: Option<String>,
        pub hold_new: bool,
    }

    /// A product.
    #[derive(Serialize)]
    pub struct Product {
        pub id: i64,
        pub slug: String,
        pub name: String,
        pub model: String,
        pub position: i64,
        pub retired: Option<At>,
    }

    /// A member, without their address.
    #[derive(Serialize)]
    pub struct Member {
        pub id: i64,
        pub number: i64,
        pub handle: String,
        pub name: String,
        pub role: String,
        pub affiliation: String,
        pub department: Option<String>,
        pub title: Option<String>,
        pub trust: i64,
        pub rules_version: i64,
        pub terms_version: i64,
        pub picture_id: Option<i64>,
        pub joined: At,
        pub gone: Option<At>,
        pub suspended_until: Option<At>,
        pub suspended_reason: Option<String>,
        pub mail: String,
    }

    /// A topic of any visibility.
    #[derive(Serialize)]
    pub struct Topic {
        pub id: i64,
        pub number: i64,
        pub board_id: i64,
        pub author_id: i64,
        pub kind: String,
        pub visibility: String,
        pub status: Option<String>,
        pub title: String,
        pub slug: String,
        pub body: String,
        pub lang: String,
        pub votes: i64,
        pub replies: i64,
        pub answer_id: Option<i64>,
        pub answered: Option<At>,
        pub locked: Option<At>,
        pub created: At,
        pub edited: Option<At>,
        pub product_id: Option<i64>,
        pub pinned: Option<At>,
        pub changed: At,
        pub first_answered: Option<At>,
        pub due: Option<At>,
        pub hidden_reason: Option<String>,
    }

    /// A reply of any visibility.
    #[derive(Serialize)]
    pub struct Reply {
        pub id: i64,
        pub topic_id: i64,
        pub author_id: i64,
        pub parent_id: Option<i64>,
        pub visibility: String,
        pub body: String,
        pub lang: String,
        pub created: At,
        pub edited: Option<At>,
        pub thanks: i64,
        pub hidden_reason: Option<String>,
    }

    /// A vote and its reason.
    #[derive(Serialize)]
    pub struct Vote {
        pub topic_id: i64,
        pub member_id: i64,
        pub reason: Option<String>,
        pub via: Option<String>,
        pub added_by: Option<i64>,
        pub created: At,
    }

    /// An event of a topic's timeline.
    #[derive(Serialize)]
    pub struct Event {
        pub id: i64,
        pub topic_id: i64,
        pub actor_id: i64,
        pub kind: String,
        pub status: Option<String>,
        pub reply_id: Option<i64>,
        pub details: Json,
        pub created: At,
        pub undone: Option<At>,
    }

    /// An entry of the staff's log.
    #[derive(Serialize)]
    pub struct DeskEvent {
        pub id: i64,
        pub actor_id: Option<i64>,
        pub kind: String,
        pub subject_id: Option<i64>,
        pub details: Json,
        pub created: At,
    }

    /// A picture, its bytes as base64.
    #[derive(Serialize)]
    pub struct Picture {
        pub id: i64,
        pub owner_id: Option<i64>,
        pub kind: String,
        pub media: String,
        pub bytes: Bytes,
        pub created: At,
    }
}
