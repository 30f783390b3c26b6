//! The one list of routes: address, method, kind, who may call it. The router is made of it, and so are the tests
//! that walk every route. A handler that is not listed here cannot be reached.

use super::around::{self, Around};
use super::{assets, headers, network, requests, robots, same_origin, sessions};
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};
use community::Installation;
use pages::admit::{self, Who};
use pages::{
    accounts, answers, attachments, brands, data, documents, errors, feeds, home, invitations, mine, moderation, notices, operator, people,
    products, profile, replies, reports, revisions, settings, sitemap, tags, thanks, topics, votes,
};
use std::sync::Arc;
use std::time::Duration;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::{CompressionLayer, CompressionLevel};

/// Most bytes of a form: a text of 20,000 characters, each of them percent-encoded from four bytes, and room for the rest.
const FORM: usize = 300_000;
/// Most bytes of a form with a picture. More than a picture may have: what is too large is read to its end, so that it can be told.
const UPLOAD: usize = 32_000_000;
/// Longest time that the database may take to be called ready.
const READY: Duration = Duration::from_secs(2);
/// A worker that has not looked for jobs for so many seconds hangs: longer than any job may take.
const SILENT: i64 = 300;

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
    /// A file for whoever the space is open to, in their session; its handler asks who that is.
    Picture,
    /// For machines that watch.
    Health,
}

/// One address and method.
pub struct Route {
    pub method: Method,
    pub path: &'static str,
    pub kind: Kind,
    pub who: Who,
    /// Whether only pages of this origin may send it: every write but the one click that stops mail.
    pub same_origin: bool,
    handler: MethodRouter<Installation>,
}

/// Every route there is, one line each: this is the table of who may call what.
#[rustfmt::skip]
pub fn list() -> Vec<Route> {
    use Who::{Account, Admin, Anyone, AnyoneThenMember, Everybody, Member, Moderator, Operator, Staff, Team};
    vec![
        // The installation
        page("/", Everybody, get(home::installation)),
        page("/brands", Everybody, get(home::installation)),
        form("/brands/language", Everybody, post(accounts::language::installation_post)),
        // A brand's space
        page("/b/{brand}", Everybody, get(home::brand_slash)),
        page("/b/{brand}/", Anyone, get(home::brand_home)),
        page("/b/{brand}/rules", Everybody, get(documents::rules)),
        page("/b/{brand}/terms", Everybody, get(documents::terms)),
        page("/b/{brand}/privacy", Everybody, get(documents::privacy)),
        page("/b/{brand}/imprint", Everybody, get(documents::imprint)),
        page("/b/{brand}/topics", Anyone, get(topics::list::get)),
        page("/b/{brand}/t/{number}", Anyone, get(topics::show::get_plain)),
        form("/b/{brand}/t/{number}", AnyoneThenMember, post(replies::post_plain).layer(DefaultBodyLimit::max(UPLOAD))),
        page("/b/{brand}/t/{number}/{slug}", Anyone, get(topics::show::get)),
        form("/b/{brand}/t/{number}/{slug}", AnyoneThenMember, post(replies::post).layer(DefaultBodyLimit::max(UPLOAD))),
        form("/b/{brand}/t/{number}/vote", AnyoneThenMember, post(votes::vote)),
        form("/b/{brand}/t/{number}/reason", Member, post(votes::reason)),
        page("/b/{brand}/t/{number}/reasons", Anyone, get(votes::reasons)),
        form("/b/{brand}/t/{number}/reasons/remove", Moderator, post(votes::remove)),
        page("/b/{brand}/t/{number}/votes", Staff, get(votes::voters)),
        page("/b/{brand}/t/{number}/tags", Staff, get(tags::get)),
        form("/b/{brand}/t/{number}/tags", Staff, post(tags::post)),
        page("/b/{brand}/products", Anyone, get(products::get)),
        page("/b/{brand}/products/{slug}", Anyone, get(products::one)),
        page("/b/{brand}/me", Member, get(mine::get)),
        form("/b/{brand}/t/{number}/follow", AnyoneThenMember, post(notices::follow)),
        form("/b/{brand}/t/{number}/thanks", Member, post(thanks::post)),
        form("/b/{brand}/t/{number}/accept", Member, post(answers::accept)),
        form("/b/{brand}/t/{number}/decide", Team, post(answers::decide)),
        form("/b/{brand}/t/{number}/undo", Team, post(answers::undo)),
        form("/b/{brand}/t/{number}/sort", Team, post(answers::sort)),
        page("/b/{brand}/new", Anyone, get(topics::propose::get)),
        form("/b/{brand}/new", AnyoneThenMember, post(topics::propose::post).layer(DefaultBodyLimit::max(UPLOAD))),
        form("/b/{brand}/pictures", Member, post(attachments::add).layer(DefaultBodyLimit::max(UPLOAD))),
        picture("/b/{brand}/pictures/{file}", get(attachments::file)),
        // One's own texts, and what stood there before
        page("/b/{brand}/t/{number}/edit", Member, get(revisions::edit::get)),
        form("/b/{brand}/t/{number}/edit", Member, post(revisions::edit::post)),
        page("/b/{brand}/t/{number}/history", Anyone, get(revisions::history::get)),
        form("/b/{brand}/t/{number}/history", Member, post(revisions::history::post)),
        page("/b/{brand}/t/{number}/delete", Member, get(revisions::delete::get)),
        form("/b/{brand}/t/{number}/delete", Member, post(revisions::delete::post)),
        page("/b/{brand}/t/{number}/replies/{id}/edit", Member, get(revisions::edit::reply_get)),
        form("/b/{brand}/t/{number}/replies/{id}/edit", Member, post(revisions::edit::reply_post)),
        page("/b/{brand}/t/{number}/replies/{id}/history", Anyone, get(revisions::history::reply_get)),
        form("/b/{brand}/t/{number}/replies/{id}/history", Member, post(revisions::history::reply_post)),
        page("/b/{brand}/t/{number}/replies/{id}/delete", Member, get(revisions::delete::reply_get)),
        form("/b/{brand}/t/{number}/replies/{id}/delete", Member, post(revisions::delete::reply_post)),
        // Keeping order
        page("/b/{brand}/t/{number}/report", Member, get(reports::get)),
        form("/b/{brand}/t/{number}/report", Member, post(reports::post)),
        page("/b/{brand}/t/{number}/replies/{id}/report", Member, get(reports::reply_get)),
        form("/b/{brand}/t/{number}/replies/{id}/report", Member, post(reports::reply_post)),
        page("/b/{brand}/t/{number}/moderate/{deed}", Moderator, get(moderation::act::get)),
        form("/b/{brand}/t/{number}/moderate/{deed}", Moderator, post(moderation::act::post)),
        page("/b/{brand}/t/{number}/replies/{id}/moderate/{deed}", Moderator, get(moderation::act::reply_get)),
        form("/b/{brand}/t/{number}/replies/{id}/moderate/{deed}", Moderator, post(moderation::act::reply_post)),
        page("/b/{brand}/people/{number}/suspend", Moderator, get(moderation::person::get)),
        form("/b/{brand}/people/{number}/suspend", Moderator, post(moderation::person::post)),
        form("/b/{brand}/people/{number}/suspend/lift", Moderator, post(moderation::person::lift)),
        page("/b/{brand}/people/{number}/remove", Moderator, get(moderation::remove::get)),
        form("/b/{brand}/people/{number}/remove", Moderator, post(moderation::remove::post)),
        page("/b/{brand}/moderation", Moderator, get(moderation::desk::get)),
        form("/b/{brand}/moderation/{id}/undo", Moderator, post(moderation::undo)),
        form("/b/{brand}/moderation/reports/{id}/close", Moderator, post(moderation::desk::close)),
        page("/b/{brand}/moderation/pictures/{id}", Moderator, get(moderation::piece::picture_get)),
        form("/b/{brand}/moderation/pictures/{id}", Moderator, post(moderation::piece::picture_post)),
        page("/b/{brand}/moderation/revisions/{id}", Moderator, get(moderation::piece::revision_get)),
        form("/b/{brand}/moderation/revisions/{id}", Moderator, post(moderation::piece::revision_post)),
        form("/b/{brand}/moderation/revisions/{id}/remove", Moderator, post(moderation::piece::revision_remove)),
        // The door
        page("/b/{brand}/join", Everybody, get(accounts::join::get)),
        form("/b/{brand}/join", Everybody, post(accounts::join::post)),
        page("/b/{brand}/confirm", Everybody, get(accounts::confirm::get)),
        form("/b/{brand}/confirm", Everybody, post(accounts::confirm::post)),
        page("/b/{brand}/confirm/{token}", Everybody, get(accounts::confirm::link_get)),
        form("/b/{brand}/confirm/{token}", Everybody, post(accounts::confirm::link_post)),
        page("/b/{brand}/sign-in", Everybody, get(accounts::sign_in::get)),
        form("/b/{brand}/sign-in", Everybody, post(accounts::sign_in::post)),
        page("/b/{brand}/sign-in/code", Everybody, get(accounts::code::get)),
        form("/b/{brand}/sign-in/code", Everybody, post(accounts::code::post)),
        page("/b/{brand}/sign-in/code/confirm", Everybody, get(accounts::code::confirm_get)),
        form("/b/{brand}/sign-in/code/confirm", Everybody, post(accounts::code::confirm_post)),
        page("/b/{brand}/second-factor", Everybody, get(accounts::second_step::get)),
        form("/b/{brand}/second-factor", Everybody, post(accounts::second_step::post)),
        page("/b/{brand}/password", Everybody, get(accounts::password::get)),
        form("/b/{brand}/password", Everybody, post(accounts::password::post)),
        page("/b/{brand}/password/{token}", Everybody, get(accounts::password::link_get)),
        form("/b/{brand}/password/{token}", Everybody, post(accounts::password::link_post)),
        form("/b/{brand}/sign-out", Everybody, post(accounts::sign_in::out)),
        form("/b/{brand}/language", Everybody, post(accounts::language::post)),
        page("/b/{brand}/invitation/{token}", Everybody, get(invitations::get)),
        form("/b/{brand}/invitation/{token}", Everybody, post(invitations::post)),
        // The person's own
        page("/b/{brand}/account", Account, get(accounts::overview::get)),
        form("/b/{brand}/account", Account, post(accounts::overview::post)),
        page("/b/{brand}/account/security", Account, get(accounts::security::get)),
        form("/b/{brand}/account/security", Account, post(accounts::security::post)),
        page("/b/{brand}/account/security/address", Account, get(accounts::security::address_get)),
        form("/b/{brand}/account/security/address", Account, post(accounts::security::address_post)),
        page("/b/{brand}/account/second-factor", Account, get(accounts::second_factor::get)),
        form("/b/{brand}/account/second-factor", Account, post(accounts::second_factor::post)),
        page("/b/{brand}/people/{number}", Anyone, get(people::get)),
        picture("/b/{brand}/people/{number}/{file}", get(people::picture)),
        form("/b/{brand}/account/mail", Account, post(notices::mail_again)),
        page("/b/{brand}/notifications", Member, get(notices::get)),
        form("/b/{brand}/notifications", Member, post(notices::post)),
        page("/b/{brand}/unsubscribe/{token}", Everybody, get(notices::unsubscribe_get)),
        from_anywhere("/b/{brand}/unsubscribe/{token}", Everybody, post(notices::unsubscribe_post)),
        form("/b/{brand}/accept", Member, post(people::accept)),
        page("/b/{brand}/account/profile", Member, get(profile::get)),
        form("/b/{brand}/account/profile", Member, post(profile::post)),
        form("/b/{brand}/account/profile/picture", Member, post(profile::picture).layer(DefaultBodyLimit::max(UPLOAD))),
        form("/b/{brand}/account/profile/picture/remove", Member, post(profile::remove)),
        page("/b/{brand}/account/data", Account, get(data::get)),
        page("/b/{brand}/account/export.json", Account, get(data::export_json)),
        page("/b/{brand}/account/export.html", Account, get(data::export_html)),
        page("/b/{brand}/account/leave", Member, get(data::leave_get)),
        form("/b/{brand}/account/leave", Member, post(data::leave_post)),
        page("/b/{brand}/account/erase", Account, get(data::erase_get)),
        form("/b/{brand}/account/erase", Account, post(data::erase_post)),
        page("/b/{brand}/erased", Everybody, get(data::erased)),
        // The brand's settings
        page("/b/{brand}/settings", Admin, get(settings::first)),
        page("/b/{brand}/settings/end", Admin, get(settings::end::get)),
        form("/b/{brand}/settings/end", Admin, post(settings::end::close)),
        form("/b/{brand}/settings/end/keep", Admin, post(settings::end::keep)),
        page("/b/{brand}/settings/export.json", Admin, get(settings::end::export)),
        page("/b/{brand}/settings/people", Admin, get(settings::people::get)),
        form("/b/{brand}/settings/people", Admin, post(settings::people::post)),
        form("/b/{brand}/settings/people/invitations/{id}/resend", Admin, post(settings::people::resend)),
        form("/b/{brand}/settings/people/invitations/{id}/withdraw", Admin, post(settings::people::withdraw)),
        page("/b/{brand}/settings/people/{number}", Admin, get(settings::people::person_get)),
        form("/b/{brand}/settings/people/{number}", Admin, post(settings::people::person_post)),
        page("/b/{brand}/settings/people/{number}/owner", Admin, get(settings::people::owner_get)),
        form("/b/{brand}/settings/people/{number}/owner", Admin, post(settings::people::owner_post)),
        page("/b/{brand}/settings/log", Admin, get(settings::log::get)),
        page("/b/{brand}/settings/brand", Admin, get(settings::brand::get)),
        form("/b/{brand}/settings/brand", Admin, post(settings::brand::post)),
        page("/b/{brand}/settings/look", Admin, get(settings::look::get)),
        form("/b/{brand}/settings/look", Admin, post(settings::look::post)),
        page("/b/{brand}/settings/look/preview.css", Admin, get(settings::look::preview)),
        form("/b/{brand}/settings/look/logo", Admin, post(settings::look::logo_post)),
        page("/b/{brand}/settings/documents", Admin, get(settings::documents::get)),
        form("/b/{brand}/settings/documents/{kind}", Admin, post(settings::documents::post)),
        page("/b/{brand}/settings/access", Admin, get(settings::access::get)),
        form("/b/{brand}/settings/access", Admin, post(settings::access::post)),
        form("/b/{brand}/settings/access/open", Admin, post(settings::access::open)),
        form("/b/{brand}/settings/access/narrow", Admin, post(settings::access::narrow)),
        form("/b/{brand}/settings/access/domains", Admin, post(settings::access::domain_post)),
        form("/b/{brand}/settings/access/domains/remove", Admin, post(settings::access::domain_remove)),
        page("/b/{brand}/settings/boards", Admin, get(settings::boards::get)),
        page("/b/{brand}/settings/boards/new", Admin, get(settings::boards::new)),
        form("/b/{brand}/settings/boards/new", Admin, post(settings::boards::new_post)),
        page("/b/{brand}/settings/boards/{slug}", Admin, get(settings::boards::one)),
        form("/b/{brand}/settings/boards/{slug}", Admin, post(settings::boards::one_post)),
        form("/b/{brand}/settings/boards/{slug}/move", Admin, post(settings::boards::shift)),
        form("/b/{brand}/settings/boards/{slug}/remove", Admin, post(settings::boards::remove)),
        page("/b/{brand}/settings/products", Admin, get(settings::products::get)),
        form("/b/{brand}/settings/products", Admin, post(settings::products::post)),
        page("/b/{brand}/settings/products/{slug}", Admin, get(settings::products::one)),
        form("/b/{brand}/settings/products/{slug}", Admin, post(settings::products::one_post)),
        form("/b/{brand}/settings/products/{slug}/move", Admin, post(settings::products::shift)),
        form("/b/{brand}/settings/products/{slug}/retire", Admin, post(settings::products::retire)),
        page("/b/{brand}/settings/answers", Admin, get(settings::answers::get)),
        form("/b/{brand}/settings/answers", Admin, post(settings::answers::post)),
        // The operator's desk
        page("/operator", Operator, get(operator::brands::list)),
        page("/operator/sign-in", Everybody, get(operator::door::sign_in_get)),
        form("/operator/sign-in", Everybody, post(operator::door::sign_in_post)),
        page("/operator/second-factor", Everybody, get(operator::second_factor::get)),
        form("/operator/second-factor", Everybody, post(operator::second_factor::post)),
        form("/operator/sign-out", Everybody, post(operator::door::sign_out)),
        page("/operator/brands/new", Operator, get(operator::brands::new_get)),
        form("/operator/brands/new", Operator, post(operator::brands::new_post)),
        page("/operator/brands/{brand}", Operator, get(operator::brands::show)),
        form("/operator/brands/{brand}/host", Operator, post(operator::brands::host_post)),
        form("/operator/brands/{brand}/invitations", Operator, post(operator::asked::post)),
        form("/operator/brands/{brand}/invitations/{id}/resend", Operator, post(operator::asked::resend)),
        form("/operator/brands/{brand}/invitations/{id}/withdraw", Operator, post(operator::asked::withdraw)),
        page("/operator/accounts", Operator, get(operator::accounts::list)),
        page("/operator/accounts/{account}", Operator, get(operator::accounts::show)),
        form("/operator/accounts/{account}/block", Operator, post(operator::accounts::block)),
        form("/operator/accounts/{account}/sign-out", Operator, post(operator::accounts::sign_out)),
        form("/operator/accounts/{account}/unblock", Operator, post(operator::accounts::unblock)),
        page("/operator/jobs", Operator, get(operator::jobs::list)),
        form("/operator/jobs/{job}/retry", Operator, post(operator::jobs::retry)),
        form("/operator/jobs/{job}/drop", Operator, post(operator::jobs::drop_dead)),
        page("/operator/log", Operator, get(operator::log::list)),
        // Functions and files
        function("/fn/vote", Account, post(function_call)),
        function("/fn/preview", Account, post(function_call)),
        function("/fn/draft", Account, post(function_call)),
        file("/b/{brand}/look/{file}", get(brands::look)),
        file("/b/{brand}/feed.atom", get(feeds::of_brand)),
        file("/b/{brand}/boards/{slug}/feed.atom", get(feeds::of_board)),
        file("/b/{brand}/t/{number}/feed.atom", get(feeds::of_one)),
        file("/b/{brand}/sitemap.xml", get(sitemap::get).layer(CompressionLayer::new().quality(CompressionLevel::Fastest))),
        file("/assets/{file}", get(assets::serve)),
        file("/robots.txt", get(robots::get)),
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

/// A form that mail programs send too, which come from nowhere (RFC 8058). What may be sent stands in the address: a token that only its
/// reader knows, and all it does is stop mail to them.
const fn from_anywhere(path: &'static str, who: Who, handler: MethodRouter<Installation>) -> Route {
    let mut route = form(path, who, handler);
    route.same_origin = false;
    route
}

const fn function(path: &'static str, who: Who, handler: MethodRouter<Installation>) -> Route {
    route(Method::POST, path, Kind::Function, who, handler)
}

const fn file(path: &'static str, handler: MethodRouter<Installation>) -> Route {
    route(Method::GET, path, Kind::File, Who::Everybody, handler)
}

const fn picture(path: &'static str, handler: MethodRouter<Installation>) -> Route {
    route(Method::GET, path, Kind::Picture, Who::Anyone, handler)
}

const fn health(path: &'static str, handler: MethodRouter<Installation>) -> Route {
    route(Method::GET, path, Kind::Health, Who::Everybody, handler)
}

/// The router: people's routes in their session and look, the rest bare, and around all of it limits and headers.
pub fn router(installation: &Installation, proxies: network::Proxies) -> Router {
    let (mut people, mut bare) = (Router::new(), Router::new());
    for Route {
        path,
        kind,
        who,
        same_origin,
        handler,
        ..
    } in list()
    {
        let handler = if path.starts_with("/b/") && matches!(kind, Kind::Page | Kind::Form) {
            handler.layer(from_fn_with_state((installation.clone(), who), admit::admit))
        } else {
            handler
        };
        let handler = if same_origin {
            handler.layer(from_fn_with_state(installation.clone(), same_origin::check))
        } else {
            handler
        };
        match kind {
            Kind::Page | Kind::Form | Kind::Function | Kind::Picture => people = people.route(path, handler),
            Kind::File | Kind::Health => bare = bare.route(path, handler),
        }
    }
    let (people, bare) = (
        people.route_layer(from_fn(requests::note)),
        bare.route_layer(from_fn(requests::note)),
    );
    let people = people
        .fallback(|| async { StatusCode::NOT_FOUND })
        .layer(from_fn_with_state(installation.clone(), errors::dress))
        .layer(from_fn(headers::personal))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(sessions::layer(installation))
        .layer(from_fn_with_state(installation.clone(), sessions::told))
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest));
    let inner = bare.merge(people).with_state(installation.clone());
    // Outside of the routes, so that an address is rewritten before it is looked up.
    Router::new()
        .fallback_service(inner.layer(DefaultBodyLimit::max(FORM)))
        .layer(from_fn_with_state(Arc::new(Around::new(installation, proxies)), around::serve))
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

async fn live() -> &'static str {
    "live\n"
}

/// Ready when the database answers, and that soon. A worker that is silent is told and no reason to send people away: pages go on.
async fn ready(State(installation): State<Installation>) -> (StatusCode, String) {
    if !matches!(tokio::time::timeout(READY, installation.db.answers()).await, Ok(Ok(()))) {
        return (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n".into());
    }
    let silent = installation
        .pulse
        .last()
        .map_or(0, |last| types::Instant::now().seconds_since(last));
    let worker = (silent > SILENT).then(|| format!("the worker has not looked for jobs for {silent} s\n"));
    (StatusCode::OK, format!("ready\n{}", worker.unwrap_or_default()))
}
