//! `parvis demo`

use super::{Place, open, random_password, settings, told};
use clap::Args;
use community::installation::Settings;
use community::{Db, accounts, demo as demo_texts, who};
use types::members::Role;
use types::{Error, Instant};

/// The password of every demo account where only this machine can reach the server.
const DEMO_PASSWORD: &str = "parvis-demo-2026";

/// `parvis demo`
#[derive(Args, Debug)]
pub struct Demo {
    /// As many more topics of one line each in the first brand, for benchmarks
    #[arg(long, default_value_t = 0, hide = true)]
    topics: usize,
}

/// `parvis demo`
pub async fn demo(place: Place, demo: Demo) -> Result<(), String> {
    let settings = settings(&place, "127.0.0.1:3000")?;
    let db = open(&place).await?;
    seed(&db, &settings).await?;
    if demo.topics > 0 {
        demo_texts::bulk(&db, demo.topics, Instant::now()).await.map_err(told)?;
        println!("{} more topics in the first brand.", demo.topics);
    }
    db.close().await;
    Ok(())
}

/// Others can reach the installation: the demo's known password opens nothing from now on, and its staff need a second factor.
pub async fn end_privileges(db: &Db) -> Result<(), String> {
    let taken = accounts::take_known_password(db, who::system(), DEMO_PASSWORD)
        .await
        .map_err(told)?;
    if taken > 0 {
        tracing::warn!(
            "others can reach this installation now, and {taken} accounts of the demo had the password that anybody can read in its \
             manual: it no longer works, and whoever used it is signed out. For a way in of your own: \
             `parvis account create ADDRESS --operator`, or with `--brand SLUG --role admin`; where one of these accounts has an address \
             of yours, “Forgotten your password?”"
        );
    }
    let excused = accounts::excuse_nobody(db, who::system()).await.map_err(told)?;
    if excused > 0 {
        tracing::warn!("{excused} demo accounts of staff need a second factor from now on: others can reach this installation");
    }
    Ok(())
}

/// Known passwords only where nobody else can come; elsewhere a random one, printed once.
pub async fn seed(db: &Db, settings: &Settings) -> Result<(), String> {
    let password = if settings.is_loopback() {
        DEMO_PASSWORD.to_owned()
    } else {
        random_password()
    };
    let accounts = demo_texts::seed(db, &password, demo_texts::Extent::Whole, Instant::now())
        .await
        .map_err(|failure| match failure {
            community::Failure::Told(Error::Conflict) => "the database is not empty: the demo only fills an empty one".to_owned(),
            other => told(other),
        })?;
    println!("Two demo brands are open. Sign in as one of these, password: {password}\n");
    let mut shown = std::collections::BTreeSet::new();
    for account in accounts.iter().filter(|a| shown.insert((a.brand.clone(), a.role))) {
        println!(
            "  {:<10} {:<10} {:<38} {}",
            account.brand,
            account.role.map_or("operator", Role::as_str),
            account.address,
            account.name
        );
    }
    println!();
    Ok(())
}
