//! Two small brands to look at: the texts of `demo/*.json`, made through the same functions as a person's clicks, with the clock passed in.

use crate::accounts;
use crate::answers::{self, NewAnswer};
use crate::boards::{self, NewBoard};
use crate::brands::{self, Brand, NewBrand, Theme};
use crate::db::{Db, Failure, Result};
use crate::members::{self, NewMember};
use crate::notices;
use crate::passwords;
use crate::products;
use crate::promises::{self, Promises};
use crate::replies;
use crate::topics;
use crate::votes;
use crate::who::{self, Admin, Viewer};
use serde::Deserialize;
use std::collections::BTreeMap;
use types::members::{Affiliation, Role};
use types::products::NewProduct;
use types::replies::NewReply;
use types::topics::{Kind, NewTopic, Status};
use types::{Error, Instant, Lang, ReplyId};

const BRANDS: [&str; 2] = [include_str!("demo/drumlin.json"), include_str!("demo/orsel.json")];

#[derive(Deserialize)]
struct DemoBrand {
    slug: String,
    name: String,
    tagline: String,
    lede: String,
    place: String,
    languages: Vec<Lang>,
    time_zone: String,
    theme: Theme,
    logo: String,
    glyph: String,
    house_rules: String,
    boards: Vec<DemoBoard>,
    #[serde(default)]
    products: Vec<DemoProduct>,
    /// Hours to a first answer.
    #[serde(default)]
    promises: Promises,
    people: Vec<Person>,
    topics: Vec<DemoTopic>,
}

#[derive(Deserialize)]
struct DemoBoard {
    slug: String,
    name: String,
    description: String,
    kinds: Vec<Kind>,
}

#[derive(Deserialize)]
struct DemoProduct {
    name: String,
    model: String,
}

#[derive(Deserialize)]
struct Person {
    name: String,
    handle: String,
    role: Role,
    affiliation: Affiliation,
    department: Option<String>,
    title: Option<String>,
}

#[derive(Deserialize)]
struct DemoTopic {
    board: String,
    kind: Kind,
    title: String,
    body: String,
    author: String,
    days_ago: f64,
    #[serde(default)]
    status_history: Vec<Step>,
    #[serde(default)]
    votes: Vec<String>,
    #[serde(default)]
    replies: Vec<DemoReply>,
}

#[derive(Deserialize)]
struct Step {
    status: Status,
    days_ago: f64,
    by: String,
}

#[derive(Deserialize)]
struct DemoReply {
    by: String,
    days_ago: f64,
    body: String,
    #[serde(default)]
    official: bool,
    #[serde(default)]
    under: Option<usize>,
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
pub async fn seed(db: &Db, password: &str, now: Instant) -> Result<Vec<DemoAccount>> {
    if !brands::none_yet(db).await? {
        return Err(Error::Conflict.into());
    }
    let hash = passwords::hash(password).await?;
    let mut accounts = Vec::new();
    for text in BRANDS {
        let demo: DemoBrand = serde_json::from_str(text).map_err(|e| Failure::Bug(format!("demo: {e}")))?;
        accounts.extend(brand(db, demo, &hash, password, now).await?);
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

async fn brand(db: &Db, demo: DemoBrand, hash: &str, password: &str, now: Instant) -> Result<Vec<DemoAccount>> {
    let lang = demo.languages.first().copied().unwrap_or(Lang::En);
    let new = NewBrand {
        slug: demo.slug,
        name: demo.name,
        tagline: demo.tagline,
        lede: demo.lede,
        place: demo.place,
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
            description: board.description,
            kinds: board.kinds,
            ..Default::default()
        };
        boards::create(db, brand.id, new).await?;
    }
    let (people, accounts) = people(db, &brand, demo.people, lang, hash, password, now).await?;
    if let Some(admin) = people.values().find_map(|viewer| viewer.admin().ok()) {
        furnish(db, &admin, demo.products, demo.promises, now.minus_days(400)).await?;
    }
    for topic in demo.topics {
        talk(db, &people, topic, lang, now).await?;
    }
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
    people: Vec<Person>,
    lang: Lang,
    hash: &str,
    password: &str,
    now: Instant,
) -> Result<(People, Vec<DemoAccount>)> {
    let (mut viewers, mut accounts) = (People::new(), Vec::new());
    for person in people {
        let address = format!("{}@{}.example", person.handle, brand.slug);
        let account = accounts::insert(db, &address, hash, lang, now.minus_days(390)).await?;
        let (name, role) = (person.name.clone(), person.role);
        let new = NewMember {
            name: person.name,
            role: person.role,
            affiliation: person.affiliation,
            department: person.department,
            title: person.title,
            joined: now.minus_days(390),
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

/// So many days before now, in whole seconds.
fn ago(now: Instant, days: f64) -> Instant {
    #[expect(clippy::cast_possible_truncation, reason = "a few years at most")]
    now.plus_seconds((-days * 86_400.0) as i64)
}

/// What happens to one topic, each at its time.
enum Happening {
    Vote(String),
    Reply(usize),
    Step(usize),
}

async fn talk(db: &Db, people: &People, demo: DemoTopic, lang: Lang, now: Instant) -> Result<()> {
    let author = person(people, &demo.author)?;
    let start = ago(now, demo.days_ago);
    let new = NewTopic {
        kind: demo.kind.as_str().into(),
        board: demo.board.clone(),
        title: demo.title.clone(),
        body: demo.body.clone(),
        ..NewTopic::default()
    };
    let number = topics::propose(db, author.member()?, new, lang, start).await?;
    let topic = topics::read(db, author, number).await?;
    let mut said: BTreeMap<usize, ReplyId> = BTreeMap::new();
    for (at, happening) in course(&demo, start, now) {
        match happening {
            Happening::Vote(handle) => {
                votes::cast(db, person(people, &handle)?.member()?, topic.id, at).await?;
            }
            Happening::Reply(i) => {
                let reply = &demo.replies[i];
                let parent = reply.under.and_then(|u| said.get(&u)).map(|id| id.0);
                let new = NewReply {
                    reply: reply.body.clone(),
                    parent,
                    ..NewReply::default()
                };
                said.insert(
                    i,
                    replies::reply(db, person(people, &reply.by)?.member()?, topic.id, new, lang, at).await?,
                );
            }
            Happening::Step(i) => step(db, people, &demo, i, &topic, lang, at).await?,
        }
    }
    Ok(())
}

/// Everything in the order of time; an official reply that comes with a status is given by that status' step.
fn course(demo: &DemoTopic, start: Instant, now: Instant) -> Vec<(Instant, Happening)> {
    let mut course: Vec<(Instant, Happening)> = Vec::new();
    let span = now.seconds_since(start).max(2);
    let steps: Vec<Instant> = demo
        .status_history
        .iter()
        .map(|s| ago(now, s.days_ago).max(start.plus_seconds(1)))
        .collect();
    let last = steps.last().map_or(span, |at| at.seconds_since(start).max(2));
    for (i, handle) in demo.votes.iter().enumerate() {
        // Voters come quickly at first and then ever more seldom, before the matter is settled.
        let part = i64::try_from((i + 1).pow(2)).unwrap_or(1);
        let all = i64::try_from((demo.votes.len() + 1).pow(2)).unwrap_or(2);
        course.push((start.plus_seconds((last - 1) * part / all), Happening::Vote(handle.clone())));
    }
    for (i, reply) in demo.replies.iter().enumerate() {
        if !reply.official {
            course.push((ago(now, reply.days_ago).max(start.plus_seconds(1)), Happening::Reply(i)));
        }
    }
    for (i, at) in steps.into_iter().enumerate() {
        course.push((at, Happening::Step(i)));
    }
    let answers = demo.replies.iter().filter(|r| r.official).count();
    if demo.status_history.is_empty() && answers > 0 {
        for (i, reply) in demo.replies.iter().enumerate().filter(|(_, r)| r.official) {
            course.push((ago(now, reply.days_ago).max(start.plus_seconds(1)), Happening::Reply(i)));
        }
    }
    course.sort_by_key(|(at, _)| *at);
    course
}

/// A status with the official reply nearest to it in time that no earlier step has taken.
async fn step(db: &Db, people: &People, demo: &DemoTopic, i: usize, topic: &topics::Topic, lang: Lang, at: Instant) -> Result<()> {
    let step = &demo.status_history[i];
    let from = if i == 0 {
        f64::MAX
    } else {
        demo.status_history[i - 1].days_ago - 1e-9
    };
    let is_last = i + 1 == demo.status_history.len();
    let answer = demo
        .replies
        .iter()
        .filter(|r| r.official)
        .rfind(|r| r.days_ago <= from && (is_last || r.days_ago >= step.days_ago - 1e-9));
    let by = answer.map_or(&step.by, |a| &a.by);
    let team = match person(people, by)?.team() {
        Ok(team) => team,
        Err(_) => person(people, &step.by)?.team()?,
    };
    let status = topic.kind.statuses().contains(&step.status).then_some(step.status);
    answers::decide(
        db,
        &team,
        topic.id,
        NewAnswer {
            status,
            body: answer.map(|a| a.body.clone()),
        },
        lang,
        at,
    )
    .await
    .map(drop)
}

/// As many more topics in the first brand, by its first member, one line each: something to vote on in a benchmark.
pub async fn bulk(db: &Db, count: usize, now: Instant) -> Result<()> {
    let brand = brands::open(db).await?.into_iter().next().ok_or(Error::NotFound)?;
    let sql = "SELECT account_id FROM memberships WHERE brand_id = $1 AND account_id IS NOT NULL ORDER BY id LIMIT 1";
    let account = crate::fetch_one!(db.read().await?, (i64,), sql, brand.id.0)?.0;
    let viewer = who::viewer(db, &brand, Some(types::AccountId(account))).await?;
    let board = boards::list(db, &viewer)
        .await?
        .into_iter()
        .find(|b| b.kinds.contains(&Kind::Idea))
        .ok_or(Error::NotFound)?;
    for n in 0..count {
        let title = format!("Something to vote on, number {n}");
        let new = NewTopic {
            kind: "idea".into(),
            board: board.slug.clone(),
            title,
            body: "A line of text, so that a list has one.".into(),
            ..NewTopic::default()
        };
        topics::propose(db, viewer.member()?, new, brand.language(), now.plus_seconds(-86_400)).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::NOW;

    crate::on_both_engines! {
        async fn the_demo_fills_an_empty_database_and_refuses_a_full_one(db: Db) {
            let accounts = seed(&db, "square in front of a house", NOW).await.unwrap();
            assert!(accounts.len() > 20);
            for brand in brands::open(&db).await.unwrap() {
                let viewer = who::viewer(&db, &brand, None).await.unwrap();
                let topics = topics::list(&db, &viewer, &topics::Filter::default()).await.unwrap().topics;
                assert!(topics.len() >= 12, "{}", brand.slug);
                assert!(topics.iter().filter(|t| t.answered.is_some()).count() >= 5, "{}", brand.slug);
            }
            assert!(matches!(seed(&db, "again", NOW).await, Err(Failure::Told(Error::Conflict))));
        }
    }
}
