//! `/moderation`: what waits, what members have reported, what was done.

use super::page;
use crate::errors::Answer;
use crate::markup::{IntoMarkup, Markup};
use crate::parts::field::Wrongs;
use crate::parts::topic_row::topic_href;
use crate::parts::{name_link, plain_name, title_of};
use crate::visit::{Said, Visit};
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use community::moderation::desk::{self, Done, Report, Waiting};
use community::moderation::reports;
use community::prose;
use community::words::Words;
use leptos::prelude::*;
use std::collections::BTreeSet;
use types::members::Role;
use types::moderation::Deed;
use types::{Instant, ReportId};

/// `GET /moderation`
pub async fn get(visit: Visit) -> Answer {
    let (db, by) = (&visit.installation.db, visit.viewer.moderator()?);
    let waiting = desk::waiting(db, &by).await?;
    let reports = desk::reports(db, &by).await?;
    let done = desk::done(db, &by).await?;
    let words = visit.words;
    let rows = |rows: Vec<Markup>, none: &'static str| {
        if rows.is_empty() {
            view! { <p class="none">{words.text(none)}</p> }.markup()
        } else {
            view! { <ul class="records" role="list">{rows}</ul> }.markup()
        }
    };
    let body = view! {
        {(!waiting.is_empty()).then(|| view! {
            <section>
                <h2>{words.text("desk-waiting")}</h2>
                {rows(waiting.iter().map(|w| waits(&visit, w)).collect(), "desk-reports-none")}
            </section>
        })}
        <section>
            <h2>{words.text("desk-reports")}</h2>
            {rows(reports.iter().map(|r| reported(&visit, r)).collect(), "desk-reports-none")}
        </section>
        <section>
            <h2>{words.text("desk-done")}</h2>
            {rows(latest(&done).map(|(d, latest)| was_done(&visit, d, latest)).collect(), "desk-done-none")}
        </section>
    };
    let about = words.text("moderation-about").to_owned();
    page(&visit, words.text("moderation").to_owned(), Some(about), &Wrongs::default(), || {
        body.markup()
    })
}

/// `POST /moderation/reports/{id}/close`
pub async fn close(visit: Visit, Path((_, id)): Path<(String, i64)>) -> Answer {
    let closed = reports::close(&visit.installation.db, &visit.viewer.moderator()?, ReportId(id), visit.now).await?;
    let said = Said {
        undo: closed.map(|id| id.0),
        ..Said::of("notice-report-closed")
    };
    visit.say(said).await;
    Ok(Redirect::to(&visit.href("/moderation")).into_response())
}

/// Where a text stands.
fn place(visit: &Visit, number: i64, slug: &str, reply: Option<i64>) -> String {
    let address = topic_href(visit, number, slug);
    reply.map_or(address.clone(), |id| format!("{address}?reply={id}#r{id}"))
}

fn forms(visit: &Visit, number: i64, reply: Option<i64>) -> String {
    match reply {
        Some(id) => visit.href(&format!("/t/{number}/replies/{id}/moderate")),
        None => visit.href(&format!("/t/{number}/moderate")),
    }
}

fn waits(visit: &Visit, row: &Waiting) -> Markup {
    let words = visit.words;
    let what = if row.reply_id.is_some() { "desk-reply-in" } else { "desk-topic" };
    let at = forms(visit, row.number, row.reply_id);
    let back = visit.href("/moderation");
    let said = plain_name(words, &row.author);
    let refuse = format!("{at}/refuse?back={}", super::encoded(&back));
    view! {
        <li>
            <div>
                <b><a href=place(visit, row.number, &row.slug, row.reply_id)>{title_of(words, &row.title)}</a></b>
                <span>{words.text(what)}" · "{name_link(visit, &row.author, row.author_number)}" · "{visit.when.short(row.created)}</span>
                <p>{prose::render(&row.body).gist}</p>
            </div>
            <form action=format!("{at}/approve") method="post">
                <input type="hidden" name="back" value=back/>
                <button class="button small primary">{words.text("act-approve")}<span class="unseen">" · "{said.clone()}</span></button>
                <a class="button small" href=refuse>{words.text("menu-refuse")}<span class="unseen">" · "{said}</span></a>
                {(row.author_role == Role::Member).then(|| as_spam(visit, &row.author, row.author_number))}
            </form>
        </li>
    }
    .markup()
}

fn reported(visit: &Visit, row: &Report) -> Markup {
    let words = visit.words;
    let what = if row.reply_id.is_some() { "desk-reply-of" } else { "desk-topic-of" };
    let what = words.with(what, &[("name", plain_name(words, &row.author).into())]);
    let told = (!row.text.is_empty()).then(|| view! { <p><q>{row.text.clone()}</q></p> });
    let reason = words.text(&format!("report-{}", row.reason)).to_owned();
    view! {
        <li class="report">
            <div>
                <b>{reason.clone()}</b>
                <span>{name_link(visit, &row.by, row.by_number)}" · "{visit.when.short(row.created)}</span>
                {told}
                <p>{what}", "<a href=place(visit, row.number, &row.slug, row.reply_id)>{title_of(words, &row.title)}</a></p>
                <blockquote>{prose::render(&row.body).gist}</blockquote>
            </div>
            <form action=visit.href(&format!("/moderation/reports/{}/close", row.id.0)) method="post">
                <button class="button small">{words.text("desk-nothing")}<span class="unseen">" · "{reason.clone()}</span></button>
                {deeds(visit, row, &reason)}
            </form>
        </li>
    }
    .markup()
}

/// What else may be done about a report: to the text, or to who wrote it.
fn deeds(visit: &Visit, row: &Report, reason: &str) -> Markup {
    let words = visit.words;
    let back = super::encoded(&visit.href("/moderation"));
    let at = forms(visit, row.number, row.reply_id);
    let of_text: &[Deed] = match row.reply_id {
        Some(_) => &[Deed::Hide, Deed::MoveReplies],
        None => &[Deed::Hide, Deed::Move, Deed::Lock],
    };
    let links = of_text.iter().map(|deed| {
        let said = reason.to_owned();
        view! { <a class="button small" href=format!("{at}/{deed}?back={back}")>{words.text(&format!("menu-{deed}")).to_owned()}<span class="unseen">" · "{said}</span></a> }
    });
    let suspend = (row.author_role == Role::Member && !row.author.is_empty()).then(|| {
        let name = words.with("menu-suspend", &[("name", row.author.as_str().into())]);
        let href = visit.href(&format!("/people/{}/suspend?back={back}", row.author_number));
        view! { <a class="button small" href=href>{name}</a>{as_spam(visit, &row.author, row.author_number)} }
    });
    view! { {links.collect_view()}{suspend} }.markup()
}

/// The way to remove somebody with all that they wrote; nobody who has left.
fn as_spam(visit: &Visit, author: &str, number: i64) -> Option<Markup> {
    let back = super::encoded(&visit.href("/moderation"));
    let href = visit.href(&format!("/people/{number}/remove?back={back}"));
    let (text, said) = (visit.words.text("menu-remove"), author.to_owned());
    (!author.is_empty()).then(|| view! { <a class="button small" href=href>{text}<span class="unseen">" · "{said}</span></a> }.markup())
}

/// Each deed, and whether it is the last of its sort on its thing that stands: what came later has to be undone first, and so has the removal
/// of whom it concerns.
fn latest(done: &[Done]) -> impl Iterator<Item = (&Done, bool)> {
    let (mut seen, mut removed) = (BTreeSet::new(), BTreeSet::new());
    done.iter().map(move |row| {
        let of = row.kind.sort().and_then(<[Deed]>::first).filter(|_| row.undone.is_none());
        let thing = (row.revision_id, row.attachment_id, row.reply_id, row.number, row.subject_number);
        if row.kind == Deed::Remove && row.undone.is_none() {
            removed.insert(row.subject_number);
        }
        let under = matches!(of, Some(Deed::Hide | Deed::Suspend)) && removed.contains(&row.subject_number);
        (row, !under && of.is_none_or(|sort| seen.insert((sort.as_str(), thing))))
    })
}

/// What was done, in a few words: to whom, for how long, to where.
fn deed_of(words: &Words, row: &Done) -> String {
    let what = match (row.revision_id, row.attachment_id, row.reply_id) {
        (Some(_), ..) => "revision",
        (_, Some(_), _) => "picture",
        (_, _, Some(_)) => "reply",
        _ => "topic",
    };
    let name = named(words, row.subject.as_ref());
    if let Some(term) = row.term() {
        return words.with(&format!("desk-suspended-{term}"), &[("name", name.into())]);
    }
    if let Some(board) = row.board() {
        return words.with("desk-moved", &[("board", board.into())]);
    }
    words.with(&format!("desk-did-{}", row.kind), &[("what", what.into()), ("name", name.into())])
}

/// What went out of sight with a spammer.
fn removed(words: &Words, row: &Done) -> Option<impl IntoView + use<>> {
    let removal = row.removal()?;
    let said = super::remove::hides(words, removal.topics, removal.replies, removal.reasons.len());
    (!said.is_empty()).then(|| view! { <p>{said.join(" ")}</p> })
}

fn named(words: &Words, name: Option<&String>) -> String {
    let name = name.filter(|name| !name.is_empty());
    name.map_or_else(|| words.text("log-nobody-whom").to_owned(), Clone::clone)
}

fn was_done(visit: &Visit, row: &Done, latest: bool) -> Markup {
    let words = visit.words;
    let deed = deed_of(words, row);
    let topic = row.number.map(|number| {
        let address = place(visit, number, row.slug.as_deref().unwrap_or_default(), row.reply_id);
        view! { <p><a href=address>{title_of(words, row.title.as_deref().unwrap_or_default())}</a></p> }
    });
    let reason = (!row.reason.is_empty()).then(|| view! { <p class="soft">{row.reason.clone()}</p> });
    let actor = plain_name(words, &row.actor);
    let end = match row.undone {
        Some(at) => {
            let args = [
                ("name", named(words, row.undone_by.as_ref()).into()),
                ("when", visit.when.short(Instant(at)).into()),
            ];
            view! { <span>{words.with("desk-undone", &args)}</span> }.markup()
        }
        None if !latest => ().markup(),
        None => view! {
            <form action=visit.href(&format!("/moderation/{}/undo", row.id.0)) method="post">
                <input type="hidden" name="back" value=visit.href("/moderation")/>
                <button class="button small">{words.text("undo")}<span class="unseen">" · "{deed.clone()}</span></button>
            </form>
        }
        .markup(),
    };
    view! {
        <li>
            <div><b>{deed.clone()}</b><span>{actor}" · "{visit.when.short(row.created)}</span>{topic}{removed(words, row)}{reason}</div>
            {end}
        </li>
    }
    .markup()
}
