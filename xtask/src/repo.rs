//! Where things lie in the repository.

use std::path::{Path, PathBuf};

/// The folder that holds the workspace's Cargo.toml.
pub fn root() -> PathBuf {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask).to_path_buf()
}

/// Where cargo and we put what is built.
pub fn target() -> PathBuf {
    root().join("target")
}

/// The files that the server embeds, with their manifest.
pub fn site() -> PathBuf {
    target().join("site")
}

/// The server binary that cargo leaves for a profile's folder: `debug`, `release` or `dist`.
pub fn server(profile: &str) -> PathBuf {
    target().join(profile).join("parvis")
}
