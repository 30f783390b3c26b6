//! How a column becomes one of our types.

use types::boards::Level;
use types::brands::{DocumentKind, Registration};
use types::members::{Affiliation, Role};
use types::moderation::{Deed, ReportReason};
use types::notices::{Hearing, MailPace, NoticeKind, Reason};
use types::topics::{EventKind, Kind, Severity, Status, Visibility};
use types::{
    AccountId, AttachmentId, BoardId, BrandId, CodeId, ConfirmationId, Instant, InterventionId, InvitationId, JobId, Lang, MemberId,
    PictureId, ProductId, ReplyId, ReportId, RevisionId, TopicId, Translations,
};

/// A type that is read from a column of another.
pub trait Column: Sized {
    /// What the engine gives.
    type Raw;
    /// The value, or nothing when the column holds a word that we do not know.
    fn from_raw(raw: Self::Raw) -> Option<Self>;
}

macro_rules! as_is {
    ($($type:ty),+) => {$(
        impl Column for $type {
            type Raw = Self;
            fn from_raw(raw: Self) -> Option<Self> { Some(raw) }
        }
    )+};
}

macro_rules! wrapped {
    ($($type:ident),+) => {$(
        impl Column for $type {
            type Raw = i64;
            fn from_raw(raw: i64) -> Option<Self> { Some(Self(raw)) }
        }
        impl Column for Option<$type> {
            type Raw = Option<i64>;
            fn from_raw(raw: Option<i64>) -> Option<Self> { Some(raw.map($type)) }
        }
    )+};
}

macro_rules! words {
    ($($type:ident),+) => {$(
        impl Column for $type {
            type Raw = String;
            fn from_raw(raw: String) -> Option<Self> { Self::parse(&raw) }
        }
        impl Column for Option<$type> {
            type Raw = Option<String>;
            fn from_raw(raw: Option<String>) -> Option<Self> {
                match raw {
                    None => Some(None),
                    Some(word) => $type::parse(&word).map(Some),
                }
            }
        }
    )+};
}

as_is!(i64, f64, bool, String, Vec<u8>, Option<i64>, Option<String>);
wrapped!(
    AccountId,
    AttachmentId,
    BoardId,
    BrandId,
    CodeId,
    ConfirmationId,
    Instant,
    InterventionId,
    InvitationId,
    JobId,
    MemberId,
    PictureId,
    ProductId,
    ReplyId,
    ReportId,
    RevisionId,
    TopicId
);
words!(
    Affiliation,
    Deed,
    DocumentKind,
    EventKind,
    Hearing,
    Kind,
    Lang,
    MailPace,
    NoticeKind,
    Reason,
    Registration,
    ReportReason,
    Role,
    Severity,
    Status,
    Visibility
);

impl Column for Level {
    type Raw = i64;
    fn from_raw(raw: i64) -> Option<Self> {
        Some(Self::from_rank(raw))
    }
}

/// Words joined by commas.
impl Column for Vec<Kind> {
    type Raw = String;
    fn from_raw(raw: String) -> Option<Self> {
        raw.split(',').filter(|w| !w.is_empty()).map(Kind::parse).collect()
    }
}

/// Words joined by commas.
impl Column for Vec<Lang> {
    type Raw = String;
    fn from_raw(raw: String) -> Option<Self> {
        raw.split(',').filter(|w| !w.is_empty()).map(Lang::parse).collect()
    }
}

/// A JSON object of texts by language.
impl Column for Translations {
    type Raw = String;
    fn from_raw(raw: String) -> Option<Self> {
        serde_json::from_str(&raw).ok()
    }
}
