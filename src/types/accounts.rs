//! Joining and signing in.

use crate::error::{Error, Wrong, all_right, check_length};
use crate::text_enum;
use serde::{Deserialize, Serialize};

/// Least characters of a password.
pub const PASSWORD_LEAST: usize = 10;
/// Most characters of a password: longer ones only cost time.
pub const PASSWORD_MOST: usize = 200;
/// Most characters of a display name.
pub const NAME_MOST: usize = 60;
/// Most characters of a mail address (RFC 5321).
pub const ADDRESS_MOST: usize = 254;

text_enum! {
    /// What a mailed code or link is for.
    pub enum Purpose {
        SignIn = "sign-in",
        Password = "password",
        Address = "address",
    }
}

/// The versions of the house rules and the contribution terms that somebody was shown; 0 where there are none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    pub rules: i64,
    pub terms: i64,
}

impl Shown {
    /// What a form says that it showed, never more than there is `now`; all of it where the form says nothing.
    fn by_form(rules: Option<i64>, terms: Option<i64>, now: Self) -> Self {
        let known = |said: Option<i64>, now: i64| said.unwrap_or(now).min(now).max(0);
        Self {
            rules: known(rules, now.rules),
            terms: known(terms, now.terms),
        }
    }
}

/// What a person types to join a brand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Join {
    pub address: String,
    pub password: String,
    pub name: String,
    /// Ticked: the house rules are accepted.
    pub rules: Option<String>,
    /// The versions that stood above the box.
    pub rules_version: Option<i64>,
    pub terms_version: Option<i64>,
}

impl Join {
    /// All mistakes at once; common passwords are refused in `community`, which has the list.
    pub fn validate(&self) -> Result<(), Error> {
        let mut wrongs = Vec::new();
        check_name(&mut wrongs, &self.name);
        check_address(&mut wrongs, &self.address);
        check_length(&mut wrongs, "password", &self.password, PASSWORD_LEAST, PASSWORD_MOST);
        check_rules(&mut wrongs, self.rules.as_deref());
        all_right(wrongs)
    }

    /// What they were shown; `now` is what stands now.
    pub fn shown(&self, now: Shown) -> Shown {
        Shown::by_form(self.rules_version, self.terms_version, now)
    }
}

/// What a person with an account types to become a member of one more brand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Enter {
    pub name: String,
    pub rules: Option<String>,
    /// The versions that stood above the box.
    pub rules_version: Option<i64>,
    pub terms_version: Option<i64>,
}

impl Enter {
    /// All mistakes at once.
    pub fn validate(&self) -> Result<(), Error> {
        let mut wrongs = Vec::new();
        check_name(&mut wrongs, &self.name);
        check_rules(&mut wrongs, self.rules.as_deref());
        all_right(wrongs)
    }

    /// What they were shown; `now` is what stands now.
    pub fn shown(&self, now: Shown) -> Shown {
        Shown::by_form(self.rules_version, self.terms_version, now)
    }
}

/// What a person types to sign in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SignIn {
    pub address: String,
    pub password: String,
}

impl SignIn {
    /// Only that both are there: more would tell of the account.
    pub fn validate(&self) -> Result<(), Error> {
        let mut wrongs = Vec::new();
        check_address(&mut wrongs, &self.address);
        if self.password.is_empty() {
            wrongs.push(Wrong::new("password", "password-missing"));
        } else if self.password.chars().count() > PASSWORD_MOST {
            // No account has such a password: a long hash would only cost time.
            wrongs.push(Wrong::new("password", "password-wrong"));
        }
        all_right(wrongs)
    }
}

/// An address alone: to be mailed a code or a link.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Address {
    pub address: String,
}

impl Address {
    /// Whether mail can be sent there at all.
    pub fn validate(&self) -> Result<(), Error> {
        let mut wrongs = Vec::new();
        check_address(&mut wrongs, &self.address);
        all_right(wrongs)
    }
}

/// A new password, by whoever holds the link from the mail.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct NewPassword {
    pub password: String,
}

impl NewPassword {
    /// Its length; common passwords are refused in `community`, which has the list.
    pub fn validate(&self) -> Result<(), Error> {
        let mut wrongs = Vec::new();
        check_length(&mut wrongs, "password", &self.password, PASSWORD_LEAST, PASSWORD_MOST);
        all_right(wrongs)
    }
}

/// A new password, by somebody who is signed in.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct ChangePassword {
    pub current: String,
    /// Of the second factor, where it is on.
    pub code: String,
    pub password: String,
}

impl ChangePassword {
    /// That the old one is there, and the length of the new one.
    pub fn validate(&self) -> Result<(), Error> {
        let mut wrongs = Vec::new();
        check_current(&mut wrongs, &self.current);
        check_length(&mut wrongs, "password", &self.password, PASSWORD_LEAST, PASSWORD_MOST);
        all_right(wrongs)
    }
}

/// A new address, by somebody who is signed in.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct ChangeAddress {
    pub current: String,
    /// Of the second factor, where it is on.
    pub code: String,
    pub address: String,
}

impl ChangeAddress {
    /// All mistakes at once.
    pub fn validate(&self) -> Result<(), Error> {
        let mut wrongs = Vec::new();
        check_current(&mut wrongs, &self.current);
        check_address(&mut wrongs, &self.address);
        all_right(wrongs)
    }
}

/// In which language and time zone a person reads.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    pub language: String,
    /// An IANA name; empty for the brand's own.
    pub time_zone: String,
}

/// Checks that the password that holds now was typed, and is not a book.
pub fn check_current(wrongs: &mut Vec<Wrong>, current: &str) {
    if current.is_empty() {
        wrongs.push(Wrong::new("current", "current-missing"));
    } else if current.chars().count() > PASSWORD_MOST {
        wrongs.push(Wrong::new("current", "current-wrong"));
    }
}

/// An address as it is compared and stored: trimmed, lower case.
pub fn canonical_address(address: &str) -> String {
    address.trim().to_lowercase()
}

/// The six digits of a typed code, spaces left out; `None` if it is not six digits.
pub fn canonical_code(code: &str) -> Option<String> {
    let digits: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    (digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_digit())).then_some(digits)
}

/// A recovery code as it is compared: its letters and digits, lower case; signs that look alike are one.
pub fn canonical_recovery_code(code: &str) -> String {
    let kept = code.chars().filter(char::is_ascii_alphanumeric);
    let lower = kept.map(|c| c.to_ascii_lowercase());
    lower
        .map(|c| match c {
            'o' => '0',
            'i' | 'l' => '1',
            other => other,
        })
        .take(40)
        .collect()
}

/// An address for those who know it anyway: its first sign and its host.
pub fn masked_address(address: &str) -> String {
    let (local, host) = address.split_once('@').unwrap_or((address, ""));
    let first = local.chars().next().map_or_else(String::new, String::from);
    format!("{first}…@{host}")
}

/// A display name: its length, and signs that can be shown.
pub(crate) fn check_name(wrongs: &mut Vec<Wrong>, name: &str) {
    check_length(wrongs, "name", name, 2, NAME_MOST);
    if name
        .chars()
        .any(|c| c.is_control() || crate::error::is_hidden(c) || matches!(c, '\u{200c}' | '\u{200d}'))
    {
        wrongs.push(Wrong::new("name", "name-signs"));
    }
}

fn check_rules(wrongs: &mut Vec<Wrong>, ticked: Option<&str>) {
    if ticked.is_none() {
        wrongs.push(Wrong::new("rules", "rules-missing"));
    }
}

/// Something before and after one @, a dot after it, no white space: the mail itself proves the rest.
pub(crate) fn check_address(wrongs: &mut Vec<Wrong>, address: &str) {
    let address = address.trim();
    let parts = address.split_once('@').filter(|(local, host)| {
        !local.is_empty() && !host.contains('@') && host.contains('.') && !host.starts_with('.') && !host.ends_with('.')
    });
    let strange = address
        .chars()
        .any(|c| c.is_whitespace() || c.is_control() || "<>\"(),;:\\[]".contains(c));
    if address.is_empty() {
        wrongs.push(Wrong::new("address", "address-missing"));
    } else if parts.is_none() || strange || address.len() > ADDRESS_MOST {
        wrongs.push(Wrong::new("address", "address-form"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(error: Result<(), Error>) -> Vec<String> {
        match error {
            Err(Error::Invalid(wrongs)) => wrongs.into_iter().map(|w| w.message).collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn an_empty_form_names_every_field() {
        let wrong = fields(Join::default().validate());
        assert_eq!(wrong, ["name-missing", "address-missing", "password-missing", "rules-missing"]);
    }

    #[test]
    fn an_address_needs_one_at_and_a_dot_behind_it() {
        for bad in ["x", "x@y", "@y.z", "x@y@z.w", "a b@c.d", "x@.y", "x@y.", "x@y.z\r\nBcc: q@r.s"] {
            let sign_in = SignIn {
                address: bad.into(),
                password: "p".into(),
            };
            assert_eq!(fields(sign_in.validate()), ["address-form"], "{bad}");
        }
        let good = SignIn {
            address: " Zoé+parvis@exemple.fr ".into(),
            password: "p".into(),
        };
        assert!(good.validate().is_ok());
    }

    #[test]
    fn a_recovery_code_may_be_typed_as_it_is_read() {
        assert_eq!(canonical_recovery_code(" 7KM2-o1lq-x "), "7km2011qx");
        assert_eq!(canonical_recovery_code("—"), "");
    }

    #[test]
    fn a_masked_address_tells_its_first_sign_and_its_host() {
        assert_eq!(masked_address("maud@example.org"), "m…@example.org");
        assert_eq!(masked_address("élodie@example.fr"), "é…@example.fr");
    }

    #[test]
    fn a_password_of_more_than_two_hundred_signs_is_never_hashed() {
        let sign_in = SignIn {
            address: "maud@example.org".into(),
            password: "p".repeat(PASSWORD_MOST + 1),
        };
        assert_eq!(fields(sign_in.validate()), ["password-wrong"]);
        let change = ChangePassword {
            current: "c".repeat(PASSWORD_MOST + 1),
            code: String::new(),
            password: "p".repeat(PASSWORD_MOST + 1),
        };
        assert_eq!(fields(change.validate()), ["current-wrong", "password-long"]);
    }

    #[test]
    fn a_code_may_be_typed_with_spaces() {
        assert_eq!(canonical_code(" 123 456 ").as_deref(), Some("123456"));
        assert_eq!(canonical_code("12345"), None);
        assert_eq!(canonical_code("12345a"), None);
    }
}
