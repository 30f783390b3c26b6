//! The team puts a topic where it belongs: another kind, another board. Votes, replies, author, followers and number stay.

use super::events::{self, NewEvent};
use super::{Taken, for_write};
use crate::db::{Db, Result, Tx};
use crate::notices::{self, Cause};
use crate::who::{Member, Team};
use crate::{execute, fetch_one, fetch_optional, promises, row};
use serde_json::json;
use types::boards::Level;
use types::members::{Affiliation, Role};
use types::topics::{EventKind, Kind, Status};
use types::{BoardId, BrandId, Error, Instant, MemberId, TopicId, Translations};

/// Where a topic belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub kind: Kind,
    /// A board's slug.
    pub board: String,
}

row! {
    /// A board that a topic leaves or comes to.
    pub struct Shelf {
        pub id: BoardId,
        pub name: String,
        pub names: Translations,
        pub kinds: Vec<Kind>,
        pub view_level: Level,
    }

    /// Whoever began the topic, as far as it decides what they may see.
    pub struct Author {
        pub role: Role,
        pub affiliation: Affiliation,
    }
}

impl Shelf {
    /// What the timeline says of a topic that comes here, in each language. Not where it was: that board's name may be nobody's business.
    pub fn details(&self) -> serde_json::Value {
        json!({ "to": self.name, "names": self.names })
    }
}

/// Puts a topic there; what is there already stays. The timeline says what changed.
pub async fn sort(db: &Db, team: &Team, topic: TopicId, place: Place, now: Instant) -> Result<()> {
    db.write((team.clone(), topic, place, now), |tx, (team, topic, place, now)| {
        Box::pin(async move {
            let topic = for_write(tx, team, *topic).await?;
            let shelf = shelf(tx, team.brand(), &topic, place).await?;
            if place.kind.is_teams() && topic.kind != place.kind && !by_team(tx, team.brand(), topic.author_id).await? {
                return Err(Error::invalid("kind", "kind-teams").into());
            }
            if place.kind != topic.kind {
                change_kind(tx, team, &topic, place.kind, *now).await?;
            }
            if shelf.id != topic.board_id {
                change_board(tx, team, &topic, &shelf, *now).await?;
            }
            Ok(())
        })
    })
    .await
}

/// The board, if it takes the kind, and if the topic's author will still see their topic there.
async fn shelf(tx: &mut Tx, brand: BrandId, topic: &Taken, place: &Place) -> Result<Shelf> {
    let shelf = shelf_for(tx, brand, &place.board, place.kind).await?;
    if shelf.id != topic.board_id {
        author_stays(tx, brand, topic.author_id, &shelf).await?;
    }
    Ok(shelf)
}

/// The board of a slug, if it takes the kind.
pub async fn shelf_for(tx: &mut Tx, brand: BrandId, slug: &str, kind: Kind) -> Result<Shelf> {
    let sql = "SELECT id, name, names, kinds, view_level FROM boards WHERE brand_id = $1 AND slug = $2";
    let shelf = fetch_optional!(tx, Shelf, sql, brand.0, slug)?.ok_or_else(|| Error::invalid("board", "board-missing"))?;
    if shelf.kinds.contains(&kind) {
        Ok(shelf)
    } else {
        Err(Error::invalid("board", "board-kind").into())
    }
}

/// Whether a topic's author will see what stands on a board: nobody loses sight of what they began.
pub async fn author_stays(tx: &mut Tx, brand: BrandId, author: MemberId, shelf: &Shelf) -> Result<()> {
    let author = author_of(tx, brand, author).await?;
    if Level::of(author.role, author.affiliation) < shelf.view_level {
        return Err(Error::invalid("board", "board-author").into());
    }
    Ok(())
}

async fn by_team(tx: &mut Tx, brand: BrandId, author: MemberId) -> Result<bool> {
    Ok(author_of(tx, brand, author).await?.role.is_team())
}

async fn author_of(tx: &mut Tx, brand: BrandId, author: MemberId) -> Result<Author> {
    let sql = "SELECT role, affiliation FROM memberships WHERE brand_id = $1 AND id = $2";
    Ok(fetch_one!(tx, Author, sql, brand.0, author.0)?)
}

async fn change_kind(tx: &mut Tx, team: &Member, topic: &Taken, kind: Kind, now: Instant) -> Result<()> {
    let status = kind.status_after(topic.status, topic.answer_id.is_some());
    let sql = "UPDATE topics SET kind = $3, status = $4 WHERE brand_id = $1 AND id = $2";
    let words = (kind.as_str(), status.map(Status::as_str));
    execute!(tx, sql, team.brand().0, topic.id.0, words.0, words.1)?;
    promises::promise(tx, team.brand(), topic.id).await?;
    let details = json!({ "from": topic.kind, "to": kind, "status": status });
    tell(tx, team, topic, EventKind::Kind, details, now).await
}

async fn change_board(tx: &mut Tx, team: &Member, topic: &Taken, shelf: &Shelf, now: Instant) -> Result<()> {
    set_board(tx, team.brand(), topic.id, shelf.id).await?;
    tell(tx, team, topic, EventKind::Board, shelf.details(), now).await
}

/// Puts a topic on a board.
pub async fn set_board(tx: &mut Tx, brand: BrandId, topic: TopicId, board: BoardId) -> Result<()> {
    let sql = "UPDATE topics SET board_id = $3 WHERE brand_id = $1 AND id = $2";
    execute!(tx, sql, brand.0, topic.0, board.0)?;
    Ok(())
}

async fn tell(tx: &mut Tx, team: &Member, topic: &Taken, kind: EventKind, details: serde_json::Value, now: Instant) -> Result<()> {
    let event = NewEvent {
        details,
        ..NewEvent::new(kind, team)
    };
    let event = events::record(tx, topic.id, event, now).await?;
    notices::announce(tx, team.brand(), topic.id, Cause::Event(event), now).await
}

#[cfg(test)]
mod tests;
