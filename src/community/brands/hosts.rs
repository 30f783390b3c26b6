//! Which brand answers under which host name: read from the database every few seconds, so that every node sees a change.

use crate::db::{Db, Failure, Result};
use crate::fetch_all;
use std::collections::HashMap;
use std::sync::{Arc, RwLock};
use std::time::Duration;
use types::Instant;

/// For so many seconds a list of hosts is believed.
const BELIEVED: i64 = 2;
/// Longest that a request waits for it.
const LONGEST: Duration = Duration::from_secs(1);

/// The host names of brands. Cheap to clone: all clones are one.
#[derive(Clone, Debug, Default)]
pub struct Hosts(Arc<RwLock<Known>>);

#[derive(Debug)]
struct Known {
    read: Instant,
    brand_of: Arc<HashMap<String, String>>,
}

impl Default for Known {
    fn default() -> Self {
        Self {
            read: Instant(0),
            brand_of: Arc::default(),
        }
    }
}

/// Where a request's host leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    /// A brand's own host: its slug.
    Brand(String),
    /// The installation's.
    Installation,
}

impl Hosts {
    /// Whose host this is. `host` is without a port.
    pub async fn whose(&self, db: &Db, host: &str, now: Instant) -> Address {
        let host = host.trim_end_matches('.').to_ascii_lowercase();
        self.known(db, now)
            .await
            .get(&host)
            .map_or(Address::Installation, |slug| Address::Brand(slug.clone()))
    }

    /// The own host of a brand, if it has one.
    pub async fn of(&self, db: &Db, slug: &str, now: Instant) -> Option<String> {
        let known = self.known(db, now).await;
        known.iter().find(|(_, s)| *s == slug).map(|(host, _)| host.clone())
    }

    /// A host was changed here: the next request reads anew.
    pub fn forget(&self) {
        if let Ok(mut known) = self.0.write() {
            known.read = Instant(0);
        }
    }

    /// The list; the last one where the database does not answer.
    async fn known(&self, db: &Db, now: Instant) -> Arc<HashMap<String, String>> {
        let (read, brand_of) = match self.0.read() {
            Ok(known) => (known.read, known.brand_of.clone()),
            Err(_) => return Arc::default(),
        };
        if now.seconds_since(read) < BELIEVED {
            return brand_of;
        }
        let asked = tokio::time::timeout(LONGEST, all(db)).await;
        match asked.unwrap_or_else(|_| Err(Failure::Bug("the database takes too long".into()))) {
            Ok(fresh) => {
                let fresh = Arc::new(fresh);
                if let Ok(mut known) = self.0.write() {
                    *known = Known {
                        read: now,
                        brand_of: fresh.clone(),
                    };
                }
                fresh
            }
            Err(cause) => {
                tracing::warn!(%cause, "the host names of brands cannot be read");
                // Believed for as long again: not every request has to wait for a database that is away.
                if let Ok(mut known) = self.0.write() {
                    known.read = now;
                }
                brand_of
            }
        }
    }
}

async fn all(db: &Db) -> Result<HashMap<String, String>> {
    let sql = "SELECT host, slug FROM brands WHERE host IS NOT NULL";
    Ok(fetch_all!(db.read().await?, (String, String), sql)?.into_iter().collect())
}
