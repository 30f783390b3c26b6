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
/// A hash of nothing: its salt and its end are chance. An unknown account takes the time of a known one by it, and as it is there before
/// the first of them comes, that one too.
const DUMMY: &str = "$argon2id$v=19$m=19456,t=2,p=1$YTqdoDEkmXMilRaq37y/Ng$NZ7MJGpJb5nCYPY6z8FAxVLzLJcHlHV+lC00extoDoY";

/// Characters of a password that zxcvbn estimates: its time grows steeply with the length, and a longer password is among the first
/// guesses only where it repeats, which so many characters show.
const JUDGED: usize = 40;

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
    let head: String = lower.chars().take(JUDGED).collect();
    COMMON.lines().any(|line| line == lower) || zxcvbn::zxcvbn(&head, &words).score() <= zxcvbn::Score::One
}

/// The hash of a password, with its parameters and salt, as PHC text.
pub async fn hash(password: &str) -> Result<String> {
    let password = password.to_owned();
    off_thread(move || hash_here(&password)).await?
}

/// Whether a password fits a hash. Without a hash it takes as long and says no.
pub async fn verify(password: &str, hash: Option<String>) -> Result<bool> {
    let password = password.to_owned();
    #[cfg(test)]
    let counter = watched::counter();
    off_thread(move || {
        let known = hash.is_some();
        let text = hash.unwrap_or_else(|| DUMMY.to_owned());
        let fits = PasswordHash::new(&text).is_ok_and(|h| {
            #[cfg(test)]
            watched::count(&counter);
            Argon2::default().verify_password(password.as_bytes(), &h).is_ok()
        });
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
        #[cfg(test)]
        let _running = watched::Running::begin();
        work()
    };
    tokio::task::spawn_blocking(held).await.map_err(|e| Failure::Bug(e.to_string()))
}

/// What tests count: how often passwords were compared on behalf of one task, and how many hashes were made at once.
#[cfg(test)]
pub mod watched {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

    static RUNNING: AtomicUsize = AtomicUsize::new(0);
    static MOST: AtomicUsize = AtomicUsize::new(0);

    tokio::task_local! {
        static COMPARED: Arc<AtomicUsize>;
    }

    /// How often a piece of work compares a password with a hash.
    pub async fn comparisons(work: impl Future) -> usize {
        let counter = Arc::new(AtomicUsize::new(0));
        COMPARED.scope(counter.clone(), work).await;
        counter.load(SeqCst)
    }

    pub(super) fn counter() -> Arc<AtomicUsize> {
        COMPARED.try_with(Arc::clone).unwrap_or_default()
    }

    pub(super) fn count(counter: &AtomicUsize) {
        counter.fetch_add(1, SeqCst);
    }

    /// How many are being made now, and how many were at most.
    pub(super) fn running() -> (usize, usize) {
        (RUNNING.load(SeqCst), MOST.load(SeqCst))
    }

    pub(super) struct Running;

    impl Running {
        pub(super) fn begin() -> Self {
            MOST.fetch_max(RUNNING.fetch_add(1, SeqCst) + 1, SeqCst);
            Self
        }
    }

    impl Drop for Running {
        fn drop(&mut self) {
            RUNNING.fetch_sub(1, SeqCst);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::task::JoinSet;

    fn cost(hash: &str) -> (String, Option<u32>, String, usize, usize) {
        let hash = PasswordHash::new(hash).unwrap();
        let (salt, end) = (hash.salt.unwrap().as_str().len(), hash.hash.unwrap().len());
        (hash.algorithm.to_string(), hash.version, hash.params.to_string(), salt, end)
    }

    #[tokio::test]
    async fn an_unknown_account_costs_what_a_new_password_will_cost() {
        assert_eq!(cost(DUMMY), cost(&hash("correct horse battery").await.unwrap()));
        assert_eq!(watched::comparisons(verify("correct horse battery", None)).await, 1);
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn no_more_hashes_are_made_at_once_than_there_are_cores_even_when_clients_hang_up() {
        let cores = std::thread::available_parallelism().unwrap().get();
        let many = || (0..4 * cores).map(|_| hash("correct horse battery")).collect::<JoinSet<_>>();
        let mut left = many();
        while watched::running().0 == 0 {
            tokio::task::yield_now().await;
        }
        left.abort_all();
        for made in many().join_all().await {
            made.unwrap();
        }
        let (_, most) = watched::running();
        assert!((1..=cores).contains(&most), "{most} at once on {cores} cores");
    }

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
