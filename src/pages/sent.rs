//! What a form with pictures sends, in whichever of a form's two encodings: its fields, and the files of those who may send some.

use crate::visit::Visit;
use axum::Form;
use axum::body::Body;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use types::Error;
use types::attachments::{Attached, MOST};
use types::people::PICTURE_BYTES;

/// Most bytes of all fields that are no files: the longest text, percent-encoded, and room.
const TEXTS: usize = 300_000;
/// The name of the field with the files.
const FILES: &str = "files";

/// A form as it came.
#[derive(Debug, Default)]
pub struct Sent {
    pairs: Vec<(String, String)>,
    /// Each whole, or what is to be said of it.
    pub files: Vec<Result<Vec<u8>, Error>>,
}

impl Sent {
    /// Reads a form. Files are kept in memory one form at a time, so many and so large as a text may have; what is more, and what a visitor
    /// sends, is read to its end and dropped: a browser that is cut short shows no message.
    pub async fn read(visit: &Visit, request: Request) -> Result<Self, Response> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        if !kind.is_some_and(|kind| kind.starts_with("multipart/form-data")) {
            let (parts, body) = request.into_parts();
            let body = axum::body::to_bytes(body, TEXTS)
                .await
                .map_err(|_| StatusCode::PAYLOAD_TOO_LARGE.into_response())?;
            let request = Request::from_parts(parts, Body::from(body));
            let pairs = Form::from_request(request, &()).await.map_err(IntoResponse::into_response)?.0;
            return Ok(Self { pairs, files: Vec::new() });
        }
        let form = Multipart::from_request(request, &()).await.map_err(IntoResponse::into_response)?;
        let keep = if visit.viewer.as_member().is_some() { MOST } else { 0 };
        Self::parts(form, keep).await.map_err(IntoResponse::into_response)
    }

    async fn parts(mut form: Multipart, keep: usize) -> Result<Self, StatusCode> {
        let (mut sent, mut room) = (Self::default(), TEXTS);
        while let Some(mut field) = form.next_field().await.map_err(refused)? {
            let name = field.name().unwrap_or_default().to_owned();
            if name != FILES {
                let value = text(&mut field, &mut room).await?;
                sent.pairs.push((name, value));
            } else if let Some(file) = file(&mut field, sent.files.len() < keep).await? {
                sent.files.push(file);
            }
        }
        Ok(sent)
    }

    /// The form of a draft; nothing of one that cannot be read.
    pub fn of_draft(draft: &str) -> Self {
        let pairs = serde_json::from_str(draft).unwrap_or_default();
        Self { pairs, files: Vec::new() }
    }

    /// The same form, to be kept, with the pictures that it has now.
    pub fn to_draft(&self, pictures: &[Attached]) -> String {
        let of_picture = |name: &str| name == "picture" || name.starts_with("alt-");
        let mut pairs: Vec<(String, String)> = self.pairs.iter().filter(|(n, _)| !of_picture(n) && n != "do").cloned().collect();
        for picture in pictures {
            pairs.push(("picture".into(), picture.id.to_string()));
            pairs.push((format!("alt-{}", picture.id), picture.alt.clone()));
        }
        serde_json::to_string(&pairs).unwrap_or_default()
    }

    /// The value of a field; empty where it was not sent.
    pub fn text(&self, name: &str) -> String {
        let found = self.pairs.iter().find(|(n, _)| n == name);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    }

    /// The pictures that the form names, each once.
    pub fn pictures(&self) -> Vec<Attached> {
        let mut pictures: Vec<Attached> = Vec::new();
        for id in self
            .pairs
            .iter()
            .filter(|(n, _)| n == "picture")
            .filter_map(|(_, id)| id.parse().ok())
        {
            if pictures.len() <= MOST && pictures.iter().all(|p| p.id != id) {
                let alt = self.text(&format!("alt-{id}"));
                pictures.push(Attached { id, alt });
            }
        }
        pictures
    }
}

async fn text(field: &mut Field<'_>, room: &mut usize) -> Result<String, StatusCode> {
    let mut bytes = Vec::new();
    while let Some(chunk) = field.chunk().await.map_err(refused)? {
        *room = room.checked_sub(chunk.len()).ok_or(StatusCode::PAYLOAD_TOO_LARGE)?;
        bytes.extend_from_slice(&chunk);
    }
    // Each field costs something, an empty one too.
    *room = room.checked_sub(100).ok_or(StatusCode::PAYLOAD_TOO_LARGE)?;
    String::from_utf8(bytes).map_err(|_| StatusCode::BAD_REQUEST)
}

/// A file; nothing where none was chosen.
async fn file(field: &mut Field<'_>, keep: bool) -> Result<Option<Result<Vec<u8>, Error>>, StatusCode> {
    let (mut bytes, mut length) = (Vec::new(), 0);
    while let Some(chunk) = field.chunk().await.map_err(refused)? {
        length += chunk.len();
        if keep && length <= PICTURE_BYTES {
            bytes.extend_from_slice(&chunk);
        } else {
            bytes = Vec::new();
        }
    }
    Ok(match length {
        0 => None,
        _ if !keep => Some(Err(too_many())),
        n if n > PICTURE_BYTES => Some(Err(Error::invalid("pictures", "picture-large"))),
        _ => Some(Ok(bytes)),
    })
}

/// More pictures than a text may have.
pub fn too_many() -> Error {
    Error::Invalid(vec![types::Wrong::new("pictures", "pictures-many").with("most", MOST)])
}

fn refused(cause: MultipartError) -> StatusCode {
    cause.status()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_comes_back_out_of_its_draft_with_its_pictures() {
        let pairs = [
            ("do", "add"),
            ("title", "A lid"),
            ("picture", "7"),
            ("alt-7", "old words"),
            ("picture", "7"),
            ("picture", "x"),
        ];
        let sent = Sent {
            pairs: pairs.map(|(n, v)| (n.to_owned(), v.to_owned())).to_vec(),
            files: Vec::new(),
        };
        assert_eq!(sent.pictures().len(), 1);
        let now = [Attached {
            id: 9,
            alt: "\"The lid\"".into(),
        }];
        let again = Sent::of_draft(&sent.to_draft(&now));
        assert_eq!((again.text("title"), again.text("do")), ("A lid".to_owned(), String::new()));
        assert_eq!(again.pictures(), now);
        assert_eq!(Sent::of_draft("not a draft").text("title"), "");
    }
}
