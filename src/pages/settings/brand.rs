//! `/settings/brand`: what the space says of itself, in which languages, under which address.

use super::{Sent, check, page, saved, translations};
use crate::errors::Answer;
use crate::markup::IntoMarkup;
use crate::parts::field::{Field, Wrongs, problem};
use crate::parts::zones;
use crate::visit::Visit;
use axum::Form;
use community::brands::naming;
use leptos::prelude::*;
use types::Lang;
use types::brands::Naming;

/// `GET /settings/brand`
#[expect(clippy::unused_async, reason = "a handler is async")]
pub async fn get(visit: Visit) -> Answer {
    show(&visit, &now(&visit), visit.brand().language().as_str(), &Wrongs::default())
}

/// `POST /settings/brand`
pub async fn post(visit: Visit, Form(sent): Form<Sent>) -> Answer {
    let naming = naming_of(&visit, &sent);
    match naming::name(&visit.installation.db, &visit.admin()?, naming.clone(), visit.now).await {
        Ok(()) => saved(&visit, "/settings/brand").await,
        Err(failure) => show(&visit, &naming, sent.typed("language"), &Wrongs::of(failure.into())?),
    }
}

/// The brand as it is.
fn now(visit: &Visit) -> Naming {
    let brand = visit.brand();
    Naming {
        name: brand.name.clone(),
        tagline: brand.tagline.clone(),
        taglines: brand.taglines.clone(),
        lede: brand.lede.clone(),
        ledes: brand.ledes.clone(),
        place: brand.place.clone(),
        places: brand.places.clone(),
        languages: brand.languages.clone(),
        time_zone: brand.time_zone.clone(),
        show_affiliation: brand.show_affiliation,
    }
}

/// The language to begin with is spoken, ticked or not; where none is ticked, none was chosen.
fn naming_of(visit: &Visit, sent: &Sent) -> Naming {
    let mut ticked: Vec<Lang> = Lang::ALL.to_vec();
    ticked.retain(|lang| sent.ticked(&format!("lang-{lang}")));
    let first = Lang::parse(sent.typed("language")).filter(|_| !ticked.is_empty());
    let others = ticked.into_iter().filter(|lang| Some(*lang) != first);
    let text = |name: &str| sent.typed(name).to_owned();
    Naming {
        name: text("brand-name"),
        tagline: text("tagline"),
        taglines: translations::sent(visit, sent, "tagline"),
        lede: text("lede"),
        ledes: translations::sent(visit, sent, "lede"),
        place: text("place"),
        places: translations::sent(visit, sent, "place"),
        languages: first.into_iter().chain(others).collect(),
        time_zone: text("time_zone"),
        show_affiliation: sent.ticked("show-affiliation"),
    }
}

fn show(visit: &Visit, naming: &Naming, first: &str, wrongs: &Wrongs) -> Answer {
    let words = visit.words;
    let field = |name: &'static str| Field { name, key: name, wrongs };
    let body = view! {
        <section>
            <form action=visit.href("/settings/brand") method="post" novalidate>
                {field("brand-name").input(visit, "text", "organization", &naming.name)}
                {translations::about(visit)}
                {field("tagline").input(visit, "text", "off", &naming.tagline)}
                {translations::lines(visit, "tagline", &naming.taglines, wrongs)}
                {field("lede").area(visit, 4, &naming.lede)}
                {translations::areas(visit, "lede", 4, &naming.ledes, wrongs)}
                {field("place").input(visit, "text", "off", &naming.place)}
                {translations::lines(visit, "place", &naming.places, wrongs)}
                {languages(visit, naming, wrongs).markup()}
                <div class="pair">
                    {first_language(visit, first, wrongs).markup()}
                    {zones::field(visit, "brand-time-zone", &naming.time_zone, wrongs).markup()}
                </div>
                <div class="field">
                    <span class="label">{words.text("show-affiliation-label")}</span>
                    {check("show-affiliation".into(), words.text("show-affiliation-text").into(), naming.show_affiliation)}
                </div>
                <div class="form-end"><button class="button primary">{words.text("settings-save")}</button></div>
            </form>
        </section>
        {host_section(visit).markup()}
    };
    page(visit, "brand", wrongs, body)
}

fn languages(visit: &Visit, naming: &Naming, wrongs: &Wrongs) -> impl IntoView + use<> {
    let words = visit.words;
    let name = |lang: Lang| words.text(&format!("settings-language-{lang}")).to_owned();
    let error = wrongs.at(words, "languages");
    let wrong = error.is_some();
    let boxes = Lang::ALL
        .iter()
        .map(|lang| check(format!("lang-{lang}"), name(*lang), naming.languages.contains(lang)))
        .collect_view();
    view! {
        <fieldset id="languages" class="field" class:wrong=wrong>
            <legend>{words.text("languages-label")}</legend>
            <p class="hint">{words.text("languages-hint")}</p>
            {error.map(|text| problem(visit, "languages", text))}
            <div class="boxes">{boxes}</div>
        </fieldset>
    }
}

fn first_language(visit: &Visit, first: &str, wrongs: &Wrongs) -> impl IntoView + use<> {
    let name = |lang: Lang| visit.words.text(&format!("settings-language-{lang}")).to_owned();
    let options = Lang::ALL.iter().map(|lang| (lang.to_string(), name(*lang))).collect();
    let select = Field {
        name: "language",
        key: "first-language",
        wrongs,
    };
    select.select(visit, options, first)
}

/// Where the space is. A name of its own is the operator's to give.
fn host_section(visit: &Visit) -> impl IntoView + use<> {
    let words = visit.words;
    let link = visit.link("/");
    view! {
        <section>
            <h2>{words.text("host-title")}</h2>
            <p>{words.with("host-now", &[("link", link.into())])}" "{words.text("host-ask")}</p>
        </section>
    }
}
