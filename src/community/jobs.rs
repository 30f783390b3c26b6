//! Jobs: outward effects, enqueued in the transaction of their cause and done by the worker inside `serve`. A job that fails is tried again
//! with growing pauses; one that keeps failing is dead, stays in the table with its last error, and is said in the log.

use crate::brands::closing;
use crate::db::{Conn, Db, Result, Tx};
use crate::installation::Installation;
use crate::{attachments, drafts, execute, fetch_one, fetch_optional, mail, notices, promises, row, sessions, who};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;
use tracing::Instrument;
use types::{BrandId, Instant, JobId};

/// A claimed job that is not done within so many seconds may be claimed again: its worker has died.
const CLAIM: i64 = 120;
/// Tries before a job is dead. The pauses double from 30 s: the last try is about two hours after the first.
const TRIES: i64 = 9;
/// Longest time of one job: less than its claim.
const LONGEST: Duration = Duration::from_secs(90);
/// How often the worker looks for jobs.
const LOOK: Duration = Duration::from_millis(500);

row! {
    /// A job that was claimed.
    pub struct Job {
        pub id: JobId,
        pub kind: String,
        pub payload: String,
        pub attempts: i64,
    }
}

/// Adds a job to a transaction.
pub async fn enqueue(tx: &mut Tx, brand: Option<BrandId>, kind: &str, payload: String, run_at: Instant) -> Result<()> {
    enqueue_to(tx, brand, kind, payload, run_at, None).await
}

/// Adds a job that goes to somebody's address, so that it can be found and dropped when they erase their account.
pub async fn enqueue_to(
    tx: &mut Tx,
    brand: Option<BrandId>,
    kind: &str,
    payload: String,
    run_at: Instant,
    recipient: Option<&str>,
) -> Result<()> {
    let sql = "INSERT INTO jobs (brand_id, kind, payload, run_at, created, recipient) VALUES ($1, $2, $3, $4, $5, $6)";
    execute!(tx, sql, brand.map(|b| b.0), kind, payload, run_at.0, Instant::now().0, recipient)?;
    Ok(())
}

/// The kind of the job that tidies the database.
pub const TIDY: &str = "tidy";

/// Has the database tidied in the coming night, so that nothing of what was erased lies on in its free places. One such job is enough.
pub async fn enqueue_tidying(tx: &mut Tx, now: Instant) -> Result<()> {
    const DAY: i64 = 86_400_000_000;
    let night = Instant((now.0 / DAY + 1) * DAY).plus_seconds(3 * 3_600);
    let waits = fetch_one!(tx, (i64,), "SELECT COUNT(*) FROM jobs WHERE kind = $1 AND dead IS NULL", TIDY)?.0;
    if waits == 0 {
        enqueue(tx, None, TIDY, "{}".into(), night).await?;
    }
    Ok(())
}

/// Takes the next due job, so that no other worker has it. Where the engines differ: PostgreSQL passes over rows that others hold.
pub async fn claim(db: &Db, now: Instant) -> Result<Option<Job>> {
    if !due(db, now).await? {
        return Ok(None);
    }
    db.write_aside(now, |tx, now| {
        Box::pin(async move {
            let skip = match tx.conn() {
                Conn::Sqlite(_) => "",
                Conn::Postgres(_) => " FOR UPDATE SKIP LOCKED",
            };
            let sql = format!(
                "UPDATE jobs SET claimed_until = $2, attempts = attempts + 1 WHERE id = (SELECT id FROM jobs WHERE dead IS NULL AND run_at <= $1 \
                 AND (claimed_until IS NULL OR claimed_until < $1) ORDER BY run_at, id LIMIT 1{skip}) RETURNING id, kind, payload, attempts"
            );
            Ok(fetch_optional!(tx, Job, &sql, now.0, now.plus_seconds(CLAIM).0)?)
        })
    })
    .await
}

/// A look on the reading side, so that an idle worker does not take the writer.
async fn due(db: &Db, now: Instant) -> Result<bool> {
    let sql = "SELECT COUNT(*) FROM (SELECT 1 FROM jobs WHERE dead IS NULL AND run_at <= $1 AND (claimed_until IS NULL OR claimed_until < $1) LIMIT 1) AS due";
    Ok(fetch_one!(db.read().await?, (i64,), sql, now.0)?.0 > 0)
}

/// Why a job was not done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub said: String,
    /// Whether it would fail in the same way however often it is tried.
    pub forever: bool,
}

impl From<String> for Fault {
    fn from(said: String) -> Self {
        Self { said, forever: false }
    }
}

/// Ends a claimed job: gone when done; later, or dead, when it failed.
pub async fn settle(db: &Db, job: &Job, outcome: Result<(), Fault>, now: Instant) -> Result<()> {
    let fault = outcome.err();
    let dead = fault.as_ref().is_some_and(|fault| fault.forever) || job.attempts >= TRIES;
    if let Some(fault) = &fault {
        let cause = without_addresses(&fault.said);
        tracing::warn!(job = job.id.0, kind = job.kind, attempts = job.attempts, dead, %cause, "job failed");
    }
    db.write_aside((job.clone(), fault, dead, now), |tx, (job, fault, dead, now)| {
        Box::pin(async move {
            let Some(fault) = fault else {
                execute!(tx, "DELETE FROM jobs WHERE id = $1", job.id.0)?;
                return Ok(());
            };
            let dead = dead.then_some(now.0);
            let again = now.plus_seconds(30 << job.attempts.clamp(1, TRIES).saturating_sub(1));
            let sql = "UPDATE jobs SET run_at = $2, claimed_until = NULL, last_error = $3, dead = $4 WHERE id = $1 AND attempts = $5";
            execute!(tx, sql, job.id.0, again.0, fault.said.as_str(), dead, job.attempts)?;
            Ok(())
        })
    })
    .await
}

/// When the worker last looked for jobs. Cheap to clone: all clones are one.
#[derive(Clone, Debug, Default)]
pub struct Pulse(Arc<AtomicI64>);

impl Pulse {
    /// When the worker last looked; nothing before it has begun.
    pub fn last(&self) -> Option<Instant> {
        Some(Instant(self.0.load(Ordering::Relaxed))).filter(|at| at.0 > 0)
    }

    fn beat(&self, now: Instant) {
        self.0.store(now.0, Ordering::Relaxed);
    }
}

row! {
    /// How much is to be done.
    pub struct Queue {
        /// Jobs whose time has come or will come.
        pub waiting: i64,
        /// Jobs that were given up.
        pub dead: i64,
        /// Since when the one that is due longest has been due; now where none is.
        pub oldest: Instant,
    }
}

/// How much is to be done.
pub async fn queue(db: &Db, now: Instant) -> Result<Queue> {
    let sql = "SELECT COUNT(*) AS waiting, (SELECT COUNT(*) FROM jobs WHERE dead IS NOT NULL) AS dead, \
        COALESCE((SELECT MIN(run_at) FROM jobs WHERE dead IS NULL AND run_at <= $1), $1) AS oldest FROM jobs WHERE dead IS NULL";
    Ok(fetch_one!(db.read().await?, Queue, sql, now.0)?)
}

/// What went wrong, without the addresses that a mail server repeats.
pub fn without_addresses(said: &str) -> String {
    let words = said.split(' ').map(|word| if word.contains('@') { "…" } else { word });
    words.collect::<Vec<_>>().join(" ")
}

/// Works until told to stop; a job under way is finished first.
pub async fn work(installation: Installation, mut stop: tokio::sync::watch::Receiver<bool>) {
    let (mut swept, mut gathered, mut measured) = (Instant(0), Instant(0), Instant(0));
    while !*stop.borrow() {
        let now = Instant::now();
        installation.pulse.beat(now);
        if now.seconds_since(measured) > 60 {
            measured = now;
            report(promises::measure(&installation.db, who::system(), now).await);
        }
        if now.seconds_since(swept) > 3_600 {
            swept = now;
            report(sessions::sweep(&installation.db, who::system(), now).await);
            report(attachments::sweep(&installation.db, who::system(), now).await.map(drop));
            report(drafts::sweep(&installation.db, who::system(), now).await.map(drop));
            report(closing::sweep(&installation.db, who::system(), now).await.map(drop));
            report(notices::sweep(&installation.db, who::system(), now).await);
        }
        if now.seconds_since(gathered) > 300 {
            gathered = now;
            report(notices::gather(&installation.db, who::system(), now).await);
        }
        match claim(&installation.db, now).await {
            Ok(Some(job)) => {
                let span = tracing::error_span!("job", id = job.id.0, kind = job.kind);
                let done = async {
                    let outcome = run_apart(&installation, &job).await;
                    report(settle(&installation.db, &job, outcome, Instant::now()).await);
                };
                done.instrument(span).await;
            }
            Ok(None) => {
                let _ = tokio::time::timeout(LOOK, stop.changed()).await;
            }
            Err(cause) => {
                tracing::warn!(%cause, "the worker cannot reach the database");
                let _ = tokio::time::timeout(LOOK * 10, stop.changed()).await;
            }
        }
    }
}

/// Runs a job on a task of its own, so that a panic ends the job and not the worker, and never longer than its claim.
async fn run_apart(installation: &Installation, job: &Job) -> Result<(), Fault> {
    let (installation, job) = (installation.clone(), job.clone());
    let task = tokio::spawn(async move { run(&installation, &job).await }.in_current_span());
    let stop = task.abort_handle();
    match tokio::time::timeout(LONGEST, task).await {
        Ok(Ok(done)) => done,
        Ok(Err(panic)) => Err(panic.to_string().into()),
        Err(_) => {
            stop.abort();
            Err("took too long".to_owned().into())
        }
    }
}

async fn run(installation: &Installation, job: &Job) -> Result<(), Fault> {
    let done = match job.kind.as_str() {
        TIDY => installation.db.tidy().await.map_err(|e| e.to_string()),
        notices::KIND => notices::tell(&installation.db, &job.payload, Instant::now())
            .await
            .map_err(|e| e.to_string()),
        notices::POST => notices::post(installation, &job.payload, job.attempts >= TRIES, Instant::now()).await,
        notices::DIGEST => notices::digest(installation, &job.payload, job.attempts >= TRIES, Instant::now()).await,
        notices::CLOSING => notices::tell_closing(&installation.db, job.id, Instant::now())
            .await
            .map_err(|e| e.to_string()),
        notices::FAREWELL => notices::farewell(installation, &job.payload, Instant::now()).await,
        notices::SUSPENDED => notices::suspended(installation, &job.payload, Instant::now()).await,
        notices::LIFTED => notices::lifted(installation, &job.payload, Instant::now()).await,
        mail::KIND => return mail::deliver(&installation.mailer, &job.payload).await,
        other => Err(format!("no worker knows the kind {other}")),
    };
    done.map_err(Fault::from)
}

fn report(outcome: Result<()>) {
    if let Err(cause) = outcome {
        tracing::warn!(%cause, "the worker could not write");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::NOW;

    async fn add(db: &Db, run_at: Instant) {
        db.write(run_at, |tx, at| Box::pin(enqueue(tx, None, "test", "{}".into(), *at)))
            .await
            .unwrap();
    }

    #[test]
    fn what_a_mail_server_says_is_logged_without_addresses() {
        let said = without_addresses("permanent error (550): 5.1.1 <maud@example.org>: no such user");
        assert_eq!(said, "permanent error (550): 5.1.1 … no such user");
    }

    crate::on_both_engines! {
        async fn the_queue_tells_what_waits_what_is_dead_and_since_when(db: Db) {
            let empty = queue(&db, NOW).await.unwrap();
            assert_eq!((empty.waiting, empty.dead, empty.oldest), (0, 0, NOW));
            for at in [NOW.plus_seconds(-90), NOW.plus_seconds(-20), NOW.plus_seconds(60)] {
                add(&db, at).await;
            }
            let job = claim(&db, NOW).await.unwrap().unwrap();
            let last = Job { attempts: TRIES, ..job };
            let tried = db.write(last.clone(), |tx, job| {
                Box::pin(async move { Ok(execute!(tx, "UPDATE jobs SET attempts = $2 WHERE id = $1", job.id.0, job.attempts)?) })
            });
            tried.await.unwrap();
            settle(&db, &last, Err("no route".to_owned().into()), NOW).await.unwrap();
            let queue = queue(&db, NOW).await.unwrap();
            assert_eq!((queue.waiting, queue.dead, queue.oldest), (2, 1, NOW.plus_seconds(-20)));
        }

        async fn a_job_is_claimed_once_by_many_workers(db: Db) {
            for _ in 0..20 {
                add(&db, NOW).await;
            }
            let mut workers = tokio::task::JoinSet::new();
            for _ in 0..4 {
                let db = db.clone();
                workers.spawn(async move {
                    let mut mine = Vec::new();
                    while let Some(job) = claim(&db, NOW).await.unwrap() {
                        mine.push(job.id);
                    }
                    mine
                });
            }
            let mut all: Vec<JobId> = workers.join_all().await.concat();
            all.sort();
            all.dedup();
            assert_eq!(all.len(), 20);
        }

        async fn a_job_waits_for_its_time_and_a_dead_worker_frees_its_claim(db: Db) {
            add(&db, NOW.plus_seconds(30)).await;
            assert!(claim(&db, NOW).await.unwrap().is_none());
            let later = NOW.plus_seconds(30);
            assert!(claim(&db, later).await.unwrap().is_some());
            assert!(claim(&db, later.plus_seconds(60)).await.unwrap().is_none());
            assert_eq!(claim(&db, later.plus_seconds(121)).await.unwrap().unwrap().attempts, 2);
        }

        async fn what_can_never_be_done_is_dead_after_its_first_try(db: Db) {
            add(&db, NOW).await;
            let job = claim(&db, NOW).await.unwrap().unwrap();
            let fault = Fault { said: "550 5.1.1 no such user".into(), forever: true };
            settle(&db, &job, Err(fault), NOW).await.unwrap();
            assert_eq!(queue(&db, NOW).await.unwrap().dead, 1);
        }

        async fn a_failing_job_is_tried_again_later_and_in_the_end_is_dead(db: Db) {
            add(&db, NOW).await;
            let mut now = NOW;
            for attempt in 1..=TRIES {
                let job = claim(&db, now).await.unwrap().unwrap();
                assert_eq!(job.attempts, attempt);
                settle(&db, &job, Err("no route".to_owned().into()), now).await.unwrap();
                assert!(claim(&db, now).await.unwrap().is_none());
                now = now.plus_seconds(86_400);
            }
            assert!(claim(&db, now).await.unwrap().is_none());
            let (error, dead) = fetch_one!(db.read().await.unwrap(), (String, Option<i64>), "SELECT last_error, dead FROM jobs").unwrap();
            assert_eq!((error.as_str(), dead.is_some()), ("no route", true));
        }
    }
}
