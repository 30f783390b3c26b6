//! Turns `target/site/manifest.tsv`, which `cargo xtask build` writes, into the table of files that
//! the server embeds: `$OUT_DIR/assets.rs`, included by `src/web/assets.rs`.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let site = site()?;
    let manifest = site.join("manifest.tsv");
    println!("cargo::rerun-if-env-changed=PARVIS_SITE_DIR");
    println!("cargo::rerun-if-changed={}", manifest.display());
    let lines = fs::read_to_string(&manifest).unwrap_or_default();
    if lines.is_empty() {
        println!("cargo::warning=the server will have no style sheet and no scripts: run `cargo xtask build`");
    }
    let mut assets: Vec<&str> = lines.lines().collect();
    assets.sort_unstable();
    let rows: String = assets.iter().filter_map(|line| row(&site, line)).collect();
    let table = format!("static ASSETS: &[Asset] = &[\n{rows}];\n");
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    Ok(fs::write(out.join("assets.rs"), table)?)
}

fn site() -> Result<PathBuf, Box<dyn Error>> {
    if let Some(elsewhere) = std::env::var_os("PARVIS_SITE_DIR") {
        return Ok(PathBuf::from(elsewhere));
    }
    Ok(Path::new(&std::env::var("CARGO_MANIFEST_DIR")?).join("target/site"))
}

/// One `Asset { … }` from one line: logical name, file name, content type.
fn row(site: &Path, line: &str) -> Option<String> {
    let mut columns = line.split('\t');
    let (name, file, content_type) = (columns.next()?, columns.next()?, columns.next()?);
    let embedded = |suffix: &str| {
        let path = site.join(format!("{file}{suffix}"));
        path.exists().then(|| format!("include_bytes!({:?})", path.display().to_string()))
    };
    let optional = |suffix: &str| embedded(suffix).map_or("None".into(), |bytes| format!("Some({bytes})"));
    Some(format!(
        "Asset {{ name: {name:?}, file: {file:?}, url: {:?}, content_type: {content_type:?}, \
         identity: {}, brotli: {}, gzip: {} }},\n",
        format!("/assets/{file}"),
        embedded("")?,
        optional(".br"),
        optional(".gz"),
    ))
}
