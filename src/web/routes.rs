//! The one list of routes: address, method, kind, who may call it. The router is made of it, and so are the tests
//! that walk every route. A handler that is not listed here cannot be reached.

use super::{assets, headers, network, same_origin, sessions};
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};
use community::Installation;
use pages::{accounts, brands, errors, home, replies, topics, votes};
use std::time::Duration;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::{CompressionLayer, CompressionLevel};
use tower_http::timeout::TimeoutLayer;

/// Most bytes of a form: a text of 20,000 characters, each of them percent-encoded from four bytes, and room for the rest.
const FORM: usize = 300_000;
/// Longest time that a request may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// What is behind a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A page for people, in the look of its brand, in their session.
    Page,
    /// The form of a page.
    Form,
    /// A server function, called by an island.
    Function,
    /// A file, the same for everybody.
    File,
    /// For machines that watch.
    Health,
}

/// Who gets something else than an invitation to sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Everybody.
    Anyone,
    /// Everybody may send it; a visitor's intention is kept until they have come in.
    AnyoneThenMember,
    /// Whoever is signed in.
    Account,
}

/// One address and method.
pub struct Route {
    pub method: Method,
    pub path: &'static str,
    pub kind: Kind,
    pub who: Who,
    /// Whether only pages of this origin may send it: every write, without exception so far.
    pub same_origin: bool,
    handler: MethodRouter<Installation>,
}

/// Every route there is.
pub fn list() -> Vec<Route> {
    use Who::{Account, Anyone, AnyoneThenMember};
    vec![
        page("/", Anyone, get(home::installation)),
        page("/b/{brand}", Anyone, get(home::brand_slash)),
        page("/b/{brand}/", Anyone, get(home::brand_home)),
        page("/b/{brand}/rules", Anyone, get(home::rules)),
        page("/b/{brand}/topics", Anyone, get(topics::list::get)),
        page("/b/{brand}/t/{number}", Anyone, get(topics::show::get_plain)),
        page("/b/{brand}/t/{number}/{slug}", Anyone, get(topics::show::get)),
        page("/b/{brand}/new", Anyone, get(topics::propose::get)),
        page("/b/{brand}/join", Anyone, get(accounts::join_get)),
        page("/b/{brand}/confirm", Anyone, get(accounts::confirm_get)),
        page("/b/{brand}/sign-in", Anyone, get(accounts::sign_in_get)),
        page("/b/{brand}/account", Account, get(accounts::account)),
        form("/b/{brand}/t/{number}", AnyoneThenMember, post(replies::post_plain)),
        form("/b/{brand}/t/{number}/{slug}", AnyoneThenMember, post(replies::post)),
        form("/b/{brand}/t/{number}/vote", AnyoneThenMember, post(votes::vote)),
        form("/b/{brand}/new", AnyoneThenMember, post(topics::propose::post)),
        form("/b/{brand}/join", Anyone, post(accounts::join_post)),
        form("/b/{brand}/confirm", Anyone, post(accounts::confirm_post)),
        form("/b/{brand}/sign-in", Anyone, post(accounts::sign_in_post)),
        form("/b/{brand}/sign-out", Anyone, post(accounts::sign_out)),
        form("/b/{brand}/language", Anyone, post(accounts::language)),
        function("/fn/vote", Account, post(function_call)),
        function("/fn/preview", Account, post(function_call)),
        file("/b/{brand}/look/{file}", get(brands::look)),
        file("/assets/{file}", get(assets::serve)),
        file("/robots.txt", get(robots)),
        health("/health/live", get(live)),
        health("/health/ready", get(ready)),
    ]
}

const fn route(method: Method, path: &'static str, kind: Kind, who: Who, handler: MethodRouter<Installation>) -> Route {
    let same_origin = matches!(kind, Kind::Form | Kind::Function);
    Route {
        method,
        path,
        kind,
        who,
        same_origin,
        handler,
    }
}

const fn page(path: &'static str, who: Who, handler: MethodRouter<Installation>) -> Route {
    route(Method::GET, path, Kind::Page, who, handler)
}

const fn form(path: &'static str, who: Who, handler: MethodRouter<Installation>) -> Route {
    route(Method::POST, path, Kind::Form, who, handler)
}

const fn function(path: &'static str, who: Who, handler: MethodRouter<Installation>) -> Route {
    route(Method::POST, path, Kind::Function, who, handler)
}

const fn file(path: &'static str, handler: MethodRouter<Installation>) -> Route {
    route(Method::GET, path, Kind::File, Who::Anyone, handler)
}

const fn health(path: &'static str, handler: MethodRouter<Installation>) -> Route {
    route(Method::GET, path, Kind::Health, Who::Anyone, handler)
}

/// The router: people's routes in their session and look, the rest bare, and around all of it limits and headers.
pub fn router(installation: &Installation, proxies: network::Proxies) -> Router {
    let (mut people, mut bare) = (Router::new(), Router::new());
    for Route {
        path,
        kind,
        same_origin,
        handler,
        ..
    } in list()
    {
        let handler = if same_origin {
            handler.layer(from_fn_with_state(installation.clone(), same_origin::check))
        } else {
            handler
        };
        match kind {
            Kind::Page | Kind::Form | Kind::Function => people = people.route(path, handler),
            Kind::File | Kind::Health => bare = bare.route(path, handler),
        }
    }
    let people = people
        .fallback(|| async { StatusCode::NOT_FOUND })
        .layer(from_fn_with_state(installation.clone(), errors::dress))
        .layer(from_fn(headers::personal))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(sessions::layer(installation))
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest));
    bare.merge(people)
        .layer(DefaultBodyLimit::max(FORM))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, PATIENCE))
        .layer(from_fn_with_state(proxies, network::locate))
        .layer(from_fn(headers::secure))
        .with_state(installation.clone())
}

/// Hands a call to the server function of its address.
async fn function_call(State(installation): State<Installation>, request: Request) -> Response {
    leptos_axum::handle_server_fns_with_context(move || leptos::prelude::provide_context(installation.clone()), request)
        .await
        .into_response()
}

fn panicked(cause: Box<dyn std::any::Any + Send>) -> Response {
    let cause = cause
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| cause.downcast_ref::<&str>().copied())
        .unwrap_or("no message");
    pages::Oops::from(community::Failure::Bug(format!("panic: {cause}"))).into_response()
}

async fn robots() -> &'static str {
    "User-agent: *\nDisallow: /b/*/join\nDisallow: /b/*/sign-in\nDisallow: /b/*/confirm\nDisallow: /b/*/new\n"
}

async fn live() -> &'static str {
    "live\n"
}

/// Ready when the database answers.
async fn ready(State(installation): State<Installation>) -> (StatusCode, &'static str) {
    match community::brands::none_yet(&installation.db).await {
        Ok(_) => (StatusCode::OK, "ready\n"),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n"),
    }
}
