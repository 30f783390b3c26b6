//! Debian's packages, for what a machine lacks.

use crate::run;
use anyhow::{Context, Result, bail};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};

static LISTS_ARE_FRESH: AtomicBool = AtomicBool::new(false);

/// Whether this is Debian or something made from it, where we know the packages' names.
pub fn is_here() -> bool {
    run::find("apt-get").is_some()
}

/// Installs packages, as root or through sudo where it asks for no password.
pub fn install(packages: &[&str]) -> Result<()> {
    let wanted = packages.join(" ");
    let by_hand = format!("install it by hand:\n  sudo apt-get install --no-install-recommends {wanted}");
    if !is_here() {
        bail!("this machine has no apt-get; install what Debian calls: {wanted}");
    }
    let Some(asker) = privilege() else {
        bail!("only root can install packages; {by_hand}");
    };
    if !LISTS_ARE_FRESH.swap(true, Ordering::Relaxed) {
        run::quietly("package lists", apt(asker).arg("update")).context(by_hand.clone())?;
    }
    let mut install = apt(asker);
    install.args(["install", "-y", "--no-install-recommends"]).args(packages);
    run::quietly(&format!("installing {wanted}"), &mut install).context(by_hand)
}

#[derive(Clone, Copy)]
enum Asker {
    Root,
    Sudo,
}

fn privilege() -> Option<Asker> {
    if am_root() {
        return Some(Asker::Root);
    }
    run::answer(run::program("sudo").args(["-n", "true"])).map(|_| Asker::Sudo)
}

/// Whether we run as root, which may install packages but may not run PostgreSQL or Chromium's sandbox.
pub fn am_root() -> bool {
    run::answer(run::program("id").arg("-u")).as_deref() == Some("0")
}

fn apt(asker: Asker) -> Command {
    let mut command = match asker {
        Asker::Root => run::program("env"),
        Asker::Sudo => {
            let mut sudo = run::program("sudo");
            sudo.args(["-n", "env"]);
            sudo
        }
    };
    command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]);
    command
}
