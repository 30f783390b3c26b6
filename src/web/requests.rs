//! Each request has a name, which is in every line of its log, in its answer, and on the page that says that something went wrong. What is
//! logged of it is its route, never its address: that may hold the token of a link, or what somebody looks for.

use super::metrics;
use super::network::Proxies;
use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use community::reference;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};
use tracing::Instrument;

const NAME: HeaderName = HeaderName::from_static("x-request-id");
/// An answer that took longer is logged even where all went well.
const SLOW: Duration = Duration::from_secs(1);

/// The route of a request, told by the router to what stands around it.
#[derive(Clone, Default)]
pub struct Found(Arc<OnceLock<MatchedPath>>);

impl Found {
    /// The route, once the router has said it.
    pub fn get(&self) -> Option<MatchedPath> {
        self.0.get().cloned()
    }

    /// The route of an answer that comes from elsewhere than the router.
    pub fn tell(&self, route: MatchedPath) {
        let _ = self.0.set(route);
    }

    fn route(&self) -> &str {
        self.0.get().map_or("none", MatchedPath::as_str)
    }
}

/// Names a request, counts it, and writes its line.
pub async fn follow<A: Future<Output = Response>>(proxies: Proxies, mut request: Request, answer: impl FnOnce(Request) -> A) -> Response {
    let name: Arc<str> = given(request.headers(), proxies).unwrap_or_else(reference::made_up).into();
    let (found, method, start) = (Found::default(), request.method().clone(), Instant::now());
    request.extensions_mut().insert(found.clone());
    // As grave as can be, so that it stands beside every line that is logged at all.
    let span = tracing::error_span!("request", id = &*name);
    let under_way = metrics::UnderWay::begin();
    let mut response = reference::within(name.clone(), answer(request)).instrument(span.clone()).await;
    drop(under_way);
    let (took, status) = (start.elapsed(), response.status());
    metrics::answered(&method, found.route(), status, took);
    let milliseconds = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    let (route, status) = (found.route(), status.as_u16());
    span.in_scope(|| {
        if status >= 500 || took > SLOW {
            tracing::info!(%method, route, status, milliseconds, "answered");
        } else {
            tracing::debug!(%method, route, status, milliseconds, "answered");
        }
    });
    if let Ok(name) = HeaderValue::from_str(&name) {
        response.headers_mut().insert(NAME, name);
    }
    response
}

/// Inside of the router: which route it is.
pub async fn note(request: Request, next: Next) -> Response {
    let extensions = request.extensions();
    if let (Some(found), Some(path)) = (extensions.get::<Found>(), extensions.get::<MatchedPath>()) {
        found.tell(path.clone());
    }
    next.run(request).await
}

/// The name that a trusted proxy gave, if it looks like one.
fn given(headers: &HeaderMap, proxies: Proxies) -> Option<String> {
    let name = headers.get(NAME).filter(|_| proxies.0 > 0)?.to_str().ok()?;
    let sane = (8..=64).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    sane.then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(name: &'static str, proxies: usize) -> Option<String> {
        given(&HeaderMap::from_iter([(NAME, HeaderValue::from_static(name))]), Proxies(proxies))
    }

    #[test]
    fn a_name_counts_only_from_a_trusted_proxy_and_only_if_it_looks_like_one() {
        assert_eq!(told("4bf92f3577b34da6", 1).as_deref(), Some("4bf92f3577b34da6"));
        assert_eq!(told("4bf92f3577b34da6", 0), None);
        for bad in ["", "short", "with spaces in it", "<script>alert(1)</script>", "a\"quote\"in-it"] {
            assert_eq!(told(bad, 1), None, "{bad}");
        }
    }
}
