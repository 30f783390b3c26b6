//! Something to vote on in a benchmark.

use crate::db::{Db, Result};
use crate::{boards, brands, topics, who};
use types::topics::{Kind, NewTopic};
use types::{Error, Instant};

/// As many more topics in the first brand, by its first member, one line each: something to vote on in a benchmark.
pub async fn bulk(db: &Db, count: usize, now: Instant) -> Result<()> {
    let brand = brands::open(db).await?.into_iter().next().ok_or(Error::NotFound)?;
    let sql = "SELECT account_id FROM memberships WHERE brand_id = $1 AND account_id IS NOT NULL ORDER BY id LIMIT 1";
    let account = crate::fetch_one!(db.read().await?, (i64,), sql, brand.id.0)?.0;
    let viewer = who::viewer(db, &brand, Some(types::AccountId(account))).await?;
    let board = boards::list(db, &viewer)
        .await?
        .into_iter()
        .find(|b| b.kinds.contains(&Kind::Idea))
        .ok_or(Error::NotFound)?;
    for n in 0..count {
        let title = format!("Something to vote on, number {n}");
        let new = NewTopic {
            kind: "idea".into(),
            board: board.slug.clone(),
            title,
            body: "A line of text, so that a list has one.".into(),
            ..NewTopic::default()
        };
        topics::propose(db, viewer.member()?, new, brand.language(), now.plus_seconds(-86_400)).await?;
    }
    Ok(())
}
