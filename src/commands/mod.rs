//! What the operator's commands do, one file each. Each says in a sentence what was done, or what to do instead.
#![allow(clippy::print_stdout, reason = "a command answers on its standard output")]

mod account;
mod backup;
mod bench;
mod brand;
mod demo;
mod line;
mod mail;
mod serve;

use account::{AccountCommand, account};
use backup::{Backup, Restore, backup, restore};
use bench::{bench_accounts, bench_topics};
use brand::{BrandCommand, brand};
use demo::{Demo, demo};
pub use line::run;
use mail::{MailCommand, mail};
use serve::{Serve, serve};

use crate::web::assets;
use clap::Args;
use community::Db;
use community::db::Options;
use community::installation::Settings;
use community::words::Words;
use std::path::PathBuf;
use std::process::ExitCode;
use types::members::Role;
use types::{Error, Lang, Wrong};

/// Where the installation keeps its things.
#[derive(Args, Clone, Debug)]
pub struct Place {
    /// sqlite:FILE or postgres://USER:PASSWORD@HOST/NAME [default: sqlite:DATA_DIR/parvis.db]
    #[arg(long, env = "PARVIS_DATABASE_URL", global = true, hide_env_values = true)]
    database_url: Option<String>,
    /// The folder for the database, and for mail where no mail server is set
    #[arg(long, env = "PARVIS_DATA_DIR", global = true, default_value = "data")]
    data_dir: PathBuf,
    /// Scheme and host under which people reach it [default: http:// and the address it listens on]
    #[arg(long, env = "PARVIS_BASE_URL", global = true)]
    base_url: Option<String>,
    /// The slug of the brand whose space begins at / there, instead of the list of brands
    #[arg(long, env = "PARVIS_HOME_BRAND", global = true)]
    home_brand: Option<String>,
    /// SQLite: `normal` survives the end of the process, `full` a power cut too
    #[arg(long, env = "PARVIS_SQLITE_SYNC", global = true, default_value = "normal", value_parser = ["normal", "full"])]
    sqlite_sync: String,
}

fn lang(word: &str) -> Result<Lang, String> {
    Lang::parse(word).ok_or_else(|| "Parvis speaks en and fr".to_owned())
}

fn role(word: &str) -> Result<Role, String> {
    Role::parse(word).ok_or_else(|| "a role is member, team, moderator or admin".to_owned())
}

/// Log lines to standard error; `PARVIS_LOG` sets how many, `PARVIS_LOG_FORMAT=json` for machines.
fn start_log(serving: bool) -> Result<(), String> {
    use tracing_subscriber::EnvFilter;
    let filter = match std::env::var("PARVIS_LOG") {
        Ok(wanted) => EnvFilter::try_new(&wanted).map_err(|e| format!("PARVIS_LOG: \"{wanted}\" is not understood: {e}"))?,
        // What is silenced is a cookie whose session has ended, told as if it were an attack.
        Err(_) => EnvFilter::new("info,sqlx=warn,tower_sessions_core::session=error"),
    };
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::IsTerminal::is_terminal(&std::io::stderr()))
        .with_writer(std::io::stderr);
    // A person reads what a command answers; programs read the log of the server.
    if serving && std::env::var("PARVIS_LOG_FORMAT").is_ok_and(|f| f == "json") {
        log.json().flatten_event(true).with_span_list(false).init();
    } else {
        log.with_target(false).init();
    }
    Ok(())
}

/// Says why nothing came of it.
fn fail(said: &str) -> ExitCode {
    tracing::error!("{said}");
    ExitCode::FAILURE
}

/// A failure in the words that the pages have for it.
fn told(failure: community::Failure) -> String {
    // A name or an address that is taken comes from the database, and has a sentence too.
    match failure.field().map_or(failure, community::Failure::Told) {
        community::Failure::Told(Error::Invalid(wrongs)) => wrongs.iter().map(sentence).collect::<Vec<_>>().join("; "),
        other => other.to_string(),
    }
}

fn sentence(wrong: &Wrong) -> String {
    let words = Words::of(Lang::En);
    if !words.has(&wrong.message) {
        return format!("{}: {}", wrong.field, wrong.message);
    }
    let number = |name: &str| wrong.numbers.iter().find(|(n, _)| n == name).map_or(0, |(_, value)| *value);
    let (count, least, most) = (number("count"), number("least"), number("most"));
    let args = [
        ("count", count.into()),
        ("shown", words.number(count).into()),
        ("least", least.into()),
        ("most", words.number(most).into()),
    ];
    format!("{}: {}", wrong.field, words.with(&wrong.message, &args))
}

fn database_url(place: &Place) -> String {
    place
        .database_url
        .clone()
        .unwrap_or_else(|| format!("sqlite:{}", place.data_dir.join("parvis.db").display()))
}

/// The database of a place, opened and migrated.
async fn open(place: &Place) -> Result<Db, String> {
    let url = database_url(place);
    if url.starts_with("sqlite:") {
        make_folder(&place.data_dir)?;
    }
    let options = Options {
        full_sync: place.sqlite_sync == "full",
        ..Options::new(url)
    };
    let db = Db::open(&options)
        .await
        .map_err(|e| format!("PARVIS_DATABASE_URL: the database does not open: {}", told(e)))?;
    db.migrate()
        .await
        .map_err(|e| format!("the database's tables cannot be brought to this version: {}", told(e)))?;
    Ok(db)
}

/// The data folder, for its owner only.
fn make_folder(path: &std::path::Path) -> Result<(), String> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
        .create(path)
        .map_err(|e| format!("PARVIS_DATA_DIR: {} cannot be made: {e}", path.display()))
}

fn base_url(place: &Place, listen: &str) -> Result<String, String> {
    let url = place.base_url.clone().unwrap_or_else(|| format!("http://{listen}"));
    let url = url.trim_end_matches('/').to_owned();
    let host = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"))
        .unwrap_or_default();
    let plain = !host.is_empty() && !host.contains(['/', '?', '#', '@', ' ']);
    if plain {
        Ok(url)
    } else {
        Err(format!(
            "PARVIS_BASE_URL: {url} is not a scheme and a host, as in https://community.example.org"
        ))
    }
}

fn settings(place: &Place, listen: &str) -> Result<Settings, String> {
    Ok(Settings {
        base_url: base_url(place, listen)?,
        home_brand: place.home_brand.clone(),
        asset: assets::url,
    })
}

/// `parvis migrate`
pub async fn migrate(place: Place) -> Result<(), String> {
    let db = open(&place).await?;
    println!("The {} database is at this version.", db.engine());
    db.close().await;
    Ok(())
}

fn random_password() -> String {
    use rand::Rng;
    let mut random = rand::rng();
    (0..20).map(|_| char::from(random.sample(rand::distr::Alphanumeric))).collect()
}
