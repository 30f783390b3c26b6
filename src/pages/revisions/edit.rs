//! `/t/{number}/edit` and the same of a reply.

use super::Text;
use crate::errors::Answer;
use crate::markup::{IntoMarkup, Markup};
use crate::moderation::{Crumb, page_on};
use crate::parts::field::{Field, Wrongs};
use crate::topics::show::{composer, soft, writing};
use crate::visit::{Said, Visit};
use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use community::prose;
use community::revisions;
use leptos::prelude::*;
use serde::Deserialize;
use types::replies::NewReply;
use types::topics::EditTopic;
use types::{Error, Lang};
use ui::composer::Writing;

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    #[serde(flatten)]
    pub topic: EditTopic,
    pub reply: String,
    #[serde(rename = "do")]
    pub act: String,
}

/// `GET /t/{number}/edit`
pub async fn get(visit: Visit, Path((_, number)): Path<(String, i64)>) -> Answer {
    let text = Text::own(&visit, number, None).await?;
    visit.may_write()?;
    let topic = EditTopic {
        title: text.topic.title.clone(),
        body: text.topic.body.clone(),
        lang: text.topic.lang.as_str().into(),
    };
    let sent = Sent { topic, ..Sent::default() };
    show(&visit, &text, &sent, &Wrongs::default())
}

/// `POST /t/{number}/edit`
pub async fn post(visit: Visit, Path((_, number)): Path<(String, i64)>, Form(sent): Form<Sent>) -> Answer {
    let text = Text::own(&visit, number, None).await?;
    if sent.act == "preview" && sent.topic.body.chars().count() <= types::topics::BODY.1 {
        return show(&visit, &text, &sent, &Wrongs::default());
    }
    let member = visit.viewer.member()?;
    match revisions::edit_topic(&visit.installation.db, member, text.topic.id, sent.topic.clone(), visit.now).await {
        Ok(()) => {
            visit.say_next("notice-edited").await;
            Ok(Redirect::to(&visit.href(&format!("/t/{number}"))).into_response())
        }
        Err(failure) => show(&visit, &text, &sent, &soft(Error::from(failure), "body")?),
    }
}

/// `GET /t/{number}/replies/{id}/edit`
pub async fn reply_get(visit: Visit, Path((_, number, id)): Path<(String, i64, i64)>) -> Answer {
    let text = Text::own(&visit, number, Some(id)).await?;
    visit.may_write()?;
    let (body, lang) = text
        .reply
        .as_ref()
        .map(|reply| (reply.body.clone(), reply.lang.as_str()))
        .unwrap_or_default();
    let topic = EditTopic {
        lang: lang.into(),
        ..EditTopic::default()
    };
    let sent = Sent {
        reply: body,
        topic,
        act: String::new(),
    };
    show(&visit, &text, &sent, &Wrongs::default())
}

/// `POST /t/{number}/replies/{id}/edit`
pub async fn reply_post(visit: Visit, Path((_, number, id)): Path<(String, i64, i64)>, Form(sent): Form<Sent>) -> Answer {
    let text = Text::own(&visit, number, Some(id)).await?;
    if sent.act == "preview" && sent.reply.chars().count() <= types::replies::REPLY.1 {
        return show(&visit, &text, &sent, &Wrongs::default());
    }
    let (member, reply) = (visit.viewer.member()?, text.reply.as_ref().ok_or(Error::NotFound)?);
    let lang = Lang::parse(&sent.topic.lang).unwrap_or(reply.lang);
    let new = NewReply {
        reply: sent.reply.clone(),
        ..NewReply::default()
    };
    match revisions::edit_reply(&visit.installation.db, member, text.topic.id, reply.id, new, lang, visit.now).await {
        Ok(()) => {
            visit.say(Said::of("notice-edited").beside(format!("r{}", reply.id.0))).await;
            Ok(Redirect::to(&text.place(&visit)).into_response())
        }
        Err(failure) => show(&visit, &text, &sent, &soft(Error::from(failure), "reply")?),
    }
}

fn show(visit: &Visit, text: &Text, sent: &Sent, wrongs: &Wrongs) -> Answer {
    let words = visit.words;
    let title = words.with("edit-title", &[("what", text.what().into())]);
    let stay = words.with("edit-stay", &[("what", text.what().into())]);
    let about = format!("{} {stay}", words.text("edit-about"));
    let crumb = Crumb::of(visit, &text.topic, text.place(visit));
    page_on(visit, crumb, title, Some(about), wrongs, || form(visit, text, sent, wrongs))
}

fn form(visit: &Visit, text: &Text, sent: &Sent, wrongs: &Wrongs) -> Markup {
    let words = visit.words;
    let preview = sent.act == "preview";
    let fields = match &text.reply {
        Some(_) => written(visit, "reply", "edit-reply", &sent.reply, preview, wrongs),
        None => {
            let (name, key) = ("title", "title");
            let line = Field { name, key, wrongs }.input(visit, "text", "on", &sent.topic.title);
            let body = written(visit, "body", "edit-body", &sent.topic.body, preview, wrongs);
            view! { {line}{body} }.markup()
        }
    };
    let languages = languages(visit, &sent.topic.lang, wrongs);
    view! {
        <section>
            <form action=visit.here.clone() method="post" novalidate>
                <button class="unseen" tabindex="-1" aria-hidden="true"></button>
                {fields}
                {languages}
                <div class="form-end">
                    <button class="button primary">{words.text("edit-save")}</button>
                    <a href=text.place(visit)>{words.text("act-not")}</a>
                </div>
            </form>
        </section>
    }
    .markup()
}

fn written(visit: &Visit, name: &'static str, key: &'static str, text: &str, preview: bool, wrongs: &Wrongs) -> Markup {
    let field = Field { name, key, wrongs };
    let writing = Writing {
        preview: preview.then(|| prose::render(text).html),
        rows: 9,
        wrong: wrongs.at(visit.words, name).is_some(),
        ..writing(visit, name, text, &field.described(visit.words))
    };
    field.around(visit, composer(visit, writing)).markup()
}

/// The language that it is written in; asked where the brand speaks more than one.
fn languages(visit: &Visit, chosen: &str, wrongs: &Wrongs) -> Markup {
    if visit.brand().languages.len() < 2 {
        return view! { <input type="hidden" name="lang" value=chosen.to_owned()/> }.markup();
    }
    let words = visit.words;
    let options = Lang::ALL
        .iter()
        .map(|lang| {
            (
                lang.as_str().to_owned(),
                words.text(&format!("settings-language-{lang}")).to_owned(),
            )
        })
        .collect();
    let (name, key) = ("lang", "edit-lang");
    Field { name, key, wrongs }.select(visit, options, chosen).markup()
}
