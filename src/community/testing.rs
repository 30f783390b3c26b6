//! Databases for tests: each test has its own, on both engines.

use crate::db::{Db, Options};
use crate::who::Member;
use crate::{accounts, brands, members, who};
use types::boards::Level;
use types::members::{Affiliation, Role};
use types::topics::{Kind, NewTopic};
use types::{Instant, Lang};

/// An instant in 2026, where tests begin.
pub const NOW: Instant = Instant(1_790_000_000_000_000);

/// A migrated SQLite database in a folder that goes with the guard.
pub async fn sqlite() -> (Db, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open(&Options::new(format!("sqlite:{}", folder.path().join("parvis.db").display())))
        .await
        .unwrap();
    db.migrate().await.unwrap();
    (db, folder)
}

/// A migrated PostgreSQL database of its own in the cluster that `PARVIS_TEST_POSTGRES` names.
pub async fn postgres() -> (Db, ()) {
    let cluster = std::env::var("PARVIS_TEST_POSTGRES")
        .expect("PARVIS_TEST_POSTGRES names no PostgreSQL: run the tests with `cargo xtask test`, which starts one");
    let name = format!("t{:016x}", rand::random::<u64>());
    let Db::Postgres(admin) = Db::open(&Options {
        connections: 1,
        ..Options::new(&cluster)
    })
    .await
    .unwrap() else {
        unreachable!()
    };
    sqlx::query(&format!("CREATE DATABASE {name}")).execute(&admin).await.unwrap();
    admin.close().await;
    let (server, _) = cluster.rsplit_once('/').unwrap();
    let db = Db::open(&Options {
        connections: 8,
        ..Options::new(format!("{server}/{name}"))
    })
    .await
    .unwrap();
    db.migrate().await.unwrap();
    (db, ())
}

/// Each test twice: `sqlite::its_name` and `postgres::its_name`.
#[macro_export]
macro_rules! on_both_engines {
    ($($(#[$meta:meta])* async fn $name:ident($db:ident: Db) $body:block)+) => {
        $(async fn $name($db: $crate::Db) $body)+
        mod sqlite {
            $($(#[$meta])* #[tokio::test(flavor = "multi_thread", worker_threads = 2)] async fn $name() {
                let (db, _guard) = $crate::testing::sqlite().await;
                super::$name(db).await;
            })+
        }
        mod postgres {
            $($(#[$meta])* #[tokio::test(flavor = "multi_thread", worker_threads = 2)] async fn $name() {
                let (db, _guard) = $crate::testing::postgres().await;
                super::$name(db).await;
            })+
        }
    };
}

/// A brand with one board, "ideas", that takes every kind.
pub async fn brand(db: &Db, slug: &str) -> brands::Brand {
    let new = brands::NewBrand {
        slug: slug.into(),
        name: slug.to_uppercase(),
        languages: vec![Lang::En, Lang::Fr],
        open: true,
        ..Default::default()
    };
    let brand = brands::create(db, new, NOW).await.unwrap();
    let kinds = Kind::ALL.to_vec();
    crate::boards::create(
        db,
        brand.id,
        crate::boards::NewBoard {
            slug: "ideas".into(),
            name: "Ideas".into(),
            kinds,
            ..Default::default()
        },
    )
    .await
    .unwrap();
    brand
}

/// A board that only some may see.
pub async fn narrow_board(db: &Db, brand: &brands::Brand, slug: &str, view: Level) {
    let new = crate::boards::NewBoard {
        slug: slug.into(),
        name: slug.into(),
        kinds: Kind::ALL.to_vec(),
        view,
        ..Default::default()
    };
    crate::boards::create(db, brand.id, new).await.unwrap();
}

/// A member of a brand, of long standing, with an account of their own.
pub async fn member(db: &Db, brand: &brands::Brand, handle: &str, role: Role) -> Member {
    let account = accounts::create(
        db,
        &format!("{handle}@example.org"),
        "no password signs in",
        &[],
        Lang::En,
        NOW.minus_days(90),
    )
    .await
    .unwrap();
    let new = members::NewMember {
        name: handle.into(),
        role,
        affiliation: Affiliation::Customer,
        department: None,
        title: None,
        joined: NOW.minus_days(90),
    };
    if role.is_staff() {
        accounts::excuse(db, who::system(), account).await.unwrap();
    }
    members::create(db, brand.id, Some(account), new).await.unwrap();
    who::viewer(db, brand, Some(account)).await.unwrap().member().unwrap().clone()
}

/// A topic as somebody would type it.
pub fn idea(title: &str) -> NewTopic {
    NewTopic {
        kind: "idea".into(),
        board: "ideas".into(),
        title: title.into(),
        body: "A body that is long enough to be posted.".into(),
        ..NewTopic::default()
    }
}

/// The account behind a member.
pub async fn account_of(db: &Db, member: &Member) -> types::AccountId {
    let row = crate::fetch_one!(
        db.read().await.unwrap(),
        (i64,),
        "SELECT account_id FROM memberships WHERE id = $1",
        member.id.0
    )
    .unwrap();
    types::AccountId(row.0)
}

/// Somebody who only looks.
pub async fn visitor(db: &Db, brand: &brands::Brand) -> who::Viewer {
    who::viewer(db, brand, None).await.unwrap()
}

/// A member as the viewer that they are.
pub async fn viewer_of(db: &Db, brand: &brands::Brand, member: &Member) -> who::Viewer {
    let account = account_of(db, member).await;
    who::viewer(db, brand, Some(account)).await.unwrap()
}

/// Many members without accounts, as quickly as they can be made.
pub async fn crowd(db: &Db, brand: &brands::Brand, count: usize) -> Vec<Member> {
    let mut crowd = Vec::with_capacity(count);
    for n in 0..count {
        let account = accounts::insert(db, &format!("crowd-{n}@example.org"), "no password signs in", Lang::En, NOW)
            .await
            .unwrap();
        members::create(
            db,
            brand.id,
            Some(account),
            members::NewMember::customer(&format!("Crowd {n}"), NOW.minus_days(30)),
        )
        .await
        .unwrap();
        crowd.push(who::viewer(db, brand, Some(account)).await.unwrap().member().unwrap().clone());
    }
    crowd
}

/// The settings of an installation that nobody reaches.
pub fn settings() -> crate::installation::Settings {
    crate::installation::Settings {
        base_url: "http://localhost".into(),
        home_brand: None,
        asset: |_| "",
    }
}

/// Somebody who runs a brand's space.
pub async fn admin(db: &Db, brand: &brands::Brand) -> who::Admin {
    let handle = format!("admin-of-{}", brand.slug);
    let member = member(db, brand, &handle, Role::Admin).await;
    viewer_of(db, brand, &member).await.admin().unwrap()
}

/// The kinds of what the staff's log tells, oldest first.
pub async fn logged(db: &Db, brand: &brands::Brand) -> Vec<String> {
    let sql = "SELECT kind FROM desk_events WHERE brand_id = $1 ORDER BY id";
    let rows = crate::fetch_all!(db.read().await.unwrap(), (String,), sql, brand.id.0).unwrap();
    rows.into_iter().map(|row| row.0).collect()
}
