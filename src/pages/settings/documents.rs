//! `/settings/documents`: rules, contribution terms, privacy, imprint. One form for each, one text for each language.

use super::{Sent, page};
use crate::errors::Answer;
use crate::markup::IntoMarkup;
use crate::parts::field::{Wrongs, problem};
use crate::shell;
use crate::visit::{Said, Visit};
use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use community::documents::{self, Version};
use leptos::prelude::*;
use types::brands::DocumentKind;
use types::{Error, Lang};
use ui::composer::inside_textarea;

/// A page as its form shows it.
struct Written {
    kind: DocumentKind,
    texts: Vec<(Lang, String)>,
    versions: Vec<Version>,
}

/// `GET /settings/documents`
pub async fn get(visit: Visit) -> Answer {
    show(&visit, None, &Wrongs::default()).await
}

/// `POST /settings/documents/{kind}`: publishes a version.
pub async fn post(visit: Visit, Path((_, kind)): Path<(String, String)>, Form(sent): Form<Sent>) -> Answer {
    let kind = DocumentKind::parse(&kind).ok_or(Error::NotFound)?;
    let languages = visit.brand().languages.iter();
    let texts: Vec<_> = languages
        .map(|lang| (*lang, sent.typed(&format!("{kind}-{lang}")).to_owned()))
        .collect();
    match documents::publish(&visit.installation.db, &visit.admin()?, kind, texts.clone(), visit.now).await {
        Ok(published) => {
            let notice = if published.is_some() {
                "notice-published"
            } else {
                "notice-unchanged"
            };
            visit.say(Said::of(notice).beside(kind.as_str())).await;
            Ok(Redirect::to(&visit.href(&format!("/settings/documents#{kind}"))).into_response())
        }
        Err(failure) => show(&visit, Some((kind, texts)), &Wrongs::of(failure.into())?).await,
    }
}

async fn show(visit: &Visit, typed: Option<(DocumentKind, Vec<(Lang, String)>)>, wrongs: &Wrongs) -> Answer {
    let (db, brand) = (&visit.installation.db, visit.brand());
    let mut pages = Vec::new();
    for kind in DocumentKind::ALL {
        let texts = match &typed {
            Some((of, texts)) if of == kind => texts.clone(),
            _ => {
                let current = documents::all_current(db, brand.id, *kind).await?;
                let body = |lang: Lang| current.iter().find(|d| d.lang == lang).map(|d| d.body.clone());
                brand
                    .languages
                    .iter()
                    .map(|lang| (*lang, body(*lang).unwrap_or_default()))
                    .collect()
            }
        };
        let (kind, versions) = (*kind, documents::versions(db, brand.id, *kind).await?);
        pages.push(Written { kind, texts, versions });
    }
    let body = pages.iter().map(|page| section(visit, page, wrongs).markup()).collect_view();
    page(visit, "documents", wrongs, body)
}

fn section(visit: &Visit, page: &Written, wrongs: &Wrongs) -> impl IntoView + use<> {
    let (words, kind) = (visit.words, page.kind);
    let areas = page
        .texts
        .iter()
        .map(|(lang, text)| area(visit, kind, *lang, text, wrongs).markup());
    let published = !page.versions.is_empty();
    let title = words.text(&format!("document-{kind}")).to_owned();
    let about = words.text(&format!("documents-{kind}-about"));
    let next = if published { "documents-publish-next" } else { "documents-publish" };
    view! {
        <section id=kind.as_str()>
            <h2>{title}</h2>
            {shell::said_at(visit, kind.as_str())}
            <p>{about}</p>
            <form action=visit.href(&format!("/settings/documents/{kind}")) method="post" novalidate>
                <div class="pair">{areas.collect_view()}</div>
                <div class="form-end"><button class="button primary">{words.text(next)}</button></div>
            </form>
            {published.then(|| history(visit, page))}
        </section>
    }
}

fn area(visit: &Visit, kind: DocumentKind, lang: Lang, text: &str, wrongs: &Wrongs) -> impl IntoView + use<> {
    let words = visit.words;
    let id = format!("{kind}-{lang}");
    let error = wrongs.at(words, &id);
    let wrong = error.is_some();
    let described = if wrong { format!("{id}-error") } else { String::new() };
    let label = words.text(&format!("settings-language-{lang}")).to_owned();
    let title = words.text(&format!("document-{kind}")).to_owned();
    view! {
        <div class="field" class:wrong=wrong>
            <label for=id.clone()>{label}<span class="unseen">" · "{title}</span></label>
            {error.map(|text| problem(visit, &id, text))}
            <textarea id=id.clone() name=id.clone() rows="8" lang=lang.as_str() aria-invalid=wrong.then_some("true")
                aria-describedby=Some(described).filter(|d| !d.is_empty()) inner_html=inside_textarea(text) class="input"></textarea>
        </div>
    }
}

/// What was published when; each version can still be read.
fn history(visit: &Visit, page: &Written) -> impl IntoView + use<> {
    let (words, kind) = (visit.words, page.kind);
    let rows = page.versions.iter().map(|version| {
        let args = [
            ("version", version.version.into()),
            ("when", visit.when.long(version.created).into()),
        ];
        let href = visit.href(&format!("/{kind}?version={}", version.version));
        view! { <li><a href=href>{words.with("document-version", &args)}</a></li> }
    });
    view! {
        <details class="versions">
            <summary>{words.text("documents-history")}</summary>
            <ul role="list" class="records">{rows.collect_view()}</ul>
        </details>
    }
}
