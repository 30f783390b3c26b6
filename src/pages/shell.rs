//! The frame of every page: head, mast, main, foot.

mod mast;

use crate::markup::{IntoMarkup, Markup};
use crate::moderation::deeds;
use crate::operator::Porch;
use crate::parts::share::{self, Share};
use crate::parts::spoken::Spoken;
use crate::parts::{icon, menu};
use crate::visit::{Said, Visit};
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{Html, IntoResponse, Response};
use community::Installation;
use community::words::Words;
use leptos::prelude::*;
use std::sync::atomic::Ordering;
use types::Lang;
use types::brands::DocumentKind;

/// What a page says of itself.
#[derive(Clone, Debug, Default)]
pub struct Head {
    pub title: String,
    /// For search engines and shared links; empty for none.
    pub description: String,
    /// The one address of this page, without its query; empty for pages that nobody should find.
    pub canonical: String,
    /// Which destination of the mast this page belongs to.
    pub place: &'static str,
    /// The whole address of the feed that tells what is new here; empty for none.
    pub feed: String,
    /// What others show of this page where its address is shared.
    pub share: Option<Share>,
}

impl Head {
    /// A page that is not to be found by search engines.
    pub fn titled(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            ..Self::default()
        }
    }
}

/// Where no brand is: the installation's own pages.
pub struct Lobby<'v> {
    pub installation: &'v Installation,
    pub words: &'static Words,
}

/// What a part of a page is made from, in a brand's space or outside all of them.
pub trait Scene {
    /// The texts of the reader's language.
    fn words(&self) -> &'static Words;
    /// Whose files the page uses.
    fn installation(&self) -> &Installation;
}

impl Scene for Visit {
    fn words(&self) -> &'static Words {
        self.words
    }
    fn installation(&self) -> &Installation {
        &self.installation
    }
}

impl Scene for Lobby<'_> {
    fn words(&self) -> &'static Words {
        self.words
    }
    fn installation(&self) -> &Installation {
        self.installation
    }
}

/// A page of a brand's space.
pub fn page<V: IntoView>(visit: &Visit, head: &Head, body: impl FnOnce() -> V) -> Response {
    let settings = &visit.installation.settings;
    let response = render(|| {
        let title = if head.title.is_empty() {
            visit.brand().name.clone()
        } else {
            format!("{} · {}", head.title, visit.brand().name)
        };
        let theme = visit.href(&format!("/look/theme.{}.css", visit.brand().revision));
        let member = visit.viewer.as_member().is_some();
        // What has just happened is said where it happened: only what no part of the page has said stands on top.
        let body = body().markup();
        frame(
            &visit.installation,
            visit.words,
            visit
                .brand()
                .host
                .as_deref()
                .map_or_else(|| settings.base_url.clone(), |host| settings.origin_of(host)),
            title,
            head,
            Some(theme),
            member,
            view! { {mast::mast(visit, head.place)}{mast::changed(visit)} }.markup(),
            notice(visit).markup(),
            body,
            foot(visit).markup(),
        )
    });
    mark(visit, response)
}

/// On an answer that is the same for every visitor who asks in this language.
#[derive(Clone, Copy, Debug)]
pub struct ForEveryVisitor;

/// Names the file that tells a browser what to fetch ahead.
const SPECULATION_RULES: HeaderName = HeaderName::from_static("speculation-rules");

/// Marks a page that shows nothing of whoever asked for it.
fn mark(visit: &Visit, mut response: Response) -> Response {
    if visit.viewer.account().is_none() && visit.session.id().is_none() && visit.notice.is_none() {
        response.extensions_mut().insert(ForEveryVisitor);
        // What a visitor points at is fetched while they still point. Not for members: what they do may change it before they are there.
        let rules = format!("\"{}\"", (visit.installation.settings.asset)("ahead.speculationrules"));
        if let Ok(rules) = HeaderValue::try_from(rules) {
            response.headers_mut().insert(SPECULATION_RULES, rules);
        }
    }
    response
}

/// A page of the installation; without a canonical address it is not to be found.
pub fn lobby_page<V: IntoView>(lobby: &Lobby<'_>, title: &str, canonical: &str, body: impl FnOnce() -> V) -> Response {
    render(|| {
        let mast = view! { <header class="mast"><div><a class="mark" href="/">"Parvis"</a></div></header> };
        let foot = installation_foot(lobby, String::new());
        let head = Head {
            canonical: canonical.to_owned(),
            ..Head::titled(title)
        };
        frame(
            lobby.installation,
            lobby.words,
            lobby.installation.settings.base_url.clone(),
            format!("{title} · Parvis"),
            &head,
            None,
            false,
            mast.markup(),
            ().markup(),
            body().markup(),
            foot.markup(),
        )
    })
}

/// A page of the operator's desk, or of its door.
pub fn desk_page<V: IntoView>(porch: &Porch, inside: bool, title: &str, body: impl FnOnce() -> V) -> Response {
    render(|| {
        let words = porch.words;
        let person = inside.then(|| menu::operator(porch));
        let mast = view! {
            <header class="mast"><div><a class="mark" href="/operator">"Parvis"</a><div class="tools">{person}</div></div></header>
        };
        let foot = installation_foot(porch, porch.here.clone());
        frame(
            &porch.installation,
            words,
            porch.installation.settings.base_url.clone(),
            format!("{title} · Parvis"),
            &Head::titled(title),
            None,
            false,
            mast.markup(),
            said(&porch.installation, porch.notice.as_deref(), words, &[], None).markup(),
            body().markup(),
            foot.markup(),
        )
    })
}

/// Renders on a reactive owner of its own, in islands mode: only islands are marked for the browser.
fn render<V: IntoView>(view: impl FnOnce() -> V) -> Response {
    let headers = [
        (header::CACHE_CONTROL, "no-cache, private"),
        (header::VARY, "Cookie, Accept-Language"),
    ];
    (headers, Html(document(view))).into_response()
}

/// A whole document as text.
pub fn document<V: IntoView>(view: impl FnOnce() -> V) -> String {
    let shared = std::sync::Arc::new(hydration_context::SsrSharedContext::new_islands());
    let owner = Owner::new_root(Some(shared));
    let html = owner.with(|| format!("<!DOCTYPE html>{}", view().into_view().to_html()));
    owner.unset_with_forced_cleanup();
    html
}

#[expect(clippy::too_many_arguments, reason = "the parts of a page, each once")]
fn frame(
    installation: &Installation,
    words: &'static Words,
    origin: String,
    title: String,
    head: &Head,
    theme: Option<String>,
    member: bool,
    mast: Markup,
    notice: Markup,
    body: Markup,
    foot: Markup,
) -> impl IntoView + use<> {
    let asset = installation.settings.asset;
    let canonical = (!head.canonical.is_empty()).then(|| format!("{origin}{}", head.canonical));
    let share = share::links(head, canonical.as_deref());
    let description = (!head.description.is_empty()).then(|| head.description.clone());
    view! {
        <html lang=words.lang().as_str()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <title>{title}</title>
                <link rel="stylesheet" href=asset("parvis.css")/>
                {theme.map(|href| view! { <link rel="stylesheet" href=href/> })}
                <link rel="icon" href=asset("favicon.svg") type="image/svg+xml"/>
                {description.map(|text| view! { <meta name="description" content=text/> })}
                {match canonical {
                    Some(href) => view! { <link rel="canonical" href=href/> }.markup(),
                    None => view! { <meta name="robots" content="noindex"/> }.markup(),
                }}
                {share}
                {member.then(|| client(installation))}
            </head>
            <body>
                <a class="skip unseen" href="#content">{words.text("skip")}</a>
                {mast}
                <main class="page" id="content">{notice}{body}</main>
                {foot}
            </body>
        </html>
    }
}

/// What a member's browser runs. Visitors get none of it.
fn client(installation: &Installation) -> impl IntoView + use<> {
    let asset = installation.settings.asset;
    let (module, wasm) = (asset("parvis.js"), asset("parvis_bg.wasm"));
    let early = leptos::html::link().rel("preload").r#as("fetch").crossorigin("").href(wasm);
    view! {
        {early}
        <script type="module" src=module data-wasm=wasm></script>
    }
}

fn notice(visit: &Visit) -> impl IntoView + use<> {
    let told = visit.told.load(Ordering::Relaxed);
    let said = visit.notice.as_ref().filter(|_| !told).map(|notice| happened(visit, notice));
    view! { {said}{closing(visit)}{deeds::suspended(visit)} }
}

/// What has just happened, where the part of the page with this id is what it is about.
pub fn said_at(visit: &Visit, at: &str) -> Option<Markup> {
    let notice = visit.notice.as_ref().filter(|notice| notice.at == at)?;
    visit.told.store(true, Ordering::Relaxed);
    Some(happened(visit, notice))
}

fn happened(visit: &Visit, notice: &Said) -> Markup {
    let day = notice.day.map(|at| visit.when.long(types::Instant(at))).unwrap_or_default();
    let args = [
        ("brand", visit.brand().name.as_str().into()),
        ("name", notice.name.as_str().into()),
        ("day", day.into()),
    ];
    let undo = notice.undo.map(|id| undo(visit, id));
    said(&visit.installation, Some(&notice.key), visit.words, &args, undo).markup()
}

/// What has just happened, once.
fn said(
    installation: &Installation,
    key: Option<&str>,
    words: &Words,
    args: &[(&'static str, community::words::Value<'_>)],
    action: Option<Markup>,
) -> impl IntoView + use<> {
    let text = key.filter(|key| words.has(key)).map(|key| words.with(key, args));
    let bad = key.is_some_and(|key| key.ends_with("-failed"));
    text.map(|text| {
        view! { <div class="notice" class:wait=bad role="status">{icon(installation, if bad { "alert" } else { "check" })}<span>{text}</span>{action}</div> }
    })
}

/// The button that undoes what the notice tells of.
fn undo(visit: &Visit, id: i64) -> Markup {
    view! {
        <form method="post" action=visit.href(&format!("/moderation/{id}/undo"))>
            <input type="hidden" name="back" value=visit.here.clone()/>
            <button class="button small">{visit.words.text("undo")}</button>
        </form>
    }
    .markup()
}

/// That the space will be gone, on each of its pages.
fn closing(visit: &Visit) -> Option<impl IntoView + use<>> {
    let at = visit.brand().closes?;
    let args = [
        ("brand", visit.brand().name.as_str().into()),
        ("date", visit.when.long(types::Instant(at)).into()),
    ];
    let text = visit.words.with("space-closes", &args);
    Some(view! { <p class="notice wait">{icon(&visit.installation, "alert")}<span>{text}</span></p> })
}

fn foot(visit: &Visit) -> impl IntoView + use<> {
    let words = visit.words;
    let back = visit.here.clone();
    let place = Spoken::of(visit, &visit.brand().place, &visit.brand().places);
    view! {
        <footer class="foot">
            <div>
                <p lang=place.lang>{place.text}</p>
                {DocumentKind::ALL.iter().filter(|kind| visit.brand().version(**kind) > 0).map(|kind| {
                    view! { <a href=visit.href(&format!("/{kind}"))>{words.text(&format!("document-{kind}"))}</a> }
                }).collect_view()}
                {(visit.brand().languages.len() > 1).then(|| languages(visit, &visit.brand().languages, visit.href("/language"), back))}
            </div>
        </footer>
    }
}

/// The foot of the installation's own pages; `back` is empty for the front page.
fn installation_foot<S: Scene>(scene: &S, back: String) -> impl IntoView + use<S> {
    let languages = languages(scene, Lang::ALL, "/brands/language".to_owned(), back);
    view! { <footer class="foot"><div><p>{scene.words().text("lobby-foot")}</p>{languages}</div></footer> }
}

/// The choice of a language, which leads back to the page that is open.
fn languages<S: Scene>(scene: &S, offered: &[Lang], action: String, back: String) -> impl IntoView + use<S> {
    let words = scene.words();
    view! {
        <form class="languages" method="post" action=action aria-label=words.text("language")>
            {icon(scene.installation(), "globe")}
            <input type="hidden" name="back" value=back/>
            {offered.iter().map(|l| language(*l, words.lang())).collect_view()}
        </form>
    }
}

/// A language by its own name.
fn language(lang: Lang, now: Lang) -> impl IntoView {
    let name = match lang {
        Lang::En => "English",
        Lang::Fr => "Français",
    };
    let pressed = (lang == now).to_string();
    view! { <button name="language" value=lang.as_str() lang=lang.as_str() aria-pressed=pressed>{name}</button> }
}
