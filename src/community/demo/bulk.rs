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

/// Topics that one transaction writes.
const CHUNK: i64 = 5_000;

/// Fills the first brand up to so many topics, with ten replies and ten votes each, by its first sixteen members: what a large brand's
/// tables look like. Written by the engine itself, past every rule: for benchmarks alone.
pub async fn grow(db: &Db, to: i64, now: Instant) -> Result<()> {
    let brand = brands::open(db).await?.into_iter().next().ok_or(Error::NotFound)?.id;
    loop {
        let sql = "SELECT next_topic FROM brands WHERE id = $1";
        let (from,) = crate::fetch_one!(db.read().await?, (i64,), sql, brand.0)?;
        if from > to {
            return Ok(());
        }
        let until = (from + CHUNK).min(to + 1);
        db.write((brand, from, until, now), |tx, (brand, from, until, now)| {
            Box::pin(async move {
                for sql in GROWN {
                    crate::execute!(tx, sql, brand.0, *from, *until, now.0)?;
                }
                let sql = "UPDATE brands SET next_topic = $2 WHERE id = $1";
                crate::execute!(tx, sql, brand.0, *until)?;
                Ok(())
            })
        })
        .await?;
    }
}

/// Topics from number `$2` to before `$3`, each a minute older than the next one, their replies and their votes. Every fifth waits for an answer.
const GROWN: [&str; 3] = [
    "INSERT INTO topics (brand_id, number, board_id, author_id, kind, visibility, status, title, slug, body, html, renderer, gist, lang, votes, replies, \
        heat, created, changed, answered) \
        WITH RECURSIVE n(i) AS (SELECT CAST($2 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i + 1 < $3) \
        SELECT $1, i, (SELECT MIN(id) FROM boards WHERE brand_id = $1) + i % 5, (SELECT MIN(id) FROM memberships WHERE brand_id = $1) + i % 16, \
        CASE i % 3 WHEN 0 THEN 'idea' WHEN 1 THEN 'problem' ELSE 'discussion' END, 'public', \
        CASE i % 3 WHEN 0 THEN CASE WHEN i % 5 = 0 THEN 'new' ELSE 'planned' END WHEN 1 THEN CASE WHEN i % 5 = 0 THEN 'new' ELSE 'confirmed' END END, \
        'Something that was said here, number ' || i, 'something-that-was-said-here', 'A text of two sentences. It says what happened, and when.', \
        '<p>A text of two sentences. It says what happened, and when.</p>', 1, 'A text of two sentences. It says what happened, and when.', 'en', 10, 10, \
        (i * 7919 % 1000003) / 1000.0, $4 - 60000000 * (2000000 - i), $4 - 60000000 * (2000000 - i), \
        CASE WHEN i % 3 < 2 AND i % 5 > 0 THEN $4 - 60000000 * (2000000 - i) + 1000000 END FROM n",
    "INSERT INTO replies (brand_id, topic_id, author_id, visibility, body, html, renderer, lang, created) \
        WITH RECURSIVE m(j) AS (SELECT CAST(0 AS BIGINT) UNION ALL SELECT j + 1 FROM m WHERE j < 9) \
        SELECT $1, t.id, (SELECT MIN(id) FROM memberships WHERE brand_id = $1) + (t.number + j) % 16, 'public', 'The same here, since the rain.', \
        '<p>The same here, since the rain.</p>', 1, 'en', t.created + j + 1 FROM topics t CROSS JOIN m \
        WHERE t.brand_id = $1 AND t.number >= $2 AND t.number < $3 AND $4 > 0",
    "INSERT INTO votes (brand_id, topic_id, member_id, created) \
        WITH RECURSIVE m(j) AS (SELECT CAST(0 AS BIGINT) UNION ALL SELECT j + 1 FROM m WHERE j < 9) \
        SELECT $1, t.id, (SELECT MIN(id) FROM memberships WHERE brand_id = $1) + (t.number + j) % 16, t.created + j + 1 FROM topics t CROSS JOIN m \
        WHERE t.brand_id = $1 AND t.number >= $2 AND t.number < $3 AND $4 > 0",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::{self, Extent};
    use crate::fetch_one;
    use crate::testing::NOW;

    crate::on_both_engines! {
        async fn a_grown_brand_has_counters_that_equal_its_rows(db: Db) {
            demo::seed(&db, "square in front of a house", Extent::First, NOW).await.unwrap();
            for to in [100, 6_000] {
                grow(&db, to, NOW).await.unwrap();
                let sql = "SELECT COUNT(*), CAST(SUM(votes) AS BIGINT), CAST(SUM(replies) AS BIGINT) FROM topics";
                let (topics, votes, replies) = fetch_one!(db.read().await.unwrap(), (i64, i64, i64), sql).unwrap();
                let sql = "SELECT (SELECT COUNT(*) FROM votes), (SELECT COUNT(*) FROM replies WHERE visibility = 'public')";
                let rows = fetch_one!(db.read().await.unwrap(), (i64, i64), sql).unwrap();
                assert_eq!((topics, (votes, replies)), (to + 14, rows), "the other brand has fourteen");
            }
        }
    }
}
