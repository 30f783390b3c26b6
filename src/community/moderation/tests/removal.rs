//! Removing a spammer: in one deed, and back in one.

use super::*;
use crate::notices;
use types::notices::NoticeKind;

/// What Maud wrote as a spammer: a conversation, a reply in it and one elsewhere, why she voted, and what a moderator had hidden before.
struct Spam {
    before: ReplyId,
    topic: Topic,
    reply: ReplyId,
}

async fn spam(db: &Db, s: &Square) -> Spam {
    let before = say(db, &s.maud, &s.topic, "You fools", None).await;
    hide(db, &s.nell, Target::Reply(before), "Unkind", NOW).await.unwrap();
    let topic = begin(db, &s.brand, &s.maud, "discussion", "Cheap tents for everybody").await;
    say(db, &s.maud, &topic, "At my shop", None).await;
    let reply = say(db, &s.maud, &s.topic, "Cheap poles at my shop", None).await;
    votes::cast(db, &s.maud, s.topic.id, NOW).await.unwrap();
    let reason = types::votes::NewReason {
        reason: "Mine are cheaper".into(),
    };
    votes::give_reason(db, &s.maud, s.topic.id, &reason, NOW).await.unwrap();
    Spam { before, topic, reply }
}

async fn remove_maud(db: &Db, s: &Square) -> InterventionId {
    remove(db, &s.nell, s.maud.number, " Advertising ", NOW).await.unwrap()
}

/// What others read of Maud: conversations, replies, reasons.
async fn read_of_maud(db: &Db, s: &Square) -> (i64, i64, i64) {
    let all = written(db, &s.nell, s.maud.id).await.unwrap();
    (all.topics, all.replies, all.reasons)
}

crate::on_both_engines! {
    async fn a_spammer_goes_with_all_that_others_read_of_them_and_comes_back_in_one(db: Db) {
        let s = square(&db).await;
        let spam = spam(&db, &s).await;
        let report = NewReport { reason: "spam".into(), ..NewReport::default() };
        reports::report(&db, &s.isla, s.topic.id, Some(spam.reply), &report, NOW).await.unwrap();
        suspend(&db, &s.nell, s.maud.number, &suspend_for("day"), NOW).await.unwrap();
        assert_eq!(read_of_maud(&db, &s).await, (1, 2, 1));
        let before = everything(&db).await;
        let deed = remove_maud(&db, &s).await;
        assert_eq!(read_of_maud(&db, &s).await, (0, 0, 0));
        let visitor = testing::visitor(&db, &s.brand).await;
        assert_eq!(word(all_topics::read(&db, &visitor, spam.topic.number).await), "not-found");
        assert_eq!(seen(&db, &s, &s.topic).await.replies, 0);
        assert!(desk::reports(&db, &s.nell).await.unwrap().is_empty());
        let gone = testing::viewer_of(&db, &s.brand, &s.maud).await.member().unwrap().clone();
        assert_eq!(gone.suspension(), Error::Suspended { until: None, reason: "Advertising".into() });
        let own = all_topics::read(&db, &testing::viewer_of(&db, &s.brand, &s.maud).await, spam.topic.number).await.unwrap();
        assert_eq!(own.hidden_reason.as_deref(), Some("Advertising"));
        undone(&db, &s, deed, &before).await;
        assert_eq!(read_of_maud(&db, &s).await, (1, 2, 1));
        assert_eq!(number(&db, "SELECT COUNT(*) FROM votes WHERE reason = 'Mine are cheaper'").await, 1);
        let sql = format!("SELECT COUNT(*) FROM replies WHERE id = {} AND visibility = 'hidden' AND hidden_reason = 'Unkind'", spam.before.0);
        assert_eq!(number(&db, &sql).await, 1, "what was hidden before stays hidden");
    }

    async fn a_removal_is_one_deed_on_the_desk_and_one_entry_in_the_log(db: Db) {
        let s = square(&db).await;
        spam(&db, &s).await;
        let deed = remove_maud(&db, &s).await;
        assert_eq!(remove_maud(&db, &s).await, deed, "a form that is sent twice removes once");
        let done = desk::done(&db, &s.nell).await.unwrap();
        assert_eq!(done.iter().map(|d| d.kind.as_str()).collect::<Vec<_>>(), ["remove", "hide"]);
        let removal = done[0].removal().unwrap();
        assert_eq!((done[0].id, removal.topics, removal.replies, removal.reasons.len()), (deed, 1, 2, 1));
        assert_eq!(testing::logged(&db, &s.brand).await, ["text-hidden", "member-removed"]);
        undo(&db, &s.nell, deed, NOW).await.unwrap();
        assert_eq!(testing::logged(&db, &s.brand).await, ["text-hidden", "member-removed", "deed-undone"]);
    }

    async fn what_waits_is_refused_and_waits_again(db: Db) {
        let s = square(&db).await;
        hold_new(&db, &s).await;
        let waits = begin(&db, &s.brand, &s.maud, "idea", "Cheap tents for everybody").await;
        say(&db, &s.maud, &s.topic, "At my shop", None).await;
        let before = everything(&db).await;
        let deed = remove_maud(&db, &s).await;
        assert!(desk::waiting(&db, &s.nell).await.unwrap().is_empty());
        undone(&db, &s, deed, &before).await;
        remove_maud(&db, &s).await;
        restore(&db, &s.nell, Target::Topic(waits.id), NOW).await.unwrap();
        assert_eq!(seen(&db, &s, &waits).await.visibility, Visibility::Held, "one that is restored waits again");
    }

    async fn an_accepted_answer_of_theirs_is_none_until_they_are_back(db: Db) {
        let s = square(&db).await;
        let question = begin(&db, &s.brand, &s.isla, "question", "How do I dry the tent?").await;
        let said = say(&db, &s.maud, &question, "Buy mine.", None).await;
        answers::accept(&db, &s.isla, question.id, said, NOW).await.unwrap();
        let before = everything(&db).await;
        let deed = remove_maud(&db, &s).await;
        assert_eq!(seen(&db, &s, &question).await.status, Some(Status::Open));
        undone(&db, &s, deed, &before).await;
    }

    async fn what_somebody_has_changed_since_stays_when_a_removal_is_undone(db: Db) {
        let s = square(&db).await;
        let spam = spam(&db, &s).await;
        let deed = remove_maud(&db, &s).await;
        restore(&db, &s.nell, Target::Reply(spam.reply), NOW).await.unwrap();
        hide(&db, &s.nell, Target::Reply(spam.reply), "Unkind", NOW).await.unwrap();
        suspend(&db, &s.nell, s.maud.number, &suspend_for("week"), NOW).await.unwrap();
        undo(&db, &s.nell, deed, NOW).await.unwrap();
        assert_eq!(read_of_maud(&db, &s).await, (1, 1, 1));
        assert!(standing(&db, &s.nell, s.maud.number).await.unwrap().is_suspended(NOW));
        counters_equal_rows(&db).await;
    }

    async fn a_removal_that_is_undone_leaves_a_later_one_standing(db: Db) {
        let s = square(&db).await;
        let spam = spam(&db, &s).await;
        let first = remove_maud(&db, &s).await;
        restore(&db, &s.nell, Target::Reply(spam.reply), NOW).await.unwrap();
        let second = remove_maud(&db, &s).await;
        undo(&db, &s.nell, first, NOW).await.unwrap();
        assert!(standing(&db, &s.nell, s.maud.number).await.unwrap().is_suspended(NOW));
        undo(&db, &s.nell, second, NOW).await.unwrap();
        counters_equal_rows(&db).await;
    }

    async fn what_is_private_stays_and_staff_are_not_removed(db: Db) {
        let s = square(&db).await;
        let new = NewTopic { kind: "problem".into(), private: true, ..testing::idea("The buckle broke") };
        let private = all_topics::propose(&db, &s.maud, new, Lang::En, NOW).await.unwrap();
        let deed = remove_maud(&db, &s).await;
        let own = all_topics::read(&db, &testing::viewer_of(&db, &s.brand, &s.maud).await, private).await.unwrap();
        assert_eq!(own.visibility, Visibility::Private);
        let orsel = testing::brand(&db, "orsel").await;
        let agnes = testing::member(&db, &orsel, "agnes", Role::Admin).await;
        let before = everything(&db).await;
        for staff in [s.ewan.number, s.nell.number] {
            assert_eq!(word(remove(&db, &s.nell, staff, "Advertising", NOW).await), "invalid: reason=suspend-staff");
        }
        assert_eq!(word(remove(&db, &s.nell, s.isla.number, " ", NOW).await), "invalid: reason=deed-reason-missing");
        let agnes = testing::viewer_of(&db, &orsel, &agnes).await.moderator().unwrap();
        assert_eq!(word(remove(&db, &agnes, 7_777, "Advertising", NOW).await), "not-found");
        assert_eq!(word(undo(&db, &agnes, deed, NOW).await), "not-found");
        assert_eq!(everything(&db).await, before);
    }

    async fn who_reported_hears_that_it_was_decided_unless_that_was_undone(db: Db) {
        let s = square(&db).await;
        let spam = spam(&db, &s).await;
        let kit = testing::member(&db, &s.brand, "kit", Role::Member).await;
        let report = NewReport { reason: "spam".into(), ..NewReport::default() };
        reports::report(&db, &kit, spam.topic.id, None, &report, NOW).await.unwrap();
        reports::report(&db, &s.isla, s.topic.id, Some(spam.reply), &report, NOW).await.unwrap();
        let kept = desk::reports(&db, &s.nell).await.unwrap().into_iter().find(|r| r.reply_id.is_some()).unwrap();
        reports::close(&db, &s.nell, kept.id, NOW).await.unwrap().unwrap();
        let deed = remove_maud(&db, &s).await;
        undo(&db, &s.nell, deed, NOW).await.unwrap();
        let told = async |member: &Member| {
            let jobs = fetch_all!(db.read().await.unwrap(), (String,), "SELECT payload FROM jobs WHERE kind = 'notify'").unwrap();
            for (payload,) in jobs {
                notices::tell(&db, &payload, NOW.plus_seconds(40)).await.unwrap();
            }
            let stories = notices::list(&db, member, None).await.unwrap().stories;
            stories.into_iter().filter(|story| story.kind == NoticeKind::Report).map(|story| (story.there, story.title)).collect::<Vec<_>>()
        };
        assert_eq!(told(&s.isla).await, [(true, s.topic.title.clone())]);
        assert_eq!(told(&kit).await, []);
        remove_maud(&db, &s).await;
        assert_eq!(told(&kit).await, [(false, String::new())], "what is hidden is not named");
        assert_eq!(notices::unread(&db, &kit).await.unwrap(), 1);
        assert_eq!(number(&db, "SELECT COUNT(*) FROM notices WHERE kind = 'report' AND mailed IS NULL").await, 0, "on the site only");
    }

    async fn nobody_hears_of_what_went_with_a_spammer(db: Db) {
        let s = square(&db).await;
        spam(&db, &s).await;
        remove_maud(&db, &s).await;
        let jobs = fetch_all!(db.read().await.unwrap(), (String,), "SELECT payload FROM jobs WHERE kind = 'notify'").unwrap();
        assert!(!jobs.is_empty());
        for (payload,) in jobs {
            notices::tell(&db, &payload, NOW.plus_seconds(40)).await.unwrap();
        }
        assert_eq!(number(&db, "SELECT COUNT(*) FROM notices WHERE kind = 'reply'").await, 0);
    }
}
