//! `/products` and `/products/{slug}`: what the brand sells, and what is said of it.

use crate::errors::Answer;
use crate::markup::IntoMarkup;
use crate::parts::spoken::Spoken;
use crate::shell::{self, Head};
use crate::topics::list::{self, Asked};
use crate::visit::Visit;
use axum::extract::{Path, Query};
use community::products::{self, Product};
use leptos::prelude::*;

/// `GET /products`: those that are still sold.
pub async fn get(visit: Visit) -> Answer {
    let all = products::list(&visit.installation.db, visit.brand().id).await?;
    let words = visit.words;
    let head = Head {
        title: words.text("products-title").to_owned(),
        description: Spoken::tagline(&visit).text,
        canonical: visit.href("/products"),
        place: "topics",
        ..Head::default()
    };
    Ok(shell::page(&visit, &head, || {
        let mut sold = all.iter().filter(|p| p.retired.is_none()).peekable();
        let list = if sold.peek().is_none() {
            view! { <p class="soft">{words.text("products-empty")}</p> }.markup()
        } else {
            view! { <ul class="boards" role="list">{sold.map(|p| product(&visit, p)).collect_view()}</ul> }.markup()
        };
        view! {
            <div class="browse">
                <header><div><h1>{words.text("products-title")}</h1><p>{words.text("products-about")}</p></div></header>
                {list}
            </div>
        }
    }))
}

fn product(visit: &Visit, product: &Product) -> impl IntoView + use<> {
    let href = visit.href(&format!("/products/{}", product.slug));
    view! { <li><h2><a href=href>{product.name.clone()}</a></h2><p>{product.model.clone()}</p></li> }
}

/// `GET /products/{slug}`: its conversations. One that is sold no longer keeps its page.
pub async fn one(visit: Visit, Path((_, slug)): Path<(String, String)>, Query(asked): Query<Asked>) -> Answer {
    let product = products::by_slug(&visit.installation.db, visit.brand().id, &slug).await?;
    list::show(&visit, asked, Some(product)).await
}

/// The product that a topic is about, among its facts.
pub fn link(visit: &Visit, product: &Product) -> impl IntoView + use<> {
    let href = visit.href(&format!("/products/{}", product.slug));
    view! { <a href=href>{product.name.clone()}</a> }
}
