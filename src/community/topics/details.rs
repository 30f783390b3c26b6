//! What only the author of a topic and the team read: how bad it is, which piece it is, since when, where it was bought.

use crate::db::{Db, Result, Tx};
use crate::who::{Member, Viewer};
use crate::{execute, fetch_optional, row, visible_to};
use types::TopicId;
use types::topics::{NewTopic, Severity};

row! {
    /// The details of a topic; empty where nothing was said.
    pub struct Details {
        pub severity: Option<Severity>,
        pub serial: String,
        pub since: String,
        pub bought: String,
    }
}

/// Keeps what was said, if anything was.
pub(super) async fn keep(tx: &mut Tx, member: &Member, topic: TopicId, new: &NewTopic) -> Result<()> {
    if !new.has_details() {
        return Ok(());
    }
    let severity = Severity::parse(&new.severity).map(Severity::as_str);
    let sql = "INSERT INTO details (brand_id, topic_id, severity, serial, since, bought) VALUES ($1, $2, $3, $4, $5, $6)";
    let (serial, since, bought) = (new.serial.trim(), new.since.trim(), new.bought.trim());
    execute!(tx, sql, member.brand().0, topic.0, severity, serial, since, bought)?;
    Ok(())
}

/// The details of a topic, to its author and the team. Whoever only keeps order reads none.
pub async fn details(db: &Db, viewer: &Viewer, topic: TopicId) -> Result<Option<Details>> {
    let sql = concat!(
        "SELECT d.severity, d.serial, d.since, d.bought FROM details d JOIN topics t ON t.brand_id = d.brand_id AND t.id = d.topic_id \
         JOIN boards b ON b.brand_id = t.brand_id AND b.id = t.board_id \
         WHERE d.brand_id = $1 AND d.topic_id = $4 AND (t.author_id = $3 OR $5) AND ",
        visible_to!("t")
    );
    let (brand, level, me) = (viewer.brand().id.0, viewer.rank(), viewer.id_or_zero());
    let found = fetch_optional!(db.read().await?, Details, sql, brand, level, me, topic.0, viewer.team().is_ok())?;
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{self, NOW};
    use crate::topics;
    use types::members::Role;
    use types::topics::Visibility;
    use types::{Error, Lang};

    fn problem(private: bool) -> NewTopic {
        NewTopic {
            kind: "problem".into(),
            severity: "dangerous".into(),
            serial: " T-4711-0815 ".into(),
            since: "since Tuesday".into(),
            bought: "the market".into(),
            private,
            ..testing::idea("The handle came off hot")
        }
    }

    crate::on_both_engines! {
        async fn details_are_for_the_author_and_the_team_and_not_for_who_keeps_order(db: Db) {
            let brand = testing::brand(&db, "drumlin").await;
            let isla = testing::member(&db, &brand, "isla", Role::Member).await;
            let number = topics::propose(&db, &isla, problem(false), Lang::En, NOW).await.unwrap();
            let visitor = testing::visitor(&db, &brand).await;
            let topic = topics::read(&db, &visitor, number).await.unwrap();
            assert!(details(&db, &visitor, topic.id).await.unwrap().is_none());
            for (handle, role, reads) in [
                ("maud", Role::Member, false),
                ("mo", Role::Moderator, false),
                ("ewan", Role::Team, true),
                ("obi", Role::Admin, true),
            ] {
                let member = testing::member(&db, &brand, handle, role).await;
                let viewer = testing::viewer_of(&db, &brand, &member).await;
                assert_eq!(details(&db, &viewer, topic.id).await.unwrap().is_some(), reads, "{handle}");
            }
            let own = details(&db, &testing::viewer_of(&db, &brand, &isla).await, topic.id).await.unwrap().unwrap();
            assert_eq!((own.serial.as_str(), own.severity), ("T-4711-0815", Some(Severity::Dangerous)));
        }

        async fn a_private_problem_is_found_by_its_author_and_the_team_alone(db: Db) {
            let brand = testing::brand(&db, "drumlin").await;
            let isla = testing::member(&db, &brand, "isla", Role::Member).await;
            let maud = testing::member(&db, &brand, "maud", Role::Member).await;
            let ewan = testing::member(&db, &brand, "ewan", Role::Team).await;
            let number = topics::propose(&db, &isla, problem(true), Lang::En, NOW).await.unwrap();
            for (member, reads) in [(&isla, true), (&maud, false), (&ewan, true)] {
                let viewer = testing::viewer_of(&db, &brand, member).await;
                let read = topics::read(&db, &viewer, number).await;
                assert_eq!(read.as_ref().is_ok_and(|t| t.visibility == Visibility::Private), reads, "{}", member.name);
            }
            assert!(topics::read(&db, &testing::visitor(&db, &brand).await, number).await.is_err());
        }

        async fn a_topic_is_about_a_product_that_is_still_sold(db: Db) {
            let brand = testing::brand(&db, "drumlin").await;
            let admin = testing::admin(&db, &brand).await;
            let sold = types::products::NewProduct { name: "Ridge 2".into(), model: String::new() };
            crate::products::create(&db, &admin, sold, NOW).await.unwrap();
            let about = || NewTopic { product: "ridge-2".into(), ..testing::idea("A sleeve for bent poles") };
            topics::propose(&db, &admin, about(), Lang::En, NOW).await.unwrap();
            let sql = "SELECT COUNT(*) FROM topics t JOIN products p ON p.id = t.product_id AND p.slug = 'ridge-2'";
            assert_eq!(crate::fetch_one!(db.read().await.unwrap(), (i64,), sql).unwrap().0, 1);
            crate::products::retire(&db, &admin, "ridge-2", true, NOW).await.unwrap();
            let late = NewTopic { title: "Another one about it".into(), ..about() };
            let error: Error = topics::propose(&db, &admin, late, Lang::En, NOW).await.unwrap_err().into();
            assert_eq!(error, Error::invalid("product", "product-gone"));
        }
    }
}
