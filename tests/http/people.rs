//! Staff, invitations and the log, as an admin and an invited person meet them.

use crate::support::{self, Server};

const ADMIN: &str = "obi@drumlin.example";

async fn text(server: &Server, path: &str, cookie: Option<&str>) -> String {
    let answer = server.get(path, cookie).await;
    assert_eq!(answer.status(), 200, "{path}");
    answer.text().await.unwrap()
}

async fn number_of(server: &Server, name: &str) -> i64 {
    let sql = format!("SELECT number FROM memberships WHERE name = '{name}'");
    community::fetch_one!(server.db.read().await.unwrap(), (i64,), &sql).unwrap().0
}

/// The path of the link in the newest mail to an address.
async fn link_to(server: &Server, address: &str) -> String {
    let mail = server.mail_to(address).await;
    let token: String = mail
        .split("/invitation/")
        .nth(1)
        .unwrap()
        .chars()
        .take_while(char::is_ascii_hexdigit)
        .collect();
    format!("/b/drumlin/invitation/{token}")
}

fn invite<'a>(addresses: &'a str, role: &'a str) -> [(&'a str, &'a str); 5] {
    [
        ("addresses", addresses),
        ("role", role),
        ("affiliation", "employee"),
        ("department", ""),
        ("language", "en"),
    ]
}

#[tokio::test]
async fn only_an_admin_opens_the_rooms_of_people_and_log() {
    let server = support::sqlite().await;
    let (obi, isla) = (server.cookie_of(ADMIN).await, server.cookie_of("isla@drumlin.example").await);
    let ruth = number_of(&server, "Ruth Tolland").await;
    for path in [
        "/b/drumlin/settings/people".to_owned(),
        format!("/b/drumlin/settings/people/{ruth}"),
        "/b/drumlin/settings/log".to_owned(),
        "/b/drumlin/settings/people?q=ruth".to_owned(),
    ] {
        text(&server, &path, Some(&obi)).await;
        assert_eq!(server.get(&path, Some(&isla)).await.status(), 403, "{path}");
        assert_eq!(server.get(&path, None).await.status(), 303, "{path}");
    }
}

#[tokio::test]
async fn naming_an_administrator_says_first_what_it_means_and_the_log_says_it_after() {
    let server = support::sqlite().await;
    let obi = server.cookie_of(ADMIN).await;
    let path = format!("/b/drumlin/settings/people/{}", number_of(&server, "Ruth Tolland").await);
    let form = [
        ("role", "admin"),
        ("affiliation", "employee"),
        ("department", "Quality"),
        ("title", "\"<b>"),
    ];
    let asked = server.post(&path, Some(&obi), &form).await;
    assert_eq!(asked.status(), 200);
    let asked = asked.text().await.unwrap();
    assert!(
        asked.contains("Ruth Tolland will be an administrator") && !asked.contains("<b>\""),
        "{asked}"
    );
    let mut sure = form.to_vec();
    sure.push(("sure", "yes"));
    let done = server.post(&path, Some(&obi), &sure).await;
    assert_eq!(done.headers()["location"].to_str().unwrap(), "/b/drumlin/settings/people");
    let log = text(&server, "/b/drumlin/settings/log", Some(&obi)).await;
    assert!(
        log.contains("made Ruth Tolland an administrator; before: one of the team."),
        "{log}"
    );
    let owner = text(&server, &path, Some(&obi)).await;
    assert!(owner.contains("You own this space"), "{owner}");
    assert_eq!(server.post(&format!("{path}/owner"), Some(&obi), &[]).await.status(), 303);
    assert_eq!(server.get(&format!("{path}/owner"), Some(&obi)).await.status(), 403);
}

#[tokio::test]
async fn wrong_addresses_come_back_named_with_all_that_was_typed() {
    let server = support::sqlite().await;
    let obi = server.cookie_of(ADMIN).await;
    let typed = "right@example.org\n</textarea><script>alert(1)</script>\nruth@";
    let answer = server.post("/b/drumlin/settings/people", Some(&obi), &invite(typed, "team")).await;
    assert_eq!(answer.status(), 422);
    let html = answer.text().await.unwrap();
    assert!(
        html.contains("Address 2 is not complete") && html.contains("<li>ruth@</li>"),
        "{html}"
    );
    assert!(
        html.contains("right@example.org\n&lt;/textarea&gt;") && !html.contains("<script>alert"),
        "{html}"
    );
}

#[tokio::test]
async fn an_invited_member_accepts_with_one_click_and_nobody_else_can() {
    let server = support::sqlite().await;
    let (obi, isla, ewan) = (
        server.cookie_of(ADMIN).await,
        server.cookie_of("isla@drumlin.example").await,
        server.cookie_of("ewan@drumlin.example").await,
    );
    let sent = server
        .post(
            "/b/drumlin/settings/people",
            Some(&obi),
            &invite("isla@drumlin.example", "moderator"),
        )
        .await;
    assert_eq!(sent.status(), 303);
    let waiting = text(&server, "/b/drumlin/settings/people", Some(&obi)).await;
    assert!(
        waiting.contains("isla@drumlin.example") && waiting.contains("Is a member already"),
        "{waiting}"
    );
    let link = link_to(&server, "isla@drumlin.example").await;
    assert!(text(&server, &link, None).await.contains("Obi Achebe invites you as a moderator."));
    assert!(text(&server, &link, Some(&ewan)).await.contains("for another address"));
    server.post(&link, Some(&ewan), &[]).await;
    assert!(text(&server, &link, Some(&isla)).await.contains(">Accept<"));
    let done = server.post(&link, Some(&isla), &[]).await;
    assert_eq!(done.headers()["location"].to_str().unwrap(), "/b/drumlin/");
    assert_eq!(server.get(&link, None).await.status(), 410);
    let role = "SELECT role FROM memberships WHERE name LIKE 'Isla%'";
    let role = community::fetch_one!(server.db.read().await.unwrap(), (String,), role).unwrap().0;
    assert_eq!(role, "moderator");
}

#[tokio::test]
async fn a_withdrawn_invitation_is_a_kind_page_and_a_forged_one_too() {
    let server = support::sqlite().await;
    let obi = server.cookie_of(ADMIN).await;
    server
        .post("/b/drumlin/settings/people", Some(&obi), &invite("new@example.org", "team"))
        .await;
    let link = link_to(&server, "new@example.org").await;
    let id = "SELECT id FROM invitations ORDER BY id DESC LIMIT 1";
    let id = community::fetch_one!(server.db.read().await.unwrap(), (i64,), id).unwrap().0;
    let agnes = server.cookie_of("agnes@orsel.example").await;
    let forged = server
        .post(&format!("/b/orsel/settings/people/invitations/{id}/withdraw"), Some(&agnes), &[])
        .await;
    assert_eq!(forged.status(), 404);
    server
        .post(&format!("/b/drumlin/settings/people/invitations/{id}/withdraw"), Some(&obi), &[])
        .await;
    for path in [link.as_str(), "/b/drumlin/invitation/none", "/b/orsel/invitation/none"] {
        let answer = server.get(path, None).await;
        assert_eq!(answer.status(), 410, "{path}");
        assert!(answer.text().await.unwrap().contains("/sign-in\""), "{path}");
    }
}
