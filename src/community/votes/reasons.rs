//! Why somebody voted, in one line; and who voted, for the staff.

use crate::db::{Db, Result};
use crate::desk::{self, Entry};
use crate::topics::{self, Topic};
use crate::who::{Member, Moderator, Viewer};
use crate::{cursor, execute, fetch_all, fetch_one, fetch_optional, moderation, row};
use serde_json::json;
use types::members::{Affiliation, Role};
use types::votes::NewReason;
use types::{Error, Instant, TopicId, policy};

/// Rows on one page of reasons, and of voters.
const PAGE: usize = 25;
/// Where counting stops.
const COUNTED: i64 = 1_000;

row! {
    /// A vote, with whose it is.
    pub struct Voter {
        pub id: i64,
        /// Empty where they have left.
        pub name: String,
        pub number: i64,
        pub role: Role,
        pub affiliation: Affiliation,
        pub picture_id: Option<i64>,
        pub title: Option<String>,
        pub reason: Option<String>,
        pub created: Instant,
    }
}

/// One page of votes.
#[derive(Clone, Debug)]
pub struct Voters {
    pub voters: Vec<Voter>,
    /// What `after` is for the next page, if there is one.
    pub next: Option<String>,
}

/// What a topic's page says of reasons.
#[derive(Clone, Debug, Default)]
pub struct Reasons {
    /// The newest, without names.
    pub newest: Vec<String>,
    /// How many there are, at most 1,000.
    pub count: i64,
    /// The viewer's own, where they voted: empty while they have not said why.
    pub own: Option<String>,
}

/// The newest three reasons of a topic that was read, and the viewer's own.
pub async fn reasons(db: &Db, viewer: &Viewer, topic: &Topic) -> Result<Reasons> {
    let (brand, mut reader) = (viewer.brand().id.0, db.read().await?);
    let sql = "SELECT reason FROM votes WHERE brand_id = $1 AND topic_id = $2 AND reason IS NOT NULL ORDER BY created DESC, member_id DESC LIMIT 3";
    let newest: Vec<String> = fetch_all!(reader, (String,), sql, brand, topic.id.0)?
        .into_iter()
        .map(|r| r.0)
        .collect();
    let count = if newest.len() < 3 {
        i64::try_from(newest.len()).unwrap_or(0)
    } else {
        let sql = format!(
            "SELECT COUNT(*) FROM (SELECT 1 FROM votes WHERE brand_id = $1 AND topic_id = $2 AND reason IS NOT NULL LIMIT {COUNTED}) counted"
        );
        fetch_one!(reader, (i64,), &sql, brand, topic.id.0)?.0
    };
    let own = match viewer.as_member().filter(|_| topic.voted) {
        Some(member) => {
            let sql = "SELECT COALESCE(reason, '') FROM votes WHERE brand_id = $1 AND topic_id = $2 AND member_id = $3";
            fetch_optional!(reader, (String,), sql, brand, topic.id.0, member.id.0)?.map(|r| r.0)
        }
        None => None,
    };
    Ok(Reasons { newest, count, own })
}

macro_rules! voters {
    ($which:literal) => {
        concat!(
            "SELECT m.id, m.name, m.number, m.role, m.affiliation, m.picture_id, m.title, v.reason, v.created FROM votes v \
             JOIN memberships m ON m.brand_id = v.brand_id AND m.id = v.member_id WHERE v.brand_id = $1 AND v.topic_id = $2",
            $which,
            " AND (v.created, v.member_id) < ($3, $4) ORDER BY v.created DESC, v.member_id DESC LIMIT $5"
        )
    };
}

/// Every reason of a topic that was read, newest first, under their names.
pub async fn all_reasons(db: &Db, topic: &Topic, viewer: &Viewer, after: Option<&str>) -> Result<Voters> {
    page(db, viewer, topic, voters!(" AND v.reason IS NOT NULL"), after).await
}

/// Who voted for a topic that was read, newest first. For team, moderators and admins.
pub async fn voters(db: &Db, viewer: &Viewer, topic: &Topic, after: Option<&str>) -> Result<Voters> {
    viewer.staff()?;
    page(db, viewer, topic, voters!(""), after).await
}

async fn page(db: &Db, viewer: &Viewer, topic: &Topic, sql: &str, after: Option<&str>) -> Result<Voters> {
    let (created, id) = after.and_then(cursor::read).unwrap_or(cursor::FIRST);
    let most = i64::try_from(PAGE).unwrap_or(25) + 1;
    let mut voters = fetch_all!(db.read().await?, Voter, sql, viewer.brand().id.0, topic.id.0, created, id, most)?;
    let more = voters.len() > PAGE;
    voters.truncate(PAGE);
    let next = voters.last().filter(|_| more).map(|last| cursor::write(last.created.0, last.id));
    Ok(Voters { voters, next })
}

/// Says why a member voted, says it otherwise, or takes it back with an empty line. It needs a vote that stands; while nobody votes any
/// more, a reason can only be taken back.
pub async fn give_reason(db: &Db, member: &Member, topic: TopicId, new: &NewReason, now: Instant) -> Result<()> {
    let reason = new.validate()?;
    db.write((member.clone(), topic, reason, now), |tx, (member, topic, reason, now)| {
        Box::pin(async move {
            match reason {
                Some(_) => moderation::may_write(tx, member, *now).await?,
                None => topics::take_author(tx, member).await?,
            }
            let topic = topics::for_write(tx, member, *topic).await?;
            let open = policy::may_vote(member.level(), topic.vote_level, topic.status, topic.locked.is_some());
            if reason.is_some() && !open {
                return Err(Error::Closed.into());
            }
            let sql = "UPDATE votes SET reason = $4 WHERE brand_id = $1 AND topic_id = $2 AND member_id = $3";
            let changed = execute!(tx, sql, member.brand().0, topic.id.0, member.id.0, reason.as_deref())?;
            if changed == 0 {
                return Err(Error::invalid("reason", "reason-vote-first").into());
            }
            Ok(())
        })
    })
    .await
}

/// Takes somebody's reason away; their vote stays. `number` is the voter's in the brand.
pub async fn remove_reason(db: &Db, by: &Moderator, topic: TopicId, number: i64, now: Instant) -> Result<()> {
    db.write((by.clone(), topic, number, now), |tx, (by, topic, number, now)| {
        Box::pin(async move {
            let brand = by.brand();
            let topic = topics::for_write(tx, by, *topic).await?.id;
            let sql = "UPDATE votes SET reason = NULL WHERE brand_id = $1 AND topic_id = $2 AND reason IS NOT NULL AND member_id = \
                (SELECT m.id FROM memberships m WHERE m.brand_id = $1 AND m.number = $3) RETURNING member_id";
            let Some((voter,)) = fetch_optional!(tx, (i64,), sql, brand.0, topic.0, *number)? else {
                return Err(Error::NotFound.into());
            };
            let sql = "SELECT number FROM topics WHERE brand_id = $1 AND id = $2";
            let (topic,) = fetch_one!(tx, (i64,), sql, brand.0, topic.0)?;
            let entry = Entry {
                brand,
                actor: Some(by.id),
                kind: "reason-removed",
                subject: Some(types::MemberId(voter)),
                details: json!({ "topic": topic }),
            };
            desk::log(tx, entry, *now).await
        })
    })
    .await
}

#[cfg(test)]
mod tests;
