//! Invitations: a brand asks somebody in by mail, with a role and an affiliation. They count for whoever proves the address, and for nobody else.
//! An invitation that was withdrawn, sent again or has run out stays for a month, so that a day's invitations can be counted.

mod accept;
mod send;

pub use accept::{Accepted, accept, by_token};
pub(crate) use accept::{log_accepted, mark_accepted, open_to, take_effect};
pub use send::{A_DAY, Open, invite, open, resend, withdraw};
pub(crate) use send::{end, read, take_open};

use crate::brands::Brand;
use crate::db::{Result, Tx};
use crate::installation::Settings;
use crate::mail::{self, Mail};
use crate::who::Member;
use crate::words::Words;
use crate::{execute, fetch_one, row, secrets};
use types::accounts::canonical_address;
use types::members::{Affiliation, Role};
use types::{Instant, InvitationId, Lang};

/// An invitation lives this long, in days.
pub const LIVES: i64 = 30;

/// Somebody to be asked in.
#[derive(Clone, Debug)]
pub struct NewInvitation {
    pub address: String,
    pub role: Role,
    pub affiliation: Affiliation,
    pub department: Option<String>,
    pub language: Lang,
}

row! {
    /// An invitation as the person who was invited sees it.
    pub struct Letter {
        pub id: InvitationId,
        pub address: String,
        pub role: Role,
        pub affiliation: Affiliation,
        pub department: Option<String>,
        pub expires: Instant,
        pub accepted: Option<i64>,
        /// Who invites; nobody for the installation, or where they have left.
        pub inviter: Option<String>,
    }
}

/// What an invitation is read by.
const LETTER: &str = "SELECT i.id, i.address, i.role, i.affiliation, i.department, i.expires, i.accepted, m.name AS inviter \
    FROM invitations i LEFT JOIN memberships m ON m.brand_id = i.brand_id AND m.id = i.inviter_id AND m.gone IS NULL WHERE i.brand_id = $1";

/// Adds an invitation and its mail to a transaction; one to the same address that was still open holds no longer.
pub async fn insert(
    tx: &mut Tx,
    brand: &Brand,
    settings: &Settings,
    inviter: Option<&Member>,
    new: &NewInvitation,
    now: Instant,
) -> Result<InvitationId> {
    let (address, token) = (canonical_address(&new.address), secrets::token());
    let sql = "UPDATE invitations SET expires = $3 WHERE brand_id = $1 AND address = $2 AND accepted IS NULL AND expires > $3";
    execute!(tx, sql, brand.id.0, &address, now.0)?;
    let sql = "DELETE FROM invitations WHERE brand_id = $1 AND accepted IS NULL AND expires < $2";
    execute!(tx, sql, brand.id.0, now.minus_days(LIVES).0)?;
    let sql = "INSERT INTO invitations (brand_id, address, role, affiliation, department, language, token_hash, inviter_id, created, expires) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id";
    let row = fetch_one!(
        tx,
        (i64,),
        sql,
        brand.id.0,
        &address,
        new.role.as_str(),
        new.affiliation.as_str(),
        new.department.as_deref(),
        new.language.as_str(),
        secrets::hash(&token),
        inviter.map(|m| m.id.0),
        now.0,
        now.minus_days(-LIVES).0
    )?;
    let link = settings.link(brand, &format!("/invitation/{token}"));
    mail::enqueue(tx, Some(brand.id), &invitation(brand, inviter, new, &address, &link), now).await?;
    Ok(InvitationId(row.0))
}

fn invitation(brand: &Brand, inviter: Option<&Member>, new: &NewInvitation, address: &str, link: &str) -> Mail {
    let words = Words::of(new.language);
    let role = words.text(&format!("invited-as-{}", new.role)).to_owned();
    let args = [
        ("brand", brand.name.as_str().into()),
        ("role", role.into()),
        ("by", if inviter.is_some() { "person" } else { "brand" }.into()),
        ("who", inviter.map_or("", |m| m.name.as_str()).into()),
        ("days", LIVES.into()),
        ("link", link.into()),
    ];
    Mail {
        to: address.to_owned(),
        from_name: brand.name.clone(),
        subject: words.with("mail-invitation-subject", &args),
        text: words.with("mail-invitation-text", &args),
    }
}

#[cfg(test)]
mod tests;
