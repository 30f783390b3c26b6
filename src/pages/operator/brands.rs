//! `/operator`: the brands of the installation, and making one more.

use super::{Asked, Desk, Porch, asked, page, pager, to};
use crate::errors::{Answer, Oops};
use crate::markup::{IntoMarkup, Markup};
use crate::parts::field::{Field, Wrongs, problem};
use crate::parts::zones;
use axum::Form;
use axum::extract::{Path, Query};
use community::brands::{self, Brand};
use community::operator::brands::{self as desk_brands, Listed, MOST};
use community::operator::hosts;
use leptos::prelude::*;
use serde::Deserialize;
use types::operator::{AskAdmin, OpenBrand};
use types::{Instant, Lang};

/// The languages that a new brand may speak, the first of each is its default.
const LANGUAGES: [&str; 4] = ["en", "fr", "en,fr", "fr,en"];

/// `GET /operator`
pub async fn list(desk: Desk, Query(asked): Query<Asked>) -> Answer {
    let found = desk_brands::list(&desk.installation.db, desk.operator, asked.after()).await?;
    let words = desk.words;
    let rows = if found.rows.is_empty() {
        view! { <p class="none">{words.text("operator-brands-none")}</p> }.markup()
    } else {
        view! { <ul class="records" role="list">{found.rows.iter().map(|b| row(&desk, b)).collect_view()}</ul> }.markup()
    };
    let body = view! {
        <section>
            <p>{words.text("operator-brands-about")}</p>
            {rows}
            {pager(&desk, "/operator", "", found.next)}
            <div class="form-end"><a class="button primary" href="/operator/brands/new">{words.text("operator-brand-new")}</a></div>
        </section>
    };
    page(&desk, "brands", words.text("operator-room-brands"), &Wrongs::default(), body)
}

fn row(desk: &Desk, brand: &Listed) -> impl IntoView + use<> {
    let href = format!("/operator/brands/{}", brand.slug);
    let facts = facts(desk, brand);
    let place = brand.host.clone().unwrap_or_else(|| brand.slug.clone());
    view! { <li><div><b><a href=href>{brand.name.clone()}</a></b><span>{facts}</span></div><span>{place}</span></li> }
}

/// Its state, its numbers, and when something was last said there.
fn facts(desk: &Desk, brand: &Listed) -> String {
    let words = desk.words;
    let count = |key: &str, n: i64| {
        let shown = if n >= MOST {
            format!("{}+", words.number(MOST - 1))
        } else {
            words.number(n)
        };
        words.with(key, &[("count", n.into()), ("shown", shown.into())])
    };
    let active = brand.active.map_or_else(
        || words.text("operator-brand-silent").to_owned(),
        |at| words.with("operator-brand-active", &[("when", desk.when.short(Instant(at)).into())]),
    );
    [
        state(desk, brand),
        count("operator-brand-members", brand.members),
        count("operator-brand-topics", brand.topics),
        active,
    ]
    .join(" · ")
}

fn state(desk: &Desk, brand: &Listed) -> String {
    let words = desk.words;
    match (brand.closes, brand.opened) {
        (Some(at), _) => words.with("operator-brand-closing", &[("when", desk.when.long(Instant(at)).into())]),
        (None, Some(_)) => words.text("operator-brand-open").to_owned(),
        (None, None) => words.text("operator-brand-members-only").to_owned(),
    }
}

/// `GET /operator/brands/{brand}`: what there is of one, and who was asked to run it.
pub async fn show(desk: Desk, Path(slug): Path<String>) -> Answer {
    show_with(&desk, &slug, Typed::default(), &Wrongs::default()).await
}

/// What was typed into one of the forms of a brand's page.
#[derive(Default)]
pub(super) struct Typed {
    pub host: Option<String>,
    pub ask: Option<AskAdmin>,
}

pub(super) async fn show_with(desk: &Desk, slug: &str, typed: Typed, wrongs: &Wrongs) -> Answer {
    let (listed, brand) = found(desk, slug).await?;
    let asked = asked::section(desk, &brand, typed.ask, wrongs).await?;
    let host = typed.host.or_else(|| brand.host.clone()).unwrap_or_default();
    let body = view! {
        {one(desk, &listed, &brand).markup()}
        {asked}
        {host_section(desk, &brand, &host, wrongs).markup()}
        <p class="onward"><a href="/operator">{desk.words.text("operator-brands-all")}</a></p>
    };
    page(desk, "brands", &brand.name, wrongs, body)
}

/// The brand of a slug.
pub(super) async fn found(desk: &Desk, slug: &str) -> Result<(Listed, Brand), Oops> {
    if types::slug::slug(slug) != slug {
        return Err(types::Error::NotFound.into());
    }
    let db = &desk.installation.db;
    let listed = desk_brands::one(db, desk.operator, slug).await?;
    let brand = brands::by_id(db, listed.id).await?;
    Ok((listed, brand))
}

/// What the form of a host name sends.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Named {
    pub host: String,
    #[serde(rename = "host-sure")]
    pub sure: Option<String>,
}

/// `POST /operator/brands/{brand}/host`
pub async fn host_post(desk: Desk, Path(slug): Path<String>, Form(named): Form<Named>) -> Answer {
    let installation = &desk.installation;
    let brand = desk_brands::one(&installation.db, desk.operator, &slug.replace('\0', "")).await?.id;
    let sure = named.sure.is_some();
    match hosts::set(
        &installation.db,
        desk.operator,
        brand,
        &installation.settings,
        &named.host,
        sure,
        desk.now,
    )
    .await
    {
        Ok(_) => {
            installation.hosts.forget();
            desk.say_next("settings-saved").await;
            to(&format!("/operator/brands/{slug}"))
        }
        Err(failure) => {
            let typed = Typed {
                host: Some(named.host),
                ask: None,
            };
            show_with(&desk, &slug, typed, &Wrongs::of(failure.into())?).await
        }
    }
}

/// What the change will do is said before it is made.
fn host_section(desk: &Desk, brand: &Brand, host: &str, wrongs: &Wrongs) -> impl IntoView + use<> {
    let words = desk.words;
    let field = Field {
        name: "host",
        key: "host",
        wrongs,
    }
    .input(desk as &Porch, "text", "off", host);
    let error = wrongs.at(words, "host-sure");
    let wrong = error.is_some();
    let points = ["host-will-lead", "host-will-sign-in", "host-will-dns"];
    view! {
        <section>
            <h2>{words.text("host-label")}</h2>
            <ul class="prose">{points.map(|key| view! { <li>{words.text(key)}</li> })}</ul>
            <form action=format!("/operator/brands/{}/host", brand.slug) method="post" novalidate>
                {field}
                <div class="field" class:wrong=wrong>
                    {error.map(|text| problem(desk as &Porch, "host-sure", text))}
                    <label class="check"><input type="checkbox" name="host-sure" id="host-sure"/><span>{words.text("host-sure-text")}</span></label>
                </div>
                <div class="form-end"><button class="button">{words.text("host-save")}</button></div>
            </form>
        </section>
    }
}

fn one(desk: &Desk, listed: &Listed, brand: &Brand) -> impl IntoView + use<> {
    let words = desk.words;
    let address = desk.installation.settings.link(brand, "/");
    let created = words.with("operator-brand-created", &[("when", desk.when.long(brand.created).into())]);
    view! {
        <section>
            <p><a href=address.clone()>{address.clone()}</a></p>
            <p>{facts(desk, listed)}</p>
            <p>{created}</p>
        </section>
    }
}

/// `GET /operator/brands/new`
#[expect(clippy::unused_async, reason = "a handler is async")]
pub async fn new_get(desk: Desk) -> Answer {
    let form = OpenBrand {
        languages: desk.words.lang().as_str().into(),
        language: desk.words.lang().as_str().into(),
        time_zone: "UTC".into(),
        ..OpenBrand::default()
    };
    new_page(&desk, &form, &Wrongs::default())
}

/// `POST /operator/brands/new`: makes it, and shows what was made.
pub async fn new_post(desk: Desk, Form(form): Form<OpenBrand>) -> Answer {
    let installation = &desk.installation;
    match desk_brands::create_typed(&installation.db, desk.operator, &form, &installation.settings, desk.now).await {
        Ok(brand) => {
            desk.say_next("notice-brand-created").await;
            to(&format!("/operator/brands/{}", brand.slug))
        }
        Err(failure) => new_page(&desk, &form, &Wrongs::of(failure.into())?),
    }
}

fn new_page(desk: &Desk, form: &OpenBrand, wrongs: &Wrongs) -> Answer {
    let words = desk.words;
    let field = |name, key| Field { name, key, wrongs };
    let line = |name, key, value: &str| field(name, key).input(desk as &super::Porch, "text", "off", value).markup();
    let speaks = LANGUAGES.map(|choice| (choice, words.text(&format!("operator-languages-{}", choice.replace(',', "-")))));
    let languages = choose(desk, &field("languages", "operator-brand-languages"), &speaks, &form.languages);
    let language = language(desk, &form.language, wrongs);
    let address = field("address", "operator-brand-address").input(desk as &super::Porch, "email", "off", &form.address);
    let body = view! {
        <section>
            <p>{words.text("operator-brand-new-about")}</p>
            <form action="/operator/brands/new" method="post" novalidate>
                <div class="pair">
                    {line("name", "operator-brand-name", &form.name)}
                    {line("slug", "operator-brand-slug", &form.slug)}
                </div>
                <div class="pair">
                    {languages}
                    {zones::field(desk as &Porch, "operator-brand-zone", &form.time_zone, wrongs).markup()}
                </div>
                <div class="pair">
                    {address}
                    {language}
                </div>
                <div class="form-end"><button class="button primary">{words.text("operator-brand-make")}</button></div>
            </form>
        </section>
    };
    page(desk, "brands", words.text("operator-brand-new"), wrongs, body)
}

/// The language of an invitation.
pub(super) fn language(desk: &Desk, chosen: &str, wrongs: &Wrongs) -> Markup {
    let reads: Vec<_> = Lang::ALL
        .iter()
        .map(|l| (l.as_str(), desk.words.text(&format!("operator-languages-{l}"))))
        .collect();
    let (name, key) = ("language", "operator-brand-language");
    choose(desk, &Field { name, key, wrongs }, &reads, chosen)
}

fn choose(desk: &Desk, field: &Field<'_>, choices: &[(&'static str, &'static str)], chosen: &str) -> Markup {
    let options = choices.iter().map(|(value, text)| {
        view! { <option value=*value selected=*value == chosen>{*text}</option> }
    });
    let described = Some(field.described(desk.words)).filter(|d| !d.is_empty());
    let control =
        view! { <select id=field.name name=field.name aria-describedby=described class="input">{options.collect_view()}</select> };
    field.around(desk as &super::Porch, control.markup()).markup()
}
