//! How a person goes: from one brand, or from the installation with all that is theirs. Rows that others lean on stay, blanked: a vote
//! is still counted, a conversation still reads. What was said in the brand's name (announcements, official answers) is the brand's.

mod left;

use crate::db::{Db, Result, Tx};
use crate::limits::{self, Limit, Limited};
use crate::who::Member;
use crate::{execute, fetch_all, fetch_one, fetch_optional, passwords, row, secrets};
use crate::{jobs, members, operator};
use std::collections::BTreeMap;
use types::accounts::canonical_address;
use types::members::{Role, former_handle};
use types::people::{Erase, Leave, Texts};
use types::{AccountId, BrandId, Error, Instant, MemberId};

/// Passwords tried to erase one account within 15 minutes.
const TRIES: i64 = 5;
/// A quarter of an hour, in seconds.
const QUARTER: i64 = 900;

/// What is left of a topic that was taken back, as a piece of an `UPDATE`: one that was not everybody's does not become so.
pub(crate) const BLANK_TOPIC: &str = "title = '', slug = '', body = '', html = '', gist = '', \
    visibility = CASE WHEN visibility = 'public' THEN 'blanked' ELSE visibility END";
/// The same of a reply.
pub(crate) const BLANK_REPLY: &str =
    "body = '', html = '', visibility = CASE WHEN visibility = 'public' THEN 'blanked' ELSE visibility END";

row! {
    /// A membership that ends.
    pub struct Going {
        pub brand_id: BrandId,
        pub id: MemberId,
        pub number: i64,
        pub role: Role,
    }
}

/// Ends a membership; the account and its other memberships stay. Joining again makes a new member.
pub async fn leave(db: &Db, member: &Member, leave: &Leave, now: Instant) -> Result<()> {
    let texts = leave.validate()?;
    db.write((member.clone(), texts, now), |tx, (member, texts, now)| {
        Box::pin(async move {
            let brand = member.brand();
            let sql =
                "SELECT a.id, a.address FROM memberships m JOIN accounts a ON a.id = m.account_id WHERE m.brand_id = $1 AND m.id = $2";
            let Some((account, address)) = fetch_optional!(tx, (i64, String), sql, brand.0, member.id.0)? else {
                return Err(Error::NotFound.into());
            };
            for going in take(tx, AccountId(account), Some(brand)).await? {
                end(tx, &going, *texts, *now).await?;
            }
            execute!(tx, "DELETE FROM jobs WHERE brand_id = $1 AND recipient = $2", brand.0, &address)?;
            execute!(
                tx,
                "DELETE FROM invitations WHERE brand_id = $1 AND address = $2",
                brand.0,
                &address
            )?;
            jobs::enqueue_tidying(tx, *now).await
        })
    })
    .await
}

/// Erases an account and every membership of it. Asks for the password and the address once more: it cannot be undone.
pub async fn erase(db: &Db, account: AccountId, erase: &Erase, now: Instant) -> Result<()> {
    let texts = erase.validate()?;
    let tries = Limit::new(Limited::Password, &format!("erase {}", account.0), TRIES, QUARTER);
    limits::take(db, vec![tries.clone()], now).await?;
    let sql = "SELECT address, password_hash FROM accounts WHERE id = $1";
    let (address, hash) = fetch_optional!(db.read().await?, (String, String), sql, account.0)?.ok_or(Error::SignInNeeded)?;
    if canonical_address(&erase.confirmation) != address {
        return Err(Error::invalid("confirmation", "confirmation-wrong").into());
    }
    if !passwords::verify(&erase.password, Some(hash)).await? {
        return Err(Error::invalid("password", "own-password-wrong").into());
    }
    db.write((account, texts, now), |tx, (account, texts, now)| {
        Box::pin(async move {
            let sql = format!("SELECT address FROM accounts WHERE id = $1{}", tx.for_update());
            let Some((address,)) = fetch_optional!(tx, (String,), &sql, account.0)? else {
                return Ok(());
            };
            if operator::is_last(tx, *account).await? {
                return Err(Error::invalid("last-admin", "last-operator-leaving").into());
            }
            for going in take(tx, *account, None).await? {
                end(tx, &going, *texts, *now).await?;
            }
            forget_address(tx, &address).await?;
            forget_account(tx, *account).await?;
            jobs::enqueue_tidying(tx, *now).await
        })
    })
    .await?;
    limits::forget(db, tries).await
}

/// Takes the rows of the memberships that end: brands first, each in the order of its id.
async fn take(tx: &mut Tx, account: AccountId, only: Option<BrandId>) -> Result<Vec<Going>> {
    let sql = "SELECT brand_id, id, number, role FROM memberships WHERE account_id = $1 ORDER BY brand_id";
    let mut all = fetch_all!(tx, Going, sql, account.0)?;
    all.retain(|going| only.is_none_or(|brand| brand == going.brand_id));
    for going in &all {
        // Two admins who go at once must not each count on the other.
        let sql = format!("SELECT id FROM brands WHERE id = $1{}", tx.for_update());
        fetch_one!(tx, (i64,), &sql, going.brand_id.0)?;
    }
    let mut taken = Vec::with_capacity(all.len());
    for going in &all {
        let sql = format!(
            "SELECT brand_id, id, number, role FROM memberships WHERE brand_id = $1 AND id = $2 AND gone IS NULL{}",
            tx.for_update()
        );
        taken.extend(fetch_optional!(tx, Going, &sql, going.brand_id.0, going.id.0)?);
    }
    Ok(taken)
}

/// Ends one membership whose row is taken.
async fn end(tx: &mut Tx, going: &Going, texts: Texts, now: Instant) -> Result<()> {
    let (brand, me) = (going.brand_id.0, going.id.0);
    if going.role == Role::Admin && members::is_last_admin(tx, going.brand_id, going.id).await? {
        return Err(Error::invalid("last-admin", "last-admin-leaving").into());
    }
    hand_over(tx, going).await?;
    blank_topics(tx, going, texts).await?;
    blank_replies(tx, going, texts).await?;
    left::forget(tx, going).await?;
    execute!(
        tx,
        "UPDATE votes SET reason = NULL WHERE brand_id = $1 AND member_id = $2",
        brand,
        me
    )?;
    execute!(tx, "DELETE FROM pictures WHERE brand_id = $1 AND owner_id = $2", brand, me)?;
    let sql = "UPDATE invitations SET expires = $3 WHERE brand_id = $1 AND inviter_id = $2 AND accepted IS NULL AND role <> 'member' AND expires > $3";
    execute!(tx, sql, brand, me, now.0)?;
    let sql = "UPDATE memberships SET account_id = NULL, name = '', handle = $3, role = 'member', department = NULL, title = NULL, \
        trust = 0, picture_id = NULL, gone = $4 WHERE brand_id = $1 AND id = $2";
    execute!(tx, sql, brand, me, former_handle(going.number), now.0)?;
    Ok(())
}

/// The space of an owner who goes is its longest-standing admin's.
async fn hand_over(tx: &mut Tx, going: &Going) -> Result<()> {
    let sql = "UPDATE brands SET owner_id = (SELECT m.id FROM memberships m WHERE m.brand_id = $1 AND m.id <> $2 AND m.role = 'admin' \
        AND m.gone IS NULL ORDER BY m.joined, m.id LIMIT 1) WHERE id = $1 AND owner_id = $2";
    execute!(tx, sql, going.brand_id.0, going.id.0)?;
    Ok(())
}

/// What only the author and the team could read goes in any case: there is no author any more. A public topic keeps its place, empty,
/// so that what others said under it stays readable.
async fn blank_topics(tx: &mut Tx, going: &Going, texts: Texts) -> Result<()> {
    let sql = format!(
        "UPDATE topics SET {BLANK_TOPIC} WHERE brand_id = $1 AND author_id = $2 AND (visibility <> 'public' OR $3 AND kind <> 'announcement')"
    );
    execute!(tx, &sql, going.brand_id.0, going.id.0, texts == Texts::Remove)?;
    Ok(())
}

async fn blank_replies(tx: &mut Tx, going: &Going, texts: Texts) -> Result<()> {
    let (brand, me) = (going.brand_id.0, going.id.0);
    let sql = "UPDATE replies SET body = '', html = '' WHERE brand_id = $1 AND author_id = $2 AND visibility <> 'public'";
    execute!(tx, sql, brand, me)?;
    let sql = "UPDATE replies SET body = '', html = '', visibility = 'blanked' WHERE brand_id = $1 AND author_id = $2 AND visibility = 'public' \
        AND (EXISTS (SELECT 1 FROM topics t WHERE t.brand_id = $1 AND t.id = replies.topic_id AND t.visibility IN ('private', 'held', 'hidden')) \
        OR $3 AND NOT ($4 AND EXISTS (SELECT 1 FROM events e WHERE e.brand_id = $1 AND e.topic_id = replies.topic_id \
            AND e.reply_id = replies.id AND e.actor_id = $2))) \
        RETURNING topic_id";
    let (remove, staff) = (texts == Texts::Remove, going.role.is_staff());
    let mut fewer: BTreeMap<i64, i64> = BTreeMap::new();
    for (topic,) in fetch_all!(tx, (i64,), sql, brand, me, remove, staff)? {
        *fewer.entry(topic).or_default() += 1;
    }
    for (topic, count) in fewer {
        let sql = "UPDATE topics SET replies = replies - $3 WHERE brand_id = $1 AND id = $2";
        execute!(tx, sql, brand, topic, count)?;
    }
    // A topic whose answer was taken back has none.
    let sql = "UPDATE topics SET answer_id = NULL, answered = NULL WHERE brand_id = $1 AND id IN \
        (SELECT r.topic_id FROM replies r WHERE r.brand_id = $1 AND r.author_id = $2 AND r.visibility = 'blanked' AND r.id = topics.answer_id)";
    execute!(tx, sql, brand, me)?;
    Ok(())
}

/// What is kept under an address and not under an account: invitations, codes, joins that were begun, mail that waits.
async fn forget_address(tx: &mut Tx, address: &str) -> Result<()> {
    for sql in [
        "DELETE FROM invitations WHERE address = $1",
        "DELETE FROM confirmations WHERE address = $1",
        "DELETE FROM codes WHERE address = $1",
        "DELETE FROM jobs WHERE recipient = $1 OR recipient IS NULL AND REPLACE(LOWER(payload), $1, '') <> LOWER(payload)",
        // A browser where somebody began something with this address, and stopped.
        "DELETE FROM sessions WHERE REPLACE(LOWER(data), $1, '') <> LOWER(data)",
    ] {
        execute!(tx, sql, address)?;
    }
    let sign_in = secrets::hash(&format!("sign-in {address}"));
    execute!(tx, "DELETE FROM attempts WHERE subject = $1", sign_in)?;
    Ok(())
}

async fn forget_account(tx: &mut Tx, account: AccountId) -> Result<()> {
    for sql in [
        "DELETE FROM sessions WHERE account_id = $1",
        "DELETE FROM codes WHERE account_id = $1",
        "DELETE FROM recovery_codes WHERE account_id = $1",
        "UPDATE operator_events SET actor_id = NULL WHERE actor_id = $1",
        "UPDATE operator_events SET account_id = NULL, details = '{}' WHERE account_id = $1",
        "DELETE FROM accounts WHERE id = $1",
    ] {
        execute!(tx, sql, account.0)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
