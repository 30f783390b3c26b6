//! What holds of pictures under texts.

use super::*;
use crate::brands::Brand;
use crate::replies;
use crate::testing::{self, NOW};
use crate::topics;
use crate::who::system;
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageBuffer, ImageFormat, Luma, Rgb, Rgba};
use std::io::Cursor;
use types::Lang;
use types::attachments::WAITS;
use types::boards::Level;
use types::members::Role;
use types::replies::NewReply;
use types::topics::NewTopic;

fn picture(width: u32, height: u32) -> DynamicImage {
    let left = width / 2;
    DynamicImage::ImageRgb8(ImageBuffer::from_fn(width, height, |x, _| {
        if x < left { Rgb([255, 0, 0]) } else { Rgb([0, 0, 255]) }
    }))
}

fn jpeg(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    picture(width, height)
        .write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, 90))
        .unwrap();
    bytes
}

fn png(picture: &DynamicImage) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// A photo as a phone sends it: on its side, with the place where it was taken (GPS IFD: 48° 51′ N) and the camera's serial number.
fn from_a_phone(jpeg: &[u8]) -> Vec<u8> {
    let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x03\0".to_vec();
    exif.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0]); // turned by a quarter
    exif.extend([0x0f, 0x01, 2, 0, 19, 0, 0, 0, 50, 0, 0, 0]); // maker
    exif.extend([0x25, 0x88, 4, 0, 1, 0, 0, 0, 70, 0, 0, 0]); // where the GPS block is
    exif.extend([0, 0, 0, 0]);
    exif.extend(b"SERIAL-4711-SECRET\0\0");
    exif.extend([2, 0]);
    exif.extend([1, 0, 2, 0, 2, 0, 0, 0, b'N', 0, 0, 0]);
    exif.extend([2, 0, 5, 0, 3, 0, 0, 0, 100, 0, 0, 0]);
    exif.extend([0, 0, 0, 0]);
    for (number, of) in [(48_u32, 1_u32), (51, 1), (424_242_421, 1_000)] {
        exif.extend(number.to_le_bytes());
        exif.extend(of.to_le_bytes());
    }
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    let mut bytes = vec![0xff, 0xd8, 0xff, 0xe1, length[0], length[1]];
    bytes.extend(exif);
    bytes.extend(&jpeg[2..]);
    bytes
}

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|w| w == needle)
}

fn message(sent: &[u8]) -> String {
    match made_anew(sent) {
        Err(Error::Invalid(wrongs)) => wrongs[0].message.clone(),
        Err(other) => panic!("{other}"),
        Ok(made) => panic!("taken: {} × {}", made.width, made.height),
    }
}

#[test]
fn a_phones_photo_stands_upright_and_says_nothing_of_place_or_camera() {
    let sent = from_a_phone(&jpeg(3_000, 2_000));
    let place = 424_242_421_u32.to_le_bytes();
    assert!(holds(&sent, b"SECRET") && holds(&sent, b"Exif") && holds(&sent, &place));
    let made = made_anew(&sent).unwrap();
    assert_eq!((made.width, made.height), (1_365, 2_048));
    for kept in [&made.bytes, &made.small] {
        assert!(!holds(kept, b"SECRET") && !holds(kept, b"Exif") && !holds(kept, &place));
    }
    let shown = image::load_from_memory(&made.bytes).unwrap().to_rgb8();
    let (top, bottom) = (shown.get_pixel(700, 20), shown.get_pixel(700, 2_030));
    assert!(
        top.0[0] > 200 && top.0[2] < 60 && bottom.0[2] > 200 && bottom.0[0] < 60,
        "{top:?} {bottom:?}"
    );
    let small = image::load_from_memory(&made.small).unwrap();
    assert_eq!(small.width(), SMALL);
}

#[test]
fn a_small_picture_is_not_blown_up_and_glass_stays_glass() {
    let made = made_anew(&jpeg(300, 200)).unwrap();
    assert_eq!((made.media, made.width, made.height), (Media::Jpeg, 300, 200));
    assert_eq!(made.small, made.bytes);
    let glass = DynamicImage::ImageRgba8(ImageBuffer::from_pixel(900, 30, Rgba([10_u8, 200, 30, 128])));
    let made = made_anew(&png(&glass)).unwrap();
    assert_eq!(made.media, Media::WebP);
    let small = image::load_from_memory(&made.small).unwrap().to_rgba8();
    assert_eq!((small.width(), small.get_pixel(9, 9).0[3]), (640, 128));
}

#[test]
fn what_hides_behind_a_picture_is_not_kept() {
    for behind in [
        b"PK\x03\x04 a jar with a program in it".as_slice(),
        b"<html><script>alert('polyglot')</script>",
    ] {
        for mut sent in [jpeg(300, 200), png(&picture(300, 200))] {
            sent.extend(behind);
            let made = made_anew(&sent).unwrap();
            assert!(!holds(&made.bytes, &behind[4..]) && !holds(&made.small, &behind[4..]));
        }
    }
    let mut in_a_comment = jpeg(300, 200);
    let script = b"<script>alert('polyglot')</script>";
    let length = u16::try_from(script.len() + 2).unwrap().to_be_bytes();
    in_a_comment.splice(2..2, [0xff, 0xfe, length[0], length[1]].into_iter().chain(script.iter().copied()));
    assert!(holds(&in_a_comment, script) && !holds(&made_anew(&in_a_comment).unwrap().bytes, b"script"));
    assert_eq!(message(b"GIF89a\x01\0\x01\0\0\0\0;PK\x03\x04 a jar"), "picture-kind");
}

#[test]
fn a_bomb_is_refused_whether_it_lies_about_its_size_or_not() {
    let mut liar = png(&DynamicImage::ImageRgb8(ImageBuffer::from_pixel(2, 2, Rgb([1, 2, 3]))));
    liar[16..20].copy_from_slice(&30_000_u32.to_be_bytes());
    liar[20..24].copy_from_slice(&30_000_u32.to_be_bytes());
    let sum = crc32(&liar[12..29]).to_be_bytes();
    liar[29..33].copy_from_slice(&sum);
    assert_eq!(message(&liar), "picture-pixels");
    // 41 megapixels of one grey: little to send.
    let honest = png(&DynamicImage::ImageLuma8(ImageBuffer::from_pixel(6_410, 6_410, Luma([7]))));
    assert!(honest.len() < 500_000, "{}", honest.len());
    assert_eq!(message(&honest), "picture-pixels");
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum: u32, _| {
            (sum >> 1) ^ (0xedb8_8320 & 0_u32.wrapping_sub(sum & 1))
        })
    })
}

#[test]
fn what_is_no_still_picture_is_told_so() {
    let svg = b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
    assert_eq!(message(svg), "picture-svg");
    assert_eq!(message(b"not a picture"), "picture-kind");
    assert_eq!(message(b""), "picture-kind");
    let mut cut = jpeg(600, 400);
    cut.truncate(60);
    assert_eq!(message(&cut), "picture-unreadable");
    // A PNG that moves: the chunk that says so, behind the header.
    let mut moves = png(&picture(30, 20));
    let mut chunk = b"acTL\0\0\0\x02\0\0\0\0".to_vec();
    let sum = crc32(&chunk).to_be_bytes();
    chunk.extend(sum);
    chunk.splice(0..0, [0, 0, 0, 8]);
    moves.splice(33..33, chunk);
    assert_eq!(message(&moves), "picture-animated");
}

/// A topic of `author` with one picture; its number, and the picture's file name.
async fn posted(db: &Db, author: &Member, new: NewTopic) -> (i64, String) {
    let picture = add(db, author, jpeg(40, 30), NOW).await.unwrap();
    let attached = Attached {
        id: picture.0,
        alt: "  A seam, torn ".into(),
    };
    let new = NewTopic {
        pictures: vec![attached],
        ..new
    };
    let number = topics::propose(db, author, new, Lang::En, NOW).await.unwrap();
    (number, format!("{}.jpg", picture.0))
}

async fn count(db: &Db) -> i64 {
    fetch_one!(db.read().await.unwrap(), (i64,), "SELECT COUNT(*) FROM attachments")
        .unwrap()
        .0
}

async fn run(db: &Db, sql: &'static str) {
    db.write(sql, |tx, sql| Box::pin(async move { Ok(execute!(tx, *sql)?) }))
        .await
        .unwrap();
}

async fn seen_by(db: &Db, brand: &Brand, member: Option<&Member>, name: &str) -> bool {
    let viewer = match member {
        Some(member) => testing::viewer_of(db, brand, member).await,
        None => testing::visitor(db, brand).await,
    };
    file(db, &viewer, name).await.is_ok()
}

crate::on_both_engines! {
    async fn a_picture_waits_for_its_owner_alone_and_is_then_for_whoever_reads_the_text(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let isla = testing::member(&db, &brand, "isla", Role::Member).await;
        let maud = testing::member(&db, &brand, "maud", Role::Admin).await;
        let waiting = add(&db, &isla, jpeg(900, 600), NOW).await.unwrap();
        let name = format!("{}.jpg", waiting.0);
        assert!(seen_by(&db, &brand, Some(&isla), &name).await);
        assert!(waiting_file(&db, &isla, waiting.0).await.is_ok() && waiting_file(&db, &maud, waiting.0).await.is_err());
        for other in [None, Some(&maud)] {
            assert!(!seen_by(&db, &brand, other, &name).await);
        }
        let attached = Attached { id: waiting.0, alt: "  A seam, torn ".into() };
        let stolen = NewTopic { pictures: vec![attached.clone()], ..testing::idea("A picture of somebody else") };
        let error: Error = topics::propose(&db, &maud, stolen, Lang::En, NOW).await.unwrap_err().into();
        assert_eq!(error, Error::invalid("pictures", "picture-gone"));
        let new = NewTopic { pictures: vec![attached], ..testing::idea("The seam tears open") };
        let number = topics::propose(&db, &isla, new, Lang::En, NOW).await.unwrap();
        for reader in [None, Some(&maud), Some(&isla)] {
            for name in [name.clone(), format!("{}-small.jpg", waiting.0)] {
                assert!(seen_by(&db, &brand, reader, &name).await);
            }
        }
        for name in ["1.webp", "1.png", "1", "x.jpg", "-1.jpg", "1-small", "+1.jpg"] {
            assert!(!seen_by(&db, &brand, None, name).await, "{name}");
        }
        let visitor = testing::visitor(&db, &brand).await;
        let topic = topics::read(&db, &visitor, number).await.unwrap();
        let page = replies::page(&db, &visitor, &topic, None).await.unwrap();
        let pictures = of_page(&db, &visitor, &topic, &page).await.unwrap();
        let shown = pictures.of_topic();
        assert_eq!((shown[0].alt.as_str(), shown[0].width, shown[0].small()), ("A seam, torn", 900, (640, 427)));
        let orsel = testing::brand(&db, "orsel").await;
        assert!(!seen_by(&db, &orsel, None, &name).await);
    }

    async fn a_picture_is_as_private_as_its_text(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        testing::narrow_board(&db, &brand, "lab", Level::Employees).await;
        let isla = testing::member(&db, &brand, "isla", Role::Member).await;
        let maud = testing::member(&db, &brand, "maud", Role::Member).await;
        let ewan = testing::member(&db, &brand, "ewan", Role::Team).await;
        let private = NewTopic { kind: "problem".into(), private: true, ..testing::idea("The handle came off hot") };
        let (_, of_private) = posted(&db, &isla, private).await;
        let (_, of_lab) = posted(&db, &ewan, NewTopic { board: "lab".into(), ..testing::idea("Only the house knows") }).await;
        for (name, readers) in [(&of_private, [true, false, true]), (&of_lab, [false, false, true])] {
            for (reader, sees) in [&isla, &maud, &ewan].into_iter().zip(readers) {
                assert_eq!(seen_by(&db, &brand, Some(reader), name).await, sees, "{name} by {}", reader.name);
            }
            assert!(!seen_by(&db, &brand, None, name).await);
        }
        let (_, of_held) = posted(&db, &isla, testing::idea("A text that is held")).await;
        for visibility in ["held", "hidden"] {
            let sql = if visibility == "held" { "UPDATE topics SET visibility = 'held' WHERE visibility = 'public'" }
                else { "UPDATE topics SET visibility = 'hidden' WHERE visibility = 'held'" };
            run(&db, sql).await;
            assert!(seen_by(&db, &brand, Some(&isla), &of_held).await && !seen_by(&db, &brand, Some(&maud), &of_held).await);
        }
    }

    async fn a_replys_pictures_are_seen_as_the_reply_is_and_a_hidden_one_by_its_owner_and_the_team(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let isla = testing::member(&db, &brand, "isla", Role::Member).await;
        let maud = testing::member(&db, &brand, "maud", Role::Member).await;
        let ewan = testing::member(&db, &brand, "ewan", Role::Team).await;
        let number = topics::propose(&db, &isla, testing::idea("The seam tears open"), Lang::En, NOW).await.unwrap();
        let visitor = testing::visitor(&db, &brand).await;
        let topic = topics::read(&db, &visitor, number).await.unwrap();
        let id = add(&db, &maud, jpeg(40, 30), NOW).await.unwrap().0;
        let said = NewReply { reply: "Mine too".into(), pictures: vec![Attached { id, alt: String::new() }], ..NewReply::default() };
        let reply = replies::reply(&db, &maud, topic.id, said, Lang::En, NOW).await.unwrap();
        let page = replies::page(&db, &visitor, &topic, None).await.unwrap();
        assert_eq!(of_page(&db, &visitor, &topic, &page).await.unwrap().of_reply(reply).len(), 1);
        let name = format!("{id}.jpg");
        run(&db, "UPDATE topics SET visibility = 'blanked'").await;
        assert!(seen_by(&db, &brand, None, &name).await);
        run(&db, "UPDATE attachments SET visibility = 'hidden'").await;
        for (reader, sees) in [(&isla, false), (&maud, true), (&ewan, true)] {
            assert_eq!(seen_by(&db, &brand, Some(reader), &name).await, sees);
        }
        assert!(of_page(&db, &visitor, &topic, &page).await.unwrap().of_reply(reply).is_empty());
        run(&db, "UPDATE attachments SET visibility = 'public'").await;
        run(&db, "UPDATE replies SET visibility = 'hidden'").await;
        assert!(!seen_by(&db, &brand, None, &name).await && seen_by(&db, &brand, Some(&maud), &name).await);
    }

    async fn what_nobody_posts_goes_after_two_days_and_never_fills_the_house(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let isla = testing::member(&db, &brand, "isla", Role::Member).await;
        let (_, kept) = posted(&db, &isla, testing::idea("The seam tears open")).await;
        for n in 0..14 {
            add(&db, &isla, jpeg(40, 30), NOW.plus_seconds(61 * n + 100)).await.unwrap();
        }
        assert_eq!(count(&db).await, WAITING + 1);
        let last = NOW.plus_seconds(61 * 13 + 100);
        assert_eq!(sweep(&db, system(), last.plus_seconds(WAITS * 3_600)).await.unwrap(), u64::try_from(WAITING).unwrap() - 1);
        assert_eq!(sweep(&db, system(), last.plus_seconds(WAITS * 3_600 + 1)).await.unwrap(), 1);
        assert!(seen_by(&db, &brand, None, &kept).await);
    }

    async fn ten_pictures_a_minute_and_a_picture_can_be_taken_back(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let isla = testing::member(&db, &brand, "isla", Role::Member).await;
        for _ in 0..A_MINUTE {
            add(&db, &isla, jpeg(4, 3), NOW).await.unwrap();
        }
        let error: Error = add(&db, &isla, jpeg(4, 3), NOW).await.unwrap_err().into();
        assert_eq!(error, Error::Invalid(vec![types::Wrong::new("pictures", "pictures-too-soon").after(60)]));
        let id = add(&db, &isla, jpeg(4, 3), NOW.plus_seconds(61)).await.unwrap().0;
        let named = vec![Attached { id, alt: String::new() }];
        assert_eq!(still_waiting(&db, &isla, named.clone()).await.unwrap(), named);
        take_back(&db, &isla, id).await.unwrap();
        assert!(still_waiting(&db, &isla, named).await.unwrap().is_empty());
    }
}
