//! What dresses a brand's space: its theme and its logo, as files of their own.

use crate::errors::Answer;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::IntoResponse;
use community::Installation;
use community::brands::{self, Theme};
use types::Error;

/// Files named by their revision never change.
const FOREVER: &str = "public, max-age=31536000, immutable";
/// A logo is a picture: nothing in it runs or loads.
const SILENT: &str = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

/// `GET /b/{brand}/look/theme.{revision}.css`, `card.{revision}.css`, `logo.{revision}.svg`: one handler, since the file's name tells.
pub async fn look(State(installation): State<Installation>, Path((slug, file)): Path<(String, String)>) -> Answer {
    if types::slug::slug(&slug) != slug {
        return Err(Error::NotFound.into());
    }
    let brand = brands::by_slug(&installation.db, &slug).await?;
    let dress = brands::dress(&installation.db, brand.id).await?;
    let mut parts = file.split('.');
    let (Some(name), Some(revision), Some(ending), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
        return Err(Error::NotFound.into());
    };
    if revision.parse() != Ok(dress.revision) {
        return Err(Error::NotFound.into());
    }
    let theme = || serde_json::from_str::<Theme>(&dress.theme).unwrap_or_default();
    match (name, ending) {
        ("theme", "css") => Ok(sheet(theme().css(":root"))),
        ("card", "css") => Ok(sheet(theme().css(&format!("[data-brand=\"{slug}\"]")))),
        ("logo", "svg") => {
            let logo = if dress.logo.is_empty() {
                plain_logo(&brand.name)
            } else {
                dress.logo
            };
            let headers = [
                (header::CONTENT_TYPE, "image/svg+xml"),
                (header::CACHE_CONTROL, FOREVER),
                (header::CONTENT_SECURITY_POLICY, SILENT),
            ];
            Ok((headers, logo).into_response())
        }
        _ => Err(Error::NotFound.into()),
    }
}

fn sheet(css: String) -> axum::response::Response {
    (
        [(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, FOREVER)],
        css,
    )
        .into_response()
}

/// The brand's name, for one that has drawn nothing yet.
fn plain_logo(name: &str) -> String {
    let width = 16 * name.chars().count() + 8;
    let safe = name
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;");
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"40\" viewBox=\"0 0 {width} 40\"><style>text{{fill:#222}}\
         @media(prefers-color-scheme:dark){{text{{fill:#eee}}}}</style><text x=\"2\" y=\"29\" font-family=\"sans-serif\" font-weight=\"650\" \
         font-size=\"26\">{safe}</text></svg>"
    )
}
