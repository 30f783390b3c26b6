//! Whoever is suspended is told so where the forms were, and loses nothing of what they were writing.

use crate::support::{self, Server};
use types::Instant;

const ISLA: &str = "isla@drumlin.example";
const HERE: &str = "You are suspended until";
const IDEA: [(&str, &str); 4] = [
    ("kind", "idea"),
    ("board", "tents"),
    ("title", "A loop to hang the flysheet by"),
    ("body", "It would dry in the morning while I make coffee."),
];

/// Isla's conversation with a reply of hers in it: its address without the title, and with it.
async fn said(server: &Server, isla: &str) -> (String, String) {
    let posted = server.post("/b/drumlin/new", Some(isla), &IDEA).await;
    let plain = posted.headers()["location"].to_str().unwrap().to_owned();
    let long = server.get(&plain, Some(isla)).await.headers()["location"]
        .to_str()
        .unwrap()
        .to_owned();
    let reply = server.post(&long, Some(isla), &[("reply", "One on each side, I mean.")]).await;
    assert_eq!(reply.status(), 303);
    (plain, long)
}

async fn suspend(server: &Server) {
    let until = Instant::now().plus_seconds(7 * 86_400).0;
    server
        .run(&format!(
            "UPDATE memberships SET suspended_until = {until}, suspended_reason = 'Unkind words' \
             WHERE account_id = (SELECT id FROM accounts WHERE address = '{ISLA}')"
        ))
        .await;
}

#[tokio::test]
async fn in_the_place_of_forms_and_buttons_stands_one_sentence() {
    let server = support::sqlite().await;
    let isla = server.cookie_of(ISLA).await;
    let (plain, long) = said(&server, &isla).await;
    let before = server.get(&long, Some(&isla)).await.text().await.unwrap();
    assert!(
        before.contains(&format!("{plain}/edit")) && before.contains("<textarea"),
        "{before}"
    );
    suspend(&server).await;
    let page = server.get(&long, Some(&isla)).await.text().await.unwrap();
    assert!(page.contains(HERE) && page.contains("href=\"#suspended\""), "{page}");
    assert!(page.contains("id=\"suspended\"") && page.contains("Unkind words"), "{page}");
    for offered in ["/edit\"", "<textarea", "/report\"", "/b/drumlin/new\""] {
        assert!(!page.contains(offered), "{offered} in {page}");
    }
    assert!(page.contains(&format!("{plain}/delete")), "what one said can be taken back: {page}");
    for path in ["/b/drumlin/", "/b/drumlin/topics?q=nothing-like-it", "/b/drumlin/me"] {
        let page = server.get(path, Some(&isla)).await.text().await.unwrap();
        assert!(!page.contains("/b/drumlin/new\""), "{path}: {page}");
    }
    let refused = server.get("/b/drumlin/new", Some(&isla)).await.text().await.unwrap();
    assert_eq!(refused.matches("Unkind words").count(), 1, "{refused}");
    let profile = server.get("/b/drumlin/account/profile", Some(&isla)).await.text().await.unwrap();
    assert!(profile.contains(HERE) && !profile.contains("name=\"handle\""), "{profile}");
    let edit = server.get(&format!("{plain}/edit"), Some(&isla)).await;
    assert_eq!(edit.status(), 403);
}

#[tokio::test]
async fn what_somebody_sends_who_was_suspended_while_typing_comes_back_with_why() {
    let server = support::sqlite().await;
    let isla = server.cookie_of(ISLA).await;
    let (plain, long) = said(&server, &isla).await;
    suspend(&server).await;
    let counted = "SELECT (SELECT COUNT(*) FROM topics) + (SELECT COUNT(*) FROM replies) + (SELECT COUNT(*) FROM revisions)";
    let before = server.one(counted).await;
    let typed = "Two loops would be better than one.";
    let topic = [
        ("kind", "idea"),
        ("board", "tents"),
        ("title", "Loops for flysheets"),
        ("body", typed),
    ];
    let edit = [("title", "Loops for flysheets"), ("body", typed), ("lang", "en")];
    let reply = [("reply", typed)];
    let preview = [("reply", typed), ("do", "preview")];
    let edited = format!("{plain}/edit");
    for (path, form) in [
        ("/b/drumlin/new", topic.as_slice()),
        (&edited, edit.as_slice()),
        (&long, reply.as_slice()),
        (&long, preview.as_slice()),
    ] {
        let answer = server.post(path, Some(&isla), form).await;
        assert_eq!(answer.status(), 403, "{path}");
        let page = answer.text().await.unwrap();
        assert!(page.contains(&format!("{typed}</textarea>")), "{path}: {page}");
        assert!(
            page.contains("You are suspended at the moment") && page.contains("Unkind words"),
            "{path}: {page}"
        );
    }
    assert_eq!(server.one(counted).await, before);
    assert_eq!(
        server.one("SELECT COUNT(*) FROM drafts").await,
        2,
        "a topic and a reply wait to be sent"
    );
}
