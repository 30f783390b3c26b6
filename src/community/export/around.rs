//! What else is kept of a person in a brand: details and pictures of their texts, what they were about to write, what they follow and are told,
//! former wordings, thanks, reports.

use super::At;
use crate::db::{Column, Reader, Result};
use crate::who::Viewer;
use crate::{fetch_all, row};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Serialize, Serializer};
use types::Lang;

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
        severity: Option<String>,
        serial: String,
        since: String,
        bought: String,
    }
    OwnPicture {
        topic: Option<i64>,
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
        level: String,
        reason: String,
        seen: At,
        created: At,
    }
    OwnNotice {
        topic: i64,
        kind: String,
        seen: Option<At>,
        mailed: Option<At>,
        created: At,
    }
    OwnRevision {
        topic: i64,
        of_reply: bool,
        title: Option<String>,
        body: String,
        lang: Lang,
        created: At,
    }
    OwnThanks {
        topic: i64,
        created: At,
    }
    OwnReport {
        topic: i64,
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
}

/// What lies around somebody's texts in one brand. Topics stand there by their numbers.
pub async fn around(reader: &mut Reader, viewer: &Viewer) -> Result<Around> {
    let (brand, me) = (viewer.brand().id.0, viewer.id_or_zero());
    macro_rules! all {
        ($row:ty, $sql:literal) => {
            fetch_all!(reader, $row, $sql, brand, me)?
        };
    }
    Ok(Around {
        details: all!(
            OwnDetails,
            "SELECT t.number AS topic, d.severity, d.serial, d.since, d.bought FROM details d JOIN topics t ON t.brand_id = d.brand_id \
             AND t.id = d.topic_id WHERE d.brand_id = $1 AND t.author_id = $2 ORDER BY t.id"
        ),
        pictures: all!(
            OwnPicture,
            "SELECT t.number AS topic, p.reply_id IS NOT NULL AS of_reply, p.alt, p.visibility, p.media, p.width, p.height, p.created, p.bytes \
             FROM attachments p LEFT JOIN topics t ON t.brand_id = p.brand_id AND t.id = p.topic_id \
             WHERE p.brand_id = $1 AND p.owner_id = $2 ORDER BY p.id"
        ),
        drafts: all!(
            OwnDraft,
            "SELECT place, text, saved FROM drafts WHERE brand_id = $1 AND member_id = $2 ORDER BY place"
        ),
        subscriptions: all!(
            OwnSubscription,
            "SELECT t.number AS topic, s.level, s.reason, s.seen, s.created FROM subscriptions s JOIN topics t ON t.brand_id = s.brand_id \
             AND t.id = s.topic_id WHERE s.brand_id = $1 AND s.member_id = $2 ORDER BY s.created, t.id"
        ),
        notices: all!(
            OwnNotice,
            "SELECT t.number AS topic, n.kind, n.seen, n.mailed, n.created FROM notices n JOIN topics t ON t.brand_id = n.brand_id \
             AND t.id = n.topic_id WHERE n.brand_id = $1 AND n.member_id = $2 ORDER BY n.id"
        ),
        former_wordings: all!(
            OwnRevision,
            "SELECT t.number AS topic, v.reply_id IS NOT NULL AS of_reply, v.title, v.body, v.lang, v.created FROM revisions v \
             JOIN topics t ON t.brand_id = v.brand_id AND t.id = v.topic_id LEFT JOIN replies r ON r.brand_id = v.brand_id AND r.id = v.reply_id \
             WHERE v.brand_id = $1 AND COALESCE(r.author_id, t.author_id) = $2 ORDER BY v.id"
        ),
        thanks: all!(
            OwnThanks,
            "SELECT t.number AS topic, k.created FROM thanks k JOIN replies r ON r.brand_id = k.brand_id AND r.id = k.reply_id \
             JOIN topics t ON t.brand_id = r.brand_id AND t.id = r.topic_id WHERE k.brand_id = $1 AND k.member_id = $2 ORDER BY k.created, k.reply_id"
        ),
        reports: all!(
            OwnReport,
            "SELECT t.number AS topic, o.reply_id IS NOT NULL AS of_reply, o.reason, o.text, o.created, o.closed FROM reports o \
             JOIN topics t ON t.brand_id = o.brand_id AND t.id = o.topic_id WHERE o.brand_id = $1 AND o.member_id = $2 ORDER BY o.id"
        ),
    })
}
