//! Where a request's address leads: a brand's own host, the home brand, or `/b/{brand}/…`. The router knows only the last form; each
//! brand has one canonical address, and the others lead to it, as does a page's address with a slash too many.

use super::routes::{self, Kind};
use axum::extract::Request;
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use community::Installation;
use community::brands::Address;
use std::sync::LazyLock;
use types::Instant;
use ui::server::Under;

/// Paths that are the same under every host.
const SHARED: [&str; 3] = ["/assets/", "/fn/", "/robots.txt"];
/// Paths of the installation, at home too.
const OURS: [&str; 3] = ["/b", "/brands", "/operator"];

/// The request with its address in the router's form, or the answer that leads to the canonical one.
pub async fn place(installation: &Installation, mut request: Request) -> Result<Request, Response> {
    if request.headers().get_all(header::HOST).iter().count() > 1 {
        return Err(StatusCode::BAD_REQUEST.into_response());
    }
    let path = request.uri().path().to_owned();
    // Whoever watches asks whether the database is there, and is not to wait for it here.
    if path.starts_with("/health/") {
        return Ok(request);
    }
    let now = Instant::now();
    let address = match host(request.headers(), request.uri()) {
        Some(host) => installation.hosts.whose(&installation.db, &host, now).await,
        None => Address::Installation,
    };
    if let Address::Brand(slug) = &address {
        let under = installation.hosts.of(&installation.db, slug, now).await.unwrap_or_default();
        request.extensions_mut().insert(Under(under));
    }
    if SHARED.iter().any(|shared| path.starts_with(shared)) {
        return Ok(request);
    }
    let (db, settings) = (&installation.db, &installation.settings);
    if let Address::Brand(slug) = address {
        if let Some(rest) = inside(&path, &slug) {
            return Err(moved(request.method(), &with_query(rest, request.uri())));
        }
        rewrite(&mut request, &format!("/b/{slug}{path}"));
    } else if let Some((slug, rest)) = split(&path) {
        // Its style sheets and its logo are shown on the installation's page too.
        if rest.starts_with("/look/") {
            return Ok(request);
        }
        if settings.is_home(slug) {
            return Err(moved(request.method(), &with_query(rest, request.uri())));
        }
        if let Some(host) = installation.hosts.of(db, slug, now).await {
            let target = format!("{}{}", settings.origin_of(&host), with_query(rest, request.uri()));
            return Err(moved(request.method(), &target));
        }
    } else if let Some(home) = &settings.home_brand
        && !OURS
            .iter()
            .any(|ours| path.strip_prefix(ours).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
    {
        rewrite(&mut request, &format!("/b/{home}{path}"));
    }
    match without_slash(&request, &path) {
        Some(target) => Err(moved(request.method(), &target)),
        None => Ok(request),
    }
}

/// The address of the page that was meant by one with a slash behind it. `shown` is the path as the browser has it.
fn without_slash(request: &Request, shown: &str) -> Option<String> {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let (asked, shown) = (request.uri().path(), shown.strip_suffix('/')?);
    let meant = reads && !is_page(asked) && is_page(asked.strip_suffix('/')?);
    meant.then(|| with_query(shown, request.uri()))
}

fn is_page(path: &str) -> bool {
    static PAGES: LazyLock<Vec<&str>> = LazyLock::new(|| {
        let pages = routes::list().into_iter().filter(|r| r.kind == Kind::Page);
        pages.map(|page| page.path).collect()
    });
    PAGES.iter().any(|page| is_at(page, path))
}

/// Whether a path is one that a route's pattern stands for.
fn is_at(pattern: &str, path: &str) -> bool {
    let stands = |(part, given): (&str, &str)| if part.starts_with('{') { !given.is_empty() } else { part == given };
    pattern.split('/').count() == path.split('/').count() && pattern.split('/').zip(path.split('/')).all(stands)
}

/// The host that was asked for, without its port.
pub fn host(headers: &HeaderMap, uri: &Uri) -> Option<String> {
    let named = headers
        .get(header::HOST)
        .and_then(|h| h.to_str().ok())
        .or_else(|| uri.authority().map(axum::http::uri::Authority::as_str))?;
    let bare = if named.starts_with('[') {
        named.split(']').next()?
    } else {
        named.split(':').next()?
    };
    Some(bare.to_owned())
}

/// The slug of `/b/{slug}…` and the rest, which begins with a slash.
fn split(path: &str) -> Option<(&str, &str)> {
    let rest = path.strip_prefix("/b/")?;
    let at = rest.find('/').unwrap_or(rest.len());
    let (slug, rest) = rest.split_at(at);
    Some((slug, if rest.is_empty() { "/" } else { rest }))
}

fn inside<'p>(path: &'p str, slug: &str) -> Option<&'p str> {
    split(path).filter(|(s, _)| *s == slug).map(|(_, rest)| rest)
}

/// Never `//…`, which a browser reads as another host.
fn with_query(path: &str, uri: &Uri) -> String {
    let path = format!("/{}", path.trim_start_matches(['/', '\\']));
    uri.query().map_or_else(|| path.clone(), |query| format!("{path}?{query}"))
}

fn rewrite(request: &mut Request, path: &str) {
    let target = request
        .uri()
        .query()
        .map_or_else(|| path.to_owned(), |query| format!("{path}?{query}"));
    let mut parts = request.uri().clone().into_parts();
    if let Ok(path_and_query) = target.parse() {
        parts.path_and_query = Some(path_and_query);
    }
    if let Ok(uri) = Uri::from_parts(parts) {
        *request.uri_mut() = uri;
    }
}

/// A name may be taken back: browsers ask again each time.
const FRESH: (header::HeaderName, &str) = (header::CACHE_CONTROL, "no-cache");

/// 301 for what is read; 308 for a form, which keeps what it sends.
fn moved(method: &Method, target: &str) -> Response {
    if method == Method::GET || method == Method::HEAD {
        return (StatusCode::MOVED_PERMANENTLY, [(header::LOCATION, target), FRESH]).into_response();
    }
    ([FRESH], Redirect::permanent(target)).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_of_a_space_is_told_from_the_rest() {
        assert_eq!(split("/b/drumlin"), Some(("drumlin", "/")));
        assert_eq!(split("/b/drumlin/t/1"), Some(("drumlin", "/t/1")));
        assert_eq!(split("/bench/1"), None);
    }

    #[test]
    fn a_page_is_known_by_its_address_without_a_slash_behind_it() {
        for page in [
            "/",
            "/brands",
            "/b/drumlin/",
            "/b/drumlin/topics",
            "/b/drumlin/t/1",
            "/b/drumlin/t/1/a-title",
        ] {
            assert!(is_page(page), "{page}");
        }
        for none in [
            "",
            "/b/drumlin/topics/",
            "/b/drumlin/t/",
            "/b/drumlin/feed.atom",
            "/fn/vote",
            "/b/drumlin/pictures/1.jpg",
        ] {
            assert!(!is_page(none), "{none}");
        }
    }

    #[test]
    fn a_redirect_never_leaves_for_a_host_that_the_path_names() {
        let uri: Uri = "/b/drumlin//evil.example".parse().unwrap();
        assert_eq!(with_query("//evil.example", &uri), "/evil.example");
        assert_eq!(with_query("/\\evil.example", &uri), "/evil.example");
    }
}
