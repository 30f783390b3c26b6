//! What holds of pictures.

use super::*;
use crate::testing::{self, NOW};
use image::codecs::jpeg::JpegEncoder;
use image::{ImageBuffer, ImageFormat, Rgb, Rgba};
use std::io::Cursor;
use types::members::Role;
use types::people::PICTURE_BYTES;

/// Left half red, right half blue, as a camera would send it.
fn two_halves(width: u32, height: u32) -> ImageBuffer<Rgb<u8>, Vec<u8>> {
    ImageBuffer::from_fn(
        width,
        height,
        |x, _| if x < width / 2 { Rgb([255, 0, 0]) } else { Rgb([0, 0, 255]) },
    )
}

fn jpeg(picture: &ImageBuffer<Rgb<u8>, Vec<u8>>) -> Vec<u8> {
    let mut bytes = Vec::new();
    picture.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, 95)).unwrap();
    bytes
}

/// A JPEG with an EXIF block: an orientation, and a camera's serial number where everybody could read it.
fn with_exif(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x02\0".to_vec();
    exif.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]);
    let secret = b"SERIAL-4711-SECRET\0";
    exif.extend([0x0f, 0x01, 2, 0, u8::try_from(secret.len()).unwrap(), 0, 0, 0, 38, 0, 0, 0]);
    exif.extend([0, 0, 0, 0]);
    exif.extend(secret);
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    let mut bytes = vec![0xff, 0xd8, 0xff, 0xe1, length[0], length[1]];
    bytes.extend(exif);
    bytes.extend(&jpeg[2..]);
    bytes
}

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|w| w == needle)
}

fn message(outcome: Result<Picture, Error>) -> String {
    match outcome {
        Err(Error::Invalid(wrongs)) => wrongs[0].message.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn nothing_of_the_file_is_kept_but_what_is_seen() {
    let sent = with_exif(&jpeg(&two_halves(600, 400)), 1);
    assert!(holds(&sent, b"SECRET") && holds(&sent, b"Exif"));
    let kept = made_anew(&sent).unwrap();
    assert_eq!(kept.media, "image/jpeg");
    assert!(!holds(&kept.bytes, b"SECRET") && !holds(&kept.bytes, b"Exif"));
    let shown = image::load_from_memory(&kept.bytes).unwrap();
    assert_eq!((shown.width(), shown.height()), (SIDE, SIDE));
}

#[test]
fn a_picture_that_was_taken_on_its_side_stands_upright() {
    // Orientation 6: to be turned right by a quarter, so that its left half is on top.
    let shown = image::load_from_memory(&made_anew(&with_exif(&jpeg(&two_halves(600, 400)), 6)).unwrap().bytes)
        .unwrap()
        .to_rgb8();
    let (top, bottom) = (shown.get_pixel(200, 20), shown.get_pixel(20, 230));
    assert!(
        top.0[0] > 200 && top.0[2] < 60 && bottom.0[2] > 200 && bottom.0[0] < 60,
        "{top:?} {bottom:?}"
    );
}

#[test]
fn what_shines_through_stays_and_every_kind_that_we_take_is_read() {
    let glass = ImageBuffer::from_pixel(300, 300, Rgba([10_u8, 200, 30, 128]));
    for format in [ImageFormat::Png, ImageFormat::WebP] {
        let mut bytes = Cursor::new(Vec::new());
        glass.write_to(&mut bytes, format).unwrap();
        let kept = made_anew(&bytes.into_inner()).unwrap();
        assert_eq!(kept.media, "image/webp");
        assert_eq!(image::load_from_memory(&kept.bytes).unwrap().to_rgba8().get_pixel(9, 9).0[3], 128);
    }
}

#[test]
fn what_is_no_picture_is_told() {
    assert_eq!(message(made_anew(b"<svg xmlns='http://www.w3.org/2000/svg'/>")), "picture-svg");
    assert_eq!(message(made_anew(b"GIF89a\x01\0\x01\0\0\0\0;")), "picture-kind");
    assert_eq!(message(made_anew(&[])), "picture-kind");
    let mut cut = jpeg(&two_halves(600, 400));
    cut.truncate(40);
    assert_eq!(message(made_anew(&cut)), "picture-unreadable");
}

#[test]
fn a_small_file_that_claims_to_be_huge_is_refused_before_it_is_unpacked() {
    let mut bytes = Cursor::new(Vec::new());
    ImageBuffer::from_pixel(2, 2, Rgb([1_u8, 2, 3]))
        .write_to(&mut bytes, ImageFormat::Png)
        .unwrap();
    let mut bytes = bytes.into_inner();
    // Width and height stand behind the signature and the first chunk's head; then its checksum.
    bytes[16..20].copy_from_slice(&30_000_u32.to_be_bytes());
    bytes[20..24].copy_from_slice(&30_000_u32.to_be_bytes());
    let sum = crc32(&bytes[12..29]).to_be_bytes();
    bytes[29..33].copy_from_slice(&sum);
    assert_eq!(message(made_anew(&bytes)), "picture-pixels");
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum: u32, _| {
            (sum >> 1) ^ (0xedb8_8320 & 0_u32.wrapping_sub(sum & 1))
        })
    })
}

#[tokio::test]
async fn a_file_of_more_than_five_megabytes_is_not_even_looked_at() {
    let error: Error = small(vec![0; PICTURE_BYTES + 1]).await.unwrap_err().into();
    assert_eq!(error, Error::invalid("picture", "picture-large"));
}

crate::on_both_engines! {
    async fn a_picture_takes_the_place_of_the_one_before_and_can_be_taken_away(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let maud = testing::member(&db, &brand, "maud", Role::Member).await;
        let visitor = testing::visitor(&db, &brand).await;
        let first = set(&db, &maud, jpeg(&two_halves(300, 300)), NOW).await.unwrap();
        let second = set(&db, &maud, jpeg(&two_halves(400, 300)), NOW).await.unwrap();
        let shown = of_person(&db, &visitor, maud.number, second).await.unwrap();
        assert_eq!((shown.media.as_str(), shown.bytes.starts_with(&[0xff, 0xd8])), ("image/jpeg", true));
        assert!(of_person(&db, &visitor, maud.number, first).await.is_err());
        remove(&db, &maud).await.unwrap();
        assert!(of_person(&db, &visitor, maud.number, second).await.is_err());
        let (left,) = fetch_one!(db.read().await.unwrap(), (i64,), "SELECT COUNT(*) FROM pictures").unwrap();
        assert_eq!(left, 0);
    }

    async fn a_picture_of_a_space_that_is_not_open_is_its_members_alone(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let maud = testing::member(&db, &brand, "maud", Role::Member).await;
        let picture = set(&db, &maud, jpeg(&two_halves(300, 300)), NOW).await.unwrap();
        db.write((), |tx, ()| Box::pin(async move { Ok(execute!(tx, "UPDATE brands SET opened = NULL")?) })).await.unwrap();
        let brand = crate::brands::by_id(&db, brand.id).await.unwrap();
        let (member, visitor) = (testing::viewer_of(&db, &brand, &maud).await, testing::visitor(&db, &brand).await);
        assert!(of_person(&db, &member, maud.number, picture).await.is_ok());
        assert!(of_person(&db, &visitor, maud.number, picture).await.is_err());
        let orsel = testing::brand(&db, "orsel").await;
        assert!(of_person(&db, &testing::visitor(&db, &orsel).await, maud.number, picture).await.is_err());
    }
}
