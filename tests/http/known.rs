//! The demo's known password, where the same database is served to others.

use crate::program::{free_port, furnished, parvis, serve, serve_as, sign_in};
use crate::support;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_demos_password_is_over_when_the_same_database_is_served_to_others() {
    let folder = furnished();
    let here = free_port();
    let running = serve(folder.path(), here).await;
    let cookie = sign_in(here, "drumlin", "isla@drumlin.example").await;
    drop(running);
    let there = free_port();
    let mut public = parvis(folder.path());
    let _running = serve_as(public.env("PARVIS_BASE_URL", "http://community.test"), there).await;
    for (path, address) in [
        ("/b/drumlin/sign-in", "isla@drumlin.example"),
        ("/b/drumlin/sign-in", "obi@drumlin.example"),
        ("/operator/sign-in", "operator@parvis.example"),
    ] {
        let tried = support::client()
            .post(format!("http://127.0.0.1:{there}{path}"))
            .header("sec-fetch-site", "same-origin")
            .form(&[("address", address), ("password", "parvis-demo-2026")]);
        assert_eq!(tried.send().await.unwrap().status(), 422, "{address}");
    }
    let page = support::client()
        .get(format!("http://127.0.0.1:{there}/b/drumlin/account"))
        .header("cookie", cookie);
    assert_eq!(page.send().await.unwrap().status(), 303, "who was signed in is out");
}
