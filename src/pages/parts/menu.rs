//! The person's own corner of the mast.

use super::{Face, avatar, icon};
use crate::markup::{IntoMarkup, Markup};
use crate::operator::Porch;
use crate::visit::Visit;
use community::who::Member;
use leptos::prelude::*;
use std::sync::atomic::Ordering;
use types::members::{Role, initials};

/// The person's own corner: their menu, what there is for who is no member here, or the door.
pub fn person(visit: &Visit) -> Markup {
    match (visit.viewer.as_member(), &visit.guest) {
        (Some(person), _) => member(visit, person),
        (None, Some(account)) => guest(visit, &account.address),
        (None, None) => view! { <a class="tool" href=visit.href("/sign-in")>{visit.words.text("sign-in")}</a> }.markup(),
    }
}

fn member(visit: &Visit, member: &Member) -> Markup {
    let words = visit.words;
    let role = words.text(&format!("staff-role-{}", member.role)).to_owned();
    let waiting = visit.waiting.load(Ordering::Relaxed);
    let waiting = (waiting > 0).then(|| {
        let shown = if waiting > 9 { "9+".to_owned() } else { waiting.to_string() };
        view! { <span class="count">{shown}" "<span class="unseen">{words.text("moderation-waiting")}</span></span> }
    });
    let face = Face {
        name: &member.name,
        number: member.number,
        // The mast is not the brand speaking.
        role: Role::Member,
        picture: member.picture_id,
    };
    view! {
        <details class="menu">
            <summary><span class="unseen">{words.text("mast-menu")}" "</span>{avatar(visit, &face, "")}</summary>
            <div>
                <p>{member.name.clone()}<span>{role}</span></p>
                <a href=visit.href("/me")>{icon(&visit.installation, "history")}{words.text("mine")}</a>
                <a href=visit.href("/account")>{icon(&visit.installation, "person")}{words.text("account")}</a>
                {member.named_role.is_moderator().then(|| view! { <a href=visit.href("/moderation")>{icon(&visit.installation, "flag")}{words.text("moderation")}{waiting}</a> })}
                {(member.named_role == Role::Admin).then(|| view! { <a href=visit.href("/settings")>{icon(&visit.installation, "settings")}{words.text("settings")}</a> })}
                {sign_out(visit)}
            </div>
        </details>
    }
    .markup()
}

/// Somebody who is signed in and no member of this brand.
fn guest(visit: &Visit, address: &str) -> Markup {
    let words = visit.words;
    view! {
        <details class="menu">
            <summary><span class="unseen">{words.text("mast-menu")}" "</span><span class="person">{initials(address)}</span></summary>
            <div>
                <p>{address.to_owned()}<span>{words.text("menu-guest")}</span></p>
                <a href=visit.href("/join")>{icon(&visit.installation, "check")}{words.text("join")}</a>
                <a href=visit.href("/account")>{icon(&visit.installation, "person")}{words.text("account")}</a>
                {sign_out(visit)}
            </div>
        </details>
    }
    .markup()
}

fn sign_out(visit: &Visit) -> impl IntoView + use<> {
    view! {
        <form method="post" action=visit.href("/sign-out")>
            <button>{icon(&visit.installation, "out")}{visit.words.text("sign-out")}</button>
        </form>
    }
}

/// The operator's own corner.
pub fn operator(porch: &Porch) -> impl IntoView + use<> {
    let words = porch.words;
    view! {
        <details class="menu">
            <summary><span class="unseen">{words.text("mast-menu")}" "</span><span class="person">{initials(&porch.address)}</span></summary>
            <div>
                <p>{porch.address.clone()}<span>{words.text("operator")}</span></p>
                <form method="post" action="/operator/sign-out">
                    <button>{icon(&porch.installation, "out")}{words.text("sign-out")}</button>
                </form>
            </div>
        </details>
    }
}
