//! Visitors' pages, made once and given to everybody who asks for the same: nine of ten people only read. What is kept is the answer as it
//! leaves, compressed, for as long as nothing was written, and for a second at most: another node or a command may have written too. Nobody
//! who brings a cookie of a session is given one, and nothing is kept that was made for somebody.

use super::metrics;
use super::requests::Found;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{MatchedPath, Request};
use axum::http::header::{ACCEPT_ENCODING, ACCEPT_LANGUAGE, CACHE_CONTROL, CONTENT_LENGTH, COOKIE, ETAG, IF_NONE_MATCH, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use community::db;
use moka::future::Cache;
use pages::shell::ForEveryVisitor;
use pages::visit::{LANGUAGE_COOKIE, browser_language, cookie};
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::sync::Arc;
use std::time::Duration;
use types::Lang;
use ui::server::Under;

/// Most bytes of pages in memory.
const MOST: u64 = 32 << 20;
/// How long a page is kept after it was made; with the making itself, less than a second.
const KEPT: Duration = Duration::from_millis(900);
/// The longest address that is kept.
const LONGEST: usize = 512;

/// The pages of one server. Cheap to clone: a handle.
#[derive(Clone)]
pub struct Pages(Cache<String, Arc<Page>>);

/// An answer as it leaves.
struct Page {
    headers: HeaderMap,
    tag: HeaderValue,
    body: Bytes,
    /// For the figures: an answer that comes from here does not pass the router.
    route: Option<MatchedPath>,
}

/// An answer that was made for whoever asked, and is theirs alone.
struct Theirs;

impl Default for Pages {
    fn default() -> Self {
        let weigh = |key: &String, page: &Arc<Page>| u32::try_from(key.len() + page.body.len() + 1_024).unwrap_or(u32::MAX);
        Self(Cache::builder().max_capacity(MOST).weigher(weigh).time_to_live(KEPT).build())
    }
}

/// Answers with the page that is kept, or has it made, by one of those who ask for it at the same time.
pub async fn serve(pages: &Pages, mut request: Request, next: Next) -> Response {
    let Some((key, encoding)) = key(&request) else {
        return next.run(request).await;
    };
    let asked = request.headers().get(IF_NONE_MATCH).cloned();
    let found = request.extensions().get::<Found>().cloned().unwrap_or_default();
    match encoding {
        "" => request.headers_mut().remove(ACCEPT_ENCODING),
        encoding => request.headers_mut().insert(ACCEPT_ENCODING, HeaderValue::from_static(encoding)),
    };
    let mut mine = Some((request, next));
    let mut theirs = None;
    let made = pages.0.try_get_with(key, async {
        let (request, next) = mine.take().ok_or(Theirs)?;
        match keep(next.run(request).await).await {
            Ok(page) => Ok(Arc::new(Page {
                route: found.get(),
                ..page
            })),
            Err(response) => {
                theirs = Some(response);
                Err(Theirs)
            }
        }
    });
    let made = made.await;
    if mine.is_some() && made.is_ok() {
        metrics::cache_hit();
    } else {
        metrics::cache_miss();
    }
    if let Some(route) = made.as_ref().ok().and_then(|page| page.route.clone()) {
        found.tell(route);
    }
    match (made, theirs, mine) {
        (Ok(page), ..) => page.answer(asked.as_ref()),
        (Err(_), Some(response), _) => response,
        (Err(_), None, Some((request, next))) => next.run(request).await,
        (Err(_), None, None) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

/// What two requests have in common that are given the same bytes, and how those are compressed; none for what is not kept.
fn key(request: &Request) -> Option<(String, &'static str)> {
    let (headers, uri) = (request.headers(), request.uri());
    let address = uri.path_and_query()?.as_str();
    if request.method() != Method::GET || !address.starts_with("/b/") || address.len() > LONGEST || has_session(headers) {
        return None;
    }
    let under = request.extensions().get::<Under>().map_or("", |under| under.0.as_str());
    let encoding = encoding(headers);
    // The number is asked for before anything is read: what is written from now on is in none of the pages that are kept under it.
    Some((
        format!("{}|{}|{encoding}|{under}|{address}", db::changes(), language(headers)),
        encoding,
    ))
}

/// Whether a cookie is brought that may be a session's: any but the one that remembers a language.
fn has_session(headers: &HeaderMap) -> bool {
    let mut cookies = headers.get_all(COOKIE).iter();
    cookies.any(|header| {
        let Ok(text) = header.to_str() else { return true };
        let mut names = text.split(';').map(|pair| pair.split('=').next().unwrap_or_default().trim());
        names.any(|name| !name.is_empty() && name != LANGUAGE_COOKIE)
    })
}

/// All that decides in which of any brand's languages a page comes.
fn language(headers: &HeaderMap) -> String {
    let chosen = cookie(headers, LANGUAGE_COOKIE).and_then(Lang::parse).map_or("", Lang::as_str);
    if !headers.contains_key(ACCEPT_LANGUAGE) {
        return chosen.to_owned();
    }
    let preferred = browser_language(headers, Lang::ALL).map_or("", Lang::as_str);
    let spoken = Lang::ALL.iter().filter_map(|&lang| browser_language(headers, &[lang]));
    spoken.fold(format!("{chosen},{preferred}"), |key, lang| format!("{key},{}", lang.as_str()))
}

/// The one of our two compressions that the client takes, the smaller first.
fn encoding(headers: &HeaderMap) -> &'static str {
    let taken = |name: &str| {
        let listed = headers
            .get_all(ACCEPT_ENCODING)
            .iter()
            .filter_map(|h| h.to_str().ok())
            .flat_map(|h| h.split(','));
        let mut wishes = listed.map(|wish| wish.split(';').map(str::trim));
        wishes.any(|mut parts| {
            let named = parts.next().is_some_and(|n| n.eq_ignore_ascii_case(name));
            let weight = parts.find_map(|p| p.strip_prefix("q=")?.parse::<f32>().ok()).unwrap_or(1.0);
            named && weight > 0.0
        })
    };
    ["br", "gzip"].into_iter().find(|name| taken(name)).unwrap_or("")
}

/// The page of an answer that is for everybody; the answer itself where it is not.
async fn keep(response: Response) -> Result<Page, Response> {
    let personal = response
        .headers()
        .get(CACHE_CONTROL)
        .is_some_and(|v| v.as_bytes().windows(8).any(|w| w == b"no-store"));
    let for_all = response.status() == StatusCode::OK
        && response.extensions().get::<ForEveryVisitor>().is_some()
        && !response.headers().contains_key(SET_COOKIE)
        && !personal;
    if !for_all {
        return Err(response);
    }
    let (parts, body) = response.into_parts();
    let Ok(body) = to_bytes(body, usize::MAX).await else {
        return Err(StatusCode::INTERNAL_SERVER_ERROR.into_response());
    };
    let mut hasher = DefaultHasher::new();
    body.hash(&mut hasher);
    let tag =
        HeaderValue::try_from(format!("\"{:016x}\"", hasher.finish())).map_err(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())?;
    let mut headers = parts.headers;
    headers.remove(CONTENT_LENGTH);
    headers.insert(ETAG, tag.clone());
    Ok(Page {
        headers,
        tag,
        body,
        route: None,
    })
}

impl Page {
    fn answer(&self, asked: Option<&HeaderValue>) -> Response {
        let known = asked.and_then(|v| v.to_str().ok()).is_some_and(|v| {
            v.split(',')
                .any(|one| one.trim().trim_start_matches("W/").as_bytes() == self.tag.as_bytes())
        });
        let (status, body) = if known {
            (StatusCode::NOT_MODIFIED, Body::empty())
        } else {
            (StatusCode::OK, Body::from(self.body.clone()))
        };
        let mut response = (status, body).into_response();
        *response.headers_mut() = self.headers.clone();
        response
    }
}
