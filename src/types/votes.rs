//! Votes.

use crate::error::{Error, all_right, check_line};
use crate::text_enum;
use serde::{Deserialize, Serialize};

text_enum! {
    /// The two verbs of a vote. Never a toggle on the wire: saying one twice changes nothing.
    pub enum Verb {
        Cast = "cast",
        Withdraw = "withdraw",
    }
}

/// How a topic's votes stand for one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// All votes of the topic.
    pub votes: i64,
    /// Whether one of them is this person's.
    pub voted: bool,
}

/// Most characters of a reason.
pub const REASON_MOST: usize = 200;

/// Why somebody votes, as they type it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewReason {
    pub reason: String,
}

impl NewReason {
    /// The line, or nothing where none is left.
    pub fn validate(&self) -> Result<Option<String>, Error> {
        let mut wrongs = Vec::new();
        check_line(&mut wrongs, "reason", &self.reason, 0, REASON_MOST);
        all_right(wrongs)?;
        let line = self.reason.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
        Ok(Some(line).filter(|line| !line.is_empty()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_one_line_of_at_most_two_hundred_characters() {
        let said = |reason: &str| NewReason { reason: reason.into() }.validate();
        assert_eq!(said("  It  leaks "), Ok(Some("It leaks".into())));
        assert_eq!(said("   "), Ok(None));
        assert_eq!(said(&"é".repeat(200)), Ok(Some("é".repeat(200))));
        assert!(said(&"é".repeat(201)).is_err() && said("two\nlines").is_err() && said("a\0b").is_err());
    }
}
