//! Texts that are being written, kept so that nothing is lost: one for each place of a member. A draft is its form: names and values, as JSON.

use crate::db::{Db, Result, Tx};
use crate::who::{Member, System};
use crate::{execute, fetch_optional, row, topics};
use types::drafts::{BYTES, DAYS, Place};
use types::{Error, Instant};

/// Drafts that one member may have; the oldest goes when another one comes.
const MOST: i64 = 30;

row! {
    /// A text that was not posted yet.
    pub struct Draft {
        pub text: String,
        pub saved: Instant,
    }
}

/// Keeps a draft; an empty one is none.
pub async fn save(db: &Db, member: &Member, place: Place, text: String, now: Instant) -> Result<()> {
    if text.len() > BYTES || text.contains('\0') {
        return Err(Error::invalid("body", "body-long").into());
    }
    db.write_aside((member.clone(), place, text, now), |tx, (member, place, text, now)| {
        Box::pin(async move {
            topics::take_author(tx, member).await?;
            if !says_something(text)? {
                return drop_at(tx, member, *place).await;
            }
            let (brand, me) = (member.brand().0, member.id.0);
            let sql = "INSERT INTO drafts (brand_id, member_id, place, text, saved) VALUES ($1, $2, $3, $4, $5) \
                ON CONFLICT (brand_id, member_id, place) DO UPDATE SET text = EXCLUDED.text, saved = EXCLUDED.saved";
            execute!(tx, sql, brand, me, place.to_string(), text.as_str(), now.0)?;
            let sql = "DELETE FROM drafts WHERE brand_id = $1 AND member_id = $2 AND place NOT IN \
                (SELECT place FROM drafts WHERE brand_id = $1 AND member_id = $2 ORDER BY saved DESC, place LIMIT $3)";
            execute!(tx, sql, brand, me, MOST)?;
            Ok(())
        })
    })
    .await
}

/// Whether anything was written: what was only chosen is no text.
fn says_something(form: &str) -> Result<bool> {
    const WRITTEN: [&str; 7] = ["title", "body", "reply", "serial", "since", "bought", "picture"];
    let pairs: Vec<(String, String)> = serde_json::from_str(form).map_err(|_| Error::invalid("form", "form-unreadable"))?;
    Ok(pairs
        .iter()
        .any(|(name, value)| WRITTEN.contains(&name.as_str()) && !value.trim().is_empty()))
}

/// The draft of a place.
pub async fn read(db: &Db, member: &Member, place: Place) -> Result<Option<Draft>> {
    let sql = "SELECT text, saved FROM drafts WHERE brand_id = $1 AND member_id = $2 AND place = $3";
    let (brand, me) = (member.brand().0, member.id.0);
    Ok(fetch_optional!(db.read().await?, Draft, sql, brand, me, place.to_string())?)
}

/// Starts afresh.
pub async fn discard(db: &Db, member: &Member, place: Place) -> Result<()> {
    db.write_aside((member.clone(), place), |tx, (member, place)| Box::pin(drop_at(tx, member, *place)))
        .await
}

/// Forgets a draft in the transaction that posts it.
pub async fn drop_at(tx: &mut Tx, member: &Member, place: Place) -> Result<()> {
    let sql = "DELETE FROM drafts WHERE brand_id = $1 AND member_id = $2 AND place = $3";
    execute!(tx, sql, member.brand().0, member.id.0, place.to_string())?;
    Ok(())
}

/// Deletes the drafts that nobody came back to.
pub async fn sweep(db: &Db, _by: System, now: Instant) -> Result<u64> {
    db.write_aside(now.minus_days(DAYS), |tx, before| {
        Box::pin(async move { Ok(execute!(tx, "DELETE FROM drafts WHERE saved < $1", before.0)?) })
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{self, NOW};
    use types::Lang;
    use types::members::Role;

    fn form(body: &str) -> String {
        serde_json::to_string(&[("kind", "idea"), ("body", body)]).unwrap()
    }

    crate::on_both_engines! {
        async fn a_draft_is_its_writers_alone_and_goes_when_it_is_posted(db: Db) {
            let brand = testing::brand(&db, "drumlin").await;
            let isla = testing::member(&db, &brand, "isla", Role::Member).await;
            let maud = testing::member(&db, &brand, "maud", Role::Admin).await;
            save(&db, &isla, Place::New, form("half a thought"), NOW).await.unwrap();
            save(&db, &isla, Place::New, form("a whole thought"), NOW.plus_seconds(5)).await.unwrap();
            let kept = read(&db, &isla, Place::New).await.unwrap().unwrap();
            assert_eq!((kept.text.as_str(), kept.saved), (form("a whole thought").as_str(), NOW.plus_seconds(5)));
            assert!(read(&db, &maud, Place::New).await.unwrap().is_none());
            assert!(read(&db, &isla, Place::Topic(1)).await.unwrap().is_none());
            topics::propose(&db, &isla, testing::idea("A sleeve for bent poles"), Lang::En, NOW).await.unwrap();
            assert!(read(&db, &isla, Place::New).await.unwrap().is_none());
        }

        async fn an_empty_draft_is_none_and_a_huge_one_is_refused(db: Db) {
            let brand = testing::brand(&db, "drumlin").await;
            let isla = testing::member(&db, &brand, "isla", Role::Member).await;
            save(&db, &isla, Place::Topic(3), form("something"), NOW).await.unwrap();
            save(&db, &isla, Place::Topic(3), form(""), NOW).await.unwrap();
            assert!(read(&db, &isla, Place::Topic(3)).await.unwrap().is_none());
            for wrong in [form(&"a".repeat(BYTES)), "no form".into(), "{}".into()] {
                assert!(save(&db, &isla, Place::New, wrong, NOW).await.is_err());
            }
        }

        async fn drafts_are_so_many_and_so_old_at_most(db: Db) {
            let brand = testing::brand(&db, "drumlin").await;
            let isla = testing::member(&db, &brand, "isla", Role::Member).await;
            for n in 0..MOST + 5 {
                save(&db, &isla, Place::Topic(n), form("something"), NOW.plus_seconds(n)).await.unwrap();
            }
            assert!(read(&db, &isla, Place::Topic(4)).await.unwrap().is_none());
            assert!(read(&db, &isla, Place::Topic(5)).await.unwrap().is_some());
            assert_eq!(sweep(&db, crate::who::system(), NOW.minus_days(-DAYS)).await.unwrap(), 0);
            assert_eq!(sweep(&db, crate::who::system(), NOW.minus_days(-DAYS - 1)).await.unwrap(), u64::try_from(MOST).unwrap());
        }
    }
}
