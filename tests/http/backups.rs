//! `parvis backup` and `parvis restore`, as an operator runs them.

use crate::program::{free_port, furnished, parvis, said, serve, sign_in};
use crate::support;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copy_of_a_running_site_is_a_site_elsewhere_with_every_vote_that_was_acknowledged_before() {
    let folder = furnished();
    let port = free_port();
    let _running = serve(folder.path(), port).await;
    let cookie = sign_in(port, "drumlin", "isla@drumlin.example").await;
    let answered = Arc::new(AtomicUsize::new(0));
    let voter = tokio::spawn({
        let (answered, cookie) = (answered.clone(), cookie.clone());
        async move {
            let http = support::client();
            loop {
                for verb in ["cast", "withdraw"] {
                    for number in 1..9 {
                        let vote = http.post(format!("http://127.0.0.1:{port}/b/drumlin/t/{number}/vote"));
                        let vote = vote
                            .header("cookie", &cookie)
                            .header("sec-fetch-site", "same-origin")
                            .form(&[("verb", verb)]);
                        assert!(vote.send().await.unwrap().status().as_u16() < 500);
                        answered.fetch_add(1, Ordering::Relaxed);
                    }
                }
            }
        }
    });
    while answered.load(Ordering::Relaxed) < 20 {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let copies = tempfile::tempdir().unwrap();
    let (done, told) = said(parvis(folder.path()).arg("backup").arg(copies.path()));
    assert!(done && told.contains("is written: ") && told.contains(" topics"), "{told}");
    voter.abort();
    let copy = std::fs::read_dir(copies.path()).unwrap().next().unwrap().unwrap().path();

    let elsewhere = tempfile::tempdir().unwrap();
    let (done, told) = said(parvis(&elsewhere.path().join("new")).arg("restore").arg(&copy));
    assert!(done && told.contains("parvis.db is made: "), "{told}");
    let (again, told) = said(parvis(&elsewhere.path().join("new")).arg("restore").arg(&copy));
    assert!(!again && told.contains("empty folder"), "{told}");
    let other = free_port();
    let _other = serve(&elsewhere.path().join("new"), other).await;
    let page = support::client()
        .get(format!("http://127.0.0.1:{other}/b/drumlin/account"))
        .header("cookie", cookie);
    assert_eq!(
        page.send().await.unwrap().status(),
        200,
        "who was signed in there is signed in here"
    );
}

#[test]
fn for_postgresql_the_command_is_told_without_the_password() {
    let folder = tempfile::tempdir().unwrap();
    for (command, program) in [("backup", "pg_dump --format=custom"), ("restore", "pg_restore --no-owner")] {
        let mut asked = parvis(folder.path());
        let (done, told) = said(
            asked
                .env("PARVIS_DATABASE_URL", "postgres://parvis:secret@db/parvis")
                .args([command, "x"]),
        );
        assert!(
            !done && told.contains(program) && told.contains("'postgres://parvis@db/parvis'"),
            "{told}"
        );
        assert!(!told.contains("secret"), "{told}");
    }
}

#[test]
fn a_database_of_a_newer_parvis_stops_the_start_in_words() {
    let folder = furnished();
    let newer = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) VALUES (9999, 'x', TRUE, x'00', 0)";
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let url = format!("sqlite:{}", folder.path().join("parvis.db").display());
        let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
        sqlx::query(newer).execute(&pool).await.unwrap();
        pool.close().await;
    });
    let (done, told) = said(parvis(folder.path()).arg("migrate"));
    assert!(!done && told.contains("a newer Parvis has written it"), "{told}");
}
