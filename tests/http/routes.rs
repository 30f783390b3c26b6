//! Every route of the one list.

use crate::support;
use pages::admit::Who;
use parvis::web::routes::{self, Kind};

/// An address that the route's pattern stands for.
fn address(path: &str, number: i64) -> String {
    path.replace("{brand}", "drumlin")
        .replace("{number}", &number.to_string())
        .replace("{slug}", "x")
        .replace("{file}", "none")
        .replace("{token}", "none")
}

#[test]
fn every_server_function_is_in_the_list() {
    let listed: Vec<&str> = routes::list().iter().filter(|r| r.kind == Kind::Function).map(|r| r.path).collect();
    for (path, method) in server_fn::axum::server_fn_paths() {
        assert!(listed.contains(&path), "{method} {path} is registered but not listed");
    }
    assert_eq!(server_fn::axum::server_fn_paths().count(), listed.len());
}

/// What mail programs may send from nowhere: one click that stops mail (RFC 8058). Nothing else.
const FROM_ANYWHERE: &str = "/b/{brand}/unsubscribe/{token}";

#[test]
fn every_write_asks_for_its_own_origin() {
    for route in routes::list() {
        let writes = route.method != axum::http::Method::GET && route.path != FROM_ANYWHERE;
        assert_eq!(route.same_origin, writes, "{} {}", route.method, route.path);
    }
}

#[tokio::test]
async fn no_route_fails_whoever_calls_it() {
    let server = support::sqlite().await;
    let (number, _) = server.open_idea("drumlin").await;
    let (maud, isla) = (
        server.cookie_of("maud@orsel.example").await,
        server.cookie_of("isla@drumlin.example").await,
    );
    for route in routes::list() {
        for cookie in [None, Some(maud.as_str()), Some(isla.as_str())] {
            let path = address(route.path, number);
            let answer = match route.method.as_str() {
                "GET" => server.get(&path, cookie).await,
                _ if path.ends_with("sign-out") => continue,
                _ => server.post(&path, cookie, &[("nonsense", "1")]).await,
            };
            let status = answer.status().as_u16();
            assert!(status < 500, "{} {path} answers {status}", route.method);
            if route.kind == Kind::Function && cookie.is_none() && route.who == Who::Account {
                assert!([400, 401, 422].contains(&status), "{path} answers {status} to a visitor");
            }
        }
    }
}

#[tokio::test]
async fn a_write_from_another_site_is_refused_on_every_route() {
    let server = support::sqlite().await;
    let isla = server.cookie_of("isla@drumlin.example").await;
    let (number, _) = server.open_idea("drumlin").await;
    let forms = routes::list().into_iter().filter(|r| r.method == axum::http::Method::POST);
    for route in forms.filter(|r| r.path != FROM_ANYWHERE) {
        for (name, value) in [
            ("sec-fetch-site", "cross-site"),
            ("origin", "https://evil.example"),
            ("x-nothing", "at all"),
        ] {
            let request = server
                .http
                .post(format!("{}{}", server.base, address(route.path, number)))
                .header("cookie", &isla)
                .header(name, value);
            let answer = request.form(&[("verb", "cast"), ("title", "x")]).send().await.unwrap();
            assert_eq!(answer.status(), 403, "{} with {name}: {value}", route.path);
        }
    }
    assert_eq!(support::counted(&server.db).await.0, support::counted(&server.db).await.1);
}

#[test]
fn no_title_takes_the_place_of_a_page_beside_its_topic() {
    for route in parvis::web::routes::list() {
        let Some(rest) = route.path.strip_prefix("/b/{brand}/t/{number}/") else {
            continue;
        };
        let word = rest.split('/').next().unwrap_or_default();
        let taken = types::topics::TAKEN.contains(&word) || types::slug::slug(word) != word;
        assert!(taken, "a topic with the title “{word}” has the address of {}", route.path);
    }
}
