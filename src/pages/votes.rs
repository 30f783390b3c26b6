//! The vote's plain form, the reasons that voters gave, and for the staff who voted.

use crate::errors::Answer;
use crate::intention::{self, Intention};
use crate::markup::{IntoMarkup, Markup};
use crate::parts::field::Wrongs;
use crate::parts::rooms::answer;
use crate::parts::topic_row::topic_href;
use crate::parts::{Face, avatar, icon, name_link, reasons as parts, standing, title_of};
use crate::shell::{self, Head};
use crate::visit::Visit;
use axum::Form;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect};
use community::topics::{self, Sought, Topic};
use community::votes::{self, Voter, Voters};
use leptos::prelude::*;
use serde::Deserialize;
use types::Error;
use types::votes::{NewReason, Verb};

/// What the form sends.
#[derive(Deserialize)]
pub struct VoteForm {
    pub verb: String,
    #[serde(default)]
    pub back: String,
}

/// What an address of a list asks for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    pub after: String,
}

/// Whose reason is taken away.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Removal {
    pub member: String,
}

/// `POST /t/{number}/vote`: casts or withdraws and goes back; a visitor is asked in first.
pub async fn vote(visit: Visit, Path((_, number)): Path<(String, i64)>, Form(form): Form<VoteForm>) -> Answer {
    let verb = Verb::parse(&form.verb).ok_or(Error::NotFound)?;
    let Some(member) = visit.viewer.as_member() else {
        topics::find(&visit.installation.db, &visit.viewer, number).await?;
        intention::keep(&visit, Intention::Vote { number }).await?;
        let door = if visit.viewer.account().is_some() { "/join" } else { "/sign-in" };
        return Ok(Redirect::to(&visit.href(door)).into_response());
    };
    votes::say(&visit.installation.db, member, Sought::Number(number), verb, visit.now).await?;
    Ok(Redirect::to(&way_back(&visit, &form.back, number)).into_response())
}

/// The page that the form came from, at the topic's row; only ever inside this brand's space.
fn way_back(visit: &Visit, back: &str, number: i64) -> String {
    let here = if visit.is_inside(back) {
        back.to_owned()
    } else {
        visit.href("/topics")
    };
    if here.contains("/t/") { here } else { format!("{here}#t{number}") }
}

/// `POST /t/{number}/reason`: says why, says it otherwise, or takes it back with an empty line.
pub async fn reason(visit: Visit, Path((_, number)): Path<(String, i64)>, Form(new): Form<NewReason>) -> Answer {
    let db = &visit.installation.db;
    let topic = topics::read(db, &visit.viewer, number).await?;
    match votes::give_reason(db, visit.viewer.member()?, topic.id, &new, visit.now).await {
        Ok(()) => {
            let said = new.reason.trim().is_empty();
            visit
                .say_next(if said { "notice-reason-removed" } else { "notice-reason-saved" })
                .await;
            Ok(Redirect::to(&topic_href(&visit, number, &topic.slug)).into_response())
        }
        Err(failure) => {
            let wrongs = Wrongs::beside(failure.into(), "reason")?;
            show_reasons(&visit, &topic, "", Some(&new.reason), &wrongs).await
        }
    }
}

/// `GET /t/{number}/reasons`: all of them, under their names.
pub async fn reasons(visit: Visit, Path((_, number)): Path<(String, i64)>, Query(asked): Query<Asked>) -> Answer {
    let topic = topics::read(&visit.installation.db, &visit.viewer, number).await?;
    show_reasons(&visit, &topic, &asked.after, None, &Wrongs::default()).await
}

async fn show_reasons(visit: &Visit, topic: &Topic, after: &str, typed: Option<&str>, wrongs: &Wrongs) -> Answer {
    let db = &visit.installation.db;
    let own = match typed {
        Some(typed) => Some(typed.to_owned()),
        None => votes::reasons(db, &visit.viewer, topic).await?.own,
    };
    let said = votes::all_reasons(db, topic, &visit.viewer, Some(after)).await?;
    let words = visit.words;
    let summary = wrongs.summary(words).map(IntoMarkup::markup);
    let form = own.and_then(|own| parts::form(visit, topic, &own, wrongs));
    let form = form.map(|form| view! { <section class="reasons">{form}</section> });
    let may_remove = visit.viewer.moderator().is_ok();
    let one = |voter: &Voter| {
        let reason = voter.reason.clone().unwrap_or_default();
        let quoted = words.with("reason-quoted", &[("reason", reason.as_str().into())]);
        let remove = may_remove.then(|| removal(visit, topic.number, voter));
        row(visit, voter, view! { <p>{quoted}</p>{remove} }.markup()).markup()
    };
    let rows = said.voters.iter().map(one).collect_view().markup();
    let lead = view! { {summary}{form} }.markup();
    let nothing = "reasons-none";
    let page = page(visit, topic, parts::title(topic.kind), "reasons", nothing, lead, rows, &said);
    answer(page, wrongs)
}

fn removal(visit: &Visit, number: i64, voter: &Voter) -> impl IntoView + use<> {
    let words = visit.words;
    let name = crate::parts::plain_name(words, &voter.name);
    view! {
        <form method="post" action=visit.href(&format!("/t/{number}/reasons/remove"))>
            <input type="hidden" name="member" value=voter.number/>
            <button class="plain">{words.text("reason-remove-theirs")}<span class="unseen">" · "{name}</span></button>
        </form>
    }
}

/// `POST /t/{number}/reasons/remove`: a moderator takes somebody's reason away.
pub async fn remove(visit: Visit, Path((_, number)): Path<(String, i64)>, Form(removal): Form<Removal>) -> Answer {
    let by = visit.viewer.moderator()?;
    let db = &visit.installation.db;
    let topic = topics::find(db, &visit.viewer, number).await?;
    let member = removal.member.parse().map_err(|_| Error::NotFound)?;
    votes::remove_reason(db, &by, topic, member, visit.now).await?;
    visit.say_next("notice-reason-removed-theirs").await;
    Ok(Redirect::to(&visit.href(&format!("/t/{number}/reasons"))).into_response())
}

/// `GET /t/{number}/votes`: who voted, for the staff.
pub async fn voters(visit: Visit, Path((_, number)): Path<(String, i64)>, Query(asked): Query<Asked>) -> Answer {
    let db = &visit.installation.db;
    let topic = topics::read(db, &visit.viewer, number).await?;
    let voters = votes::voters(db, &visit.viewer, &topic, Some(&asked.after)).await?;
    let one = |voter: &Voter| {
        let reason = voter.reason.as_ref().map(|reason| {
            let quoted = visit.words.with("reason-quoted", &[("reason", reason.as_str().into())]);
            view! { <p>{quoted}</p> }
        });
        row(&visit, voter, reason.markup()).markup()
    };
    let rows = voters.voters.iter().map(one).collect_view().markup();
    let lead = view! { <p class="soft">{visit.words.text("voters-about")}</p> }.markup();
    Ok(page(&visit, &topic, "voters-title", "votes", "voters-none", lead, rows, &voters))
}

fn row(visit: &Visit, voter: &Voter, said: Markup) -> impl IntoView + use<> {
    let face = Face {
        name: &voter.name,
        number: voter.number,
        role: voter.role,
        picture: voter.picture_id,
    };
    let who = (!voter.name.is_empty())
        .then(|| standing(visit, voter.role, voter.affiliation, voter.title.as_deref()))
        .filter(|who| !who.is_empty());
    view! {
        <li>
            {avatar(visit, &face, "")}
            <div>
                <p class="facts"><b>{name_link(visit, face.name, face.number)}</b>{who.map(|who| view! { <span>{who}</span> })}<time datetime=visit.when.machine(voter.created)>{visit.when.short(voter.created)}</time></p>
                {said}
            </div>
        </li>
    }
}

#[expect(clippy::too_many_arguments, reason = "the parts of a page, each once")]
fn page(
    visit: &Visit,
    topic: &Topic,
    title: &str,
    path: &str,
    nothing: &str,
    lead: Markup,
    rows: Markup,
    voters: &Voters,
) -> axum::response::Response {
    let words = visit.words;
    let none = voters
        .voters
        .is_empty()
        .then(|| view! { <p class="soft">{words.text(nothing).to_owned()}</p> });
    let next = voters.next.as_ref().map(|after| {
        let href = visit.href(&format!("/t/{}/{path}?after={after}", topic.number));
        view! { <nav class="pager" aria-label=words.text("pager")><span></span><a class="button" href=href>{words.text("pager-older")}</a></nav> }
    });
    let head = Head {
        place: "topics",
        ..Head::titled(words.text(title))
    };
    let lang = (topic.lang != visit.lang() && !topic.title.is_empty()).then_some(topic.lang.as_str());
    let named = title_of(words, &topic.title);
    shell::page(visit, &head, || {
        view! {
            <div class="voters">
                <p class="crumbs" lang=lang><a href=topic_href(visit, topic.number, &topic.slug)>{icon(&visit.installation, "back")}{named}</a></p>
                <h1>{words.text(title).to_owned()}</h1>
                {lead}
                {none}
                <ol role="list">{rows}</ol>
                {next}
            </div>
        }
    })
}
