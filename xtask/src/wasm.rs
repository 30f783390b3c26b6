//! A compiler for the browser: the first way that works of three (`toolchain` names them in order).

use crate::{apt, debian, run};
use anyhow::{Context, Result, bail};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The target that browsers run.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// Where cargo finds [`flags`].
pub const FLAGS: &str = "CARGO_ENCODED_RUSTFLAGS";

/// What compiles the client.
#[derive(Debug, PartialEq)]
pub enum Toolchain {
    /// The rustc on PATH, which has the target's standard library.
    Host,
    /// Debian's rustc, with a standard library that we built from Debian's sources.
    Debian,
}

impl Toolchain {
    /// A cargo that can build for `TARGET`.
    pub fn cargo(&self) -> Command {
        match self {
            Self::Host => {
                let mut cargo = run::program("cargo");
                cargo.env(FLAGS, flags(&[]));
                cargo
            }
            Self::Debian => debian::client_cargo(),
        }
    }

    /// What `setup` says about it.
    pub fn description(&self) -> &'static str {
        match self {
            Self::Host => "the rustc on PATH",
            Self::Debian => "Debian's rustc-web with target/wasm-sysroot",
        }
    }
}

/// These flags for the client's compiler and one more: the folder that crates are unpacked in is not told to every browser.
pub fn flags(own: &[String]) -> String {
    let home = std::env::var_os("HOME").map(|home| Path::new(&home).join(".cargo"));
    let home = std::env::var_os("CARGO_HOME").map(Into::into).or(home).unwrap_or_default();
    let shorter = format!("--remap-path-prefix={}=", home.join("registry/src").display());
    [own, &[shorter]].concat().join("\u{1f}")
}

/// Finds a toolchain, or makes one: the target of the rustc on PATH, the same from rustup,
/// Debian's packages. What an earlier run made is found again without asking any server.
pub fn toolchain() -> Result<Toolchain> {
    if host_has_target() {
        return Ok(Toolchain::Host);
    }
    if debian::is_ready() {
        return Ok(Toolchain::Debian);
    }
    if rustup_adds_target() {
        return Ok(Toolchain::Host);
    }
    debian::install()
        .with_context(|| format!("no compiler for the browser; on a machine that reaches rustup's server: rustup target add {TARGET}"))?;
    Ok(Toolchain::Debian)
}

fn host_has_target() -> bool {
    let mut rustc = run::program("rustc");
    run::answer(rustc.args(["--print", "target-libdir", "--target", TARGET])).is_some_and(|folder| holds_std(Path::new(&folder)))
}

fn holds_std(folder: &Path) -> bool {
    let mut names = folder.read_dir().into_iter().flatten().flatten().map(|entry| entry.file_name());
    names.any(|name| {
        name.to_str()
            .is_some_and(|name| name.starts_with("libstd-") && name.ends_with(".rlib"))
    })
}

/// A machine cut off from rustup's server may wait for ever, so this wait ends; where Debian's
/// packages are no way out, it ends late.
fn rustup_adds_target() -> bool {
    let patience = Duration::from_secs(if apt::is_here() { 20 } else { 600 });
    let name = format!("rustup target add {TARGET}");
    let added = run::step(&name, || {
        let mut rustup = run::program("rustup");
        rustup.args(["target", "add", TARGET]);
        ends_well_within(patience, &mut rustup)
    });
    if let Err(error) = &added {
        eprintln!("  {error:#}");
    }
    added.is_ok() && host_has_target()
}

fn ends_well_within(patience: Duration, command: &mut Command) -> Result<()> {
    let quiet = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = quiet.spawn().context("rustup is not on PATH")?;
    let start = Instant::now();
    while start.elapsed() < patience {
        match child.try_wait()? {
            Some(status) if status.success() => return Ok(()),
            Some(status) => bail!("rustup ended with {status}"),
            None => std::thread::sleep(Duration::from_millis(100)),
        }
    }
    child.kill()?;
    child.wait()?;
    bail!("gave up after {}", run::seconds(patience))
}
