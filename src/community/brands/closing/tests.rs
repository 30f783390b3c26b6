//! What holds of closing a brand, on both engines.

use super::*;
use crate::db::Failure;
use crate::testing::{self, NOW};
use crate::who::Viewer;
use crate::{accounts, brands, fetch_one, replies, topics, votes, who};
use types::accounts::Join;
use types::members::Role;
use types::replies::NewReply;

/// The password of every member that `testing` makes.
const PASSWORD: &str = "no password signs in";

fn meant(slug: &str) -> Close {
    Close {
        slug: slug.into(),
        current: PASSWORD.into(),
    }
}

async fn told<T>(outcome: impl Future<Output = Result<T, Failure>>) -> Error {
    outcome.await.err().expect("it is refused").into()
}

async fn admin(db: &Db, brand: &Brand, handle: &str) -> Viewer {
    let member = testing::member(db, brand, handle, Role::Admin).await;
    testing::viewer_of(db, brand, &member).await
}

async fn closing(db: &Db, slug: &str) -> (Brand, Viewer) {
    let brand = testing::brand(db, slug).await;
    let obi = admin(db, &brand, &format!("obi-{slug}")).await;
    close(db, &obi.admin().unwrap(), &brand, &meant(slug), &testing::settings(), NOW)
        .await
        .unwrap();
    (brands::by_slug(db, slug).await.unwrap(), obi)
}

/// Something in every table that has rows of brands.
async fn live(db: &Db, brand: &Brand) {
    let name = &brand.slug;
    let isla = testing::member(db, brand, &format!("isla-{name}"), Role::Member).await;
    let ewan = testing::member(db, brand, &format!("ewan-{name}"), Role::Team).await;
    let viewer = testing::viewer_of(db, brand, &isla).await;
    let number = topics::propose(db, &isla, testing::idea("A lid that does not drip"), Lang::En, NOW)
        .await
        .unwrap();
    let topic = topics::read(db, &viewer, number).await.unwrap().id;
    votes::say(db, &ewan, topic, types::votes::Verb::Cast, NOW).await.unwrap();
    let reply = |text: &str, parent| NewReply {
        reply: text.into(),
        parent,
        ..NewReply::default()
    };
    let at = NOW.plus_seconds(3_600);
    let first = replies::reply(db, &isla, topic, reply("It drips on me too, every morning.", None), Lang::En, at)
        .await
        .unwrap();
    replies::reply(db, &ewan, topic, reply("Thank you for telling us.", Some(first.0)), Lang::En, at)
        .await
        .unwrap();
    fill(db, brand, &isla, topic).await;
}

async fn fill(db: &Db, brand: &Brand, isla: &who::Member, topic: types::TopicId) {
    db.write((brand.id, isla.id, topic), |tx, (brand, isla, topic)| {
        Box::pin(async move {
            let (b, m, t) = (brand.0, isla.0, topic.0);
            execute!(tx, "UPDATE topics SET answer_id = (SELECT MIN(id) FROM replies WHERE brand_id = $1) WHERE brand_id = $1", b)?;
            execute!(tx, "INSERT INTO events (brand_id, topic_id, actor_id, kind, reply_id, created) SELECT $1, $2, $3, 'answer', MIN(id), 1 FROM replies WHERE brand_id = $1", b, t, m)?;
            execute!(tx, "INSERT INTO desk_events (brand_id, actor_id, kind, subject_id, details, created) VALUES ($1, $2, 'x', $2, '{}', 1)", b, m)?;
            execute!(tx, "INSERT INTO pictures (brand_id, owner_id, kind, media, bytes, created) VALUES ($1, $2, 'avatar', 'image/webp', $3, 1)", b, m, vec![1_u8, 2])?;
            execute!(tx, "INSERT INTO domains (brand_id, domain, affiliation, may_join) VALUES ($1, 'example.org', 'employee', TRUE)", b)?;
            execute!(tx, "INSERT INTO products (brand_id, slug, name, model, position) VALUES ($1, 'lid', 'Lid', 'L1', 1)", b)?;
            execute!(tx, "INSERT INTO jobs (brand_id, kind, payload, run_at, created) VALUES ($1, 'mail', '{}', 1, 1)", b)?;
            execute!(tx, "INSERT INTO confirmations (brand_id, address, name, password_hash, language, code_hash, rules_version, created, expires) VALUES ($1, 'x', 'x', 'x', 'en', 'x', 1, 1, 1)", b)?;
            execute!(tx, "INSERT INTO invitations (brand_id, address, role, affiliation, language, token_hash, inviter_id, created, expires) VALUES ($1, 'x', 'team', 'employee', 'en', $2, $3, 1, 1)", b, format!("token {b}"), m)?;
            execute!(tx, "INSERT INTO operator_events (kind, brand_id, details, created) VALUES ('x', $1, '{}', 1)", b)?;
            execute!(tx, "UPDATE brands SET owner_id = $2 WHERE id = $1", b, m)?;
            let r = fetch_one!(tx, (i64,), "SELECT MIN(id) FROM replies WHERE brand_id = $1", b)?.0;
            execute!(tx, "UPDATE topics SET product_id = (SELECT MIN(id) FROM products WHERE brand_id = $1) WHERE brand_id = $1", b)?;
            execute!(tx, "INSERT INTO details (brand_id, topic_id, serial, since, bought) VALUES ($1, $2, 'T1', '', '')", b, t)?;
            execute!(tx, "INSERT INTO attachments (brand_id, owner_id, topic_id, position, visibility, alt, media, width, height, created, small, bytes) VALUES ($1, $2, $3, 1, 'public', '', 'image/webp', 1, 1, 1, $4, $4)", b, m, t, vec![1_u8])?;
            execute!(tx, "INSERT INTO drafts (brand_id, member_id, place, text, saved) VALUES ($1, $2, 'new', 'x', 1)", b, m)?;
            execute!(tx, "INSERT INTO revisions (brand_id, topic_id, reply_id, editor_id, visibility, body, lang, created) VALUES ($1, $2, $3, $4, 'public', 'x', 'en', 1)", b, t, r, m)?;
            execute!(tx, "INSERT INTO tags (brand_id, slug, name, created) VALUES ($1, 'lid', 'lid', 1)", b)?;
            execute!(tx, "INSERT INTO topic_tags (brand_id, tag_id, topic_id, heat, created, votes) SELECT $1, MIN(id), $2, 0, 0, 0 FROM tags WHERE brand_id = $1", b, t)?;
            execute!(tx, "INSERT INTO thanks (brand_id, reply_id, member_id, created) VALUES ($1, $2, $3, 1)", b, r, m)?;
            execute!(tx, "INSERT INTO notices (brand_id, member_id, topic_id, kind, reply_id, cause, created) VALUES ($1, $2, $3, 'reply', $4, 'x', 1)", b, m, t, r)?;
            execute!(tx, "INSERT INTO reports (brand_id, topic_id, reply_id, member_id, reason, text, created) VALUES ($1, $2, $3, $4, 'other', '', 1)", b, t, r, m)?;
            execute!(tx, "INSERT INTO interventions (brand_id, actor_id, kind, topic_id, reply_id, subject_id, reason, before, created) VALUES ($1, $4, 'hide', $2, $3, $4, '', '{}', 1)", b, t, r, m)?;
            execute!(tx, "INSERT INTO promises (brand_id, kind, hours) VALUES ($1, 'idea', 48)", b)?;
            execute!(tx, "INSERT INTO answer_figures (brand_id, asked, answered, promised, in_time, computed) VALUES ($1, 1, 1, 1, 1, 1)", b)?;
            Ok(())
        })
    })
    .await
    .unwrap();
}

/// Every table with a column `brand_id`, from the engine's own catalogue.
async fn tables(db: &Db) -> Vec<String> {
    let sql = match db {
        Db::Sqlite { .. } => {
            "SELECT m.name FROM sqlite_master m, pragma_table_info(m.name) p WHERE m.type = 'table' AND p.name = 'brand_id' ORDER BY 1"
        }
        Db::Postgres(_) => {
            "SELECT table_name::TEXT FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'brand_id' ORDER BY 1"
        }
    };
    fetch_all!(db.read().await.unwrap(), (String,), sql)
        .unwrap()
        .into_iter()
        .map(|r| r.0)
        .collect()
}

async fn rows(db: &Db, table: &str, brand: BrandId) -> i64 {
    let sql = format!("SELECT COUNT(*) FROM {table} WHERE brand_id = $1");
    fetch_one!(db.read().await.unwrap(), (i64,), &sql, brand.0).unwrap().0
}

crate::on_both_engines! {
    async fn closing_tells_every_admin_and_both_logs(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let obi = admin(&db, &brand, "obi").await;
        admin(&db, &brand, "ada").await;
        let until = close(&db, &obi.admin().unwrap(), &brand, &meant("drumlin"), &testing::settings(), NOW).await.unwrap();
        assert_eq!(until, NOW.plus_seconds(14 * 86_400));
        let mails = fetch_all!(db.read().await.unwrap(), (String, String), "SELECT recipient, payload FROM jobs WHERE kind = 'mail' ORDER BY id").unwrap();
        assert_eq!(mails.iter().map(|m| m.0.as_str()).collect::<Vec<_>>(), ["obi@example.org", "ada@example.org"]);
        assert!(mails.iter().all(|m| m.1.contains("/b/drumlin/settings/end")), "{mails:?}");
        for table in ["desk_events", "operator_events"] {
            let sql = format!("SELECT kind FROM {table}");
            assert_eq!(fetch_one!(db.read().await.unwrap(), (String,), &sql).unwrap().0, "brand-closing");
        }
        let again = close(&db, &obi.admin().unwrap(), &brand, &meant("drumlin"), &testing::settings(), NOW.plus_seconds(60)).await.unwrap();
        assert_eq!(again, until, "a second time changes nothing");
    }

    async fn closing_asks_for_the_slug_and_the_password(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let obi = admin(&db, &brand, "obi").await.admin().unwrap();
        let try_with = async |form: Close| told(close(&db, &obi, &brand, &form, &testing::settings(), NOW)).await;
        assert_eq!(try_with(Close { slug: "orsel".into(), ..meant("") }).await, Error::invalid("slug", "close-slug-wrong"));
        assert_eq!(try_with(Close { current: "a guess".into(), ..meant("drumlin") }).await, Error::invalid("current", "current-wrong"));
        assert_eq!(brands::by_slug(&db, "drumlin").await.unwrap().closes, None);
    }

    async fn only_the_owner_closes_a_brand_that_has_one(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let (obi, ada) = (admin(&db, &brand, "obi").await.admin().unwrap(), admin(&db, &brand, "ada").await.admin().unwrap());
        db.write((brand.id, ada.id), |tx, (brand, ada)| Box::pin(async move {
            execute!(tx, "UPDATE brands SET owner_id = $2 WHERE id = $1", brand.0, ada.0)?;
            Ok(())
        })).await.unwrap();
        assert!(!may_close(&db, &obi).await.unwrap() && may_close(&db, &ada).await.unwrap());
        assert_eq!(told(close(&db, &obi, &brand, &meant("drumlin"), &testing::settings(), NOW)).await, Error::Forbidden);
        assert!(close(&db, &ada, &brand, &meant("drumlin"), &testing::settings(), NOW).await.is_ok());
    }

    async fn a_space_that_is_being_closed_is_its_members_and_nobody_joins(db: Db) {
        let (brand, obi) = closing(&db, "drumlin").await;
        assert!(!testing::visitor(&db, &brand).await.may_enter());
        assert!(testing::viewer_of(&db, &brand, obi.member().unwrap()).await.may_enter());
        let join = Join { address: "new@example.org".into(), password: "a kettle sings at dawn".into(), name: "New".into(), rules: Some("on".into()), ..Join::default() };
        let refused = told(accounts::join(&db, &brand, join, Lang::En, &testing::settings(), "192.0.2.1", NOW)).await;
        assert_eq!(refused, Error::invalid("name", "join-closing"));
    }

    async fn any_admin_may_keep_it_while_there_is_time(db: Db) {
        let (brand, obi) = closing(&db, "drumlin").await;
        let obi = obi.admin().unwrap();
        assert_eq!(told(keep(&db, &obi, &brand, NOW.plus_seconds(14 * 86_400))).await, Error::Conflict);
        keep(&db, &obi, &brand, NOW.plus_seconds(14 * 86_400 - 1)).await.unwrap();
        assert_eq!(brands::by_slug(&db, "drumlin").await.unwrap().closes, None);
        assert_eq!(sweep(&db, who::system(), NOW.minus_days(-15)).await.unwrap(), 0);
        assert!(brands::by_slug(&db, "drumlin").await.is_ok());
    }

    async fn when_its_time_has_come_no_row_of_the_brand_remains_and_nobody_elses_goes(db: Db) {
        let (drumlin, _) = closing(&db, "drumlin").await;
        db.write(drumlin.id, |tx, id| Box::pin(async move {
            execute!(tx, "UPDATE brands SET closes = NULL WHERE id = $1", id.0)?;
            Ok(())
        })).await.unwrap();
        live(&db, &drumlin).await;
        let orsel = testing::brand(&db, "orsel").await;
        live(&db, &orsel).await;
        db.write(drumlin.id, |tx, id| Box::pin(async move {
            execute!(tx, "UPDATE brands SET closes = $2 WHERE id = $1", id.0, NOW.plus_seconds(10).0)?;
            Ok(())
        })).await.unwrap();
        let all = tables(&db).await;
        let mut before = Vec::new();
        for table in &all {
            assert!(rows(&db, table, drumlin.id).await > 0, "the test has put nothing into {table}");
            before.push(rows(&db, table, orsel.id).await);
        }
        let accounts = fetch_one!(db.read().await.unwrap(), (i64,), "SELECT COUNT(*) FROM accounts").unwrap().0;
        assert_eq!(sweep(&db, who::system(), NOW).await.unwrap(), 0, "not before its time");
        assert_eq!(sweep(&db, who::system(), NOW.plus_seconds(10)).await.unwrap(), 1);
        for (table, before) in all.iter().zip(before) {
            assert_eq!(rows(&db, table, drumlin.id).await, 0, "{table}");
            assert_eq!(rows(&db, table, orsel.id).await, before, "{table}");
        }
        assert_eq!(told(brands::by_slug(&db, "drumlin")).await, Error::NotFound);
        assert_eq!(fetch_one!(db.read().await.unwrap(), (i64,), "SELECT COUNT(*) FROM accounts").unwrap().0, accounts, "accounts are the people's own");
        let sql = "SELECT kind, details FROM operator_events ORDER BY id DESC LIMIT 1";
        let (kind, details) = fetch_one!(db.read().await.unwrap(), (String, String), sql).unwrap();
        assert!(kind == "brand-deleted" && details.contains("drumlin"), "{kind} {details}");
        let sql = "SELECT COUNT(*) FROM jobs WHERE kind = $1 AND run_at > $2";
        assert_eq!(fetch_one!(db.read().await.unwrap(), (i64,), sql, crate::jobs::TIDY, NOW.0).unwrap().0, 1, "the coming night tidies up");
    }
}
