//! The order that a brand gives to its boards and its products.

use crate::db::{Result, Tx};
use crate::who::Admin;
use crate::{execute, fetch_all, fetch_optional};
use types::Error;

/// What a brand keeps in an order of its own.
#[derive(Clone, Copy, Debug)]
pub enum Ordered {
    Boards,
    Products,
}

impl Ordered {
    const fn table(self) -> &'static str {
        match self {
            Self::Boards => "boards",
            Self::Products => "products",
        }
    }
}

/// Takes the brand's row: its order has one writer at a time.
pub async fn take(tx: &mut Tx, admin: &Admin) -> Result<()> {
    let sql = format!("SELECT id FROM brands WHERE id = $1{}", tx.for_update());
    fetch_optional!(tx, (i64,), &sql, admin.brand().0)?;
    Ok(())
}

/// Moves the one of a slug up or down by one place; the first stays first, the last stays last.
pub async fn shift(tx: &mut Tx, admin: &Admin, what: Ordered, slug: &str, up: bool) -> Result<()> {
    take(tx, admin).await?;
    let table = what.table();
    let sql = format!("SELECT id, slug FROM {table} WHERE brand_id = $1 ORDER BY position, id");
    let mut rows = fetch_all!(tx, (i64, String), &sql, admin.brand().0)?;
    let at = rows.iter().position(|row| row.1 == slug).ok_or(Error::NotFound)?;
    let to = if up { at.saturating_sub(1) } else { (at + 1).min(rows.len() - 1) };
    rows.swap(at, to);
    let sql = format!("UPDATE {table} SET position = $3 WHERE brand_id = $1 AND id = $2 AND position <> $3");
    for (position, row) in (1_i64..).zip(&rows) {
        execute!(tx, &sql, admin.brand().0, row.0, position)?;
    }
    Ok(())
}

/// A slug for a name that nobody has yet, and that is no word of an address.
pub async fn free_slug(tx: &mut Tx, admin: &Admin, what: Ordered, name: &str) -> Result<String> {
    let table = what.table();
    let base = types::slug::slug(name);
    let base = if base.is_empty() { table.to_owned() } else { base };
    let sql = format!("SELECT slug FROM {table} WHERE brand_id = $1");
    let taken: Vec<String> = fetch_all!(tx, (String,), &sql, admin.brand().0)?
        .into_iter()
        .map(|row| row.0)
        .collect();
    let free = |slug: &String| slug != "new" && !taken.contains(slug);
    let numbered = (2..).map(|n| format!("{base}-{n}"));
    let found = std::iter::once(base.clone()).chain(numbered).find(free);
    Ok(found.unwrap_or(base))
}
