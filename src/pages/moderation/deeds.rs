//! What a text shows of its keeping: the links under it, and the line above it where it is hidden, waits or was changed.

use super::is_me;
use crate::markup::{IntoMarkup, Markup};
use crate::parts::field::Wrongs;
use crate::parts::{icon, plain_name};
use crate::visit::Visit;
use community::moderation::Standing;
use community::replies::Reply;
use community::topics::Topic;
use community::words::Words;
use leptos::prelude::*;
use serde_json::Value;
use types::brands::DocumentKind;
use types::members::Role;
use types::moderation::{Deed, UNTIL_LIFTED};
use types::topics::Visibility;
use types::{Error, Instant};

/// The text that links stand under.
struct Text<'t> {
    /// `/t/12` or `/t/12/replies/34`.
    at: String,
    mine: bool,
    author: &'t str,
    author_number: i64,
    author_role: Role,
    /// Who hears a link hears whose text it is about.
    said: Option<String>,
}

/// The links under a topic.
pub fn of_topic(visit: &Visit, topic: &Topic) -> Markup {
    if topic.title.is_empty() {
        return ().markup();
    }
    let text = Text {
        at: visit.href(&format!("/t/{}", topic.number)),
        mine: is_me(visit, topic.author_id),
        author: &topic.author,
        author_number: topic.author_number,
        author_role: topic.author_role,
        said: None,
    };
    let mut deeds = of_visibility(topic.visibility);
    deeds.push(if topic.locked.is_some() { Deed::Unlock } else { Deed::Lock });
    deeds.push(if topic.pinned.is_some() { Deed::Unpin } else { Deed::Pin });
    deeds.push(Deed::Move);
    if topic.replies > 0 {
        deeds.push(Deed::MoveReplies);
    }
    view! { <div class="deeds">{links(visit, &text)}{menu(visit, &text, &deeds)}</div> }.markup()
}

/// The links under a reply, behind "Reply".
pub fn of_reply(visit: &Visit, topic: &Topic, reply: &Reply) -> Markup {
    let text = Text {
        at: visit.href(&format!("/t/{}/replies/{}", topic.number, reply.id.0)),
        mine: is_me(visit, reply.author_id),
        author: &reply.author,
        author_number: reply.number,
        author_role: reply.role,
        said: Some(plain_name(visit.words, &reply.author)),
    };
    let mut deeds = of_visibility(reply.visibility);
    deeds.push(Deed::MoveReplies);
    view! { {links(visit, &text)}{menu(visit, &text, &deeds)} }.markup()
}

fn of_visibility(visibility: Visibility) -> Vec<Deed> {
    match visibility {
        Visibility::Hidden => vec![Deed::Restore],
        Visibility::Held => vec![Deed::Approve, Deed::Refuse],
        _ => vec![Deed::Hide],
    }
}

/// Edit and Delete for the author, Report for everybody else; who is suspended can only take back what they said.
fn links(visit: &Visit, text: &Text<'_>) -> Markup {
    let link = |word: &'static str, sign: &'static str| {
        let said = text.said.clone().map(|name| view! { <span class="unseen">" · "{name}</span> });
        let name = visit.words.text(&format!("deed-{word}")).to_owned();
        view! { <a class="plain" href=format!("{}/{word}", text.at) rel="nofollow">{icon(&visit.installation, sign)}{name}{said}</a> }
    };
    let writes = !visit.is_suspended();
    if text.mine {
        view! { {writes.then(|| link("edit", "edit"))}{link("delete", "bin")} }.markup()
    } else {
        writes.then(|| link("report", "flag")).markup()
    }
}

/// What a moderator may do here, folded away.
fn menu(visit: &Visit, text: &Text<'_>, deeds: &[Deed]) -> Option<Markup> {
    visit.viewer.moderator().ok()?;
    let words = visit.words;
    let links = deeds.iter().map(|deed| {
        let name = words.text(&format!("menu-{deed}")).to_owned();
        view! { <li><a class="plain" href=format!("{}/moderate/{deed}", text.at)>{name}</a></li> }
    });
    let suspend = (text.author_role == Role::Member && !text.author.is_empty() && !text.mine).then(|| {
        let name = words.with("menu-suspend", &[("name", text.author.into())]);
        let back = crate::moderation::encoded(&visit.here);
        let href = |deed: &str| visit.href(&format!("/people/{}/{deed}?back={back}", text.author_number));
        let (remove, whom) = (words.text("menu-remove"), text.author.to_owned());
        view! { <li><a class="plain" href=href("suspend")>{name}</a></li><li><a class="plain" href=href("remove")>{remove}<span class="unseen">" · "{whom}</span></a></li> }
    });
    let said = text.said.clone().map(|name| view! { <span class="unseen">" · "{name}</span> });
    Some(
        view! {
            <details class="more">
                <summary class="plain">{icon(&visit.installation, "lock")}{words.text("deed-moderate")}{said}</summary>
                <ul role="list">{links.collect_view()}{suspend}</ul>
            </details>
        }
        .markup(),
    )
}

/// The line above a topic that is hidden, waits, or was changed.
pub fn above_topic(visit: &Visit, topic: &Topic) -> Option<Markup> {
    let at = format!("/t/{}", topic.number);
    let reason = topic.hidden_reason.as_deref();
    above(visit, topic.visibility, reason, is_me(visit, topic.author_id), topic.edited, &at)
}

/// The line above a reply that is hidden, waits, or was changed.
pub fn above_reply(visit: &Visit, topic: &Topic, reply: &Reply) -> Option<Markup> {
    let at = format!("/t/{}/replies/{}", topic.number, reply.id.0);
    let reason = reply.hidden_reason.as_deref();
    above(visit, reply.visibility, reason, is_me(visit, reply.author_id), reply.edited, &at)
}

fn above(visit: &Visit, visibility: Visibility, reason: Option<&str>, mine: bool, edited: Option<i64>, at: &str) -> Option<Markup> {
    let words = visit.words;
    let state = match visibility {
        Visibility::Hidden => {
            let said = words.with("state-hidden-reason", &[("reason", reason.unwrap_or_default().into())]);
            let ask = if mine {
                ask(visit).markup()
            } else {
                words.text("state-hidden-team").markup()
            };
            Some(view! { <p class="state hidden">{said}" "{ask}</p> }.markup())
        }
        Visibility::Held if mine => Some(view! { <p class="state held">{words.text("state-held-own")}</p> }.markup()),
        Visibility::Held => Some(view! { <p class="state held">{words.text("state-held-team")}</p> }.markup()),
        _ => None,
    };
    let edited = edited.map(|when| {
        let said = words.with("edited", &[("when", visit.when.said(Instant(when)).into())]);
        view! { <p class="edited"><a class="plain" href=visit.href(&format!("{at}/history")) rel="nofollow">{icon(&visit.installation, "history")}{said}</a></p> }
    });
    (state.is_some() || edited.is_some()).then(|| view! { {state}{edited} }.markup())
}

/// Whom the author of a hidden text may ask.
fn ask(visit: &Visit) -> impl IntoView + use<> {
    let words = visit.words;
    let brand = [("brand", visit.brand().name.as_str().into())];
    // Whom to write to stands in the imprint; a brand without one has said it nowhere.
    let ask = (visit.brand().version(DocumentKind::Imprint) > 0)
        .then(|| view! { " "{words.text("state-hidden-ask")}" "<a href=visit.href("/imprint")>{words.text("document-imprint")}</a> });
    view! { {words.with("state-hidden-own", &brand)}{ask} }
}

/// What stands in the place of a reply that is not for the reader.
pub const fn place(visibility: Visibility) -> &'static str {
    match visibility {
        Visibility::Hidden => "reply-put-away",
        Visibility::Held => "reply-waits",
        _ => "reply-removed",
    }
}

/// Replies that came or went, as a step of the timeline.
pub fn moved(words: &Words, details: &Value) -> String {
    let count = details["count"].as_i64().unwrap_or_default();
    let (key, name) = if details["to"].is_string() {
        ("event-replies_moved-to", "to")
    } else {
        ("event-replies_moved-from", "from")
    };
    let number = details[name].as_str().unwrap_or_default().to_owned();
    words.with(key, &[("count", count.into()), (name, number.into())])
}

/// Suspend, or until when it lasts, and remove as spam, on a person's page.
pub fn of_person(visit: &Visit, person: &Standing) -> Option<Markup> {
    let words = visit.words;
    if person.role.is_staff() {
        return None;
    }
    let href = visit.href(&format!("/people/{}/suspend", person.number));
    let remove = visit.href(&format!("/people/{}/remove", person.number));
    let sign = icon(&visit.installation, "lock");
    let until = person.suspended_until.filter(|until| *until != UNTIL_LIFTED).map(Instant);
    let deed = if person.is_suspended(visit.now) {
        let said = super::person::term_of(visit, until);
        view! { <span class="state locked">{sign}{said}</span><a class="plain" href=href>{words.text("deed-suspend-change")}</a> }.markup()
    } else {
        view! { <a class="plain" href=href>{sign}{words.text("deed-suspend")}</a> }.markup()
    };
    let spam = view! { <a class="plain" href=remove>{icon(&visit.installation, "bin")}{words.text("menu-remove")}</a> };
    Some(view! { <p class="deeds">{deed}{spam}</p> }.markup())
}

/// That the member who visits may not write, on each of their pages but the one that says nothing else.
pub fn suspended(visit: &Visit) -> Option<Markup> {
    let Error::Suspended { until, reason } = visit.suspension().filter(|_| !visit.says_suspension)? else {
        return None;
    };
    let text = sentence(visit, until, &reason);
    Some(view! { <p class="notice wait" id="suspended">{icon(&visit.installation, "alert")}<span>{text}</span></p> }.markup())
}

/// The same in short, in the place of a form, with the way to the reason above. Nothing where the form came back: what was sent nevertheless
/// stays in it.
pub fn stopped(visit: &Visit, wrongs: &Wrongs) -> Option<Markup> {
    let Error::Suspended { until, .. } = visit.suspension().filter(|_| wrongs.is_empty())? else {
        return None;
    };
    let words = visit.words;
    let text = match until {
        Some(until) => words.with("stopped-until", &[("when", visit.when.long(until).into())]),
        None => words.text("stopped-open").to_owned(),
    };
    Some(view! { <p class="closed"><span>{text}" "<a href="#suspended">{words.text("stopped-why")}</a></span></p> }.markup())
}

/// "You can read, and not write, until …: reason".
pub fn sentence(visit: &Visit, until: Option<Instant>, reason: &str) -> String {
    let reason = ("reason", reason.into());
    match until {
        Some(until) => visit
            .words
            .with("error-suspended-until", &[("when", visit.when.long(until).into()), reason]),
        None => visit.words.with("error-suspended-open", &[reason]),
    }
}
