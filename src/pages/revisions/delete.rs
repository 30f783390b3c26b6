//! `/t/{number}/delete` and the same of a reply: what will happen is said before it does.

use super::Text;
use crate::errors::Answer;
use crate::markup::IntoMarkup;
use crate::moderation::{Crumb, page_on};
use crate::parts::field::{Wrongs, problem};
use crate::parts::topic_row::topic_href;
use crate::visit::Visit;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use community::prose;
use community::revisions::{self, Fate};
use leptos::prelude::*;

/// `GET /t/{number}/delete`
pub async fn get(visit: Visit, Path((_, number)): Path<(String, i64)>) -> Answer {
    let text = Text::own(&visit, number, None).await?;
    show(&visit, &text, &Wrongs::default()).await
}

/// `POST /t/{number}/delete`
pub async fn post(visit: Visit, Path((_, number)): Path<(String, i64)>) -> Answer {
    let text = Text::own(&visit, number, None).await?;
    revisions::delete_topic(&visit.installation.db, visit.viewer.member()?, text.topic.id, visit.now).await?;
    visit.say_next("notice-deleted").await;
    Ok(Redirect::to(&visit.href("/topics")).into_response())
}

/// `GET /t/{number}/replies/{id}/delete`
pub async fn reply_get(visit: Visit, Path((_, number, id)): Path<(String, i64, i64)>) -> Answer {
    let text = Text::own(&visit, number, Some(id)).await?;
    show(&visit, &text, &Wrongs::default()).await
}

/// `POST /t/{number}/replies/{id}/delete`
pub async fn reply_post(visit: Visit, Path((_, number, id)): Path<(String, i64, i64)>) -> Answer {
    let text = Text::own(&visit, number, Some(id)).await?;
    let (db, member) = (&visit.installation.db, visit.viewer.member()?);
    match revisions::delete_reply(db, member, text.topic.id, types::ReplyId(id), visit.now).await {
        Ok(_) => {
            visit.say_next("notice-deleted").await;
            Ok(Redirect::to(&topic_href(&visit, number, &text.topic.slug)).into_response())
        }
        Err(failure) => show(&visit, &text, &Wrongs::of(failure.into())?).await,
    }
}

async fn show(visit: &Visit, text: &Text, wrongs: &Wrongs) -> Answer {
    let (db, member, words) = (&visit.installation.db, visit.viewer.member()?, visit.words);
    let (fate, shown) = match &text.reply {
        Some(reply) => (
            revisions::fate_of_reply(db, member, reply.id).await?,
            prose::render(&reply.body).gist,
        ),
        None => (revisions::fate_of_topic(db, member, text.topic.id).await?, text.topic.title.clone()),
    };
    let what = [("what", text.what().into())];
    let will = match fate {
        Fate::Gone => words.with("delete-will-go", &what),
        Fate::Blank => words.with("delete-will-blank", &what),
    };
    let error = wrongs.at(words, "reply").map(|text| problem(visit, "reply", text));
    let body = view! {
        <section class="danger" id="reply">
            <h2>{words.text("delete-sure")}</h2>
            {error}
            <blockquote class="quoted"><p>{shown}</p></blockquote>
            <p>{will}</p>
            <form action=visit.here.clone() method="post">
                <div class="form-end">
                    <button class="button danger">{words.text("deed-delete")}</button>
                    <a href=text.place(visit)>{words.text("act-not")}</a>
                </div>
            </form>
        </section>
    };
    let crumb = Crumb::of(visit, &text.topic, text.place(visit));
    page_on(visit, crumb, words.with("delete-title", &what), None, wrongs, || body.markup())
}
