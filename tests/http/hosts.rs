//! A brand's own host, its path and the home brand: one canonical address, whatever a request's Host header says.

use crate::support::{self, Server};
use reqwest::Response;

async fn give_host(server: &Server, slug: &str, host: &str) {
    let (slug, host) = (slug.to_owned(), host.to_owned());
    let work = server.db.write((slug, host), |tx, (slug, host)| {
        Box::pin(async move {
            Ok(community::execute!(
                tx,
                "UPDATE brands SET host = $2 WHERE slug = $1",
                slug.as_str(),
                host.as_str()
            )?)
        })
    });
    assert_eq!(work.await.unwrap(), 1);
}

/// A page asked for under a host of one's own choice.
async fn under(server: &Server, host: &str, path: &str) -> Response {
    let request = server.http.get(format!("{}{path}", server.base)).header("host", host);
    request.send().await.unwrap()
}

fn leads_to(answer: &Response) -> (u16, &str) {
    let to = answer.headers().get("location").map_or("", |to| to.to_str().unwrap());
    (answer.status().as_u16(), to)
}

fn port(server: &Server) -> &str {
    server.base.rsplit(':').next().unwrap()
}

#[tokio::test]
async fn a_brand_with_its_own_host_has_one_address() {
    let server = support::sqlite().await;
    give_host(&server, "drumlin", "drumlin.test").await;
    let own = format!("drumlin.test:{}", port(&server));

    let by_path = server.get("/b/drumlin/topics?sort=newest", None).await;
    assert_eq!(leads_to(&by_path), (301, format!("http://{own}/topics?sort=newest").as_str()));
    let twice = under(&server, &own, "/b/drumlin/rules").await;
    assert_eq!(leads_to(&twice), (301, "/rules"));

    let slash = under(&server, &own, "/topics/?sort=newest").await;
    assert_eq!(leads_to(&slash), (301, "/topics?sort=newest"));

    let page = under(&server, &own, "/topics").await;
    assert_eq!(page.status(), 200);
    let html = page.text().await.unwrap();
    assert!(
        html.contains(&format!("<link rel=\"canonical\" href=\"http://{own}/topics\"")),
        "{html}"
    );
    assert!(!html.contains("/b/drumlin"), "a link by path under the own host");

    assert_eq!(
        under(&server, &own, "/b/orsel/").await.status(),
        404,
        "another brand under this host"
    );
    assert_eq!(under(&server, &own, "/health/live").await.status(), 200);
    let home = server.get("/", None).await.text().await.unwrap();
    assert!(
        home.contains(&format!("http://{own}/")) && home.contains("/b/orsel/"),
        "the list of brands leads to each one's address"
    );
}

#[tokio::test]
async fn signing_in_is_per_host_and_its_cookie_stays_there() {
    let server = support::sqlite().await;
    give_host(&server, "drumlin", "drumlin.test").await;
    let own = format!("drumlin.test:{}", port(&server));
    let form = [("address", "isla@drumlin.example"), ("password", "a kettle sings at dawn")];
    let request = server.http.post(format!("{}/sign-in", server.base)).header("host", &own);
    let entered = request.header("origin", format!("http://{own}")).form(&form).send().await.unwrap();
    assert_eq!(leads_to(&entered), (303, "/topics"));
    let cookie = entered.headers()["set-cookie"].to_str().unwrap();
    assert!(
        cookie.contains("HttpOnly") && !cookie.to_lowercase().contains("domain="),
        "{cookie}"
    );

    let elsewhere = server.http.post(format!("{}/sign-in", server.base)).header("host", &own);
    let refused = elsewhere.header("origin", server.base.clone()).form(&form).send().await.unwrap();
    assert_eq!(refused.status(), 403, "a form of the installation's host is not of this one");
}

#[tokio::test]
async fn the_home_brand_begins_at_the_root() {
    let server = support::sqlite_with(|settings| settings.home_brand = Some("orsel".into())).await;
    assert_eq!(leads_to(&server.get("/b/orsel/topics", None).await), (301, "/topics"));
    assert_eq!(leads_to(&server.get("/b/orsel", None).await), (301, "/"));
    assert_eq!(leads_to(&server.get("/topics/", None).await), (301, "/topics"));
    assert_eq!(leads_to(&server.get("/brands/", None).await), (301, "/brands"));
    let home = server.get("/", None).await;
    assert_eq!(home.status(), 200);
    let html = home.text().await.unwrap();
    assert!(
        html.contains("Orsel") && html.contains("href=\"/topics\"") && !html.contains("/b/orsel"),
        "{html}"
    );
    assert!(
        html.contains(&format!("<link rel=\"canonical\" href=\"{}/\"", server.base)),
        "{html}"
    );
    assert_eq!(
        server.get("/b/drumlin/topics", None).await.status(),
        200,
        "the other brand stays at its path"
    );
    assert!(
        server.get("/brands", None).await.text().await.unwrap().contains("/b/drumlin/"),
        "the list of brands has moved"
    );
    assert_eq!(
        leads_to(&server.get("/b/orsel//evil.example/x", None).await),
        (301, "/evil.example/x")
    );
}

#[tokio::test]
async fn a_forged_host_changes_no_link() {
    let server = support::sqlite().await;
    for path in ["/", "/b/orsel/", "/b/orsel/topics", "/b/orsel/join", "/b/orsel/none", "/b/orsel"] {
        let answer = under(&server, "evil.example", path).await;
        let (_, to) = leads_to(&answer);
        assert!(!to.contains("evil"), "{path} leads to {to}");
        assert!(!answer.text().await.unwrap().contains("evil"), "{path}");
    }
    let form = [
        ("address", "maud@orsel.example"),
        ("password", "four words of my own"),
        ("name", "Maud"),
        ("rules", "on"),
    ];
    let request = server
        .http
        .post(format!("{}/b/orsel/join", server.base))
        .header("host", "evil.example");
    let joined = request.header("sec-fetch-site", "same-origin").form(&form).send().await.unwrap();
    assert_eq!(joined.status(), 303);
    let mail = server.mail_to("maud@orsel.example").await;
    assert!(!mail.contains("evil") && mail.contains(&server.base), "{mail}");
}

#[tokio::test]
async fn only_an_operator_gives_a_brand_its_own_host() {
    let server = support::sqlite().await;
    let (obi, operator) = (
        server.cookie_of("obi@drumlin.example").await,
        server.cookie_of("operator@parvis.example").await,
    );
    let path = "/operator/brands/drumlin/host";
    let sure = [("host", "people.drumlin.example"), ("host-sure", "on")];
    assert_eq!(server.post(path, Some(&obi), &sure).await.status(), 303);
    assert_eq!(server.get("/b/drumlin/topics", None).await.status(), 200, "an admin has moved it");
    let unsure = server.post(path, Some(&operator), &sure[..1]).await;
    assert_eq!(unsure.status(), 422);
    assert_eq!(
        leads_to(&server.post(path, Some(&operator), &sure).await),
        (303, "/operator/brands/drumlin")
    );
    let old = server.get("/b/drumlin/topics", None).await;
    let own = format!("http://people.drumlin.example:{}/topics", port(&server));
    assert_eq!(leads_to(&old), (301, own.as_str()));
    assert_eq!(old.headers()["cache-control"], "no-cache", "a name may be taken back");
}

#[tokio::test]
async fn a_session_is_nobodys_under_another_host() {
    let server = support::sqlite().await;
    give_host(&server, "drumlin", "drumlin.test").await;
    let own = format!("drumlin.test:{}", port(&server));
    let form = [("address", "agnes@orsel.example"), ("password", "a kettle sings at dawn")];
    let request = server.http.post(format!("{}/sign-in", server.base)).header("host", &own);
    let entered = request.header("sec-fetch-site", "same-origin").form(&form).send().await.unwrap();
    let cookie = entered.headers()["set-cookie"]
        .to_str()
        .unwrap()
        .split(';')
        .next()
        .unwrap()
        .to_owned();
    let account = server
        .http
        .get(format!("{}/account", server.base))
        .header("host", &own)
        .header("cookie", &cookie);
    assert_eq!(account.send().await.unwrap().status(), 200, "there it counts");
    for path in ["/b/orsel/settings/people", "/b/orsel/account"] {
        assert_eq!(
            leads_to(&server.get(path, Some(&cookie)).await),
            (303, "/b/orsel/sign-in"),
            "{path}"
        );
    }
    let (_, topic) = server.open_idea("drumlin").await;
    let vote = [("topic", topic.to_string()), ("verb", "cast".into())];
    let vote: Vec<(&str, &str)> = vote.iter().map(|(n, v)| (*n, v.as_str())).collect();
    assert_eq!(server.post("/fn/vote", Some(&cookie), &vote).await.status(), 401);
    let begun_here = server.cookie_of("isla@drumlin.example").await;
    let there = server
        .http
        .get(format!("{}/account", server.base))
        .header("host", &own)
        .header("cookie", &begun_here);
    assert_eq!(leads_to(&there.send().await.unwrap()), (303, "/sign-in"));
}

#[tokio::test]
async fn a_link_to_a_new_password_never_leads_to_a_host_that_the_person_has_nothing_to_do_with() {
    let server = support::sqlite().await;
    give_host(&server, "drumlin", "drumlin.test").await;
    let own = format!("drumlin.test:{}", port(&server));
    for (address, host) in [
        ("maud@orsel.example", server.base.clone()),
        ("isla@drumlin.example", format!("http://{own}")),
    ] {
        let request = server.http.post(format!("{}/password", server.base)).header("host", &own);
        let asked = request.header("sec-fetch-site", "same-origin").form(&[("address", address)]);
        assert!(asked.send().await.unwrap().status().as_u16() < 400);
        let mail = server.mail_to(address).await;
        let link = mail.split_whitespace().find(|word| word.contains("/password/")).unwrap();
        assert!(link.starts_with(&host), "{address} is led to {link}");
    }
}

#[tokio::test]
async fn visitors_sessions_are_counted_before_they_begin() {
    let server = support::sqlite().await;
    for n in 0..90 {
        server.get(&format!("/b/drumlin/account?n={n}"), None).await;
    }
    let long = format!("/b/drumlin/account?x={}", "y".repeat(5_000));
    server.get(&long, None).await;
    let sql = "SELECT COUNT(*), MAX(LENGTH(data)) FROM sessions";
    let (rows, longest) = community::fetch_one!(server.db.read().await.unwrap(), (i64, i64), sql).unwrap();
    assert!(rows <= 60 && longest < 1_000, "{rows} rows, {longest} characters");
}
