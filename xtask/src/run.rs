//! Child processes: a clean environment, one line per step, and the output of what failed.

use crate::repo;
use anyhow::{Context, Result, bail};
use std::ffi::OsStr;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

/// A command in the repository's root, without the variables that `cargo run` gave to us: they
/// would make another cargo, or another rustc, build something else than it does by itself.
pub fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(repo::root());
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(comes_from_cargo_run) {
            command.env_remove(name);
        }
    }
    command
}

fn comes_from_cargo_run(name: &str) -> bool {
    const WHOLE: [&str; 3] = ["CARGO", "LD_LIBRARY_PATH", "RUST_RECURSION_COUNT"];
    const STARTS: [&str; 4] = ["CARGO_PKG_", "CARGO_BIN_", "CARGO_CRATE_", "CARGO_MANIFEST_"];
    WHOLE.contains(&name) || STARTS.iter().any(|start| name.starts_with(start))
}

/// The host's cargo, building into this repository's target folder.
pub fn cargo<'a>(arguments: impl IntoIterator<Item = &'a str>) -> Command {
    let mut command = program("cargo");
    command.args(arguments);
    command.env("CARGO_TARGET_DIR", repo::target());
    command
}

/// Where a program is, if it is on PATH.
pub fn find(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
}

/// The trimmed standard output of a child that ends well; nothing otherwise.
pub fn answer(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    output.status.success().then_some(text)
}

/// Does the work between `→ name …` and its elapsed seconds, on one line.
pub fn step<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    eprint!("→ {name} … ");
    let start = Instant::now();
    let outcome = work();
    let seconds = seconds(start.elapsed());
    match &outcome {
        Ok(_) => eprintln!("{seconds}"),
        Err(_) => eprintln!("failed after {seconds}"),
    }
    outcome
}

/// A step that is one child, whose output is shown only when it fails.
pub fn quietly(name: &str, command: &mut Command) -> Result<()> {
    step(name, || {
        let output = captured(command)?;
        finished(command, &output)
    })
}

/// A child whose output a person wants to follow, with a line before and after it.
pub fn openly(name: &str, command: &mut Command) -> Result<()> {
    eprintln!("→ {name}");
    let start = Instant::now();
    let status = command.status().with_context(|| cannot_start(command))?;
    if !status.success() {
        bail!("{name}: {} ended with {status}", shown(command));
    }
    eprintln!("  {name} … {}", seconds(start.elapsed()));
    Ok(())
}

/// A host build: cargo's progress on a terminal, warnings and errors anywhere.
pub fn build(name: &str, command: &mut Command) -> Result<()> {
    if !std::io::stderr().is_terminal() {
        command.env("CARGO_TERM_QUIET", "true");
    }
    openly(name, command)
}

/// Runs a child to its end, keeping what it says.
pub fn captured(command: &mut Command) -> Result<Output> {
    command.stdin(Stdio::null()).output().with_context(|| cannot_start(command))
}

/// An error that carries the child's output, unless it ended well.
pub fn finished(command: &Command, output: &Output) -> Result<()> {
    if output.status.success() {
        return Ok(());
    }
    bail!(
        "{} ended with {}\n{}{}",
        shown(command),
        output.status,
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    )
}

/// `0.4 s`, `78 s`.
pub fn seconds(elapsed: Duration) -> String {
    let seconds = elapsed.as_secs_f64();
    match seconds < 10.0 {
        true => format!("{seconds:.1} s"),
        false => format!("{seconds:.0} s"),
    }
}

fn shown(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy()];
    words.extend(command.get_args().map(OsStr::to_string_lossy));
    format!("`{}`", words.join(" "))
}

fn cannot_start(command: &Command) -> String {
    let program = command.get_program().to_string_lossy().into_owned();
    format!("cannot start `{program}`; is it installed?")
}
