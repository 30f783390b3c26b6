//! Pictures that people send, whatever for: looked at, unpacked within limits, and made anew, so that nothing of the file is kept but what
//! is seen. A refusal is one of the sentences `picture-*`, beside the field that sent it.

use crate::db::{Failure, Result};
use image::codecs::{jpeg::JpegDecoder, jpeg::JpegEncoder, png::PngDecoder, webp::WebPDecoder, webp::WebPEncoder};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageResult, Limits};
use std::io::Cursor;
use std::sync::LazyLock;
use tokio::sync::Semaphore;
use types::Error;
use types::people::{PICTURE_BYTES, PICTURE_PIXELS};

/// Most bytes that decoding one picture may take: 40 megapixels of four bytes, and room.
const MEMORY: u64 = 200_000_000;
const QUALITY: u8 = 85;

/// One picture is decoded at a time: each may take much memory.
static PLACE: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(1));

/// How a picture is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Media {
    Jpeg,
    /// Lossless, where something shines through.
    WebP,
}

impl Media {
    /// What fits a picture.
    pub fn of(picture: &DynamicImage) -> Self {
        let whole = !picture.color().has_alpha() || picture.to_rgba8().pixels().all(|p| p.0[3] == u8::MAX);
        if whole { Self::Jpeg } else { Self::WebP }
    }

    /// Its media type.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::WebP => "image/webp",
        }
    }
}

/// Works on a file that was sent, off the async threads and one at a time. The file is whole before a place is taken: who sends slowly
/// holds nobody up.
pub async fn apart<T: Send + 'static>(
    field: &'static str,
    sent: Vec<u8>,
    work: impl FnOnce(&[u8]) -> Result<T, Error> + Send + 'static,
) -> Result<T> {
    if sent.len() > PICTURE_BYTES {
        return Err(Error::invalid(field, "picture-large").into());
    }
    let place = PLACE.acquire().await.map_err(|e| Failure::Bug(e.to_string()))?;
    let done = tokio::task::spawn_blocking(move || {
        let _place = place;
        work(&sent)
    });
    // A decoder that stumbles over a file says the same as one that refuses it.
    Ok(done.await.unwrap_or_else(|_| Err(Error::invalid(field, "picture-unreadable")))?)
}

/// The picture of a file and how to turn it upright. Its size is read before anything is unpacked.
pub fn decode(field: &str, sent: &[u8]) -> Result<(DynamicImage, Orientation), Error> {
    let told = |message: &str| Error::invalid(field, message);
    let unreadable = |_| told("picture-unreadable");
    match image::guess_format(sent) {
        Ok(ImageFormat::Jpeg) => unpack(JpegDecoder::new(Cursor::new(sent)).map_err(unreadable)?).map_err(told),
        Ok(ImageFormat::Png) => {
            let decoder = PngDecoder::with_limits(Cursor::new(sent), limits()).map_err(unreadable)?;
            if decoder.is_apng().map_err(unreadable)? {
                return Err(told("picture-animated"));
            }
            unpack(decoder).map_err(told)
        }
        Ok(ImageFormat::WebP) => {
            let decoder = WebPDecoder::new(Cursor::new(sent)).map_err(unreadable)?;
            if decoder.has_animation() {
                return Err(told("picture-animated"));
            }
            unpack(decoder).map_err(told)
        }
        _ if is_svg(sent) => Err(told("picture-svg")),
        _ => Err(told("picture-kind")),
    }
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY);
    limits
}

fn unpack<'f>(mut decoder: impl ImageDecoder + 'f) -> Result<(DynamicImage, Orientation), &'static str> {
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > PICTURE_PIXELS || decoder.total_bytes() > MEMORY {
        return Err("picture-pixels");
    }
    decoder.set_limits(limits()).map_err(|_| "picture-pixels")?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let picture = DynamicImage::from_decoder(decoder).map_err(|_| "picture-unreadable")?;
    Ok((picture, orientation))
}

/// A drawing in words, which could hold a program.
fn is_svg(sent: &[u8]) -> bool {
    let head = String::from_utf8_lossy(sent.get(..1_000.min(sent.len())).unwrap_or_default()).to_lowercase();
    head.contains("<svg") || head.contains("<!doctype svg")
}

/// The bytes of a picture, and nothing else: no metadata is written.
pub fn encode(picture: &DynamicImage, media: Media) -> ImageResult<Vec<u8>> {
    let mut bytes = Vec::new();
    match media {
        Media::Jpeg => picture
            .to_rgb8()
            .write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, QUALITY))?,
        Media::WebP => picture.to_rgba8().write_with_encoder(WebPEncoder::new_lossless(&mut bytes))?,
    }
    Ok(bytes)
}
