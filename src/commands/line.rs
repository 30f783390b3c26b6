//! The command line: which command was typed, and where its things are.

use super::{AccountCommand, Backup, BrandCommand, Demo, MailCommand, Place, Restore, Serve, fail, start_log};
use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Parvis: the square in front of a brand's house
#[derive(Parser)]
#[command(version, about, max_term_width = 100)]
struct Line {
    #[command(flatten)]
    place: Place,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Answer over HTTP until told to stop
    Serve(Serve),
    /// Bring the database's tables to this version
    Migrate,
    /// Fill an empty database with two small brands to look at
    Demo(Demo),
    /// Brands: create, list, export
    #[command(subcommand)]
    Brand(BrandCommand),
    /// Accounts: create, block, unblock, reset the second factor
    #[command(subcommand)]
    Account(AccountCommand),
    /// Mail: try it out
    #[command(subcommand)]
    Mail(MailCommand),
    /// Copy the database while it is in use (SQLite; for PostgreSQL it names the command)
    Backup(Backup),
    /// Make the database of a copy, in an empty data folder
    Restore(Restore),
    /// Sessions for a benchmark, printed
    #[command(hide = true)]
    BenchAccounts {
        #[arg(long, default_value_t = 16)]
        count: usize,
    },
    /// As many topics in the first brand, for a benchmark
    #[command(hide = true)]
    BenchTopics {
        #[arg(long)]
        to: i64,
    },
}

/// Does what the command line says, and tells by its exit whether it was done. Here and not in `main.rs`, because a future is compiled where
/// somebody waits for it: the program would be the library a second time.
pub fn run() -> ExitCode {
    let line = Line::parse();
    if let Err(said) = start_log(matches!(line.command, Command::Serve(_))) {
        eprintln!("{said}");
        return ExitCode::FAILURE;
    }
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(cause) => return fail(&format!("the asynchronous runtime does not start: {cause}")),
    };
    let done = runtime.block_on(async {
        match line.command {
            Command::Serve(serve) => super::serve(line.place, serve).await,
            Command::Migrate => super::migrate(line.place).await,
            Command::Demo(demo) => super::demo(line.place, demo).await,
            Command::Brand(command) => super::brand(line.place, command).await,
            Command::Account(command) => super::account(line.place, command).await,
            Command::BenchTopics { to } => super::bench_topics(line.place, to).await,
            Command::Mail(command) => super::mail(line.place, command).await,
            Command::Backup(backup) => super::backup(line.place, backup).await,
            Command::Restore(restore) => super::restore(line.place, restore).await,
            Command::BenchAccounts { count } => super::bench_accounts(line.place, count).await,
        }
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(said) => fail(&said),
    }
}
