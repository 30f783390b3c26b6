//! Lists of topics: keyset pages, stable while others write.

mod counts;
mod statement;

pub use counts::{COUNTED, Counts};

use crate::db::{Db, Result};
use crate::tags::{self, Tag};
use crate::who::Viewer;
use crate::{fetch_all, row};
use statement::{Statement, cursor, fetch};
use std::collections::BTreeMap;
use types::boards::Level;
use types::topics::{Kind, PAGE, Sort, Status, Visibility};
use types::{Instant, Lang, TopicId, Translations};

/// Which topics, in which order, from where.
#[derive(Clone, Debug, PartialEq)]
pub struct Filter {
    pub kind: Option<Kind>,
    /// A board's slug.
    pub board: Option<String>,
    pub status: Option<Status>,
    /// A product's slug.
    pub product: Option<String>,
    /// A tag's slug.
    pub tag: Option<String>,
    /// Only what the viewer follows or voted for; of a visitor nothing.
    pub mine: bool,
    /// Leaves out what is pinned, because the page shows it above.
    pub unpinned: bool,
    pub sort: Sort,
    /// Where the page before ended, as [`Page::next`] said.
    pub after: Option<String>,
    /// Most topics.
    pub limit: usize,
}

impl Default for Filter {
    fn default() -> Self {
        Self {
            kind: None,
            board: None,
            status: None,
            product: None,
            tag: None,
            mine: false,
            unpinned: false,
            sort: Sort::Trending,
            after: None,
            limit: PAGE,
        }
    }
}

impl Filter {
    /// Whether everything is listed.
    pub const fn is_everything(&self) -> bool {
        let narrow = self.kind.is_some() || self.board.is_some() || self.status.is_some() || self.product.is_some() || self.tag.is_some();
        !narrow && !self.mine && matches!(self.sort, Sort::Trending | Sort::Newest | Sort::MostVoted)
    }
}

/// One page of a list.
#[derive(Clone, Debug, Default)]
pub struct Page {
    pub topics: Vec<Listed>,
    /// The tags of those topics, by the topic's id.
    pub tags: BTreeMap<TopicId, Vec<Tag>>,
    /// What `after` is for the next page, if there is one.
    pub next: Option<String>,
}

row! {
    /// A topic as a list shows it.
    pub struct Listed {
        pub id: TopicId,
        pub number: i64,
        pub kind: Kind,
        pub status: Option<Status>,
        pub title: String,
        pub slug: String,
        pub gist: String,
        pub lang: Lang,
        pub votes: i64,
        pub voted: bool,
        pub replies: i64,
        pub heat: f64,
        pub answered: Option<i64>,
        /// The member whose reply was accepted; none where the team answered.
        pub accepted_of: Option<String>,
        /// For the team: whether the author has said what they were asked for, so that it is the team's turn.
        pub informed: bool,
        pub locked: Option<i64>,
        /// For the author and the team alone, waiting, or hidden, where it is not for everybody.
        pub visibility: Visibility,
        pub created: Instant,
        pub board_name: String,
        pub board_names: Translations,
        pub view_level: Level,
        pub vote_level: Level,
        pub product_name: Option<String>,
        pub product_slug: Option<String>,
    }

    /// A pinned topic as a list shows it above all others.
    pub struct Pinned {
        pub number: i64,
        pub kind: Kind,
        pub title: String,
        pub slug: String,
        pub lang: Lang,
        pub replies: i64,
    }
}

/// One page of the topics that a viewer may see.
pub async fn list(db: &Db, viewer: &Viewer, filter: &Filter) -> Result<Page> {
    let statement = Statement::page(viewer, filter);
    let mut topics = fetch(db.read().await?.conn(), statement).await?;
    let more = topics.len() > filter.limit;
    topics.truncate(filter.limit);
    let next = topics.last().filter(|_| more).map(|last| cursor(filter.sort, last));
    let ids: Vec<TopicId> = topics.iter().map(|t| t.id).collect();
    Ok(Page {
        tags: tags::of_topics(db, viewer.brand().id, &ids).await?,
        topics,
        next,
    })
}

/// What is pinned in sight of everybody who is as near to the brand, newest pin first.
pub async fn pinned(db: &Db, viewer: &Viewer) -> Result<Vec<Pinned>> {
    let sql = concat!(
        "SELECT t.number, t.kind, t.title, t.slug, t.lang, t.replies FROM topics t CROSS JOIN boards b \
         WHERE b.brand_id = t.brand_id AND b.id = t.board_id AND t.brand_id = $1 AND t.pinned IS NOT NULL AND t.visibility = 'public' AND ",
        crate::visible_to!("t"),
        " ORDER BY t.pinned DESC, t.id DESC LIMIT 25"
    );
    let (brand, level, nobody) = (viewer.brand().id.0, viewer.rank(), 0_i64);
    Ok(fetch_all!(db.read().await?, Pinned, sql, brand, level, nobody)?)
}

#[cfg(test)]
use statement::{plan, postgres_plan};

#[cfg(test)]
mod tests;
