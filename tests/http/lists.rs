//! Lists by their addresses, tags, products, reasons, who voted, and what a member finds of their own.

use crate::support::{self, Server};

async fn html(server: &Server, path: &str, cookie: Option<&str>) -> String {
    let answer = server.get(path, cookie).await;
    assert_eq!(answer.status(), 200, "{path}");
    answer.text().await.unwrap()
}

/// The numbers of the rows of a list, in their order.
fn rows(html: &str) -> Vec<i64> {
    let ids = html.split("id=\"t").skip(1).filter_map(|rest| rest.split('"').next()?.parse().ok());
    ids.collect()
}

async fn ask(server: &Server, sql: &str) -> Vec<i64> {
    let found = community::fetch_all!(server.db.read().await.unwrap(), (i64,), sql).unwrap();
    found.into_iter().map(|row| row.0).collect()
}

async fn run(server: &Server, sql: &str) {
    let done = server.db.write(sql.to_owned(), |tx, sql| {
        Box::pin(async move { Ok(community::execute!(tx, sql.as_str())?) })
    });
    assert!(done.await.unwrap() > 0, "{sql} changes nothing");
}

const OF_DRUMLIN: &str = "SELECT t.number FROM topics t JOIN brands b ON b.id = t.brand_id WHERE b.slug = 'drumlin'";

#[tokio::test]
async fn every_order_and_filter_is_an_address() {
    let server = support::sqlite().await;
    for (query, which) in [
        (
            "sort=newest&kind=idea",
            "AND t.kind = 'idea' ORDER BY t.created DESC, t.id DESC LIMIT 25",
        ),
        (
            "sort=most_voted&status=planned",
            "AND t.status = 'planned' ORDER BY t.votes DESC, t.id DESC LIMIT 25",
        ),
        (
            "sort=answered",
            "AND t.answered IS NOT NULL ORDER BY t.answered DESC, t.id DESC LIMIT 25",
        ),
        (
            "sort=unanswered",
            "AND t.answered IS NULL AND t.status IN ('new', 'in_review', 'needs_information', 'considered_later', 'planned', 'in_progress', \
             'confirmed', 'cause_found', 'fix_planned', 'open') ORDER BY t.created DESC, t.id DESC LIMIT 25",
        ),
    ] {
        let page = html(&server, &format!("/b/drumlin/topics?{query}"), None).await;
        let expected = ask(&server, &format!("{OF_DRUMLIN} {which}")).await;
        assert!(
            !expected.is_empty() && rows(&page) == expected,
            "{query}: {:?} not {expected:?}",
            rows(&page)
        );
    }
    for wrong in ["board=none", "product=none", "tag=none"] {
        assert_eq!(
            server.get(&format!("/b/drumlin/topics?{wrong}"), None).await.status(),
            404,
            "{wrong}"
        );
    }
    let all = rows(&html(&server, "/b/drumlin/topics", None).await);
    for ignored in ["status=none&kind=none&sort=none&mine=1", "mine=yes&after=none"] {
        assert_eq!(
            rows(&html(&server, &format!("/b/drumlin/topics?{ignored}"), None).await),
            all,
            "{ignored}"
        );
    }
}

#[tokio::test]
async fn a_list_says_how_many_there_are_and_what_to_do_where_nothing_is_left() {
    let server = support::sqlite().await;
    community::demo::bulk(&server.db, 1_001, types::Instant::now()).await.unwrap();
    let problems = ask(&server, &format!("{OF_DRUMLIN} AND t.kind = 'problem'")).await.len();
    let page = html(&server, "/b/drumlin/topics?kind=problem", None).await;
    assert!(page.contains(&format!("{problems} conversations")), "{page}");
    let page = html(&server, "/b/drumlin/topics?sort=newest", None).await;
    assert!(page.contains("999+") && page.contains("More than 999 conversations"), "{page}");
    let isla = server.cookie_of("obi@drumlin.example").await;
    let mine = html(&server, "/b/drumlin/topics?mine=1&kind=idea", Some(&isla)).await;
    assert!(
        mine.contains("Vote for what you want too") && mine.contains("Clear the filters"),
        "{mine}"
    );
}

#[tokio::test]
async fn what_is_pinned_stands_first_on_the_first_page_of_everything_and_nowhere_twice() {
    let server = support::sqlite().await;
    run(&server, "UPDATE topics SET pinned = 1 WHERE number = 3").await;
    let page = html(&server, "/b/drumlin/topics", None).await;
    assert!(page.contains("class=\"pinned\"") && !rows(&page).contains(&3));
    let narrow = html(&server, "/b/drumlin/topics?sort=answered", None).await;
    assert!(!narrow.contains("class=\"pinned\""));
}

#[tokio::test]
async fn what_only_some_see_says_so_in_its_row_and_where_its_board_is_chosen() {
    let server = support::sqlite().await;
    let obi = server.cookie_of("obi@drumlin.example").await;
    assert!(
        !html(&server, "/b/drumlin/topics?board=tents", Some(&obi))
            .await
            .contains("Employees only")
    );
    run(
        &server,
        "UPDATE boards SET view_level = 3, submit_level = 3, reply_level = 3, vote_level = 3 WHERE slug = 'tents'",
    )
    .await;
    assert!(
        html(&server, "/b/drumlin/topics?board=tents", Some(&obi))
            .await
            .contains("Employees only</b>")
    );
    assert!(
        html(&server, "/b/drumlin/new", Some(&obi))
            .await
            .contains("Tents · Employees only</option>")
    );
}

#[tokio::test]
async fn the_staff_tags_a_topic_and_a_tag_leads_to_what_bears_it() {
    let server = support::sqlite().await;
    let (ewan, isla) = (
        server.cookie_of("ewan@drumlin.example").await,
        server.cookie_of("isla@drumlin.example").await,
    );
    let form = html(&server, "/b/drumlin/t/1/tags", Some(&ewan)).await;
    assert!(form.contains("name=\"tags\""));
    let many = server
        .post("/b/drumlin/t/1/tags", Some(&ewan), &[("tags", "a, b, c, d, e, f")])
        .await;
    assert_eq!(many.status(), 422);
    let text = many.text().await.unwrap();
    assert!(text.contains("value=\"a, b, c, d, e, f\"") && text.contains("tags-error"), "{text}");
    let saved = server
        .post("/b/drumlin/t/1/tags", Some(&ewan), &[("tags", "Poles, Field repair")])
        .await;
    assert_eq!(saved.status(), 303);
    assert_eq!(rows(&html(&server, "/b/drumlin/topics?tag=field-repair", None).await), [1]);
    let topic = server.get("/b/drumlin/t/1", None).await;
    let page = html(&server, topic.headers()["location"].to_str().unwrap(), None).await;
    assert!(page.contains("/b/drumlin/topics?tag=poles") && !page.contains("/t/1/tags"));
    assert_eq!(server.get("/b/drumlin/t/1/tags", Some(&isla)).await.status(), 403);
}

#[tokio::test]
async fn a_products_page_lists_its_topics_and_a_retired_one_is_found_by_its_address_only() {
    let server = support::sqlite().await;
    for (slug, name, retired) in [("new-one", "New one", "NULL"), ("old-one", "Old one", "1")] {
        run(
            &server,
            &format!(
                "INSERT INTO products (brand_id, slug, name, model, position, retired) SELECT id, '{slug}', '{name}', '2026', 90, {retired} FROM brands \
                 WHERE slug = 'drumlin' ON CONFLICT DO NOTHING"
            ),
        )
        .await;
    }
    run(&server, "UPDATE topics SET product_id = (SELECT MAX(id) FROM products WHERE slug = 'old-one') WHERE number = 2 AND brand_id = (SELECT id FROM brands WHERE slug = 'drumlin')").await;
    let all = html(&server, "/b/drumlin/products", None).await;
    assert!(all.contains("/b/drumlin/products/new-one\"") && !all.contains("old-one"));
    let one = html(&server, "/b/drumlin/products/old-one?sort=newest", None).await;
    assert!(
        rows(&one) == [2] && one.contains("No longer sold") && one.contains("/b/drumlin/products/old-one?sort=most_voted"),
        "{one}"
    );
    let list = html(&server, "/b/drumlin/topics?sort=newest", None).await;
    assert!(list.contains("href=\"/b/drumlin/products/old-one\""), "a row leads to its product");
    assert_eq!(server.get("/b/orsel/products/old-one", None).await.status(), 404);
}

#[tokio::test]
async fn a_voter_says_why_says_it_otherwise_and_takes_it_back() {
    let server = support::sqlite().await;
    let (number, _) = server.open_idea("drumlin").await;
    let isla = server.cookie_of("tomasz@drumlin.example").await;
    let path = format!("/b/drumlin/t/{number}");
    let page = server.get(&path, Some(&isla)).await.headers()["location"]
        .to_str()
        .unwrap()
        .to_owned();
    server.post(&format!("{path}/vote"), Some(&isla), &[("verb", "withdraw")]).await;
    let early = server
        .post(&format!("{path}/reason"), Some(&isla), &[("reason", "I need it")])
        .await;
    assert_eq!(early.status(), 422);
    assert!(early.text().await.unwrap().contains("Vote first, then say why"));
    server.post(&format!("{path}/vote"), Some(&isla), &[("verb", "cast")]).await;
    assert!(html(&server, &page, Some(&isla)).await.contains("And you, why?"));
    let long = "x".repeat(201);
    let long = server.post(&format!("{path}/reason"), Some(&isla), &[("reason", &long)]).await;
    assert_eq!(long.status(), 422);
    let text = long.text().await.unwrap();
    assert!(text.contains("reason-error") && text.contains(&"x".repeat(201)), "{text}");
    let said = server
        .post(&format!("{path}/reason"), Some(&isla), &[("reason", "Mine <leaks> at night")])
        .await;
    assert_eq!(
        (said.status().as_u16(), said.headers()["location"].to_str().unwrap()),
        (303, page.as_str())
    );
    let visitors = html(&server, &page, None).await;
    assert!(
        visitors.contains("Mine &lt;leaks&gt; at night") && !visitors.contains("And you, why?"),
        "{visitors}"
    );
    assert!(html(&server, &format!("{path}/reasons"), None).await.contains("Tomasz"));
    server.post(&format!("{path}/reason"), Some(&isla), &[("reason", "")]).await;
    assert!(!html(&server, &page, None).await.contains("Mine &lt;leaks"));
}

#[tokio::test]
async fn who_voted_is_for_the_team_and_a_moderator_removes_a_reason() {
    let server = support::sqlite().await;
    let (ewan, isla) = (
        server.cookie_of("ewan@drumlin.example").await,
        server.cookie_of("isla@drumlin.example").await,
    );
    let obi = server.cookie_of("obi@drumlin.example").await;
    let voters = html(&server, "/b/drumlin/t/1/votes", Some(&ewan)).await;
    assert!(voters.contains("Who voted") && voters.contains("/b/drumlin/people/"));
    assert_eq!(server.get("/b/drumlin/t/1/votes", Some(&isla)).await.status(), 403);
    run(&server, "UPDATE votes SET reason = 'Something unkind' WHERE (topic_id, member_id) = (SELECT v.topic_id, MAX(v.member_id) FROM votes v JOIN topics t ON t.id = v.topic_id JOIN brands b ON b.id = t.brand_id WHERE b.slug = 'drumlin' AND t.number = 1)").await;
    let number = ask(
        &server,
        "SELECT m.number FROM votes v JOIN memberships m ON m.id = v.member_id WHERE v.reason = 'Something unkind'",
    )
    .await[0]
        .to_string();
    assert!(
        html(&server, "/b/drumlin/t/1/reasons", Some(&obi))
            .await
            .contains("Remove this reason")
    );
    assert!(
        !html(&server, "/b/drumlin/t/1/reasons", Some(&ewan))
            .await
            .contains("Remove this reason")
    );
    let removed = server
        .post("/b/drumlin/t/1/reasons/remove", Some(&obi), &[("member", &number)])
        .await;
    assert_eq!(removed.status(), 303);
    assert!(!html(&server, "/b/drumlin/t/1/reasons", None).await.contains("Something unkind"));
    let log = html(&server, "/b/drumlin/settings/log", Some(&obi)).await;
    assert!(log.contains("removed the reason"), "{log}");
    assert!(
        log.contains("<a href=\"/b/drumlin/t/1\" class=\"small\">") && !log.contains("conversation 1</a>"),
        "the conversation is led to by its title: {log}"
    );
}

#[tokio::test]
async fn what_became_of_all_i_said_and_voted_for_is_one_click_away() {
    let server = support::sqlite().await;
    let isla = server.cookie_of("isla@drumlin.example").await;
    assert!(
        html(&server, "/b/drumlin/topics", Some(&isla))
            .await
            .contains("href=\"/b/drumlin/me\"")
    );
    let titles = "SELECT t.number FROM topics t JOIN memberships m ON m.id = t.author_id WHERE m.name = 'Isla Munro'";
    let own = ask(&server, titles).await;
    let page = html(&server, "/b/drumlin/me?part=topics", Some(&isla)).await;
    assert!(!own.is_empty() && own.iter().all(|n| page.contains(&format!("/t/{n}/"))), "{own:?}");
    run(&server, &format!("UPDATE topics SET visibility = 'hidden', hidden_reason = 'It names a neighbour' WHERE number = {} AND brand_id = (SELECT id FROM brands WHERE slug = 'drumlin')", own[0])).await;
    let page = html(&server, "/b/drumlin/me", Some(&isla)).await;
    assert!(page.contains("A moderator has hidden it: It names a neighbour"), "{page}");
    for part in ["everything", "replies", "votes", "nonsense"] {
        html(&server, &format!("/b/drumlin/me?part={part}&after=zz"), Some(&isla)).await;
    }
}
