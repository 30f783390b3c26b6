//! The mail server of the tests: Python's aiosmtpd, with Python's own mail parser behind it.

use crate::{apt, run};
use anyhow::Result;

/// The Pythons that a test asks, in its order: the first on the path, and Debian's own, which knows Debian's packages.
const PYTHONS: [&str; 2] = ["python3", "/usr/bin/python3"];

/// Sees to it that one of them has it.
pub fn ready() -> Result<()> {
    let has_it = |python: &&str| run::answer(run::program(python).args(["-c", "import aiosmtpd"])).is_some();
    if PYTHONS.iter().any(has_it) {
        return Ok(());
    }
    apt::install(&["python3-aiosmtpd"])
}
