//! Who works for a brand, and whom it asks in: the forms of an admin.

use crate::Lang;
use crate::accounts::{canonical_address, check_address};
use crate::error::{Error, Wrong, all_right};
use crate::members::{Affiliation, Role};
use serde::{Deserialize, Serialize};

/// Most characters of a department or a title.
pub const PLACE_MOST: usize = 60;
/// Most addresses of one form of invitations.
pub const INVITED_MOST: usize = 30;
/// People on one page of a list.
pub const PAGE: usize = 25;

/// What an admin types to say what somebody is here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Standing {
    pub role: String,
    pub affiliation: String,
    pub department: String,
    pub title: String,
    /// Filled in on the page that has said what will happen.
    pub sure: String,
}

/// What somebody is here, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    pub role: Role,
    pub affiliation: Affiliation,
    /// Only those who work here have one.
    pub department: Option<String>,
    /// What they do, shown beside their name; only those who work here have one.
    pub title: Option<String>,
}

impl Standing {
    /// All mistakes at once.
    pub fn validate(&self) -> Result<Placed, Error> {
        let mut wrongs = Vec::new();
        let (role, affiliation) = check_standing(&mut wrongs, &self.role, &self.affiliation);
        let department = check_place(&mut wrongs, "department", &self.department);
        let title = check_place(&mut wrongs, "title", &self.title);
        all_right(wrongs)?;
        Ok(Placed {
            role,
            affiliation,
            department: department.filter(|_| role.is_staff()),
            title: title.filter(|_| role.is_staff()),
        })
    }
}

/// What an admin types to ask people in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Invite {
    /// Mail addresses, one a line or parted by commas.
    pub addresses: String,
    pub role: String,
    pub affiliation: String,
    pub department: String,
    pub language: String,
}

/// Who is asked in, and as what, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invited {
    /// As they are stored, each once.
    pub addresses: Vec<String>,
    pub role: Role,
    pub affiliation: Affiliation,
    pub department: Option<String>,
    pub language: Lang,
}

impl Invite {
    /// What was typed as addresses, as it was typed.
    pub fn entries(&self) -> impl Iterator<Item = &str> {
        self.addresses
            .split(['\n', ',', ';'])
            .map(str::trim)
            .filter(|entry| !entry.is_empty())
    }

    /// All mistakes at once; each wrong address is named by its place in the list.
    pub fn validate(&self) -> Result<Invited, Error> {
        let mut wrongs = Vec::new();
        let addresses = self.check_addresses(&mut wrongs);
        let (role, affiliation) = check_standing(&mut wrongs, &self.role, &self.affiliation);
        let department = check_place(&mut wrongs, "department", &self.department);
        let language = Lang::parse(&self.language);
        if language.is_none() {
            wrongs.push(Wrong::new("language", "invite-language-missing"));
        }
        all_right(wrongs)?;
        Ok(Invited {
            addresses,
            role,
            affiliation,
            department: department.filter(|_| role.is_staff()),
            language: language.unwrap_or(Lang::En),
        })
    }

    fn check_addresses(&self, wrongs: &mut Vec<Wrong>) -> Vec<String> {
        let count = self.entries().count();
        if count == 0 {
            wrongs.push(Wrong::new("addresses", "addresses-missing"));
        } else if count > INVITED_MOST {
            wrongs.push(
                Wrong::new("addresses", "addresses-many")
                    .with("count", count)
                    .with("most", INVITED_MOST),
            );
            return Vec::new();
        }
        let mut addresses = Vec::new();
        for (n, entry) in self.entries().enumerate() {
            let address = canonical_address(entry);
            if !is_address(entry) {
                wrongs.push(Wrong::new("addresses", "addresses-form").with("count", n + 1));
            } else if !addresses.contains(&address) {
                addresses.push(address);
            }
        }
        addresses
    }
}

/// Whether something typed can be a mail address.
pub fn is_address(text: &str) -> bool {
    let mut wrongs = Vec::new();
    check_address(&mut wrongs, text);
    wrongs.is_empty() && !text.contains('\0')
}

fn check_standing(wrongs: &mut Vec<Wrong>, role: &str, affiliation: &str) -> (Role, Affiliation) {
    let (role, affiliation) = (Role::parse(role), Affiliation::parse(affiliation));
    if role.is_none() {
        wrongs.push(Wrong::new("role", "staff-role-missing"));
    }
    if affiliation.is_none() {
        wrongs.push(Wrong::new("affiliation", "staff-affiliation-missing"));
    }
    (role.unwrap_or(Role::Member), affiliation.unwrap_or(Affiliation::Customer))
}

/// A few words on one line, or nothing. Messages: `staff-<field>-long`, `staff-<field>-signs`.
fn check_place(wrongs: &mut Vec<Wrong>, field: &str, text: &str) -> Option<String> {
    let text = text.trim();
    let count = text.chars().count();
    if count > PLACE_MOST {
        let message = format!("staff-{field}-long");
        wrongs.push(Wrong::new(field, &message).with("count", count).with("most", PLACE_MOST));
    } else if text.chars().any(char::is_control) {
        wrongs.push(Wrong::new(field, "text-signs"));
    }
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn invite(addresses: &str) -> Invite {
        Invite {
            addresses: addresses.into(),
            role: "team".into(),
            affiliation: "employee".into(),
            department: " R&D ".into(),
            language: "fr".into(),
        }
    }

    fn messages(error: Error) -> Vec<(String, Option<i64>)> {
        let Error::Invalid(wrongs) = error else { return Vec::new() };
        wrongs.into_iter().map(|w| (w.message, w.numbers.first().map(|n| n.1))).collect()
    }

    #[test]
    fn addresses_stand_on_lines_or_between_commas_and_count_once() {
        let invited = invite("Maud@Example.org\r\n, zoe@example.org; maud@example.org\n\n")
            .validate()
            .unwrap();
        assert_eq!(invited.addresses, ["maud@example.org", "zoe@example.org"]);
        assert_eq!((invited.role, invited.department.as_deref()), (Role::Team, Some("R&D")));
    }

    #[test]
    fn each_wrong_address_is_named_by_its_place() {
        let error = invite("maud@example.org\nzoe\nisla@example.org, ruth@").validate().unwrap_err();
        let form = |n| ("addresses-form".to_owned(), Some(n));
        assert_eq!(messages(error), [form(2), form(4)]);
    }

    #[test]
    fn thirty_addresses_are_taken_and_thirty_one_are_not() {
        let list = |count: usize| (0..count).map(|n| format!("p{n}@example.org\n")).collect::<String>();
        assert_eq!(invite(&list(30)).validate().unwrap().addresses.len(), 30);
        assert_eq!(
            messages(invite(&list(31)).validate().unwrap_err()),
            [("addresses-many".into(), Some(31))]
        );
    }

    #[test]
    fn only_those_who_work_here_have_a_department_and_a_title() {
        let standing = Standing {
            role: "member".into(),
            affiliation: "partner".into(),
            department: "Service".into(),
            title: "repairs".into(),
            sure: String::new(),
        };
        let placed = standing.validate().unwrap();
        assert_eq!((placed.department, placed.title), (None, None));
        let error = Standing {
            title: "x".repeat(61),
            role: "king".into(),
            ..standing
        }
        .validate()
        .unwrap_err();
        assert_eq!(
            messages(error),
            [("staff-role-missing".into(), None), ("staff-title-long".into(), Some(61))]
        );
    }
}
