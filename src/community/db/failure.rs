//! What can go wrong inside `community`, before it is told to anybody.

use types::Error;

/// The outcome of a function of this crate.
pub type Result<T, E = Failure> = std::result::Result<T, E>;

/// Either something to tell the person, or a fault whose cause belongs in the log.
#[derive(Debug)]
pub enum Failure {
    /// To be told as it is.
    Told(Error),
    /// The database refused.
    Sql(sqlx::Error),
    /// Something else that should not happen.
    Bug(String),
}

/// A unique constraint whose breach is a person's to mend: its name, the field, the message.
const FIELD_OF_CONSTRAINT: &[(&str, &str, &str, &str)] = &[
    ("brands_slug_key", "brands.slug", "slug", "slug-taken"),
    ("brands_host_key", "brands.host", "host", "host-taken"),
    ("accounts_address_key", "accounts.address", "address", "address-taken"),
    ("memberships_handle_key", "memberships.handle", "handle", "handle-taken"),
];

impl Failure {
    /// Whether the same write may succeed when begun again.
    pub fn is_retryable(&self) -> bool {
        let Self::Sql(sqlx::Error::Database(cause)) = self else {
            return false;
        };
        matches!(cause.code().as_deref(), Some("40001" | "40P01"))
    }

    /// Whether the database is away or full: the same may succeed when that is over.
    pub fn is_passing(&self) -> bool {
        use sqlx::Error::{Database, Io, PoolClosed, PoolTimedOut, Tls};
        match self {
            Self::Sql(PoolTimedOut | PoolClosed | Io(_) | Tls(_)) => true,
            Self::Sql(Database(cause)) => {
                let code = cause.code().unwrap_or_default();
                match code.parse::<u32>() {
                    // SQLite says more in the higher bits: IOERR (10) and FULL (13); a code of PostgreSQL has five signs.
                    Ok(number) if code.len() < 5 => matches!(number & 0xff, 10 | 13),
                    // Connections (08), resources such as the disk (53), the operator (57P0x).
                    _ => code.starts_with("08") || code.starts_with("53") || code.starts_with("57P0"),
                }
            }
            _ => false,
        }
    }

    /// Whether a text was asked for that has a NUL in it, which PostgreSQL stores in none (22021): there is nothing of that name.
    pub fn names_nothing(&self) -> bool {
        let Self::Sql(sqlx::Error::Database(cause)) = self else {
            return false;
        };
        cause.code().as_deref() == Some("22021")
    }

    /// Whether a unique constraint was broken, by its name on PostgreSQL or its columns on SQLite.
    pub fn breaks(&self, constraint: &str, columns: &str) -> bool {
        let Self::Sql(sqlx::Error::Database(cause)) = self else {
            return false;
        };
        cause.is_unique_violation() && (cause.constraint() == Some(constraint) || cause.message().contains(columns))
    }

    /// The field of a form that a broken constraint is about, and its message.
    pub fn field(&self) -> Option<Error> {
        let broken = FIELD_OF_CONSTRAINT.iter().find(|(name, columns, ..)| self.breaks(name, columns))?;
        Some(Error::invalid(broken.2, broken.3))
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Told(error)
    }
}

impl From<sqlx::Error> for Failure {
    fn from(cause: sqlx::Error) -> Self {
        Self::Sql(cause)
    }
}

/// The edge: here a cause is logged, once, under the reference that the person is given.
impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        if let Some(error) = failure.field() {
            return error;
        }
        if failure.names_nothing() {
            return Self::NotFound;
        }
        let is_passing = failure.is_passing();
        let cause = match failure {
            Failure::Told(error) => return error,
            Failure::Sql(cause) => cause.to_string(),
            Failure::Bug(cause) => cause,
        };
        if is_passing {
            return crate::reference::unavailable(cause);
        }
        let reference = crate::reference::current();
        tracing::error!(%reference, %cause, "internal error");
        Self::Internal { reference }
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Told(error) => error.fmt(f),
            Self::Sql(cause) => cause.fmt(f),
            Self::Bug(cause) => f.write_str(cause),
        }
    }
}

impl std::error::Error for Failure {}
