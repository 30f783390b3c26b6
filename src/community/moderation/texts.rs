//! A text that moderators deal with: bringing it back, letting it through that waited, and what follows from who may see it.

use super::interventions::{self, Before, New, Text, of_topic, still};
use super::pieces;
use super::taken::{self, ReplyRow, TopicRow, settle_answer};
use crate::db::{Db, Result, Tx};
use crate::notices::{self, Cause};
use crate::topics::events;
use crate::who::Moderator;
use crate::{execute, fetch_all, fetch_one, fetch_optional};
use serde_json::{Value, json};
use types::moderation::Deed;
use types::topics::{Status, Visibility};
use types::{BrandId, Error, Instant, InterventionId, MemberId, ReplyId, RevisionId, TopicId, heat};

/// What is hidden or let through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    Topic(TopicId),
    Reply(ReplyId),
    /// By its id in `attachments`.
    Picture(i64),
    Revision(RevisionId),
}

impl Target {
    /// Where deeds on it have its id, in SQL: only those on itself, none on a part of it.
    pub(super) const fn column(self) -> &'static str {
        match self {
            Self::Topic(_) => "reply_id IS NULL AND revision_id IS NULL AND attachment_id IS NULL AND topic_id",
            Self::Reply(_) => "revision_id IS NULL AND attachment_id IS NULL AND reply_id",
            Self::Picture(_) => "attachment_id",
            Self::Revision(_) => "revision_id",
        }
    }

    /// Its id in its table.
    pub(super) const fn id(self) -> i64 {
        match self {
            Self::Topic(id) => id.0,
            Self::Reply(id) => id.0,
            Self::Picture(id) => id,
            Self::Revision(id) => id.0,
        }
    }
}

/// A text whose rows are taken.
pub(super) enum Found {
    Topic(TopicRow),
    Reply(TopicRow, ReplyRow),
    Other(TopicRow, Other),
}

/// A picture or a revision.
pub(super) struct Other {
    pub target: Target,
    pub reply: Option<ReplyId>,
    pub owner: MemberId,
    pub visibility: Visibility,
    pub reason: Option<String>,
}

impl Found {
    pub fn topic(&self) -> &TopicRow {
        match self {
            Self::Topic(topic) | Self::Reply(topic, _) | Self::Other(topic, _) => topic,
        }
    }

    pub fn visibility(&self) -> Visibility {
        match self {
            Self::Topic(topic) => topic.visibility,
            Self::Reply(_, reply) => reply.visibility,
            Self::Other(_, other) => other.visibility,
        }
    }

    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Topic(topic) => topic.hidden_reason.as_deref(),
            Self::Reply(_, reply) => reply.hidden_reason.as_deref(),
            Self::Other(_, other) => other.reason.as_deref(),
        }
    }

    fn author(&self) -> MemberId {
        match self {
            Self::Topic(topic) => topic.author_id,
            Self::Reply(_, reply) => reply.author_id,
            Self::Other(_, other) => other.owner,
        }
    }

    /// Whether its author took it back: nothing is left to hide or to show.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Topic(topic) => topic.title.is_empty(),
            Self::Reply(_, reply) => reply.body.is_empty(),
            Self::Other(_, other) => other.visibility == Visibility::Blanked,
        }
    }

    pub fn target(&self) -> Target {
        match self {
            Self::Topic(topic) => Target::Topic(topic.id),
            Self::Reply(_, reply) => Target::Reply(reply.id),
            Self::Other(_, other) => other.target,
        }
    }

    fn reply_id(&self) -> Option<ReplyId> {
        match self {
            Self::Topic(_) => None,
            Self::Reply(_, reply) => Some(reply.id),
            Self::Other(_, other) => other.reply,
        }
    }

    const fn word(&self) -> &'static str {
        match self {
            Self::Topic(_) => "topic",
            Self::Reply(..) => "reply",
            Self::Other(_, other) => match other.target {
                Target::Picture(_) => "picture",
                _ => "revision",
            },
        }
    }

    fn details(&self) -> Value {
        let mut details = of_topic(self.topic().number);
        details["what"] = json!(self.word());
        details
    }
}

/// Takes the rows of a text of the moderator's brand.
pub(super) async fn take(tx: &mut Tx, by: &Moderator, target: Target) -> Result<Found> {
    match target {
        Target::Topic(id) => Ok(Found::Topic(taken::topic(tx, by, id).await?)),
        Target::Reply(id) => {
            let (topic, reply) = taken::reply(tx, by, id).await?;
            Ok(Found::Reply(topic, reply))
        }
        Target::Picture(id) => pieces::take(tx, by, id).await,
        Target::Revision(id) => take_revision(tx, by, id).await,
    }
}

async fn take_revision(tx: &mut Tx, by: &Moderator, id: RevisionId) -> Result<Found> {
    let sql = "SELECT topic_id, reply_id, editor_id FROM revisions WHERE brand_id = $1 AND id = $2";
    let (topic, reply, owner) = fetch_optional!(tx, (i64, Option<i64>, i64), sql, by.brand().0, id.0)?.ok_or(Error::NotFound)?;
    let topic = taken::topic(tx, by, TopicId(topic)).await?;
    // Its reason stands in the deed that hid it.
    let sql = "SELECT v.visibility, (SELECT i.reason FROM interventions i WHERE i.brand_id = v.brand_id AND i.topic_id = $3 AND i.revision_id = v.id \
        AND i.kind = 'hide' AND i.undone IS NULL ORDER BY i.id DESC LIMIT 1) FROM revisions v WHERE v.brand_id = $1 AND v.id = $2";
    let (visibility, reason) =
        fetch_optional!(tx, (String, Option<String>), sql, by.brand().0, id.0, topic.id.0)?.ok_or(Error::NotFound)?;
    let visibility = Visibility::parse(&visibility).unwrap_or(Visibility::Hidden);
    let other = Other {
        target: Target::Revision(id),
        reply: reply.map(ReplyId),
        owner: MemberId(owner),
        visibility,
        reason: reason.filter(|_| visibility == Visibility::Hidden),
    };
    Ok(Found::Other(topic, other))
}

/// Brings a hidden text back to what it was.
pub async fn restore(db: &Db, by: &Moderator, target: Target, now: Instant) -> Result<InterventionId> {
    db.write((by.clone(), target, now), |tx, (by, target, now)| {
        Box::pin(async move {
            still(tx, by).await?;
            let found = take(tx, by, *target).await?;
            if found.is_empty() || found.visibility() != Visibility::Hidden {
                return Err(Error::Conflict.into());
            }
            let (was, since) = before_hiding(tx, by, &found).await?.unzip();
            let to = was.as_ref().map_or(Visibility::Public, |was| was.visibility);
            let status = was.as_ref().and_then(|was| was.status);
            told_again(tx, by.brand(), &found, status, since).await?;
            show(tx, by.brand(), &found, to, None, *now).await?;
            answered_again(tx, by.brand(), found.topic(), status).await?;
            let before = Text {
                visibility: Visibility::Hidden,
                reason: found.reason().map(ToOwned::to_owned),
                to,
                status: None,
                created: None,
                trusted: false,
                reports: Vec::new(),
            };
            interventions::record(tx, by, deed_on(&found, Deed::Restore, "", before, "text-restored"), *now).await
        })
    })
    .await
}

/// What a hidden text was before the deed that hid it.
async fn before_hiding(tx: &mut Tx, by: &Moderator, found: &Found) -> Result<Option<(Text, Instant)>> {
    let (column, id) = (found.target().column(), found.target().id());
    let sql = format!(
        "SELECT before, created FROM interventions WHERE brand_id = $1 AND {column} = $2 AND kind IN ('hide', 'refuse') AND undone IS NULL \
         ORDER BY id DESC LIMIT 1"
    );
    let before = fetch_optional!(tx, (String, i64), &sql, by.brand().0, id)?;
    Ok(before.and_then(|(before, created)| match serde_json::from_str(&before) {
        Ok(Before::Text(text)) => Some((text, Instant(created))),
        _ => None,
    }))
}

/// Lets a text through that waited: everybody reads it from now on, and what its author writes next does not wait.
pub async fn approve(db: &Db, by: &Moderator, target: Target, now: Instant) -> Result<InterventionId> {
    db.write((by.clone(), target, now), |tx, (by, target, now)| {
        Box::pin(async move {
            still(tx, by).await?;
            let author = author_of(tx, by, *target).await?;
            let sql = "UPDATE memberships SET trust = 1 WHERE brand_id = $1 AND id = $2 AND trust = 0 AND gone IS NULL";
            let trusted = execute!(tx, sql, by.brand().0, author.0)? > 0;
            let found = take(tx, by, *target).await?;
            if found.is_empty() || found.visibility() != Visibility::Held {
                return Err(Error::Conflict.into());
            }
            show(tx, by.brand(), &found, Visibility::Public, None, *now).await?;
            let topic = found.topic();
            let (cause, created) = match found.reply_id() {
                Some(reply) => {
                    warm(tx, by.brand(), topic, heat::REPLY, *now).await?;
                    (Some(Cause::Reply(reply)), None)
                }
                None => (begin_now(tx, by.brand(), topic, *now).await?, Some(topic.created)),
            };
            if let Some(cause) = cause {
                notices::announce(tx, by.brand(), topic.id, cause, *now).await?;
            }
            let before = Text {
                visibility: Visibility::Held,
                reason: found.reason().map(ToOwned::to_owned),
                to: Visibility::Public,
                status: None,
                created,
                trusted,
                reports: Vec::new(),
            };
            interventions::record(tx, by, deed_on(&found, Deed::Approve, "", before, "text-approved"), *now).await
        })
    })
    .await
}

/// Whose text it is; members are taken before topics.
async fn author_of(tx: &mut Tx, by: &Moderator, target: Target) -> Result<MemberId> {
    let (sql, id) = match target {
        Target::Topic(id) => ("SELECT author_id FROM topics WHERE brand_id = $1 AND id = $2", id.0),
        Target::Reply(id) => ("SELECT author_id FROM replies WHERE brand_id = $1 AND id = $2", id.0),
        Target::Picture(_) | Target::Revision(_) => return Err(Error::NotFound.into()),
    };
    let (author,) = fetch_optional!(tx, (i64,), sql, by.brand().0, id)?.ok_or(Error::NotFound)?;
    Ok(MemberId(author))
}

/// A topic that waited begins when it is let through; gives its first step.
async fn begin_now(tx: &mut Tx, brand: BrandId, topic: &TopicRow, now: Instant) -> Result<Option<Cause>> {
    let heat = topic.heat.max(heat::of(heat::TOPIC, now));
    // The time in which an answer was promised begins now too.
    let sql = "UPDATE topics SET created = $3, changed = $3, heat = $4, due = due + ($3 - created) WHERE brand_id = $1 AND id = $2";
    execute!(tx, sql, brand.0, topic.id.0, now.0, heat)?;
    let sql = "UPDATE events SET created = $3 WHERE brand_id = $1 AND topic_id = $2 AND kind = 'posted' RETURNING id";
    let posted = fetch_all!(tx, (i64,), sql, brand.0, topic.id.0, now.0)?;
    Ok(posted.first().map(|(id,)| Cause::Event(*id)))
}

async fn warm(tx: &mut Tx, brand: BrandId, topic: &TopicRow, weight: f64, now: Instant) -> Result<()> {
    let heat = heat::plus(topic.heat, heat::of(weight, now));
    let sql = "UPDATE topics SET heat = $3 WHERE brand_id = $1 AND id = $2";
    execute!(tx, sql, brand.0, topic.id.0, heat)?;
    Ok(())
}

/// The step of the timeline that named a question's answer, silent since the answer was hidden, is told again.
pub(super) async fn told_again(tx: &mut Tx, brand: BrandId, found: &Found, status: Option<Status>, since: Option<Instant>) -> Result<()> {
    if let (Some(_), Some(since), Found::Reply(_, reply)) = (status, since, found) {
        let sql = "UPDATE events SET undone = NULL WHERE brand_id = $1 AND reply_id = $2 AND status = 'answered' AND undone = $3";
        execute!(tx, sql, brand.0, reply.id.0, since.0)?;
    }
    Ok(())
}

/// A question whose answer is there again has its status again.
pub(super) async fn answered_again(tx: &mut Tx, brand: BrandId, topic: &TopicRow, status: Option<Status>) -> Result<()> {
    let Some(status) = status else { return Ok(()) };
    let sql =
        "UPDATE topics SET status = $3 WHERE brand_id = $1 AND id = $2 AND kind = 'question' AND status = 'open' AND answer_id IS NOT NULL";
    execute!(tx, sql, brand.0, topic.id.0, status.as_str())?;
    Ok(())
}

/// A deed on a text whose rows are taken.
pub(super) fn deed_on<'n>(found: &Found, deed: Deed, reason: &'n str, before: Text, kind: &'static str) -> New<'n> {
    let (revision, attachment) = match found.target() {
        Target::Revision(id) => (Some(id), None),
        Target::Picture(id) => (None, Some(id)),
        Target::Topic(_) | Target::Reply(_) => (None, None),
    };
    New {
        deed,
        topic: Some(found.topic().id),
        reply: found.reply_id(),
        revision,
        attachment,
        subject: Some(found.author()),
        reason,
        before: Before::Text(before),
        kind,
        details: found.details(),
    }
}

/// Gives a text its visibility, and the topic the counter and the answer that follow from it. Gives the status of a question that lost
/// its answer.
pub(super) async fn show(
    tx: &mut Tx,
    brand: BrandId,
    found: &Found,
    to: Visibility,
    reason: Option<&str>,
    now: Instant,
) -> Result<Option<Status>> {
    let topic = found.topic();
    let (sql, id) = match found.target() {
        Target::Topic(id) => (
            "UPDATE topics SET visibility = $3, hidden_reason = $4 WHERE brand_id = $1 AND id = $2",
            id.0,
        ),
        Target::Reply(id) => (
            "UPDATE replies SET visibility = $3, hidden_reason = $4 WHERE brand_id = $1 AND id = $2",
            id.0,
        ),
        Target::Picture(id) => (
            "UPDATE attachments SET visibility = $3, hidden_reason = $4 WHERE brand_id = $1 AND id = $2",
            id,
        ),
        Target::Revision(id) => {
            execute!(
                tx,
                "UPDATE revisions SET visibility = $3 WHERE brand_id = $1 AND id = $2",
                brand.0,
                id.0,
                to.as_str()
            )?;
            return Ok(None);
        }
    };
    execute!(tx, sql, brand.0, id, to.as_str(), reason)?;
    events::touch(tx, brand, topic.id, now).await?;
    let Found::Reply(_, reply) = found else { return Ok(None) };
    let counts = |visibility: Visibility| i64::from(visibility == Visibility::Public);
    let sql = "UPDATE topics SET replies = replies + $3 WHERE brand_id = $1 AND id = $2";
    execute!(tx, sql, brand.0, topic.id.0, counts(to) - counts(reply.visibility))?;
    let sql = "SELECT COUNT(*) FROM events WHERE brand_id = $1 AND topic_id = $2 AND reply_id = $3 AND undone IS NULL";
    let (named,) = fetch_one!(tx, (i64,), sql, brand.0, topic.id.0, reply.id.0)?;
    if named == 0 && topic.answer_id != Some(reply.id.0) {
        return Ok(None);
    }
    settle_answer(tx, brand, topic.id).await
}
