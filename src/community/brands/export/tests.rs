//! What holds of a brand's export, on both engines.

use super::*;
use crate::testing::{self, NOW};
use crate::who::Member;
use crate::{execute, fetch_one, topics, votes, who};
use serde_json::Value;
use types::members::Role;
use types::{Error, Lang};

async fn whole(mut pieces: Pieces) -> Value {
    let mut text = Vec::new();
    while let Some(piece) = pieces.recv().await {
        text.extend(piece.unwrap());
    }
    serde_json::from_slice(&text).unwrap()
}

async fn exported(db: &Db, brand: &Brand) -> Value {
    whole(for_command(db, who::system(), brand, NOW).await.unwrap()).await
}

async fn said(db: &Db, brand: &Brand, who: &Member, title: &str) -> types::TopicId {
    let number = topics::propose(db, who, testing::idea(title), Lang::En, NOW).await.unwrap();
    let viewer = testing::viewer_of(db, brand, who).await;
    topics::read(db, &viewer, number).await.unwrap().id
}

fn all<'v>(document: &'v Value, list: &str, field: &str) -> Vec<&'v str> {
    document[list]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row[field].as_str().unwrap())
        .collect()
}

crate::on_both_engines! {
    async fn an_export_holds_what_was_written_and_nothing_of_another_brand(db: Db) {
        let (drumlin, orsel) = (testing::brand(&db, "drumlin").await, testing::brand(&db, "orsel").await);
        let isla = testing::member(&db, &drumlin, "isla", Role::Member).await;
        let ewan = testing::member(&db, &drumlin, "ewan", Role::Team).await;
        let maud = testing::member(&db, &orsel, "maud", Role::Member).await;
        let topic = said(&db, &drumlin, &isla, "A \"lid\" that does not drip").await;
        said(&db, &orsel, &maud, "Un couvercle qui ferme bien").await;
        votes::say(&db, &ewan, topic, types::votes::Verb::Cast, NOW).await.unwrap();
        db.write((drumlin.id, isla.id, topic), |tx, (b, m, t)| Box::pin(async move {
            execute!(tx, "UPDATE votes SET reason = 'Mine drips too' WHERE brand_id = $1", b.0)?;
            execute!(tx, "UPDATE topics SET visibility = 'hidden' WHERE brand_id = $1 AND id = $2", b.0, t.0)?;
            execute!(tx, "INSERT INTO pictures (brand_id, owner_id, kind, media, bytes, created) VALUES ($1, $2, 'avatar', 'image/webp', $3, 1)", b.0, m.0, vec![0_u8, 255])?;
            for sql in [
                "INSERT INTO details (brand_id, topic_id, serial, since, bought) VALUES ($1, $2, 'XK-1', '', '')",
                "INSERT INTO attachments (brand_id, owner_id, topic_id, position, visibility, alt, media, width, height, created, small, bytes) SELECT $1, author_id, id, 0, 'public', 'a lid', 'image/webp', 1, 1, 1, (SELECT p.bytes FROM pictures p LIMIT 1), (SELECT p.bytes FROM pictures p LIMIT 1) FROM topics WHERE brand_id = $1 AND id = $2",
                "INSERT INTO revisions (brand_id, topic_id, editor_id, visibility, body, lang, created) SELECT $1, id, author_id, 'public', 'before', 'en', 1 FROM topics WHERE brand_id = $1 AND id = $2",
                "INSERT INTO tags (brand_id, slug, name, created) SELECT brand_id, 'lids', 'Lids', 1 FROM topics WHERE brand_id = $1 AND id = $2",
                "INSERT INTO topic_tags (brand_id, tag_id, topic_id, heat, created, votes) SELECT brand_id, id, $2, 0, 0, 0 FROM tags WHERE brand_id = $1",
                "INSERT INTO reports (brand_id, topic_id, member_id, reason, text, created) SELECT $1, id, author_id, 'spam', 'look at this', 1 FROM topics WHERE brand_id = $1 AND id = $2",
                "INSERT INTO interventions (brand_id, actor_id, kind, topic_id, reason, before, created) SELECT $1, author_id, 'hide', id, 'it drips', '{}', 1 FROM topics WHERE brand_id = $1 AND id = $2",
                "INSERT INTO drafts (brand_id, member_id, place, text, saved) SELECT $1, author_id, 'new', 'nobody has read this', 1 FROM topics WHERE brand_id = $1 AND id = $2",
            ] {
                execute!(tx, sql, b.0, t.0)?;
            }
            execute!(tx, "UPDATE brands SET taglines = '{\"fr\":\"Dites-nous\"}' WHERE id = $1", b.0)?;
            execute!(tx, "UPDATE boards SET names = '{\"fr\":\"Idées\"}' WHERE brand_id = $1", b.0)?;
            execute!(tx, "INSERT INTO promises (brand_id, kind, hours) VALUES ($1, 'idea', 48)", b.0)?;
            Ok(())
        })).await.unwrap();
        let drumlin = crate::brands::by_slug(&db, "drumlin").await.unwrap();
        let document = exported(&db, &drumlin).await;
        assert_eq!((&document["brand"]["taglines"]["fr"], &document["boards"][0]["names"]["fr"]), (&"Dites-nous".into(), &"Idées".into()));
        assert_eq!(all(&document, "details", "serial"), ["XK-1"]);
        assert_eq!((all(&document, "attachments", "bytes"), all(&document, "attachments", "alt")), (vec!["AP8="], vec!["a lid"]));
        assert_eq!((all(&document, "revisions", "body"), all(&document, "tags", "slug")), (vec!["before"], vec!["lids"]));
        assert_eq!((all(&document, "reports", "text"), all(&document, "interventions", "reason")), (vec!["look at this"], vec!["it drips"]));
        assert_eq!((document["topic_tags"].as_array().unwrap().len(), document["subscriptions"].as_array().unwrap().len()), (1, 1));
        assert_eq!(document["brand"]["promises"][0]["hours"], 48);
        assert!(!document.to_string().contains("nobody has read this"));
        assert_eq!((document["format"].as_str(), document["version"].as_i64()), (Some("parvis-brand"), Some(FORMAT)));
        assert_eq!(document["brand"]["slug"], "drumlin");
        assert_eq!(all(&document, "topics", "title"), ["A \"lid\" that does not drip"]);
        assert_eq!(all(&document, "topics", "visibility"), ["hidden"]);
        assert_eq!(all(&document, "members", "handle"), ["isla", "ewan"]);
        assert_eq!(all(&document, "votes", "reason"), ["Mine drips too"]);
        assert_eq!(all(&document, "pictures", "bytes"), ["AP8="]);
        assert_eq!(all(&document, "boards", "slug"), ["ideas"]);
        assert_eq!(all(&document, "documents", "kind"), ["rules", "rules"]);
        assert_eq!(all(&document, "log", "kind"), ["brand-exported"]);
        let text = document.to_string();
        for foreign in ["maud", "couvercle", "@example.org", "password"] {
            assert!(!text.replace("passwords and sessions", "").contains(foreign), "{foreign}");
        }
    }

    async fn a_long_list_is_whole_and_in_order(db: Db) {
        let drumlin = testing::brand(&db, "drumlin").await;
        let isla = testing::member(&db, &drumlin, "isla", Role::Member).await;
        let topic = said(&db, &drumlin, &isla, "A lid that does not drip").await;
        db.write((drumlin.id, isla.id, topic), |tx, (b, m, t)| Box::pin(async move {
            for n in 0..1_000 {
                let sql = "INSERT INTO memberships (brand_id, number, handle, name, role, affiliation, rules_version, joined) \
                    VALUES ($1, $2, $3, 'Crowd', 'member', 'customer', 1, 1)";
                execute!(tx, sql, b.0, 1_000 + n, format!("crowd-{n}"))?;
            }
            let sql = "INSERT INTO votes (brand_id, topic_id, member_id, created) SELECT $1, $2, id, 1 FROM memberships WHERE brand_id = $1 AND id <> $3";
            execute!(tx, sql, b.0, t.0, m.0)?;
            Ok(())
        })).await.unwrap();
        let document = exported(&db, &drumlin).await;
        assert_eq!(document["members"].as_array().unwrap().len(), 1_001);
        let votes: Vec<i64> = document["votes"].as_array().unwrap().iter().map(|v| v["member_id"].as_i64().unwrap()).collect();
        assert!(votes.len() == 1_000 && votes.is_sorted(), "{}", votes.len());
    }

    async fn what_is_written_meanwhile_is_not_half_in_it(db: Db) {
        let drumlin = testing::brand(&db, "drumlin").await;
        let isla = testing::member(&db, &drumlin, "isla", Role::Member).await;
        let mut pieces = for_command(&db, who::system(), &drumlin, NOW).await.unwrap();
        let first = pieces.recv().await.unwrap().unwrap();
        said(&db, &drumlin, &isla, "A lid that does not drip").await;
        let mut text = first;
        while let Some(piece) = pieces.recv().await {
            text.extend(piece.unwrap());
        }
        let document: Value = serde_json::from_slice(&text).unwrap();
        assert!(document["topics"].as_array().unwrap().is_empty() && document["events"].as_array().unwrap().is_empty());
    }

    async fn an_export_is_logged_under_the_admin_and_may_be_had_six_times_an_hour(db: Db) {
        let drumlin = testing::brand(&db, "drumlin").await;
        let obi = testing::member(&db, &drumlin, "obi", Role::Admin).await;
        let admin = testing::viewer_of(&db, &drumlin, &obi).await.admin().unwrap();
        for _ in 0..6 {
            whole(for_admin(&db, &admin, &drumlin, NOW).await.unwrap()).await;
        }
        let refused: Error = for_admin(&db, &admin, &drumlin, NOW).await.err().unwrap().into();
        assert!(matches!(refused, Error::TooMany { .. }));
        let sql = "SELECT COUNT(*) FROM desk_events WHERE kind = 'brand-exported' AND actor_id = $1";
        assert_eq!(fetch_one!(db.read().await.unwrap(), (i64,), sql, obi.id.0).unwrap().0, 6);
    }
}
