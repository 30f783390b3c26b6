//! `/unsubscribe/{token}`: less mail, without signing in. It looks the same for a token that nobody has.

use crate::errors::Answer;
use crate::markup::{IntoMarkup, Markup};
use crate::shell::{self, Head};
use crate::visit::Visit;
use axum::Form;
use axum::extract::{FromRequest, Multipart, Path, Query, Request};
use axum::http::header;
use axum::response::Response;
use community::notices;
use leptos::prelude::*;
use serde::Deserialize;

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// The number of the conversation that the mail was about.
    pub topic: String,
}

/// `GET /unsubscribe/{token}`: asks what to stop.
pub async fn get(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    Ok(choice(&visit, asked.topic.parse().ok()))
}

/// `POST /unsubscribe/{token}`: one click in a mail program (RFC 8058) stops what the address names, a button of the page what it says.
pub async fn post(visit: Visit, Path((_, token)): Path<(String, String)>, Query(asked): Query<Asked>, request: Request) -> Answer {
    let topic: Option<i64> = asked.topic.parse().ok();
    let sent = sent(request).await;
    let has = |name: &str, value: &str| sent.iter().any(|(n, v)| n == name && v == value);
    let topic = match topic {
        Some(number) if has("choice", "topic") || has("List-Unsubscribe", "One-Click") => Some(number),
        _ if has("choice", "all") || has("List-Unsubscribe", "One-Click") => None,
        _ => return Ok(choice(&visit, topic)),
    };
    notices::unsubscribe(&visit.installation.db, visit.brand().id, &token, topic).await?;
    Ok(done(&visit, topic.is_some()))
}

/// The fields of a form. RFC 8058 lets mail programs send either kind.
async fn sent(request: Request) -> Vec<(String, String)> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if !kind.is_some_and(|kind| kind.starts_with("multipart/form-data")) {
        return Form::from_request(request, &())
            .await
            .map(|Form(fields)| fields)
            .unwrap_or_default();
    }
    let mut fields = Vec::new();
    let Ok(mut form) = Multipart::from_request(request, &()).await else {
        return fields;
    };
    while let Ok(Some(field)) = form.next_field().await {
        let name = field.name().unwrap_or_default().to_owned();
        fields.push((name, field.text().await.unwrap_or_default()));
    }
    fields
}

fn choice(visit: &Visit, topic: Option<i64>) -> Response {
    let words = visit.words;
    let brand = [("brand", visit.brand().name.as_str().into())];
    let this = topic.map(|_| {
        view! { <button class="button primary large" name="choice" value="topic">{words.text("unsubscribe-topic")}</button> }
    });
    page(visit, "unsubscribe", || {
        view! {
            <header><h1>{words.text("unsubscribe")}</h1><p>{words.text("unsubscribe-about")}</p></header>
            <form method="post" action=visit.here.clone()>
                <div class="stack">
                    {this}
                    <button class="button large" name="choice" value="all">{words.with("unsubscribe-all", &brand)}</button>
                </div>
            </form>
        }
        .markup()
    })
}

fn done(visit: &Visit, topic: bool) -> Response {
    let words = visit.words;
    let brand = [("brand", visit.brand().name.as_str().into())];
    let said = if topic {
        words.text("unsubscribe-done-topic").to_owned()
    } else {
        words.with("unsubscribe-done-all", &brand)
    };
    let rest = topic.then(|| {
        view! {
            <form method="post" action=visit.here.clone()>
                <div class="stack"><button class="button" name="choice" value="all">{words.with("unsubscribe-all", &brand)}</button></div>
            </form>
        }
    });
    page(visit, "unsubscribe-done-title", || {
        view! {
            <header><h1>{words.text("unsubscribe-done-title")}</h1><p>{said}" "{words.text("unsubscribe-done-about")}</p></header>
            {rest}
        }
        .markup()
    })
}

fn page(visit: &Visit, title: &str, inside: impl FnOnce() -> Markup) -> Response {
    shell::page(visit, &Head::titled(visit.words.text(title)), || {
        view! { <div class="door unsubscribe">{inside()}</div> }
    })
}
