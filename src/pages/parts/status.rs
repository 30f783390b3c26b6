//! Where a topic stands: a filling circle and a word.

use crate::visit::Visit;
use leptos::prelude::*;
use types::topics::{Kind, Status};

/// The status of a topic; as a chip where it leads a page.
pub fn status(visit: &Visit, status: Status, chip: bool) -> impl IntoView + use<> {
    let category = status.category().as_str();
    let href = format!("{}#s-{category}", (visit.installation.settings.asset)("icons.svg"));
    let name = visit.words.text(&format!("status-{status}")).to_owned();
    view! { <span class="status" class:chip=chip data-category=category><svg aria-hidden="true"><use href=href></use></svg>{name}</span> }
}

/// The kind of a topic in one word.
pub fn kind(visit: &Visit, kind: Kind) -> impl IntoView + use<> {
    let name = visit.words.text(&format!("kind-{kind}")).to_owned();
    view! { <span class="kind">{super::icon(&visit.installation, kind.as_str())}{name}</span> }
}
