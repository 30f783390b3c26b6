//! Mail domains of a brand: whoever proves an address there is given its affiliation when they join.

use super::naming::told;
use crate::db::{Db, Result, Tx};
use crate::who::Admin;
use crate::{execute, fetch_all, fetch_optional, row};
use serde_json::json;
use types::accounts::canonical_address;
use types::brands::NewDomain;
use types::members::Affiliation;
use types::{BrandId, Instant};

row! {
    /// A mail domain and what it says of whoever has an address there.
    pub struct Domain {
        pub domain: String,
        pub affiliation: Affiliation,
        /// Whether its people may join where joining is by mail domain.
        pub may_join: bool,
    }
}

/// The domains of a brand, by name.
pub async fn list(db: &Db, admin: &Admin) -> Result<Vec<Domain>> {
    let sql = "SELECT domain, affiliation, may_join FROM domains WHERE brand_id = $1 ORDER BY domain";
    Ok(fetch_all!(db.read().await?, Domain, sql, admin.brand().0)?)
}

/// The domain of a proved address, if the brand has named it. A domain says nothing of those below it.
pub async fn of_address(tx: &mut Tx, brand: BrandId, address: &str) -> Result<Option<Domain>> {
    let address = canonical_address(address);
    let Some((_, domain)) = address.rsplit_once('@') else {
        return Ok(None);
    };
    let sql = "SELECT domain, affiliation, may_join FROM domains WHERE brand_id = $1 AND domain = $2";
    Ok(fetch_optional!(tx, Domain, sql, brand.0, domain)?)
}

/// Adds a domain, or says something else of one that is there.
pub async fn add(db: &Db, admin: &Admin, new: &NewDomain, now: Instant) -> Result<()> {
    let (domain, affiliation) = new.validate()?;
    let args = (admin.clone(), domain, affiliation, new.may_join, now);
    db.write(args, |tx, (admin, domain, affiliation, may_join, now)| {
        Box::pin(async move {
            let sql = "INSERT INTO domains (brand_id, domain, affiliation, may_join) VALUES ($1, $2, $3, $4) \
                ON CONFLICT (brand_id, domain) DO UPDATE SET affiliation = excluded.affiliation, may_join = excluded.may_join";
            execute!(tx, sql, admin.brand().0, domain.as_str(), affiliation.as_str(), *may_join)?;
            let details = json!({ "domain": domain, "affiliation": affiliation.as_str() });
            told(tx, admin, "domain-added", details, *now).await
        })
    })
    .await
}

/// Removes a domain; whoever has joined keeps what they were given.
pub async fn remove(db: &Db, admin: &Admin, domain: &str, now: Instant) -> Result<()> {
    db.write((admin.clone(), domain.to_owned(), now), |tx, (admin, domain, now)| {
        Box::pin(async move {
            let sql = "DELETE FROM domains WHERE brand_id = $1 AND domain = $2";
            if execute!(tx, sql, admin.brand().0, domain.as_str())? > 0 {
                told(tx, admin, "domain-removed", json!({ "domain": domain }), *now).await?;
            }
            Ok(())
        })
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{self, NOW};
    use types::Error;

    fn shop(affiliation: &str) -> NewDomain {
        NewDomain {
            domain: "shop.example".into(),
            affiliation: affiliation.into(),
            may_join: true,
        }
    }

    async fn affiliation(db: &Db, brand: BrandId, address: &'static str) -> Option<Affiliation> {
        let work = db.write((brand, address), |tx, (brand, address)| Box::pin(of_address(tx, *brand, address)));
        work.await.unwrap().map(|domain| domain.affiliation)
    }

    crate::on_both_engines! {
        async fn an_address_tells_the_affiliation_of_its_domain_in_its_brand(db: Db) {
            let (brand, other) = (testing::brand(&db, "drumlin").await, testing::brand(&db, "orsel").await);
            let admin = testing::admin(&db, &brand).await;
            add(&db, &admin, &shop("employee"), NOW).await.unwrap();
            add(&db, &admin, &shop("partner"), NOW).await.unwrap();
            assert_eq!(list(&db, &admin).await.unwrap().len(), 1);
            assert_eq!(affiliation(&db, brand.id, "Anna@Shop.Example").await, Some(Affiliation::Partner));
            assert_eq!(affiliation(&db, brand.id, "anna@shop.example.org").await, None);
            assert_eq!(affiliation(&db, brand.id, "anna@mail.shop.example").await, None);
            assert_eq!(affiliation(&db, other.id, "anna@shop.example").await, None);
            remove(&db, &admin, "shop.example", NOW).await.unwrap();
            remove(&db, &admin, "shop.example", NOW).await.unwrap();
            assert_eq!(affiliation(&db, brand.id, "anna@shop.example").await, None);
            assert_eq!(testing::logged(&db, &brand).await, ["domain-added", "domain-added", "domain-removed"]);
        }

        async fn a_public_mail_provider_is_nobodys_domain(db: Db) {
            let brand = testing::brand(&db, "drumlin").await;
            let admin = testing::admin(&db, &brand).await;
            let gmail = NewDomain { domain: "gmail.com".into(), ..shop("employee") };
            let error: Error = add(&db, &admin, &gmail, NOW).await.unwrap_err().into();
            assert_eq!(error, Error::invalid("domain", "domain-public"));
        }
    }
}
