//! Two brands to look at: the texts of `demo/*.json`, made through the same functions as a person's clicks, with the clock passed in.

mod bulk;
mod content;
mod course;
mod pictures;

pub use bulk::{bulk, grow};

use crate::accounts;
use crate::boards::{self, NewBoard};
use crate::brands::{self, Brand, NewBrand};
use crate::db::{Db, Failure, Result};
use crate::members::{self, NewMember};
use crate::notices;
use crate::passwords;
use crate::products;
use crate::promises;
use crate::who::{self, Admin, Viewer};
use content::{DemoBrand, DemoProduct, More, Person};
use course::{Place, ago};
use promises::Promises;
use std::collections::BTreeMap;
use types::members::Role;
use types::products::NewProduct;
use types::{Error, Instant, Lang};

/// Each brand's house with its first people and conversations, and the rest of a year.
const BRANDS: [(&str, &str); 2] = [
    (include_str!("demo/drumlin.json"), include_str!("demo/drumlin-more.json")),
    (include_str!("demo/orsel.json"), include_str!("demo/orsel-more.json")),
];

/// How much of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// The first people and conversations of each brand: what a test needs.
    First,
    /// The whole year.
    Whole,
}

/// An account of the demo that a person may sign in with.
#[derive(Clone, Debug)]
pub struct DemoAccount {
    pub brand: String,
    pub name: String,
    /// What they are in the brand; nothing for the operator of the installation.
    pub role: Option<Role>,
    pub address: String,
    pub password: String,
}

/// Fills an empty database; refuses one that holds anything. `password` is the one of every account. Its staff is excused from the second
/// factor, until the installation is one that others can reach.
pub async fn seed(db: &Db, password: &str, extent: Extent, now: Instant) -> Result<Vec<DemoAccount>> {
    if !brands::none_yet(db).await? {
        return Err(Error::Conflict.into());
    }
    let hash = passwords::hash(password).await?;
    let mut accounts = Vec::new();
    let unreadable = |e: serde_json::Error| Failure::Bug(format!("demo: {e}"));
    for (first, more) in BRANDS {
        let demo: DemoBrand = serde_json::from_str(first).map_err(unreadable)?;
        let more = match extent {
            Extent::First => More::default(),
            Extent::Whole => serde_json::from_str(more).map_err(unreadable)?,
        };
        accounts.extend(brand(db, demo, more, &hash, password, now).await?);
    }
    accounts.push(operator(db, &hash, password, now).await?);
    notices::catch_up(db, who::system(), now).await?;
    promises::measure(db, who::system(), now).await?;
    Ok(accounts)
}

/// Somebody who runs the installation and belongs to no brand.
async fn operator(db: &Db, hash: &str, password: &str, now: Instant) -> Result<DemoAccount> {
    let address = "operator@parvis.example";
    let account = accounts::insert(db, address, hash, Lang::En, now).await?;
    accounts::excuse(db, who::system(), account).await?;
    accounts::set_operator(db, who::system(), account, true).await?;
    Ok(DemoAccount {
        brand: String::new(),
        name: String::new(),
        role: None,
        address: address.into(),
        password: password.into(),
    })
}

async fn brand(db: &Db, demo: DemoBrand, more: More, hash: &str, password: &str, now: Instant) -> Result<Vec<DemoAccount>> {
    let lang = demo.languages.first().copied().unwrap_or(Lang::En);
    let new = NewBrand {
        slug: demo.slug,
        name: demo.name,
        tagline: demo.tagline,
        taglines: demo.taglines,
        lede: demo.lede,
        ledes: demo.ledes,
        place: demo.place,
        places: demo.places,
        languages: demo.languages,
        time_zone: demo.time_zone,
        theme: demo.theme,
        logo: demo.logo,
        glyph: demo.glyph,
        rules: demo.house_rules,
        open: true,
    };
    let brand = brands::create(db, new, now.minus_days(400)).await?;
    for board in demo.boards {
        let new = NewBoard {
            slug: board.slug,
            name: board.name,
            names: board.names,
            description: board.description,
            descriptions: board.descriptions,
            kinds: board.kinds,
            ..Default::default()
        };
        boards::create(db, brand.id, new).await?;
    }
    let (people, accounts) = people(db, &brand, demo.people.into_iter().chain(more.people), lang, hash, password, now).await?;
    if let Some(admin) = people.values().find_map(|viewer| viewer.admin().ok()) {
        furnish(db, &admin, demo.products, demo.promises, now.minus_days(400)).await?;
    }
    let products = products::list(db, brand.id).await?.into_iter().map(|p| (p.model, p.slug)).collect();
    let place = Place {
        db,
        people: &people,
        products: &products,
        languages: &brand.languages,
        now,
    };
    // The first ones have the numbers of their places in the file.
    for topic in demo.topics {
        place.talk(&[topic]).await?;
    }
    place.talk(&more.topics).await?;
    Ok(accounts)
}

/// What an administrator sets up.
async fn furnish(db: &Db, admin: &Admin, products: Vec<DemoProduct>, promises: Promises, at: Instant) -> Result<()> {
    for DemoProduct { name, model } in products {
        products::create(db, admin, NewProduct { name, model }, at).await?;
    }
    promises::set(db, admin, promises, at).await
}

type People = BTreeMap<String, Viewer>;

async fn people(
    db: &Db,
    brand: &Brand,
    people: impl Iterator<Item = Person>,
    lang: Lang,
    hash: &str,
    password: &str,
    now: Instant,
) -> Result<(People, Vec<DemoAccount>)> {
    let (mut viewers, mut accounts) = (People::new(), Vec::new());
    for person in people {
        let address = format!("{}@{}.example", person.handle, brand.slug);
        let joined = ago(now, person.joined_days_ago);
        let account = accounts::insert(db, &address, hash, lang, joined).await?;
        let (name, role) = (person.name.clone(), person.role);
        let new = NewMember {
            name: person.name,
            role: person.role,
            affiliation: person.affiliation,
            department: person.department,
            title: person.title,
            joined,
        };
        members::create(db, brand.id, Some(account), new).await?;
        if role.is_staff() {
            accounts::excuse(db, who::system(), account).await?;
        }
        viewers.insert(person.handle, who::viewer(db, brand, Some(account)).await?);
        accounts.push(DemoAccount {
            brand: brand.name.clone(),
            name,
            role: Some(role),
            address,
            password: password.into(),
        });
    }
    Ok((viewers, accounts))
}

fn person<'a>(people: &'a People, handle: &str) -> Result<&'a Viewer> {
    people
        .get(handle)
        .ok_or_else(|| Failure::Bug(format!("demo: nobody is called {handle}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::NOW;
    use crate::{fetch_one, topics};

    async fn number(db: &Db, sql: &str) -> i64 {
        fetch_one!(db.read().await.unwrap(), (i64,), sql).unwrap().0
    }

    crate::on_both_engines! {
        async fn the_demo_fills_an_empty_database_with_two_lively_brands_and_refuses_a_full_one(db: Db) {
            let accounts = seed(&db, "square in front of a house", Extent::Whole, NOW).await.unwrap();
            assert!(accounts.len() >= 40);
            assert!(number(&db, "SELECT COUNT(*) FROM topics").await >= 60);
            assert!(number(&db, "SELECT COUNT(*) FROM replies").await >= 300);
            assert!(number(&db, "SELECT COUNT(*) FROM attachments").await >= 8);
            assert_eq!(number(&db, "SELECT COUNT(DISTINCT kind) FROM topics").await, 6);
            assert!(number(&db, "SELECT COUNT(DISTINCT status) FROM topics").await >= 14, "statuses of all sorts");
            assert!(number(&db, "SELECT COUNT(*) FROM replies WHERE visibility = 'hidden'").await >= 1, "a dispute");
            let future = number(&db, &format!("SELECT COUNT(*) FROM replies WHERE created > {}", NOW.0)).await;
            assert_eq!(future, 0, "nobody has said anything tomorrow");
            for brand in brands::open(&db).await.unwrap() {
                let viewer = who::viewer(&db, &brand, None).await.unwrap();
                let other = brand.languages[1];
                assert!(brand.taglines.of(other).is_some() && brand.ledes.of(other).is_some() && brand.places.of(other).is_some());
                for board in boards::list(&db, &viewer).await.unwrap() {
                    assert!(board.names.of(other).is_some() && board.descriptions.of(other).is_some(), "{}", board.slug);
                }
                let filter = topics::Filter { limit: 100, ..topics::Filter::default() };
                let topics = topics::list(&db, &viewer, &filter).await.unwrap().topics;
                assert!(topics.len() >= 30, "{}", brand.slug);
                assert!(topics.iter().filter(|t| t.answered.is_some()).count() >= 12, "{}", brand.slug);
                let mut votes: Vec<_> = topics.iter().map(|t| t.votes).collect();
                votes.sort_unstable();
                assert!(votes[0] == 0 && votes[votes.len() - 1] >= 20, "{}: {votes:?}", brand.slug);
            }
            assert!(matches!(seed(&db, "again", Extent::First, NOW).await, Err(Failure::Told(Error::Conflict))));
        }

        async fn what_tests_need_of_it_is_its_first_part(db: Db) {
            seed(&db, "square in front of a house", Extent::First, NOW).await.unwrap();
            assert_eq!(number(&db, "SELECT COUNT(*) FROM topics").await, 28);
        }
    }
}
