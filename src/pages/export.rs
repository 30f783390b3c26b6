//! A person's export as one page that stands by itself: no script, nothing that is loaded.

mod around;

use crate::markup::{IntoMarkup, Markup};
use crate::visit::Visit;
use community::export::{At, Export, Membership};
use community::words::Words;
use leptos::prelude::*;
use types::Lang;
use types::topics::Visibility;

/// The page lies on the person's own disk, without our style sheets.
const STYLE: &str = "body{font:1rem/1.5 sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}dt{font-weight:bold}dd{margin:0 0 .5rem}\
    article{border-top:1px solid #999;padding:.5rem 0}article p{margin:.2rem 0}.text{white-space:pre-wrap;overflow-wrap:anywhere}";

/// The whole document.
pub fn view(visit: &Visit, export: &Export) -> impl IntoView + use<> {
    let words = visit.words;
    let when = |at: At| visit.when.long(at.0);
    let title = words.with("export-title", &[("when", when(export.made).into())]);
    let own = &export.account;
    let second = own.second_factor_since.map_or_else(|| words.text("export-none").to_owned(), when);
    let account = facts(
        words,
        vec![
            ("export-address", own.address.clone()),
            ("export-language", language(own.language).to_owned()),
            (
                "export-zone",
                own.time_zone.clone().unwrap_or_else(|| words.text("export-none").to_owned()),
            ),
            ("export-since", when(own.created)),
            ("export-second-factor", second),
        ],
    );
    let sign_ins = export.sign_ins.iter().map(|s| {
        let device = s.agent.clone().into_iter().chain(s.network.clone()).collect::<Vec<_>>().join(", ");
        let times = words.with("export-signed-in", &[("when", when(s.begun).into()), ("seen", when(s.seen).into())]);
        view! { <article><p>{times}</p><p class="text">{device}</p></article> }
    });
    let invitations = export.invitations.iter().map(|i| {
        let role = words.text(&format!("invited-as-{}", i.role));
        view! { <article><p>{format!("{}, {role}, {}", i.brand, when(i.created))}</p></article> }
    });
    let mails = export
        .waiting_mails
        .iter()
        .map(|m| view! { <article><p>{format!("{}, {}", m.subject, when(m.due))}</p></article> });
    let brands = export.memberships.iter().map(|m| membership(visit, m).markup()).collect_view();
    view! {
        <html lang=words.lang().as_str()>
            <head><meta charset="utf-8"/><meta name="viewport" content="width=device-width, initial-scale=1"/><title>{title.clone()}</title><style>{STYLE}</style></head>
            <body>
                <h1>{title}</h1>
                <h2>{words.text("account")}</h2>
                {account}
                {part(words, "export-sign-ins", sign_ins.collect_view().markup(), export.sign_ins.len())}
                {part(words, "export-invitations", invitations.collect_view().markup(), export.invitations.len())}
                {part(words, "export-mails", mails.collect_view().markup(), export.waiting_mails.len())}
                {brands}
            </body>
        </html>
    }
}

const fn language(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "English",
        Lang::Fr => "Français",
    }
}

fn facts(words: &'static Words, facts: Vec<(&'static str, String)>) -> impl IntoView + use<> {
    let rows = facts
        .into_iter()
        .map(|(key, value)| view! { <dt>{words.text(key)}</dt><dd>{value}</dd> });
    view! { <dl>{rows.collect_view()}</dl> }
}

/// A heading and its rows, or the word for nothing.
fn part(words: &'static Words, key: &str, rows: Markup, count: usize) -> impl IntoView + use<> {
    let nothing = (count == 0).then(|| view! { <p>{words.text("export-none")}</p> });
    view! { <section><h3>{words.text(key)}</h3>{nothing}{rows}</section> }
}

fn membership(visit: &Visit, of: &Membership) -> impl IntoView + use<> {
    let words = visit.words;
    let when = |at: At| visit.when.long(at.0);
    let own = &of.profile;
    let told = |text: &Option<String>| text.clone().unwrap_or_else(|| words.text("export-none").to_owned());
    let version = |accepted: i64| told(&(accepted > 0).then(|| accepted.to_string()));
    let profile = facts(
        words,
        vec![
            ("name-label", own.name.clone()),
            ("handle-label", own.handle.clone()),
            ("export-role", words.text(&format!("role-{}", own.role)).to_owned()),
            (
                "export-affiliation",
                words.text(&format!("affiliation-{}", own.affiliation)).to_owned(),
            ),
            ("export-department", told(&own.department)),
            ("export-job", told(&own.title)),
            ("export-joined", when(own.joined)),
            ("export-rules", version(own.accepted_rules_version)),
            ("export-terms", version(own.accepted_terms_version)),
            ("picture-title", told(&of.picture)),
            ("mail-pace-label", words.text(&format!("mail-pace-{}", own.mail)).to_owned()),
            ("export-suspended", told(&own.suspended_until.map(when))),
            ("export-suspended-reason", told(&own.suspended_reason)),
        ],
    );
    let topics = of.topics.iter().map(|t| {
        let status = t.status.map(|status| words.text(&format!("status-{status}")).to_owned());
        let facts = [format!("{}", t.number), words.text(&format!("kind-{}", t.kind)).to_owned(), when(t.created)];
        let stands = stands(visit, t.visibility, t.hidden_reason.as_deref(), t.edited);
        let facts = facts.into_iter().chain(status).chain(stands).collect::<Vec<_>>().join(", ");
        let count = words.count("topic-replies", t.replies);
        let votes = words.with("export-counted", &[("votes", words.number(t.votes).into()), ("replies", count.into())]);
        view! { <article lang=t.lang.as_str()><h4>{t.title.clone()}</h4><p>{facts}</p><p>{votes}</p><p class="text">{t.body.clone()}</p></article> }
    });
    let replies = of.replies.iter().map(|r| {
        let facts = [title(r.topic_title.as_deref(), r.topic), when(r.created)];
        let stands = stands(visit, r.visibility, r.hidden_reason.as_deref(), r.edited);
        let facts = facts.into_iter().chain(stands).collect::<Vec<_>>().join(", ");
        view! { <article><p>{facts}</p><p class="text" lang=r.lang.as_str()>{r.body.clone()}</p></article> }
    });
    let votes = of.votes.iter().map(|v| {
        let of = format!("{}, {}", title(v.topic_title.as_deref(), v.topic), when(v.created));
        view! { <article><p>{of}</p><p class="text">{v.reason.clone()}</p></article> }
    });
    let around = around::view(visit, of);
    view! {
        <h2>{of.brand.clone()}</h2>
        <p>{of.address.clone()}</p>
        {profile}
        {part(words, "export-topics", topics.collect_view().markup(), of.topics.len())}
        {part(words, "export-replies", replies.collect_view().markup(), of.replies.len())}
        {part(words, "export-votes", votes.collect_view().markup(), of.votes.len())}
        {around}
    }
}

/// A topic by its number, after its title where they may see it.
fn title(title: Option<&str>, number: i64) -> String {
    match title.filter(|title| !title.is_empty()) {
        Some(title) => format!("{title} ({number})"),
        None => number.to_string(),
    }
}

/// What a text shows of its keeping: that it is hidden, waits, is private or was changed.
fn stands(visit: &Visit, visibility: Visibility, reason: Option<&str>, edited: Option<At>) -> Vec<String> {
    let words = visit.words;
    let state = match (visibility, reason) {
        (Visibility::Public, _) => None,
        (Visibility::Hidden, Some(reason)) => Some(words.with("state-hidden-reason", &[("reason", reason.into())])),
        _ => Some(words.text(&format!("state-{visibility}")).to_owned()),
    };
    let edited = edited.map(|at| words.with("edited", &[("when", visit.when.long(at.0).into())]));
    state.into_iter().chain(edited).collect()
}
