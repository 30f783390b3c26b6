//! Everything that CI checks, and a summary of it.

use crate::postgres::Postgres;
use crate::{browser, repo, run, serve, smtp};
use anyhow::{Result, bail};
use std::time::{Duration, Instant};

/// Never the host build of `client`: it would unite the features of both sides of `ui`.
const HOST_PACKAGES: [&str; 3] = ["--workspace", "--exclude", "client"];

/// `cargo xtask test [rust | browser] [filters…]`
pub fn command(arguments: &[String]) -> Result<()> {
    let mut checks = Checks::default();
    match arguments.split_first() {
        None => everything(&mut checks),
        Some((kind, filters)) if kind == "rust" => rust_only(&mut checks, filters),
        Some((kind, filters)) if kind == "browser" => browser_only(&mut checks, filters),
        Some((other, _)) => bail!("`cargo xtask test {other}`: the kinds are rust and browser"),
    }
    checks.conclude()
}

fn everything(checks: &mut Checks) {
    checks.run("format", || run::openly("format", &mut run::cargo(["fmt", "--all", "--check"])));
    let site = checks.run("client and site", serve::client_and_site).is_some();
    let postgres = checks.run("PostgreSQL", Postgres::start);
    checks.run("lints", lints);
    let built = checks.run("server and tests", server_and_tests).is_some();
    if built && let Some(postgres) = &postgres {
        checks.run("Rust tests", || rust_tests(postgres, &[]));
    }
    if built
        && site
        && let Some(postgres) = &postgres
    {
        checks.run("browser tests", || browser_tests(postgres, &[]));
    }
}

fn rust_only(checks: &mut Checks, filters: &[String]) {
    if let Some(postgres) = checks.run("PostgreSQL", Postgres::start) {
        checks.run("Rust tests", || rust_tests(&postgres, filters));
    }
}

fn browser_only(checks: &mut Checks, filters: &[String]) {
    let site = checks.run("client and site", serve::client_and_site).is_some();
    let built = checks.run("server", || serve::server("debug")).is_some();
    if built
        && site
        && let Some(postgres) = checks.run("PostgreSQL", Postgres::start)
    {
        checks.run("browser tests", || browser_tests(&postgres, filters));
    }
}

fn lints() -> Result<()> {
    let mut clippy = run::cargo(["clippy"].into_iter().chain(HOST_PACKAGES));
    clippy.args(["--all-targets", "--", "-D", "warnings"]);
    run::build("lints", &mut clippy)
}

/// In one cargo run: alone, the server would have other features of its dependencies than beside
/// the tests, and half of them would be built twice.
fn server_and_tests() -> Result<()> {
    let mut cargo = run::cargo(["build"].into_iter().chain(HOST_PACKAGES));
    cargo.args(["--bins", "--tests"]);
    run::build("server and tests", &mut cargo)
}

fn rust_tests(postgres: &Postgres, filters: &[String]) -> Result<()> {
    // The CommonMark specification, which one of them reads, comes with the packages of end2end.
    browser::packages()?;
    smtp::ready()?;
    let runner: &[&str] = match has_nextest() {
        true => &["nextest", "run"],
        false => &["test"],
    };
    let mut cargo = run::cargo(runner.iter().copied().chain(HOST_PACKAGES));
    cargo
        .arg("--no-fail-fast")
        .args(filters)
        .env("PARVIS_TEST_POSTGRES", postgres.url());
    run::openly("Rust tests", &mut cargo)
}

fn has_nextest() -> bool {
    let found = run::answer(run::program("cargo").args(["nextest", "--version"])).is_some();
    if !found {
        eprintln!("  cargo-nextest is not installed; `cargo test` does the same, more slowly");
    }
    found
}

fn browser_tests(postgres: &Postgres, filters: &[String]) -> Result<()> {
    if !browser::tests_exist() {
        bail!("end2end/package.json is missing");
    }
    browser::packages()?;
    smtp::ready()?;
    let chromium = browser::chromium()?;
    let mut playwright = browser::playwright(filters);
    playwright.env("PARVIS_BIN", repo::server("debug"));
    playwright.env("PARVIS_TEST_POSTGRES", postgres.url());
    chromium.tell(&mut playwright);
    run::openly("browser tests", &mut playwright)
}

/// What was checked, how it ended, and how long it took.
#[derive(Default)]
struct Checks(Vec<(&'static str, bool, Duration)>);

impl Checks {
    /// Runs one check and goes on whatever its end, so that one run tells all that is wrong.
    fn run<T>(&mut self, name: &'static str, check: impl FnOnce() -> Result<T>) -> Option<T> {
        let start = Instant::now();
        let outcome = check();
        if let Err(error) = &outcome {
            eprintln!("error: {error:#}");
        }
        self.0.push((name, outcome.is_ok(), start.elapsed()));
        outcome.ok()
    }

    fn conclude(self) -> Result<()> {
        eprintln!();
        for (name, passed, elapsed) in &self.0 {
            let mark = if *passed { '✓' } else { '✗' };
            eprintln!("{mark} {name:<16} {:>8}", run::seconds(*elapsed));
        }
        match self.0.iter().filter(|(_, passed, _)| !passed).count() {
            0 => Ok(()),
            failed => bail!("{failed} of {} checks failed", self.0.len()),
        }
    }
}
