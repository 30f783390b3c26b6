//! Who works for a brand, and its members, as an admin sees them.

use crate::db::{Db, Result};
use crate::who::Admin;
use crate::{fetch_all, fetch_optional, row};
use types::members::{Affiliation, Role};
use types::staff::PAGE;
use types::{Error, Instant, MemberId};

/// Staff on one page.
const STAFF_PAGE: usize = 100;

row! {
    /// A member as an admin sees them.
    pub struct Person {
        pub id: MemberId,
        pub number: i64,
        pub handle: String,
        pub name: String,
        pub role: Role,
        pub affiliation: Affiliation,
        pub department: Option<String>,
        pub title: Option<String>,
        /// Whether their account has a second step, without which a role opens nothing.
        pub secured: bool,
        pub joined: Instant,
    }
}

/// A page of people, and where the next one begins.
#[derive(Clone, Debug, Default)]
pub struct People {
    pub people: Vec<Person>,
    pub next: Option<i64>,
}

const PERSON: &str = "SELECT m.id, m.number, m.handle, m.name, m.role, m.affiliation, m.department, m.title, \
    COALESCE(a.totp_since IS NOT NULL OR a.excused, FALSE) AS secured, m.joined \
    FROM memberships m LEFT JOIN accounts a ON a.id = m.account_id WHERE m.brand_id = $1 AND m.gone IS NULL";

/// Who works here, in the order in which they joined, 100 at a time.
pub async fn staff(db: &Db, by: &Admin, after: i64) -> Result<People> {
    let sql = format!("{PERSON} AND m.role IN ('team', 'moderator', 'admin') AND m.number > $2 ORDER BY m.number LIMIT $3");
    let rows = fetch_all!(db.read().await?, Person, &sql, by.brand().0, after, limit(STAFF_PAGE))?;
    Ok(cut(rows, STAFF_PAGE))
}

/// Members by number, handle or a part of their name, in the order in which they joined, 25 at a time.
pub async fn search(db: &Db, by: &Admin, wanted: &str, after: i64) -> Result<People> {
    let wanted: String = wanted.trim().chars().filter(|c| *c != '\0').take(60).collect();
    let slug = types::slug::slug(&wanted);
    if wanted.is_empty() {
        return Ok(People::default());
    }
    let number: i64 = wanted.trim_start_matches('#').parse().unwrap_or(-1);
    // A handle is made of the name without its accents; a name that was changed since is compared as it is, and in small letters.
    let sql = format!(
        "{PERSON} AND m.number > $2 AND (m.number = $4 OR m.handle = $5 OR m.handle LIKE $6 OR m.name LIKE $7 ESCAPE '!' \
         OR LOWER(m.name) LIKE $8 ESCAPE '!') ORDER BY m.number LIMIT $3"
    );
    let handle = if slug.is_empty() { String::new() } else { format!("%{slug}%") };
    let (as_is, small) = (part(&wanted), part(&wanted.to_lowercase()));
    let at = wanted.trim_start_matches('@').to_lowercase();
    let rows = fetch_all!(
        db.read().await?,
        Person,
        &sql,
        by.brand().0,
        after,
        limit(PAGE),
        number,
        at,
        handle,
        as_is,
        small
    )?;
    Ok(cut(rows, PAGE))
}

/// The member of a number.
pub async fn person(db: &Db, by: &Admin, number: i64) -> Result<Person> {
    let sql = format!("{PERSON} AND m.number = $2");
    Ok(fetch_optional!(db.read().await?, Person, &sql, by.brand().0, number)?.ok_or(Error::NotFound)?)
}

/// A pattern for what holds this text.
fn part(text: &str) -> String {
    format!("%{}%", text.replace('!', "!!").replace('%', "!%").replace('_', "!_"))
}

/// One row more than a page tells whether there is another.
fn limit(page: usize) -> i64 {
    i64::try_from(page).unwrap_or(i64::MAX).saturating_add(1)
}

fn cut(mut people: Vec<Person>, page: usize) -> People {
    let more = people.len() > page;
    people.truncate(page);
    let next = people.last().filter(|_| more).map(|p| p.number);
    People { people, next }
}
