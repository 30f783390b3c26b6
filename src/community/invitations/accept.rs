//! The invited person takes an invitation up: with one click, or by joining with the address that it was sent to.

use super::{LETTER, Letter};
use crate::db::{Conn, Db, Result, Tx};
use crate::desk::{self, Entry};
use crate::members::{self, present};
use crate::{execute, fetch_one, fetch_optional, secrets};
use serde_json::json;
use types::boards::Level;
use types::members::{Affiliation, Role};
use types::{AccountId, BrandId, Error, Instant, MemberId};

/// What became of a click on "Accept".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Accepted {
    /// It has taken effect; this is the person's role now.
    Done(Role),
    /// The person is no member yet: joining, where they accept the house rules, takes the invitation up.
    JoinFirst,
}

/// The invitation of a link, open or not; nothing for a link that was never mailed, or too long ago.
pub async fn by_token(db: &Db, brand: BrandId, token: &str) -> Result<Option<Letter>> {
    let sql = format!("{LETTER} AND i.token_hash = $2");
    Ok(fetch_optional!(db.read().await?, Letter, &sql, brand.0, secrets::hash(token))?)
}

/// The open invitation to an address.
pub(crate) async fn open_to(conn: &mut Conn<'_>, brand: BrandId, address: &str, now: Instant) -> Result<Option<Letter>> {
    let sql = format!("{LETTER} AND i.address = $2 AND i.accepted IS NULL AND i.expires > $3 ORDER BY i.id DESC LIMIT 1");
    Ok(fetch_optional!(conn, Letter, &sql, brand.0, address, now.0)?)
}

/// A member takes an invitation up with one click; only with the address that it was sent to.
pub async fn accept(db: &Db, brand: BrandId, account: AccountId, token: &str, now: Instant) -> Result<Accepted> {
    db.write((brand, account, token.to_owned(), now), |tx, (brand, account, token, now)| {
        Box::pin(async move {
            members::lock(tx, *brand).await?;
            let sql = format!("{LETTER} AND i.token_hash = $2 AND i.accepted IS NULL AND i.expires > $3");
            let letter = fetch_optional!(tx, Letter, &sql, brand.0, secrets::hash(token), now.0)?.ok_or(Error::NotFound)?;
            let sql = "SELECT address FROM accounts WHERE id = $1 AND blocked IS NULL";
            let address = fetch_optional!(tx, (String,), sql, account.0)?.ok_or(Error::SignInNeeded)?.0;
            if address != letter.address {
                return Err(Error::Forbidden.into());
            }
            match present(tx, *brand, *account).await? {
                Some(member) => Ok(Accepted::Done(take_effect(tx, *brand, member, &letter, *now).await?)),
                None => Ok(Accepted::JoinFirst),
            }
        })
    })
    .await
}

/// Makes a member what an invitation says, and never less than they are. The brand's row is taken. Gives the role that they have now.
pub(crate) async fn take_effect(tx: &mut Tx, brand: BrandId, member: MemberId, letter: &Letter, now: Instant) -> Result<Role> {
    let sql = "SELECT role, affiliation FROM memberships WHERE brand_id = $1 AND id = $2";
    let (role, affiliation) = fetch_one!(tx, (String, String), sql, brand.0, member.0)?;
    let was = (
        Role::parse(&role).unwrap_or(Role::Member),
        Affiliation::parse(&affiliation).unwrap_or(Affiliation::Customer),
    );
    let (role, affiliation) = raised(was.0, was.1, letter);
    members::settle(tx, brand).await?;
    let sql = "UPDATE memberships SET role = $3, affiliation = $4, department = COALESCE($5, department) WHERE brand_id = $1 AND id = $2";
    let department = letter.department.as_deref().filter(|_| role == letter.role);
    execute!(tx, sql, brand.0, member.0, role.as_str(), affiliation.as_str(), department)?;
    members::settle(tx, brand).await?;
    mark_accepted(tx, brand, &letter.address, now).await?;
    log_accepted(tx, brand, member, role, now).await?;
    Ok(role)
}

fn raised(role: Role, affiliation: Affiliation, letter: &Letter) -> (Role, Affiliation) {
    let near = |affiliation| Level::of(Role::Member, affiliation);
    (
        if letter.role.is_above(role) { letter.role } else { role },
        if near(letter.affiliation) > near(affiliation) {
            letter.affiliation
        } else {
            affiliation
        },
    )
}

/// Whoever has used an invitation has used every open one to their address.
pub(crate) async fn mark_accepted(tx: &mut Tx, brand: BrandId, address: &str, now: Instant) -> Result<()> {
    let sql = "UPDATE invitations SET accepted = $3 WHERE brand_id = $1 AND address = $2 AND accepted IS NULL AND expires > $3";
    execute!(tx, sql, brand.0, address, now.0)?;
    Ok(())
}

pub(crate) async fn log_accepted(tx: &mut Tx, brand: BrandId, member: MemberId, role: Role, now: Instant) -> Result<()> {
    let entry = Entry {
        brand,
        actor: Some(member),
        kind: "invitation-accepted",
        subject: Some(member),
        details: json!({ "role": role }),
    };
    desk::log(tx, entry, now).await
}
