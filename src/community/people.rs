//! People as others see them in one brand: who they are, what they said, what they are thanked for. And their own hand in it.

use crate::db::{Db, Result, Tx};
use crate::who::{Member, Viewer};
use crate::{execute, fetch_all, fetch_one, fetch_optional, moderation, row, topics, visible_to};
use types::members::{Affiliation, Role};
use types::people::{PAGE, Profile};
use types::topics::{Kind, Status};
use types::{BrandId, Error, Instant, Lang, MemberId};

/// Most deeds that a profile thanks for.
const THANKS: usize = 20;

row! {
    /// A member as others see them.
    pub struct Person {
        pub id: MemberId,
        pub number: i64,
        pub name: String,
        pub handle: String,
        pub role: Role,
        pub affiliation: Affiliation,
        pub title: Option<String>,
        pub picture_id: Option<i64>,
        pub joined: Instant,
    }

    /// A topic or a reply of somebody, with the topic where it stands.
    pub struct Saying {
        /// The reply's id; nothing for a topic.
        pub reply_id: Option<i64>,
        pub number: i64,
        pub slug: String,
        pub title: String,
        pub kind: Kind,
        pub status: Option<Status>,
        /// The topic's one line; empty for a reply.
        pub gist: String,
        /// The reply's Markdown; empty for a topic.
        pub body: String,
        /// The language of the topic's title.
        pub title_lang: Lang,
        /// The language of what was said.
        pub lang: Lang,
        pub created: Instant,
        pub id: i64,
    }

    /// Something that came of what somebody said.
    pub struct Thanks {
        /// The reply that became the answer; nothing for a topic that was delivered, fixed or answered.
        pub reply_id: Option<i64>,
        pub number: i64,
        pub slug: String,
        pub title: String,
        pub status: Option<Status>,
        pub lang: Lang,
        pub since: Instant,
    }
}

/// One page of what somebody said, newest first.
#[derive(Clone, Debug)]
pub struct Sayings {
    pub said: Vec<Saying>,
    /// What `after` is for the next page, if there is one.
    pub next: Option<String>,
}

/// The member of a number; who has left is not found.
pub async fn person(db: &Db, viewer: &Viewer, number: i64) -> Result<Person> {
    let sql = "SELECT id, number, name, handle, role, affiliation, title, picture_id, joined FROM memberships \
        WHERE brand_id = $1 AND number = $2 AND gone IS NULL";
    let found = fetch_optional!(db.read().await?, Person, sql, viewer.brand().id.0, number)?;
    Ok(found.ok_or(Error::NotFound)?)
}

/// How a member is known, as they may change it.
pub async fn own(db: &Db, member: &Member) -> Result<Profile> {
    let sql = "SELECT name, handle FROM memberships WHERE brand_id = $1 AND id = $2";
    let (name, handle) = fetch_one!(db.read().await?, (String, String), sql, member.brand().0, member.id.0)?;
    Ok(Profile { name, handle })
}

/// What of it this viewer may see. A reply is seen where its topic is.
pub async fn said(db: &Db, viewer: &Viewer, person: &Person, after: Option<&str>) -> Result<Sayings> {
    // Of one instant the replies stand before the topics.
    let (created, part, id) = after.and_then(position).unwrap_or((i64::MAX, 3, i64::MAX));
    let one_more = PAGE + 1;
    let sql = format!(
        "SELECT * FROM (SELECT CAST(NULL AS BIGINT) AS reply_id, t.number, t.slug, t.title, t.kind, t.status, t.gist, '' AS body, t.lang AS title_lang, t.lang, \
            t.created, t.id, 1 AS part FROM topics t JOIN boards b ON b.brand_id = t.brand_id AND b.id = t.board_id \
            WHERE t.brand_id = $1 AND t.author_id = $4 AND t.created <= $5 AND (t.created < $5 OR $6 > 1 OR $6 = 1 AND t.id < $7) \
            AND {topic} ORDER BY t.created DESC, t.id DESC LIMIT {one_more}) started \
         UNION ALL \
         SELECT * FROM (SELECT r.id AS reply_id, t.number, t.slug, t.title, t.kind, t.status, '' AS gist, r.body, t.lang AS title_lang, r.lang, \
            r.created, r.id, 2 AS part FROM replies r JOIN topics t ON t.brand_id = r.brand_id AND t.id = r.topic_id \
            JOIN boards b ON b.brand_id = t.brand_id AND b.id = t.board_id \
            WHERE r.brand_id = $1 AND r.author_id = $4 AND r.created <= $5 AND (r.created < $5 OR $6 > 2 OR $6 = 2 AND r.id < $7) \
            AND {topic} AND {reply} ORDER BY r.created DESC, r.id DESC LIMIT {one_more}) replied \
         ORDER BY created DESC, part DESC, id DESC LIMIT {one_more}",
        topic = visible_to!("t"),
        reply = visible_to!("r")
    );
    let (brand, level, me) = (viewer.brand().id.0, viewer.rank(), viewer.id_or_zero());
    let mut said = fetch_all!(db.read().await?, Saying, &sql, brand, level, me, person.id.0, created, part, id)?;
    let more = said.len() > PAGE;
    said.truncate(PAGE);
    let next = said.last().filter(|_| more).map(cursor);
    Ok(Sayings { said, next })
}

fn cursor(last: &Saying) -> String {
    let part = if last.reply_id.is_some() { 2 } else { 1 };
    format!("{:x}-{part}-{:x}", last.created.0, last.id)
}

/// The position of an `after`; nothing for one that nobody was given, which then reads as the first page.
fn position(after: &str) -> Option<(i64, i64, i64)> {
    let mut parts = after.split('-').map(|part| i64::from_str_radix(part, 16).ok());
    Some((parts.next()??, parts.next()??, parts.next()??))
}

/// What came of it, newest first: topics that were delivered, fixed or answered, and replies that became the answer.
pub async fn thanks(db: &Db, viewer: &Viewer, person: &Person) -> Result<Vec<Thanks>> {
    let sql = format!(
        "SELECT * FROM (SELECT CAST(NULL AS BIGINT) AS reply_id, t.number, t.slug, t.title, t.status, t.lang, COALESCE(t.answered, t.created) AS since \
            FROM topics t JOIN boards b ON b.brand_id = t.brand_id AND b.id = t.board_id \
            WHERE t.brand_id = $1 AND t.author_id = $4 AND t.status IN ('delivered', 'fixed', 'answered') AND {topic}) done \
         UNION ALL \
         SELECT * FROM (SELECT r.id AS reply_id, t.number, t.slug, t.title, t.status, t.lang, COALESCE(t.answered, r.created) AS since \
            FROM replies r JOIN topics t ON t.brand_id = r.brand_id AND t.id = r.topic_id AND t.answer_id = r.id \
            JOIN boards b ON b.brand_id = t.brand_id AND b.id = t.board_id \
            WHERE r.brand_id = $1 AND r.author_id = $4 AND {topic} AND {reply}) answered \
         ORDER BY since DESC, number DESC LIMIT {THANKS}",
        topic = visible_to!("t"),
        reply = visible_to!("r")
    );
    let (brand, level, me) = (viewer.brand().id.0, viewer.rank(), viewer.id_or_zero());
    Ok(fetch_all!(db.read().await?, Thanks, &sql, brand, level, me, person.id.0)?)
}

/// Takes another name or handle; not while suspended, for a name is read by everybody.
pub async fn save(db: &Db, member: &Member, profile: &Profile, now: Instant) -> Result<()> {
    let profile = profile.canonical();
    profile.validate()?;
    db.write((member.clone(), profile, now), |tx, (member, profile, now)| {
        Box::pin(async move {
            moderation::may_write(tx, member, *now).await?;
            topics::take_author(tx, member).await?;
            let sql = "UPDATE memberships SET name = $3, handle = $4 WHERE brand_id = $1 AND id = $2";
            execute!(tx, sql, member.brand().0, member.id.0, &profile.name, &profile.handle)?;
            Ok(())
        })
    })
    .await
}

/// Accepts the versions of the house rules and the contribution terms that the person was shown. Never goes back to an earlier one.
pub async fn accept(db: &Db, member: &Member, rules: i64, terms: i64) -> Result<()> {
    db.write((member.clone(), rules, terms), |tx, (member, rules, terms)| {
        Box::pin(async move {
            let (rules_now, terms_now) = versions(tx, member.brand()).await?;
            let sql = "UPDATE memberships SET rules_version = CASE WHEN rules_version < $3 THEN $3 ELSE rules_version END, \
                terms_version = CASE WHEN terms_version < $4 THEN $4 ELSE terms_version END WHERE brand_id = $1 AND id = $2";
            let (rules, terms) = ((*rules).min(rules_now), (*terms).min(terms_now));
            execute!(tx, sql, member.brand().0, member.id.0, rules, terms)?;
            Ok(())
        })
    })
    .await
}

async fn versions(tx: &mut Tx, brand: BrandId) -> Result<(i64, i64)> {
    let sql = "SELECT rules_version, terms_version FROM brands WHERE id = $1";
    Ok(fetch_one!(tx, (i64, i64), sql, brand.0)?)
}

#[cfg(test)]
mod tests;
