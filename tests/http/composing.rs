//! Pictures, drafts and private problems as a browser sends them and as everybody else does not see them.

use crate::support::{self, Server};
use axum::http::Method;
use community::brands;
use community::members::{self, NewMember};
use community::{accounts, drafts, topics, who};
use parvis::web::routes;
use reqwest::Response;
use std::time::{Duration, Instant as Clock};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use types::drafts::Place;
use types::members::{Affiliation, Role};
use types::{Instant, Lang};

const ISLA: &str = "isla@drumlin.example";
/// A picture of one small square, as a PNG.
const PNG: &[u8] = include_bytes!("people.png");

/// A form as a browser sends it that has files in it.
struct Parts(Vec<u8>);

impl Parts {
    fn of(texts: &[(&str, &str)], files: &[&[u8]]) -> Self {
        let mut body = Vec::new();
        for (name, text) in texts {
            body.extend(format!("--zq\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n").into_bytes());
        }
        for file in files {
            body.extend(
                b"--zq\r\ncontent-disposition: form-data; name=\"files\"; filename=\"IMG_4711.jpg\"\r\ncontent-type: image/jpeg\r\n\r\n",
            );
            body.extend(*file);
            body.extend(b"\r\n");
        }
        body.extend(b"--zq--\r\n");
        Self(body)
    }

    async fn send(self, server: &Server, path: &str, cookie: &str) -> Response {
        server
            .http
            .post(format!("{}{path}", server.base))
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "multipart/form-data; boundary=zq")
            .header("cookie", cookie)
            .body(self.0)
            .send()
            .await
            .unwrap()
    }
}

async fn one(server: &Server, sql: &str) -> i64 {
    community::fetch_one!(server.db.read().await.unwrap(), (i64,), sql).unwrap().0
}

/// A member of Drumlin, of long standing.
async fn member(server: &Server, name: &str, role: Role) -> String {
    let brand = brands::by_slug(&server.db, "drumlin").await.unwrap();
    let address = format!("{name}@example.org");
    let account = accounts::insert(&server.db, &address, "no password signs in", Lang::En, Instant::now())
        .await
        .unwrap();
    accounts::excuse(&server.db, who::system(), account).await.unwrap();
    let new = NewMember {
        role,
        affiliation: Affiliation::Customer,
        ..NewMember::customer(name, Instant::now().minus_days(9))
    };
    members::create(&server.db, brand.id, Some(account), new).await.unwrap();
    server.cookie_of(&address).await
}

const IDEA: [(&str, &str); 4] = [
    ("kind", "idea"),
    ("board", "tents"),
    ("title", "A loop to hang the flysheet by"),
    ("body", "It would dry in the morning while I make coffee."),
];

fn picture_ids(html: &str) -> Vec<i64> {
    let inputs = html.split("<input type=\"hidden\" name=\"picture\" value=\"").skip(1);
    inputs.map(|rest| rest.split('"').next().unwrap().parse().unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_without_script_keeps_its_pictures_until_it_is_right() {
    let server = support::sqlite().await;
    let isla = server.cookie_of(ISLA).await;
    let mut short = IDEA.to_vec();
    short[2].1 = "Loop";
    short.push(("described", "The \"loop\" & its seam"));
    let answer = Parts::of(&short, &[PNG, PNG]).send(&server, "/b/drumlin/new", &isla).await;
    assert_eq!(answer.status(), 422);
    let html = answer.text().await.unwrap();
    let ids = picture_ids(&html);
    assert_eq!(ids.len(), 2, "{html}");
    assert!(html.contains("value=\"The &quot;loop&quot; &amp; its seam\""), "{html}");
    let (first, second) = (ids[0].to_string(), ids[1].to_string());
    let (alt_first, alt_second, remove) = (format!("alt-{first}"), format!("alt-{second}"), format!("remove-{second}"));
    let mut without = IDEA.to_vec();
    let named = [
        ("picture", first.as_str()),
        (alt_first.as_str(), "A loop"),
        ("picture", second.as_str()),
        (alt_second.as_str(), ""),
    ];
    without.extend(named);
    without.push(("do", remove.as_str()));
    let answer = Parts::of(&without, &[]).send(&server, "/b/drumlin/new", &isla).await;
    assert_eq!(
        (answer.status().as_u16(), picture_ids(&answer.text().await.unwrap())),
        (200, vec![ids[0]])
    );
    without.pop();
    without.truncate(IDEA.len() + 2);
    let answer = Parts::of(&without, &[]).send(&server, "/b/drumlin/new", &isla).await;
    assert_eq!(answer.status(), 303);
    let path = answer.headers()["location"].to_str().unwrap().to_owned();
    let path = server.get(&path, None).await.headers()["location"].to_str().unwrap().to_owned();
    let page = server.get(&path, None).await.text().await.unwrap();
    assert!(
        page.contains(&format!("/b/drumlin/pictures/{first}-small.")) && page.contains("alt=\"A loop\""),
        "{page}"
    );
    let said = [("reply", "Mine looks like this.")];
    let replied = Parts::of(&said, &[PNG]).send(&server, &path, &isla).await;
    assert_eq!(replied.status(), 303);
    let page = server.get(&path, None).await.text().await.unwrap();
    assert_eq!(page.matches("class=\"gallery\"").count(), 2, "{page}");
    assert_eq!(one(&server, "SELECT COUNT(*) FROM attachments WHERE topic_id IS NULL").await, 0);
    assert_eq!(one(&server, "SELECT COUNT(*) FROM drafts").await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_picture_is_answered_as_a_picture_and_as_nothing_that_could_run() {
    let server = support::sqlite().await;
    let isla = server.cookie_of(ISLA).await;
    let row = Parts::of(&[], &[PNG]).send(&server, "/b/drumlin/pictures", &isla).await;
    assert_eq!(row.status(), 200);
    let row = row.text().await.unwrap();
    let id = picture_ids(&row)[0];
    let path = format!("/b/drumlin/pictures/{id}");
    let answer = server.get(&path, Some(&isla)).await;
    assert_eq!(answer.status(), 200);
    for (name, value) in [
        ("content-security-policy", "default-src 'none'; frame-ancestors 'none'"),
        ("x-content-type-options", "nosniff"),
        ("cache-control", "private, max-age=3600"),
    ] {
        assert_eq!(answer.headers()[name], value);
    }
    assert!(answer.headers()["content-type"].to_str().unwrap().starts_with("image/"));
    let ewan = server.cookie_of("ewan@drumlin.example").await;
    for (name, cookie) in [("a visitor", None), ("one of the team", Some(ewan.as_str()))] {
        for path in [
            path.clone(),
            format!("{path}.jpg"),
            format!("{path}-small.jpg"),
            format!("{path}.webp"),
        ] {
            assert_eq!(server.get(&path, cookie).await.status(), 404, "{path} to {name}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_no_picture_is_refused_in_words_and_the_text_stays() {
    let server = support::sqlite().await;
    let isla = server.cookie_of(ISLA).await;
    let svg: &[u8] = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
    let large = vec![7_u8; 5_000_001];
    let mut bomb = PNG.to_vec();
    bomb[16..24].copy_from_slice(&[0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30]);
    for (file, told) in [
        (svg, "That is a drawing (SVG)"),
        (b"PK\x03\x04 not a picture".as_slice(), "That is not a picture that we can use"),
        (large.as_slice(), "larger than 5 MB"),
        (bomb.as_slice(), "That picture "),
    ] {
        let answer = Parts::of(&[], &[file]).send(&server, "/b/drumlin/pictures", &isla).await;
        assert_eq!(answer.status(), 422);
        let text = answer.text().await.unwrap();
        assert!(text.contains(told) && !text.contains('<'), "{text}");
        let answer = Parts::of(&IDEA, &[file]).send(&server, "/b/drumlin/new", &isla).await;
        assert_eq!(answer.status(), 422);
        let html = answer.text().await.unwrap();
        assert!(html.contains(told) && html.contains("while I make coffee."), "{html}");
    }
    let four = Parts::of(&IDEA, &[PNG, PNG, PNG, PNG]).send(&server, "/b/drumlin/new", &isla).await;
    let html = four.text().await.unwrap();
    assert!(html.contains("Three pictures at most") && picture_ids(&html).len() == 3, "{html}");
    assert_eq!(one(&server, "SELECT COUNT(*) FROM topics WHERE title LIKE 'A loop%'").await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_draft_comes_back_until_it_is_posted_or_dropped() {
    let server = support::sqlite().await;
    let isla = server.cookie_of(ISLA).await;
    let pairs = r#"[["kind","problem"],["title","The pole <b>broke</b>"],["body","In the wind."],["severity","unusable"]]"#;
    let form = [("brand", "drumlin"), ("place", "new"), ("text", pairs)];
    assert_eq!(server.post("/fn/draft", Some(&isla), &form).await.status(), 200);
    let html = server.get("/b/drumlin/new", Some(&isla)).await.text().await.unwrap();
    assert!(
        html.contains("Your draft from") && html.contains("value=\"The pole &lt;b&gt;broke&lt;/b&gt;\""),
        "{html}"
    );
    assert!(!server.get("/b/drumlin/new", None).await.text().await.unwrap().contains("The pole"));
    let maud = server.cookie_of("maud@orsel.example").await;
    assert_eq!(server.post("/fn/draft", Some(&maud), &form).await.status(), 404);
    assert_eq!(server.post("/fn/draft", None, &form).await.status(), 401);
    let dropped = server
        .post("/b/drumlin/new", Some(&isla), &[("do", "afresh"), ("title", "x")])
        .await;
    assert_eq!(dropped.headers()["location"], "/b/drumlin/new");
    assert!(
        !server
            .get("/b/drumlin/new", Some(&isla))
            .await
            .text()
            .await
            .unwrap()
            .contains("The pole")
    );
    // A reply's, under its topic alone.
    let (number, _) = server.open_idea("drumlin").await;
    let place = format!("t/{number}");
    let form = [
        ("brand", "drumlin"),
        ("place", place.as_str()),
        ("text", r#"[["reply","Half a thought"]]"#),
    ];
    server.post("/fn/draft", Some(&isla), &form).await;
    let path = format!("/b/drumlin/t/{number}");
    let path = server.get(&path, Some(&isla)).await.headers()["location"]
        .to_str()
        .unwrap()
        .to_owned();
    let html = server.get(&path, Some(&isla)).await.text().await.unwrap();
    assert!(html.contains("Half a thought") && html.contains("Your draft from"), "{html}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_visitors_long_text_is_refused_in_words_and_stays_in_the_form() {
    let server = support::sqlite().await;
    let long = "é".repeat(10_100);
    let mut form = IDEA.to_vec();
    form[3].1 = &long;
    let answer = server.post("/b/drumlin/new", None, &form).await;
    assert_eq!(answer.status(), 422);
    let html = answer.text().await.unwrap();
    assert!(html.contains("too long to be kept for you") && html.contains(&long));
    let (number, _) = server.open_idea("drumlin").await;
    let short = "a".repeat(9_000);
    let kept = server.post(&format!("/b/drumlin/t/{number}/x"), None, &[("reply", &short)]).await;
    assert_eq!(kept.headers()["location"], "/b/drumlin/sign-in");
    let wait = one(&server, "SELECT MAX(expires) FROM sessions").await - Instant::now().0;
    assert!(wait <= 3_600_000_000 && wait > 3_500_000_000, "waits {wait} µs");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn uploads_over_a_slow_line_hold_nobody_up() {
    let server = support::sqlite().await;
    let (isla, host) = (
        server.cookie_of(ISLA).await,
        server.base.strip_prefix("http://").unwrap().to_owned(),
    );
    let whole = Parts::of(&[], &[&vec![7_u8; 4_900_000]]).0;
    let mut slow = Vec::new();
    for _ in 0..30 {
        let mut stream = TcpStream::connect(&host).await.unwrap();
        let head = format!(
            "POST /b/drumlin/pictures HTTP/1.1\r\nhost: {host}\r\ncookie: {isla}\r\nsec-fetch-site: same-origin\r\nconnection: close\r\n\
             content-type: multipart/form-data; boundary=zq\r\ncontent-length: {}\r\n\r\n",
            whole.len()
        );
        stream.write_all(head.as_bytes()).await.unwrap();
        stream.write_all(&whole[..60_000]).await.unwrap();
        slow.push(stream);
    }
    // While all of them are under way, others read, write and send pictures of their own.
    let begun = Clock::now();
    assert_eq!(server.get("/b/drumlin/topics", None).await.status(), 200);
    let ewan = server.cookie_of("ewan@drumlin.example").await;
    let sent = Parts::of(&IDEA, &[PNG]).send(&server, "/b/drumlin/new", &ewan).await;
    assert_eq!(sent.status(), 303);
    assert!(begun.elapsed() < Duration::from_secs(15), "{:?}", begun.elapsed());
    // And the slow ones are heard to their end.
    let mut last = slow.pop().unwrap();
    last.write_all(&whole[60_000..]).await.unwrap();
    let mut answer = String::new();
    last.read_to_string(&mut answer).await.unwrap();
    assert!(
        answer.starts_with("HTTP/1.1 422") && answer.contains("That is not a picture"),
        "{answer}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_private_problem_and_its_serial_number_reach_nobody_but_its_author_and_the_team() {
    for server in [support::sqlite().await, support::postgres().await] {
        let author = member(&server, "author", Role::Member).await;
        let readers = [
            ("a visitor", None, false),
            ("another member", Some(member(&server, "other", Role::Member).await), false),
            (
                "a member of another brand",
                Some(server.cookie_of("maud@orsel.example").await),
                false,
            ),
            ("the author", Some(author.clone()), true),
            ("the team", Some(member(&server, "team", Role::Team).await), true),
        ];
        let counts = |path: &'static str| {
            let (server, readers) = (&server, &readers);
            async move {
                let mut pages = Vec::new();
                for (_, cookie, _) in readers.iter().filter(|(_, _, near)| !near) {
                    pages.push(server.get(path, cookie.as_deref()).await.text().await.unwrap());
                }
                pages
            }
        };
        let before = (
            counts("/b/drumlin/").await,
            counts("/b/drumlin/topics?kind=problem&sort=newest").await,
        );
        let problem = [
            ("kind", "problem"),
            ("board", "packs"),
            ("title", "zq-title: the buckle cut my hand"),
            ("body", "zq-body: it broke under load, and the edge is sharp."),
            ("severity", "dangerous"),
            ("serial", "zq-4711-0815"),
            ("since", "zq-since Tuesday"),
            ("bought", "zq-market"),
            ("private", "on"),
            ("described", "zq-alt"),
        ];
        let sent = Parts::of(&problem, &[PNG]).send(&server, "/b/drumlin/new", &author).await;
        assert_eq!(sent.status(), 303, "{}", sent.text().await.unwrap());
        let number: i64 = sent.headers()["location"]
            .to_str()
            .unwrap()
            .rsplit('/')
            .next()
            .unwrap()
            .parse()
            .unwrap();
        let db = &server.db;
        let brand = brands::by_slug(db, "drumlin").await.unwrap();
        let account = accounts::find(db, who::system(), "author@example.org").await.unwrap();
        let own = who::viewer(db, &brand, account).await.unwrap();
        let slug = topics::read(db, &own, number).await.unwrap().slug;
        assert!(drafts::read(db, own.member().unwrap(), Place::New).await.unwrap().is_none());
        let person = own.member().unwrap().number;
        let picture = one(&server, "SELECT MAX(id) FROM attachments").await;
        let media = "SELECT CAST(CASE media WHEN 'image/webp' THEN 1 ELSE 0 END AS BIGINT) FROM attachments ORDER BY id DESC LIMIT 1";
        let ending = if one(&server, media).await == 1 { "webp" } else { "jpg" };
        // Nobody's counts have moved.
        assert_eq!(before.0, counts("/b/drumlin/").await);
        assert_eq!(before.1, counts("/b/drumlin/topics?kind=problem&sort=newest").await);
        for (name, cookie, near) in &readers {
            let mut seen = 0;
            for route in routes::list().iter().filter(|r| r.method == Method::GET) {
                let whose = if route.path.contains("/people/") { person } else { number };
                let path = route
                    .path
                    .replace("{brand}", "drumlin")
                    .replace("{number}", &whose.to_string())
                    .replace("{slug}", &slug)
                    .replace("{kind}", "rules")
                    .replace("{id}", "1")
                    .replace("{token}", "none")
                    .replace("{deed}", "1")
                    .replace("{file}", &format!("{picture}.{ending}"));
                let mut paths = vec![path.clone()];
                if path.ends_with("/topics") {
                    let queries = [
                        "?sort=newest",
                        "?sort=most_voted",
                        "?board=packs",
                        "?kind=problem",
                        "?kind=problem&sort=newest",
                        "?q=zq",
                    ];
                    paths.extend(queries.map(|q| format!("{path}{q}")));
                }
                if path.contains("/pictures/") {
                    paths.push(format!("/b/drumlin/pictures/{picture}-small.{ending}"));
                }
                for path in paths {
                    let answer = server.get(&path, cookie.as_deref()).await;
                    let status = answer.status();
                    let location = answer.headers().get("location").map(|l| l.to_str().unwrap().to_owned());
                    let bytes = answer.bytes().await.unwrap();
                    let text = String::from_utf8_lossy(&bytes).replace(&path, "");
                    let mut told = text.contains("zq-") || location.is_some_and(|l| l.contains("zq-"));
                    told |= text.contains(&format!("/t/{number}/")) || text.contains(&format!("/pictures/{picture}"));
                    told |= path.contains("/pictures/") && status == 200;
                    seen += usize::from(told);
                    assert!(*near || !told, "{path} tells {name}");
                }
            }
            assert!(!near || seen >= 4, "{name} sees it {seen} times");
            let page = server.get(&format!("/b/drumlin/t/{number}/{slug}"), cookie.as_deref()).await;
            assert_eq!(page.status(), if *near { 200 } else { 404 }, "{name}");
            let page = page.text().await.unwrap();
            assert_eq!(page.contains("zq-4711-0815"), *near, "{name}");
        }
        // Whoever keeps order reads no number.
        let moderator = member(&server, "moderator", Role::Moderator).await;
        let page = server.get(&format!("/b/drumlin/t/{number}/{slug}"), Some(&moderator)).await;
        assert!(!page.text().await.unwrap().contains("zq-4711-0815"));
    }
}
