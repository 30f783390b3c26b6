//! The server, unoptimised, built and started again whenever a file changes.

use crate::{repo, run, serve, site};
use anyhow::Result;
use std::path::PathBuf;
use std::process::Child;
use std::time::{Duration, SystemTime};

/// What the server is made of, beside Cargo.toml.
const SOURCES: [&str; 5] = ["src", "style", "public", "locales", "migrations"];

/// `cargo xtask dev …`: until ctrl-C, which the server gets too. A change that does not compile
/// leaves the last good server running.
pub fn command(arguments: &[String]) -> Result<()> {
    let mut running: Option<Child> = None;
    loop {
        let seen = state()?;
        match build() {
            Ok(()) => running = Some(restart(running, arguments)?),
            Err(error) => eprintln!("error: {error:#}"),
        }
        eprintln!("  waiting for a change");
        while state()? == seen {
            std::thread::sleep(Duration::from_secs(1));
        }
    }
}

fn build() -> Result<()> {
    serve::client_and_site()?;
    serve::server("debug")
}

fn restart(running: Option<Child>, arguments: &[String]) -> Result<Child> {
    if let Some(mut last) = running {
        last.kill()?;
        last.wait()?;
    }
    let mut parvis = run::program(repo::server("debug"));
    Ok(parvis.args(["serve", "--demo"]).args(arguments).spawn()?)
}

/// Every source with the time it was last written; comparing two tells whether anything changed.
fn state() -> Result<Vec<(PathBuf, Option<SystemTime>)>> {
    let mut files = vec![repo::root().join("Cargo.toml")];
    for folder in SOURCES {
        files.extend(site::files_below(&repo::root().join(folder))?);
    }
    let modified = |path: &PathBuf| path.metadata().and_then(|data| data.modified()).ok();
    Ok(files.into_iter().map(|path| (path.clone(), modified(&path))).collect())
}
