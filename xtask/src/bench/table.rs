//! What a person reads at the end.

use super::load::Load;
use anyhow::Result;
use std::fmt::Display;
use std::io::Write;
use std::time::Duration;

/// What the clients met, and what it cost the server.
pub struct Row {
    pub load: Load,
    pub cpu: Duration,
}

/// "per core": answers for each second that the server's threads spent on a core. The clients need
/// the same cores, so it says more about the server than "a second" does.
pub const HEADINGS: &str = "\n                                  a second   per core   p50 ms   p99 ms";

/// One row of the table.
pub fn print(name: &str, row: &Row) -> Result<()> {
    let Row { load, cpu } = row;
    let per_core = load.answers() as f64 / cpu.as_secs_f64();
    let (p50, p99) = (load.milliseconds(0.5), load.milliseconds(0.99));
    say(format_args!(
        "{name:<32} {:>10.0} {per_core:>10.0} {p50:>8.1} {p99:>8.1}",
        load.rate()
    ))?;
    match load.example {
        Some(status) => say(format_args!("  and {} other answers, such as {status}", load.unexpected)),
        None => Ok(()),
    }
}

/// A line of what this program is for: it goes to standard output.
pub fn say(line: impl Display) -> Result<()> {
    Ok(writeln!(std::io::stdout(), "{line}")?)
}
