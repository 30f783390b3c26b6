//! Front pages: the installation's and a brand's.

use crate::errors::Answer;
use crate::feeds;
use crate::parts::promise::promise;
use crate::parts::topic_row::topic_list;
use crate::parts::{glyph, share};
use crate::shell::{self, Head, Lobby};
use crate::visit::{self, Visit};
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect};
use community::Installation;
use community::boards::{self, Board};
use community::brands::{self, Brand};
use community::installation::Settings;
use community::promises;
use community::topics::{self, Filter};
use community::words::Words;
use leptos::prelude::*;
use types::Lang;

/// `GET /`: the brands that are open here.
pub async fn installation(State(installation): State<Installation>, headers: HeaderMap) -> Answer {
    let words = Words::of(visit::browser_language(&headers, Lang::ALL).unwrap_or(Lang::En));
    let brands = brands::open(&installation.db).await?;
    let lobby = Lobby {
        installation: &installation,
        words,
    };
    Ok(shell::lobby_page(&lobby, words.text("lobby-title"), || {
        let list = if brands.is_empty() {
            view! { <section class="empty"><h2>{words.text("lobby-empty-title")}</h2><p>{words.text("lobby-empty-text")}</p></section> }
                .into_any()
        } else {
            view! { <ul class="brands" role="list">{brands.iter().map(|b| brand(&installation.settings, b)).collect_view()}</ul> }
                .into_any()
        };
        view! {
            <div class="installation">
                <header><h1>{words.text("lobby-title")}</h1><p>{words.text("lobby-about")}</p></header>
                {list}
            </div>
        }
    }))
}

fn brand(settings: &Settings, brand: &Brand) -> impl IntoView + use<> {
    let (slug, lang) = (brand.slug.clone(), brand.language().as_str());
    // Its own files from here: another host's would be another origin's.
    let look = |file: String| format!("/b/{}/look/{file}", brand.slug);
    let theme = look(format!("card.{}.css", brand.revision));
    let home = settings.link(brand, "/");
    let home = home.strip_prefix(&settings.base_url).map_or_else(|| home.clone(), str::to_owned);
    view! {
        <li class="brand" data-brand=slug>
            <link rel="stylesheet" href=theme/>
            <div class="plate"><img src=look(format!("logo.{}.svg", brand.revision)) alt=""/></div>
            <div class="about"><h2><a href=home>{brand.name.clone()}</a></h2><p lang=lang>{brand.tagline.clone()}</p></div>
        </li>
    }
}

/// `GET /b/{brand}`: leads to the address with the slash.
#[expect(clippy::unused_async, reason = "a handler is async")]
pub async fn brand_slash(visit: Visit) -> Answer {
    Ok(Redirect::permanent(&visit.href("/")).into_response())
}

/// `GET /b/{brand}/`
pub async fn brand_home(visit: Visit) -> Answer {
    let db = &visit.installation.db;
    let boards = boards::list(db, &visit.viewer).await?;
    let hot = topics::list(
        db,
        &visit.viewer,
        &Filter {
            limit: 5,
            ..Filter::default()
        },
    )
    .await?;
    let figure = promises::figure(db, visit.brand().id).await?;
    let head = Head {
        title: String::new(),
        description: visit.brand().tagline.clone(),
        canonical: visit.href("/"),
        place: "home",
        feed: feeds::of_list(&visit, None),
        share: share::of_home(&visit),
    };
    let words = visit.words;
    let own = (visit.brand().language() != visit.lang()).then_some(visit.brand().language().as_str());
    Ok(shell::page(&visit, &head, || {
        let hot = if hot.topics.is_empty() {
            view! { <p class="soft">{words.text("home-nothing")}</p> }.into_any()
        } else {
            topic_list(&visit, &hot).into_any()
        };
        view! {
            <section class="hero">
                <div>
                    <h1 lang=own>{visit.brand().tagline.clone()}</h1>
                    <p class="lede" lang=own>{visit.brand().lede.clone()}</p>
                    <p class="doors">
                        <a class="button primary large" href=visit.href("/new")>{words.text("mast-new")}</a>
                        <a class="plain" href=visit.href("/topics")>{words.text("home-read")}</a>
                    </p>
                </div>
                <figure class="crest" aria-hidden="true">{glyph(&visit.brand().glyph)}</figure>
            </section>
            <section class="section">
                <header><h2>{words.text("home-hot")}</h2><p>{words.text("home-hot-about")}</p></header>
                <div>
                    {hot}
                    <p class="onward"><a href=visit.href("/topics")>{words.text("home-all")}</a></p>
                </div>
            </section>
            {promise(&visit, figure.as_ref())}
            <section class="section">
                <header><h2>{words.text("home-boards")}</h2></header>
                <ul class="boards" role="list">{boards.iter().map(|b| board(&visit, b, own)).collect_view()}</ul>
            </section>
        }
    }))
}

fn board(visit: &Visit, board: &Board, lang: Option<&'static str>) -> impl IntoView + use<> {
    let href = visit.href(&format!("/topics?board={}", board.slug));
    view! { <li lang=lang><h3><a href=href>{board.name.clone()}</a></h3><p>{board.description.clone()}</p></li> }
}
