//! `/settings/access`: who may read, who may join, and whose mail domain says what.

use super::{Sent, check, page, saved};
use crate::errors::Answer;
use crate::markup::IntoMarkup;
use crate::parts::field::{Field, Wrongs};
use crate::visit::Visit;
use axum::Form;
use community::brands::access;
use community::brands::domains::{self, Domain};
use leptos::prelude::*;
use types::Error;
use types::brands::{NewDomain, Registration};
use types::members::Affiliation;

/// Where its forms lead back to.
const HERE: &str = "/settings/access";

/// `GET /settings/access`
pub async fn get(visit: Visit) -> Answer {
    show(&visit, &NewDomain::default(), &Wrongs::default()).await
}

/// `POST /settings/access`: who may join.
pub async fn post(visit: Visit, Form(sent): Form<Sent>) -> Answer {
    let Some(registration) = Registration::parse(sent.typed("registration")) else {
        let wrongs = Wrongs::of(Error::invalid("registration", "registration-missing"))?;
        return show(&visit, &NewDomain::default(), &wrongs).await;
    };
    access::set_registration(&visit.installation.db, &visit.admin()?, registration, visit.now).await?;
    saved(&visit, HERE).await
}

/// `POST /settings/access/open`
pub async fn open(visit: Visit) -> Answer {
    access::open(&visit.installation.db, &visit.admin()?, visit.now).await?;
    saved(&visit, HERE).await
}

/// `POST /settings/access/narrow`
pub async fn narrow(visit: Visit) -> Answer {
    access::narrow(&visit.installation.db, &visit.admin()?, visit.now).await?;
    saved(&visit, HERE).await
}

/// `POST /settings/access/domains`
pub async fn domain_post(visit: Visit, Form(sent): Form<Sent>) -> Answer {
    let new = NewDomain {
        domain: sent.typed("domain").to_owned(),
        affiliation: sent.typed("affiliation").to_owned(),
        may_join: sent.ticked("may-join"),
    };
    match domains::add(&visit.installation.db, &visit.admin()?, &new, visit.now).await {
        Ok(()) => saved(&visit, HERE).await,
        Err(failure) => show(&visit, &new, &Wrongs::of(failure.into())?).await,
    }
}

/// `POST /settings/access/domains/remove`
pub async fn domain_remove(visit: Visit, Form(sent): Form<Sent>) -> Answer {
    domains::remove(&visit.installation.db, &visit.admin()?, sent.typed("domain"), visit.now).await?;
    saved(&visit, HERE).await
}

async fn show(visit: &Visit, new: &NewDomain, wrongs: &Wrongs) -> Answer {
    let domains = domains::list(&visit.installation.db, &visit.admin()?).await?;
    let body = view! {
        {reading(visit).markup()}
        {joining(visit, wrongs).markup()}
        {mail_domains(visit, &domains, new, wrongs).markup()}
    };
    page(visit, "access", wrongs, body)
}

/// Open or not, and the button that turns it over, with what it will do.
fn reading(visit: &Visit) -> impl IntoView + use<> {
    let words = visit.words;
    let open = visit.brand().opened.is_some();
    let (state, will, act, path) = if open {
        ("access-is-open", "access-narrow-will", "access-narrow", "/settings/access/narrow")
    } else {
        ("access-is-narrow", "access-open-will", "access-open", "/settings/access/open")
    };
    view! {
        <section>
            <h2>{words.text("access-reading")}</h2>
            <p><b>{words.text(state)}</b>" "{words.text(will)}</p>
            <form action=visit.href(path) method="post">
                <div class="form-end"><button class="button" class:primary=!open>{words.text(act)}</button></div>
            </form>
        </section>
    }
}

fn joining(visit: &Visit, wrongs: &Wrongs) -> impl IntoView + use<> {
    let words = visit.words;
    let error = wrongs.at(words, "registration");
    let choices = Registration::ALL.iter().enumerate().map(|(i, registration)| {
        let id = if i == 0 {
            "registration".to_owned()
        } else {
            format!("registration-{registration}")
        };
        let checked = visit.brand().registration == *registration;
        view! {
            <label>
                <input type="radio" name="registration" id=id value=registration.as_str() checked=checked/>
                <b>{words.text(&format!("registration-{registration}-label"))}</b>
                <span>{words.text(&format!("registration-{registration}-hint"))}</span>
            </label>
        }
    });
    view! {
        <section>
            <h2 id="joining">{words.text("access-joining")}</h2>
            <form action=visit.href(HERE) method="post">
                <div role="radiogroup" aria-labelledby="joining" class="choice single">{choices.collect_view()}</div>
                {error.map(|text| crate::parts::field::problem(visit, "registration", text))}
                <div class="form-end"><button class="button primary">{words.text("settings-save")}</button></div>
            </form>
        </section>
    }
}

fn mail_domains(visit: &Visit, domains: &[Domain], new: &NewDomain, wrongs: &Wrongs) -> impl IntoView + use<> {
    let words = visit.words;
    let field = |name: &'static str| Field { name, key: name, wrongs };
    let rows = domains.iter().map(|domain| row(visit, domain).markup()).collect_view();
    let affiliation = |a: &Affiliation| (a.to_string(), words.text(&format!("domains-{a}")).to_owned());
    let options = Affiliation::ALL.iter().map(affiliation).collect();
    let some = !domains.is_empty();
    let chosen = if new.affiliation.is_empty() {
        Affiliation::Partner.as_str()
    } else {
        &new.affiliation
    };
    view! {
        <section>
            <h2>{words.text("domains-title")}</h2>
            <p>{words.text("domains-about")}</p>
            {some.then(|| view! { <ul class="records">{rows}</ul> })}
            <form action=visit.href("/settings/access/domains") method="post" novalidate>
                <div class="pair">
                    {field("domain").input(visit, "text", "off", &new.domain)}
                    {field("affiliation").select(visit, options, chosen)}
                </div>
                {check("may-join".into(), words.text("domains-may-join").into(), new.may_join)}
                <div class="form-end"><button class="button">{words.text("domains-add")}</button></div>
            </form>
        </section>
    }
}

fn row(visit: &Visit, domain: &Domain) -> impl IntoView + use<> {
    let words = visit.words;
    let name = domain.domain.clone();
    let mut said = words.text(&format!("domains-{}", domain.affiliation)).to_owned();
    if domain.may_join {
        said = format!("{said} · {}", words.text("domains-joins"));
    }
    let unseen = name.clone();
    view! {
        <li>
            <div><b>{name.clone()}</b><span>{said}</span></div>
            <form action=visit.href("/settings/access/domains/remove") method="post">
                <input type="hidden" name="domain" value=name/>
                <button class="button small">{words.text("settings-remove")}<span class="unseen">" "{unseen}</span></button>
            </form>
        </li>
    }
}
