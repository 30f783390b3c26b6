//! One running Parvis: its database, its mail, its settings. What every handler is given.

use crate::brands::{Brand, Hosts};
use crate::db::Db;
use crate::jobs::Pulse;
use crate::kept::Kept;
use crate::mail::Mailer;
use crate::topics::Counts;
use std::sync::Arc;

/// Cheap to clone.
#[derive(Clone)]
pub struct Installation {
    pub db: Db,
    pub mailer: Mailer,
    pub settings: Arc<Settings>,
    /// Which brand answers under which host name.
    pub hosts: Hosts,
    /// How many topics the lists have that were looked at lately.
    pub counts: Counts,
    /// What most pages read and few writes change.
    pub kept: Kept,
    /// When its worker last looked for jobs.
    pub pulse: Pulse,
}

/// What the operator has set, checked at start.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Scheme and host under which people reach it, without a slash at the end; mail links start with it.
    pub base_url: String,
    /// The slug of the brand whose space begins at `/` there.
    pub home_brand: Option<String>,
    /// The address of a file of `public/`, `style/` or the client by its name: the server knows the hashes.
    pub asset: fn(&str) -> &'static str,
}

impl Settings {
    /// What stands before a path of a brand's space: nothing under its own host or at home, else `/b/{slug}`.
    pub fn prefix(&self, brand: &Brand) -> String {
        if brand.host.is_some() || self.is_home(&brand.slug) {
            String::new()
        } else {
            format!("/b/{}", brand.slug)
        }
    }

    /// Whether the space of this slug begins at `/`.
    pub fn is_home(&self, slug: &str) -> bool {
        self.home_brand.as_deref() == Some(slug)
    }

    /// Scheme, host and port under which a brand of this host is reached.
    pub fn origin_of(&self, host: &str) -> String {
        let (scheme, rest) = self.base_url.split_once("://").unwrap_or(("https", &self.base_url));
        let port = rest
            .rsplit_once(':')
            .map(|(_, port)| port)
            .filter(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit()));
        port.map_or_else(|| format!("{scheme}://{host}"), |port| format!("{scheme}://{host}:{port}"))
    }

    /// The whole address of a path of a brand's space: the one canonical address. Never made of what a request says.
    pub fn link(&self, brand: &Brand, path: &str) -> String {
        let origin = brand
            .host
            .as_deref()
            .map_or_else(|| self.base_url.clone(), |host| self.origin_of(host));
        format!("{origin}{}{path}", self.prefix(brand))
    }

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
                home_brand: None,
                asset: |_| "",
            }
            .is_loopback()
        };
        assert!(at("http://127.0.0.1:3000") && at("http://localhost:3000") && at("http://[::1]:3000"));
        assert!(!at("https://localhost.example.org") && !at("https://community.example.org"));
    }
}
