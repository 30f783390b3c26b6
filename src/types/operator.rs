//! What an operator types at the desk of the installation.

use crate::accounts::check_address;
use crate::error::{Error, Wrong, all_right, check_line};
use crate::lang::Lang;
use serde::{Deserialize, Serialize};

/// Most characters of a brand's slug.
pub const SLUG_MOST: usize = 40;
/// Most characters of a brand's name.
pub const BRAND_NAME_MOST: usize = 60;

/// A brand to be made, and its first administrator.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OpenBrand {
    pub slug: String,
    pub name: String,
    /// Languages joined by commas, the first is the default.
    pub languages: String,
    pub time_zone: String,
    /// Who will run it: an invitation goes there.
    pub address: String,
    /// The language of that invitation.
    pub language: String,
}

impl OpenBrand {
    /// All mistakes at once; that the time zone exists is asked in `community`, which has the list.
    pub fn validate(&self) -> Result<(), Error> {
        let mut wrongs = Vec::new();
        if self.name.trim().is_empty() {
            wrongs.push(Wrong::new("name", "brand-name-missing"));
        } else {
            check_line(&mut wrongs, "name", &self.name, 1, BRAND_NAME_MOST);
        }
        check_slug(&mut wrongs, &self.slug);
        if self.languages().is_empty() {
            wrongs.push(Wrong::new("languages", "languages-missing"));
        }
        if self.time_zone.trim().is_empty() {
            wrongs.push(Wrong::new("time_zone", "time-zone-unknown"));
        }
        check_asked(&mut wrongs, &self.address, &self.language);
        all_right(wrongs)
    }

    /// The languages that it names; none when one of them is unknown.
    pub fn languages(&self) -> Vec<Lang> {
        let named: Option<Vec<Lang>> = self.languages.split(',').map(|word| Lang::parse(word.trim())).collect();
        named.unwrap_or_default()
    }
}

/// Who is asked to run a brand, and in which language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AskAdmin {
    pub address: String,
    pub language: String,
}

impl AskAdmin {
    /// All mistakes at once; the language.
    pub fn validate(&self) -> Result<Lang, Error> {
        let mut wrongs = Vec::new();
        check_asked(&mut wrongs, &self.address, &self.language);
        all_right(wrongs)?;
        Lang::parse(&self.language).ok_or_else(|| Error::invalid("language", "languages-missing"))
    }
}

fn check_asked(wrongs: &mut Vec<Wrong>, address: &str, language: &str) {
    if address.trim().is_empty() {
        wrongs.push(Wrong::new("address", "operator-brand-address-missing"));
    } else {
        check_address(wrongs, address);
    }
    if Lang::parse(language).is_none() {
        wrongs.push(Wrong::new("language", "languages-missing"));
    }
}

/// Lower-case letters, digits and hyphens, as they stand in an address.
fn check_slug(wrongs: &mut Vec<Wrong>, slug: &str) {
    let slug = slug.trim();
    if slug.is_empty() || slug.len() > SLUG_MOST || crate::slug::slug(slug) != slug {
        wrongs.push(Wrong::new("slug", "slug-form"));
    }
}

/// That an address can be one, as for an invitation.
pub fn check_admin(address: &str) -> Result<(), Error> {
    let mut wrongs = Vec::new();
    check_address(&mut wrongs, address);
    all_right(wrongs)
}

/// Why an account is blocked or let in again: kept in the log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reason {
    pub reason: String,
}

impl Reason {
    /// 3 to 200 characters.
    pub fn validate(&self) -> Result<(), Error> {
        let mut wrongs = Vec::new();
        check_line(&mut wrongs, "reason", &self.reason, 3, 200);
        all_right(wrongs)
    }
}

/// What somebody types to close their brand.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Close {
    /// The brand's slug, to show that it is meant.
    pub slug: String,
    /// Their password, once more.
    pub current: String,
}

impl Close {
    /// That the slug is the brand's and a password is there.
    pub fn validate(&self, slug: &str) -> Result<(), Error> {
        let mut wrongs = Vec::new();
        if self.slug.trim() != slug {
            wrongs.push(Wrong::new("slug", "close-slug-wrong"));
        }
        if self.current.is_empty() {
            wrongs.push(Wrong::new("current", "current-missing"));
        }
        all_right(wrongs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_brand_names_every_field() {
        let Err(Error::Invalid(wrongs)) = OpenBrand::default().validate() else {
            panic!("an empty form is refused")
        };
        let fields: Vec<_> = wrongs.iter().map(|w| w.field.as_str()).collect();
        assert_eq!(fields, ["name", "slug", "languages", "time_zone", "address", "language"]);
    }
}
