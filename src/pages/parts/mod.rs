//! Pieces that several pages show.

pub mod composing;
pub mod details;
pub mod field;
pub mod gallery;
pub mod hearing;
pub mod menu;
pub mod promise;
pub mod qr;
pub mod reasons;
pub mod rooms;
pub mod share;
pub mod spoken;
pub mod status;
pub mod tags;
pub mod timeline;
pub mod topic_row;
pub mod vote;
pub mod zones;

use crate::markup::{IntoMarkup, Markup};
use crate::visit::Visit;
use community::Installation;
use community::words::Words;
use leptos::prelude::*;
use types::members::{Affiliation, Role, initials};

/// A sign of the sprite, silent for those who listen.
pub fn icon(installation: &Installation, name: &str) -> impl IntoView + use<> {
    let href = format!("{}#{name}", (installation.settings.asset)("icons.svg"));
    view! { <svg class="icon" aria-hidden="true"><use href=href></use></svg> }
}

/// The two signs of a vote, of which the style shows one: an arrow, or a tick when it is mine.
pub fn vote_signs(installation: &Installation) -> impl IntoView + use<> {
    let href = |name: &str| format!("{}#{name}", (installation.settings.asset)("icons.svg"));
    view! {
        <svg class="icon not-yet" aria-hidden="true"><use href=href("up")></use></svg>
        <svg class="icon mine" aria-hidden="true"><use href=href("check")></use></svg>
    }
}

/// The brand's own sign: "the brand said this".
pub fn glyph(path: &str) -> impl IntoView + use<> {
    view! { <svg viewBox="0 0 20 20" aria-hidden="true"><path d=path.to_owned() fill="currentColor" stroke="none"></path></svg> }
}

/// Somebody as a page names them.
#[derive(Clone, Copy, Debug)]
pub struct Face<'n> {
    /// Empty for somebody who has left.
    pub name: &'n str,
    /// Their number in the brand.
    pub number: i64,
    pub role: Role,
    pub picture: Option<i64>,
}

/// Somebody's picture, else their initials. It says nothing to those who listen: the name stands beside it.
pub fn avatar(visit: &Visit, face: &Face<'_>, size: &'static str) -> impl IntoView + use<> {
    let inside = match face.picture {
        Some(id) => {
            let source = visit.href(&format!("/people/{}/picture.{id}", face.number));
            view! { <img src=source alt="" width="256" height="256" loading="lazy" decoding="async"/> }.markup()
        }
        None => initials(face.name).markup(),
    };
    let class = format!("person {size}");
    view! { <span class=class class:team=face.role.is_staff() aria-hidden="true">{inside}</span> }
}

/// Somebody's name, leading to their profile; who has left is "a former member" and has none.
pub fn name_link(visit: &Visit, name: &str, number: i64) -> Markup {
    if name.is_empty() {
        return view! { <span>{visit.words.text("former-member")}</span> }.markup();
    }
    let href = visit.href(&format!("/people/{number}"));
    view! { <a class="who" href=href>{name.to_owned()}</a> }.markup()
}

/// A name as it stands in a sentence.
pub fn plain_name(words: &'static Words, name: &str) -> String {
    if name.is_empty() {
        words.text("former-member").to_owned()
    } else {
        name.to_owned()
    }
}

/// A topic's title, or what is said where its author took it back.
pub fn title_of(words: &'static Words, title: &str) -> String {
    if title.is_empty() {
        words.text("topic-removed").to_owned()
    } else {
        title.to_owned()
    }
}

/// What somebody is to the brand: a member of the team by their title, others by their affiliation where the brand wants it shown and it
/// says more than that they are a customer, as nearly everybody here is; else nothing.
pub fn standing(visit: &Visit, role: Role, affiliation: Affiliation, title: Option<&str>) -> String {
    let words = visit.words;
    match title {
        Some(title) if role.is_staff() => title.to_owned(),
        _ if role.is_staff() => words.text(&format!("role-{role}")).to_owned(),
        _ if visit.brand().show_affiliation && affiliation != Affiliation::Customer => {
            words.text(&format!("affiliation-{affiliation}")).to_owned()
        }
        _ => String::new(),
    }
}
