//! Front pages: the installation's here, a brand's in `home/space.rs`.

mod space;

pub use space::{brand_home, brand_slash};

use crate::errors::Answer;
use crate::markup::IntoMarkup;
use crate::shell::{self, Lobby};
use crate::visit;
use axum::extract::State;
use axum::http::HeaderMap;
use community::Installation;
use community::brands::{self, Brand};
use community::installation::Settings;
use community::promises::{self, Figure};
use community::when::When;
use community::words::Words;
use leptos::prelude::*;
use types::Instant;

/// `GET /`: the brands that are open here.
pub async fn installation(State(installation): State<Installation>, headers: HeaderMap) -> Answer {
    let words = Words::of(visit::visitor_language(&headers));
    let brands = brands::open(&installation.db).await?;
    let figures = promises::figures(&installation.db).await?;
    let when = When::new(words, "UTC", Instant::now());
    let lobby = Lobby {
        installation: &installation,
        words,
    };
    Ok(shell::lobby_page(
        &lobby,
        words.text("lobby-title"),
        front(&installation.settings),
        || {
            let list = if brands.is_empty() {
                view! { <section class="empty"><h2>{words.text("lobby-empty-title")}</h2><p>{words.text("lobby-empty-text")}</p></section> }
                    .markup()
            } else {
                view! { <ul class="brands" role="list">{brands.iter().map(|b| brand(words, &installation.settings, b, answering(words, &when, figures.get(&b.id)))).collect_view()}</ul> }
                .markup()
            };
            view! {
                <div class="installation">
                    <header><h1>{words.text("lobby-title")}</h1><p>{words.text("lobby-about")}</p></header>
                    {list}
                </div>
            }
        },
    ))
}

/// Where the installation's front page is: behind the home brand, if there is one.
pub const fn front(settings: &Settings) -> &'static str {
    if settings.home_brand.is_some() { "/brands" } else { "/" }
}

fn brand(words: &Words, settings: &Settings, brand: &Brand, figure: Option<String>) -> impl IntoView + use<> {
    let slug = brand.slug.clone();
    let (tagline, lang) = match brand.taglines.of(words.lang()) {
        Some(text) => (text.to_owned(), words.lang()),
        None => (brand.tagline.clone(), brand.language()),
    };
    // Its own files from here: another host's would be another origin's.
    let look = |file: String| format!("/b/{}/look/{file}", brand.slug);
    let theme = look(format!("card.{}.css", brand.revision));
    let home = settings.link(brand, "/");
    let home = home.strip_prefix(&settings.base_url).map_or_else(|| home.clone(), str::to_owned);
    view! {
        <li class="brand" data-brand=slug>
            <link rel="stylesheet" href=theme/>
            <div class="plate"><img src=look(format!("logo.{}.svg", brand.revision)) alt=""/></div>
            <div class="about"><h2><a href=home>{brand.name.clone()}</a></h2><p lang=lang.as_str()>{tagline}</p>{figure.map(|f| view! { <p class="small">{f}</p> })}</div>
        </li>
    }
}

/// "A first answer after 1.5 days, 90% within the time promised": once there is one.
fn answering(words: &'static Words, when: &When, figure: Option<&Figure>) -> Option<String> {
    let figure = figure?;
    let span = when.span(figure.median?);
    if figure.promised == 0 {
        return Some(words.with("lobby-median", &[("span", span.into())]));
    }
    let share = format!("{}{}", words.number(figure.in_time * 100 / figure.promised), words.lang().percent());
    Some(words.with("lobby-kept", &[("span", span.into()), ("share", share.into())]))
}
