//! Members: a person in one brand. How they come in, what they are here, and who says so.

mod admins;
mod admission;
mod change;
mod staff;

pub use admins::{hand_on, is_last_admin, lock, owner};
pub use admission::{Admission, admission, admit, may_come};
pub use change::{change, set_role};
pub use staff::{People, Person, person, search, staff};

pub(crate) use admins::{settle, still};
pub(crate) use admission::present;

use crate::db::{Db, Result, Tx};
use crate::{execute, fetch_one, fetch_optional};
use types::members::{Affiliation, Role, handle_of};
use types::{AccountId, BrandId, Instant, MemberId};

/// A member to be made.
#[derive(Clone, Debug)]
pub struct NewMember {
    pub name: String,
    pub role: Role,
    pub affiliation: Affiliation,
    pub department: Option<String>,
    pub title: Option<String>,
    pub joined: Instant,
}

impl NewMember {
    /// A customer who joins by themselves.
    pub fn customer(name: &str, joined: Instant) -> Self {
        Self {
            name: name.trim().into(),
            role: Role::Member,
            affiliation: Affiliation::Customer,
            department: None,
            title: None,
            joined,
        }
    }
}

/// Makes a member; an account that is one already stays as it is.
pub async fn create(db: &Db, brand: BrandId, account: Option<AccountId>, new: NewMember) -> Result<MemberId> {
    db.write((brand, account, new), |tx, (brand, account, new)| {
        Box::pin(insert(tx, *brand, *account, new))
    })
    .await
}

/// The same inside a transaction that does more.
pub async fn insert(tx: &mut Tx, brand: BrandId, account: Option<AccountId>, new: &NewMember) -> Result<MemberId> {
    lock(tx, brand).await?;
    let existing = existing(tx, brand, account).await?;
    if let Some((already, None)) = existing {
        return Ok(already);
    }
    if new.role == Role::Admin {
        settle(tx, brand).await?;
    }
    let member = match existing {
        Some((left, _)) => come_back(tx, brand, left, new).await?,
        None => add(tx, brand, account, new).await?,
    };
    if new.role == Role::Admin {
        settle(tx, brand).await?;
    }
    Ok(member)
}

async fn add(tx: &mut Tx, brand: BrandId, account: Option<AccountId>, new: &NewMember) -> Result<MemberId> {
    let sql = "UPDATE brands SET next_member = next_member + 1 WHERE id = $1 RETURNING next_member - 1, rules_version, terms_version";
    let (number, rules, terms) = fetch_one!(tx, (i64, i64, i64), sql, brand.0)?;
    let handle = free_handle(tx, brand, &new.name).await?;
    let sql = "INSERT INTO memberships (brand_id, account_id, number, handle, name, role, affiliation, department, title, rules_version, terms_version, joined) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id";
    let row = fetch_one!(
        tx,
        (i64,),
        sql,
        brand.0,
        account.map(|a| a.0),
        number,
        handle,
        &new.name,
        new.role.as_str(),
        new.affiliation.as_str(),
        new.department.as_deref(),
        new.title.as_deref(),
        rules,
        terms,
        new.joined.0
    )?;
    Ok(MemberId(row.0))
}

/// Nobody joins a space that is being closed.
pub fn closing() -> crate::Failure {
    types::Error::invalid("name", "join-closing").into()
}

/// Somebody who had left joins again: the same member, with what they say of themselves now.
async fn come_back(tx: &mut Tx, brand: BrandId, member: MemberId, new: &NewMember) -> Result<MemberId> {
    let sql = "UPDATE memberships SET gone = NULL, name = $3, role = $4, affiliation = $5, department = $6, title = $7, \
        rules_version = (SELECT rules_version FROM brands WHERE id = $1), terms_version = (SELECT terms_version FROM brands WHERE id = $1) \
        WHERE brand_id = $1 AND id = $2";
    let (role, affiliation) = (new.role.as_str(), new.affiliation.as_str());
    let (department, title) = (new.department.as_deref(), new.title.as_deref());
    execute!(tx, sql, brand.0, member.0, &new.name, role, affiliation, department, title)?;
    Ok(member)
}

/// The membership that an account has or had, and when it left.
async fn existing(tx: &mut Tx, brand: BrandId, account: Option<AccountId>) -> Result<Option<(MemberId, Option<i64>)>> {
    let Some(account) = account else { return Ok(None) };
    let sql = "SELECT id, gone FROM memberships WHERE brand_id = $1 AND account_id = $2";
    Ok(fetch_optional!(tx, (i64, Option<i64>), sql, brand.0, account.0)?.map(|(id, gone)| (MemberId(id), gone)))
}

/// The name as a handle, with the smallest number behind it that nobody has.
async fn free_handle(tx: &mut Tx, brand: BrandId, name: &str) -> Result<String> {
    let base = handle_of(name);
    for n in 1..1_000 {
        let handle = if n == 1 { base.clone() } else { format!("{base}-{n}") };
        let taken = fetch_optional!(
            tx,
            (i64,),
            "SELECT id FROM memberships WHERE brand_id = $1 AND handle = $2",
            brand.0,
            &handle
        )?;
        if taken.is_none() {
            return Ok(handle);
        }
    }
    Ok(format!("{base}-{:x}", rand::random::<u32>()))
}

#[cfg(test)]
mod tests;
