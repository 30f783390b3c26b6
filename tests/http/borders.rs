//! Between two brands, and around a board that is for some only: what is not yours is not there, at any address and in any form.

use crate::support::{self, Server};
use axum::http::Method;
use community::boards::{self, NewBoard};
use community::brands::{self, Brand};
use community::invitations::{self, NewInvitation};
use community::members::{self, NewMember};
use community::products;
use community::{accounts, topics, who};
use parvis::web::routes;
use types::boards::Level;
use types::members::{Affiliation, Role};
use types::products::NewProduct;
use types::topics::{Kind, NewTopic};
use types::{Instant, Lang};

/// A number that nobody of the demo has.
const ELSEWHERE: i64 = 7_777;

async fn run(server: &Server, sql: &'static str) {
    let done = server
        .db
        .write(sql, |tx, sql| Box::pin(async move { Ok(community::execute!(tx, *sql)?) }));
    assert!(done.await.unwrap() > 0, "{sql} changes nothing");
}

async fn one(server: &Server, sql: &str) -> i64 {
    community::fetch_one!(server.db.read().await.unwrap(), (i64,), sql).unwrap().0
}

async fn viewer(server: &Server, brand: &Brand, address: &str) -> who::Viewer {
    let account = accounts::find(&server.db, who::system(), address).await.unwrap();
    who::viewer(&server.db, brand, account).await.unwrap()
}

/// Whatever Drumlin has that Orsel has not: a topic, a member, a picture, a board, a product, an invitation.
struct Drumlins {
    reply: i64,
    topic: i64,
    picture: i64,
    attachment: i64,
    invitation: i64,
    token: String,
}

async fn drumlins(server: &Server) -> Drumlins {
    let db = &server.db;
    let brand = brands::by_slug(db, "drumlin").await.unwrap();
    let obi = viewer(server, &brand, "obi@drumlin.example").await.admin().unwrap();
    run(server, "UPDATE topics SET number = 7777 WHERE id = (SELECT MIN(t.id) FROM topics t JOIN brands b ON b.id = t.brand_id WHERE b.slug = 'drumlin' AND t.replies > 0)").await;
    run(server, "UPDATE memberships SET number = 7777 WHERE id = (SELECT m.id FROM memberships m JOIN brands b ON b.id = m.brand_id WHERE b.slug = 'drumlin' AND m.name = 'Isla Munro')").await;
    let product = NewProduct {
        name: "Only Drumlin's".into(),
        model: "2".into(),
    };
    products::create(db, &obi, product, Instant::now()).await.unwrap();
    let settings = community::installation::Settings {
        base_url: server.base.clone(),
        home_brand: None,
        asset: |_| "",
    };
    let new = NewInvitation {
        address: "guest@example.org".into(),
        role: Role::Team,
        affiliation: Affiliation::Employee,
        department: None,
        language: Lang::En,
    };
    let invitation = db
        .write((brand, settings, new), |tx, (brand, settings, new)| {
            Box::pin(async move { invitations::insert(tx, brand, settings, None, new, Instant::now()).await })
        })
        .await
        .unwrap();
    let mail = server.mail_to("guest@example.org").await;
    let token = mail
        .split("/invitation/")
        .nth(1)
        .unwrap()
        .chars()
        .take_while(char::is_ascii_hexdigit)
        .collect();
    run(server, "INSERT INTO pictures (brand_id, owner_id, kind, media, bytes, created) SELECT brand_id, id, 'avatar', 'image/jpeg', x'00', 1 FROM memberships WHERE number = 7777").await;
    run(
        server,
        "UPDATE memberships SET picture_id = (SELECT MAX(id) FROM pictures) WHERE number = 7777",
    )
    .await;
    run(server, "INSERT INTO attachments (brand_id, owner_id, topic_id, position, visibility, alt, media, width, height, created, small, bytes) SELECT brand_id, author_id, id, 0, 'public', '', 'image/jpeg', 1, 1, 1, x'00', x'00' FROM topics WHERE number = 7777").await;
    Drumlins {
        attachment: one(server, "SELECT MAX(id) FROM attachments").await,
        reply: one(
            server,
            "SELECT MIN(r.id) FROM replies r JOIN topics t ON t.id = r.topic_id WHERE t.number = 7777",
        )
        .await,
        topic: one(server, "SELECT id FROM topics WHERE number = 7777").await,
        picture: one(server, "SELECT MAX(id) FROM pictures").await,
        invitation: invitation.0,
        token,
    }
}

/// Every row of Drumlin's, of every table, as text.
async fn all_of_drumlin(server: &Server) -> Vec<String> {
    let tables = "SELECT DISTINCT m.name FROM sqlite_master m, pragma_table_info(m.name) p WHERE m.type = 'table' AND p.name = 'brand_id' ORDER BY 1";
    let tables = community::fetch_all!(server.db.read().await.unwrap(), (String,), tables).unwrap();
    assert!(tables.len() > 10);
    let mut rows = Vec::new();
    for (table,) in tables {
        let columns = format!("SELECT name FROM pragma_table_info('{table}')");
        let columns = community::fetch_all!(server.db.read().await.unwrap(), (String,), &columns).unwrap();
        let quoted = columns
            .iter()
            .map(|(c,)| format!("quote({c})"))
            .collect::<Vec<_>>()
            .join(" || '|' || ");
        let sql = format!(
            "SELECT '{table}|' || {quoted} FROM {table} WHERE brand_id = (SELECT id FROM brands WHERE slug = 'drumlin') ORDER BY 1"
        );
        let found = community::fetch_all!(server.db.read().await.unwrap(), (String,), &sql).unwrap();
        rows.extend(found.into_iter().map(|(row,)| row));
    }
    rows
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_brands_ids_are_not_found_at_any_address_and_change_nothing_in_any_form() {
    let server = support::sqlite().await;
    let of = drumlins(&server).await;
    let (obi, agnes) = (
        server.cookie_of("obi@drumlin.example").await,
        server.cookie_of("agnes@orsel.example").await,
    );
    let before = all_of_drumlin(&server).await;
    let file = format!("picture.{}", of.picture);
    let attached = format!("{}.jpg", of.attachment);
    let fill = |path: &str, brand: &str| {
        let file = if path.contains("/pictures/") { &attached } else { &file };
        let slug = if path.contains("/products/") { "only-drumlin-s" } else { "tents" };
        path.replace("{brand}", brand)
            .replace("{number}", &ELSEWHERE.to_string())
            .replace("{slug}", slug)
            .replace("{id}", &of.invitation.to_string())
            .replace("{token}", &of.token)
            .replace("{file}", file)
    };
    let ids: Vec<(&str, String)> = vec![
        ("parent", of.reply.to_string()),
        ("picture", of.attachment.to_string()),
        ("do", format!("remove-{}", of.attachment)),
        ("topic", of.topic.to_string()),
        ("id", of.invitation.to_string()),
        ("number", ELSEWHERE.to_string()),
        ("board", "tents".into()),
        ("slug", "tents".into()),
        ("domain", "drumlin.example".into()),
        ("verb", "cast".into()),
        ("level", "all".into()),
        ("mail", "never".into()),
        ("reply", "Something that is long enough.".into()),
        ("role", "admin".into()),
        ("affiliation", "employee".into()),
        ("name", "Taken over".into()),
        ("direction", "up".into()),
        ("sure", "on".into()),
    ];
    let form: Vec<(&str, &str)> = ids.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let has_id = |path: &str| ["{number}", "{slug}", "{id}", "{token}", "{file}"].iter().any(|p| path.contains(p));
    let (mut wrong, mut walked) = (Vec::new(), 0);
    for route in routes::list().iter().filter(|r| r.path.starts_with("/b/") && has_id(r.path)) {
        if route.path.contains("/look/") || route.path.contains("/confirm/") || route.path.contains("/password/") {
            continue; // The look is the brand's own by its slug; codes and links belong to accounts, not to brands.
        }
        if route.path.contains("/unsubscribe/") {
            continue; // It says the same of every token; that another brand's does nothing is asked in `notices`.
        }
        let path = fill(route.path, "orsel");
        let answer = match route.method {
            Method::GET => server.get(&path, Some(&agnes)).await,
            _ => server.post(&path, Some(&agnes), &form).await,
        };
        walked += 1;
        let led_to_itself = answer.headers().get("location").is_some_and(|to| to.to_str().unwrap() == path);
        if !(matches!(answer.status().as_u16(), 404 | 410) || route.method == Method::POST && led_to_itself) {
            wrong.push(format!("{} {path}: {}", route.method, answer.status()));
        }
    }
    assert!(wrong.is_empty() && walked > 15, "{walked} walked, {wrong:#?}");
    // The same ids in the forms of Orsel's own addresses, and in the functions.
    let own = one(
        &server,
        "SELECT MIN(t.number) FROM topics t JOIN brands b ON b.id = t.brand_id WHERE b.slug = 'orsel' AND t.locked IS NULL",
    )
    .await;
    for route in routes::list()
        .iter()
        .filter(|r| r.method == Method::POST && !r.path.ends_with("sign-out"))
    {
        let path = route.path.replace("{brand}", "orsel").replace("{number}", &own.to_string());
        if path.contains('{') || path.contains("operator") || path.ends_with("/leave") || path.ends_with("/erase") {
            continue;
        }
        let answer = server.post(&path, Some(&agnes), &form).await;
        assert!(answer.status().as_u16() < 500, "{path}");
        if path == "/fn/vote" {
            assert_eq!(answer.status(), 404);
        }
    }
    assert_eq!(before, all_of_drumlin(&server).await, "something of Drumlin's has changed");
    // They are there for whom they are.
    for path in [
        "/b/{brand}/people/{number}",
        "/b/{brand}/settings/people/{number}",
        "/b/{brand}/people/{number}/{file}",
        "/b/{brand}/pictures/{file}",
        "/b/{brand}/settings/boards/{slug}",
    ] {
        assert_eq!(server.get(&fill(path, "drumlin"), Some(&obi)).await.status(), 200, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_topic_of_a_board_for_employees_is_nowhere_for_anybody_farther_away() {
    for server in [support::sqlite().await, support::postgres().await] {
        let db = &server.db;
        let brand = brands::by_slug(db, "drumlin").await.unwrap();
        let board = NewBoard {
            slug: "zq-board".into(),
            name: "zq-board".into(),
            description: "zq-board".into(),
            kinds: Kind::ALL.to_vec(),
            view: Level::Employees,
            ..NewBoard::default()
        };
        boards::create(db, brand.id, board).await.unwrap();
        let mut cookies = vec![("a visitor", None, false)];
        for (name, affiliation, near) in [
            ("customer", Affiliation::Customer, false),
            ("prospect", Affiliation::Prospect, false),
            ("partner", Affiliation::Partner, false),
            ("employee", Affiliation::Employee, true),
        ] {
            let address = format!("{name}@example.org");
            let account = accounts::insert(db, &address, "no password signs in", Lang::En, Instant::now())
                .await
                .unwrap();
            let new = NewMember {
                affiliation,
                ..NewMember::customer(name, Instant::now().minus_days(9))
            };
            members::create(db, brand.id, Some(account), new).await.unwrap();
            cookies.push((name, Some(server.cookie_of(&address).await), near));
        }
        let author = viewer(&server, &brand, "employee@example.org").await;
        let new = NewTopic {
            kind: "idea".into(),
            board: "zq-board".into(),
            title: "zq-title of what only the house may read".into(),
            body: "zq-body of what only the house may read, with a link to nobody.".into(),
            ..NewTopic::default()
        };
        let number = topics::propose(db, author.member().unwrap(), new, Lang::En, Instant::now())
            .await
            .unwrap();
        let slug = topics::read(db, &author, number).await.unwrap().slug;
        let obi = viewer(&server, &brand, "obi@drumlin.example").await;
        let topic = topics::find(db, &obi, number).await.unwrap();
        let tags = types::tags::NewTags { tags: "zq-tag".into() };
        community::tags::set(db, &obi, topic, &tags, Instant::now()).await.unwrap();
        community::votes::cast(db, author.member().unwrap(), topic, Instant::now())
            .await
            .unwrap();
        let reason = types::votes::NewReason {
            reason: "zq-reason".into(),
        };
        community::votes::give_reason(db, author.member().unwrap(), topic, &reason, Instant::now())
            .await
            .unwrap();
        let person = author.member().unwrap().number;
        for (name, cookie, near) in &cookies {
            let mut seen = 0;
            for route in routes::list().iter().filter(|r| r.method == Method::GET) {
                let number = if route.path.contains("/people/") { person } else { number };
                let mut paths = vec![
                    route
                        .path
                        .replace("{brand}", "drumlin")
                        .replace("{number}", &number.to_string())
                        .replace("{slug}", &slug)
                        .replace("{kind}", "rules"),
                ];
                if route.path.ends_with("/topics") {
                    paths.extend(
                        [
                            "?sort=newest",
                            "?sort=most_voted",
                            "?sort=answered",
                            "?sort=unanswered",
                            "?board=zq-board",
                            "?kind=idea&sort=newest",
                            "?mine=1",
                            "?tag=zq-tag",
                            "?status=new",
                        ]
                        .map(|q| format!("{}{q}", paths[0])),
                    );
                }
                for path in paths {
                    let answer = server.get(&path, cookie.as_deref()).await;
                    let location = answer.headers().get("location").map(|l| l.to_str().unwrap().to_owned());
                    let bytes = answer.bytes().await.unwrap();
                    // What was asked for may stand in the answer, in the way back to it; nothing else may.
                    let text = String::from_utf8_lossy(&bytes).replace(&path, "");
                    let told = text.contains("zq-") || location.is_some_and(|l| l.contains("zq-"));
                    seen += usize::from(told);
                    assert!(*near || !told, "{path} tells {name}");
                }
            }
            assert!(!near || seen >= 4, "{name} sees it {seen} times");
        }
    }
}
