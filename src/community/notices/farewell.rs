//! The mail that tells the members of a space that it closes: one each, while the decision stands.

use super::letter;
use super::post::{Mailing, desk, recipient, send_once};
use crate::db::{Db, Failure, Result, Tx};
use crate::installation::Installation;
use crate::mail::Letter;
use crate::{brands, execute, fetch_all, fetch_optional, jobs};
use serde::{Deserialize, Serialize};
use types::{AccountId, BrandId, Instant, JobId, MemberId};

/// The kind of the job that has every member told.
pub const CLOSING: &str = "closing";
/// The kind of the job that mails one of them.
pub const FAREWELL: &str = "farewell";
/// Members that one transaction tells.
const BATCH: i64 = 200;
/// Seconds between the mails of one batch and those of the next, so that a code or a warning need not wait for all of them.
const APART: i64 = 60;

/// What a job that tells everybody holds: how far it has come is written with the jobs that it makes.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Round {
    brand: BrandId,
    closes: Instant,
    after: i64,
    batches: i64,
}

/// What a job that mails one member holds.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Parting {
    brand: BrandId,
    member: MemberId,
    closes: Instant,
}

fn payload(of: &impl Serialize) -> Result<String> {
    serde_json::to_string(of).map_err(|e| Failure::Bug(e.to_string()))
}

/// Has every member but the admins, who have a mail of their own, told that the space closes. Enqueued in the transaction of the decision.
pub async fn announce_closing(tx: &mut Tx, brand: BrandId, closes: Instant, now: Instant) -> Result<()> {
    let round = Round {
        brand,
        closes,
        after: 0,
        batches: 0,
    };
    jobs::enqueue(tx, Some(brand), CLOSING, payload(&round)?, now.plus_seconds(super::grace())).await
}

/// The space stays: what has not left does not leave.
pub async fn call_off(tx: &mut Tx, brand: BrandId) -> Result<()> {
    let sql = "DELETE FROM jobs WHERE brand_id = $1 AND kind IN ($2, $3)";
    execute!(tx, sql, brand.0, CLOSING, FAREWELL)?;
    Ok(())
}

/// Does what `announce_closing` asked for. A job that runs again goes on where it stopped.
pub async fn tell_closing(db: &Db, job: JobId, now: Instant) -> Result<()> {
    while db.write((job, now), |tx, (job, now)| Box::pin(batch(tx, *job, *now))).await? {}
    Ok(())
}

/// Tells the next of them, if the decision stands; gives whether there may be more.
async fn batch(tx: &mut Tx, job: JobId, now: Instant) -> Result<bool> {
    let sql = format!("SELECT payload FROM jobs WHERE id = $1{}", tx.for_update());
    let Some((text,)) = fetch_optional!(tx, (String,), &sql, job.0)? else {
        return Ok(false);
    };
    let round: Round = serde_json::from_str(&text).map_err(|e| Failure::Bug(e.to_string()))?;
    let sql = "SELECT m.id, a.address FROM memberships m JOIN brands b ON b.id = m.brand_id AND b.closes = $2 \
        JOIN accounts a ON a.id = m.account_id AND a.blocked IS NULL \
        WHERE m.brand_id = $1 AND m.id > $3 AND m.gone IS NULL AND m.role <> 'admin' ORDER BY m.id LIMIT $4";
    let next = fetch_all!(tx, (i64, String), sql, round.brand.0, round.closes.0, round.after, BATCH)?;
    let at = now.plus_seconds(round.batches * APART);
    for (member, address) in &next {
        let parting = Parting {
            brand: round.brand,
            member: MemberId(*member),
            closes: round.closes,
        };
        jobs::enqueue_to(tx, Some(round.brand), FAREWELL, payload(&parting)?, at, Some(address)).await?;
    }
    let Some((last, _)) = next.last() else { return Ok(false) };
    let further = Round {
        after: *last,
        batches: round.batches + 1,
        ..round
    };
    execute!(tx, "UPDATE jobs SET payload = $2 WHERE id = $1", job.0, payload(&further)?)?;
    Ok(true)
}

/// Mails one member, who may have chosen to hear of nothing else: what is theirs will be gone.
pub async fn farewell(installation: &Installation, payload: &str, now: Instant) -> Result<(), String> {
    let parting: Parting = serde_json::from_str(payload).map_err(|e| e.to_string())?;
    let Some((account, letter)) = write(installation, parting).await.map_err(|e| e.to_string())? else {
        return Ok(());
    };
    send_once(installation, account, &letter, now).await
}

/// The mail, and to which account; nothing where the space stays or the member has left.
async fn write(installation: &Installation, parting: Parting) -> Result<Option<(AccountId, Letter)>> {
    let db = &installation.db;
    let brand = brands::by_id(db, parting.brand).await?;
    let mailing = Mailing {
        brand: parting.brand,
        member: parting.member,
        notice: 0,
    };
    let Some(to) = recipient(db, mailing).await?.filter(|_| brand.closes == Some(parting.closes.0)) else {
        return Ok(None);
    };
    let desk = desk(db, brand, &to).await?;
    let letter = letter::farewell(&desk.dressed(installation), &to.address, to.id, parting.closes);
    Ok(Some((to.account_id, letter)))
}
