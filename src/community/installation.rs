//! One running Parvis: its database, its mail, its settings. What every handler is given.

use crate::db::Db;
use crate::mail::Mailer;
use std::sync::Arc;

/// Cheap to clone.
#[derive(Clone)]
pub struct Installation {
    pub db: Db,
    pub mailer: Mailer,
    pub settings: Arc<Settings>,
}

/// What the operator has set, checked at start.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Scheme and host under which people reach it, without a slash at the end; mail links start with it.
    pub base_url: String,
    /// The address of a file of `public/`, `style/` or the client by its name: the server knows the hashes.
    pub asset: fn(&str) -> &'static str,
}

impl Settings {
    /// Whether people reach it over TLS, so that cookies may insist on it.
    pub fn is_secure(&self) -> bool {
        self.base_url.starts_with("https://")
    }

    /// Whether only this machine can reach it.
    pub fn is_loopback(&self) -> bool {
        let rest = self.base_url.split_once("://").map_or("", |(_, rest)| rest);
        let host = if rest.starts_with('[') {
            rest.split(']').next()
        } else {
            rest.split([':', '/']).next()
        }
        .unwrap_or_default();
        matches!(host, "localhost" | "[::1" | "127.0.0.1") || host.starts_with("127.")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loopback_is_told_from_the_world() {
        let at = |url: &str| {
            Settings {
                base_url: url.into(),
                asset: |_| "",
            }
            .is_loopback()
        };
        assert!(at("http://127.0.0.1:3000") && at("http://localhost:3000") && at("http://[::1]:3000"));
        assert!(!at("https://localhost.example.org") && !at("https://community.example.org"));
    }
}
