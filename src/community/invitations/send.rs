//! An admin asks people in, and sees whom they have asked.

use super::{NewInvitation, insert};
use crate::brands::Brand;
use crate::db::{Db, Result, Tx};
use crate::desk::{self, Entry};
use crate::installation::Settings;
use crate::members;
use crate::who::Admin;
use crate::{execute, fetch_all, fetch_one, fetch_optional, row};
use serde_json::{Value, json};
use types::members::{Affiliation, Role};
use types::staff::{Invite, Invited};
use types::{BrandId, Error, Instant, InvitationId, Lang, Wrong};

/// Invitations that a brand may send within a day.
pub const A_DAY: usize = 200;
/// Invitations on one page of a list.
const PAGE: usize = 50;

row! {
    /// An invitation that waits, as an admin sees it.
    pub struct Open {
        pub id: InvitationId,
        pub address: String,
        pub role: Role,
        pub affiliation: Affiliation,
        pub department: Option<String>,
        pub language: Lang,
        pub created: Instant,
        pub expires: Instant,
        /// Whether somebody with this address is a member already.
        pub member: bool,
    }
}

/// Asks people in. Either every address is right and each gets a mail, or nothing is sent. Gives how many were sent.
pub async fn invite(db: &Db, by: &Admin, brand: &Brand, settings: &Settings, form: &Invite, now: Instant) -> Result<usize> {
    let invited = form.validate()?;
    let args = (by.clone(), brand.clone(), settings.clone(), invited, now);
    db.write(args, |tx, (by, brand, settings, invited, now)| {
        Box::pin(async move {
            begin(tx, by, invited.addresses.len(), *now).await?;
            for new in letters(invited) {
                insert(tx, brand, settings, Some(by), &new, *now).await?;
            }
            let count = invited.addresses.len();
            log(tx, by, "invitations-sent", json!({ "count": count, "role": invited.role }), *now).await?;
            Ok(count)
        })
    })
    .await
}

fn letters(invited: &Invited) -> impl Iterator<Item = NewInvitation> {
    invited.addresses.iter().map(|address| NewInvitation {
        address: address.clone(),
        role: invited.role,
        affiliation: invited.affiliation,
        department: invited.department.clone(),
        language: invited.language,
    })
}

/// Takes the brand's row, and checks that it is not closing, that an admin still is one, and that the day has room for so many more.
async fn begin(tx: &mut Tx, by: &Admin, more: usize, now: Instant) -> Result<()> {
    let brand = by.brand();
    take_open(tx, brand).await?;
    members::still(tx, by).await?;
    let sql = "SELECT COUNT(*) FROM invitations WHERE brand_id = $1 AND created > $2";
    let sent = usize::try_from(fetch_one!(tx, (i64,), sql, brand.0, now.minus_days(1).0)?.0).unwrap_or(A_DAY);
    if sent + more > A_DAY {
        let left = A_DAY.saturating_sub(sent);
        let wrong = Wrong::new("addresses", "addresses-enough").with("count", left).with("most", A_DAY);
        return Err(Error::Invalid(vec![wrong]).into());
    }
    Ok(())
}

/// Takes the brand's row; refused where the space is being closed.
pub(crate) async fn take_open(tx: &mut Tx, brand: BrandId) -> Result<()> {
    members::lock(tx, brand).await?;
    match fetch_one!(tx, (Option<i64>,), "SELECT closes FROM brands WHERE id = $1", brand.0)?.0 {
        None => Ok(()),
        Some(_) => Err(Error::Forbidden.into()),
    }
}

/// The invitations that wait, newest first, 50 at a time, and where the next page begins.
pub async fn open(db: &Db, by: &Admin, before: Option<i64>, now: Instant) -> Result<(Vec<Open>, Option<i64>)> {
    let sql = "SELECT i.id, i.address, i.role, i.affiliation, i.department, i.language, i.created, i.expires, \
        EXISTS (SELECT 1 FROM accounts a JOIN memberships m ON m.account_id = a.id \
            WHERE a.address = i.address AND m.brand_id = $1 AND m.gone IS NULL) AS member \
        FROM invitations i WHERE i.brand_id = $1 AND i.accepted IS NULL AND i.expires > $2 AND i.id < $3 ORDER BY i.id DESC LIMIT $4";
    let limit = i64::try_from(PAGE).unwrap_or(50) + 1;
    let before = before.unwrap_or(i64::MAX);
    let mut rows = fetch_all!(db.read().await?, Open, sql, by.brand().0, now.0, before, limit)?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows.last().filter(|_| more).map(|last| last.id.0);
    Ok((rows, next))
}

/// Sends an invitation again, for another 30 days; the link of the mail before holds no longer.
pub async fn resend(db: &Db, by: &Admin, brand: &Brand, settings: &Settings, id: InvitationId, now: Instant) -> Result<()> {
    let args = (by.clone(), brand.clone(), settings.clone(), id, now);
    db.write(args, |tx, (by, brand, settings, id, now)| {
        Box::pin(async move {
            begin(tx, by, 1, *now).await?;
            let new = read(tx, by.brand(), *id, *now).await?;
            insert(tx, brand, settings, Some(by), &new, *now).await?;
            log(tx, by, "invitation-sent-again", json!({}), *now).await
        })
    })
    .await
}

/// What an invitation says that was not accepted, and that holds after an instant.
pub(crate) async fn read(tx: &mut Tx, brand: BrandId, id: InvitationId, after: Instant) -> Result<NewInvitation> {
    let sql = "SELECT address, role, affiliation, department, language FROM invitations \
        WHERE brand_id = $1 AND id = $2 AND accepted IS NULL AND expires > $3";
    Ok(fetch_optional!(tx, Again, sql, brand.0, id.0, after.0)?
        .ok_or(Error::NotFound)?
        .into())
}

row! {
    /// What is sent again.
    pub struct Again {
        pub address: String,
        pub role: Role,
        pub affiliation: Affiliation,
        pub department: Option<String>,
        pub language: Lang,
    }
}

impl From<Again> for NewInvitation {
    fn from(again: Again) -> Self {
        let Again {
            address,
            role,
            affiliation,
            department,
            language,
        } = again;
        Self {
            address,
            role,
            affiliation,
            department,
            language,
        }
    }
}

/// From now on an invitation lets nobody in.
pub async fn withdraw(db: &Db, by: &Admin, id: InvitationId, now: Instant) -> Result<()> {
    db.write((by.clone(), id, now), |tx, (by, id, now)| {
        Box::pin(async move {
            members::lock(tx, by.brand()).await?;
            members::still(tx, by).await?;
            end(tx, by.brand(), *id, *now).await?;
            log(tx, by, "invitation-withdrawn", json!({}), *now).await
        })
    })
    .await
}

/// Ends an open invitation.
pub(crate) async fn end(tx: &mut Tx, brand: BrandId, id: InvitationId, now: Instant) -> Result<()> {
    let sql = "UPDATE invitations SET expires = $3 WHERE brand_id = $1 AND id = $2 AND accepted IS NULL AND expires > $3";
    if execute!(tx, sql, brand.0, id.0, now.0)? == 0 {
        return Err(Error::NotFound.into());
    }
    Ok(())
}

async fn log(tx: &mut Tx, by: &Admin, kind: &'static str, details: Value, now: Instant) -> Result<()> {
    let entry = Entry {
        brand: by.brand(),
        actor: Some(by.id),
        kind,
        subject: None,
        details,
    };
    desk::log(tx, entry, now).await
}
