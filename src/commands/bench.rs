//! Sessions and tables for a benchmark.

use super::{Place, open, settings, told};
use crate::web::sessions;
use community::members::{self, NewMember};
use community::{accounts, brands, demo};
use types::{Instant, Lang};

/// Fills the first brand up to so many topics, for `cargo xtask bench growth`.
pub async fn bench_topics(place: Place, to: i64) -> Result<(), String> {
    let db = open(&place).await?;
    demo::grow(&db, to, Instant::now()).await.map_err(told)?;
    db.close().await;
    Ok(())
}

/// Sessions of as many members of the first brand, for `cargo xtask bench`; refuses an installation that others can reach.
pub async fn bench_accounts(place: Place, count: usize) -> Result<(), String> {
    let settings = settings(&place, "127.0.0.1:3000")?;
    if !settings.is_loopback() {
        return Err("only where nobody else can reach the installation".into());
    }
    let db = open(&place).await?;
    let brand = brands::open(&db)
        .await
        .map_err(told)?
        .into_iter()
        .next()
        .ok_or("there is no brand: `parvis demo` first")?;
    for n in 0..count {
        let now = Instant::now();
        let account = accounts::insert(&db, &format!("bench-{n}@parvis.example"), "no password signs in", Lang::En, now)
            .await
            .map_err(told)?;
        members::create(
            &db,
            brand.id,
            Some(account),
            NewMember::customer(&format!("Bench {n}"), now.minus_days(30)),
        )
        .await
        .map_err(told)?;
        let cookie = sessions::begin(&db, account).await.map_err(|e| e.to_string())?;
        println!("{}\t{cookie}", brand.slug);
    }
    db.close().await;
    Ok(())
}
