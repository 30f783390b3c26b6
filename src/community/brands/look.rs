//! A brand's theme and logo, as an admin changes them.

use super::Theme;
use super::naming::told;
use crate::db::{Db, Failure, Result};
use crate::execute;
use crate::who::Admin;
use serde_json::json;
use types::look::{Faint, Scheme, faint};
use types::{Error, Instant, Wrong, svg};

/// The pairs of a theme that are too faint, by day and by night.
pub fn faint_in(theme: &Theme) -> Vec<Faint> {
    Scheme::ALL
        .iter()
        .flat_map(|scheme| faint(*scheme, &theme.palette(*scheme)))
        .collect()
}

/// Dresses the space in a theme; one that cannot be read is refused, each faint pair beside the colour that has to give way.
pub async fn set_theme(db: &Db, admin: &Admin, theme: Theme, now: Instant) -> Result<()> {
    let wrongs: Vec<Wrong> = faint_in(&theme).iter().map(wrong).collect();
    types::error::all_right(wrongs)?;
    let text = serde_json::to_string(&theme).map_err(|e| Failure::Bug(e.to_string()))?;
    db.write((admin.clone(), text, now), |tx, (admin, text, now)| {
        Box::pin(async move {
            let sql = "UPDATE brands SET theme = $2, revision = revision + 1 WHERE id = $1";
            execute!(tx, sql, admin.brand().0, text.as_str())?;
            told(tx, admin, "look-changed", json!({}), *now).await
        })
    })
    .await
}

/// The sentence of a faint pair names day or night by `count`: 0 or 1.
fn wrong(faint: &Faint) -> Wrong {
    let field = format!("{}-{}", faint.scheme, faint.pair.moved);
    Wrong::new(&field, &format!("contrast-{}", faint.pair.word)).with("count", faint.scheme as usize)
}

/// Shows a logo on every page, or the name in letters when nothing is given.
pub async fn set_logo(db: &Db, admin: &Admin, document: &str, now: Instant) -> Result<()> {
    let logo = if document.trim().is_empty() {
        String::new()
    } else {
        svg::check(document)
            .map_err(|refused| Error::invalid("logo", refused.message()))?
            .to_owned()
    };
    db.write((admin.clone(), logo, now), |tx, (admin, logo, now)| {
        Box::pin(async move {
            let sql = "UPDATE brands SET logo = $2, revision = revision + 1 WHERE id = $1";
            execute!(tx, sql, admin.brand().0, logo.as_str())?;
            let kind = if logo.is_empty() { "logo-removed" } else { "logo-changed" };
            told(tx, admin, kind, json!({}), *now).await
        })
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brands::dress;
    use crate::testing::{self, NOW};

    crate::on_both_engines! {
        async fn a_theme_that_cannot_be_read_is_refused(db: Db) {
            let brand = testing::brand(&db, "drumlin").await;
            let admin = testing::admin(&db, &brand).await;
            let mut theme = Theme::default();
            theme.dark.insert("ink".into(), "#333333".into());
            theme.light.insert("ink".into(), "#222222".into());
            let error: Error = set_theme(&db, &admin, theme.clone(), NOW).await.unwrap_err().into();
            let Error::Invalid(wrongs) = error else { panic!("{error}") };
            assert_eq!((wrongs[0].field.as_str(), wrongs[0].message.as_str()), ("dark-ink", "contrast-ink"));
            assert_eq!(dress(&db, brand.id).await.unwrap().revision, brand.revision);
            theme.dark.insert("ink".into(), "#eeeeee".into());
            set_theme(&db, &admin, theme, NOW).await.unwrap();
            let dress = dress(&db, brand.id).await.unwrap();
            assert!(dress.theme.contains("#eeeeee") && dress.revision == brand.revision + 1);
        }

        async fn a_logo_that_runs_something_is_refused(db: Db) {
            let brand = testing::brand(&db, "drumlin").await;
            let admin = testing::admin(&db, &brand).await;
            let bad: Error = set_logo(&db, &admin, "<svg onload=\"alert(1)\"/>", NOW).await.unwrap_err().into();
            assert_eq!(bad, Error::invalid("logo", "logo-script"));
            set_logo(&db, &admin, "<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0h1\"/></svg>", NOW).await.unwrap();
            assert!(dress(&db, brand.id).await.unwrap().logo.contains("M0 0h1"));
            set_logo(&db, &admin, "", NOW).await.unwrap();
            assert_eq!(dress(&db, brand.id).await.unwrap().logo, "");
            assert_eq!(testing::logged(&db, &brand).await, ["logo-changed", "logo-removed"]);
        }
    }

    #[test]
    fn the_themes_of_the_demo_and_the_one_to_begin_with_may_be_worn() {
        for demo in [
            include_str!("../demo/drumlin.json"),
            include_str!("../demo/orsel.json"),
            "{\"theme\": {}}",
        ] {
            let demo: serde_json::Value = serde_json::from_str(demo).unwrap();
            let theme: Theme = serde_json::from_value(demo["theme"].clone()).unwrap();
            let faint: Vec<_> = faint_in(&theme).into_iter().map(|f| (f.scheme, f.pair.word, f.ratio)).collect();
            assert!(faint.is_empty(), "{}: {faint:?}", demo["slug"]);
            if let Some(logo) = demo["logo"].as_str() {
                assert_eq!(svg::check(logo).err(), None);
            }
        }
    }
}
