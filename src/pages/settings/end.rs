//! `/settings/end`: taking everything along, and closing the space.

use crate::accounts::inside::renew;
use crate::accounts::soft_door;
use crate::errors::Answer;
use crate::markup::{IntoMarkup, Markup};
use crate::parts::field::{Field, Wrongs};
use crate::visit::Visit;
use axum::Form;
use axum::body::{Body, Bytes};
use axum::http::header;
use axum::response::{IntoResponse, Redirect};
use community::Failure;
use community::brands::closing::{self, DAYS};
use community::brands::export::{self, Pieces};
use http_body::Frame;
use leptos::prelude::*;
use std::pin::Pin;
use std::task::{Context, Poll};
use types::Instant;
use types::operator::Close;

/// `GET /settings/end`
pub async fn get(visit: Visit) -> Answer {
    page(&visit, &Close::default(), &Wrongs::default()).await
}

/// `POST /settings/end`: begins to close the space.
pub async fn close(visit: Visit, Form(form): Form<Close>) -> Answer {
    let (admin, installation) = (visit.admin()?, &visit.installation);
    match closing::close(&installation.db, &admin, visit.brand(), &form, &installation.settings, visit.now).await {
        Ok(_) => {
            renew(&visit).await?;
            visit.say_next("notice-closing").await;
            Ok(Redirect::to(&visit.href("/settings/end")).into_response())
        }
        Err(failure) => page(&visit, &form, &soft_door(failure.into(), "current")?).await,
    }
}

/// `POST /settings/end/keep`: thinks better of it.
pub async fn keep(visit: Visit) -> Answer {
    closing::keep(&visit.installation.db, &visit.admin()?, visit.brand(), visit.now).await?;
    visit.say_next("notice-kept").await;
    Ok(Redirect::to(&visit.href("/settings/end")).into_response())
}

async fn page(visit: &Visit, form: &Close, wrongs: &Wrongs) -> Answer {
    let closing = match visit.brand().closes {
        Some(at) => being_closed(visit, Instant(at)),
        None if closing::may_close(&visit.installation.db, &visit.admin()?).await? => close_form(visit, form, wrongs),
        None => not_the_owner(visit),
    };
    let words = visit.words;
    let body = view! {
        <section>
            <h2>{words.text("brand-export-title")}</h2>
            <p>{words.text("export-about")}</p>
            <div class="form-end"><a href=visit.href("/settings/export.json") class="button">{words.text("export")}</a></div>
        </section>
        <section>
            <h2>{words.text("hand-over-title")}</h2>
            <p>{words.text("hand-over-about")}</p>
            <div class="form-end"><a href=visit.href("/settings/people") class="button">{words.text("hand-over")}</a></div>
        </section>
        {closing}
    };
    super::page(visit, "end", wrongs, body)
}

fn close_form(visit: &Visit, form: &Close, wrongs: &Wrongs) -> Markup {
    let words = visit.words;
    let args = [("days", DAYS.into()), ("slug", visit.brand().slug.as_str().into())];
    let slug = Field {
        name: "slug",
        key: "close-slug",
        wrongs,
    }
    .input(visit, "text", "off", &form.slug);
    let password = Field {
        name: "current",
        key: "close-password",
        wrongs,
    }
    .input(visit, "password", "current-password", "");
    view! {
        <section class="danger">
            <h2>{words.text("close-title")}</h2>
            <p>{words.with("close-about", &args)}</p>
            <p>{words.with("close-sure", &args)}</p>
            <form action=visit.href("/settings/end") method="post" novalidate>
                {slug}
                {password}
                <div class="form-end"><button class="button danger">{words.text("close")}</button></div>
            </form>
        </section>
    }
    .markup()
}

fn being_closed(visit: &Visit, at: Instant) -> Markup {
    let words = visit.words;
    let about = words.with("closing-about", &[("date", visit.when.long(at).into())]);
    view! {
        <section class="danger">
            <h2>{words.text("closing-title")}</h2>
            <p>{about}</p>
            <form action=visit.href("/settings/end/keep") method="post">
                <div class="form-end"><button class="button primary">{words.text("keep")}</button></div>
            </form>
        </section>
    }
    .markup()
}

fn not_the_owner(visit: &Visit) -> Markup {
    let words = visit.words;
    view! { <section><h2>{words.text("close-title")}</h2><p>{words.text("close-owner")}</p></section> }.markup()
}

/// `GET /settings/export.json`: everything of the brand, sent while it is read.
pub async fn export(visit: Visit) -> Answer {
    let pieces = export::for_admin(&visit.installation.db, &visit.admin()?, visit.brand(), visit.now).await?;
    let file = format!("attachment; filename=\"{}.json\"", visit.brand().slug);
    let headers = [
        (header::CONTENT_TYPE, "application/json".to_owned()),
        (header::CONTENT_DISPOSITION, file),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, Body::new(Streamed(pieces))).into_response())
}

/// Pieces as the body of an answer. An error breaks the answer off, so that nobody takes half of it for the whole.
struct Streamed(Pieces);

impl http_body::Body for Streamed {
    type Data = Bytes;
    type Error = Broken;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Broken>>> {
        self.0
            .poll_recv(context)
            .map(|piece| piece.map(|piece| piece.map(|bytes| Frame::data(bytes.into())).map_err(Broken)))
    }
}

/// Why an answer was broken off.
#[derive(Debug)]
struct Broken(Failure);

impl std::fmt::Display for Broken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Broken {}
