//! What is mailed and must not be guessed: codes of six digits and tokens of links. Only hashes are kept.

use sha2::{Digest, Sha256};

/// Six digits.
pub fn code() -> String {
    format!("{:06}", rand::random_range(0..1_000_000))
}

/// A token for a link: 256 random bits as 64 hexadecimal digits.
pub fn token() -> String {
    hex(&rand::random::<[u8; 32]>())
}

/// A code to be written down: twelve signs in threes of four, none of which looks like another. 60 random bits.
pub fn recovery_code() -> String {
    const SIGNS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let bytes = rand::random::<[u8; 12]>();
    let signs: Vec<char> = bytes.iter().map(|b| char::from(SIGNS[usize::from(b % 32)])).collect();
    signs.chunks(4).map(String::from_iter).collect::<Vec<_>>().join("-")
}

/// What is kept of a secret.
pub fn hash(secret: &str) -> String {
    hex(&Sha256::digest(secret))
}

/// Bytes as lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
