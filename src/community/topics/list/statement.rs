//! A list's SQL, put together of constant pieces with numbered binds.

use super::{Filter, Listed};
use crate::db::{Conn, Result};
use crate::visible_to;
use crate::who::Viewer;
use types::topics::{Sort, Status};

/// A value that stands behind a number in the statement.
#[derive(Clone, Debug)]
pub enum Bind {
    Number(i64),
    Float(f64),
    Text(String),
}

/// A statement and its binds.
#[derive(Clone, Debug)]
pub struct Statement {
    pub sql: String,
    pub binds: Vec<Bind>,
}

/// Whether the author has replied since the team asked for something.
const INFORMED: &str = "CASE WHEN t.status = 'needs_information' THEN EXISTS (SELECT 1 FROM events e WHERE e.brand_id = $1 AND e.topic_id = t.id \
    AND e.kind = 'informed' AND e.undone IS NULL AND NOT EXISTS (SELECT 1 FROM events n WHERE n.brand_id = $1 AND n.topic_id = t.id \
    AND n.kind IN ('status', 'answer') AND n.undone IS NULL AND n.id > e.id)) ELSE (1 = 0) END";

impl Statement {
    /// One page and one topic more.
    pub fn page(viewer: &Viewer, filter: &Filter) -> Self {
        let voted = if viewer.as_member().is_some() {
            "EXISTS (SELECT 1 FROM votes v WHERE v.brand_id = $1 AND v.topic_id = t.id AND v.member_id = $3)"
        } else {
            "(1 = 0)"
        };
        let informed = if viewer.team().is_ok() { INFORMED } else { "(1 = 0)" };
        let select = format!(
            "SELECT t.id, t.number, t.kind, t.status, t.title, t.slug, t.gist, t.lang, t.votes, {voted} AS voted, t.replies, t.heat, \
             t.answered, \
             CASE WHEN t.kind = 'question' AND t.answer_id IS NOT NULL THEN (SELECT m.name FROM replies a JOIN memberships m ON m.brand_id = a.brand_id AND m.id = a.author_id \
             WHERE a.brand_id = $1 AND a.id = t.answer_id AND m.role = 'member') END AS accepted_of, {informed} AS informed, t.locked, t.visibility, t.created, b.name AS board_name, b.names AS board_names, b.view_level, b.vote_level, p.name AS product_name, p.slug AS product_slug"
        );
        let mut statement = Self::of(&select, viewer, viewer.id_or_zero(), filter, true);
        let (key, id) = order(filter);
        if let Some((bind, last)) = filter.after.as_deref().and_then(|after| position(filter.sort, after)) {
            statement.add(&format!(" AND ({key}, {id}) < (?, "), bind);
            statement.add("?)", Bind::Number(last));
        }
        let most = filter.limit + 1;
        statement.sql.push_str(&format!(" ORDER BY {key} DESC, {id} DESC LIMIT {most}"));
        statement
    }

    /// How many there are for this member (0: for whoever is as near to the brand), counted up to `most`.
    pub fn count(viewer: &Viewer, member: i64, filter: &Filter, most: i64) -> Self {
        let mut statement = Self::of("SELECT COUNT(*) FROM (SELECT 1", viewer, member, filter, false);
        statement.sql.push_str(&format!(" LIMIT {most}) counted"));
        statement
    }

    /// `CROSS JOIN` keeps SQLite from starting at the boards, which would cost it the index's order.
    fn of(select: &str, viewer: &Viewer, member: i64, filter: &Filter, with_product: bool) -> Self {
        let product = if with_product {
            " LEFT JOIN products p ON p.brand_id = t.brand_id AND p.id = t.product_id"
        } else {
            ""
        };
        let from = if filter.tag.is_some() {
            "topic_tags k CROSS JOIN topics t CROSS JOIN boards b"
        } else {
            "topics t CROSS JOIN boards b"
        };
        let level = viewer.rank();
        let mut statement = Self {
            sql: format!(
                "{select} FROM {from}{product} WHERE b.brand_id = t.brand_id AND b.id = t.board_id AND t.brand_id = $1 AND {}",
                visible_to!("t")
            ),
            binds: vec![Bind::Number(viewer.brand().id.0), Bind::Number(level), Bind::Number(member)],
        };
        statement.narrow(filter);
        statement
    }

    /// The terms of the partial indexes stand here as they stand in the migrations: an engine uses them only then.
    fn narrow(&mut self, filter: &Filter) {
        if let Some(tag) = &filter.tag {
            self.sql.push_str(" AND t.id = k.topic_id AND k.brand_id = $1");
            let piece = " AND k.tag_id = (SELECT g.id FROM tags g WHERE g.brand_id = $1 AND g.slug = ?)";
            self.add(piece, Bind::Text(tag.clone()));
        }
        if let Some(kind) = filter.kind {
            self.add(" AND t.kind = ?", Bind::Text(kind.as_str().into()));
        }
        if let Some(board) = &filter.board {
            let piece = " AND t.board_id = (SELECT f.id FROM boards f WHERE f.brand_id = $1 AND f.slug = ?)";
            self.add(piece, Bind::Text(board.clone()));
        }
        if let Some(status) = filter.status {
            self.add(" AND t.status = ?", Bind::Text(status.as_str().into()));
        }
        if let Some(product) = &filter.product {
            let piece = " AND t.product_id = (SELECT q.id FROM products q WHERE q.brand_id = $1 AND q.slug = ?)";
            self.add(piece, Bind::Text(product.clone()));
        }
        if filter.mine {
            self.sql.push_str(
                " AND t.id IN (SELECT v.topic_id FROM votes v WHERE v.brand_id = $1 AND v.member_id = $3 UNION ALL \
                 SELECT s.topic_id FROM subscriptions s WHERE s.brand_id = $1 AND s.member_id = $3 AND s.level <> 'nothing')",
            );
        }
        if filter.unpinned {
            self.sql.push_str(" AND (t.pinned IS NULL OR t.visibility <> 'public')");
        }
        match filter.sort {
            Sort::Trending | Sort::Newest | Sort::MostVoted => {}
            Sort::Answered if filter.tag.is_some() => self.sql.push_str(" AND k.answered IS NOT NULL"),
            Sort::Answered => self.sql.push_str(" AND t.answered IS NOT NULL"),
            Sort::Unanswered => {
                let open = format!(" AND t.answered IS NULL AND t.status IS NOT NULL AND t.status NOT IN ({})", over());
                self.sql.push_str(&open);
                if filter.tag.is_some() {
                    self.sql.push_str(" AND k.answered IS NULL");
                }
            }
        }
    }

    fn add(&mut self, piece: &str, bind: Bind) {
        self.binds.push(bind);
        self.sql.push_str(&piece.replace('?', &format!("${}", self.binds.len())));
    }
}

/// The statuses at which nobody waits for an answer any more.
fn over() -> String {
    let over = Status::ALL.iter().filter(|s| !s.votes_open() || **s == Status::Answered);
    over.map(|s| format!("'{s}'")).collect::<Vec<_>>().join(", ")
}

/// By which column, and by which id where that is equal.
const fn order(filter: &Filter) -> (&'static str, &'static str) {
    match (filter.sort, filter.tag.is_some()) {
        (Sort::Trending, false) => ("t.heat", "t.id"),
        (Sort::Newest | Sort::Unanswered, false) => ("t.created", "t.id"),
        (Sort::MostVoted, false) => ("t.votes", "t.id"),
        (Sort::Answered, false) => ("t.answered", "t.id"),
        (Sort::Trending, true) => ("k.heat", "k.topic_id"),
        (Sort::Newest | Sort::Unanswered, true) => ("k.created", "k.topic_id"),
        (Sort::MostVoted, true) => ("k.votes", "k.topic_id"),
        (Sort::Answered, true) => ("k.answered", "k.topic_id"),
    }
}

/// Where a row stands in an order, as it is written in an address: the sort key's bits and the id, both in base 16.
pub fn cursor(sort: Sort, last: &Listed) -> String {
    let key = match sort {
        Sort::Trending => last.heat.to_bits(),
        Sort::Newest | Sort::Unanswered => last.created.0.cast_unsigned(),
        Sort::MostVoted => last.votes.cast_unsigned(),
        Sort::Answered => last.answered.unwrap_or(0).cast_unsigned(),
    };
    format!("{key:x}-{:x}", last.id.0)
}

/// The position of an `after`; nothing for one that nobody was given, which then reads as the first page.
fn position(sort: Sort, after: &str) -> Option<(Bind, i64)> {
    let (key, id) = after.split_once('-')?;
    let key = u64::from_str_radix(key, 16).ok()?;
    let id = i64::from_str_radix(id, 16).ok()?;
    let bind = match sort {
        Sort::Trending => Bind::Float(Some(f64::from_bits(key)).filter(|heat| heat.is_finite())?),
        Sort::Newest | Sort::MostVoted | Sort::Answered | Sort::Unanswered => Bind::Number(key.cast_signed()),
    };
    Some((bind, id))
}

/// A query of a statement, its binds in place.
macro_rules! bound {
    ($engine:ty, $row:ty, $statement:ident, $sql:expr) => {
        $statement
            .binds
            .into_iter()
            .fold(sqlx::query_as::<$engine, $row>($sql), |query, bind| match bind {
                Bind::Number(n) => query.bind(n),
                Bind::Float(f) => query.bind(f),
                Bind::Text(t) => query.bind(t),
            })
    };
}

/// The topics of a page.
pub async fn fetch(conn: Conn<'_>, statement: Statement) -> Result<Vec<Listed>> {
    let sql = statement.sql;
    Ok(match conn {
        Conn::Sqlite(c) => {
            let done = bound!(sqlx::Sqlite, Listed, statement, &sql).fetch_all(c.running()).await;
            c.settled();
            done?
        }
        Conn::Postgres(c) => bound!(sqlx::Postgres, Listed, statement, &sql).fetch_all(c).await?,
    })
}

/// The number of a count.
pub async fn number(conn: Conn<'_>, statement: Statement) -> Result<i64> {
    let sql = statement.sql;
    let row: (i64,) = match conn {
        Conn::Sqlite(c) => {
            let done = bound!(sqlx::Sqlite, (i64,), statement, &sql).fetch_one(c.running()).await;
            c.settled();
            done?
        }
        Conn::Postgres(c) => bound!(sqlx::Postgres, (i64,), statement, &sql).fetch_one(c).await?,
    };
    Ok(row.0)
}

/// How SQLite goes about a list, line by line.
#[cfg(test)]
pub async fn plan(db: &crate::Db, viewer: &Viewer, filter: &Filter) -> Vec<String> {
    let crate::Db::Sqlite { readers, .. } = db else { return Vec::new() };
    let statement = Statement::page(viewer, filter);
    let sql = format!("EXPLAIN QUERY PLAN {}", statement.sql);
    let rows = bound!(sqlx::Sqlite, (i64, i64, i64, String), statement, &sql);
    rows.fetch_all(&mut *readers.lend().await.unwrap())
        .await
        .unwrap()
        .into_iter()
        .map(|r| r.3)
        .collect()
}

/// How PostgreSQL went about a list, as JSON.
#[cfg(test)]
pub async fn postgres_plan(db: &crate::Db, viewer: &Viewer, filter: &Filter) -> serde_json::Value {
    let crate::Db::Postgres(pool) = db else {
        return serde_json::Value::Null;
    };
    let statement = Statement::page(viewer, filter);
    let sql = format!("EXPLAIN (ANALYZE, FORMAT JSON) {}", statement.sql);
    let row = bound!(sqlx::Postgres, (serde_json::Value,), statement, &sql);
    row.fetch_one(pool).await.unwrap().0
}
