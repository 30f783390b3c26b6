//! `/settings/people/{number}`: what one person may do here. What a change to or from administrator means is said before it is done.

use super::{affiliations, department, is_unsecured, roles, standing};
use crate::errors::Answer;
use crate::markup::IntoMarkup;
use crate::parts::field::{Field, Wrongs};
use crate::parts::rooms::back;
use crate::settings;
use crate::visit::Visit;
use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use community::members::{self, Person};
use leptos::prelude::*;
use types::members::{Affiliation, Role};
use types::staff::{Placed, Standing};

/// `GET /settings/people/{number}`
pub async fn get(visit: Visit, Path((_, number)): Path<(String, i64)>) -> Answer {
    let person = members::person(&visit.installation.db, &visit.admin()?, number).await?;
    let form = Standing {
        role: person.role.as_str().into(),
        affiliation: person.affiliation.as_str().into(),
        department: person.department.clone().unwrap_or_default(),
        title: person.title.clone().unwrap_or_default(),
        sure: String::new(),
    };
    page(&visit, &person, &form, &Wrongs::default()).await
}

/// `POST /settings/people/{number}`
pub async fn post(visit: Visit, Path((_, number)): Path<(String, i64)>, Form(form): Form<Standing>) -> Answer {
    let (db, settings, admin) = (&visit.installation.db, &visit.installation.settings, visit.admin()?);
    let person = members::person(db, &admin, number).await?;
    let placed = match form.validate() {
        Ok(placed) => placed,
        Err(error) => return page(&visit, &person, &form, &Wrongs::of(error)?).await,
    };
    if weighs(&person, &placed) && form.sure.is_empty() {
        return sure(&visit, &person, &form, &placed);
    }
    let said = if placed == of(&person) {
        "settings-saved"
    } else {
        "notice-person-changed"
    };
    let leaves = person.id == admin.id && placed.role != Role::Admin;
    match members::change(db, &admin, visit.brand(), settings, number, placed, visit.now).await {
        Ok(()) => {
            visit.say_next(said).await;
            let next = if leaves { "/" } else { "/settings/people" };
            Ok(Redirect::to(&visit.href(next)).into_response())
        }
        Err(failure) => page(&visit, &person, &form, &Wrongs::of(failure.into())?).await,
    }
}

/// Whether a change makes or unmakes an administrator.
fn weighs(person: &Person, placed: &Placed) -> bool {
    (person.role == Role::Admin) != (placed.role == Role::Admin)
}

fn of(person: &Person) -> Placed {
    Placed {
        role: person.role,
        affiliation: person.affiliation,
        department: person.department.clone(),
        title: person.title.clone(),
    }
}

async fn page(visit: &Visit, person: &Person, form: &Standing, wrongs: &Wrongs) -> Answer {
    let words = visit.words;
    let owner = members::owner(&visit.installation.db, visit.brand().id).await?;
    let mine = visit.viewer.as_member().map(|m| m.id);
    let may_own = owner == mine && owner != Some(person.id) && person.role == Role::Admin;
    let joined = [
        ("number", person.number.to_string().into()),
        ("when", visit.when.long(person.joined).into()),
    ];
    let unsecured = is_unsecured(person).then(|| view! { " "{words.text("people-unsecured")} });
    let (name, key) = ("title", "staff-title");
    let title = Field { name, key, wrongs }.input(visit, "text", "off", &form.title);
    let removable = person.role.is_staff() && person.role != Role::Admin;
    let body = view! {
        <section>
            {back(visit, visit.href("/settings/people"), words.text("person-all"))}
            <h2>{person.name.clone()}</h2>
            <p>{standing(words, person, owner)}<br/>{words.with("person-joined", &joined)}{unsecured}</p>
            <form method="post" action=visit.href(&format!("/settings/people/{}", person.number)) novalidate>
                {roles(visit, &form.role, wrongs).markup()}
                {affiliations(visit, &form.affiliation, wrongs).markup()}
                <div class="pair">
                    {department(visit, &form.department, wrongs).markup()}
                    {title.markup()}
                </div>
                <div class="form-end"><button class="button primary">{words.text("person-save")}</button><p class="small soft">{words.text("person-tells")}</p></div>
            </form>
        </section>
        {may_own.then(|| offer(visit, person)).markup()}
        {removable.then(|| remove(visit, person)).markup()}
    };
    settings::page(visit, "people", wrongs, body)
}

fn offer(visit: &Visit, person: &Person) -> impl IntoView + use<> {
    let words = visit.words;
    let href = visit.href(&format!("/settings/people/{}/owner", person.number));
    view! {
        <section>
            <h2>{words.text("owner-title")}</h2>
            <p>{words.with("owner-offer", &[("name", person.name.as_str().into())])}</p>
            <div class="form-end"><a class="button" href=href>{words.text("owner-title")}</a></div>
        </section>
    }
}

fn remove(visit: &Visit, person: &Person) -> impl IntoView + use<> {
    let words = visit.words;
    view! {
        <section class="danger">
            <h2>{words.text("person-remove")}</h2>
            <p>{words.with("person-remove-about", &[("name", person.name.as_str().into())])}</p>
            <form method="post" action=visit.href(&format!("/settings/people/{}", person.number))>
                <input type="hidden" name="role" value=Role::Member.as_str()/>
                <input type="hidden" name="affiliation" value=Affiliation::Customer.as_str()/>
                <div class="form-end"><button class="button danger">{words.text("person-remove")}</button></div>
            </form>
        </section>
    }
}

/// Says what a change will do, before it is done.
fn sure(visit: &Visit, person: &Person, form: &Standing, placed: &Placed) -> Answer {
    let words = visit.words;
    let myself = visit.viewer.as_member().is_some_and(|m| m.id == person.id);
    let name = [("name", person.name.as_str().into())];
    let means = match (placed.role, myself) {
        (Role::Admin, _) => words.with("person-sure-raise", &name),
        (_, true) => words.text("person-sure-lower-self").to_owned(),
        _ => words.with("person-sure-lower", &name),
    };
    let here = visit.href(&format!("/settings/people/{}", person.number));
    let back = here.clone();
    let kept = [
        ("role", &form.role),
        ("affiliation", &form.affiliation),
        ("department", &form.department),
        ("title", &form.title),
    ];
    let kept: Vec<_> = kept
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value.clone()/> })
        .collect();
    let body = view! {
        <section>
            <h2>{words.text("person-sure-title")}</h2>
            <p>{means}</p>
            <form method="post" action=here>
                {kept}
                <input type="hidden" name="sure" value="yes"/>
                <div class="form-end">
                    <button class="button primary">{words.text("person-sure-do")}</button>
                    <a class="button" href=back>{words.text("person-sure-not")}</a>
                </div>
            </form>
        </section>
    };
    settings::page(visit, "people", &Wrongs::default(), body)
}
