//! How a list is narrowed and ordered: links for kinds and orders, a form that works by itself for the rest; and what is said when nothing
//! is left.

use super::{Browse, of_kind, shown};
use crate::markup::{IntoMarkup, Markup};
use crate::parts::icon;
use crate::parts::spoken::Spoken;
use crate::visit::Visit;
use community::topics::Filter;
use leptos::prelude::*;
use types::topics::{Kind, Sort, Status};

/// The kinds, each with how many there are.
pub fn kinds(visit: &Visit, browse: &Browse) -> impl IntoView + use<> {
    let words = visit.words;
    let links = browse.kinds.iter().map(|(kind, count)| {
        let href = browse.address(visit, &of_kind(&browse.filter, *kind), None);
        let current = (browse.filter.kind == *kind).then_some("page");
        let name = kind.map_or_else(|| words.text("kinds-all"), |k| words.text(&format!("kinds-{k}")));
        view! { <a href=href aria-current=current>{name.to_owned()}{count.map(|count| view! { " "<span class="n">{shown(visit, count)}</span> })}</a> }
    });
    view! { <nav class="kinds" aria-label=words.text("kinds")>{links.collect_view()}</nav> }
}

/// The way to what the brand sells, each with its own list.
pub fn products(visit: &Visit, browse: &Browse) -> Option<Markup> {
    let any = browse.of.is_none() && browse.products.iter().any(|p| p.retired.is_none());
    let link = || view! { <p class="products"><a class="plain" href=visit.href("/products")>{visit.words.text("product-every")}</a></p> };
    any.then(|| link().markup())
}

/// One way to narrow the list: its name in the address, its choices.
fn choice(visit: &Visit, name: &'static str, any: &'static str, options: Vec<(String, Spoken)>, chosen: Option<&str>) -> Option<Markup> {
    let words = visit.words;
    if options.is_empty() {
        return None;
    }
    let options = options.into_iter().map(|(value, text)| {
        let selected = chosen == Some(value.as_str());
        view! { <option value=value selected=selected lang=text.lang>{text.text}</option> }
    });
    Some(
        view! {
            <div class="field">
                <label for=name>{words.text(&format!("{name}-filter"))}</label>
                <select class="input" id=name name=name><option value="">{words.text(any)}</option>{options.collect_view()}</select>
            </div>
        }
        .markup(),
    )
}

/// The rest of the filters. On a phone they are behind a link.
pub fn form(visit: &Visit, browse: &Browse) -> impl IntoView + use<> {
    let (words, filter) = (visit.words, &browse.filter);
    let kept = |name: &'static str, value: Option<&'static str>| value.map(|v| view! { <input type="hidden" name=name value=v/> });
    let sort = (filter.sort != Sort::Trending).then(|| filter.sort.as_str());
    let boards = browse.boards.iter().map(|b| (b.slug.clone(), Spoken::name(visit, b))).collect();
    let products = browse
        .products
        .iter()
        .filter(|p| p.retired.is_none() || filter.product.as_ref() == Some(&p.slug))
        .map(|p| (p.slug.clone(), Spoken::plain(&p.name)));
    let products = if browse.of.is_some() { Vec::new() } else { products.collect() };
    let tags = browse.tags.iter().map(|t| (t.slug.clone(), Spoken::plain(&t.name))).collect();
    let mine = visit.viewer.as_member().is_some().then(|| {
        let ticked = filter.mine;
        view! { <label class="check"><input type="checkbox" name="mine" value="1" checked=ticked/><span>{words.text("mine-filter")}</span></label> }
    });
    view! {
        <a class="opener" href="#filters">{icon(&visit.installation, "filter")}{words.text("filter")}</a>
        <form action=browse.base(visit)>
            {kept("kind", filter.kind.map(Kind::as_str))}
            {kept("sort", sort)}
            {choice(visit, "board", "board-all", boards, filter.board.as_deref())}
            {choice(visit, "product", "product-all", products, filter.product.as_deref())}
            {choice(visit, "status", "status-all", statuses(visit, browse), filter.status.map(Status::as_str))}
            {choice(visit, "tag", "tag-all", tags, filter.tag.as_deref())}
            {mine}
            <button class="button small">{words.text("filter-apply")}</button>
        </form>
    }
}

/// The statuses that a listed topic can have.
fn statuses(visit: &Visit, browse: &Browse) -> Vec<(String, Spoken)> {
    let listed = |kind: &Kind| {
        browse
            .filter
            .kind
            .map_or_else(|| browse.kinds.iter().any(|(k, _)| *k == Some(*kind)), |k| k == *kind)
    };
    let known = |status: &&Status| Kind::ALL.iter().any(|k| listed(k) && k.statuses().contains(status));
    let text = |status: &Status| Spoken::plain(visit.words.text(&format!("status-{status}")));
    Status::ALL.iter().filter(known).map(|s| (s.as_str().to_owned(), text(s))).collect()
}

/// The orders.
pub fn sorts(visit: &Visit, browse: &Browse) -> impl IntoView + use<> {
    let words = visit.words;
    let links = Sort::ALL.iter().copied().map(|sort| {
        let filter = Filter {
            sort,
            after: None,
            ..browse.filter.clone()
        };
        let href = browse.address(visit, &filter, None);
        let current = (browse.filter.sort == sort).then_some("true");
        view! { <a href=href aria-current=current>{words.text(&format!("sort-{sort}"))}</a> }
    });
    view! { <nav class="sorts" aria-label=words.text("sorts")>{links.collect_view()}</nav> }
}

/// Nothing is left: why, and a way on.
pub fn empty(visit: &Visit, browse: &Browse) -> impl IntoView + use<> {
    let (words, filter) = (visit.words, &browse.filter);
    let narrowed = Filter {
        sort: Sort::Trending,
        ..filter.clone()
    } != browse.plain();
    let key = match (filter.mine, filter.sort) {
        (true, _) => "topics-empty-mine",
        (_, Sort::Unanswered) => "topics-empty-unanswered-text",
        (_, Sort::Answered) => "topics-empty-answered",
        _ if narrowed => "topics-empty-filtered",
        _ => "topics-empty-text",
    };
    let title = if filter.sort == Sort::Unanswered && !filter.mine {
        "topics-empty-unanswered-title"
    } else {
        "topics-empty-title"
    };
    let plain = browse.address(visit, &browse.plain(), None);
    let all = if browse.is_plain() { visit.href("/topics") } else { plain };
    let leave = if narrowed { "topics-empty-clear" } else { "topics-empty-all" };
    view! {
        <section class="empty">
            <h3>{words.text(title)}</h3>
            <p>{words.text(key)}</p>
            <div class="doors">
                {(!visit.is_suspended()).then(|| view! { <a class="button primary" href=visit.href("/new")>{words.text("mast-new")}</a> })}
                <a class="button" href=all>{words.text(leave)}</a>
            </div>
        </section>
    }
}
