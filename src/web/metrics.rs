//! Figures for Prometheus: counters that this process keeps, and gauges that are read when they are asked for. What they are counted by is
//! bounded: routes of the one list, methods and classes of status, never what a request brings.

mod text;

pub use text::serve;

use super::routes::{self, Kind};
use axum::http::{Method, StatusCode};
use std::collections::HashMap;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Duration;
use types::Instant;

/// Upper bounds of the buckets in microseconds; what took longer is in the last one.
const BOUNDS: [u64; 7] = [5_000, 25_000, 100_000, 250_000, 1_000_000, 2_500_000, 10_000_000];
const KINDS: [(Option<Kind>, &str); 7] = [
    (Some(Kind::Page), "page"),
    (Some(Kind::Form), "form"),
    (Some(Kind::Function), "function"),
    (Some(Kind::File), "file"),
    (Some(Kind::Picture), "picture"),
    (Some(Kind::Health), "health"),
    (None, "none"),
];

static FIGURES: LazyLock<Figures> = LazyLock::new(Figures::new);

/// What was counted since the start.
struct Figures {
    started: Instant,
    routes: HashMap<(Method, &'static str), usize>,
    rows: Vec<Row>,
    durations: [Histogram; KINDS.len()],
    under_way: AtomicI64,
    cache_hits: AtomicU64,
    cache_misses: AtomicU64,
    worker_deaths: AtomicU64,
}

/// Answers of one route and method, by the first digit of their status.
struct Row {
    method: Method,
    path: &'static str,
    kind: usize,
    answers: [AtomicU64; 5],
}

#[derive(Default)]
struct Histogram {
    buckets: [AtomicU64; BOUNDS.len() + 1],
    sum: AtomicU64,
}

impl Figures {
    fn new() -> Self {
        let place = |kind| KINDS.iter().position(|(k, _)| *k == kind).unwrap_or(KINDS.len() - 1);
        let row = |method, path, kind| Row {
            method,
            path,
            kind: place(kind),
            answers: Default::default(),
        };
        let mut rows: Vec<Row> = routes::list().into_iter().map(|r| row(r.method, r.path, Some(r.kind))).collect();
        // Last: what no route is for.
        rows.push(row(Method::GET, "none", None));
        Self {
            started: Instant::now(),
            routes: rows
                .iter()
                .enumerate()
                .map(|(at, row)| ((row.method.clone(), row.path), at))
                .collect(),
            rows,
            durations: Default::default(),
            under_way: AtomicI64::new(0),
            cache_hits: AtomicU64::new(0),
            cache_misses: AtomicU64::new(0),
            worker_deaths: AtomicU64::new(0),
        }
    }

    /// A wrong method and an unknown address are no route's.
    fn row(&self, method: &Method, route: &str) -> Option<&Row> {
        let method = if *method == Method::HEAD { &Method::GET } else { method };
        let at = self.routes.get(&(method.clone(), route));
        at.and_then(|at| self.rows.get(*at)).or_else(|| self.rows.last())
    }
}

/// An answer has begun.
pub fn answered(method: &Method, route: &str, status: StatusCode, took: Duration) {
    let Some(row) = FIGURES.row(method, route) else {
        return;
    };
    if let Some(class) = usize::from(status.as_u16() / 100)
        .checked_sub(1)
        .and_then(|class| row.answers.get(class))
    {
        class.fetch_add(1, Ordering::Relaxed);
    }
    let took = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
    let histogram = &FIGURES.durations[row.kind];
    let bucket = BOUNDS.iter().position(|bound| took <= *bound).unwrap_or(BOUNDS.len());
    histogram.buckets[bucket].fetch_add(1, Ordering::Relaxed);
    histogram.sum.fetch_add(took, Ordering::Relaxed);
}

/// A page was in the cache.
pub fn cache_hit() {
    FIGURES.cache_hits.fetch_add(1, Ordering::Relaxed);
}

/// A page that the cache may hold was not in it.
pub fn cache_miss() {
    FIGURES.cache_misses.fetch_add(1, Ordering::Relaxed);
}

/// The worker died, and begins again.
pub fn worker_died() {
    FIGURES.worker_deaths.fetch_add(1, Ordering::Relaxed);
}

/// From now on time counts.
pub fn start() {
    LazyLock::force(&FIGURES);
}

/// A request that is being answered; over when this goes, also where the client has gone first.
pub struct UnderWay(());

impl UnderWay {
    /// One more.
    pub fn begin() -> Self {
        FIGURES.under_way.fetch_add(1, Ordering::Relaxed);
        Self(())
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        FIGURES.under_way.fetch_sub(1, Ordering::Relaxed);
    }
}
