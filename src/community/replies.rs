//! Replies: what is said under a topic, one level deep.

use crate::db::{Db, Result, Tx};
use crate::notices::{self, Cause};
use crate::prose::{self, RENDERER};
use crate::topics::events::{self, NewEvent};
use crate::topics::{self, Taken, Topic};
use crate::who::{Member, Viewer};
use crate::{attachments, drafts, execute, fetch_all, fetch_one, fetch_optional, moderation, promises, row, subscriptions, visible_to};
use serde_json::json;
use types::drafts::Place;
use types::members::{Affiliation, Role};
use types::notices::Reason;
use types::replies::NewReply;
use types::topics::{EventKind, Status, Visibility};
use types::{Error, Instant, Lang, MemberId, ReplyId, TopicId, heat, policy};

/// First-level replies on one page.
pub const PAGE: usize = 20;

row! {
    /// A reply as its topic's page shows it.
    pub struct Reply {
        pub id: ReplyId,
        pub parent_id: Option<i64>,
        pub visibility: Visibility,
        pub body: String,
        pub html: String,
        pub renderer: i64,
        pub lang: Lang,
        pub created: Instant,
        pub thanks: i64,
        /// Whether the viewer gave thanks.
        pub thanked: bool,
        pub author_id: MemberId,
        /// Empty where they have left.
        pub author: String,
        pub number: i64,
        pub role: Role,
        pub affiliation: Affiliation,
        pub title: Option<String>,
        pub picture_id: Option<i64>,
        /// What a moderator told the author, where it is hidden.
        pub hidden_reason: Option<String>,
        /// When it was last changed in sight of others.
        pub edited: Option<i64>,
    }
}

/// A first-level reply with those under it.
#[derive(Clone, Debug)]
pub struct Thread {
    pub reply: Reply,
    pub nested: Vec<Reply>,
}

/// One page of a topic's replies.
#[derive(Clone, Debug)]
pub struct Page {
    pub threads: Vec<Thread>,
    /// Whether replies stand before the first.
    pub earlier: bool,
    /// The first reply of the next page, if there is one.
    pub next: Option<ReplyId>,
}

impl Page {
    /// Whose reply this is, where it is on the page; empty where they have left.
    pub fn author(&self, id: ReplyId) -> Option<&str> {
        self.all().find(|reply| reply.id == id).map(|reply| reply.author.as_str())
    }

    /// Every reply of the page.
    pub fn all(&self) -> impl Iterator<Item = &Reply> {
        self.threads.iter().flat_map(|t| std::iter::once(&t.reply).chain(&t.nested))
    }
}

pub(crate) const COLUMNS: &str = "r.id, r.parent_id, r.visibility, r.body, r.html, r.renderer, r.lang, r.created, r.thanks, \
    EXISTS (SELECT 1 FROM thanks h WHERE h.brand_id = $1 AND h.reply_id = r.id AND h.member_id = $3) AS thanked, r.author_id, m.name AS author, m.number, m.role, \
    m.affiliation, m.title, m.picture_id, r.hidden_reason, r.edited";
/// Of a reply that is not for the viewer only the place: neither who nor what.
const PLACE: &str = "r.id, r.parent_id, r.visibility, CASE WHEN {visible} THEN r.body ELSE '' END AS body, CASE WHEN {visible} THEN r.html ELSE '' END AS html, \
    r.renderer, r.lang, r.created, r.thanks, EXISTS (SELECT 1 FROM thanks h WHERE h.brand_id = $1 AND h.reply_id = r.id AND h.member_id = $3) AS thanked, \
    r.author_id, CASE WHEN {visible} THEN m.name ELSE '' END AS author, CASE WHEN {visible} THEN m.number ELSE 0 END AS number, m.role, \
    m.affiliation, m.title, CASE WHEN {visible} THEN m.picture_id ELSE NULL END AS picture_id, \
    CASE WHEN {visible} THEN r.hidden_reason ELSE NULL END AS hidden_reason, r.edited";
pub(crate) const SOURCES: &str = "FROM replies r JOIN topics t ON t.brand_id = r.brand_id AND t.id = r.topic_id \
    JOIN boards b ON b.brand_id = t.brand_id AND b.id = t.board_id JOIN memberships m ON m.brand_id = r.brand_id AND m.id = r.author_id";

/// What keeps its place, empty, because others replied to it.
const PLACE_KEPT: &str = "r.visibility IN ('blanked', 'hidden', 'held') AND b.view_level <= $2 AND EXISTS \
    (SELECT 1 FROM replies n WHERE n.brand_id = $1 AND n.parent_id = r.id AND n.visibility = 'public')";

/// One page of replies, oldest first: the first, or where `from` is not on it, the page that begins with its thread.
pub async fn page(db: &Db, viewer: &Viewer, topic: &Topic, from: Option<ReplyId>) -> Result<Page> {
    let mut reader = db.read().await?;
    let (brand, level, me) = (viewer.brand().id.0, viewer.rank(), viewer.id_or_zero());
    let first = match from {
        Some(from) => {
            let sql = "SELECT COALESCE(parent_id, id) FROM replies WHERE brand_id = $1 AND topic_id = $2 AND id = $3";
            fetch_optional!(reader, (i64,), sql, brand, topic.id.0, from.0)?.map_or(0, |r| r.0)
        }
        None => 0,
    };
    let visible = visible_to!("r");
    let earlier = first > 0 && {
        let sql = format!(
            "SELECT COUNT(*) FROM (SELECT 1 {SOURCES} WHERE r.brand_id = $1 AND r.topic_id = $4 AND r.parent_id IS NULL AND r.id < $5 \
             AND ({visible} OR {PLACE_KEPT}) LIMIT {PAGE}) before"
        );
        let before = fetch_one!(reader, (i64,), &sql, brand, level, me, topic.id.0, first)?.0;
        usize::try_from(before).is_ok_and(|before| before >= PAGE)
    };
    let first = if earlier { first } else { 0 };
    let mut roots = fetch_all!(reader, Reply, &first_replies(), brand, level, me, topic.id.0, first)?;
    let next = roots.get(PAGE).map(|r| r.id);
    roots.truncate(PAGE);
    let last = roots.last().map_or(0, |r| r.id.0);
    let sql = format!(
        "SELECT {COLUMNS} {SOURCES} WHERE r.brand_id = $1 AND r.topic_id = $4 AND r.parent_id >= $5 AND r.parent_id <= $6 AND {visible} \
         ORDER BY r.id LIMIT 500"
    );
    let nested = fetch_all!(reader, Reply, &sql, brand, level, me, topic.id.0, first, last)?;
    let mut threads: Vec<Thread> = roots.into_iter().map(|reply| Thread { reply, nested: Vec::new() }).collect();
    for reply in nested {
        if let Some(thread) = threads.iter_mut().find(|t| Some(t.reply.id.0) == reply.parent_id) {
            thread.nested.push(reply);
        }
    }
    Ok(Page { threads, earlier, next })
}

/// The first replies of topic `$4` from `$5` on, in their order.
fn first_replies() -> String {
    let (visible, most) = (visible_to!("r"), PAGE + 1);
    let place = PLACE.replace("{visible}", visible);
    format!(
        "SELECT {place} {SOURCES} WHERE r.brand_id = $1 AND r.topic_id = $4 AND r.parent_id IS NULL AND r.id >= $5 AND ({visible} OR {PLACE_KEPT}) \
         ORDER BY r.id LIMIT {most}"
    )
}

/// One reply of a topic, if it is this viewer's to read.
pub async fn one(db: &Db, viewer: &Viewer, topic: &Topic, id: ReplyId) -> Result<Option<Reply>> {
    let visible = visible_to!("r");
    let sql = format!("SELECT {COLUMNS} {SOURCES} WHERE r.brand_id = $1 AND r.topic_id = $4 AND r.id = $5 AND {visible}");
    let (brand, level, me) = (viewer.brand().id.0, viewer.rank(), viewer.id_or_zero());
    Ok(fetch_optional!(db.read().await?, Reply, &sql, brand, level, me, topic.id.0, id.0)?)
}

/// Replies to a topic, or to a reply in it.
pub async fn reply(db: &Db, member: &Member, topic: TopicId, new: NewReply, lang: Lang, now: Instant) -> Result<ReplyId> {
    new.validate()?;
    db.write((member.clone(), topic, new, lang, now), |tx, (member, topic, new, lang, now)| {
        Box::pin(async move {
            moderation::may_write(tx, member, *now).await?;
            let topic = topics::for_write(tx, member, *topic).await?;
            if let Some(already) = sent_twice(tx, member, &topic, new, *now).await? {
                return Ok(already);
            }
            if !policy::may_reply(member.level(), topic.reply_level, topic.locked.is_some()) {
                let closed = member.level() >= topic.reply_level;
                return Err(if closed { Error::Closed } else { Error::Forbidden }.into());
            }
            topics::keep_pace(tx, member, *now, false).await?;
            let id = insert(tx, member, &topic, new, *lang, *now).await?;
            notices::announce(tx, member.brand(), topic.id, Cause::Reply(id), *now).await?;
            if topic.status == Some(Status::NeedsInformation) && topic.author_id == member.id {
                let informed = NewEvent {
                    details: json!({ "reply": id.0 }),
                    ..NewEvent::new(EventKind::Informed, member)
                };
                events::record(tx, topic.id, informed, *now).await?;
            }
            Ok(id)
        })
    })
    .await
}

/// The same words by the same person in the same place within a minute: a double click, or a form that was sent again.
async fn sent_twice(tx: &mut Tx, member: &Member, topic: &Taken, new: &NewReply, now: Instant) -> Result<Option<ReplyId>> {
    let sql = "SELECT id FROM replies WHERE brand_id = $1 AND topic_id = $2 AND author_id = $3 AND body = $4 \
        AND COALESCE(parent_id, 0) = COALESCE((SELECT COALESCE(p.parent_id, p.id) FROM replies p WHERE p.brand_id = $1 AND p.id = $5), 0) \
        AND created > $6 AND created <= $7";
    // Up to a minute ahead: of two equal requests at once, the one that began first may write last.
    let (since, until) = (now.plus_seconds(-60).0, now.plus_seconds(60).0);
    let parent = new.parent.unwrap_or(0);
    let found = fetch_optional!(
        tx,
        (i64,),
        sql,
        member.brand().0,
        topic.id.0,
        member.id.0,
        &new.reply,
        parent,
        since,
        until
    )?;
    Ok(found.map(|r| ReplyId(r.0)))
}

/// Adds a reply to a topic that is taken, with its counter and heat.
pub(crate) async fn insert(tx: &mut Tx, member: &Member, topic: &Taken, new: &NewReply, lang: Lang, now: Instant) -> Result<ReplyId> {
    let brand = member.brand().0;
    let parent = match new.parent {
        Some(parent) => {
            let sql =
                "SELECT COALESCE(parent_id, id) FROM replies WHERE brand_id = $1 AND topic_id = $2 AND id = $3 AND visibility = 'public'";
            Some(
                fetch_optional!(tx, (i64,), sql, brand, topic.id.0, parent)?
                    .ok_or(Error::NotFound)?
                    .0,
            )
        }
        None => None,
    };
    let prose = prose::render(&new.reply);
    let sql = "INSERT INTO replies (brand_id, topic_id, author_id, parent_id, visibility, body, html, renderer, lang, created) \
        VALUES ($1, $2, $3, $4, 'public', $5, $6, $7, $8, $9) RETURNING id";
    let row = fetch_one!(
        tx,
        (i64,),
        sql,
        brand,
        topic.id.0,
        member.id.0,
        parent,
        &new.reply,
        &prose.html,
        RENDERER,
        lang.as_str(),
        now.0
    )?;
    let id = ReplyId(row.0);
    attachments::claim(tx, member, topic.id, Some(id), &new.pictures).await?;
    drafts::drop_at(tx, member, Place::Topic(topic.number)).await?;
    let heat = heat::plus(topic.heat, heat::of(heat::REPLY, now));
    let first = (member.role.is_team() && topic.author_id != member.id).then_some(now.0);
    let sql = "UPDATE topics SET replies = replies + 1, heat = $3, changed = $4, first_answered = COALESCE(first_answered, $5) \
        WHERE brand_id = $1 AND id = $2";
    execute!(tx, sql, brand, topic.id.0, heat, now.0, first)?;
    if first.is_some() && topic.first_answered.is_none() {
        promises::measure_soon(tx, member.brand()).await?;
    }
    subscriptions::follow(tx, member, topic.id, Reason::Reply, now).await?;
    moderation::held::reply(tx, member, topic, id).await?;
    Ok(id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{self, NOW};

    async fn start(db: &Db) -> (crate::brands::Brand, Member, Topic) {
        let brand = testing::brand(db, "drumlin").await;
        let isla = testing::member(db, &brand, "isla", Role::Member).await;
        let number = topics::propose(db, &isla, testing::idea("A sleeve for bent poles"), Lang::En, NOW)
            .await
            .unwrap();
        let topic = topics::read(db, &testing::visitor(db, &brand).await, number).await.unwrap();
        (brand, isla, topic)
    }

    fn said(text: &str, parent: Option<ReplyId>) -> NewReply {
        NewReply {
            reply: text.into(),
            parent: parent.map(|p| p.0),
            ..NewReply::default()
        }
    }

    crate::on_both_engines! {
        async fn a_reply_to_a_nested_reply_stays_on_the_same_level(db: Db) {
            let (brand, isla, topic) = start(&db).await;
            let first = reply(&db, &isla, topic.id, said("first", None), Lang::En, NOW).await.unwrap();
            let second = reply(&db, &isla, topic.id, said("second", Some(first)), Lang::En, NOW).await.unwrap();
            reply(&db, &isla, topic.id, said("third", Some(second)), Lang::En, NOW).await.unwrap();
            let page = page(&db, &testing::visitor(&db, &brand).await, &topic, None).await.unwrap();
            assert_eq!(page.threads.len(), 1);
            assert_eq!(page.threads[0].nested.iter().map(|r| r.body.as_str()).collect::<Vec<_>>(), ["second", "third"]);
        }

        async fn a_reply_of_the_first_page_is_shown_there_and_a_later_one_on_a_page_with_a_way_back(db: Db) {
            let (brand, isla, topic) = start(&db).await;
            let first = reply(&db, &isla, topic.id, said("first", None), Lang::En, NOW).await.unwrap();
            let nested = reply(&db, &isla, topic.id, said("nested", Some(first)), Lang::En, NOW).await.unwrap();
            let mut roots = vec![first];
            for n in 1..=PAGE {
                roots.push(reply(&db, &isla, topic.id, said(&format!("root {n}"), None), Lang::En, NOW).await.unwrap());
            }
            let (visitor, last) = (testing::visitor(&db, &brand).await, roots[PAGE]);
            let begins = |from: Option<ReplyId>| {
                let (db, visitor, topic) = (&db, &visitor, &topic);
                async move {
                    let page = page(db, visitor, topic, from).await.unwrap();
                    (page.threads[0].reply.id, page.earlier)
                }
            };
            for from in [None, Some(first), Some(nested), Some(roots[PAGE - 1])] {
                assert_eq!(begins(from).await, (first, false), "{from:?}");
            }
            assert_eq!(begins(Some(last)).await, (last, true));
        }

        async fn the_replies_of_a_topic_are_read_by_its_own_index(db: Db) {
            let Db::Sqlite { readers, .. } = &db else { return };
            let sql = format!("EXPLAIN QUERY PLAN {}", first_replies());
            let plan: Vec<(i64, i64, i64, String)> = sqlx::query_as(&sql).bind(1).bind(0).bind(0).bind(1).bind(0).fetch_all(&mut *readers.lend().await.unwrap()).await.unwrap();
            let steps: Vec<_> = plan.iter().map(|step| step.3.as_str()).collect();
            assert!(steps.iter().any(|s| s.contains("r USING INDEX replies_in_order (brand_id=? AND topic_id=?")), "{steps:#?}");
            assert!(!steps.iter().any(|s| s.contains("TEMP B-TREE")), "{steps:#?}");
        }

        async fn pages_of_replies_follow_each_other_without_gap_or_overlap(db: Db) {
            let (brand, isla, topic) = start(&db).await;
            for n in 0..45 {
                reply(&db, &isla, topic.id, said(&format!("reply {n}"), None), Lang::En, NOW).await.unwrap();
            }
            let visitor = testing::visitor(&db, &brand).await;
            let (mut seen, mut from) = (Vec::new(), None);
            loop {
                let page = page(&db, &visitor, &topic, from).await.unwrap();
                seen.extend(page.threads.into_iter().map(|t| t.reply.body));
                from = page.next;
                if from.is_none() { break }
            }
            assert_eq!(seen, (0..45).map(|n| format!("reply {n}")).collect::<Vec<_>>());
            assert_eq!(topics::read(&db, &visitor, topic.number).await.unwrap().replies, 45);
        }

        async fn a_reply_that_is_sent_twice_is_said_once(db: Db) {
            let (_, isla, topic) = start(&db).await;
            let mut clicks = tokio::task::JoinSet::new();
            for _ in 0..5 {
                let (db, isla, topic) = (db.clone(), isla.clone(), topic.id);
                clicks.spawn(async move { reply(&db, &isla, topic, said("double click", None), Lang::En, NOW).await.unwrap() });
            }
            let ids: std::collections::BTreeSet<_> = clicks.join_all().await.into_iter().collect();
            assert_eq!(ids.len(), 1);
            reply(&db, &isla, topic.id, said("double click", None), Lang::En, NOW.plus_seconds(61)).await.unwrap();
        }

        async fn a_reply_of_another_topic_cannot_be_answered_here(db: Db) {
            let (brand, isla, topic) = start(&db).await;
            let number = topics::propose(&db, &isla, testing::idea("Another idea of mine"), Lang::En, NOW).await.unwrap();
            let other = topics::read(&db, &testing::visitor(&db, &brand).await, number).await.unwrap();
            let there = reply(&db, &isla, other.id, said("there", None), Lang::En, NOW).await.unwrap();
            let error: Error = reply(&db, &isla, topic.id, said("here", Some(there)), Lang::En, NOW).await.unwrap_err().into();
            assert_eq!(error, Error::NotFound);
        }
    }
}
