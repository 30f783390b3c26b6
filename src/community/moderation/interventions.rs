//! The record of a deed: one row that says what was done, why, and what it takes to undo it, and one entry in the staff's log.

use crate::db::{Failure, Result, Tx};
use crate::desk::{self, Entry};
use crate::who::Moderator;
use crate::{fetch_one, fetch_optional};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use types::moderation::Deed;
use types::topics::{Status, Visibility};
use types::{BoardId, Error, Instant, InterventionId, MemberId, ReplyId, ReportId, RevisionId, TopicId};

/// What was before a deed, and what it left: undoing asks whether the latter still stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Before {
    Text(Text),
    Mark {
        at: Option<i64>,
        event: Option<i64>,
    },
    Board {
        board: BoardId,
        to: BoardId,
        event: i64,
        /// What the new one was called.
        #[serde(default)]
        name: String,
    },
    Replies {
        from: TopicId,
        moved: Vec<Moved>,
        events: Vec<i64>,
    },
    Suspension {
        until: Option<i64>,
        reason: Option<String>,
        to: Option<i64>,
    },
    Report {
        report: ReportId,
    },
    Removal(Removal),
}

impl Before {
    /// The same without the words that somebody said or was told.
    fn without_reason(mut self) -> Self {
        match &mut self {
            Self::Text(Text { reason, .. }) | Self::Suspension { reason, .. } => *reason = None,
            Self::Removal(removal) => {
                removal.reason = None;
                removal.reasons.clear();
            }
            _ => {}
        }
        self
    }
}

/// How somebody stood who was removed as a spammer. Each text of theirs has a deed of its own, which is part of this one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Removal {
    pub until: Option<i64>,
    pub reason: Option<String>,
    pub topics: usize,
    pub replies: usize,
    /// Why they had voted, by the topic.
    pub reasons: Vec<(TopicId, String)>,
    /// The reports that were closed by it.
    pub reports: Vec<i64>,
}

/// How a text stood.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Text {
    pub visibility: Visibility,
    pub reason: Option<String>,
    pub to: Visibility,
    /// Of a question that lost its answer.
    pub status: Option<Status>,
    /// Of a topic that waited: when it was written.
    pub created: Option<Instant>,
    /// Whether its author became one of those whose texts do not wait.
    pub trusted: bool,
    /// The reports that were closed by it.
    pub reports: Vec<i64>,
}

/// Where a reply stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    pub reply: ReplyId,
    pub parent: Option<ReplyId>,
    /// What it stands under after the move.
    pub under: Option<ReplyId>,
}

/// A deed to be recorded.
#[derive(Clone, Debug)]
pub struct New<'n> {
    pub deed: Deed,
    pub topic: Option<TopicId>,
    pub reply: Option<ReplyId>,
    pub revision: Option<RevisionId>,
    pub attachment: Option<i64>,
    /// Whom it concerns.
    pub subject: Option<MemberId>,
    pub reason: &'n str,
    pub before: Before,
    /// Its sentence in the log, `log-<kind>`, and what that names.
    pub kind: &'static str,
    pub details: Value,
}

/// Records a deed and logs it.
pub async fn record(tx: &mut Tx, by: &Moderator, new: New<'_>, now: Instant) -> Result<InterventionId> {
    let id = insert(tx, by, &new, None, now).await?;
    log(tx, by, new.kind, new.subject, new.details, now).await?;
    Ok(id)
}

/// Records a deed that is part of another, which has the entry in the log.
pub async fn record_part(tx: &mut Tx, by: &Moderator, new: New<'_>, of: InterventionId, now: Instant) -> Result<()> {
    insert(tx, by, &new, Some(of), now).await.map(drop)
}

async fn insert(tx: &mut Tx, by: &Moderator, new: &New<'_>, of: Option<InterventionId>, now: Instant) -> Result<InterventionId> {
    let before = serde_json::to_string(&new.before).map_err(|e| Failure::Bug(e.to_string()))?;
    let sql = "INSERT INTO interventions (brand_id, actor_id, kind, topic_id, reply_id, revision_id, attachment_id, subject_id, reason, before, created, part_of) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id";
    let (id,) = fetch_one!(
        tx,
        (i64,),
        sql,
        by.brand().0,
        by.id.0,
        new.deed.as_str(),
        new.topic.map(|t| t.0),
        new.reply.map(|r| r.0),
        new.revision.map(|r| r.0),
        new.attachment,
        new.subject.map(|m| m.0),
        new.reason.trim(),
        before,
        now.0,
        of.map(|id| id.0)
    )?;
    Ok(InterventionId(id))
}

/// An entry in the staff's log by a moderator.
pub async fn log(tx: &mut Tx, by: &Moderator, kind: &'static str, subject: Option<MemberId>, details: Value, now: Instant) -> Result<()> {
    let entry = Entry {
        brand: by.brand(),
        actor: Some(by.id),
        kind,
        subject,
        details,
    };
    desk::log(tx, entry, now).await
}

/// What it takes to undo a deed, without the reason that somebody was told. What cannot be read undoes nothing, and is nothing.
pub fn without_reason(before: &str) -> Result<String> {
    match serde_json::from_str::<Before>(before) {
        Ok(before) => serde_json::to_string(&before.without_reason()).map_err(|e| Failure::Bug(e.to_string())),
        Err(_) => Ok("{}".into()),
    }
}

/// Logs that a moderator removed a former text for good.
pub async fn removed(tx: &mut Tx, by: &Moderator, number: i64, editor: MemberId, now: Instant) -> Result<()> {
    log(tx, by, "revision-removed", Some(editor), of_topic(number), now).await
}

/// What a log entry about a topic names: its number, as a word, so that it is written without a comma.
pub fn of_topic(number: i64) -> Value {
    json!({ "topic": number.to_string() })
}

/// Takes the moderator's own row first of all: who no longer is one, or may not write, does nothing more.
pub async fn still(tx: &mut Tx, by: &Moderator) -> Result<()> {
    let sql = format!(
        "SELECT id FROM memberships WHERE brand_id = $1 AND id = $2 AND gone IS NULL AND role IN ('moderator', 'admin'){}",
        tx.for_update()
    );
    let found = fetch_optional!(tx, (i64,), &sql, by.brand().0, by.id.0)?;
    found.map(drop).ok_or_else(|| Error::Forbidden.into())
}
