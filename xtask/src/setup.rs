//! What building and testing need, installed where it can be.

use crate::{browser, postgres, wasm};
use anyhow::Result;

/// `cargo xtask setup [--test]`
pub fn command(arguments: &[String]) -> Result<()> {
    let toolchain = wasm::toolchain()?;
    ready("browser's compiler", toolchain.description());
    if arguments.iter().any(|argument| argument == "--test") {
        ready("PostgreSQL", &postgres::programs()?.display().to_string());
        browser::packages()?;
        ready("Playwright", "end2end/node_modules");
        ready("Chromium", &browser::chromium()?.description());
    }
    Ok(())
}

fn ready(what: &str, which: &str) {
    eprintln!("✓ {what}: {which}");
}
