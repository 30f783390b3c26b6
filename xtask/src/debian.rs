//! The browser's compiler from Debian's packages, for machines that cannot ask rustup's server:
//! a recent rustc beside the one on PATH, and a standard library that we build from its sources.

use crate::wasm::{self, TARGET};
use crate::{apt, repo, run};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "lld-22"];
const RUSTC: &str = "/usr/bin/rustc";
const CARGO: &str = "/usr/bin/cargo";
const LINKER: &str = "/usr/lib/llvm-22/bin/wasm-ld";
const STD_SOURCE: &str = "/usr/lib/rustlib/src/rust/library/std/Cargo.toml";

/// Whether an earlier run left a standard library of today's Debian rustc.
pub fn is_ready() -> bool {
    let made_by = fs::read_to_string(stamp()).ok();
    made_by.is_some() && made_by == version() && Path::new(LINKER).exists()
}

/// Installs the packages that are missing and builds the standard library.
pub fn install() -> Result<()> {
    let wanted = [RUSTC, CARGO, LINKER, STD_SOURCE].map(Path::new);
    if !wanted.iter().all(|file| file.exists()) {
        apt::install(&PACKAGES)?;
    }
    match wanted.iter().find(|file| !file.exists()) {
        Some(missing) => bail!("{} are installed, yet {} is missing", PACKAGES.join(" "), missing.display()),
        None => build_standard_library(),
    }
}

/// Debian's cargo with that standard library, for the client.
pub fn client_cargo() -> Command {
    let mut cargo = cargo();
    cargo.env(wasm::FLAGS, wasm::flags(&["--sysroot".to_owned(), sysroot().display().to_string()]));
    cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", LINKER);
    cargo
}

/// Builds std in a scratch crate, and lays its libraries where a sysroot has them.
fn build_standard_library() -> Result<()> {
    let scratch = repo::target().join("wasm-std");
    write_scratch_crate(&scratch)?;
    let mut cargo = cargo();
    cargo.current_dir(&scratch);
    cargo.env("RUSTC_BOOTSTRAP", "1"); // build-std is not stable yet
    cargo.env(wasm::FLAGS, "-Cembed-bitcode=yes"); // the client links with LTO
    cargo.args(["build", "--release", "-Z", "build-std=std,panic_abort"]);
    cargo.args(["--target", TARGET, "--target-dir", "target"]);
    run::quietly("standard library for the browser (once, a minute or two)", &mut cargo)?;
    lay_sysroot(&scratch.join(format!("target/{TARGET}/release/deps")))?;
    Ok(fs::remove_dir_all(&scratch)?)
}

fn write_scratch_crate(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder.join("src"))?;
    fs::write(folder.join("src/lib.rs"), "")?;
    let manifest = "[package]\nname = \"wasm-std\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n";
    Ok(fs::write(folder.join("Cargo.toml"), manifest)?)
}

fn lay_sysroot(built: &Path) -> Result<()> {
    let libraries = sysroot().join(format!("lib/rustlib/{TARGET}/lib"));
    if sysroot().exists() {
        fs::remove_dir_all(sysroot())?;
    }
    fs::create_dir_all(&libraries)?;
    for file in files(built) {
        if file.extension().is_some_and(|extension| extension == "rlib") {
            fs::copy(&file, libraries.join(file.file_name().unwrap_or_default()))?;
        }
    }
    let version = version().context("Debian's rustc does not start")?;
    Ok(fs::write(stamp(), version)?)
}

fn version() -> Option<String> {
    run::answer(run::program(RUSTC).env_remove("RUSTUP_TOOLCHAIN").arg("-vV"))
}

fn cargo() -> Command {
    let mut cargo = run::program(CARGO);
    for name in ["RUSTUP_TOOLCHAIN", "RUSTC_WRAPPER", "RUSTFLAGS"] {
        cargo.env_remove(name);
    }
    cargo.env("RUSTC", RUSTC);
    cargo
}

fn sysroot() -> PathBuf {
    repo::target().join("wasm-sysroot")
}

fn stamp() -> PathBuf {
    sysroot().join("made-by")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    entries.flatten().map(|entry| entry.path()).collect()
}
