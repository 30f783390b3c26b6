//! A person's own: their profile, their picture, their export, and how they go.

use crate::support::{self, Server};
use community::{fetch_one, fetch_optional};

/// A 2 × 2 picture (PNG).
const PNG: &[u8] = include_bytes!("people.png");

async fn number_of(server: &Server, handle: &str) -> i64 {
    let sql = format!("SELECT number FROM memberships WHERE handle = '{handle}'");
    fetch_one!(server.db.read().await.unwrap(), (i64,), &sql).unwrap().0
}

async fn upload(server: &Server, cookie: &str, bytes: &[u8]) -> reqwest::Response {
    let head = "--edge\r\ncontent-disposition: form-data; name=\"picture\"; filename=\"me.png\"\r\ncontent-type: image/png\r\n\r\n";
    let body = [head.as_bytes(), bytes, b"\r\n--edge--\r\n"].concat();
    let request = server.http.post(format!("{}/b/drumlin/account/profile/picture", server.base));
    let request = request
        .header("cookie", cookie)
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "multipart/form-data; boundary=edge");
    request.body(body).send().await.unwrap()
}

fn location(answer: &reqwest::Response) -> (u16, &str) {
    let location = answer.headers().get("location").map_or("", |l| l.to_str().unwrap());
    (answer.status().as_u16(), location)
}

#[tokio::test]
async fn a_name_in_a_conversation_leads_to_what_that_person_said() {
    let server = support::sqlite().await;
    let sql = "SELECT m.number, m.name, t.number, t.slug, t.title FROM topics t JOIN memberships m ON m.id = t.author_id \
        JOIN brands b ON b.id = t.brand_id WHERE b.slug = 'drumlin' ORDER BY t.id LIMIT 1";
    let (person, name, topic, slug, title): (i64, String, i64, String, String) =
        fetch_one!(server.db.read().await.unwrap(), (i64, String, i64, String, String), sql).unwrap();
    let page = server
        .get(&format!("/b/drumlin/t/{topic}/{slug}"), None)
        .await
        .text()
        .await
        .unwrap();
    assert!(page.contains(&format!("href=\"/b/drumlin/people/{person}\"")), "{page}");
    let profile = server.get(&format!("/b/drumlin/people/{person}"), None).await;
    assert_eq!(profile.status(), 200);
    let profile = profile.text().await.unwrap();
    let safe = title.replace('&', "&amp;").replace('\'', "&#x27;");
    assert!(
        profile.contains(&name) && (profile.contains(&title) || profile.contains(&safe)),
        "{profile}"
    );
    assert!(profile.contains("noindex") && !profile.contains("@drumlin.example"));
    assert_eq!(server.get("/b/drumlin/people/99999", None).await.status(), 404);
}

#[tokio::test]
async fn a_picture_is_shown_where_its_person_is_and_kept_from_those_outside() {
    let server = support::sqlite().await;
    let isla = server.cookie_of("isla@drumlin.example").await;
    assert_eq!(location(&upload(&server, &isla, PNG).await), (303, "/b/drumlin/account/profile"));
    let page = server.get("/b/drumlin/account/profile", Some(&isla)).await.text().await.unwrap();
    let (_, rest) = page.split_once("<img src=\"/b/drumlin/people/").unwrap();
    let path = format!("/b/drumlin/people/{}", rest.split('"').next().unwrap());
    let picture = server.get(&path, None).await;
    let header = |name: &str| picture.headers()[name].to_str().unwrap();
    assert_eq!(header("content-type"), "image/jpeg");
    assert_eq!(header("content-security-policy"), "default-src 'none'; frame-ancestors 'none'");
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert!(header("cache-control").starts_with("private") && header("cache-control").contains("immutable"));
    let close = "UPDATE brands SET opened = NULL WHERE slug = 'drumlin'";
    server
        .db
        .write(close, |tx, sql| Box::pin(async move { Ok(community::execute!(tx, *sql)?) }))
        .await
        .unwrap();
    assert_eq!(server.get(&path, None).await.status(), 404);
    assert_eq!(server.get(&path, Some(&isla)).await.status(), 200);
}

#[tokio::test]
async fn a_file_that_is_no_picture_or_too_large_is_told_beside_the_field() {
    let server = support::sqlite().await;
    let isla = server.cookie_of("isla@drumlin.example").await;
    for (bytes, said) in [
        (b"<svg/>".to_vec(), "That is a drawing (SVG)"),
        (vec![0; 6_000_000], "larger than"),
        (Vec::new(), "Choose a picture first"),
    ] {
        let answer = upload(&server, &isla, &bytes).await;
        assert_eq!(answer.status(), 422);
        let html = answer.text().await.unwrap();
        assert!(html.contains("id=\"picture-error\"") && html.contains(said), "{said}: {html}");
    }
}

#[tokio::test]
async fn a_handle_that_somebody_has_is_told_and_what_was_typed_stays() {
    let server = support::sqlite().await;
    let isla = server.cookie_of("isla@drumlin.example").await;
    let (taken,) = fetch_one!(
        server.db.read().await.unwrap(),
        (String,),
        "SELECT handle FROM memberships WHERE handle NOT LIKE 'isla%' AND brand_id = (SELECT id FROM brands WHERE slug = 'drumlin') LIMIT 1"
    )
    .unwrap();
    let form = [("name", "Isla of the hills"), ("handle", taken.as_str())];
    let answer = server.post("/b/drumlin/account/profile", Some(&isla), &form).await;
    assert_eq!(answer.status(), 422);
    let html = answer.text().await.unwrap();
    assert!(html.contains("id=\"handle-error\"") && html.contains("Isla of the hills"), "{html}");
    let form = [("name", "Isla of the hills"), ("handle", "hill-isla")];
    let answer = server.post("/b/drumlin/account/profile", Some(&isla), &form).await;
    assert_eq!(location(&answer), (303, "/b/drumlin/account/profile"));
    assert!(number_of(&server, "hill-isla").await > 0);
}

#[tokio::test]
async fn an_export_is_a_file_for_its_person_alone() {
    let server = support::sqlite().await;
    let isla = server.cookie_of("isla@drumlin.example").await;
    for (path, media) in [("export.json", "application/json"), ("export.html", "text/html; charset=utf-8")] {
        let path = format!("/b/drumlin/account/{path}");
        let answer = server.get(&path, Some(&isla)).await;
        let header = |name: &str| answer.headers()[name].to_str().unwrap().to_owned();
        assert_eq!((header("content-type"), header("cache-control")), (media.into(), "no-store".into()));
        assert!(header("content-disposition").starts_with("attachment; filename="));
        let text = answer.text().await.unwrap();
        assert!(text.contains("isla@drumlin.example") && !text.contains("<script"), "{text}");
        assert_eq!(location(&server.get(&path, None).await), (303, "/b/drumlin/sign-in"));
    }
}

#[tokio::test]
async fn an_export_says_how_ones_texts_stand_and_what_was_decided() {
    let server = support::sqlite().await;
    let isla = server.cookie_of("isla@drumlin.example").await;
    let find = "SELECT m.brand_id, m.id, (SELECT MIN(t.id) FROM topics t WHERE t.brand_id = m.brand_id AND t.kind = 'idea') FROM memberships m \
        JOIN accounts a ON a.id = m.account_id JOIN brands b ON b.id = m.brand_id WHERE a.address = 'isla@drumlin.example' AND b.slug = 'drumlin'";
    let ids = fetch_one!(server.db.read().await.unwrap(), (i64, i64, i64), find).unwrap();
    let written = server.db.write(ids, |tx, (brand, me, topic)| {
        Box::pin(async move {
            for sql in [
                "UPDATE topics SET author_id = $2, title = 'A sieve for fog', status = 'planned', visibility = 'hidden', hidden_reason = 'Names a neighbour', edited = 1 WHERE brand_id = $1 AND id = $3",
                "UPDATE memberships SET mail = 'daily' WHERE brand_id = $1 AND id = $2 AND $3 > 0",
                "INSERT INTO pictures (brand_id, owner_id, kind, media, bytes, created) SELECT $1, $2, 'avatar', 'image/x-fog', '?!?', 1 FROM topics WHERE id = $3",
                "INSERT INTO interventions (brand_id, actor_id, kind, topic_id, subject_id, reason, before, created) VALUES ($1, $2, 'refuse', $3, $2, 'Three insults in it', '{}', 1)",
                "INSERT INTO events (brand_id, topic_id, actor_id, kind, status, created) VALUES ($1, $3, $2, 'status', 'considered_later', 1)",
            ] {
                community::execute!(tx, sql, *brand, *me, *topic)?;
            }
            Ok(())
        })
    });
    written.await.unwrap();
    let json = server
        .get("/b/drumlin/account/export.json", Some(&isla))
        .await
        .text()
        .await
        .unwrap();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let here = &json["memberships"][0];
    let last = |list: &str| here[list].as_array().and_then(|all| all.last().cloned()).unwrap();
    assert_eq!(last("profile_pictures")["bytes"], "PyE/");
    assert_eq!(
        (&last("interventions")["reason"], &last("interventions")["kind"]),
        (&"Three insults in it".into(), &"refuse".into())
    );
    assert_eq!(
        (&last("events")["status"], &last("events")["topic_title"]),
        (&"considered_later".into(), &"A sieve for fog".into())
    );
    assert_eq!(here["profile"]["mail"], "daily");
    let html = server
        .get("/b/drumlin/account/export.html", Some(&isla))
        .await
        .text()
        .await
        .unwrap();
    for said in [
        "A sieve for fog (",
        "Planned",
        "Hidden by a moderator: Names a neighbour",
        "edited ",
        "Once a day",
        "data:image/x-fog;base64,PyE/",
        "conversation refused",
        "Three insults in it",
        "Considered later",
    ] {
        assert!(html.contains(said), "{said} is missing in {html}");
    }
}

#[tokio::test]
async fn who_leaves_is_shown_nowhere_and_their_words_are_a_former_members() {
    let server = support::sqlite().await;
    let sql = "SELECT m.number, a.address, m.name, t.number FROM topics t JOIN memberships m ON m.id = t.author_id JOIN accounts a ON a.id = m.account_id \
        JOIN brands b ON b.id = t.brand_id WHERE b.slug = 'drumlin' AND m.role = 'member' ORDER BY t.id LIMIT 1";
    let (number, address, name, topic): (i64, String, String, i64) =
        fetch_one!(server.db.read().await.unwrap(), (i64, String, String, i64), sql).unwrap();
    let cookie = server.cookie_of(&address).await;
    let asked = server.get("/b/drumlin/account/leave", Some(&cookie)).await;
    assert_eq!(asked.status(), 200);
    let unsaid = server.post("/b/drumlin/account/leave", Some(&cookie), &[("nonsense", "1")]).await;
    assert_eq!(unsaid.status(), 422);
    let left = server.post("/b/drumlin/account/leave", Some(&cookie), &[("texts", "keep")]).await;
    assert_eq!(location(&left), (303, "/b/drumlin/"));
    assert_eq!(server.get(&format!("/b/drumlin/people/{number}"), None).await.status(), 404);
    let path = server.get(&format!("/b/drumlin/t/{topic}"), None).await;
    let page = server.get(location(&path).1, None).await.text().await.unwrap();
    assert!(page.contains("former member") && !page.contains(&name), "{page}");
}

#[tokio::test]
async fn an_erased_account_is_signed_out_and_told_that_it_is_done() {
    let server = support::sqlite().await;
    let isla = server.cookie_of("isla@drumlin.example").await;
    let form = [
        ("texts", "remove"),
        ("confirmation", "isla@drumlin.example"),
        ("password", "not this one"),
    ];
    let wrong = server.post("/b/drumlin/account/erase", Some(&isla), &form).await;
    assert_eq!(wrong.status(), 422);
    let form = [form[0], form[1], ("password", "a kettle sings at dawn")];
    let done = server.post("/b/drumlin/account/erase", Some(&isla), &form).await;
    assert_eq!(location(&done), (303, "/b/drumlin/erased"));
    let page = server.get("/b/drumlin/erased", Some(&isla)).await.text().await.unwrap();
    assert!(page.contains("It is done") && page.contains("/b/drumlin/sign-in"), "{page}");
    let sql = "SELECT id FROM accounts WHERE address = 'isla@drumlin.example'";
    assert!(fetch_optional!(server.db.read().await.unwrap(), (i64,), sql).unwrap().is_none());
}

#[tokio::test]
async fn new_house_rules_are_told_under_the_mast_until_they_are_accepted() {
    let server = support::sqlite().await;
    let isla = server.cookie_of("isla@drumlin.example").await;
    let told = async |cookie: Option<&str>| {
        let html = server.get("/b/drumlin/topics", cookie).await.text().await.unwrap();
        html.contains("The house rules have changed")
    };
    assert!(!told(Some(&isla)).await);
    let newer = "UPDATE brands SET rules_version = rules_version + 1 WHERE slug = 'drumlin'";
    server
        .db
        .write(newer, |tx, sql| Box::pin(async move { Ok(community::execute!(tx, *sql)?) }))
        .await
        .unwrap();
    assert!(told(Some(&isla)).await && !told(None).await);
    let form = [("rules", "2"), ("terms", "0"), ("back", "/b/drumlin/topics?sort=newest")];
    let accepted = server.post("/b/drumlin/accept", Some(&isla), &form).await;
    assert_eq!(location(&accepted), (303, "/b/drumlin/topics?sort=newest"));
    assert!(!told(Some(&isla)).await);
    let outside = [("back", "https://evil.example/")];
    let accepted = server.post("/b/drumlin/accept", Some(&isla), &outside).await;
    assert_eq!(location(&accepted), (303, "/b/drumlin/"));
}
