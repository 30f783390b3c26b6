//! A topic in a list: vote, title, one line of what it is, one line of where it stands.

use super::spoken::Spoken;
use super::status::{kind, status};
use super::vote::{Votable, vote};
use crate::markup::{IntoMarkup, Markup};
use crate::parts::tags::tags;
use crate::parts::{glyph, icon, plain_name, title_of};
use crate::visit::Visit;
use community::tags::Tag;
use community::topics::{Listed, Page, Pinned};
use community::words::Words;
use leptos::prelude::*;
use types::Instant;
use types::boards::Level;
use types::topics::Visibility;

/// The rows of a list.
pub fn topic_list(visit: &Visit, page: &Page) -> impl IntoView + use<> {
    let tags = |topic: &Listed| page.tags.get(&topic.id).map_or(&[][..], Vec::as_slice);
    let rows = page.topics.iter().map(|t| row(visit, t, tags(t)).markup()).collect_view();
    view! { <ol class="topic-list" role="list">{rows}</ol> }
}

fn row(visit: &Visit, topic: &Listed, borne: &[Tag]) -> impl IntoView + use<> {
    let words = visit.words;
    let title = title_of(words, &topic.title);
    let votable = Votable {
        id: topic.id,
        number: topic.number,
        kind: topic.kind,
        status: topic.status,
        locked: topic.locked.is_some(),
        vote_level: topic.vote_level,
        votes: topic.votes,
        voted: topic.voted,
        title: &title,
    };
    let lang = (topic.lang != visit.lang()).then_some(topic.lang.as_str());
    let href = topic_href(visit, topic.number, &topic.slug);
    let last = match topic.answered {
        Some(at) => answered(visit, topic.accepted_of.as_deref(), Instant(at)).markup(),
        None => view! { <span>{words.with("row-posted", &[("when", visit.when.said(topic.created).into())])}</span> }.markup(),
    };
    let board = Spoken::of(visit, &topic.board_name, &topic.board_names);
    let product = topic.product_slug.as_ref().zip(topic.product_name.clone()).map(|(slug, name)| {
        let href = visit.href(&format!("/products/{slug}"));
        view! { <a class="minor" href=href>{name}</a> }
    });
    // What is private has no voters: where the vote stands, it says so.
    let private = topic.visibility == Visibility::Private;
    let vote = if private {
        view! { <span class="lock">{icon(&visit.installation, "lock")}</span> }.markup()
    } else {
        vote(visit, &votable, false)
    };
    let private = private.then(|| view! { <b>{words.text("topic-private-mark")}</b> });
    view! {
        <li class="topic-row" id=format!("t{}", topic.number)>
            {vote}
            <div>
                <h3 class="title" lang=lang><a href=href>{title}</a></h3>
                <p class="gist" lang=lang>{topic.gist.clone()}</p>
                <p class="facts">
                    {private}
                    {topic.status.map(|s| status(visit, s, false))}
                    {topic.informed.then(|| view! { <b>{words.text("event-informed")}</b> })}
                    {kind(visit, topic.kind)}
                    {topic.locked.map(|_| view! { <span class="kind">{icon(&visit.installation, "lock")}{words.text("event-locked")}</span> })}
                    {narrow(words, topic.view_level).map(|who| view! { <b class="kind">{icon(&visit.installation, "lock")}{who}</b> })}
                    <span class="minor" lang=board.lang>{board.text}</span>
                    {product}
                    <span>{words.count("topic-replies", topic.replies)}</span>
                    {last}
                    {tags(visit, borne)}
                </p>
            </div>
        </li>
    }
}

/// Who alone sees what stands on a board, where visitors do not.
pub fn narrow(words: &'static Words, level: Level) -> Option<&'static str> {
    (level > Level::Anyone).then(|| words.text(&format!("seen-{level}")))
}

/// What is pinned stands above all others.
pub fn pinned(visit: &Visit, topics: &[Pinned]) -> impl IntoView + use<> {
    let words = visit.words;
    let one = |topic: &Pinned| {
        let lang = (topic.lang != visit.lang()).then_some(topic.lang.as_str());
        let href = topic_href(visit, topic.number, &topic.slug);
        view! {
            <p class="pinned">
                <span class="kind">{words.text(&format!("kind-{}", topic.kind)).to_owned()}</span>
                <a href=href lang=lang>{title_of(words, &topic.title)}</a>
                <span class="small soft">{words.count("topic-replies", topic.replies)}</span>
            </p>
        }
    };
    topics.iter().map(one).collect_view()
}

/// The brand's sign and when it answered; without the sign, whose reply was accepted.
pub fn answered(visit: &Visit, accepted_of: Option<&str>, at: Instant) -> Markup {
    let when = ("when", visit.when.said(at).into());
    if let Some(name) = accepted_of {
        let args = [("name", plain_name(visit.words, name).into()), when];
        return view! { <span>{visit.words.with("topic-answered-by", &args)}</span> }.markup();
    }
    let args = [("brand", visit.brand().name.as_str().into()), when];
    view! { <span class="brandmark">{glyph(&visit.brand().glyph)}{visit.words.with("topic-answered", &args)}</span> }.markup()
}

/// The address of a topic.
pub fn topic_href(visit: &Visit, number: i64, slug: &str) -> String {
    if slug.is_empty() {
        visit.href(&format!("/t/{number}"))
    } else {
        visit.href(&format!("/t/{number}/{slug}"))
    }
}
