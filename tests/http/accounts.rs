//! The door and the account, as a browser walks through them.

use crate::support::{self, Server};
use community::{accounts, execute, fetch_one, second_factor, secrets, who};
use reqwest::Response;
use types::{AccountId, Instant};

pub const PASSWORD: &str = "a kettle sings at dawn";
pub const NEW: &str = "four words of my own";

pub fn cookie(answer: &Response) -> String {
    let set = answer.headers().get_all("set-cookie").iter().filter_map(|c| c.to_str().ok());
    let mut sessions = set.filter(|c| c.starts_with("parvis="));
    sessions.next().unwrap().split(';').next().unwrap().to_owned()
}

pub fn location(answer: &Response) -> &str {
    answer.headers()["location"].to_str().unwrap()
}

async fn sign_in(server: &Server, address: &str, visitor: Option<&str>) -> Response {
    let form = [("address", address), ("password", PASSWORD)];
    server.post("/b/drumlin/sign-in", visitor, &form).await
}

pub async fn account_of(server: &Server, address: &str) -> AccountId {
    accounts::find(&server.db, who::system(), address).await.unwrap().unwrap()
}

/// Gives the one link that waits a token that the test knows: only its hash is kept.
async fn known_link(server: &Server, table: &'static str) {
    let args = (table, secrets::hash("known"));
    let changed = server.db.write(args, |tx, (table, hash)| {
        Box::pin(async move {
            let sql = format!("UPDATE {table} SET link_hash = $1");
            Ok(execute!(tx, &sql, hash.as_str())?)
        })
    });
    assert_eq!(changed.await.unwrap(), 1);
}

/// Switches the second factor on; gives its secret. The code of this moment is used up.
pub async fn second_factor_of(server: &Server, account: AccountId) -> String {
    let now = Instant::now();
    let secret = second_factor::begin(&server.db, account, PASSWORD, now).await.unwrap();
    let code = second_factor::code_at(&secret, now).unwrap();
    let from = accounts::Sender::installation();
    second_factor::confirm(&server.db, &from, account, &code, "", now).await.unwrap();
    secret
}

#[tokio::test]
async fn a_link_that_a_mail_scanner_fetches_confirms_nothing() {
    let server = support::sqlite().await;
    let form = [("name", "Maud"), ("address", "new@example.org"), ("password", NEW), ("rules", "on")];
    let joined = server.post("/b/drumlin/join", None, &form).await;
    assert_eq!(location(&joined), "/b/drumlin/confirm");
    let waiting = cookie(&joined);
    known_link(&server, "confirmations").await;
    let here = server.get("/b/drumlin/confirm/known", Some(&waiting)).await.text().await.unwrap();
    assert!(!here.contains("type=\"password\""), "one button where it was begun: {here}");
    let elsewhere = server.get("/b/drumlin/confirm/known", None).await.text().await.unwrap();
    assert!(
        elsewhere.contains("type=\"password\"") && !elsewhere.contains("new@example.org"),
        "{elsewhere}"
    );
    let find = accounts::find(&server.db, who::system(), "new@example.org");
    assert!(find.await.unwrap().is_none(), "looking at a page confirms nothing");
    for password in ["", "the stranger guesses"] {
        let refused = server.post("/b/drumlin/confirm/known", None, &[("password", password)]).await;
        assert_eq!(refused.status(), 422);
    }
    let entered = server.post("/b/drumlin/confirm/known", None, &[("password", NEW)]).await;
    assert_eq!(location(&entered), "/b/drumlin/topics");
    let again = server.post("/b/drumlin/confirm/known", Some(&waiting), &[]).await;
    assert_eq!(again.status(), 404, "a link works once");
}

#[tokio::test]
async fn in_the_session_that_waits_the_link_is_one_button() {
    let server = support::sqlite().await;
    let form = [("name", "Maud"), ("address", "new@example.org"), ("password", NEW), ("rules", "on")];
    let waiting = cookie(&server.post("/b/drumlin/join", None, &form).await);
    known_link(&server, "confirmations").await;
    let entered = server.post("/b/drumlin/confirm/known", Some(&waiting), &[]).await;
    let member = cookie(&entered);
    assert_ne!(member, waiting);
    let page = server.get("/b/drumlin/account", Some(&member)).await.text().await.unwrap();
    assert!(page.contains("new@example.org"), "{page}");
}

#[tokio::test]
async fn rules_that_are_published_while_somebody_joins_are_shown_to_them_as_new() {
    let server = support::sqlite().await;
    let page = server.get("/b/drumlin/join", None).await.text().await.unwrap();
    let (_, shown) = page.split_once("name=\"rules_version\" value=\"").unwrap();
    let shown = shown.split('"').next().unwrap();
    let publish = server.db.write((), |tx, ()| {
        Box::pin(async move {
            Ok(execute!(
                tx,
                "UPDATE brands SET rules_version = rules_version + 1 WHERE slug = 'drumlin'"
            )?)
        })
    });
    assert_eq!(publish.await.unwrap(), 1);
    let form = [
        ("name", "Maud"),
        ("address", "new@example.org"),
        ("password", NEW),
        ("rules", "on"),
        ("rules_version", shown),
    ];
    let waiting = cookie(&server.post("/b/drumlin/join", None, &form).await);
    known_link(&server, "confirmations").await;
    let member = cookie(&server.post("/b/drumlin/confirm/known", Some(&waiting), &[]).await);
    let topics = server.get("/b/drumlin/topics", Some(&member)).await.text().await.unwrap();
    assert!(topics.contains("class=\"changed\""), "{topics}");
}

#[tokio::test]
async fn the_page_that_was_asked_for_is_shown_after_signing_in() {
    let server = support::sqlite().await;
    let refused = server.get("/b/drumlin/account/security", None).await;
    assert_eq!(location(&refused), "/b/drumlin/sign-in");
    let visitor = cookie(&refused);
    let entered = sign_in(&server, "isla@drumlin.example", Some(&visitor)).await;
    assert_eq!(location(&entered), "/b/drumlin/account/security");
}

#[tokio::test]
async fn before_the_second_step_nobody_is_signed_in() {
    let server = support::sqlite().await;
    let account = account_of(&server, "isla@drumlin.example").await;
    let secret = second_factor_of(&server, account).await;
    let visitor = cookie(&server.get("/b/drumlin/account/security", None).await);
    let half = sign_in(&server, "isla@drumlin.example", Some(&visitor)).await;
    assert_eq!(location(&half), "/b/drumlin/second-factor");
    let half = cookie(&half);
    assert_ne!(half, visitor);
    assert_eq!(location(&server.get("/b/drumlin/account", Some(&half)).await), "/b/drumlin/sign-in");
    assert_eq!(server.get("/b/drumlin/second-factor", Some(&half)).await.status(), 200);
    assert_eq!(location(&server.get("/b/drumlin/second-factor", None).await), "/b/drumlin/sign-in");
    let wrong = server.post("/b/drumlin/second-factor", Some(&half), &[("code", "12")]).await;
    assert_eq!(wrong.status(), 422);
    let code = second_factor::code_at(&secret, Instant::now().plus_seconds(30)).unwrap();
    let entered = server.post("/b/drumlin/second-factor", Some(&half), &[("code", &code)]).await;
    assert_eq!(location(&entered), "/b/drumlin/account", "what was asked for last");
    let member = cookie(&entered);
    assert_ne!(member, half);
    assert_eq!(server.get("/b/drumlin/account", Some(&member)).await.status(), 200);
    assert_eq!(
        server.get("/b/drumlin/account", Some(&half)).await.status(),
        303,
        "the half session is over"
    );
}

#[tokio::test]
async fn staff_without_a_second_factor_are_led_to_set_it_up_and_then_on() {
    let server = support::sqlite().await;
    accounts::excuse_nobody(&server.db, who::system()).await.unwrap();
    let visitor = cookie(&server.get("/b/drumlin/settings", None).await);
    let entered = sign_in(&server, "obi@drumlin.example", Some(&visitor)).await;
    assert_eq!(location(&entered), "/b/drumlin/account/second-factor");
    let mut obi = cookie(&entered);
    let path = "/b/drumlin/account/second-factor";
    assert_eq!(location(&server.get("/b/drumlin/settings", Some(&obi)).await), path);
    let account = account_of(&server, "obi@drumlin.example").await;
    let hidden = server.get(path, Some(&obi)).await.text().await.unwrap();
    assert!(!hidden.contains("<rect"), "no picture before the password: {hidden}");
    let refused = server.post(path, Some(&obi), &[("do", "begin"), ("current", "not this one")]).await;
    assert_eq!(refused.status(), 422);
    let begun = server.post(path, Some(&obi), &[("do", "begin"), ("current", PASSWORD)]).await;
    assert_eq!(location(&begun), path);
    assert_eq!(server.get(path, Some(&obi)).await.status(), 303, "the password gives a new id");
    obi = cookie(&begun);
    let secret = second_factor::waiting(&server.db, account).await.unwrap().unwrap();
    let shown = server.get(path, Some(&obi)).await.text().await.unwrap();
    assert!(shown.contains("<rect") && shown.contains(&secret[..4]), "{shown}");
    let elsewhere = server.cookie_of("obi@drumlin.example").await;
    let other = server.get(path, Some(&elsewhere)).await.text().await.unwrap();
    assert!(!other.contains("<rect"), "another session does not see the secret: {other}");
    let code = second_factor::code_at(&secret, Instant::now()).unwrap();
    let on = server.post(path, Some(&obi), &[("do", "confirm"), ("code", &code)]).await;
    assert_eq!(on.status(), 200);
    obi = cookie(&on);
    let codes = on.text().await.unwrap();
    assert!(
        codes.contains("href=\"/b/drumlin/settings\""),
        "the way on is where they were going: {codes}"
    );
    assert_eq!(
        location(&server.get("/b/drumlin/settings", Some(&obi)).await),
        "/b/drumlin/settings/brand"
    );
    assert_eq!(
        server.get("/b/drumlin/account", Some(&elsewhere)).await.status(),
        303,
        "the other sign-in has ended"
    );
    let off = [("do", "remove"), ("current", PASSWORD), ("factor", code.as_str())];
    assert_eq!(server.post(path, Some(&obi), &off).await.status(), 422, "staff keep it");
}

#[tokio::test]
async fn a_forgotten_password_is_answered_alike_and_its_link_ends_the_other_sign_ins() {
    let server = support::sqlite().await;
    let old = server.cookie_of("isla@drumlin.example").await;
    let ask = async |address: &str| {
        let answer = server.post("/b/drumlin/password", None, &[("address", address)]).await;
        (answer.status(), answer.text().await.unwrap().replace(address, "ADDRESS"))
    };
    let known = ask("isla@drumlin.example").await;
    known_link(&server, "codes").await;
    assert_eq!(known, ask("nobody@drumlin.example").await);
    assert_eq!(server.get("/b/drumlin/password/none", None).await.status(), 404);
    assert_eq!(server.get("/b/drumlin/password/known", None).await.status(), 200);
    assert_eq!(
        server
            .post("/b/drumlin/password/known", None, &[("password", "short")])
            .await
            .status(),
        422
    );
    let entered = server.post("/b/drumlin/password/known", None, &[("password", NEW)]).await;
    assert_eq!(location(&entered), "/b/drumlin/topics");
    assert_eq!(server.get("/b/drumlin/account", Some(&cookie(&entered))).await.status(), 200);
    assert_eq!(server.get("/b/drumlin/account", Some(&old)).await.status(), 303);
    assert_eq!(
        sign_in(&server, "isla@drumlin.example", None).await.status(),
        422,
        "the old password is over"
    );
    assert_eq!(
        server.post("/b/drumlin/password/known", None, &[("password", NEW)]).await.status(),
        404
    );
}

#[tokio::test]
async fn a_reset_link_does_not_pass_by_the_second_factor() {
    let server = support::sqlite().await;
    let account = account_of(&server, "isla@drumlin.example").await;
    second_factor_of(&server, account).await;
    server
        .post("/b/drumlin/password", None, &[("address", "isla@drumlin.example")])
        .await;
    known_link(&server, "codes").await;
    let half = server.post("/b/drumlin/password/known", None, &[("password", NEW)]).await;
    assert_eq!(location(&half), "/b/drumlin/second-factor");
    assert_eq!(server.get("/b/drumlin/account", Some(&cookie(&half))).await.status(), 303);
}

#[tokio::test]
async fn a_code_is_typed_in_the_session_that_asked_for_it() {
    let server = support::sqlite().await;
    let asked = server
        .post("/b/drumlin/sign-in/code", None, &[("address", "isla@drumlin.example")])
        .await;
    let path = "/b/drumlin/sign-in/code/confirm";
    assert_eq!(location(&asked), path);
    let (visitor, hash) = (cookie(&asked), secrets::hash("isla@drumlin.example 123456"));
    let change = server.db.write(hash, |tx, hash| {
        Box::pin(async move { Ok(execute!(tx, "UPDATE codes SET code_hash = $1", hash.as_str())?) })
    });
    change.await.unwrap();
    let elsewhere = server.post(path, None, &[("code", "123456")]).await;
    assert_eq!(location(&elsewhere), "/b/drumlin/sign-in/code");
    let wrong = server.post(path, Some(&visitor), &[("code", "654321")]).await;
    assert_eq!(wrong.status(), 422);
    let entered = server.post(path, Some(&visitor), &[("code", "123 456")]).await;
    assert_eq!(location(&entered), "/b/drumlin/topics");
    assert_eq!(server.get("/b/drumlin/account", Some(&cookie(&entered))).await.status(), 200);
}

#[tokio::test]
async fn a_blocked_account_and_an_unknown_one_are_one_page_without_the_password() {
    let server = support::sqlite().await;
    let account = account_of(&server, "isla@drumlin.example").await;
    let block = server.db.write(account, |tx, account| {
        Box::pin(async move { Ok(execute!(tx, "UPDATE accounts SET blocked = 1 WHERE id = $1", account.0)?) })
    });
    block.await.unwrap();
    let wrong = async |address: &str| {
        let answer = server
            .post("/b/drumlin/sign-in", None, &[("address", address), ("password", "not this one")])
            .await;
        assert_eq!(answer.status(), 422);
        answer.text().await.unwrap().replace(address, "ADDRESS")
    };
    assert_eq!(wrong("isla@drumlin.example").await, wrong("nobody@drumlin.example").await);
    server.run("UPDATE brands SET imprint_version = 1 WHERE slug = 'drumlin'").await;
    let right = sign_in(&server, "isla@drumlin.example", None).await;
    assert!(right.status() == 422 && !right.headers().contains_key("set-cookie"));
    let page = right.text().await.unwrap();
    assert!(
        page.contains("This account is blocked") && page.contains("that this is a mistake, write to them"),
        "{page}"
    );
}

#[tokio::test]
async fn sign_ins_are_listed_in_plain_words_and_ended_one_by_one_or_all() {
    let server = support::sqlite().await;
    let firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:130.0) Gecko/20100101 Firefox/130.0";
    let mut cookies = Vec::new();
    for _ in 0..2 {
        let request = server
            .http
            .post(format!("{}/b/drumlin/sign-in", server.base))
            .header("sec-fetch-site", "same-origin")
            .header("user-agent", firefox);
        let form = [("address", "isla@drumlin.example"), ("password", PASSWORD)];
        cookies.push(cookie(&request.form(&form).send().await.unwrap()));
    }
    let path = "/b/drumlin/account/security";
    let page = server.get(path, Some(&cookies[0])).await.text().await.unwrap();
    assert!(
        page.contains("Firefox on Windows, this one") && page.contains("127.0.0.1"),
        "{page}"
    );
    let account = account_of(&server, "isla@drumlin.example").await;
    let sql = format!(
        "SELECT id_hash, agent FROM sessions WHERE account_id = {} ORDER BY created DESC LIMIT 1",
        account.0
    );
    let (second, agent) = fetch_one!(server.db.read().await.unwrap(), (String, String), &sql).unwrap();
    assert_eq!(agent, "Firefox/Windows", "only the two words are kept");
    let ended = server.post(path, Some(&cookies[0]), &[("do", "end"), ("session", &second)]).await;
    assert_eq!(location(&ended), path);
    assert_eq!(server.get(path, Some(&cookies[1])).await.status(), 303);
    assert_eq!(server.get(path, Some(&cookies[0])).await.status(), 200);
    let third = server.cookie_of("isla@drumlin.example").await;
    let out = server.post(path, Some(&cookies[0]), &[("do", "everywhere")]).await;
    assert_eq!(location(&out), "/b/drumlin/");
    for gone in [&cookies[0], &third] {
        assert_eq!(server.get(path, Some(gone)).await.status(), 303);
    }
}

#[tokio::test]
async fn who_is_signed_in_and_no_member_here_reads_so_and_signs_out() {
    let server = support::sqlite().await;
    let maud = server.cookie_of("maud@orsel.example").await;
    let page = server.get("/b/drumlin/topics", Some(&maud)).await.text().await.unwrap();
    for shown in ["maud@orsel.example", "href=\"/b/drumlin/join\"", "action=\"/b/drumlin/sign-out\""] {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    let out = server.post("/b/drumlin/sign-out", Some(&maud), &[]).await;
    assert_eq!(location(&out), "/b/drumlin/");
    assert_eq!(server.get("/b/orsel/account", Some(&maud)).await.status(), 303);
    let visitor = server.get("/b/drumlin/topics", None).await.text().await.unwrap();
    assert!(!visitor.contains("/sign-out"), "{visitor}");
}

#[tokio::test]
async fn language_and_time_zone_are_kept_and_the_page_speaks_it_at_once() {
    let server = support::sqlite().await;
    let maud = server.cookie_of("maud@orsel.example").await;
    let path = "/b/orsel/account";
    let refused = server
        .post(path, Some(&maud), &[("language", "fr"), ("time_zone", "Europe/Atlantis")])
        .await;
    assert_eq!(refused.status(), 422);
    let saved = server
        .post(path, Some(&maud), &[("language", "fr"), ("time_zone", "Asia/Tokyo")])
        .await;
    assert_eq!((saved.status().as_u16(), location(&saved)), (303, path));
    let set: Vec<_> = saved
        .headers()
        .get_all("set-cookie")
        .iter()
        .filter_map(|c| c.to_str().ok())
        .collect();
    assert!(set.iter().any(|c| c.starts_with("language=fr;")), "{set:?}");
    let page = server.get(path, Some(&maud)).await.text().await.unwrap();
    assert!(page.contains("<option value=\"Asia/Tokyo\" selected"), "{page}");
}
