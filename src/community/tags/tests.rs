//! What holds of tags, on both engines.

use super::*;
use crate::testing::{self, NOW};
use crate::topics::{find, propose};
use types::boards::Level;
use types::members::Role;
use types::{Error, Lang};

async fn names(db: &Db, viewer: &Viewer) -> Vec<String> {
    list(db, viewer).await.unwrap().into_iter().map(|t| t.name).collect()
}

fn typed(tags: &str) -> NewTags {
    NewTags { tags: tags.into() }
}

crate::on_both_engines! {
    async fn a_tag_is_made_when_it_is_first_used_and_goes_with_its_last_topic(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let ewan = testing::member(&db, &brand, "ewan", Role::Team).await;
        let viewer = testing::viewer_of(&db, &brand, &ewan).await;
        let mut topics = Vec::new();
        for title in ["A sleeve for bent poles", "A zip that does not snag"] {
            let number = propose(&db, &ewan, testing::idea(title), Lang::En, NOW).await.unwrap();
            topics.push(find(&db, &viewer, number).await.unwrap());
        }
        set(&db, &viewer, topics[0], &typed("Poles, repair"), NOW).await.unwrap();
        set(&db, &viewer, topics[1], &typed("POLES"), NOW).await.unwrap();
        assert_eq!(names(&db, &viewer).await, ["Poles", "repair"], "its first name stays");
        set(&db, &viewer, topics[0], &typed(""), NOW).await.unwrap();
        assert_eq!(names(&db, &viewer).await, ["Poles"]);
        assert!(of_topic(&db, brand.id, topics[0]).await.unwrap().is_empty());
        set(&db, &viewer, topics[1], &typed(" "), NOW).await.unwrap();
        assert_eq!(names(&db, &viewer).await, Vec::<String>::new());
    }

    async fn only_the_staff_tags_and_only_in_its_own_brand(db: Db) {
        let (brand, other) = (testing::brand(&db, "drumlin").await, testing::brand(&db, "orsel").await);
        let maud = testing::member(&db, &brand, "maud", Role::Member).await;
        let number = propose(&db, &maud, testing::idea("A sleeve for bent poles"), Lang::En, NOW).await.unwrap();
        let viewer = testing::viewer_of(&db, &brand, &maud).await;
        let topic = find(&db, &viewer, number).await.unwrap();
        assert_eq!(Error::from(set(&db, &viewer, topic, &typed("mine"), NOW).await.unwrap_err()), Error::Forbidden);
        let agnes = testing::member(&db, &other, "agnes", Role::Admin).await;
        let stranger = testing::viewer_of(&db, &other, &agnes).await;
        assert_eq!(Error::from(set(&db, &stranger, topic, &typed("theirs"), NOW).await.unwrap_err()), Error::NotFound);
        for (handle, role) in [("nell", Role::Moderator), ("ewan", Role::Team), ("obi", Role::Admin)] {
            let who = testing::member(&db, &brand, handle, role).await;
            set(&db, &testing::viewer_of(&db, &brand, &who).await, topic, &typed(handle), NOW).await.unwrap();
        }
    }

    async fn a_tag_that_only_hidden_topics_bear_is_nobodys_to_see(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        testing::narrow_board(&db, &brand, "lab", Level::Team).await;
        let ewan = testing::member(&db, &brand, "ewan", Role::Team).await;
        let viewer = testing::viewer_of(&db, &brand, &ewan).await;
        let secret = types::topics::NewTopic { board: "lab".into(), ..testing::idea("Nobody knows of this") };
        let number = propose(&db, &ewan, secret, Lang::En, NOW).await.unwrap();
        let topic = find(&db, &viewer, number).await.unwrap();
        set(&db, &viewer, topic, &typed("prototype-x"), NOW).await.unwrap();
        assert_eq!(names(&db, &viewer).await, ["prototype-x"]);
        assert_eq!(names(&db, &testing::visitor(&db, &brand).await).await, Vec::<String>::new());
    }

    async fn two_who_use_a_new_tag_at_once_make_one(db: Db) {
        let brand = testing::brand(&db, "drumlin").await;
        let ewan = testing::member(&db, &brand, "ewan", Role::Team).await;
        let viewer = testing::viewer_of(&db, &brand, &ewan).await;
        let mut tagging = tokio::task::JoinSet::new();
        for n in 0..6 {
            let number = propose(&db, &ewan, testing::idea(&format!("Topic number {n}")), Lang::En, NOW).await.unwrap();
            let topic = find(&db, &viewer, number).await.unwrap();
            let (db, viewer) = (db.clone(), viewer.clone());
            tagging.spawn(async move { set(&db, &viewer, topic, &typed("new, newer"), NOW).await.unwrap() });
        }
        tagging.join_all().await;
        assert_eq!(names(&db, &viewer).await, ["new", "newer"]);
    }
}
