//! What every answer carries.

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

/// Scripts are files of ours; WebAssembly may be compiled from them; nothing is inline. Pictures and styles are ours too.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
    connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const ALWAYS: [(HeaderName, &str); 7] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
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

/// Adds the headers that keep a page to itself; an answer that has set one of them keeps its own.
pub async fn secure(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    for (name, value) in ALWAYS {
        response.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
}
