//! What lies around somebody's texts: what only they and the team could read of them, their pictures, their former wordings, what they
//! were about to write, what they follow, whom they thanked, what they told the moderators and what the moderators told them.

use super::Going;
use crate::db::{Result, Tx};
use crate::{execute, fetch_all, moderation};
use std::collections::BTreeMap;

/// What moderators did to this person or to a text of theirs, in SQL.
const DEEDS: &str = "brand_id = $1 AND (subject_id = $2 \
    OR reply_id IN (SELECT r.id FROM replies r WHERE r.brand_id = $1 AND r.author_id = $2) \
    OR reply_id IS NULL AND topic_id IN (SELECT t.id FROM topics t WHERE t.brand_id = $1 AND t.author_id = $2))";

/// Comes after the texts themselves were blanked: pictures go with their texts.
pub async fn forget(tx: &mut Tx, going: &Going) -> Result<()> {
    let (brand, me) = (going.brand_id.0, going.id.0);
    take_thanks_back(tx, going).await?;
    forget_reasons(tx, going).await?;
    for sql in [
        "DELETE FROM details WHERE brand_id = $1 AND topic_id IN (SELECT t.id FROM topics t WHERE t.brand_id = $1 AND t.author_id = $2)",
        "DELETE FROM attachments WHERE brand_id = $1 AND owner_id = $2 AND (topic_id IS NULL AND reply_id IS NULL OR visibility <> 'public' \
            OR EXISTS (SELECT 1 FROM replies r WHERE r.brand_id = $1 AND r.id = attachments.reply_id AND r.body = '') \
            OR reply_id IS NULL AND EXISTS (SELECT 1 FROM topics t WHERE t.brand_id = $1 AND t.id = attachments.topic_id AND t.body = ''))",
        "DELETE FROM revisions WHERE brand_id = $1 AND (reply_id IS NULL AND topic_id IN (SELECT t.id FROM topics t WHERE t.brand_id = $1 AND t.author_id = $2) \
            OR reply_id IN (SELECT r.id FROM replies r WHERE r.brand_id = $1 AND r.author_id = $2))",
        "DELETE FROM drafts WHERE brand_id = $1 AND member_id = $2",
        "DELETE FROM subscriptions WHERE brand_id = $1 AND member_id = $2",
        "DELETE FROM notices WHERE brand_id = $1 AND member_id = $2",
        "UPDATE reports SET text = '' WHERE brand_id = $1 AND member_id = $2",
        // What others told the moderators of a text goes with it, or once it was dealt with.
        "UPDATE reports SET text = '' WHERE brand_id = $1 AND (reply_id IN (SELECT r.id FROM replies r \
            WHERE r.brand_id = $1 AND r.author_id = $2 AND (r.body = '' OR reports.closed IS NOT NULL)) \
            OR reply_id IS NULL AND topic_id IN (SELECT t.id FROM topics t WHERE t.brand_id = $1 AND t.author_id = $2 AND (t.body = '' OR reports.closed IS NOT NULL)))",
        "UPDATE topics SET hidden_reason = NULL WHERE brand_id = $1 AND author_id = $2",
        "UPDATE replies SET hidden_reason = NULL WHERE brand_id = $1 AND author_id = $2",
        "UPDATE attachments SET hidden_reason = NULL WHERE brand_id = $1 AND owner_id = $2",
        "UPDATE memberships SET suspended_until = NULL, suspended_reason = NULL, mail_token = NULL, mail = 'at_once' WHERE brand_id = $1 AND id = $2",
    ] {
        execute!(tx, sql, brand, me)?;
    }
    Ok(())
}

/// What moderators said of them: as they said it, and where undoing a later deed would say it again.
async fn forget_reasons(tx: &mut Tx, going: &Going) -> Result<()> {
    let (brand, me) = (going.brand_id.0, going.id.0);
    execute!(tx, &format!("UPDATE interventions SET reason = '' WHERE {DEEDS}"), brand, me)?;
    let sql = format!("SELECT id, before FROM interventions WHERE {DEEDS}");
    for (id, before) in fetch_all!(tx, (i64, String), &sql, brand, me)? {
        let sql = "UPDATE interventions SET before = $3 WHERE brand_id = $1 AND id = $2";
        execute!(tx, sql, brand, id, moderation::without_reason(&before)?)?;
    }
    Ok(())
}

/// Thanks go with whoever gave them; each reply's counter follows.
async fn take_thanks_back(tx: &mut Tx, going: &Going) -> Result<()> {
    let sql = "DELETE FROM thanks WHERE brand_id = $1 AND member_id = $2 RETURNING reply_id";
    let thanked = fetch_all!(tx, (i64,), sql, going.brand_id.0, going.id.0)?;
    let mut fewer: BTreeMap<i64, i64> = BTreeMap::new();
    for (reply,) in thanked {
        *fewer.entry(reply).or_default() += 1;
    }
    for (reply, count) in fewer {
        let sql = "UPDATE replies SET thanks = thanks - $3 WHERE brand_id = $1 AND id = $2";
        execute!(tx, sql, going.brand_id.0, reply, count)?;
    }
    Ok(())
}
