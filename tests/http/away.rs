//! PostgreSQL restarted under load: errors for a moment, then everything goes on without a restart of Parvis.

use crate::program::{free_port, parvis, serve_as, sign_in};
use crate::support;
use community::Db;
use community::db::Options;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// A cluster of this test's own; stopped with it.
struct Cluster {
    folder: tempfile::TempDir,
    port: u16,
}

fn programs() -> PathBuf {
    let versions = std::fs::read_dir("/usr/lib/postgresql").expect("PostgreSQL as Debian has it");
    let newest = versions.flatten().map(|entry| entry.path()).max().unwrap();
    newest.join("bin")
}

/// As an ordinary user: PostgreSQL refuses root.
fn ordinarily(program: &str, folder: &Path) -> Command {
    let mut command = Command::new("runuser");
    command.args(["-u", "postgres", "--"]).arg(programs().join(program));
    command.current_dir(folder).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

impl Cluster {
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        assert!(Command::new("chown").arg("postgres").arg(folder.path()).status().unwrap().success());
        let mut initdb = ordinarily("initdb", folder.path());
        initdb.args(["--auth=trust", "--username=postgres", "-E", "UTF8", "--locale=C.UTF-8", "-D"]);
        assert!(initdb.arg(folder.path().join("data")).status().unwrap().success());
        let cluster = Self { folder, port: free_port() };
        cluster.control("start");
        cluster
    }

    fn control(&self, what: &str) {
        let folder = self.folder.path();
        let mut command = ordinarily("pg_ctl", folder);
        command
            .args([what, "--wait", "-m", "fast", "-D"])
            .arg(folder.join("data"))
            .arg("-l")
            .arg(folder.join("log"));
        if what == "start" {
            command
                .arg("-o")
                .arg(format!("-h 127.0.0.1 -p {} -k {}", self.port, folder.display()));
        }
        assert!(command.status().unwrap().success(), "pg_ctl {what}");
    }

    fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.control("stop");
    }
}

/// The first conversation of those that fill the demo: among the people's own before it some are over, and take no votes.
const OPEN: usize = 100;

/// As root, with PostgreSQL's programs: `cargo nextest run -p parvis --run-ignored only -E 'test(/restarted/)' --no-capture`
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "makes a cluster of its own, as another user, and takes half a minute"]
async fn when_postgresql_is_restarted_under_load_there_are_errors_for_a_moment_and_no_vote_is_lost() {
    let cluster = Cluster::start();
    let (folder, port) = (tempfile::tempdir().unwrap(), free_port());
    let program = || {
        let mut command = parvis(folder.path());
        command.env("PARVIS_DATABASE_URL", cluster.url());
        command
    };
    assert!(
        program()
            .args(["demo", "--topics", "4000"])
            .stdout(Stdio::null())
            .status()
            .unwrap()
            .success()
    );
    let _running = serve_as(&mut program(), port).await;
    let cookie = sign_in(port, "drumlin", "isla@drumlin.example").await;
    let (stop, next) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(OPEN)));
    let (done, failed) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let mut load = tokio::task::JoinSet::new();
    for _ in 0..4 {
        let (stop, next, done, failed, cookie) = (stop.clone(), next.clone(), done.clone(), failed.clone(), cookie.clone());
        load.spawn(async move {
            let http = support::client();
            let (mut acknowledged, mut slowest) = (Vec::new(), Duration::ZERO);
            while !stop.load(Ordering::Relaxed) {
                let number = next.fetch_add(1, Ordering::Relaxed);
                let vote = http
                    .post(format!("http://127.0.0.1:{port}/b/drumlin/t/{number}/vote"))
                    .header("cookie", &cookie);
                let start = Instant::now();
                let answer = vote
                    .header("sec-fetch-site", "same-origin")
                    .form(&[("verb", "cast")])
                    .send()
                    .await
                    .unwrap();
                slowest = slowest.max(start.elapsed());
                let to = answer.headers().get("location").map_or("", |to| to.to_str().unwrap());
                match answer.status().as_u16() {
                    303 => {
                        assert!(!to.contains("sign-in"), "a member is taken for a visitor");
                        acknowledged.push(i64::try_from(number).unwrap());
                        done.fetch_add(1, Ordering::Relaxed)
                    }
                    404 => break,
                    500.. => failed.fetch_add(1, Ordering::Relaxed),
                    other => panic!("a vote was answered {other}"),
                };
            }
            (acknowledged, slowest)
        });
    }
    let wait_for = async |more: usize| {
        let (from, start) = (done.load(Ordering::Relaxed), Instant::now());
        while done.load(Ordering::Relaxed) < from + more {
            assert!(start.elapsed() < Duration::from_secs(30), "no votes any more");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        start.elapsed()
    };
    let mut back = Vec::new();
    for _ in 0..3 {
        wait_for(50).await;
        cluster.control("stop");
        let away = support::client()
            .get(format!("http://127.0.0.1:{port}/health/ready"))
            .send()
            .await
            .unwrap();
        assert_eq!(away.status(), 503);
        tokio::time::sleep(Duration::from_secs(1)).await;
        cluster.control("start");
        back.push(wait_for(1).await);
    }
    wait_for(50).await;
    stop.store(true, Ordering::Relaxed);
    let ended = load.join_all().await;
    let slowest = ended.iter().map(|(_, slowest)| *slowest).max().unwrap();
    let acknowledged: Vec<i64> = ended.into_iter().flat_map(|(votes, _)| votes).collect();
    let db = Db::open(&Options::new(cluster.url())).await.unwrap();
    let sql = "SELECT t.number FROM votes v JOIN topics t ON t.id = v.topic_id JOIN brands b ON b.id = t.brand_id WHERE b.slug = 'drumlin'";
    let stored = community::fetch_all!(db.read().await.unwrap(), (i64,), sql).unwrap();
    let stored: std::collections::HashSet<i64> = stored.into_iter().map(|row| row.0).collect();
    let lost = acknowledged.iter().filter(|number| !stored.contains(number)).count();
    let failed = failed.load(Ordering::Relaxed);
    eprintln!(
        "{} votes acknowledged, {lost} lost, {failed} refused; the first vote after each restart came after {back:?}; slowest answer {slowest:?}",
        acknowledged.len()
    );
    assert_eq!(lost, 0);
    let (counters, rows) = support::counted(&db).await;
    assert_eq!(counters, rows);
    db.close().await;
}
