//! Replies.

use crate::attachments::{Attached, check_pictures};
use crate::error::{Error, all_right, check_length};
use serde::{Deserialize, Serialize};

/// Fewest and most characters of a reply.
pub const REPLY: (usize, usize) = (2, 10_000);

/// What a person types to reply.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewReply {
    pub reply: String,
    /// The reply that this one answers, if it answers one.
    pub parent: Option<i64>,
    pub pictures: Vec<Attached>,
    /// When the draft was saved that this text comes from; nothing for what was typed just now.
    #[serde(skip)]
    pub saved: Option<i64>,
}

impl NewReply {
    /// Its length is right.
    pub fn validate(&self) -> Result<(), Error> {
        let mut wrongs = Vec::new();
        check_length(&mut wrongs, "reply", &self.reply, REPLY.0, REPLY.1);
        check_pictures(&mut wrongs, &self.pictures);
        all_right(wrongs)
    }
}
