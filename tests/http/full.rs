//! A full disk: reading goes on, writing ends in a sentence, and both go on when there is room again, without a restart.

use crate::program::{Running, free_port, furnished, parvis, serve, serve_as, sign_in};
use crate::support::{self, Server};
use community::Db;
use community::db::Options;
use std::path::Path;
use std::process::{Command, Stdio};

/// No more pages than this for the database's file.
async fn room(server: &Server, pages: i64) {
    let Db::Sqlite { writer, .. } = &server.db else { unreachable!() };
    sqlx::query(&format!("PRAGMA max_page_count = {pages}"))
        .execute(&mut *writer.lend().await.unwrap())
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
        let answer = server.post(&path, Some(&isla), &[("reply", &body)]).await;
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
    let (back, away) = (page.find("data-back").unwrap(), page.find("To the conversations").unwrap());
    assert!(back < away, "the first way leads back to what was written: {page}");
    let form = server.get("/b/drumlin/new", None).await.text().await.unwrap();
    let title = form.split("<input").find(|input| input.contains("name=\"title\"")).unwrap();
    assert!(
        !title.contains("\"off\""),
        "a browser gives back no title that is not to be completed: {title}"
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

/// What the kernel lets a running program's files grow to, from now on.
fn may_write(running: &Running, bytes: &str) {
    let limit = format!("--fsize={bytes}:");
    let done = Command::new("prlimit")
        .args(["--pid", &running.0.id().to_string(), &limit])
        .status();
    assert!(done.unwrap().success(), "prlimit is part of util-linux");
}

#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn when_no_commit_can_be_written_the_program_reads_on_and_writes_again_without_a_restart() {
    let folder = furnished();
    let port = free_port();
    // A program that is told by a signal would end; told by an error, as on a full disk, it goes on.
    let mut deaf = Command::new("sh");
    deaf.args(["-c", "trap '' XFSZ; exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_parvis")]);
    deaf.env("PARVIS_DATA_DIR", folder.path()).stderr(Stdio::null());
    let running = serve_as(&mut deaf, port).await;
    let cookie = sign_in(port, "drumlin", "isla@drumlin.example").await;
    may_write(&running, "4096");
    let (mut refused, mut acknowledged) = (Vec::new(), Vec::new());
    for number in 1..30 {
        match vote(port, &cookie, number, "cast").await {
            503 => refused.push(number),
            // She voted for it before: nothing is to be written.
            303 => acknowledged.push(number),
            status => assert!(status < 500, "vote {number}: {status}"),
        }
    }
    assert!(refused.len() > 3, "only {refused:?} were refused");
    reads_on(port, &cookie).await;
    may_write(&running, "unlimited");
    for number in refused {
        let again = vote(port, &cookie, number, "cast").await;
        assert_eq!(again, 303, "vote {number}, when there is room again");
        acknowledged.push(number);
    }
    let db = Db::open(&Options::new(format!("sqlite:{}", folder.path().join("parvis.db").display())))
        .await
        .unwrap();
    let sql = "SELECT t.number FROM votes v JOIN topics t ON t.id = v.topic_id JOIN memberships m ON m.id = v.member_id \
        JOIN accounts a ON a.id = m.account_id WHERE a.address = 'isla@drumlin.example'";
    let stored = community::fetch_all!(db.read().await.unwrap(), (i64,), sql).unwrap();
    let stored: Vec<usize> = stored.into_iter().map(|row| usize::try_from(row.0).unwrap()).collect();
    let lost: Vec<_> = acknowledged.iter().filter(|number| !stored.contains(number)).collect();
    assert!(lost.is_empty(), "acknowledged and not stored: {lost:?}");
}

async fn reads_on(port: u16, cookie: &str) {
    for _ in 0..20 {
        for path in ["/b/drumlin/topics", "/b/drumlin/t/1", "/b/drumlin/account", "/health/ready"] {
            let read = support::client()
                .get(format!("http://127.0.0.1:{port}{path}"))
                .header("cookie", cookie);
            assert!(read.send().await.unwrap().status().as_u16() < 400, "{path}");
        }
    }
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
    reads_on(port, &cookie).await;
    std::fs::remove_file(&ballast).unwrap();
    for number in 1..6 {
        assert!(vote(port, &cookie, number, "cast").await < 500);
    }
    eprintln!("{refused} of 600 votes were refused while the disk was full; none of 5 afterwards");
}
