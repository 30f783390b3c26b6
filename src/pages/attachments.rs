//! `/pictures`: pictures under topics and replies, sent before their text and shown with it.

use crate::errors::{Answer, Oops};
use crate::parts::composing::picture_row;
use crate::parts::field::Wrongs;
use crate::sent::Sent;
use crate::visit::Visit;
use axum::Extension;
use axum::extract::{Path, Request, State};
use axum::http::header;
use axum::response::{Html, IntoResponse, Response};
use community::pictures::Picture;
use community::who::{self, Viewer};
use community::{Installation, attachments, brands};
use leptos::prelude::*;
use tower_sessions::Session;
use types::Error;
use types::attachments::Attached;
use ui::server::Under;

/// Whether somebody may see a picture can change, when it is hidden: for an hour at most it is still theirs.
const KEPT: &str = "private, max-age=3600";

/// `GET /pictures/{file}`: a picture of a text that this person may read, or one of theirs that waits for its text.
pub async fn file(
    State(installation): State<Installation>,
    Extension(session): Extension<Session>,
    under: Option<Extension<Under>>,
    Path((slug, file)): Path<(String, String)>,
) -> Answer {
    let viewer = looking(&installation, &session, under, &slug).await?;
    let picture = match file.parse() {
        Ok(id) => attachments::waiting_file(&installation.db, viewer.member().map_err(|_| Error::NotFound)?, id).await?,
        Err(_) => attachments::file(&installation.db, &viewer, &file).await?,
    };
    Ok(answer(picture, KEPT))
}

/// Who looks at a picture: asked without a visit, since a picture takes no notice from a session.
pub async fn looking(installation: &Installation, session: &Session, under: Option<Extension<Under>>, slug: &str) -> Result<Viewer, Oops> {
    if types::slug::slug(slug) != slug {
        return Err(Error::NotFound.into());
    }
    let brand = brands::by_slug(&installation.db, slug).await?;
    let mut extensions = axum::http::Extensions::new();
    extensions.insert(under.map(|u| u.0).unwrap_or_default());
    Ok(who::viewer(&installation.db, &brand, ui::server::account(session, &extensions).await?).await?)
}

/// A picture as an answer: what it is said to be, and nothing that could run.
pub fn answer(picture: Picture, kept: &'static str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, picture.media.as_str()),
        (header::CACHE_CONTROL, kept),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (headers, picture.bytes).into_response()
}

/// `POST /pictures`, from the composer: keeps a picture, and answers with its row of the form, or with the sentence that says why not.
pub async fn add(visit: Visit, request: Request) -> Answer {
    let member = visit.viewer.member()?;
    let mut sent = match Sent::read(&visit, request).await {
        Ok(sent) => sent,
        Err(response) => return Ok(response),
    };
    let kept = match sent.files.pop() {
        Some(Ok(bytes)) => attachments::add(&visit.installation.db, member, bytes, visit.now)
            .await
            .map_err(Error::from),
        Some(Err(error)) => Err(error),
        None => Err(Error::invalid("pictures", "picture-missing")),
    };
    match kept {
        Ok(id) => {
            let attached = Attached {
                id: id.0,
                alt: String::new(),
            };
            Ok(Html(picture_row(&visit, &attached).to_html()).into_response())
        }
        Err(error) => {
            let wrongs = Wrongs::of(error).map_err(Oops)?;
            let told = wrongs.at(visit.words, "pictures").unwrap_or_default();
            Ok(wrongs.answer(Html(told).into_response()))
        }
    }
}
