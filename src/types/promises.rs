//! The answer promise.

use crate::error::{Error, Wrong, all_right};
use crate::topics::Kind;
use std::collections::BTreeMap;

/// Most hours of a promise: 90 days, over which it is measured.
pub const HOURS_MOST: i64 = 90 * 24;

/// Checks the hours of each kind.
pub fn check(promises: &BTreeMap<Kind, i64>) -> Result<(), Error> {
    let wrong = |hours: &i64| !(1..=HOURS_MOST).contains(hours);
    let wrongs = promises
        .iter()
        .filter(|(_, hours)| wrong(hours))
        .map(|(kind, _)| Wrong::new(kind.as_str(), "promise-hours"));
    all_right(wrongs.collect())
}
