//! `/people/{number}`: somebody in this brand, what they said and what came of it; their picture; accepting the rules anew.

use crate::attachments;
use crate::errors::Answer;
use crate::markup::IntoMarkup;
use crate::moderation::deeds;
use crate::parts::status::{kind, status};
use crate::parts::topic_row::topic_href;
use crate::parts::{Face, avatar, icon, standing, title_of};
use crate::shell::{self, Head};
use crate::visit::Visit;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect};
use axum::{Extension, Form};
use community::moderation::{self, Standing};
use community::people::{self, Person, Saying, Sayings, Thanks};
use community::{Installation, pictures, prose};
use leptos::prelude::*;
use serde::Deserialize;
use tower_sessions::Session;
use types::{Error, PictureId};
use ui::server::Under;

/// A picture's address changes with the picture; whether somebody may see it does not change with time alone, so it is theirs to keep.
const KEPT: &str = "private, max-age=31536000, immutable";

/// What the address asks for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    pub after: String,
}

/// `GET /people/{number}`. Not for search engines: a person is found here by those who read them here.
pub async fn get(visit: Visit, Path((_, number)): Path<(String, i64)>, asked: Query<Asked>) -> Answer {
    let db = &visit.installation.db;
    let person = people::person(db, &visit.viewer, number).await?;
    let after = Some(asked.0.after).filter(|a| !a.is_empty());
    let said = people::said(db, &visit.viewer, &person, after.as_deref()).await?;
    let thanks = match after {
        None => people::thanks(db, &visit.viewer, &person).await?,
        Some(_) => Vec::new(),
    };
    let standing_of = match visit.viewer.moderator() {
        Ok(by) => Some(moderation::standing(db, &by, number).await?),
        Err(_) => None,
    };
    let head = Head::titled(&person.name);
    Ok(shell::page(&visit, &head, || {
        view(&visit, &person, standing_of.as_ref(), &thanks, &said)
    }))
}

fn view(visit: &Visit, person: &Person, standing_of: Option<&Standing>, thanks: &[Thanks], said: &Sayings) -> impl IntoView + use<> {
    let words = visit.words;
    let face = Face {
        name: &person.name,
        number: person.number,
        role: person.role,
        picture: person.picture_id,
    };
    let name = [("name", person.name.as_str().into())];
    let since = words.with("profile-since", &[("when", visit.when.long(person.joined).into())]);
    let stands = standing(visit, person.role, person.affiliation, person.title.as_deref());
    let rows = said.said.iter().map(|s| saying(visit, s).markup()).collect_view();
    let nothing = said
        .said
        .is_empty()
        .then(|| view! { <p class="soft">{words.text("profile-nothing")}</p> });
    let next = said.next.as_ref().map(|after| {
        let href = visit.href(&format!("/people/{}?after={after}", person.number));
        view! { <nav class="pager" aria-label=words.text("pager")><span></span><a class="button" href=href>{words.text("profile-next")}</a></nav> }
    });
    let thanked = (!thanks.is_empty()).then(|| {
        let rows = thanks.iter().map(|t| thank(visit, t).markup()).collect_view();
        view! {
            <section class="section">
                <header><h2>{words.with("profile-thanks", &name)}</h2><p>{words.text("profile-thanks-about")}</p></header>
                <ul class="sayings" role="list">{rows}</ul>
            </section>
        }
    });
    view! {
        <div class="profile">
            <header>
                {avatar(visit, &face, "large")}
                <div>
                    <h1>{person.name.clone()}</h1>
                    <p>{format!("@{}", person.handle)}<span>{stands}</span><span>{since}</span></p>
                    {standing_of.and_then(|of| deeds::of_person(visit, of))}
                </div>
            </header>
            {thanked}
            <section class="section">
                <header><h2>{words.with("profile-said", &name)}</h2></header>
                <div>{nothing}<ul class="sayings" role="list">{rows}</ul>{next}</div>
            </section>
        </div>
    }
}

fn saying(visit: &Visit, saying: &Saying) -> impl IntoView + use<> {
    let words = visit.words;
    let lang = |lang: types::Lang| (lang != visit.lang()).then_some(lang.as_str());
    let address = topic_href(visit, saying.number, &saying.slug);
    let (address, gist, what) = match saying.reply_id {
        Some(id) => {
            let reply = view! { <span class="kind">{icon(&visit.installation, "reply")}{words.text("profile-reply")}</span> };
            let address = format!("{address}?reply={id}#r{id}");
            (address, prose::render(&saying.body).gist, reply.markup())
        }
        None => (address, saying.gist.clone(), kind(visit, saying.kind).markup()),
    };
    let stands = saying.status.filter(|_| saying.reply_id.is_none()).map(|s| status(visit, s, false));
    view! {
        <li>
            <h3 lang=lang(saying.title_lang)><a href=address>{title_of(words, &saying.title)}</a></h3>
            <p class="gist" lang=lang(saying.lang)>{gist}</p>
            <p class="facts">{stands}{what}<time datetime=visit.when.machine(saying.created)>{visit.when.short(saying.created)}</time></p>
        </li>
    }
}

fn thank(visit: &Visit, thanks: &Thanks) -> impl IntoView + use<> {
    let words = visit.words;
    let lang = (thanks.lang != visit.lang()).then_some(thanks.lang.as_str());
    let address = topic_href(visit, thanks.number, &thanks.slug);
    let (address, what) = match thanks.reply_id {
        Some(_) => {
            let answer = view! { <span class="kind">{icon(&visit.installation, "check")}{words.text("profile-answer")}</span> };
            (format!("{address}#answer"), answer.markup())
        }
        None => (address, thanks.status.map(|s| status(visit, s, false)).markup()),
    };
    view! {
        <li>
            <h3 lang=lang><a href=address>{title_of(words, &thanks.title)}</a></h3>
            <p class="facts">{what}<time datetime=visit.when.machine(thanks.since)>{visit.when.short(thanks.since)}</time></p>
        </li>
    }
}

/// `GET /people/{number}/picture.{id}`: to whoever the space is open to. Asks for the viewer itself: a picture takes no notice from a session.
pub async fn picture(
    State(installation): State<Installation>,
    Extension(session): Extension<Session>,
    under: Option<Extension<Under>>,
    Path((slug, number, file)): Path<(String, i64, String)>,
) -> Answer {
    let id = file
        .strip_prefix("picture.")
        .and_then(|id| id.parse().ok())
        .ok_or(Error::NotFound)?;
    let viewer = attachments::looking(&installation, &session, under, &slug).await?;
    let picture = pictures::of_person(&installation.db, &viewer, number, PictureId(id)).await?;
    Ok(attachments::answer(picture, KEPT))
}

/// What the bar under the mast sends: the versions that it told of.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Accept {
    pub rules: i64,
    pub terms: i64,
    pub back: String,
}

/// `POST /accept`
pub async fn accept(visit: Visit, Form(accept): Form<Accept>) -> Answer {
    people::accept(&visit.installation.db, visit.viewer.member()?, accept.rules, accept.terms).await?;
    visit.say_next("notice-rules-accepted").await;
    let back = if visit.is_inside(&accept.back) {
        accept.back
    } else {
        visit.href("/")
    };
    Ok(Redirect::to(&back).into_response())
}
