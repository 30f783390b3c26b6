//! Whom the installation has asked to run a brand, on that brand's page.

use super::brands::{Typed, found, language, show_with};
use super::{Desk, Porch, to};
use crate::errors::{Answer, Oops};
use crate::markup::{IntoMarkup, Markup};
use crate::parts::field::{Field, Wrongs};
use axum::Form;
use axum::extract::Path;
use community::brands::Brand;
use community::operator::asked::{self, Asked};
use leptos::prelude::*;
use types::operator::AskAdmin;
use types::{Instant, InvitationId};

/// `POST /operator/brands/{brand}/invitations`: asks somebody, in place of whoever has not accepted yet.
pub async fn post(desk: Desk, Path(slug): Path<String>, Form(form): Form<AskAdmin>) -> Answer {
    let (_, brand) = found(&desk, &slug).await?;
    let installation = &desk.installation;
    match asked::ask(&installation.db, desk.operator, &brand, &installation.settings, &form, desk.now).await {
        Ok(()) => done(&desk, &slug, "notice-admin-asked").await,
        Err(failure) => {
            let typed = Typed {
                ask: Some(form),
                ..Typed::default()
            };
            show_with(&desk, &slug, typed, &Wrongs::of(failure.into())?).await
        }
    }
}

/// `POST /operator/brands/{brand}/invitations/{id}/resend`
pub async fn resend(desk: Desk, Path((slug, id)): Path<(String, i64)>) -> Answer {
    let (_, brand) = found(&desk, &slug).await?;
    let (installation, id) = (&desk.installation, InvitationId(id));
    asked::again(&installation.db, desk.operator, &brand, &installation.settings, id, desk.now).await?;
    done(&desk, &slug, "notice-invitation-sent-again").await
}

/// `POST /operator/brands/{brand}/invitations/{id}/withdraw`
pub async fn withdraw(desk: Desk, Path((slug, id)): Path<(String, i64)>) -> Answer {
    let (_, brand) = found(&desk, &slug).await?;
    asked::withdraw(&desk.installation.db, desk.operator, brand.id, InvitationId(id), desk.now).await?;
    done(&desk, &slug, "notice-invitation-withdrawn").await
}

async fn done(desk: &Desk, slug: &str, said: &str) -> Answer {
    desk.say_next(said).await;
    to(&format!("/operator/brands/{slug}"))
}

/// Who was asked, and the form to ask somebody else; only the first where the space is being closed.
pub(super) async fn section(desk: &Desk, brand: &Brand, typed: Option<AskAdmin>, wrongs: &Wrongs) -> Result<Markup, Oops> {
    let words = desk.words;
    let closing = brand.closes.is_some();
    let people = asked::list(&desk.installation.db, desk.operator, brand.id).await?;
    let rows = people.iter().map(|one| row(desk, brand, one, closing)).collect_view();
    let rows = (!people.is_empty()).then(|| view! { <ul class="records" role="list">{rows}</ul> });
    let form = (!closing).then(|| form(desk, brand, typed.unwrap_or_else(|| blank(brand)), wrongs));
    Ok(view! { <section><h2>{words.text("operator-brand-admins")}</h2>{rows}{form}</section> }.markup())
}

fn blank(brand: &Brand) -> AskAdmin {
    AskAdmin {
        address: String::new(),
        language: brand.language().as_str().into(),
    }
}

fn row(desk: &Desk, brand: &Brand, one: &Asked, closing: bool) -> Markup {
    let (words, open) = (desk.words, one.is_open(desk.now));
    let key = match one.accepted {
        Some(_) => "operator-brand-accepted",
        None if open => "operator-brand-asked",
        None if one.was_withdrawn() => "operator-brand-withdrawn",
        None => "operator-brand-expired",
    };
    let when = desk.when.long(Instant(one.accepted.unwrap_or(one.expires.0)));
    let text = words.with(key, &[("when", when.into())]);
    let button = |act: &str, key: &'static str| {
        let action = format!("/operator/brands/{}/invitations/{}/{act}", brand.slug, one.id.0);
        let whom = words.with(&format!("{key}-whom"), &[("address", one.address.as_str().into())]);
        view! { <form method="post" action=action><button class="button small" aria-label=whom>{words.text(key)}</button></form> }
    };
    let again = (one.accepted.is_none() && !closing).then(|| button("resend", "people-resend"));
    let back = open.then(|| button("withdraw", "people-withdraw"));
    view! { <li><div><b>{one.address.clone()}</b><span>{text}</span></div>{again}{back}</li> }.markup()
}

fn form(desk: &Desk, brand: &Brand, typed: AskAdmin, wrongs: &Wrongs) -> Markup {
    let words = desk.words;
    let (name, key) = ("address", "operator-brand-address");
    let address = Field { name, key, wrongs }.input(desk as &Porch, "email", "off", &typed.address);
    let language = language(desk, &typed.language, wrongs);
    view! {
        <p>{words.text("operator-ask-about")}</p>
        <form action=format!("/operator/brands/{}/invitations", brand.slug) method="post" novalidate>
            <div class="pair">{address}{language}</div>
            <div class="form-end"><button class="button">{words.text("operator-ask")}</button></div>
        </form>
    }
    .markup()
}
