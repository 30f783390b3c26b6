//! Pages: the right one, or a page that offers a way on.

use crate::support;

#[tokio::test]
async fn a_topic_has_one_address_and_the_others_lead_to_it() {
    let server = support::sqlite().await;
    let canonical = server.get("/b/drumlin/t/1", None).await.headers()["location"]
        .to_str()
        .unwrap()
        .to_owned();
    assert!(canonical.starts_with("/b/drumlin/t/1/"), "{canonical}");
    let wrong = server.get("/b/drumlin/t/1/another-title?reply=7", None).await;
    assert_eq!(
        (wrong.status().as_u16(), wrong.headers()["location"].to_str().unwrap()),
        (307, format!("{canonical}?reply=7").as_str())
    );
    let page = server.get(&canonical, None).await;
    assert_eq!(page.status(), 200);
    let html = page.text().await.unwrap();
    assert!(
        html.contains(&format!("<link rel=\"canonical\" href=\"{}{canonical}\"", server.base)),
        "{html}"
    );
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
