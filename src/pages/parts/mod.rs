//! Pieces that several pages show.

pub mod field;
pub mod rooms;
pub mod status;
pub mod topic_row;
pub mod vote;

use crate::visit::Visit;
use community::Installation;
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

/// Somebody's initials.
pub fn avatar(name: &str, role: Role) -> impl IntoView + use<> {
    view! { <span class="person" class:team=role.is_staff() aria-hidden="true">{initials(name)}</span> }
}

/// What somebody is to the brand: a member of the team by their title, others by their affiliation where the brand wants it shown, else
/// nothing.
pub fn standing(visit: &Visit, role: Role, affiliation: Affiliation, title: Option<&str>) -> String {
    let words = visit.words;
    match title {
        Some(title) if role.is_staff() => title.to_owned(),
        _ if role.is_staff() => words.text(&format!("role-{role}")).to_owned(),
        _ if visit.brand().show_affiliation => words.text(&format!("affiliation-{affiliation}")).to_owned(),
        _ => String::new(),
    }
}
