//! What else is kept of a person in a brand: details and pictures of their texts, what they were about to write, what they follow and are told,
//! former wordings, thanks, reports; what moderators decided about them, and what they did themselves.

use super::At;
use crate::db::{Column, Reader, Result};
use crate::who::Viewer;
use crate::{fetch_all, row, visible_to};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Serialize, Serializer};
use types::Lang;
use types::moderation::Deed;
use types::topics::{EventKind, Status};

/// Bytes as base64.
#[derive(Clone, Debug)]
pub struct Bytes(pub Vec<u8>);

impl Bytes {
    /// As they stand in a document.
    pub fn encoded(&self) -> String {
        STANDARD.encode(&self.0)
    }
}

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.encoded())
    }
}

impl Column for Bytes {
    type Raw = Vec<u8>;
    fn from_raw(raw: Vec<u8>) -> Option<Self> {
        Some(Self(raw))
    }
}

exported! {
    OwnDetails {
        topic: i64,
        topic_title: Option<String>,
        severity: Option<String>,
        serial: String,
        since: String,
        bought: String,
    }
    OwnPicture {
        topic: Option<i64>,
        topic_title: Option<String>,
        of_reply: bool,
        alt: String,
        visibility: String,
        media: String,
        width: i64,
        height: i64,
        created: At,
        bytes: Bytes,
    }
    OwnDraft {
        place: String,
        text: String,
        saved: At,
    }
    OwnSubscription {
        topic: i64,
        topic_title: Option<String>,
        level: String,
        reason: String,
        seen: At,
        created: At,
    }
    OwnNotice {
        topic: i64,
        topic_title: Option<String>,
        kind: String,
        seen: Option<At>,
        mailed: Option<At>,
        created: At,
    }
    OwnRevision {
        topic: i64,
        topic_title: Option<String>,
        of_reply: bool,
        title: Option<String>,
        body: String,
        lang: Lang,
        created: At,
    }
    OwnThanks {
        topic: i64,
        topic_title: Option<String>,
        created: At,
    }
    ProfilePicture {
        media: String,
        created: At,
        bytes: Bytes,
    }
    OwnIntervention {
        kind: Deed,
        topic: Option<i64>,
        topic_title: Option<String>,
        what: Option<String>,
        reason: String,
        created: At,
        undone: Option<At>,
    }
    OwnEvent {
        topic: i64,
        topic_title: Option<String>,
        kind: EventKind,
        status: Option<Status>,
        details: String,
        created: At,
        undone: Option<At>,
    }
    OwnEntry {
        kind: String,
        details: String,
        created: At,
    }
    OwnReport {
        topic: i64,
        topic_title: Option<String>,
        of_reply: bool,
        reason: String,
        text: String,
        created: At,
        closed: Option<At>,
    }
}

/// All of these.
#[derive(Clone, Debug, Serialize)]
pub struct Around {
    pub details: Vec<OwnDetails>,
    pub pictures: Vec<OwnPicture>,
    pub drafts: Vec<OwnDraft>,
    pub subscriptions: Vec<OwnSubscription>,
    pub notices: Vec<OwnNotice>,
    pub former_wordings: Vec<OwnRevision>,
    pub thanks: Vec<OwnThanks>,
    pub reports: Vec<OwnReport>,
    pub profile_pictures: Vec<ProfilePicture>,
    /// What moderators did to them or to a text of theirs.
    pub interventions: Vec<OwnIntervention>,
    /// Steps of timelines that they took.
    pub events: Vec<OwnEvent>,
    /// What the staff's log tells of their doing; to whom is not theirs.
    pub log: Vec<OwnEntry>,
}

/// A topic by its number, and by its title while they may still see it.
macro_rules! named {
    () => {
        concat!(
            "t.number AS topic, CASE WHEN ",
            visible_to!("t"),
            " THEN t.title END AS topic_title"
        )
    };
}

/// The topic of a row and its board.
macro_rules! topic_of {
    ($row:literal) => {
        concat!(
            "JOIN topics t ON t.brand_id = ",
            $row,
            ".brand_id AND t.id = ",
            $row,
            ".topic_id JOIN boards b ON b.brand_id = t.brand_id AND b.id = t.board_id"
        )
    };
}

/// The same where a row may be of none.
macro_rules! any_topic_of {
    ($row:literal) => {
        concat!(
            "LEFT JOIN topics t ON t.brand_id = ",
            $row,
            ".brand_id AND t.id = ",
            $row,
            ".topic_id LEFT JOIN boards b ON b.brand_id = t.brand_id AND b.id = t.board_id"
        )
    };
}

/// What lies around somebody's texts in one brand.
pub async fn around(reader: &mut Reader, viewer: &Viewer) -> Result<Around> {
    let (brand, level, me) = (viewer.brand().id.0, viewer.rank(), viewer.id_or_zero());
    macro_rules! all {
        ($row:ty, $($sql:expr),+) => {
            fetch_all!(reader, $row, concat!($($sql),+), brand, level, me)?
        };
    }
    macro_rules! own {
        ($row:ty, $sql:literal) => {
            fetch_all!(reader, $row, $sql, brand, me)?
        };
    }
    Ok(Around {
        details: all!(
            OwnDetails,
            "SELECT ",
            named!(),
            ", d.severity, d.serial, d.since, d.bought FROM details d ",
            topic_of!("d"),
            " WHERE d.brand_id = $1 AND t.author_id = $3 ORDER BY t.id"
        ),
        pictures: all!(
            OwnPicture,
            "SELECT ",
            named!(),
            ", p.reply_id IS NOT NULL AS of_reply, p.alt, p.visibility, p.media, p.width, p.height, p.created, p.bytes FROM attachments p ",
            any_topic_of!("p"),
            " WHERE p.brand_id = $1 AND p.owner_id = $3 ORDER BY p.id"
        ),
        drafts: own!(
            OwnDraft,
            "SELECT place, text, saved FROM drafts WHERE brand_id = $1 AND member_id = $2 ORDER BY place"
        ),
        subscriptions: all!(
            OwnSubscription,
            "SELECT ",
            named!(),
            ", s.level, s.reason, s.seen, s.created FROM subscriptions s ",
            topic_of!("s"),
            " WHERE s.brand_id = $1 AND s.member_id = $3 ORDER BY s.created, t.id"
        ),
        notices: all!(
            OwnNotice,
            "SELECT ",
            named!(),
            ", n.kind, n.seen, n.mailed, n.created FROM notices n ",
            topic_of!("n"),
            " WHERE n.brand_id = $1 AND n.member_id = $3 ORDER BY n.id"
        ),
        former_wordings: all!(
            OwnRevision,
            "SELECT ",
            named!(),
            ", v.reply_id IS NOT NULL AS of_reply, v.title, v.body, v.lang, v.created FROM revisions v ",
            topic_of!("v"),
            " LEFT JOIN replies r ON r.brand_id = v.brand_id AND r.id = v.reply_id \
             WHERE v.brand_id = $1 AND COALESCE(r.author_id, t.author_id) = $3 ORDER BY v.id"
        ),
        thanks: all!(
            OwnThanks,
            "SELECT ",
            named!(),
            ", k.created FROM thanks k JOIN replies r ON r.brand_id = k.brand_id AND r.id = k.reply_id ",
            topic_of!("r"),
            " WHERE k.brand_id = $1 AND k.member_id = $3 ORDER BY k.created, k.reply_id"
        ),
        reports: all!(
            OwnReport,
            "SELECT ",
            named!(),
            ", o.reply_id IS NOT NULL AS of_reply, o.reason, o.text, o.created, o.closed FROM reports o ",
            topic_of!("o"),
            " WHERE o.brand_id = $1 AND o.member_id = $3 ORDER BY o.id"
        ),
        profile_pictures: own!(
            ProfilePicture,
            "SELECT media, created, bytes FROM pictures WHERE brand_id = $1 AND owner_id = $2 ORDER BY id"
        ),
        interventions: all!(
            OwnIntervention,
            "SELECT i.kind, ",
            named!(),
            ", CASE WHEN i.revision_id IS NOT NULL THEN 'revision' WHEN i.attachment_id IS NOT NULL THEN 'picture' \
             WHEN i.reply_id IS NOT NULL THEN 'reply' WHEN i.topic_id IS NOT NULL THEN 'topic' END AS what, \
             i.reason, i.created, i.undone FROM interventions i ",
            any_topic_of!("i"),
            " WHERE i.brand_id = $1 AND i.subject_id = $3 ORDER BY i.id"
        ),
        events: all!(
            OwnEvent,
            "SELECT ",
            named!(),
            ", e.kind, e.status, e.details, e.created, e.undone FROM events e ",
            topic_of!("e"),
            " WHERE e.brand_id = $1 AND e.actor_id = $3 ORDER BY e.id"
        ),
        log: own!(
            OwnEntry,
            "SELECT kind, details, created FROM desk_events WHERE brand_id = $1 AND actor_id = $2 ORDER BY id"
        ),
    })
}
