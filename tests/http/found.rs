//! What search engines are told: robots, maps of what a visitor may read, one canonical address for each page.

use crate::support::{self, Server};
use reqwest::Response;

async fn run(server: &Server, sql: &str) {
    let done = server.db.write(sql.to_owned(), |tx, sql| {
        Box::pin(async move { Ok(community::execute!(tx, sql.as_str())?) })
    });
    assert!(done.await.unwrap() > 0, "{sql} changes nothing");
}

async fn text(server: &Server, path: &str) -> String {
    let answer = server.get(path, None).await;
    assert_eq!(answer.status(), 200, "{path}");
    answer.text().await.unwrap()
}

async fn under(server: &Server, host: &str, path: &str) -> Response {
    let request = server.http.get(format!("{}{path}", server.base)).header("host", host);
    request.send().await.unwrap()
}

/// The addresses of a map, read strictly.
fn places(xml: &str) -> Vec<String> {
    let document = roxmltree::Document::parse(xml).unwrap_or_else(|e| panic!("{e}\n{xml}"));
    let named = document
        .descendants()
        .filter(|n| n.has_tag_name(("http://www.sitemaps.org/schemas/sitemap/0.9", "loc")));
    named.map(|n| n.text().unwrap_or_default().to_owned()).collect()
}

async fn map_holds_what_a_visitor_may_read(server: Server) {
    let map = text(&server, "/b/drumlin/sitemap.xml").await;
    let all = places(&map);
    assert!(all.len() > 12 && map.contains("<lastmod>20"), "{map}");
    for address in &all {
        let path = address
            .strip_prefix(&server.base)
            .unwrap_or_else(|| panic!("{address} is elsewhere"));
        let page = server.get(path, None).await;
        assert_eq!(page.status(), 200, "{address}");
        let html = page.text().await.unwrap();
        assert!(
            html.contains(&format!("<link rel=\"canonical\" href=\"{address}\"")),
            "{address} is not canonical"
        );
    }
    let first = |of: &str| all.iter().any(|address| address.contains(of));
    assert!(first("/t/1/"));
    for (hide, back) in [
        ("'private'", "'public'"),
        ("'held'", "'public'"),
        ("'hidden'", "'public'"),
        ("'blanked'", "'public'"),
    ] {
        run(&server, &format!("UPDATE topics SET visibility = {hide} WHERE number = 1")).await;
        let now = text(&server, "/b/drumlin/sitemap.xml").await;
        assert!(!now.contains("/t/1/") && places(&now).len() == all.len() - 1, "{hide}");
        run(&server, &format!("UPDATE topics SET visibility = {back} WHERE number = 1")).await;
    }
    run(&server, "UPDATE boards SET view_level = 1").await;
    assert!(!text(&server, "/b/drumlin/sitemap.xml").await.contains("/t/"));
    run(&server, "UPDATE brands SET opened = NULL WHERE slug = 'drumlin'").await;
    assert_eq!(server.get("/b/drumlin/sitemap.xml", None).await.status(), 404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_map_holds_the_canonical_addresses_that_a_visitor_may_read_on_sqlite() {
    map_holds_what_a_visitor_may_read(support::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_map_holds_the_canonical_addresses_that_a_visitor_may_read_on_postgresql() {
    map_holds_what_a_visitor_may_read(support::postgres().await).await;
}

#[tokio::test]
async fn whoever_has_a_map_is_told_so_until_a_topic_changes() {
    let server = support::sqlite().await;
    let tag = |answer: &Response| answer.headers()["etag"].to_str().unwrap().to_owned();
    let had = tag(&server.get("/b/drumlin/sitemap.xml", None).await);
    let again = async || {
        let request = server
            .http
            .get(format!("{}/b/drumlin/sitemap.xml", server.base))
            .header("if-none-match", &had);
        request.send().await.unwrap()
    };
    assert_eq!(again().await.status(), 304);
    run(&server, "UPDATE topics SET changed = changed + 1000000 WHERE number = 2").await;
    let changed = again().await;
    assert_eq!(changed.status(), 200);
    assert_ne!(tag(&changed), had);
}

#[tokio::test]
async fn a_map_of_many_topics_comes_in_pages() {
    let server = support::sqlite().await;
    run(&server, "UPDATE topics SET number = 25000 WHERE id = 1").await;
    let index = places(&text(&server, "/b/drumlin/sitemap.xml").await);
    assert_eq!(index.len(), 3);
    let (mut topics, mut rooms) = (0, 0);
    for page in &index {
        for address in places(&text(&server, page.strip_prefix(&server.base).unwrap()).await) {
            let is_topic = address.contains("/t/");
            topics += usize::from(is_topic);
            rooms += usize::from(!is_topic);
        }
    }
    let sql = "SELECT COUNT(*) FROM topics t JOIN brands b ON b.id = t.brand_id WHERE b.slug = 'drumlin' AND t.visibility = 'public'";
    let stored = community::fetch_one!(server.db.read().await.unwrap(), (i64,), sql).unwrap().0;
    assert_eq!((i64::try_from(topics).unwrap(), rooms), (stored, 4));
    for none in ["0", "4", "-1", "99999999999"] {
        assert_eq!(
            server.get(&format!("/b/drumlin/sitemap.xml?page={none}"), None).await.status(),
            404,
            "{none}"
        );
    }
}

#[tokio::test]
async fn robots_are_told_per_host_and_a_closed_space_is_not_named() {
    let server = support::sqlite().await;
    let base = &server.base;
    let robots = text(&server, "/robots.txt").await;
    for line in [
        "Disallow: /b/",
        "Disallow: /operator",
        "Allow: /b/drumlin/",
        "Disallow: /b/drumlin/sign-in",
        "Disallow: /b/orsel/moderation",
    ] {
        assert!(robots.lines().any(|l| l == line), "{line} is missing:\n{robots}");
    }
    assert!(robots.contains(&format!("Sitemap: {base}/b/orsel/sitemap.xml")), "{robots}");
    run(&server, "UPDATE brands SET opened = NULL WHERE slug = 'orsel'").await;
    assert!(!text(&server, "/robots.txt").await.contains("orsel"));
    run(&server, "UPDATE brands SET host = 'drumlin.test' WHERE slug = 'drumlin'").await;
    run(&server, "UPDATE brands SET host = 'orsel.test' WHERE slug = 'orsel'").await;
    let port = base.rsplit(':').next().unwrap();
    tokio::time::sleep(std::time::Duration::from_millis(2_100)).await; // hosts are believed for two seconds
    let own = under(&server, &format!("drumlin.test:{port}"), "/robots.txt")
        .await
        .text()
        .await
        .unwrap();
    assert!(own.contains("\nDisallow: /sign-in\n") && !own.contains("/b/"), "{own}");
    let map = format!("http://drumlin.test:{port}/sitemap.xml");
    assert!(own.contains(&format!("Sitemap: {map}")), "{own}");
    let map = under(&server, &format!("drumlin.test:{port}"), "/sitemap.xml")
        .await
        .text()
        .await
        .unwrap();
    assert!(
        places(&map)
            .iter()
            .all(|address| address.starts_with(&format!("http://drumlin.test:{port}/"))),
        "{map}"
    );
    let closed = under(&server, &format!("orsel.test:{port}"), "/robots.txt")
        .await
        .text()
        .await
        .unwrap();
    assert_eq!(closed, "User-agent: *\nDisallow: /\n");
    let installation = text(&server, "/robots.txt").await;
    assert!(!installation.contains("drumlin"), "{installation}");
}

#[tokio::test]
async fn the_home_brands_rules_stand_at_the_root() {
    let server = support::sqlite_with(|settings| settings.home_brand = Some("orsel".into())).await;
    let robots = text(&server, "/robots.txt").await;
    for line in ["Disallow: /sign-in", "Disallow: /b/", "Allow: /b/drumlin/"] {
        assert!(robots.lines().any(|l| l == line), "{line} is missing:\n{robots}");
    }
    assert!(robots.contains(&format!("Sitemap: {}/sitemap.xml", server.base)));
    assert!(
        places(&text(&server, "/sitemap.xml").await)
            .iter()
            .any(|address| address.contains("/t/"))
    );
}
