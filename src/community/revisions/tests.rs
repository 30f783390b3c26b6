//! What holds of edits and of taking back, on both engines.

use super::*;
use crate::answers::{self, NewAnswer};
use crate::brands::Brand;
use crate::fetch_one;
use crate::replies as all_replies;
use crate::testing::{self, NOW};
use crate::{topics, votes};
use types::members::Role;
use types::replies::NewReply;
use types::topics::EditTopic;

const LATER: Instant = NOW.plus_seconds(QUIET + 1);

async fn begin(db: &Db) -> (Brand, Member, Member, Topic) {
    let brand = testing::brand(db, "drumlin").await;
    let isla = testing::member(db, &brand, "isla", Role::Member).await;
    let maud = testing::member(db, &brand, "maud", Role::Member).await;
    let number = topics::propose(db, &isla, testing::idea("A sleeve for bent poles"), Lang::En, NOW)
        .await
        .unwrap();
    let topic = topics::read(db, &testing::visitor(db, &brand).await, number).await.unwrap();
    (brand, isla, maud, topic)
}

fn changed(title: &str) -> EditTopic {
    EditTopic {
        title: title.into(),
        body: "Another **body** that is long enough.".into(),
        lang: "fr".into(),
    }
}

fn said(text: &str, parent: Option<ReplyId>) -> NewReply {
    NewReply {
        reply: text.into(),
        parent: parent.map(|p| p.0),
        ..NewReply::default()
    }
}

async fn say(db: &Db, member: &Member, topic: &Topic, text: &str, parent: Option<ReplyId>) -> ReplyId {
    all_replies::reply(db, member, topic.id, said(text, parent), Lang::En, NOW)
        .await
        .unwrap()
}

fn word<T>(result: Result<T>) -> String {
    result
        .map_err(|failure| Error::from(failure).to_string())
        .err()
        .unwrap_or_else(|| "done".into())
}

async fn count(db: &Db, table: &str) -> i64 {
    let sql = format!("SELECT COUNT(*) FROM {table}");
    fetch_one!(db.read().await.unwrap(), (i64,), &sql).unwrap().0
}

crate::on_both_engines! {
    async fn an_edit_within_five_minutes_leaves_no_trace_and_a_later_one_keeps_what_stood_there(db: Db) {
        let (brand, isla, maud, topic) = begin(&db).await;
        let visitor = testing::visitor(&db, &brand).await;
        edit_topic(&db, &isla, topic.id, changed("A sleeve for broken poles"), NOW.plus_seconds(QUIET)).await.unwrap();
        let now = topics::read(&db, &visitor, topic.number).await.unwrap();
        assert_eq!((now.edited, now.slug.as_str(), now.lang), (None, "a-sleeve-for-broken-poles", Lang::Fr));
        assert!(now.html.contains("<strong>body</strong>") && now.gist.contains("Another body"));
        assert!(history(&db, &visitor, &now, None).await.unwrap().is_empty());
        edit_topic(&db, &isla, topic.id, changed("A sleeve for any pole"), LATER).await.unwrap();
        edit_topic(&db, &isla, topic.id, changed("A sleeve for any pole"), LATER.plus_seconds(5)).await.unwrap();
        let now = topics::read(&db, &visitor, topic.number).await.unwrap();
        assert_eq!(now.edited, Some(LATER.0), "what changes nothing is no edit");
        let former = history(&db, &visitor, &now, None).await.unwrap();
        assert_eq!(former.iter().map(|r| r.title.as_deref().unwrap()).collect::<Vec<_>>(), ["A sleeve for broken poles"]);
        assert_eq!(word(edit_topic(&db, &maud, topic.id, changed("Taken over by Maud"), LATER).await), "not-found");
        let nell = testing::member(&db, &brand, "nell", Role::Moderator).await;
        assert_eq!(word(edit_topic(&db, &nell, topic.id, changed("Taken over by Nell"), LATER).await), "not-found");
        assert_eq!(word(edit_topic(&db, &isla, topic.id, EditTopic::default(), LATER).await), "invalid: title=title-missing body=body-missing lang=lang-missing");
    }

    async fn a_reply_is_edited_by_its_author_alone(db: Db) {
        let (brand, isla, maud, topic) = begin(&db).await;
        let id = say(&db, &maud, &topic, "Mine is bent", None).await;
        edit_reply(&db, &maud, topic.id, id, said("Mine *was* bent", None), Lang::En, LATER).await.unwrap();
        let visitor = testing::visitor(&db, &brand).await;
        let shown = all_replies::page(&db, &visitor, &topic, None).await.unwrap().threads.remove(0).reply;
        assert_eq!((shown.edited, shown.html.contains("<em>was</em>")), (Some(LATER.0), true));
        assert_eq!(history(&db, &visitor, &topic, Some(id)).await.unwrap()[0].body, "Mine is bent");
        assert!(history(&db, &visitor, &topic, None).await.unwrap().is_empty(), "the topic's history is another");
        assert_eq!(word(edit_reply(&db, &isla, topic.id, id, said("Taken over", None), Lang::En, LATER).await), "not-found");
    }

    async fn a_former_text_is_removed_for_good_by_its_author_or_on_the_record_by_a_moderator(db: Db) {
        let (brand, isla, maud, topic) = begin(&db).await;
        for (n, title) in ["Call 0131 496 0000 now", "Call 0131 496 0001 now", "No number any more"].iter().enumerate() {
            edit_topic(&db, &isla, topic.id, changed(title), LATER.plus_seconds(i64::try_from(n).unwrap())).await.unwrap();
        }
        let visitor = testing::visitor(&db, &brand).await;
        let former = history(&db, &visitor, &topic, None).await.unwrap();
        assert_eq!(former.len(), 3);
        assert_eq!(word(remove(&db, &maud, former[0].id, LATER).await), "not-found");
        remove(&db, &isla, former[0].id, LATER).await.unwrap();
        let nell = testing::member(&db, &brand, "nell", Role::Moderator).await;
        let nell = testing::viewer_of(&db, &brand, &nell).await.moderator().unwrap();
        for _ in 0..2 {
            remove_for(&db, &nell, former[1].id, LATER).await.unwrap();
        }
        let left: Vec<_> = history(&db, &visitor, &topic, None).await.unwrap().into_iter().map(|r| (r.title, r.body.is_empty())).collect();
        assert_eq!(left, [(None, true), (None, true), (Some("A sleeve for bent poles".into()), false)]);
        assert_eq!(testing::logged(&db, &brand).await, ["revision-removed"]);
    }

    async fn a_topic_goes_while_nobody_else_has_taken_part_and_its_number_is_not_given_again(db: Db) {
        let (brand, isla, maud, topic) = begin(&db).await;
        votes::cast(&db, &isla, topic.id, NOW).await.unwrap();
        let first = say(&db, &isla, &topic, "One more thing", None).await;
        say(&db, &isla, &topic, "And another", Some(first)).await;
        edit_topic(&db, &isla, topic.id, changed("A sleeve for any pole"), LATER).await.unwrap();
        assert_eq!(word(delete_topic(&db, &maud, topic.id, NOW).await), "not-found");
        assert_eq!(fate_of_topic(&db, &isla, topic.id).await.unwrap(), Fate::Gone);
        assert_eq!(delete_topic(&db, &isla, topic.id, NOW).await.unwrap(), Fate::Gone);
        for table in ["topics", "replies", "votes", "events", "revisions", "subscriptions"] {
            assert_eq!(count(&db, table).await, 0, "{table}");
        }
        let next = topics::propose(&db, &isla, testing::idea("Another idea of mine"), Lang::En, LATER).await.unwrap();
        assert_eq!(next, topic.number + 1);
        assert_eq!(brand.slug, "drumlin");
    }

    async fn a_topic_in_which_others_took_part_is_blanked(db: Db) {
        let (brand, isla, maud, topic) = begin(&db).await;
        say(&db, &maud, &topic, "Yes please", None).await;
        votes::cast(&db, &maud, topic.id, NOW).await.unwrap();
        edit_topic(&db, &isla, topic.id, changed("A sleeve for any pole"), LATER).await.unwrap();
        assert_eq!(delete_topic(&db, &isla, topic.id, NOW).await.unwrap(), Fate::Blank);
        let left = topics::read(&db, &testing::visitor(&db, &brand).await, topic.number).await.unwrap();
        assert!(left.is_blanked() && left.title.is_empty() && left.body.is_empty() && left.slug.is_empty());
        assert_eq!((left.votes, left.replies, count(&db, "revisions").await), (1, 1, 0));
    }

    async fn a_reply_goes_while_nothing_hangs_on_it_and_the_brands_answer_stays(db: Db) {
        let (brand, isla, maud, topic) = begin(&db).await;
        let first = say(&db, &maud, &topic, "first", None).await;
        let under = say(&db, &isla, &topic, "under", Some(first)).await;
        assert_eq!(word(delete_reply(&db, &isla, topic.id, first, NOW).await), "not-found");
        assert_eq!(fate_of_reply(&db, &maud, first).await.unwrap(), Fate::Blank);
        assert_eq!(delete_reply(&db, &maud, topic.id, first, NOW).await.unwrap(), Fate::Blank);
        assert_eq!(delete_reply(&db, &isla, topic.id, under, NOW).await.unwrap(), Fate::Gone);
        let visitor = testing::visitor(&db, &brand).await;
        assert_eq!((topics::read(&db, &visitor, topic.number).await.unwrap().replies, count(&db, "replies").await), (0, 1));
        let ewan = testing::member(&db, &brand, "ewan", Role::Team).await;
        let team = testing::viewer_of(&db, &brand, &ewan).await.team().unwrap();
        let new = NewAnswer { status: None, body: Some("In April.".into()) };
        answers::decide(&db, &team, topic.id, new, Lang::En, NOW).await.unwrap();
        let answer = ReplyId(topics::read(&db, &visitor, topic.number).await.unwrap().answer_id.unwrap());
        assert_eq!(word(delete_reply(&db, &ewan, topic.id, answer, NOW).await), "invalid: reply=delete-answer");
    }

    async fn a_question_whose_answer_its_author_takes_back_is_open_again(db: Db) {
        let (brand, isla, maud, _) = begin(&db).await;
        let new = types::topics::NewTopic { kind: "question".into(), ..testing::idea("How do I dry the tent?") };
        let number = topics::propose(&db, &isla, new, Lang::En, NOW).await.unwrap();
        let visitor = testing::visitor(&db, &brand).await;
        let question = topics::read(&db, &visitor, number).await.unwrap();
        let said = say(&db, &maud, &question, "On a line.", None).await;
        answers::accept(&db, &isla, question.id, said, NOW).await.unwrap();
        assert_eq!(delete_reply(&db, &maud, question.id, said, NOW).await.unwrap(), Fate::Blank);
        let now = topics::read(&db, &visitor, number).await.unwrap();
        assert_eq!((now.status.unwrap().as_str(), now.answer_id, now.replies), ("open", None, 0));
    }
}
