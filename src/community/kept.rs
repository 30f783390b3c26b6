//! What most pages read and few writes change: a brand, its boards, products and tags, and what is pinned. Kept for as long as nothing was
//! written that changes it, and for a moment at most: another node or a command may have written too. It holds what everybody sees who is as
//! near to the brand, so that one reading serves them all; who somebody is, and what a topic is, is read anew each time.

use crate::boards::{self, Board};
use crate::brands::{self, Brand};
use crate::db::{self, Db, Result};
use crate::products::{self, Product};
use crate::tags::{self, Tag};
use crate::topics::{self, Pinned};
use crate::who::Viewer;
use moka::future::Cache;
use std::hash::Hash;
use std::sync::Arc;
use std::time::Duration;
use types::BrandId;

/// Most entries of each kind.
const MOST: u64 = 1_024;
/// How long something is kept that another process may have changed.
const MOMENT: Duration = Duration::from_millis(900);

/// A brand, and how near somebody is to it.
type Near = (BrandId, i64);

/// Cheap to clone: a handle.
#[derive(Clone, Default)]
pub struct Kept {
    brands: Shelf<String, Brand>,
    boards: Shelf<Near, Vec<Board>>,
    products: Shelf<BrandId, Vec<Product>>,
    tags: Shelf<Near, Vec<Tag>>,
    pinned: Shelf<Near, Vec<Pinned>>,
}

impl Kept {
    /// [`brands::by_slug`]
    pub async fn brand(&self, db: &Db, slug: &str) -> Result<Arc<Brand>> {
        self.brands.get(slug.to_owned(), async || brands::by_slug(db, slug).await).await
    }

    /// [`boards::list`]
    pub async fn boards(&self, db: &Db, viewer: &Viewer) -> Result<Arc<Vec<Board>>> {
        self.boards.get(near(viewer), async || boards::list(db, viewer).await).await
    }

    /// [`products::list`]
    pub async fn products(&self, db: &Db, brand: BrandId) -> Result<Arc<Vec<Product>>> {
        self.products.get(brand, async || products::list(db, brand).await).await
    }

    /// [`tags::list`]
    pub async fn tags(&self, db: &Db, viewer: &Viewer) -> Result<Arc<Vec<Tag>>> {
        self.tags.get(near(viewer), async || tags::list(db, viewer).await).await
    }

    /// [`topics::pinned`]
    pub async fn pinned(&self, db: &Db, viewer: &Viewer) -> Result<Arc<Vec<Pinned>>> {
        self.pinned.get(near(viewer), async || topics::pinned(db, viewer).await).await
    }
}

fn near(viewer: &Viewer) -> Near {
    (viewer.brand().id, viewer.rank())
}

/// One kind of what is kept, by what it was read with and by the number of writes before it was read.
#[derive(Clone)]
struct Shelf<K, V>(Cache<(u64, K), Arc<V>>);

impl<K: Hash + Eq + Send + Sync + 'static, V: Send + Sync + 'static> Default for Shelf<K, V> {
    fn default() -> Self {
        Self(Cache::builder().max_capacity(MOST).time_to_live(MOMENT).build())
    }
}

impl<K: Hash + Eq + Send + Sync + 'static, V: Send + Sync + 'static> Shelf<K, V> {
    async fn get(&self, key: K, read: impl AsyncFnOnce() -> Result<V>) -> Result<Arc<V>> {
        let key = (db::arrangements(), key);
        if let Some(kept) = self.0.get(&key).await {
            return Ok(kept);
        }
        let value = Arc::new(read().await?);
        self.0.insert(key, value.clone()).await;
        Ok(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{self, NOW};
    use crate::votes;
    use types::Lang;
    use types::boards::Level;
    use types::members::Role;

    crate::on_both_engines! {
        async fn what_is_kept_goes_with_the_next_write_and_with_another_nearness(db: Db) {
            let brand = testing::brand(&db, "drumlin").await;
            let isla = testing::member(&db, &brand, "isla", Role::Team).await;
            let (kept, visitor) = (Kept::default(), testing::visitor(&db, &brand).await);
            let team = testing::viewer_of(&db, &brand, &isla).await;
            let names = async |viewer| kept.boards(&db, viewer).await.unwrap().iter().map(|b| b.slug.clone()).collect::<Vec<_>>();
            let before = names(&visitor).await;
            testing::narrow_board(&db, &brand, "backstage", Level::Employees).await;
            assert_eq!(names(&visitor).await, before);
            assert!(names(&team).await.contains(&"backstage".to_owned()));
        }
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_vote_lets_stay_what_it_cannot_change() {
        let (db, _folder) = testing::sqlite().await;
        let brand = testing::brand(&db, "drumlin").await;
        let isla = testing::member(&db, &brand, "isla", Role::Member).await;
        let number = topics::propose(&db, &isla, testing::idea("A sleeve for bent poles"), Lang::En, NOW)
            .await
            .unwrap();
        let topic = topics::find(&db, &testing::visitor(&db, &brand).await, number).await.unwrap();
        let (pages, arrangements) = (db::changes(), db::arrangements());
        votes::withdraw(&db, &isla, topic, NOW).await.unwrap();
        assert!(db::changes() > pages, "a visitor's page shows the number of votes");
        assert_eq!(db::arrangements(), arrangements);
    }
}
