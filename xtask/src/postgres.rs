//! A PostgreSQL server for the length of one test run: an empty cluster in a temporary folder, on
//! a free port of this machine, not meant to outlive a crash, gone at the end however we end.

use crate::{apt, run};
use anyhow::{Context, Result};
use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// Speed before safety: nobody will read this data after a crash. The last one lets every test
/// have a database of its own.
const SETTINGS: &str = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200";

/// A running server. Dropping it, or our death by whatever signal, stops it and removes its folder.
pub struct Postgres {
    port: u16,
    undertaker: Child,
}

impl Postgres {
    /// Makes a cluster and waits until its server answers.
    pub fn start() -> Result<Self> {
        let programs = programs()?;
        run::step("PostgreSQL", || {
            let folder = folder_of_its_own()?;
            let port = free_port()?;
            let undertaker = undertaker(&programs, &folder)?;
            let postgres = Self { port, undertaker };
            create(&programs, &folder)?;
            launch(&programs, &folder, port)?;
            Ok(postgres)
        })
    }

    /// The address of its maintenance database, as sqlx and psql take it.
    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        drop(self.undertaker.stdin.take());
        self.undertaker.wait().ok();
    }
}

/// Where `initdb` and `pg_ctl` are: on PATH, where Debian puts them, or there after installing.
pub fn programs() -> Result<PathBuf> {
    if let Some(found) = find_programs() {
        return Ok(found);
    }
    apt::install(&["postgresql"]).context("PostgreSQL 15 or newer is needed for the tests")?;
    find_programs().context("postgresql is installed, yet its initdb is not in /usr/lib/postgresql")
}

fn find_programs() -> Option<PathBuf> {
    let on_path = run::find("initdb").and_then(|file| Some(file.parent()?.to_path_buf()));
    on_path.or_else(newest_of_debian)
}

fn newest_of_debian() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").ok()?.flatten();
    let version = |path: &PathBuf| path.file_name()?.to_str()?.parse::<u32>().ok();
    let newest = versions.map(|entry| entry.path()).max_by_key(version)?;
    Some(newest.join("bin")).filter(|folder| folder.join("initdb").exists())
}

/// In the temporary folder, because ordinary users cannot look into root's home.
fn folder_of_its_own() -> Result<PathBuf> {
    let folder = std::env::temp_dir().join(format!("parvis-postgres-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    if apt::am_root() {
        let mut chown = run::program("chown");
        let owned = run::captured(chown.arg(ordinary_user()).arg(&folder))?;
        run::finished(&chown, &owned)?;
    }
    Ok(folder)
}

fn create(programs: &Path, folder: &Path) -> Result<()> {
    let mut initdb = ordinarily(programs.join("initdb"));
    initdb.args(["--auth=trust", "--no-sync", "--username=postgres", "-E", "UTF8", "--locale=C.UTF-8"]);
    initdb.arg("-D").arg(folder.join("data"));
    let output = run::captured(initdb.current_dir(folder))?;
    run::finished(&initdb, &output)
}

fn launch(programs: &Path, folder: &Path, port: u16) -> Result<()> {
    let log = folder.join("log");
    let address = format!("-h 127.0.0.1 -p {port} -k {}", folder.display());
    let mut pg_ctl = ordinarily(programs.join("pg_ctl"));
    pg_ctl.args(["start", "--wait", "--silent"]).arg("-D").arg(folder.join("data"));
    pg_ctl.arg("-l").arg(&log).arg("-o").arg(format!("{address} {SETTINGS}"));
    pg_ctl.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let started = pg_ctl.current_dir(folder).status()?.success();
    let why = || fs::read_to_string(log).unwrap_or_default();
    started
        .then_some(())
        .with_context(|| format!("PostgreSQL did not start:\n{}", why()))
}

/// A shell that waits for the end of its standard input, which comes when we close it or die, even
/// by `kill -9`. In a process group of its own: the terminal's ctrl-C must not reach it.
fn undertaker(programs: &Path, folder: &Path) -> Result<Child> {
    use std::os::unix::process::CommandExt;
    const SCRIPT: &str = r#"cat; "$0/pg_ctl" stop -D "$1/data" -m immediate; rm -rf "$1"/*"#;
    const LAST_RITES: &str = r#"trap '' INT TERM HUP; "$@"; rmdir "$0""#;
    let mut shell = run::program("sh");
    shell.args(["-c", LAST_RITES]).arg(folder);
    shell.args(words(&ordinarily("sh"))).args(["-c", SCRIPT]).arg(programs).arg(folder);
    shell.current_dir("/").process_group(0);
    shell.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    shell.spawn().context("cannot start the shell that will stop PostgreSQL")
}

fn words(command: &Command) -> Vec<std::ffi::OsString> {
    let program = std::iter::once(command.get_program());
    program.chain(command.get_args()).map(ToOwned::to_owned).collect()
}

/// A command as an ordinary user: initdb and postgres refuse to run as root.
fn ordinarily(program: impl AsRef<std::ffi::OsStr>) -> Command {
    if !apt::am_root() {
        return run::program(program);
    }
    let mut command = run::program("runuser");
    command.args(["-u", ordinary_user(), "--"]).arg(program);
    command
}

fn ordinary_user() -> &'static str {
    match run::answer(run::program("id").args(["-u", "postgres"])) {
        Some(_) => "postgres",
        None => "nobody",
    }
}

/// A port that nobody listens on at this moment.
pub fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}
