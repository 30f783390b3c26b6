//! One canonical address of each page: the others lead to it.

use crate::visit::Visit;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

/// A title may change and a brand may move: browsers keep the way, and ask each time whether it still holds.
const FRESH: (header::HeaderName, &str) = (header::CACHE_CONTROL, "no-cache, private");

/// Leads to a path of this space, with the query and what was to be said.
pub async fn lead(visit: &Visit, path: &str) -> Response {
    if let Some(notice) = &visit.notice {
        visit.say(notice.clone()).await;
    }
    let query = visit.here.split_once('?').map(|(_, q)| format!("?{q}")).unwrap_or_default();
    let target = format!("{path}{query}");
    (StatusCode::MOVED_PERMANENTLY, [(header::LOCATION, target.as_str()), FRESH]).into_response()
}
