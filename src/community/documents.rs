//! What a brand writes about its house: rules, contribution terms, privacy, imprint. Each save is a version, in its languages.

use crate::db::{Db, Result, Tx};
use crate::{execute, fetch_all, fetch_one, fetch_optional, row};
use types::brands::DocumentKind;
use types::{BrandId, Error, Instant, Lang, MemberId};

row! {
    /// One version of a page in one language.
    pub struct Document {
        pub kind: DocumentKind,
        pub version: i64,
        pub lang: Lang,
        /// Markdown.
        pub body: String,
        pub created: Instant,
    }
}

/// The page as it stands, in this language or else in the first that has it; nothing where the brand has written none.
pub async fn current(db: &Db, brand: BrandId, kind: DocumentKind, lang: Lang) -> Result<Option<Document>> {
    let sql = "SELECT kind, version, lang, body, created FROM documents WHERE brand_id = $1 AND kind = $2 \
        ORDER BY version DESC, CASE WHEN lang = $3 THEN 0 ELSE 1 END, id LIMIT 1";
    Ok(fetch_optional!(
        db.read().await?,
        Document,
        sql,
        brand.0,
        kind.as_str(),
        lang.as_str()
    )?)
}

/// The page as it stands in every language that has it.
pub async fn all_current(db: &Db, brand: BrandId, kind: DocumentKind) -> Result<Vec<Document>> {
    let sql = "SELECT kind, version, lang, body, created FROM documents WHERE brand_id = $1 AND kind = $2 \
        AND version = (SELECT MAX(version) FROM documents WHERE brand_id = $1 AND kind = $2) ORDER BY id";
    Ok(fetch_all!(db.read().await?, Document, sql, brand.0, kind.as_str())?)
}

/// One version in this language or else in the first that has it.
pub async fn version(db: &Db, brand: BrandId, kind: DocumentKind, version: i64, lang: Lang) -> Result<Document> {
    let sql = "SELECT kind, version, lang, body, created FROM documents WHERE brand_id = $1 AND kind = $2 AND version = $3 \
        ORDER BY CASE WHEN lang = $4 THEN 0 ELSE 1 END, id LIMIT 1";
    let found = fetch_optional!(db.read().await?, Document, sql, brand.0, kind.as_str(), version, lang.as_str())?;
    Ok(found.ok_or(Error::NotFound)?)
}

/// Adds a version inside a transaction; gives its number.
pub async fn insert(
    tx: &mut Tx,
    brand: BrandId,
    kind: DocumentKind,
    texts: &[(Lang, String)],
    author: Option<MemberId>,
    now: Instant,
) -> Result<i64> {
    let sql = match kind {
        DocumentKind::Rules => "UPDATE brands SET rules_version = rules_version + 1 WHERE id = $1 RETURNING rules_version",
        DocumentKind::Terms => "UPDATE brands SET terms_version = terms_version + 1 WHERE id = $1 RETURNING terms_version",
        DocumentKind::Privacy => "UPDATE brands SET privacy_version = privacy_version + 1 WHERE id = $1 RETURNING privacy_version",
        DocumentKind::Imprint => "UPDATE brands SET imprint_version = imprint_version + 1 WHERE id = $1 RETURNING imprint_version",
    };
    let version = fetch_one!(tx, (i64,), sql, brand.0)?.0;
    for (lang, body) in texts {
        let sql = "INSERT INTO documents (brand_id, kind, version, lang, body, author_id, created) VALUES ($1, $2, $3, $4, $5, $6, $7)";
        execute!(
            tx,
            sql,
            brand.0,
            kind.as_str(),
            version,
            lang.as_str(),
            body.as_str(),
            author.map(|a| a.0),
            now.0
        )?;
    }
    Ok(version)
}
