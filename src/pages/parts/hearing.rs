//! What a member hears of a topic: the button beside the vote, and the line in the margin with the way to change it.

use super::icon;
use crate::markup::{IntoMarkup, Markup};
use crate::visit::Visit;
use community::subscriptions::{self, Standing};
use community::topics::Topic;
use leptos::prelude::*;
use std::sync::atomic::Ordering;
use types::Error;
use types::notices::Hearing;

/// How the visitor of a topic's page stands to it.
pub struct Hears {
    number: i64,
    /// Whether one can hear of it at all: not of what its author took back.
    possible: bool,
    /// Of members only.
    standing: Option<Standing>,
}

/// Reads how the visitor stands to a topic whose page they look at. What they were told of it is read by that, unless their browser only
/// looks ahead.
pub async fn look(visit: &Visit, topic: &Topic) -> Result<Hears, Error> {
    let db = &visit.installation.db;
    let standing = match visit.viewer.as_member() {
        Some(member) => {
            let standing = subscriptions::standing(db, member, topic.id).await?;
            if !visit.ahead {
                subscriptions::look(db, member, topic.id, &standing, visit.now).await?;
                if standing.unread {
                    let unread = community::notices::unread(db, member).await?;
                    visit.unread.store(unread, Ordering::Relaxed);
                }
            }
            Some(standing)
        }
        None => None,
    };
    Ok(Hears {
        number: topic.number,
        possible: !topic.is_blanked(),
        standing,
    })
}

impl Hears {
    fn hearing(&self) -> Hearing {
        self.standing.as_ref().map_or(Hearing::Nothing, Standing::hearing)
    }

    fn action(&self, visit: &Visit) -> String {
        visit.href(&format!("/t/{}/follow", self.number))
    }

    /// Whether a vote given on this page has its member hear of it: they have not said otherwise.
    fn hears_by_vote(&self) -> bool {
        self.standing.as_ref().is_some_and(|s| s.level.is_none() && !s.voted)
    }

    /// Follow, or follow no longer. Where a vote decides that, both are there and the style shows one.
    pub fn button(&self, visit: &Visit) -> Option<Markup> {
        let follows = self.hearing() != Hearing::Nothing;
        let buttons = || match self.hears_by_vote() {
            true => view! { {self.toggle(visit, false, "unless-voted")}{self.toggle(visit, true, "once-voted")} }.markup(),
            false => self.toggle(visit, follows, "").markup(),
        };
        self.possible.then(buttons)
    }

    fn toggle(&self, visit: &Visit, follows: bool, class: &'static str) -> impl IntoView + use<> {
        let words = visit.words;
        let (level, text) = if follows {
            (Hearing::Nothing, words.text("hearing-following"))
        } else {
            (Hearing::All, words.text("hearing-follow"))
        };
        view! {
            <form method="post" action=self.action(visit) class=class>
                <input type="hidden" name="back" value=visit.here.clone()/>
                <button class="plain" name="level" value=level.as_str() aria-pressed=follows.to_string()>{icon(&visit.installation, "follow")}{text}</button>
            </form>
        }
    }

    /// Who hears of it, and how much one does oneself; members may change it here.
    pub fn aside(&self, visit: &Visit) -> Option<Markup> {
        let words = visit.words;
        let standing = self.standing.as_ref().filter(|_| self.possible)?;
        let hearing = standing.hearing();
        let others = standing.others.max(0);
        let said = words.count(&format!("hearing-{hearing}"), others);
        let by_vote = self
            .hears_by_vote()
            .then(|| view! { <p class="once-voted">{words.count("hearing-answers", others)}</p> });
        let class = if by_vote.is_some() { "unless-voted" } else { "" };
        let no_mail = (!standing.mail && hearing != Hearing::Nothing).then(|| format!(" {}", words.text("hearing-no-mail")));
        let levels = Hearing::ALL.iter().map(|level| {
            let text = words.text(&format!("hearing-level-{level}"));
            let pressed = (*level == hearing).to_string();
            view! { <button class="button small" name="level" value=level.as_str() aria-pressed=pressed>{text}</button> }
        });
        Some(
            view! {
                <section class="aside-block hearing" id="hearing" aria-label=words.text("hearing")>
                    <p class=class>{said}{no_mail}</p>
                    {by_vote}
                    <details>
                        <summary>{words.text("hearing-change")}</summary>
                        <form method="post" action=self.action(visit)>
                            <input type="hidden" name="back" value=visit.here.clone()/>
                            {levels.collect_view()}
                        </form>
                    </details>
                </section>
            }
            .markup(),
        )
    }
}
