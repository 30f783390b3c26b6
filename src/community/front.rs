//! What a brand's home page tells beside its conversations: what became of them lately, and who answers.

use crate::db::{Db, Result};
use crate::who::Viewer;
use crate::{fetch_all, row};
use types::members::Role;
use types::topics::Kind;
use types::{Instant, Lang};

/// Topics of each part.
const MOST: i64 = 3;
/// People who are named.
const ANSWERERS: i64 = 8;

row! {
    /// A topic with the answer that it was given in the brand's name.
    pub struct Told {
        pub number: i64,
        pub slug: String,
        pub title: String,
        pub kind: Kind,
        pub lang: Lang,
        pub votes: i64,
        pub created: Instant,
        pub answered: Instant,
        /// Empty where they have left.
        pub author: String,
        pub author_number: i64,
        pub product: Option<String>,
        pub answer: String,
        pub answer_lang: Lang,
        pub teller: String,
        pub teller_number: i64,
        pub teller_role: Role,
        pub teller_title: Option<String>,
        pub teller_picture: Option<i64>,
    }

    /// Somebody who answers in the brand's name.
    pub struct Answerer {
        pub name: String,
        pub number: i64,
        pub role: Role,
        pub title: Option<String>,
        pub picture_id: Option<i64>,
    }
}

/// Topics whose answer on top is the staff's, as everybody may read them who is as near to the brand as `$2`.
macro_rules! told {
    ($which:literal) => {
        concat!(
            "SELECT t.number, t.slug, t.title, t.kind, t.lang, t.votes, t.created, t.answered, m.name AS author, m.number AS author_number, \
             p.name AS product, r.body AS answer, r.lang AS answer_lang, a.name AS teller, a.number AS teller_number, a.role AS teller_role, \
             a.title AS teller_title, a.picture_id AS teller_picture FROM topics t CROSS JOIN boards b \
             CROSS JOIN replies r CROSS JOIN memberships a CROSS JOIN memberships m LEFT JOIN products p ON p.brand_id = t.brand_id AND p.id = t.product_id \
             WHERE b.brand_id = t.brand_id AND b.id = t.board_id AND b.view_level <= $2 AND r.brand_id = t.brand_id AND r.id = t.answer_id \
             AND r.visibility = 'public' AND a.brand_id = r.brand_id AND a.id = r.author_id AND a.role <> 'member' AND m.brand_id = t.brand_id \
             AND m.id = t.author_id AND t.brand_id = $1 AND t.answered IS NOT NULL AND t.visibility = 'public' AND ",
            $which,
            " ORDER BY t.answered DESC, t.id DESC LIMIT $3"
        )
    };
}

/// What there is now because somebody wrote it, newest first.
pub async fn delivered(db: &Db, viewer: &Viewer) -> Result<Vec<Told>> {
    let sql = concat!(
        "SELECT * FROM (SELECT * FROM (",
        told!("t.status = 'delivered'"),
        ") shipped UNION ALL SELECT * FROM (",
        told!("t.status = 'fixed'"),
        ") mended) made ORDER BY answered DESC LIMIT $3"
    );
    Ok(fetch_all!(db.read().await?, Told, sql, viewer.brand().id.0, viewer.rank(), MOST)?)
}

/// What was answered last and is not done yet.
pub async fn lately(db: &Db, viewer: &Viewer) -> Result<Vec<Told>> {
    let sql = told!("(t.status IS NULL OR t.status NOT IN ('delivered', 'fixed'))");
    Ok(fetch_all!(db.read().await?, Told, sql, viewer.brand().id.0, viewer.rank(), MOST)?)
}

/// The plus keeps SQLite from going through all members in the order of their ids: the team comes by its index.
const ANSWERED: &str = "SELECT m.name, m.number, m.role, m.title, m.picture_id FROM memberships m WHERE m.brand_id = $1 \
    AND m.role IN ('team', 'admin') AND m.gone IS NULL AND EXISTS (SELECT 1 FROM replies r CROSS JOIN topics t CROSS JOIN boards b \
    WHERE r.brand_id = m.brand_id AND r.author_id = m.id AND r.visibility = 'public' AND t.brand_id = r.brand_id AND t.id = r.topic_id \
    AND t.visibility = 'public' AND b.brand_id = t.brand_id AND b.id = t.board_id AND b.view_level <= $2) ORDER BY +m.id LIMIT $3";

/// The team, as far as it has spoken where everybody may read it who is as near to the brand.
pub async fn answerers(db: &Db, viewer: &Viewer) -> Result<Vec<Answerer>> {
    Ok(fetch_all!(
        db.read().await?,
        Answerer,
        ANSWERED,
        viewer.brand().id.0,
        viewer.rank(),
        ANSWERERS
    )?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::{self, Extent};
    use crate::testing::{self, NOW};
    use crate::{brands, execute, replies, topics, who};
    use types::boards::Level;
    use types::replies::NewReply;

    crate::on_both_engines! {
        async fn the_front_tells_of_what_is_public_and_answered_by_the_team(db: Db) {
            demo::seed(&db, "square in front of a house", Extent::First, NOW).await.unwrap();
            let drumlin = brands::by_slug(&db, "drumlin").await.unwrap();
            let visitor = who::viewer(&db, &drumlin, None).await.unwrap();
            let made = delivered(&db, &visitor).await.unwrap();
            let titles: Vec<_> = made.iter().map(|t| t.title.as_str()).collect();
            assert_eq!(titles, ["Print the pitching diagram inside the stuff sack", "Haul 55 load lifter buckle broke at minus twenty-five"]);
            let last = lately(&db, &visitor).await.unwrap();
            assert!(last.is_sorted_by(|a, b| a.answered >= b.answered) && last.len() == 3);
            assert!(last.iter().all(|t| !titles.contains(&t.title.as_str()) && t.teller_role.is_staff()));
            let named: Vec<_> = answerers(&db, &visitor).await.unwrap().into_iter().map(|a| a.name).collect();
            assert_eq!(named, ["Ewan Birkett", "Ruth Tolland", "Obi Achebe"]);
            let hide = |sql: &'static str| db.write(sql, |tx, sql| Box::pin(async move { Ok(execute!(tx, *sql)?) }));
            hide("UPDATE topics SET visibility = 'private' WHERE status = 'fixed'").await.unwrap();
            hide("UPDATE boards SET view_level = 4").await.unwrap();
            assert!(delivered(&db, &visitor).await.unwrap().is_empty() && lately(&db, &visitor).await.unwrap().is_empty());
        }

        async fn who_spoke_only_behind_doors_is_not_named(db: Db) {
            let brand = testing::brand(&db, "drumlin").await;
            testing::narrow_board(&db, &brand, "house", Level::Employees).await;
            let isla = testing::member(&db, &brand, "isla", Role::Member).await;
            let ewan = testing::member(&db, &brand, "ewan", Role::Team).await;
            let number = topics::propose(&db, &isla, testing::idea("A sleeve for bent poles"), Lang::En, NOW).await.unwrap();
            let topic = topics::read(&db, &testing::viewer_of(&db, &brand, &isla).await, number).await.unwrap().id;
            let said = NewReply { reply: "We will sew one.".into(), ..NewReply::default() };
            replies::reply(&db, &ewan, topic, said, Lang::En, NOW).await.unwrap();
            let named = async || answerers(&db, &testing::visitor(&db, &brand).await).await.unwrap().len();
            let run = |sql: &'static str| db.write(sql, |tx, sql| Box::pin(async move { Ok(execute!(tx, *sql)?) }));
            assert_eq!(named().await, 1);
            for (door, open) in [
                ("UPDATE topics SET board_id = (SELECT id FROM boards WHERE slug = 'house')", "UPDATE topics SET board_id = (SELECT id FROM boards WHERE slug = 'ideas')"),
                ("UPDATE topics SET visibility = 'private'", "UPDATE topics SET visibility = 'public'"),
                ("UPDATE topics SET visibility = 'held'", "UPDATE topics SET visibility = 'public'"),
                ("UPDATE topics SET visibility = 'hidden'", "UPDATE topics SET visibility = 'public'"),
                ("UPDATE replies SET visibility = 'hidden'", "UPDATE replies SET visibility = 'public'"),
            ] {
                run(door).await.unwrap();
                assert_eq!(named().await, 0, "{door}");
                run(open).await.unwrap();
                assert_eq!(named().await, 1, "{open}");
            }
        }

        async fn the_team_is_read_by_its_own_index(db: Db) {
            let Db::Sqlite { readers, .. } = &db else { return };
            let plan: Vec<(i64, i64, i64, String)> =
                sqlx::query_as(&format!("EXPLAIN QUERY PLAN {ANSWERED}")).bind(1).bind(0).bind(8).fetch_all(&mut *readers.lend().await.unwrap()).await.unwrap();
            let steps: Vec<_> = plan.iter().map(|step| step.3.as_str()).collect();
            assert!(steps.iter().any(|s| s.contains("m USING INDEX memberships_of_staff (brand_id=? AND role=?")), "{steps:#?}");
            assert!(!steps.iter().any(|s| s.contains("SCAN")), "{steps:#?}");
        }
    }
}
