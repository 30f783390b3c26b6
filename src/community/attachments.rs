//! Pictures under topics and replies. One is sent before its text and waits; the text claims it in its own transaction. Whoever may read the
//! text may see its pictures, and nobody else.

mod purge;

use crate::db::{Db, Result, Tx};
use crate::images::{self, Media};
use crate::limits::{self, Limit, Limited};
use crate::pictures::Picture;
use crate::replies::Page;
use crate::topics::Topic;
use crate::who::{Member, Viewer};
use crate::{execute, fetch_all, fetch_one, fetch_optional, moderation, row};
use image::imageops::FilterType;
pub use purge::sweep;
use types::attachments::{A_MINUTE, Attached, SIDE, SMALL};
use types::topics::Visibility;
use types::{AttachmentId, Error, Instant, ReplyId, TopicId, Wrong};

/// Pictures of one member that may wait for a text; the oldest goes when another one comes.
const WAITING: i64 = 12;

row! {
    /// A picture as a page shows it.
    pub struct Shown {
        pub id: AttachmentId,
        pub reply_id: Option<i64>,
        pub visibility: Visibility,
        /// What a moderator told its owner.
        pub hidden_reason: Option<String>,
        pub alt: String,
        pub media: String,
        pub width: i64,
        pub height: i64,
    }
}

/// A picture made anew.
#[derive(Clone, Debug)]
struct Made {
    media: Media,
    width: u32,
    height: u32,
    bytes: Vec<u8>,
    small: Vec<u8>,
}

impl Shown {
    /// The ending of its address.
    pub fn ending(&self) -> &'static str {
        ending(&self.media)
    }

    /// Width and height of the small one.
    pub fn small(&self) -> (i64, i64) {
        let most = i64::from(SMALL);
        if self.width <= most {
            return (self.width, self.height);
        }
        (most, (self.height * most + self.width / 2) / self.width.max(1))
    }
}

fn ending(media: &str) -> &'static str {
    if media == Media::WebP.as_str() { "webp" } else { "jpg" }
}

/// Keeps a picture that a member sent (PNG, JPEG or WebP) until its text comes.
pub async fn add(db: &Db, member: &Member, sent: Vec<u8>, now: Instant) -> Result<AttachmentId> {
    let pace = Limit::new(Limited::Pictures, &format!("pictures {}", member.id.0), A_MINUTE, 60);
    if let Err(failure) = limits::take(db, vec![pace], now).await {
        return Err(match Error::from(failure) {
            Error::TooMany { seconds } => Error::Invalid(vec![Wrong::new("pictures", "pictures-too-soon").after(seconds)]),
            other => other,
        }
        .into());
    }
    let made = images::apart("pictures", sent, made_anew).await?;
    db.write((member.clone(), made, now), |tx, (member, made, now)| {
        Box::pin(async move {
            moderation::may_write(tx, member, *now).await?;
            let (brand, me) = (member.brand().0, member.id.0);
            let sql = "DELETE FROM attachments WHERE brand_id = $1 AND owner_id = $2 AND topic_id IS NULL AND id NOT IN \
                (SELECT id FROM attachments WHERE brand_id = $1 AND owner_id = $2 AND topic_id IS NULL ORDER BY id DESC LIMIT $3)";
            execute!(tx, sql, brand, me, WAITING - 1)?;
            let sql = "INSERT INTO attachments (brand_id, owner_id, position, visibility, alt, media, width, height, created, small, bytes) \
                VALUES ($1, $2, 0, 'public', '', $3, $4, $5, $6, $7, $8) RETURNING id";
            let (media, width, height) = (made.media.as_str(), i64::from(made.width), i64::from(made.height));
            let (small, bytes) = (made.small.as_slice(), made.bytes.as_slice());
            let id = fetch_one!(tx, (i64,), sql, brand, me, media, width, height, now.0, small, bytes)?.0;
            Ok(AttachmentId(id))
        })
    })
    .await
}

/// Upright, its longest side within bounds, and once more small.
fn made_anew(sent: &[u8]) -> Result<Made, Error> {
    let unreadable = |_| Error::invalid("pictures", "picture-unreadable");
    let (mut picture, orientation) = images::decode("pictures", sent)?;
    if picture.width().max(picture.height()) > SIDE {
        picture = picture.resize(SIDE, SIDE, FilterType::CatmullRom);
    }
    picture.apply_orientation(orientation);
    let media = Media::of(&picture);
    let bytes = images::encode(&picture, media).map_err(unreadable)?;
    let small = if picture.width() > SMALL {
        images::encode(&picture.resize(SMALL, u32::MAX, FilterType::CatmullRom), media).map_err(unreadable)?
    } else {
        bytes.clone()
    };
    Ok(Made {
        media,
        width: picture.width(),
        height: picture.height(),
        bytes,
        small,
    })
}

/// Gives a text the pictures that its form named, in their order. One that is no longer there stops the text: its author is to know.
pub async fn claim(tx: &mut Tx, member: &Member, topic: TopicId, reply: Option<ReplyId>, pictures: &[Attached]) -> Result<()> {
    let sql = "UPDATE attachments SET topic_id = $4, reply_id = $5, position = $6, alt = $7 \
        WHERE brand_id = $1 AND owner_id = $2 AND id = $3 AND topic_id IS NULL";
    for (position, picture) in (0_i64..).zip(pictures) {
        let (brand, me, reply) = (member.brand().0, member.id.0, reply.map(|r| r.0));
        if execute!(tx, sql, brand, me, picture.id, topic.0, reply, position, picture.alt.trim())? == 0 {
            return Err(Error::invalid("pictures", "picture-gone").into());
        }
    }
    Ok(())
}

/// Of the pictures that a form named, those that still wait for this member's text.
pub async fn still_waiting(db: &Db, member: &Member, pictures: Vec<Attached>) -> Result<Vec<Attached>> {
    if pictures.is_empty() {
        return Ok(pictures);
    }
    let sql = "SELECT id FROM attachments WHERE brand_id = $1 AND owner_id = $2 AND topic_id IS NULL";
    let waiting = fetch_all!(db.read().await?, (i64,), sql, member.brand().0, member.id.0)?;
    Ok(pictures.into_iter().filter(|p| waiting.contains(&(p.id,))).collect())
}

/// Takes a picture back that waits for a text.
pub async fn take_back(db: &Db, member: &Member, id: i64) -> Result<()> {
    db.write((member.clone(), id), |tx, (member, id)| {
        Box::pin(async move {
            let sql = "DELETE FROM attachments WHERE brand_id = $1 AND owner_id = $2 AND id = $3 AND topic_id IS NULL";
            execute!(tx, sql, member.brand().0, member.id.0, *id)?;
            Ok(())
        })
    })
    .await
}

/// Whether a picture `a` of a topic `t` in a board `b`, or of a reply `r` there, is for this viewer; binds as in `visible_to!`. A reply's is
/// seen under a topic that was taken back, as the reply is.
macro_rules! seen {
    () => {
        concat!(
            "(a.visibility = 'public' OR $2 >= 4 OR a.owner_id = $3) AND (a.reply_id IS NULL AND ",
            $crate::visible_to!("t"),
            " OR a.reply_id IS NOT NULL AND (t.visibility = 'blanked' OR ",
            $crate::visible_to!("t"),
            ") AND ",
            $crate::visible_to!("r"),
            ")"
        )
    };
}

/// Where a picture stands.
const SOURCES: &str = "FROM attachments a JOIN topics t ON t.brand_id = a.brand_id AND t.id = a.topic_id \
    JOIN boards b ON b.brand_id = t.brand_id AND b.id = t.board_id LEFT JOIN replies r ON r.brand_id = a.brand_id AND r.id = a.reply_id";

/// The picture of an address, as large or as small as it asks for: to whoever may read its text, and to its owner while it waits.
pub async fn file(db: &Db, viewer: &Viewer, file: &str) -> Result<Picture> {
    let (id, small, wanted) = named(file).ok_or(Error::NotFound)?;
    if !viewer.may_enter() {
        return Err(Error::NotFound.into());
    }
    let column = if small { "small" } else { "bytes" };
    let sql = format!(
        "SELECT a.media, a.{column} AS bytes FROM attachments a WHERE a.brand_id = $1 AND a.id = $4 AND (a.topic_id IS NULL AND a.owner_id = $3 \
         OR EXISTS (SELECT 1 FROM topics t JOIN boards b ON b.brand_id = t.brand_id AND b.id = t.board_id \
            LEFT JOIN replies r ON r.brand_id = a.brand_id AND r.id = a.reply_id \
            WHERE t.brand_id = a.brand_id AND t.id = a.topic_id AND {}))",
        seen!()
    );
    let (brand, level, me) = (viewer.brand().id.0, viewer.rank(), viewer.id_or_zero());
    let found = fetch_optional!(db.read().await?, Picture, &sql, brand, level, me, id)?;
    Ok(found.filter(|p| ending(&p.media) == wanted).ok_or(Error::NotFound)?)
}

/// The address of a picture that has not been posted yet has no ending: its form knows only its number.
pub async fn waiting_file(db: &Db, member: &Member, id: i64) -> Result<Picture> {
    let sql = "SELECT media, small AS bytes FROM attachments WHERE brand_id = $1 AND owner_id = $2 AND id = $3 AND topic_id IS NULL";
    let found = fetch_optional!(db.read().await?, Picture, sql, member.brand().0, member.id.0, id)?;
    Ok(found.ok_or(Error::NotFound)?)
}

/// `12.jpg`, `12-small.webp`: number, whether small, ending.
fn named(file: &str) -> Option<(i64, bool, &str)> {
    let (name, ending) = file.split_once('.')?;
    let (id, small) = name.strip_suffix("-small").map_or((name, false), |id| (id, true));
    id.bytes().all(|b| b.is_ascii_digit()).then_some(())?;
    Some((id.parse().ok()?, small, ending))
}

/// The pictures of a topic and of the replies on one of its pages.
#[derive(Clone, Debug, Default)]
pub struct Pictures(Vec<Shown>);

impl Pictures {
    /// Those of the topic's own text.
    pub fn of_topic(&self) -> Vec<&Shown> {
        self.0.iter().filter(|p| p.reply_id.is_none()).collect()
    }

    /// Those of a reply.
    pub fn of_reply(&self, reply: ReplyId) -> Vec<&Shown> {
        self.0.iter().filter(|p| p.reply_id == Some(reply.0)).collect()
    }
}

/// Every picture that a topic's page shows this viewer, in one statement: its own, its answer's, and those of the page's replies.
pub async fn of_page(db: &Db, viewer: &Viewer, topic: &Topic, page: &Page) -> Result<Pictures> {
    let first = page.threads.first().map_or(0, |t| t.reply.id.0);
    let last = page.threads.last().map_or(0, |t| t.reply.id.0);
    let sql = format!(
        "SELECT a.id, a.reply_id, a.visibility, a.hidden_reason, a.alt, a.media, a.width, a.height {SOURCES} \
         WHERE a.brand_id = $1 AND a.topic_id = $4 AND (a.reply_id IS NULL OR a.reply_id = $5 OR COALESCE(r.parent_id, r.id) BETWEEN $6 AND $7) \
         AND {} ORDER BY a.position, a.id",
        seen!()
    );
    let (brand, level, me) = (viewer.brand().id.0, viewer.rank(), viewer.id_or_zero());
    let (topic, answer) = (topic.id.0, topic.answer_id.unwrap_or(0));
    let shown = fetch_all!(db.read().await?, Shown, &sql, brand, level, me, topic, answer, first, last)?;
    Ok(Pictures(shown))
}

#[cfg(test)]
mod tests;
