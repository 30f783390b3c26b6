//! Brands: whose space it is.

pub mod access;
pub mod closing;
pub mod domains;
pub mod export;
mod hosts;
pub mod look;
pub mod naming;
mod theme;

pub use hosts::{Address, Hosts};
pub use theme::Theme;

use crate::db::{Db, Result};
use crate::documents;
use crate::words::Words;
use crate::{fetch_all, fetch_one, fetch_optional, row};
use types::brands::{DocumentKind, Registration};
use types::{BrandId, Error, Instant, Lang, Translations};

row! {
    /// A brand as every page of its space needs it.
    pub struct Brand {
        pub id: BrandId,
        pub slug: String,
        pub name: String,
        /// What it says of itself is in its first language, with the translations beside it.
        pub tagline: String,
        pub taglines: Translations,
        pub lede: String,
        pub ledes: Translations,
        pub place: String,
        pub places: Translations,
        pub languages: Vec<Lang>,
        pub time_zone: String,
        pub glyph: String,
        pub revision: i64,
        /// Its own host name, without a port.
        pub host: Option<String>,
        pub registration: Registration,
        /// Whether a member's affiliation is shown beside their name.
        pub show_affiliation: bool,
        /// Versions of the pages that it has written; 0 for none yet.
        pub rules_version: i64,
        pub terms_version: i64,
        pub privacy_version: i64,
        pub imprint_version: i64,
        /// Since when everybody may read; before that the space is its members'.
        pub opened: Option<i64>,
        /// When a brand that is being closed will be gone.
        pub closes: Option<i64>,
        pub created: Instant,
    }

    /// What changes seldom and weighs much.
    pub struct Dress {
        pub theme: String,
        pub logo: String,
        pub revision: i64,
    }
}

/// A brand to be made.
#[derive(Clone, Debug, Default)]
pub struct NewBrand {
    pub slug: String,
    pub name: String,
    pub tagline: String,
    pub taglines: Translations,
    pub lede: String,
    pub ledes: Translations,
    pub place: String,
    pub places: Translations,
    pub languages: Vec<Lang>,
    pub time_zone: String,
    pub theme: Theme,
    /// An SVG document; empty for the name in the display font.
    pub logo: String,
    /// Path data in a box of 20 × 20.
    pub glyph: String,
    /// House rules, Markdown, in the first language; empty for the rules that every brand begins with, in all its languages.
    pub rules: String,
    /// Whether everybody may read from the start.
    pub open: bool,
}

/// The columns of a [`Brand`].
pub const COLUMNS: &str = "id, slug, name, tagline, taglines, lede, ledes, place, places, languages, time_zone, glyph, revision, host, registration, show_affiliation, \
    rules_version, terms_version, privacy_version, imprint_version, opened, closes, created";
/// An open square, for a brand that has drawn nothing yet.
const PLAIN_GLYPH: &str = "M3 3h14v14H3Zm4 4v6h6V7Z";

impl Brand {
    /// The version of a page that it has written; 0 for none yet.
    pub const fn version(&self, kind: DocumentKind) -> i64 {
        match kind {
            DocumentKind::Rules => self.rules_version,
            DocumentKind::Terms => self.terms_version,
            DocumentKind::Privacy => self.privacy_version,
            DocumentKind::Imprint => self.imprint_version,
        }
    }

    /// The language of a person who has named none.
    pub fn language(&self) -> Lang {
        self.languages.first().copied().unwrap_or(Lang::En)
    }
}

/// The brand of a slug.
pub async fn by_slug(db: &Db, slug: &str) -> Result<Brand> {
    let sql = format!("SELECT {COLUMNS} FROM brands WHERE slug = $1");
    Ok(fetch_optional!(db.read().await?, Brand, &sql, slug)?.ok_or(Error::NotFound)?)
}

/// The brand of a row, for those who come by a topic.
pub async fn by_id(db: &Db, id: BrandId) -> Result<Brand> {
    let sql = format!("SELECT {COLUMNS} FROM brands WHERE id = $1");
    Ok(fetch_optional!(db.read().await?, Brand, &sql, id.0)?.ok_or(Error::NotFound)?)
}

/// The brands that have opened, oldest first, at most 100.
pub async fn open(db: &Db) -> Result<Vec<Brand>> {
    let sql = format!("SELECT {COLUMNS} FROM brands WHERE opened IS NOT NULL AND closes IS NULL ORDER BY id LIMIT 100");
    Ok(fetch_all!(db.read().await?, Brand, &sql)?)
}

/// Whether the installation holds no brand and no account.
pub async fn none_yet(db: &Db) -> Result<bool> {
    let sql = "SELECT (SELECT COUNT(*) FROM brands) + (SELECT COUNT(*) FROM accounts)";
    Ok(fetch_one!(db.read().await?, (i64,), sql)?.0 == 0)
}

/// Theme and logo.
pub async fn dress(db: &Db, brand: BrandId) -> Result<Dress> {
    Ok(fetch_one!(
        db.read().await?,
        Dress,
        "SELECT theme, logo, revision FROM brands WHERE id = $1",
        brand.0
    )?)
}

/// Makes a brand, with house rules from the start.
pub async fn create(db: &Db, new: NewBrand, now: Instant) -> Result<Brand> {
    check(&new)?;
    let id = db.write((new, now), |tx, (new, now)| Box::pin(insert(tx, new, *now)));
    by_id(db, id.await?).await
}

/// The same inside a transaction that does more; `new` has been checked.
pub async fn insert(tx: &mut crate::db::Tx, new: &NewBrand, now: Instant) -> Result<BrandId> {
    let languages = joined(&new.languages);
    let theme = serde_json::to_string(&new.theme).map_err(|e| crate::Failure::Bug(e.to_string()))?;
    let glyph = if new.glyph.is_empty() { PLAIN_GLYPH } else { &new.glyph };
    let zone = if new.time_zone.is_empty() { "UTC" } else { &new.time_zone };
    let sql = "INSERT INTO brands (slug, name, tagline, lede, place, languages, time_zone, theme, logo, glyph, rules_version, opened, created, \
        taglines, ledes, places) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, $11, $12, $13, $14, $15) RETURNING id";
    let opened = new.open.then_some(now.0);
    let row = fetch_one!(
        tx,
        (i64,),
        sql,
        &new.slug,
        &new.name,
        &new.tagline,
        &new.lede,
        &new.place,
        languages,
        zone,
        theme,
        &new.logo,
        glyph,
        opened,
        now.0,
        stored(&new.taglines)?,
        stored(&new.ledes)?,
        stored(&new.places)?
    )?;
    let brand = BrandId(row.0);
    let first = new.languages.first().copied().unwrap_or(Lang::En);
    let rules: Vec<(Lang, String)> = if new.rules.is_empty() {
        let offered = if new.languages.is_empty() {
            &[Lang::En][..]
        } else {
            &new.languages
        };
        offered
            .iter()
            .map(|l| (*l, Words::of(*l).text("rules-default").to_owned()))
            .collect()
    } else {
        vec![(first, new.rules.clone())]
    };
    documents::insert(tx, brand, DocumentKind::Rules, &rules, None, now).await?;
    Ok(brand)
}

/// Translations as their column holds them.
pub fn stored(texts: &Translations) -> Result<String> {
    serde_json::to_string(texts).map_err(|e| crate::Failure::Bug(e.to_string()))
}

/// Languages as their column holds them.
pub fn joined(languages: &[Lang]) -> String {
    languages.iter().map(|l| l.as_str()).collect::<Vec<_>>().join(",")
}

/// Slugs that would hide an address of ours or confuse a person.
pub fn check(new: &NewBrand) -> Result<(), Error> {
    let plain = !new.slug.is_empty() && new.slug.len() <= 40 && types::slug::slug(&new.slug) == new.slug;
    if !plain {
        return Err(Error::invalid("slug", "slug-form"));
    }
    if new.name.trim().is_empty() {
        return Err(Error::invalid("name", "name-missing"));
    }
    if !new.time_zone.is_empty() && jiff::tz::TimeZone::get(&new.time_zone).is_err() {
        return Err(Error::invalid("time_zone", "time-zone-unknown"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{self, NOW};

    crate::on_both_engines! {
        async fn a_brand_is_found_by_its_slug(db: Db) {
            let made = testing::brand(&db, "drumlin").await;
            let found = by_slug(&db, "drumlin").await.unwrap();
            assert_eq!((found.id, found.languages), (made.id, vec![Lang::En, Lang::Fr]));
            assert!(matches!(by_slug(&db, "nobody").await, Err(crate::Failure::Told(Error::NotFound))));
        }

        async fn a_taken_slug_is_told_beside_its_field(db: Db) {
            testing::brand(&db, "drumlin").await;
            let again = NewBrand { slug: "drumlin".into(), name: "Other".into(), ..Default::default() };
            let error: Error = create(&db, again, NOW).await.unwrap_err().into();
            assert_eq!(error, Error::invalid("slug", "slug-taken"));
        }
    }
}
