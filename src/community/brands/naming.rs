//! What a brand says of itself.

use super::joined;
use crate::db::{Db, Result, Tx};
use crate::desk::{self, Entry};
use crate::execute;
use crate::who::Admin;
use serde_json::json;
use types::brands::Naming;
use types::{Error, Instant};

/// Changes what every page of the space says.
pub async fn name(db: &Db, admin: &Admin, naming: Naming, now: Instant) -> Result<()> {
    naming.validate()?;
    if jiff::tz::TimeZone::get(&naming.time_zone).is_err() {
        return Err(Error::invalid("time_zone", "time-zone-unknown").into());
    }
    db.write((admin.clone(), naming, now), |tx, (admin, naming, now)| {
        Box::pin(async move {
            let sql = "UPDATE brands SET name = $2, tagline = $3, lede = $4, place = $5, languages = $6, time_zone = $7, show_affiliation = $8, \
                revision = revision + 1 WHERE id = $1";
            execute!(
                tx,
                sql,
                admin.brand().0,
                naming.name.trim(),
                naming.tagline.trim(),
                naming.lede.trim(),
                naming.place.trim(),
                joined(&naming.languages),
                naming.time_zone.as_str(),
                naming.show_affiliation
            )?;
            told(tx, admin, "brand-changed", json!({}), *now).await
        })
    })
    .await
}

/// Writes into the log what an admin did to the brand.
pub async fn told(tx: &mut Tx, admin: &Admin, kind: &'static str, details: serde_json::Value, now: Instant) -> Result<()> {
    let entry = Entry {
        brand: admin.brand(),
        actor: Some(admin.id),
        kind,
        subject: None,
        details,
    };
    desk::log(tx, entry, now).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brands::by_slug;
    use crate::testing::{self, NOW};
    use types::Lang;

    fn naming() -> Naming {
        Naming {
            name: " Drumlin of Kendal ".into(),
            languages: vec![Lang::Fr],
            time_zone: "Europe/Paris".into(),
            ..Naming::default()
        }
    }

    crate::on_both_engines! {
        async fn what_a_brand_says_of_itself_is_changed_and_told(db: Db) {
            let brand = testing::brand(&db, "drumlin").await;
            let admin = testing::admin(&db, &brand).await;
            name(&db, &admin, naming(), NOW).await.unwrap();
            let after = by_slug(&db, "drumlin").await.unwrap();
            assert_eq!((after.name.as_str(), after.languages.as_slice()), ("Drumlin of Kendal", &[Lang::Fr][..]));
            assert!(!after.show_affiliation && after.revision > brand.revision);
            assert_eq!(testing::logged(&db, &brand).await, ["brand-changed"]);
        }

        async fn an_unknown_time_zone_is_refused(db: Db) {
            let brand = testing::brand(&db, "drumlin").await;
            let admin = testing::admin(&db, &brand).await;
            let moon = Naming { time_zone: "Moon/Tranquility".into(), ..naming() };
            let error: Error = name(&db, &admin, moon, NOW).await.unwrap_err().into();
            assert_eq!(error, Error::invalid("time_zone", "time-zone-unknown"));
        }
    }
}
