//! How often something may be tried. A try is counted before anything is compared, in the database, so that every node counts alike.

mod refused;

pub use refused::{Limited, refuse, refused};

use crate::db::{Conn, Db, Result, Tx};
use crate::secrets;
use crate::{execute, fetch_one};
use types::Instant;

/// So many tries of a subject within so many seconds. The subject is kept as its hash only.
#[derive(Clone, Debug)]
pub struct Limit {
    what: Limited,
    subject: String,
    most: i64,
    within: i64,
}

impl Limit {
    /// `subject` says what is tried and by whom.
    pub fn new(what: Limited, subject: &str, most: i64, within: i64) -> Self {
        let subject = secrets::hash(subject);
        Self {
            what,
            subject,
            most,
            within,
        }
    }
}

/// Counts one try under each limit, or refuses it, and then counts it under none: who waits as they were told is let in.
pub async fn take(db: &Db, mut limits: Vec<Limit>, now: Instant) -> Result<()> {
    limits.sort_by(|a, b| a.subject.cmp(&b.subject));
    let full = db.write_aside((limits, now), |tx, (limits, now)| {
        Box::pin(async move {
            let mut full = Vec::new();
            for limit in limits {
                alone(tx, &limit.subject).await?;
                let sql = "SELECT COUNT(*), MIN(created) FROM attempts WHERE subject = $1 AND created > $2";
                let since = now.plus_seconds(-limit.within).0;
                let (count, first) = fetch_one!(tx, (i64, Option<i64>), sql, &limit.subject, since)?;
                if count >= limit.most {
                    let wait = limit.within - now.seconds_since(Instant(first.unwrap_or(now.0)));
                    full.push((limit.what, wait.max(1)));
                }
            }
            if full.is_empty() {
                for limit in limits {
                    execute!(tx, "INSERT INTO attempts (subject, created) VALUES ($1, $2)", &limit.subject, now.0)?;
                }
                execute!(tx, "DELETE FROM attempts WHERE created < $1", now.plus_seconds(-86_400).0)?;
            }
            Ok(full)
        })
    });
    let refusals = full.await?.into_iter().map(|(what, seconds)| (seconds, refuse(what, seconds, now)));
    match refusals.max_by_key(|(seconds, _)| *seconds) {
        None => Ok(()),
        Some((_, longest)) => Err(longest.into()),
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
    use types::Error;

    fn door(most: i64) -> Limit {
        Limit::new(Limited::SignIn, "door", most, 60)
    }

    crate::on_both_engines! {
        async fn many_tries_at_once_are_not_more_than_the_limit(db: Db) {
            let mut tries = tokio::task::JoinSet::new();
            for _ in 0..30 {
                let db = db.clone();
                tries.spawn(async move { take(&db, vec![door(5), Limit::new(Limited::MailAddress, "house", 50, 60)], NOW).await.is_ok() });
            }
            assert_eq!(tries.join_all().await.into_iter().filter(|let_in| *let_in).count(), 5);
        }

        async fn a_refused_try_does_not_lengthen_the_wait(db: Db) {
            take(&db, vec![door(1)], NOW).await.unwrap();
            let error: Error = take(&db, vec![door(1)], NOW.plus_seconds(50)).await.unwrap_err().into();
            assert_eq!(error, Error::TooMany { seconds: 10 });
            take(&db, vec![door(1)], NOW.plus_seconds(61)).await.unwrap();
        }

        async fn what_is_full_twice_waits_for_the_longer_of_both_and_is_counted_under_each(db: Db) {
            let both = || vec![door(1), Limit::new(Limited::Export, "the whole house", 1, 3_600)];
            take(&db, both(), NOW).await.unwrap();
            let before = refused(Limited::Export);
            let error: Error = take(&db, both(), NOW).await.unwrap_err().into();
            assert_eq!(error, Error::TooMany { seconds: 3_600 });
            assert!(refused(Limited::Export) > before);
        }
    }
}
