//! Closing a brand: it is announced, its members have two weeks to take what is theirs, an admin may think better of it, and then
//! everything of it is deleted.

use crate::accounts;
use crate::brands::Brand;
use crate::db::{Db, Result, Tx};
use crate::desk::{self, Entry, OperatorEntry};
use crate::installation::Settings;
use crate::mail::{self, Mail};
use crate::when::When;
use crate::who::{Admin, System};
use crate::words::Words;
use crate::{execute, fetch_all, fetch_optional, jobs, notices};
use serde_json::json;
use types::operator::Close;
use types::{AccountId, BrandId, Error, Instant, Lang, MemberId};

/// A brand that is being closed is readable for so many days.
pub const DAYS: i64 = 14;
/// Rows that one transaction deletes.
const BATCH: i64 = 500;

/// Whose it is to close a brand: its owner, while that is an admin; else any admin.
const OWNER: &str = "SELECT m.id FROM brands b JOIN memberships m ON m.brand_id = b.id AND m.id = b.owner_id \
    WHERE b.id = $1 AND m.role = 'admin' AND m.gone IS NULL";

/// Whether this admin may close the brand.
pub async fn may_close(db: &Db, admin: &Admin) -> Result<bool> {
    let owner = fetch_optional!(db.read().await?, (i64,), OWNER, admin.brand().0)?;
    Ok(owner.is_none_or(|owner| owner.0 == admin.id.0))
}

/// Begins to close a brand: its slug and the admin's password show that it is meant. Every admin is told by mail, and then every member. Gives when it will be gone.
pub async fn close(db: &Db, by: &Admin, brand: &Brand, form: &Close, settings: &Settings, now: Instant) -> Result<Instant> {
    form.validate(&brand.slug)?;
    accounts::prove(db, by.account(), &form.current, now).await?;
    let (until, link) = (now.minus_days(-DAYS), settings.link(brand, "/settings/end"));
    let args = (by.clone(), brand.clone(), link, until, now);
    db.write(args, |tx, (by, brand, link, until, now)| {
        Box::pin(async move {
            let closes = lock(tx, brand.id).await?;
            let owner = fetch_optional!(tx, (i64,), OWNER, brand.id.0)?;
            if owner.is_some_and(|owner| owner.0 != by.id.0) {
                return Err(Error::Forbidden.into());
            }
            if let Some(already) = closes {
                return Ok(already);
            }
            execute!(tx, "UPDATE brands SET closes = $2 WHERE id = $1", brand.id.0, until.0)?;
            for (address, lang) in admins(tx, brand.id).await? {
                mail::enqueue(tx, Some(brand.id), &announcement(brand, address, lang, link, *until), *now).await?;
            }
            notices::announce_closing(tx, brand.id, *until, *now).await?;
            log(tx, by, brand, "brand-closing", *now).await?;
            Ok(*until)
        })
    })
    .await
}

/// Thinks better of it, while there is time: the space is what it was, and whom no mail has told yet is told nothing.
pub async fn keep(db: &Db, by: &Admin, brand: &Brand, now: Instant) -> Result<()> {
    db.write((by.clone(), brand.clone(), now), |tx, (by, brand, now)| {
        Box::pin(async move {
            match lock(tx, brand.id).await? {
                None => Ok(()),
                Some(closes) if closes <= *now => Err(Error::Conflict.into()),
                Some(_) => {
                    execute!(tx, "UPDATE brands SET closes = NULL WHERE id = $1", brand.id.0)?;
                    notices::call_off(tx, brand.id).await?;
                    log(tx, by, brand, "brand-kept", *now).await
                }
            }
        })
    })
    .await
}

/// Takes the brand's row; gives when the brand will be gone, if it is being closed.
async fn lock(tx: &mut Tx, brand: BrandId) -> Result<Option<Instant>> {
    let sql = format!("SELECT closes FROM brands WHERE id = $1{}", tx.for_update());
    let row = fetch_optional!(tx, (Option<i64>,), &sql, brand.0)?.ok_or(Error::NotFound)?;
    Ok(row.0.map(Instant))
}

async fn admins(tx: &mut Tx, brand: BrandId) -> Result<Vec<(String, Lang)>> {
    let sql = "SELECT a.address, a.language FROM memberships m JOIN accounts a ON a.id = m.account_id \
        WHERE m.brand_id = $1 AND m.role = 'admin' AND m.gone IS NULL AND a.blocked IS NULL ORDER BY m.id";
    let rows = fetch_all!(tx, (String, String), sql, brand.0)?;
    let of = |(address, language): (String, String)| (address, Lang::parse(&language).unwrap_or(Lang::En));
    Ok(rows.into_iter().map(of).collect())
}

fn announcement(brand: &Brand, to: String, lang: Lang, link: &str, until: Instant) -> Mail {
    let words = Words::of(lang);
    let date = When::new(words, &brand.time_zone, until).long(until);
    let args = [("brand", brand.name.as_str().into()), ("date", date.into()), ("link", link.into())];
    Mail {
        to,
        from_name: brand.name.clone(),
        subject: words.with("mail-closing-subject", &args),
        text: words.with("mail-closing-text", &args),
    }
}

/// In both logs: the brand's, and the installation's.
async fn log(tx: &mut Tx, by: &Admin, brand: &Brand, kind: &'static str, now: Instant) -> Result<()> {
    let entry = Entry {
        brand: brand.id,
        actor: Some(by.id),
        kind,
        subject: None,
        details: json!({}),
    };
    desk::log(tx, entry, now).await?;
    let actor = account_of(tx, brand.id, by.id).await?;
    log_operator(tx, actor, kind, Some(brand.id), brand, now).await
}

async fn account_of(tx: &mut Tx, brand: BrandId, member: MemberId) -> Result<Option<AccountId>> {
    let sql = "SELECT account_id FROM memberships WHERE brand_id = $1 AND id = $2";
    let row = fetch_optional!(tx, (Option<i64>,), sql, brand.0, member.0)?;
    Ok(row.and_then(|row| row.0).map(AccountId))
}

async fn log_operator(
    tx: &mut Tx,
    actor: Option<AccountId>,
    kind: &'static str,
    id: Option<BrandId>,
    brand: &Brand,
    now: Instant,
) -> Result<()> {
    let entry = OperatorEntry {
        actor,
        kind,
        account: None,
        brand: id,
        details: json!({ "slug": brand.slug, "name": brand.name }),
    };
    desk::log_operator(tx, entry, now).await
}

/// The tables of a brand in the order in which foreign keys let them go, each with what names one row of it. What leads back up a table
/// is cut first: answers of topics, replies under replies.
const TABLES: &[(&str, &str)] = &[
    ("jobs", "id"),
    ("confirmations", "id"),
    ("notices", "id"),
    ("subscriptions", "topic_id, member_id"),
    ("reports", "id"),
    ("interventions", "id"),
    ("drafts", "member_id, place"),
    ("thanks", "reply_id, member_id"),
    ("topic_tags", "tag_id, topic_id"),
    ("tags", "id"),
    ("revisions", "id"),
    ("attachments", "id"),
    ("details", "topic_id"),
    ("promises", "kind"),
    ("answer_figures", "brand_id"),
    ("votes", "topic_id, member_id"),
    ("events", "id"),
    ("desk_events", "id"),
    ("replies", "id"),
    ("topics", "id"),
    ("pictures", "id"),
    ("documents", "id"),
    ("invitations", "id"),
    ("domains", "domain"),
    ("products", "id"),
    ("boards", "id"),
    ("memberships", "id"),
];

/// What refers to rows of tables that go before, each as a piece of an `UPDATE` and the rows that it is about.
const TIES: &[(&str, &str, &str)] = &[
    ("topics", "answer_id = NULL", "answer_id IS NOT NULL"),
    ("replies", "parent_id = NULL", "parent_id IS NOT NULL"),
];

/// Deletes the brands whose time has come. Accounts stay: they are the people's own. Gives how many went.
pub async fn sweep(db: &Db, _by: System, now: Instant) -> Result<usize> {
    let sql = "SELECT id FROM brands WHERE closes <= $1 ORDER BY id";
    let due = fetch_all!(db.read().await?, (i64,), sql, now.0)?;
    let mut gone = 0;
    for (brand,) in due {
        match delete(db, BrandId(brand), now).await {
            Ok(()) => gone += 1,
            // The others' time has come too; this one is tried again at the next sweep.
            Err(failure) => tracing::warn!(brand, %failure, "a closed brand could not be deleted"),
        }
    }
    Ok(gone)
}

async fn delete(db: &Db, brand: BrandId, now: Instant) -> Result<()> {
    let ties = TIES.iter().map(|(table, cut, which)| {
        format!(
            "UPDATE {table} SET {cut} WHERE brand_id = $1 AND id IN (SELECT id FROM {table} WHERE brand_id = $1 AND {which} LIMIT {BATCH})"
        )
    });
    let rows = TABLES.iter().map(|(table, key)| {
        format!("DELETE FROM {table} WHERE brand_id = $1 AND ({key}) IN (SELECT {key} FROM {table} WHERE brand_id = $1 LIMIT {BATCH})")
    });
    for sql in ties.chain(rows) {
        while step(db, brand, sql.clone(), now).await? > 0 {}
    }
    last(db, brand, now).await
}

/// A small transaction, so that others' writes get their turn. None is done for a brand whose time has not come.
async fn step(db: &Db, brand: BrandId, sql: String, now: Instant) -> Result<u64> {
    db.write((brand, sql, now), |tx, (brand, sql, now)| {
        Box::pin(async move {
            match lock(tx, *brand).await? {
                Some(closes) if closes <= *now => Ok(execute!(tx, sql, brand.0)?),
                _ => Err(Error::Conflict.into()),
            }
        })
    })
    .await
}

/// The brand itself, and whatever was written while its rows went.
async fn last(db: &Db, brand: BrandId, now: Instant) -> Result<()> {
    db.write((brand, now), |tx, (id, now)| {
        Box::pin(async move {
            lock(tx, *id).await?;
            let sql = format!("SELECT {} FROM brands WHERE id = $1", super::COLUMNS);
            let brand = fetch_optional!(tx, Brand, &sql, id.0)?.ok_or(Error::NotFound)?;
            for (table, cut, _) in TIES {
                execute!(tx, &format!("UPDATE {table} SET {cut} WHERE brand_id = $1"), id.0)?;
            }
            for (table, _) in TABLES {
                execute!(tx, &format!("DELETE FROM {table} WHERE brand_id = $1"), id.0)?;
            }
            execute!(tx, "UPDATE operator_events SET brand_id = NULL WHERE brand_id = $1", id.0)?;
            execute!(tx, "DELETE FROM brands WHERE id = $1", id.0)?;
            log_operator(tx, None, "brand-deleted", None, &brand, *now).await?;
            jobs::enqueue_tidying(tx, *now).await
        })
    })
    .await
}

#[cfg(test)]
mod tests;
