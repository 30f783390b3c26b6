//! A password that anybody can read: the demo's. It ends where others can reach the installation.

use crate::db::{Db, Result, Tx};
use crate::who::System;
use crate::{execute, fetch_all, passwords, secrets};

/// Takes a known password from every account that still has it: nobody signs in with it again, and whoever did is signed out. It is looked
/// for under addresses of `.example`, where nobody has a mailbox (RFC 2606) and all of the demo begin. The demo's accounts share one hash,
/// so that it is tried once, and who of them has another address by now is found too. Gives how many had it.
pub async fn take_known_password(db: &Db, _by: System, known: &str) -> Result<u64> {
    let hashes = fitting(db, known).await?;
    if hashes.is_empty() {
        return Ok(0);
    }
    // The hash of what nobody knows: trying it takes as long as trying any other.
    let nobodys = passwords::hash(&secrets::token()).await?;
    db.write((hashes, nobodys), |tx, (hashes, nobodys)| {
        Box::pin(async move {
            let mut taken = 0;
            for hash in hashes {
                taken += replace(tx, hash, nobodys).await?;
            }
            Ok(taken)
        })
    })
    .await
}

/// The hashes of the demo's addresses that are of this password.
async fn fitting(db: &Db, password: &str) -> Result<Vec<String>> {
    let sql = "SELECT DISTINCT password_hash FROM accounts WHERE address LIKE '%.example'";
    let mut fitting = Vec::new();
    for (hash,) in fetch_all!(db.read().await?, (String,), sql)? {
        if passwords::verify(password, Some(hash.clone())).await? {
            fitting.push(hash);
        }
    }
    Ok(fitting)
}

async fn replace(tx: &mut Tx, hash: &str, new: &str) -> Result<u64> {
    let sql = "UPDATE codes SET expires = 0 WHERE account_id IN (SELECT id FROM accounts WHERE password_hash = $1)";
    execute!(tx, sql, hash)?;
    let sql = "DELETE FROM sessions WHERE account_id IN (SELECT id FROM accounts WHERE password_hash = $1)";
    execute!(tx, sql, hash)?;
    let sql = "UPDATE accounts SET password_hash = $2 WHERE password_hash = $1";
    Ok(execute!(tx, sql, hash, new)?)
}
