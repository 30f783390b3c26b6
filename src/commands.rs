//! What the operator's commands do. Each says in a sentence what was done, or what to do instead.
#![allow(clippy::print_stdout, reason = "a command answers on its standard output")]

use crate::web::{assets, network::Proxies, serve as server, sessions};
use clap::{Args, Subcommand};
use community::brands::{self, NewBrand, Theme};
use community::db::Options;
use community::installation::Settings;
use community::mail::Mailer;
use community::members::{self, NewMember};
use community::{Db, Installation, accounts, boards, demo as demo_texts, who};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use types::members::{Affiliation, Role};
use types::topics::Kind;
use types::{Error, Instant, Lang};

/// The password of every demo account where only this machine can reach the server.
const DEMO_PASSWORD: &str = "parvis-demo-2026";

/// Where the installation keeps its things.
#[derive(Args, Clone, Debug)]
pub struct Place {
    /// sqlite:FILE or postgres://USER:PASSWORD@HOST/NAME [default: sqlite:DATA_DIR/parvis.db]
    #[arg(long, env = "PARVIS_DATABASE_URL", global = true, hide_env_values = true)]
    database_url: Option<String>,
    /// The folder for the database, mail and pictures
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

/// `parvis serve`
#[derive(Args, Debug)]
pub struct Serve {
    /// Address and port to listen on
    #[arg(long, env = "PARVIS_LISTEN", default_value = "127.0.0.1:3000")]
    listen: String,
    /// smtps://USER:PASSWORD@HOST or smtp://HOST:25; without it mail is laid down as files in DATA_DIR/mail
    #[arg(long, env = "PARVIS_SMTP_URL", hide_env_values = true)]
    smtp_url: Option<String>,
    /// The sender's address of every mail
    #[arg(long, env = "PARVIS_MAIL_FROM", default_value = "parvis@localhost.localdomain")]
    mail_from: String,
    /// How many proxies in front of this server are believed about the client's address
    #[arg(long, env = "PARVIS_TRUSTED_PROXIES", default_value_t = 0)]
    trusted_proxies: usize,
    /// Fill an empty database with the demo first
    #[arg(long)]
    demo: bool,
    /// Serve a static answer of N bytes at /bench/N
    #[arg(long, hide = true)]
    bench_static: bool,
}

/// `parvis demo`
#[derive(Args, Debug)]
pub struct Demo {
    /// As many more topics of one line each in the first brand, for benchmarks
    #[arg(long, default_value_t = 0, hide = true)]
    topics: usize,
}

/// `parvis brand`
#[derive(Subcommand, Debug)]
pub enum BrandCommand {
    /// Make a brand with one board, and open it
    Create {
        /// What stands in its addresses: lower-case letters, digits and hyphens
        slug: String,
        /// Its name
        #[arg(long)]
        name: String,
        /// One sentence that says what it is
        #[arg(long, default_value = "")]
        tagline: String,
        /// Languages, the first is the default
        #[arg(long, default_value = "en", value_delimiter = ',', value_parser = lang)]
        languages: Vec<Lang>,
        /// Its time zone, as in Europe/Paris
        #[arg(long, default_value = "UTC")]
        time_zone: String,
    },
}

/// `parvis account`
#[derive(Subcommand, Debug)]
pub enum AccountCommand {
    /// Make a confirmed account, and a member of a brand if one is named
    Create {
        /// The mail address to sign in with
        address: String,
        /// The password; without it one is made and printed
        #[arg(long, env = "PARVIS_PASSWORD", hide_env_values = true)]
        password: Option<String>,
        /// The brand to join
        #[arg(long)]
        brand: Option<String>,
        /// The display name there
        #[arg(long, default_value = "")]
        name: String,
        /// member, team, moderator or admin
        #[arg(long, default_value = "member", value_parser = role)]
        role: Role,
        /// Lets the account run the installation: brands, accounts, jobs
        #[arg(long)]
        operator: bool,
        /// The language of pages and mail
        #[arg(long, default_value = "en", value_parser = lang)]
        language: Lang,
    },
}

fn lang(word: &str) -> Result<Lang, String> {
    Lang::parse(word).ok_or_else(|| "Parvis speaks en and fr".to_owned())
}

fn role(word: &str) -> Result<Role, String> {
    Role::parse(word).ok_or_else(|| "a role is member, team, moderator or admin".to_owned())
}

/// Log lines to standard error; `PARVIS_LOG` sets how many, `PARVIS_LOG_FORMAT=json` for machines.
pub fn start_log() {
    use tracing_subscriber::EnvFilter;
    let filter = EnvFilter::try_from_env("PARVIS_LOG").unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn"));
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::IsTerminal::is_terminal(&std::io::stderr()))
        .with_writer(std::io::stderr);
    if std::env::var("PARVIS_LOG_FORMAT").is_ok_and(|f| f == "json") {
        log.json().init();
    } else {
        log.with_target(false).init();
    }
}

/// Says why nothing came of it.
pub fn fail(said: &str) -> ExitCode {
    tracing::error!("{said}");
    ExitCode::FAILURE
}

fn told(failure: community::Failure) -> String {
    match failure {
        community::Failure::Told(Error::Invalid(wrongs)) => {
            let sentence = |w: &types::Wrong| {
                let numbers = w.numbers.iter().map(|(n, v)| format!("{n} {v}")).collect::<Vec<_>>().join(", ");
                format!(
                    "{}: {}{}",
                    w.field,
                    w.message,
                    if numbers.is_empty() {
                        String::new()
                    } else {
                        format!(" ({numbers})")
                    }
                )
            };
            wrongs.iter().map(sentence).collect::<Vec<_>>().join("; ")
        }
        other => other.to_string(),
    }
}

/// The database of a place, opened and migrated.
async fn open(place: &Place) -> Result<Db, String> {
    let url = place
        .database_url
        .clone()
        .unwrap_or_else(|| format!("sqlite:{}", place.data_dir.join("parvis.db").display()));
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

/// `parvis serve`
pub async fn serve(place: Place, serve: Serve) -> Result<(), String> {
    let base_url = base_url(&place, &serve.listen)?;
    let db = open(&place).await?;
    let mailer = match &serve.smtp_url {
        Some(url) => Mailer::smtp(url, &serve.mail_from).map_err(|e| format!("PARVIS_SMTP_URL: {}", told(e)))?,
        None => Mailer::folder(&place.data_dir.join("mail"), &serve.mail_from),
    };
    let installation = Installation {
        db: db.clone(),
        mailer,
        settings: Arc::new(settings(&place, &serve.listen)?),
        hosts: brands::Hosts::default(),
    };
    if let Some(home) = &place.home_brand {
        let found = brands::by_slug(&db, home).await;
        if !serve.demo && found.is_err() {
            return Err(format!("PARVIS_HOME_BRAND: no brand is called {home}"));
        }
    }
    if brands::none_yet(&db).await.map_err(told)? {
        if serve.demo {
            seed(&db, &installation.settings).await?;
        } else {
            advise();
        }
    }
    if !installation.settings.is_loopback() {
        let excused = accounts::excuse_nobody(&db, who::system()).await.map_err(told)?;
        if excused > 0 {
            tracing::warn!("{excused} demo accounts of staff need a second factor from now on: others can reach this installation");
        }
    }
    let listener = tokio::net::TcpListener::bind(&serve.listen)
        .await
        .map_err(|e| format!("PARVIS_LISTEN: nothing can listen on {}: {e}", serve.listen))?;
    if let Some(folder) = installation.mailer.as_folder() {
        tracing::warn!("no mail server is set (PARVIS_SMTP_URL): mail is laid down in {}", folder.display());
    }
    tracing::info!(engine = db.engine(), "Parvis answers on {base_url}");
    let bench = serve.bench_static;
    server::serve(listener, installation, Proxies(serve.trusted_proxies), bench, server::signalled())
        .await
        .map_err(|e| e.to_string())
}

fn advise() {
    tracing::info!("the database is empty. Look around with `parvis demo`, or begin:");
    tracing::info!("  parvis brand create SLUG --name NAME");
    tracing::info!("  parvis account create ADDRESS --brand SLUG --name NAME --role admin");
}

/// `parvis migrate`
pub async fn migrate(place: Place) -> Result<(), String> {
    let db = open(&place).await?;
    println!("The {} database is at this version.", db.engine());
    db.close().await;
    Ok(())
}

/// `parvis demo`
pub async fn demo(place: Place, demo: Demo) -> Result<(), String> {
    let settings = settings(&place, "127.0.0.1:3000")?;
    let db = open(&place).await?;
    seed(&db, &settings).await?;
    if demo.topics > 0 {
        demo_texts::bulk(&db, demo.topics, Instant::now()).await.map_err(told)?;
        println!("{} more topics in the first brand.", demo.topics);
    }
    db.close().await;
    Ok(())
}

/// Known passwords only where nobody else can come; elsewhere a random one, printed once.
async fn seed(db: &Db, settings: &Settings) -> Result<(), String> {
    let password = if settings.is_loopback() {
        DEMO_PASSWORD.to_owned()
    } else {
        random_password()
    };
    let accounts = demo_texts::seed(db, &password, Instant::now())
        .await
        .map_err(|failure| match failure {
            community::Failure::Told(Error::Conflict) => "the database is not empty: the demo only fills an empty one".to_owned(),
            other => told(other),
        })?;
    println!("Two demo brands are open. Sign in as one of these, password: {password}\n");
    let mut shown = std::collections::BTreeSet::new();
    for account in accounts.iter().filter(|a| shown.insert((a.brand.clone(), a.role))) {
        println!(
            "  {:<10} {:<10} {:<38} {}",
            account.brand,
            account.role.map_or("operator", Role::as_str),
            account.address,
            account.name
        );
    }
    println!();
    Ok(())
}

fn random_password() -> String {
    use rand::Rng;
    let mut random = rand::rng();
    (0..20).map(|_| char::from(random.sample(rand::distr::Alphanumeric))).collect()
}

/// `parvis brand`
pub async fn brand(place: Place, command: BrandCommand) -> Result<(), String> {
    let BrandCommand::Create {
        slug,
        name,
        tagline,
        languages,
        time_zone,
    } = command;
    let settings = settings(&place, "127.0.0.1:3000")?;
    let db = open(&place).await?;
    let tagline = if tagline.is_empty() { name.clone() } else { tagline };
    let place_line = name.clone();
    let new = NewBrand {
        slug,
        name,
        tagline,
        place: place_line,
        languages,
        time_zone,
        theme: Theme::default(),
        open: true,
        ..NewBrand::default()
    };
    let brand = brands::create(&db, new, Instant::now()).await.map_err(told)?;
    let kinds = Kind::ALL.to_vec();
    let board = boards::NewBoard {
        slug: "general".into(),
        name: "General".into(),
        kinds,
        ..boards::NewBoard::default()
    };
    boards::create(&db, brand.id, board).await.map_err(told)?;
    println!("{} is open at {}", brand.name, settings.link(&brand, "/"));
    db.close().await;
    Ok(())
}

/// `parvis account`
pub async fn account(place: Place, command: AccountCommand) -> Result<(), String> {
    let AccountCommand::Create {
        address,
        password,
        brand,
        name,
        role,
        operator,
        language,
    } = command;
    let db = open(&place).await?;
    let made = password.is_none();
    let password = password.unwrap_or_else(random_password);
    let now = Instant::now();
    let brand = match brand {
        Some(slug) => Some(
            brands::by_slug(&db, &slug)
                .await
                .map_err(|_| format!("no brand is called {slug}"))?,
        ),
        None => None,
    };
    let account = match accounts::find(&db, who::system(), &address).await.map_err(told)? {
        Some(account) => account,
        None => accounts::create(&db, &address, &password, language, now).await.map_err(told)?,
    };
    if made {
        println!("Password: {password}");
    }
    if operator {
        accounts::set_operator(&db, who::system(), account, true).await.map_err(told)?;
        println!("{address} runs the installation: sign in at /operator and set up the second factor");
    }
    if let Some(brand) = brand {
        let name = if name.trim().is_empty() {
            address.split('@').next().unwrap_or("member").to_owned()
        } else {
            name
        };
        let new = NewMember {
            name,
            role,
            affiliation: Affiliation::Customer,
            department: None,
            title: None,
            joined: now,
        };
        members::create(&db, brand.id, Some(account), new).await.map_err(told)?;
        members::set_role(&db, who::system(), brand.id, account, role, now)
            .await
            .map_err(told)?;
        println!("{address} is {role} of {}", brand.name);
    } else {
        println!("{address} has an account");
    }
    db.close().await;
    Ok(())
}

/// Sessions of as many members of the first brand, for `cargo xtask bench`; refuses an installation that others can reach.
pub async fn bench_accounts(place: Place, count: usize) -> Result<(), String> {
    let settings = settings(&place, "127.0.0.1:3000")?;
    if !settings.is_loopback() {
        return Err("only where nobody else can reach the installation".into());
    }
    let db = open(&place).await?;
    let brand = brands::open(&db)
        .await
        .map_err(told)?
        .into_iter()
        .next()
        .ok_or("there is no brand: `parvis demo` first")?;
    for n in 0..count {
        let now = Instant::now();
        let account = accounts::insert(&db, &format!("bench-{n}@parvis.example"), "no password signs in", Lang::En, now)
            .await
            .map_err(told)?;
        members::create(
            &db,
            brand.id,
            Some(account),
            NewMember::customer(&format!("Bench {n}"), now.minus_days(30)),
        )
        .await
        .map_err(told)?;
        let cookie = sessions::begin(&db, account).await.map_err(|e| e.to_string())?;
        println!("{}\t{cookie}", brand.slug);
    }
    db.close().await;
    Ok(())
}
