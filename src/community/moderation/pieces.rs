//! Pictures and former texts as a moderator finds them: by their id, with the text that they belong to.

use super::desk::UNLESS_PRIVATE;
use super::taken;
use super::texts::{Found, Other, Target};
use crate::db::{Db, Result, Tx};
use crate::who::Moderator;
use crate::{fetch_all, fetch_optional, row};
use types::topics::Visibility;
use types::{Error, MemberId, ReplyId, RevisionId, TopicId};

row! {
    /// A picture or a former text, on the page that hides it or brings it back.
    pub struct Piece {
        pub id: i64,
        pub number: i64,
        pub slug: String,
        pub title: String,
        pub reply_id: Option<i64>,
        /// Of a picture its description, of a former text itself.
        pub text: String,
        pub visibility: Visibility,
        pub hidden_reason: Option<String>,
        /// Empty where they have left.
        pub author: String,
    }
}

const SELECT: &str = "SELECT a.id, t.number, t.slug, t.title, a.reply_id, a.alt AS text, a.visibility, a.hidden_reason, m.name AS author FROM attachments a \
    JOIN topics t ON t.brand_id = a.brand_id AND t.id = a.topic_id JOIN memberships m ON m.brand_id = a.brand_id AND m.id = a.owner_id";

/// One that stands in a text.
pub async fn picture(db: &Db, by: &Moderator, id: i64) -> Result<Piece> {
    let sql = format!("{SELECT} WHERE a.brand_id = $1 AND a.id = $2 AND {UNLESS_PRIVATE}");
    Ok(fetch_optional!(db.read().await?, Piece, &sql, by.brand().0, id, by.rank())?.ok_or(Error::NotFound)?)
}

/// Those of one topic and its replies, in their order.
pub async fn pictures(db: &Db, by: &Moderator, topic: TopicId) -> Result<Vec<Piece>> {
    let sql =
        format!("{SELECT} WHERE a.brand_id = $1 AND a.topic_id = $2 AND {UNLESS_PRIVATE} ORDER BY a.reply_id, a.position, a.id LIMIT 200");
    Ok(fetch_all!(db.read().await?, Piece, &sql, by.brand().0, topic.0, by.rank())?)
}

/// A former text that is still there.
pub async fn revision(db: &Db, by: &Moderator, id: RevisionId) -> Result<Piece> {
    let sql = format!(
        "SELECT v.id, t.number, t.slug, t.title, v.reply_id, v.body AS text, v.visibility, CAST(NULL AS TEXT) AS hidden_reason, m.name AS author \
        FROM revisions v JOIN topics t ON t.brand_id = v.brand_id AND t.id = v.topic_id JOIN memberships m ON m.brand_id = v.brand_id AND m.id = v.editor_id \
        WHERE v.brand_id = $1 AND v.id = $2 AND v.visibility <> 'blanked' AND {UNLESS_PRIVATE}"
    );
    Ok(fetch_optional!(db.read().await?, Piece, &sql, by.brand().0, id.0, by.rank())?.ok_or(Error::NotFound)?)
}

/// Takes a picture and the topic that it stands in.
pub(super) async fn take(tx: &mut Tx, by: &Moderator, id: i64) -> Result<Found> {
    let sql = "SELECT topic_id, reply_id, owner_id FROM attachments WHERE brand_id = $1 AND id = $2 AND topic_id IS NOT NULL";
    let found = fetch_optional!(tx, (i64, Option<i64>, i64), sql, by.brand().0, id)?;
    let (topic, reply, owner) = found.ok_or(Error::NotFound)?;
    let topic = taken::topic(tx, by, TopicId(topic)).await?;
    let sql = "SELECT visibility, hidden_reason FROM attachments WHERE brand_id = $1 AND id = $2";
    let (visibility, reason) = fetch_optional!(tx, (String, Option<String>), sql, by.brand().0, id)?.ok_or(Error::NotFound)?;
    let other = Other {
        target: Target::Picture(id),
        reply: reply.map(ReplyId),
        owner: MemberId(owner),
        visibility: Visibility::parse(&visibility).unwrap_or(Visibility::Hidden),
        reason,
    };
    Ok(Found::Other(topic, other))
}
