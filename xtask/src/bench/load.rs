//! Many connections that ask as fast as they are answered, and what they met.

use super::http::Connection;
use anyhow::{Context, Result, anyhow};
use std::thread;
use std::time::{Duration, Instant};

/// When a connection stops asking.
#[derive(Clone, Copy)]
pub enum Until {
    /// After this time.
    Over(Duration),
    /// After this many requests of its own.
    Asked(usize),
}

/// What all connections met together.
#[derive(Debug, Default)]
pub struct Load {
    /// One for each request that was answered as expected, sorted.
    latencies: Vec<Duration>,
    /// Answers with another status.
    pub unexpected: usize,
    /// Such a status, to say what went wrong.
    pub example: Option<u16>,
    elapsed: Duration,
}

impl Load {
    /// Answers as expected.
    pub fn answers(&self) -> usize {
        self.latencies.len()
    }

    /// Answers as expected, each second.
    pub fn rate(&self) -> f64 {
        self.answers() as f64 / self.elapsed.as_secs_f64()
    }

    /// The latency, in milliseconds, that this share of the answers did not exceed.
    pub fn milliseconds(&self, share: f64) -> f64 {
        let last = self.latencies.len().saturating_sub(1);
        let at = (last as f64 * share).round() as usize;
        self.latencies.get(at).map_or(0.0, |latency| latency.as_secs_f64() * 1000.0)
    }

    fn take(&mut self, other: Load) {
        self.latencies.extend(other.latencies);
        self.unexpected += other.unexpected;
        self.example = self.example.or(other.example);
    }
}

/// Sends what `request(connection, step)` makes, on that many connections at once, until then or
/// until it makes nothing more.
pub fn run<F>(port: u16, connections: usize, until: Until, expected: u16, request: F) -> Result<Load>
where
    F: Fn(usize, usize) -> Option<Vec<u8>> + Sync,
{
    let start = Instant::now();
    let request = &request;
    let mut total = thread::scope(|scope| {
        let workers: Vec<_> = (0..connections)
            .map(|connection| scope.spawn(move || one(port, until, expected, |step| request(connection, step))))
            .collect();
        workers.into_iter().try_fold(Load::default(), |mut total, worker| {
            total.take(worker.join().map_err(|_| anyhow!("a connection's thread panicked"))??);
            anyhow::Ok(total)
        })
    })?;
    total.elapsed = start.elapsed();
    total.latencies.sort_unstable();
    Ok(total)
}

fn one(port: u16, until: Until, expected: u16, request: impl Fn(usize) -> Option<Vec<u8>>) -> Result<Load> {
    let mut connection = Connection::open(port)?;
    let mut load = Load::default();
    let start = Instant::now();
    let goes_on = |step: usize| match until {
        Until::Over(time) => start.elapsed() < time,
        Until::Asked(times) => step < times,
    };
    for request in (0..).take_while(|step| goes_on(*step)).map_while(request) {
        let asked = Instant::now();
        let status = connection.ask(&request).context("under load")?.status;
        match status == expected {
            true => load.latencies.push(asked.elapsed()),
            false => {
                load.unexpected += 1;
                load.example = Some(status);
            }
        }
    }
    Ok(load)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentile_is_the_latency_at_its_rank() {
        let latencies = (0..=100).map(Duration::from_millis).collect();
        let load = Load {
            latencies,
            elapsed: Duration::from_secs(2),
            ..Load::default()
        };
        assert_eq!(load.milliseconds(0.5), 50.0);
        assert_eq!(load.milliseconds(0.99), 99.0);
        assert_eq!(load.rate(), 50.5);
        assert_eq!(Load::default().milliseconds(0.99), 0.0);
    }
}
