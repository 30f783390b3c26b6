//! The mails that tell a member that they are suspended, and that they may write again, once it can no longer be undone: they may not come
//! back for weeks to read it.

use super::letter;
use super::post::{Desk, Mailing, Recipient, desk, recipient, send_once};
use crate::db::{Db, Failure, Result, Tx};
use crate::installation::Installation;
use crate::mail::Letter;
use crate::{brands, fetch_one, fetch_optional, jobs, row};
use serde::{Deserialize, Serialize};
use types::moderation::UNTIL_LIFTED;
use types::{AccountId, BrandId, Instant, InterventionId, MemberId};

/// The kind of the job that mails them.
pub const SUSPENDED: &str = "suspended";
/// The kind of the job that mails them that they may write again.
pub const LIFTED: &str = "lifted";

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Told {
    brand: BrandId,
    deed: InterventionId,
}

row! {
    /// A suspension that stands.
    pub struct Stands {
        pub member: MemberId,
        pub until: Instant,
        pub reason: String,
    }
}

/// Has whom a deed suspended told. Enqueued in the transaction of the deed.
pub async fn announce_suspension(tx: &mut Tx, brand: BrandId, deed: InterventionId, now: Instant) -> Result<()> {
    later(tx, SUSPENDED, Told { brand, deed }, now).await
}

/// Has them told again whom a deed suspended, now that its lifting was undone; nothing where they were not told of that either.
pub async fn announce_again(tx: &mut Tx, brand: BrandId, deed: InterventionId, now: Instant) -> Result<()> {
    if waits(tx, Told { brand, deed }).await? {
        return Ok(());
    }
    announce_suspension(tx, brand, deed, now).await
}

/// Has whom a deed suspended told that they may write again, and that what it hid can be read again if the deed was undone. Nothing where
/// they have not been told of the deed: then they are not told at all.
pub async fn announce_lifting(tx: &mut Tx, brand: BrandId, deed: InterventionId, now: Instant) -> Result<()> {
    if waits(tx, Told { brand, deed }).await? {
        return Ok(());
    }
    later(tx, LIFTED, Told { brand, deed }, now).await
}

async fn later(tx: &mut Tx, kind: &str, told: Told, now: Instant) -> Result<()> {
    let at = now.plus_seconds(super::grace());
    jobs::enqueue(tx, Some(told.brand), kind, payload(told)?, at).await
}

/// Whether a mail about a deed still waits.
async fn waits(tx: &mut Tx, told: Told) -> Result<bool> {
    let sql = "SELECT COUNT(*) FROM jobs WHERE brand_id = $1 AND kind IN ($2, $3) AND payload = $4";
    let (waiting,) = fetch_one!(tx, (i64,), sql, told.brand.0, SUSPENDED, LIFTED, payload(told)?)?;
    Ok(waiting > 0)
}

fn payload(told: Told) -> Result<String> {
    serde_json::to_string(&told).map_err(|e| Failure::Bug(e.to_string()))
}

/// Mails them, whatever else they chose to hear of; nothing where the suspension was undone, lifted or changed.
pub async fn suspended(installation: &Installation, payload: &str, now: Instant) -> Result<(), String> {
    let told: Told = serde_json::from_str(payload).map_err(|e| e.to_string())?;
    let Some((account, letter)) = write(installation, told, now).await.map_err(|e| e.to_string())? else {
        return Ok(());
    };
    send_once(installation, account, &letter, now).await
}

async fn write(installation: &Installation, told: Told, now: Instant) -> Result<Option<(AccountId, Letter)>> {
    let db = &installation.db;
    let sql = "SELECT m.id AS member, m.suspended_until AS until, i.reason FROM interventions i \
        JOIN memberships m ON m.brand_id = i.brand_id AND m.id = i.subject_id \
        WHERE i.brand_id = $1 AND i.id = $2 AND i.undone IS NULL AND m.suspended_until > $3 AND m.suspended_reason = i.reason \
        AND NOT EXISTS (SELECT 1 FROM interventions l WHERE l.brand_id = i.brand_id AND l.subject_id = i.subject_id AND l.id > i.id AND l.undone IS NULL \
        AND l.kind IN ('suspend', 'lift', 'remove'))";
    let Some(stands) = fetch_optional!(db.read().await?, Stands, sql, told.brand.0, told.deed.0, now.0)? else {
        return Ok(None);
    };
    let Some((to, desk)) = reader(db, told.brand, stands.member).await? else {
        return Ok(None);
    };
    let until = Some(stands.until).filter(|until| until.0 != UNTIL_LIFTED);
    let letter = letter::suspended(&desk.dressed(installation), &to.address, told.deed, until, &stands.reason);
    Ok(Some((to.account_id, letter)))
}

/// Mails them that they may write again; nothing where they were suspended once more.
pub async fn lifted(installation: &Installation, payload: &str, now: Instant) -> Result<(), String> {
    let told: Told = serde_json::from_str(payload).map_err(|e| e.to_string())?;
    let Some((account, letter)) = write_lifted(installation, told, now).await.map_err(|e| e.to_string())? else {
        return Ok(());
    };
    send_once(installation, account, &letter, now).await
}

async fn write_lifted(installation: &Installation, told: Told, now: Instant) -> Result<Option<(AccountId, Letter)>> {
    let db = &installation.db;
    let sql = "SELECT m.id, i.kind = 'remove' AND i.undone IS NOT NULL AS restored FROM interventions i \
        JOIN memberships m ON m.brand_id = i.brand_id AND m.id = i.subject_id \
        WHERE i.brand_id = $1 AND i.id = $2 AND (m.suspended_until IS NULL OR m.suspended_until <= $3)";
    let Some((member, restored)) = fetch_optional!(db.read().await?, (i64, bool), sql, told.brand.0, told.deed.0, now.0)? else {
        return Ok(None);
    };
    let Some((to, desk)) = reader(db, told.brand, MemberId(member)).await? else {
        return Ok(None);
    };
    let letter = letter::lifted(&desk.dressed(installation), &to.address, told.deed, restored);
    Ok(Some((to.account_id, letter)))
}

/// Who reads the mail, and what it is written with.
async fn reader(db: &Db, brand: BrandId, member: MemberId) -> Result<Option<(Recipient, Desk)>> {
    let Some(to) = recipient(db, Mailing { brand, member, notice: 0 }).await? else {
        return Ok(None);
    };
    let desk = desk(db, brands::by_id(db, brand).await?, &to).await?;
    Ok(Some((to, desk)))
}
