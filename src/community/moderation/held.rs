//! What new members write waits for a moderator, in a board that says so.

use crate::db::{Result, Tx};
use crate::execute;
use crate::topics::Taken;
use crate::who::Member;
use types::topics::Visibility;
use types::{ReplyId, TopicId};

/// Whether what somebody writes may have to wait: until a moderator has let something of theirs through.
fn is_new(member: &Member) -> bool {
    member.trust == 0 && !member.role.is_staff()
}

const HOLDS: &str = "EXISTS (SELECT 1 FROM topics t JOIN boards b ON b.brand_id = t.brand_id AND b.id = t.board_id WHERE t.brand_id = $1 AND t.id = $2 AND b.hold_new)";

/// Has a topic that was just written wait, if it has to. One that only its author and the team read does not.
pub async fn topic(tx: &mut Tx, member: &Member, topic: TopicId) -> Result<bool> {
    if !is_new(member) {
        return Ok(false);
    }
    let sql = format!("UPDATE topics SET visibility = 'held' WHERE brand_id = $1 AND id = $2 AND visibility = 'public' AND {HOLDS}");
    Ok(execute!(tx, &sql, member.brand().0, topic.0)? > 0)
}

/// Has a reply that was just written and counted wait, if it has to; then it is not counted yet. In a topic that only its author and the team
/// read nothing waits: moderators do not read it.
pub async fn reply(tx: &mut Tx, member: &Member, topic: &Taken, reply: ReplyId) -> Result<bool> {
    if !is_new(member) || topic.visibility == Visibility::Private {
        return Ok(false);
    }
    let sql = format!("UPDATE replies SET visibility = 'held' WHERE brand_id = $1 AND id = $3 AND visibility = 'public' AND {HOLDS}");
    let held = execute!(tx, &sql, member.brand().0, topic.id.0, reply.0)? > 0;
    if held {
        let sql = "UPDATE topics SET replies = replies - 1, heat = $3 WHERE brand_id = $1 AND id = $2";
        execute!(tx, sql, member.brand().0, topic.id.0, topic.heat)?;
    }
    Ok(held)
}
