//! Sessions' rows: the id only as its hash, whose it is, from where, since when. The cookie and its store are in `web`.

use crate::db::{Db, Result, Tx};
use crate::{execute, fetch_all, fetch_optional, row, secrets};
use sha2::{Digest, Sha256};
use types::{AccountId, Error, Instant};

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

row! {
    /// A sign-in as its owner is shown it.
    pub struct SignedIn {
        pub id_hash: String,
        /// Browser and system, as `Firefox/Windows`.
        pub agent: Option<String>,
        /// The network that it began from.
        pub address: Option<String>,
        pub created: Instant,
        pub seen: Instant,
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

/// What is kept of a session's id.
pub fn id_hash(id: i128) -> String {
    secrets::hex(&Sha256::digest(id.to_be_bytes()))
}

/// The sign-ins of an account that live, the last used first.
pub async fn of_account(db: &Db, account: AccountId, now: Instant) -> Result<Vec<SignedIn>> {
    let sql = "SELECT id_hash, agent, address, created, seen FROM sessions WHERE account_id = $1 AND expires > $2 AND created > $3 \
        ORDER BY seen DESC, id_hash LIMIT 100";
    let oldest = now.minus_days(LONGEST_DAYS);
    Ok(fetch_all!(db.read().await?, SignedIn, sql, account.0, now.0, oldest.0)?)
}

/// Ends one of an account's own sign-ins; another's is not found.
pub async fn end(db: &Db, account: AccountId, id_hash: &str) -> Result<()> {
    let ended = db.write_aside((account, id_hash.to_owned()), |tx, (account, id_hash)| {
        Box::pin(async move {
            let sql = "DELETE FROM sessions WHERE account_id = $1 AND id_hash = $2";
            Ok(execute!(tx, sql, account.0, id_hash.as_str())?)
        })
    });
    if ended.await? == 0 {
        return Err(Error::NotFound.into());
    }
    Ok(())
}

/// Ends every sign-in of an account.
pub async fn end_all(db: &Db, account: AccountId) -> Result<()> {
    db.write_aside(account, |tx, account| Box::pin(end_others(tx, *account, None)))
        .await
}

/// Ends every sign-in of an account but one, inside a transaction that does more.
pub async fn end_others(tx: &mut Tx, account: AccountId, kept: Option<&str>) -> Result<()> {
    let sql = "DELETE FROM sessions WHERE account_id = $1 AND id_hash <> $2";
    execute!(tx, sql, account.0, kept.unwrap_or_default())?;
    Ok(())
}

/// The session of a hashed id, if it lives.
pub async fn load(db: &Db, id_hash: &str, now: Instant) -> Result<Option<Stored>> {
    let sql = "SELECT data, created, seen, expires FROM sessions WHERE id_hash = $1 AND expires > $2 AND created > $3";
    let oldest = now.minus_days(LONGEST_DAYS);
    Ok(fetch_optional!(db.read().await?, Stored, sql, id_hash, now.0, oldest.0)?)
}

/// Writes a session; gives whether it was new.
pub async fn save(db: &Db, save: Save, only_new: bool) -> Result<bool> {
    db.write_aside((save, only_new), |tx, (save, only_new)| {
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
    db.write_aside(id_hash.to_owned(), |tx, id_hash| {
        Box::pin(async move {
            execute!(tx, "DELETE FROM sessions WHERE id_hash = $1", id_hash.as_str())?;
            Ok(())
        })
    })
    .await
}

/// Removes what is over: sessions, joins that nobody confirmed within a day, and codes of yesterday.
pub async fn sweep(db: &Db, _by: crate::who::System, now: Instant) -> Result<()> {
    db.write_aside(now, |tx, now| {
        Box::pin(async move {
            execute!(tx, "DELETE FROM sessions WHERE expires < $1", now.0)?;
            execute!(tx, "DELETE FROM confirmations WHERE created < $1", now.minus_days(1).0)?;
            execute!(tx, "DELETE FROM codes WHERE created < $1", now.minus_days(1).0)?;
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

        async fn a_person_ends_their_own_sign_ins_and_nobody_elses(db: Db) {
            let brand = crate::testing::brand(&db, "drumlin").await;
            let mut accounts = Vec::new();
            for handle in ["maud", "isla"] {
                let member = crate::testing::member(&db, &brand, handle, types::members::Role::Member).await;
                accounts.push(crate::testing::account_of(&db, &member).await);
            }
            for (id, account) in [("a", accounts[0]), ("b", accounts[0]), ("c", accounts[1])] {
                let mine = Save { account: Some(account), agent: Some("Firefox/Windows".into()), ..saved(id, NOW) };
                save(&db, mine, true).await.unwrap();
            }
            let ids = async |account| of_account(&db, account, NOW).await.unwrap().into_iter().map(|s| s.id_hash).collect::<Vec<_>>();
            assert_eq!(ids(accounts[0]).await, ["a", "b"]);
            assert_eq!(Error::from(end(&db, accounts[0], "c").await.unwrap_err()), Error::NotFound);
            end(&db, accounts[0], "a").await.unwrap();
            assert_eq!(ids(accounts[0]).await, ["b"]);
            end_all(&db, accounts[0]).await.unwrap();
            assert!(ids(accounts[0]).await.is_empty() && load(&db, "b", NOW).await.unwrap().is_none());
            assert_eq!(ids(accounts[1]).await, ["c"]);
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
