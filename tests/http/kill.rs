//! The real program, killed while it writes.

use crate::program::{free_port, parvis, serve, sign_in};
use crate::support;
use community::Db;
use community::db::Options;
use std::collections::HashSet;
use std::process::Stdio;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// How often it is killed; `PARVIS_TEST_KILLS=50` before a release.
fn rounds() -> usize {
    std::env::var("PARVIS_TEST_KILLS")
        .ok()
        .and_then(|kills| kills.parse().ok())
        .unwrap_or(20)
}

const MEMBERS: usize = 8;
/// Topics that each member may vote for in one round.
const STEP: usize = 95;

/// A number from which on the topics of the first brand are those of one line each, behind the demo's own.
const BULK: usize = 60;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_kills_while_votes_are_written_lose_no_acknowledged_vote() {
    let folder = tempfile::tempdir().unwrap();
    assert!(
        parvis(folder.path())
            .args(["demo", "--topics", &(rounds() * STEP + 100).to_string()])
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
    let port = free_port();
    let acknowledged: Arc<Mutex<HashSet<(usize, usize)>>> = Arc::default();
    let mut next = vec![BULK; MEMBERS];
    for round in 0..rounds() {
        let mut running = serve(folder.path(), port).await;
        let mut voters = tokio::task::JoinSet::new();
        for (member, cookie) in cookies.iter().enumerate() {
            let (cookie, acknowledged, start) = (cookie.clone(), acknowledged.clone(), next[member]);
            voters.spawn(async move {
                let http = support::client();
                for number in start..start + STEP {
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
            *start += STEP;
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
    let port = free_port();
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
