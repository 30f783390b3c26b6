//! `/topics`: everything that was said, in five orders. A product's page is the same list under its name.

mod filters;

use crate::errors::Answer;
use crate::feeds;
use crate::markup::{IntoMarkup, Markup};
use crate::parts::icon;
use crate::parts::spoken::Spoken;
use crate::parts::topic_row::{narrow, pinned, topic_list};
use crate::shell::{self, Head};
use crate::visit::Visit;
use axum::extract::Query;
use community::boards::Board;
use community::products::Product;
use community::tags::Tag;
use community::topics::{self, COUNTED, Filter, Page, Pinned};
use leptos::prelude::*;
use serde::Deserialize;
use std::sync::Arc;
use types::Error;
use types::topics::{Kind, PAGE, Sort, Status};

/// What the address asks for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    pub kind: String,
    pub board: String,
    pub status: String,
    pub product: String,
    pub tag: String,
    pub mine: String,
    pub sort: String,
    pub after: String,
}

/// A word that is there.
fn some(word: &str) -> Option<String> {
    Some(word.to_owned()).filter(|w| !w.is_empty())
}

impl Asked {
    fn filter(&self, member: bool) -> Filter {
        Filter {
            kind: Kind::parse(&self.kind),
            board: some(&self.board),
            status: Status::parse(&self.status),
            product: some(&self.product),
            tag: some(&self.tag),
            mine: member && self.mine == "1",
            unpinned: false,
            sort: Sort::parse(&self.sort).unwrap_or(Sort::Trending),
            after: some(&self.after),
            limit: PAGE,
        }
    }
}

/// A list on its page: what it may be narrowed by, and what was found.
struct Browse {
    filter: Filter,
    /// The product whose page this is.
    of: Option<Product>,
    boards: Arc<Vec<Board>>,
    products: Arc<Vec<Product>>,
    tags: Arc<Vec<Tag>>,
    pinned: Arc<Vec<Pinned>>,
    page: Page,
    /// How many there are of each kind, and of all of them.
    kinds: Vec<(Option<Kind>, Option<i64>)>,
    /// How many the list has.
    count: i64,
}

impl Browse {
    /// The address of a list: what is usual is left out of it. Its parts are words of ours, slugs and hexadecimal digits: nothing to escape.
    fn address(&self, visit: &Visit, filter: &Filter, after: Option<&str>) -> String {
        let mut parts = Vec::new();
        parts.extend(filter.kind.map(|k| format!("kind={k}")));
        parts.extend(filter.board.as_ref().map(|b| format!("board={b}")));
        parts.extend(filter.status.map(|s| format!("status={s}")));
        if self.of.is_none() {
            parts.extend(filter.product.as_ref().map(|p| format!("product={p}")));
        }
        parts.extend(filter.tag.as_ref().map(|t| format!("tag={t}")));
        parts.extend(filter.mine.then(|| "mine=1".to_owned()));
        parts.extend((filter.sort != Sort::Trending).then(|| format!("sort={}", filter.sort)));
        parts.extend(after.map(|a| format!("after={a}")));
        let query = if parts.is_empty() {
            String::new()
        } else {
            format!("?{}", parts.join("&"))
        };
        format!("{}{query}", self.base(visit))
    }

    /// Where the list lives.
    fn base(&self, visit: &Visit) -> String {
        match &self.of {
            Some(product) => visit.href(&format!("/products/{}", product.slug)),
            None => visit.href("/topics"),
        }
    }

    /// The list as it is without anything that narrows it.
    fn plain(&self) -> Filter {
        Filter {
            product: self.of.as_ref().map(|p| p.slug.clone()),
            unpinned: self.filter.unpinned,
            ..Filter::default()
        }
    }

    fn is_plain(&self) -> bool {
        self.filter == self.plain()
    }

    fn board(&self) -> Option<&Board> {
        self.filter
            .board
            .as_ref()
            .and_then(|slug| self.boards.iter().find(|b| b.slug == *slug))
    }
}

/// `GET /topics`
pub async fn get(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    show(&visit, asked, None).await
}

/// The list, of one product or of everything.
pub async fn show(visit: &Visit, asked: Asked, of: Option<Product>) -> Answer {
    let mut filter = asked.filter(visit.viewer.as_member().is_some());
    if let Some(product) = &of {
        filter.product = Some(product.slug.clone());
    }
    filter.unpinned = of.is_none() && filter.is_everything();
    let browse = read(visit, filter, of).await?;
    let words = visit.words;
    let head = Head {
        title: title(visit, &browse),
        description: Spoken::tagline(visit).text,
        canonical: if browse.is_plain() { browse.base(visit) } else { String::new() },
        place: "topics",
        feed: feeds::of_list(visit, browse.board()),
        ..Head::default()
    };
    Ok(shell::page(visit, &head, || {
        let (title, about) = heading(visit, &browse);
        view! {
            <div class="browse">
                <header><div><h1 lang=title.lang>{title.text}</h1>{about}</div></header>
                <div class="filters" id="filters">
                    {filters::kinds(visit, &browse).markup()}
                    {filters::products(visit, &browse)}
                    {filters::form(visit, &browse).markup()}
                </div>
                <div>
                    {filters::sorts(visit, &browse).markup()}
                    <h2 class="unseen">{words.text(&format!("sort-{}", browse.filter.sort))}</h2>
                    {pinned(visit, &browse.pinned).markup()}
                    {rows(visit, &browse).markup()}
                </div>
            </div>
        }
    }))
}

async fn read(visit: &Visit, filter: Filter, of: Option<Product>) -> Result<Browse, crate::Oops> {
    let (db, viewer) = (&visit.installation.db, &visit.viewer);
    let kept = &visit.installation.kept;
    let boards = kept.boards(db, viewer).await?;
    if filter.board.as_ref().is_some_and(|slug| boards.iter().all(|b| b.slug != *slug)) {
        return Err(Error::NotFound.into());
    }
    let products = kept.products(db, viewer.brand().id).await?;
    if filter.product.as_ref().is_some_and(|slug| products.iter().all(|p| p.slug != *slug)) {
        return Err(Error::NotFound.into());
    }
    let tags = kept.tags(db, viewer).await?;
    if filter.tag.as_ref().is_some_and(|slug| tags.iter().all(|t| t.slug != *slug)) {
        return Err(Error::NotFound.into());
    }
    let pinned = if filter.unpinned && filter.after.is_none() {
        kept.pinned(db, viewer).await?
    } else {
        Arc::default()
    };
    let page = topics::list(db, viewer, &filter).await?;
    let (kinds, count) = counted(visit, &boards, &filter).await?;
    Ok(Browse {
        filter,
        of,
        boards,
        products,
        tags,
        pinned,
        page,
        kinds,
        count,
    })
}

/// How many there are of each kind that some board takes, with all else that narrows the list; and how many the list has.
async fn counted(visit: &Visit, boards: &[Board], filter: &Filter) -> Result<(Vec<(Option<Kind>, Option<i64>)>, i64), crate::Oops> {
    let (db, counts) = (&visit.installation.db, &visit.installation.counts);
    let whole = Filter {
        unpinned: false,
        ..filter.clone()
    };
    let mut kinds = Vec::new();
    let taken = Kind::ALL.iter().copied().filter(|k| boards.iter().any(|b| b.kinds.contains(k)));
    for kind in std::iter::once(None).chain(taken.map(Some)) {
        let narrowed = of_kind(&whole, kind);
        // A number that leaves the status out would stand beside numbers that do not.
        let count = match narrowed.status == whole.status {
            true => Some(counts.of(db, &visit.viewer, &narrowed, visit.now).await?),
            false => None,
        };
        kinds.push((kind, count));
    }
    let count = match kinds.iter().find(|(kind, _)| *kind == filter.kind) {
        Some((_, Some(count))) => *count,
        _ => counts.of(db, &visit.viewer, &whole, visit.now).await?,
    };
    Ok((kinds, count))
}

/// The same list of one kind. A status that this kind does not know would leave nothing: it goes.
fn of_kind(filter: &Filter, kind: Option<Kind>) -> Filter {
    Filter {
        kind,
        status: filter.status.filter(|s| kind.is_none_or(|k| k.statuses().contains(s))),
        after: None,
        ..filter.clone()
    }
}

/// A number that stopped at 999 says so.
fn shown(visit: &Visit, count: i64) -> String {
    if count >= COUNTED {
        format!("{}+", visit.words.number(COUNTED - 1))
    } else {
        visit.words.number(count)
    }
}

fn title(visit: &Visit, browse: &Browse) -> String {
    match &browse.of {
        Some(product) => product.name.clone(),
        None => visit.words.text("topics-title").to_owned(),
    }
}

fn heading(visit: &Visit, browse: &Browse) -> (Spoken, Markup) {
    let words = visit.words;
    if let Some(product) = &browse.of {
        let model = Some(product.model.clone()).filter(|m| !m.is_empty()).map(|m| format!("{m} · "));
        let retired = product.retired.map(|_| format!("{} · ", words.text("product-retired")));
        let all = view! { <a href=visit.href("/products")>{words.text("product-every")}</a> };
        return (Spoken::plain(&product.name), view! { <p>{model}{retired}{all}</p> }.markup());
    }
    match browse.board() {
        Some(board) => {
            let about = Spoken::description(visit, board);
            let seen =
                narrow(words, board.view_level).map(|who| view! { <p><b class="kind">{icon(&visit.installation, "lock")}{who}</b></p> });
            (
                Spoken::name(visit, board),
                view! { {seen}<p lang=about.lang>{about.text}</p> }.markup(),
            )
        }
        None => (
            Spoken::plain(words.text("topics-title")),
            view! { <p>{words.text("topics-about")}</p> }.markup(),
        ),
    }
}

fn rows(visit: &Visit, browse: &Browse) -> Markup {
    let words = visit.words;
    if browse.page.topics.is_empty() {
        return filters::empty(visit, browse).markup();
    }
    let count = if browse.count >= COUNTED {
        words.text("topics-count-many").to_owned()
    } else {
        words.count("topics-count", browse.count)
    };
    let next = browse.page.next.as_ref().map(|after| {
        let href = browse.address(visit, &browse.filter, Some(after));
        view! { <a class="button" href=href>{words.text("pager-next")}</a> }
    });
    view! {
        {topic_list(visit, &browse.page)}
        <nav class="pager" aria-label=words.text("pager")><span>{count}</span>{next}</nav>
    }
    .markup()
}
