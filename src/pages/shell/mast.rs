//! The mast of every page of a brand's space: the brand, its places, the person's own corner; and what has changed in the house rules.

use crate::markup::{IntoMarkup, Markup};
use crate::parts::{icon, menu};
use crate::visit::Visit;
use leptos::prelude::*;
use std::sync::atomic::Ordering;
use types::brands::DocumentKind;

/// The brand, its places, and the person's own corner.
pub fn mast(visit: &Visit, place: &'static str) -> impl IntoView + use<> {
    let words = visit.words;
    let (name, logo) = (
        visit.brand().name.clone(),
        visit.href(&format!("/look/logo.{}.svg", visit.brand().revision)),
    );
    let here = |of: &str| (place == of).then_some("page");
    view! {
        <header class="mast">
            <div>
                <a class="mark" href=visit.href("/")><img src=logo alt=name/></a>
                <nav class="places" aria-label=words.text("mast-main")>
                    <a href=visit.href("/topics") aria-current=here("topics")>{words.text("mast-topics")}</a>
                    {visit.viewer.as_member().map(|_| view! { <a href=visit.href("/me") aria-current=here("mine")>{words.text("mast-mine")}</a> })}
                    <a href=visit.href("/rules") aria-current=here("rules")>{words.text("mast-rules")}</a>
                </nav>
                <div class="tools">
                    {bell(visit, place)}
                    {menu::person(visit)}
                    {(place != "new" && !visit.is_suspended()).then(|| view! { <a class="button primary" href=visit.href("/new")>{words.text("mast-new")}</a> })}
                </div>
            </div>
        </header>
    }
}

/// The way to what a member was told, with how much of it they have not read.
fn bell(visit: &Visit, place: &'static str) -> Option<Markup> {
    let words = visit.words;
    visit.viewer.as_member()?;
    let unread = visit.unread.load(Ordering::Relaxed);
    let name = match unread {
        0 => words.text("notifications").to_owned(),
        1..=9 => words.count("notifications-unread", unread),
        _ => words.text("notifications-many").to_owned(),
    };
    let shown = if unread > 9 { "9+".to_owned() } else { unread.to_string() };
    let count = (unread > 0).then(|| view! { <span class="count" aria-hidden="true">{shown}</span> });
    let here = (place == "notifications").then_some("page");
    Some(
        view! {
            <a class="tool" href=visit.href("/notifications") aria-label=name aria-current=here>{icon(&visit.installation, "bell")}{count}</a>
        }
        .markup(),
    )
}

/// House rules or contribution terms that are newer than what the member has accepted. Nothing is blocked by it.
pub fn changed(visit: &Visit) -> Option<impl IntoView + use<>> {
    let (words, brand) = (visit.words, visit.brand());
    let member = visit.viewer.as_member()?;
    let kinds = [
        (DocumentKind::Rules, brand.rules_version > member.rules_version),
        (DocumentKind::Terms, brand.terms_version > member.terms_version),
    ];
    let new: Vec<DocumentKind> = kinds.iter().filter(|(_, new)| *new).map(|(kind, _)| *kind).collect();
    let said = match new.as_slice() {
        [] => return None,
        [kind] => words.text(&format!("changed-{kind}")),
        _ => words.text("changed-both"),
    };
    let single = new.len() == 1;
    let links = new.into_iter().map(|kind| {
        let text = if single {
            "changed-read".to_owned()
        } else {
            format!("document-{kind}")
        };
        view! { <a href=visit.href(&format!("/{kind}"))>{words.text(&text).to_owned()}</a> }
    });
    let (rules, terms) = (brand.rules_version, brand.terms_version);
    Some(view! {
        <aside class="changed" aria-label=words.text("changed")>
            <form method="post" action=visit.href("/accept")>
                <p>{said.to_owned()}</p>
                {links.collect_view()}
                <input type="hidden" name="rules" value=rules/>
                <input type="hidden" name="terms" value=terms/>
                <input type="hidden" name="back" value=visit.here.clone()/>
                <button class="button small">{words.text("changed-accept")}</button>
            </form>
        </aside>
    })
}
