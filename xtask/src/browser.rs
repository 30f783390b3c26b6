//! What the browser tests need: Playwright's packages and a Chromium.

use crate::{apt, repo, run};
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// The browser that Playwright drives.
pub enum Chromium {
    /// A program of this machine.
    Installed(PathBuf),
    /// The one that Playwright downloads and finds by itself.
    Playwrights,
}

impl Chromium {
    /// What `setup` says about it.
    pub fn description(&self) -> String {
        match self {
            Self::Installed(path) => path.display().to_string(),
            Self::Playwrights => "Playwright's own".to_owned(),
        }
    }

    /// Tells end2end/playwright.config which program to start.
    pub fn tell(&self, command: &mut Command) {
        if let Self::Installed(path) = self {
            command.env("PARVIS_CHROMIUM", path);
        }
    }
}

/// Whether there are browser tests at all.
pub fn tests_exist() -> bool {
    folder().join("package.json").exists()
}

/// `npm ci`, once for each state of the lockfile.
pub fn packages() -> Result<()> {
    let lock = folder().join("package-lock.json");
    let locked = fs::read(&lock).with_context(|| format!("cannot read {}", lock.display()))?;
    let state: String = Sha256::digest(&locked).iter().map(|byte| format!("{byte:02x}")).collect();
    let stamp = repo::target().join("end2end-packages");
    let installed = folder().join("node_modules").is_dir();
    if installed && fs::read_to_string(&stamp).is_ok_and(|last| last == state) {
        return Ok(());
    }
    node()?;
    let mut npm = run::program("npm");
    npm.args(["ci", "--no-audit", "--no-fund"]).current_dir(folder());
    npm.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    run::quietly("npm packages of end2end", &mut npm)?;
    Ok(fs::write(stamp, state)?)
}

fn node() -> Result<()> {
    if run::find("node").is_some() && run::find("npm").is_some() {
        return Ok(());
    }
    apt::install(&["nodejs", "npm"]).context("the browser tests need Node.js 20 or newer with npm")
}

/// The machine's Chromium or Chrome, else Debian's, else the one that Playwright downloads.
pub fn chromium() -> Result<Chromium> {
    if let Some(path) = installed() {
        return Ok(Chromium::Installed(path));
    }
    if is_debian() {
        apt::install(&["chromium"])?;
        if let Some(path) = installed() {
            return Ok(Chromium::Installed(path));
        }
    }
    let mut playwright = run::program("npx");
    playwright.args(["playwright", "install", "chromium"]).current_dir(folder());
    run::quietly("Playwright's Chromium", &mut playwright).context("no browser: install Chromium, or name one in PARVIS_CHROMIUM")?;
    Ok(Chromium::Playwrights)
}

fn installed() -> Option<PathBuf> {
    const NAMES: [&str; 4] = ["chromium", "google-chrome", "google-chrome-stable", "chromium-browser"];
    let named = std::env::var_os("PARVIS_CHROMIUM").map(PathBuf::from);
    named.or_else(|| NAMES.iter().find_map(|name| run::find(name)))
}

/// Ubuntu's package called chromium is only a pointer to another packager.
fn is_debian() -> bool {
    let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
    apt::is_here() && release.lines().any(|line| line == "ID=debian")
}

/// `npx playwright test` in end2end/.
pub fn playwright(filters: &[String]) -> Command {
    let mut command = run::program("npx");
    command.args(["playwright", "test"]).args(filters).current_dir(folder());
    command
}

fn folder() -> PathBuf {
    repo::root().join("end2end")
}
