//! Feeds and shared links: what everybody may read, in a form that readers take, and nothing else; and nothing is written for whoever has it.

use crate::support::{self, Server};
use reqwest::Response;

async fn run(server: &Server, sql: &str) {
    let done = server.db.write(sql.to_owned(), |tx, sql| {
        Box::pin(async move { Ok(community::execute!(tx, sql.as_str())?) })
    });
    assert!(done.await.unwrap() > 0, "{sql} changes nothing");
}

async fn with_tag(server: &Server, path: &str, tag: &str) -> Response {
    let request = server.http.get(format!("{}{path}", server.base)).header("if-none-match", tag);
    request.send().await.unwrap()
}

fn header<'r>(answer: &'r Response, name: &str) -> &'r str {
    answer.headers().get(name).map_or("", |h| h.to_str().unwrap())
}

/// The text of each element of a name, in a document that was read strictly.
fn texts(document: &roxmltree::Document<'_>, name: &str) -> Vec<String> {
    let named = document
        .descendants()
        .filter(|n| n.has_tag_name(("http://www.w3.org/2005/Atom", name)));
    named.map(|n| n.text().unwrap_or_default().to_owned()).collect()
}

#[tokio::test]
async fn each_feed_is_well_formed_and_has_what_the_standard_asks_for() {
    let server = support::sqlite().await;
    run(
        &server,
        "UPDATE topics SET title = 'Ends with \u{b} a <b>sign</b> & \"more\"', body = 'x' WHERE id = 1",
    )
    .await;
    for path in [
        "/b/drumlin/feed.atom",
        "/b/orsel/feed.atom",
        "/b/drumlin/boards/tents/feed.atom",
        "/b/drumlin/t/1/feed.atom",
        "/b/orsel/t/1/feed.atom",
    ] {
        let answer = server.get(path, None).await;
        assert_eq!(answer.status(), 200, "{path}");
        assert_eq!(header(&answer, "content-type"), "application/atom+xml; charset=utf-8");
        assert!(header(&answer, "cache-control").contains("public") && answer.headers().get("set-cookie").is_none());
        let xml = answer.text().await.unwrap();
        let document = roxmltree::Document::parse(&xml).unwrap_or_else(|e| panic!("{path}: {e}\n{xml}"));
        let entries = document.descendants().filter(|n| n.has_tag_name("entry")).count();
        let (ids, updated, names) = (texts(&document, "id"), texts(&document, "updated"), texts(&document, "name"));
        assert!(
            entries > 0 && ids.len() == entries + 1 && updated.len() == entries + 1 && names.len() == entries + 1,
            "{path}"
        );
        assert!(names.iter().all(|n| !n.is_empty()) && texts(&document, "title").iter().all(|t| !t.is_empty()));
        assert!(ids.iter().all(|id| id.starts_with("tag:127.0.0.1,20")), "{ids:?}");
        assert_eq!(
            ids.iter().collect::<std::collections::BTreeSet<_>>().len(),
            ids.len(),
            "{path}: two have one id"
        );
        let links = document.descendants().filter_map(|n| n.attribute("href"));
        assert!(
            links.clone().all(|href| href.starts_with(&server.base)),
            "{:?}",
            links.collect::<Vec<_>>()
        );
        let lang = document.root_element().attribute(("http://www.w3.org/XML/1998/namespace", "lang"));
        assert_eq!(lang, Some(if path.contains("orsel") { "fr" } else { "en" }));
    }
}

#[tokio::test]
async fn a_feed_is_the_same_bytes_for_everybody() {
    let server = support::sqlite().await;
    let obi = server.cookie_of("obi@drumlin.example").await;
    for path in ["/b/drumlin/feed.atom", "/b/drumlin/t/1/feed.atom"] {
        let (visitor, admin) = (server.get(path, None).await, server.get(path, Some(&obi)).await);
        assert_eq!(header(&visitor, "etag"), header(&admin, "etag"));
        assert_eq!(visitor.bytes().await.unwrap(), admin.bytes().await.unwrap(), "{path}");
    }
}

#[tokio::test]
async fn whoever_has_a_feed_is_told_so_and_nothing_is_written() {
    let server = support::sqlite().await;
    for path in [
        "/b/drumlin/feed.atom",
        "/b/drumlin/boards/tents/feed.atom",
        "/b/drumlin/t/1/feed.atom",
    ] {
        let first = server.get(path, None).await;
        let tag = header(&first, "etag").to_owned();
        assert!(tag.starts_with('"'), "{path}: a strong tag, not {tag}");
        let before = pages::feeds::written();
        assert!(before > 0);
        for asked in [tag.clone(), format!("\"other\", {tag}"), format!("W/{tag}"), "*".into()] {
            let again = with_tag(&server, path, &asked).await;
            assert_eq!(
                (again.status().as_u16(), header(&again, "etag")),
                (304, tag.as_str()),
                "{path} {asked}"
            );
            assert!(again.bytes().await.unwrap().is_empty());
        }
        assert_eq!(pages::feeds::written(), before, "{path}: nothing is written for a 304");
        run(
            &server,
            "UPDATE topics SET changed = changed + 1000000, title = title || '!', gist = gist || '!'",
        )
        .await;
        let changed = with_tag(&server, path, &tag).await;
        assert_eq!(changed.status(), 200, "{path}");
        assert_ne!(header(&changed, "etag"), tag);
        assert_eq!(pages::feeds::written(), before + 1);
    }
}

#[tokio::test]
async fn what_is_not_for_everybody_is_in_no_feed_and_no_preview() {
    let server = support::sqlite().await;
    let shown = async |path: &str, cookie: Option<&str>| server.get(path, cookie).await.text().await.unwrap();
    let page = server.get("/b/drumlin/t/1", None).await;
    let page = header(&page, "location").to_owned();
    let html = shown(&page, None).await;
    for held in [
        "og:title",
        "og:url",
        "article:published_time",
        "twitter:card",
        "og:site_name",
        "content=\"en_GB\"",
        "application/atom+xml",
    ] {
        assert!(html.contains(held), "{held} is missing");
    }
    assert!(
        html.contains(&format!("property=\"og:url\" content=\"{}{page}\"", server.base)),
        "{html}"
    );
    let home = shown("/b/orsel/", None).await;
    assert!(
        home.contains("content=\"fr_FR\"") && home.contains("property=\"og:type\" content=\"website\"") && home.contains("/feed.atom\"")
    );
    let obi = server.cookie_of("obi@drumlin.example").await;
    for (hide, back) in [
        (
            "UPDATE topics SET visibility = 'private' WHERE id = 1",
            "UPDATE topics SET visibility = 'public' WHERE id = 1",
        ),
        (
            "UPDATE topics SET visibility = 'held' WHERE id = 1",
            "UPDATE topics SET visibility = 'public' WHERE id = 1",
        ),
        (
            "UPDATE topics SET visibility = 'hidden' WHERE id = 1",
            "UPDATE topics SET visibility = 'public' WHERE id = 1",
        ),
        ("UPDATE boards SET view_level = 1", "UPDATE boards SET view_level = 0"),
    ] {
        run(&server, hide).await;
        assert_eq!(server.get("/b/drumlin/t/1/feed.atom", Some(&obi)).await.status(), 404, "{hide}");
        let html = shown(&page, Some(&obi)).await;
        assert!(
            html.contains("<h1") && !html.contains("og:") && !html.contains("application/atom+xml"),
            "{hide}"
        );
        assert!(!shown("/b/drumlin/feed.atom", Some(&obi)).await.contains("/t/1/"), "{hide}");
        run(&server, back).await;
    }
    run(&server, "UPDATE brands SET opened = NULL WHERE slug = 'drumlin'").await;
    for path in [
        "/b/drumlin/feed.atom",
        "/b/drumlin/t/1/feed.atom",
        "/b/drumlin/boards/tents/feed.atom",
    ] {
        assert_eq!(server.get(path, Some(&obi)).await.status(), 404, "{path}");
    }
    assert!(!shown("/b/drumlin/", Some(&obi)).await.contains("og:"));
}
