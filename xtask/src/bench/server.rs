//! The server under test, in a data folder and on a port of its own.

use super::http::{Connection, get};
use crate::{postgres, repo, run};
use anyhow::{Context, Result, bail};
use std::fs::{self, File};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// A data folder that goes with us.
pub struct Installation {
    folder: PathBuf,
    port: u16,
    metrics: u16,
}

impl Installation {
    /// An empty one.
    pub fn new() -> Result<Self> {
        let folder = std::env::temp_dir().join(format!("parvis-bench-{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        Ok(Self {
            folder,
            port: postgres::free_port()?,
            metrics: postgres::free_port()?,
        })
    }

    /// Fills it with topics, and returns the cookies of that many signed-in members of Drumlin.
    pub fn fill(&self, topics: usize, accounts: usize) -> Result<Vec<String>> {
        let mut demo = self.parvis(&["demo", "--topics", &topics.to_string()]);
        run::quietly(&format!("{topics} topics"), &mut demo)?;
        let mut command = self.parvis(&["bench-accounts", "--count", &accounts.to_string()]);
        let output = run::step("accounts", || run::captured(&mut command))?;
        run::finished(&command, &output)?;
        let lines = String::from_utf8(output.stdout)?;
        let cookies = lines.lines().filter_map(|line| line.strip_prefix("drumlin\t"));
        Ok(cookies.map(str::to_owned).collect())
    }

    /// Fills its first brand up to so many topics.
    pub fn grow(&self, topics: usize) -> Result<()> {
        let mut grow = self.parvis(&["bench-topics", "--to", &topics.to_string()]);
        run::quietly(&format!("{topics} topics, {} replies and votes", 10 * topics), &mut grow)
    }

    /// Starts its server; the time is that from here to the first answer.
    pub fn serve(&self) -> Result<(Server, Duration)> {
        let log = self.folder.join("log");
        let mut command = self.parvis(&["serve", "--bench-static"]);
        command
            .stdin(Stdio::null())
            .stdout(File::create(&log)?)
            .stderr(File::options().append(true).open(&log)?);
        let start = Instant::now();
        let mut server = Server {
            child: command.spawn()?,
            port: self.port,
            metrics: self.metrics,
        };
        server.wait().with_context(|| fs::read_to_string(&log).unwrap_or_default())?;
        Ok((server, start.elapsed()))
    }

    fn parvis(&self, arguments: &[&str]) -> Command {
        let mut command = run::program(repo::server("release"));
        command.args(arguments).env_remove("PARVIS_DATABASE_URL");
        command.env("PARVIS_DATA_DIR", &self.folder);
        command.env("PARVIS_LISTEN", format!("127.0.0.1:{}", self.port));
        command.env("PARVIS_METRICS_LISTEN", format!("127.0.0.1:{}", self.metrics));
        command.env("PARVIS_BASE_URL", format!("http://127.0.0.1:{}", self.port));
        command
    }
}

impl Drop for Installation {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.folder).ok();
    }
}

/// A running server, ended when it is dropped.
pub struct Server {
    child: Child,
    pub port: u16,
    /// Where its figures are.
    pub metrics: u16,
}

impl Server {
    fn wait(&mut self) -> Result<()> {
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(20) {
            let answer = Connection::open(self.port).and_then(|mut open| open.ask(&get("/health/live", "", "identity")));
            if answer.is_ok_and(|answer| answer.status == 200) {
                return Ok(());
            }
            if let Some(status) = self.child.try_wait()? {
                bail!("the server ended with {status}");
            }
            thread::sleep(Duration::from_millis(1));
        }
        bail!("the server did not answer /health/live")
    }

    /// Megabytes of memory: `VmRSS` now, or `VmHWM`, the most there ever was.
    pub fn memory(&self, kind: &str) -> Result<f64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix(kind)?.strip_prefix(':'));
        let kilobytes: f64 = line.context("no such line in /proc")?.trim().trim_end_matches(" kB").parse()?;
        Ok(kilobytes / 1024.0)
    }

    /// The time that all its threads have spent on a core.
    pub fn cpu_time(&self) -> Result<Duration> {
        const TICKS_PER_SECOND: u64 = 100; // USER_HZ, the same on every Linux that Rust runs on
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        let (_, after_name) = stat.rsplit_once(") ").context("no name in /proc/…/stat")?;
        let ticks = after_name.split(' ').skip(11).take(2).map(str::parse::<u64>);
        let ticks = ticks.sum::<Result<u64, _>>()?;
        Ok(Duration::from_millis(ticks * 1000 / TICKS_PER_SECOND))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
