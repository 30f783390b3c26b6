//! The vote button as this visitor gets it: an island for members, the plain form for everybody else, a number where voting is over.

use crate::markup::{IntoMarkup, Markup};
use crate::parts::{icon, vote_signs};
use crate::visit::Visit;
use leptos::prelude::*;
use types::boards::Level;
use types::policy;
use types::topics::{Kind, Status};
use ui::votes::{VoteButton, VoteFace, VoteForm};

/// What a button needs to know of its topic.
pub struct Votable<'t> {
    pub id: types::TopicId,
    pub number: i64,
    pub kind: Kind,
    pub status: Option<Status>,
    pub locked: bool,
    pub vote_level: Level,
    pub votes: i64,
    pub voted: bool,
    pub title: &'t str,
}

/// The button of a topic; wide on its own page.
pub fn vote(visit: &Visit, topic: &Votable<'_>, wide: bool) -> Markup {
    let words = visit.words;
    let level = visit.viewer.level().max(Level::Members);
    if visit.is_suspended() || !policy::may_vote(level, topic.vote_level, topic.status, topic.locked) {
        return frozen(visit, topic, wide).markup();
    }
    let face = VoteFace {
        action: visit.href(&format!("/t/{}/vote", topic.number)),
        back: visit.here.clone(),
        votes: topic.votes,
        voted: topic.voted,
        lang: visit.lang(),
        wide,
        gesture: if wide {
            words.text(gesture(topic.kind)).to_owned()
        } else {
            String::new()
        },
        said: if wide {
            words.text("vote-lead").to_owned()
        } else {
            words.with("vote-for", &[("title", topic.title.into())])
        },
        failed: words.text("vote-failed").to_owned(),
    };
    let icons = vote_signs(&visit.installation);
    if visit.viewer.as_member().is_some() {
        view! { <VoteButton topic=topic.id.0 face>{icons}</VoteButton> }.markup()
    } else {
        view! { <VoteForm face>{icons}</VoteForm> }.markup()
    }
}

fn frozen(visit: &Visit, topic: &Votable<'_>, wide: bool) -> impl IntoView + use<> {
    let words = visit.words;
    let mine = topic.voted.then(|| icon(&visit.installation, "check"));
    let said = if wide {
        let key = format!("voted-{}", gesture(topic.kind).trim_start_matches("vote-"));
        view! { <span>{words.count(&key, topic.votes)}</span> }.markup()
    } else {
        let rest = words.count("vote-over", topic.votes);
        view! { <span class="sum">{words.number(topic.votes)}</span><span class="unseen">" "{rest}</span> }.markup()
    };
    view! { <div class="vote" class:wide=wide><p class="frozen">{mine}{said}</p></div> }
}

const fn gesture(kind: Kind) -> &'static str {
    match kind {
        Kind::Idea => "vote-idea",
        Kind::Problem => "vote-problem",
        Kind::Question => "vote-question",
        Kind::Discussion | Kind::Experience | Kind::Announcement => "vote-other",
    }
}
