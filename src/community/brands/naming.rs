//! What a brand says of itself.

use super::{Brand, COLUMNS, joined, stored};
use crate::db::{Db, Result, Tx};
use crate::desk::{self, Entry};
use crate::who::Admin;
use crate::{boards, execute, fetch_one};
use serde_json::json;
use types::brands::Naming;
use types::{Error, Instant, Lang, Translations};

/// Changes what every page of the space says. Where another language becomes the first, texts and translations change places.
pub async fn name(db: &Db, admin: &Admin, naming: Naming, now: Instant) -> Result<()> {
    naming.validate()?;
    if jiff::tz::TimeZone::get(&naming.time_zone).is_err() {
        return Err(Error::invalid("time_zone", "time-zone-unknown").into());
    }
    db.write((admin.clone(), naming, now), |tx, (admin, naming, now)| {
        Box::pin(async move {
            let sql = format!("SELECT {COLUMNS} FROM brands WHERE id = $1{}", tx.for_update());
            let before = fetch_one!(tx, Brand, &sql, admin.brand().0)?;
            let (from, to) = (before.language(), naming.languages.first().copied().unwrap_or(before.language()));
            write(tx, &before, naming, to).await?;
            if from != to {
                boards::turn(tx, before.id, from, to).await?;
            }
            told(tx, admin, "brand-changed", json!({}), *now).await
        })
    })
    .await
}

async fn write(tx: &mut Tx, before: &Brand, naming: &Naming, first: Lang) -> Result<()> {
    let turned = |own: &str, kept: &Translations, typed: &Translations| kept.with(typed).turned(own.trim(), before.language(), first);
    let (tagline, taglines) = turned(&naming.tagline, &before.taglines, &naming.taglines);
    let (lede, ledes) = turned(&naming.lede, &before.ledes, &naming.ledes);
    let (place, places) = turned(&naming.place, &before.places, &naming.places);
    let sql = "UPDATE brands SET name = $2, tagline = $3, lede = $4, place = $5, languages = $6, time_zone = $7, show_affiliation = $8, \
        taglines = $9, ledes = $10, places = $11, revision = revision + 1 WHERE id = $1";
    execute!(
        tx,
        sql,
        before.id.0,
        naming.name.trim(),
        tagline,
        lede,
        place,
        joined(&naming.languages),
        naming.time_zone.as_str(),
        naming.show_affiliation,
        stored(&taglines)?,
        stored(&ledes)?,
        stored(&places)?
    )?;
    Ok(())
}

/// Writes into the log what an admin did to the brand.
pub async fn told(tx: &mut Tx, admin: &Admin, kind: &'static str, details: serde_json::Value, now: Instant) -> Result<()> {
    let entry = Entry {
        brand: admin.brand(),
        actor: Some(admin.id),
        kind,
        subject: None,
        details,
    };
    desk::log(tx, entry, now).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brands::by_slug;
    use crate::testing::{self, NOW};

    fn naming() -> Naming {
        Naming {
            name: " Drumlin of Kendal ".into(),
            languages: vec![Lang::Fr],
            time_zone: "Europe/Paris".into(),
            ..Naming::default()
        }
    }

    fn only(lang: Lang, text: &str) -> Translations {
        [(lang, text.to_owned())].into_iter().collect()
    }

    /// In both languages, this one first.
    fn bilingual(first: Lang, tagline: &str, taglines: Translations) -> Naming {
        let other = if first == Lang::En { Lang::Fr } else { Lang::En };
        let (tagline, languages) = (tagline.to_owned(), vec![first, other]);
        Naming {
            tagline,
            taglines,
            languages,
            ..naming()
        }
    }

    crate::on_both_engines! {
        async fn what_a_brand_says_of_itself_is_changed_and_told(db: Db) {
            let brand = testing::brand(&db, "drumlin").await;
            let admin = testing::admin(&db, &brand).await;
            name(&db, &admin, naming(), NOW).await.unwrap();
            let after = by_slug(&db, "drumlin").await.unwrap();
            assert_eq!((after.name.as_str(), after.languages.as_slice()), ("Drumlin of Kendal", &[Lang::Fr][..]));
            assert!(!after.show_affiliation && after.revision > brand.revision);
            assert_eq!(testing::logged(&db, &brand).await, ["brand-changed"]);
        }

        async fn what_is_emptied_in_a_language_is_said_in_the_first_again(db: Db) {
            let brand = testing::brand(&db, "drumlin").await;
            let admin = testing::admin(&db, &brand).await;
            let save = async |naming| {
                name(&db, &admin, naming, NOW).await.unwrap();
                by_slug(&db, "drumlin").await.unwrap().taglines
            };
            assert_eq!(save(bilingual(Lang::En, "Tell us", only(Lang::Fr, " Dites-nous "))).await, only(Lang::Fr, "Dites-nous"));
            let single = Naming { languages: vec![Lang::En], ..bilingual(Lang::En, "Tell us", Translations::default()) };
            assert_eq!(save(single).await, only(Lang::Fr, "Dites-nous"), "a language that is switched off waits");
            assert_eq!(save(bilingual(Lang::En, "Tell us", only(Lang::Fr, ""))).await, Translations::default());
        }

        async fn another_first_language_changes_places_with_the_one_that_was_on_every_board(db: Db) {
            let brand = testing::brand(&db, "drumlin").await;
            let admin = testing::admin(&db, &brand).await;
            let tents = boards::NewBoard {
                slug: "tents".into(),
                name: "Tents".into(),
                names: only(Lang::Fr, "Tentes"),
                ..boards::NewBoard::default()
            };
            boards::create(&db, brand.id, tents).await.unwrap();
            name(&db, &admin, bilingual(Lang::Fr, "Tell us", only(Lang::Fr, "Dites-nous")), NOW).await.unwrap();
            let after = by_slug(&db, "drumlin").await.unwrap();
            assert_eq!((after.tagline.as_str(), &after.taglines), ("Dites-nous", &only(Lang::En, "Tell us")));
            let all = boards::list(&db, &testing::visitor(&db, &after).await).await.unwrap();
            let said = |i: usize| (all[i].name.as_str(), all[i].names.clone());
            assert_eq!(said(0), ("Ideas", Translations::default()), "what has no French stays as it is");
            assert_eq!(said(1), ("Tentes", only(Lang::En, "Tents")));
        }

        async fn a_translation_that_is_too_long_is_told_beside_its_own_field(db: Db) {
            let brand = testing::brand(&db, "drumlin").await;
            let admin = testing::admin(&db, &brand).await;
            let long = bilingual(Lang::En, "Tell us", only(Lang::Fr, &"é".repeat(121)));
            let Error::Invalid(wrongs) = name(&db, &admin, long, NOW).await.unwrap_err().into() else { panic!("it was taken") };
            assert_eq!((wrongs.len(), wrongs[0].field.as_str(), wrongs[0].message.as_str()), (1, "tagline-fr", "tagline-long"));
        }

        async fn an_unknown_time_zone_is_refused(db: Db) {
            let brand = testing::brand(&db, "drumlin").await;
            let admin = testing::admin(&db, &brand).await;
            let moon = Naming { time_zone: "Moon/Tranquility".into(), ..naming() };
            let error: Error = name(&db, &admin, moon, NOW).await.unwrap_err().into();
            assert_eq!(error, Error::invalid("time_zone", "time-zone-unknown"));
        }
    }
}
