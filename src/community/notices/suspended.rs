//! The mail that tells a member that they are suspended, once it can no longer be undone: they may not come back for weeks to read it.

use super::post::{Mailing, desk, recipient};
use super::{bounces, letter};
use crate::db::{Failure, Result, Tx};
use crate::installation::Installation;
use crate::mail::{self, Letter, Unsent};
use crate::{brands, fetch_optional, jobs, row};
use serde::{Deserialize, Serialize};
use types::moderation::UNTIL_LIFTED;
use types::{AccountId, BrandId, Instant, InterventionId, MemberId};

/// The kind of the job that mails them.
pub const SUSPENDED: &str = "suspended";

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
    let payload = serde_json::to_string(&Told { brand, deed }).map_err(|e| Failure::Bug(e.to_string()))?;
    jobs::enqueue(tx, Some(brand), SUSPENDED, payload, now.plus_seconds(super::grace())).await
}

/// Mails them, whatever else they chose to hear of; nothing where the suspension was undone, lifted or changed.
pub async fn suspended(installation: &Installation, payload: &str, now: Instant) -> Result<(), String> {
    let told: Told = serde_json::from_str(payload).map_err(|e| e.to_string())?;
    let Some((account, letter)) = write(installation, told, now).await.map_err(|e| e.to_string())? else {
        return Ok(());
    };
    match mail::send(&installation.mailer, &letter).await {
        Ok(()) => Ok(()),
        Err(Unsent::Refused(cause)) => {
            tracing::info!(cause = jobs::without_addresses(&cause), "a recipient's mail was refused");
            let counted = bounces::count(&installation.db, account, bounces::REFUSED, now);
            counted.await.map_err(|e| e.to_string())
        }
        Err(Unsent::Later(cause) | Unsent::Ours(cause)) => Err(cause),
    }
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
    let mailing = Mailing {
        brand: told.brand,
        member: stands.member,
        notice: 0,
    };
    let Some(to) = recipient(db, mailing).await? else {
        return Ok(None);
    };
    let desk = desk(db, brands::by_id(db, told.brand).await?, &to).await?;
    let until = Some(stands.until).filter(|until| until.0 != UNTIL_LIFTED);
    let letter = letter::suspended(&desk.dressed(installation), &to.address, told.deed, until, &stands.reason);
    Ok(Some((to.account_id, letter)))
}
