//! Notices: on the site, and as mail that a real SMTP server takes and a real parser reads.

use crate::support::{self, Server};
use community::answers::{self, NewAnswer};
use community::brands::{self, Brand};
use community::members::{self, NewMember};
use community::notices;
use community::replies;
use community::who::Viewer;
use community::{accounts, subscriptions, topics, votes, who};
use serde_json::Value;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;
use types::members::{Affiliation, Role};
use types::notices::Hearing;
use types::replies::NewReply;
use types::topics::{NewTopic, Status};
use types::{Instant, Lang, TopicId};

/// A mail server, and what it reads; it ends with the test.
pub struct Smtp {
    child: Child,
    pub port: u16,
    mails: Receiver<Value>,
}

impl Drop for Smtp {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Smtp {
    pub fn start() -> Self {
        let has_it = |python: &&str| {
            let asked = Command::new(python).args(["-c", "import aiosmtpd"]).stderr(Stdio::null()).status();
            asked.is_ok_and(|status| status.success())
        };
        let python = ["python3", "/usr/bin/python3"].into_iter().find(has_it);
        let python = python.expect("no Python here has aiosmtpd: run the tests with `cargo xtask test`, which installs it");
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut child = Command::new(python)
            .args([concat!(env!("CARGO_MANIFEST_DIR"), "/tests/http/smtp.py"), &port.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let (send, mails) = channel();
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                let _ = send.send(serde_json::from_str(&line).unwrap());
            }
        });
        let smtp = Self { child, port, mails };
        assert_eq!(smtp.next()["port"], port);
        smtp
    }

    pub fn next(&self) -> Value {
        self.mails
            .recv_timeout(Duration::from_secs(20))
            .expect("a mail within twenty seconds")
    }

    /// The next mail to somebody; what goes to others meanwhile is passed over.
    fn to(&self, address: &str) -> Value {
        loop {
            let mail = self.next();
            if mail["to"][0] == address {
                return mail;
            }
        }
    }
}

async fn person(server: &Server, name: &str, role: Role, lang: Lang) -> Viewer {
    let (db, brand) = (&server.db, brands::by_slug(&server.db, "drumlin").await.unwrap());
    let address = format!("{name}@example.org");
    let account = accounts::insert(db, &address, "no password signs in", lang, Instant::now())
        .await
        .unwrap();
    accounts::excuse(db, who::system(), account).await.unwrap();
    let new = NewMember {
        role,
        affiliation: Affiliation::Customer,
        ..NewMember::customer(name, Instant::now().minus_days(9))
    };
    members::create(db, brand.id, Some(account), new).await.unwrap();
    who::viewer(db, &brand, Some(account)).await.unwrap()
}

/// An idea of Nina's for which Paul, who reads French, has voted, and a member of the team who may answer.
struct Scene {
    brand: Brand,
    nina: Viewer,
    paul: Viewer,
    team: Viewer,
    topic: TopicId,
    number: i64,
}

async fn scene(server: &Server) -> Scene {
    notices::set_grace(0);
    let brand = brands::by_slug(&server.db, "drumlin").await.unwrap();
    let nina = person(server, "nina", Role::Member, Lang::En).await;
    let paul = person(server, "paul", Role::Member, Lang::Fr).await;
    let team = person(server, "tess", Role::Team, Lang::En).await;
    let new = NewTopic {
        kind: "idea".into(),
        board: "tents".into(),
        title: "Porches “wide & deep” enough for two dogs".into(),
        body: "Ours are wet every night, and so is the tent.".into(),
        ..NewTopic::default()
    };
    let number = topics::propose(&server.db, nina.member().unwrap(), new, Lang::En, Instant::now())
        .await
        .unwrap();
    let topic = topics::find(&server.db, &nina, number).await.unwrap();
    votes::cast(&server.db, paul.member().unwrap(), topic, Instant::now())
        .await
        .unwrap();
    Scene {
        brand,
        nina,
        paul,
        team,
        topic,
        number,
    }
}

impl Scene {
    async fn plans(&self, server: &Server) {
        let planned = NewAnswer {
            status: Some(Status::Planned),
            body: Some("We **sew** it in April – à bientôt.\n\n<script>alert(1)</script>".into()),
        };
        let team = self.team.team().unwrap();
        answers::decide(&server.db, &team, self.topic, planned, Lang::En, Instant::now())
            .await
            .unwrap();
    }

    async fn says(&self, server: &Server, who: &Viewer, text: &str) {
        let new = NewReply {
            reply: text.into(),
            parent: None,
            ..NewReply::default()
        };
        replies::reply(&server.db, who.member().unwrap(), self.topic, new, Lang::En, Instant::now())
            .await
            .unwrap();
    }
}

async fn one(server: &Server, sql: &str) -> i64 {
    community::fetch_one!(server.db.read().await.unwrap(), (i64,), sql).unwrap().0
}

/// Waits until a question to the database has this answer.
async fn until(server: &Server, sql: &str, answer: i64) {
    for _ in 0..200 {
        if one(server, sql).await == answer {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("{sql} is {} and not {answer} after ten seconds", one(server, sql).await);
}

/// The address between the angle brackets of a header, without its origin.
fn one_click(server: &Server, mail: &Value) -> String {
    let header = mail["headers"]["list-unsubscribe"].as_str().unwrap();
    let address = header.trim_start_matches('<').trim_end_matches('>');
    address
        .strip_prefix(&server.base)
        .unwrap_or_else(|| panic!("{address} begins with {}", server.base))
        .to_owned()
}

/// A POST as a mail program sends it: nobody is signed in, and it comes from nowhere.
async fn click(server: &Server, path: &str) -> reqwest::Response {
    let request = server.http.post(format!("{}{path}", server.base));
    request.form(&[("List-Unsubscribe", "One-Click")]).send().await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn mail_comes_in_its_thread_and_language_and_one_click_stops_it() {
    let smtp = Smtp::start();
    let server = support::mailing(smtp.port).await;
    let s = scene(&server).await;
    let gone = person(&server, "gone", Role::Member, Lang::En).await;
    votes::cast(&server.db, gone.member().unwrap(), s.topic, Instant::now())
        .await
        .unwrap();
    s.plans(&server).await;
    let (first, second) = (smtp.next(), smtp.next());
    let (english, french) = if first["to"][0] == "nina@example.org" {
        (first, second)
    } else {
        (second, first)
    };
    let thread = format!("<t{}.b{}@example.org>", s.topic.0, s.brand.id.0);
    for mail in [&english, &french] {
        let header = |name: &str| mail["headers"][name].as_str().unwrap_or_default();
        assert_eq!(mail["type"], "multipart/alternative");
        assert_eq!(
            mail["parts"],
            serde_json::json!(["multipart/alternative", "text/plain", "text/html"])
        );
        assert_eq!(mail["defects"], serde_json::json!([]), "{mail}");
        assert_eq!(header("subject"), "Porches “wide & deep” enough for two dogs");
        assert_eq!(header("from"), "Drumlin <parvis@example.org>");
        assert_eq!((header("in-reply-to"), header("references")), (thread.as_str(), thread.as_str()));
        assert!(header("message-id").starts_with(&format!("<t{}.n", s.topic.0)), "{mail}");
        assert_eq!(header("list-unsubscribe-post"), "List-Unsubscribe=One-Click");
        assert_eq!(header("list-id"), "Drumlin <drumlin.example.org>");
        assert_eq!((header("auto-submitted"), header("precedence")), ("auto-generated", "bulk"));
        let (text, html) = (mail["text"].as_str().unwrap(), mail["html"].as_str().unwrap());
        assert!(
            text.contains("> We **sew** it in April – à bientôt.") && html.contains("We <strong>sew</strong> it in April – à bientôt."),
            "{html}"
        );
        assert!(
            html.contains("Porches “wide &amp; deep” enough") && !html.contains("<script") && html.contains("prefers-color-scheme:dark"),
            "{html}"
        );
        for outside in ["<img", "src=", "url(", "@import", "<link"] {
            assert!(!html.contains(outside), "{outside} in {html}");
        }
        assert!(
            text.contains(&format!(
                "{}/b/drumlin/t/{}/porches-wide-deep-enough-for-two-dogs#answer",
                server.base, s.number
            )),
            "{text}"
        );
        assert!(
            text.contains(&one_click(&server, mail)) && html.contains(&one_click(&server, mail)),
            "{text}"
        );
    }
    assert!(
        english["text"].as_str().unwrap().starts_with("Drumlin set your idea to “Planned”."),
        "{english}"
    );
    assert!(
        french["text"]
            .as_str()
            .unwrap()
            .starts_with("Drumlin a fait passer l’idée à «\u{202f}Prévu\u{202f}»."),
        "{french}"
    );
    assert!(
        french["html"].as_str().unwrap().contains("<html lang=\"fr\">")
            && english["text"].as_str().unwrap().contains("you started this conversation")
    );
    // Refused at the door: two points of the four.
    until(&server, "SELECT bounces FROM accounts WHERE address = 'gone@example.org'", 2).await;
    // The next mail stands in the same thread and has an id of its own.
    s.says(&server, &s.paul, "Merci !").await;
    let next = smtp.to("nina@example.org");
    smtp.to("tess@example.org");
    assert_eq!(next["headers"]["references"], thread.as_str());
    assert_ne!(next["headers"]["message-id"], english["headers"]["message-id"]);
    // One click, signed out, from nowhere: no more mail, and the notices stay.
    let path = one_click(&server, &english);
    for _ in 0..2 {
        let answer = click(&server, &path).await;
        assert_eq!(answer.status(), 200);
        assert!(
            answer.headers().get("set-cookie").is_none()
                && answer
                    .text()
                    .await
                    .unwrap()
                    .contains("You will get no more emails about this conversation.")
        );
    }
    let kit = person(&server, "kit", Role::Member, Lang::En).await;
    subscriptions::set(&server.db, kit.member().unwrap(), s.topic, Hearing::All, Instant::now())
        .await
        .unwrap();
    s.says(&server, &s.paul, "Et encore merci.").await;
    until(
        &server,
        "SELECT COUNT(*) FROM notices n JOIN memberships m ON m.id = n.member_id WHERE m.name = 'nina'",
        3,
    )
    .await;
    let to = |mail: Value| mail["to"][0].as_str().unwrap().to_owned();
    let mut after = [to(smtp.next()), to(smtp.next())];
    after.sort();
    assert_eq!(after, ["kit@example.org", "tess@example.org"], "everybody who hears of it but Nina");
    until(&server, "SELECT COUNT(*) FROM jobs WHERE kind IN ('notify', 'notice')", 0).await;
    assert!(smtp.mails.try_recv().is_err());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_that_stops_mail_says_the_same_of_every_token_and_works_for_its_brand_only() {
    let server = support::sqlite().await;
    let s = scene(&server).await;
    s.plans(&server).await;
    let mail = server.mail_to("nina@example.org").await;
    let token: String = mail
        .split("/unsubscribe/")
        .nth(1)
        .unwrap()
        .chars()
        .take_while(char::is_ascii_hexdigit)
        .collect();
    assert_eq!(token.len(), 32);
    let unknown = "0".repeat(32);
    let never = "SELECT COUNT(*) FROM memberships WHERE mail = 'never'";
    let page = async |token: &str, query: &str| {
        let answer = server.get(&format!("/b/drumlin/unsubscribe/{token}{query}"), None).await;
        assert_eq!(answer.status(), 200);
        answer.text().await.unwrap().replace(token, "")
    };
    let number = format!("?topic={}", s.number);
    assert_eq!(page(&token, &number).await, page(&unknown, &number).await);
    let plain = page(&token, "").await;
    assert!(plain.contains("No more notification emails from Drumlin") && !plain.contains("about this conversation"));
    assert_eq!(one(&server, never).await, 0, "looking stops nothing: mail scanners look too");
    let said = click(&server, &format!("/b/drumlin/unsubscribe/{token}x"))
        .await
        .text()
        .await
        .unwrap();
    for path in [format!("/b/orsel/unsubscribe/{token}"), format!("/b/drumlin/unsubscribe/{unknown}")] {
        assert_eq!(click(&server, &path).await.status(), 200, "{path}");
    }
    assert_eq!(one(&server, never).await, 0, "another brand's and unknown tokens change nothing");
    // The other kind of form that mail programs may send.
    let body = "--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--x--\r\n";
    let request = server.http.post(format!("{}/b/drumlin/unsubscribe/{token}", server.base));
    let answer = request
        .header("content-type", "multipart/form-data; boundary=x")
        .body(body)
        .send()
        .await
        .unwrap();
    assert_eq!((answer.status().as_u16(), one(&server, never).await), (200, 1));
    assert_eq!(
        answer.text().await.unwrap().replace(&token, ""),
        said.replace(&format!("{token}x"), "")
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_bell_counts_what_is_new_until_it_was_looked_at_and_looking_ahead_is_no_look() {
    let server = support::sqlite().await;
    let s = scene(&server).await;
    s.plans(&server).await;
    until(
        &server,
        "SELECT COUNT(*) FROM notices n JOIN memberships m ON m.id = n.member_id WHERE m.name IN ('nina', 'paul')",
        2,
    )
    .await;
    let nina = server.cookie_of("nina@example.org").await;
    let home = async || server.get("/b/drumlin/", Some(&nina)).await.text().await.unwrap();
    assert!(home().await.contains("aria-label=\"Notifications, 1 unread\""));
    let topic = format!("{}/b/drumlin/t/{}/porches-wide-deep-enough-for-two-dogs", server.base, s.number);
    let ahead = server
        .http
        .get(&topic)
        .header("cookie", &nina)
        .header("sec-purpose", "prefetch;anonymous-client-ip");
    assert_eq!(ahead.send().await.unwrap().status(), 200);
    assert!(home().await.contains("aria-label=\"Notifications, 1 unread\""));
    let nowhere = server.get("/b/drumlin/t/9999", Some(&nina)).await.text().await.unwrap();
    assert!(
        nowhere.contains("aria-label=\"Notifications, 1 unread\""),
        "on a page that is not there too"
    );
    let list = server.get("/b/drumlin/notifications", Some(&nina)).await.text().await.unwrap();
    assert!(
        list.contains("tess set your idea to “Planned”") && list.contains("#answer") && list.contains("Mark all as read"),
        "{list}"
    );
    assert!(
        home().await.contains("aria-label=\"Notifications, 1 unread\""),
        "the list alone is not what was told"
    );
    let seen = server
        .http
        .get(&topic)
        .header("cookie", &nina)
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    assert!(seen.contains("aria-label=\"Notifications\"") && home().await.contains("aria-label=\"Notifications\""));
    let paul = server.cookie_of("paul@example.org").await;
    assert_eq!(
        server
            .post("/b/drumlin/notifications", Some(&paul), &[("do", "read")])
            .await
            .status(),
        303
    );
    assert_eq!(
        one(
            &server,
            "SELECT COUNT(*) FROM notices n JOIN memberships m ON m.id = n.member_id WHERE m.name = 'paul' AND n.seen IS NULL"
        )
        .await,
        0
    );
    assert_eq!(
        server
            .post("/b/drumlin/notifications", Some(&paul), &[("mail", "hourly")])
            .await
            .status(),
        422
    );
    assert_eq!(
        server
            .post("/b/drumlin/notifications", Some(&paul), &[("mail", "daily")])
            .await
            .status(),
        303
    );
    assert_eq!(notices::pace(&server.db, s.paul.member().unwrap()).await.unwrap().as_str(), "daily");
    assert_eq!(server.get("/b/drumlin/notifications", None).await.status(), 303);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_account_whose_mail_came_back_is_told_and_may_try_again() {
    let server = support::sqlite().await;
    let s = scene(&server).await;
    let nina = server.cookie_of("nina@example.org").await;
    let account = async || server.get("/b/drumlin/account", Some(&nina)).await.text().await.unwrap();
    assert!(!account().await.contains("Emails to your address came back"));
    let stop = server.db.write((), |tx, ()| {
        Box::pin(async move {
            let sql = "UPDATE accounts SET bounces = 4, bounced = $1 WHERE address = 'nina@example.org'";
            Ok(community::execute!(tx, sql, Instant::now().0)?)
        })
    });
    stop.await.unwrap();
    assert!(account().await.contains("Emails to your address came back"));
    assert_eq!(server.post("/b/drumlin/account/mail", Some(&nina), &[]).await.status(), 303);
    assert!(!account().await.contains("Emails to your address came back"));
    s.plans(&server).await;
    assert!(server.mail_to("nina@example.org").await.contains("Planned"));
    let _ = &s.nina;
}
