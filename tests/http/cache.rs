//! Visitors' pages that are kept: the same bytes for whoever may have them, and for nobody else.

use crate::support::{self, Server};
use reqwest::{Response, StatusCode};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

const LIST: &str = "/b/drumlin/topics";

async fn asked(server: &Server, path: &str, headers: &[(&str, &str)]) -> Response {
    let request = server.http.get(format!("{}{path}", server.base));
    headers
        .iter()
        .fold(request, |request, (name, value)| request.header(*name, *value))
        .send()
        .await
        .unwrap()
}

fn tag(answer: &Response) -> String {
    answer
        .headers()
        .get("etag")
        .map(|t| t.to_str().unwrap().to_owned())
        .unwrap_or_default()
}

#[tokio::test]
async fn a_visitor_who_has_the_page_is_told_so_until_something_is_written() {
    let server = support::sqlite().await;
    let first = asked(&server, LIST, &[]).await;
    let known = tag(&first);
    assert!(known.len() > 2);
    let again = asked(&server, LIST, &[("if-none-match", &known)]).await;
    assert_eq!((again.status(), again.bytes().await.unwrap().len()), (StatusCode::NOT_MODIFIED, 0));
    let weak = asked(&server, LIST, &[("if-none-match", &format!("\"other\", W/{known}"))]).await;
    assert_eq!(weak.status(), StatusCode::NOT_MODIFIED);

    let isla = server.cookie_of("isla@drumlin.example").await;
    let (idea, _) = server.open_idea("drumlin").await;
    let voted = server
        .post(
            &format!("/b/drumlin/t/{idea}/vote"),
            Some(&isla),
            &[("verb", "cast"), ("back", LIST)],
        )
        .await;
    assert_eq!(voted.status(), StatusCode::SEE_OTHER);
    let changed = asked(&server, LIST, &[("if-none-match", &known)]).await;
    assert_eq!(changed.status(), StatusCode::OK, "a vote is seen at once");
    assert_ne!(tag(&changed), known);
}

#[tokio::test]
async fn nobody_who_is_somebody_is_given_a_kept_page_or_leaves_one() {
    let server = support::sqlite().await;
    let isla = server.cookie_of("isla@drumlin.example").await;
    let visitors = asked(&server, LIST, &[]).await;
    let hers = server.get(LIST, Some(&isla)).await;
    assert_eq!(tag(&hers), "", "a member's page has no name to ask for it by");
    assert!(hers.text().await.unwrap().contains("Isla Munro"));
    let after = asked(&server, LIST, &[]).await;
    assert_eq!(tag(&after), tag(&visitors));
    assert!(!after.text().await.unwrap().contains("Isla Munro"));
    let with_any_cookie = server.get(LIST, Some("parvis=nobody; language=fr")).await;
    assert_eq!(tag(&with_any_cookie), "");

    // A visitor who has begun something has a session, and what they are told is theirs.
    let begun = server
        .post("/b/drumlin/t/1/follow", None, &[("level", "all"), ("back", LIST)])
        .await;
    let cookie = begun
        .headers()
        .get("set-cookie")
        .map(|c| c.to_str().unwrap().split(';').next().unwrap().to_owned());
    let told = server.get("/b/drumlin/sign-in", cookie.as_deref()).await.text().await.unwrap();
    let others = asked(&server, "/b/drumlin/sign-in", &[]).await.text().await.unwrap();
    assert!(told.contains("You will follow this conversation.") && !others.contains("You will follow this conversation."));
}

#[tokio::test]
async fn languages_hosts_and_compressions_are_kept_apart() {
    let server = support::sqlite_with(|settings| settings.home_brand = Some("orsel".into())).await;
    let read = async |headers: &[(&str, &str)]| asked(&server, "/", headers).await.text().await.unwrap();
    for _ in 0..2 {
        assert!(read(&[("accept-language", "en")]).await.contains("<html lang=\"en\""));
        assert!(read(&[("accept-language", "fr, en;q=0.5")]).await.contains("<html lang=\"fr\""));
        assert!(
            read(&[("accept-language", "en"), ("cookie", "language=fr")])
                .await
                .contains("<html lang=\"fr\"")
        );
        assert!(read(&[]).await.contains("<html lang=\"fr\""), "the brand's own");
    }
    let mut sizes = Vec::new();
    for (accept, given) in [
        ("br, gzip", Some("br")),
        ("gzip;q=1, br;q=0", Some("gzip")),
        ("zstd", None),
        ("gzip, deflate", Some("gzip")),
    ] {
        let answer = asked(&server, "/", &[("accept-encoding", accept)]).await;
        assert_eq!(
            answer.headers().get("content-encoding").map(|e| e.to_str().unwrap()),
            given,
            "{accept}"
        );
        sizes.push(answer.bytes().await.unwrap().len());
    }
    assert!(sizes[0] < sizes[2] && sizes[1] < sizes[2] && sizes[1] == sizes[3], "{sizes:?}");
}

#[tokio::test]
async fn what_is_not_for_everybody_is_not_kept() {
    let server = support::sqlite().await;
    for path in ["/b/drumlin/t/999999", "/b/drumlin/nowhere", "/b/drumlin/me", "/b/drumlin/t/1"] {
        let answer = asked(&server, path, &[]).await;
        assert_eq!((tag(&answer).as_str(), answer.status() == StatusCode::OK), ("", false), "{path}");
    }
    let head = server.http.head(format!("{}{LIST}", server.base)).send().await.unwrap();
    assert_eq!(head.status(), StatusCode::OK);
    let page = asked(&server, LIST, &[]).await;
    assert!(
        page.bytes().await.unwrap().len() > 1_000,
        "asking for the head alone leaves no empty page"
    );
}

/// How many requests the mixed run makes; `PARVIS_MIXED=10000` for the whole.
fn requests() -> usize {
    std::env::var("PARVIS_MIXED").ok().and_then(|n| n.parse().ok()).unwrap_or(1_200)
}

/// A topic of a brand whose title is changed again and again, and the last title that was certainly written.
struct Told {
    brand: &'static str,
    number: i64,
    id: i64,
    turn: AtomicUsize,
}

impl Told {
    async fn of(server: &Server, brand: &'static str) -> Self {
        let sql =
            "SELECT t.number, t.id FROM topics t JOIN brands b ON b.id = t.brand_id WHERE b.slug = $1 ORDER BY t.created DESC LIMIT 1";
        let (number, id) = community::fetch_one!(server.db.read().await.unwrap(), (i64, i64), sql, brand).unwrap();
        let told = Self {
            brand,
            number,
            id,
            turn: AtomicUsize::new(0),
        };
        told.write(server, 0).await;
        told
    }

    async fn write(&self, server: &Server, turn: usize) {
        let title = format!("{} turn {turn}.", self.brand);
        let written = server.db.write((self.id, title), |tx, (id, title)| {
            Box::pin(async move { Ok(community::execute!(tx, "UPDATE topics SET title = $2 WHERE id = $1", *id, title)?) })
        });
        assert_eq!(written.await.unwrap(), 1);
        self.turn.store(turn, Ordering::SeqCst);
    }
}

/// The number after a brand's name in a title on a page.
fn turn(html: &str, brand: &str) -> Option<usize> {
    let (_, rest) = html.split_once(&format!("{brand} turn "))?;
    rest.split_once('.')?.0.parse().ok()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn mixed_requests_of_two_brands_while_writing_show_nothing_old_and_nobody_elses() {
    let server = Arc::new(support::sqlite().await);
    let told = Arc::new([Told::of(&server, "drumlin").await, Told::of(&server, "orsel").await]);
    let (done, made) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
    let writer = tokio::spawn({
        let (server, told, done) = (server.clone(), told.clone(), done.clone());
        async move {
            for round in 1.. {
                for topic in told.iter() {
                    topic.write(&server, round).await;
                }
                if done.load(Ordering::Relaxed) {
                    return round;
                }
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            0
        }
    });
    let readers: Vec<_> = (0..8)
        .map(|n| {
            let (server, told, made) = (server.clone(), told.clone(), made.clone());
            tokio::spawn(async move {
                let (own, other) = if n % 2 == 0 { (0, 1) } else { (1, 0) };
                let (address, name) = [("gwen@drumlin.example", "Gwen Marsh"), ("odile@orsel.example", "Odile Grangier")][own];
                let (topic, member) = (&told[own], n >= 6);
                let cookie = server.cookie_of(address).await;
                let cookie = member.then_some(cookie.as_str());
                let named = server.get(&format!("/b/{}/t/{}", topic.brand, topic.number), None).await.headers()["location"].clone();
                let pages = [format!("/b/{}/topics?sort=newest", topic.brand), named.to_str().unwrap().to_owned()];
                while made.fetch_add(1, Ordering::Relaxed) < requests() {
                    let page = &pages[n / 2 % 2];
                    let known = topic.turn.load(Ordering::SeqCst);
                    let answer = server.get(page, cookie).await;
                    assert_eq!(answer.status(), StatusCode::OK);
                    let html = answer.text().await.unwrap();
                    let shown = turn(&html, topic.brand).unwrap();
                    assert!(
                        shown >= known,
                        "{page} shows turn {shown}, and {known} was written before it was asked for"
                    );
                    assert_eq!(html.contains(&format!("<p>{name}<span>")), member, "{page}: somebody else's page");
                    assert_eq!(turn(&html, told[other].brand), None, "{page} tells of the other brand");
                }
            })
        })
        .collect();
    for reader in readers {
        reader.await.unwrap();
    }
    done.store(true, Ordering::Relaxed);
    assert!(writer.await.unwrap() > 3, "it was written meanwhile");
}
