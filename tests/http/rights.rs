//! Who may call what: every route of the one list × every role and affiliation × own brand, other brand, signed out, on both engines;
//! and once more on a brand that is not open, and on one that closes.
//! The table is written by hand, so that it can disagree with the list. A route without a row fails.

mod knockers;
mod table;

use crate::support::{self, Server};
use axum::http::Method;
use knockers::Knocker;
use parvis::web::routes;
use reqwest::Response;
use std::collections::BTreeMap;
use table::In::{self, All, Open};
use table::TABLE;
use types::Instant;

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    LetIn,
    /// Led to signing in, joining or the second factor.
    Door,
    Refused,
    /// Nothing is there: what a file says to those who may not have it.
    Nothing,
}

fn outcome(answer: &Response) -> Outcome {
    let door = [
        "/sign-in",
        "/join",
        "/account/second-factor",
        "/operator/sign-in",
        "/operator/second-factor",
    ];
    match answer.status().as_u16() {
        303 if door.iter().any(|d| led(answer).ends_with(d)) => Outcome::Door,
        401 | 403 => Outcome::Refused,
        404 => Outcome::Nothing,
        _ => Outcome::LetIn,
    }
}

fn led(answer: &Response) -> &str {
    answer.headers().get("location").map_or("", |to| to.to_str().unwrap())
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

/// A row as somebody meets it.
struct Knock<'k> {
    method: &'k str,
    route: &'k str,
    row: In,
    knocker: &'k Knocker,
    /// Whether the space is open to everybody.
    open: bool,
}

impl Knock<'_> {
    async fn answer(&self, server: &Server, (number, topic): (i64, &str)) -> Response {
        let (path, cookie) = (address(self.route, number), self.knocker.cookie.as_deref());
        match self.method {
            "GET" => server.get(&path, cookie).await,
            // A function reads what it is sent before it asks who sends it.
            _ if path.starts_with("/fn/") => {
                let form = [
                    ("topic", topic),
                    ("verb", "cast"),
                    ("text", "[]"),
                    ("brand", "drumlin"),
                    ("place", "new"),
                ];
                server.post(&path, cookie, &form).await
            }
            _ => server.post(&path, cookie, &[("nonsense", "1")]).await,
        }
    }

    /// A page that is only there to write on.
    fn is_form_to_write(&self) -> bool {
        self.route == "/b/{brand}/new" || self.route.ends_with("/report")
    }

    fn is_right(&self, came: Outcome) -> bool {
        let file = self.route.ends_with("{file}") || self.route.ends_with(".atom") || self.route.ends_with(".xml");
        match (self.knocker.is_let_in(self.row, self.open), came) {
            // What is suspended writes nothing, whatever the form.
            (true, _) if self.knocker.suspended && self.route == "/fn/vote" => came == Outcome::Refused,
            (true, Outcome::LetIn | Outcome::Nothing) | (false, Outcome::Door | Outcome::Refused) => true,
            // A form that a visitor may send leads to the door with what was sent, once it is right.
            (true, Outcome::Door) => matches!(self.row, All | Open),
            (true, Outcome::Refused) => self.knocker.suspended && (self.method == "POST" || self.is_form_to_write()),
            (false, Outcome::Nothing) => self.row == Open && file,
            (false, Outcome::LetIn) => false,
        }
    }
}

/// What came of each knock, by its name, and where it led.
type Came = BTreeMap<String, (Outcome, String)>;

async fn knock(server: &Server, knockers: &[Knocker], open: bool) -> Came {
    let (number, id) = server.open_idea("drumlin").await;
    let (mut came, mut wrong) = (Came::new(), Vec::new());
    let ends = |path: &str| path.ends_with("}/sign-out") || path == "/operator/sign-out";
    for (method, route, row) in TABLE.iter().copied().filter(|(_, path, _)| !ends(path)) {
        for knocker in knockers {
            let knock = Knock {
                method,
                route,
                row,
                knocker,
                open,
            };
            let answer = knock.answer(server, (number, &id.to_string())).await;
            let (status, outcome, led) = (answer.status(), outcome(&answer), led(&answer).to_owned());
            let name = format!("{method} {route} by {}", knocker.name);
            if !knock.is_right(outcome) || status.is_server_error() {
                wrong.push(format!("{name}: {status} {led}"));
            }
            came.insert(name, (outcome, led));
        }
    }
    assert!(wrong.is_empty(), "open: {open}, {wrong:#?}");
    came
}

/// Everybody while the space is open; then those outside, before it opens and while it closes: what everybody may reach there answers a
/// visitor as it did before, and nothing else does.
async fn only_those_of_the_table_are_let_in(server: Server) {
    let knockers = knockers::all(&server).await;
    let before = knock(&server, &knockers, true).await;
    let outside: Vec<Knocker> = knockers.into_iter().filter(Knocker::is_outside).collect();
    let closes = Instant::now().plus_seconds(86_400).0;
    for state in ["opened = NULL, closes = NULL".to_owned(), format!("opened = 1, closes = {closes}")] {
        server.run(&format!("UPDATE brands SET {state} WHERE slug = 'drumlin'")).await;
        let now = knock(&server, &outside, false).await;
        for (method, route, _) in TABLE.iter().filter(|(_, _, row)| *row == All) {
            let name = format!("{method} {route} by a visitor");
            assert_eq!(now.get(&name), before.get(&name), "{name}, {state}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_those_of_the_table_are_let_in_on_sqlite() {
    only_those_of_the_table_are_let_in(support::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_those_of_the_table_are_let_in_on_postgresql() {
    only_those_of_the_table_are_let_in(support::postgres().await).await;
}
