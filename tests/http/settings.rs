//! A brand's settings, as its admin sends them.

use crate::support::{self, Server};
use reqwest::Response;

/// A server, and the cookie of somebody who runs drumlin.
async fn with_admin() -> (Server, String) {
    let server = support::sqlite().await;
    let cookie = server.cookie_of("obi@drumlin.example").await;
    (server, cookie)
}

async fn led(answer: Response) -> String {
    assert_eq!(answer.status(), 303, "{}", answer.text().await.unwrap());
    answer.headers()["location"].to_str().unwrap().to_owned()
}

#[tokio::test]
async fn every_room_of_the_settings_opens_for_an_admin_and_for_nobody_else() {
    let (server, admin) = with_admin().await;
    let maud = server.cookie_of("maud@orsel.example").await;
    for room in ["brand", "look", "documents", "access", "boards", "boards/new", "products"] {
        let path = format!("/b/drumlin/settings/{room}");
        let answer = server.get(&path, Some(&admin)).await;
        assert_eq!(answer.status(), 200, "{path}");
        let page = answer.text().await.unwrap();
        assert!(!page.contains(" style=") && !page.contains("<style"), "{path}");
        assert_ne!(server.get(&path, Some(&maud)).await.status(), 200, "{path}");
        assert_ne!(server.get(&path, None).await.status(), 200, "{path}");
    }
}

#[tokio::test]
async fn whoever_only_opens_a_room_that_is_not_theirs_is_told_nothing_of_a_form() {
    let server = support::sqlite().await;
    let isla = server.cookie_of("isla@drumlin.example").await;
    let opened = server.get("/b/drumlin/settings/access", Some(&isla)).await;
    assert_eq!(opened.status(), 403);
    let opened = opened.text().await.unwrap();
    assert!(
        opened.contains("Your role here does not let you open this page.") && !opened.contains("sending a form"),
        "{opened}"
    );
    let sent = server.post("/b/drumlin/settings/access/open", Some(&isla), &[]).await;
    assert_eq!(sent.status(), 403);
    assert!(sent.text().await.unwrap().contains("If you were sending a form"));
}

#[tokio::test]
async fn a_space_is_renamed_and_keeps_what_was_typed_when_something_is_missing() {
    let (server, admin) = with_admin().await;
    let form = |name: &'static str| {
        [
            ("brand-name", name),
            ("tagline", "Tell us."),
            ("language", "en"),
            ("lang-fr", "on"),
            ("time_zone", "Europe/London"),
        ]
    };
    let path = "/b/drumlin/settings/brand";
    let refused = server.post(path, Some(&admin), &form(" ")).await;
    assert_eq!(refused.status(), 422);
    assert!(refused.text().await.unwrap().contains("value=\"Tell us.\""));
    assert_eq!(led(server.post(path, Some(&admin), &form("Drumlin & Sons")).await).await, path);
    let page = server.get("/b/drumlin/", None).await.text().await.unwrap();
    assert!(page.contains("Drumlin &amp; Sons") && page.contains("Tell us."));
}

#[tokio::test]
async fn a_look_that_cannot_be_read_comes_back_with_a_colour_that_can() {
    let (server, admin) = with_admin().await;
    let path = "/b/drumlin/settings/look";
    let pale = [("light-ink", "#999999"), ("font", "book"), ("corner", "round")];
    let refused = server.post(path, Some(&admin), &pale).await;
    assert_eq!(refused.status(), 422);
    let page = refused.text().await.unwrap();
    assert!(page.contains("value=\"take-light-ink\"") && page.contains("value=\"#999999\""));
    let taken = [
        ("light-ink", "#999999"),
        ("font", "book"),
        ("corner", "round"),
        ("do", "take-light-ink"),
    ];
    let page = server.post(path, Some(&admin), &taken).await.text().await.unwrap();
    assert!(!page.contains("value=\"take-light-ink\""));
    let nonsense = server.post(path, Some(&admin), &[("dark-paper", "reddish")]).await;
    assert_eq!(nonsense.status(), 422);
    assert!(nonsense.text().await.unwrap().contains("value=\"reddish\""));
    let good = [("light-ink", "#101010"), ("font", "book"), ("corner", "round")];
    assert_eq!(led(server.post(path, Some(&admin), &good).await).await, path);
    let page = server.get("/b/drumlin/", None).await.text().await.unwrap();
    let sheet = page
        .split("/b/drumlin/look/theme.")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .unwrap();
    let css = server
        .get(&format!("/b/drumlin/look/theme.{sheet}"), None)
        .await
        .text()
        .await
        .unwrap();
    assert!(
        css.contains("--ink:light-dark(#101010") && css.contains("--radius:10px") && css.contains("Palatino"),
        "{css}"
    );
}

#[tokio::test]
async fn the_preview_of_a_look_is_a_style_sheet_of_nothing_but_colours() {
    let (server, admin) = with_admin().await;
    let path = "/b/drumlin/settings/look/preview.css";
    let sheet = server.get(&format!("{path}?light-ink=102030"), Some(&admin)).await;
    assert_eq!(sheet.headers()["content-type"], "text/css; charset=utf-8");
    let css = sheet.text().await.unwrap();
    assert!(
        css.contains("[data-brand=\"preview-light\"]{color-scheme:light;") && css.contains("--ink:#102030;"),
        "{css}"
    );
    let bad = server.get(&format!("{path}?light-ink=red%7D"), Some(&admin)).await;
    assert_eq!(bad.status(), 404);
}

#[tokio::test]
async fn a_logo_comes_as_a_file_and_is_looked_through() {
    let (server, admin) = with_admin().await;
    let path = "/b/drumlin/settings/look/logo";
    let send = async |file: &str| {
        let body = format!(
            "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"logo.svg\"\r\nContent-Type: image/svg+xml\r\n\r\n{file}\r\n--x--\r\n"
        );
        let request = server
            .http
            .post(format!("{}{path}", server.base))
            .header("sec-fetch-site", "same-origin");
        let request = request
            .header("cookie", &admin)
            .header("content-type", "multipart/form-data; boundary=x");
        request.body(body).send().await.unwrap()
    };
    let svg = |inside: &str| format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">{inside}</svg>");
    assert_eq!(send(&svg("<script>alert(1)</script>")).await.status(), 422);
    assert_eq!(send(&svg(&"<g/>".repeat(30_000))).await.status(), 422);
    assert_eq!(send(&svg("<path d=\"M1 1h7v7Z\"/>")).await.status(), 303);
    let dress = community::brands::by_slug(&server.db, "drumlin").await.unwrap();
    let logo = server.get(&format!("/b/drumlin/look/logo.{}.svg", dress.revision), None).await;
    assert!(logo.text().await.unwrap().contains("M1 1h7v7Z"));
    assert_eq!(
        server.post(path, Some(&admin), &[("logo", "x")]).await.status(),
        422,
        "not sent as a file is"
    );
}

#[tokio::test]
async fn new_rules_are_published_once() {
    let (server, admin) = with_admin().await;
    let path = "/b/drumlin/settings/documents/rules";
    let rules = [("rules-en", "Be kind.\r\nBe exact."), ("rules-fr", "")];
    for _ in 0..2 {
        assert_eq!(
            led(server.post(path, Some(&admin), &rules).await).await,
            "/b/drumlin/settings/documents#rules"
        );
    }
    let brand = community::brands::by_slug(&server.db, "drumlin").await.unwrap();
    assert_eq!(brand.rules_version, 2);
    assert!(
        server
            .get("/b/drumlin/rules", None)
            .await
            .text()
            .await
            .unwrap()
            .contains("Be kind.")
    );
    assert_eq!(server.post(path, Some(&admin), &[("rules-en", " ")]).await.status(), 422);
    assert_eq!(
        server
            .post("/b/drumlin/settings/documents/recipe", Some(&admin), &rules)
            .await
            .status(),
        404
    );
}

#[tokio::test]
async fn a_space_that_is_left_to_its_members_leads_visitors_to_the_door() {
    let (server, admin) = with_admin().await;
    let at = "/b/drumlin/settings/access";
    assert_eq!(led(server.post(&format!("{at}/narrow"), Some(&admin), &[]).await).await, at);
    assert_eq!(server.get("/b/drumlin/topics", None).await.status(), 303);
    assert_eq!(led(server.post(&format!("{at}/open"), Some(&admin), &[]).await).await, at);
    assert_eq!(server.get("/b/drumlin/topics", None).await.status(), 200);
    let domain = [("domain", "kendal.example"), ("affiliation", "partner"), ("may-join", "on")];
    assert_eq!(led(server.post(&format!("{at}/domains"), Some(&admin), &domain).await).await, at);
    assert!(server.get(at, Some(&admin)).await.text().await.unwrap().contains("kendal.example"));
    let gmail = [("domain", "gmail.com"), ("affiliation", "partner")];
    assert_eq!(server.post(&format!("{at}/domains"), Some(&admin), &gmail).await.status(), 422);
}

#[tokio::test]
async fn a_board_is_narrowed_only_by_who_says_so_twice() {
    let (server, admin) = with_admin().await;
    let sql = "SELECT b.slug, b.name FROM boards b JOIN topics t ON t.board_id = b.id JOIN brands r ON r.id = b.brand_id WHERE r.slug = 'drumlin' LIMIT 1";
    let (slug, name) = community::fetch_one!(server.db.read().await.unwrap(), (String, String), sql).unwrap();
    let path = format!("/b/drumlin/settings/boards/{slug}");
    let mut form = vec![("board-name", name.as_str()), ("kind-idea", "on"), ("view", "team")];
    form.extend([("submit", "team"), ("reply", "team"), ("vote", "team")]);
    let asked = server.post(&path, Some(&admin), &form).await;
    assert_eq!(asked.status(), 422);
    assert!(asked.text().await.unwrap().contains("name=\"sure\" value=\"team\""));
    let list = format!("/b/drumlin/topics?board={slug}");
    assert_eq!(server.get(&list, None).await.status(), 200);
    form.push(("sure", "team"));
    assert_eq!(
        led(server.post(&path, Some(&admin), &form).await).await,
        "/b/drumlin/settings/boards"
    );
    assert_eq!(server.get(&list, None).await.status(), 404);
    assert_eq!(server.get(&list, Some(&admin)).await.status(), 200);
    assert_eq!(server.post(&format!("{path}/remove"), Some(&admin), &[]).await.status(), 422);
}

#[tokio::test]
async fn a_product_is_added_moved_and_retired() {
    let (server, admin) = with_admin().await;
    let at = "/b/drumlin/settings/products";
    for name in ["Fell 2", "Beck"] {
        assert_eq!(led(server.post(at, Some(&admin), &[("product-name", name)]).await).await, at);
    }
    assert_eq!(server.post(at, Some(&admin), &[("product-name", "")]).await.status(), 422);
    for (path, form) in [
        ("beck/move", ("to", "up")),
        ("beck", ("product-name", "Beck Ultra")),
        ("beck/retire", ("do", "retire")),
    ] {
        assert_eq!(led(server.post(&format!("{at}/{path}"), Some(&admin), &[form]).await).await, at);
    }
    let page = server.get(at, Some(&admin)).await.text().await.unwrap();
    assert!(page.find("Beck Ultra").unwrap() < page.find("Fell 2").unwrap());
    assert_eq!(server.get(&format!("{at}/nothing"), Some(&admin)).await.status(), 404);
}
