//! Products: what a brand sells. One that is sold no longer is retired, never removed: people have written about it.

use crate::brands::naming::told;
use crate::db::{Db, Result, Tx};
use crate::order::{self, Ordered};
use crate::who::Admin;
use crate::{execute, fetch_all, fetch_optional, row};
use serde_json::json;
use types::products::NewProduct;
use types::{BrandId, Error, Instant, ProductId, TopicId};

row! {
    /// A product of a brand.
    pub struct Product {
        pub id: ProductId,
        pub slug: String,
        pub name: String,
        /// Model or reference; may be empty.
        pub model: String,
        /// Since when it is sold no longer.
        pub retired: Option<i64>,
    }
}

/// Every product of a brand in its order, retired ones too.
pub async fn list(db: &Db, brand: BrandId) -> Result<Vec<Product>> {
    let sql = "SELECT id, slug, name, model, retired FROM products WHERE brand_id = $1 ORDER BY position, id";
    Ok(fetch_all!(db.read().await?, Product, sql, brand.0)?)
}

/// The product of an address, retired or not.
pub async fn by_slug(db: &Db, brand: BrandId, slug: &str) -> Result<Product> {
    let sql = "SELECT id, slug, name, model, retired FROM products WHERE brand_id = $1 AND slug = $2";
    let found = fetch_optional!(db.read().await?, Product, sql, brand.0, slug)?;
    Ok(found.ok_or(Error::NotFound)?)
}

/// The product that a topic which was read is about, if it names one.
pub async fn of_topic(db: &Db, brand: BrandId, topic: TopicId) -> Result<Option<Product>> {
    let sql = "SELECT p.id, p.slug, p.name, p.model, p.retired FROM topics t JOIN products p ON p.brand_id = t.brand_id AND p.id = t.product_id \
        WHERE t.brand_id = $1 AND t.id = $2";
    Ok(fetch_optional!(db.read().await?, Product, sql, brand.0, topic.0)?)
}

/// Adds a product, last in the order.
pub async fn create(db: &Db, admin: &Admin, new: NewProduct, now: Instant) -> Result<()> {
    new.validate()?;
    db.write((admin.clone(), new, now), |tx, (admin, new, now)| {
        Box::pin(async move {
            order::take(tx, admin).await?;
            let slug = order::free_slug(tx, admin, Ordered::Products, &new.name).await?;
            let sql = "INSERT INTO products (brand_id, slug, name, model, position) \
                SELECT $1, $2, $3, $4, COALESCE(MAX(position), 0) + 1 FROM products WHERE brand_id = $1";
            execute!(tx, sql, admin.brand().0, slug, new.name.trim(), new.model.trim())?;
            told(tx, admin, "product-created", json!({ "product": new.name.trim() }), *now).await
        })
    })
    .await
}

/// Gives a product another name and model; its address stays.
pub async fn rename(db: &Db, admin: &Admin, slug: &str, new: NewProduct, now: Instant) -> Result<()> {
    new.validate()?;
    db.write((admin.clone(), slug.to_owned(), new, now), |tx, (admin, slug, new, now)| {
        Box::pin(async move {
            let sql = "UPDATE products SET name = $3, model = $4 WHERE brand_id = $1 AND slug = $2";
            if execute!(tx, sql, admin.brand().0, slug.as_str(), new.name.trim(), new.model.trim())? == 0 {
                return Err(Error::NotFound.into());
            }
            told(tx, admin, "product-changed", json!({ "product": new.name.trim() }), *now).await
        })
    })
    .await
}

/// Moves a product up or down by one place.
pub async fn shift(db: &Db, admin: &Admin, slug: &str, up: bool) -> Result<()> {
    db.write((admin.clone(), slug.to_owned(), up), |tx, (admin, slug, up)| {
        Box::pin(order::shift(tx, admin, Ordered::Products, slug, *up))
    })
    .await
}

/// Retires a product, or brings it back.
pub async fn retire(db: &Db, admin: &Admin, slug: &str, retired: bool, now: Instant) -> Result<()> {
    db.write((admin.clone(), slug.to_owned(), retired, now), |tx, (admin, slug, retired, now)| {
        Box::pin(set_retired(tx, admin, slug, *retired, *now))
    })
    .await
}

async fn set_retired(tx: &mut Tx, admin: &Admin, slug: &str, retired: bool, now: Instant) -> Result<()> {
    let sql = format!(
        "SELECT id, slug, name, model, retired FROM products WHERE brand_id = $1 AND slug = $2{}",
        tx.for_update()
    );
    let product = fetch_optional!(tx, Product, &sql, admin.brand().0, slug)?.ok_or(Error::NotFound)?;
    if product.retired.is_some() == retired {
        return Ok(());
    }
    let sql = "UPDATE products SET retired = $3 WHERE brand_id = $1 AND id = $2";
    execute!(tx, sql, admin.brand().0, product.id.0, retired.then_some(now.0))?;
    let kind = if retired { "product-retired" } else { "product-brought-back" };
    told(tx, admin, kind, json!({ "product": product.name }), now).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{self, NOW};

    fn tent(name: &str) -> NewProduct {
        NewProduct {
            name: name.into(),
            model: "2026".into(),
        }
    }

    async fn names(db: &Db, brand: BrandId) -> Vec<String> {
        list(db, brand).await.unwrap().into_iter().map(|p| p.name).collect()
    }

    crate::on_both_engines! {
        async fn an_address_with_a_nul_in_it_leads_nowhere(db: Db) {
            let brand = testing::brand(&db, "drumlin").await;
            let failure = by_slug(&db, brand.id, "\0").await.unwrap_err();
            assert!(matches!(Error::from(failure), Error::NotFound));
        }

        async fn products_keep_the_order_that_they_are_given(db: Db) {
            let brand = testing::brand(&db, "drumlin").await;
            let admin = testing::admin(&db, &brand).await;
            for name in ["Fell 2", "Tarn 40", "Beck"] {
                create(&db, &admin, tent(name), NOW).await.unwrap();
            }
            shift(&db, &admin, "beck", true).await.unwrap();
            assert_eq!(names(&db, brand.id).await, ["Fell 2", "Beck", "Tarn 40"]);
            shift(&db, &admin, "fell-2", true).await.unwrap();
            shift(&db, &admin, "tarn-40", false).await.unwrap();
            assert_eq!(names(&db, brand.id).await, ["Fell 2", "Beck", "Tarn 40"]);
        }

        async fn a_product_is_retired_and_brought_back_and_never_lost(db: Db) {
            let brand = testing::brand(&db, "drumlin").await;
            let admin = testing::admin(&db, &brand).await;
            create(&db, &admin, tent("Beck"), NOW).await.unwrap();
            create(&db, &admin, tent("Beck"), NOW).await.unwrap();
            retire(&db, &admin, "beck-2", true, NOW).await.unwrap();
            rename(&db, &admin, "beck-2", tent("Beck Ultra"), NOW).await.unwrap();
            let all = list(&db, brand.id).await.unwrap();
            assert_eq!((all[1].name.as_str(), all[1].retired), ("Beck Ultra", Some(NOW.0)));
            retire(&db, &admin, "beck-2", false, NOW).await.unwrap();
            assert_eq!(list(&db, brand.id).await.unwrap()[1].retired, None);
        }

        async fn another_brands_product_is_not_found(db: Db) {
            let (brand, other) = (testing::brand(&db, "drumlin").await, testing::brand(&db, "orsel").await);
            let (admin, stranger) = (testing::admin(&db, &brand).await, testing::admin(&db, &other).await);
            create(&db, &admin, tent("Beck"), NOW).await.unwrap();
            for result in [
                rename(&db, &stranger, "beck", tent("Mine"), NOW).await,
                retire(&db, &stranger, "beck", true, NOW).await,
                shift(&db, &stranger, "beck", true).await,
            ] {
                assert_eq!(Error::from(result.unwrap_err()), Error::NotFound);
            }
            assert!(list(&db, other.id).await.unwrap().is_empty());
        }
    }
}
