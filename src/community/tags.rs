//! Tags: words by which the staff sorts topics. One is made when it is first used, and goes when nothing bears it any more.

use crate::db::{Conn, Db, Result, Tx};
use crate::topics;
use crate::who::{Member, Viewer};
use crate::{execute, fetch_all, fetch_one, row, visible_to};
use std::collections::BTreeMap;
use std::sync::LazyLock;
use types::tags::{Chosen, NewTags};
use types::{BrandId, Instant, TopicId};

/// Topics whose tags are read at once.
const AT_ONCE: usize = types::topics::PAGE;

row! {
    /// A tag of a brand.
    pub struct Tag {
        pub slug: String,
        pub name: String,
    }

    /// A tag of one of several topics.
    pub struct Borne {
        pub topic_id: TopicId,
        pub slug: String,
        pub name: String,
    }
}

/// The tags that something bears which everybody may see who is as near to the brand, by name.
pub async fn list(db: &Db, viewer: &Viewer) -> Result<Vec<Tag>> {
    let sql = concat!(
        "SELECT g.slug, g.name FROM tags g WHERE g.brand_id = $1 AND EXISTS (SELECT 1 FROM topic_tags k CROSS JOIN topics t CROSS JOIN boards b \
         WHERE k.brand_id = $1 AND k.tag_id = g.id AND t.brand_id = $1 AND t.id = k.topic_id AND b.brand_id = $1 AND b.id = t.board_id AND ",
        visible_to!("t"),
        ") ORDER BY LOWER(g.name), g.id"
    );
    let (brand, level, nobody) = (viewer.brand().id.0, viewer.rank(), 0_i64);
    Ok(fetch_all!(db.read().await?, Tag, sql, brand, level, nobody)?)
}

/// The tags of topics that were read through their viewer, by name.
pub async fn of_topics(db: &Db, brand: BrandId, topics: &[TopicId]) -> Result<BTreeMap<TopicId, Vec<Tag>>> {
    let mut found: BTreeMap<TopicId, Vec<Tag>> = BTreeMap::new();
    for some in topics.chunks(AT_ONCE) {
        for Borne { topic_id, slug, name } in borne(db, brand, some).await? {
            found.entry(topic_id).or_default().push(Tag { slug, name });
        }
    }
    Ok(found)
}

/// Always as many binds, those left over 0, which is nobody's id: one statement for every page.
async fn borne(db: &Db, brand: BrandId, topics: &[TopicId]) -> Result<Vec<Borne>> {
    static SQL: LazyLock<String> = LazyLock::new(|| {
        let binds = (2..AT_ONCE + 2).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ");
        format!(
            "SELECT k.topic_id, g.slug, g.name FROM topic_tags k JOIN tags g ON g.brand_id = k.brand_id AND g.id = k.tag_id \
             WHERE k.brand_id = $1 AND k.topic_id IN ({binds}) ORDER BY LOWER(g.name), g.id"
        )
    });
    let ids = topics.iter().map(|t| t.0).chain(std::iter::repeat(0)).take(AT_ONCE);
    Ok(match db.read().await?.conn() {
        Conn::Sqlite(c) => {
            let query = sqlx::query_as::<sqlx::Sqlite, Borne>(&SQL).bind(brand.0);
            let done = ids.fold(query, sqlx::query::QueryAs::bind).fetch_all(c.running()).await;
            c.settled();
            done?
        }
        Conn::Postgres(c) => {
            let query = sqlx::query_as::<sqlx::Postgres, Borne>(&SQL).bind(brand.0);
            ids.fold(query, sqlx::query::QueryAs::bind).fetch_all(c).await?
        }
    })
}

/// The tags of one topic that was read through its viewer, by name.
pub async fn of_topic(db: &Db, brand: BrandId, topic: TopicId) -> Result<Vec<Tag>> {
    Ok(of_topics(db, brand, &[topic]).await?.remove(&topic).unwrap_or_default())
}

/// Has a topic bear these tags and no others. For the team and the moderators.
pub async fn set(db: &Db, viewer: &Viewer, topic: TopicId, new: &NewTags, now: Instant) -> Result<()> {
    let (staff, chosen) = (viewer.staff()?, new.validate()?);
    db.write((staff, topic, chosen, now), |tx, (staff, topic, chosen, now)| {
        Box::pin(async move {
            // Two who tag at once would each make the same new tag.
            let sql = format!("SELECT id FROM brands WHERE id = $1{}", tx.for_update());
            fetch_one!(tx, (i64,), &sql, staff.brand().0)?;
            let topic = topics::for_write(tx, staff, *topic).await?.id;
            let sql = "DELETE FROM topic_tags WHERE brand_id = $1 AND topic_id = $2";
            execute!(tx, sql, staff.brand().0, topic.0)?;
            for tag in chosen {
                bear(tx, staff, topic, tag, *now).await?;
            }
            forget_unused(tx, staff.brand()).await
        })
    })
    .await
}

/// Who writes a tag otherwise means the one that there is: its first name stays.
async fn bear(tx: &mut Tx, staff: &Member, topic: TopicId, tag: &Chosen, now: Instant) -> Result<()> {
    let brand = staff.brand().0;
    let sql = "INSERT INTO tags (brand_id, slug, name, created) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
    execute!(tx, sql, brand, &tag.slug, &tag.name, now.0)?;
    let sql = "INSERT INTO topic_tags (brand_id, tag_id, topic_id, heat, created, votes, answered) \
        SELECT t.brand_id, g.id, t.id, t.heat, t.created, t.votes, t.answered FROM topics t JOIN tags g ON g.brand_id = t.brand_id \
        WHERE t.brand_id = $1 AND t.id = $2 AND g.slug = $3";
    execute!(tx, sql, brand, topic.0, &tag.slug)?;
    Ok(())
}

async fn forget_unused(tx: &mut Tx, brand: BrandId) -> Result<()> {
    let sql = "DELETE FROM tags WHERE brand_id = $1 AND NOT EXISTS \
        (SELECT 1 FROM topic_tags k WHERE k.brand_id = tags.brand_id AND k.tag_id = tags.id)";
    execute!(tx, sql, brand.0)?;
    Ok(())
}

#[cfg(test)]
mod tests;
