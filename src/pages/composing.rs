//! A text under way, of a topic or of a reply: what its form sends besides the text, and the draft that is kept of it.

use crate::errors::Oops;
use crate::sent::{Sent, too_many};
use crate::visit::Visit;
use axum::extract::Request;
use axum::response::{IntoResponse, Redirect, Response};
use community::{attachments, drafts};
use types::attachments::{Attached, MOST};
use types::drafts::Place;
use types::replies::NewReply;
use types::{Error, Wrong};

/// What a person wants with what they sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    Post,
    Preview,
    /// See the form again: pictures were added or taken away.
    Stay,
}

/// A form, read as far as topics and replies have it in common.
#[derive(Debug)]
pub struct Came {
    pub sent: Sent,
    pub act: Act,
    pub pictures: Vec<Attached>,
    /// What is wrong with the pictures that were sent.
    pub wrongs: Vec<Wrong>,
}

/// Reads the form and keeps its pictures; a form that starts afresh is answered at once, with the empty one.
pub async fn receive(visit: &Visit, request: Request, place: Place) -> Result<Came, Response> {
    let sent = Sent::read(visit, request).await?;
    let act = sent.text("do");
    if act == "afresh" {
        return Err(afresh(visit, place).await.unwrap_or_else(IntoResponse::into_response));
    }
    let mut came = Came {
        act: match act.as_str() {
            "preview" => Act::Preview,
            "add" => Act::Stay,
            _ if act.starts_with("remove-") => Act::Stay,
            _ => Act::Post,
        },
        pictures: sent.pictures(),
        wrongs: Vec::new(),
        sent,
    };
    let kept = came.keep_pictures(visit, act.strip_prefix("remove-")).await;
    kept.map_err(|error| Oops(error).into_response())?;
    if came.act != Act::Post {
        came.keep_draft(visit, place).await;
    }
    Ok(came)
}

impl Came {
    /// Whether the form is shown again in any case.
    pub fn stays(&self) -> bool {
        self.act != Act::Post || !self.wrongs.is_empty()
    }

    async fn keep_pictures(&mut self, visit: &Visit, removed: Option<&str>) -> Result<(), Error> {
        let Some(member) = visit.viewer.as_member() else {
            self.pictures.clear();
            return Ok(());
        };
        let db = &visit.installation.db;
        if let Some(id) = removed.and_then(|id| id.parse().ok()) {
            attachments::take_back(db, member, id).await?;
        }
        self.pictures = attachments::still_waiting(db, member, std::mem::take(&mut self.pictures)).await?;
        let alt = self.sent.text("described");
        for file in std::mem::take(&mut self.sent.files) {
            let kept = match file {
                _ if self.pictures.len() >= MOST => Err(too_many()),
                Ok(bytes) => attachments::add(db, member, bytes, visit.now).await.map_err(Error::from),
                Err(error) => Err(error),
            };
            match kept {
                Ok(id) => self.pictures.push(Attached {
                    id: id.0,
                    alt: alt.clone(),
                }),
                Err(Error::Invalid(wrongs)) => self.wrongs = wrongs,
                // Of that the text's own field tells.
                Err(Error::Suspended { .. }) => {}
                Err(other) => return Err(other),
            }
        }
        Ok(())
    }

    /// A form that comes back is a draft: it is there too when its page is closed. One that cannot be kept is shown all the same.
    pub async fn keep_draft(&self, visit: &Visit, place: Place) {
        if let Some(member) = visit.viewer.as_member() {
            let text = self.sent.to_draft(&self.pictures);
            let _ = drafts::save(&visit.installation.db, member, place, text, visit.now).await;
        }
    }
}

/// Drops the draft and its pictures, and leads to the empty form.
async fn afresh(visit: &Visit, place: Place) -> Result<Response, Oops> {
    let address = match place {
        Place::New => visit.href("/new"),
        Place::Topic(number) => visit.href(&format!("/t/{number}#reply")),
    };
    if let Some(member) = visit.viewer.as_member() {
        drafts::discard(&visit.installation.db, member, place).await?;
    }
    Ok(Redirect::to(&address).into_response())
}

/// The form of a draft, and when it was saved.
pub async fn draft(visit: &Visit, place: Place) -> Result<Option<(Sent, i64)>, Oops> {
    let Some(member) = visit.viewer.as_member() else {
        return Ok(None);
    };
    let draft = drafts::read(&visit.installation.db, member, place).await?;
    Ok(draft.map(|draft| (Sent::of_draft(&draft.text), draft.saved.0)))
}

/// The pictures of a draft that still wait.
pub async fn pictures(visit: &Visit, sent: &Sent) -> Result<Vec<Attached>, Oops> {
    match visit.viewer.as_member() {
        Some(member) => Ok(attachments::still_waiting(&visit.installation.db, member, sent.pictures()).await?),
        None => Ok(Vec::new()),
    }
}

/// A reply as its form begins: as it is given, or else out of its draft.
pub async fn begin_reply(visit: &Visit, number: i64, new: NewReply) -> Result<NewReply, Oops> {
    if !new.reply.is_empty() {
        return Ok(new);
    }
    let Some((sent, saved)) = draft(visit, Place::Topic(number)).await? else {
        return Ok(new);
    };
    Ok(NewReply {
        reply: sent.text("reply"),
        parent: new.parent.or_else(|| sent.text("parent").parse().ok()),
        pictures: pictures(visit, &sent).await?,
        saved: Some(saved),
    })
}
