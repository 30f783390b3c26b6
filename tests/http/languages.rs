//! What a brand says in each of its languages, as its admin types it and its visitors read it.

use crate::accounts::location;
use crate::support::{self, Server};

/// A page as a visitor reads it whose browser asks for French.
async fn in_french(server: &Server, path: &str) -> String {
    let request = server.http.get(format!("{}{path}", server.base)).header("accept-language", "fr");
    request.send().await.unwrap().text().await.unwrap()
}

async fn in_english(server: &Server, path: &str) -> String {
    server.get(path, None).await.text().await.unwrap()
}

const BRAND: &str = "/b/drumlin/settings/brand";

fn naming<'f>(more: &[(&'f str, &'f str)]) -> Vec<(&'f str, &'f str)> {
    let mut form = vec![("brand-name", "Drumlin"), ("tagline", "Tell us."), ("lede", "Who reads this.")];
    form.extend([("language", "en"), ("lang-fr", "on"), ("time_zone", "Europe/London")]);
    form.extend(more);
    form
}

#[tokio::test]
async fn a_visitor_reads_what_the_brand_says_in_their_language_and_else_in_its_own() {
    let server = support::sqlite().await;
    let admin = server.cookie_of("obi@drumlin.example").await;
    let form = naming(&[("tagline-fr", "Dites-nous."), ("lede-fr", " ")]);
    assert_eq!(server.post(BRAND, Some(&admin), &form).await.status(), 303);
    let page = in_french(&server, "/b/drumlin/").await;
    assert!(
        page.contains("<h1>Dites-nous.</h1>") && page.contains("content=\"Dites-nous.\""),
        "{page}"
    );
    assert!(page.contains("<p lang=\"en\" class=\"lede\">Who reads this.</p>"), "{page}");
    assert!(page.contains("Un site de Drumlin"), "a field that did not come says nothing");
    assert!(in_french(&server, "/").await.contains("<p lang=\"fr\">Dites-nous.</p>"));
    let page = in_english(&server, "/b/drumlin/").await;
    assert!(page.contains("<h1>Tell us.</h1>") && !page.contains("Dites-nous"), "{page}");
}

#[tokio::test]
async fn on_the_front_page_of_the_installation_one_chooses_the_language_and_the_errors_follow() {
    let server = support::sqlite().await;
    let front = server.get("/", None).await.text().await.unwrap();
    assert!(
        front.contains("<html lang=\"en\"") && front.contains("action=\"/brands/language\""),
        "{front}"
    );
    let chosen = server.post("/brands/language", None, &[("language", "fr"), ("back", "")]).await;
    assert_eq!((chosen.status().as_u16(), location(&chosen)), (303, "/"));
    let set = chosen.headers()["set-cookie"].to_str().unwrap();
    assert!(set.starts_with("language=fr;"), "{set}");
    for path in ["/", "/nothing"] {
        let french = server.get(path, Some("language=fr")).await.text().await.unwrap();
        assert!(french.contains("<html lang=\"fr\""), "{path}: {french}");
    }
}

#[tokio::test]
async fn a_translation_that_is_too_long_comes_back_beside_its_field() {
    let server = support::sqlite().await;
    let admin = server.cookie_of("obi@drumlin.example").await;
    let long = "é".repeat(121);
    let refused = server.post(BRAND, Some(&admin), &naming(&[("tagline-fr", long.as_str())])).await;
    assert_eq!(refused.status(), 422);
    let page = refused.text().await.unwrap();
    assert!(
        page.contains("id=\"tagline-fr-error\"") && page.contains(&format!("value=\"{long}\"")),
        "{page}"
    );
    assert!(!page.contains("id=\"tagline-error\""), "{page}");
}

#[tokio::test]
async fn a_line_that_is_only_said_in_another_language_comes_back_beside_the_first() {
    let server = support::sqlite().await;
    let admin = server.cookie_of("obi@drumlin.example").await;
    let mut form = naming(&[("tagline-fr", "Dites-nous."), ("lede-fr", "Qui lit ceci.")]);
    form.retain(|(name, _)| *name != "tagline");
    let refused = server.post(BRAND, Some(&admin), &form).await;
    assert_eq!(refused.status(), 422);
    let page = refused.text().await.unwrap();
    assert!(
        page.contains("id=\"tagline-error\"") && page.contains("value=\"Dites-nous.\""),
        "{page}"
    );
    assert!(!page.contains("id=\"lede-error\""), "{page}");
}

#[tokio::test]
async fn a_space_without_any_language_is_told_that_it_needs_one_and_keeps_what_was_typed() {
    let server = support::sqlite().await;
    let admin = server.cookie_of("obi@drumlin.example").await;
    let form = [
        ("brand-name", "Drumlin"),
        ("tagline", "Tell us all."),
        ("language", "fr"),
        ("time_zone", "Europe/London"),
    ];
    let refused = server.post(BRAND, Some(&admin), &form).await;
    assert_eq!(refused.status(), 422);
    let page = refused.text().await.unwrap();
    assert!(
        page.contains("id=\"languages-error\"") && page.contains("value=\"Tell us all.\""),
        "{page}"
    );
    assert!(page.contains("<option value=\"fr\" selected"), "{page}");
    assert!(!in_english(&server, "/b/drumlin/").await.contains("Tell us all."));
}

#[tokio::test]
async fn another_first_language_says_what_stood_in_its_fields() {
    let server = support::sqlite().await;
    let admin = server.cookie_of("obi@drumlin.example").await;
    let mut form = naming(&[("tagline-fr", "Dites-nous."), ("lang-en", "on")]);
    form.iter_mut()
        .filter(|(name, _)| *name == "language")
        .for_each(|field| field.1 = "fr");
    assert_eq!(server.post(BRAND, Some(&admin), &form).await.status(), 303);
    let page = in_english(&server, "/b/drumlin/").await;
    assert!(
        page.contains("<h1>Dites-nous.</h1>") && page.contains(">Tentes</a>"),
        "nobody asked for a language: {page}"
    );
}

#[tokio::test]
async fn a_board_is_called_what_it_is_called_in_the_readers_language() {
    let server = support::sqlite().await;
    let admin = server.cookie_of("obi@drumlin.example").await;
    let sql = "SELECT t.number, t.slug FROM topics t JOIN boards b ON b.id = t.board_id WHERE b.slug = 'tents' ORDER BY t.id LIMIT 1";
    let (number, slug) = community::fetch_one!(server.db.read().await.unwrap(), (i64, String), sql).unwrap();
    let (list, topic) = ("/b/drumlin/topics?board=tents", format!("/b/drumlin/t/{number}/{slug}"));
    let save = async |name: &str| {
        let mut form = vec![("board-name", "Tents"), ("board-name-fr", name), ("description", "Poles and pegs.")];
        form.extend([("kind-idea", "on"), ("kind-problem", "on"), ("view", "anyone")]);
        form.extend([("submit", "members"), ("reply", "members"), ("vote", "members")]);
        let answer = server.post("/b/drumlin/settings/boards/tents", Some(&admin), &form).await;
        assert_eq!(answer.status(), 303, "{}", answer.text().await.unwrap());
    };
    save("Abris").await;
    let page = in_french(&server, list).await;
    assert!(page.contains("<h1>Abris</h1>") && page.contains(">Abris</option>"), "{page}");
    assert!(
        page.contains("<span class=\"minor\">Abris</span>") && !page.contains(">Tents<"),
        "{page}"
    );
    let english = in_english(&server, list).await;
    assert!(english.contains("<h1>Tents</h1>") && !english.contains("Abris"), "{english}");
    let page = in_french(&server, &topic).await;
    assert!(page.contains("Abris</a>") && !page.contains("Tents</a>"), "{page}");
    save(" ").await;
    let page = in_french(&server, list).await;
    assert!(
        page.contains("<h1 lang=\"en\">Tents</h1>") && page.contains("<span lang=\"en\" class=\"minor\">Tents</span>"),
        "{page}"
    );
}
