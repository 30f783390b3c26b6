//! Who hears of a topic: its author and who replied by themselves, others as they choose. Voters hear of answers as long as their vote
//! stands, without a row here: a vote writes nothing more than itself.

use crate::db::{Result, Tx};
use crate::execute;
use crate::who::Member;
use types::notices::{Hearing, Reason};
use types::{Instant, TopicId};

/// Has a member hear of a topic from now on; what they chose before stays.
pub async fn follow(tx: &mut Tx, member: &Member, topic: TopicId, reason: Reason, now: Instant) -> Result<()> {
    let level = match reason {
        Reason::Vote => Hearing::Answers,
        Reason::Author | Reason::Reply | Reason::Follow => Hearing::All,
    };
    let sql = "INSERT INTO subscriptions (brand_id, topic_id, member_id, level, reason, seen, created) VALUES ($1, $2, $3, $4, $5, $6, $6) \
        ON CONFLICT DO NOTHING";
    execute!(
        tx,
        sql,
        member.brand().0,
        topic.0,
        member.id.0,
        level.as_str(),
        reason.as_str(),
        now.0
    )?;
    Ok(())
}
