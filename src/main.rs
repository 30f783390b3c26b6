//! The command line. What the commands do is in `commands`.

use clap::{Parser, Subcommand};
use parvis::commands::{self, Place};
use std::process::ExitCode;

/// A page is thousands of small strings: measured, the system's allocator took a sixth of its time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

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
    Serve(commands::Serve),
    /// Bring the database's tables to this version
    Migrate,
    /// Fill an empty database with two small brands to look at
    Demo(commands::Demo),
    /// Brands: create, list, export
    #[command(subcommand)]
    Brand(commands::BrandCommand),
    /// Accounts: create, block, unblock, reset the second factor
    #[command(subcommand)]
    Account(commands::AccountCommand),
    /// Mail: try it out
    #[command(subcommand)]
    Mail(commands::MailCommand),
    /// Copy the database while it is in use (SQLite; for PostgreSQL it names the command)
    Backup(commands::Backup),
    /// Make the database of a copy, in an empty data folder
    Restore(commands::Restore),
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

fn main() -> ExitCode {
    let line = Line::parse();
    if let Err(said) = commands::start_log(matches!(line.command, Command::Serve(_))) {
        eprintln!("{said}");
        return ExitCode::FAILURE;
    }
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(cause) => return commands::fail(&format!("the asynchronous runtime does not start: {cause}")),
    };
    let done = runtime.block_on(async {
        match line.command {
            Command::Serve(serve) => commands::serve(line.place, serve).await,
            Command::Migrate => commands::migrate(line.place).await,
            Command::Demo(demo) => commands::demo(line.place, demo).await,
            Command::Brand(command) => commands::brand(line.place, command).await,
            Command::Account(command) => commands::account(line.place, command).await,
            Command::BenchTopics { to } => commands::bench_topics(line.place, to).await,
            Command::Mail(command) => commands::mail(line.place, command).await,
            Command::Backup(backup) => commands::backup(line.place, backup).await,
            Command::Restore(restore) => commands::restore(line.place, restore).await,
            Command::BenchAccounts { count } => commands::bench_accounts(line.place, count).await,
        }
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(said) => commands::fail(&said),
    }
}
