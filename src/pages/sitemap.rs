//! `/sitemap.xml` of a brand (sitemaps.org): the same bytes for everybody, in pages where there are many topics. Whoever has it is told so.

use crate::errors::Answer;
use crate::feeds::{has_it, unchanged};
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, header};
use axum::response::IntoResponse;
use community::brands::Brand;
use community::sitemap::{self, Place};
use community::{Installation, feeds, secrets, when};
use serde::Deserialize;
use std::fmt::Write as _;
use types::Error;

const BEGIN: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const SCHEMA: &str = "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"";
/// Pages of a space that are for everybody, besides its topics.
const ROOMS: [&str; 4] = ["/", "/topics", "/products", "/rules"];

/// Which page of the map.
#[derive(Debug, Deserialize)]
pub struct Asked {
    page: Option<i64>,
}

/// `GET /sitemap.xml`
pub async fn get(
    State(installation): State<Installation>,
    Path(brand): Path<String>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Answer {
    let db = &installation.db;
    let viewer = feeds::reader(db, &brand).await?;
    let pages = sitemap::pages(db, &viewer).await?;
    let link = |path: &str| installation.settings.link(viewer.brand(), path);
    let (tag, written): (String, Box<dyn FnOnce() -> String + Send + '_>) = match asked.page {
        Some(page) if !(1..=pages).contains(&page) => return Err(Error::NotFound.into()),
        None if pages > 1 => (
            format!("index of {pages} {}", link("/")),
            Box::new(|| index(pages, &link("/sitemap.xml"))),
        ),
        page => {
            let page = page.unwrap_or(1);
            let places = sitemap::places(db, &viewer, page).await?;
            let rooms = if page == 1 { &ROOMS[..] } else { &[] };
            (
                format!("{page} {} {places:?}", link("/")),
                Box::new(move || map(&installation.settings.link(viewer.brand(), ""), rooms, &places)),
            )
        }
    };
    let tag = format!("\"{}\"", &secrets::hash(&format!("{} {tag}", env!("CARGO_PKG_VERSION")))[..32]);
    if has_it(&headers, &tag) {
        return Ok(unchanged(&tag));
    }
    let headers = [
        (header::CONTENT_TYPE, "application/xml; charset=utf-8".to_owned()),
        (header::ETAG, tag),
        (header::CACHE_CONTROL, crate::feeds::KEPT.to_owned()),
    ];
    Ok((headers, written()).into_response())
}

/// Addresses are slugs and numbers below an origin that was checked at the start: nothing in them is to be escaped.
fn map(space: &str, rooms: &[&str], places: &[Place]) -> String {
    let mut out = format!("{BEGIN}<urlset {SCHEMA}>\n");
    for room in rooms {
        let _ = writeln!(out, "<url><loc>{space}{room}</loc></url>");
    }
    for Place { number, slug, changed } in places {
        let (slash, at) = (if slug.is_empty() { "" } else { "/" }, when::machine(*changed));
        let _ = writeln!(out, "<url><loc>{space}/t/{number}{slash}{slug}</loc><lastmod>{at}</lastmod></url>");
    }
    out + "</urlset>\n"
}

fn index(pages: i64, own: &str) -> String {
    let mut out = format!("{BEGIN}<sitemapindex {SCHEMA}>\n");
    for page in 1..=pages {
        let _ = writeln!(out, "<sitemap><loc>{own}?page={page}</loc></sitemap>");
    }
    out + "</sitemapindex>\n"
}

/// Where the map of a brand is.
pub fn address(installation: &Installation, brand: &Brand) -> String {
    installation.settings.link(brand, "/sitemap.xml")
}
