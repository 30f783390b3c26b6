//! Password hashes: Argon2id with OWASP's parameters (19 MiB, 2 passes, 1 lane), off the async threads, at most one per core.

use crate::db::{Failure, Result};
use argon2::Argon2;
use argon2::password_hash::rand_core::OsRng;
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, Salt, SaltString};
use std::sync::LazyLock;
use tokio::sync::Semaphore;

/// The most used passwords of ten characters and more, lower case: shorter ones are refused for their length.
const COMMON: &str = include_str!("passwords.txt");

static PLACES: LazyLock<Semaphore> =
    LazyLock::new(|| Semaphore::new(std::thread::available_parallelism().map_or(1, std::num::NonZero::get)));
/// A hash of nothing that anybody types, so that an unknown account takes the time of a known one.
static DUMMY: LazyLock<String> = LazyLock::new(|| hash_here("no such account").unwrap_or_default());

/// Whether a password would be guessed within a million tries: listed here or among the 30,000 most used ones, or made of runs, repeats,
/// dates and words like those of `known` (the address, the brand's name), which are the context words of the verification standard.
/// The estimate is zxcvbn's (Wheeler, USENIX Security 2016), which asks for no kinds of signs.
pub fn is_common(password: &str, known: &[&str]) -> bool {
    let lower = password.trim().to_lowercase();
    let mut words: Vec<&str> = known
        .iter()
        .flat_map(|word| word.split('@'))
        .filter(|word| !word.is_empty())
        .collect();
    words.extend(known.iter().filter(|word| !word.is_empty()));
    words.push("parvis");
    COMMON.lines().any(|line| line == lower) || zxcvbn::zxcvbn(&lower, &words).score() <= zxcvbn::Score::One
}

/// The hash of a password, with its parameters and salt, as PHC text.
pub async fn hash(password: &str) -> Result<String> {
    let password = password.to_owned();
    off_thread(move || hash_here(&password)).await?
}

/// Whether a password fits a hash. Without a hash it takes as long and says no.
pub async fn verify(password: &str, hash: Option<String>) -> Result<bool> {
    let password = password.to_owned();
    off_thread(move || {
        let known = hash.is_some();
        let text = hash.unwrap_or_else(|| DUMMY.clone());
        let fits = PasswordHash::new(&text).is_ok_and(|h| Argon2::default().verify_password(password.as_bytes(), &h).is_ok());
        fits && known
    })
    .await
}

/// Hashes of codes that share one salt, so that a typed one is looked up with one computation.
pub async fn hash_together(codes: Vec<String>) -> Result<Vec<String>> {
    off_thread(move || {
        let salt = SaltString::generate(&mut OsRng);
        codes.iter().map(|code| hash_salted(code, salt.as_salt())).collect()
    })
    .await?
}

/// The hash of a typed code with the salt of another, which is one of its set.
pub async fn hash_like(code: &str, other: String) -> Result<String> {
    let code = code.to_owned();
    off_thread(move || {
        let other = PasswordHash::new(&other).map_err(|e| Failure::Bug(e.to_string()))?;
        let salt = other.salt.ok_or_else(|| Failure::Bug("a hash without salt".into()))?;
        hash_salted(&code, salt)
    })
    .await?
}

fn hash_salted(text: &str, salt: Salt<'_>) -> Result<String> {
    let hash = Argon2::default()
        .hash_password(text.as_bytes(), salt)
        .map_err(|e| Failure::Bug(e.to_string()))?;
    Ok(hash.to_string())
}

fn hash_here(password: &str) -> Result<String> {
    hash_salted(password, SaltString::generate(&mut OsRng).as_salt())
}

async fn off_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let place = PLACES.acquire().await.map_err(|e| Failure::Bug(e.to_string()))?;
    // The place goes with the work: a client that hangs up must not free it while its hash is still being made.
    let held = move || {
        let _place = place;
        work()
    };
    tokio::task::spawn_blocking(held).await.map_err(|e| Failure::Bug(e.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_fits_its_own_hash_only() {
        let hash = hash("correct horse battery").await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(verify("correct horse battery", Some(hash.clone())).await.unwrap());
        assert!(!verify("correct horse", Some(hash)).await.unwrap());
        assert!(!verify("no such account", None).await.unwrap());
    }

    #[tokio::test]
    async fn codes_that_share_a_salt_are_found_by_one_computation() {
        let hashes = hash_together(vec!["one".into(), "two".into()]).await.unwrap();
        assert_eq!(hash_like("two", hashes[0].clone()).await.unwrap(), hashes[1]);
        assert!(!hashes.contains(&hash_like("three", hashes[0].clone()).await.unwrap()));
    }

    #[test]
    fn what_anybody_would_try_first_is_common() {
        for bad in [
            "1234567890",
            "Password123",
            "aaaaaaaaaaaa",
            "qwertyuiop",
            "azertyuiop",
            "maud.leroy",
            "maud.leroy@example.org",
            "drumlin2026",
            "parvisparvis",
        ] {
            assert!(is_common(bad, &["maud.leroy@example.org", "Drumlin"]), "{bad}");
        }
        assert!(!is_common("a kettle sings at dawn", &["maud@example.org"]));
    }
}
