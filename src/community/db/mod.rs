//! One database, two engines: SQLite embedded, PostgreSQL by address. Statements are written once, in SQL that both understand,
//! and the macros of `statement` expand each into two typed arms.

mod column;
mod connections;
mod failure;
mod migrations;
mod open;
pub mod statement;
mod together;

pub use column::Column;
pub use connections::{Connections, Lent};
pub use failure::{Failure, Result};
pub use open::Options;
pub use together::Waiting;

use sqlx::pool::PoolConnection;
use sqlx::{PgConnection, PgPool, Postgres};
use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tracing::Instrument;

/// What a transaction's work returns.
pub type Work<'t, T> = Pin<Box<dyn Future<Output = Result<T>> + Send + 't>>;

/// How often a write starts again after the engine refused it for another's sake (PostgreSQL's 40001 and 40P01).
const TRIES: u32 = 5;

/// Writes that this process has finished, whatever became of them.
static CHANGES: AtomicU64 = AtomicU64::new(0);
/// Those of them that changed more than a topic's numbers.
static ARRANGEMENTS: AtomicU64 = AtomicU64::new(0);

/// What a write may change of what a visitor's page shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Nothing,
    Numbers,
    Everything,
}

/// A number that has grown when something may have changed that a visitor's page shows, as far as this process did it: what was read after the
/// number was asked for is not older than it says.
pub fn changes() -> u64 {
    CHANGES.load(Ordering::Acquire)
}

/// The same, but for a topic's numbers, which change most often.
pub fn arrangements() -> u64 {
    ARRANGEMENTS.load(Ordering::Acquire)
}

/// The database. Cheap to clone: a handle on its connections.
#[derive(Clone, Debug)]
pub enum Db {
    /// One writing connection, some readers on one file, and the small writes that wait.
    Sqlite {
        writer: Connections,
        readers: Connections,
        waiting: Waiting,
    },
    /// One pool for both.
    Postgres(PgPool),
}

/// A connection for reading, out of the pool.
pub enum Reader {
    Sqlite(Lent),
    Postgres(PoolConnection<Postgres>),
}

/// A write under way.
pub enum Tx {
    Sqlite(Lent),
    Postgres(sqlx::Transaction<'static, Postgres>),
}

/// A connection borrowed from a [`Reader`] or a [`Tx`]: what a query runs on.
pub enum Conn<'c> {
    Sqlite(&'c mut Lent),
    Postgres(&'c mut PgConnection),
}

impl Reader {
    /// Borrows the connection for queries.
    pub fn conn(&mut self) -> Conn<'_> {
        match self {
            Self::Sqlite(c) => Conn::Sqlite(c),
            Self::Postgres(c) => Conn::Postgres(c),
        }
    }
}

impl Tx {
    /// Borrows the connection for queries.
    pub fn conn(&mut self) -> Conn<'_> {
        match self {
            Self::Sqlite(c) => Conn::Sqlite(c),
            Self::Postgres(c) => Conn::Postgres(c),
        }
    }

    /// What a `SELECT` ends with to take its rows; SQLite's writer holds the whole file already.
    pub fn for_update(&self) -> &'static str {
        match self {
            Self::Sqlite(_) => "",
            Self::Postgres(_) => " FOR UPDATE",
        }
    }

    async fn commit(self) -> Result<()> {
        match self {
            Self::Sqlite(mut c) => c.commit().await?,
            Self::Postgres(t) => t.commit().await?,
        }
        Ok(())
    }

    async fn rollback(self) {
        let done = match self {
            Self::Sqlite(mut c) => c.rollback().await,
            Self::Postgres(t) => t.rollback().await,
        };
        if let Err(cause) = done {
            tracing::warn!(%cause, "rollback failed");
        }
    }
}

async fn begun(connections: &Connections, statement: &'static str) -> sqlx::Result<Lent> {
    let mut lent = connections.lend().await?;
    lent.begin(statement).await?;
    Ok(lent)
}

impl Conn<'_> {
    /// Borrows the connection again, for one more query.
    pub fn conn(&mut self) -> Conn<'_> {
        match self {
            Self::Sqlite(c) => Conn::Sqlite(c),
            Self::Postgres(c) => Conn::Postgres(c),
        }
    }
}

impl Db {
    /// A connection for reading.
    pub async fn read(&self) -> Result<Reader> {
        Ok(match self {
            Self::Sqlite { readers, .. } => Reader::Sqlite(readers.lend().await?),
            Self::Postgres(pool) => Reader::Postgres(pool.acquire().await?),
        })
    }

    /// A transaction that only reads and sees the database as it is now, whatever is written meanwhile. It ends when it is dropped.
    pub async fn snapshot(&self) -> Result<Tx> {
        Ok(match self {
            Self::Sqlite { readers, .. } => Tx::Sqlite(begun(readers, "BEGIN").await?),
            Self::Postgres(pool) => {
                let mut tx = pool.begin().await?;
                sqlx::query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                    .execute(&mut *tx)
                    .await?;
                Tx::Postgres(tx)
            }
        })
    }

    /// Runs one write from begin to commit on a task of its own, so that no disconnect or timeout drops it half-way. `work` may run more
    /// than once, so it takes what it needs by reference.
    pub async fn write<A, T>(&self, args: A, work: for<'t> fn(&'t mut Tx, &'t A) -> Work<'t, T>) -> Result<T>
    where
        A: Send + Sync + 'static,
        T: Send + 'static,
    {
        self.apart(args, work, Shown::Everything).await
    }

    /// The same for what no visitor's page shows: sessions, limits, drafts, and how far a job has come.
    pub async fn write_aside<A, T>(&self, args: A, work: for<'t> fn(&'t mut Tx, &'t A) -> Work<'t, T>) -> Result<T>
    where
        A: Send + Sync + 'static,
        T: Send + 'static,
    {
        self.apart(args, work, Shown::Nothing).await
    }

    /// The same for what changes nothing but a topic's votes and its heat. On SQLite those that wait are written together.
    pub async fn write_numbers<A, T>(&self, args: A, work: for<'t> fn(&'t mut Tx, &'t A) -> Work<'t, T>) -> Result<T>
    where
        A: Send + Sync + 'static,
        T: Send + 'static,
    {
        let Self::Sqlite { writer, waiting, .. } = self else {
            return self.apart(args, work, Shown::Numbers).await;
        };
        let (writer, waiting) = (writer.clone(), waiting.clone());
        let answer = waiting.lay_down(args, work);
        let shown = || _ = CHANGES.fetch_add(1, Ordering::Release);
        tokio::spawn(async move { waiting.write(&writer, shown).await }.in_current_span());
        answer
            .await
            .unwrap_or_else(|_| Err(Failure::Bug("a write was not finished".into())))
    }

    /// On a task of its own.
    async fn apart<A, T>(&self, args: A, work: for<'t> fn(&'t mut Tx, &'t A) -> Work<'t, T>, shown: Shown) -> Result<T>
    where
        A: Send + Sync + 'static,
        T: Send + 'static,
    {
        let db = self.clone();
        let write = async move {
            let done = db.write_here(&args, work).await;
            if shown == Shown::Everything {
                ARRANGEMENTS.fetch_add(1, Ordering::Release);
            }
            if shown != Shown::Nothing {
                CHANGES.fetch_add(1, Ordering::Release);
            }
            done
        };
        let task = tokio::spawn(write.in_current_span());
        task.await.unwrap_or_else(|cause| Err(Failure::Bug(cause.to_string())))
    }

    async fn write_here<A, T>(&self, args: &A, work: for<'t> fn(&'t mut Tx, &'t A) -> Work<'t, T>) -> Result<T> {
        let mut tries = 1;
        loop {
            let done = self.attempt(args, work).await;
            match done {
                Err(ref failure) if failure.is_retryable() && tries < TRIES => {
                    tokio::time::sleep(Duration::from_millis(u64::from(rand::random_range(1..10 * tries)))).await;
                    tries += 1;
                }
                done => return done,
            }
        }
    }

    async fn attempt<A, T>(&self, args: &A, work: for<'t> fn(&'t mut Tx, &'t A) -> Work<'t, T>) -> Result<T> {
        let mut tx = match self {
            Self::Sqlite { writer, .. } => Tx::Sqlite(begun(writer, "BEGIN IMMEDIATE").await?),
            Self::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        };
        match work(&mut tx, args).await {
            Ok(value) => tx.commit().await.map(|()| value),
            Err(failure) => {
                tx.rollback().await;
                Err(failure)
            }
        }
    }

    /// Whether the database answers now.
    pub async fn answers(&self) -> Result<()> {
        let mut reader = self.read().await?;
        crate::fetch_one!(reader, (i64,), "SELECT CAST(1 AS BIGINT)")?;
        Ok(())
    }

    /// Its pools: what each is for, how many of its connections are busy and how many wait.
    pub fn pools(&self) -> Vec<(&'static str, u32, u32)> {
        match self {
            Self::Sqlite { writer, readers, .. } => {
                let told = |name, connections: &Connections| (name, connections.state().0, connections.state().1);
                vec![told("write", writer), told("read", readers)]
            }
            Self::Postgres(pool) => {
                let idle = u32::try_from(pool.num_idle()).unwrap_or_default();
                vec![("all", pool.size().saturating_sub(idle), idle)]
            }
        }
    }

    /// Gives free what deleted rows still hold. SQLite's file is rewritten without its free places and its log is emptied; writes wait
    /// meanwhile. PostgreSQL vacuums each table beside the work that goes on; one that is not ours it passes over with a warning.
    pub async fn tidy(&self) -> Result<()> {
        match self {
            Self::Sqlite { writer, .. } => {
                let mut writer = writer.lend().await?;
                sqlx::query("VACUUM").execute(&mut *writer).await?;
                sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&mut *writer).await?;
            }
            Self::Postgres(pool) => {
                let sql = "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename";
                for (table,) in sqlx::query_as::<_, (String,)>(sql).fetch_all(pool).await? {
                    sqlx::raw_sql(&format!("VACUUM {table}")).execute(pool).await?;
                }
            }
        }
        Ok(())
    }

    /// Waits for what is under way and closes every connection.
    pub async fn close(&self) {
        match self {
            Self::Sqlite { writer, readers, .. } => {
                writer.close().await;
                readers.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }

    /// The engine's name, for a person.
    pub const fn engine(&self) -> &'static str {
        match self {
            Self::Sqlite { .. } => "SQLite",
            Self::Postgres(_) => "PostgreSQL",
        }
    }
}
