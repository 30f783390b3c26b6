//! Who may join a brand by themselves, and as what: by invitation, by mail domain, or because the door is open.

use super::admins;
use super::{NewMember, insert};
use crate::db::{Conn, Db, Result, Tx};
use crate::invitations;
use crate::{execute, fetch_optional, row};
use types::accounts::Shown;
use types::brands::Registration;
use types::members::{Affiliation, Role};
use types::{AccountId, BrandId, Error, Instant, InvitationId, MemberId};

/// As what somebody is let in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Admission {
    pub role: Role,
    pub affiliation: Affiliation,
    pub department: Option<String>,
    /// The invitation that they came by.
    pub invitation: Option<InvitationId>,
}

row! {
    /// What a brand's door asks for.
    pub struct Door {
        pub registration: Registration,
        pub opened: Option<i64>,
        pub closes: Option<i64>,
    }

    /// What a mail domain gives.
    pub struct Domain {
        pub affiliation: Affiliation,
        pub may_join: bool,
    }
}

/// Lets in whoever has proved this address, or says why not: `join-by-invitation` or `join-by-domain` beside `address`, `join-closing` where the
/// brand is closing. An invitation that is used is marked. Takes the brand's row.
pub async fn admission(tx: &mut Tx, brand: BrandId, address: &str, now: Instant) -> Result<Admission> {
    admins::lock(tx, brand).await?;
    let admission = decide(&mut tx.conn(), brand, address, now).await?;
    if admission.invitation.is_some() {
        invitations::mark_accepted(tx, brand, address, now).await?;
    }
    Ok(admission)
}

/// Whether an address would be let in: asked before a code is mailed to it. Tells of the brand's rule and its invitations, never of accounts.
pub async fn may_come(db: &Db, brand: BrandId, address: &str, now: Instant) -> Result<()> {
    let mut reader = db.read().await?;
    decide(&mut reader.conn(), brand, address, now).await.map(drop)
}

async fn decide(conn: &mut Conn<'_>, brand: BrandId, address: &str, now: Instant) -> Result<Admission> {
    let sql = "SELECT registration, opened, closes FROM brands WHERE id = $1";
    let door = fetch_optional!(conn, Door, sql, brand.0)?.ok_or(Error::NotFound)?;
    if door.closes.is_some() {
        return Err(super::closing());
    }
    if let Some(letter) = invitations::open_to(conn, brand, address, now).await? {
        return Ok(Admission {
            role: letter.role,
            affiliation: letter.affiliation,
            department: letter.department,
            invitation: Some(letter.id),
        });
    }
    let domain = domain_of(conn, brand, address).await?;
    let known = domain.as_ref().is_some_and(|d| d.may_join);
    match door.registration {
        Registration::Invitation => return Err(Error::invalid("address", "join-by-invitation").into()),
        Registration::Domain if !known => return Err(Error::invalid("address", "join-by-domain").into()),
        Registration::Open if door.opened.is_none() && !known => return Err(Error::invalid("address", "join-by-invitation").into()),
        Registration::Open | Registration::Domain => {}
    }
    Ok(Admission {
        role: Role::Member,
        affiliation: domain.map_or(Affiliation::Customer, |d| d.affiliation),
        department: None,
        invitation: None,
    })
}

/// What the brand says of the address's mail domain, if anything.
async fn domain_of(conn: &mut Conn<'_>, brand: BrandId, address: &str) -> Result<Option<Domain>> {
    let domain = address.rsplit_once('@').map_or("", |(_, domain)| domain);
    let sql = "SELECT affiliation, may_join FROM domains WHERE brand_id = $1 AND domain = $2";
    Ok(fetch_optional!(conn, Domain, sql, brand.0, domain)?)
}

/// Makes a person who has proved an address a member, as what their admission says. Whoever is a member already stays one; an invitation
/// to them takes effect. A new member has accepted what they were shown.
pub async fn admit(
    tx: &mut Tx,
    brand: BrandId,
    account: AccountId,
    address: &str,
    name: &str,
    shown: Shown,
    now: Instant,
) -> Result<MemberId> {
    admins::lock(tx, brand).await?;
    if let Some(member) = present(tx, brand, account).await? {
        if let Some(letter) = invitations::open_to(&mut tx.conn(), brand, address, now).await? {
            invitations::take_effect(tx, brand, member, &letter, now).await?;
        }
        return Ok(member);
    }
    let admission = admission(tx, brand, address, now).await?;
    let new = NewMember {
        role: admission.role,
        affiliation: admission.affiliation,
        department: admission.department,
        ..NewMember::customer(name, now)
    };
    let member = insert(tx, brand, Some(account), &new).await?;
    accepted(tx, brand, member, shown).await?;
    if admission.invitation.is_some() {
        invitations::log_accepted(tx, brand, member, admission.role, now).await?;
    }
    Ok(member)
}

/// What was published while somebody was joining is not accepted by them.
async fn accepted(tx: &mut Tx, brand: BrandId, member: MemberId, shown: Shown) -> Result<()> {
    let sql = "UPDATE memberships SET rules_version = CASE WHEN rules_version > $3 THEN $3 ELSE rules_version END, \
        terms_version = CASE WHEN terms_version > $4 THEN $4 ELSE terms_version END WHERE brand_id = $1 AND id = $2";
    execute!(tx, sql, brand.0, member.0, shown.rules, shown.terms)?;
    Ok(())
}

/// The membership of an account that has not left.
pub(crate) async fn present(tx: &mut Tx, brand: BrandId, account: AccountId) -> Result<Option<MemberId>> {
    let sql = "SELECT id FROM memberships WHERE brand_id = $1 AND account_id = $2 AND gone IS NULL";
    Ok(fetch_optional!(tx, (i64,), sql, brand.0, account.0)?.map(|r| MemberId(r.0)))
}
