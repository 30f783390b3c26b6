//! `parvis backup` and `parvis restore`

use super::{Place, database_url, make_folder};
use clap::Args;
use community::backup::{self, Holds};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// `parvis backup`
#[derive(Args, Debug)]
pub struct Backup {
    /// A file that is not there yet, or a folder, in which the copy is named by the time
    to: PathBuf,
}

/// `parvis restore`
#[derive(Args, Debug)]
pub struct Restore {
    /// A copy that `parvis backup` wrote
    from: PathBuf,
}

/// `parvis backup`: nothing is migrated, so that the next version can copy what the last one has written.
pub async fn backup(place: Place, backup: Backup) -> Result<(), String> {
    let database = file_of(&place).map_err(|url| {
        format!(
            "PostgreSQL has its own program for this: pg_dump --format=custom --file=parvis-{}.dump '{url}'",
            now()
        )
    })?;
    let to = if backup.to.is_dir() {
        backup.to.join(format!("parvis-{}.db", now()))
    } else {
        backup.to
    };
    let start = Instant::now();
    let holds = backup::write(&database, &to).await?;
    println!("{} is written: {}, in {}", to.display(), said(&holds), seconds(start.elapsed()));
    Ok(())
}

/// `parvis restore`
pub async fn restore(place: Place, restore: Restore) -> Result<(), String> {
    let database = file_of(&place).map_err(|url| {
        format!(
            "PostgreSQL has its own program for this: pg_restore --no-owner --dbname='{url}' {}",
            restore.from.display()
        )
    })?;
    if let Some(folder) = database.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        make_folder(folder)?;
    }
    let start = Instant::now();
    let holds = backup::restore(&restore.from, &database).await?;
    println!("{} is made: {}, in {}", database.display(), said(&holds), seconds(start.elapsed()));
    Ok(())
}

/// SQLite's file, or PostgreSQL's address without its password.
fn file_of(place: &Place) -> Result<PathBuf, String> {
    let url = database_url(place);
    match url.strip_prefix("sqlite:") {
        Some(path) => Ok(Path::new(path.trim_start_matches("//")).to_owned()),
        None => Err(without_password(&url)),
    }
}

fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else {
        return url.to_owned();
    };
    let (authority, path) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
    match authority.rsplit_once('@') {
        Some((who, host)) => format!("{scheme}://{}@{host}{path}", who.split(':').next().unwrap_or_default()),
        None => url.to_owned(),
    }
}

/// "20260203-041500"
fn now() -> String {
    let now = community::when::machine(types::Instant::now());
    let kept: String = now.chars().filter(char::is_ascii_alphanumeric).collect();
    kept.replace('T', "-").chars().take(15).collect()
}

fn said(holds: &Holds) -> String {
    format!(
        "{}, {} brands, {} accounts, {} topics, {} replies",
        size(holds.bytes),
        holds.brands,
        holds.people,
        holds.topics,
        holds.replies
    )
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

fn seconds(took: Duration) -> String {
    match took.as_millis() {
        milliseconds @ 0..1_000 => format!("{milliseconds} ms"),
        _ => format!("{}.{} s", took.as_secs(), took.subsec_millis() / 100),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_not_shown() {
        for (url, shown) in [
            (
                "postgres://parvis:se:cret@db/parvis?sslmode=require",
                "postgres://parvis@db/parvis?sslmode=require",
            ),
            ("postgres://parvis:a@b@db:5432/parvis", "postgres://parvis@db:5432/parvis"),
            ("postgres://db/parvis", "postgres://db/parvis"),
        ] {
            assert_eq!(without_password(url), shown);
        }
    }

    #[test]
    fn a_copy_is_named_by_the_second() {
        let name = now();
        assert!(name.len() == 15 && name.as_bytes()[8] == b'-', "{name}");
    }
}
