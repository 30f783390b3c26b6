//! Who may read a brand's space, and who may join it.

use super::naming::told;
use crate::db::{Db, Result, Tx};
use crate::who::Admin;
use crate::{execute, fetch_one};
use serde_json::json;
use types::Instant;
use types::brands::Registration;

/// Opens the space to everybody; open already, it stays as it is.
pub async fn open(db: &Db, admin: &Admin, now: Instant) -> Result<()> {
    db.write((admin.clone(), now), |tx, (admin, now)| Box::pin(set(tx, admin, Some(*now), *now)))
        .await
}

/// Leaves the space to its members; what they have written stays where it is.
pub async fn narrow(db: &Db, admin: &Admin, now: Instant) -> Result<()> {
    db.write((admin.clone(), now), |tx, (admin, now)| Box::pin(set(tx, admin, None, *now)))
        .await
}

async fn set(tx: &mut Tx, admin: &Admin, opened: Option<Instant>, now: Instant) -> Result<()> {
    let sql = format!("SELECT opened FROM brands WHERE id = $1{}", tx.for_update());
    let (before,) = fetch_one!(tx, (Option<i64>,), &sql, admin.brand().0)?;
    if before.is_some() == opened.is_some() {
        return Ok(());
    }
    let sql = "UPDATE brands SET opened = $2, revision = revision + 1 WHERE id = $1";
    execute!(tx, sql, admin.brand().0, opened.map(|at| at.0))?;
    let kind = if opened.is_some() { "access-opened" } else { "access-narrowed" };
    told(tx, admin, kind, json!({}), now).await
}

/// Says who may join.
pub async fn set_registration(db: &Db, admin: &Admin, registration: Registration, now: Instant) -> Result<()> {
    db.write((admin.clone(), registration, now), |tx, (admin, registration, now)| {
        Box::pin(async move {
            let sql = "UPDATE brands SET registration = $2, revision = revision + 1 WHERE id = $1 AND registration <> $2";
            if execute!(tx, sql, admin.brand().0, registration.as_str())? > 0 {
                let details = json!({ "registration": registration.as_str() });
                told(tx, admin, "registration-changed", details, *now).await?;
            }
            Ok(())
        })
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brands::by_slug;
    use crate::testing::{self, NOW};

    crate::on_both_engines! {
        async fn a_space_is_narrowed_and_opened_and_each_is_told_once(db: Db) {
            let brand = testing::brand(&db, "drumlin").await;
            let admin = testing::admin(&db, &brand).await;
            for _ in 0..2 {
                narrow(&db, &admin, NOW).await.unwrap();
            }
            assert!(!testing::visitor(&db, &by_slug(&db, "drumlin").await.unwrap()).await.may_enter());
            open(&db, &admin, NOW).await.unwrap();
            assert!(testing::visitor(&db, &by_slug(&db, "drumlin").await.unwrap()).await.may_enter());
            assert_eq!(testing::logged(&db, &brand).await, ["access-narrowed", "access-opened"]);
        }

        async fn who_may_join_is_changed(db: Db) {
            let brand = testing::brand(&db, "drumlin").await;
            let admin = testing::admin(&db, &brand).await;
            for registration in [Registration::Domain, Registration::Domain] {
                set_registration(&db, &admin, registration, NOW).await.unwrap();
            }
            assert_eq!(by_slug(&db, "drumlin").await.unwrap().registration, Registration::Domain);
            assert_eq!(testing::logged(&db, &brand).await, ["registration-changed"]);
        }
    }
}
