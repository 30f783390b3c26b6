//! Everything a person does with this repository, behind one door: `cargo xtask …`.
//! Each command says what it is doing while it does it. Nothing here is part of the product.

mod apt;
mod bench;
mod browser;
mod client;
mod compress;
mod css;
mod debian;
mod dev;
mod postgres;
mod repo;
mod run;
mod serve;
mod setup;
mod site;
mod smtp;
mod test;
mod wasm;

use anyhow::{Result, bail};
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask <command>

  serve [options of `parvis serve`]     build all, optimised, and start it on http://127.0.0.1:3000
  dev [options of `parvis serve`]       the same unoptimised, built again whenever a file changes
  test                                  everything that CI checks
  test rust [filters]                   only the Rust tests
  test browser [filters]                only the browser tests
  build [--release | --dist]            client and site; with an option the server binary too
  bench [--seconds N] [rows]            speed, size and memory of the release binary
  bench growth [TOPICS]                 how pages slow down as a brand grows
  setup [--test]                        install what building (and testing) needs; the others call it
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match command(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn command(arguments: &[String]) -> Result<()> {
    let Some((name, rest)) = arguments.split_first() else {
        eprint!("{HELP}");
        return Ok(());
    };
    match name.as_str() {
        "setup" => setup::command(rest),
        "build" => serve::build(rest),
        "serve" => serve::command(rest),
        "dev" => dev::command(rest),
        "test" => test::command(rest),
        "bench" => bench::command(rest),
        "help" | "--help" | "-h" => {
            eprint!("{HELP}");
            Ok(())
        }
        other => bail!("there is no command `{other}`; `cargo xtask help` lists them"),
    }
}
