//! The two encodings that browsers ask for, at their slowest and smallest: done once, sent for ever.

use anyhow::Result;
use flate2::{Compression, write::GzEncoder};
use std::io::Write;

/// The smallest that brotli can do.
pub fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &parameters)?;
    Ok(out)
}

/// For what does not speak brotli: scripts, old proxies, browsers without TLS.
pub fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn what_is_packed_is_what_a_browser_unpacks() -> Result<()> {
        let text = "vote ".repeat(1000);
        let (mut from_brotli, mut from_gzip) = (Vec::new(), Vec::new());
        brotli::BrotliDecompress(&mut &brotli(text.as_bytes())?[..], &mut from_brotli)?;
        flate2::read::GzDecoder::new(&gzip(text.as_bytes())?[..]).read_to_end(&mut from_gzip)?;
        assert_eq!(from_brotli, text.as_bytes());
        assert_eq!(from_gzip, text.as_bytes());
        Ok(())
    }

    #[test]
    fn what_repeats_shrinks() -> Result<()> {
        let text = "vote ".repeat(1000);
        assert!(brotli(text.as_bytes())?.len() < 50);
        assert!(gzip(text.as_bytes())?.len() < 100);
        Ok(())
    }
}
