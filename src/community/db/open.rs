//! Opening a database by its address.

use super::together::Waiting;
use super::{Connections, Db, Failure, Result, migrations};
use sqlx::ConnectOptions;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

/// How long a connection to PostgreSQL is waited for.
const PATIENCE: Duration = Duration::from_secs(5);

/// Where the database is and how it is held.
#[derive(Clone, Debug)]
pub struct Options {
    /// `sqlite:path`, or `postgres://user:password@host/name`.
    pub url: String,
    /// SQLite: wait for the disk at each commit, so that a power cut loses nothing either.
    pub full_sync: bool,
    /// Connections for reading (SQLite) or for everything (PostgreSQL).
    pub connections: u32,
}

impl Options {
    /// The usual way to hold a database.
    pub fn new(url: impl Into<String>) -> Self {
        let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
        Self {
            url: url.into(),
            full_sync: false,
            connections: u32::try_from(cores * 4).unwrap_or(8).clamp(8, 32),
        }
    }
}

impl Db {
    /// Opens the database, creating SQLite's file if it is not there.
    pub async fn open(options: &Options) -> Result<Self> {
        if let Some(path) = options.url.strip_prefix("sqlite:") {
            open_sqlite(Path::new(path.trim_start_matches("//")), options).await
        } else if options.url.starts_with("postgres://") || options.url.starts_with("postgresql://") {
            open_postgres(options, PATIENCE).await
        } else {
            Err(Failure::Bug("a database address starts with sqlite: or postgres://".into()))
        }
    }

    /// Brings the tables to this version, under a lock, so that two starts at once do it once.
    pub async fn migrate(&self) -> Result<()> {
        match self {
            Self::Sqlite { writer, .. } => {
                let file: PathBuf = writer.file().with_extension("lock");
                let lock = tokio::task::spawn_blocking(move || {
                    let lock = std::fs::File::create(file)?;
                    lock.lock()?;
                    Ok::<_, std::io::Error>(lock)
                });
                let lock = lock
                    .await
                    .map_err(|e| Failure::Bug(e.to_string()))?
                    .map_err(|e| Failure::Bug(e.to_string()))?;
                migrations::sqlite()
                    .await?
                    .run(&mut *writer.lend().await?)
                    .await
                    .map_err(migrations::told)?;
                drop(lock);
            }
            // sqlx's migrator holds an advisory lock on PostgreSQL.
            Self::Postgres(pool) => {
                migrations::postgres().await?.run(pool).await.map_err(migrations::told)?;
            }
        }
        Ok(())
    }
}

async fn open_sqlite(path: &Path, options: &Options) -> Result<Db> {
    let sync = if options.full_sync {
        SqliteSynchronous::Full
    } else {
        SqliteSynchronous::Normal
    };
    let connect = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(sync)
        .busy_timeout(Duration::from_secs(10))
        .foreign_keys(true)
        .statement_cache_capacity(256)
        // What is deleted is overwritten where it stood; what is left in the corners of pages goes with the next tidying (`jobs::TIDY`).
        .pragma("secure_delete", "ON")
        .pragma("recursive_triggers", "ON")
        .pragma("temp_store", "MEMORY");
    let writer = Connections::open(connect.clone(), 1).await?;
    let readers = Connections::open(connect.pragma("query_only", "ON"), options.connections).await?;
    Ok(Db::Sqlite {
        writer,
        readers,
        waiting: Waiting::default(),
    })
}

/// The pool tries for a while, since the database may be starting too, and then says only that time is over: why, one plain connection tells.
async fn open_postgres(options: &Options, patience: Duration) -> Result<Db> {
    let connect = PgConnectOptions::from_str(&options.url)?
        .statement_cache_capacity(256)
        .application_name("parvis");
    let pool = PgPoolOptions::new()
        .max_connections(options.connections)
        .acquire_timeout(patience)
        .connect_with(connect.clone())
        .await;
    match pool {
        Ok(pool) => Ok(Db::Postgres(pool)),
        Err(sqlx::Error::PoolTimedOut) => Err(refusal(&connect, patience).await.into()),
        Err(cause) => Err(cause.into()),
    }
}

async fn refusal(connect: &PgConnectOptions, patience: Duration) -> sqlx::Error {
    match tokio::time::timeout(patience, connect.connect()).await {
        Ok(Err(cause)) => cause,
        _ => sqlx::Error::PoolTimedOut,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_database_that_takes_no_connections_is_told_as_such() {
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let options = Options::new(format!("postgres://nobody@127.0.0.1:{port}/parvis"));
        let failure = open_postgres(&options, Duration::from_millis(200)).await.err().unwrap();
        assert!(failure.to_string().to_lowercase().contains("connection refused"), "{failure}");
        assert!(failure.is_passing(), "systemd tries again");
    }
}
