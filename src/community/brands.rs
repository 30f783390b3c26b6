//! Brands: whose space it is.

use crate::db::{Db, Result};
use crate::{fetch_all, fetch_one, fetch_optional, row};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use types::{BrandId, Error, Instant, Lang};

row! {
    /// A brand as every page of its space needs it.
    pub struct Brand {
        pub id: BrandId,
        pub slug: String,
        pub name: String,
        pub tagline: String,
        pub lede: String,
        pub place: String,
        pub languages: Vec<Lang>,
        pub time_zone: String,
        pub glyph: String,
        pub revision: i64,
        pub rules_version: i64,
        pub created: Instant,
    }

    /// What changes seldom and weighs much.
    pub struct Dress {
        pub theme: String,
        pub logo: String,
        pub revision: i64,
    }
}

/// Nine colours for light and dark, and what is the same in both: part 1 of `style/tokens.css`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Theme {
    pub light: BTreeMap<String, String>,
    pub dark: BTreeMap<String, String>,
    pub fixed: BTreeMap<String, String>,
}

/// A brand to be made.
#[derive(Clone, Debug, Default)]
pub struct NewBrand {
    pub slug: String,
    pub name: String,
    pub tagline: String,
    pub lede: String,
    pub place: String,
    pub languages: Vec<Lang>,
    pub time_zone: String,
    pub theme: Theme,
    /// An SVG document; empty for the name in the display font.
    pub logo: String,
    /// Path data in a box of 20 × 20.
    pub glyph: String,
    /// House rules, Markdown.
    pub rules: String,
}

const COLUMNS: &str = "id, slug, name, tagline, lede, place, languages, time_zone, glyph, revision, rules_version, created";
/// An open square, for a brand that has drawn nothing yet.
const PLAIN_GLYPH: &str = "M3 3h14v14H3Zm4 4v6h6V7Z";

impl Brand {
    /// A path inside the brand's space as an address on this installation.
    pub fn href(&self, path: &str) -> String {
        format!("/b/{}{path}", self.slug)
    }

    /// The language of a person who has named none.
    pub fn language(&self) -> Lang {
        self.languages.first().copied().unwrap_or(Lang::En)
    }
}

/// The brand of a slug.
pub async fn by_slug(db: &Db, slug: &str) -> Result<Brand> {
    let sql = "SELECT id, slug, name, tagline, lede, place, languages, time_zone, glyph, revision, rules_version, created \
        FROM brands WHERE slug = $1";
    Ok(fetch_optional!(db.read().await?, Brand, sql, slug)?.ok_or(Error::NotFound)?)
}

/// The brand of a row, for those who come by a topic.
pub async fn by_id(db: &Db, id: BrandId) -> Result<Brand> {
    let sql = format!("SELECT {COLUMNS} FROM brands WHERE id = $1");
    Ok(fetch_optional!(db.read().await?, Brand, &sql, id.0)?.ok_or(Error::NotFound)?)
}

/// The brands that have opened, oldest first, at most 100.
pub async fn open(db: &Db) -> Result<Vec<Brand>> {
    let sql = format!("SELECT {COLUMNS} FROM brands WHERE opened IS NOT NULL ORDER BY id LIMIT 100");
    Ok(fetch_all!(db.read().await?, Brand, &sql)?)
}

/// Whether the installation holds no brand and no account.
pub async fn none_yet(db: &Db) -> Result<bool> {
    let sql = "SELECT (SELECT COUNT(*) FROM brands) + (SELECT COUNT(*) FROM accounts)";
    Ok(fetch_one!(db.read().await?, (i64,), sql)?.0 == 0)
}

/// The house rules, Markdown.
pub async fn rules(db: &Db, brand: BrandId) -> Result<String> {
    Ok(fetch_one!(db.read().await?, (String,), "SELECT rules FROM brands WHERE id = $1", brand.0)?.0)
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

/// Makes a brand and opens it.
pub async fn create(db: &Db, new: NewBrand, now: Instant) -> Result<Brand> {
    check(&new)?;
    let id = db.write((new, now), |tx, (new, now)| {
        Box::pin(async move {
            let languages = new.languages.iter().map(|l| l.as_str()).collect::<Vec<_>>().join(",");
            let theme = serde_json::to_string(&new.theme).map_err(|e| crate::Failure::Bug(e.to_string()))?;
            let glyph = if new.glyph.is_empty() { PLAIN_GLYPH } else { &new.glyph };
            let sql = "INSERT INTO brands (slug, name, tagline, lede, place, languages, time_zone, theme, logo, glyph, rules, opened, created) \
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12) RETURNING id";
            let zone = if new.time_zone.is_empty() { "UTC" } else { &new.time_zone };
            let row = fetch_one!(tx, (i64,), sql, &new.slug, &new.name, &new.tagline, &new.lede, &new.place, languages, zone, theme,
                &new.logo, glyph, &new.rules, now.0)?;
            Ok(BrandId(row.0))
        })
    });
    by_id(db, id.await?).await
}

/// Slugs that would hide an address of ours or confuse a person.
fn check(new: &NewBrand) -> Result<(), Error> {
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

impl Theme {
    /// The theme as a style sheet: each colour as `light-dark(day, night)` on what `selector` names. Only names and signs that a token may have.
    pub fn css(&self, selector: &str) -> String {
        let mut css = format!("{selector}{{");
        for (token, day) in &self.light {
            let night = self.dark.get(token).unwrap_or(day);
            declare(&mut css, token, &format!("light-dark({day}, {night})"));
        }
        for (token, value) in &self.fixed {
            declare(&mut css, token, value);
        }
        css.push('}');
        css
    }
}

fn declare(css: &mut String, token: &str, value: &str) {
    let name_ok = token.chars().all(|c| c.is_ascii_lowercase() || c == '-');
    let value_ok = !value.contains(['{', '}', ';', '<', '>', '\\', '@']) && !value.contains("url(") && !value.contains("/*");
    if name_ok && value_ok {
        let _ = write!(css, "--{token}:{value};");
    }
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

    #[test]
    fn a_theme_cannot_leave_its_declaration() {
        let light = [
            ("paper".to_owned(), "red;}body{display:none".to_owned()),
            ("ink".to_owned(), "oklch(0.2 0 0)".to_owned()),
        ];
        let theme = Theme {
            light: light.into(),
            ..Default::default()
        };
        assert_eq!(theme.css(":root"), ":root{--ink:light-dark(oklch(0.2 0 0), oklch(0.2 0 0));}");
    }
}
