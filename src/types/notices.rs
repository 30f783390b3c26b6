//! Who hears of a topic, how much of it, and how it reaches them.

use crate::text_enum;

text_enum! {
    /// How much of a topic a member hears of.
    pub enum Hearing {
        All = "all",
        Answers = "answers",
        Nothing = "nothing",
    }
}

text_enum! {
    /// Why a member hears of a topic.
    pub enum Reason {
        Author = "author",
        Vote = "vote",
        Reply = "reply",
        Follow = "follow",
    }
}

text_enum! {
    /// What a notice tells.
    pub enum NoticeKind {
        Status = "status",
        Answer = "answer",
        /// A reply became the answer of its question.
        Accepted = "accepted",
        Reply = "reply",
        Kind = "kind",
        Board = "board",
        /// What a moderator did to a text.
        Intervention = "intervention",
        /// What they reported was decided.
        Report = "report",
    }
}

text_enum! {
    /// How mail comes to a member.
    pub enum MailPace {
        AtOnce = "at_once",
        Daily = "daily",
        Never = "never",
    }
}
