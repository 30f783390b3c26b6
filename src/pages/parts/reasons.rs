//! Why people voted: the newest three on the topic's page, and the voter's own line.

use crate::markup::{IntoMarkup, Markup};
use crate::parts::field::{Wrongs, problem};
use crate::visit::Visit;
use community::topics::Topic;
use community::votes::Reasons;
use leptos::prelude::*;
use types::boards::Level;
use types::policy;
use types::topics::Kind;

/// Below the vote: nothing where nobody has said why and the viewer has nothing to add.
pub fn reasons(visit: &Visit, topic: &Topic, said: &Reasons) -> Option<Markup> {
    let words = visit.words;
    let form = match &said.own {
        // Hidden at once where the vote is taken back on this page.
        Some(own) => form(visit, topic, own, &Wrongs::default()).map(|form| view! { <div class="unless-withdrawn">{form}</div> }.markup()),
        None => after_vote(visit, topic),
    };
    if said.newest.is_empty() && form.is_none() {
        return None;
    }
    let any = !said.newest.is_empty();
    let waits = !any && said.own.is_none();
    let heading = (!said.newest.is_empty()).then(|| view! { <h2>{words.text(title(topic.kind))}</h2> });
    let quote = |reason: &String| view! { <li>{words.with("reason-quoted", &[("reason", reason.as_str().into())])}</li> };
    let lines = (!said.newest.is_empty()).then(|| view! { <ul role="list">{said.newest.iter().map(quote).collect_view()}</ul> });
    let all = (!said.newest.is_empty()).then(|| {
        let href = visit.href(&format!("/t/{}/reasons", topic.number));
        let more = said.count - i64::try_from(said.newest.len()).unwrap_or(0);
        let text = if said.count >= 1_000 {
            words.text("reasons-many").to_owned()
        } else if more > 0 {
            words.count("reasons-more", more)
        } else {
            words.text("reasons-all").to_owned()
        };
        view! { <p><a class="plain" href=href>{text}</a></p> }
    });
    Some(view! { <section class="reasons" class:said=any class:once-voted=waits>{heading}{lines}{all}{form}</section> }.markup())
}

/// The question why, for a member who has not voted: it shows itself under a vote that is given on this page.
fn after_vote(visit: &Visit, topic: &Topic) -> Option<Markup> {
    let level = visit.viewer.as_member().filter(|_| !visit.is_suspended())?.level();
    let open = policy::may_vote(level, topic.vote_level, topic.status, topic.is_closed());
    let form = open.then(|| form(visit, topic, "", &Wrongs::default())).flatten()?;
    Some(view! { <div class="once-voted">{form}</div> }.markup())
}

/// Beside the vote, for the staff: whose votes they are.
pub fn voters(visit: &Visit, topic: &Topic) -> Option<Markup> {
    visit.viewer.staff().ok()?;
    let href = visit.href(&format!("/t/{}/votes", topic.number));
    Some(view! { <a class="plain" href=href>{visit.words.text("voters-link")}</a> }.markup())
}

/// Why people voted, in the words of their gesture.
pub const fn title(kind: Kind) -> &'static str {
    match kind {
        Kind::Idea => "reasons-idea",
        Kind::Problem => "reasons-problem",
        Kind::Question => "reasons-question",
        Kind::Discussion | Kind::Experience | Kind::Announcement => "reasons-other",
    }
}

/// The voter's own line; `own` is what it says now. While nobody votes any more, or its voter is suspended, it can only be taken back; what
/// was sent nevertheless stays in its form.
pub fn form(visit: &Visit, topic: &Topic, own: &str, wrongs: &Wrongs) -> Option<Markup> {
    let words = visit.words;
    let action = visit.href(&format!("/t/{}/reason", topic.number));
    let given = !own.is_empty() && wrongs.is_empty();
    let remove = given.then(|| {
        let action = action.clone();
        view! {
            <form method="post" action=action>
                <input type="hidden" name="reason" value=""/>
                <button class="plain">{words.text("reason-remove")}</button>
            </form>
        }
    });
    let level = visit.viewer.level().max(Level::Members);
    let votes_open = policy::may_vote(level, topic.vote_level, topic.status, topic.is_closed());
    let writes = !visit.is_suspended() || !wrongs.is_empty();
    if !(votes_open && writes) {
        return remove.map(|remove| view! { <p>{words.with("reason-yours", &[("reason", own.into())])}</p>{remove} }.markup());
    }
    let error = wrongs.at(words, "reason");
    let wrong = error.is_some();
    let described = if wrong { "reason-hint reason-error" } else { "reason-hint" };
    let (label, save) = if given {
        ("reason-label-given", "reason-change")
    } else {
        ("reason-label", "reason-save")
    };
    Some(
        view! {
            <form method="post" action=action id="why">
                <div class="field" class:wrong=wrong>
                    <label for="reason">{words.text(label)}</label>
                    <p class="hint" id="reason-hint">{words.text("reason-hint")}</p>
                    {error.map(|text| problem(visit, "reason", text))}
                    <input class="input" id="reason" name="reason" value=own.to_owned() aria-describedby=described aria-invalid=wrong.then_some("true")/>
                </div>
                <button class="button">{words.text(save)}</button>
            </form>
            {remove}
        }
        .markup(),
    )
}
