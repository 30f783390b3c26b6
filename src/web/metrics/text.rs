//! The figures as Prometheus reads them (text format 0.0.4), on a port of their own.

use super::{BOUNDS, FIGURES, Figures, KINDS};
use axum::Router;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use community::limits::{Limited, refused};
use community::{Installation, jobs};
use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tokio::net::TcpListener;
use types::Instant;

/// Longest that the database is waited for; without it, what it would tell is left out.
const LONGEST: Duration = Duration::from_secs(2);

/// Answers `GET /metrics` until the process ends.
pub async fn serve(listener: TcpListener, installation: Installation) -> std::io::Result<()> {
    let router = Router::new().route("/metrics", get(answer)).with_state(installation);
    axum::serve(listener, router).await
}

async fn answer(State(installation): State<Installation>) -> Response {
    let mut out = String::with_capacity(16_384);
    FIGURES.write(&mut out);
    process(&mut out);
    now(&mut out, &installation).await;
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], out).into_response()
}

impl Figures {
    fn write(&self, out: &mut String) {
        head(
            out,
            "parvis_requests_total",
            "counter",
            "Answers by route, method and class of status",
        );
        for row in &self.rows {
            for (class, count) in row.answers.iter().enumerate().filter(|(_, c)| read(c) > 0) {
                let labels = format!("route=\"{}\",method=\"{}\",status=\"{}xx\"", row.path, row.method, class + 1);
                line(out, "parvis_requests_total", &labels, read(count));
            }
        }
        self.write_durations(out);
        head(
            out,
            "parvis_limited_total",
            "counter",
            "Tries that were refused as too many, by limit",
        );
        for limit in Limited::ALL {
            line(out, "parvis_limited_total", &format!("limit=\"{limit}\""), refused(*limit));
        }
        plain(
            out,
            "parvis_requests_under_way",
            "gauge",
            "Requests that are being answered",
            self.under_way.load(Ordering::Relaxed),
        );
        plain(
            out,
            "parvis_page_cache_hits_total",
            "counter",
            "Pages that were in the cache",
            read(&self.cache_hits),
        );
        plain(
            out,
            "parvis_page_cache_misses_total",
            "counter",
            "Pages that the cache may hold and did not",
            read(&self.cache_misses),
        );
        plain(
            out,
            "parvis_worker_deaths_total",
            "counter",
            "How often the worker died and began again",
            read(&self.worker_deaths),
        );
        plain(
            out,
            "process_start_time_seconds",
            "gauge",
            "When this process began",
            seconds(self.started.0.unsigned_abs()),
        );
    }

    fn write_durations(&self, out: &mut String) {
        const NAME: &str = "parvis_request_duration_seconds";
        head(out, NAME, "histogram", "Time to the beginning of an answer, by kind of route");
        for ((_, kind), histogram) in KINDS.iter().zip(&self.durations) {
            let mut count = 0;
            for (at, bucket) in histogram.buckets.iter().enumerate() {
                count += read(bucket);
                let bound = BOUNDS.get(at).map_or_else(|| "+Inf".to_owned(), |bound| seconds(*bound));
                line(out, &format!("{NAME}_bucket"), &format!("kind=\"{kind}\",le=\"{bound}\""), count);
            }
            line(
                out,
                &format!("{NAME}_sum"),
                &format!("kind=\"{kind}\""),
                seconds(read(&histogram.sum)),
            );
            line(out, &format!("{NAME}_count"), &format!("kind=\"{kind}\""), count);
        }
    }
}

/// What the system knows of us, where it is Linux.
fn process(out: &mut String) {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let resident = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:")?.trim().strip_suffix(" kB")?.parse::<u64>().ok());
    if let Some(kilobytes) = resident {
        plain(
            out,
            "process_resident_memory_bytes",
            "gauge",
            "Memory that this process holds",
            kilobytes * 1_024,
        );
    }
    if let Ok(open) = std::fs::read_dir("/proc/self/fd") {
        plain(
            out,
            "process_open_fds",
            "gauge",
            "Files and connections that this process holds open",
            open.count(),
        );
    }
}

/// What the pools, the worker and the database say at this moment.
async fn now(out: &mut String, installation: &Installation) {
    head(
        out,
        "parvis_database_connections",
        "gauge",
        "Connections to the database by pool and state",
    );
    for (pool, busy, idle) in installation.db.pools() {
        line(
            out,
            "parvis_database_connections",
            &format!("pool=\"{pool}\",state=\"in_use\""),
            busy,
        );
        line(out, "parvis_database_connections", &format!("pool=\"{pool}\",state=\"idle\""), idle);
    }
    let now = Instant::now();
    if let Some(last) = installation.pulse.last() {
        let since = now.seconds_since(last).max(0);
        plain(
            out,
            "parvis_worker_silent_seconds",
            "gauge",
            "Since the worker last looked for jobs",
            since,
        );
    }
    let queue = tokio::time::timeout(LONGEST, jobs::queue(&installation.db, now)).await;
    let up = u8::from(matches!(queue, Ok(Ok(_))));
    plain(out, "parvis_database_up", "gauge", "Whether the database answers", up);
    if let Ok(Ok(queue)) = queue {
        plain(out, "parvis_jobs_waiting", "gauge", "Jobs to be done, now or later", queue.waiting);
        plain(out, "parvis_jobs_dead", "gauge", "Jobs that were given up", queue.dead);
        let age = now.seconds_since(queue.oldest);
        plain(
            out,
            "parvis_jobs_oldest_due_seconds",
            "gauge",
            "Since the job that is due longest has been due",
            age,
        );
    }
}

fn read(counter: &AtomicU64) -> u64 {
    counter.load(Ordering::Relaxed)
}

fn seconds(microseconds: u64) -> String {
    let (whole, rest) = (microseconds / 1_000_000, microseconds % 1_000_000);
    let text = format!("{whole}.{rest:06}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn head(out: &mut String, name: &str, kind: &str, help: &str) {
    let _ = write!(out, "# HELP {name} {help}\n# TYPE {name} {kind}\n");
}

fn line(out: &mut String, name: &str, labels: &str, value: impl std::fmt::Display) {
    let _ = writeln!(out, "{name}{{{labels}}} {value}");
}

fn plain(out: &mut String, name: &str, kind: &str, help: &str, value: impl std::fmt::Display) {
    head(out, name, kind, help);
    let _ = writeln!(out, "{name} {value}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_are_written_without_needless_zeros() {
        for (micros, shown) in [(0, "0"), (5_000, "0.005"), (2_500_000, "2.5"), (10_000_000, "10"), (1, "0.000001")] {
            assert_eq!(seconds(micros), shown);
        }
    }
}
