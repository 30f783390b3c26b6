//! What a brand says of its house: `/rules`, `/terms`, `/privacy`, `/imprint`.

use crate::errors::Answer;
use crate::shell::{self, Head};
use crate::visit::Visit;
use axum::extract::Query;
use community::{documents, prose};
use leptos::prelude::*;
use serde::Deserialize;
use types::Error;
use types::brands::DocumentKind;

/// What the address asks for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// An earlier version.
    pub version: String,
}

/// `GET /rules`
pub async fn rules(visit: Visit, asked: Query<Asked>) -> Answer {
    page(visit, DocumentKind::Rules, asked.0).await
}

/// `GET /terms`
pub async fn terms(visit: Visit, asked: Query<Asked>) -> Answer {
    page(visit, DocumentKind::Terms, asked.0).await
}

/// `GET /privacy`
pub async fn privacy(visit: Visit, asked: Query<Asked>) -> Answer {
    page(visit, DocumentKind::Privacy, asked.0).await
}

/// `GET /imprint`
pub async fn imprint(visit: Visit, asked: Query<Asked>) -> Answer {
    page(visit, DocumentKind::Imprint, asked.0).await
}

async fn page(visit: Visit, kind: DocumentKind, asked: Asked) -> Answer {
    let (db, brand, lang) = (&visit.installation.db, visit.brand().id, visit.lang());
    let found = match asked.version.parse() {
        Ok(version) => documents::version(db, brand, kind, version, lang).await?,
        Err(_) => documents::current(db, brand, kind, lang).await?.ok_or(Error::NotFound)?,
    };
    let words = visit.words;
    let title = words.text(&format!("document-{kind}")).to_owned();
    let head = Head {
        title: title.clone(),
        canonical: visit.href(&format!("/{kind}")),
        place: kind.as_str(),
        ..Head::default()
    };
    let html = prose::render(&found.body).html;
    let own = (found.lang != lang).then_some(found.lang.as_str());
    let since = words.with(
        "document-version",
        &[("version", found.version.into()), ("when", visit.when.long(found.created).into())],
    );
    let earlier = (found.version > 1).then(|| {
        let href = visit.href(&format!("/{kind}?version={}", found.version - 1));
        view! { " "<a href=href>{words.text("document-earlier")}</a> }
    });
    let later = (found.version < visit.brand().version(kind))
        .then(|| view! { " "<a href=visit.href(&format!("/{kind}"))>{words.text("document-current")}</a> });
    Ok(shell::page(&visit, &head, || {
        view! {
            <div class="reading">
                <h1>{title}</h1>
                <div class="prose" lang=own inner_html=html></div>
                <p class="small soft version">{since}{earlier}{later}</p>
            </div>
        }
    }))
}
