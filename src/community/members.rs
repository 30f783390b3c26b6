//! Members: a person in one brand.

use crate::db::{Db, Failure, Result, Tx};
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
    let sql = format!("SELECT closes FROM brands WHERE id = $1{}", tx.for_update());
    let closes = fetch_one!(tx, (Option<i64>,), &sql, brand.0)?.0;
    if let Some(already) = existing(tx, brand, account).await? {
        return Ok(already);
    }
    if closes.is_some() {
        return Err(closing());
    }
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
pub fn closing() -> Failure {
    types::Error::invalid("name", "join-closing").into()
}

async fn existing(tx: &mut Tx, brand: BrandId, account: Option<AccountId>) -> Result<Option<MemberId>> {
    let Some(account) = account else { return Ok(None) };
    let sql = "SELECT id FROM memberships WHERE brand_id = $1 AND account_id = $2";
    Ok(fetch_optional!(tx, (i64,), sql, brand.0, account.0)?.map(|r| MemberId(r.0)))
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

/// Gives a member another role: the operator's command, until staff pages stand.
pub async fn set_role(db: &Db, brand: BrandId, account: AccountId, role: Role) -> Result<()> {
    let changed = db.write((brand, account, role), |tx, (brand, account, role)| {
        Box::pin(async move {
            let sql = "UPDATE memberships SET role = $3 WHERE brand_id = $1 AND account_id = $2";
            Ok(execute!(tx, sql, brand.0, account.0, role.as_str())?)
        })
    });
    if changed.await? == 0 {
        Err(Failure::Told(types::Error::NotFound))
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{self, NOW};

    crate::on_both_engines! {
        async fn two_people_of_one_name_have_two_handles(db: Db) {
            let brand = testing::brand(&db, "drumlin").await;
            for _ in 0..3 {
                create(&db, brand.id, None, NewMember::customer("Isla Munro", NOW)).await.unwrap();
            }
            let sql = "SELECT handle, number FROM memberships ORDER BY id";
            let rows = crate::fetch_all!(db.read().await.unwrap(), (String, i64), sql).unwrap();
            assert_eq!(rows, [("isla-munro".into(), 1), ("isla-munro-2".into(), 2), ("isla-munro-3".into(), 3)]);
        }

        async fn joining_twice_makes_one_member(db: Db) {
            let brand = testing::brand(&db, "drumlin").await;
            let maud = testing::member(&db, &brand, "maud", Role::Member).await;
            let account = testing::account_of(&db, &maud).await;
            let again = create(&db, brand.id, Some(account), NewMember::customer("Maud", NOW)).await.unwrap();
            assert_eq!(again, maud.id);
        }
    }
}
