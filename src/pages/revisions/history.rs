//! `/t/{number}/history` and the same of a reply: what stood there before, and what was changed, word by word.

use super::Text;
use crate::errors::Answer;
use crate::markup::{IntoMarkup, Markup};
use crate::moderation::{Crumb, encoded, is_me, page_on};
use crate::parts::field::Wrongs;
use crate::visit::Visit;
use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use community::revisions::{self, Revision};
use leptos::prelude::*;
use serde::Deserialize;
use similar::{Algorithm, ChangeTag, TextDiff};
use std::time::Duration;
use types::topics::Visibility;
use types::{Instant, RevisionId};

/// Longest time that a comparison of two texts may take; what is not compared by then is shown as replaced.
const PATIENCE: Duration = Duration::from_millis(30);

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    pub revision: i64,
}

/// `GET /t/{number}/history`
pub async fn get(visit: Visit, Path((_, number)): Path<(String, i64)>) -> Answer {
    show(&visit, number, None).await
}

/// `GET /t/{number}/replies/{id}/history`
pub async fn reply_get(visit: Visit, Path((_, number, id)): Path<(String, i64, i64)>) -> Answer {
    show(&visit, number, Some(id)).await
}

/// `POST /t/{number}/history`: removes one of one's own.
pub async fn post(visit: Visit, Path((_, number)): Path<(String, i64)>, Form(sent): Form<Sent>) -> Answer {
    remove(&visit, number, None, sent.revision).await
}

/// `POST /t/{number}/replies/{id}/history`
pub async fn reply_post(visit: Visit, Path((_, number, id)): Path<(String, i64, i64)>, Form(sent): Form<Sent>) -> Answer {
    remove(&visit, number, Some(id), sent.revision).await
}

async fn remove(visit: &Visit, number: i64, reply: Option<i64>, revision: i64) -> Answer {
    Text::own(visit, number, reply).await?;
    let member = visit.viewer.member()?;
    revisions::remove(&visit.installation.db, member, RevisionId(revision), visit.now).await?;
    visit.say_next("notice-revision-removed").await;
    Ok(Redirect::to(&visit.here).into_response())
}

async fn show(visit: &Visit, number: i64, reply: Option<i64>) -> Answer {
    let text = Text::of(visit, number, reply).await?;
    let former = revisions::history(&visit.installation.db, &visit.viewer, &text.topic, text.reply_id()).await?;
    let words = visit.words;
    let (mut title, mut body, since) = match &text.reply {
        Some(reply) => (String::new(), Some(reply.body.clone()), reply.edited),
        None => (text.topic.title.clone(), Some(text.topic.body.clone()), text.topic.edited),
    };
    let mut rows = Vec::with_capacity(former.len());
    for revision in &former {
        // What came after is shown as long as it may be read.
        rows.push(version(visit, revision, body.as_deref().map(|body| (title.as_str(), body))));
        title = revision.title.clone().unwrap_or_default();
        body = (!revision.body.is_empty()).then(|| revision.body.clone());
    }
    let now = since.map(|at| words.with("history-now", &[("when", visit.when.moment(Instant(at)).into())]));
    let none = former
        .is_empty()
        .then(|| view! { <p class="none">{words.text("history-none")}</p> });
    let view = view! {
        <section>
            {now.map(|now| view! { <p>{now}</p> })}
            {none}
            <ol class="former" role="list">{rows}</ol>
        </section>
    };
    let title = words.with("history-title", &[("what", text.what().into())]);
    page_on(
        visit,
        Crumb::of(visit, &text.topic, text.place(visit)),
        title,
        Some(words.text("history-about").to_owned()),
        &Wrongs::default(),
        || view.markup(),
    )
}

fn version(visit: &Visit, revision: &Revision, next: Option<(&str, &str)>) -> Markup {
    let words = visit.words;
    let until = words.with("history-until", &[("when", visit.when.moment(revision.created).into())]);
    let lang = (revision.lang != visit.lang()).then_some(revision.lang.as_str());
    let text = if revision.body.is_empty() {
        let key = if revision.visibility == Visibility::Hidden {
            "history-hidden"
        } else {
            "history-removed"
        };
        view! { <p class="gone">{words.text(key)}</p> }.markup()
    } else {
        let was = revision.title.clone();
        let line = was.map(|was| {
            let title = next.map_or_else(|| was.clone().markup(), |(now, _)| difference(&was, now));
            view! { <h3>{title}</h3> }
        });
        let body = next.map_or_else(|| revision.body.clone().markup(), |(_, now)| difference(&revision.body, now));
        view! { {line}<p class="diff">{body}</p> }.markup()
    };
    let state = revision.reason.as_ref().map(|reason| {
        let said = words.with("state-hidden-reason", &[("reason", reason.as_str().into())]);
        view! { <p class="state hidden"><b>{said}</b></p> }
    });
    view! {
        <li>
            <h2>{until}</h2>
            {state}
            <div lang=lang>{text}</div>
            {deeds(visit, revision)}
        </li>
    }
    .markup()
}

/// Removing for good, for the author and for moderators; hiding and bringing back, for moderators.
fn deeds(visit: &Visit, revision: &Revision) -> Option<Markup> {
    let words = visit.words;
    let moderates = visit.viewer.moderator().is_ok();
    let mine = is_me(visit, revision.editor_id) && !visit.is_suspended();
    if revision.visibility == Visibility::Blanked || !(mine || moderates) {
        return None;
    }
    let at = visit.href(&format!("/moderation/revisions/{}", revision.id.0));
    let hide = moderates.then(|| {
        let key = if revision.visibility == Visibility::Hidden {
            "menu-restore"
        } else {
            "menu-hide"
        };
        let href = format!("{at}?back={}", encoded(&visit.here));
        view! { <a class="plain" href=href>{words.text(key)}</a> }
    });
    let action = if mine { visit.here.clone() } else { format!("{at}/remove") };
    Some(
        view! {
            <form class="deeds" action=action method="post">
                <input type="hidden" name="revision" value=revision.id.0/>
                <input type="hidden" name="back" value=visit.here.clone()/>
                {hide}
                <details class="sure">
                    <summary class="plain">{words.text("history-remove")}</summary>
                    <p>{words.text("history-remove-sure")}</p>
                    <button class="button danger small">{words.text("history-remove-now")}</button>
                </details>
            </form>
        }
        .markup(),
    )
}

/// A text with what was taken out of it and what was put in, word by word.
fn difference(was: &str, now: &str) -> Markup {
    let diff = TextDiff::configure()
        .algorithm(Algorithm::Myers)
        .timeout(PATIENCE)
        .diff_words(was, now);
    let mut runs: Vec<(ChangeTag, String)> = Vec::new();
    for change in diff.iter_all_changes() {
        match runs.last_mut() {
            Some((tag, run)) if *tag == change.tag() => run.push_str(change.value()),
            _ => runs.push((change.tag(), change.value().to_owned())),
        }
    }
    runs.into_iter()
        .map(|(tag, run)| match tag {
            ChangeTag::Equal => run.markup(),
            ChangeTag::Delete => view! { <del>{run}</del> }.markup(),
            ChangeTag::Insert => view! { <ins>{run}</ins> }.markup(),
        })
        .collect_view()
        .markup()
}
