//! Pages: the right one, or a page that offers a way on.

use crate::support;

fn led(answer: &reqwest::Response) -> (u16, &str, &str) {
    let header = |name: &str| answer.headers().get(name).map_or("", |value| value.to_str().unwrap());
    (answer.status().as_u16(), header("location"), header("cache-control"))
}

#[tokio::test]
async fn a_topic_has_one_address_and_the_others_lead_to_it() {
    let server = support::sqlite().await;
    let plain = server.get("/b/drumlin/t/1", None).await;
    let canonical = plain.headers()["location"].to_str().unwrap().to_owned();
    assert!(canonical.starts_with("/b/drumlin/t/1/"), "{canonical}");
    // A title can change: no browser keeps the way for ever.
    assert_eq!(led(&plain), (301, canonical.as_str(), "no-cache, private"));
    let wrong = server.get("/b/drumlin/t/1/another-title?reply=7", None).await;
    assert_eq!(led(&wrong), (301, format!("{canonical}?reply=7").as_str(), "no-cache, private"));
    let space = server.get("/b/drumlin?from=mail", None).await;
    assert_eq!(led(&space), (301, "/b/drumlin/?from=mail", "no-cache, private"));
    let page = server.get(&canonical, None).await;
    assert_eq!(page.status(), 200);
    let html = page.text().await.unwrap();
    assert!(
        html.contains(&format!("<link rel=\"canonical\" href=\"{}{canonical}\"", server.base)),
        "{html}"
    );
}

#[tokio::test]
async fn a_slash_behind_the_address_of_a_page_leads_to_the_page() {
    let server = support::sqlite().await;
    for route in parvis::web::routes::list() {
        if route.kind != parvis::web::routes::Kind::Page || route.path.ends_with('/') || route.path == "/b/{brand}" {
            continue;
        }
        let path = route
            .path
            .replace("{brand}", "drumlin")
            .replace("{number}", "1")
            .replace("{id}", "1");
        let path = path.replace(['{', '}'], "");
        let answer = server.get(&format!("{path}/?sort=newest&tag=a%20b"), None).await;
        let target = format!("{path}?sort=newest&tag=a%20b");
        assert_eq!(led(&answer), (301, target.as_str(), "no-cache"), "{path}");
    }
    let head = server.http.head(format!("{}/b/drumlin/topics/", server.base)).send().await.unwrap();
    assert_eq!(led(&head), (301, "/b/drumlin/topics", "no-cache"));
    assert_eq!(server.get("/b/drumlin/", None).await.status(), 200);
    for none in [
        "/b/drumlin/nowhere/",
        "/b/drumlin/topics//",
        "/b/drumlin/feed.atom/",
        "/assets/none/",
    ] {
        assert_eq!(server.get(none, None).await.status(), 404, "{none}");
    }
    let sent = server.post("/b/drumlin/new/", None, &[("title", "x")]).await;
    assert_eq!(sent.status(), 404, "a form is not led away from what it sent");
}

#[tokio::test]
async fn what_is_said_once_is_said_behind_the_way_to_the_canonical_address() {
    let server = support::sqlite().await;
    let isla = server.cookie_of("isla@drumlin.example").await;
    let idea = [
        ("kind", "idea"),
        ("board", "tents"),
        ("title", "A title that stays"),
        ("body", "And a text that is long enough to be kept."),
    ];
    let posted = server.post("/b/drumlin/new", Some(&isla), &idea).await;
    let plain = led(&posted).1.to_owned();
    let way = server.get(&plain, Some(&isla)).await;
    let (status, to, _) = led(&way);
    assert_eq!((status, to), (301, format!("{plain}/a-title-that-stays").as_str()));
    let said = "class=\"notice";
    let page = server.get(to, Some(&isla)).await.text().await.unwrap();
    assert!(page.contains(said), "{page}");
    assert!(!server.get(to, Some(&isla)).await.text().await.unwrap().contains(said));
}

#[tokio::test]
async fn what_is_not_there_is_a_page_with_a_way_on_in_the_language_of_the_reader() {
    let server = support::sqlite().await;
    for (path, said, way) in [
        ("/b/orsel/t/999999", "Il n’y a rien ici", "/b/orsel/topics"),
        ("/b/orsel/t/none", "", "/b/orsel/topics"),
        ("/b/orsel/nowhere", "Il n’y a rien ici", "/b/orsel/topics"),
        ("/b/drumlin/nowhere", "There is nothing here", "/b/drumlin/topics"),
        ("/nowhere", "There is nothing here", "href=\"/\""),
    ] {
        let answer = server.get(path, None).await;
        let status = answer.status().as_u16();
        assert!([404, 400].contains(&status), "{path} answers {status}");
        let html = answer.text().await.unwrap();
        assert!(html.contains(said) && html.contains(way), "{path}: {html}");
    }
}

#[tokio::test]
async fn the_language_is_the_browsers_unless_the_person_chose() {
    let server = support::sqlite().await;
    let page = async |accept: &str, cookie: &str| {
        let url = format!("{}/b/drumlin/topics", server.base);
        server
            .http
            .get(url)
            .header("accept-language", accept)
            .header("cookie", cookie)
            .send()
            .await
            .unwrap()
            .text()
            .await
            .unwrap()
    };
    assert!(page("fr-FR,fr;q=0.9", "").await.contains("<html lang=\"fr\""));
    assert!(page("de", "").await.contains("<html lang=\"en\""));
    assert!(page("fr", "language=en").await.contains("<html lang=\"en\""));
    let chosen = server
        .post(
            "/b/drumlin/language",
            None,
            &[("language", "fr"), ("back", "https://evil.example/")],
        )
        .await;
    assert_eq!(
        (chosen.status().as_u16(), chosen.headers()["location"].to_str().unwrap()),
        (303, "/b/drumlin/")
    );
    assert!(chosen.headers()["set-cookie"].to_str().unwrap().starts_with("language=fr;"));
}

#[tokio::test]
async fn the_list_pages_by_its_links_and_forgets_a_filter_that_is_none() {
    let server = support::sqlite().await;
    community::demo::bulk(&server.db, 60, types::Instant::now()).await.unwrap();
    let (mut path, mut pages, mut seen) = ("/b/drumlin/topics?sort=newest".to_owned(), 0, std::collections::BTreeSet::new());
    loop {
        let html = server.get(&path, None).await.text().await.unwrap();
        pages += 1;
        for id in html
            .split("<li class=\"topic-row\" id=\"t")
            .skip(1)
            .chain(html.split("id=\"t").skip(1))
        {
            seen.extend(id.split('"').next().unwrap().parse::<i64>());
        }
        let pager = html
            .split_once("class=\"pager\"")
            .and_then(|(_, rest)| rest.split_once("</nav>"))
            .and_then(|(pager, _)| pager.split_once("after="));
        let Some((_, next)) = pager else { break };
        assert!(pages < 10, "the pages do not end");
        path = format!("/b/drumlin/topics?sort=newest&after={}", next.split('"').next().unwrap());
    }
    let (all,) = community::fetch_one!(
        server.db.read().await.unwrap(),
        (i64,),
        "SELECT COUNT(*) FROM topics t JOIN brands b ON b.id = t.brand_id WHERE b.slug = 'drumlin'"
    )
    .unwrap();
    assert_eq!((i64::try_from(seen.len()).unwrap(), pages), (all, (all + 24) / 25));
    assert_eq!(
        server.get("/b/drumlin/topics?kind=nonsense&sort=x&after=y", None).await.status(),
        200
    );
}

#[tokio::test]
async fn who_reads_their_own_text_that_waits_is_promised_nothing_and_asked_nothing() {
    let server = support::sqlite().await;
    let isla = server.cookie_of("isla@drumlin.example").await;
    let form = [
        ("kind", "question"),
        ("title", "Does a wet sleeve dry overnight?"),
        ("body", "It was still damp in the morning."),
        ("board", "tents"),
    ];
    let posted = server.post("/b/drumlin/new", Some(&isla), &form).await;
    assert_eq!(posted.status(), 303);
    let plain = posted.headers()["location"].to_str().unwrap().to_owned();
    let address = server.get(&plain, Some(&isla)).await.headers()["location"]
        .to_str()
        .unwrap()
        .to_owned();
    let own = async || server.get(&address, Some(&isla)).await.text().await.unwrap();
    let said = ["Nobody has replied yet", "promised by"];
    let before = own().await;
    assert!(said.iter().all(|words| before.contains(words)), "{before}");
    for visibility in ["held", "hidden"] {
        let sql = format!("UPDATE topics SET visibility = '{visibility}' WHERE title LIKE 'Does a wet sleeve%'");
        server.run(&sql).await;
        let page = own().await;
        assert!(!said.iter().any(|words| page.contains(words)), "{visibility}: {page}");
    }
}
