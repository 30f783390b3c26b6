//! What every answer carries.

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

/// Scripts are files of ours; WebAssembly may be compiled from them; nothing is inline. Pictures and styles are ours too.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
    connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// What is no page loads nothing and stands in no frame.
const BARE_POLICY: &str = "default-src 'none'; frame-ancestors 'none'";

const ALWAYS: [(HeaderName, &str); 2] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

const OF_A_PAGE: [(HeaderName, &str); 5] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
];

/// Pages that not even the person's own disk should keep.
const OWN: [&str; 7] = [
    "/account",
    "/settings",
    "/operator",
    "/second-factor",
    "/password",
    "/notifications",
    "/unsubscribe",
];

/// What people get depends on who they are: no cache between may keep it, redirects included.
pub async fn personal(request: Request, next: Next) -> Response {
    let own = OWN.iter().any(|part| request.uri().path().contains(part));
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    if own {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-cache, private"));
    headers
        .entry(header::VARY)
        .or_insert(HeaderValue::from_static("Cookie, Accept-Language"));
    response
}

/// What is no page says less: its headers would be a third of a first visit's small files.
const OF_THE_REST: [(HeaderName, &str); 1] = [(header::CONTENT_SECURITY_POLICY, BARE_POLICY)];

/// Adds the headers that keep an answer to itself; one that has set one of them keeps its own.
pub fn secure(response: &mut Response) {
    let headers = response.headers_mut();
    let kind = headers.get(header::CONTENT_TYPE);
    let is_page = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let own: &[_] = if is_page { &OF_A_PAGE } else { &OF_THE_REST };
    headers.reserve(ALWAYS.len() + own.len() + 1);
    for (name, value) in ALWAYS.iter().chain(own) {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
}
