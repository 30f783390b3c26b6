//! How many rows PostgreSQL reads for one page at 100,000 topics: at most ten for each of its own, and fifteen where a tag or
//! somebody's own votes and follows are gathered first. Takes a minute: run it by its name, with `--run-ignored only`.

use super::*;
use serde_json::Value;

/// A way to narrow a list.
type Narrow = fn(&mut Filter);

/// A brand with 100,000 topics that look like a brand's: few boards, many products, most of it answered and all of it that is settled, some
/// of it tagged.
async fn fill(db: &Db, scene: &Scene) {
    let (brand, isla) = (scene.brand.id.0, scene.isla.id.0);
    for statement in [
        format!("INSERT INTO boards (brand_id, slug, name, description, position, kinds, view_level, submit_level, reply_level, vote_level) \
            SELECT {brand}, 'board-' || n, 'b', '', n, 'idea', 0, 1, 1, 1 FROM generate_series(1, 9) n"),
        format!("INSERT INTO products (brand_id, slug, name, model, position) SELECT {brand}, 'product-' || n, 'p', '', n FROM generate_series(1, 99) n"),
        format!("INSERT INTO topics (brand_id, number, board_id, author_id, kind, visibility, status, title, slug, body, html, renderer, gist, lang, \
                votes, heat, created, changed, answered, product_id) \
            SELECT {brand}, n + 100, (SELECT MIN(id) FROM boards) + n % 10, {isla}, k.kind, 'public', \
                CASE k.kind WHEN 'discussion' THEN NULL WHEN 'question' THEN CASE WHEN n % 9 = 0 THEN 'open' ELSE 'answered' END \
                    WHEN 'problem' THEN (ARRAY['new','confirmed','needs_information','cause_found','fix_planned','fixed','not_a_fault'])[1 + n % 7] \
                    ELSE (ARRAY['new','in_review','needs_information','considered_later','planned','in_progress','delivered','declined'])[1 + n % 8] END, \
                'Title ' || n, 'title', repeat('body ', 60), repeat('html ', 80), 1, 'gist', 'en', (random() * 500)::BIGINT, random() * 400, \
                1000000::BIGINT * n, 1000000::BIGINT * n, CASE WHEN k.kind <> 'discussion' AND (n % 5 > 0 OR k.kind = 'question' AND n % 9 > 0 OR k.kind = 'problem' AND n % 7 > 4 OR k.kind = 'idea' AND n % 8 > 5) THEN 1000000::BIGINT * n + 500000 END, \
                (SELECT MIN(id) FROM products) + (n * 7) % 100 \
            FROM generate_series(1, 100000) n, LATERAL (SELECT (ARRAY['idea','problem','question','discussion'])[1 + (n / 3) % 4] AS kind) k"),
        format!("INSERT INTO tags (brand_id, slug, name, created) SELECT {brand}, 'tag-' || n, 'tag', 1 FROM generate_series(1, 40) n"),
        "INSERT INTO topic_tags (brand_id, tag_id, topic_id, heat, created, votes, answered) SELECT t.brand_id, g.id, t.id, t.heat, t.created, t.votes, t.answered \
            FROM topics t JOIN tags g ON t.number % 200 = g.id % 200 WHERE t.number > 100".into(),
        format!("INSERT INTO votes (brand_id, topic_id, member_id, created) SELECT brand_id, id, {isla}, 1 FROM topics WHERE number % 1000 = 7"),
        "ANALYZE".into(),
    ] {
        sql(db, &statement).await;
    }
}

/// The rows that every node of a plan read, kept or thrown away.
fn rows_read(node: &Value) -> f64 {
    let number = |name: &str| node[name].as_f64().unwrap_or(0.0);
    let inner: f64 = node["Plans"].as_array().into_iter().flatten().map(rows_read).sum();
    let kept = number("Actual Rows") + number("Rows Removed by Filter") + number("Rows Removed by Index Recheck");
    let own = if node["Relation Name"]
        .as_str()
        .is_some_and(|r| r == "topics" || r == "topic_tags" || r == "votes" || r == "subscriptions")
    {
        kept * number("Actual Loops")
    } else {
        0.0
    };
    own + inner
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "takes a minute"]
async fn at_a_hundred_thousand_topics_a_page_reads_at_most_ten_times_its_rows() {
    let (db, ()) = testing::postgres().await;
    let scene = six(&db).await;
    fill(&db, &scene).await;
    let mut beyond = Vec::new();
    let single: [(&str, Narrow); 9] = [
        ("everything", |_| ()),
        ("kind=question", |f| f.kind = Some(Kind::Question)),
        ("board=board-3", |f| f.board = Some("board-3".into())),
        ("status=planned", |f| f.status = Some(Status::Planned)),
        ("status=open", |f| f.status = Some(Status::Open)),
        ("product=product-7", |f| f.product = Some("product-7".into())),
        ("tag=tag-9", |f| f.tag = Some("tag-9".into())),
        ("mine", |f| f.mine = true),
        ("unpinned", |f| f.unpinned = true),
    ];
    for (name, narrow) in single {
        for &sort in Sort::ALL {
            let mut filter = Filter { sort, ..Filter::default() };
            narrow(&mut filter);
            let mut read = Vec::new();
            for _ in 0..2 {
                let plan = postgres_plan(&db, &scene.viewer, &filter).await;
                let read_now = rows_read(&plan[0]["Plan"]);
                read.push((read_now, plan[0]["Execution Time"].as_f64().unwrap_or(0.0)));
                filter.after = list(&db, &scene.viewer, &filter).await.unwrap().next;
                if filter.after.is_none() {
                    break;
                }
            }
            println!("{name:>18} {:<12} {read:?}", sort.as_str());
            let most = if filter.mine || filter.tag.is_some() { 375.0 } else { 250.0 };
            if read.iter().any(|(rows, _)| *rows > most) {
                beyond.push(format!("{name} {sort}: {read:?}"));
            }
        }
    }
    assert!(beyond.is_empty(), "{beyond:#?}");
}
