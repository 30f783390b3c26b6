//! Starting a topic.

use super::details;
use super::events::{self, NewEvent};
use crate::db::{Db, Result, Tx};
use crate::limits::{self, Limited};
use crate::prose::{self, Prose, RENDERER};
use crate::who::Member;
use crate::{attachments, drafts, fetch_one, fetch_optional, moderation, promises, row, subscriptions};
use types::boards::Level;
use types::drafts::Place;
use types::notices::Reason;
use types::topics::{EventKind, Kind, NewTopic, Visibility, slug_of};
use types::{BoardId, Error, Instant, Lang, ProductId, TopicId, heat, policy};

/// A member is new for this long after joining, in seconds: 24 hours.
const NEW_FOR: i64 = 86_400;
/// A new member waits this long between two topics, in seconds.
const BETWEEN_TOPICS: i64 = 120;
/// A new member waits this long between any two posts, in seconds.
const BETWEEN_POSTS: i64 = 30;

row! {
    /// A board that may take the topic.
    pub struct Taking {
        pub id: BoardId,
        pub kinds: Vec<Kind>,
        pub submit_level: Level,
    }
}

/// Starts a topic; gives its number in the brand.
pub async fn propose(db: &Db, member: &Member, new: NewTopic, lang: Lang, now: Instant) -> Result<i64> {
    let kind = new.validate()?;
    let prose = prose::render(&new.body);
    db.write(
        (member.clone(), new, kind, prose, lang, now),
        |tx, (member, new, kind, prose, lang, now)| {
            Box::pin(async move {
                moderation::may_write(tx, member, *now).await?;
                if let Some(already) = sent_twice(tx, member, new, *now).await? {
                    return Ok(already);
                }
                let board = board_taking(tx, member, &new.board, *kind).await?;
                keep_pace(tx, member, *now, true).await?;
                let product = product(tx, member, &new.product).await?;
                let (id, number) = insert(tx, member, board, product, new, *kind, prose, *lang, *now).await?;
                details::keep(tx, member, id, new).await?;
                attachments::claim(tx, member, id, None, &new.pictures).await?;
                drafts::drop_at(tx, member, Place::New).await?;
                let posted = NewEvent::new(EventKind::Posted, member);
                events::record(tx, id, posted, *now).await?;
                promises::promise(tx, member.brand(), id).await?;
                moderation::held::topic(tx, member, id).await?;
                subscriptions::follow(tx, member, id, Reason::Author, *now).await?;
                Ok(number)
            })
        },
    )
    .await
}

/// The board of a slug if this member may see it and start such a topic there.
async fn board_taking(tx: &mut Tx, member: &Member, board: &str, kind: Kind) -> Result<BoardId> {
    let sql = "SELECT id, kinds, submit_level FROM boards WHERE brand_id = $1 AND slug = $2 AND view_level <= $3";
    let found = fetch_optional!(tx, Taking, sql, member.brand().0, board, member.rank())?;
    let board = found.ok_or_else(|| Error::invalid("board", "board-missing"))?;
    if !board.kinds.contains(&kind) {
        return Err(Error::invalid("board", "board-kind").into());
    }
    if policy::may_submit(member.level(), member.role.is_team(), board.submit_level, &board.kinds, kind) {
        Ok(board.id)
    } else {
        Err(Error::Forbidden.into())
    }
}

/// The product of a slug, if it is still sold.
async fn product(tx: &mut Tx, member: &Member, slug: &str) -> Result<Option<ProductId>> {
    if slug.is_empty() {
        return Ok(None);
    }
    let sql = "SELECT id FROM products WHERE brand_id = $1 AND slug = $2 AND retired IS NULL";
    let found = fetch_optional!(tx, (i64,), sql, member.brand().0, slug)?;
    let (id,) = found.ok_or_else(|| Error::invalid("product", "product-gone"))?;
    Ok(Some(ProductId(id)))
}

/// Takes the author's row first of all, so that what one person sends at once is looked at one after another; who has left meanwhile
/// says nothing more.
pub async fn take_author(tx: &mut Tx, member: &Member) -> Result<()> {
    let sql = format!(
        "SELECT id FROM memberships WHERE brand_id = $1 AND id = $2 AND gone IS NULL{}",
        tx.for_update()
    );
    let found = fetch_optional!(tx, (i64,), &sql, member.brand().0, member.id.0)?;
    found.map(drop).ok_or_else(|| Error::SignInNeeded.into())
}

/// The same topic by the same person within a minute: a double click, or a form that was sent again.
async fn sent_twice(tx: &mut Tx, member: &Member, new: &NewTopic, now: Instant) -> Result<Option<i64>> {
    let sql =
        "SELECT number FROM topics WHERE brand_id = $1 AND author_id = $2 AND created > $3 AND created <= $4 AND title = $5 AND body = $6";
    // Up to a minute ahead: of two equal requests at once, the one that began first may write last.
    let (since, until) = (now.plus_seconds(-60).0, now.plus_seconds(60).0);
    let found = fetch_optional!(
        tx,
        (i64,),
        sql,
        member.brand().0,
        member.id.0,
        since,
        until,
        one_line(&new.title),
        &new.body
    )?;
    Ok(found.map(|r| r.0))
}

/// A title without line breaks and doubled spaces; no-break spaces stay.
pub fn one_line(title: &str) -> String {
    title.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

/// New members post slowly, so that a flood is not worth starting.
pub async fn keep_pace(tx: &mut Tx, member: &Member, now: Instant, topic: bool) -> Result<()> {
    if member.trust > 0 || member.role.is_staff() || now.seconds_since(member.joined) > NEW_FOR {
        return Ok(());
    }
    let sql = "SELECT (SELECT MAX(created) FROM topics WHERE brand_id = $1 AND author_id = $2), \
        (SELECT MAX(created) FROM replies WHERE brand_id = $1 AND author_id = $2)";
    let (last_topic, last_reply) = fetch_one!(tx, (Option<i64>, Option<i64>), sql, member.brand().0, member.id.0)?;
    let wait = |last: Option<i64>, gap: i64| last.map_or(0, |at| gap - now.seconds_since(Instant(at)));
    let posts = wait(last_topic.max(last_reply), BETWEEN_POSTS);
    let topics = if topic { wait(last_topic, BETWEEN_TOPICS) } else { 0 };
    match posts.max(topics) {
        seconds if seconds > 0 => Err(limits::refuse(Limited::Posts, seconds, now).into()),
        _ => Ok(()),
    }
}

#[expect(clippy::too_many_arguments, reason = "one row, written once")]
async fn insert(
    tx: &mut Tx,
    member: &Member,
    board: BoardId,
    product: Option<ProductId>,
    new: &NewTopic,
    kind: Kind,
    prose: &Prose,
    lang: Lang,
    now: Instant,
) -> Result<(TopicId, i64)> {
    let sql = "UPDATE brands SET next_topic = next_topic + 1 WHERE id = $1 RETURNING next_topic - 1";
    let number = fetch_one!(tx, (i64,), sql, member.brand().0)?.0;
    let title = one_line(&new.title);
    let sql = "INSERT INTO topics (brand_id, number, board_id, author_id, kind, visibility, status, title, slug, body, html, renderer, gist, \
        lang, heat, created, product_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) RETURNING id";
    let visibility = if new.private { Visibility::Private } else { Visibility::Public };
    let status = kind.statuses().first().map(|s| s.as_str());
    let row = fetch_one!(
        tx,
        (i64,),
        sql,
        member.brand().0,
        number,
        board.0,
        member.id.0,
        kind.as_str(),
        visibility.as_str(),
        status,
        &title,
        slug_of(&title),
        &new.body,
        &prose.html,
        RENDERER,
        &prose.gist,
        lang.as_str(),
        heat::of(heat::TOPIC, now),
        now.0,
        product.map(|p| p.0)
    )?;
    Ok((TopicId(row.0), number))
}
