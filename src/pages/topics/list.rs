//! `/topics`: everything that was said, in three orders.

use crate::errors::Answer;
use crate::parts::icon;
use crate::parts::topic_row::topic_list;
use crate::shell::{self, Head};
use crate::visit::Visit;
use axum::extract::Query;
use community::boards::{self, Board};
use community::topics::{self, Filter, Page};
use leptos::prelude::*;
use serde::Deserialize;
use types::Error;
use types::topics::{Kind, PAGE, Sort};

/// What the address asks for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    pub kind: String,
    pub board: String,
    pub sort: String,
    pub after: String,
}

impl Asked {
    fn filter(&self) -> Filter {
        Filter {
            kind: Kind::parse(&self.kind),
            board: Some(self.board.clone()).filter(|b| !b.is_empty()),
            sort: Sort::parse(&self.sort).unwrap_or(Sort::Trending),
            after: Some(self.after.clone()).filter(|a| !a.is_empty()),
            limit: PAGE,
        }
    }
}

/// The address of a list: what is usual is left out of it. Its parts are words of ours, slugs and hexadecimal digits: nothing to escape.
fn address(visit: &Visit, filter: &Filter, after: Option<&str>) -> String {
    let mut parts = Vec::new();
    parts.extend(filter.kind.map(|k| format!("kind={k}")));
    parts.extend(filter.board.as_ref().map(|b| format!("board={b}")));
    parts.extend((filter.sort != Sort::Trending).then(|| format!("sort={}", filter.sort)));
    parts.extend(after.map(|a| format!("after={a}")));
    let query = if parts.is_empty() {
        String::new()
    } else {
        format!("?{}", parts.join("&"))
    };
    visit.href(&format!("/topics{query}"))
}

/// `GET /topics`
pub async fn get(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let db = &visit.installation.db;
    let boards = boards::list(db, &visit.viewer).await?;
    let filter = asked.filter();
    if filter.board.as_ref().is_some_and(|slug| boards.iter().all(|b| b.slug != *slug)) {
        return Err(Error::NotFound.into());
    }
    let page = topics::list(db, &visit.viewer, &filter).await?;
    let head = Head {
        title: visit.words.text("topics-title").to_owned(),
        description: visit.brand().tagline.clone(),
        canonical: if filter == Filter::default() {
            visit.href("/topics")
        } else {
            String::new()
        },
        place: "topics",
    };
    Ok(shell::page(&visit, &head, || view(&visit, &boards, &filter, &page)))
}

fn view(visit: &Visit, boards: &[Board], filter: &Filter, page: &Page) -> impl IntoView + use<> {
    let words = visit.words;
    let board = filter.board.as_ref().and_then(|slug| boards.iter().find(|b| b.slug == *slug));
    let (title, about) = match board {
        Some(board) => (board.name.clone(), board.description.clone()),
        None => (words.text("topics-title").to_owned(), words.text("topics-about").to_owned()),
    };
    let next = page.next.as_ref().map(|after| {
        let href = address(visit, filter, Some(after));
        view! { <nav class="pager" aria-label=words.text("pager")><span></span><a class="button" href=href>{words.text("pager-next")}</a></nav> }
    });
    let rows = if page.topics.is_empty() {
        empty(visit).into_any()
    } else {
        topic_list(visit, &page.topics).into_any()
    };
    view! {
        <div class="browse">
            <header><div><h1>{title}</h1><p>{about}</p></div></header>
            <div class="filters" id="filters">
                {kinds(visit, boards, filter).into_any()}
                <a class="opener" href="#filters">{icon(&visit.installation, "filter")}{words.text("filter")}</a>
                {narrow(visit, boards, filter).into_any()}
            </div>
            <div>
                {sorts(visit, filter).into_any()}
                <h2 class="unseen">{words.text(&format!("sort-{}", filter.sort))}</h2>
                {rows}
                {next}
            </div>
        </div>
    }
}

fn kinds(visit: &Visit, boards: &[Board], filter: &Filter) -> impl IntoView + use<> {
    let words = visit.words;
    let all = Filter {
        kind: None,
        after: None,
        ..filter.clone()
    };
    let everything =
        view! { <a href=address(visit, &all, None) aria-current=filter.kind.is_none().then_some("page")>{words.text("kinds-all")}</a> };
    let taken = |kind: &Kind| boards.iter().any(|b| b.kinds.contains(kind));
    let kinds = Kind::ALL.iter().copied().filter(taken).map(|kind| {
        let href = address(
            visit,
            &Filter {
                kind: Some(kind),
                ..all.clone()
            },
            None,
        );
        let current = (filter.kind == Some(kind)).then_some("page");
        view! { <a href=href aria-current=current>{words.text(&format!("kinds-{kind}"))}</a> }
    });
    view! { <nav class="kinds" aria-label=words.text("kinds")>{everything}{kinds.collect_view()}</nav> }
}

fn narrow(visit: &Visit, boards: &[Board], filter: &Filter) -> impl IntoView + use<> {
    let words = visit.words;
    let options = boards.iter().map(|b| {
        let chosen = filter.board.as_deref() == Some(b.slug.as_str());
        view! { <option value=b.slug.clone() selected=chosen>{b.name.clone()}</option> }
    });
    let kept = filter.kind.map(|k| view! { <input type="hidden" name="kind" value=k.as_str()/> });
    let sort = (filter.sort != Sort::Trending).then(|| view! { <input type="hidden" name="sort" value=filter.sort.as_str()/> });
    view! {
        <form action=visit.href("/topics")>
            {kept}{sort}
            <div class="field">
                <label for="board">{words.text("board-label")}</label>
                <select class="input" id="board" name="board"><option value="">{words.text("board-all")}</option>{options.collect_view()}</select>
            </div>
            <button class="button small">{words.text("filter-apply")}</button>
        </form>
    }
}

fn sorts(visit: &Visit, filter: &Filter) -> impl IntoView + use<> {
    let words = visit.words;
    let links = Sort::ALL.iter().copied().map(|sort| {
        let href = address(
            visit,
            &Filter {
                sort,
                after: None,
                ..filter.clone()
            },
            None,
        );
        let current = (filter.sort == sort).then_some("true");
        view! { <a href=href aria-current=current>{words.text(&format!("sort-{sort}"))}</a> }
    });
    view! { <nav class="sorts" aria-label=words.text("sorts")>{links.collect_view()}</nav> }
}

fn empty(visit: &Visit) -> impl IntoView + use<> {
    let words = visit.words;
    view! {
        <section class="empty">
            <h3>{words.text("topics-empty-title")}</h3>
            <p>{words.text("topics-empty-text")}</p>
            <div class="doors">
                <a class="button primary" href=visit.href("/new")>{words.text("mast-new")}</a>
                <a class="button" href=visit.href("/topics")>{words.text("topics-empty-all")}</a>
            </div>
        </section>
    }
}
