//! The rows of an export that lie around what was said: details, pictures, former wordings, tags, thanks, and how order is kept.

use super::rows::{At, Bytes};
use crate::row;
use serde::Serialize;

row! {
    /// What only the author of a topic and the team may read.
    #[derive(Serialize)]
    pub struct Details {
        pub topic_id: i64,
        pub severity: Option<String>,
        pub serial: String,
        pub since: String,
        pub bought: String,
    }

    /// A picture of a topic or a reply, its bytes as base64.
    #[derive(Serialize)]
    pub struct Attachment {
        pub id: i64,
        pub owner_id: i64,
        pub topic_id: Option<i64>,
        pub reply_id: Option<i64>,
        pub position: i64,
        pub visibility: String,
        pub hidden_reason: Option<String>,
        pub alt: String,
        pub media: String,
        pub width: i64,
        pub height: i64,
        pub created: At,
        pub bytes: Bytes,
    }

    /// A text as it was before an edit.
    #[derive(Serialize)]
    pub struct Revision {
        pub id: i64,
        pub topic_id: i64,
        pub reply_id: Option<i64>,
        pub editor_id: i64,
        pub visibility: String,
        pub title: Option<String>,
        pub body: String,
        pub lang: String,
        pub created: At,
    }

    /// A tag.
    #[derive(Serialize)]
    pub struct Tag {
        pub id: i64,
        pub slug: String,
        pub name: String,
        pub created: At,
    }

    /// Which topic bears which tag.
    #[derive(Serialize)]
    pub struct TopicTag {
        pub tag_id: i64,
        pub topic_id: i64,
    }

    /// Thanks for a reply.
    #[derive(Serialize)]
    pub struct Thanks {
        pub reply_id: i64,
        pub member_id: i64,
        pub created: At,
    }

    /// Who hears of a topic.
    #[derive(Serialize)]
    pub struct Subscription {
        pub topic_id: i64,
        pub member_id: i64,
        pub level: String,
        pub reason: String,
        pub created: At,
    }

    /// What a member told the moderators.
    #[derive(Serialize)]
    pub struct Report {
        pub id: i64,
        pub topic_id: i64,
        pub reply_id: Option<i64>,
        pub member_id: i64,
        pub reason: String,
        pub text: String,
        pub created: At,
        pub closed: Option<At>,
    }

    /// What a moderator did.
    #[derive(Serialize)]
    pub struct Intervention {
        pub id: i64,
        pub actor_id: i64,
        pub kind: String,
        pub topic_id: Option<i64>,
        pub reply_id: Option<i64>,
        pub revision_id: Option<i64>,
        pub attachment_id: Option<i64>,
        pub subject_id: Option<i64>,
        pub reason: String,
        pub before: String,
        pub created: At,
        pub undone: Option<At>,
        pub undone_by: Option<i64>,
        pub part_of: Option<i64>,
    }

    /// By when the brand promises its first answer to a kind.
    #[derive(Serialize)]
    pub struct Promise {
        pub kind: String,
        pub hours: i64,
    }
}
