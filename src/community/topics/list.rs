//! Lists of topics: keyset pages, stable while others write.

use crate::db::{Conn, Db, Result};
use crate::who::Viewer;
use crate::{row, visible_to};
use types::boards::Level;
use types::topics::{Kind, PAGE, Sort, Status};
use types::{Instant, Lang, TopicId};

/// Which topics, in which order, from where.
#[derive(Clone, Debug, PartialEq)]
pub struct Filter {
    pub kind: Option<Kind>,
    /// A board's slug.
    pub board: Option<String>,
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
            sort: Sort::Trending,
            after: None,
            limit: PAGE,
        }
    }
}

/// One page of a list.
#[derive(Clone, Debug)]
pub struct Page {
    pub topics: Vec<Listed>,
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
        pub locked: Option<i64>,
        pub created: Instant,
        pub board_name: String,
        pub vote_level: Level,
    }
}

/// A value that stands behind a number in the statement.
enum Bind {
    Number(i64),
    Float(f64),
    Text(String),
}

/// One page of the topics that a viewer may see.
pub async fn list(db: &Db, viewer: &Viewer, filter: &Filter) -> Result<Page> {
    let (sql, binds) = statement(viewer, filter);
    let mut reader = db.read().await?;
    let mut topics = fetch(reader.conn(), &sql, binds).await?;
    let more = topics.len() > filter.limit;
    topics.truncate(filter.limit);
    let next = topics.last().filter(|_| more).map(|last| cursor(filter.sort, last));
    Ok(Page { topics, next })
}

/// `CROSS JOIN` keeps SQLite from starting at the boards, which would cost it the index's order.
fn statement(viewer: &Viewer, filter: &Filter) -> (String, Vec<Bind>) {
    let voted = if viewer.as_member().is_some() {
        "EXISTS (SELECT 1 FROM votes v WHERE v.brand_id = $1 AND v.topic_id = t.id AND v.member_id = $3)"
    } else {
        "(1 = 0)"
    };
    let mut sql = format!(
        "SELECT t.id, t.number, t.kind, t.status, t.title, t.slug, t.gist, t.lang, t.votes, {voted} AS voted, t.replies, t.heat, t.answered, \
         t.locked, t.created, b.name AS board_name, b.vote_level \
         FROM topics t CROSS JOIN boards b WHERE b.brand_id = t.brand_id AND b.id = t.board_id AND t.brand_id = $1 AND {}",
        visible_to!("t")
    );
    let mut binds = vec![
        Bind::Number(viewer.brand().id.0),
        Bind::Number(viewer.level().rank()),
        Bind::Number(viewer.id_or_zero()),
    ];
    let mut add = |piece: &str, bind: Bind, sql: &mut String| {
        binds.push(bind);
        sql.push_str(&piece.replace('?', &format!("${}", binds.len())));
    };
    if let Some(kind) = filter.kind {
        add(" AND t.kind = ?", Bind::Text(kind.as_str().into()), &mut sql);
    }
    if let Some(board) = &filter.board {
        add(
            " AND t.board_id = (SELECT f.id FROM boards f WHERE f.brand_id = $1 AND f.slug = ?)",
            Bind::Text(board.clone()),
            &mut sql,
        );
    }
    let column = match filter.sort {
        Sort::Trending => "heat",
        Sort::Newest => "created",
        Sort::MostVoted => "votes",
    };
    if let Some((key, id)) = filter.after.as_deref().and_then(|after| position(filter.sort, after)) {
        add(&format!(" AND (t.{column}, t.id) < (?, "), key, &mut sql);
        add("?)", Bind::Number(id), &mut sql);
    }
    sql.push_str(&format!(" ORDER BY t.{column} DESC, t.id DESC LIMIT {}", filter.limit + 1));
    (sql, binds)
}

/// Where a row stands in an order, as it is written in an address: the sort key's bits and the id, both in base 16.
fn cursor(sort: Sort, last: &Listed) -> String {
    let key = match sort {
        Sort::Trending => last.heat.to_bits(),
        Sort::Newest => last.created.0.cast_unsigned(),
        Sort::MostVoted => last.votes.cast_unsigned(),
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
        Sort::Newest | Sort::MostVoted => Bind::Number(key.cast_signed()),
    };
    Some((bind, id))
}

async fn fetch(conn: Conn<'_>, sql: &str, binds: Vec<Bind>) -> Result<Vec<Listed>> {
    macro_rules! on {
        ($engine:ty, $c:expr) => {{
            let query = binds
                .into_iter()
                .fold(sqlx::query_as::<$engine, Listed>(sql), |query, bind| match bind {
                    Bind::Number(n) => query.bind(n),
                    Bind::Float(f) => query.bind(f),
                    Bind::Text(t) => query.bind(t),
                });
            Ok(query.fetch_all($c).await?)
        }};
    }
    match conn {
        Conn::Sqlite(c) => on!(sqlx::Sqlite, c),
        Conn::Postgres(c) => on!(sqlx::Postgres, c),
    }
}

/// How SQLite goes about a list, line by line.
#[cfg(test)]
pub async fn plan(db: &Db, viewer: &Viewer, filter: &Filter) -> Vec<String> {
    let (sql, binds) = statement(viewer, filter);
    let Db::Sqlite { readers, .. } = db else { return Vec::new() };
    let sql = format!("EXPLAIN QUERY PLAN {sql}");
    let query = binds.into_iter().fold(
        sqlx::query_as::<sqlx::Sqlite, (i64, i64, i64, String)>(&sql),
        |query, bind| match bind {
            Bind::Number(n) => query.bind(n),
            Bind::Float(f) => query.bind(f),
            Bind::Text(t) => query.bind(t),
        },
    );
    query
        .fetch_all(readers)
        .await
        .unwrap_or_default()
        .into_iter()
        .map(|r| r.3)
        .collect()
}
