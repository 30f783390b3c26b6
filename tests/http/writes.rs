//! Forms: done and led on, or refused with the text kept.

use crate::support;

#[tokio::test]
async fn a_member_votes_from_the_list_and_comes_back_to_the_row() {
    let server = support::sqlite().await;
    let isla = server.cookie_of("ewan@drumlin.example").await;
    let (number, _) = server.open_idea("drumlin").await;
    let back = "/b/drumlin/topics?sort=newest";
    for verb in ["withdraw", "cast", "cast"] {
        let path = format!("/b/drumlin/t/{number}/vote");
        let answer = server.post(&path, Some(&isla), &[("verb", verb), ("back", back)]).await;
        assert_eq!(
            (answer.status().as_u16(), answer.headers()["location"].to_str().unwrap()),
            (303, format!("{back}#t{number}").as_str())
        );
    }
    let (counters, rows) = support::counted(&server.db).await;
    assert_eq!(counters, rows);
}

#[tokio::test]
async fn a_forged_way_back_stays_in_the_house() {
    let server = support::sqlite().await;
    let isla = server.cookie_of("isla@drumlin.example").await;
    let (number, _) = server.open_idea("drumlin").await;
    for back in [
        "https://evil.example/",
        "//evil.example",
        "/b/orsel/",
        "/\\evil.example",
        "/b/drumlin/\r\nSet-Cookie: x=y",
        "",
    ] {
        let path = format!("/b/drumlin/t/{number}/vote");
        let answer = server.post(&path, Some(&isla), &[("verb", "cast"), ("back", back)]).await;
        assert_eq!(
            answer.headers()["location"].to_str().unwrap(),
            format!("/b/drumlin/topics#t{number}"),
            "{back}"
        );
    }
}

#[tokio::test]
async fn another_brands_member_can_do_nothing_here() {
    let server = support::sqlite().await;
    let maud = server.cookie_of("maud@orsel.example").await;
    let (number, id) = server.open_idea("drumlin").await;
    let before = support::counted(&server.db).await;
    let vote = server
        .post(&format!("/b/drumlin/t/{number}/vote"), Some(&maud), &[("verb", "cast")])
        .await;
    assert_eq!(vote.headers()["location"].to_str().unwrap(), "/b/drumlin/join");
    let call = server
        .post("/fn/vote", Some(&maud), &[("topic", &id.to_string()), ("verb", "cast")])
        .await;
    assert_eq!(call.status(), 404);
    assert_eq!(support::counted(&server.db).await, before);
}

#[tokio::test]
async fn a_server_function_answers_with_the_status_of_its_error() {
    let server = support::sqlite().await;
    let (_, id) = server.open_idea("drumlin").await;
    let isla = server.cookie_of("ewan@drumlin.example").await;
    let topic = id.to_string();
    assert_eq!(
        server.post("/fn/vote", None, &[("topic", &topic), ("verb", "cast")]).await.status(),
        401
    );
    assert_eq!(
        server
            .post("/fn/vote", Some(&isla), &[("topic", "999999"), ("verb", "cast")])
            .await
            .status(),
        404
    );
    let cast = server.post("/fn/vote", Some(&isla), &[("topic", &topic), ("verb", "cast")]).await;
    assert_eq!(cast.status(), 200);
    assert!(cast.text().await.unwrap().contains("\"voted\":true"));
}

#[tokio::test]
async fn what_was_typed_comes_back_beside_the_mistake_and_is_shown_as_text() {
    let server = support::sqlite().await;
    let isla = server.cookie_of("isla@drumlin.example").await;
    let title = "<img onerror=x> “é”";
    let body = "</textarea><script>alert(1)</script>";
    for cookie in [None, Some(isla.as_str())] {
        let answer = server
            .post(
                "/b/drumlin/new",
                cookie,
                &[("kind", "idea"), ("title", title), ("body", body), ("board", "")],
            )
            .await;
        assert_eq!(answer.status(), 422);
        let html = answer.text().await.unwrap();
        assert!(
            html.contains("aria-invalid=\"true\"") && html.contains("Choose where it belongs"),
            "{html}"
        );
        assert!(
            html.contains("&lt;/textarea") && html.contains("&lt;script") && !html.contains("<script>alert"),
            "{html}"
        );
        assert!(
            html.contains("&lt;img onerror=x&gt; “é”") || html.contains("value=\"<img onerror=x> “é”\""),
            "{html}"
        );
        assert!(!html.contains("<img onerror=x></"), "{html}");
    }
}

#[tokio::test]
async fn markup_that_people_type_is_shown_as_text_wherever_it_stands() {
    let server = support::sqlite().await;
    let isla = server.cookie_of("isla@drumlin.example").await;
    let evil = "</title></textarea></h1>\"'><script>alert(1)</script><img src=x onerror=alert(2)>";
    let form = [("kind", "idea"), ("title", evil), ("body", evil), ("board", "tents")];
    let posted = server.post("/b/drumlin/new", Some(&isla), &form).await;
    assert_eq!(posted.status(), 303);
    let plain = posted.headers()["location"].to_str().unwrap().to_owned();
    let address = server.get(&plain, None).await.headers()["location"].to_str().unwrap().to_owned();
    assert_eq!(server.post(&address, Some(&isla), &[("reply", evil)]).await.status(), 303);
    let preview = server
        .post(&address, Some(&isla), &[("reply", evil), ("do", "preview")])
        .await
        .text()
        .await
        .unwrap();
    let mut pages = vec![("preview", preview)];
    for path in [address.as_str(), "/b/drumlin/topics?sort=newest", "/b/drumlin/"] {
        for cookie in [None, Some(isla.as_str())] {
            pages.push((path, server.get(path, cookie).await.text().await.unwrap()));
        }
    }
    for (path, html) in pages {
        assert!(!html.contains("<script>alert") && !html.contains("<img src=x"), "{path}: {html}");
    }
}

#[tokio::test]
async fn ten_megabytes_of_title_are_refused_in_words() {
    let server = support::sqlite().await;
    let isla = server.cookie_of("isla@drumlin.example").await;
    let title = "x".repeat(10 * 1024 * 1024);
    let request = server
        .http
        .post(format!("{}/b/drumlin/new", server.base))
        .header("cookie", isla)
        .header("sec-fetch-site", "same-origin");
    match request.form(&[("title", title)]).send().await {
        Ok(answer) => assert_eq!(answer.status(), 413),
        // The server may close before the client has sent all of it.
        Err(cause) => assert!(cause.is_request() || cause.is_body(), "{cause}"),
    }
    assert_eq!(server.get("/b/drumlin/topics", None).await.status(), 200);
}

#[tokio::test]
async fn signing_in_changes_the_session_and_signing_out_ends_it() {
    let server = support::sqlite().await;
    let form = [("address", "isla@drumlin.example"), ("password", "a kettle sings at dawn")];
    let kept = server.post("/b/drumlin/t/1/vote", None, &[("verb", "cast")]).await;
    let visitor = cookie(&kept);
    let entered = server.post("/b/drumlin/sign-in", Some(&visitor), &form).await;
    assert_eq!(entered.status(), 303);
    let member = cookie(&entered);
    assert_ne!(visitor, member);
    assert!(
        server
            .get("/b/drumlin/account", Some(&member))
            .await
            .text()
            .await
            .unwrap()
            .contains("isla@drumlin.example")
    );
    assert_eq!(server.get("/b/drumlin/account", Some(&visitor)).await.status(), 303);
    server.post("/b/drumlin/sign-out", Some(&member), &[]).await;
    assert_eq!(server.get("/b/drumlin/account", Some(&member)).await.status(), 303);
}

#[tokio::test]
async fn a_session_that_is_used_is_kept_awake_once_a_day() {
    let server = support::sqlite().await;
    let isla = server.cookie_of("isla@drumlin.example").await;
    let expires = async || {
        let sql = "SELECT expires, data FROM sessions WHERE account_id IS NOT NULL";
        community::fetch_one!(server.db.read().await.unwrap(), (i64, String), sql).unwrap()
    };
    let (begun, _) = expires().await;
    server.get("/b/drumlin/topics", Some(&isla)).await;
    let (awake, data) = expires().await;
    assert!(
        awake > begun + 12 * 86_400_000_000 && data.contains("\"day\""),
        "{begun} {awake} {data}"
    );
    let page = server.get("/b/drumlin/topics", Some(&isla)).await;
    assert!(
        page.headers().get("set-cookie").is_none(),
        "the second page of a day writes nothing"
    );
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_are_one_page() {
    let server = support::sqlite().await;
    let page = async |address: &str| {
        let answer = server
            .post("/b/drumlin/sign-in", None, &[("address", address), ("password", "not this one")])
            .await;
        assert_eq!(answer.status(), 422);
        answer.text().await.unwrap().replace(address, "ADDRESS")
    };
    assert_eq!(page("isla@drumlin.example").await, page("nobody@drumlin.example").await);
}

fn cookie(answer: &reqwest::Response) -> String {
    answer.headers()["set-cookie"]
        .to_str()
        .unwrap()
        .split(';')
        .next()
        .unwrap()
        .to_owned()
}
