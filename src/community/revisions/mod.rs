//! Edits: an author changes what they said; what stood there before stays to be read, unless it was changed at once or removed.

mod delete;
mod edit;

pub use delete::{Fate, delete_reply, delete_topic, drop_reply, fate_of_reply, fate_of_topic};
pub use edit::{edit_reply, edit_topic};

use crate::db::{Db, Result, Tx};
use crate::moderation::{may_write, moderates};
use crate::topics::Topic;
use crate::who::{Member, Moderator, Viewer};
use crate::{execute, fetch_all, fetch_optional, row, visible_to};
use types::topics::Visibility;
use types::{BrandId, Error, Instant, Lang, MemberId, ReplyId, RevisionId, TopicId};

/// Seconds after posting in which an edit leaves no trace: 5 minutes.
pub const QUIET: i64 = 300;

row! {
    /// A text as it was before an edit.
    pub struct Revision {
        pub id: RevisionId,
        pub editor_id: MemberId,
        pub visibility: Visibility,
        /// Of a topic.
        pub title: Option<String>,
        /// Empty where it was removed, or is hidden and not for this viewer.
        pub body: String,
        pub lang: Lang,
        /// When it was replaced.
        pub created: Instant,
        /// What a moderator told its author.
        pub reason: Option<String>,
    }
}

/// The former texts of a topic that was read, or of a reply in it, newest first.
pub async fn history(db: &Db, viewer: &Viewer, topic: &Topic, reply: Option<ReplyId>) -> Result<Vec<Revision>> {
    let readable = "(v.visibility = 'public' OR v.visibility = 'hidden' AND ($2 >= 4 OR v.editor_id = $3))";
    let sql = format!(
        "SELECT v.id, v.editor_id, v.visibility, CASE WHEN {readable} THEN v.title ELSE NULL END AS title, \
         CASE WHEN {readable} THEN v.body ELSE '' END AS body, v.lang, v.created, \
         (SELECT i.reason FROM interventions i WHERE i.brand_id = $1 AND i.topic_id = $4 AND i.revision_id = v.id AND i.kind = 'hide' \
            AND i.undone IS NULL AND {readable} ORDER BY i.id DESC LIMIT 1) AS reason \
         FROM revisions v WHERE v.brand_id = $1 AND v.topic_id = $4 AND COALESCE(v.reply_id, 0) = $5 ORDER BY v.id DESC LIMIT 100"
    );
    let (brand, level, me) = (viewer.brand().id.0, viewer.rank(), viewer.id_or_zero());
    Ok(fetch_all!(
        db.read().await?,
        Revision,
        &sql,
        brand,
        level,
        me,
        topic.id.0,
        reply.map_or(0, |r| r.0)
    )?)
}

row! {
    /// A reply as its own pages show it.
    pub struct OwnReply {
        pub id: ReplyId,
        pub author_id: MemberId,
        pub author: String,
        pub author_number: i64,
        pub visibility: Visibility,
        pub hidden_reason: Option<String>,
        pub body: String,
        pub lang: Lang,
        pub created: Instant,
        pub edited: Option<i64>,
    }
}

/// A reply of a topic that was read, if it is this viewer's to see.
pub async fn reply(db: &Db, viewer: &Viewer, topic: &Topic, id: ReplyId) -> Result<OwnReply> {
    let sql = format!(
        "SELECT r.id, r.author_id, m.name AS author, m.number AS author_number, r.visibility, r.hidden_reason, r.body, r.lang, r.created, r.edited \
         FROM replies r JOIN topics t ON t.brand_id = r.brand_id AND t.id = r.topic_id \
         JOIN boards b ON b.brand_id = t.brand_id AND b.id = t.board_id JOIN memberships m ON m.brand_id = r.brand_id AND m.id = r.author_id \
         WHERE r.brand_id = $1 AND r.topic_id = $4 AND r.id = $5 AND {}",
        visible_to!("r")
    );
    let (brand, level, me) = (viewer.brand().id.0, viewer.rank(), viewer.id_or_zero());
    Ok(fetch_optional!(db.read().await?, OwnReply, &sql, brand, level, me, topic.id.0, id.0)?.ok_or(Error::NotFound)?)
}

/// Removes a former text of one's own for good; its place stays.
pub async fn remove(db: &Db, member: &Member, id: RevisionId, now: Instant) -> Result<()> {
    db.write((member.clone(), id, now), |tx, (member, id, now)| {
        Box::pin(async move {
            may_write(tx, member, *now).await?;
            let found = fetch_optional!(
                tx,
                (i64,),
                "SELECT topic_id FROM revisions WHERE brand_id = $1 AND id = $2 AND editor_id = $3",
                member.brand().0,
                id.0,
                member.id.0
            )?;
            found.ok_or(Error::NotFound)?;
            blank(tx, member.brand(), *id).await.map(drop)
        })
    })
    .await
}

/// The same by a moderator, in anybody's text; it cannot be undone, and stands in the log.
pub async fn remove_for(db: &Db, by: &Moderator, id: RevisionId, now: Instant) -> Result<()> {
    db.write((by.clone(), id, now), |tx, (by, id, now)| {
        Box::pin(async move {
            moderates(tx, by).await?;
            let sql = "SELECT t.number, v.editor_id, t.id FROM revisions v JOIN topics t ON t.brand_id = v.brand_id AND t.id = v.topic_id \
                WHERE v.brand_id = $1 AND v.id = $2";
            let (number, editor, topic) = fetch_optional!(tx, (i64, i64, i64), sql, by.brand().0, id.0)?.ok_or(Error::NotFound)?;
            if blank(tx, by.brand(), *id).await? {
                crate::topics::events::touch(tx, by.brand(), TopicId(topic), *now).await?;
                crate::moderation::removed(tx, by, number, MemberId(editor), *now).await?;
            }
            Ok(())
        })
    })
    .await
}

/// Empties a revision; whether something was there.
async fn blank(tx: &mut Tx, brand: BrandId, id: RevisionId) -> Result<bool> {
    let sql =
        "UPDATE revisions SET title = NULL, body = '', visibility = 'blanked' WHERE brand_id = $1 AND id = $2 AND visibility <> 'blanked'";
    Ok(execute!(tx, sql, brand.0, id.0)? > 0)
}

#[cfg(test)]
mod tests;
