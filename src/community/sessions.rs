//! Sessions' rows: the id only as its hash, whose it is, from where, since when. The cookie and its store are in `web`.

use crate::db::{Db, Result};
use crate::{execute, fetch_optional, row};
use types::{AccountId, Instant};

/// A session ends after so many idle days.
pub const IDLE_DAYS: i64 = 14;
/// A session ends after so many days in any case.
pub const LONGEST_DAYS: i64 = 60;

row! {
    /// A session as it is stored.
    pub struct Stored {
        pub data: String,
        pub created: Instant,
        pub seen: Instant,
        pub expires: Instant,
    }
}

/// What is written of a session.
#[derive(Clone, Debug)]
pub struct Save {
    pub id_hash: String,
    pub account: Option<AccountId>,
    pub data: String,
    pub agent: Option<String>,
    pub address: Option<String>,
    pub now: Instant,
    pub expires: Instant,
}

/// The session of a hashed id, if it lives.
pub async fn load(db: &Db, id_hash: &str, now: Instant) -> Result<Option<Stored>> {
    let sql = "SELECT data, created, seen, expires FROM sessions WHERE id_hash = $1 AND expires > $2 AND created > $3";
    let oldest = now.minus_days(LONGEST_DAYS);
    Ok(fetch_optional!(db.read().await?, Stored, sql, id_hash, now.0, oldest.0)?)
}

/// Writes a session; gives whether it was new.
pub async fn save(db: &Db, save: Save, only_new: bool) -> Result<bool> {
    db.write((save, only_new), |tx, (save, only_new)| {
        Box::pin(async move {
            let account = save.account.map(|a| a.0);
            if !only_new {
                // A session that was ended meanwhile stays ended: a request that was under way must not bring it back.
                let sql = "UPDATE sessions SET account_id = $2, data = $3, seen = $4, expires = $5 WHERE id_hash = $1";
                execute!(tx, sql, &save.id_hash, account, &save.data, save.now.0, save.expires.0)?;
                return Ok(false);
            }
            let sql = "INSERT INTO sessions (id_hash, account_id, data, agent, address, created, seen, expires) \
                VALUES ($1, $2, $3, $4, $5, $6, $6, $7) ON CONFLICT (id_hash) DO NOTHING";
            let added = execute!(
                tx,
                sql,
                &save.id_hash,
                account,
                &save.data,
                save.agent.as_deref(),
                save.address.as_deref(),
                save.now.0,
                save.expires.0
            )?;
            Ok(added == 1)
        })
    })
    .await
}

/// Ends a session.
pub async fn delete(db: &Db, id_hash: &str) -> Result<()> {
    db.write(id_hash.to_owned(), |tx, id_hash| {
        Box::pin(async move {
            execute!(tx, "DELETE FROM sessions WHERE id_hash = $1", id_hash.as_str())?;
            Ok(())
        })
    })
    .await
}

/// Removes what is over: sessions, and joins that nobody confirmed within a day.
pub async fn sweep(db: &Db, _by: crate::who::System, now: Instant) -> Result<()> {
    db.write(now, |tx, now| {
        Box::pin(async move {
            execute!(tx, "DELETE FROM sessions WHERE expires < $1", now.0)?;
            execute!(tx, "DELETE FROM confirmations WHERE created < $1", now.minus_days(1).0)?;
            Ok(())
        })
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::NOW;

    fn saved(id_hash: &str, now: Instant) -> Save {
        let (account, agent, address) = (None, None, None);
        Save {
            id_hash: id_hash.into(),
            account,
            data: "{}".into(),
            agent,
            address,
            now,
            expires: now.minus_days(-IDLE_DAYS),
        }
    }

    crate::on_both_engines! {
        async fn a_session_ends_after_fourteen_idle_days_and_after_sixty_in_any_case(db: Db) {
            save(&db, saved("a", NOW), true).await.unwrap();
            assert!(load(&db, "a", NOW.minus_days(-13)).await.unwrap().is_some());
            assert!(load(&db, "a", NOW.minus_days(-15)).await.unwrap().is_none());
            for day in [10, 20, 30, 40, 50, 59] {
                save(&db, saved("a", NOW.minus_days(-day)), false).await.unwrap();
            }
            assert!(load(&db, "a", NOW.minus_days(-59)).await.unwrap().is_some());
            assert!(load(&db, "a", NOW.minus_days(-61)).await.unwrap().is_none());
        }

        async fn an_id_that_exists_is_not_made_again(db: Db) {
            assert!(save(&db, saved("a", NOW), true).await.unwrap());
            assert!(!save(&db, saved("a", NOW), true).await.unwrap());
            delete(&db, "a").await.unwrap();
            save(&db, saved("a", NOW), false).await.unwrap();
            assert!(load(&db, "a", NOW).await.unwrap().is_none(), "an ended session stays ended");
        }
    }
}
