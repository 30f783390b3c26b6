//! Topics: what somebody started. Proposing, reading one, reading a list of them.

mod details;
pub mod events;
mod list;
mod propose;
mod read;
pub(crate) mod sorting;

pub use details::{Details, details};
pub use list::{COUNTED, Counts, Filter, Listed, Page, Pinned, list, pinned};
pub use propose::{keep_pace, one_line, propose, take_author};
pub use read::{Event, Topic, find, read, timeline, titles};
pub use sorting::{Place, sort};

use crate::db::{Result, Tx};
use crate::who::Member;
use crate::{fetch_optional, row};
use types::boards::Level;
use types::topics::{Kind, Status, Visibility};
use types::{BoardId, Error, Instant, MemberId, TopicId};

/// Whether a row is for this viewer: the one rule of every read. `$alias` is the row's, `b` its board's;
/// binds: `$1` the brand, `$2` the viewer's rank, `$3` the viewer's member id or 0. Twin of `policy::may_read`.
#[macro_export]
macro_rules! visible_to {
    ($alias:literal) => {
        concat!(
            "b.view_level <= $2 AND (",
            $alias,
            ".visibility = 'public' OR (",
            $alias,
            ".visibility <> 'blanked' AND ($2 >= 5 OR $2 >= 4 AND ",
            $alias,
            ".visibility <> 'private' OR ",
            $alias,
            ".author_id = $3)))"
        )
    };
}

row! {
    /// A topic that a write has taken.
    pub struct Taken {
        pub id: TopicId,
        pub number: i64,
        pub board_id: BoardId,
        pub author_id: MemberId,
        pub kind: Kind,
        pub status: Option<Status>,
        pub visibility: Visibility,
        pub answer_id: Option<i64>,
        pub answered: Option<i64>,
        pub first_answered: Option<i64>,
        pub votes: i64,
        pub heat: f64,
        pub locked: Option<i64>,
        pub created: Instant,
        pub reply_level: Level,
        pub vote_level: Level,
    }
}

/// What a topic is looked up by.
#[derive(Clone, Copy, Debug)]
pub enum Sought {
    Id(TopicId),
    /// Its number in the member's brand, as addresses have it.
    Number(i64),
}

impl From<TopicId> for Sought {
    fn from(id: TopicId) -> Self {
        Self::Id(id)
    }
}

/// Takes a topic's row for a write, found through its member: what they cannot see is not found.
pub async fn for_write(tx: &mut Tx, member: &Member, topic: impl Into<Sought>) -> Result<Taken> {
    let (column, value) = match topic.into() {
        Sought::Id(id) => ("id", id.0),
        Sought::Number(number) => ("number", number),
    };
    let lock = if tx.for_update().is_empty() { "" } else { " FOR UPDATE OF t" };
    let sql = format!(
        "SELECT t.id, t.number, t.board_id, t.author_id, t.kind, t.status, t.visibility, t.answer_id, t.answered, t.first_answered, t.votes, t.heat, t.locked, t.created, b.reply_level, b.vote_level \
         FROM topics t JOIN boards b ON b.brand_id = t.brand_id AND b.id = t.board_id \
         WHERE t.brand_id = $1 AND t.{column} = $4 AND {}{lock}",
        visible_to!("t")
    );
    let found = fetch_optional!(tx, Taken, &sql, member.brand().0, member.rank(), member.id.0, value)?;
    Ok(found.ok_or(Error::NotFound)?)
}

#[cfg(test)]
mod tests;
