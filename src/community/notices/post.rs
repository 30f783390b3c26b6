//! Mailing: a notice at once, or a day's notices in one mail. Asked for again and again until the mail has left or is not wanted any more.

use super::letter::{self, Dressed};
use super::story::{Reads, Story, stories};
use super::{bounces, pace};
use crate::brands::{self, Brand, Theme};
use crate::db::{Db, Failure, Result};
use crate::installation::Installation;
use crate::mail::{Letter, Unsent};
use crate::{execute, fetch_one, fetch_optional, jobs, mail, row};
use serde::{Deserialize, Serialize};
use types::boards::Level;
use types::members::{Affiliation, Role};
use types::notices::{Hearing, MailPace, Reason};
use types::{AccountId, BrandId, Instant, Lang, MemberId, TopicId};

/// The kind of the job that mails one notice.
pub const POST: &str = "notice";
/// Mails about notices that one member gets within a day.
const MOST: i64 = 100;

/// What a job of this kind holds.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) struct Mailing {
    pub brand: BrandId,
    pub member: MemberId,
    /// A notice's id; for a day's mail the morning before which they were told.
    pub notice: i64,
}

pub(super) fn payload(brand: BrandId, member: MemberId, notice: i64) -> Result<String> {
    let mailing = Mailing { brand, member, notice };
    serde_json::to_string(&mailing).map_err(|e| Failure::Bug(e.to_string()))
}

row! {
    /// To whom a mail goes.
    pub struct Recipient {
        pub id: MemberId,
        pub account_id: AccountId,
        pub role: Role,
        pub affiliation: Affiliation,
        pub pace: MailPace,
        pub address: String,
        pub language: Lang,
        pub bounces: i64,
        pub bounced: Option<i64>,
    }
}

/// Mails a notice at once. `last` is whether it is tried no more after this.
pub async fn post(installation: &Installation, payload: &str, last: bool, now: Instant) -> Result<(), String> {
    let mailing: Mailing = serde_json::from_str(payload).map_err(|e| e.to_string())?;
    send(installation, mailing, MailPace::AtOnce, last, now).await
}

/// Mails what somebody was told before this morning.
pub async fn digest(installation: &Installation, payload: &str, last: bool, now: Instant) -> Result<(), String> {
    let mailing: Mailing = serde_json::from_str(payload).map_err(|e| e.to_string())?;
    send(installation, mailing, MailPace::Daily, last, now).await
}

async fn send(installation: &Installation, mailing: Mailing, pace: MailPace, last: bool, now: Instant) -> Result<(), String> {
    let written = write(installation, mailing, pace, now).await.map_err(|e| e.to_string())?;
    let Some((account, letter)) = written else {
        return Ok(());
    };
    let db = &installation.db;
    let settled = |mailed| settle(db, mailing, pace, mailed);
    let (outcome, weight) = match mail::send(&installation.mailer, &letter).await {
        Ok(()) => return settled(now.0).await.map_err(|e| e.to_string()),
        Err(Unsent::Refused(cause)) => {
            tracing::info!(cause = jobs::without_addresses(&cause), "a recipient's mail was refused");
            (Ok(()), bounces::REFUSED)
        }
        Err(Unsent::Later(cause)) if last => (Err(cause), bounces::EXHAUSTED),
        Err(Unsent::Later(cause) | Unsent::Ours(cause)) => return Err(cause),
    };
    settled(0).await.map_err(|e| e.to_string())?;
    bounces::count(db, account, weight, now).await.map_err(|e| e.to_string())?;
    outcome
}

/// Notices that may be mailed, in SQL. What a moderator has hidden since leaves by no mail, also to staff, who still read it on the site.
macro_rules! wanted {
    ($which:literal) => {
        concat!(
            "n.mailed IS NULL AND n.seen IS NULL AND ",
            $which,
            " AND $5 = 0 AND n.kind <> 'report' AND (n.kind = 'intervention' OR t.visibility <> 'hidden' AND (r.id IS NULL OR r.visibility <> 'hidden'))"
        )
    };
}

/// The mail, and to which account; nothing where none is wanted any more.
async fn write(installation: &Installation, mailing: Mailing, at: MailPace, now: Instant) -> Result<Option<(AccountId, Letter)>> {
    let db = &installation.db;
    let Some(recipient) = recipient(db, mailing).await? else {
        return Ok(None);
    };
    if recipient.pace != at {
        return Ok(None);
    }
    let reads = Reads {
        brand: mailing.brand,
        member: mailing.member,
        rank: Level::of(recipient.role, recipient.affiliation).reach(recipient.role.is_team()),
    };
    let which = match at {
        MailPace::Daily => wanted!("n.created < $4"),
        _ => wanted!("n.id = $4"),
    };
    let stories = stories(&mut db.read().await?, reads, which, mailing.notice, 0).await?;
    let unwanted = bounces::stopped(recipient.bounces, recipient.bounced, now) || too_many(db, mailing, now).await?;
    if stories.is_empty() || unwanted {
        settle(db, mailing, at, 0).await?;
        return Ok(None);
    }
    let letter = compose(installation, &recipient, mailing.brand, &stories, at).await?;
    Ok(Some((recipient.account_id, letter)))
}

/// Marks what a mail was about as mailed, or, with 0, as never to be. A day's mail is about all that was told before its morning.
async fn settle(db: &Db, mailing: Mailing, at: MailPace, mailed: i64) -> Result<()> {
    db.write((mailing, at, mailed), |tx, (mailing, at, mailed)| {
        Box::pin(async move {
            let sql = match at {
                MailPace::Daily => {
                    "UPDATE notices SET mailed = $4 WHERE brand_id = $1 AND member_id = $2 AND created < $3 AND mailed IS NULL"
                }
                _ => "UPDATE notices SET mailed = $4 WHERE brand_id = $1 AND member_id = $2 AND id = $3 AND mailed IS NULL",
            };
            execute!(tx, sql, mailing.brand.0, mailing.member.0, mailing.notice, *mailed)?;
            Ok(())
        })
    })
    .await
}

pub(super) async fn recipient(db: &Db, mailing: Mailing) -> Result<Option<Recipient>> {
    let sql = "SELECT m.id, a.id AS account_id, CASE WHEN a.totp_since IS NOT NULL OR a.excused THEN m.role ELSE 'member' END AS role, \
        m.affiliation, m.mail AS pace, a.address, a.language, a.bounces, a.bounced FROM memberships m JOIN accounts a ON a.id = m.account_id \
        WHERE m.brand_id = $1 AND m.id = $2 AND m.gone IS NULL AND a.blocked IS NULL";
    Ok(fetch_optional!(
        db.read().await?,
        Recipient,
        sql,
        mailing.brand.0,
        mailing.member.0
    )?)
}

/// Whether somebody has had their share of mails today: each left at an instant of its own.
async fn too_many(db: &Db, mailing: Mailing, now: Instant) -> Result<bool> {
    let sql = "SELECT COUNT(DISTINCT mailed) FROM (SELECT mailed FROM notices WHERE brand_id = $1 AND member_id = $2 ORDER BY id DESC LIMIT 1000) n \
        WHERE mailed > $3";
    let since = now.minus_days(1).0;
    let (mails,) = fetch_one!(db.read().await?, (i64,), sql, mailing.brand.0, mailing.member.0, since)?;
    Ok(mails >= MOST)
}

/// What a mail to somebody is written with.
pub(super) struct Desk {
    brand: Brand,
    theme: Theme,
    lang: Lang,
    token: String,
}

/// Lays out what a mail of this brand to this person is written with.
pub(super) async fn desk(db: &Db, brand: Brand, to: &Recipient) -> Result<Desk> {
    let dress = brands::dress(db, brand.id).await?;
    let theme: Theme = serde_json::from_str(&dress.theme).unwrap_or_default();
    let token = pace::token(db, brand.id, to.id).await?;
    let lang = Some(to.language)
        .filter(|l| brand.languages.contains(l))
        .unwrap_or_else(|| brand.language());
    Ok(Desk { brand, theme, lang, token })
}

impl Desk {
    /// The same for a letter.
    pub(super) fn dressed<'d>(&'d self, installation: &'d Installation) -> Dressed<'d> {
        Dressed {
            settings: &installation.settings,
            brand: &self.brand,
            theme: &self.theme,
            lang: self.lang,
            token: &self.token,
            domain: installation.mailer.domain(),
        }
    }
}

async fn compose(installation: &Installation, to: &Recipient, brand: BrandId, stories: &[Story], at: MailPace) -> Result<Letter> {
    let db = &installation.db;
    let desk = desk(db, brands::by_id(db, brand).await?, to).await?;
    let dressed = desk.dressed(installation);
    Ok(match (at, stories) {
        (MailPace::AtOnce, [story]) => {
            let why = why(db, dressed.brand, to.id, story.topic_id).await?;
            letter::at_once(&dressed, &to.address, story, why)
        }
        _ => letter::daily(&dressed, &to.address, stories),
    })
}

/// Why somebody hears of a topic, and whether of everything.
async fn why(db: &Db, brand: &Brand, member: MemberId, topic: TopicId) -> Result<(Reason, Hearing)> {
    let sql = "SELECT reason, level FROM subscriptions WHERE brand_id = $1 AND topic_id = $2 AND member_id = $3";
    let row = fetch_optional!(db.read().await?, (String, String), sql, brand.id.0, topic.0, member.0)?;
    let parsed = row.and_then(|(reason, level)| Some((Reason::parse(&reason)?, Hearing::parse(&level)?)));
    Ok(parsed.unwrap_or((Reason::Vote, Hearing::Answers)))
}

/// Mails what is sent once, whatever else its reader chose to hear of. What their host refuses for good is counted, and not tried again.
pub(super) async fn send_once(installation: &Installation, account: AccountId, letter: &Letter, now: Instant) -> Result<(), String> {
    match mail::send(&installation.mailer, letter).await {
        Ok(()) => Ok(()),
        Err(Unsent::Refused(cause)) => {
            tracing::info!(cause = jobs::without_addresses(&cause), "a recipient's mail was refused");
            let counted = bounces::count(&installation.db, account, bounces::REFUSED, now);
            counted.await.map_err(|e| e.to_string())
        }
        Err(Unsent::Later(cause) | Unsent::Ours(cause)) => Err(cause),
    }
}
