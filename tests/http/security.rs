//! `/account/security` and the second factor's page: what changes a way in.

use crate::accounts::{NEW, PASSWORD, account_of, cookie, location, second_factor_of};
use crate::support;
use community::second_factor;
use types::Instant;

#[tokio::test]
async fn who_has_a_second_factor_is_asked_for_it_before_the_ways_in_change_and_nobody_else() {
    let server = support::sqlite().await;
    let (path, factor) = ("/b/drumlin/account/security", "/b/drumlin/account/second-factor");
    let obi = server.cookie_of("obi@drumlin.example").await;
    let page = server.get(path, Some(&obi)).await.text().await.unwrap();
    assert!(!page.contains("name=\"factor\""), "who has none is asked for none: {page}");
    let secret = second_factor_of(&server, account_of(&server, "isla@drumlin.example").await).await;
    let mut isla = server.cookie_of("isla@drumlin.example").await;
    let page = server.get(path, Some(&isla)).await.text().await.unwrap();
    assert!(page.contains("name=\"factor\"") && page.contains("name=\"proof_factor\""), "{page}");
    let without = server.post(factor, Some(&isla), &[("do", "codes"), ("proof", PASSWORD)]).await;
    assert_eq!(without.status(), 422);
    assert!(without.text().await.unwrap().contains("proof_factor-error"));
    let code = second_factor::code_at(&secret, Instant::now().plus_seconds(30)).unwrap();
    let with = [("do", "codes"), ("proof", PASSWORD), ("proof_factor", code.as_str())];
    let made = server.post(factor, Some(&isla), &with).await;
    assert_eq!(made.status(), 200);
    assert_eq!(
        server.get(path, Some(&isla)).await.status(),
        303,
        "the password and the code give a new id"
    );
    isla = cookie(&made);
    let codes = made.text().await.unwrap();
    let recovery = codes
        .split("<pre class=\"codes\">")
        .nth(1)
        .unwrap()
        .trim_start()
        .lines()
        .next()
        .unwrap();
    let address = [("do", "address"), ("proof", PASSWORD), ("address", "new@example.net")];
    assert_eq!(server.post(path, Some(&isla), &address).await.status(), 422);
    let mut password = vec![("do", "password"), ("current", PASSWORD), ("password", NEW)];
    let refused = server.post(path, Some(&isla), &password).await;
    assert_eq!(refused.status(), 422);
    assert!(refused.text().await.unwrap().contains("id=\"factor-error\""));
    password.push(("factor", recovery));
    assert_eq!(location(&server.post(path, Some(&isla), &password).await), path);
}

#[tokio::test]
async fn asking_for_a_code_to_a_new_address_renews_the_session_that_gave_the_password() {
    let server = support::sqlite().await;
    let old = server.cookie_of("isla@drumlin.example").await;
    let path = "/b/drumlin/account/security";
    let form = [("do", "address"), ("proof", PASSWORD), ("address", "new@example.net")];
    let asked = server.post(path, Some(&old), &form).await;
    assert_eq!(location(&asked), "/b/drumlin/account/security/address");
    let renewed = server.get(location(&asked), Some(&cookie(&asked))).await;
    assert!(renewed.text().await.unwrap().contains("new@example.net"));
    assert_eq!(server.get(path, Some(&old)).await.status(), 303);
}

#[tokio::test]
async fn a_changed_password_keeps_this_session_under_a_new_id_and_ends_the_others() {
    let server = support::sqlite().await;
    let (mine, other) = (
        server.cookie_of("isla@drumlin.example").await,
        server.cookie_of("isla@drumlin.example").await,
    );
    let path = "/b/drumlin/account/security";
    let mistaken = [("do", "password"), ("current", "not this one"), ("password", NEW)];
    assert_eq!(server.post(path, Some(&mine), &mistaken).await.status(), 422);
    let changed = server
        .post(path, Some(&mine), &[("do", "password"), ("current", PASSWORD), ("password", NEW)])
        .await;
    assert_eq!(location(&changed), path);
    let renewed = cookie(&changed);
    assert_ne!(renewed, mine);
    assert_eq!(server.get(path, Some(&renewed)).await.status(), 200);
    for gone in [&mine, &other] {
        assert_eq!(server.get(path, Some(gone)).await.status(), 303);
    }
}
