//! Boards: where topics stand.

mod settings;

pub use settings::{Arranged, arrange, arranged, change, remove, shift, turn};

use crate::brands::stored;
use crate::db::{Db, Result, Tx};
use crate::who::Viewer;
use crate::{execute, fetch_all, row};
use types::boards::Level;
use types::topics::Kind;
use types::{BoardId, BrandId, Translations};

row! {
    /// A board as a viewer sees it.
    pub struct Board {
        pub id: BoardId,
        pub slug: String,
        /// Name and description are in the brand's first language, with the translations beside each.
        pub name: String,
        pub names: Translations,
        pub description: String,
        pub descriptions: Translations,
        pub kinds: Vec<Kind>,
        pub view_level: Level,
        pub submit_level: Level,
        pub reply_level: Level,
        pub vote_level: Level,
    }
}

/// A board of a space that is being set up.
#[derive(Clone, Debug)]
pub struct NewBoard {
    pub slug: String,
    pub name: String,
    pub names: Translations,
    pub description: String,
    pub descriptions: Translations,
    pub kinds: Vec<Kind>,
    pub view: Level,
    /// For submitting, replying and voting; never looser than `view`.
    pub take_part: Level,
}

impl Default for NewBoard {
    fn default() -> Self {
        let (slug, name, names, description, descriptions, kinds) = Default::default();
        Self {
            slug,
            name,
            names,
            description,
            descriptions,
            kinds,
            view: Level::Anyone,
            take_part: Level::Members,
        }
    }
}

/// The boards that a viewer may see, in the brand's order.
pub async fn list(db: &Db, viewer: &Viewer) -> Result<Vec<Board>> {
    let sql = "SELECT id, slug, name, names, description, descriptions, kinds, view_level, submit_level, reply_level, vote_level \
        FROM boards WHERE brand_id = $1 AND view_level <= $2 ORDER BY position, id";
    Ok(fetch_all!(db.read().await?, Board, sql, viewer.brand().id.0, viewer.rank())?)
}

/// Makes a board, last in the order.
pub async fn create(db: &Db, brand: BrandId, new: NewBoard) -> Result<()> {
    db.write((brand, new), |tx, (brand, new)| Box::pin(insert(tx, *brand, new))).await
}

/// The same inside a transaction that does more.
pub async fn insert(tx: &mut Tx, brand: BrandId, new: &NewBoard) -> Result<()> {
    let kinds = new.kinds.iter().map(|k| k.as_str()).collect::<Vec<_>>().join(",");
    let take_part = new.take_part.max(new.view).rank();
    let sql = "INSERT INTO boards (brand_id, slug, name, description, position, kinds, view_level, submit_level, reply_level, vote_level, \
        names, descriptions) SELECT $1, $2, $3, $4, COALESCE(MAX(position), 0) + 1, $5, $6, $7, $7, $7, $8, $9 FROM boards WHERE brand_id = $1";
    execute!(
        tx,
        sql,
        brand.0,
        &new.slug,
        &new.name,
        &new.description,
        kinds,
        new.view.rank(),
        take_part,
        stored(&new.names)?,
        stored(&new.descriptions)?
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{testing, who};
    use types::members::Role;

    crate::on_both_engines! {
        async fn a_board_for_the_team_is_not_in_a_members_list(db: Db) {
            let brand = testing::brand(&db, "drumlin").await;
            testing::narrow_board(&db, &brand, "lab", Level::Team).await;
            let count = async |account| list(&db, &who::viewer(&db, &brand, account).await.unwrap()).await.unwrap().len();
            let member = testing::member(&db, &brand, "maud", Role::Member).await;
            let team = testing::member(&db, &brand, "ewan", Role::Team).await;
            assert_eq!(count(None).await, 1);
            assert_eq!(count(Some(testing::account_of(&db, &member).await)).await, 1);
            assert_eq!(count(Some(testing::account_of(&db, &team).await)).await, 2);
        }

        async fn taking_part_is_never_looser_than_viewing(db: Db) {
            let brand = testing::brand(&db, "drumlin").await;
            testing::narrow_board(&db, &brand, "lab", Level::Team).await;
            let rows = fetch_all!(db.read().await.unwrap(), (i64, i64), "SELECT view_level, vote_level FROM boards ORDER BY id").unwrap();
            assert_eq!(rows, [(0, 1), (4, 4)]);
        }
    }
}
