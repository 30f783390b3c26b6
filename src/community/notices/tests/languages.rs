//! A brand's own words in what is told of it.

use super::*;
use crate::boards::{self, NewBoard};
use crate::topics::Place;
use crate::words::Words;
use types::topics::Kind;

crate::on_both_engines! {
    async fn a_board_is_called_what_it_is_called_in_the_readers_language(db: Db) {
        let s = scene(&db).await;
        let tents = NewBoard {
            slug: "tents".into(),
            name: "Tents".into(),
            names: [(Lang::Fr, "Tentes".to_owned())].into_iter().collect(),
            kinds: vec![Kind::Idea],
            ..NewBoard::default()
        };
        boards::create(&db, s.brand.id, tents).await.unwrap();
        sql(&db, "DELETE FROM jobs").await;
        let place = Place { kind: Kind::Idea, board: "tents".into() };
        topics::sort(&db, &s.ewan, s.topic, place, NOW).await.unwrap();
        tell_all(&db).await;
        let said = async |lang| list(&db, &s.isla, None).await.unwrap().stories[0].sentence(Words::of(lang), "Ewan");
        assert_eq!(said(Lang::En).await, "Ewan moved this to the board “Tents”");
        assert!(said(Lang::Fr).await.contains("«\u{202f}Tentes\u{202f}»"), "{}", said(Lang::Fr).await);
    }

    async fn what_was_told_of_a_kind_stays_when_it_changes_again(db: Db) {
        let s = scene(&db).await;
        let board = crate::topics::read(&db, &testing::visitor(&db, &s.brand).await, 1).await.unwrap().board_slug;
        for (kind, after) in [(Kind::Question, 0), (Kind::Idea, 60)] {
            let place = Place { kind, board: board.clone() };
            topics::sort(&db, &s.ewan, s.topic, place, NOW.plus_seconds(after)).await.unwrap();
        }
        tell_all(&db).await;
        let stories = list(&db, &s.isla, None).await.unwrap().stories;
        let said: Vec<_> = stories.iter().map(|story| story.sentence(Words::of(Lang::En), "Ewan")).collect();
        assert_eq!(said[..2], ["Ewan sorted this as an idea", "Ewan sorted this as a question"]);
    }
}
