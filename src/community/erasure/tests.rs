//! What is left of somebody who went, on both engines: read from the database as it lies on the disk.

use super::*;
use crate::answers::{self, NewAnswer};
use crate::brands::{self, Brand};
use crate::invitations::{self, NewInvitation};
use crate::people;
use crate::replies;
use crate::sessions::{self, Save};
use crate::testing::{self, NOW};
use crate::who::Viewer;
use crate::{mail, topics, votes};
use types::members::Affiliation;
use types::people::Profile;
use types::replies::NewReply;
use types::topics::NewTopic;
use types::{Lang, ReplyId, TopicId};

mod said;
mod tidied;

const NAME: &str = "Wilhelmina Quist";
const ADDRESS: &str = "wilhelmina.quist@example.org";
const HANDLE: &str = "wilhelmina-quist";
const PASSWORD: &str = "seven green bottles";
const REASON: &str = "Because zylophonic tents leak";
const TEXT: &str = "quetzalcoatlus";
const SECRET: &str = "serial number XK-99881";
/// In what nobody but her or the staff has read.
const WAITING: &str = "archaeopteryx";
/// In the words beside pictures that everybody could see.
const SHOWN: &str = "microraptor";

async fn sql(db: &Db, sql: String) {
    db.write(sql, |tx, sql| Box::pin(async move { Ok(execute!(tx, sql.as_str())?) }))
        .await
        .unwrap();
}

async fn number(db: &Db, sql: &str) -> i64 {
    fetch_one!(db.read().await.unwrap(), (i64,), sql).unwrap().0
}

async fn topic(db: &Db, brand: &Brand, author: &Member, title: &str, now: Instant) -> TopicId {
    let new = NewTopic {
        body: format!("A {TEXT} of a body, by somebody, long enough."),
        ..testing::idea(title)
    };
    let number = topics::propose(db, author, new, Lang::En, now).await.unwrap();
    topics::read(db, &testing::viewer_of(db, brand, author).await, number)
        .await
        .unwrap()
        .id
}

async fn reply(db: &Db, author: &Member, topic: TopicId, parent: Option<ReplyId>, text: &str, now: Instant) -> ReplyId {
    let parent = parent.map(|p| p.0);
    let new = NewReply {
        reply: text.into(),
        parent,
        ..NewReply::default()
    };
    replies::reply(db, author, topic, new, Lang::En, now).await.unwrap()
}

struct Scene {
    brand: Brand,
    account: AccountId,
    busy: Member,
    isla: Member,
    /// A topic of hers, with a reply of somebody else.
    talked: TopicId,
    /// One of somebody else, in which she replied and was replied to.
    others: TopicId,
}

/// Somebody who has done everything that a member can.
async fn busy(db: &Db) -> Scene {
    let brand = testing::brand(db, "drumlin").await;
    let isla = testing::member(db, &brand, "isla", Role::Admin).await;
    let account = crate::accounts::create(db, ADDRESS, PASSWORD, &[], Lang::En, NOW.minus_days(90))
        .await
        .unwrap();
    let busy = join(db, &brand, account).await;
    let others = topic(db, &brand, &isla, "A conversation of Isla", NOW).await;
    let mut mine = Vec::new();
    for n in 0..20_i64 {
        mine.push(topic(db, &brand, &busy, &format!("{TEXT} number {n}"), NOW.plus_seconds(n)).await);
    }
    let mut said = Vec::new();
    for n in 0..60_i64 {
        let at = if n < 30 { others } else { mine[usize::try_from(n).unwrap() % 20] };
        said.push(reply(db, &busy, at, None, &format!("{TEXT} says {n}"), NOW.plus_seconds(n)).await);
    }
    reply(db, &isla, others, Some(said[0]), "Isla agrees", NOW).await;
    let talked = mine[3];
    reply(db, &isla, talked, None, "Isla replies", NOW).await;
    for topic in mine.iter().take(5).chain([&others]) {
        votes::cast(db, &busy, *topic, NOW).await.unwrap();
        votes::cast(db, &isla, *topic, NOW).await.unwrap();
    }
    sql(db, format!("UPDATE votes SET reason = '{REASON}' WHERE member_id = {}", busy.id.0)).await;
    sql(
        db,
        format!("UPDATE votes SET reason = 'Isla has one too' WHERE member_id = {}", isla.id.0),
    )
    .await;
    let case = mine[7].0;
    sql(
        db,
        format!("UPDATE topics SET visibility = 'private', body = '{SECRET}', html = '{SECRET}' WHERE id = {case}"),
    )
    .await;
    around(db, &brand, account, &busy).await;
    let scene = Scene {
        brand,
        account,
        busy,
        isla,
        talked,
        others,
    };
    beside(db, &scene).await;
    scene
}

async fn join(db: &Db, brand: &Brand, account: AccountId) -> Member {
    let new = crate::members::NewMember::customer(NAME, NOW.minus_days(90));
    crate::members::create(db, brand.id, Some(account), new).await.unwrap();
    crate::who::viewer(db, brand, Some(account))
        .await
        .unwrap()
        .member()
        .unwrap()
        .clone()
}

/// What lies around of her: mail, invitations, sessions, codes, a picture, a join that was never finished.
async fn around(db: &Db, brand: &Brand, account: AccountId, busy: &Member) {
    let (elsewhere, settings) = (testing::brand(db, "orsel").await, testing::settings());
    let (role, affiliation) = (Role::Team, Affiliation::Partner);
    let new = NewInvitation {
        address: ADDRESS.into(),
        role,
        affiliation,
        department: None,
        language: Lang::En,
    };
    db.write((elsewhere, settings, new), |tx, (brand, settings, new)| {
        Box::pin(async move {
            invitations::insert(tx, brand, settings, None, new, NOW).await?;
            let mail = mail::Mail {
                to: ADDRESS.into(),
                from_name: "Orsel".into(),
                subject: format!("For {NAME}"),
                text: "…".into(),
            };
            mail::enqueue(tx, Some(brand.id), &mail, NOW).await
        })
    })
    .await
    .unwrap();
    for (id, whose, data) in [
        ("one", Some(account), "{}".into()),
        ("two", None, format!("{{\"waiting\":[1,\"{ADDRESS}\"]}}")),
    ] {
        let save = Save {
            id_hash: id.into(),
            account: whose,
            data,
            agent: None,
            address: None,
            now: NOW,
            expires: NOW.minus_days(-5),
        };
        sessions::save(db, save, true).await.unwrap();
    }
    let own = account.0;
    for statement in [
        format!("INSERT INTO recovery_codes (account_id, code_hash) VALUES ({own}, 'x')"),
        format!(
            "INSERT INTO codes (account_id, purpose, address, code_hash, link_hash, created, expires) VALUES ({own}, 'p', '{ADDRESS}', 'x', 'x', 1, 1)"
        ),
        format!(
            "INSERT INTO confirmations (brand_id, address, name, password_hash, language, code_hash, rules_version, created, expires) \
            VALUES ({}, '{ADDRESS}', '{NAME}', 'x', 'en', 'x', 1, 1, 1)",
            brand.id.0
        ),
        format!("INSERT INTO operator_events (actor_id, kind, account_id, details, created) VALUES ({own}, 'x', {own}, '{{}}', 1)"),
        format!(
            "INSERT INTO desk_events (brand_id, actor_id, kind, subject_id, details, created) VALUES ({}, {}, 'x', {}, '{{}}', 1)",
            brand.id.0, busy.id.0, busy.id.0
        ),
        format!(
            "UPDATE memberships SET suspended_reason = '{NAME} shouts', mail_token = '{HANDLE}' WHERE id = {}",
            busy.id.0
        ),
        format!(
            "INSERT INTO pictures (brand_id, owner_id, kind, media, bytes, created) VALUES ({}, {}, 'avatar', 'image/jpeg', '{HANDLE}', 1)",
            brand.id.0, busy.id.0
        ),
    ] {
        sql(db, statement).await;
    }
}

fn asked(texts: &str) -> Erase {
    let (texts, confirmation, password) = (texts.into(), format!(" {} ", ADDRESS.to_uppercase()), PASSWORD.into());
    Erase {
        texts,
        confirmation,
        password,
    }
}

/// What the tables of conversations keep of her: details, pictures, drafts, former wordings, thanks, what she follows, is told, reported.
async fn beside(db: &Db, scene: &Scene) {
    let (brand, me, isla, mine, others) = (scene.brand.id.0, scene.busy.id.0, scene.isla.id.0, scene.talked.0, scene.others.0);
    let picture = |topic: String, reply: String, visibility: &str, alt: &str| {
        format!(
            "INSERT INTO attachments (brand_id, owner_id, topic_id, reply_id, position, visibility, alt, media, width, height, created, small, bytes) \
             VALUES ({brand}, {me}, {topic}, {reply}, 0, '{visibility}', '{alt}', 'image/webp', 1, 1, 1, '{alt}', '{alt}')"
        )
    };
    let of_reply = "(SELECT MIN(id) FROM replies WHERE author_id = (SELECT id FROM memberships WHERE handle = 'wilhelmina-quist') AND parent_id IS NULL)";
    for statement in [
        format!(
            "INSERT INTO details (brand_id, topic_id, serial, since, bought) VALUES ({brand}, {mine}, '{SECRET}', '{SECRET}', '{SECRET}')"
        ),
        picture("NULL".into(), "NULL".into(), "public", WAITING),
        picture(mine.to_string(), "NULL".into(), "public", SHOWN),
        picture(others.to_string(), of_reply.into(), "public", SHOWN),
        picture(mine.to_string(), "NULL".into(), "hidden", WAITING),
        format!("INSERT INTO drafts (brand_id, member_id, place, text, saved) VALUES ({brand}, {me}, 'new', '{WAITING}', 1)"),
        format!(
            "INSERT INTO revisions (brand_id, topic_id, reply_id, editor_id, visibility, title, body, lang, created) \
             VALUES ({brand}, {mine}, NULL, {me}, 'public', '{WAITING}', '{WAITING}', 'en', 1), ({brand}, {others}, {of_reply}, {isla}, 'public', NULL, '{WAITING}', 'en', 1), \
             ({brand}, {others}, NULL, {isla}, 'public', 'Isla before', 'Isla before', 'en', 1)"
        ),
        format!(
            "INSERT INTO thanks (brand_id, reply_id, member_id, created) SELECT {brand}, MAX(id), {me}, 1 FROM replies WHERE author_id = {isla}"
        ),
        format!(
            "INSERT INTO thanks (brand_id, reply_id, member_id, created) SELECT {brand}, MAX(id), {isla}, 1 FROM replies WHERE author_id = {isla}"
        ),
        "UPDATE replies SET thanks = (SELECT COUNT(*) FROM thanks k WHERE k.reply_id = replies.id)".into(),
        format!(
            "INSERT INTO notices (brand_id, member_id, topic_id, kind, cause, created) VALUES ({brand}, {me}, {others}, 'reply', '{WAITING}', 1)"
        ),
        format!(
            "INSERT INTO reports (brand_id, topic_id, member_id, reason, text, created) VALUES ({brand}, {others}, {me}, 'spam', '{WAITING}', 1)"
        ),
        format!(
            "INSERT INTO interventions (brand_id, actor_id, kind, topic_id, subject_id, reason, before, created) \
             VALUES ({brand}, {isla}, 'hide', {mine}, NULL, '{WAITING}', '{{}}', 1), ({brand}, {isla}, 'suspend', NULL, {me}, '{WAITING}', '{{}}', 1)"
        ),
        format!("UPDATE topics SET hidden_reason = '{WAITING}' WHERE id = {mine}"),
        format!("UPDATE replies SET hidden_reason = '{WAITING}' WHERE author_id = {me}"),
    ] {
        sql(db, statement).await;
    }
}

/// Everything that the database holds, as bytes.
async fn everything(db: &Db) -> Vec<u8> {
    match db {
        Db::Sqlite { writer, .. } => {
            sqlx::raw_sql("VACUUM; PRAGMA wal_checkpoint(TRUNCATE);")
                .execute(&mut *writer.lend().await.unwrap())
                .await
                .unwrap();
            let file = writer.file().to_owned();
            let mut bytes = std::fs::read(&file).unwrap();
            bytes.extend(std::fs::read(file.with_extension("db-wal")).unwrap_or_default());
            bytes
        }
        Db::Postgres(pool) => {
            let columns = "SELECT table_name::TEXT, column_name::TEXT, data_type::TEXT FROM information_schema.columns \
                WHERE table_schema = 'public' AND data_type IN ('text', 'bytea', 'character varying', 'json', 'jsonb')";
            let columns: Vec<(String, String, String)> = sqlx::query_as(columns).fetch_all(pool).await.unwrap();
            assert!(columns.len() > 60 && columns.iter().any(|c| c.2 == "bytea"), "{}", columns.len());
            let mut bytes = Vec::new();
            for (table, column, kind) in columns {
                let value = if kind == "bytea" {
                    format!("encode({column}, 'escape')")
                } else {
                    format!("{column}::TEXT")
                };
                let select = format!("SELECT COALESCE(string_agg({value}, chr(10)), '') FROM {table}");
                bytes.extend(sqlx::query_scalar::<_, String>(&select).fetch_one(pool).await.unwrap().into_bytes());
            }
            bytes
        }
    }
}

/// Which of these stand somewhere in the database.
async fn found(db: &Db, needles: &[&'static str]) -> Vec<&'static str> {
    let bytes = everything(db).await.to_ascii_lowercase();
    let is_there = |needle: &&&str| {
        let needle = needle.to_ascii_lowercase().into_bytes();
        bytes.windows(needle.len()).any(|w| w == needle)
    };
    needles.iter().filter(is_there).copied().collect()
}

async fn counters_equal_rows(db: &Db) -> bool {
    let wrong = "SELECT COUNT(*) FROM topics t WHERE t.votes <> (SELECT COUNT(*) FROM votes v WHERE v.topic_id = t.id) \
        OR t.replies <> (SELECT COUNT(*) FROM replies r WHERE r.topic_id = t.id AND r.visibility = 'public')";
    let thanks = "SELECT COUNT(*) FROM replies r WHERE r.thanks <> (SELECT COUNT(*) FROM thanks k WHERE k.reply_id = r.id)";
    number(db, wrong).await + number(db, thanks).await == 0
}

async fn thread(db: &Db, viewer: &Viewer, number: i64) -> Option<(topics::Topic, Vec<(String, usize)>)> {
    let topic = topics::read(db, viewer, number).await.ok()?;
    let page = replies::page(db, viewer, &topic, None).await.unwrap();
    Some((topic, page.threads.into_iter().map(|t| (t.reply.body, t.nested.len())).collect()))
}

async fn number_of(db: &Db, topic: TopicId) -> i64 {
    number(db, &format!("SELECT number FROM topics WHERE id = {}", topic.0)).await
}

crate::on_both_engines! {
    async fn of_a_busy_member_who_erases_everything_not_one_byte_is_left(db: Db) {
        let scene = busy(&db).await;
        let all = [NAME, ADDRESS, HANDLE, REASON, TEXT, SECRET, WAITING, SHOWN];
        sql(&db, format!("UPDATE topics SET body = 'Isla wrote this herself', html = '', gist = '' WHERE author_id = {}", scene.isla.id.0)).await;
        assert_eq!(found(&db, &all).await, all, "before");
        let votes = number(&db, "SELECT COUNT(*) FROM votes").await;
        erase(&db, scene.account, &asked("remove"), NOW).await.unwrap();
        assert_eq!(found(&db, &all).await, Vec::<&str>::new());
        assert_eq!(found(&db, &["Isla has one too", "Isla agrees", "Isla replies", "A conversation of Isla", "Isla before"]).await.len(), 5);
        assert_eq!(number(&db, "SELECT COUNT(*) FROM votes").await, votes);
        assert!(counters_equal_rows(&db).await);
        assert_eq!(number(&db, "SELECT COUNT(*) FROM accounts").await, 1);
        assert_eq!(number(&db, "SELECT COUNT(*) FROM memberships WHERE gone IS NOT NULL AND account_id IS NULL AND handle = 'former-2'").await, 1);
    }

    async fn who_keeps_their_texts_leaves_them_under_nobodys_name_but_not_what_was_private(db: Db) {
        let scene = busy(&db).await;
        erase(&db, scene.account, &asked("keep"), NOW).await.unwrap();
        assert_eq!(found(&db, &[NAME, ADDRESS, HANDLE, REASON, TEXT, SECRET, WAITING, SHOWN]).await, [TEXT, SHOWN]);
        assert!(counters_equal_rows(&db).await);
        let visitor = testing::visitor(&db, &scene.brand).await;
        let (topic, said) = thread(&db, &visitor, number_of(&db, scene.others).await).await.unwrap();
        assert_eq!((topic.replies, said[0].0.as_str(), said[0].1), (31, "quetzalcoatlus says 0", 1));
        let number = number_of(&db, scene.talked).await;
        assert_eq!(thread(&db, &visitor, number).await.unwrap().0.author, "");
    }

    async fn a_conversation_stays_readable_when_its_author_takes_their_words_back(db: Db) {
        let scene = busy(&db).await;
        erase(&db, scene.account, &asked("remove"), NOW).await.unwrap();
        let visitor = testing::visitor(&db, &scene.brand).await;
        let (topic, said) = thread(&db, &visitor, number_of(&db, scene.talked).await).await.unwrap();
        assert_eq!((topic.is_blanked(), topic.title.as_str(), said), (true, "", vec![("Isla replies".into(), 0)]));
        let (topic, said) = thread(&db, &visitor, number_of(&db, scene.others).await).await.unwrap();
        assert_eq!((topic.replies, said), (1, vec![(String::new(), 1)]), "one empty place, for the reply under it");
        let alone = number(&db, "SELECT MAX(number) FROM topics WHERE visibility = 'blanked'").await;
        assert!(thread(&db, &visitor, alone).await.is_none(), "nobody else spoke there: nothing is left to read");
        let listed = topics::list(&db, &visitor, &topics::Filter::default()).await.unwrap().topics;
        assert_eq!(listed.iter().map(|t| t.title.as_str()).collect::<Vec<_>>(), ["A conversation of Isla"]);
    }

    async fn erasing_asks_for_the_address_and_the_password_and_counts_the_tries(db: Db) {
        let scene = busy(&db).await;
        let wrong = [
            (Erase { confirmation: "somebody@example.org".into(), ..asked("keep") }, "confirmation"),
            (Erase { password: "another password".into(), ..asked("keep") }, "password"),
            (Erase { texts: "perhaps".into(), ..asked("keep") }, "texts"),
        ];
        for (form, field) in wrong {
            match Error::from(erase(&db, scene.account, &form, NOW).await.unwrap_err()) {
                Error::Invalid(wrongs) => assert_eq!(wrongs[0].field, field),
                other => panic!("{other}"),
            }
        }
        for _ in 0..3 {
            let form = Erase { password: "another password".into(), ..asked("keep") };
            erase(&db, scene.account, &form, NOW).await.unwrap_err();
        }
        let error: Error = erase(&db, scene.account, &asked("keep"), NOW).await.unwrap_err().into();
        assert!(matches!(error, Error::TooMany { .. }), "{error}");
        assert_eq!(number(&db, "SELECT COUNT(*) FROM memberships WHERE gone IS NOT NULL").await, 0);
    }

    async fn who_leaves_one_brand_stays_in_the_other_and_may_come_back_as_somebody_new(db: Db) {
        let scene = busy(&db).await;
        let orsel = brands::by_slug(&db, "orsel").await.unwrap();
        let there = join(&db, &orsel, scene.account).await;
        leave(&db, &scene.busy, &Leave { texts: "keep".into() }, NOW).await.unwrap();
        let viewer = crate::who::viewer(&db, &scene.brand, Some(scene.account)).await.unwrap();
        assert!(viewer.as_member().is_none());
        let there = people::own(&db, &there).await.unwrap();
        assert_eq!(there, Profile { name: NAME.into(), handle: HANDLE.into() });
        let back = join(&db, &scene.brand, scene.account).await;
        assert_ne!((back.id, back.number), (scene.busy.id, scene.busy.number));
        assert_eq!(number(&db, "SELECT COUNT(*) FROM invitations").await, 1, "the other brand's is none of this one's business");
        let late = topics::propose(&db, &scene.busy, testing::idea("Said after leaving"), Lang::En, NOW).await;
        assert_eq!(Error::from(late.unwrap_err()), Error::SignInNeeded);
    }

    async fn the_last_admin_of_a_brand_stays_until_there_is_another(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let isla = testing::member(&db, &brand, "isla", Role::Admin).await;
        sql(&db, format!("UPDATE brands SET owner_id = {}", isla.id.0)).await;
        let keep = Leave { texts: "keep".into() };
        let error: Error = leave(&db, &isla, &keep, NOW).await.unwrap_err().into();
        assert_eq!(error, Error::invalid("last-admin", "last-admin-leaving"));
        let account = testing::account_of(&db, &isla).await;
        let form = Erase { texts: "keep".into(), confirmation: "isla@example.org".into(), password: "no password signs in".into() };
        let error: Error = erase(&db, account, &form, NOW).await.unwrap_err().into();
        assert_eq!(error, Error::invalid("last-admin", "last-admin-leaving"));
        let ewan = testing::member(&db, &brand, "ewan", Role::Admin).await;
        leave(&db, &isla, &keep, NOW).await.unwrap();
        assert_eq!(number(&db, "SELECT owner_id FROM brands").await, ewan.id.0);
        leave(&db, &ewan, &keep, NOW).await.unwrap_err();
    }

    async fn two_admins_who_leave_at_once_do_not_both_go(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let mut leaving = tokio::task::JoinSet::new();
        for name in ["isla", "ewan"] {
            let admin = testing::member(&db, &brand, name, Role::Admin).await;
            let db = db.clone();
            leaving.spawn(async move { leave(&db, &admin, &Leave { texts: "keep".into() }, NOW).await.is_ok() });
        }
        assert_eq!(leaving.join_all().await.into_iter().filter(|gone| *gone).count(), 1);
    }

    async fn what_was_said_in_the_brands_name_stays_the_brands(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let isla = testing::member(&db, &brand, "isla", Role::Member).await;
        let ewan = testing::member(&db, &brand, "ewan", Role::Team).await;
        let team = testing::viewer_of(&db, &brand, &ewan).await.team().unwrap();
        let idea = topic(&db, &brand, &isla, "A sleeve for bent poles", NOW).await;
        let answer = NewAnswer { status: Some(types::topics::Status::Planned), body: Some("In April.".into()) };
        answers::decide(&db, &team, idea, answer, Lang::En, NOW).await.unwrap();
        reply(&db, &ewan, idea, None, "Between us: I want one too", NOW).await;
        leave(&db, &ewan, &Leave { texts: "remove".into() }, NOW).await.unwrap();
        let visitor = testing::visitor(&db, &brand).await;
        let (topic, said) = thread(&db, &visitor, number_of(&db, idea).await).await.unwrap();
        assert_eq!(said, [("In April.".into(), 0)]);
        assert_eq!(answers::answer(&db, &visitor, &topic).await.unwrap().unwrap().author, "");
    }

    async fn an_answer_that_is_taken_back_is_no_answer_any_more(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let (isla, maud) = (testing::member(&db, &brand, "isla", Role::Member).await, testing::member(&db, &brand, "maud", Role::Member).await);
        let asked = topic(&db, &brand, &isla, "Who knows how to fold it?", NOW).await;
        let answer = reply(&db, &maud, asked, None, "Twice, then roll.", NOW).await;
        sql(&db, format!("UPDATE topics SET answer_id = {}, answered = created", answer.0)).await;
        leave(&db, &maud, &Leave { texts: "remove".into() }, NOW).await.unwrap();
        let (topic, _) = thread(&db, &testing::visitor(&db, &brand).await, number_of(&db, asked).await).await.unwrap();
        assert_eq!((topic.answer_id, topic.answered, topic.replies), (None, None, 0));
    }
}
