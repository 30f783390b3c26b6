//! What the server embeds: style sheet, public files and client, named by their content's hash,
//! compressed once, listed in a manifest that the root package's build.rs reads.

use crate::{client, compress, css, repo, run};
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// One file of the site.
struct Asset {
    /// What pages call it: `parvis.css`, `fonts/text.woff2`.
    name: String,
    /// What browsers call it: `parvis.1a2b3c4d5e.css`.
    file: String,
    content_type: &'static str,
    bytes: Vec<u8>,
}

/// The entries in style/: what every page loads, and what one page needs beside it.
const STYLES: [&str; 2] = ["parvis.css", "look.css"];

/// Makes `target/site` out of style/, public/ and the client's folder. What is there already and
/// has the same content is left alone, so that cargo sees no change where there is none.
pub fn build(package: &Path) -> Result<()> {
    let mut assets = public_files(&repo::root().join("public"))?;
    for name in STYLES {
        assets.push(style_sheet(name, &assets)?);
    }
    for name in client::FILES {
        assets.push(asset(name, fs::read(package.join(name))?)?);
    }
    assets.sort_by(|a, b| a.name.cmp(&b.name));
    fs::create_dir_all(repo::site())?;
    let mut kept = BTreeSet::from([repo::site().join("manifest.tsv")]);
    for asset in &assets {
        kept.extend(publish(asset)?);
    }
    write_if_different(&repo::site().join("manifest.tsv"), manifest(&assets).as_bytes())?;
    remove_others(&kept)
}

fn public_files(folder: &Path) -> Result<Vec<Asset>> {
    let mut assets = Vec::new();
    for path in files_below(folder)? {
        let name = path.strip_prefix(folder)?.to_string_lossy().replace('\\', "/");
        assets.push(asset(&name, fs::read(&path)?)?);
    }
    Ok(assets)
}

/// Its `url(…)`s name public files, from the root of public/ or as an editor finds them.
fn style_sheet(name: &str, public: &[Asset]) -> Result<Asset> {
    let style = css::bundle(&repo::root().join("style").join(name))?;
    let address = |written: &str| {
        let (path, fragment) = written.split_at(written.find('#').unwrap_or(written.len()));
        let name = path.trim_start_matches("../").trim_start_matches("public/").trim_start_matches('/');
        let found = public.iter().find(|asset| asset.name == name)?;
        Some(format!("/assets/{}{fragment}", found.file))
    };
    asset(name, css::with_addresses(&style, address).into_bytes())
}

fn asset(name: &str, bytes: Vec<u8>) -> Result<Asset> {
    let (stem, extension) = name.rsplit_once('.').with_context(|| format!("public/{name} has no extension"))?;
    Ok(Asset {
        name: name.to_owned(),
        file: format!("{}.{}.{extension}", stem.replace('/', "-"), hash(&bytes)),
        content_type: content_type(extension),
        bytes,
    })
}

/// The first ten hexadecimal digits of SHA-256: 40 bits, for a few dozen files.
fn hash(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().take(5).map(|byte| format!("{byte:02x}")).collect()
}

fn content_type(extension: &str) -> &'static str {
    match extension {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "webmanifest" => "application/manifest+json",
        "json" => "application/json",
        "speculationrules" => "application/speculationrules+json",
        "txt" => "text/plain; charset=utf-8",
        "xml" => "application/xml",
        _ => "application/octet-stream",
    }
}

/// Writes the file and its compressed siblings; returns the paths of all three, there or not.
fn publish(asset: &Asset) -> Result<[PathBuf; 3]> {
    let path = |suffix: &str| repo::site().join(format!("{}{suffix}", asset.file));
    let paths = [path(""), path(".br"), path(".gz")];
    if paths[0].exists() {
        return Ok(paths);
    }
    if shrinks(asset) {
        run::step(&format!("compressing {}", asset.name), || {
            write_if_smaller(&paths[1], compress::brotli(&asset.bytes)?, asset)?;
            write_if_smaller(&paths[2], compress::gzip(&asset.bytes)?, asset)
        })?;
    }
    write(&paths[0], &asset.bytes)?; // last: it says that the others are whole
    Ok(paths)
}

fn shrinks(asset: &Asset) -> bool {
    const KINDS: [&str; 4] = ["text/", "application/", "image/svg", "image/x-icon"];
    KINDS.iter().any(|kind| asset.content_type.starts_with(kind))
}

fn manifest(assets: &[Asset]) -> String {
    let line = |asset: &Asset| format!("{}\t{}\t{}\n", asset.name, asset.file, asset.content_type);
    assets.iter().map(line).collect()
}

fn write_if_smaller(path: &Path, compressed: Vec<u8>, asset: &Asset) -> Result<()> {
    match compressed.len() < asset.bytes.len() {
        true => write(path, &compressed),
        false => Ok(()),
    }
}

fn write_if_different(path: &Path, bytes: &[u8]) -> Result<()> {
    match fs::read(path).is_ok_and(|there| there == bytes) {
        true => Ok(()),
        false => write(path, bytes),
    }
}

/// Under another name first, so that nobody meets half a file.
fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let unfinished = path.with_extension("unfinished");
    fs::write(&unfinished, bytes).with_context(|| format!("cannot write {}", unfinished.display()))?;
    Ok(fs::rename(unfinished, path)?)
}

fn remove_others(kept: &BTreeSet<PathBuf>) -> Result<()> {
    for path in files_below(&repo::site())? {
        if !kept.contains(&path) {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}

/// Every file of a folder and its folders, sorted; none if it does not exist. Hidden ones do not count.
pub fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten() {
            let path = entry?.path();
            let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
            match path.is_dir() {
                _ if hidden => {}
                true => folders.push(path),
                false => files.push(path),
            }
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_by_its_content() -> Result<()> {
        let font = asset("fonts/text.woff2", b"x".to_vec())?;
        assert_eq!(font.file, "fonts-text.2d711642b7.woff2");
        assert!(!shrinks(&font));
        assert_ne!(asset("fonts/text.woff2", b"y".to_vec())?.file, font.file);
        Ok(())
    }

    #[test]
    fn a_manifest_line_has_name_file_and_type() -> Result<()> {
        let icons = [asset("icons.svg", b"x".to_vec())?];
        assert_eq!(manifest(&icons), "icons.svg\ticons.2d711642b7.svg\timage/svg+xml\n");
        Ok(())
    }
}
