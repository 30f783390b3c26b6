//! Pictures of people: decoded and made anew, small, so that nothing of the file that was sent is kept but what is seen.

use crate::db::{Db, Result, Tx};
use crate::images::{self, Media};
use crate::who::{Member, Viewer};
use crate::{execute, fetch_one, fetch_optional, moderation, row, topics};
use image::imageops::FilterType;
use types::{BrandId, Error, Instant, MemberId, PictureId};

/// Width and height of a person's picture.
pub const SIDE: u32 = 256;

row! {
    /// A picture as it is shown.
    pub struct Picture {
        pub media: String,
        pub bytes: Vec<u8>,
    }
}

/// Gives a member the picture that they sent (PNG, JPEG or WebP); takes the place of the one before.
pub async fn set(db: &Db, member: &Member, sent: Vec<u8>, now: Instant) -> Result<PictureId> {
    let picture = small(sent).await?;
    db.write((member.clone(), picture, now), |tx, (member, picture, now)| {
        Box::pin(async move {
            moderation::may_write(tx, member, *now).await?;
            drop_of(tx, member.brand(), member.id).await?;
            let sql =
                "INSERT INTO pictures (brand_id, owner_id, kind, media, bytes, created) VALUES ($1, $2, 'avatar', $3, $4, $5) RETURNING id";
            let (brand, me) = (member.brand().0, member.id.0);
            let id = fetch_one!(tx, (i64,), sql, brand, me, &picture.media, picture.bytes.as_slice(), now.0)?.0;
            let sql = "UPDATE memberships SET picture_id = $3 WHERE brand_id = $1 AND id = $2";
            execute!(tx, sql, brand, me, id)?;
            Ok(PictureId(id))
        })
    })
    .await
}

/// Takes a member's picture away.
pub async fn remove(db: &Db, member: &Member) -> Result<()> {
    db.write(member.clone(), |tx, member| {
        Box::pin(async move {
            topics::take_author(tx, member).await?;
            drop_of(tx, member.brand(), member.id).await
        })
    })
    .await
}

/// Deletes a member's picture inside a transaction.
async fn drop_of(tx: &mut Tx, brand: BrandId, member: MemberId) -> Result<()> {
    let sql = "UPDATE memberships SET picture_id = NULL WHERE brand_id = $1 AND id = $2";
    execute!(tx, sql, brand.0, member.0)?;
    let sql = "DELETE FROM pictures WHERE brand_id = $1 AND owner_id = $2 AND kind = 'avatar'";
    execute!(tx, sql, brand.0, member.0)?;
    Ok(())
}

/// The picture that a person shows now, to whoever may enter the space.
pub async fn of_person(db: &Db, viewer: &Viewer, number: i64, id: PictureId) -> Result<Picture> {
    let sql = "SELECT p.media, p.bytes FROM memberships m JOIN pictures p ON p.brand_id = m.brand_id AND p.id = m.picture_id \
        WHERE m.brand_id = $1 AND m.number = $2 AND m.picture_id = $3 AND m.gone IS NULL";
    let found = match viewer.may_enter() {
        true => fetch_optional!(db.read().await?, Picture, sql, viewer.brand().id.0, number, id.0)?,
        false => None,
    };
    Ok(found.ok_or(Error::NotFound)?)
}

/// The picture as we keep it.
async fn small(sent: Vec<u8>) -> Result<Picture> {
    images::apart("picture", sent, made_anew).await
}

/// A square of its middle, upright, encoded anew: JPEG, or WebP where something shines through.
fn made_anew(sent: &[u8]) -> Result<Picture, Error> {
    let (picture, orientation) = images::decode("picture", sent)?;
    let mut square = picture.resize_to_fill(SIDE, SIDE, FilterType::CatmullRom);
    drop(picture);
    // After the cut: a square of the middle turns into a square of the middle.
    square.apply_orientation(orientation);
    let media = Media::of(&square);
    let bytes = images::encode(&square, media).map_err(|_| Error::invalid("picture", "picture-unreadable"))?;
    Ok(Picture {
        media: media.as_str().into(),
        bytes,
    })
}

#[cfg(test)]
mod tests;
