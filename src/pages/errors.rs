//! When something was not done: the handler returns an [`Oops`], and [`dress`] makes a page of it that offers a way on.

use crate::markup::{IntoMarkup, Markup};
use crate::shell::{self, Scene};
use crate::visit::Visit;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use community::words::Words;
use community::{Failure, Installation};
use leptos::prelude::*;
use std::time::Duration;
use types::Error;

/// Seconds after which programs may ask again where the database is away.
const AGAIN: u64 = 30;
/// Longest wait for the look of a brand.
const LOOK: Duration = Duration::from_secs(2);

/// What a handler returns.
pub type Answer = Result<Response, Oops>;

/// An error on its way to becoming a page.
#[derive(Clone, Debug)]
pub struct Oops(pub Error);

impl From<Error> for Oops {
    fn from(error: Error) -> Self {
        Self(error)
    }
}

impl From<Failure> for Oops {
    fn from(failure: Failure) -> Self {
        Self(failure.into())
    }
}

impl IntoResponse for Oops {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.0.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Turns an error without a page into a page in the look of where it happened.
pub async fn dress(State(installation): State<Installation>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let kept = parts.clone();
    let response = next.run(Request::from_parts(parts, body)).await;
    let Some(error) = bare_error(&response, &kept.method) else {
        return response;
    };
    let status = if error == Error::NotFound && response.status() == StatusCode::BAD_REQUEST {
        StatusCode::NOT_FOUND
    } else {
        response.status()
    };
    // In whose look it is told is worth a short wait only: the database may be what is away.
    let visit = tokio::time::timeout(LOOK, Visit::of(&kept, &installation)).await;
    let written = kept.method == Method::POST;
    let page = match visit.unwrap_or(Err(Error::NotFound)) {
        Ok(mut visit) => {
            visit.says_suspension = matches!(error, Error::Suspended { .. });
            // The numbers of its mast, as far as they can be had.
            let _ = tokio::time::timeout(LOOK, crate::admit::count(&visit)).await;
            shell::page(&visit, &shell::Head::titled(title(visit.words, &error)), || {
                view(&visit, &error, told(&visit, &error), &visit.href("/topics"), written)
            })
        }
        Err(_) => plain(&installation, &kept.headers, &error, written),
    };
    let mut dressed = (status, page).into_response();
    if let Error::TooMany { seconds } = error {
        dressed.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    if matches!(error, Error::Unavailable { .. }) {
        dressed.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(AGAIN));
    }
    dressed
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    dressed
}

/// A page of an error where no brand is, or none that can be asked for. `written` where a form was sent.
pub fn plain(installation: &Installation, headers: &HeaderMap, error: &Error, written: bool) -> Response {
    let words = Words::of(crate::visit::visitor_language(headers));
    let lobby = shell::Lobby { installation, words };
    shell::lobby_page(&lobby, &title(words, error), "", || view(&lobby, error, None, "/", written))
}

/// The error of an answer that shows a person nothing yet: one of ours, or a refusal by the framework in plain text.
fn bare_error(response: &Response, method: &Method) -> Option<Error> {
    if let Some(Oops(error)) = response.extensions().get() {
        return Some(error.clone());
    }
    let plain = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_none_or(|t| t.as_bytes().starts_with(b"text/plain"));
    if !plain || !(response.status().is_client_error() || response.status().is_server_error()) {
        return None;
    }
    Some(match response.status() {
        // An address that cannot be read is one that does not exist.
        StatusCode::BAD_REQUEST if method == Method::GET => Error::NotFound,
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => Error::NotFound,
        StatusCode::FORBIDDEN => Error::Forbidden,
        StatusCode::PAYLOAD_TOO_LARGE => Error::invalid("form", "form-too-large"),
        status if status.is_client_error() => Error::invalid("form", "form-unreadable"),
        StatusCode::SERVICE_UNAVAILABLE => Error::Unavailable {
            reference: community::reference::current(),
        },
        _ => Error::Internal {
            reference: community::reference::current(),
        },
    })
}

fn title(words: &Words, error: &Error) -> String {
    words.text(&format!("error-{}-title", error.word())).to_owned()
}

/// What is said of an error that names a time.
fn told(visit: &Visit, error: &Error) -> Option<String> {
    match error {
        Error::Suspended { until, reason } => Some(crate::moderation::deeds::sentence(visit, *until, reason)),
        _ => None,
    }
}

/// The way back to what was written, where it may be sent once more. The button is shown by its script, since nothing else can go back.
fn back<S: Scene>(scene: &S, error: &Error) -> Option<Markup> {
    let again = matches!(
        error,
        Error::Unavailable { .. } | Error::Internal { .. } | Error::TooMany { .. } | Error::Invalid(_)
    );
    again.then(|| {
        let script = (scene.installation().settings.asset)("back.js");
        view! {
            <button type="button" class="button primary" data-back="" hidden>{scene.words().text("error-back")}</button>
            <script type="module" src=script></script>
        }
        .markup()
    })
}

fn view<S: Scene>(scene: &S, error: &Error, told: Option<String>, home: &str, written: bool) -> impl IntoView + use<S> {
    let words = scene.words();
    let back = written.then(|| back(scene, error)).flatten();
    let only = back.is_none();
    let text = told.unwrap_or_else(|| match error {
        Error::TooMany { seconds } => words.with("error-too-many-text", &[("wait", words.wait(*seconds).into())]),
        Error::Invalid(wrongs) if wrongs.first().is_some_and(|w| w.field == "form") => {
            wrongs.first().map(|w| words.text(&w.message).to_owned()).unwrap_or_default()
        }
        // Whoever only followed an address sent nothing that could be sent again.
        Error::Forbidden if !written => words.text("error-forbidden-page").to_owned(),
        other => words.text(&format!("error-{}-text", other.word())).to_owned(),
    });
    let onward = if home == "/" { "error-onward-brands" } else { "error-onward" };
    let reference = match error {
        Error::Internal { reference } | Error::Unavailable { reference } => Some(reference.clone()),
        _ => None,
    };
    view! {
        <div class="lost">
            {(!matches!(error, Error::Suspended { .. })).then(|| view! { <p class="number">{error.status()}</p> })}
            <h1>{title(words, error)}</h1>
            <p>{text}</p>
            <p class="doors">{back}<a class="button" class:primary=only href=home.to_owned()>{words.text(onward)}</a></p>
            {reference.map(|r| view! { <p class="trace">{words.text("error-reference")}" "<code>{r}</code></p> })}
        </div>
    }
}
