//! What holds of a person's export, on both engines.

use super::*;
use crate::testing::{self, NOW};
use crate::{execute, mail, replies, topics, votes};
use types::members::Role as MemberRole;
use types::replies::NewReply;

crate::on_both_engines! {
    async fn an_export_holds_all_of_mine_in_every_brand_and_nothing_of_others(db: Db) {
        let (drumlin, orsel) = (testing::brand(&db, "drumlin").await, testing::brand(&db, "orsel").await);
        let maud = testing::member(&db, &drumlin, "maud", MemberRole::Member).await;
        let isla = testing::member(&db, &drumlin, "isla", MemberRole::Member).await;
        let account = testing::account_of(&db, &maud).await;
        let new = crate::members::NewMember::customer("Maud at Orsel", NOW);
        crate::members::create(&db, orsel.id, Some(account), new).await.unwrap();
        let mine = topics::propose(&db, &maud, testing::idea("An idea of mine"), Lang::En, NOW).await.unwrap();
        let open = topics::propose(&db, &isla, testing::idea("Isla in the open"), Lang::En, NOW).await.unwrap();
        let hidden = topics::propose(&db, &isla, testing::idea("Isla behind doors"), Lang::En, NOW).await.unwrap();
        let viewer = testing::viewer_of(&db, &drumlin, &maud).await;
        for number in [open, hidden] {
            let topic = topics::find(&db, &viewer, number).await.unwrap();
            let new = NewReply { reply: format!("Maud replies in {number}"), ..NewReply::default() };
            replies::reply(&db, &maud, topic, new, Lang::En, NOW).await.unwrap();
            replies::reply(&db, &isla, topic, NewReply { reply: "Isla replies".into(), ..NewReply::default() }, Lang::En, NOW).await.unwrap();
            votes::cast(&db, &maud, topic, NOW).await.unwrap();
        }
        db.write((hidden, maud.id), |tx, (hidden, me)| Box::pin(async move {
            execute!(tx, "UPDATE topics SET visibility = 'private' WHERE number = $1", *hidden)?;
            execute!(tx, "UPDATE votes SET reason = 'Mine leaks too' WHERE member_id = $1", me.0)?;
            let mail = mail::Mail { to: "maud@example.org".into(), from_name: String::new(), subject: "Your code".into(), text: "123456".into() };
            mail::enqueue(tx, None, &mail, NOW).await
        })).await.unwrap();
        db.write((drumlin.id, maud.id, isla.id), |tx, (b, me, isla)| Box::pin(async move {
            for (whose, mark) in [(me.0, "Mauds"), (isla.0, "Islas")] {
                for sql in [
                    "INSERT INTO details (brand_id, topic_id, serial, since, bought) SELECT $1, MIN(id), $3, '', '' FROM topics WHERE brand_id = $1 AND author_id = $2",
                    "INSERT INTO attachments (brand_id, owner_id, position, visibility, alt, media, width, height, created, small, bytes) SELECT $1, $2, 0, 'public', 'picture of ' || $3, 'image/webp', 1, 1, 1, t.bytes, t.bytes FROM pictures t WHERE t.brand_id = $1",
                    "INSERT INTO drafts (brand_id, member_id, place, text, saved) VALUES ($1, $2, 'new', 'draft of ' || $3, 1)",
                    "INSERT INTO notices (brand_id, member_id, topic_id, kind, cause, created) SELECT $1, $2, MIN(id), 'notice of ' || $3, $3, 1 FROM topics WHERE brand_id = $1",
                    "INSERT INTO revisions (brand_id, topic_id, editor_id, visibility, body, lang, created) SELECT $1, MIN(id), $2, 'public', 'revision of ' || $3, 'en', 1 FROM topics WHERE brand_id = $1 AND author_id = $2",
                    "INSERT INTO reports (brand_id, topic_id, member_id, reason, text, created) SELECT $1, MIN(id), $2, 'spam', 'report of ' || $3, 1 FROM topics WHERE brand_id = $1",
                ] {
                    if sql.contains("attachments") {
                        execute!(tx, "INSERT INTO pictures (brand_id, owner_id, kind, media, bytes, created) VALUES ($1, $2, 'avatar', 'image/webp', $3, 1)", b.0, whose, vec![0_u8, 255])?;
                    }
                    execute!(tx, sql, b.0, whose, mark)?;
                    if sql.contains("attachments") {
                        execute!(tx, "DELETE FROM pictures WHERE brand_id = $1", b.0)?;
                    }
                }
            }
            execute!(tx, "INSERT INTO thanks (brand_id, reply_id, member_id, created) SELECT $1, MIN(id), $2, 1 FROM replies WHERE brand_id = $1 AND author_id <> $2", b.0, me.0)?;
            execute!(tx, "UPDATE memberships SET suspended_reason = 'shouted' WHERE brand_id = $1 AND id = $2", b.0, me.0)?;
            for (whose, other, mark, bytes) in [(me.0, isla.0, "Mauds", vec![255_u8, 0]), (isla.0, me.0, "Islas", vec![7_u8, 7])] {
                execute!(tx, "INSERT INTO pictures (brand_id, owner_id, kind, media, bytes, created) VALUES ($1, $2, 'avatar', 'image/webp', $3, 1)", b.0, whose, bytes)?;
                execute!(tx, "INSERT INTO interventions (brand_id, actor_id, kind, subject_id, reason, before, created) VALUES ($1, $2, 'suspend', $3, 'deed on ' || $4, '{}', 1)", b.0, other, whose, mark)?;
                execute!(tx, "INSERT INTO interventions (brand_id, actor_id, kind, topic_id, subject_id, reason, before, created) SELECT $1, $2, 'hide', MIN(id), $3, 'hiding of ' || $4, '{}', 1 FROM topics WHERE brand_id = $1 AND author_id = $3", b.0, other, whose, mark)?;
                execute!(tx, "INSERT INTO events (brand_id, topic_id, actor_id, kind, status, details, created) SELECT $1, MIN(id), $2, 'status', 'planned', '{\"step\":\"of ' || $3 || '\"}', 1 FROM topics WHERE brand_id = $1", b.0, whose, mark)?;
                execute!(tx, "INSERT INTO desk_events (brand_id, actor_id, kind, details, created) VALUES ($1, $2, 'entry of ' || $3, '{}', 1)", b.0, whose, mark)?;
            }
            Ok(())
        })).await.unwrap();
        let export = export(&db, account, &testing::settings(), NOW).await.unwrap();
        let json = serde_json::to_string(&export).unwrap();
        assert_eq!(export.memberships.iter().map(|m| m.profile.name.as_str()).collect::<Vec<_>>(), ["maud", "Maud at Orsel"]);
        let here = &export.memberships[0];
        assert_eq!((here.topics[0].number, here.replies.len(), here.votes.len()), (mine, 2, 2));
        for held in ["An idea of mine", "Isla in the open", "Maud replies in 3", "Mine leaks too", "maud@example.org", "Your code", "2026-09-21T", "\"serial\":\"Mauds\"", "picture of Mauds", "AP8=", "draft of Mauds", "notice of Mauds",
            "revision of Mauds", "report of Mauds", "shouted", "/wA=", "deed on Mauds", "hiding of Mauds", "entry of Mauds", "planned"] {
            assert!(json.contains(held), "{held} is missing in {json}");
        }
        assert_eq!((here.around.subscriptions.len(), here.around.thanks.len()), (3, 1));
        let titles: Vec<_> = here.around.subscriptions.iter().map(|s| s.topic_title.as_deref()).collect();
        assert_eq!(titles, [Some("An idea of mine"), Some("Isla in the open"), None], "beside the numbers, while they may be seen");
        let decided: Vec<_> = here.around.interventions.iter().map(|i| (i.kind.as_str(), i.what.as_deref(), i.topic)).collect();
        assert_eq!(decided, [("suspend", None, None), ("hide", Some("topic"), Some(mine))]);
        let steps: Vec<_> = here.around.events.iter().map(|e| e.kind.as_str()).collect();
        assert_eq!((steps, here.around.profile_pictures.len(), here.around.log.len()), (vec!["posted", "status"], 1, 1));
        for others in ["Islas", "Isla behind doors", "Isla replies", "isla@example.org", "123456", "password", "argon2", "Bwc="] {
            assert!(!json.contains(others), "{others} stands in {json}");
        }
    }
}
