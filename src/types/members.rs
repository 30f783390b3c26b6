//! Who somebody is in a brand.

use crate::text_enum;

text_enum! {
    /// What a member may do. Each role holds all that the roles left of it hold, but team and moderator stand side by side.
    pub enum Role {
        Member = "member",
        Team = "team",
        Moderator = "moderator",
        Admin = "admin",
    }
}

text_enum! {
    /// How a member stands to the brand; given by the brand, never declared by oneself.
    pub enum Affiliation {
        Customer = "customer",
        Partner = "partner",
        Employee = "employee",
        Prospect = "prospect",
    }
}

impl Role {
    /// May answer, triage and decide.
    pub const fn is_team(self) -> bool {
        matches!(self, Self::Team | Self::Admin)
    }

    /// May keep order.
    pub const fn is_moderator(self) -> bool {
        matches!(self, Self::Moderator | Self::Admin)
    }

    /// Works here: team, moderator or admin.
    pub const fn is_staff(self) -> bool {
        !matches!(self, Self::Member)
    }

    /// Whether this role may do all that the other may, and more.
    pub const fn is_above(self, other: Self) -> bool {
        matches!(
            (self, other),
            (Self::Team | Self::Moderator | Self::Admin, Self::Member) | (Self::Admin, Self::Team | Self::Moderator)
        )
    }
}

/// A handle made of a display name: its slug, at least one character, at most 30.
pub fn handle_of(name: &str) -> String {
    let mut handle = crate::slug::slug(name);
    handle.truncate(30);
    let handle = handle.trim_matches('-');
    if handle.is_empty() || is_reserved(handle) {
        "member".into()
    } else {
        handle.to_owned()
    }
}

/// The handle of a member who has left.
pub fn former_handle(number: i64) -> String {
    format!("former-{number}")
}

/// Whether a handle is, or with a number behind it becomes, one of those who have left.
pub fn is_reserved(handle: &str) -> bool {
    handle == "former"
        || handle
            .strip_prefix("former-")
            .is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}

/// One or two initials for the avatar.
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|w| w.chars().find(|c| c.is_alphanumeric()));
    let first = words.next();
    let last = words.next_back();
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_of_the_first_and_the_last_word() {
        assert_eq!(initials("Maud Leroy"), "ML");
        assert_eq!(initials("Élodie de la Tour"), "ÉT");
        assert_eq!(initials("Zoé"), "Z");
        assert_eq!(initials("…"), "");
    }

    #[test]
    fn no_role_stands_above_one_that_may_something_else() {
        assert!(Role::Admin.is_above(Role::Moderator) && Role::Team.is_above(Role::Member));
        assert!(!Role::Moderator.is_above(Role::Team) && !Role::Team.is_above(Role::Moderator));
        assert!(!Role::Admin.is_above(Role::Admin) && !Role::Member.is_above(Role::Team));
    }

    #[test]
    fn a_name_without_letters_still_has_a_handle() {
        assert_eq!(handle_of("Hélène Vautrin"), "helene-vautrin");
        assert_eq!(handle_of("日本"), "member");
        assert_eq!(handle_of("Former 7"), "member");
    }
}
