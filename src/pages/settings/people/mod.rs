//! `/settings/people`: who works here, every member by search, who is invited.

mod invite;
mod owner;
mod person;

pub use invite::{post, resend, withdraw};
pub use owner::{get as owner_get, post as owner_post};
pub use person::{get as person_get, post as person_post};

use crate::errors::Answer;
use crate::markup::IntoMarkup;
use crate::parts::field::{Field, Wrongs, problem};
use crate::settings;
use crate::visit::Visit;
use axum::extract::Query;
use community::invitations;
use community::members::{self, People, Person};
use community::words::Words;
use leptos::prelude::*;
use serde::Deserialize;
use types::MemberId;
use types::members::{Affiliation, Role};
use types::staff::Invite;

/// What the address asks for: a search, and where each list goes on.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    pub q: String,
    pub after: String,
    pub staff: String,
    pub before: String,
}

/// `GET /settings/people`
pub async fn get(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let form = Invite {
        role: Role::Team.as_str().into(),
        affiliation: Affiliation::Employee.as_str().into(),
        language: visit.brand().language().as_str().into(),
        ..Invite::default()
    };
    page(&visit, &asked, &form, &Wrongs::default()).await
}

async fn page(visit: &Visit, asked: &Asked, form: &Invite, wrongs: &Wrongs) -> Answer {
    let (db, admin) = (&visit.installation.db, visit.admin()?);
    let number = |text: &str| text.parse().unwrap_or(0);
    let mut staff = members::staff(db, &admin, number(&asked.staff)).await?;
    staff.people.sort_by(|a, b| b.role.cmp(&a.role).then_with(|| a.name.cmp(&b.name)));
    let found = members::search(db, &admin, &asked.q, number(&asked.after)).await?;
    let (open, older) = invitations::open(db, &admin, asked.before.parse().ok(), visit.now).await?;
    let owner = members::owner(db, admin.brand()).await?;
    let body = view! {
        {staff_section(visit, &staff, owner).markup()}
        {search_section(visit, asked, &found, owner).markup()}
        {invite::section(visit, form, wrongs).markup()}
        {invite::open_section(visit, &open, older).markup()}
    };
    settings::page(visit, "people", wrongs, body)
}

fn staff_section(visit: &Visit, staff: &People, owner: Option<MemberId>) -> impl IntoView + use<> {
    let words = visit.words;
    let more = staff.next.map(|after| view! { <p class="form-end"><a class="button" href=visit.href(&format!("/settings/people?staff={after}"))>{words.text("people-staff-more")}</a></p> });
    let none = staff
        .people
        .is_empty()
        .then(|| view! { <p class="none">{words.text("people-staff-none")}</p> });
    view! {
        <section>
            <h2>{words.text("people-staff")}</h2>
            {none}
            {rows(visit, &staff.people, owner).markup()}
            {more}
        </section>
    }
}

fn search_section(visit: &Visit, asked: &Asked, found: &People, owner: Option<MemberId>) -> impl IntoView + use<> {
    let words = visit.words;
    let none = (!asked.q.trim().is_empty() && found.people.is_empty())
        .then(|| view! { <p class="none" role="status">{words.text("people-search-none")}</p> });
    let rows = rows(visit, &found.people, owner).markup();
    let more = found.next.map(|after| {
        view! {
            <form action=visit.href("/settings/people")>
                <input type="hidden" name="q" value=asked.q.clone()/>
                <input type="hidden" name="after" value=after/>
                <div class="form-end"><button class="button">{words.text("people-search-more")}</button></div>
            </form>
        }
    });
    let wrongs = Wrongs::default();
    let field = Field {
        name: "q",
        key: "people-search",
        wrongs: &wrongs,
    }
    .input(visit, "search", "off", &asked.q);
    view! {
        <section>
            <h2>{words.text("people-search")}</h2>
            <p>{words.text("people-search-about")}</p>
            <form class="find" action=visit.href("/settings/people") role="search">
                {field}
                <div class="form-end"><button class="button">{words.text("people-search-do")}</button></div>
            </form>
            {none}
            {rows}
            {more}
        </section>
    }
}

/// People one below the other, each with the way to their page.
fn rows(visit: &Visit, people: &[Person], owner: Option<MemberId>) -> Option<impl IntoView + use<>> {
    let words = visit.words;
    let rows = people.iter().map(|person| {
        let href = visit.href(&format!("/settings/people/{}", person.number));
        let label = words.with("people-change-whom", &[("name", person.name.as_str().into())]);
        let unsecured = is_unsecured(person).then(|| view! { <span>{words.text("people-unsecured")}</span> });
        view! {
            <li>
                <div><b>{person.name.clone()}</b><span>{standing(words, person, owner)}</span>{unsecured}</div>
                <a class="button small" href=href aria-label=label>{words.text("people-change")}</a>
            </li>
        }
    });
    (!people.is_empty()).then(|| view! { <ul class="records" role="list">{rows.collect_view()}</ul> })
}

const fn is_unsecured(person: &Person) -> bool {
    person.role.is_staff() && !person.secured
}

/// What somebody is here, in a line. A department that is called as the title says nothing more.
fn standing(words: &Words, person: &Person, owner: Option<MemberId>) -> String {
    let role = words.text(&format!("staff-role-{}", person.role)).to_owned();
    let owns = (owner == Some(person.id)).then(|| words.text("people-owner").to_owned());
    let affiliation = words.text(&format!("staff-affiliation-{}", person.affiliation)).to_owned();
    let same = |department: &String| {
        person
            .title
            .as_ref()
            .is_some_and(|title| title.to_lowercase() == department.to_lowercase())
    };
    let department = person.department.clone().filter(|department| !same(department));
    let parts = [Some(role), owns, department, person.title.clone(), Some(affiliation)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The roles, each with what it opens.
fn roles(visit: &Visit, chosen: &str, wrongs: &Wrongs) -> impl IntoView + use<> {
    let words = visit.words;
    let error = wrongs.at(words, "role");
    let wrong = error.is_some();
    let choices = Role::ALL.iter().enumerate().map(|(i, role)| {
        let id = if i == 0 { "role".to_owned() } else { format!("role-{role}") };
        view! {
            <label>
                <input type="radio" name="role" id=id value=role.as_str() checked=chosen == role.as_str()/>
                <b>{words.text(&format!("staff-role-{role}"))}</b>
                <span>{words.text(&format!("staff-role-{role}-does"))}</span>
            </label>
        }
    });
    view! {
        <fieldset class="field" class:wrong=wrong>
            <legend>{words.text("staff-role-label")}</legend>
            <p class="hint">{words.text("staff-role-hint")}</p>
            {error.map(|text| problem(visit, "role", text))}
            <div class="choice">{choices.collect_view()}</div>
        </fieldset>
    }
}

fn affiliations(visit: &Visit, chosen: &str, wrongs: &Wrongs) -> impl IntoView + use<> {
    let options = Affiliation::ALL
        .iter()
        .map(|a| (a.as_str(), visit.words.text(&format!("staff-affiliation-{a}")).to_owned()))
        .collect();
    choice(visit, "affiliation", "staff-affiliation", options, chosen, wrongs)
}

/// One of a few words.
fn choice(
    visit: &Visit,
    name: &'static str,
    key: &'static str,
    options: Vec<(&'static str, String)>,
    chosen: &str,
    wrongs: &Wrongs,
) -> impl IntoView + use<> {
    let field = Field { name, key, wrongs };
    let wrong = wrongs.at(visit.words, name).is_some().then_some("true");
    let described = Some(field.described(visit.words)).filter(|d| !d.is_empty());
    let options = options
        .into_iter()
        .map(|(word, text)| view! { <option value=word selected=word == chosen>{text}</option> });
    let control =
        view! { <select class="input" id=name name=name aria-invalid=wrong aria-describedby=described>{options.collect_view()}</select> };
    field.around(visit, control.markup())
}

fn department(visit: &Visit, value: &str, wrongs: &Wrongs) -> impl IntoView + use<> {
    let (name, key) = ("department", "staff-department");
    Field { name, key, wrongs }.input(visit, "text", "off", value)
}
