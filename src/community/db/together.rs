//! Small writes of SQLite's that wait for the same writer are written in one transaction: what a commit costs, many votes share. Nobody is told
//! that theirs is written before all of them are. Where one of them is refused, nothing of it is kept, and each is written by itself.

use super::{Lent, Result, Tx, Work};
use crate::db::Connections;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::oneshot;

/// Most writes in one transaction: readers and other writes wait for it.
const MOST: usize = 32;

/// Writes that wait for the writer. Cheap to clone: a handle.
#[derive(Clone, Default)]
pub struct Waiting(Arc<Mutex<Vec<Box<dyn Part>>>>);

/// One write, whatever it takes and gives.
trait Part: Send {
    /// Writes it, perhaps not for the first time.
    fn run<'t>(&'t mut self, tx: &'t mut Tx) -> Work<'t, ()>;
    /// Tells whoever asked for it what became of it.
    fn tell(self: Box<Self>, written: Result<()>);
}

struct Asked<A, T> {
    args: A,
    work: for<'t> fn(&'t mut Tx, &'t A) -> Work<'t, T>,
    value: Option<T>,
    who: oneshot::Sender<Result<T>>,
}

impl<A: Send + Sync, T: Send> Part for Asked<A, T> {
    fn run<'t>(&'t mut self, tx: &'t mut Tx) -> Work<'t, ()> {
        Box::pin(async move {
            self.value = Some((self.work)(tx, &self.args).await?);
            Ok(())
        })
    }

    fn tell(self: Box<Self>, written: Result<()>) {
        let Self { value, who, .. } = *self;
        let told = match (written, value) {
            (Ok(()), Some(value)) => Ok(value),
            (Err(failure), _) => Err(failure),
            (Ok(()), None) => return,
        };
        // Whoever asked may have gone; it is written all the same.
        let _ = who.send(told);
    }
}

impl Waiting {
    /// Lays a write down; what comes of it is received once [`Waiting::write`] was called.
    pub fn lay_down<A, T>(&self, args: A, work: for<'t> fn(&'t mut Tx, &'t A) -> Work<'t, T>) -> oneshot::Receiver<Result<T>>
    where
        A: Send + Sync + 'static,
        T: Send + 'static,
    {
        let (who, answer) = oneshot::channel();
        let value = None;
        self.parts().push(Box::new(Asked { args, work, value, who }));
        answer
    }

    /// Takes the writer and writes what waits by then, perhaps nothing. `shown` is called when something was written, before anybody is told.
    pub async fn write(&self, writer: &Connections, shown: impl Fn()) {
        let writer_is_free = writer.lend().await;
        let mut parts = {
            let mut waiting = self.parts();
            let few = waiting.len().min(MOST);
            waiting.drain(..few).collect::<Vec<_>>()
        };
        if parts.is_empty() {
            return;
        }
        let all = match writer_is_free {
            Ok(lent) => all(lent, &mut parts).await,
            Err(cause) => Err(cause.into()),
        };
        if all.is_ok() {
            shown();
            parts.into_iter().for_each(|part| part.tell(Ok(())));
            return;
        }
        for mut part in parts {
            let written = alone(writer, &mut part).await;
            shown();
            part.tell(written);
        }
    }

    fn parts(&self) -> std::sync::MutexGuard<'_, Vec<Box<dyn Part>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn all(mut lent: Lent, parts: &mut [Box<dyn Part>]) -> Result<()> {
    lent.begin("BEGIN IMMEDIATE").await?;
    let mut tx = Tx::Sqlite(lent);
    for part in parts {
        if let Err(failure) = part.run(&mut tx).await {
            tx.rollback().await;
            return Err(failure);
        }
    }
    tx.commit().await
}

async fn alone(writer: &Connections, part: &mut Box<dyn Part>) -> Result<()> {
    all(writer.lend().await?, std::slice::from_mut(part)).await
}

impl std::fmt::Debug for Waiting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Waiting").field(&self.parts().len()).finish()
    }
}

#[cfg(test)]
mod tests {
    use crate::db::Db;
    use crate::{execute, fetch_one};
    use types::Error;

    async fn count(db: &Db) -> i64 {
        fetch_one!(db.read().await.unwrap(), (i64,), "SELECT COUNT(*) FROM attempts")
            .unwrap()
            .0
    }

    /// Writes a row, and then changes its mind about every third.
    async fn write(db: &Db, number: i64) -> crate::db::Result<i64> {
        db.write_numbers(number, |tx, number| {
            Box::pin(async move {
                let sql = "INSERT INTO attempts (subject, created) VALUES ($1, 0)";
                execute!(tx, sql, number.to_string())?;
                if number % 3 == 0 {
                    return Err(Error::Closed.into());
                }
                Ok(*number)
            })
        })
        .await
    }

    crate::on_both_engines! {
        async fn of_writes_that_wait_together_each_is_told_its_own_end_and_what_was_refused_leaves_nothing(db: Db) {
            let mut tasks = tokio::task::JoinSet::new();
            for number in 0..99 {
                let db = db.clone();
                tasks.spawn(async move { (number, write(&db, number).await) });
            }
            for (number, written) in tasks.join_all().await {
                match written {
                    Ok(value) => assert!(number % 3 != 0 && value == number, "{number}: {value}"),
                    Err(failure) => assert!(number % 3 == 0 && Error::from(failure) == Error::Closed, "{number}"),
                }
            }
            assert_eq!(count(&db).await, 66);
            assert_eq!(write(&db, 100).await.unwrap(), 100);
        }
    }
}
