//! `/robots.txt`: one per host. A space that is not open to everybody is kept out, and not named.

use super::hosts;
use axum::extract::State;
use axum::http::{HeaderMap, Uri, header};
use axum::response::{IntoResponse, Response};
use community::brands::{Address, Brand};
use community::{Installation, sitemap};
use std::fmt::Write as _;
use types::Instant;

/// Doors and rooms of a space that are nothing to be found.
const PRIVATE: [&str; 15] = [
    "/account",
    "/accept",
    "/confirm",
    "/erased",
    "/invitation",
    "/join",
    "/me",
    "/moderation",
    "/new",
    "/notifications",
    "/password",
    "/second-factor",
    "/settings",
    "/sign-in",
    "/unsubscribe",
];

/// `GET /robots.txt`
pub async fn get(State(installation): State<Installation>, headers: HeaderMap, uri: Uri) -> Response {
    let host = hosts::host(&headers, &uri).unwrap_or_default();
    let address = installation.hosts.whose(&installation.db, &host, Instant::now()).await;
    let text = match sitemap::spaces(&installation.db).await {
        Ok(open) => written(&installation, &address, &open),
        Err(failure) => return pages::Oops::from(failure).into_response(),
    };
    ([(header::CACHE_CONTROL, "public, max-age=300")], text).into_response()
}

fn written(installation: &Installation, address: &Address, open: &[Brand]) -> String {
    let mut rules = Rules::default();
    match address {
        Address::Brand(slug) => rules.root(installation, open.iter().find(|brand| brand.slug == *slug)),
        Address::Installation => {
            if let Some(home) = &installation.settings.home_brand {
                rules.root(installation, open.iter().find(|brand| brand.slug == *home));
            }
            rules.say("Disallow", "/operator");
            // The longer rule counts (RFC 9309, 2.2.2).
            rules.say("Disallow", "/b/");
            let by_path = open.iter().filter(|b| b.host.is_none() && !installation.settings.is_home(&b.slug));
            for brand in by_path {
                let prefix = format!("/b/{}", brand.slug);
                rules.say("Allow", &format!("{prefix}/"));
                rules.space(installation, brand, &prefix);
            }
        }
    }
    format!("User-agent: *\n{}{}", rules.rules, rules.maps)
}

#[derive(Default)]
struct Rules {
    rules: String,
    maps: String,
}

impl Rules {
    fn say(&mut self, rule: &str, path: &str) {
        let _ = writeln!(self.rules, "{rule}: {path}");
    }

    /// The space that begins at `/` of this host, if it is open to everybody.
    fn root(&mut self, installation: &Installation, brand: Option<&Brand>) {
        match brand {
            Some(brand) => self.space(installation, brand, ""),
            None => self.say("Disallow", "/"),
        }
    }

    fn space(&mut self, installation: &Installation, brand: &Brand, prefix: &str) {
        for path in PRIVATE {
            self.say("Disallow", &format!("{prefix}{path}"));
        }
        let _ = writeln!(self.maps, "Sitemap: {}", pages::sitemap::address(installation, brand));
    }
}
