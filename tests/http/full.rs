//! A full disk: reading goes on, writing ends in a sentence, and both go on when there is room again, without a restart.

use crate::program::{Running, free_port, parvis, serve, sign_in};
use crate::support::{self, Server};
use community::Db;
use std::path::Path;
use std::process::{Command, Stdio};

/// No more pages than this for the database's file.
async fn room(server: &Server, pages: i64) {
    let Db::Sqlite { writer, .. } = &server.db else { unreachable!() };
    sqlx::query(&format!("PRAGMA max_page_count = {pages}"))
        .execute(writer)
        .await
        .unwrap();
}

/// Nobody has written just now, so that everybody may write again.
const OLDER: &str = "UPDATE replies SET created = created - 60000000";
const REPLY: &str = "A reply of some length, so that a few dozen of them need a page of their own. ";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn with_a_full_disk_reading_goes_on_and_writing_ends_in_a_sentence() {
    let server = support::sqlite().await;
    let (number, _) = server.open_idea("drumlin").await;
    let isla = server.cookie_of("isla@drumlin.example").await;
    let sql = "SELECT page_count FROM pragma_page_count()";
    let pages = community::fetch_one!(server.db.read().await.unwrap(), (i64,), sql).unwrap().0;
    room(&server, pages).await;
    let path = format!("/b/drumlin/t/{number}");
    let mut told = None;
    for n in 0..60 {
        let body = format!("{n} {}", REPLY.repeat(100));
        let _ = server
            .db
            .write((), |tx, ()| Box::pin(async move { Ok(community::execute!(tx, OLDER)?) }))
            .await;
        let answer = server.post(&path, Some(&isla), &[("body", &body), ("do", "send")]).await;
        if answer.status().as_u16() >= 500 {
            told = Some((
                answer.status(),
                answer.headers().get("retry-after").is_some(),
                answer.text().await.unwrap(),
            ));
            break;
        }
    }
    let (status, again, page) = told.expect("the disk was never full");
    assert!(
        status == 503 && again && page.contains("We cannot keep anything right now"),
        "{status}\n{page}"
    );
    for (path, cookie) in [
        ("/b/drumlin/topics", None),
        ("/b/drumlin/topics", Some(isla.as_str())),
        (path.as_str(), None),
        ("/health/ready", None),
    ] {
        let answer = server.get(path, cookie).await.status();
        assert!(answer.as_u16() < 400, "{path} as {cookie:?}: {answer}");
    }
    room(&server, pages * 2).await;
    let vote = server.post(&format!("{path}/vote"), Some(&isla), &[("verb", "cast")]).await;
    assert_eq!(vote.status(), 303);
    let (counters, rows) = support::counted(&server.db).await;
    assert_eq!(counters, rows);
}

/// A file system of a few megabytes; gone with this.
struct Small(tempfile::TempDir);

impl Small {
    fn mount() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=24m", "parvis-test"])
            .arg(folder.path())
            .status();
        assert!(mounted.unwrap().success(), "only root may mount");
        Self(folder)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.path()).status();
    }
}

async fn vote(port: u16, cookie: &str, number: usize, verb: &str) -> u16 {
    let request = support::client().post(format!("http://127.0.0.1:{port}/b/drumlin/t/{number}/vote"));
    let request = request
        .header("cookie", cookie)
        .header("sec-fetch-site", "same-origin")
        .form(&[("verb", verb)]);
    request.send().await.unwrap().status().as_u16()
}

/// As root: `cargo nextest run -p parvis --run-ignored only -E 'test(/really_full/)' --no-capture`
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "mounts a small file system, which only root may"]
async fn with_a_really_full_disk_the_program_reads_on_and_writes_again_without_a_restart() {
    let small = Small::mount();
    assert!(parvis(small.path()).arg("demo").stdout(Stdio::null()).status().unwrap().success());
    let port = free_port();
    let _running: Running = serve(small.path(), port).await;
    let cookie = sign_in(port, "drumlin", "isla@drumlin.example").await;
    let ballast = small.path().join("ballast");
    let _ = Command::new("dd")
        .args(["if=/dev/zero", "bs=4k"])
        .arg(format!("of={}", ballast.display()))
        .stderr(Stdio::null())
        .status();
    let mut refused = 0;
    for round in 0..600 {
        let verb = if round % 2 == 0 { "cast" } else { "withdraw" };
        match vote(port, &cookie, 1 + round / 2 % 9, verb).await {
            503 => refused += 1,
            status => assert!(status < 500, "{status}"),
        }
    }
    assert!(refused > 10, "{refused} writes were refused");
    for _ in 0..50 {
        for path in ["/b/drumlin/topics", "/b/drumlin/t/1", "/health/ready"] {
            let read = support::client()
                .get(format!("http://127.0.0.1:{port}{path}"))
                .header("cookie", &cookie);
            assert!(read.send().await.unwrap().status().as_u16() < 400, "{path}");
        }
    }
    std::fs::remove_file(&ballast).unwrap();
    for number in 1..6 {
        assert_eq!(vote(port, &cookie, number, "cast").await, 303);
    }
    eprintln!("{refused} of 600 votes were refused while the disk was full; none of 5 afterwards");
}
