//! `/settings/products`: what the brand sells.

use super::{Sent, movers, page, saved};
use crate::errors::Answer;
use crate::markup::IntoMarkup;
use crate::parts::field::{Field, Wrongs};
use crate::parts::rooms::back;
use crate::visit::Visit;
use axum::Form;
use axum::extract::Path;
use community::products::{self, Product};
use leptos::prelude::*;
use types::products::NewProduct;
use types::{Error, Instant};

/// Where its forms lead back to.
const HERE: &str = "/settings/products";

/// `GET /settings/products`
pub async fn get(visit: Visit) -> Answer {
    show(&visit, &NewProduct::default(), &Wrongs::default()).await
}

/// `POST /settings/products`: adds one.
pub async fn post(visit: Visit, Form(sent): Form<Sent>) -> Answer {
    let new = product_of(&sent);
    match products::create(&visit.installation.db, &visit.admin()?, new.clone(), visit.now).await {
        Ok(()) => saved(&visit, HERE).await,
        Err(failure) => show(&visit, &new, &Wrongs::of(failure.into())?).await,
    }
}

/// `GET /settings/products/{slug}`
pub async fn one(visit: Visit, Path((_, slug)): Path<(String, String)>) -> Answer {
    let product = found(&visit, &slug).await?;
    let typed = NewProduct {
        name: product.name.clone(),
        model: product.model.clone(),
    };
    show_one(&visit, &product, &typed, &Wrongs::default())
}

/// `POST /settings/products/{slug}`: another name.
pub async fn one_post(visit: Visit, Path((_, slug)): Path<(String, String)>, Form(sent): Form<Sent>) -> Answer {
    let new = product_of(&sent);
    match products::rename(&visit.installation.db, &visit.admin()?, &slug, new.clone(), visit.now).await {
        Ok(()) => saved(&visit, HERE).await,
        Err(failure) => show_one(&visit, &found(&visit, &slug).await?, &new, &Wrongs::of(failure.into())?),
    }
}

/// `POST /settings/products/{slug}/move`
pub async fn shift(visit: Visit, Path((_, slug)): Path<(String, String)>, Form(sent): Form<Sent>) -> Answer {
    products::shift(&visit.installation.db, &visit.admin()?, &slug, sent.typed("to") == "up").await?;
    saved(&visit, HERE).await
}

/// `POST /settings/products/{slug}/retire`: or brings it back.
pub async fn retire(visit: Visit, Path((_, slug)): Path<(String, String)>, Form(sent): Form<Sent>) -> Answer {
    let retired = sent.typed("do") != "bring-back";
    products::retire(&visit.installation.db, &visit.admin()?, &slug, retired, visit.now).await?;
    saved(&visit, HERE).await
}

fn product_of(sent: &Sent) -> NewProduct {
    NewProduct {
        name: sent.typed("product-name").to_owned(),
        model: sent.typed("product-model").to_owned(),
    }
}

async fn found(visit: &Visit, slug: &str) -> Result<Product, Error> {
    let all = products::list(&visit.installation.db, visit.brand().id).await?;
    all.into_iter().find(|product| product.slug == slug).ok_or(Error::NotFound)
}

async fn show(visit: &Visit, new: &NewProduct, wrongs: &Wrongs) -> Answer {
    let words = visit.words;
    let all = products::list(&visit.installation.db, visit.brand().id).await?;
    let rows = all.iter().map(|product| row(visit, product).markup()).collect_view();
    let list = if all.is_empty() {
        view! { <p class="none">{words.text("products-none")}</p> }.markup()
    } else {
        view! { <ul class="records">{rows}</ul> }.markup()
    };
    let body = view! {
        <section>{list}</section>
        <section>
            <h2>{words.text("products-new")}</h2>
            <form action=visit.href(HERE) method="post" novalidate>
                {fields(visit, new, wrongs).markup()}
                <div class="form-end"><button class="button primary">{words.text("products-add")}</button></div>
            </form>
        </section>
    };
    page(visit, "products", wrongs, body)
}

fn fields(visit: &Visit, typed: &NewProduct, wrongs: &Wrongs) -> impl IntoView + use<> {
    let field = |name: &'static str| Field { name, key: name, wrongs };
    view! {
        <div class="pair">
            {field("product-name").input(visit, "text", "off", &typed.name)}
            {field("product-model").input(visit, "text", "off", &typed.model)}
        </div>
    }
}

fn row(visit: &Visit, product: &Product) -> impl IntoView + use<> {
    let words = visit.words;
    let at = format!("{HERE}/{}", product.slug);
    let retired = product
        .retired
        .map(|since| words.with("product-retired-since", &[("when", visit.when.long(Instant(since)).into())]));
    let about = [Some(product.model.clone()).filter(|m| !m.is_empty()), retired];
    let about = about.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    view! {
        <li>
            <div><b><a href=visit.href(&at)>{product.name.clone()}</a></b><span>{about}</span></div>
            {movers(visit, visit.href(&format!("{at}/move")), &product.name)}
        </li>
    }
}

fn show_one(visit: &Visit, product: &Product, typed: &NewProduct, wrongs: &Wrongs) -> Answer {
    let words = visit.words;
    let at = visit.href(&format!("{HERE}/{}", product.slug));
    let (will, act, value) = if product.retired.is_some() {
        ("product-bring-back-will", "product-bring-back", "bring-back")
    } else {
        ("product-retire-will", "product-retire", "retire")
    };
    let body = view! {
        <section>
            {back(visit, visit.href(HERE), words.text("products-all"))}
            <h2>{product.name.clone()}</h2>
            <form action=at.clone() method="post" novalidate>
                {fields(visit, typed, wrongs).markup()}
                <div class="form-end"><button class="button primary">{words.text("settings-save")}</button></div>
            </form>
        </section>
        <section>
            <p>{words.text(will)}</p>
            <form action=format!("{at}/retire") method="post">
                <div class="form-end"><button name="do" value=value class="button">{words.text(act)}</button></div>
            </form>
        </section>
    };
    page(visit, "products", wrongs, body)
}
