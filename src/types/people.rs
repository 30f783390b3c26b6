//! What people say of themselves, and how they leave.

use crate::accounts::check_name;
use crate::error::{Error, Wrong, all_right};
use crate::members::is_reserved;
use crate::text_enum;
use serde::{Deserialize, Serialize};

/// Fewest and most characters of a handle.
pub const HANDLE: (usize, usize) = (3, 30);
/// Most bytes of a picture that somebody sends.
pub const PICTURE_BYTES: usize = 5_000_000;
/// Most pixels of a picture that somebody sends.
pub const PICTURE_PIXELS: u64 = 40_000_000;
/// Topics and replies on one page of a profile.
pub const PAGE: usize = 20;

text_enum! {
    /// What becomes of somebody's texts when they go.
    pub enum Texts {
        /// They stay, under "former member".
        Keep = "keep",
        /// They go too.
        Remove = "remove",
    }
}

/// How somebody is known in a brand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Profile {
    pub name: String,
    pub handle: String,
}

impl Profile {
    /// Without the spaces around, the handle in lower case.
    #[must_use]
    pub fn canonical(&self) -> Self {
        let handle = self.handle.trim().trim_start_matches('@').to_lowercase();
        Self {
            name: self.name.trim().to_owned(),
            handle,
        }
    }

    /// All mistakes at once; whether the handle is taken is for `community`.
    pub fn validate(&self) -> Result<(), Error> {
        let mut wrongs = Vec::new();
        check_name(&mut wrongs, &self.name);
        check_handle(&mut wrongs, &self.handle);
        all_right(wrongs)
    }
}

fn check_handle(wrongs: &mut Vec<Wrong>, handle: &str) {
    let count = handle.chars().count();
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if count < HANDLE.0 || count > HANDLE.1 || !handle.chars().all(plain) || handle.starts_with('-') || handle.ends_with('-') {
        wrongs.push(Wrong::new("handle", "handle-form"));
    } else if is_reserved(handle) {
        wrongs.push(Wrong::new("handle", "handle-taken"));
    }
}

/// What a person sends to leave a brand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Leave {
    /// One of [`Texts`].
    pub texts: String,
}

impl Leave {
    /// The choice, which nobody makes by accident.
    pub fn validate(&self) -> Result<Texts, Error> {
        Texts::parse(&self.texts).ok_or_else(|| Error::invalid("texts", "texts-missing"))
    }
}

/// What a person sends to erase their account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Erase {
    /// One of [`Texts`].
    pub texts: String,
    /// Their address, typed out.
    pub confirmation: String,
    pub password: String,
}

impl Erase {
    /// All mistakes at once; address and password are compared in `community`.
    pub fn validate(&self) -> Result<Texts, Error> {
        let texts = Texts::parse(&self.texts);
        let mut wrongs = Vec::new();
        if texts.is_none() {
            wrongs.push(Wrong::new("texts", "texts-missing"));
        }
        if self.confirmation.trim().is_empty() {
            wrongs.push(Wrong::new("confirmation", "confirmation-wrong"));
        }
        if self.password.is_empty() {
            wrongs.push(Wrong::new("password", "password-missing"));
        }
        all_right(wrongs)?;
        texts.ok_or_else(|| Error::invalid("texts", "texts-missing"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn handle(handle: &str) -> Result<(), Error> {
        let name = "Maud".into();
        let profile = Profile {
            name,
            handle: handle.into(),
        };
        profile.canonical().validate()
    }

    #[test]
    fn a_handle_is_three_to_thirty_small_letters_digits_and_hyphens() {
        for good in ["mau", "maud-leroy-2", " @Maud ", "formerly", "former-pilot"] {
            assert_eq!(handle(good), Ok(()), "{good}");
        }
        for bad in ["", "ma", "maud leroy", "-maud", "maud-", "zoé", "a/b", &"m".repeat(31)] {
            assert_eq!(handle(bad), Err(Error::invalid("handle", "handle-form")), "{bad}");
        }
    }

    #[test]
    fn the_handles_of_those_who_left_are_nobodys() {
        for taken in ["former-7", "former"] {
            assert_eq!(handle(taken), Err(Error::invalid("handle", "handle-taken")), "{taken}");
        }
    }

    #[test]
    fn nobody_leaves_without_saying_what_becomes_of_their_texts() {
        assert!(Leave::default().validate().is_err());
        assert_eq!(Leave { texts: "keep".into() }.validate(), Ok(Texts::Keep));
        assert!(
            Erase {
                texts: "keep".into(),
                ..Erase::default()
            }
            .validate()
            .is_err()
        );
    }
}
