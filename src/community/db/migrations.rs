//! The migrations of both engines, carried inside the binary: same numbers, names, tables and columns.

use super::{Failure, Result};
use sqlx::migrate::{MigrateError, Migration, MigrationSource, MigrationType, Migrator};
use std::borrow::Cow;
use std::future::{Future, ready};
use std::pin::Pin;

/// Number, name, SQL of each step for SQLite and for PostgreSQL.
macro_rules! steps {
    ($($number:literal $name:literal),+ $(,)?) => {
        const SQLITE: &[(i64, &str, &str)] =
            &[$(($number, $name, include_str!(concat!("../../../migrations/sqlite/", $name, ".sql")))),+];
        const POSTGRES: &[(i64, &str, &str)] =
            &[$(($number, $name, include_str!(concat!("../../../migrations/postgres/", $name, ".sql")))),+];
    };
}

steps!(
    1 "0001_community", 2 "0002_people", 3 "0003_conversations", 4 "0004_waiting", 5 "0005_translations", 6 "0006_removal",
);

#[derive(Debug)]
struct Embedded(&'static [(i64, &'static str, &'static str)]);

impl MigrationSource<'static> for Embedded {
    fn resolve(self) -> Pin<Box<dyn Future<Output = Result<Vec<Migration>, sqlx::error::BoxDynError>> + Send>> {
        let step = |&(number, name, sql): &(i64, &'static str, &'static str)| {
            Migration::new(number, Cow::Borrowed(name), MigrationType::Simple, Cow::Borrowed(sql), false)
        };
        Box::pin(ready(Ok(self.0.iter().map(step).collect())))
    }
}

/// A migrator's refusal, in words where a person has to do something.
pub fn told(cause: MigrateError) -> Failure {
    let newest = SQLITE.last().map_or(0, |step| step.0);
    Failure::Bug(match cause {
        MigrateError::VersionMissing(step) if step > newest => {
            format!(
                "a newer Parvis has written it (step {step}; this version knows {newest}): take that version, or restore the copy from before"
            )
        }
        MigrateError::VersionMismatch(step) => {
            format!("its step {step} is not the one of this Parvis: was it changed by hand, or by another program?")
        }
        other => other.to_string(),
    })
}

pub async fn sqlite() -> Result<Migrator> {
    Migrator::new(Embedded(SQLITE)).await.map_err(|e| Failure::Bug(e.to_string()))
}

pub async fn postgres() -> Result<Migrator> {
    Migrator::new(Embedded(POSTGRES)).await.map_err(|e| Failure::Bug(e.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fetch_all;
    use crate::testing;

    #[test]
    fn every_migration_file_is_carried() {
        for (engine, steps) in [("sqlite", SQLITE), ("postgres", POSTGRES)] {
            let folder = format!("{}/../../migrations/{engine}", env!("CARGO_MANIFEST_DIR"));
            assert_eq!(std::fs::read_dir(folder).map(Iterator::count).ok(), Some(steps.len()), "{engine}");
        }
    }

    #[tokio::test]
    async fn both_engines_have_the_same_tables_and_columns() {
        let (sqlite, _guard) = testing::sqlite().await;
        let (postgres, _guard) = testing::postgres().await;
        let of_sqlite = "SELECT m.name || '.' || p.name || CASE WHEN p.\"notnull\" OR p.pk > 0 THEN '' ELSE '?' END \
            FROM sqlite_master m, pragma_table_info(m.name) p WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' \
            AND m.name NOT LIKE '\\_%' ESCAPE '\\' ORDER BY 1";
        let of_postgres = "SELECT table_name || '.' || column_name || CASE is_nullable WHEN 'NO' THEN '' ELSE '?' END \
            FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE '\\_%' ORDER BY 1";
        let left = fetch_all!(sqlite.read().await.unwrap(), (String,), of_sqlite).unwrap();
        let mut right = fetch_all!(postgres.read().await.unwrap(), (String,), of_postgres).unwrap();
        right.sort();
        let mut left = left;
        left.sort();
        assert!(left.len() > 100, "{left:?}");
        assert_eq!(left, right);
    }
}
