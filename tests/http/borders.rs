//! Between two brands: what is the other's is not there, at any address and in any form.

use crate::support::{self, Server};
use axum::http::Method;
use community::invitations::{self, NewInvitation};
use community::{brands, moderation, products};
use parvis::web::routes;
use reqwest::Response;
use types::members::{Affiliation, Role};
use types::products::NewProduct;
use types::{Instant, Lang, TopicId};

/// A number that nobody of the demo has.
const ELSEWHERE: i64 = 7_777;

/// Whatever Drumlin has that Orsel has not, one of each kind.
struct Drumlins {
    topic: i64,
    title: String,
    reply: i64,
    revision: i64,
    report: i64,
    intervention: i64,
    picture: i64,
    attachment: i64,
    invitation: i64,
    token: String,
}

impl Drumlins {
    /// The address of a route of this brand, with what Drumlin has of each kind; topics and people have this number.
    fn address(&self, route: &str, brand: &str, number: i64) -> String {
        let within = |part: &str| route.contains(part);
        let id = match route {
            _ if within("/replies/{id}") => self.reply,
            _ if within("/moderation/pictures/{id}") => self.attachment,
            _ if within("/moderation/revisions/{id}") => self.revision,
            _ if within("/moderation/reports/{id}") => self.report,
            _ if within("/moderation/{id}") => self.intervention,
            _ if within("/invitations/{id}") => self.invitation,
            _ => {
                assert!(!within("{id}"), "{route}: whose id is that?");
                0
            }
        };
        let slug = match route {
            _ if within("/products/{slug}") => "only-drumlin-s",
            _ if within("/boards/{slug}") => "tents",
            _ if within("/t/{number}/{slug}") => self.title.as_str(),
            _ => {
                assert!(!within("{slug}"), "{route}: whose slug is that?");
                ""
            }
        };
        let file = match route {
            _ if within("/pictures/{file}") => format!("{}.jpg", self.attachment),
            _ if within("/people/{number}/{file}") => format!("picture.{}", self.picture),
            _ => {
                assert!(!within("{file}"), "{route}: whose file is that?");
                String::new()
            }
        };
        let filled = route
            .replace("{brand}", brand)
            .replace("{number}", &number.to_string())
            .replace("{slug}", slug)
            .replace("{id}", &id.to_string())
            .replace("{token}", &self.token)
            .replace("{file}", &file)
            .replace("{deed}", "hide")
            .replace("{kind}", "rules");
        assert!(!filled.contains('{'), "{filled} has a part that is not filled");
        filled
    }

    /// A form that names all of it. `reply` is the text of one here, and the id of one there.
    fn form(&self, reply: &str) -> Vec<(String, String)> {
        let mut form = vec![
            (format!("reply-{}", self.reply), "on".into()),
            ("do".into(), format!("remove-{}", self.attachment)),
            ("reply".into(), reply.into()),
        ];
        for (name, id) in [
            ("parent", self.reply),
            ("picture", self.attachment),
            ("topic", self.topic),
            ("id", self.invitation),
            ("number", ELSEWHERE),
            ("member", ELSEWHERE),
            ("event", self.intervention),
            ("revision", self.revision),
        ] {
            form.push((name.into(), id.to_string()));
        }
        for (name, value) in [
            ("board", "tents"),
            ("slug", "tents"),
            ("product", "only-drumlin-s"),
            ("domain", "drumlin.example"),
            ("verb", "cast"),
            ("level", "all"),
            ("mail", "never"),
            ("role", "admin"),
            ("affiliation", "employee"),
            ("name", "Taken over"),
            ("direction", "up"),
            ("reason", "A reason that is long enough."),
            ("sure", "on"),
        ] {
            form.push((name.into(), value.into()));
        }
        form
    }
}

async fn drumlins(server: &Server) -> Drumlins {
    let db = &server.db;
    let brand = brands::by_slug(db, "drumlin").await.unwrap();
    let obi = server.viewer_of(&brand, "obi@drumlin.example").await;
    server.run("UPDATE topics SET number = 7777 WHERE id = (SELECT MIN(t.id) FROM topics t JOIN brands b ON b.id = t.brand_id WHERE b.slug = 'drumlin' AND t.replies > 0)").await;
    server.run("UPDATE memberships SET number = 7777 WHERE id = (SELECT m.id FROM memberships m JOIN brands b ON b.id = m.brand_id WHERE b.slug = 'drumlin' AND m.name = 'Isla Munro')").await;
    let topic = server.one("SELECT id FROM topics WHERE number = 7777").await;
    let reply = "SELECT MIN(r.id) FROM replies r JOIN topics t ON t.id = r.topic_id WHERE t.number = 7777 AND r.visibility = 'public'";
    let reply = server.one(reply).await;
    let sql = "SELECT slug FROM topics WHERE number = 7777";
    let (title,) = community::fetch_one!(db.read().await.unwrap(), (String,), sql).unwrap();
    let product = NewProduct {
        name: "Only Drumlin's".into(),
        model: "2".into(),
    };
    products::create(db, &obi.admin().unwrap(), product, Instant::now()).await.unwrap();
    let intervention = moderation::pin(db, &obi.moderator().unwrap(), TopicId(topic), Instant::now())
        .await
        .unwrap();
    let byte = if matches!(db, community::Db::Postgres(_)) {
        "'\\x00'::bytea"
    } else {
        "x'00'"
    };
    for sql in [
        format!(
            "INSERT INTO pictures (brand_id, owner_id, kind, media, bytes, created) SELECT brand_id, id, 'avatar', 'image/jpeg', {byte}, 1 FROM memberships WHERE number = 7777"
        ),
        "UPDATE memberships SET picture_id = (SELECT MAX(id) FROM pictures) WHERE number = 7777".to_owned(),
        format!(
            "INSERT INTO attachments (brand_id, owner_id, topic_id, position, visibility, alt, media, width, height, created, small, bytes) SELECT brand_id, author_id, id, 0, 'public', '', 'image/jpeg', 1, 1, 1, {byte}, {byte} FROM topics WHERE number = 7777"
        ),
        format!(
            "INSERT INTO revisions (brand_id, topic_id, reply_id, editor_id, visibility, body, lang, created) SELECT brand_id, topic_id, id, author_id, 'public', 'As it was before.', 'en', 1 FROM replies WHERE id = {reply}"
        ),
        format!(
            "INSERT INTO reports (brand_id, topic_id, reply_id, member_id, reason, text, created) SELECT brand_id, topic_id, id, author_id, 'spam', '', 1 FROM replies WHERE id = {reply}"
        ),
    ] {
        server.run(&sql).await;
    }
    let (invitation, token) = invited(server, brand).await;
    Drumlins {
        topic,
        title,
        reply,
        revision: server.one("SELECT MAX(id) FROM revisions").await,
        report: server.one("SELECT MAX(id) FROM reports").await,
        intervention: intervention.0,
        picture: server.one("SELECT MAX(id) FROM pictures").await,
        attachment: server.one("SELECT MAX(id) FROM attachments").await,
        invitation,
        token,
    }
}

/// An invitation to Drumlin, and the token of its link.
async fn invited(server: &Server, brand: brands::Brand) -> (i64, String) {
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
    let insert = server.db.write((brand, settings, new), |tx, (brand, settings, new)| {
        Box::pin(async move { invitations::insert(tx, brand, settings, None, new, Instant::now()).await })
    });
    let id = insert.await.unwrap().0;
    let mail = server.mail_to("guest@example.org").await;
    // Its job is a row of Drumlin's too, until it is done.
    let gone = async { while server.one("SELECT COUNT(*) FROM jobs WHERE recipient = 'guest@example.org'").await > 0 {} };
    tokio::time::timeout(std::time::Duration::from_secs(20), gone).await.unwrap();
    let token = mail.split("/invitation/").nth(1).unwrap().chars();
    (id, token.take_while(char::is_ascii_hexdigit).collect())
}

/// Every row of Drumlin's, of every table, as text.
async fn all_of_drumlin(server: &Server) -> Vec<String> {
    let postgres = matches!(server.db, community::Db::Postgres(_));
    let texts = async |sql: &str| {
        let rows = community::fetch_all!(server.db.read().await.unwrap(), (String,), sql).unwrap();
        rows.into_iter().map(|(text,)| text).collect::<Vec<_>>()
    };
    let tables = if postgres {
        "SELECT CAST(table_name AS TEXT) FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'brand_id' ORDER BY 1"
    } else {
        "SELECT DISTINCT m.name FROM sqlite_master m, pragma_table_info(m.name) p WHERE m.type = 'table' AND p.name = 'brand_id' ORDER BY 1"
    };
    let tables = texts(tables).await;
    assert!(tables.len() > 10);
    let mut rows = Vec::new();
    for table in tables {
        let row = if postgres {
            "CAST(x AS TEXT)".to_owned()
        } else {
            let columns = texts(&format!("SELECT 'quote(' || name || ')' FROM pragma_table_info('{table}')")).await;
            columns.join(" || '|' || ")
        };
        let drumlin = "(SELECT id FROM brands WHERE slug = 'drumlin')";
        rows.extend(
            texts(&format!(
                "SELECT '{table}|' || {row} FROM {table} x WHERE brand_id = {drumlin} ORDER BY 1"
            ))
            .await,
        );
    }
    rows
}

async fn send(server: &Server, method: &Method, path: &str, cookie: &str, form: &[(String, String)]) -> Response {
    if method == Method::GET {
        return server.get(path, Some(cookie)).await;
    }
    let form: Vec<(&str, &str)> = form.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    server.post(path, Some(cookie), &form).await
}

/// Whether an address names a row of a brand. The look is the brand's own by its slug; codes and links of the door belong to accounts; that
/// another brand's link does not unsubscribe is asked in `notices`, because its page says the same of every token.
fn names_a_row(path: &str) -> bool {
    let elsewhere = ["/look/", "/confirm/", "/password/", "/unsubscribe/"];
    path.starts_with("/b/")
        && ["{number}", "{slug}", "{id}", "{token}", "{file}"]
            .iter()
            .any(|part| path.contains(part))
        && !elsewhere.iter().any(|part| path.contains(part))
}

/// The form of an invitation leads to its own page, which says that it lets nobody in.
fn is_not_there(route: &routes::Route, path: &str, answer: &Response) -> bool {
    let to = answer.headers().get("location").map_or("", |to| to.to_str().unwrap());
    matches!(answer.status().as_u16(), 404 | 410) || route.path.ends_with("/invitation/{token}") && to == path
}

async fn nothing_of_drumlin_is_found_from_orsel(server: Server) {
    let of = drumlins(&server).await;
    let (obi, agnes) = (
        server.cookie_of("obi@drumlin.example").await,
        server.cookie_of("agnes@orsel.example").await,
    );
    let sql = "SELECT MIN(t.number) FROM topics t JOIN brands b ON b.id = t.brand_id WHERE b.slug = 'orsel' AND t.locked IS NULL";
    let own = server.one(sql).await;
    let before = all_of_drumlin(&server).await;
    let (mut wrong, mut walked) = (Vec::new(), 0);
    for route in routes::list().iter().filter(|r| names_a_row(r.path)) {
        // Drumlin's rows, and Drumlin's rows under a topic or a person that is Orsel's own.
        let under = route.path.contains("{number}") && (route.path.contains("{id}") || route.path.contains("{file}"));
        for number in [Some(ELSEWHERE), under.then_some(own)].into_iter().flatten() {
            let path = of.address(route.path, "orsel", number);
            let answer = send(&server, &route.method, &path, &agnes, &of.form("Something that is long enough.")).await;
            walked += 1;
            if !is_not_there(route, &path, &answer) {
                wrong.push(format!("{} {path}: {}", route.method, answer.status()));
            }
        }
    }
    assert!(wrong.is_empty() && walked > 60, "{walked} walked, {wrong:#?}");
    assert_eq!(before, all_of_drumlin(&server).await, "something of Drumlin's has changed");
    in_the_forms_of_orsel(&server, &of, own, &agnes).await;
    assert_eq!(before, all_of_drumlin(&server).await, "something of Drumlin's has changed");
    they_are_there_for_whom_they_are(&server, &of, &obi).await;
}

/// The same ids in the forms of Orsel's own addresses, and in the functions.
async fn in_the_forms_of_orsel(server: &Server, of: &Drumlins, own: i64, agnes: &str) {
    let over =
        |path: &str| path.ends_with("sign-out") || path.ends_with("/leave") || path.ends_with("/erase") || path.starts_with("/operator");
    let named = |path: &str| ["{slug}", "{id}", "{token}", "{file}"].iter().any(|part| path.contains(part));
    for route in routes::list()
        .iter()
        .filter(|r| r.method == Method::POST && !over(r.path) && !named(r.path))
    {
        let paths = match route.path.contains("{deed}") {
            true => ["move", "move_replies"].map(|deed| route.path.replace("{deed}", deed)).to_vec(),
            false => vec![route.path.to_owned()],
        };
        for path in paths {
            let path = of.address(&path, "orsel", own);
            for reply in ["Something that is long enough.".to_owned(), of.reply.to_string()] {
                let answer = send(server, &route.method, &path, agnes, &of.form(&reply)).await;
                assert!(answer.status().as_u16() < 500, "{path}");
                if path == "/fn/vote" {
                    assert_eq!(answer.status(), 404);
                }
            }
        }
    }
}

async fn they_are_there_for_whom_they_are(server: &Server, of: &Drumlins, obi: &str) {
    for route in [
        "/b/{brand}/t/{number}/{slug}",
        "/b/{brand}/t/{number}/replies/{id}/history",
        "/b/{brand}/t/{number}/replies/{id}/report",
        "/b/{brand}/moderation/pictures/{id}",
        "/b/{brand}/moderation/revisions/{id}",
        "/b/{brand}/people/{number}",
        "/b/{brand}/people/{number}/remove",
        "/b/{brand}/people/{number}/{file}",
        "/b/{brand}/pictures/{file}",
        "/b/{brand}/settings/people/{number}",
        "/b/{brand}/settings/boards/{slug}",
        "/b/{brand}/settings/products/{slug}",
    ] {
        let path = of.address(route, "drumlin", ELSEWHERE);
        assert_eq!(server.get(&path, Some(obi)).await.status(), 200, "{path}");
    }
    for route in [
        "/b/{brand}/moderation/reports/{id}/close",
        "/b/{brand}/moderation/{id}/undo",
        "/b/{brand}/moderation/revisions/{id}/remove",
        "/b/{brand}/settings/people/invitations/{id}/withdraw",
    ] {
        let path = of.address(route, "drumlin", ELSEWHERE);
        assert_eq!(server.post(&path, Some(obi), &[]).await.status(), 303, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_brands_ids_are_not_found_at_any_address_and_change_nothing_in_any_form_on_sqlite() {
    nothing_of_drumlin_is_found_from_orsel(support::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_brands_ids_are_not_found_at_any_address_and_change_nothing_in_any_form_on_postgresql() {
    nothing_of_drumlin_is_found_from_orsel(support::postgres().await).await;
}
