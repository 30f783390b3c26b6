//! What stands around the router, from the socket inwards. One layer for all of it: each layer of its own copies every one inside of it for each
//! request, which for a page that is kept was half of the work.

use super::network::{self, Proxies};
use super::{cache, headers, hosts, requests};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use community::Installation;
use std::sync::Arc;
use std::time::Duration;

/// Longest time that a request may take: enough for a picture of five megabytes over a phone's poor line.
const PATIENCE: Duration = Duration::from_secs(60);

/// What it needs.
pub struct Around {
    installation: Installation,
    proxies: Proxies,
    pages: cache::Pages,
}

impl Around {
    /// With no page kept yet.
    pub fn new(installation: &Installation, proxies: Proxies) -> Self {
        Self {
            installation: installation.clone(),
            proxies,
            pages: cache::Pages::default(),
        }
    }
}

/// Names and counts a request, finds where it comes from and where it leads, and has it answered: with a page that is kept, or by the router.
pub async fn serve(State(around): State<Arc<Around>>, request: Request, next: Next) -> Response {
    let proxies = around.proxies;
    let answer = async move |mut request: Request| {
        network::locate(proxies, &mut request);
        let placed = async {
            match hosts::place(&around.installation, request).await {
                Ok(request) => cache::serve(&around.pages, request, next).await,
                Err(response) => response,
            }
        };
        let answered = tokio::time::timeout(PATIENCE, placed).await;
        let mut response = answered.unwrap_or_else(|_| StatusCode::SERVICE_UNAVAILABLE.into_response());
        headers::secure(&mut response);
        response
    };
    requests::follow(proxies, request, answer).await
}
