//! A member shows once more that it is them, before something that cannot be undone.

use crate::db::{Db, Result};
use crate::fetch_optional;
use crate::limits::{self, Limit};
use crate::passwords;
use crate::who::Member;
use types::{Error, Instant};

/// Asks a member's password: 5 tries in 5 minutes. A wrong one is told beside the field `current`.
pub async fn password(db: &Db, member: &Member, current: &str, now: Instant) -> Result<()> {
    let limit = Limit::new(&format!("proof {}", member.id.0), 5, 300);
    limits::take(db, vec![limit.clone()], now).await?;
    let sql = "SELECT a.password_hash FROM memberships m JOIN accounts a ON a.id = m.account_id \
        WHERE m.brand_id = $1 AND m.id = $2 AND m.gone IS NULL AND a.blocked IS NULL";
    let hash = fetch_optional!(db.read().await?, (String,), sql, member.brand().0, member.id.0)?;
    if !passwords::verify(current, hash.map(|h| h.0)).await? {
        return Err(Error::invalid("current", "current-wrong").into());
    }
    limits::forget(db, limit).await
}
