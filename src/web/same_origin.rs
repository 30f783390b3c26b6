//! A write comes from a page of ours: a form on somebody else's site sends the person's cookie along with nothing that they meant.

use super::hosts;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use community::Installation;
use community::brands::Address;
use types::{Error, Instant};

/// Refuses a request from elsewhere. `Sec-Fetch-Site` tells where browsers send it; `Origin` where they do not; neither is refused.
pub async fn check(State(installation): State<Installation>, request: Request, next: Next) -> Response {
    let base_url = match hosts::host(request.headers(), request.uri()) {
        // Under a brand's own host the installation's pages are somebody else's.
        Some(host)
            if matches!(
                installation.hosts.whose(&installation.db, &host, Instant::now()).await,
                Address::Brand(_)
            ) =>
        {
            ""
        }
        _ => installation.settings.base_url.as_str(),
    };
    if is_ours(request.headers(), base_url) {
        next.run(request).await
    } else {
        // The route and not the path: a path may hold the token of a link.
        let route = request
            .extensions()
            .get::<MatchedPath>()
            .map(MatchedPath::as_str)
            .unwrap_or_default();
        tracing::info!(route, "a write from another origin was refused");
        pages::Oops(Error::Forbidden).into_response()
    }
}

fn is_ours(headers: &HeaderMap, base_url: &str) -> bool {
    if let Some(site) = headers.get("sec-fetch-site") {
        return site == "same-origin";
    }
    let Some(origin) = headers.get(header::ORIGIN).and_then(|o| o.to_str().ok()) else {
        return false;
    };
    let host = headers.get(header::HOST).and_then(|h| h.to_str().ok()).unwrap_or_default();
    (!base_url.is_empty() && origin == base_url) || (!host.is_empty() && origin.split_once("://").is_some_and(|(_, o)| o == host))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ours(pairs: &[(&'static str, &'static str)]) -> bool {
        let headers = pairs.iter().map(|(n, v)| (n.parse().unwrap(), v.parse().unwrap())).collect();
        is_ours(&headers, "https://community.example.org")
    }

    #[test]
    fn only_a_page_of_this_origin_may_write() {
        assert!(ours(&[("sec-fetch-site", "same-origin")]));
        assert!(ours(&[("origin", "https://community.example.org")]));
        assert!(ours(&[("origin", "http://127.0.0.1:3000"), ("host", "127.0.0.1:3000")]));
        assert!(!ours(&[
            ("sec-fetch-site", "cross-site"),
            ("origin", "https://community.example.org")
        ]));
        assert!(!ours(&[("sec-fetch-site", "same-site")]));
        assert!(!ours(&[("origin", "https://evil.example"), ("host", "community.example.org")]));
        assert!(!ours(&[("origin", "null"), ("host", "community.example.org")]));
        assert!(!ours(&[("host", "community.example.org")]));
    }
}
