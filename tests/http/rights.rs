//! Who may call what: every route of the one list × every role and affiliation × own brand, other brand, signed out, on both engines.
//! The table below is written by hand, so that it can disagree with the list. A route without a row fails.

use crate::support::{self, Server};
use axum::http::Method;
use community::members::{self, NewMember};
use community::{accounts, brands, who};
use parvis::web::routes;
use reqwest::Response;
use std::collections::BTreeMap;
use types::members::{Affiliation, Role};
use types::{Instant, Lang};

/// Who is let in by a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum In {
    /// Anybody at all.
    All,
    /// Whoever is signed in, here or in another brand.
    Accounts,
    /// Members of the brand.
    Members,
    /// The brand's product team, and its admins, with a second factor.
    Teams,
    /// Moderators and admins of the brand with a second factor.
    Moderators,
    /// Team, moderators and admins of the brand with a second factor.
    Staffs,
    /// Admins of the brand with a second factor.
    Admins,
    /// The admin who owns the brand.
    Owner,
    /// Those who run the installation.
    Operators,
}
use In::{Accounts, Admins, All, Members, Moderators, Operators, Owner, Staffs, Teams};

/// Method, address, who.
const TABLE: &[(&str, &str, In)] = &[
    ("GET", "/", All),
    ("GET", "/brands", All),
    ("GET", "/b/{brand}", All),
    ("GET", "/b/{brand}/", All),
    ("GET", "/b/{brand}/rules", All),
    ("GET", "/b/{brand}/terms", All),
    ("GET", "/b/{brand}/privacy", All),
    ("GET", "/b/{brand}/imprint", All),
    ("GET", "/b/{brand}/topics", All),
    ("GET", "/b/{brand}/t/{number}", All),
    ("POST", "/b/{brand}/t/{number}", All),
    ("GET", "/b/{brand}/t/{number}/{slug}", All),
    ("POST", "/b/{brand}/t/{number}/{slug}", All),
    ("POST", "/b/{brand}/t/{number}/vote", All),
    ("POST", "/b/{brand}/t/{number}/follow", All),
    ("POST", "/b/{brand}/t/{number}/thanks", Members),
    ("POST", "/b/{brand}/t/{number}/accept", Members),
    ("POST", "/b/{brand}/t/{number}/decide", Teams),
    ("POST", "/b/{brand}/t/{number}/undo", Teams),
    ("POST", "/b/{brand}/t/{number}/sort", Teams),
    ("POST", "/b/{brand}/t/{number}/reason", Members),
    ("GET", "/b/{brand}/t/{number}/reasons", All),
    ("POST", "/b/{brand}/t/{number}/reasons/remove", Moderators),
    ("GET", "/b/{brand}/t/{number}/votes", Staffs),
    ("GET", "/b/{brand}/t/{number}/tags", Staffs),
    ("POST", "/b/{brand}/t/{number}/tags", Staffs),
    ("GET", "/b/{brand}/products", All),
    ("GET", "/b/{brand}/products/{slug}", All),
    ("GET", "/b/{brand}/me", Members),
    ("GET", "/b/{brand}/new", All),
    ("POST", "/b/{brand}/new", All),
    ("POST", "/b/{brand}/pictures", Members),
    ("GET", "/b/{brand}/pictures/{file}", All),
    ("GET", "/b/{brand}/join", All),
    ("POST", "/b/{brand}/join", All),
    ("GET", "/b/{brand}/confirm", All),
    ("POST", "/b/{brand}/confirm", All),
    ("GET", "/b/{brand}/confirm/{token}", All),
    ("POST", "/b/{brand}/confirm/{token}", All),
    ("GET", "/b/{brand}/sign-in", All),
    ("POST", "/b/{brand}/sign-in", All),
    ("GET", "/b/{brand}/sign-in/code", All),
    ("POST", "/b/{brand}/sign-in/code", All),
    ("GET", "/b/{brand}/sign-in/code/confirm", All),
    ("POST", "/b/{brand}/sign-in/code/confirm", All),
    ("GET", "/b/{brand}/second-factor", All),
    ("POST", "/b/{brand}/second-factor", All),
    ("GET", "/b/{brand}/password", All),
    ("POST", "/b/{brand}/password", All),
    ("GET", "/b/{brand}/password/{token}", All),
    ("POST", "/b/{brand}/password/{token}", All),
    ("POST", "/b/{brand}/sign-out", All),
    ("POST", "/b/{brand}/language", All),
    ("GET", "/b/{brand}/invitation/{token}", All),
    ("POST", "/b/{brand}/invitation/{token}", All),
    ("GET", "/b/{brand}/account", Accounts),
    ("POST", "/b/{brand}/account", Accounts),
    ("GET", "/b/{brand}/account/security", Accounts),
    ("POST", "/b/{brand}/account/security", Accounts),
    ("GET", "/b/{brand}/account/security/address", Accounts),
    ("POST", "/b/{brand}/account/security/address", Accounts),
    ("GET", "/b/{brand}/account/second-factor", Accounts),
    ("POST", "/b/{brand}/account/second-factor", Accounts),
    ("GET", "/b/{brand}/people/{number}", All),
    ("GET", "/b/{brand}/people/{number}/{file}", All),
    ("POST", "/b/{brand}/account/mail", Accounts),
    ("GET", "/b/{brand}/notifications", Members),
    ("POST", "/b/{brand}/notifications", Members),
    ("GET", "/b/{brand}/unsubscribe/{token}", All),
    ("POST", "/b/{brand}/unsubscribe/{token}", All),
    ("POST", "/b/{brand}/accept", Members),
    ("GET", "/b/{brand}/account/profile", Members),
    ("POST", "/b/{brand}/account/profile", Members),
    ("POST", "/b/{brand}/account/profile/picture", Members),
    ("POST", "/b/{brand}/account/profile/picture/remove", Members),
    ("GET", "/b/{brand}/account/data", Accounts),
    ("GET", "/b/{brand}/account/export.json", Accounts),
    ("GET", "/b/{brand}/account/export.html", Accounts),
    ("GET", "/b/{brand}/account/leave", Members),
    ("POST", "/b/{brand}/account/leave", Members),
    ("GET", "/b/{brand}/account/erase", Accounts),
    ("POST", "/b/{brand}/account/erase", Accounts),
    ("GET", "/b/{brand}/erased", All),
    ("GET", "/b/{brand}/t/{number}/edit", Members),
    ("POST", "/b/{brand}/t/{number}/edit", Members),
    ("GET", "/b/{brand}/t/{number}/history", All),
    ("POST", "/b/{brand}/t/{number}/history", Members),
    ("GET", "/b/{brand}/t/{number}/delete", Members),
    ("POST", "/b/{brand}/t/{number}/delete", Members),
    ("GET", "/b/{brand}/t/{number}/replies/{id}/edit", Members),
    ("POST", "/b/{brand}/t/{number}/replies/{id}/edit", Members),
    ("GET", "/b/{brand}/t/{number}/replies/{id}/history", All),
    ("POST", "/b/{brand}/t/{number}/replies/{id}/history", Members),
    ("GET", "/b/{brand}/t/{number}/replies/{id}/delete", Members),
    ("POST", "/b/{brand}/t/{number}/replies/{id}/delete", Members),
    ("GET", "/b/{brand}/t/{number}/report", Members),
    ("POST", "/b/{brand}/t/{number}/report", Members),
    ("GET", "/b/{brand}/t/{number}/replies/{id}/report", Members),
    ("POST", "/b/{brand}/t/{number}/replies/{id}/report", Members),
    ("GET", "/b/{brand}/t/{number}/moderate/{deed}", Moderators),
    ("POST", "/b/{brand}/t/{number}/moderate/{deed}", Moderators),
    ("GET", "/b/{brand}/t/{number}/replies/{id}/moderate/{deed}", Moderators),
    ("POST", "/b/{brand}/t/{number}/replies/{id}/moderate/{deed}", Moderators),
    ("GET", "/b/{brand}/people/{number}/suspend", Moderators),
    ("POST", "/b/{brand}/people/{number}/suspend", Moderators),
    ("POST", "/b/{brand}/people/{number}/suspend/lift", Moderators),
    ("GET", "/b/{brand}/moderation", Moderators),
    ("POST", "/b/{brand}/moderation/{id}/undo", Moderators),
    ("POST", "/b/{brand}/moderation/reports/{id}/close", Moderators),
    ("GET", "/b/{brand}/moderation/pictures/{id}", Moderators),
    ("POST", "/b/{brand}/moderation/pictures/{id}", Moderators),
    ("GET", "/b/{brand}/moderation/revisions/{id}", Moderators),
    ("POST", "/b/{brand}/moderation/revisions/{id}", Moderators),
    ("POST", "/b/{brand}/moderation/revisions/{id}/remove", Moderators),
    ("GET", "/b/{brand}/settings", Admins),
    ("GET", "/b/{brand}/settings/end", Admins),
    ("POST", "/b/{brand}/settings/end", Admins),
    ("POST", "/b/{brand}/settings/end/keep", Admins),
    ("GET", "/b/{brand}/settings/export.json", Admins),
    ("GET", "/b/{brand}/settings/people", Admins),
    ("POST", "/b/{brand}/settings/people", Admins),
    ("POST", "/b/{brand}/settings/people/invitations/{id}/resend", Admins),
    ("POST", "/b/{brand}/settings/people/invitations/{id}/withdraw", Admins),
    ("GET", "/b/{brand}/settings/people/{number}", Admins),
    ("POST", "/b/{brand}/settings/people/{number}", Admins),
    ("GET", "/b/{brand}/settings/people/{number}/owner", Owner),
    ("POST", "/b/{brand}/settings/people/{number}/owner", Owner),
    ("GET", "/b/{brand}/settings/log", Admins),
    ("GET", "/b/{brand}/settings/brand", Admins),
    ("POST", "/b/{brand}/settings/brand", Admins),
    ("GET", "/b/{brand}/settings/look", Admins),
    ("POST", "/b/{brand}/settings/look", Admins),
    ("GET", "/b/{brand}/settings/look/preview.css", Admins),
    ("POST", "/b/{brand}/settings/look/logo", Admins),
    ("GET", "/b/{brand}/settings/documents", Admins),
    ("POST", "/b/{brand}/settings/documents/{kind}", Admins),
    ("GET", "/b/{brand}/settings/access", Admins),
    ("POST", "/b/{brand}/settings/access", Admins),
    ("POST", "/b/{brand}/settings/access/open", Admins),
    ("POST", "/b/{brand}/settings/access/narrow", Admins),
    ("POST", "/b/{brand}/settings/access/domains", Admins),
    ("POST", "/b/{brand}/settings/access/domains/remove", Admins),
    ("GET", "/b/{brand}/settings/boards", Admins),
    ("GET", "/b/{brand}/settings/boards/new", Admins),
    ("POST", "/b/{brand}/settings/boards/new", Admins),
    ("GET", "/b/{brand}/settings/boards/{slug}", Admins),
    ("POST", "/b/{brand}/settings/boards/{slug}", Admins),
    ("POST", "/b/{brand}/settings/boards/{slug}/move", Admins),
    ("POST", "/b/{brand}/settings/boards/{slug}/remove", Admins),
    ("GET", "/b/{brand}/settings/products", Admins),
    ("POST", "/b/{brand}/settings/products", Admins),
    ("GET", "/b/{brand}/settings/products/{slug}", Admins),
    ("POST", "/b/{brand}/settings/products/{slug}", Admins),
    ("POST", "/b/{brand}/settings/products/{slug}/move", Admins),
    ("POST", "/b/{brand}/settings/products/{slug}/retire", Admins),
    ("GET", "/b/{brand}/settings/answers", Admins),
    ("POST", "/b/{brand}/settings/answers", Admins),
    ("GET", "/operator", Operators),
    ("GET", "/operator/sign-in", All),
    ("POST", "/operator/sign-in", All),
    ("GET", "/operator/second-factor", All),
    ("POST", "/operator/second-factor", All),
    ("POST", "/operator/sign-out", All),
    ("GET", "/operator/brands/new", Operators),
    ("POST", "/operator/brands/new", Operators),
    ("GET", "/operator/brands/{brand}", Operators),
    ("POST", "/operator/brands/{brand}/host", Operators),
    ("GET", "/operator/accounts", Operators),
    ("GET", "/operator/accounts/{account}", Operators),
    ("POST", "/operator/accounts/{account}/block", Operators),
    ("POST", "/operator/accounts/{account}/sign-out", Operators),
    ("POST", "/operator/accounts/{account}/unblock", Operators),
    ("GET", "/operator/jobs", Operators),
    ("POST", "/operator/jobs/{job}/retry", Operators),
    ("POST", "/operator/jobs/{job}/drop", Operators),
    ("GET", "/operator/log", Operators),
    ("POST", "/fn/vote", Accounts),
    ("POST", "/fn/preview", Accounts),
    ("POST", "/fn/draft", Accounts),
    ("GET", "/b/{brand}/look/{file}", All),
    ("GET", "/b/{brand}/feed.atom", All),
    ("GET", "/b/{brand}/boards/{slug}/feed.atom", All),
    ("GET", "/b/{brand}/t/{number}/feed.atom", All),
    ("GET", "/b/{brand}/sitemap.xml", All),
    ("GET", "/assets/{file}", All),
    ("GET", "/robots.txt", All),
    ("GET", "/health/live", All),
    ("GET", "/health/ready", All),
];

/// Somebody who knocks.
struct Knocker {
    name: &'static str,
    cookie: Option<String>,
    signed_in: bool,
    member: bool,
    /// One of the team, with a second factor.
    team: bool,
    /// A moderator or an admin, with a second factor.
    moderator: bool,
    /// An admin, and whether with a second factor.
    admin: Option<bool>,
    owner: bool,
    operator: bool,
}

impl Knocker {
    fn is_let_in(&self, row: In) -> bool {
        match row {
            All => true,
            Accounts => self.signed_in,
            Members => self.member,
            Teams => self.team,
            Moderators => self.moderator,
            Staffs => self.team || self.moderator,
            Admins => self.admin == Some(true),
            Owner => self.owner,
            Operators => self.operator,
        }
    }
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    LetIn,
    /// Led to signing in, joining or the second factor.
    Door,
    Refused,
}

fn outcome(answer: &Response) -> Outcome {
    let to = answer.headers().get("location").map_or("", |to| to.to_str().unwrap());
    let door = [
        "/sign-in",
        "/join",
        "/account/second-factor",
        "/operator/sign-in",
        "/operator/second-factor",
    ];
    match answer.status().as_u16() {
        303 if door.iter().any(|d| to.ends_with(d)) => Outcome::Door,
        401 | 403 => Outcome::Refused,
        _ => Outcome::LetIn,
    }
}

async fn member(server: &Server, name: &str, role: Role, affiliation: Affiliation, secured: bool) -> String {
    let db = &server.db;
    let brand = brands::by_slug(db, "drumlin").await.unwrap();
    let address = format!("{name}@example.org");
    let account = accounts::insert(db, &address, "no password signs in", Lang::En, Instant::now())
        .await
        .unwrap();
    if secured {
        accounts::excuse(db, who::system(), account).await.unwrap();
    }
    let new = NewMember {
        role,
        affiliation,
        ..NewMember::customer(name, Instant::now())
    };
    members::create(db, brand.id, Some(account), new).await.unwrap();
    server.cookie_of(&address).await
}

async fn knockers(server: &Server) -> Vec<Knocker> {
    let nobody = Knocker {
        name: "a visitor",
        cookie: None,
        signed_in: false,
        member: false,
        team: false,
        moderator: false,
        admin: None,
        owner: false,
        operator: false,
    };
    let mut all = vec![nobody];
    for (name, address, operator) in [
        ("a member of another brand", "maud@orsel.example", false),
        ("an admin of another brand", "agnes@orsel.example", false),
        ("an operator", "operator@parvis.example", true),
    ] {
        all.push(Knocker {
            name,
            cookie: Some(server.cookie_of(address).await),
            signed_in: true,
            member: false,
            team: false,
            moderator: false,
            admin: None,
            owner: false,
            operator,
        });
    }
    for (name, role, affiliation, secured) in [
        ("customer", Role::Member, Affiliation::Customer, true),
        ("prospect", Role::Member, Affiliation::Prospect, true),
        ("partner", Role::Member, Affiliation::Partner, true),
        ("employee", Role::Member, Affiliation::Employee, true),
        ("team", Role::Team, Affiliation::Employee, true),
        ("moderator", Role::Moderator, Affiliation::Customer, true),
        ("admin", Role::Admin, Affiliation::Employee, true),
        ("admin-without-second-factor", Role::Admin, Affiliation::Employee, false),
    ] {
        all.push(Knocker {
            name,
            cookie: Some(member(server, name, role, affiliation, secured).await),
            signed_in: true,
            member: true,
            team: secured && role.is_team(),
            moderator: secured && role.is_moderator(),
            admin: (role == Role::Admin).then_some(secured),
            owner: false,
            operator: false,
        });
    }
    all.push(Knocker {
        name: "the owner",
        cookie: Some(server.cookie_of("obi@drumlin.example").await),
        signed_in: true,
        member: true,
        team: true,
        moderator: true,
        admin: Some(true),
        owner: true,
        operator: false,
    });
    all
}

/// An address that the route's pattern stands for.
fn address(path: &str, number: i64) -> String {
    path.replace("{brand}", "drumlin")
        .replace("{number}", &number.to_string())
        .replace("{slug}", "x")
        .replace("{file}", "none")
        .replace("{token}", &"0".repeat(64))
        .replace("{kind}", "terms")
        .replace("{id}", "1")
        .replace("{account}", "1")
        .replace("{job}", "1")
        .replace("{deed}", "hide")
}

#[test]
fn every_route_has_a_row_and_every_row_a_route() {
    let rows: BTreeMap<(&str, &str), In> = TABLE.iter().map(|(method, path, who)| ((*method, *path), *who)).collect();
    assert_eq!(rows.len(), TABLE.len(), "a route has two rows");
    let routes: Vec<(Method, &str)> = routes::list().iter().map(|r| (r.method.clone(), r.path)).collect();
    for (method, path) in &routes {
        assert!(
            rows.contains_key(&(method.as_str(), *path)),
            "{method} {path} has no row in the table of rights"
        );
    }
    for (method, path) in rows.keys() {
        assert!(
            routes.iter().any(|(m, p)| m.as_str() == *method && p == path),
            "{method} {path} is no route"
        );
    }
}

async fn only_those_of_the_table_are_let_in(server: Server) {
    let knockers = knockers(&server).await;
    let (number, id) = server.open_idea("drumlin").await;
    let topic = id.to_string();
    let mut wrong = Vec::new();
    for (method, path, row) in TABLE
        .iter()
        .filter(|(_, path, _)| !path.ends_with("}/sign-out") && *path != "/operator/sign-out")
    {
        for knocker in &knockers {
            let (path, cookie) = (address(path, number), knocker.cookie.as_deref());
            let answer = match *method {
                "GET" => server.get(&path, cookie).await,
                // A function reads what it is sent before it asks who sends it.
                _ if path.starts_with("/fn/") => {
                    let form = [
                        ("topic", topic.as_str()),
                        ("verb", "cast"),
                        ("text", "[]"),
                        ("brand", "drumlin"),
                        ("place", "new"),
                    ];
                    server.post(&path, cookie, &form).await
                }
                _ => server.post(&path, cookie, &[("nonsense", "1")]).await,
            };
            let (status, came) = (answer.status(), outcome(&answer));
            let led = answer.headers().get("location").map_or("", |to| to.to_str().unwrap()).to_owned();
            let right = match (knocker.is_let_in(*row), came) {
                (true, Outcome::LetIn) | (false, Outcome::Door | Outcome::Refused) => true,
                // A form that a visitor may send leads to the door with what was sent, once it is right.
                (true, Outcome::Door) => *row == All,
                _ => false,
            };
            if !right || status.is_server_error() {
                wrong.push(format!("{method} {path} by {}: {status} {led}", knocker.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_those_of_the_table_are_let_in_on_sqlite() {
    only_those_of_the_table_are_let_in(support::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_those_of_the_table_are_let_in_on_postgresql() {
    only_those_of_the_table_are_let_in(support::postgres().await).await;
}
