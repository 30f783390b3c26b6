//! The vote: one gesture, the same in every list and on every page.

use crate::refused::Refused;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use types::Lang;
use types::votes::{Tally, Verb};

/// What a vote button shows and says. What never changes is not sent again with the props: the browser finds it in the page.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct VoteFace {
    /// Where the form goes without script.
    #[serde(skip)]
    pub action: String,
    /// The page to come back to.
    #[serde(skip)]
    pub back: String,
    pub votes: i64,
    pub voted: bool,
    pub lang: Lang,
    /// Whether there is room for the gesture.
    pub wide: bool,
    /// The gesture in words, where there is room: "I want this".
    #[serde(skip)]
    pub gesture: String,
    /// For those who hear the button: "Vote:" before the gesture, or "Vote: title" in a list.
    #[serde(skip)]
    pub said: String,
    /// What is said when the vote did not arrive.
    pub failed: String,
}

/// The form that works without script. The icons are its children; the style shows one of them.
#[component]
pub fn VoteForm(face: VoteFace, children: Children) -> impl IntoView {
    let (votes, voted) = (face.votes, face.voted);
    view! { <Form face votes=move || votes voted=move || voted failed=|| false submit=|_| {}>{children()}</Form> }
}

/// The same form, answering under the finger.
#[island]
pub fn VoteButton(topic: i64, face: VoteFace, children: Children) -> impl IntoView {
    let (tally, set_tally) = signal(Tally {
        votes: face.votes,
        voted: face.voted,
    });
    let (waiting, set_waiting) = signal(false);
    let (failed, set_failed) = signal(false);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if waiting.get_untracked() {
            return;
        }
        let before = tally.get_untracked();
        let (verb, step) = if before.voted { (Verb::Withdraw, -1) } else { (Verb::Cast, 1) };
        set_tally.set(Tally {
            votes: before.votes + step,
            voted: !before.voted,
        });
        set_waiting.set(true);
        set_failed.set(false);
        leptos::task::spawn_local(async move {
            match vote(topic, verb).await {
                Ok(now) => set_tally.set(now),
                Err(_) => {
                    set_tally.set(before);
                    set_failed.set(true);
                }
            }
            set_waiting.set(false);
        });
    };
    view! {
        <Form face votes=move || tally.get().votes voted=move || tally.get().voted failed=move || failed.get() submit>
            {children()}
        </Form>
    }
}

#[component]
fn Form(
    face: VoteFace,
    votes: impl Fn() -> i64 + Send + Sync + Copy + 'static,
    voted: impl Fn() -> bool + Send + Sync + Copy + 'static,
    failed: impl Fn() -> bool + Send + Sync + 'static,
    submit: impl FnMut(leptos::ev::SubmitEvent) + 'static,
    children: Children,
) -> impl IntoView {
    let wide = face.wide;
    let lang = face.lang;
    let said = face.said;
    view! {
        <form class="vote" class:wide=wide method="post" action=face.action on:submit=submit>
            <input type="hidden" name="verb" value=move || if voted() { Verb::Withdraw.as_str() } else { Verb::Cast.as_str() }/>
            <input type="hidden" name="back" value=face.back/>
            <button aria-pressed=move || if voted() { "true" } else { "false" }>
                {children()}
                {wide.then(|| view! { <span class="unseen">{said.clone()}" "</span> {face.gesture} })}
                <span class="sum">{move || lang.number(votes())}</span>
                {(!wide).then(|| view! { <span class="unseen">" "{said.clone()}</span> })}
            </button>
            <span class="failed" role="status">{move || if failed() { face.failed.clone() } else { String::new() }}</span>
        </form>
    }
}

/// Casts or withdraws the caller's vote.
#[server(prefix = "/fn", endpoint = "vote")]
pub async fn vote(topic: i64, verb: Verb) -> Result<Tally, Refused> {
    use crate::server::{caller, refuse};
    let (installation, account) = caller().await?;
    let topic = types::TopicId(topic);
    let member = community::who::member_at(&installation.db, account, topic).await.map_err(refuse)?;
    community::votes::say(&installation.db, &member, topic, verb, types::Instant::now())
        .await
        .map_err(refuse)
}
