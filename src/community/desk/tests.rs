//! What holds of the log, on both engines.

use super::*;
use crate::testing::{self, NOW};
use serde_json::json;
use types::members::Role;

async fn many(db: &Db, brand: BrandId, actor: MemberId, count: i64) {
    db.write((brand, actor, count), |tx, (brand, actor, count)| {
        Box::pin(async move {
            for n in 0..*count {
                let entry = Entry {
                    brand: *brand,
                    actor: Some(*actor),
                    kind: "place-changed",
                    subject: Some(*actor),
                    details: json!({ "n": n }),
                };
                // Two of each instant: the id parts them.
                log(tx, entry, NOW.plus_seconds(n / 2)).await?;
            }
            Ok(())
        })
    })
    .await
    .unwrap();
}

crate::on_both_engines! {
    async fn the_log_is_read_newest_first_in_pages_without_gaps(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let obi = testing::member(&db, &brand, "obi", Role::Admin).await;
        let by = testing::viewer_of(&db, &brand, &obi).await.admin().unwrap();
        many(&db, brand.id, obi.id, 120).await;
        let (mut all, mut after) = (Vec::new(), None);
        loop {
            let (rows, next) = list(&db, &by, after.as_deref()).await.unwrap();
            assert!(rows.len() <= PAGE);
            all.extend(rows.into_iter().map(|r| r.id));
            after = next;
            if after.is_none() {
                break;
            }
        }
        assert_eq!(all.len(), 120);
        assert!(all.windows(2).all(|pair| pair[0] > pair[1]));
        let (first, _) = list(&db, &by, Some("nonsense")).await.unwrap();
        assert_eq!(first[0].id, all[0]);
    }

    async fn another_brands_log_stays_there_and_a_person_who_left_has_no_name(db: Db) {
        let (drumlin, orsel) = (testing::brand(&db, "drumlin").await, testing::brand(&db, "orsel").await);
        let obi = testing::member(&db, &drumlin, "obi", Role::Admin).await;
        let nell = testing::member(&db, &drumlin, "nell", Role::Admin).await;
        let agnes = testing::member(&db, &orsel, "agnes", Role::Admin).await;
        many(&db, drumlin.id, nell.id, 1).await;
        let by = testing::viewer_of(&db, &orsel, &agnes).await.admin().unwrap();
        assert!(list(&db, &by, None).await.unwrap().0.is_empty());
        let by = testing::viewer_of(&db, &drumlin, &obi).await.admin().unwrap();
        assert_eq!(list(&db, &by, None).await.unwrap().0[0].actor.as_deref(), Some("nell"));
        db.write(nell.id, |tx, nell| Box::pin(async move {
            execute!(tx, "UPDATE memberships SET gone = 1 WHERE id = $1", nell.0)?;
            Ok(())
        })).await.unwrap();
        let (rows, _) = list(&db, &by, None).await.unwrap();
        assert_eq!((rows[0].by_member, rows[0].actor.as_deref(), rows[0].of_member), (true, None, true));
    }
}
