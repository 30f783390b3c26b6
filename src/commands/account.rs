//! `parvis account`

use super::{Place, lang, open, random_password, role, told};
use clap::Subcommand;
use community::brands::Brand;
use community::members::{self, NewMember};
use community::{Db, accounts, brands, operator, who};
use types::members::{Affiliation, Role};
use types::operator::Reason;
use types::{AccountId, Instant, Lang};

/// `parvis account`
#[derive(Subcommand, Debug)]
pub enum AccountCommand {
    /// Make a confirmed account, and a member of a brand if one is named
    Create {
        /// The mail address to sign in with
        address: String,
        /// The password; without it one is made and printed
        #[arg(long, env = "PARVIS_PASSWORD", hide_env_values = true)]
        password: Option<String>,
        /// The brand to join
        #[arg(long)]
        brand: Option<String>,
        /// The display name there
        #[arg(long, default_value = "")]
        name: String,
        /// member, team, moderator or admin
        #[arg(long, default_value = "member", value_parser = role)]
        role: Role,
        /// Lets the account run the installation: brands, accounts, jobs
        #[arg(long)]
        operator: bool,
        /// The language of pages and mail
        #[arg(long, default_value = "en", value_parser = lang)]
        language: Lang,
    },
    /// Keep an account out of the whole installation, and sign it out everywhere
    Block {
        /// Its mail address
        address: String,
        /// Why, in 3 to 200 characters: the log keeps it
        #[arg(long)]
        reason: String,
    },
    /// Let a blocked account in again
    Unblock {
        /// Its mail address
        address: String,
        /// Why, in 3 to 200 characters: the log keeps it
        #[arg(long)]
        reason: String,
    },
    /// Take the second factor from an account whose owner has lost their phone and their recovery codes
    ResetSecondFactor {
        /// Its mail address
        address: String,
    },
}

/// An account to be made.
struct NewAccount {
    address: String,
    password: Option<String>,
    brand: Option<String>,
    name: String,
    role: Role,
    operator: bool,
    language: Lang,
}

/// `parvis account`
pub async fn account(place: Place, command: AccountCommand) -> Result<(), String> {
    let db = open(&place).await?;
    let now = Instant::now();
    match command {
        AccountCommand::Create {
            address,
            password,
            brand,
            name,
            role,
            operator,
            language,
        } => {
            let new = NewAccount {
                address,
                password,
                brand,
                name,
                role,
                operator,
                language,
            };
            create(&db, new, now).await?;
        }
        AccountCommand::Block { address, reason } => {
            let account = find(&db, &address).await?;
            let reason = Reason { reason };
            let done = operator::accounts::block(&db, who::system(), account, &reason, now);
            done.await.map_err(told)?;
            println!("{address} is blocked and signed out everywhere");
        }
        AccountCommand::Unblock { address, reason } => {
            let account = find(&db, &address).await?;
            let reason = Reason { reason };
            let done = operator::accounts::unblock(&db, who::system(), account, &reason, now);
            done.await.map_err(told)?;
            println!("{address} can sign in again");
        }
        AccountCommand::ResetSecondFactor { address } => {
            let account = find(&db, &address).await?;
            let done = operator::accounts::reset_second_factor(&db, who::system(), account, now);
            done.await.map_err(told)?;
            println!("{address} signs in with the password alone, and sets up a new second factor before working as staff");
        }
    }
    db.close().await;
    Ok(())
}

async fn find(db: &Db, address: &str) -> Result<AccountId, String> {
    let found = accounts::find(db, who::system(), address).await.map_err(told)?;
    found.ok_or_else(|| format!("no account has the address {address}"))
}

async fn create(db: &Db, new: NewAccount, now: Instant) -> Result<(), String> {
    let brand = match &new.brand {
        Some(slug) => Some(brands::by_slug(db, slug).await.map_err(|_| format!("no brand is called {slug}"))?),
        None => None,
    };
    let account = match accounts::find(db, who::system(), &new.address).await.map_err(told)? {
        Some(account) => account,
        None => make(db, &new, brand.as_ref(), now).await?,
    };
    let address = &new.address;
    if new.operator {
        operator::accounts::name_operator(db, who::system(), account, now)
            .await
            .map_err(told)?;
        println!("{address} runs the installation: sign in at /operator and set up the second factor");
    }
    match &brand {
        Some(brand) => enter(db, brand, account, &new, now).await?,
        None => println!("{address} has an account"),
    }
    Ok(())
}

async fn make(db: &Db, new: &NewAccount, brand: Option<&Brand>, now: Instant) -> Result<AccountId, String> {
    let password = new.password.clone().unwrap_or_else(random_password);
    let known = brand.map_or_else(Vec::new, |brand| vec![brand.name.as_str(), brand.slug.as_str()]);
    let account = accounts::create(db, &new.address, &password, &known, new.language, now)
        .await
        .map_err(told)?;
    if new.password.is_none() {
        println!("Password: {password}");
    }
    Ok(account)
}

async fn enter(db: &Db, brand: &Brand, account: AccountId, new: &NewAccount, now: Instant) -> Result<(), String> {
    let name = if new.name.trim().is_empty() {
        new.address.split('@').next().unwrap_or("member").to_owned()
    } else {
        new.name.clone()
    };
    let member = NewMember {
        name,
        role: new.role,
        affiliation: Affiliation::Customer,
        department: None,
        title: None,
        joined: now,
    };
    members::create(db, brand.id, Some(account), member).await.map_err(told)?;
    members::set_role(db, who::system(), brand.id, account, new.role, Instant::now())
        .await
        .map_err(told)?;
    println!("{} is {} of {}", new.address, new.role, brand.name);
    Ok(())
}
