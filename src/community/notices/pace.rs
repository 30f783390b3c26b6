//! How mail comes to a member, and the link in it that stops it: whoever holds its token may say no more than that.

use crate::db::{Db, Result, Tx};
use crate::who::Member;
use crate::{execute, fetch_one, fetch_optional, secrets};
use types::notices::MailPace;
use types::{BrandId, MemberId};

/// How mail comes to a member.
pub async fn pace(db: &Db, member: &Member) -> Result<MailPace> {
    let sql = "SELECT mail FROM memberships WHERE brand_id = $1 AND id = $2";
    let (word,) = fetch_one!(db.read().await?, (String,), sql, member.brand().0, member.id.0)?;
    Ok(MailPace::parse(&word).unwrap_or(MailPace::AtOnce))
}

/// Has mail come at another pace.
pub async fn set_pace(db: &Db, member: &Member, pace: MailPace) -> Result<()> {
    db.write((member.brand(), member.id, pace), |tx, (brand, member, pace)| {
        Box::pin(change(tx, *brand, *member, *pace))
    })
    .await
}

async fn change(tx: &mut Tx, brand: BrandId, member: MemberId, pace: MailPace) -> Result<()> {
    execute!(
        tx,
        "UPDATE memberships SET mail = $3 WHERE brand_id = $1 AND id = $2",
        brand.0,
        member.0,
        pace.as_str()
    )?;
    if pace == MailPace::Never {
        // What waited for its mail waits no longer, also when they think better of it.
        let sql = "UPDATE notices SET mailed = 0 WHERE brand_id = $1 AND member_id = $2 AND mailed IS NULL AND seen IS NULL";
        execute!(tx, sql, brand.0, member.0)?;
    }
    Ok(())
}

/// The token of a member's mails, made when the first one is written: 128 random bits.
pub(super) async fn token(db: &Db, brand: BrandId, member: MemberId) -> Result<String> {
    let sql = "SELECT mail_token FROM memberships WHERE brand_id = $1 AND id = $2";
    if let (Some(token),) = fetch_one!(db.read().await?, (Option<String>,), sql, brand.0, member.0)? {
        return Ok(token);
    }
    db.write((brand, member), |tx, (brand, member)| {
        Box::pin(async move {
            let sql = "UPDATE memberships SET mail_token = COALESCE(mail_token, $3) WHERE brand_id = $1 AND id = $2 RETURNING mail_token";
            let fresh = secrets::hex(&rand::random::<[u8; 16]>());
            Ok(fetch_one!(tx, (String,), sql, brand.0, member.0, fresh)?.0)
        })
    })
    .await
}

/// Stops mail: of one conversation by its number, or all of the brand. What is told on the site stays. A token that nobody has changes nothing
/// and says nothing.
pub async fn unsubscribe(db: &Db, brand: BrandId, token: &str, topic: Option<i64>) -> Result<()> {
    db.write((brand, token.to_owned(), topic), |tx, (brand, token, topic)| {
        Box::pin(async move {
            let sql = "SELECT id FROM memberships WHERE brand_id = $1 AND mail_token = $2 AND gone IS NULL";
            let Some((member,)) = fetch_optional!(tx, (i64,), sql, brand.0, token.as_str())? else {
                return Ok(());
            };
            match topic {
                None => change(tx, *brand, MemberId(member), MailPace::Never).await,
                Some(number) => mute(tx, *brand, MemberId(member), *number).await,
            }
        })
    })
    .await
}

/// A conversation comes to the site only. Whoever hears of it by their vote goes on doing so, as long as it stands.
async fn mute(tx: &mut Tx, brand: BrandId, member: MemberId, number: i64) -> Result<()> {
    let sql = "INSERT INTO subscriptions (brand_id, topic_id, member_id, level, reason, mail, seen, created) \
        SELECT t.brand_id, t.id, v.member_id, 'answers', 'vote', FALSE, 0, v.created FROM topics t \
        JOIN votes v ON v.brand_id = t.brand_id AND v.topic_id = t.id AND v.member_id = $2 WHERE t.brand_id = $1 AND t.number = $3 \
        ON CONFLICT (brand_id, topic_id, member_id) DO NOTHING";
    execute!(tx, sql, brand.0, member.0, number)?;
    for sql in [
        "UPDATE subscriptions SET mail = FALSE WHERE brand_id = $1 AND member_id = $2 \
         AND topic_id = (SELECT id FROM topics WHERE brand_id = $1 AND number = $3)",
        "UPDATE notices SET mailed = 0 WHERE brand_id = $1 AND member_id = $2 AND mailed IS NULL \
         AND topic_id = (SELECT id FROM topics WHERE brand_id = $1 AND number = $3)",
    ] {
        execute!(tx, sql, brand.0, member.0, number)?;
    }
    Ok(())
}
