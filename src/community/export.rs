//! Everything that is kept of one person, for themselves: their account, and their memberships in every brand. Of others it holds no more
//! than the titles of topics that they replied to or voted for, and these only while they may still see them.

/// Made by `row!` and written as JSON: the macro knows no derives but its own.
macro_rules! exported {
    ($($name:ident { $($field:ident: $type:ty),+ $(,)? })+) => {$(
        row! { pub struct $name { $(pub $field: $type),+ } }
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeStruct;
                let fields = [$(stringify!($field)),+];
                let mut map = serializer.serialize_struct(stringify!($name), fields.len())?;
                $(map.serialize_field(stringify!($field), &self.$field)?;)+
                map.end()
            }
        }
    )+};
}

mod around;

pub use around::Around;

use crate::brands::{self, Brand};
use crate::db::{Db, Reader, Result};
use crate::installation::Settings;
use crate::who::{self, Viewer};
use crate::{fetch_all, fetch_one, fetch_optional, row, visible_to};
use serde::{Serialize, Serializer};
use types::members::{Affiliation, Role};
use types::notices::MailPace;
use types::topics::{Kind, Status, Visibility};
use types::{AccountId, BrandId, Error, Instant, Lang};

/// A point in time, written as ISO 8601 in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct At(pub Instant);

impl Serialize for At {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let at = jiff::Timestamp::from_microsecond(self.0.0).unwrap_or_default();
        serializer.serialize_str(&at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
    }
}

impl crate::db::Column for At {
    type Raw = i64;
    fn from_raw(raw: i64) -> Option<Self> {
        Some(Self(Instant(raw)))
    }
}

impl crate::db::Column for Option<At> {
    type Raw = Option<i64>;
    fn from_raw(raw: Option<i64>) -> Option<Self> {
        Some(raw.map(|at| At(Instant(at))))
    }
}

/// All of it.
#[derive(Clone, Debug, Serialize)]
pub struct Export {
    pub made: At,
    pub account: OwnAccount,
    pub sign_ins: Vec<SignIn>,
    pub memberships: Vec<Membership>,
    pub invitations: Vec<Invited>,
    pub waiting_mails: Vec<WaitingMail>,
}

/// One person in one brand.
#[derive(Clone, Debug, Serialize)]
pub struct Membership {
    pub brand: String,
    pub address: String,
    pub profile: OwnProfile,
    pub picture: Option<String>,
    pub topics: Vec<OwnTopic>,
    pub replies: Vec<OwnReply>,
    pub votes: Vec<OwnVote>,
    #[serde(flatten)]
    pub around: Around,
}

exported! {
    OwnAccount {
        address: String,
        language: Lang,
        time_zone: Option<String>,
        created: At,
        second_factor_since: Option<At>,
    }
    SignIn {
        agent: Option<String>,
        network: Option<String>,
        begun: At,
        seen: At,
        expires: At,
    }
    OwnProfile {
        number: i64,
        name: String,
        handle: String,
        role: Role,
        affiliation: Affiliation,
        department: Option<String>,
        title: Option<String>,
        joined: At,
        accepted_rules_version: i64,
        accepted_terms_version: i64,
        picture_id: Option<i64>,
        mail: MailPace,
        suspended_until: Option<At>,
        suspended_reason: Option<String>,
    }
    OwnTopic {
        number: i64,
        kind: Kind,
        status: Option<Status>,
        visibility: Visibility,
        lang: Lang,
        title: String,
        body: String,
        votes: i64,
        replies: i64,
        hidden_reason: Option<String>,
        created: At,
        edited: Option<At>,
    }
    OwnReply {
        topic: i64,
        topic_title: Option<String>,
        visibility: Visibility,
        lang: Lang,
        body: String,
        hidden_reason: Option<String>,
        created: At,
        edited: Option<At>,
    }
    OwnVote {
        topic: i64,
        topic_title: Option<String>,
        reason: Option<String>,
        via: Option<String>,
        created: At,
    }
    Invited {
        brand: String,
        role: Role,
        affiliation: Affiliation,
        department: Option<String>,
        created: At,
        expires: At,
        accepted: Option<At>,
    }
    WaitingMail {
        brand: Option<String>,
        subject: String,
        due: At,
    }
}

/// Gathers it. Of a mail that waits only its subject: its text may hold a code that must reach its reader by mail alone.
pub async fn export(db: &Db, account: AccountId, settings: &Settings, now: Instant) -> Result<Export> {
    let own = own_account(db, account).await?;
    let mut memberships = Vec::new();
    for brand in brands_of(db, account).await? {
        memberships.push(membership(db, account, &brand, settings).await?);
    }
    let sql = "SELECT agent, address AS network, created AS begun, seen, expires FROM sessions WHERE account_id = $1 ORDER BY created";
    let sign_ins = fetch_all!(db.read().await?, SignIn, sql, account.0)?;
    let sql = "SELECT b.name AS brand, i.role, i.affiliation, i.department, i.created, i.expires, i.accepted \
        FROM invitations i JOIN brands b ON b.id = i.brand_id WHERE i.address = $1 ORDER BY i.created";
    let invitations = fetch_all!(db.read().await?, Invited, sql, &own.address)?;
    Ok(Export {
        made: At(now),
        sign_ins,
        memberships,
        invitations,
        waiting_mails: waiting_mails(db, &own.address).await?,
        account: own,
    })
}

async fn own_account(db: &Db, account: AccountId) -> Result<OwnAccount> {
    let sql = "SELECT address, language, time_zone, created, totp_since AS second_factor_since FROM accounts WHERE id = $1";
    let found = fetch_optional!(db.read().await?, OwnAccount, sql, account.0)?;
    Ok(found.ok_or(Error::SignInNeeded)?)
}

async fn brands_of(db: &Db, account: AccountId) -> Result<Vec<Brand>> {
    let sql = "SELECT brand_id FROM memberships WHERE account_id = $1 AND gone IS NULL ORDER BY brand_id";
    let ids = fetch_all!(db.read().await?, (i64,), sql, account.0)?;
    let mut found = Vec::with_capacity(ids.len());
    for (id,) in ids {
        found.push(brands::by_id(db, BrandId(id)).await?);
    }
    Ok(found)
}

async fn membership(db: &Db, account: AccountId, brand: &Brand, settings: &Settings) -> Result<Membership> {
    let viewer = who::viewer(db, brand, Some(account)).await?;
    let mut reader = db.read().await?;
    let sql = "SELECT number, name, handle, role, affiliation, department, title, joined, rules_version AS accepted_rules_version, \
        terms_version AS accepted_terms_version, picture_id, mail, suspended_until, suspended_reason FROM memberships WHERE brand_id = $1 AND account_id = $2";
    let profile = fetch_one!(reader, OwnProfile, sql, brand.id.0, account.0)?;
    let link = |id: i64| settings.link(brand, &format!("/people/{}/picture.{id}", profile.number));
    Ok(Membership {
        brand: brand.name.clone(),
        address: settings.link(brand, "/"),
        picture: profile.picture_id.map(link),
        topics: topics(&mut reader, &viewer).await?,
        replies: replies(&mut reader, &viewer).await?,
        votes: votes(&mut reader, &viewer).await?,
        around: around::around(&mut reader, &viewer).await?,
        profile,
    })
}

async fn topics(reader: &mut Reader, viewer: &Viewer) -> Result<Vec<OwnTopic>> {
    let sql = "SELECT number, kind, status, visibility, lang, title, body, votes, replies, hidden_reason, created, edited FROM topics \
        WHERE brand_id = $1 AND author_id = $2 ORDER BY created, id";
    Ok(fetch_all!(reader, OwnTopic, sql, viewer.brand().id.0, viewer.id_or_zero())?)
}

async fn replies(reader: &mut Reader, viewer: &Viewer) -> Result<Vec<OwnReply>> {
    let sql = concat!(
        "SELECT t.number AS topic, CASE WHEN ",
        visible_to!("t"),
        " THEN t.title END AS topic_title, r.visibility, r.lang, r.body, r.hidden_reason, r.created, r.edited FROM replies r \
         JOIN topics t ON t.brand_id = r.brand_id AND t.id = r.topic_id JOIN boards b ON b.brand_id = t.brand_id AND b.id = t.board_id \
         WHERE r.brand_id = $1 AND r.author_id = $3 ORDER BY r.created, r.id"
    );
    let (brand, level, me) = (viewer.brand().id.0, viewer.rank(), viewer.id_or_zero());
    Ok(fetch_all!(reader, OwnReply, sql, brand, level, me)?)
}

async fn votes(reader: &mut Reader, viewer: &Viewer) -> Result<Vec<OwnVote>> {
    let sql = concat!(
        "SELECT t.number AS topic, CASE WHEN ",
        visible_to!("t"),
        " THEN t.title END AS topic_title, v.reason, v.via, v.created FROM votes v \
         JOIN topics t ON t.brand_id = v.brand_id AND t.id = v.topic_id JOIN boards b ON b.brand_id = t.brand_id AND b.id = t.board_id \
         WHERE v.brand_id = $1 AND v.member_id = $3 ORDER BY v.created, v.topic_id"
    );
    let (brand, level, me) = (viewer.brand().id.0, viewer.rank(), viewer.id_or_zero());
    Ok(fetch_all!(reader, OwnVote, sql, brand, level, me)?)
}

async fn waiting_mails(db: &Db, address: &str) -> Result<Vec<WaitingMail>> {
    let sql = "SELECT b.name, j.payload, j.run_at FROM jobs j LEFT JOIN brands b ON b.id = j.brand_id WHERE j.recipient = $1 ORDER BY j.run_at, j.id";
    let jobs = fetch_all!(db.read().await?, (Option<String>, String, i64), sql, address)?;
    let mail = |(brand, payload, due): (Option<String>, String, i64)| {
        let mail: crate::mail::Mail = serde_json::from_str(&payload).ok()?;
        Some(WaitingMail {
            brand,
            subject: mail.subject,
            due: At(Instant(due)),
        })
    };
    Ok(jobs.into_iter().filter_map(mail).collect())
}

#[cfg(test)]
mod tests;
