//! `/moderation/pictures/{id}` and `/moderation/revisions/{id}`: hiding a part of a text, or bringing it back.

use super::{Back, done, page, reason, way_back};
use crate::errors::Answer;
use crate::markup::IntoMarkup;
use crate::parts::field::Wrongs;
use crate::parts::plain_name;
use crate::parts::topic_row::topic_href;
use crate::settings::Sent;
use crate::visit::Visit;
use axum::Form;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect};
use community::moderation::{self, Piece, Target};
use community::revisions;
use leptos::prelude::*;
use types::RevisionId;
use types::moderation::Deed;
use types::topics::Visibility;

/// `GET /moderation/pictures/{id}`
pub async fn picture_get(visit: Visit, Path((_, id)): Path<(String, i64)>, Query(sent): Query<Sent>) -> Answer {
    let piece = moderation::picture(&visit.installation.db, &visit.viewer.moderator()?, id).await?;
    show(&visit, "picture", &piece, &sent, &Wrongs::default())
}

/// `POST /moderation/pictures/{id}`
pub async fn picture_post(visit: Visit, Path((_, id)): Path<(String, i64)>, Form(sent): Form<Sent>) -> Answer {
    let piece = moderation::picture(&visit.installation.db, &visit.viewer.moderator()?, id).await?;
    act(&visit, "picture", Target::Picture(id), &piece, &sent).await
}

/// `GET /moderation/revisions/{id}`
pub async fn revision_get(visit: Visit, Path((_, id)): Path<(String, i64)>, Query(sent): Query<Sent>) -> Answer {
    let piece = moderation::revision(&visit.installation.db, &visit.viewer.moderator()?, RevisionId(id)).await?;
    show(&visit, "revision", &piece, &sent, &Wrongs::default())
}

/// `POST /moderation/revisions/{id}`
pub async fn revision_post(visit: Visit, Path((_, id)): Path<(String, i64)>, Form(sent): Form<Sent>) -> Answer {
    let piece = moderation::revision(&visit.installation.db, &visit.viewer.moderator()?, RevisionId(id)).await?;
    act(&visit, "revision", Target::Revision(RevisionId(id)), &piece, &sent).await
}

/// `POST /moderation/revisions/{id}/remove`: for good.
pub async fn revision_remove(visit: Visit, Path((_, id)): Path<(String, i64)>, Form(form): Form<Back>) -> Answer {
    let (db, by) = (&visit.installation.db, visit.viewer.moderator()?);
    let piece = moderation::revision(db, &by, RevisionId(id)).await?;
    revisions::remove_for(db, &by, RevisionId(id), visit.now).await?;
    visit.say_next("notice-revision-removed").await;
    Ok(Redirect::to(&way_back(&visit, &form.back, place(&visit, &piece))).into_response())
}

async fn act(visit: &Visit, what: &'static str, target: Target, piece: &Piece, sent: &Sent) -> Answer {
    let (db, by) = (&visit.installation.db, visit.viewer.moderator()?);
    let deed = deed(piece);
    let acted = match deed {
        Deed::Restore => moderation::restore(db, &by, target, visit.now).await,
        _ => moderation::hide(db, &by, target, sent.typed("reason"), visit.now).await,
    };
    match acted {
        Ok(id) => {
            visit.say(done(deed, id.0)).await;
            Ok(Redirect::to(&way_back(visit, sent.typed("back"), place(visit, piece))).into_response())
        }
        Err(failure) => show(visit, what, piece, sent, &Wrongs::of(failure.into())?),
    }
}

/// What is left to do: hide what is seen, restore what is hidden.
const fn deed(piece: &Piece) -> Deed {
    if matches!(piece.visibility, Visibility::Hidden) {
        Deed::Restore
    } else {
        Deed::Hide
    }
}

fn place(visit: &Visit, piece: &Piece) -> String {
    let address = topic_href(visit, piece.number, &piece.slug);
    piece.reply_id.map_or(address.clone(), |id| format!("{address}?reply={id}#r{id}"))
}

fn show(visit: &Visit, what: &'static str, piece: &Piece, sent: &Sent, wrongs: &Wrongs) -> Answer {
    let (words, deed) = (visit.words, deed(piece));
    let arg = [("what", what.into())];
    let fields = (deed == Deed::Hide).then(|| reason(visit, "hide-reason", sent.typed("reason"), wrongs));
    let style = if deed == Deed::Hide { "button danger" } else { "button primary" };
    let action = visit.here.split('?').next().unwrap_or_default().to_owned();
    let back = sent.typed("back").to_owned();
    let not = way_back(visit, &back, place(visit, piece));
    let text = if piece.text.is_empty() {
        piece.title.clone()
    } else {
        piece.text.chars().take(300).collect()
    };
    let body = view! {
        <section>
            <blockquote class="quoted"><p>{text}</p><footer>{plain_name(words, &piece.author)}</footer></blockquote>
            <form action=action method="post" novalidate>
                <input type="hidden" name="back" value=back/>
                {fields}
                <div class="form-end">
                    <button class=style>{words.text(&format!("act-{deed}")).to_owned()}</button>
                    <a href=not>{words.text("act-not")}</a>
                </div>
            </form>
        </section>
    };
    let title = words.with(&format!("act-{deed}-title"), &arg);
    let will = words.with(&format!("act-{deed}-will"), &arg);
    page(visit, title, Some(will), wrongs, || body.markup())
}
