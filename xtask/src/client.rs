//! The islands as the browser gets them: a wasm module and the script that loads it.

use crate::wasm::{TARGET, Toolchain};
use crate::{repo, run};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use wasm_bindgen_cli_support::Bindgen;

/// The names that wasm-bindgen gives to what it makes; pages ask for them by these.
pub const FILES: [&str; 2] = ["parvis.js", "parvis_bg.wasm"];

/// Builds `client` and returns the folder that holds `FILES`.
pub fn build(toolchain: &Toolchain) -> Result<PathBuf> {
    let module = compile(toolchain)?;
    let package = repo::target().join("pkg");
    let made = package.join(FILES[1]);
    if !is_newer(&made, &module) || !is_newer(&made, &start()) {
        run::step("wasm-bindgen", || bind(&module, &package))?;
    }
    Ok(package)
}

/// A target folder of its own: two compilers in one would invalidate each other's work. Only the
/// client is named, never the workspace, because features of `ui` would unite with the server's.
fn compile(toolchain: &Toolchain) -> Result<PathBuf> {
    let folder = repo::target().join("client");
    let mut cargo = toolchain.cargo();
    cargo.args(["build", "--package", "client", "--lib", "--profile", "wasm"]);
    cargo.args(["--target", TARGET]).arg("--target-dir").arg(&folder);
    run::build("client", &mut cargo)?;
    Ok(folder.join(TARGET).join("wasm/client.wasm"))
}

fn bind(module: &Path, package: &Path) -> Result<()> {
    if package.exists() {
        fs::remove_dir_all(package)?;
    }
    Bindgen::new()
        .input_path(module)
        .out_name("parvis")
        .web(true)?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(package)
        .context("wasm-bindgen could not read the client's module")?;
    if package.join("snippets").exists() {
        bail!("the client brings JavaScript snippets: they import each other by names that our hashes change");
    }
    let script = package.join(FILES[0]);
    let whole = [fs::read_to_string(&script)?, fs::read_to_string(start())?].concat();
    fs::write(&script, bare(&whole))?;
    Ok(())
}

/// What the script ends with: one file to load, and one answer to wait for.
fn start() -> PathBuf {
    repo::root().join("src/client/start.js")
}

/// A script without its comments, which describe each function's types, and without its margins.
fn bare(script: &str) -> String {
    let (mut bare, mut in_comment) = (String::with_capacity(script.len()), false);
    for line in script.lines().map(str::trim) {
        in_comment |= line.starts_with("/**");
        if !in_comment && !line.is_empty() && !line.starts_with("//") {
            bare.push_str(line);
            bare.push('\n');
        }
        in_comment &= !line.ends_with("*/");
    }
    bare
}

fn is_newer(product: &Path, source: &Path) -> bool {
    let modified = |path: &Path| fs::metadata(path).and_then(|data| data.modified()).ok();
    modified(product) > modified(source)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_loses_its_comments_and_nothing_else() {
        let script = "export class A {\n    /**\n     * @returns {number}\n     */\n    get b() {\n        return 1;\n    }\n\n    /** Of one line. */\n    c() {}\n}\n// Done.\n";
        assert_eq!(bare(script), "export class A {\nget b() {\nreturn 1;\n}\nc() {}\n}\n");
    }

    #[test]
    fn the_browser_gets_nothing_of_the_server() -> Result<()> {
        const SERVERS: [&str; 6] = ["sqlx", "tokio", "axum", "argon2", "pulldown-cmark", "community"];
        let mut tree = run::cargo(["tree", "--package", "client", "--edges", "normal", "--prefix", "none"]);
        let output = run::captured(tree.args(["--target", TARGET, "--format", "{lib}"]))?;
        run::finished(&tree, &output)?;
        let names = String::from_utf8(output.stdout)?.replace('_', "-");
        assert!(names.lines().any(|name| name == "leptos"), "{names}");
        assert_eq!(names.lines().find(|name| SERVERS.contains(name)), None);
        Ok(())
    }
}
