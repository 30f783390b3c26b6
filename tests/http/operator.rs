//! The operator's desk, a brand's export and its closing, as a browser meets them.

use crate::support::{self, Server};
use pages::admit::Who;
use parvis::web::routes;

const OPERATOR: &str = "operator@parvis.example";

async fn text(server: &Server, path: &str, cookie: &str) -> String {
    let answer = server.get(path, Some(cookie)).await;
    assert_eq!(answer.status(), 200, "{path}");
    answer.text().await.unwrap()
}

fn led_to(answer: reqwest::Response) -> String {
    assert_eq!(answer.status(), 303);
    answer.headers()["location"].to_str().unwrap().to_owned()
}

fn cookie(answer: &reqwest::Response) -> String {
    let set = answer.headers()["set-cookie"].to_str().unwrap();
    set.split(';').next().unwrap().to_owned()
}

async fn id_of(server: &Server, address: &str) -> i64 {
    let found = community::accounts::find(&server.db, community::who::system(), address).await;
    found.unwrap().unwrap().0
}

#[tokio::test]
async fn nobody_but_an_operator_comes_to_the_desk() {
    let server = support::sqlite().await;
    let admin = server.cookie_of("obi@drumlin.example").await;
    for route in routes::list().into_iter().filter(|r| r.who == Who::Operator) {
        let path = route
            .path
            .replace("{brand}", "drumlin")
            .replace("{account}", "1")
            .replace("{id}", "1")
            .replace("{job}", "1");
        for cookie in [None, Some(admin.as_str())] {
            let answer = match route.method.as_str() {
                "GET" => server.get(&path, cookie).await,
                _ => server.post(&path, cookie, &[("reason", "because")]).await,
            };
            assert_eq!(led_to(answer), "/operator/sign-in", "{path}");
        }
    }
}

#[tokio::test]
async fn the_desk_is_under_no_brands_path() {
    let server = support::sqlite().await;
    let cookie = server.cookie_of(OPERATOR).await;
    assert_eq!(server.get("/b/drumlin/operator", Some(&cookie)).await.status(), 404);
}

#[tokio::test]
async fn at_the_foot_of_the_desk_one_chooses_the_language_and_comes_back() {
    let server = support::sqlite().await;
    let door = server.get("/operator/sign-in", None).await.text().await.unwrap();
    assert!(
        door.contains("action=\"/brands/language\"") && door.contains("value=\"/operator/sign-in\""),
        "{door}"
    );
    let choice = |back: &'static str| [("language", "fr"), ("back", back)];
    let chosen = server.post("/brands/language", None, &choice("/operator/sign-in")).await;
    assert_eq!(cookie(&chosen), "language=fr");
    assert_eq!(led_to(chosen), "/operator/sign-in");
    let french = server.get("/operator/sign-in", Some("language=fr")).await.text().await.unwrap();
    assert!(french.contains("<html lang=\"fr\""), "{french}");
    let elsewhere = server.post("/brands/language", None, &choice("//evil.example")).await;
    assert_eq!(led_to(elsewhere), "/");
}

#[tokio::test]
async fn an_operator_signs_in_makes_a_brand_and_sees_what_was_made() {
    let server = support::sqlite().await;
    let wrong = [("address", "isla@drumlin.example"), ("password", "a kettle sings at dawn")];
    let refused = server.post("/operator/sign-in", None, &wrong).await;
    assert_eq!(refused.status(), 422);
    assert!(refused.text().await.unwrap().contains("The address or the password is wrong"));
    let right = [("address", OPERATOR), ("password", "a kettle sings at dawn"), ("code", "")];
    let answer = server.post("/operator/sign-in", None, &right).await;
    let cookie = cookie(&answer);
    assert_eq!(led_to(answer), "/operator");
    assert!(text(&server, "/operator", &cookie).await.contains("Drumlin"));
    let empty = server.post("/operator/brands/new", Some(&cookie), &[("slug", "Not a slug")]).await;
    assert_eq!(empty.status(), 422);
    assert!(empty.text().await.unwrap().contains("value=\"Not a slug\""), "what was typed stays");
    let form = [
        ("slug", "acme"),
        ("name", "Acme"),
        ("languages", "fr,en"),
        ("time_zone", "Europe/Paris"),
        ("address", "ada@acme.example"),
        ("language", "fr"),
    ];
    let made = server.post("/operator/brands/new", Some(&cookie), &form).await;
    assert_eq!(led_to(made), "/operator/brands/acme");
    let page = text(&server, "/operator/brands/acme", &cookie).await;
    assert!(
        page.contains("ada@acme.example") && page.contains("Members only") && page.contains("/b/acme/"),
        "{page}"
    );
    for path in [
        "/operator/accounts",
        "/operator/accounts?q=drumlin&after=ff",
        "/operator/jobs",
        "/operator/log",
    ] {
        text(&server, path, &cookie).await;
    }
    let out = server.post("/operator/sign-out", Some(&cookie), &[]).await;
    assert_eq!(led_to(out), "/operator/sign-in");
    assert_eq!(led_to(server.get("/operator", Some(&cookie)).await), "/operator/sign-in");
}

#[tokio::test]
async fn a_brands_time_zone_is_chosen_from_the_same_list_at_the_desk_and_in_its_settings() {
    let server = support::sqlite().await;
    server
        .run("UPDATE brands SET time_zone = 'Asia/Calcutta' WHERE slug = 'drumlin'")
        .await;
    let (operator, admin) = (server.cookie_of(OPERATOR).await, server.cookie_of("obi@drumlin.example").await);
    let zones = |page: &str| {
        let options = page.split("id=\"time_zone\"").nth(1).unwrap().split("</select>").next().unwrap();
        let values = options.split("<option value=\"").skip(1);
        values.map(|rest| rest.split('"').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let desk = text(&server, "/operator/brands/new", &operator).await;
    let own = text(&server, "/b/drumlin/settings/brand", &admin).await;
    assert_eq!(zones(&desk), zones(&own));
    assert!(zones(&own).contains(&"Asia/Kolkata".to_owned()) && !own.contains("Asia/Calcutta"));
    assert!(own.contains("<option value=\"Asia/Kolkata\" selected"), "{own}");
}

#[tokio::test]
async fn whoever_was_asked_to_run_a_brand_is_asked_again_no_more_or_somebody_else_instead() {
    let server = support::sqlite().await;
    let operator = server.cookie_of(OPERATOR).await;
    let at = "/operator/brands/drumlin";
    let ask = async |address: &str| {
        let form = [("address", address), ("language", "en")];
        server.post(&format!("{at}/invitations"), Some(&operator), &form).await
    };
    let empty = ask("head@").await;
    assert_eq!(empty.status(), 422);
    assert!(empty.text().await.unwrap().contains("value=\"head@\""), "what was typed stays");
    assert_eq!(led_to(ask("haed@drumlin.example").await), at);
    let sql = "SELECT MAX(id) FROM invitations";
    let (mistyped, act) = (server.one(sql).await, |id: i64, what: &str| format!("{at}/invitations/{id}/{what}"));
    let page = text(&server, at, &operator).await;
    assert!(
        page.contains(&act(mistyped, "resend")) && page.contains(&act(mistyped, "withdraw")),
        "{page}"
    );
    assert_eq!(led_to(ask("head@drumlin.example").await), at);
    let asked = server.one(sql).await;
    let page = text(&server, at, &operator).await;
    assert!(
        !page.contains(&act(mistyped, "withdraw")) && page.contains(&act(asked, "withdraw")),
        "{page}"
    );
    assert_eq!(led_to(server.post(&act(asked, "resend"), Some(&operator), &[]).await), at);
    let again = server.one(sql).await;
    assert_eq!(
        server.post(&act(asked, "withdraw"), Some(&operator), &[]).await.status(),
        404,
        "it has ended already"
    );
    assert_eq!(led_to(server.post(&act(again, "withdraw"), Some(&operator), &[]).await), at);
    let page = text(&server, at, &operator).await;
    assert!(page.contains("withdrawn on") && !page.contains("did not accept"), "{page}");
    let log = text(&server, "/operator/log", &operator).await;
    assert!(
        log.contains("took back the invitation to run Drumlin") && !log.contains("head@drumlin"),
        "{log}"
    );
}

#[tokio::test]
async fn a_blocked_person_is_out_with_their_next_click() {
    let server = support::sqlite().await;
    let (operator, isla) = (server.cookie_of(OPERATOR).await, server.cookie_of("isla@drumlin.example").await);
    assert_eq!(server.get("/b/drumlin/account", Some(&isla)).await.status(), 200);
    let page = format!("/operator/accounts/{}", id_of(&server, "isla@drumlin.example").await);
    let short = server.post(&format!("{page}/block"), Some(&operator), &[("reason", "x")]).await;
    assert_eq!(short.status(), 422);
    let done = server
        .post(&format!("{page}/block"), Some(&operator), &[("reason", "Sells <b>watches</b>")])
        .await;
    assert_eq!(led_to(done), page);
    assert!(led_to(server.get("/b/drumlin/account", Some(&isla)).await).ends_with("/sign-in"));
    let log = text(&server, "/operator/log", &operator).await;
    assert!(log.contains("isla@drumlin.example") && log.contains("&lt;b&gt;watches"), "{log}");
    let own = format!("/operator/accounts/{}/block", id_of(&server, OPERATOR).await);
    let oneself = server.post(&own, Some(&operator), &[("reason", "to see what happens")]).await;
    assert_eq!(oneself.status(), 422);
}

#[tokio::test]
async fn an_account_is_found_by_the_name_that_people_see_and_leads_to_what_they_wrote() {
    let server = support::sqlite().await;
    let operator = server.cookie_of(OPERATOR).await;
    let drumlin = community::brands::by_slug(&server.db, "drumlin").await.unwrap();
    let isla = server.viewer_of(&drumlin, "isla@drumlin.example").await;
    let isla = isla.member().unwrap();
    let list = text(&server, &format!("/operator/accounts?q={}", isla.name.replace(' ', "+")), &operator).await;
    let page = format!("/operator/accounts/{}", id_of(&server, "isla@drumlin.example").await);
    assert!(
        list.contains(&format!("href=\"{page}\"")) && !list.contains("obi@drumlin.example"),
        "{list}"
    );
    let shown = text(&server, &page, &operator).await;
    let profile = format!("/b/drumlin/people/{}", isla.number);
    assert!(
        shown.contains(&format!("href=\"{profile}\"")) && shown.contains(&isla.name),
        "{shown}"
    );
    assert_eq!(server.get(&profile, Some(&operator)).await.status(), 200);
}

#[tokio::test]
async fn an_admin_takes_everything_of_the_brand_along() {
    let server = support::postgres().await;
    let (obi, isla) = (
        server.cookie_of("obi@drumlin.example").await,
        server.cookie_of("isla@drumlin.example").await,
    );
    assert_eq!(server.get("/b/drumlin/settings/export.json", Some(&isla)).await.status(), 403);
    let answer = server.get("/b/drumlin/settings/export.json", Some(&obi)).await;
    assert_eq!(
        (answer.status().as_u16(), answer.headers()["cache-control"].to_str().unwrap()),
        (200, "no-store")
    );
    assert_eq!(answer.headers()["content-disposition"], "attachment; filename=\"drumlin.json\"");
    let document: serde_json::Value = answer.json().await.unwrap();
    let sql = "SELECT COUNT(*) FROM topics t JOIN brands b ON b.id = t.brand_id WHERE b.slug = 'drumlin'";
    let topics = community::fetch_one!(server.db.read().await.unwrap(), (i64,), sql).unwrap().0;
    assert_eq!(i64::try_from(document["topics"].as_array().unwrap().len()).unwrap(), topics);
    assert!(!document.to_string().contains("@drumlin.example"));
}

#[tokio::test]
async fn a_space_that_is_being_closed_says_so_and_may_be_kept() {
    let server = support::sqlite().await;
    let (mut obi, isla) = (
        server.cookie_of("obi@drumlin.example").await,
        server.cookie_of("isla@drumlin.example").await,
    );
    let wrong = server
        .post("/b/drumlin/settings/end", Some(&obi), &[("slug", "orsel"), ("current", "x")])
        .await;
    assert_eq!(wrong.status(), 422);
    let form = [("slug", "drumlin"), ("current", "a kettle sings at dawn")];
    let closed = server.post("/b/drumlin/settings/end", Some(&obi), &form).await;
    let led = led_to(server.get("/b/drumlin/settings/end", Some(&obi)).await);
    assert!(led.ends_with("/sign-in"), "the password gives a new id");
    obi = cookie(&closed);
    assert_eq!(led_to(closed), "/b/drumlin/settings/end");
    assert!(text(&server, "/b/drumlin/topics", &isla).await.contains("is closing this space"));
    assert!(led_to(server.get("/b/drumlin/topics", None).await).ends_with("/sign-in"));
    assert!(text(&server, "/b/drumlin/settings/end", &obi).await.contains("Keep the space"));
    led_to(server.post("/b/drumlin/settings/end/keep", Some(&obi), &[]).await);
    assert_eq!(server.get("/b/drumlin/topics", None).await.status(), 200);
    assert!(!text(&server, "/b/drumlin/topics", &isla).await.contains("is closing this space"));
}
