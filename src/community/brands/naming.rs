//! What a brand says of itself, and under which host it answers.

use super::{Brand, by_id, joined};
use crate::db::{Db, Result, Tx};
use crate::desk::{self, Entry};
use crate::installation::Settings;
use crate::who::Admin;
use crate::{execute, fetch_one};
use serde_json::json;
use types::brands::{Naming, canonical_host};
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

/// Has the space answer under a host name of the brand's own, or under the installation's again when nothing is typed.
/// `sure`: the admin has said that the name leads here already; else the space would be out of reach. Gives the brand as it is then.
/// Call [`super::Hosts::forget`] afterwards.
pub async fn set_host(db: &Db, admin: &Admin, settings: &Settings, typed: &str, sure: bool, now: Instant) -> Result<Brand> {
    let host = if typed.trim().is_empty() {
        None
    } else {
        let host = canonical_host(typed).ok_or_else(|| Error::invalid("host", "host-form"))?;
        if host == own_host(settings) {
            return Err(Error::invalid("host", "host-ours").into());
        }
        Some(host)
    };
    let work = db.write((admin.clone(), host, sure, now), |tx, (admin, host, sure, now)| {
        Box::pin(change_host(tx, admin, host.as_deref(), *sure, *now))
    });
    work.await?;
    by_id(db, admin.brand()).await
}

async fn change_host(tx: &mut Tx, admin: &Admin, host: Option<&str>, sure: bool, now: Instant) -> Result<()> {
    let sql = format!("SELECT host FROM brands WHERE id = $1{}", tx.for_update());
    let (before,) = fetch_one!(tx, (Option<String>,), &sql, admin.brand().0)?;
    if before.as_deref() == host {
        return Ok(());
    }
    if host.is_some() && !sure {
        return Err(Error::invalid("host-sure", "host-sure-missing").into());
    }
    execute!(
        tx,
        "UPDATE brands SET host = $2, revision = revision + 1 WHERE id = $1",
        admin.brand().0,
        host
    )?;
    match host {
        Some(host) => told(tx, admin, "host-changed", json!({ "host": host }), now).await,
        None => told(tx, admin, "host-removed", json!({ "host": before }), now).await,
    }
}

/// The host of the installation's own address, without its port.
fn own_host(settings: &Settings) -> String {
    let rest = settings
        .base_url
        .split_once("://")
        .map_or(settings.base_url.as_str(), |(_, rest)| rest);
    rest.split([':', '/']).next().unwrap_or_default().to_ascii_lowercase()
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

        async fn a_host_is_one_brands_alone(db: Db) {
            let (one, other) = (testing::brand(&db, "drumlin").await, testing::brand(&db, "orsel").await);
            let first = testing::admin(&db, &one).await;
            let second = testing::admin(&db, &other).await;
            let settings = testing::settings();
            let set = async |admin: &Admin, host: &str, sure| set_host(&db, admin, &settings, host, sure, NOW).await.map_err(Error::from);
            assert_eq!(set(&first, "people.drumlin.example", false).await.unwrap_err(), Error::invalid("host-sure", "host-sure-missing"));
            let brand = set(&first, "People.Drumlin.Example", true).await.unwrap();
            assert_eq!(brand.host.as_deref(), Some("people.drumlin.example"));
            assert_eq!(set(&second, "people.drumlin.example", true).await.unwrap_err(), Error::invalid("host", "host-taken"));
            assert_eq!(set(&second, "https://people", true).await.unwrap_err(), Error::invalid("host", "host-form"));
            assert_eq!(set(&first, "people.drumlin.example", false).await.unwrap().revision, brand.revision, "the same host changes nothing");
            assert_eq!(set(&first, " ", false).await.unwrap().host, None);
            assert!(set(&second, "people.drumlin.example", true).await.is_ok());
            assert_eq!(testing::logged(&db, &one).await, ["host-changed", "host-removed"]);
        }
    }

    #[test]
    fn the_installations_own_host_is_no_brands() {
        let settings = Settings {
            base_url: "https://Parvis.example:8443".into(),
            ..testing::settings()
        };
        assert_eq!(own_host(&settings), "parvis.example");
    }
}
