//! A brand's front page: who we are, how we keep our word, what is talked about, what became of it, who answers.

use crate::canonical;
use crate::errors::Answer;
use crate::feeds;
use crate::markup::{IntoMarkup, Markup};
use crate::parts::promise::promise;
use crate::parts::spoken::{Spoken, other};
use crate::parts::topic_row::{narrow, topic_href, topic_list};
use crate::parts::{Face, avatar, glyph, icon, name_link, plain_name, share, title_of};
use crate::shell::{self, Head};
use crate::visit::Visit;
use community::boards::Board;
use community::front::{self, Answerer, Told};
use community::topics::{self, COUNTED, Filter, Page};
use community::{promises, prose};
use leptos::prelude::*;
use std::sync::Arc;
use types::topics::Kind;

/// Squares of the promise, one for each conversation that was to be answered.
const TICKS: i64 = 25;

/// All that the page shows.
struct Front {
    boards: Arc<Vec<Board>>,
    hot: Page,
    conversations: i64,
    delivered: Vec<Told>,
    lately: Vec<Told>,
    answerers: Vec<Answerer>,
}

/// `GET /b/{brand}`: leads to the address with the slash.
pub async fn brand_slash(visit: Visit) -> Answer {
    Ok(canonical::lead(&visit, &visit.href("/")).await)
}

/// `GET /b/{brand}/`
pub async fn brand_home(visit: Visit) -> Answer {
    let (db, viewer) = (&visit.installation.db, &visit.viewer);
    let five = Filter {
        limit: 5,
        ..Filter::default()
    };
    let front = Front {
        boards: visit.installation.kept.boards(db, viewer).await?,
        hot: topics::list(db, viewer, &five).await?,
        conversations: visit.installation.counts.of(db, viewer, &Filter::default(), visit.now).await?,
        delivered: front::delivered(db, viewer).await?,
        lately: front::lately(db, viewer).await?,
        answerers: front::answerers(db, viewer).await?,
    };
    let promised = promises::read(db, viewer).await?;
    let figure = promises::figure(db, visit.brand().id).await?;
    let kept = promises::kept(db, visit.brand().id, TICKS, visit.now).await?;
    let head = Head {
        title: String::new(),
        description: Spoken::tagline(&visit).text,
        canonical: visit.href("/"),
        place: "home",
        feed: feeds::of_list(&visit, None),
        share: share::of_home(&visit),
    };
    Ok(shell::page(&visit, &head, || {
        view! {
            {hero(&visit, front.conversations).markup()}
            {promise(&visit, &promised, figure.as_ref(), &kept).map(IntoMarkup::markup)}
            {hot(&visit, &front.hot).markup()}
            {lately(&visit, &front.lately)}
            {delivered(&visit, &front.delivered)}
            {browse(&visit, &front.boards).markup()}
            {answerers(&visit, &front.answerers)}
        }
    }))
}

/// The brand's own language, where the page is in another.
fn own(visit: &Visit) -> Option<&'static str> {
    other(visit, visit.brand().language())
}

fn hero(visit: &Visit, conversations: i64) -> impl IntoView + use<> {
    let (words, brand) = (visit.words, visit.brand());
    let (tagline, lede) = (Spoken::tagline(visit), Spoken::of(visit, &brand.lede, &brand.ledes));
    let read = match conversations {
        0..10 => words.text("home-read").to_owned(),
        COUNTED.. => words.count("home-read-many", COUNTED - 1),
        count => words.count("home-read-all", count),
    };
    view! {
        <section class="hero">
            <div>
                <h1 lang=tagline.lang>{tagline.text}</h1>
                <p class="lede" lang=lede.lang>{lede.text}</p>
                <p class="doors">
                    {(!visit.is_suspended()).then(|| view! { <a class="button primary large" href=visit.href("/new")>{words.text("mast-new")}</a> })}
                    <a class="plain" href=visit.href("/topics")>{read}</a>
                </p>
            </div>
            <figure class="crest" aria-hidden="true">{glyph(&brand.glyph)}</figure>
        </section>
    }
}

fn hot(visit: &Visit, page: &Page) -> impl IntoView + use<> {
    let words = visit.words;
    let rows = if page.topics.is_empty() {
        view! { <p class="soft">{words.text("home-nothing")}</p> }.markup()
    } else {
        topic_list(visit, page).markup()
    };
    view! {
        <section class="section">
            <header><h2>{words.text("home-hot")}</h2><p>{words.text("home-hot-about")}</p></header>
            <div>
                {rows}
                <p class="onward"><a href=visit.href("/topics")>{words.text("home-all")}</a></p>
            </div>
        </section>
    }
}

/// The last answers in the brand's name, in its own words.
fn lately(visit: &Visit, topics: &[Told]) -> Option<Markup> {
    let one = |told: &Told| {
        let face = Face {
            name: &told.teller,
            number: told.teller_number,
            role: told.teller_role,
            picture: told.teller_picture,
        };
        let title = told.teller_title.as_ref().map(|title| format!(", {title}"));
        let when = format!(", {}", visit.when.said(told.answered));
        view! {
            <li class="credit">
                <p class="when answerer">{avatar(visit, &face, "small")}<span>{name_link(visit, &told.teller, told.teller_number)}{title}{when}</span></p>
                {heading(visit, told)}
                {said(visit, told)}
            </li>
        }
    };
    let list = topics.iter().map(one).collect_view();
    part(
        visit,
        "lately",
        "/topics?sort=answered",
        (!topics.is_empty()).then(|| list.markup()),
    )
}

/// What there is now because somebody wrote it, and to whom it is owed.
fn delivered(visit: &Visit, topics: &[Told]) -> Option<Markup> {
    let words = visit.words;
    let one = |told: &Told| {
        let product = told.product.as_ref().map(|name| view! { <br/>{name.clone()} });
        let key = if told.kind == Kind::Problem {
            "credit-fixed"
        } else {
            "credit-delivered"
        };
        let span = visit.when.span(told.answered.seconds_since(told.created));
        let args = [
            ("name", plain_name(words, &told.author).into()),
            ("votes", told.votes.into()),
            ("shown", words.number(told.votes).into()),
            ("span", span.into()),
        ];
        view! {
            <li class="credit">
                <p class="when"><time datetime=visit.when.machine(told.answered)>{visit.when.long(told.answered)}</time>{product}</p>
                {heading(visit, told)}
                {said(visit, told)}
                <p class="thanks">{words.with(key, &args)}</p>
            </li>
        }
    };
    let list = topics.iter().map(one).collect_view();
    part(
        visit,
        "delivered",
        "/topics?status=delivered",
        (!topics.is_empty()).then(|| list.markup()),
    )
}

/// A part of the page with credits; nothing while there are none.
fn part(visit: &Visit, name: &str, all: &str, list: Option<Markup>) -> Option<Markup> {
    let word = |end: &str| visit.words.text(&format!("home-{name}{end}")).to_owned();
    let list = list?;
    Some(
        view! {
            <section class="section">
                <header><h2>{word("")}</h2><p>{word("-about")}</p></header>
                <div>
                    <ol class="credits" role="list">{list}</ol>
                    <p class="onward"><a href=visit.href(all)>{word("-all")}</a></p>
                </div>
            </section>
        }
        .markup(),
    )
}

fn heading(visit: &Visit, told: &Told) -> impl IntoView + use<> {
    let href = topic_href(visit, told.number, &told.slug);
    view! { <h3 lang=other(visit, told.lang)><a href=href>{title_of(visit.words, &told.title)}</a></h3> }
}

fn said(visit: &Visit, told: &Told) -> impl IntoView + use<> {
    let gist = prose::render(&told.answer).gist;
    view! { <p class="what" lang=other(visit, told.answer_lang)>{gist}</p> }
}

fn browse(visit: &Visit, boards: &[Board]) -> impl IntoView + use<> {
    let board = |board: &Board| {
        let href = visit.href(&format!("/topics?board={}", board.slug));
        let (name, description) = (Spoken::name(visit, board), Spoken::description(visit, board));
        let seen =
            narrow(visit.words, board.view_level).map(|who| view! { <p><b class="kind">{icon(&visit.installation, "lock")}{who}</b></p> });
        view! { <li><h3 lang=name.lang><a href=href>{name.text}</a></h3>{seen}<p lang=description.lang>{description.text}</p></li> }
    };
    view! {
        <section class="section">
            <header><h2>{visit.words.text("home-boards")}</h2></header>
            <ul class="boards" role="list">{boards.iter().map(board).collect_view()}</ul>
        </section>
    }
}

/// Whom one meets here.
fn answerers(visit: &Visit, people: &[Answerer]) -> Option<Markup> {
    let one = |person: &Answerer| {
        let face = Face {
            name: &person.name,
            number: person.number,
            role: person.role,
            picture: person.picture_id,
        };
        let title = person
            .title
            .as_ref()
            .map(|title| view! { <span lang=own(visit)>{title.clone()}</span> });
        view! { <li>{avatar(visit, &face, "")}<span>{name_link(visit, &person.name, person.number)}{title}</span></li> }
    };
    let list = people.iter().map(one).collect_view();
    (!people.is_empty()).then(|| {
        view! {
            <section class="section">
                <header><h2>{visit.words.text("home-answerers")}</h2></header>
                <ul class="answerers" role="list">{list}</ul>
            </section>
        }
        .markup()
    })
}
