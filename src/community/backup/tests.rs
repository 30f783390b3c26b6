use super::*;
use crate::testing::{self, NOW};
use crate::{demo, topics, votes};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use types::members::Role;
use types::{Instant, Lang};

/// Every row of every table, each as one text.
async fn rows(file: &Path) -> BTreeMap<String, Vec<String>> {
    let mut connection = open(file).await.unwrap();
    let sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
    let tables: Vec<(String,)> = sqlx::query_as(sql).fetch_all(&mut connection).await.unwrap();
    let mut all = BTreeMap::new();
    for (table,) in tables {
        let columns: Vec<(String,)> = sqlx::query_as("SELECT name FROM pragma_table_info($1)")
            .bind(&table)
            .fetch_all(&mut connection)
            .await
            .unwrap();
        let row = columns
            .iter()
            .map(|(name,)| format!("quote(\"{name}\")"))
            .collect::<Vec<_>>()
            .join(" || ',' || ");
        let sql = format!("SELECT {row} FROM \"{table}\" ORDER BY 1");
        let rows: Vec<(String,)> = sqlx::query_as(&sql).fetch_all(&mut connection).await.unwrap();
        all.insert(table, rows.into_iter().map(|row| row.0).collect());
    }
    all
}

async fn counters(file: &Path) -> (i64, i64) {
    let mut connection = open(file).await.unwrap();
    let sql = "SELECT (SELECT SUM(votes) FROM topics), (SELECT COUNT(*) FROM votes)";
    sqlx::query_as(sql).fetch_one(&mut connection).await.unwrap()
}

/// A database with the demo in it, and its file.
async fn furnished() -> (Db, tempfile::TempDir, PathBuf) {
    let (db, folder) = testing::sqlite().await;
    demo::seed(&db, "a kettle sings at dawn", demo::Extent::First, Instant::now())
        .await
        .unwrap();
    let file = folder.path().join("parvis.db");
    (db, folder, file)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copy_taken_under_a_stream_of_writes_is_restored_row_by_row() {
    let (db, folder, file) = furnished().await;
    let brand = testing::brand(&db, "acme").await;
    let author = testing::member(&db, &brand, "author", Role::Member).await;
    let crowd = testing::crowd(&db, &brand, 40).await;
    let stop = Arc::new(AtomicBool::new(false));
    let writer = tokio::spawn({
        let (db, stop) = (db.clone(), stop.clone());
        async move {
            let mut written = 0_i64;
            while !stop.load(Ordering::Relaxed) {
                let later = NOW.plus_seconds(200 * written);
                let title = format!("A pocket for the pegs, number {written}");
                let number = topics::propose(&db, &author, testing::idea(&title), Lang::En, later).await.unwrap();
                let viewer = testing::viewer_of(&db, &brand, &author).await;
                let topic = topics::find(&db, &viewer, number).await.unwrap();
                for member in &crowd {
                    votes::cast(&db, member, topic, later).await.unwrap();
                }
                written += 1;
            }
            written
        }
    });
    let mut grown = Vec::new();
    for n in 0..5 {
        let (copy, other) = (folder.path().join(format!("{n}.copy")), folder.path().join(format!("{n}.db")));
        let holds = write(&file, &copy).await.unwrap();
        grown.push(holds.topics);
        assert_eq!(restore(&copy, &other).await.unwrap().topics, holds.topics);
        let (left, right) = (rows(&copy).await, rows(&other).await);
        assert!(left.len() > 30 && left["votes"].len() > 100);
        assert_eq!(left, right, "the copy and what was made of it");
        let (sum, votes) = counters(&other).await;
        assert_eq!(sum, votes, "a vote and its counter are in it both or not at all");
    }
    stop.store(true, Ordering::Relaxed);
    let written = writer.await.unwrap();
    eprintln!("{written} topics with 40 votes each were written meanwhile; topics in the copies: {grown:?}");
    assert!(grown.first() < grown.last(), "nothing was written meanwhile: {grown:?}");
    let (copy, other) = (folder.path().join("last.copy"), folder.path().join("last.db"));
    write(&file, &copy).await.unwrap();
    restore(&copy, &other).await.unwrap();
    assert_eq!(
        rows(&file).await,
        rows(&other).await,
        "the database and what was made of its last copy"
    );
}

#[tokio::test]
async fn a_copy_is_its_owners_only_and_takes_no_others_place() {
    let (_db, folder, file) = furnished().await;
    let copy = folder.path().join("copy.db");
    write(&file, &copy).await.unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&copy).unwrap().permissions().mode() & 0o777, 0o600);
    }
    let before = std::fs::read(&copy).unwrap();
    let said = write(&file, &copy).await.unwrap_err();
    assert!(said.contains("is there already"), "{said}");
    assert_eq!(before, std::fs::read(&copy).unwrap());
    let said = restore(&copy, &file).await.unwrap_err();
    assert!(said.contains("empty folder"), "{said}");
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|f| f.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().contains(".part")), "{left:?}");
}

#[tokio::test]
async fn what_is_no_whole_copy_is_refused_in_words_and_leaves_nothing() {
    let (db, folder, file) = furnished().await;
    let copy = folder.path().join("copy.db");
    write(&file, &copy).await.unwrap();
    let bytes = std::fs::read(&copy).unwrap();
    let mut scratched = bytes.clone();
    let middle = scratched.len() / 2;
    scratched[middle..middle + 40_000].fill(0x5a);
    let foreign = {
        let path = folder.path().join("foreign-source.db");
        let other = SqliteConnectOptions::new().filename(&path).create_if_missing(true);
        let mut other = other.connect().await.unwrap();
        sqlx::query("CREATE TABLE notes (id INTEGER PRIMARY KEY)")
            .execute(&mut other)
            .await
            .unwrap();
        close(other).await.unwrap();
        std::fs::read(path).unwrap()
    };
    let empty = folder.path().join("empty");
    std::fs::create_dir(&empty).unwrap();
    for (name, bytes, words) in [
        ("truncated", &bytes[..bytes.len() - 5_000], "cut off"),
        ("very short", &bytes[..50], "no copy of a Parvis database"),
        ("empty", &[][..], "no copy of a Parvis database"),
        (
            "a picture",
            &b"\x89PNG\r\n\x1a\n and so on, for a hundred bytes and more, as pictures have it, of a tent in the evening, in rain"[..],
            "no copy",
        ),
        ("scratched", &scratched, "damaged"),
        ("of another program", &foreign, "not one of Parvis"),
    ] {
        let bad = folder.path().join("bad.db");
        std::fs::write(&bad, bytes).unwrap();
        let said = restore(&bad, &empty.join("parvis.db")).await.unwrap_err();
        assert!(
            said.contains(words) && said.starts_with(&bad.display().to_string()),
            "{name}: {said}"
        );
        assert_eq!(std::fs::read_dir(&empty).unwrap().count(), 0, "{name} leaves something");
    }
    let said = restore(&file, &empty.join("parvis.db")).await.unwrap_err();
    assert!(said.contains("in use"), "{said}");
    drop(db);
    let said = restore(&folder.path().join("none"), &empty.join("parvis.db")).await.unwrap_err();
    assert!(said.contains("cannot be read"), "{said}");
    let said = write(&folder.path().join("none"), &copy).await.unwrap_err();
    assert!(said.contains("no database"), "{said}");
}

/// A copy after a change to the table of steps.
async fn changed(copy: &Path, sql: &str) {
    let mut connection = open(copy).await.unwrap();
    sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
    close(connection).await.unwrap();
}

#[tokio::test]
async fn a_copy_of_a_newer_version_is_refused_and_one_of_an_older_is_brought_up() {
    let (_db, folder, file) = furnished().await;
    let (newer, older) = (folder.path().join("newer.db"), folder.path().join("older.db"));
    write(&file, &newer).await.unwrap();
    changed(
        &newer,
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) VALUES (9999, 'x', TRUE, x'00', 0)",
    )
    .await;
    let target = folder.path().join("elsewhere.db");
    let said = restore(&newer, &target).await.unwrap_err();
    assert!(
        said.contains("a newer Parvis has written it (step 9999") && !target.exists(),
        "{said}"
    );

    write(&file, &older).await.unwrap();
    let indexes = "SELECT name FROM sqlite_master WHERE type = 'index' AND name = 'topics_of_kind_unanswered'";
    changed(
        &older,
        "DROP INDEX topics_of_kind_unanswered; DROP INDEX topics_of_board_unanswered; DROP INDEX topics_of_product_unanswered; \
         DROP INDEX topic_tags_unanswered; DROP INDEX replies_in_order; DROP INDEX topics_of_board_and_kind; DROP INDEX topics_of_kind_and_status; DROP INDEX topics_of_product_and_kind; DELETE FROM _sqlx_migrations WHERE version = 4",
    )
    .await;
    restore(&older, &target).await.unwrap();
    let mut connection = open(&target).await.unwrap();
    let found: Option<(String,)> = sqlx::query_as(indexes).fetch_optional(&mut connection).await.unwrap();
    assert!(found.is_some(), "the step that was missing is done");
}
