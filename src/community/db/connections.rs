//! SQLite's connections, each lent to one at a time. sqlx's own pool asks every connection that comes back whether it is well: with a file in
//! this process that is one more exchange between two threads for each statement, and a third of what a member's page cost. Here it is asked
//! once in a while, and the one that came back last is lent first, so that no more are open than are needed at once.

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Connection, SqliteConnection};
use std::ops::{Deref, DerefMut};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Longest wait for a connection.
const PATIENCE: Duration = Duration::from_secs(30);
/// A connection is asked whether it is well when it was not for so long.
const TRUSTED: Duration = Duration::from_secs(1);

/// Up to so many connections on one file, opened when they are needed. Cheap to clone: a handle.
#[derive(Clone, Debug)]
pub struct Connections(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    options: SqliteConnectOptions,
    most: u32,
    places: Arc<Semaphore>,
    idle: Mutex<Vec<Tried>>,
}

/// A connection and when it was last known to be well.
#[derive(Debug)]
struct Tried {
    connection: SqliteConnection,
    at: Instant,
}

/// A connection on loan. It goes back when this is dropped, unless a transaction is open in it: then it is closed, which ends that.
#[derive(Debug)]
pub struct Lent {
    tried: Option<Tried>,
    in_transaction: bool,
    running: bool,
    home: Arc<Shared>,
    place: Option<OwnedSemaphorePermit>,
}

impl Connections {
    /// Connections of these options, the first of them open.
    pub async fn open(options: SqliteConnectOptions, most: u32) -> sqlx::Result<Self> {
        let places = Arc::new(Semaphore::new(most as usize));
        let idle = Mutex::default();
        let connections = Self(Arc::new(Shared {
            options,
            most,
            places,
            idle,
        }));
        drop(connections.lend().await?);
        Ok(connections)
    }

    /// Lends a connection, as soon as there is one.
    pub async fn lend(&self) -> sqlx::Result<Lent> {
        let place = self.place().await?;
        let kept = self.0.idle().pop();
        let kept = match kept {
            Some(mut tried) if tried.at.elapsed() > TRUSTED => tried.connection.ping().await.is_ok().then_some(tried.connection),
            Some(tried) => return Ok(self.lent(place, tried)),
            None => None,
        };
        let connection = match kept {
            Some(connection) => connection,
            None => SqliteConnection::connect_with(&self.0.options).await?,
        };
        let at = Instant::now();
        Ok(self.lent(place, Tried { connection, at }))
    }

    async fn place(&self) -> sqlx::Result<OwnedSemaphorePermit> {
        if let Ok(place) = self.0.places.clone().try_acquire_owned() {
            return Ok(place);
        }
        let place = tokio::time::timeout(PATIENCE, self.0.places.clone().acquire_owned()).await;
        place.map_err(|_| sqlx::Error::PoolTimedOut)?.map_err(|_| sqlx::Error::PoolClosed)
    }

    fn lent(&self, place: OwnedSemaphorePermit, tried: Tried) -> Lent {
        Lent {
            tried: Some(tried),
            in_transaction: false,
            running: false,
            home: self.0.clone(),
            place: Some(place),
        }
    }

    /// The file.
    pub fn file(&self) -> &Path {
        self.0.options.get_filename()
    }

    /// How many are busy and how many wait.
    pub fn state(&self) -> (u32, u32) {
        let free = u32::try_from(self.0.places.available_permits()).unwrap_or(u32::MAX);
        let idle = u32::try_from(self.0.idle().len()).unwrap_or(u32::MAX);
        (self.0.most.saturating_sub(free), idle)
    }

    /// Waits for what is lent and closes every connection; nothing is lent any more.
    pub async fn close(&self) {
        let all = self.0.places.acquire_many(self.0.most).await;
        self.0.places.close();
        drop(all);
        let idle = std::mem::take(&mut *self.0.idle());
        for tried in idle {
            let _ = tried.connection.close().await;
        }
    }
}

impl Shared {
    fn idle(&self) -> MutexGuard<'_, Vec<Tried>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Lent {
    /// The connection for a statement that may be given up half-way; [`Lent::settled`] says that it was not.
    pub fn running(&mut self) -> &mut SqliteConnection {
        self.running = true;
        self
    }

    /// The statement has ended.
    pub fn settled(&mut self) {
        self.running = false;
    }

    /// Begins a transaction with a statement of SQLite's. Where that fails the connection is closed, whatever state it is in.
    pub async fn begin(&mut self, statement: &'static str) -> sqlx::Result<()> {
        // Before: a task that is dropped here has perhaps begun it.
        self.in_transaction = true;
        sqlx::query(statement).execute(&mut **self).await?;
        Ok(())
    }

    /// Ends it with all that was written, or with nothing of it: a commit that fails on a full disk may leave it open.
    pub async fn commit(&mut self) -> sqlx::Result<()> {
        let done = sqlx::query("COMMIT").execute(&mut **self).await;
        match done {
            Ok(_) => self.in_transaction = false,
            Err(_) => drop(self.rollback().await),
        }
        done.map(drop)
    }

    /// Ends it with nothing of what was written.
    pub async fn rollback(&mut self) -> sqlx::Result<()> {
        match sqlx::query("ROLLBACK").execute(&mut **self).await {
            // A full disk or a failing one ends it without us: <https://sqlite.org/lang_transaction.html>.
            Err(sqlx::Error::Database(cause)) if cause.message().contains("no transaction is active") => {}
            done => _ = done?,
        }
        self.in_transaction = false;
        Ok(())
    }
}

/// Whoever asked has gone, and the statement still runs: its connection and its place are free when it has ended, not before.
async fn back_when_done(home: Arc<Shared>, mut tried: Tried, place: Option<OwnedSemaphorePermit>) {
    if tried.connection.ping().await.is_ok() {
        home.idle().push(tried);
    }
    drop(place);
}

impl Deref for Lent {
    type Target = SqliteConnection;

    #[expect(clippy::expect_used, reason = "it is there until this is dropped")]
    fn deref(&self) -> &SqliteConnection {
        &self.tried.as_ref().expect("a connection").connection
    }
}

impl DerefMut for Lent {
    #[expect(clippy::expect_used, reason = "it is there until this is dropped")]
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        &mut self.tried.as_mut().expect("a connection").connection
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        let Some(tried) = self.tried.take().filter(|_| !self.in_transaction) else {
            return;
        };
        if !self.running {
            self.home.idle().push(tried);
        } else if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(back_when_done(self.home.clone(), tried, self.place.take()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn opened(most: u32) -> (Connections, tempfile::TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let options = SqliteConnectOptions::new()
            .filename(folder.path().join("db"))
            .create_if_missing(true);
        let connections = Connections::open(options, most).await.unwrap();
        let mut lent = connections.lend().await.unwrap();
        sqlx::query("CREATE TABLE said (what TEXT)").execute(&mut *lent).await.unwrap();
        (connections, folder)
    }

    async fn say(lent: &mut Lent) {
        sqlx::query("INSERT INTO said (what) VALUES ('hello')")
            .execute(&mut **lent)
            .await
            .unwrap();
    }

    async fn said(connections: &Connections) -> i64 {
        let mut lent = connections.lend().await.unwrap();
        sqlx::query_scalar("SELECT COUNT(*) FROM said").fetch_one(&mut *lent).await.unwrap()
    }

    #[tokio::test]
    async fn a_transaction_that_is_dropped_leaves_nothing_and_stands_in_nobodys_way() {
        let (connections, _folder) = opened(1).await;
        for _ in 0..3 {
            let mut lent = connections.lend().await.unwrap();
            lent.begin("BEGIN IMMEDIATE").await.unwrap();
            say(&mut lent).await;
        }
        assert_eq!(said(&connections).await, 0);
        let mut lent = connections.lend().await.unwrap();
        lent.begin("BEGIN IMMEDIATE").await.unwrap();
        say(&mut lent).await;
        lent.commit().await.unwrap();
        drop(lent);
        assert_eq!(said(&connections).await, 1);
    }

    #[tokio::test]
    async fn a_transaction_that_ended_by_itself_is_over() {
        let (connections, _folder) = opened(1).await;
        let mut lent = connections.lend().await.unwrap();
        lent.begin("BEGIN").await.unwrap();
        sqlx::query("ROLLBACK").execute(&mut *lent).await.unwrap();
        assert!(lent.commit().await.is_err());
        lent.begin("BEGIN").await.unwrap();
        lent.rollback().await.unwrap();
    }

    #[tokio::test]
    async fn no_more_are_lent_than_there_are_places_and_the_last_that_came_back_goes_first() {
        let (connections, _folder) = opened(2).await;
        let (one, two) = (connections.lend().await.unwrap(), connections.lend().await.unwrap());
        assert_eq!(connections.state(), (2, 0));
        let third = connections.lend();
        let mut third = std::pin::pin!(third);
        assert!(is_waiting(third.as_mut()).await);
        drop(one);
        let third = third.await.unwrap();
        drop((two, third));
        assert_eq!(connections.state(), (0, 2));
        drop(connections.lend().await.unwrap());
        assert_eq!(connections.state(), (0, 2), "none was opened beside those that wait");
    }

    async fn is_waiting(future: std::pin::Pin<&mut impl Future>) -> bool {
        tokio::time::timeout(Duration::ZERO, future).await.is_err()
    }

    #[tokio::test]
    async fn a_connection_whose_statement_was_given_up_is_lent_again_when_that_has_ended() {
        const LONG: &str = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000000) SELECT COUNT(*) FROM n";
        let (connections, _folder) = opened(2).await;
        let mut lent = connections.lend().await.unwrap();
        let long = sqlx::query(LONG).fetch_one(lent.running());
        assert!(is_waiting(std::pin::pin!(long)).await);
        drop(lent);
        assert_eq!(connections.state(), (1, 0), "it is still at work");
        assert_eq!(said(&connections).await, 0, "another one answers");
        let both = (connections.lend().await.unwrap(), connections.lend().await.unwrap());
        drop(both);
        assert_eq!(connections.state(), (0, 2));
    }

    #[tokio::test]
    async fn after_the_end_nothing_is_lent() {
        let (connections, _folder) = opened(2).await;
        connections.close().await;
        assert!(matches!(connections.lend().await, Err(sqlx::Error::PoolClosed)));
    }
}
