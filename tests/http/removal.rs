//! Removing a spammer: two clicks from the desk, said in numbers first, and one to undo it.

use crate::support::{self, Server};

const NELL: &str = "nell@drumlin.example";
const DESK: &str = "/b/drumlin/moderation";

/// The id and the number of a member of the demo who has written something.
async fn somebody(server: &Server) -> (i64, i64) {
    let sql = "SELECT m.id, m.number FROM memberships m JOIN brands b ON b.id = m.brand_id WHERE b.slug = 'drumlin' AND m.role = 'member' \
        AND EXISTS (SELECT 1 FROM topics t WHERE t.author_id = m.id AND t.visibility = 'public') \
        AND EXISTS (SELECT 1 FROM replies r WHERE r.author_id = m.id AND r.visibility = 'public') \
        AND NOT EXISTS (SELECT 1 FROM topics p JOIN replies q ON q.topic_id = p.id WHERE q.author_id = m.id AND p.visibility = 'private') ORDER BY m.id LIMIT 1";
    community::fetch_one!(server.db.read().await.unwrap(), (i64, i64), sql).unwrap()
}

/// How many conversations and replies of theirs everybody reads.
async fn public(server: &Server, id: i64) -> (i64, i64) {
    let of = |table: &str| format!("SELECT COUNT(*) FROM {table} WHERE author_id = {id} AND visibility = 'public'");
    (server.one(&of("topics")).await, server.one(&of("replies")).await)
}

async fn page(server: &Server, path: &str, cookie: &str) -> String {
    let answer = server.get(path, Some(cookie)).await;
    assert_eq!(answer.status(), 200, "{path}");
    answer.text().await.unwrap()
}

#[tokio::test]
async fn a_spammer_goes_by_one_form_that_says_what_it_does_and_comes_back_by_one_button() {
    let server = support::sqlite().await;
    let nell = server.cookie_of(NELL).await;
    let (id, number) = somebody(&server).await;
    let before = public(&server, id).await;
    let form = format!("/b/drumlin/people/{number}/remove");
    let profile = page(&server, &format!("/b/drumlin/people/{number}"), &nell).await;
    assert!(profile.contains(&form), "{profile}");
    let asked = page(&server, &format!("{form}?back={DESK}"), &nell).await;
    assert!(
        asked.contains("is suspended until a moderator lifts it") && asked.contains("Advertising or spam"),
        "{asked}"
    );
    assert_eq!(public(&server, id).await, before, "asking changes nothing");

    let empty = server.post(&form, Some(&nell), &[("reason", " "), ("back", DESK)]).await;
    assert_eq!(empty.status(), 422);
    assert_eq!(public(&server, id).await, before);
    let sent = [("reason", "<b>Spam</b>"), ("back", DESK)];
    let done = server.post(&form, Some(&nell), &sent).await;
    assert_eq!((done.status().as_u16(), done.headers()["location"].to_str().unwrap()), (303, DESK));
    assert_eq!(public(&server, id).await, (0, 0));
    let desk = page(&server, DESK, &nell).await;
    assert!(
        desk.contains("removed as spam") && desk.contains("&lt;b&gt;Spam") && !desk.contains("<b>Spam"),
        "{desk}"
    );

    let deed = server.one("SELECT MAX(id) FROM interventions WHERE kind = 'remove'").await;
    assert!(desk.contains(&format!("/moderation/{deed}/undo")), "{desk}");
    let undone = server.post(&format!("{DESK}/{deed}/undo"), Some(&nell), &[]).await;
    assert_eq!(undone.status(), 303);
    assert_eq!(public(&server, id).await, before);
}

#[tokio::test]
async fn nobody_who_works_here_is_removed() {
    let server = support::sqlite().await;
    let nell = server.cookie_of(NELL).await;
    let ewan = server
        .one("SELECT m.number FROM memberships m JOIN accounts a ON a.id = m.account_id WHERE a.address = 'ewan@drumlin.example'")
        .await;
    let form = format!("/b/drumlin/people/{ewan}/remove");
    assert!(!page(&server, &form, &nell).await.contains("<textarea"));
    let refused = server.post(&form, Some(&nell), &[("reason", "Spam")]).await;
    assert_eq!(refused.status(), 422);
    assert_eq!(server.one("SELECT COUNT(*) FROM interventions WHERE kind = 'remove'").await, 0);
}
