//! What waits for a moderator, and what was done.

use super::interventions::{Before, Removal};
use crate::db::{Db, Result};
use crate::who::Moderator;
use crate::{fetch_all, fetch_one, row};
use types::members::Role;
use types::moderation::{Deed, ReportReason, Term, UNTIL_LIFTED};
use types::{Instant, InterventionId, ReportId};

/// Most rows of each list.
const MOST: i64 = 50;

/// What is private is its author's and the team's: a moderator who is in no team finds it nowhere. `$3` is their rank.
pub(super) const UNLESS_PRIVATE: &str = "(t.visibility <> 'private' OR $3 = 5)";

row! {
    /// A text that waits.
    pub struct Waiting {
        pub number: i64,
        pub slug: String,
        pub title: String,
        pub reply_id: Option<i64>,
        pub body: String,
        pub author: String,
        pub author_number: i64,
        pub author_role: Role,
        pub created: Instant,
    }

    /// A report that is open.
    pub struct Report {
        pub id: ReportId,
        pub number: i64,
        pub slug: String,
        pub title: String,
        pub reply_id: Option<i64>,
        pub body: String,
        pub author: String,
        pub author_number: i64,
        pub author_role: Role,
        pub reason: ReportReason,
        pub text: String,
        /// Who told it; empty where they have left.
        pub by: String,
        pub by_number: i64,
        pub created: Instant,
    }

    /// Something that a moderator did.
    pub struct Done {
        pub id: InterventionId,
        pub kind: Deed,
        pub number: Option<i64>,
        pub slug: Option<String>,
        pub title: Option<String>,
        pub reply_id: Option<i64>,
        pub revision_id: Option<i64>,
        pub attachment_id: Option<i64>,
        pub subject: Option<String>,
        pub subject_number: Option<i64>,
        pub actor: String,
        pub actor_number: i64,
        pub reason: String,
        pub created: Instant,
        pub undone: Option<i64>,
        pub undone_by: Option<String>,
        pub before: String,
    }
}

impl Done {
    fn before(&self) -> Option<Before> {
        serde_json::from_str(&self.before).ok()
    }

    /// For how long somebody was suspended.
    pub fn term(&self) -> Option<Term> {
        let Some(Before::Suspension { to: Some(to), .. }) = self.before() else {
            return None;
        };
        let end = |term: &Term| term.days().map_or(UNTIL_LIFTED, |days| self.created.plus_seconds(days * 86_400).0);
        Term::ALL.iter().find(|term| end(term) == to).copied()
    }

    /// The board that a conversation was moved to, by the name that it had.
    pub fn board(&self) -> Option<String> {
        match self.before() {
            Some(Before::Board { name, .. }) => Some(name).filter(|name| !name.is_empty()),
            _ => None,
        }
    }

    /// How much was taken out of sight with a spammer.
    pub fn removal(&self) -> Option<Removal> {
        match self.before() {
            Some(Before::Removal(removal)) => Some(removal),
            _ => None,
        }
    }
}

/// The oldest texts that wait.
pub async fn waiting(db: &Db, by: &Moderator) -> Result<Vec<Waiting>> {
    let sql = format!(
        "SELECT * FROM (SELECT t.number, t.slug, t.title, CAST(NULL AS BIGINT) AS reply_id, t.body, m.name AS author, m.number AS author_number, m.role AS author_role, t.created \
            FROM topics t JOIN memberships m ON m.brand_id = t.brand_id AND m.id = t.author_id \
            WHERE t.brand_id = $1 AND t.visibility = 'held' ORDER BY t.created, t.id LIMIT $2) started \
        UNION ALL \
        SELECT * FROM (SELECT t.number, t.slug, t.title, r.id AS reply_id, r.body, m.name AS author, m.number AS author_number, m.role AS author_role, r.created \
            FROM replies r JOIN topics t ON t.brand_id = r.brand_id AND t.id = r.topic_id JOIN memberships m ON m.brand_id = r.brand_id AND m.id = r.author_id \
            WHERE r.brand_id = $1 AND r.visibility = 'held' AND {seen} ORDER BY r.created, r.id LIMIT $2) replied \
        ORDER BY created LIMIT $2",
        seen = UNLESS_PRIVATE
    );
    Ok(fetch_all!(db.read().await?, Waiting, &sql, by.brand().0, MOST, by.rank())?)
}

/// The oldest reports that nobody has looked at.
pub async fn reports(db: &Db, by: &Moderator) -> Result<Vec<Report>> {
    let sql = format!(
        "SELECT p.id, t.number, t.slug, t.title, p.reply_id, COALESCE(r.body, t.body) AS body, w.name AS author, w.number AS author_number, w.role AS author_role, p.reason, p.text, \
        m.name AS by, m.number AS by_number, p.created FROM reports p \
        JOIN topics t ON t.brand_id = p.brand_id AND t.id = p.topic_id \
        LEFT JOIN replies r ON r.brand_id = p.brand_id AND r.id = p.reply_id \
        JOIN memberships w ON w.brand_id = p.brand_id AND w.id = COALESCE(r.author_id, t.author_id) \
        JOIN memberships m ON m.brand_id = p.brand_id AND m.id = p.member_id \
        WHERE p.brand_id = $1 AND p.closed IS NULL AND {UNLESS_PRIVATE} ORDER BY p.id LIMIT $2"
    );
    Ok(fetch_all!(db.read().await?, Report, &sql, by.brand().0, MOST, by.rank())?)
}

/// The newest deeds; what is part of another is told with it.
pub async fn done(db: &Db, by: &Moderator) -> Result<Vec<Done>> {
    let sql = format!(
        "SELECT i.id, i.kind, t.number, t.slug, t.title, i.reply_id, i.revision_id, i.attachment_id, s.name AS subject, s.number AS subject_number, \
        a.name AS actor, a.number AS actor_number, i.reason, i.created, i.undone, u.name AS undone_by, i.before FROM interventions i \
        JOIN memberships a ON a.brand_id = i.brand_id AND a.id = i.actor_id \
        LEFT JOIN topics t ON t.brand_id = i.brand_id AND t.id = i.topic_id AND {UNLESS_PRIVATE} \
        LEFT JOIN memberships s ON s.brand_id = i.brand_id AND s.id = i.subject_id \
        LEFT JOIN memberships u ON u.brand_id = i.brand_id AND u.id = i.undone_by \
        WHERE i.brand_id = $1 AND i.part_of IS NULL ORDER BY i.id DESC LIMIT $2"
    );
    Ok(fetch_all!(db.read().await?, Done, &sql, by.brand().0, MOST, by.rank())?)
}

/// How much waits: texts and reports, each counted to 51.
pub async fn count(db: &Db, by: &Moderator) -> Result<i64> {
    let sql = format!(
        "SELECT (SELECT COUNT(*) FROM (SELECT 1 FROM topics WHERE brand_id = $1 AND visibility = 'held' LIMIT $2 + 1) x) + \
        (SELECT COUNT(*) FROM (SELECT 1 FROM replies WHERE brand_id = $1 AND visibility = 'held' LIMIT $2 + 1) y) + \
        (SELECT COUNT(*) FROM (SELECT 1 FROM reports p JOIN topics t ON t.brand_id = p.brand_id AND t.id = p.topic_id \
         WHERE p.brand_id = $1 AND p.closed IS NULL AND {UNLESS_PRIVATE} LIMIT $2 + 1) z)"
    );
    Ok(fetch_one!(db.read().await?, (i64,), &sql, by.brand().0, MOST, by.rank())?.0)
}
