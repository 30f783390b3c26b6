//! Topics: all that starts a conversation.

use crate::attachments::{Attached, check_pictures};
use crate::error::{Error, Wrong, all_right, check_length, check_line};
use crate::{Lang, text_enum};
use serde::{Deserialize, Serialize};

/// Fewest and most characters of a title.
pub const TITLE: (usize, usize) = (10, 120);
/// Fewest and most characters of a topic's text.
pub const BODY: (usize, usize) = (20, 20_000);
/// Most characters of a serial number, of since when, and of where it was bought.
pub const DETAIL: usize = 120;
/// Topics on one page of a list.
pub const PAGE: usize = 25;

text_enum! {
    /// What somebody wants with a topic.
    pub enum Kind {
        Idea = "idea",
        Problem = "problem",
        Question = "question",
        Discussion = "discussion",
        Experience = "experience",
        Announcement = "announcement",
    }
}

text_enum! {
    /// Who may read a topic or a reply.
    pub enum Visibility {
        Public = "public",
        Private = "private",
        Held = "held",
        Hidden = "hidden",
        Blanked = "blanked",
    }
}

text_enum! {
    /// How bad a problem is for the one who has it.
    pub enum Severity {
        Nuisance = "nuisance",
        Hindering = "hindering",
        Unusable = "unusable",
        Dangerous = "dangerous",
    }
}

text_enum! {
    /// How far a topic has come, the same in every brand.
    pub enum Category {
        New = "new",
        Review = "review",
        OnHold = "on_hold",
        Planned = "planned",
        InProgress = "in_progress",
        Done = "done",
        Closed = "closed",
    }
}

text_enum! {
    /// What became of a topic. Which ones a kind knows: [`Kind::statuses`].
    pub enum Status {
        New = "new",
        InReview = "in_review",
        NeedsInformation = "needs_information",
        ConsideredLater = "considered_later",
        Planned = "planned",
        InProgress = "in_progress",
        Delivered = "delivered",
        Declined = "declined",
        AlreadyExists = "already_exists",
        Confirmed = "confirmed",
        CauseFound = "cause_found",
        FixPlanned = "fix_planned",
        Fixed = "fixed",
        NotAFault = "not_a_fault",
        WillNotFix = "will_not_fix",
        Open = "open",
        Answered = "answered",
    }
}

text_enum! {
    /// A step of a topic's public timeline.
    pub enum EventKind {
        Posted = "posted",
        Status = "status",
        Answer = "answer",
        /// The author said what they had been asked for.
        Informed = "informed",
        Kind = "kind",
        Board = "board",
        Locked = "locked",
        Unlocked = "unlocked",
        RepliesMoved = "replies_moved",
    }
}

impl Kind {
    /// The statuses of this kind, in the order of their way; the first is a new topic's.
    pub const fn statuses(self) -> &'static [Status] {
        use Status as S;
        match self {
            Self::Idea => &[
                S::New,
                S::InReview,
                S::NeedsInformation,
                S::ConsideredLater,
                S::Planned,
                S::InProgress,
                S::Delivered,
                S::Declined,
                S::AlreadyExists,
            ],
            Self::Problem => &[
                S::New,
                S::Confirmed,
                S::NeedsInformation,
                S::CauseFound,
                S::FixPlanned,
                S::Fixed,
                S::NotAFault,
                S::WillNotFix,
            ],
            Self::Question => &[S::Open, S::Answered],
            Self::Discussion | Self::Experience | Self::Announcement => &[],
        }
    }

    /// Where a topic of this kind stands after it was another: in the same category where this kind has it, else at its beginning.
    /// A question's answer is no delivery and no repair: what was merely answered begins anew.
    pub fn status_after(self, before: Option<Status>, accepted: bool) -> Option<Status> {
        let kept = before.filter(|b| *b != Status::Answered).map(Status::category);
        let found = match self {
            // What the team asked back is no answer.
            Self::Question if accepted && before != Some(Status::NeedsInformation) => Some(Status::Answered),
            Self::Question => None,
            _ => self.statuses().iter().copied().find(|s| Some(s.category()) == kept),
        };
        found.or_else(|| self.statuses().first().copied())
    }

    /// Whether only the team may post it.
    pub const fn is_teams(self) -> bool {
        matches!(self, Self::Announcement)
    }
}

impl Status {
    /// Its category.
    pub const fn category(self) -> Category {
        match self {
            Self::New | Self::Open => Category::New,
            Self::InReview | Self::Confirmed => Category::Review,
            Self::NeedsInformation | Self::ConsideredLater => Category::OnHold,
            Self::Planned | Self::FixPlanned => Category::Planned,
            Self::InProgress | Self::CauseFound => Category::InProgress,
            Self::Delivered | Self::Fixed | Self::Answered => Category::Done,
            Self::Declined | Self::AlreadyExists | Self::NotAFault | Self::WillNotFix => Category::Closed,
        }
    }

    /// Whether it is set together with a public answer that says why.
    pub const fn needs_answer(self) -> bool {
        !matches!(self, Self::New | Self::InReview | Self::Confirmed | Self::Open)
    }

    /// Whether members may vote while it stands. Answered questions stay open: others may wonder too.
    pub const fn votes_open(self) -> bool {
        matches!(self, Self::Answered) || !matches!(self.category(), Category::Done | Category::Closed)
    }
}

text_enum! {
    /// The order of a list.
    pub enum Sort {
        Trending = "trending",
        Newest = "newest",
        MostVoted = "most_voted",
        Answered = "answered",
        Unanswered = "unanswered",
    }
}

/// Words that stand behind a topic's number in an address: a title that gives one of them has no slug.
pub const TAKEN: &[&str] = &[
    "accept", "decide", "delete", "edit", "follow", "history", "moderate", "reason", "reasons", "replies", "report", "sort", "tags",
    "thanks", "undo", "vote", "votes",
];

/// What of a title stands in its topic's address.
pub fn slug_of(title: &str) -> String {
    let slug = crate::slug::slug(title);
    if TAKEN.contains(&slug.as_str()) { String::new() } else { slug }
}

/// What a person types to start a topic. Every field has a default, so that what was kept before a field came is still read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewTopic {
    pub kind: String,
    pub board: String,
    pub title: String,
    pub body: String,
    /// The slug of what it is about; empty for nothing in particular.
    pub product: String,
    /// The language it is written in; empty where that is to be told from the text.
    pub lang: String,
    /// One of [`Severity`], or empty.
    pub severity: String,
    /// Batch or serial number.
    pub serial: String,
    pub since: String,
    pub bought: String,
    /// Whether only the author and the team may read it.
    pub private: bool,
    pub pictures: Vec<Attached>,
}

impl NewTopic {
    /// All mistakes at once; whether the board takes the kind is for `community`.
    pub fn validate(&self) -> Result<Kind, Error> {
        let mut wrongs = Vec::new();
        let kind = Kind::parse(&self.kind);
        if kind.is_none() {
            wrongs.push(Wrong::new("kind", "kind-missing"));
        }
        check_line(&mut wrongs, "title", &self.title, TITLE.0, TITLE.1);
        check_length(&mut wrongs, "body", &self.body, BODY.0, BODY.1);
        check_pictures(&mut wrongs, &self.pictures);
        if self.product.contains('\0') {
            wrongs.push(Wrong::new("product", "product-gone"));
        }
        self.check_details(&mut wrongs, kind);
        if self.board.is_empty() || self.board.contains('\0') {
            wrongs.push(Wrong::new("board", "board-missing"));
        }
        all_right(wrongs)?;
        kind.ok_or_else(|| Error::invalid("kind", "kind-missing"))
    }

    /// What was ticked as private is never posted for everybody because the kind was changed afterwards.
    fn check_details(&self, wrongs: &mut Vec<Wrong>, kind: Option<Kind>) {
        if !self.severity.is_empty() && Severity::parse(&self.severity).is_none() {
            wrongs.push(Wrong::new("severity", "severity-unknown"));
        }
        for (field, text) in [("serial", &self.serial), ("since", &self.since), ("bought", &self.bought)] {
            check_line(wrongs, field, text, 0, DETAIL);
        }
        if self.private && kind.is_some_and(|kind| kind != Kind::Problem) {
            wrongs.push(Wrong::new("private", "private-kind"));
        }
    }

    /// Whether anything was said that only the author and the team read.
    pub fn has_details(&self) -> bool {
        [&self.severity, &self.serial, &self.since, &self.bought]
            .iter()
            .any(|text| !text.trim().is_empty())
    }
}

/// What an author types to change a topic.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EditTopic {
    pub title: String,
    pub body: String,
    pub lang: String,
}

impl EditTopic {
    /// All mistakes at once.
    pub fn validate(&self) -> Result<Lang, Error> {
        let mut wrongs = Vec::new();
        check_line(&mut wrongs, "title", &self.title, TITLE.0, TITLE.1);
        check_length(&mut wrongs, "body", &self.body, BODY.0, BODY.1);
        let lang = Lang::parse(&self.lang);
        if lang.is_none() {
            wrongs.push(Wrong::new("lang", "lang-missing"));
        }
        all_right(wrongs)?;
        lang.ok_or_else(|| Error::invalid("lang", "lang-missing"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mistake_is_named_at_once() {
        let Err(Error::Invalid(wrongs)) = NewTopic {
            title: "Ça fuit".into(),
            ..Default::default()
        }
        .validate() else {
            panic!("accepted");
        };
        let messages: Vec<_> = wrongs.iter().map(|w| w.message.as_str()).collect();
        assert_eq!(messages, ["kind-missing", "title-short", "body-missing", "board-missing"]);
        assert_eq!(wrongs[1].numbers[0], ("count".into(), 7));
    }

    #[test]
    fn lengths_count_characters_not_bytes() {
        let topic = NewTopic {
            kind: "idea".into(),
            board: "b".into(),
            title: "é".repeat(120),
            body: "ç".repeat(20_000),
            ..NewTopic::default()
        };
        assert_eq!(topic.validate(), Ok(Kind::Idea));
        let topic = NewTopic {
            title: "é".repeat(121),
            ..topic
        };
        assert!(topic.validate().is_err());
    }

    #[test]
    fn only_a_problem_is_private_and_what_was_ticked_is_never_dropped() {
        let topic = |kind: &str| NewTopic {
            kind: kind.into(),
            board: "b".into(),
            title: "The handle comes off".into(),
            body: "It came off in my hand, hot.".into(),
            private: true,
            ..NewTopic::default()
        };
        assert_eq!(topic("problem").validate(), Ok(Kind::Problem));
        assert_eq!(topic("idea").validate(), Err(Error::invalid("private", "private-kind")));
    }

    #[test]
    fn a_topic_of_another_kind_stands_where_it_stood() {
        use Status as S;
        let after = |kind: Kind, before| kind.status_after(Some(before), false);
        assert_eq!(after(Kind::Problem, S::Planned), Some(S::FixPlanned));
        assert_eq!(after(Kind::Problem, S::ConsideredLater), Some(S::NeedsInformation));
        assert_eq!(after(Kind::Idea, S::CauseFound), Some(S::InProgress));
        assert_eq!(after(Kind::Problem, S::Answered), Some(S::New));
        assert_eq!(after(Kind::Question, S::Delivered), Some(S::Open));
        assert_eq!(Kind::Question.status_after(Some(S::New), true), Some(S::Answered));
        assert_eq!(Kind::Question.status_after(Some(S::NeedsInformation), true), Some(S::Open));
        assert_eq!(after(Kind::Discussion, S::Planned), None);
        assert_eq!(Kind::Idea.status_after(None, false), Some(S::New));
    }

    #[test]
    fn votes_close_when_a_matter_is_over() {
        assert!(Status::Planned.votes_open() && Status::NeedsInformation.votes_open());
        assert!(!Status::Delivered.votes_open() && !Status::WillNotFix.votes_open());
    }
}
