//! What every answer carries, and what a visitor's page is free of.

use crate::support;

#[tokio::test]
async fn every_answer_keeps_to_itself() {
    let server = support::sqlite().await;
    for path in [
        "/",
        "/b/drumlin/",
        "/b/drumlin/topics",
        "/b/nobody/",
        "/nothing",
        "/health/live",
        "/b/orsel/sign-in",
        "/b/orsel/look/logo.1.svg",
    ] {
        let answer = server.get(path, None).await;
        let header = |name: &str| {
            answer
                .headers()
                .get(name)
                .map(|v| v.to_str().unwrap().to_owned())
                .unwrap_or_default()
        };
        assert_eq!(header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(header("cross-origin-resource-policy"), "same-origin", "{path}");
        let policy = header("content-security-policy");
        for part in ["default-src 'none'", "frame-ancestors 'none'"] {
            assert!(policy.contains(part), "{path}: {policy}");
        }
        if header("content-type").starts_with("text/html") {
            assert_eq!(header("x-frame-options"), "DENY", "{path}");
            assert_eq!(header("referrer-policy"), "same-origin", "{path}");
            assert_eq!(header("cross-origin-opener-policy"), "same-origin", "{path}");
        } else {
            assert!(!policy.contains("script-src"), "{path}: {policy}");
        }
        assert!(
            !policy.contains("script-src") || (!policy.contains("'unsafe-inline'") && !policy.contains("'unsafe-eval'")),
            "{path}: {policy}"
        );
    }
}

#[tokio::test]
async fn a_visitors_page_has_no_script_no_style_attribute_and_no_cookie() {
    let server = support::sqlite().await;
    for path in [
        "/",
        "/b/drumlin/",
        "/b/drumlin/topics",
        "/b/orsel/new",
        "/b/orsel/join",
        "/b/orsel/sign-in",
        "/b/orsel/rules",
        "/b/orsel/none",
    ] {
        let answer = server.get(path, None).await;
        assert!(answer.headers().get("set-cookie").is_none(), "{path} sets a cookie");
        let html = answer.text().await.unwrap();
        assert!(html.starts_with("<!DOCTYPE html>"), "{path}");
        for foreign in ["<script", ".wasm", " style=\"", "leptos-island", "onclick"] {
            assert!(!html.contains(foreign), "{path} holds {foreign}");
        }
    }
}

#[tokio::test]
async fn a_members_page_runs_files_only() {
    let server = support::sqlite().await;
    let isla = server.cookie_of("isla@drumlin.example").await;
    let html = server.get("/b/drumlin/topics", Some(&isla)).await.text().await.unwrap();
    assert!(html.contains("<leptos-island"));
    for script in html.split("<script").skip(1) {
        let (tag, rest) = script.split_once('>').unwrap();
        assert!(tag.contains("src=\"/assets/") && rest.starts_with("</script>"), "{tag}");
    }
}

#[tokio::test]
async fn two_visitors_are_given_the_same_bytes() {
    let server = support::sqlite().await;
    for path in ["/b/drumlin/", "/b/drumlin/topics", "/b/drumlin/topics?sort=newest", "/b/orsel/new"] {
        let first = server.get(path, None).await.text().await.unwrap();
        let second = support::client()
            .get(format!("{}{path}", server.base))
            .send()
            .await
            .unwrap()
            .text()
            .await
            .unwrap();
        assert_eq!(first, second, "{path}");
    }
}
