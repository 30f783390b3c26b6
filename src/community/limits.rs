//! How often something may be tried. A try is counted before anything is compared, in the database, so that every node counts alike.

use crate::db::{Conn, Db, Result, Tx};
use crate::secrets;
use crate::{execute, fetch_one};
use types::{Error, Instant};

/// So many tries of a subject within so many seconds. The subject is kept as its hash only.
#[derive(Clone, Debug)]
pub struct Limit {
    subject: String,
    most: i64,
    within: i64,
}

impl Limit {
    /// `subject` says what is tried and by whom.
    pub fn new(subject: &str, most: i64, within: i64) -> Self {
        let subject = secrets::hash(subject);
        Self { subject, most, within }
    }
}

/// Counts one try under each limit, or refuses it, and then counts it under none: who waits as they were told is let in.
pub async fn take(db: &Db, mut limits: Vec<Limit>, now: Instant) -> Result<()> {
    limits.sort_by(|a, b| a.subject.cmp(&b.subject));
    let wait = db.write_aside((limits, now), |tx, (limits, now)| {
        Box::pin(async move {
            let mut wait = 0;
            for limit in limits {
                alone(tx, &limit.subject).await?;
                let sql = "SELECT COUNT(*), MIN(created) FROM attempts WHERE subject = $1 AND created > $2";
                let since = now.plus_seconds(-limit.within).0;
                let (count, first) = fetch_one!(tx, (i64, Option<i64>), sql, &limit.subject, since)?;
                if count >= limit.most {
                    wait = wait.max((limit.within - now.seconds_since(Instant(first.unwrap_or(now.0)))).max(1));
                }
            }
            if wait == 0 {
                for limit in limits {
                    execute!(tx, "INSERT INTO attempts (subject, created) VALUES ($1, $2)", &limit.subject, now.0)?;
                }
                execute!(tx, "DELETE FROM attempts WHERE created < $1", now.plus_seconds(-86_400).0)?;
            }
            Ok(wait)
        })
    });
    match wait.await? {
        0 => Ok(()),
        seconds => Err(Error::TooMany { seconds }.into()),
    }
}

/// Takes back the try of this instant, because it succeeded.
pub async fn give_back(db: &Db, limits: Vec<Limit>, now: Instant) -> Result<()> {
    db.write_aside((limits, now), |tx, (limits, now)| {
        Box::pin(async move {
            for limit in limits {
                execute!(
                    tx,
                    "DELETE FROM attempts WHERE subject = $1 AND created = $2",
                    &limit.subject,
                    now.0
                )?;
            }
            Ok(())
        })
    })
    .await
}

/// Forgets every try of a subject.
pub async fn forget(db: &Db, limit: Limit) -> Result<()> {
    db.write_aside(limit, |tx, limit| {
        Box::pin(async move {
            execute!(tx, "DELETE FROM attempts WHERE subject = $1", &limit.subject)?;
            Ok(())
        })
    })
    .await
}

/// Until the end of the transaction nobody else counts this subject. SQLite has one writer; PostgreSQL would let all read the same count.
async fn alone(tx: &mut Tx, subject: &str) -> Result<()> {
    if let Conn::Postgres(conn) = tx.conn() {
        sqlx::query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))")
            .bind(subject)
            .execute(conn)
            .await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::NOW;

    crate::on_both_engines! {
        async fn many_tries_at_once_are_not_more_than_the_limit(db: Db) {
            let mut tries = tokio::task::JoinSet::new();
            for _ in 0..30 {
                let db = db.clone();
                tries.spawn(async move { take(&db, vec![Limit::new("door", 5, 60), Limit::new("house", 50, 60)], NOW).await.is_ok() });
            }
            assert_eq!(tries.join_all().await.into_iter().filter(|let_in| *let_in).count(), 5);
        }

        async fn a_refused_try_does_not_lengthen_the_wait(db: Db) {
            let door = || vec![Limit::new("door", 1, 60)];
            take(&db, door(), NOW).await.unwrap();
            let error: Error = take(&db, door(), NOW.plus_seconds(50)).await.unwrap_err().into();
            assert_eq!(error, Error::TooMany { seconds: 10 });
            take(&db, door(), NOW.plus_seconds(61)).await.unwrap();
        }
    }
}
