//! Brands of the installation: what there is, and making one more.

use super::{Keeper, Page, asked, before};
use crate::boards::{self, NewBoard};
use crate::brands::{self, Brand, COLUMNS, NewBrand};
use crate::db::{Db, Result, Tx};
use crate::desk::{self, OperatorEntry};
use crate::installation::Settings;
use crate::who::Operator;
use crate::words::Words;
use crate::{execute, fetch_all, fetch_one, fetch_optional, row};
use serde_json::json;
use types::topics::Kind;
use types::{BrandId, Error, Instant, Lang, Translations, operator};

/// Brands on a page.
const PAGE: usize = 50;
/// A count stops here.
pub const MOST: i64 = 1_000;

row! {
    /// A brand as the desk lists it.
    pub struct Listed {
        pub id: BrandId,
        pub slug: String,
        pub name: String,
        pub host: Option<String>,
        pub opened: Option<i64>,
        pub closes: Option<i64>,
        pub created: Instant,
        /// Both counts stop at [`MOST`].
        pub members: i64,
        pub topics: i64,
        /// When something was last said.
        pub active: Option<i64>,
    }
}

/// A brand to be made, with what only the installation decides.
#[derive(Clone, Debug, Default)]
pub struct NewSpace {
    pub brand: NewBrand,
    /// Its own host name, without a port.
    pub host: Option<String>,
    /// The address of who will run it, and the language of the invitation.
    pub admin: Option<(String, Lang)>,
}

/// The brands of the installation, newest first.
pub async fn list(db: &Db, _by: Operator, after: Option<i64>) -> Result<Page<Listed>> {
    let sql = "SELECT b.id, b.slug, b.name, b.host, b.opened, b.closes, b.created, \
        (SELECT COUNT(*) FROM (SELECT 1 FROM memberships m WHERE m.brand_id = b.id AND m.gone IS NULL LIMIT $2) AS few) AS members, \
        (SELECT COUNT(*) FROM (SELECT 1 FROM topics t WHERE t.brand_id = b.id LIMIT $2) AS few) AS topics, \
        (SELECT MAX(at) FROM (SELECT MAX(t.created) AS at FROM topics t WHERE t.brand_id = b.id UNION ALL \
            SELECT r.created FROM replies r WHERE r.brand_id = b.id AND r.id = (SELECT MAX(l.id) FROM replies l WHERE l.brand_id = b.id)) AS said) AS active \
        FROM brands b WHERE b.id < $1 ORDER BY b.id DESC LIMIT $3";
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let rows = fetch_all!(db.read().await?, Listed, sql, before(after), MOST, limit)?;
    Ok(Page::of(rows, PAGE, |b| b.id.0))
}

/// Every brand's slug, name and state, oldest first: for the command line.
pub async fn all(db: &Db, _by: crate::who::System) -> Result<Vec<Brand>> {
    let sql = format!("SELECT {COLUMNS} FROM brands ORDER BY id");
    Ok(fetch_all!(db.read().await?, Brand, &sql)?)
}

/// Makes a brand out of what an operator typed: its members' until its admin opens it.
pub async fn create_typed(db: &Db, by: Operator, form: &operator::OpenBrand, settings: &Settings, now: Instant) -> Result<Brand> {
    form.validate()?;
    let space = NewSpace {
        brand: NewBrand {
            slug: form.slug.trim().into(),
            name: form.name.trim().into(),
            languages: form.languages(),
            time_zone: form.time_zone.trim().into(),
            open: false,
            ..NewBrand::default()
        },
        host: None,
        admin: Some((form.address.clone(), Lang::parse(&form.language).unwrap_or(Lang::En))),
    };
    create(db, by, space, settings, now).await
}

/// Makes a brand with house rules and one board, and asks its first administrator in: all of it, or nothing.
pub async fn create(db: &Db, by: impl Into<Keeper>, mut space: NewSpace, settings: &Settings, now: Instant) -> Result<Brand> {
    brands::check(&space.brand)?;
    if let Some(host) = &mut space.host {
        *host = super::hosts::check(host, settings)?;
    }
    if let Some((address, _)) = &space.admin {
        operator::check_admin(address)?;
    }
    let name = space.brand.name.clone();
    for line in [&mut space.brand.tagline, &mut space.brand.place] {
        if line.is_empty() {
            line.clone_from(&name);
        }
    }
    db.write((by.into(), space, settings.clone(), now), |tx, (by, space, settings, now)| {
        Box::pin(insert(tx, *by, space, settings, *now))
    })
    .await
}

async fn insert(tx: &mut Tx, by: Keeper, space: &NewSpace, settings: &Settings, now: Instant) -> Result<Brand> {
    let id = brands::insert(tx, &space.brand, now).await?;
    if let Some(host) = &space.host {
        execute!(tx, "UPDATE brands SET host = $2 WHERE id = $1", id.0, host)?;
    }
    let sql = format!("SELECT {COLUMNS} FROM brands WHERE id = $1");
    let brand = fetch_one!(tx, Brand, &sql, id.0)?;
    boards::insert(tx, id, &first_board(&brand)).await?;
    if let Some((address, language)) = &space.admin {
        asked::insert(tx, &brand, settings, address, *language, now).await?;
    }
    let entry = OperatorEntry {
        actor: by.account(),
        kind: "brand-created",
        account: None,
        brand: Some(id),
        details: json!({ "slug": brand.slug, "name": brand.name }),
    };
    desk::log_operator(tx, entry, now).await?;
    Ok(brand)
}

/// A place for everything, until the brand has made its own.
fn first_board(brand: &Brand) -> NewBoard {
    let own = |key: &str| Words::of(brand.language()).text(key).to_owned();
    let others = |key: &str| -> Translations {
        let others = brand.languages.iter().skip(1);
        others.map(|lang| (*lang, Words::of(*lang).text(key).to_owned())).collect()
    };
    NewBoard {
        slug: "general".into(),
        name: own("board-general"),
        names: others("board-general"),
        description: own("board-general-about"),
        descriptions: others("board-general-about"),
        kinds: Kind::ALL.to_vec(),
        ..NewBoard::default()
    }
}

/// A brand by its slug, as the desk lists it.
pub async fn one(db: &Db, by: Operator, slug: &str) -> Result<Listed> {
    let sql = "SELECT id FROM brands WHERE slug = $1";
    let id = fetch_optional!(db.read().await?, (i64,), sql, slug)?.ok_or(Error::NotFound)?.0;
    let page = list(db, by, Some(id.saturating_add(1))).await?;
    Ok(page.rows.into_iter().next().ok_or(Error::NotFound)?)
}
