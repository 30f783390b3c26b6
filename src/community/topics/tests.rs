//! What holds of topics, on both engines.

use super::*;
use crate::db::Db;
use crate::testing::{self, NOW};
use crate::votes;
use types::Lang;
use types::members::Role;
use types::topics::{NewTopic, Sort, Visibility};

async fn titles(db: &Db, viewer: &crate::who::Viewer, filter: &Filter) -> Vec<String> {
    list(db, viewer, filter)
        .await
        .unwrap()
        .topics
        .into_iter()
        .map(|t| t.title)
        .collect()
}

async fn id_of(db: &Db, viewer: &crate::who::Viewer, number: i64) -> TopicId {
    read(db, viewer, number).await.unwrap().id
}

crate::on_both_engines! {
    async fn numbers_count_per_brand(db: Db) {
        for slug in ["drumlin", "orsel"] {
            let brand = testing::brand(&db, slug).await;
            let who = testing::member(&db, &brand, &format!("{slug}-maud"), Role::Member).await;
            for expected in 1..=2 {
                let number = propose(&db, &who, testing::idea(&format!("Idea number {expected}")), Lang::En, NOW).await.unwrap();
                assert_eq!(number, expected);
            }
        }
    }

    async fn each_order_lists_every_topic_once_over_its_pages_while_others_write(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let maud = testing::member(&db, &brand, "maud", Role::Member).await;
        let viewer = testing::viewer_of(&db, &brand, &maud).await;
        for n in 0..23_i64 {
            let number = propose(&db, &maud, testing::idea(&format!("Idea number {n:02}")), Lang::En, NOW.plus_seconds(n / 2)).await.unwrap();
            if n % 3 == 0 {
                votes::cast(&db, &maud, id_of(&db, &viewer, number).await, NOW.plus_seconds(n)).await.unwrap();
            }
        }
        db.write((), |tx, ()| Box::pin(async move { Ok(crate::execute!(tx, "UPDATE topics SET answered = created WHERE number % 2 = 0")?) })).await.unwrap();
        for &sort in Sort::ALL {
            let expected: Vec<i64> = match sort {
                Sort::Answered => (1..=23).filter(|n| n % 2 == 0).collect(),
                Sort::Unanswered => (1..=23).filter(|n| n % 2 == 1).collect(),
                _ => (1..=23).collect(),
            };
            let mut filter = Filter { sort, limit: 5, ..Default::default() };
            let mut seen = Vec::new();
            loop {
                let page = list(&db, &viewer, &filter).await.unwrap();
                seen.extend(page.topics.iter().map(|t| t.number));
                if seen.len() == 5 && sort == Sort::Newest {
                    propose(&db, &maud, testing::idea("Posted while reading"), Lang::En, NOW.plus_seconds(600)).await.unwrap();
                }
                filter.after = page.next;
                if filter.after.is_none() { break }
            }
            seen.sort_unstable();
            seen.retain(|n| *n <= 23);
            assert_eq!(seen, expected, "{sort}");
        }
    }

    async fn a_list_says_what_i_voted_for_and_a_visitor_voted_for_nothing(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let maud = testing::member(&db, &brand, "maud", Role::Member).await;
        let viewer = testing::viewer_of(&db, &brand, &maud).await;
        for title in ["First idea of all", "Second idea of all"] {
            propose(&db, &maud, testing::idea(title), Lang::En, NOW).await.unwrap();
        }
        votes::cast(&db, &maud, id_of(&db, &viewer, 1).await, NOW).await.unwrap();
        let by_votes = Filter { sort: Sort::MostVoted, ..Default::default() };
        let mine = list(&db, &viewer, &by_votes).await.unwrap().topics;
        assert_eq!(mine.iter().map(|t| (t.number, t.votes, t.voted)).collect::<Vec<_>>(), [(1, 1, true), (2, 0, false)]);
        let theirs = list(&db, &testing::visitor(&db, &brand).await, &by_votes).await.unwrap().topics;
        assert!(theirs.iter().all(|t| !t.voted));
    }

    async fn a_board_for_the_team_hides_its_topics_from_everybody_else(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        testing::narrow_board(&db, &brand, "lab", types::boards::Level::Team).await;
        let ewan = testing::member(&db, &brand, "ewan", Role::Team).await;
        let maud = testing::member(&db, &brand, "maud", Role::Member).await;
        let secret = NewTopic { board: "lab".into(), ..testing::idea("Nobody knows of this") };
        let number = propose(&db, &ewan, secret.clone(), Lang::En, NOW).await.unwrap();
        let (team, member, visitor) =
            (testing::viewer_of(&db, &brand, &ewan).await, testing::viewer_of(&db, &brand, &maud).await, testing::visitor(&db, &brand).await);
        let id = id_of(&db, &team, number).await;
        for viewer in [&member, &visitor] {
            assert!(titles(&db, viewer, &Filter::default()).await.is_empty());
            assert!(titles(&db, viewer, &Filter { board: Some("lab".into()), ..Default::default() }).await.is_empty());
            assert!(matches!(read(&db, viewer, number).await, Err(crate::Failure::Told(Error::NotFound))));
            assert!(super::titles(&db, viewer, &[number].into()).await.unwrap().is_empty());
        }
        assert_eq!(super::titles(&db, &team, &[number, 4000].into()).await.unwrap()[&number], "Nobody knows of this");
        assert_eq!(titles(&db, &team, &Filter::default()).await.len(), 1);
        assert!(matches!(votes::cast(&db, &maud, id, NOW).await, Err(crate::Failure::Told(Error::NotFound))));
        let error: Error = propose(&db, &maud, secret, Lang::En, NOW).await.unwrap_err().into();
        assert_eq!(error, Error::invalid("board", "board-missing"));
    }

    async fn what_sql_shows_is_what_the_policy_allows(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let people = [("maud", Role::Member), ("ewan", Role::Team), ("nell", Role::Moderator), ("obi", Role::Admin), ("zoe", Role::Member)];
        let mut viewers = Vec::new();
        for (handle, role) in people {
            let member = testing::member(&db, &brand, handle, role).await;
            viewers.push(testing::viewer_of(&db, &brand, &member).await);
        }
        viewers.push(testing::visitor(&db, &brand).await);
        let author = viewers[0].member().unwrap().clone();
        for (n, &visibility) in Visibility::ALL.iter().enumerate() {
            let number = propose(&db, &author, testing::idea(&format!("Idea number {n}")), Lang::En, NOW).await.unwrap();
            db.write((number, visibility), |tx, (number, visibility)| Box::pin(async move {
                Ok(crate::execute!(tx, "UPDATE topics SET visibility = $2 WHERE number = $1", *number, visibility.as_str())?)
            })).await.unwrap();
            for viewer in &viewers {
                let own = viewer.as_member().is_some_and(|m| m.id == author.id);
                let allowed = types::policy::may_read(visibility, own, viewer.staff().is_ok(), viewer.team().is_ok());
                assert_eq!(read(&db, viewer, number).await.is_ok(), allowed, "{visibility} own={own}");
            }
        }
    }

    async fn a_new_member_waits_between_topics_and_an_old_one_does_not(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let old = testing::member(&db, &brand, "maud", Role::Member).await;
        let account = crate::accounts::create(&db, "new@example.org", "no password signs in", &[], Lang::En, NOW).await.unwrap();
        crate::members::create(&db, brand.id, Some(account), crate::members::NewMember::customer("New", NOW)).await.unwrap();
        let new = crate::who::viewer(&db, &brand, Some(account)).await.unwrap().member().unwrap().clone();
        for (n, member) in [&old, &old, &new].into_iter().enumerate() {
            propose(&db, member, testing::idea(&format!("One idea after another {n}")), Lang::En, NOW).await.unwrap();
        }
        let error: Error = propose(&db, &new, testing::idea("Too soon after it"), Lang::En, NOW.plus_seconds(50)).await.unwrap_err().into();
        assert_eq!(error, Error::TooMany { seconds: 70 });
        propose(&db, &new, testing::idea("Late enough after it"), Lang::En, NOW.plus_seconds(120)).await.unwrap();
    }

    async fn a_moderator_does_not_announce_for_the_brand(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let announcement = NewTopic { kind: "announcement".into(), ..testing::idea("We open on Sundays") };
        for (handle, role, may) in [("nell", Role::Moderator, false), ("ewan", Role::Team, true), ("obi", Role::Admin, true)] {
            let who = testing::member(&db, &brand, handle, role).await;
            assert_eq!(propose(&db, &who, announcement.clone(), Lang::En, NOW).await.is_ok(), may, "{role}");
        }
    }

    async fn a_forged_position_reads_as_the_first_page(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let maud = testing::member(&db, &brand, "maud", Role::Member).await;
        propose(&db, &maud, testing::idea("The only idea here"), Lang::En, NOW).await.unwrap();
        let viewer = testing::visitor(&db, &brand).await;
        for after in ["", "x", "-", "zz-1", "7ff0000000000000-1", "ffffffffffffffffff-1", "1-1-1", "'; DROP TABLE topics; --"] {
            let filter = Filter { after: Some(after.into()), ..Default::default() };
            assert_eq!(titles(&db, &viewer, &filter).await.len(), 1, "{after}");
        }
    }
}
