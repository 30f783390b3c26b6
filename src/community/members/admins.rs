//! The admins of a brand: there is always one who can sign in, and one of them is the owner, who alone can hand the brand on.

use super::change::{self, Told};
use crate::brands::Brand;
use crate::db::{Db, Reader, Result, Tx};
use crate::desk::{self, Entry};
use crate::installation::Settings;
use crate::who::Admin;
use crate::{execute, fetch_one, fetch_optional};
use serde_json::json;
use types::{BrandId, Error, Instant, MemberId};

/// Takes the brand's row, so that nobody else changes who does what here until the transaction ends.
pub async fn lock(tx: &mut Tx, brand: BrandId) -> Result<()> {
    let sql = format!("SELECT id FROM brands WHERE id = $1{}", tx.for_update());
    fetch_optional!(tx, (i64,), &sql, brand.0)?.ok_or(Error::NotFound)?;
    Ok(())
}

/// Whether this member is the only admin who can still sign in. Takes the brand's row first: call it before any other row is taken, and
/// change the member in the same transaction.
pub async fn is_last_admin(tx: &mut Tx, brand: BrandId, member: MemberId) -> Result<bool> {
    lock(tx, brand).await?;
    let sql = "SELECT COUNT(*) FROM memberships WHERE brand_id = $1 AND id = $2 AND role = 'admin' AND gone IS NULL";
    if fetch_one!(tx, (i64,), sql, brand.0, member.0)?.0 == 0 {
        return Ok(false);
    }
    let sql = "SELECT COUNT(*) FROM memberships m JOIN accounts a ON a.id = m.account_id \
        WHERE m.brand_id = $1 AND m.role = 'admin' AND m.gone IS NULL AND a.blocked IS NULL AND m.id <> $2";
    Ok(fetch_one!(tx, (i64,), sql, brand.0, member.0)?.0 == 0)
}

/// Whether somebody who was an admin when they asked still is one, now that the brand's row is ours.
pub(crate) async fn still(tx: &mut Tx, admin: &Admin) -> Result<()> {
    let sql = "SELECT id FROM memberships WHERE brand_id = $1 AND id = $2 AND role = 'admin' AND gone IS NULL";
    fetch_optional!(tx, (i64,), sql, admin.brand().0, admin.id.0)?.ok_or(Error::Forbidden)?;
    Ok(())
}

/// The owner: the admin whom the brand names, or else the first of its admins.
const OWNER: &str = "SELECT m.id FROM memberships m JOIN brands b ON b.id = m.brand_id \
    WHERE m.brand_id = $1 AND m.role = 'admin' AND m.gone IS NULL AND m.account_id IS NOT NULL \
    ORDER BY CASE WHEN m.id = b.owner_id THEN 0 ELSE 1 END, m.id LIMIT 1";

/// Who owns the brand; nobody where it has no admin.
pub async fn owner(db: &Db, brand: BrandId) -> Result<Option<MemberId>> {
    let mut reader: Reader = db.read().await?;
    Ok(fetch_optional!(reader, (i64,), OWNER, brand.0)?.map(|r| MemberId(r.0)))
}

/// The same inside a transaction.
pub(super) async fn owner_now(tx: &mut Tx, brand: BrandId) -> Result<Option<MemberId>> {
    Ok(fetch_optional!(tx, (i64,), OWNER, brand.0)?.map(|r| MemberId(r.0)))
}

/// Writes down who owns the brand: before and after an admin is named, so that the first stays it and a later one does not become it.
pub(crate) async fn settle(tx: &mut Tx, brand: BrandId) -> Result<()> {
    if let Some(owner) = owner_now(tx, brand).await? {
        execute!(tx, "UPDATE brands SET owner_id = $2 WHERE id = $1", brand.0, owner.0)?;
    }
    Ok(())
}

/// The owner hands the brand on to another admin, and stays an admin.
pub async fn hand_on(db: &Db, by: &Admin, brand: &Brand, settings: &Settings, number: i64, now: Instant) -> Result<()> {
    let told = Told::of(brand, settings);
    db.write((by.clone(), told, number, now), |tx, (by, told, number, now)| {
        Box::pin(async move {
            lock(tx, by.brand()).await?;
            still(tx, by).await?;
            if owner_now(tx, by.brand()).await? != Some(by.id) {
                return Err(Error::Forbidden.into());
            }
            let to = change::target(tx, by.brand(), *number).await?;
            if to.id == by.id {
                return Ok(());
            }
            let sql = "SELECT m.id FROM memberships m JOIN accounts a ON a.id = m.account_id \
                WHERE m.brand_id = $1 AND m.id = $2 AND m.role = 'admin' AND a.blocked IS NULL";
            fetch_optional!(tx, (i64,), sql, by.brand().0, to.id.0)?.ok_or_else(|| Error::invalid("owner", "owner-to-admin"))?;
            execute!(tx, "UPDATE brands SET owner_id = $2 WHERE id = $1", by.brand().0, to.id.0)?;
            let entry = Entry {
                brand: by.brand(),
                actor: Some(by.id),
                kind: "owner-changed",
                subject: Some(to.id),
                details: json!({}),
            };
            desk::log(tx, entry, *now).await?;
            told.mail(tx, &to, "owner-changed", &[], *now).await
        })
    })
    .await
}
