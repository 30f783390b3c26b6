//! The night after somebody went.

use super::*;

/// Jobs that tidy, and when the first of them runs.
async fn nights(db: &Db) -> (i64, Option<i64>) {
    let sql = "SELECT COUNT(*), MIN(run_at) FROM jobs WHERE kind = $1";
    fetch_one!(db.read().await.unwrap(), (i64, Option<i64>), sql, jobs::TIDY).unwrap()
}

/// Free pages of SQLite's file; tables that PostgreSQL has never vacuumed.
async fn untidy(db: &Db) -> i64 {
    let sql = match db {
        Db::Sqlite { .. } => "SELECT freelist_count FROM pragma_freelist_count",
        Db::Postgres(_) => "SELECT COUNT(*) FROM pg_stat_user_tables WHERE last_vacuum IS NULL",
    };
    number(db, sql).await
}

crate::on_both_engines! {
    async fn the_night_after_somebody_left_or_erased_themselves_tidies_once(db: Db) {
        let scene = busy(&db).await;
        assert_eq!(nights(&db).await.0, 0);
        leave(&db, &scene.busy, &Leave { texts: "remove".into() }, NOW).await.unwrap();
        let (jobs, at) = nights(&db).await;
        assert!(jobs == 1 && at > Some(NOW.0) && at <= Some(NOW.plus_seconds(27 * 3_600).0), "{jobs} {at:?}");
        erase(&db, scene.account, &asked("remove"), NOW).await.unwrap();
        assert_eq!(nights(&db).await, (1, at));
    }

    async fn tidying_gives_free_what_deleted_rows_held(db: Db) {
        let scene = busy(&db).await;
        let mail = mail::Mail {
            to: "somebody@example.org".into(),
            from_name: "Drumlin".into(),
            subject: "Long".into(),
            text: "A line of text. ".repeat(4_000),
        };
        let waits = db.write((scene.brand.id, mail), |tx, (brand, mail)| Box::pin(mail::enqueue(tx, Some(*brand), mail, NOW)));
        waits.await.unwrap();
        sql(&db, "DELETE FROM jobs".into()).await;
        assert!(untidy(&db).await > 0, "before");
        db.tidy().await.unwrap();
        assert_eq!(untidy(&db).await, 0);
    }
}
