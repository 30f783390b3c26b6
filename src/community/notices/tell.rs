//! Telling: who hears of a cause, each of them once.

use super::{Cause, POST, Payload, post};
use crate::db::{Db, Failure, Result, Tx};
use crate::{fetch_all, fetch_optional, jobs, row};
use types::boards::Level;
use types::members::{Affiliation, Role};
use types::notices::{MailPace, NoticeKind};
use types::topics::{EventKind, Status, Visibility};
use types::{BrandId, Instant, MemberId, TopicId, policy};

/// Members that one transaction tells, so that many voters do not hold the writer.
const BATCH: i64 = 200;
/// What is older than so many days is told on the site only: nobody wants the mail of last week.
const STALE: i64 = 3;

row! {
    /// What there is to tell, and who may hear it.
    pub struct News {
        pub kind: NoticeKind,
        pub actor_id: MemberId,
        pub reply_id: Option<i64>,
        pub at: Instant,
        /// The one who is told, if it concerns nobody else.
        pub only: Option<MemberId>,
        pub visibility: Visibility,
        pub author_id: MemberId,
        pub view_level: Level,
        /// Of the reply that it is about.
        pub reply_visibility: Option<Visibility>,
        pub reply_author: Option<MemberId>,
    }

    /// A step of the timeline, before it is known what it tells.
    pub struct Step {
        pub kind: EventKind,
        pub status: Option<Status>,
        pub actor_id: MemberId,
        pub reply_id: Option<i64>,
        pub reply_author: Option<MemberId>,
        pub created: Instant,
    }

    /// Somebody who may have to be told.
    pub struct Hearer {
        pub id: MemberId,
        pub role: Role,
        pub affiliation: Affiliation,
        pub pace: MailPace,
        /// When they last looked.
        pub seen: i64,
        /// Whether this conversation may come by mail.
        pub mail: bool,
        /// None where they have left or are blocked.
        pub address: Option<String>,
    }
}

impl News {
    /// Whether somebody of this level may read what they would be told.
    fn is_for(&self, hearer: &Hearer) -> bool {
        let level = Level::of(hearer.role, hearer.affiliation);
        let (staff, team) = (hearer.role.is_staff(), hearer.role.is_team());
        let reads = |visibility, author| policy::may_read(visibility, author == hearer.id, staff, team);
        let reply = match (self.reply_visibility, self.reply_author) {
            (Some(visibility), Some(author)) => reads(visibility, author),
            _ => true,
        };
        if self.kind == NoticeKind::Report {
            // It says nothing of the text, which may be hidden by now.
            return level >= self.view_level;
        }
        hearer.id != self.actor_id && level >= self.view_level && reads(self.visibility, self.author_id) && reply
    }

    /// Whether only those hear it who want everything.
    const fn is_for_all_only(&self) -> bool {
        matches!(self.kind, NoticeKind::Reply | NoticeKind::Kind | NoticeKind::Board)
    }
}

/// Does what `announce` asked for. A job that runs twice tells once.
pub async fn tell(db: &Db, payload: &str, now: Instant) -> Result<()> {
    let payload: Payload = serde_json::from_str(payload).map_err(|e| Failure::Bug(e.to_string()))?;
    let (brand, topic, cause) = (payload.brand, payload.topic, payload.cause);
    let mut after = 0;
    loop {
        let told = db.write((brand, topic, cause, after, now), |tx, (brand, topic, cause, after, now)| {
            Box::pin(batch(tx, *brand, *topic, *cause, *after, *now))
        });
        match told.await? {
            Some(last) => after = last,
            None => return Ok(()),
        }
    }
}

/// Tells the next of them, if the cause still stands; gives the last one, or nothing when all have been asked.
async fn batch(tx: &mut Tx, brand: BrandId, topic: TopicId, cause: Cause, after: i64, now: Instant) -> Result<Option<i64>> {
    let Some(news) = news(tx, brand, topic, cause).await? else {
        return Ok(None);
    };
    let hearers = hearers(tx, brand, topic, &news, after).await?;
    let last = hearers.last().map(|h| h.id.0);
    for hearer in hearers.iter().filter(|h| h.address.is_some() && news.is_for(h)) {
        notice(tx, brand, topic, cause, &news, hearer, now).await?;
    }
    Ok(last)
}

async fn notice(tx: &mut Tx, brand: BrandId, topic: TopicId, cause: Cause, news: &News, hearer: &Hearer, now: Instant) -> Result<()> {
    let seen = (hearer.seen > news.at.0).then_some(now.0);
    let silent = news.kind == NoticeKind::Report
        || hearer.pace == MailPace::Never
        || !hearer.mail
        || seen.is_some()
        || now.seconds_since(news.at) > STALE * 86_400;
    let sql = "INSERT INTO notices (brand_id, member_id, topic_id, kind, event_id, reply_id, cause, seen, mailed, created) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING RETURNING id";
    let event = match cause {
        Cause::Event(id) | Cause::Intervention(id) => Some(id),
        Cause::Reply(_) | Cause::Report(_) => None,
    };
    let (me, kind, mailed) = (hearer.id.0, news.kind.as_str(), silent.then_some(0_i64));
    let row = fetch_optional!(
        tx,
        (i64,),
        sql,
        brand.0,
        me,
        topic.0,
        kind,
        event,
        news.reply_id,
        cause.name(),
        seen,
        mailed,
        now.0
    )?;
    match row {
        Some((id,)) if !silent && hearer.pace == MailPace::AtOnce => {
            let payload = post::payload(brand, hearer.id, id)?;
            jobs::enqueue_to(tx, Some(brand), POST, payload, now, hearer.address.as_deref()).await
        }
        _ => Ok(()),
    }
}

/// What a cause tells; nothing where it was undone, or where nobody is to hear of it.
async fn news(tx: &mut Tx, brand: BrandId, topic: TopicId, cause: Cause) -> Result<Option<News>> {
    match cause {
        Cause::Event(id) => of_event(tx, brand, topic, id).await,
        Cause::Reply(id) => {
            let sql = "SELECT 'reply' AS kind, r.author_id AS actor_id, r.id AS reply_id, r.created AS at, CAST(NULL AS BIGINT) AS only, t.visibility, \
                t.author_id, b.view_level, r.visibility AS reply_visibility, r.author_id AS reply_author FROM replies r \
                JOIN topics t ON t.brand_id = r.brand_id AND t.id = r.topic_id JOIN boards b ON b.brand_id = t.brand_id AND b.id = t.board_id \
                WHERE r.brand_id = $1 AND r.topic_id = $2 AND r.id = $3 AND r.visibility IN ('public', 'private')";
            Ok(fetch_optional!(tx, News, sql, brand.0, topic.0, id.0)?)
        }
        Cause::Report(id) => {
            let sql = "SELECT 'report' AS kind, p.member_id AS actor_id, CAST(NULL AS BIGINT) AS reply_id, p.closed AS at, p.member_id AS only, \
                t.visibility, t.author_id, b.view_level, CAST(NULL AS TEXT) AS reply_visibility, CAST(NULL AS BIGINT) AS reply_author FROM reports p \
                JOIN topics t ON t.brand_id = p.brand_id AND t.id = p.topic_id JOIN boards b ON b.brand_id = t.brand_id AND b.id = t.board_id \
                WHERE p.brand_id = $1 AND p.topic_id = $2 AND p.id = $3 AND p.closed IS NOT NULL";
            Ok(fetch_optional!(tx, News, sql, brand.0, topic.0, id.0)?)
        }
        Cause::Intervention(id) => {
            let sql = "SELECT 'intervention' AS kind, i.actor_id, i.reply_id, i.created AS at, \
                COALESCE(i.subject_id, a.owner_id, r.author_id, t.author_id) AS only, t.visibility, t.author_id, b.view_level, \
                r.visibility AS reply_visibility, r.author_id AS reply_author FROM interventions i \
                JOIN topics t ON t.brand_id = i.brand_id AND t.id = $2 JOIN boards b ON b.brand_id = t.brand_id AND b.id = t.board_id \
                LEFT JOIN replies r ON r.brand_id = i.brand_id AND r.id = i.reply_id \
                LEFT JOIN attachments a ON a.brand_id = i.brand_id AND a.id = i.attachment_id \
                WHERE i.brand_id = $1 AND i.id = $3 AND i.undone IS NULL";
            Ok(fetch_optional!(tx, News, sql, brand.0, topic.0, id)?)
        }
    }
}

async fn of_event(tx: &mut Tx, brand: BrandId, topic: TopicId, id: i64) -> Result<Option<News>> {
    let sql = "SELECT e.kind, e.status, e.actor_id, e.reply_id, r.author_id AS reply_author, e.created FROM events e \
        LEFT JOIN replies r ON r.brand_id = e.brand_id AND r.id = e.reply_id WHERE e.brand_id = $1 AND e.topic_id = $2 AND e.id = $3 \
        AND e.undone IS NULL AND (r.id IS NULL OR r.visibility IN ('public', 'private'))";
    let Some(step) = fetch_optional!(tx, Step, sql, brand.0, topic.0, id)? else {
        return Ok(None);
    };
    let Some(kind) = kind_of(&step) else { return Ok(None) };
    let sql = "SELECT CAST($4 AS TEXT) AS kind, CAST($5 AS BIGINT) AS actor_id, r.id AS reply_id, CAST($6 AS BIGINT) AS at, CAST(NULL AS BIGINT) AS only, \
        t.visibility, t.author_id, b.view_level, r.visibility AS reply_visibility, r.author_id AS reply_author FROM topics t \
        JOIN boards b ON b.brand_id = t.brand_id AND b.id = t.board_id LEFT JOIN replies r ON r.brand_id = t.brand_id AND r.id = $3 \
        WHERE t.brand_id = $1 AND t.id = $2";
    let (reply, actor, at) = (step.reply_id, step.actor_id.0, step.created.0);
    Ok(fetch_optional!(tx, News, sql, brand.0, topic.0, reply, kind.as_str(), actor, at)?)
}

/// What a step tells, if it tells anything.
fn kind_of(step: &Step) -> Option<NoticeKind> {
    match step.kind {
        EventKind::Kind => Some(NoticeKind::Kind),
        EventKind::Board => Some(NoticeKind::Board),
        EventKind::Status | EventKind::Answer => Some(match (step.status, step.reply_author) {
            (Some(Status::Answered), Some(author)) if author != step.actor_id => NoticeKind::Accepted,
            (Some(Status::Answered), Some(_)) | (None, _) => NoticeKind::Answer,
            _ => NoticeKind::Status,
        }),
        _ => None,
    }
}

/// The next who may have to be told, in the order of their ids: who chose to hear of it, and voters.
async fn hearers(tx: &mut Tx, brand: BrandId, topic: TopicId, news: &News, after: i64) -> Result<Vec<Hearer>> {
    const FACTS: &str = "SELECT m.id, CASE WHEN a.totp_since IS NOT NULL OR a.excused THEN m.role ELSE 'member' END AS role, m.affiliation, \
        m.mail AS pace, COALESCE(s.seen, 0) AS seen, COALESCE(s.mail, TRUE) AS mail, a.address";
    const SOURCES: &str = "JOIN memberships m ON m.brand_id = $1 AND m.id = h.member_id \
        LEFT JOIN accounts a ON a.id = m.account_id AND a.blocked IS NULL AND m.gone IS NULL \
        LEFT JOIN subscriptions s ON s.brand_id = $1 AND s.topic_id = $2 AND s.member_id = m.id ORDER BY m.id";
    if let Some(only) = news.only {
        let sql = format!("{FACTS} FROM (SELECT id AS member_id FROM memberships WHERE brand_id = $1 AND id = $4 AND id > $3) h {SOURCES}");
        return Ok(fetch_all!(tx, Hearer, &sql, brand.0, topic.0, after, only.0)?);
    }
    let followers = |levels: &str| {
        format!(
            "SELECT member_id FROM (SELECT member_id FROM subscriptions WHERE brand_id = $1 AND topic_id = $2 AND member_id > $3 \
             AND level IN ({levels}) ORDER BY member_id LIMIT $4) f"
        )
    };
    let voters = "SELECT member_id FROM (SELECT v.member_id FROM votes v WHERE v.brand_id = $1 AND v.topic_id = $2 AND v.member_id > $3 \
        AND NOT EXISTS (SELECT 1 FROM subscriptions x WHERE x.brand_id = $1 AND x.topic_id = $2 AND x.member_id = v.member_id) \
        ORDER BY v.member_id LIMIT $4) w";
    let all = if news.is_for_all_only() {
        followers("'all'")
    } else {
        format!("{} UNION {voters}", followers("'all', 'answers'"))
    };
    let sql = format!("{FACTS} FROM (SELECT member_id FROM ({all}) u ORDER BY member_id LIMIT $4) h {SOURCES}");
    Ok(fetch_all!(tx, Hearer, &sql, brand.0, topic.0, after, BATCH)?)
}
