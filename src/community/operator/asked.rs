//! Whom the installation has asked to run a brand: asking again, taking it back, asking somebody else. What a brand's own admins send is theirs.

use crate::brands::Brand;
use crate::db::{Db, Result, Tx};
use crate::desk::{self, OperatorEntry};
use crate::installation::Settings;
use crate::invitations::{self, NewInvitation};
use crate::who::Operator;
use crate::{execute, fetch_all, fetch_optional, row};
use serde_json::json;
use types::members::{Affiliation, Role};
use types::operator::AskAdmin;
use types::{BrandId, Error, Instant, InvitationId, Lang};

row! {
    /// An invitation that made somebody a brand's administrator, or would.
    pub struct Asked {
        pub id: InvitationId,
        pub address: String,
        pub created: Instant,
        pub expires: Instant,
        pub accepted: Option<i64>,
    }
}

impl Asked {
    /// Whether its link still lets somebody in.
    pub fn is_open(&self, now: Instant) -> bool {
        self.accepted.is_none() && self.expires > now
    }

    /// Whether it was ended before its time: taken back, or somebody else was asked instead.
    pub fn was_withdrawn(&self) -> bool {
        self.accepted.is_none() && self.expires < self.created.minus_days(-invitations::LIVES)
    }
}

/// Whom the installation has asked to run a brand, newest first, each address with its newest invitation.
pub async fn list(db: &Db, _by: Operator, brand: BrandId) -> Result<Vec<Asked>> {
    let sql = "SELECT i.id, i.address, i.created, i.expires, i.accepted FROM invitations i WHERE i.brand_id = $1 AND i.inviter_id IS NULL AND i.role = 'admin' \
        AND NOT EXISTS (SELECT 1 FROM invitations l WHERE l.brand_id = $1 AND l.address = i.address AND l.inviter_id IS NULL AND l.role = 'admin' AND l.id > i.id) \
        ORDER BY i.id DESC LIMIT 20";
    Ok(fetch_all!(db.read().await?, Asked, sql, brand.0)?)
}

/// Asks somebody to run a brand. What was asked before and not accepted holds no longer: an address may have been mistyped.
pub async fn ask(db: &Db, by: Operator, brand: &Brand, settings: &Settings, form: &AskAdmin, now: Instant) -> Result<()> {
    let lang = form.validate()?;
    let args = (by, brand.clone(), settings.clone(), form.address.clone(), lang, now);
    db.write(args, |tx, (by, brand, settings, address, lang, now)| {
        Box::pin(async move {
            invitations::take_open(tx, brand.id).await?;
            end_all(tx, brand.id, *now).await?;
            insert(tx, brand, settings, address, *lang, *now).await?;
            log(tx, *by, brand.id, "admin-asked", *now).await
        })
    })
    .await
}

/// Sends an invitation again, also one that has run out, for another 30 days; the link of the mail before holds no longer.
pub async fn again(db: &Db, by: Operator, brand: &Brand, settings: &Settings, id: InvitationId, now: Instant) -> Result<()> {
    let args = (by, brand.clone(), settings.clone(), id, now);
    db.write(args, |tx, (by, brand, settings, id, now)| {
        Box::pin(async move {
            invitations::take_open(tx, brand.id).await?;
            ours(tx, brand.id, *id).await?;
            let new = invitations::read(tx, brand.id, *id, Instant(0)).await?;
            end_all(tx, brand.id, *now).await?;
            invitations::insert(tx, brand, settings, None, &new, *now).await?;
            log(tx, *by, brand.id, "admin-asked-again", *now).await
        })
    })
    .await
}

/// From now on an invitation lets nobody in.
pub async fn withdraw(db: &Db, by: Operator, brand: BrandId, id: InvitationId, now: Instant) -> Result<()> {
    db.write((by, brand, id, now), |tx, (by, brand, id, now)| {
        Box::pin(async move {
            crate::members::lock(tx, *brand).await?;
            ours(tx, *brand, *id).await?;
            invitations::end(tx, *brand, *id, *now).await?;
            log(tx, *by, *brand, "admin-asked-no-more", *now).await
        })
    })
    .await
}

/// Adds an invitation to run a brand to a transaction, and its mail.
pub(super) async fn insert(tx: &mut Tx, brand: &Brand, settings: &Settings, address: &str, language: Lang, now: Instant) -> Result<()> {
    let new = NewInvitation {
        address: address.to_owned(),
        role: Role::Admin,
        affiliation: Affiliation::Employee,
        department: None,
        language,
    };
    invitations::insert(tx, brand, settings, None, &new, now).await?;
    Ok(())
}

/// One person at a time is asked: what was asked before and not accepted holds no longer.
async fn end_all(tx: &mut Tx, brand: BrandId, now: Instant) -> Result<()> {
    let sql = "UPDATE invitations SET expires = $2 WHERE brand_id = $1 AND inviter_id IS NULL AND role = 'admin' AND accepted IS NULL AND expires > $2";
    execute!(tx, sql, brand.0, now.0)?;
    Ok(())
}

/// That the installation sent it.
async fn ours(tx: &mut Tx, brand: BrandId, id: InvitationId) -> Result<()> {
    let sql = "SELECT id FROM invitations WHERE brand_id = $1 AND id = $2 AND inviter_id IS NULL AND role = 'admin'";
    let found = fetch_optional!(tx, (i64,), sql, brand.0, id.0)?;
    Ok(found.map(drop).ok_or(Error::NotFound)?)
}

async fn log(tx: &mut Tx, by: Operator, brand: BrandId, kind: &'static str, now: Instant) -> Result<()> {
    let entry = OperatorEntry {
        actor: Some(by.account()),
        kind,
        account: None,
        brand: Some(brand),
        details: json!({}),
    };
    desk::log_operator(tx, entry, now).await
}

#[cfg(test)]
mod tests;
