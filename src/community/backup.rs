//! A copy of SQLite's file, taken while it is written, and the way back from one. PostgreSQL has programs of its own for both.

use crate::db::{Db, Options};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection, SqliteConnection};
use std::ffi::OsString;
use std::fs::{File, OpenOptions};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What a copy holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holds {
    pub bytes: u64,
    pub brands: i64,
    pub people: i64,
    pub topics: i64,
    pub replies: i64,
}

/// Writes a copy of a database that may be in use, as it is at one instant. `to` must not be there: the copy appears under that name when it
/// is whole and was read once.
pub async fn write(database: &Path, to: &Path) -> Result<Holds, String> {
    if !database.is_file() {
        return Err(format!("there is no database at {}", database.display()));
    }
    let half = Half::begin(to)?;
    copy(database, &half.0).await?;
    let mut copy = open(&half.0).await?;
    sound(&mut copy, "quick_check").await?;
    let holds = count(&mut copy, &half.0).await?;
    close(copy).await?;
    half.finish(to)?;
    Ok(holds)
}

/// Makes a database of a copy, where none is yet, and brings its tables to this version.
pub async fn restore(from: &Path, database: &Path) -> Result<Holds, String> {
    for name in [database.to_owned(), beside(database, "-wal")] {
        if name.exists() {
            return Err(format!("{} is there already: restore into an empty folder", name.display()));
        }
    }
    whole(from)?;
    let half = Half::begin(database)?;
    std::fs::copy(from, &half.0).map_err(|e| format!("{} cannot be copied to {}: {e}", from.display(), half.0.display()))?;
    let told = |said: String| format!("{}: {said}", from.display());
    let mut copy = open(&half.0).await.map_err(told)?;
    of_parvis(&mut copy).await.map_err(told)?;
    sound(&mut copy, "integrity_check").await.map_err(told)?;
    close(copy).await?;
    migrate(&half.0).await.map_err(told)?;
    let mut copy = open(&half.0).await?;
    let holds = count(&mut copy, &half.0).await?;
    close(copy).await?;
    half.finish(database)?;
    Ok(holds)
}

/// Reads through one transaction, so that writes go on meanwhile and none of them is in the copy by half.
async fn copy(database: &Path, to: &Path) -> Result<(), String> {
    let mut source = SqliteConnectOptions::new()
        .filename(database)
        .busy_timeout(Duration::from_secs(10))
        .pragma("temp_store", "MEMORY")
        .disable_statement_logging()
        .connect()
        .await
        .map_err(|e| format!("{} does not open: {e}", database.display()))?;
    let target = to.display().to_string();
    let done = sqlx::query("VACUUM INTO $1").bind(target).execute(&mut source).await;
    close(source).await?;
    done.map(drop).map_err(|e| format!("{} cannot be written: {e}", to.display()))
}

async fn open(file: &Path) -> Result<SqliteConnection, String> {
    let options = SqliteConnectOptions::new().filename(file).disable_statement_logging();
    options.connect().await.map_err(|e| e.to_string())
}

async fn close(connection: SqliteConnection) -> Result<(), String> {
    connection.close().await.map_err(|e| e.to_string())
}

/// SQLite's own reading of every page.
async fn sound(connection: &mut SqliteConnection, check: &str) -> Result<(), String> {
    let broken = |said: String| format!("the file is damaged: {said}");
    let row: (String,) = sqlx::query_as(&format!("PRAGMA {check}(1)"))
        .fetch_one(&mut *connection)
        .await
        .map_err(|e| broken(e.to_string()))?;
    if row.0 != "ok" {
        return Err(broken(row.0));
    }
    let loose = sqlx::query("PRAGMA foreign_key_check").fetch_optional(connection).await;
    match loose.map_err(|e| broken(e.to_string()))? {
        Some(_) => Err(broken("some rows belong to nothing".into())),
        None => Ok(()),
    }
}

/// Whether the tables are ours, and not those of a version that came later.
async fn of_parvis(connection: &mut SqliteConnection) -> Result<(), String> {
    let sql =
        "SELECT COALESCE(MAX(version), 0), (SELECT COUNT(*) FROM sqlite_master WHERE name IN ('brands', 'accounts')) FROM _sqlx_migrations";
    let row: Result<(i64, i64), _> = sqlx::query_as(sql).fetch_one(connection).await;
    match row {
        Ok((1.., 2)) => Ok(()),
        Err(sqlx::Error::Database(cause)) if cause.message().contains("malformed") => Err(format!("the file is damaged: {cause}")),
        _ => Err("this is a database, but not one of Parvis".into()),
    }
}

/// A whole file of SQLite, and not one whose last writes lie beside it.
fn whole(file: &Path) -> Result<(), String> {
    let told = |said: String| format!("{}: {said}", file.display());
    let mut head = [0_u8; 100];
    let mut opened = File::open(file).map_err(|e| told(format!("the file cannot be read: {e}")))?;
    let read = opened.read(&mut head).map_err(|e| told(format!("the file cannot be read: {e}")))?;
    if !head.starts_with(b"SQLite format 3\0") || read < head.len() {
        return Err(told("this is no copy of a Parvis database".into()));
    }
    let size = match u64::from(u16::from_be_bytes([head[16], head[17]])) {
        1 => 65_536,
        size => size,
    };
    let pages = u64::from(u32::from_be_bytes([head[28], head[29], head[30], head[31]]));
    let bytes = opened.metadata().map_err(|e| told(e.to_string()))?.len();
    if bytes < pages * size {
        return Err(told(format!("the file is cut off: {bytes} of {} bytes are there", pages * size)));
    }
    if std::fs::metadata(beside(file, "-wal")).is_ok_and(|wal| wal.len() > 0) {
        return Err(told(
            "this is a database in use, whose last writes lie beside it: take a copy with `parvis backup`".into(),
        ));
    }
    Ok(())
}

async fn migrate(file: &Path) -> Result<(), String> {
    let options = Options::new(format!("sqlite:{}", file.display()));
    let db = Db::open(&options).await.map_err(|e| e.to_string())?;
    let done = db.migrate().await.map_err(|e| e.to_string());
    db.close().await;
    let _ = std::fs::remove_file(file.with_extension("lock"));
    done
}

async fn count(connection: &mut SqliteConnection, file: &Path) -> Result<Holds, String> {
    let sql = "SELECT (SELECT COUNT(*) FROM brands), (SELECT COUNT(*) FROM accounts), (SELECT COUNT(*) FROM topics), (SELECT COUNT(*) FROM replies)";
    let row: Result<(i64, i64, i64, i64), _> = sqlx::query_as(sql).fetch_one(connection).await;
    let (brands, people, topics, replies) = row.map_err(|e| e.to_string())?;
    let bytes = std::fs::metadata(file).map_err(|e| e.to_string())?.len();
    Ok(Holds {
        bytes,
        brands,
        people,
        topics,
        replies,
    })
}

fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name: OsString = file.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// A file that is being written, for its owner only; gone again unless it is finished.
struct Half(PathBuf);

impl Half {
    fn begin(to: &Path) -> Result<Self, String> {
        if to.exists() {
            return Err(format!("{} is there already, and is not overwritten", to.display()));
        }
        let half = beside(to, ".part");
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(&half).map_err(|e| match e.kind() {
            std::io::ErrorKind::AlreadyExists => format!(
                "{} is there: another copy is being written, or one was broken off; remove it in that case",
                half.display()
            ),
            _ => format!("{} cannot be written: {e}", half.display()),
        })?;
        Ok(Self(half))
    }

    /// On the disk, then under its name; never over a file that has come meanwhile.
    fn finish(self, to: &Path) -> Result<(), String> {
        let told = |e: std::io::Error| format!("{} cannot be written: {e}", to.display());
        File::open(&self.0).and_then(|file| file.sync_all()).map_err(told)?;
        match std::fs::hard_link(&self.0, to) {
            // A disk without hard links.
            Err(_) if !to.exists() => std::fs::rename(&self.0, to).map_err(told)?,
            done => done.map_err(told)?,
        }
        let folder = to.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(told)
    }
}

impl Drop for Half {
    fn drop(&mut self) {
        for ending in ["", "-wal", "-shm", "-journal"] {
            let _ = std::fs::remove_file(beside(&self.0, ending));
        }
    }
}

#[cfg(test)]
mod tests;
