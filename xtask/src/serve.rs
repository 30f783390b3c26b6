//! Building the whole and starting it.

use crate::{client, repo, run, site, wasm};
use anyhow::{Context, Result, bail};
use std::os::unix::process::CommandExt;

/// `cargo xtask build [--release | --dist]`
pub fn build(arguments: &[String]) -> Result<()> {
    client_and_site()?;
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => Ok(()),
        ["--release"] => server("release"),
        ["--dist"] => server("dist"),
        _ => bail!("`cargo xtask build` takes --release or --dist, or nothing"),
    }
}

/// `cargo xtask serve …`: everything in the profile that is built soonest and runs well, then Parvis in our place, so that ctrl-C reaches it.
pub fn command(arguments: &[String]) -> Result<()> {
    client_and_site()?;
    server("trial")?;
    let mut parvis = run::program(repo::server("trial"));
    let error = parvis.args(["serve", "--demo"]).args(arguments).exec();
    Err(error).context("cannot start the server just built")
}

/// What the server embeds.
pub fn client_and_site() -> Result<()> {
    let toolchain = wasm::toolchain()?;
    let package = client::build(&toolchain)?;
    site::build(&package)
}

/// The server binary, in a profile named by its folder.
pub fn server(profile: &str) -> Result<()> {
    let cargos_name = if profile == "debug" { "dev" } else { profile };
    let mut cargo = run::cargo(["build", "--package", "parvis", "--profile", cargos_name]);
    run::build(&format!("server, {profile}"), &mut cargo)
}
