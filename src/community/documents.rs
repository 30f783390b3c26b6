//! What a brand writes about its house: rules, contribution terms, privacy, imprint. Each save is a version, in its languages.

use crate::brands::naming::told;
use crate::db::{Db, Result, Tx};
use crate::order;
use crate::who::Admin;
use crate::{execute, fetch_all, fetch_one, fetch_optional, row};
use serde_json::json;
use types::brands::{DOCUMENT_MOST, DocumentKind};
use types::{BrandId, Error, Instant, Lang, MemberId, Wrong};

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

    /// When a version was published.
    pub struct Version {
        pub version: i64,
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

/// The versions of a page, newest first, at most 20.
pub async fn versions(db: &Db, brand: BrandId, kind: DocumentKind) -> Result<Vec<Version>> {
    let sql = "SELECT version, MIN(created) AS created FROM documents WHERE brand_id = $1 AND kind = $2 GROUP BY version ORDER BY version DESC LIMIT 20";
    Ok(fetch_all!(db.read().await?, Version, sql, brand.0, kind.as_str())?)
}

/// Publishes a page: a new version, which members are shown where they accept it. Gives its number, or nothing where every text is as it
/// was. A page that stands is replaced, never emptied: people have accepted it, or the law asks for it.
pub async fn publish(db: &Db, admin: &Admin, kind: DocumentKind, texts: Vec<(Lang, String)>, now: Instant) -> Result<Option<i64>> {
    let texts = written(kind, texts)?;
    db.write((admin.clone(), kind, texts, now), |tx, (admin, kind, texts, now)| {
        Box::pin(async move {
            order::take(tx, admin).await?;
            let sql = "SELECT lang, body FROM documents WHERE brand_id = $1 AND kind = $2 \
                AND version = (SELECT MAX(version) FROM documents WHERE brand_id = $1 AND kind = $2)";
            let mut before = fetch_all!(tx, (String, String), sql, admin.brand().0, kind.as_str())?;
            let mut after: Vec<_> = texts.iter().map(|(lang, body)| (lang.as_str().to_owned(), body.clone())).collect();
            before.sort();
            after.sort();
            if before == after {
                return Ok(None);
            }
            let version = insert(tx, admin.brand(), *kind, texts, Some(admin.id), *now).await?;
            let details = json!({ "document": kind.as_str(), "version": version });
            told(tx, admin, "document-published", details, *now).await?;
            Ok(Some(version))
        })
    })
    .await
}

/// The texts as they are kept, languages without one left out; at least one has one. A field is `<kind>-<lang>`.
fn written(kind: DocumentKind, texts: Vec<(Lang, String)>) -> Result<Vec<(Lang, String)>, Error> {
    let mut wrongs = Vec::new();
    let mut kept = Vec::new();
    let first = texts.first().map_or(Lang::En, |(lang, _)| *lang);
    for (lang, body) in texts {
        let (field, body) = (format!("{kind}-{lang}"), body.replace("\r\n", "\n").trim().to_owned());
        let count = body.chars().count();
        if body.contains('\0') {
            wrongs.push(Wrong::new(&field, "text-signs"));
        } else if count > DOCUMENT_MOST {
            wrongs.push(Wrong::new(&field, "document-long").with("count", count).with("most", DOCUMENT_MOST));
        } else if count > 0 {
            kept.push((lang, body));
        }
    }
    if kept.is_empty() && wrongs.is_empty() {
        wrongs.push(Wrong::new(&format!("{kind}-{first}"), "document-missing"));
    }
    types::error::all_right(wrongs).map(|()| kept)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brands::by_slug;
    use crate::testing::{self, NOW};

    fn texts(english: &str, french: &str) -> Vec<(Lang, String)> {
        vec![(Lang::En, english.into()), (Lang::Fr, french.into())]
    }

    crate::on_both_engines! {
        async fn each_change_is_a_version_and_no_change_is_none(db: Db) {
            let brand = testing::brand(&db, "drumlin").await;
            let admin = testing::admin(&db, &brand).await;
            let terms = DocumentKind::Terms;
            let publish = async |texts| publish(&db, &admin, terms, texts, NOW).await.unwrap();
            assert_eq!(publish(texts("Yours stays yours.", "")).await, Some(1));
            assert_eq!(publish(texts(" Yours stays yours.\r\n", "")).await, None);
            assert_eq!(publish(texts("Yours stays yours.", "À vous.\r\nToujours.")).await, Some(2));
            assert_eq!(by_slug(&db, "drumlin").await.unwrap().terms_version, 2);
            let french = current(&db, brand.id, terms, Lang::Fr).await.unwrap().unwrap();
            assert_eq!((french.version, french.body.as_str()), (2, "À vous.\nToujours."));
            let first = version(&db, brand.id, terms, 1, Lang::Fr).await.unwrap();
            assert_eq!((first.lang, first.body.as_str()), (Lang::En, "Yours stays yours."));
            let numbers: Vec<_> = versions(&db, brand.id, terms).await.unwrap().iter().map(|v| v.version).collect();
            assert_eq!(numbers, [2, 1]);
            assert_eq!(testing::logged(&db, &brand).await, ["document-published", "document-published"]);
        }

        async fn a_page_is_never_emptied(db: Db) {
            let brand = testing::brand(&db, "drumlin").await;
            let admin = testing::admin(&db, &brand).await;
            let error: Error = publish(&db, &admin, DocumentKind::Rules, texts(" \r\n", ""), NOW).await.unwrap_err().into();
            assert_eq!(error, Error::invalid("rules-en", "document-missing"));
            assert_eq!(by_slug(&db, "drumlin").await.unwrap().rules_version, 1);
        }

        async fn a_text_of_more_than_20_000_signs_is_refused(db: Db) {
            let brand = testing::brand(&db, "drumlin").await;
            let admin = testing::admin(&db, &brand).await;
            let long = texts("Fine.", &"é".repeat(DOCUMENT_MOST + 1));
            let error: Error = publish(&db, &admin, DocumentKind::Imprint, long, NOW).await.unwrap_err().into();
            let Error::Invalid(wrongs) = error else { panic!("{error}") };
            assert_eq!((wrongs.len(), wrongs[0].field.as_str(), wrongs[0].message.as_str()), (1, "imprint-fr", "document-long"));
        }
    }
}
