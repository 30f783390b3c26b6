//! Drafts: texts that are being written.

/// Most bytes of a draft: a form with its longest text.
pub const BYTES: usize = 120_000;
/// Days for which a draft is kept after it was last saved.
pub const DAYS: i64 = 30;

/// Where a text is being written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A new topic.
    New,
    /// Under the topic of a number.
    Topic(i64),
}

impl Place {
    /// The place of its word, `new` or `t/12`.
    pub fn parse(word: &str) -> Option<Self> {
        match word.strip_prefix("t/") {
            Some(number) => number.parse().ok().filter(|n| *n > 0).map(Self::Topic),
            None => (word == "new").then_some(Self::New),
        }
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::New => f.write_str("new"),
            Self::Topic(number) => write!(f, "t/{number}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_reads_as_it_is_written() {
        for place in [Place::New, Place::Topic(12)] {
            assert_eq!(Place::parse(&place.to_string()), Some(place));
        }
        for none in ["", "t/", "t/0", "t/-1", "t/x", "news"] {
            assert_eq!(Place::parse(none), None, "{none}");
        }
    }
}
