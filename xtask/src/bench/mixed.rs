//! Visitors and members of two brands while one of them votes: how often a visitor's page is kept, and what that is worth.

use super::http::{Connection, get, post};
use super::load::{self, Until};
use super::table::{HEADINGS, Row, print, say};
use super::{Bench, CONNECTIONS, LIST, TOPICS};
use anyhow::{Context, Result};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

const REQUESTS: usize = 10_000;
/// Of so many readers one is a member: nine of ten only read.
const READERS: usize = 10;
/// Between two votes.
const VOTES: Duration = Duration::from_millis(100);
/// A cookie of nobody's: what is kept is not given to whoever brings one, so that a visitor's page is made anew.
const UNKEPT: &str = "unkept=1";
const PAGES: [&str; 4] = [LIST, "/b/orsel/topics", "/b/drumlin/", "/b/orsel/"];

impl Bench {
    /// The same requests with pages that are kept and with pages that are made anew each time.
    pub fn mixed(&self) -> Result<()> {
        say(format_args!("{HEADINGS}"))?;
        let unkept = self.mix(UNKEPT)?;
        print("mixed, no page kept", &unkept)?;
        let before = self.kept()?;
        let kept = self.mix("")?;
        print("mixed, pages kept", &kept)?;
        let [hits, misses] = self.kept()?;
        let (hits, misses) = (hits - before[0], misses - before[1]);
        say(format_args!(
            "  {:.1} % of {:.0} visitors' pages were kept, {:.1} times as many a second",
            100.0 * hits / (hits + misses),
            hits + misses,
            kept.load.rate() / unkept.load.rate()
        ))
    }

    fn mix(&self, visitor: &str) -> Result<Row> {
        let done = AtomicBool::new(false);
        let each = Until::Asked(REQUESTS / CONNECTIONS);
        let before = self.server.cpu_time()?;
        let load = thread::scope(|scope| {
            let voter = scope.spawn(|| self.vote_until(&done));
            let load = load::run(self.server.port, CONNECTIONS, each, 200, |reader, step| {
                let member = (reader + step).is_multiple_of(READERS);
                let cookies = if member { &self.accounts[0] } else { visitor };
                Some(get(PAGES[(reader + step / READERS) % PAGES.len()], cookies, "br"))
            });
            done.store(true, Ordering::Relaxed);
            voter.join().ok().context("the voter panicked")??;
            load
        })?;
        let cpu = self.server.cpu_time()? - before;
        Ok(Row { load, cpu })
    }

    /// Votes and takes it back, so that each time something is written.
    fn vote_until(&self, done: &AtomicBool) -> Result<()> {
        let mut connection = Connection::open(self.server.port)?;
        for verb in ["cast", "withdraw"].into_iter().cycle() {
            if done.load(Ordering::Relaxed) {
                return Ok(());
            }
            let path = format!("/b/drumlin/t/{TOPICS}/vote");
            connection.ask(&post(&path, &self.accounts[1], &format!("verb={verb}&back={LIST}")))?;
            thread::sleep(VOTES);
        }
        Ok(())
    }

    /// How many pages were kept and how many were made, since the start.
    fn kept(&self) -> Result<[f64; 2]> {
        let mut connection = Connection::open(self.server.metrics)?;
        connection.ask(&get("/metrics", "", "identity"))?;
        let text = String::from_utf8(std::mem::take(&mut connection.body))?;
        let figure = |name: &str| {
            let line = text.lines().find_map(|line| line.strip_prefix(name));
            line.and_then(|value| value.trim().parse().ok())
                .with_context(|| format!("no figure {name}"))
        };
        Ok([figure("parvis_page_cache_hits_total")?, figure("parvis_page_cache_misses_total")?])
    }
}
