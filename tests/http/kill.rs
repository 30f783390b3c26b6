//! The real program, killed while it writes.

use crate::support;
use community::Db;
use community::db::Options;
use std::collections::HashSet;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

const ROUNDS: usize = 20;
const MEMBERS: usize = 8;

fn parvis(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_parvis"));
    command
        .env_remove("PARVIS_DATABASE_URL")
        .env("PARVIS_DATA_DIR", folder)
        .stdin(Stdio::null())
        .stderr(Stdio::null());
    command
}

/// Kills its process when it goes, so that a failed test leaves none behind.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

async fn serve(folder: &Path, port: u16) -> Running {
    let running = Running(
        parvis(folder)
            .args(["serve", "--listen", &format!("127.0.0.1:{port}")])
            .stdout(Stdio::null())
            .spawn()
            .unwrap(),
    );
    let http = support::client();
    for _ in 0..400 {
        if http
            .get(format!("http://127.0.0.1:{port}/health/ready"))
            .send()
            .await
            .is_ok_and(|r| r.status().is_success())
        {
            return running;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("the server did not become ready");
}

/// A number from which on the topics of the first brand are those of one line each, behind the demo's own.
const BULK: usize = 60;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn twenty_kills_while_votes_are_written_lose_no_acknowledged_vote() {
    let folder = tempfile::tempdir().unwrap();
    assert!(
        parvis(folder.path())
            .args(["demo", "--topics", "2000"])
            .stdout(Stdio::null())
            .status()
            .unwrap()
            .success()
    );
    let accounts = parvis(folder.path())
        .args(["bench-accounts", "--count", &MEMBERS.to_string()])
        .output()
        .unwrap();
    let cookies: Vec<String> = String::from_utf8(accounts.stdout)
        .unwrap()
        .lines()
        .map(|line| line.split('\t').nth(1).unwrap().to_owned())
        .collect();
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let acknowledged: Arc<Mutex<HashSet<(usize, usize)>>> = Arc::default();
    let mut next = vec![BULK; MEMBERS];
    for round in 0..ROUNDS {
        let mut running = serve(folder.path(), port).await;
        let mut voters = tokio::task::JoinSet::new();
        for (member, cookie) in cookies.iter().enumerate() {
            let (cookie, acknowledged, start) = (cookie.clone(), acknowledged.clone(), next[member]);
            voters.spawn(async move {
                let http = support::client();
                for number in start..start + 95 {
                    let vote = http
                        .post(format!("http://127.0.0.1:{port}/b/drumlin/t/{number}/vote"))
                        .header("cookie", &cookie);
                    let answer = vote.header("sec-fetch-site", "same-origin").form(&[("verb", "cast")]).send().await;
                    match answer {
                        Ok(answer) if answer.status() == 303 => acknowledged.lock().unwrap().insert((member, number)),
                        Ok(answer) => panic!("a vote was answered {}", answer.status()),
                        Err(_) => break,
                    };
                }
            });
        }
        tokio::time::sleep(Duration::from_millis(rand::random_range(20..250))).await;
        running.0.kill().unwrap();
        running.0.wait().unwrap();
        voters.join_all().await;
        for start in &mut next {
            *start += 95;
        }
        assert!(
            !acknowledged.lock().unwrap().is_empty() || round < 3,
            "no vote was acknowledged at all"
        );
    }
    let db = Db::open(&Options::new(format!("sqlite:{}", folder.path().join("parvis.db").display())))
        .await
        .unwrap();
    let sql = "SELECT t.number, m.name FROM votes v JOIN topics t ON t.id = v.topic_id JOIN memberships m ON m.id = v.member_id \
        WHERE m.name LIKE 'Bench %'";
    let rows = community::fetch_all!(db.read().await.unwrap(), (i64, String), sql).unwrap();
    let stored: HashSet<(usize, usize)> = rows
        .into_iter()
        .map(|(n, name)| (name.trim_start_matches("Bench ").parse().unwrap(), usize::try_from(n).unwrap()))
        .collect();
    let acknowledged = acknowledged.lock().unwrap().clone();
    assert!(acknowledged.len() > 100, "only {} votes were acknowledged", acknowledged.len());
    let missing: Vec<_> = acknowledged.difference(&stored).collect();
    eprintln!("{} votes acknowledged, {} stored", acknowledged.len(), stored.len());
    assert!(missing.is_empty(), "{} acknowledged votes are missing: {missing:?}", missing.len());
    let (counters, rows) = support::counted(&db).await;
    assert_eq!(counters, rows);
}

/// Signs in over HTTP; gives the cookie.
async fn sign_in(port: u16, brand: &str, address: &str) -> String {
    let answer = support::client()
        .post(format!("http://127.0.0.1:{port}/b/{brand}/sign-in"))
        .header("sec-fetch-site", "same-origin")
        .form(&[("address", address), ("password", "parvis-demo-2026")])
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 303, "{address} signs in");
    let cookie = answer.headers()["set-cookie"].to_str().unwrap();
    cookie.split(';').next().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_kills_while_texts_are_hidden_leave_no_deed_without_its_record() {
    let folder = tempfile::tempdir().unwrap();
    let mut demo = parvis(folder.path());
    assert!(
        demo.args(["demo", "--topics", "2000"])
            .stdout(Stdio::null())
            .status()
            .unwrap()
            .success()
    );
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let (mut next, mut cookie) = (BULK, None);
    for _ in 0..10 {
        let mut running = serve(folder.path(), port).await;
        if cookie.is_none() {
            cookie = Some(sign_in(port, "drumlin", "nell@drumlin.example").await);
        }
        let cookie = cookie.clone().unwrap();
        let start = next;
        let moderator = tokio::spawn(async move {
            let http = support::client();
            for number in start..start + 190 {
                let hide = http
                    .post(format!("http://127.0.0.1:{port}/b/drumlin/t/{number}/moderate/hide"))
                    .header("cookie", &cookie);
                let hide = hide
                    .header("sec-fetch-site", "same-origin")
                    .form(&[("reason", "It is somebody else's.")]);
                match hide.send().await {
                    Ok(answer) => assert_eq!(answer.status(), 303),
                    Err(_) => break,
                }
            }
        });
        tokio::time::sleep(Duration::from_millis(rand::random_range(40..300))).await;
        running.0.kill().unwrap();
        running.0.wait().unwrap();
        moderator.await.unwrap();
        next += 190;
    }
    let db = Db::open(&Options::new(format!("sqlite:{}", folder.path().join("parvis.db").display())))
        .await
        .unwrap();
    let sql = "SELECT (SELECT COUNT(*) FROM topics WHERE visibility = 'hidden'), (SELECT COUNT(*) FROM interventions WHERE kind = 'hide' AND reply_id IS NULL), \
        (SELECT COUNT(*) FROM desk_events WHERE kind = 'text-hidden' AND details LIKE '%\"what\":\"topic\"%')";
    let (hidden, interventions, entries) = community::fetch_one!(db.read().await.unwrap(), (i64, i64, i64), sql).unwrap();
    eprintln!("{hidden} topics hidden, {interventions} interventions, {entries} entries in the log");
    assert!(hidden > 20, "only {hidden} topics were hidden");
    assert_eq!((hidden, hidden), (interventions, entries));
}
