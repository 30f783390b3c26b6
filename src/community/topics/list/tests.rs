//! What holds of lists, on both engines: what each filter and each order shows, and how much an engine reads for it.

use super::*;
use crate::products;
use crate::testing::{self, NOW};
use crate::topics::{find, propose};
use crate::who::Member;
use crate::{execute, tags, votes};
use types::members::Role;
use types::products::NewProduct;
use types::tags::NewTags;
use types::topics::NewTopic;

async fn sql(db: &Db, sql: &str) {
    db.write(sql.to_owned(), |tx, sql| Box::pin(async move { Ok(execute!(tx, sql.as_str())?) }))
        .await
        .unwrap();
}

async fn numbers(db: &Db, viewer: &Viewer, filter: &Filter) -> Vec<i64> {
    list(db, viewer, filter)
        .await
        .unwrap()
        .topics
        .into_iter()
        .map(|t| t.number)
        .collect()
}

struct Scene {
    brand: crate::brands::Brand,
    isla: Member,
    viewer: Viewer,
}

/// Six topics: 1 and 2 ideas, 3 a problem of a product, 4 a question, 5 a discussion, 6 an idea of the product that is delivered.
async fn six(db: &Db) -> Scene {
    let brand = testing::brand(db, "drumlin").await;
    let isla = testing::member(db, &brand, "isla", Role::Member).await;
    let product = NewProduct {
        name: "Ridgeline 2".into(),
        model: String::new(),
    };
    products::create(db, &testing::admin(db, &brand).await, product, NOW).await.unwrap();
    for (n, kind) in (1..).zip(["idea", "idea", "problem", "question", "discussion", "idea"]) {
        let new = NewTopic {
            kind: kind.into(),
            ..testing::idea(&format!("Topic number {n}"))
        };
        propose(db, &isla, new, Lang::En, NOW.plus_seconds(n)).await.unwrap();
    }
    sql(
        db,
        "UPDATE topics SET product_id = (SELECT MIN(id) FROM products) WHERE number IN (3, 6)",
    )
    .await;
    sql(
        db,
        "UPDATE topics SET status = 'delivered', answered = created + 9 WHERE number = 6",
    )
    .await;
    sql(db, "UPDATE topics SET answered = created + 90000000 WHERE number = 2").await;
    let viewer = testing::viewer_of(db, &brand, &isla).await;
    Scene { brand, isla, viewer }
}

fn only(change: impl FnOnce(&mut Filter)) -> Filter {
    let mut filter = Filter {
        sort: Sort::Newest,
        ..Filter::default()
    };
    change(&mut filter);
    filter
}

crate::on_both_engines! {
    async fn each_filter_narrows_and_together_they_narrow_more(db: Db) {
        let Scene { brand, isla, viewer } = six(&db).await;
        let maud = testing::member(&db, &brand, "maud", Role::Member).await;
        let mauds = testing::viewer_of(&db, &brand, &maud).await;
        for (filter, expected) in [
            (only(|_| ()), vec![6, 5, 4, 3, 2, 1]),
            (only(|f| f.kind = Some(Kind::Idea)), vec![6, 2, 1]),
            (only(|f| f.board = Some("ideas".into())), vec![6, 5, 4, 3, 2, 1]),
            (only(|f| f.board = Some("nowhere".into())), vec![]),
            (only(|f| f.status = Some(Status::New)), vec![3, 2, 1]),
            (only(|f| f.product = Some("ridgeline-2".into())), vec![6, 3]),
            (only(|f| (f.product, f.kind) = (Some("ridgeline-2".into()), Some(Kind::Problem))), vec![3]),
            (only(|f| f.tag = Some("nothing-bears-it".into())), vec![]),
        ] {
            assert_eq!(numbers(&db, &viewer, &filter).await, expected, "{filter:?}");
        }
        let topic = find(&db, &mauds, 4).await.unwrap();
        votes::cast(&db, &maud, topic, NOW).await.unwrap();
        assert_eq!(numbers(&db, &mauds, &only(|f| f.mine = true)).await, [4], "Maud voted");
        assert_eq!(numbers(&db, &viewer, &only(|f| f.mine = true)).await.len(), 6, "Isla hears of what she began");
        let visitor = testing::visitor(&db, &brand).await;
        assert_eq!(numbers(&db, &visitor, &only(|f| f.mine = true)).await, Vec::<i64>::new());
        assert_eq!(isla.brand(), brand.id);
    }

    async fn answered_shows_the_last_answer_first_and_unanswered_what_waits_for_one(db: Db) {
        let Scene { viewer, .. } = six(&db).await;
        let by = |sort| Filter { sort, ..Filter::default() };
        assert_eq!(numbers(&db, &viewer, &by(Sort::Answered)).await, [2, 6]);
        assert_eq!(numbers(&db, &viewer, &by(Sort::Unanswered)).await, [4, 3, 1], "a discussion waits for nothing");
    }

    async fn a_tags_list_keeps_the_order_of_its_topics(db: Db) {
        let Scene { brand, isla, .. } = six(&db).await;
        let nell = testing::member(&db, &brand, "nell", Role::Moderator).await;
        let viewer = testing::viewer_of(&db, &brand, &nell).await;
        for number in [1, 3, 6] {
            let topic = find(&db, &viewer, number).await.unwrap();
            tags::set(&db, &viewer, topic, &NewTags { tags: "Zips".into() }, NOW).await.unwrap();
        }
        let by = |sort| Filter { tag: Some("zips".into()), sort, ..Filter::default() };
        assert_eq!(numbers(&db, &viewer, &by(Sort::Newest)).await, [6, 3, 1]);
        let first = find(&db, &viewer, 1).await.unwrap();
        votes::cast(&db, &isla, first, NOW).await.unwrap();
        assert_eq!(numbers(&db, &viewer, &by(Sort::MostVoted)).await, [1, 6, 3]);
        assert_eq!(numbers(&db, &viewer, &by(Sort::Trending)).await[0], 1);
        sql(&db, "UPDATE topics SET answered = 1 WHERE number = 3").await;
        assert_eq!(numbers(&db, &viewer, &by(Sort::Answered)).await, [6, 3]);
        assert_eq!(numbers(&db, &viewer, &by(Sort::Unanswered)).await, [1]);
        let equal = "SELECT COUNT(*) FROM topic_tags k JOIN topics t ON t.id = k.topic_id WHERE k.heat <> t.heat OR k.votes <> t.votes \
            OR k.created <> t.created OR COALESCE(k.answered, 0) <> COALESCE(t.answered, 0)";
        assert_eq!(crate::fetch_one!(db.read().await.unwrap(), (i64,), equal).unwrap().0, 0);
        let page = list(&db, &viewer, &by(Sort::Newest)).await.unwrap();
        assert!(page.topics.iter().all(|t| page.tags[&t.id][0].name == "Zips"));
    }

    async fn what_is_pinned_stands_apart_and_only_for_those_who_may_see_it(db: Db) {
        let Scene { brand, viewer, .. } = six(&db).await;
        sql(&db, "UPDATE topics SET pinned = number WHERE number IN (1, 5)").await;
        sql(&db, "UPDATE topics SET visibility = 'hidden' WHERE number = 5").await;
        let visitor = testing::visitor(&db, &brand).await;
        let titles = async |viewer: &Viewer| pinned(&db, viewer).await.unwrap().into_iter().map(|p| p.number).collect::<Vec<_>>();
        assert_eq!((titles(&viewer).await, titles(&visitor).await), (vec![1], vec![1]));
        assert_eq!(numbers(&db, &viewer, &only(|f| f.unpinned = true)).await, [6, 5, 4, 3, 2], "what is hidden stands in its place for its author");
        assert_eq!(numbers(&db, &visitor, &only(|f| f.kind = Some(Kind::Idea))).await, [6, 2, 1], "in a narrower list it stands in its place");
    }

    async fn a_count_is_of_what_everybody_as_near_may_see_and_stops_at_a_thousand(db: Db) {
        let Scene { brand, viewer, .. } = six(&db).await;
        sql(&db, "UPDATE topics SET visibility = 'private' WHERE number = 5").await;
        let (counts, visitor) = (Counts::default(), testing::visitor(&db, &brand).await);
        let count = async |counts: &Counts, viewer, filter: &Filter, now| counts.of(&db, viewer, filter, now).await.unwrap();
        assert_eq!(count(&counts, &visitor, &only(|_| ()), NOW).await, 5);
        assert_eq!(count(&counts, &viewer, &only(|_| ()), NOW).await, 5, "one's own private topic is not in everybody's number");
        assert_eq!(count(&counts, &viewer, &only(|f| f.kind = Some(Kind::Idea)), NOW).await, 3);
        sql(
            &db,
            "INSERT INTO topics (brand_id, number, board_id, author_id, kind, visibility, title, slug, body, html, renderer, gist, lang, heat, created) \
             SELECT t.brand_id, t.number + 100 * a.n + 10 * b.n + c.n * 1000, t.board_id, t.author_id, 'idea', 'public', 'x', 'x', 'x', 'x', 1, 'x', 'en', 0, 0 \
             FROM topics t, (SELECT 1 AS n UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5 UNION SELECT 6 UNION SELECT 7 UNION SELECT 8 UNION SELECT 9) a, \
             (SELECT 1 AS n UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5 UNION SELECT 6 UNION SELECT 7 UNION SELECT 8 UNION SELECT 9) b, \
             (SELECT 1 AS n UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5 UNION SELECT 6 UNION SELECT 7 UNION SELECT 8 UNION SELECT 9 UNION \
             SELECT 10 UNION SELECT 11 UNION SELECT 12 UNION SELECT 13 UNION SELECT 14) c WHERE t.number = 1",
        )
        .await;
        assert_eq!(count(&counts, &visitor, &only(|_| ()), NOW.plus_seconds(9)).await, 5, "remembered for some seconds");
        assert_eq!(count(&counts, &visitor, &only(|_| ()), NOW.plus_seconds(10)).await, COUNTED);
    }

    async fn a_list_reads_the_same_in_pages_as_in_one(db: Db) {
        let Scene { brand, viewer, .. } = six(&db).await;
        let nell = testing::member(&db, &brand, "nell", Role::Moderator).await;
        let staff = testing::viewer_of(&db, &brand, &nell).await;
        for number in 1..=6 {
            let topic = find(&db, &staff, number).await.unwrap();
            tags::set(&db, &staff, topic, &NewTags { tags: "zips".into() }, NOW).await.unwrap();
        }
        for &sort in Sort::ALL {
            for tag in [None, Some("zips".to_owned())] {
                for mine in [false, true] {
                    let whole = Filter { sort, tag: tag.clone(), mine, ..Filter::default() };
                    let (mut filter, mut seen) = (Filter { limit: 1, ..whole.clone() }, Vec::new());
                    loop {
                        let page = list(&db, &viewer, &filter).await.unwrap();
                        seen.extend(page.topics.iter().map(|t| t.number));
                        filter.after = page.next;
                        if filter.after.is_none() { break }
                    }
                    assert_eq!(seen, numbers(&db, &viewer, &whole).await, "{whole:?}");
                }
            }
        }
    }
}

/// Every way to narrow a list, alone and with one other.
fn narrowed() -> Vec<Filter> {
    let some = |word: &str| Some(word.to_owned());
    let ways: [fn(&mut Filter); 6] = [
        |f| f.kind = Some(Kind::Idea),
        |f| f.board = Some("ideas".into()),
        |f| f.status = Some(Status::Planned),
        |f| f.product = Some("ridgeline-2".into()),
        |f| f.tag = Some("zips".into()),
        |f| f.mine = true,
    ];
    let mut filters = vec![
        Filter::default(),
        Filter {
            unpinned: true,
            ..Filter::default()
        },
    ];
    for (n, one) in ways.iter().enumerate() {
        for other in &ways[n..] {
            let mut filter = Filter::default();
            one(&mut filter);
            other(&mut filter);
            filters.push(filter);
        }
    }
    let sorted = |filter: &Filter| Sort::ALL.iter().map(|&sort| Filter { sort, ..filter.clone() }).collect::<Vec<_>>();
    let paged = |filter: Filter| [None, some("1-1")].map(|after| Filter { after, ..filter.clone() });
    filters.iter().flat_map(sorted).flat_map(paged).collect()
}

/// What one person follows is few, and is put in order where it is read; everything else is read in its order.
#[tokio::test]
async fn on_sqlite_no_list_scans_or_sorts() {
    let (db, _guard) = testing::sqlite().await;
    let Scene { brand, viewer, .. } = six(&db).await;
    for viewer in &[testing::visitor(&db, &brand).await, viewer] {
        for filter in narrowed() {
            let plan = plan(&db, viewer, &filter).await;
            let sorts = |line: &String| line.contains("TEMP B-TREE") && !filter.mine;
            let bad: Vec<_> = plan.iter().filter(|l| l.contains("SCAN") || sorts(l)).collect();
            assert!(!plan.is_empty() && bad.is_empty(), "{filter:?}: {plan:#?}");
        }
    }
}

mod postgres_reads;
