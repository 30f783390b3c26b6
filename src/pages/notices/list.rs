//! `/notifications`: what one was told, newest first, and how mail about it comes.

use crate::errors::Answer;
use crate::markup::{IntoMarkup, Markup};
use crate::parts::field::{Field, Wrongs};
use crate::parts::rooms::answer;
use crate::parts::{icon, title_of};
use crate::shell::{self, Head};
use crate::visit::Visit;
use axum::Form;
use axum::extract::Query;
use axum::response::{IntoResponse, Redirect};
use community::notices::{self, Page, Story, by_topic};
use leptos::prelude::*;
use serde::Deserialize;
use types::notices::MailPace;
use types::{AccountId, Error};

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// The notice that the page comes after.
    pub after: String,
}

/// What the two forms send: that everything is read, or how mail comes.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    #[serde(rename = "do")]
    pub act: String,
    pub mail: String,
}

/// `GET /notifications`
pub async fn get(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let member = visit.viewer.member()?;
    let db = &visit.installation.db;
    let page = notices::list(db, member, asked.after.parse().ok()).await?;
    let pace = notices::pace(db, member).await?;
    show(&visit, &page, pace.as_str(), &Wrongs::default())
}

/// `POST /notifications`
pub async fn post(visit: Visit, Form(sent): Form<Sent>) -> Answer {
    let (db, member) = (&visit.installation.db, visit.viewer.member()?);
    if sent.act == "read" {
        notices::read_all(db, member, visit.now).await?;
        visit.say_next("notifications-read").await;
        return Ok(Redirect::to(&visit.href("/notifications")).into_response());
    }
    let Some(pace) = MailPace::parse(&sent.mail) else {
        let wrongs = Wrongs::of(Error::invalid("mail", "mail-pace-missing"))?;
        return show(&visit, &notices::list(db, member, None).await?, "", &wrongs);
    };
    notices::set_pace(db, member, pace).await?;
    visit.say_next("notice-mail-saved").await;
    Ok(Redirect::to(&visit.href("/notifications")).into_response())
}

/// `POST /account/mail`: mail comes again, after it had come back.
pub async fn mail_again(visit: Visit) -> Answer {
    let account = visit.viewer.account().ok_or(Error::SignInNeeded)?;
    notices::try_again(&visit.installation.db, account).await?;
    visit.say_next("notice-mail-again").await;
    Ok(Redirect::to(&visit.href("/account")).into_response())
}

/// On the account's page: that mail has stopped, and the way to have it again; nothing while it comes.
pub async fn mail_stopped(visit: &Visit, account: AccountId) -> Result<Option<Markup>, Error> {
    let words = visit.words;
    let stopped = notices::mail_stopped(&visit.installation.db, account, visit.now).await?;
    Ok(stopped.then(|| {
        view! {
            <section>
                <p class="notice wait">{icon(&visit.installation, "mail")}<span>{words.text("mail-stopped")}</span></p>
                <form method="post" action=visit.href("/account/mail")><div class="form-end"><button class="button">{words.text("mail-stopped-again")}</button></div></form>
            </section>
        }
        .markup()
    }))
}

fn show(visit: &Visit, page: &Page, pace: &str, wrongs: &Wrongs) -> Answer {
    let words = visit.words;
    let head = Head {
        title: words.text("notifications").to_owned(),
        place: "notifications",
        ..Head::default()
    };
    let unread = page.stories.iter().any(|story| story.seen.is_none());
    let read_all = unread.then(|| {
        view! {
            <form method="post" action=visit.href("/notifications")>
                <button class="button" name="do" value="read">{words.text("notifications-read-all")}</button>
            </form>
        }
    });
    let groups = by_topic(&page.stories).iter().map(|group| about(visit, group)).collect_view();
    let body = if page.stories.is_empty() {
        empty(visit).markup()
    } else {
        view! { <ol class="told" role="list">{groups}</ol> }.markup()
    };
    let next = page.next.map(|after| {
        let href = visit.href(&format!("/notifications?after={after}"));
        view! { <nav class="pager" aria-label=words.text("pager")><span></span><a class="button" href=href>{words.text("notifications-older")}</a></nav> }
    });
    let shown = shell::page(visit, &head, || {
        view! {
            <div class="reading">
                <header class="told-head"><div><h1>{words.text("notifications")}</h1><p class="soft">{words.text("notifications-about")}</p></div>{read_all}</header>
                {wrongs.summary(words)}
                {body}
                {next}
                {mail(visit, pace, wrongs).markup()}
            </div>
        }
    });
    answer(shown, wrongs)
}

/// A topic with what was told of it.
fn about(visit: &Visit, group: &[&Story]) -> Markup {
    let words = visit.words;
    let Some(first) = group.first() else {
        return ().markup();
    };
    let lang = (first.title_lang != visit.lang() && !first.title.is_empty()).then_some(first.title_lang.as_str());
    let lines = group.iter().map(|story| {
        let new = story.seen.is_none();
        let mark = new.then(|| view! { <b class="new">{words.text("told-new")}</b> });
        let sentence = story.sentence(words, story.person(words));
        view! {
            <li class:unread=new>
                {linked(story.there.then(|| visit.href(&story.path())), sentence)}{mark}
                <time datetime=visit.when.machine(story.at)>{visit.when.short(story.at)}</time>
            </li>
        }
    });
    let (title, to) = if first.there {
        (title_of(words, &first.title), Some(visit.href(&format!("/t/{}", first.number))))
    } else {
        (words.text("told-away").to_owned(), None)
    };
    view! {
        <li>
            <h2 lang=lang>{linked(to, title)}</h2>
            <ul role="list">{lines.collect_view()}</ul>
        </li>
    }
    .markup()
}

/// A text that leads somewhere, or nowhere where nothing is left to see.
fn linked(to: Option<String>, text: String) -> Markup {
    match to {
        Some(to) => view! { <a href=to>{text}</a> }.markup(),
        None => view! { <span>{text}</span> }.markup(),
    }
}

fn empty(visit: &Visit) -> impl IntoView + use<> {
    let words = visit.words;
    view! {
        <section class="empty">
            <h2>{words.text("notifications-empty-title")}</h2>
            <p>{words.text("notifications-empty-text")}</p>
            <p><a class="button" href=visit.href("/topics")>{words.text("notifications-empty-all")}</a></p>
        </section>
    }
}

/// How mail about it comes.
fn mail(visit: &Visit, pace: &str, wrongs: &Wrongs) -> impl IntoView + use<> {
    let words = visit.words;
    let field = Field {
        name: "mail",
        key: "mail-pace",
        wrongs,
    };
    let options = MailPace::ALL
        .iter()
        .map(|pace| (pace.to_string(), words.text(&format!("mail-pace-{pace}")).to_owned()));
    view! {
        <section class="told-mail">
            <form method="post" action=visit.href("/notifications") novalidate>
                {field.select(visit, options.collect(), pace)}
                <div class="form-end"><button class="button">{words.text("settings-save")}</button></div>
            </form>
        </section>
    }
}
