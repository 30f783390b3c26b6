//! Pictures of people: decoded and made anew, small, so that nothing of the file that was sent is kept but what is seen.

use crate::db::{Db, Failure, Result, Tx};
use crate::who::{Member, Viewer};
use crate::{execute, fetch_one, fetch_optional, moderation, row, topics};
use image::codecs::{jpeg::JpegEncoder, webp::WebPEncoder};
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, imageops::FilterType};
use std::io::Cursor;
use std::sync::LazyLock;
use tokio::sync::Semaphore;
use types::people::{PICTURE_BYTES, PICTURE_PIXELS};
use types::{BrandId, Error, Instant, MemberId, PictureId};

/// Width and height of a person's picture.
pub const SIDE: u32 = 256;
/// Most bytes that decoding one picture may take: 40 megapixels of four bytes, and room.
const MEMORY: u64 = 200_000_000;
const QUALITY: u8 = 85;

/// One picture is decoded at a time: each may take much memory.
static PLACE: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(1));

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

/// The picture as we keep it, made off the async threads.
async fn small(sent: Vec<u8>) -> Result<Picture> {
    if sent.len() > PICTURE_BYTES {
        return Err(Error::invalid("picture", "picture-large").into());
    }
    let place = PLACE.acquire().await.map_err(|e| Failure::Bug(e.to_string()))?;
    let work = tokio::task::spawn_blocking(move || {
        let _place = place;
        made_anew(&sent)
    });
    // A decoder that stumbles over a file says the same as one that refuses it.
    Ok(work
        .await
        .unwrap_or_else(|_| Err(Error::invalid("picture", "picture-unreadable")))?)
}

/// A square of its middle, upright, encoded anew: JPEG, or WebP where something shines through.
fn made_anew(sent: &[u8]) -> Result<Picture, Error> {
    let (picture, orientation) = decode(sent)?;
    let mut square = picture.resize_to_fill(SIDE, SIDE, FilterType::CatmullRom);
    drop(picture);
    // After the cut: a square of the middle turns into a square of the middle.
    square.apply_orientation(orientation);
    encode(&square).map_err(|_| Error::invalid("picture", "picture-unreadable"))
}

fn decode(sent: &[u8]) -> Result<(DynamicImage, image::metadata::Orientation), Error> {
    let unreadable = |_| Error::invalid("picture", "picture-unreadable");
    let mut reader = ImageReader::new(Cursor::new(sent))
        .with_guessed_format()
        .map_err(|_| Error::invalid("picture", "picture-unreadable"))?;
    if !matches!(reader.format(), Some(ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP)) {
        return Err(Error::invalid("picture", "picture-kind"));
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(unreadable)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > PICTURE_PIXELS || decoder.total_bytes() > MEMORY {
        return Err(Error::invalid("picture", "picture-pixels"));
    }
    let orientation = decoder.orientation().unwrap_or(image::metadata::Orientation::NoTransforms);
    Ok((DynamicImage::from_decoder(decoder).map_err(unreadable)?, orientation))
}

fn encode(picture: &DynamicImage) -> image::ImageResult<Picture> {
    let mut bytes = Vec::new();
    let pixels = picture.to_rgba8();
    let media = if pixels.pixels().all(|p| p.0[3] == u8::MAX) {
        picture
            .to_rgb8()
            .write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, QUALITY))?;
        "image/jpeg"
    } else {
        pixels.write_with_encoder(WebPEncoder::new_lossless(&mut bytes))?;
        "image/webp"
    };
    let media = media.to_owned();
    Ok(Picture { media, bytes })
}

#[cfg(test)]
mod tests;
