//! What was refused because it was tried too often: counted for whoever runs the installation, and said in the log once a minute at most.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use types::{Error, Instant, text_enum};

/// Between two lines about one limit, in microseconds.
const BETWEEN_LINES: i64 = 60_000_000;

text_enum! {
    /// A limit, as the figures and the log name it. What ends in `network` is counted for everybody behind one address together.
    pub enum Limited {
        SignIn = "sign-in",
        SignInNetwork = "sign-in-network",
        SignInAccount = "sign-in-account",
        /// The password once more, of somebody who is signed in.
        Password = "password",
        SecondFactor = "second-factor",
        Mail = "mail",
        MailAddress = "mail-address",
        MailNetwork = "mail-network",
        Code = "code",
        CodeNetwork = "code-network",
        VisitorNetwork = "visitor-network",
        /// Connections that were closed at once.
        ConnectionsNetwork = "connections-network",
        Posts = "posts",
        Pictures = "pictures",
        Reports = "reports",
        Export = "export",
    }
}

/// Refusals of one limit since the start, and when they were last said in the log.
struct Refused {
    count: AtomicU64,
    said: AtomicI64,
}

static REFUSED: [Refused; Limited::ALL.len()] = [const {
    Refused {
        count: AtomicU64::new(0),
        said: AtomicI64::new(i64::MIN),
    }
}; Limited::ALL.len()];

impl Limited {
    fn refused(self) -> &'static Refused {
        &REFUSED[self as usize]
    }
}

/// Refusals of a limit since the start of this process.
pub fn refused(limit: Limited) -> u64 {
    limit.refused().count.load(Ordering::Relaxed)
}

/// Counts a refusal; the error that tells of it.
pub fn refuse(limit: Limited, seconds: i64, now: Instant) -> Error {
    let refused = limit.refused();
    let since_start = refused.count.fetch_add(1, Ordering::Relaxed) + 1;
    if is_due(&refused.said, now) {
        tracing::info!(%limit, since_start, "too many tries: refused");
    }
    Error::TooMany { seconds }
}

/// Whether a line is to be written, which is then the last one for a while. Of several at once one writes it.
fn is_due(said: &AtomicI64, now: Instant) -> bool {
    let last = said.load(Ordering::Relaxed);
    now.0.saturating_sub(last) >= BETWEEN_LINES && said.compare_exchange(last, now.0, Ordering::Relaxed, Ordering::Relaxed).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::NOW;

    #[test]
    fn a_limit_is_in_the_log_once_a_minute_at_most() {
        let said = AtomicI64::new(i64::MIN);
        assert!(is_due(&said, NOW));
        assert!(!is_due(&said, NOW) && !is_due(&said, NOW.plus_seconds(59)));
        assert!(is_due(&said, NOW.plus_seconds(60)));
        assert!(!is_due(&said, NOW.plus_seconds(61)));
    }
}
