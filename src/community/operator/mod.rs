//! The installation's own desk: making brands, blocking accounts, looking after jobs, and the log of it all. Everything here asks for
//! an [`Operator`](crate::who::Operator), or for the command line.

pub mod accounts;
pub mod asked;
pub mod brands;
pub mod door;
pub mod hosts;
pub mod jobs;
pub mod log;

pub use accounts::is_last;

use crate::db::{Db, Result};
use crate::who::{Operator, System};
use crate::{fetch_optional, row};
use types::{AccountId, Lang};

/// Who runs the installation: an operator at their desk, or its command line.
#[derive(Clone, Copy, Debug)]
pub enum Keeper {
    Operator(Operator),
    Command(System),
}

impl Keeper {
    /// Whose account the log names; none for the command line.
    pub const fn account(self) -> Option<AccountId> {
        match self {
            Self::Operator(operator) => Some(operator.account()),
            Self::Command(_) => None,
        }
    }
}

impl From<Operator> for Keeper {
    fn from(operator: Operator) -> Self {
        Self::Operator(operator)
    }
}

impl From<System> for Keeper {
    fn from(system: System) -> Self {
        Self::Command(system)
    }
}

/// A page of a list, newest first.
#[derive(Clone, Debug)]
pub struct Page<T> {
    pub rows: Vec<T>,
    /// The id after which the next page begins; nothing on the last one.
    pub next: Option<i64>,
}

impl<T> Page<T> {
    /// A page out of one row more than it may hold.
    fn of(mut rows: Vec<T>, limit: usize, id: impl Fn(&T) -> i64) -> Self {
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().filter(|_| more).map(id);
        Self { rows, next }
    }
}

/// Where a list begins: after this id, or at the newest.
fn before(after: Option<i64>) -> i64 {
    after.unwrap_or(i64::MAX)
}

row! {
    /// An account as its own pages of the desk need it.
    pub struct Me {
        pub address: String,
        pub language: Lang,
        pub time_zone: Option<String>,
    }
}

/// Whoever is at the desk.
pub async fn me(db: &Db, account: AccountId) -> Result<Option<Me>> {
    let sql = "SELECT address, language, time_zone FROM accounts WHERE id = $1 AND blocked IS NULL";
    Ok(fetch_optional!(db.read().await?, Me, sql, account.0)?)
}

#[cfg(test)]
mod tests;
