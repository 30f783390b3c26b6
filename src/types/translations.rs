//! What a brand says in its languages beside the first, in which the text itself is.

use crate::Lang;
use crate::error::Wrong;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The same text in other languages; never in the brand's first. A language that was left empty has none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Translations(BTreeMap<Lang, String>);

impl Translations {
    /// The text in this language, if there is one.
    pub fn of(&self, lang: Lang) -> Option<&str> {
        self.0.get(&lang).map(String::as_str).filter(|text| !text.trim().is_empty())
    }

    /// The text in this language, or else as the brand says it first.
    pub fn or<'t>(&'t self, lang: Lang, own: &'t str) -> &'t str {
        self.of(lang).unwrap_or(own)
    }

    /// What was typed in this language: for a form that came back, as it came.
    pub fn typed(&self, lang: Lang) -> &str {
        self.0.get(&lang).map_or("", String::as_str)
    }

    /// As they are kept once somebody has typed others: what was emptied is gone, a language that nobody was asked for stays.
    #[must_use]
    pub fn with(&self, typed: &Self) -> Self {
        let mut all = self.0.clone();
        all.extend(typed.0.iter().map(|(lang, text)| (*lang, text.trim().to_owned())));
        all.retain(|_, text| !text.is_empty());
        Self(all)
    }

    /// The text and its translations once another language is the brand's first: the two change places. What is not said in the new one yet
    /// stays as it is.
    #[must_use]
    pub fn turned(&self, own: &str, from: Lang, to: Lang) -> (String, Self) {
        let mut others = self.0.clone();
        match others.remove(&to) {
            Some(text) if from != to => {
                others.insert(from, own.to_owned());
                (text, Self(others).with(&Self::default()))
            }
            _ => (own.to_owned(), self.clone()),
        }
    }

    /// Checks a text, and each of its translations in the same way; the field of one is `<field>-<lang>`. One that is empty is none; where there
    /// is one, the text itself is needed, since it is read in every language that has none.
    pub fn check(&self, wrongs: &mut Vec<Wrong>, field: &str, own: &str, check: impl Fn(&mut Vec<Wrong>, &str, &str)) {
        let so_far = wrongs.len();
        check(wrongs, field, own);
        let mut filled = self.0.iter().filter(|(_, text)| !text.trim().is_empty()).peekable();
        if own.trim().is_empty() && filled.peek().is_some() && wrongs.len() == so_far {
            wrongs.push(Wrong::new(field, "translations-first"));
        }
        for (lang, text) in filled {
            let before = wrongs.len();
            check(wrongs, field, text);
            for wrong in wrongs.iter_mut().skip(before) {
                wrong.field = format!("{field}-{lang}");
            }
        }
    }
}

impl FromIterator<(Lang, String)> for Translations {
    fn from_iter<T: IntoIterator<Item = (Lang, String)>>(texts: T) -> Self {
        Self(texts.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::check_line;

    fn french(text: &str) -> Translations {
        [(Lang::Fr, text.to_owned())].into_iter().collect()
    }

    #[test]
    fn what_is_empty_is_said_in_the_first_language() {
        assert_eq!(french("Tentes").or(Lang::Fr, "Tents"), "Tentes");
        assert_eq!(french(" ").or(Lang::Fr, "Tents"), "Tents");
        assert_eq!(Translations::default().or(Lang::Fr, "Tents"), "Tents");
    }

    #[test]
    fn what_is_emptied_is_gone_and_what_was_not_asked_stays() {
        assert_eq!(french("Tentes").with(&french(" Abris ")), french("Abris"));
        assert_eq!(french("Tentes").with(&french(" ")), Translations::default());
        assert_eq!(french("Tentes").with(&Translations::default()), french("Tentes"));
    }

    #[test]
    fn another_first_language_changes_places_with_the_one_that_was() {
        let english: Translations = [(Lang::En, "Tents".to_owned())].into_iter().collect();
        assert_eq!(french("Tentes").turned("Tents", Lang::En, Lang::Fr), ("Tentes".into(), english));
        assert_eq!(
            french("Tentes").turned("", Lang::En, Lang::Fr),
            ("Tentes".into(), Translations::default())
        );
        assert_eq!(
            french("Tentes").turned("Tents", Lang::En, Lang::En),
            ("Tents".into(), french("Tentes"))
        );
        let none = Translations::default();
        assert_eq!(none.turned("Tents", Lang::En, Lang::Fr), ("Tents".into(), none.clone()));
    }

    #[test]
    fn a_mistake_stands_beside_the_language_in_which_it_was_made() {
        let mut wrongs = Vec::new();
        let name = |wrongs: &mut Vec<Wrong>, field: &str, text: &str| check_line(wrongs, field, text, 1, 5);
        french("Bien trop long").check(&mut wrongs, "name", "", name);
        french(" ").check(&mut wrongs, "name", "Right", name);
        let said: Vec<_> = wrongs.iter().map(|w| (w.field.as_str(), w.message.as_str())).collect();
        assert_eq!(said, [("name", "name-missing"), ("name-fr", "name-long")]);
    }

    #[test]
    fn what_is_said_in_another_language_is_said_in_the_first_too() {
        let line = |wrongs: &mut Vec<Wrong>, field: &str, text: &str| check_line(wrongs, field, text, 0, 20);
        let wrong = |own: &str, text: &str| {
            let mut wrongs = Vec::new();
            french(text).check(&mut wrongs, "tagline", own, line);
            wrongs
        };
        assert_eq!(wrong(" ", "Dites-nous"), [Wrong::new("tagline", "translations-first")]);
        assert!(wrong("Tell us", "Dites-nous").is_empty() && wrong("", " ").is_empty() && wrong("Tell us", "").is_empty());
    }
}
