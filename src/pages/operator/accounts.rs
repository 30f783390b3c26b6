//! `/operator/accounts`: finding an account, keeping it out, letting it in again.

use super::{Asked, Desk, Porch, log, page, pager, to};
use crate::errors::Answer;
use crate::markup::{IntoMarkup, Markup};
use crate::parts::field::{Field, Wrongs};
use axum::Form;
use axum::extract::{Path, Query};
use community::operator::accounts::{self, At, Listed};
use leptos::prelude::*;
use types::operator::Reason;
use types::{AccountId, Instant};

/// `GET /operator/accounts`
pub async fn list(desk: Desk, Query(asked): Query<Asked>) -> Answer {
    let found = accounts::list(&desk.installation.db, desk.operator, &asked.q, asked.after()).await?;
    let words = desk.words;
    let rows = if found.rows.is_empty() {
        view! { <p class="none">{words.text("operator-accounts-none")}</p> }.markup()
    } else {
        let rows = found.rows.iter().map(|(account, at)| row(&desk, account, at)).collect_view();
        view! { <ul class="records" role="list">{rows}</ul> }.markup()
    };
    let search = asked.q.trim().to_owned();
    let query = if search.is_empty() {
        String::new()
    } else {
        format!("q={}&", escaped(&search))
    };
    let body = view! {
        <section>
            <form class="find" action="/operator/accounts" role="search">
                <div class="field">
                    <label for="q">{words.text("operator-accounts-search")}</label>
                    <input id="q" name="q" type="search" value=search autocomplete="off" class="input"/>
                </div>
                <div class="form-end"><button class="button">{words.text("operator-accounts-find")}</button></div>
            </form>
        </section>
        <section>
            <h2>{words.text("operator-room-accounts")}</h2>
            {rows}
            {pager(&desk, "/operator/accounts", &query, found.next)}
        </section>
    };
    page(&desk, "accounts", words.text("operator-room-accounts"), &Wrongs::default(), body)
}

/// A text as it may stand in an address.
fn escaped(text: &str) -> String {
    use std::fmt::Write as _;
    text.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}

fn row(desk: &Desk, account: &Listed, at: &[At]) -> impl IntoView + use<> {
    let href = format!("/operator/accounts/{}", account.id.0);
    let (state, brands) = (state(desk, account), brands(desk, at));
    view! { <li><div><b><a href=href>{account.address.clone()}</a></b><span>{state}</span></div><span>{brands}</span></li> }
}

/// What there is to know of an account, in one line.
fn state(desk: &Desk, account: &Listed) -> String {
    let words = desk.words;
    let mut parts = vec![words.with("operator-account-since", &[("when", desk.when.long(account.created).into())])];
    if account.operator {
        parts.push(words.text("operator-account-operator").to_owned());
    }
    if account.secured {
        parts.push(words.text("operator-account-secured").to_owned());
    }
    if let Some(at) = account.blocked {
        parts.push(words.with("operator-account-blocked", &[("when", desk.when.long(Instant(at)).into())]));
    }
    parts.join(" · ")
}

fn brands(desk: &Desk, at: &[At]) -> String {
    if at.is_empty() {
        return desk.words.text("operator-account-nowhere").to_owned();
    }
    let one = |at: &At| format!("{} ({}, {})", at.name, at.brand, role(desk, at));
    at.iter().map(one).collect::<Vec<_>>().join(" · ")
}

fn role(desk: &Desk, at: &At) -> &'static str {
    desk.words.text(&format!("operator-role-{}", at.role))
}

/// As whom an account is known in each brand, with the way to what they wrote there.
fn memberships(desk: &Desk, at: &[At]) -> Markup {
    let words = desk.words;
    if at.is_empty() {
        return view! { <p class="none">{words.text("operator-account-nowhere")}</p> }.markup();
    }
    let rows = at.iter().map(|at| {
        let href = format!("/b/{}/people/{}", at.slug, at.number);
        let facts = format!("{} · {}", at.brand, role(desk, at));
        view! { <li><div><b><a href=href>{at.name.clone()}</a></b><span>{facts}</span></div><span>{format!("@{}", at.handle)}</span></li> }
    });
    view! { <ul class="records" role="list">{rows.collect_view()}</ul> }.markup()
}

/// `GET /operator/accounts/{account}`
pub async fn show(desk: Desk, Path(account): Path<i64>) -> Answer {
    one(&desk, AccountId(account), &Reason::default(), &Wrongs::default()).await
}

/// `POST /operator/accounts/{account}/block`
pub async fn block(desk: Desk, Path(account): Path<i64>, Form(reason): Form<Reason>) -> Answer {
    let id = AccountId(account);
    match accounts::block(&desk.installation.db, desk.operator, id, &reason, desk.now).await {
        Ok(()) => {
            desk.say_next("notice-account-blocked").await;
            to(&format!("/operator/accounts/{account}"))
        }
        Err(failure) => one(&desk, id, &reason, &Wrongs::of(failure.into())?).await,
    }
}

/// `POST /operator/accounts/{account}/unblock`
pub async fn unblock(desk: Desk, Path(account): Path<i64>, Form(reason): Form<Reason>) -> Answer {
    let id = AccountId(account);
    match accounts::unblock(&desk.installation.db, desk.operator, id, &reason, desk.now).await {
        Ok(()) => {
            desk.say_next("notice-account-unblocked").await;
            to(&format!("/operator/accounts/{account}"))
        }
        Err(failure) => one(&desk, id, &reason, &Wrongs::of(failure.into())?).await,
    }
}

/// `POST /operator/accounts/{account}/sign-out`
pub async fn sign_out(desk: Desk, Path(account): Path<i64>) -> Answer {
    accounts::sign_out(&desk.installation.db, desk.operator, AccountId(account), desk.now).await?;
    desk.say_next("notice-account-signed-out").await;
    to(&format!("/operator/accounts/{account}"))
}

async fn one(desk: &Desk, id: AccountId, typed: &Reason, wrongs: &Wrongs) -> Answer {
    let db = &desk.installation.db;
    let (account, at) = accounts::one(db, desk.operator, id).await?;
    let entries = community::operator::log::of_account(db, desk.operator, id).await?;
    let words = desk.words;
    let (verb, class) = match account.blocked {
        Some(_) => ("unblock", "button"),
        None => ("block", "button danger"),
    };
    let reason = Field {
        name: "reason",
        key: "operator-reason",
        wrongs,
    }
    .input(desk as &Porch, "text", "off", &typed.reason);
    let history = (!entries.is_empty()).then(|| {
        let rows = entries.iter().map(|e| log::row(desk, e)).collect_view();
        view! { <section><h2>{words.text("operator-account-history")}</h2><ul class="records" role="list">{rows}</ul></section> }
    });
    let danger = account.blocked.is_none();
    let body = view! {
        <section><p>{state(desk, &account)}</p></section>
        <section><h2>{words.text("operator-account-memberships")}</h2>{memberships(desk, &at)}</section>
        <section>
            <h2>{words.text("operator-account-sign-out-title")}</h2>
            <p>{words.text("operator-account-sign-out-about")}</p>
            <form action=format!("/operator/accounts/{}/sign-out", account.id.0) method="post">
                <div class="form-end"><button class="button">{words.text("operator-account-sign-out")}</button></div>
            </form>
        </section>
        <section class:danger=danger>
            <h2>{words.text(&format!("operator-account-{verb}-title"))}</h2>
            <p>{words.text(&format!("operator-account-{verb}-about"))}</p>
            <form action=format!("/operator/accounts/{}/{verb}", account.id.0) method="post" novalidate>
                {reason}
                <div class="form-end"><button class=class>{words.text(&format!("operator-account-{verb}"))}</button></div>
            </form>
        </section>
        {history}
        <p class="onward"><a href="/operator/accounts">{words.text("operator-accounts-all")}</a></p>
    };
    page(desk, "accounts", &account.address, wrongs, body)
}
