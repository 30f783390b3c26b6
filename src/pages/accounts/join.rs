//! Joining a brand: name, address and password, and what the house asks. Somebody with an account only chooses a name.

use super::inside::arrive;
use super::{Caller, door, kept, soft_door, to, wait_a_day};
use crate::errors::Answer;
use crate::invitations::invited_address;
use crate::markup::{IntoMarkup, Markup};
use crate::parts::field::{Field, Wrongs, problem};
use crate::visit::Visit;
use axum::Form;
use community::{accounts, documents, prose};
use leptos::prelude::*;
use types::accounts::{Enter, Join};
use types::brands::{DocumentKind, Registration};

/// Where a session keeps the join that waits for its code, and the address that it was mailed to.
pub const WAITING: &str = "waiting";

/// `GET /join`
pub async fn get(visit: Visit) -> Answer {
    if visit.viewer.as_member().is_some() {
        return to(&visit.href("/topics"));
    }
    let form = Join {
        address: invited_address(&visit).await,
        ..Join::default()
    };
    page(&visit, &form, &Wrongs::default()).await
}

/// `POST /join`: mails a code; for somebody with an account, makes the membership.
pub async fn post(visit: Visit, caller: Caller, Form(form): Form<Join>) -> Answer {
    let db = &visit.installation.db;
    if let Some(account) = visit.viewer.account() {
        let enter = Enter {
            name: form.name.clone(),
            rules: form.rules.clone(),
            rules_version: form.rules_version,
            terms_version: form.terms_version,
        };
        return match accounts::enter(db, visit.brand(), account, enter, visit.now).await {
            Ok(()) => arrive(visit, account, "notice-joined").await,
            Err(failure) => page(&visit, &form, &Wrongs::of(failure.into())?).await,
        };
    }
    let settings = &visit.installation.settings;
    match accounts::join(db, visit.brand(), form.clone(), visit.lang(), settings, &caller.network, visit.now).await {
        Ok(waiting) => {
            wait_a_day(&visit);
            let _ = visit.session.insert(WAITING, (waiting, form.address.trim())).await;
            to(&visit.href("/confirm"))
        }
        Err(failure) => page(&visit, &form, &soft_door(failure.into(), "address")?).await,
    }
}

async fn page(visit: &Visit, form: &Join, wrongs: &Wrongs) -> Answer {
    let words = visit.words;
    let known = visit.viewer.account().is_some();
    let brand = [("brand", visit.brand().name.as_str().into())];
    let (title, about) = (
        words.with("join-title", &brand),
        words.with(if known { "join-enter" } else { "join-about" }, &brand),
    );
    let by = match visit.brand().registration {
        Registration::Open => None,
        Registration::Invitation => Some("join-only-invited"),
        Registration::Domain => Some("join-only-domain"),
    };
    let field = |name, key| Field { name, key, wrongs };
    let name = field("name", "name").input(visit, "text", "name", &form.name);
    let credentials = (!known).then(|| {
        let address = field("address", "address").input(visit, "email", "username", &form.address);
        let password = field("password", "new-password").input(visit, "password", "new-password", "");
        view! { {address}{password} }
    });
    // Whether they may join depends on their address, which this form does not ask them for again.
    let barred = wrongs
        .at(words, "address")
        .filter(|_| known)
        .map(|text| view! { <div id="address" class="field wrong">{problem(visit, "address", text)}</div> });
    let aside = (!known).then(|| {
        view! { <div class="aside"><span>{words.text("join-known")}</span>" "<a href=visit.href("/sign-in")>{words.text("sign-in")}</a></div> }
    });
    let (rules, terms) = (paper(visit, DocumentKind::Rules).await?, paper(visit, DocumentKind::Terms).await?);
    let versions = (visit.brand().rules_version, visit.brand().terms_version);
    let accept = accept(visit, form.rules.is_some(), terms.is_some(), wrongs).markup();
    let body = view! {
        <div class="door">
            <header><h1>{title}</h1><p>{about}</p>{by.map(|key| view! { <p>{words.with(key, &brand)}</p> })}</header>
            {kept(visit).await}
            {wrongs.summary(words)}
            <form action=visit.href("/join") method="post" novalidate>
                {name}
                {credentials}
                {barred}
                {rules}
                {terms}
                <input type="hidden" name="rules_version" value=versions.0/>
                <input type="hidden" name="terms_version" value=versions.1/>
                {accept}
                <div class="form-end"><button class="button primary large">{words.text("join")}</button></div>
            </form>
            {aside}
        </div>
    };
    Ok(door(visit, "join", wrongs, body))
}

/// What the house asks, in full, where the brand has written it.
async fn paper(visit: &Visit, kind: DocumentKind) -> Result<Option<Markup>, crate::Oops> {
    let found = match visit.brand().version(kind) {
        0 => None,
        _ => documents::current(&visit.installation.db, visit.brand().id, kind, visit.lang()).await?,
    };
    Ok(found.map(|document| {
        let label = visit.words.text(&format!("document-{kind}"));
        let own = (document.lang != visit.lang()).then_some(document.lang.as_str());
        let html = prose::render(&document.body).html;
        view! { <div class="rules prose" tabindex="0" role="region" aria-label=label lang=own inner_html=html></div> }.markup()
    }))
}

/// One box for all that is asked.
fn accept(visit: &Visit, ticked: bool, terms: bool, wrongs: &Wrongs) -> impl IntoView + use<> {
    let words = visit.words;
    let brand = [("brand", visit.brand().name.as_str().into())];
    let sentence = words.with(if terms { "rules-terms-accept" } else { "rules-accept" }, &brand);
    let error = wrongs.at(words, "rules");
    let wrong = error.is_some();
    let (invalid, described) = (wrong.then_some("true"), wrong.then_some("rules-error"));
    view! {
        <div class="field" class:wrong=wrong>
            {error.map(|text| problem(visit, "rules", text))}
            <label class="check"><input type="checkbox" name="rules" id="rules" checked=ticked aria-invalid=invalid aria-describedby=described/><span>{sentence}</span></label>
        </div>
    }
}
