//! Who hears of a topic: its author and who replied by themselves, others as they choose. Voters hear of answers as long as their vote
//! stands, without a row here: a vote writes nothing more than itself.

use crate::db::{Db, Result, Tx};
use crate::topics;
use crate::who::Member;
use crate::{execute, fetch_one, row};
use types::notices::{Hearing, Reason};
use types::{Instant, TopicId};

/// A look at a topic is written down only so many seconds after it changed: who looks later has nothing to be spared.
const FRESH: i64 = 600;
/// Rows of followers that are counted for a page.
const COUNTED: i64 = 1_000;

/// Has a member hear of a topic from now on; what they chose before stays. Who had only voted hears of everything once they say something.
pub async fn follow(tx: &mut Tx, member: &Member, topic: TopicId, reason: Reason, now: Instant) -> Result<()> {
    let level = match reason {
        Reason::Vote => Hearing::Answers,
        Reason::Author | Reason::Reply | Reason::Follow => Hearing::All,
    };
    let sql = "INSERT INTO subscriptions (brand_id, topic_id, member_id, level, reason, seen, created) VALUES ($1, $2, $3, $4, $5, $6, $6) \
        ON CONFLICT (brand_id, topic_id, member_id) DO UPDATE SET level = excluded.level, reason = excluded.reason \
        WHERE subscriptions.reason = 'vote'";
    let (brand, me) = (member.brand().0, member.id.0);
    execute!(tx, sql, brand, topic.0, me, level.as_str(), reason.as_str(), now.0)?;
    Ok(())
}

/// Has a member hear of a topic as much as they say; by mail too, as their pace is.
pub async fn set(db: &Db, member: &Member, topic: TopicId, level: Hearing, now: Instant) -> Result<()> {
    db.write((member.clone(), topic, level, now), |tx, (member, topic, level, now)| {
        Box::pin(async move {
            topics::for_write(tx, member, *topic).await?;
            let sql = "INSERT INTO subscriptions (brand_id, topic_id, member_id, level, reason, seen, created) \
                VALUES ($1, $2, $3, $4, 'follow', $5, $5) ON CONFLICT (brand_id, topic_id, member_id) DO UPDATE SET level = excluded.level, \
                mail = TRUE, reason = CASE WHEN subscriptions.reason = 'vote' THEN 'follow' ELSE subscriptions.reason END";
            execute!(tx, sql, member.brand().0, topic.0, member.id.0, level.as_str(), now.0)?;
            Ok(())
        })
    })
    .await
}

/// Forgets what was kept of a voter whose vote was withdrawn. What they chose themselves stays.
pub async fn unvoted(tx: &mut Tx, member: &Member, topic: TopicId) -> Result<()> {
    let sql = "DELETE FROM subscriptions WHERE brand_id = $1 AND topic_id = $2 AND member_id = $3 AND reason = 'vote'";
    execute!(tx, sql, member.brand().0, topic.0, member.id.0)?;
    Ok(())
}

row! {
    /// How a member stands to a topic.
    pub struct Standing {
        /// What they chose or came by; nothing where they have no row.
        pub level: Option<Hearing>,
        /// Whether what they hear comes by mail too.
        pub mail: bool,
        /// When they last looked, as far as it was written down.
        pub seen: i64,
        pub voted: bool,
        /// When something last happened here.
        pub changed: i64,
        /// Whether something is waiting that they were told and have not read.
        pub unread: bool,
        /// Everybody else who hears of it.
        pub others: i64,
    }
}

impl Standing {
    /// How much they hear of it.
    pub fn hearing(&self) -> Hearing {
        let by_vote = if self.voted { Hearing::Answers } else { Hearing::Nothing };
        self.level.unwrap_or(by_vote)
    }

    /// Whether looking at the page now is worth a write.
    const fn tells(&self, now: Instant) -> bool {
        let changed = now.seconds_since(Instant(self.changed)) < FRESH && self.seen < self.changed;
        self.unread || (changed && (self.level.is_some() || self.voted))
    }
}

/// How a member stands to a topic.
pub async fn standing(db: &Db, member: &Member, topic: TopicId) -> Result<Standing> {
    // Who votes is counted by the topic; here only those who hear without a vote, less the voters who want to hear nothing.
    let sql = "SELECT s.level, COALESCE(s.mail, TRUE) AS mail, COALESCE(s.seen, 0) AS seen, v.member_id IS NOT NULL AS voted, t.changed, \
        EXISTS (SELECT 1 FROM notices n WHERE n.brand_id = $1 AND n.topic_id = $2 AND n.member_id = $3 AND n.seen IS NULL) AS unread, \
        t.votes - (CASE WHEN v.member_id IS NULL THEN 0 ELSE 1 END) + (SELECT COUNT(CASE WHEN f.level <> 'nothing' AND w.member_id IS NULL THEN 1 END) \
            - COUNT(CASE WHEN f.level = 'nothing' AND w.member_id IS NOT NULL THEN 1 END) \
            FROM (SELECT * FROM subscriptions WHERE brand_id = $1 AND topic_id = $2 AND member_id <> $3 AND reason <> 'vote' LIMIT $4) f \
            LEFT JOIN votes w ON w.brand_id = $1 AND w.topic_id = $2 AND w.member_id = f.member_id) AS others \
        FROM topics t LEFT JOIN subscriptions s ON s.brand_id = $1 AND s.topic_id = $2 AND s.member_id = $3 \
        LEFT JOIN votes v ON v.brand_id = $1 AND v.topic_id = $2 AND v.member_id = $3 WHERE t.brand_id = $1 AND t.id = $2";
    let (brand, me) = (member.brand().0, member.id.0);
    Ok(fetch_one!(db.read().await?, Standing, sql, brand, topic.0, me, COUNTED)?)
}

/// A member looks at a topic: what they were told of it is read. Writes only where that spares them something.
pub async fn look(db: &Db, member: &Member, topic: TopicId, standing: &Standing, now: Instant) -> Result<()> {
    if !standing.tells(now) {
        return Ok(());
    }
    let hears = standing.level.is_some() || standing.voted;
    db.write((member.clone(), topic, hears, now), |tx, (member, topic, hears, now)| {
        Box::pin(async move {
            let (brand, me) = (member.brand().0, member.id.0);
            let sql = "UPDATE notices SET seen = $4 WHERE brand_id = $1 AND topic_id = $2 AND member_id = $3 AND seen IS NULL";
            execute!(tx, sql, brand, topic.0, me, now.0)?;
            if *hears {
                let sql = "INSERT INTO subscriptions (brand_id, topic_id, member_id, level, reason, seen, created) \
                    VALUES ($1, $2, $3, 'answers', 'vote', $4, $4) ON CONFLICT (brand_id, topic_id, member_id) DO UPDATE SET seen = excluded.seen";
                execute!(tx, sql, brand, topic.0, me, now.0)?;
            }
            Ok(())
        })
    })
    .await
}
