//! A brand's own host name. Only those who run the installation give one: whoever chose a name freely would have the links of everybody's mail
//! lead there.

use super::Keeper;
use crate::brands::{Brand, by_id};
use crate::db::{Db, Result, Tx};
use crate::desk::{self, Entry, OperatorEntry};
use crate::installation::Settings;
use crate::{execute, fetch_optional};
use serde_json::json;
use types::brands::canonical_host;
use types::{BrandId, Error, Instant};

/// Has a brand's space answer under a host name of its own, or under the installation's again when nothing is typed. `sure`: it has been said
/// that the name leads here already; else the space would be out of reach. Gives the brand as it is then.
/// Call [`crate::brands::Hosts::forget`] afterwards.
pub async fn set(
    db: &Db,
    by: impl Into<Keeper>,
    brand: BrandId,
    settings: &Settings,
    typed: &str,
    sure: bool,
    now: Instant,
) -> Result<Brand> {
    let host = if typed.trim().is_empty() {
        None
    } else {
        Some(check(typed, settings)?)
    };
    let work = db.write((by.into(), brand, host, sure, now), |tx, (by, brand, host, sure, now)| {
        Box::pin(change(tx, *by, *brand, host.as_deref(), *sure, *now))
    });
    work.await?;
    by_id(db, brand).await
}

/// The name as it is kept, if a brand may have it.
pub fn check(typed: &str, settings: &Settings) -> Result<String, Error> {
    let host = canonical_host(typed).ok_or_else(|| Error::invalid("host", "host-form"))?;
    if host == own_host(settings) {
        return Err(Error::invalid("host", "host-ours"));
    }
    Ok(host)
}

async fn change(tx: &mut Tx, by: Keeper, brand: BrandId, host: Option<&str>, sure: bool, now: Instant) -> Result<()> {
    let sql = format!("SELECT host FROM brands WHERE id = $1{}", tx.for_update());
    let (before,) = fetch_optional!(tx, (Option<String>,), &sql, brand.0)?.ok_or(Error::NotFound)?;
    if before.as_deref() == host {
        return Ok(());
    }
    if host.is_some() && !sure {
        return Err(Error::invalid("host-sure", "host-sure-missing").into());
    }
    execute!(
        tx,
        "UPDATE brands SET host = $2, revision = revision + 1 WHERE id = $1",
        brand.0,
        host
    )?;
    let (kind, named) = host.map_or(("host-removed", before.as_deref()), |host| ("host-changed", Some(host)));
    let entry = Entry {
        brand,
        actor: None,
        kind,
        subject: None,
        details: json!({ "host": named }),
    };
    desk::log(tx, entry, now).await?;
    let entry = OperatorEntry {
        actor: by.account(),
        kind,
        account: None,
        brand: Some(brand),
        details: json!({ "host": named }),
    };
    desk::log_operator(tx, entry, now).await
}

/// The host of the installation's own address, without its port.
fn own_host(settings: &Settings) -> String {
    let rest = settings
        .base_url
        .split_once("://")
        .map_or(settings.base_url.as_str(), |(_, rest)| rest);
    rest.split([':', '/']).next().unwrap_or_default().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{self, NOW};
    use crate::who;

    crate::on_both_engines! {
        async fn a_host_is_one_brands_alone_and_stands_in_both_logs(db: Db) {
            let (one, two) = (testing::brand(&db, "drumlin").await, testing::brand(&db, "orsel").await);
            let settings = testing::settings();
            let set = async |brand: &Brand, host: &str, sure| {
                set(&db, who::system(), brand.id, &settings, host, sure, NOW).await.map_err(Error::from)
            };
            assert_eq!(set(&one, "people.drumlin.example", false).await.unwrap_err(), Error::invalid("host-sure", "host-sure-missing"));
            let named = set(&one, " People.Drumlin.example ", true).await.unwrap();
            assert_eq!(named.host.as_deref(), Some("people.drumlin.example"));
            assert_eq!(set(&two, "people.drumlin.example", true).await.unwrap_err(), Error::invalid("host", "host-taken"));
            for bad in ["https://people", "127.0.0.1", "127.0.0.0x1", "people"] {
                assert_eq!(set(&two, bad, true).await.unwrap_err(), Error::invalid("host", "host-form"), "{bad}");
            }
            assert_eq!(set(&one, "people.drumlin.example", false).await.unwrap().revision, named.revision, "the same host changes nothing");
            assert_eq!(set(&one, " ", false).await.unwrap().host, None);
            let kinds = "SELECT kind FROM desk_events ORDER BY id";
            let told = crate::fetch_all!(db.read().await.unwrap(), (String,), kinds).unwrap();
            assert_eq!(told.into_iter().map(|k| k.0).collect::<Vec<_>>(), ["host-changed", "host-removed"]);
        }
    }

    #[test]
    fn the_installations_own_host_is_no_brands() {
        let settings = crate::installation::Settings {
            base_url: "https://Parvis.example:8443".into(),
            ..testing::settings()
        };
        assert_eq!(check("parvis.example", &settings), Err(Error::invalid("host", "host-ours")));
    }
}
