//! Votes.

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
