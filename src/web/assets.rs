//! The site's files, embedded at build time (build.rs) and served from where they lie in the
//! binary. Their names carry their content's hash, so browsers may keep them for ever.

use axum::body::Body;
use axum::extract::Path;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use std::sync::Once;

/// One embedded file. Addresses and types are made by build.rs and are valid header values.
#[derive(Debug)]
pub struct Asset {
    /// What pages call it: its path under public/, or `parvis.css`, `parvis.js`, `parvis_bg.wasm`.
    pub name: &'static str,
    /// What browsers call it, with its hash.
    pub file: &'static str,
    /// `/assets/{file}`
    pub url: &'static str,
    /// Its media type, with charset where it is text.
    pub content_type: &'static str,
    /// Its bytes as they are.
    pub identity: &'static [u8],
    /// Its bytes in brotli, where that is shorter.
    pub brotli: Option<&'static [u8]>,
    /// Its bytes in gzip, where that is shorter.
    pub gzip: Option<&'static [u8]>,
}

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// Where browsers find a file by its logical name: `url("parvis.css")`. An unknown name is a
/// mistake of ours that must not take a page down: it is logged once and answers 404.
pub fn url(name: &str) -> &'static str {
    static COMPLAINT: Once = Once::new();
    let place = ASSETS.binary_search_by(|asset| asset.name.cmp(name));
    place.map_or_else(
        |_| {
            COMPLAINT.call_once(|| tracing::error!(name, "no such asset is embedded; run `cargo xtask build`"));
            "/assets/missing"
        },
        |at| ASSETS[at].url,
    )
}

/// `GET /assets/{file}`
pub async fn serve(Path(file): Path<String>, headers: HeaderMap) -> Response {
    match ASSETS.iter().find(|asset| asset.file == file) {
        Some(asset) => answer(asset, &headers),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn answer(asset: &'static Asset, headers: &HeaderMap) -> Response {
    let etag = format!("W/\"{}\"", asset.file); // weak: the same for each encoding
    let mut response = match already_has(headers, &etag) {
        true => StatusCode::NOT_MODIFIED.into_response(),
        false => whole(asset, headers),
    };
    let out = response.headers_mut();
    out.insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    out.insert(VARY, HeaderValue::from_static("accept-encoding"));
    out.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if let Ok(etag) = HeaderValue::try_from(etag) {
        out.insert(ETAG, etag);
    }
    response
}

fn whole(asset: &'static Asset, headers: &HeaderMap) -> Response {
    let (encoding, bytes) = best(asset, headers);
    let mut response = Response::new(Body::from(bytes));
    let out = response.headers_mut();
    out.insert(CONTENT_TYPE, HeaderValue::from_static(asset.content_type));
    if let Some(encoding) = encoding {
        out.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    response
}

/// Brotli before gzip before the bytes as they are: what we have and the browser accepts.
fn best(asset: &'static Asset, headers: &HeaderMap) -> (Option<&'static str>, &'static [u8]) {
    let encodings = [("br", asset.brotli), ("gzip", asset.gzip)];
    let found = encodings
        .into_iter()
        .find_map(|(name, bytes)| Some((name, bytes?)).filter(|_| accepts(headers, name)));
    found.map_or((None, asset.identity), |(name, bytes)| (Some(name), bytes))
}

/// Whether `Accept-Encoding` names this coding, or `*`, with a weight other than zero.
fn accepts(headers: &HeaderMap, coding: &str) -> bool {
    let weight = |wanted: &str| {
        list(headers, ACCEPT_ENCODING).find_map(|item| {
            let (name, parameters) = item.split_once(';').unwrap_or((item, ""));
            name.trim().eq_ignore_ascii_case(wanted).then(|| weight_of(parameters))
        })
    };
    weight(coding).or_else(|| weight("*")).is_some_and(|weight| weight > 0.0)
}

fn weight_of(parameters: &str) -> f32 {
    let value = parameters.trim().strip_prefix("q=");
    value.and_then(|value| value.trim().parse().ok()).unwrap_or(1.0)
}

fn already_has(headers: &HeaderMap, etag: &str) -> bool {
    let opaque = |tag: &str| tag.trim_start_matches("W/").to_owned();
    list(headers, IF_NONE_MATCH).any(|tag| tag == "*" || opaque(tag) == opaque(etag))
}

/// The items of a comma-separated header, in however many lines it came.
fn list(headers: &HeaderMap, name: axum::http::HeaderName) -> impl Iterator<Item = &str> {
    let lines = headers.get_all(name).into_iter().filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(',')).map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::to_bytes;

    static STYLE: Asset = Asset {
        name: "parvis.css",
        file: "parvis.0123456789.css",
        url: "/assets/parvis.0123456789.css",
        content_type: "text/css; charset=utf-8",
        identity: b"plain",
        brotli: Some(b"b"),
        gzip: Some(b"gz"),
    };

    fn asked(name: axum::http::HeaderName, value: &'static str) -> Response {
        answer(&STYLE, &HeaderMap::from_iter([(name, HeaderValue::from_static(value))]))
    }

    fn encoding(accepted: &'static str) -> Option<String> {
        let response = asked(ACCEPT_ENCODING, accepted);
        let encoding = response.headers().get(CONTENT_ENCODING)?;
        Some(encoding.to_str().unwrap_or_default().to_owned())
    }

    #[test]
    fn the_best_encoding_that_is_accepted_is_sent() {
        assert_eq!(encoding("gzip, deflate, br, zstd").as_deref(), Some("br"));
        assert_eq!(encoding("gzip, deflate").as_deref(), Some("gzip"));
        assert_eq!(encoding("*").as_deref(), Some("br"));
        assert_eq!(encoding("deflate"), None);
        assert_eq!(encoding(""), None);
    }

    #[test]
    fn a_weight_of_zero_is_a_refusal() {
        assert_eq!(encoding("br;q=0, gzip;q=0.5").as_deref(), Some("gzip"));
        assert_eq!(encoding("br; q=0.000, *").as_deref(), Some("gzip"));
        assert_eq!(encoding("*;q=0"), None);
    }

    #[tokio::test]
    async fn an_answer_may_be_kept_for_ever() {
        let response = asked(ACCEPT_ENCODING, "gzip");
        let headers = response.headers();
        assert_eq!(headers[CACHE_CONTROL], "public, max-age=31536000, immutable");
        assert_eq!(headers[VARY], "accept-encoding");
        assert_eq!(headers[X_CONTENT_TYPE_OPTIONS], "nosniff");
        assert_eq!(headers[CONTENT_TYPE], "text/css; charset=utf-8");
        let body = to_bytes(response.into_body(), 100).await;
        assert_eq!(body.unwrap_or_default().as_ref(), b"gz");
    }

    #[test]
    fn who_has_it_already_is_told_so() {
        let has = |tags| asked(IF_NONE_MATCH, tags).status();
        assert_eq!(has("W/\"parvis.0123456789.css\""), StatusCode::NOT_MODIFIED);
        assert_eq!(has("\"other\", \"parvis.0123456789.css\""), StatusCode::NOT_MODIFIED);
        assert_eq!(has("*"), StatusCode::NOT_MODIFIED);
        assert_eq!(has("\"other\""), StatusCode::OK);
    }

    #[tokio::test]
    async fn what_is_not_embedded_is_not_found() {
        let response = serve(Path("none.css".to_owned()), HeaderMap::new()).await;
        assert_eq!(response.status(), StatusCode::NOT_FOUND);
        assert_eq!(url("none.css"), "/assets/missing");
    }

    #[test]
    fn every_embedded_file_is_found_by_its_name() {
        for asset in ASSETS {
            assert_eq!(url(asset.name), asset.url);
            assert_eq!(asset.url, format!("/assets/{}", asset.file));
        }
    }
}
