//! How many topics a list has, counted up to a thousand and remembered for some seconds: a number beside a list must not cost as much
//! as the list. It counts what everybody who is as near to the brand may see, so that one number serves them all.

use super::Filter;
use super::statement::{Statement, number};
use crate::db::{Db, Result};
use crate::who::Viewer;
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use types::{BrandId, Instant};

/// Where counting stops: this many are said as "999+".
pub const COUNTED: i64 = 1_000;
/// How long a number is said again, in seconds.
const FRESH: i64 = 10;
/// Most numbers that are remembered.
const KEPT: usize = 4_096;

/// The numbers of the lists that were looked at lately. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Counts(Arc<Mutex<HashMap<Key, (Instant, i64)>>>);

/// A brand, a nearness, and the statement with its values.
type Key = (BrandId, i64, String);

impl Counts {
    /// How many topics a list has, at most [`COUNTED`]. Where `mine` is asked for, it is counted anew.
    pub async fn of(&self, db: &Db, viewer: &Viewer, filter: &Filter, now: Instant) -> Result<i64> {
        if filter.mine {
            let statement = Statement::count(viewer, viewer.id_or_zero(), filter, COUNTED);
            return number(db.read().await?.conn(), statement).await;
        }
        let statement = Statement::count(viewer, 0, filter, COUNTED);
        let key = (viewer.brand().id, viewer.rank(), format!("{:?}", statement));
        if let Some(known) = self.known(&key, now) {
            return Ok(known);
        }
        let count = number(db.read().await?.conn(), statement).await?;
        if let Ok(mut kept) = self.0.lock() {
            if kept.len() >= KEPT {
                kept.clear();
            }
            kept.insert(key, (now, count));
        }
        Ok(count)
    }

    fn known(&self, key: &Key, now: Instant) -> Option<i64> {
        let kept = self.0.lock().ok()?;
        let (at, count) = kept.get(key)?;
        (now.seconds_since(*at) < FRESH).then_some(*count)
    }
}
