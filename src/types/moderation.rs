//! Keeping order: what moderators do, what members tell them, and when somebody may not write.

use crate::error::{Error, Wrong, all_right, check_length};
use crate::text_enum;
use serde::{Deserialize, Serialize};

/// Most characters of a reason.
pub const REASON_MOST: usize = 500;
/// Most characters of what a member writes to the moderators.
pub const REPORT_MOST: usize = 500;
/// Reports of one member in 24 hours.
pub const REPORTS_A_DAY: i64 = 20;
/// Replies that are moved at once, those under them not counted.
pub const MOVED_MOST: usize = 50;
/// When a suspension ends that lasts until it is lifted.
pub const UNTIL_LIFTED: i64 = i64::MAX;

text_enum! {
    /// What a moderator did.
    pub enum Deed {
        Hide = "hide",
        Restore = "restore",
        Approve = "approve",
        Refuse = "refuse",
        Lock = "lock",
        Unlock = "unlock",
        Pin = "pin",
        Unpin = "unpin",
        Move = "move",
        MoveReplies = "move_replies",
        Suspend = "suspend",
        Lift = "lift",
        /// A spammer, with all that others read of them.
        Remove = "remove",
        /// A report for which there is nothing to do.
        Dismiss = "dismiss",
    }
}

impl Deed {
    /// The deeds of one sort: of two that stand on the same thing, the later has to be undone first. None where each is undone by itself.
    pub const fn sort(self) -> Option<&'static [Self]> {
        match self {
            Self::Hide | Self::Restore | Self::Approve | Self::Refuse => Some(&[Self::Hide, Self::Restore, Self::Approve, Self::Refuse]),
            Self::Lock | Self::Unlock => Some(&[Self::Lock, Self::Unlock]),
            Self::Pin | Self::Unpin => Some(&[Self::Pin, Self::Unpin]),
            Self::Move => Some(&[Self::Move]),
            Self::Suspend | Self::Lift => Some(&[Self::Suspend, Self::Lift, Self::Remove]),
            // Each reply, each report and each text is looked at.
            Self::MoveReplies | Self::Dismiss | Self::Remove => None,
        }
    }
}

text_enum! {
    /// What is wrong with a text, as a member says it.
    pub enum ReportReason {
        Spam = "spam",
        Unkind = "unkind",
        Private = "private",
        OffTopic = "off_topic",
        Unsafe = "unsafe",
        Other = "other",
    }
}

text_enum! {
    /// How long somebody may not write.
    pub enum Term {
        Day = "day",
        Week = "week",
        Month = "month",
        Open = "open",
    }
}

impl Term {
    /// Its days of 86,400 seconds; none where it lasts until it is lifted.
    pub const fn days(self) -> Option<i64> {
        match self {
            Self::Day => Some(1),
            Self::Week => Some(7),
            Self::Month => Some(30),
            Self::Open => None,
        }
    }
}

/// Checks the reason that the person concerned will read. Messages: `deed-reason-missing`, `deed-reason-long`.
pub fn check_reason(wrongs: &mut Vec<Wrong>, reason: &str) {
    check_text(wrongs, "reason", "deed", reason, 1, REASON_MOST);
}

/// Checks a text's length; its messages begin with a word of their own.
fn check_text(wrongs: &mut Vec<Wrong>, field: &str, word: &str, text: &str, least: usize, most: usize) {
    let before = wrongs.len();
    check_length(wrongs, field, text, least, most);
    for wrong in wrongs.iter_mut().skip(before).filter(|wrong| wrong.message != "text-signs") {
        wrong.message = format!("{word}-{}", wrong.message);
    }
}

/// What a moderator types to suspend somebody.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Suspend {
    pub term: String,
    pub reason: String,
}

impl Suspend {
    /// All mistakes at once.
    pub fn validate(&self) -> Result<Term, Error> {
        let mut wrongs = Vec::new();
        let term = Term::parse(&self.term);
        if term.is_none() {
            wrongs.push(Wrong::new("term", "term-missing"));
        }
        check_reason(&mut wrongs, &self.reason);
        all_right(wrongs)?;
        term.ok_or_else(|| Error::invalid("term", "term-missing"))
    }
}

/// What a member tells the moderators of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewReport {
    pub reason: String,
    pub text: String,
}

impl NewReport {
    /// All mistakes at once. Only "something else" has to be said in words.
    pub fn validate(&self) -> Result<ReportReason, Error> {
        let mut wrongs = Vec::new();
        let reason = ReportReason::parse(&self.reason);
        if reason.is_none() {
            wrongs.push(Wrong::new("reason", "report-reason-missing"));
        }
        let least = usize::from(reason == Some(ReportReason::Other));
        check_text(&mut wrongs, "text", "report", &self.text, least, REPORT_MOST);
        all_right(wrongs)?;
        reason.ok_or_else(|| Error::invalid("reason", "report-reason-missing"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_suspension_has_a_term_and_a_reason() {
        let Err(Error::Invalid(wrongs)) = Suspend::default().validate() else {
            panic!("accepted")
        };
        let messages: Vec<_> = wrongs.iter().map(|w| w.message.as_str()).collect();
        assert_eq!(messages, ["term-missing", "deed-reason-missing"]);
        let week = Suspend {
            term: "week".into(),
            reason: "Insults".into(),
        };
        assert_eq!(week.validate().unwrap().days(), Some(7));
    }

    #[test]
    fn something_else_is_said_in_words() {
        let report = |reason: &str, text: &str| NewReport {
            reason: reason.into(),
            text: text.into(),
        };
        assert_eq!(report("spam", "").validate(), Ok(ReportReason::Spam));
        let Err(Error::Invalid(wrongs)) = report("other", " ").validate() else {
            panic!("accepted")
        };
        assert_eq!(wrongs[0].message, "report-text-missing");
        let Err(Error::Invalid(wrongs)) = report("spam", &"x".repeat(501)).validate() else {
            panic!("accepted")
        };
        assert_eq!(wrongs[0].message, "report-text-long");
    }
}
