//! What a member said and voted for, as they look at it themselves.

use crate::text_enum;

text_enum! {
    /// Which part of it.
    pub enum Part {
        Everything = "everything",
        Topics = "topics",
        Replies = "replies",
        Votes = "votes",
    }
}
