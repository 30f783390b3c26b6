//! Points in time.

use serde::{Deserialize, Serialize};

/// Microseconds since 1970-01-01T00:00:00Z. An integer, because text times sort wrongly across precisions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Instant(pub i64);

impl Instant {
    /// The clock of this machine.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn now() -> Self {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        Self(since.map_or(0, |d| i64::try_from(d.as_micros()).unwrap_or(i64::MAX)))
    }

    /// This instant moved by whole seconds; negative goes back.
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0 + seconds * 1_000_000)
    }

    /// This instant moved back by whole days of 86,400 seconds.
    pub const fn minus_days(self, days: i64) -> Self {
        self.plus_seconds(-days * 86_400)
    }

    /// Whole seconds from `earlier` to this instant; negative when `earlier` is later.
    pub const fn seconds_since(self, earlier: Self) -> i64 {
        (self.0 - earlier.0) / 1_000_000
    }
}
