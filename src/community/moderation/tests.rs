//! What holds of keeping order, on both engines.

use super::*;
use crate::answers::{self, NewAnswer};
use crate::boards;
use crate::brands::Brand;
use crate::db::Db;
use crate::replies::reply;
use crate::testing::{self, NOW};
use crate::topics::{Filter, Topic};
use crate::who::{Member, Moderator, Team};
use crate::{execute, fetch_all, fetch_one};
use crate::{topics as all_topics, votes};
use types::boards::{BoardForm, Level};
use types::members::Role;
use types::moderation::{NewReport, Suspend};
use types::replies::NewReply;
use types::topics::{NewTopic, Status, Visibility};
use types::{Error, Instant, InterventionId, Lang, ReplyId, ReportId};

mod private;
mod removal;

struct Square {
    brand: Brand,
    isla: Member,
    maud: Member,
    nell: Moderator,
    ewan: Team,
    topic: Topic,
}

async fn square(db: &Db) -> Square {
    let brand = testing::brand(db, "drumlin").await;
    let isla = testing::member(db, &brand, "isla", Role::Member).await;
    let maud = testing::member(db, &brand, "maud", Role::Member).await;
    let nell = testing::member(db, &brand, "nell", Role::Moderator).await;
    let nell = testing::viewer_of(db, &brand, &nell).await.moderator().unwrap();
    let ewan = testing::member(db, &brand, "ewan", Role::Team).await;
    let ewan = testing::viewer_of(db, &brand, &ewan).await.team().unwrap();
    let topic = begin(db, &brand, &isla, "idea", "A sleeve for bent poles").await;
    Square {
        brand,
        isla,
        maud,
        nell,
        ewan,
        topic,
    }
}

async fn begin(db: &Db, brand: &Brand, author: &Member, kind: &str, title: &str) -> Topic {
    let new = NewTopic {
        kind: kind.into(),
        ..testing::idea(title)
    };
    let number = all_topics::propose(db, author, new, Lang::En, NOW).await.unwrap();
    all_topics::read(db, &testing::viewer_of(db, brand, author).await, number)
        .await
        .unwrap()
}

async fn say(db: &Db, member: &Member, topic: &Topic, text: &str, parent: Option<ReplyId>) -> ReplyId {
    let new = NewReply {
        reply: text.into(),
        parent: parent.map(|p| p.0),
        ..NewReply::default()
    };
    reply(db, member, topic.id, new, Lang::En, NOW).await.unwrap()
}

async fn seen(db: &Db, square: &Square, topic: &Topic) -> Topic {
    let viewer = testing::viewer_of(db, &square.brand, &square.nell).await;
    all_topics::read(db, &viewer, topic.number).await.unwrap()
}

fn word<T>(result: crate::Result<T>) -> String {
    result
        .map_err(|failure| Error::from(failure).to_string())
        .err()
        .unwrap_or_else(|| "done".into())
}

async fn number(db: &Db, sql: &str) -> i64 {
    fetch_one!(db.read().await.unwrap(), (i64,), sql).unwrap().0
}

/// Every topic's counters and whether they equal their rows.
async fn counters_equal_rows(db: &Db) {
    let sql = "SELECT t.replies, (SELECT COUNT(*) FROM replies r WHERE r.topic_id = t.id AND r.visibility = 'public'), \
        t.votes, (SELECT COUNT(*) FROM votes v WHERE v.topic_id = t.id) FROM topics t";
    for (replies, counted, votes, cast) in fetch_all!(db.read().await.unwrap(), (i64, i64, i64, i64), sql).unwrap() {
        assert_eq!((replies, votes), (counted, cast));
    }
}

/// Everything that a deed may change, as text.
async fn everything(db: &Db) -> Vec<String> {
    let mut all = Vec::new();
    for sql in [
        "SELECT id || visibility || COALESCE(hidden_reason, '-') || COALESCE(status, '-') || replies || votes || COALESCE(answer_id, 0) || \
         COALESCE(answered, 0) || COALESCE(locked, 0) || COALESCE(pinned, 0) || board_id || created FROM topics ORDER BY id",
        "SELECT id || visibility || COALESCE(hidden_reason, '-') || topic_id || COALESCE(parent_id, 0) || body FROM replies ORDER BY id",
        "SELECT id || COALESCE(suspended_until, 0) || COALESCE(suspended_reason, '-') || trust FROM memberships ORDER BY id",
        "SELECT id || COALESCE(closed, 0) || topic_id FROM reports ORDER BY id",
        "SELECT id || visibility || body FROM revisions ORDER BY id",
        "SELECT id || visibility || COALESCE(hidden_reason, '-') || topic_id FROM attachments ORDER BY id",
        "SELECT id || topic_id || kind || created FROM events WHERE undone IS NULL ORDER BY id",
    ] {
        let sql = sql.replace(" || ", " || '|' || ");
        all.extend(
            fetch_all!(db.read().await.unwrap(), (String,), &sql)
                .unwrap()
                .into_iter()
                .map(|r| r.0),
        );
    }
    all
}

/// Undoing a deed leaves everything as it was, and stands in the log.
async fn undone(db: &Db, square: &Square, deed: InterventionId, before: &[String]) {
    assert_ne!(everything(db).await, before, "the deed did something");
    counters_equal_rows(db).await;
    undo(db, &square.nell, deed, NOW.plus_seconds(9)).await.unwrap();
    assert_eq!(everything(db).await, before);
    counters_equal_rows(db).await;
    undo(db, &square.nell, deed, NOW.plus_seconds(10)).await.unwrap();
    assert_eq!(everything(db).await, before, "twice changes nothing more");
    assert_eq!(testing::logged(db, &square.brand).await.last().unwrap(), "deed-undone");
}

fn suspend_for(term: &str) -> Suspend {
    Suspend {
        term: term.into(),
        reason: "Insults again and again".into(),
    }
}

async fn hold_new(db: &Db, square: &Square) {
    let admin = testing::admin(db, &square.brand).await;
    let ideas = boards::arranged(db, &admin).await.unwrap().remove(0);
    let form = BoardForm {
        hold_new: true,
        ..ideas.form()
    };
    boards::change(db, &admin, "ideas", form, None, NOW).await.unwrap();
}

async fn picture(db: &Db, square: &Square, reply: ReplyId) -> i64 {
    picture_in(db, square, &square.topic, reply).await
}

async fn picture_in(db: &Db, square: &Square, topic: &Topic, reply: ReplyId) -> i64 {
    let args = (square.brand.id.0, square.maud.id.0, topic.id.0, reply.0);
    db.write(args, |tx, (brand, owner, topic, reply)| {
        Box::pin(async move {
            let sql = "INSERT INTO attachments (brand_id, owner_id, topic_id, reply_id, position, visibility, alt, media, width, height, created, small, bytes) \
                VALUES ($1, $2, $3, $4, 0, 'public', 'A bent pole', 'image/jpeg', 1, 1, 1, $5, $5) RETURNING id";
            Ok(fetch_one!(tx, (i64,), sql, *brand, *owner, *topic, *reply, vec![0_u8])?.0)
        })
    })
    .await
    .unwrap()
}

crate::on_both_engines! {
    async fn a_hidden_reply_is_its_authors_and_the_teams_with_the_reason_and_comes_back(db: Db) {
        let s = square(&db).await;
        let first = say(&db, &s.maud, &s.topic, "Buy cheap poles here", None).await;
        say(&db, &s.isla, &s.topic, "Not here, please", Some(first)).await;
        let before = everything(&db).await;
        assert_eq!(word(hide(&db, &s.nell, Target::Reply(first), " ", NOW).await), "invalid: reason=deed-reason-missing");
        assert_eq!(word(hide(&db, &s.nell, Target::Reply(first), &"x".repeat(501), NOW).await), "invalid: reason=deed-reason-long");
        let deed = hide(&db, &s.nell, Target::Reply(first), " Advertising, rule 3 ", NOW).await.unwrap();
        assert_eq!(word(hide(&db, &s.nell, Target::Reply(first), "Again", NOW).await), "conflict");
        let page = async |viewer| crate::replies::page(&db, &viewer, &s.topic, None).await.unwrap().threads[0].reply.clone();
        let own = page(testing::viewer_of(&db, &s.brand, &s.maud).await).await;
        assert_eq!((own.hidden_reason.as_deref(), own.body.as_str()), (Some("Advertising, rule 3"), "Buy cheap poles here"));
        let others = page(testing::visitor(&db, &s.brand).await).await;
        assert_eq!((others.hidden_reason, others.body.as_str(), others.html.as_str(), others.author.as_str()), (None, "", "", ""));
        assert_eq!(seen(&db, &s, &s.topic).await.replies, 1);
        assert_eq!(testing::logged(&db, &s.brand).await, ["text-hidden"]);
        undone(&db, &s, deed, &before).await;
        assert_eq!(testing::logged(&db, &s.brand).await, ["text-hidden", "deed-undone"]);
    }

    async fn a_hidden_topic_is_found_by_its_author_and_the_team_alone(db: Db) {
        let s = square(&db).await;
        let before = everything(&db).await;
        let deed = hide(&db, &s.nell, Target::Topic(s.topic.id), "Off topic", NOW).await.unwrap();
        let (visitor, maud) = (testing::visitor(&db, &s.brand).await, testing::viewer_of(&db, &s.brand, &s.maud).await);
        for viewer in [&visitor, &maud] {
            assert_eq!(word(all_topics::read(&db, viewer, s.topic.number).await), "not-found");
            assert!(all_topics::list(&db, viewer, &Filter::default()).await.unwrap().topics.is_empty());
        }
        let own = all_topics::read(&db, &testing::viewer_of(&db, &s.brand, &s.isla).await, s.topic.number).await.unwrap();
        assert_eq!(own.hidden_reason.as_deref(), Some("Off topic"));
        undone(&db, &s, deed, &before).await;
        hide(&db, &s.nell, Target::Topic(s.topic.id), "Off topic", NOW).await.unwrap();
        let restored = restore(&db, &s.nell, Target::Topic(s.topic.id), NOW).await.unwrap();
        assert_eq!(everything(&db).await, before);
        undo(&db, &s.nell, restored, NOW).await.unwrap();
        assert_eq!(seen(&db, &s, &s.topic).await.visibility, Visibility::Hidden);
    }

    async fn when_the_answer_is_hidden_the_one_before_stands_on_top(db: Db) {
        let s = square(&db).await;
        for (text, status) in [("Perhaps.", Status::ConsideredLater), ("In April.", Status::Planned)] {
            let new = NewAnswer { status: Some(status), body: Some(text.into()) };
            answers::decide(&db, &s.ewan, s.topic.id, new, Lang::En, NOW).await.unwrap();
        }
        let before = everything(&db).await;
        let top = seen(&db, &s, &s.topic).await.answer_id.unwrap();
        let deed = hide(&db, &s.nell, Target::Reply(ReplyId(top)), "Names a person", NOW).await.unwrap();
        let viewer = testing::visitor(&db, &s.brand).await;
        let now = all_topics::read(&db, &viewer, s.topic.number).await.unwrap();
        assert_eq!(answers::answer(&db, &viewer, &now).await.unwrap().unwrap().body, "Perhaps.");
        assert_eq!(now.status, Some(Status::Planned), "what was decided holds");
        undone(&db, &s, deed, &before).await;
        assert_eq!(seen(&db, &s, &s.topic).await.answer_id, Some(top));
    }

    async fn a_question_whose_accepted_reply_is_hidden_is_open_again_until_it_is_restored(db: Db) {
        let s = square(&db).await;
        let question = begin(&db, &s.brand, &s.isla, "question", "How do I dry the tent?").await;
        let said = say(&db, &s.maud, &question, "On a line.", None).await;
        answers::accept(&db, &s.isla, question.id, said, NOW).await.unwrap();
        let before = everything(&db).await;
        let deed = hide(&db, &s.nell, Target::Reply(said), "Unkind", NOW).await.unwrap();
        let now = seen(&db, &s, &question).await;
        assert_eq!((now.status, now.answer_id, now.answered), (Some(Status::Open), None, None));
        undone(&db, &s, deed, &before).await;
        hide(&db, &s.nell, Target::Reply(said), "Unkind", NOW).await.unwrap();
        restore(&db, &s.nell, Target::Reply(said), NOW).await.unwrap();
        assert_eq!(everything(&db).await, before);
        answers::withdraw(&db, &s.isla, question.id, NOW).await.unwrap();
        let deed = hide(&db, &s.nell, Target::Reply(said), "Unkind", NOW).await.unwrap();
        undo(&db, &s.nell, deed, NOW).await.unwrap();
        let now = seen(&db, &s, &question).await;
        assert_eq!((now.status, now.answer_id), (Some(Status::Open), None), "what was withdrawn does not come back");
    }

    async fn pictures_and_former_texts_are_hidden_and_restored(db: Db) {
        let s = square(&db).await;
        let said = say(&db, &s.maud, &s.topic, "Call me at 0131 496 0000", None).await;
        let id = picture(&db, &s, said).await;
        let new = NewReply { reply: "Call me".into(), ..NewReply::default() };
        crate::revisions::edit_reply(&db, &s.maud, s.topic.id, said, new, Lang::En, NOW.plus_seconds(400)).await.unwrap();
        let revision = types::RevisionId(number(&db, "SELECT id FROM revisions").await);
        for target in [Target::Picture(id), Target::Revision(revision)] {
            let before = everything(&db).await;
            let deed = hide(&db, &s.nell, target, "Private data", NOW).await.unwrap();
            assert_eq!(word(hide(&db, &s.nell, target, "Private data", NOW).await), "conflict");
            undone(&db, &s, deed, &before).await;
            hide(&db, &s.nell, target, "Private data", NOW).await.unwrap();
            restore(&db, &s.nell, target, NOW).await.unwrap();
            assert_eq!(everything(&db).await, before);
        }
        hide(&db, &s.nell, Target::Revision(revision), "Private data", NOW).await.unwrap();
        let history = async |viewer| crate::revisions::history(&db, &viewer, &s.topic, Some(said)).await.unwrap().remove(0);
        let others = history(testing::visitor(&db, &s.brand).await).await;
        assert_eq!((others.body.as_str(), others.reason), ("", None));
        let own = history(testing::viewer_of(&db, &s.brand, &s.maud).await).await;
        assert_eq!((own.body.as_str(), own.reason.as_deref()), ("Call me at 0131 496 0000", Some("Private data")));
    }

    async fn a_topic_is_locked_pinned_and_moved_and_all_of_it_undone(db: Db) {
        let s = square(&db).await;
        for kind in ["narrow", "questions"] {
            testing::narrow_board(&db, &s.brand, kind, if kind == "narrow" { Level::Team } else { Level::Anyone }).await;
        }
        db.write((), |tx, ()| Box::pin(async move { Ok(execute!(tx, "UPDATE boards SET kinds = 'question' WHERE slug = 'questions'")?) })).await.unwrap();
        testing::narrow_board(&db, &s.brand, "lab", Level::Anyone).await;
        let before = everything(&db).await;
        let deed = lock(&db, &s.nell, s.topic.id, NOW).await.unwrap();
        assert_eq!(word(lock(&db, &s.nell, s.topic.id, NOW).await), "conflict");
        assert_eq!(word(votes::cast(&db, &s.maud, s.topic.id, NOW).await), "closed");
        undone(&db, &s, deed, &before).await;
        let deed = pin(&db, &s.nell, s.topic.id, NOW).await.unwrap();
        undone(&db, &s, deed, &before).await;
        for (board, said) in [("questions", "board-kind"), ("ideas", "move-same"), ("nowhere", "board-missing"), ("narrow", "board-author")] {
            assert_eq!(word(move_to(&db, &s.nell, s.topic.id, board, NOW).await), format!("invalid: board={said}"));
        }
        let deed = move_to(&db, &s.nell, s.topic.id, "lab", NOW).await.unwrap();
        assert_eq!(seen(&db, &s, &s.topic).await.board_slug, "lab");
        undone(&db, &s, deed, &before).await;
        lock(&db, &s.nell, s.topic.id, NOW).await.unwrap();
        let locked = everything(&db).await;
        let deed = unlock(&db, &s.nell, s.topic.id, NOW).await.unwrap();
        undone(&db, &s, deed, &locked).await;
        pin(&db, &s.nell, s.topic.id, NOW).await.unwrap();
        let pinned = everything(&db).await;
        let deed = unpin(&db, &s.nell, s.topic.id, NOW).await.unwrap();
        undone(&db, &s, deed, &pinned).await;
    }

    async fn moved_replies_take_those_under_them_along_and_the_answer_stays(db: Db) {
        let s = square(&db).await;
        let other = begin(&db, &s.brand, &s.maud, "discussion", "All about poles").await;
        let new = NewAnswer { status: Some(Status::Planned), body: Some("In April.".into()) };
        answers::decide(&db, &s.ewan, s.topic.id, new, Lang::En, NOW).await.unwrap();
        let answer = ReplyId(seen(&db, &s, &s.topic).await.answer_id.unwrap());
        let first = say(&db, &s.maud, &s.topic, "first", None).await;
        let under = say(&db, &s.isla, &s.topic, "under first", Some(first)).await;
        let away = say(&db, &s.isla, &s.topic, "under first and hidden", Some(first)).await;
        let stays = say(&db, &s.isla, &s.topic, "stays", None).await;
        hide(&db, &s.nell, Target::Reply(away), "Unkind", NOW).await.unwrap();
        let before = everything(&db).await;
        let to = async |ids: &[ReplyId], number| word(move_replies(&db, &s.nell, s.topic.id, ids, number, NOW).await);
        assert_eq!(to(&[answer, first], other.number).await, "invalid: replies=move-replies-answer");
        assert_eq!(to(&[], other.number).await, "invalid: replies=move-replies-none");
        assert_eq!(to(&[first], s.topic.number).await, "invalid: number=move-number-same");
        assert_eq!(to(&[first], 999).await, "invalid: number=move-number-missing");
        assert_eq!(everything(&db).await, before);
        let deed = move_replies(&db, &s.nell, s.topic.id, &[first], other.number, NOW).await.unwrap();
        assert_eq!((seen(&db, &s, &s.topic).await.replies, seen(&db, &s, &other).await.replies), (2, 2));
        let there = crate::replies::page(&db, &testing::visitor(&db, &s.brand).await, &other, None).await.unwrap();
        assert_eq!((there.threads[0].reply.id, there.threads[0].nested[0].id), (first, under));
        undone(&db, &s, deed, &before).await;
        let deed = move_replies(&db, &s.nell, s.topic.id, &[under], other.number, NOW).await.unwrap();
        undone(&db, &s, deed, &before).await;
        let deed = move_replies(&db, &s.nell, s.topic.id, &[stays, first], other.number, NOW).await.unwrap();
        say(&db, &s.maud, &other, "said there since", Some(first)).await;
        assert_eq!(word(undo(&db, &s.nell, deed, NOW).await), "conflict");
        counters_equal_rows(&db).await;
    }

    async fn a_suspended_member_reads_and_every_write_says_until_when_and_why(db: Db) {
        let s = square(&db).await;
        let said = say(&db, &s.isla, &s.topic, "Something worth a thank you", None).await;
        let own = say(&db, &s.maud, &s.topic, "mine", None).await;
        let before = everything(&db).await;
        let deed = suspend(&db, &s.nell, s.maud.number, &suspend_for("week"), NOW).await.unwrap();
        let until = Some(NOW.plus_seconds(7 * 86_400));
        let refused = Error::Suspended { until, reason: "Insults again and again".into() };
        let (db, maud, id) = (&db, &s.maud, s.topic.id);
        let new = || NewReply { reply: "still here".into(), ..NewReply::default() };
        let edit = types::topics::EditTopic { title: "A sleeve for poles".into(), body: "Long enough to be a text.".into(), lang: "en".into() };
        let report = NewReport { reason: "spam".into(), ..NewReport::default() };
        let writes: Vec<Result<(), Error>> = vec![
            all_topics::propose(db, maud, testing::idea("Something quite new"), Lang::En, NOW).await.map(drop).map_err(Error::from),
            reply(db, maud, id, new(), Lang::En, NOW).await.map(drop).map_err(Error::from),
            votes::cast(db, maud, id, NOW).await.map(drop).map_err(Error::from),
            votes::withdraw(db, maud, id, NOW).await.map(drop).map_err(Error::from),
            crate::revisions::edit_topic(db, maud, id, edit, NOW).await.map_err(Error::from),
            crate::revisions::edit_reply(db, maud, id, own, new(), Lang::En, NOW).await.map_err(Error::from),
            crate::thanks::give(db, maud, id, said, NOW).await.map_err(Error::from),
            reports::report(db, maud, id, Some(said), &report, NOW).await.map_err(Error::from),
        ];
        for write in writes {
            assert_eq!(write, Err(refused.clone()));
        }
        assert!(all_topics::read(db, &testing::viewer_of(db, &s.brand, maud).await, s.topic.number).await.is_ok());
        let later = NOW.plus_seconds(7 * 86_400);
        reply(db, maud, id, new(), Lang::En, later).await.unwrap();
        db.write((), |tx, ()| Box::pin(async move {
            execute!(tx, "DELETE FROM replies WHERE body = 'still here'")?;
            Ok(execute!(tx, "UPDATE topics SET replies = replies - 1")?)
        })).await.unwrap();
        undone(db, &s, deed, &before).await;
        suspend(db, &s.nell, s.maud.number, &suspend_for("open"), NOW).await.unwrap();
        let open = everything(db).await;
        let error: Error = reply(db, maud, id, new(), Lang::En, NOW.plus_seconds(999 * 86_400)).await.unwrap_err().into();
        assert_eq!(error, Error::Suspended { until: None, reason: "Insults again and again".into() });
        let deed = lift(db, &s.nell, s.maud.number, NOW).await.unwrap();
        votes::cast(db, maud, id, NOW).await.unwrap();
        votes::withdraw(db, maud, id, NOW).await.unwrap();
        undone(db, &s, deed, &open).await;
    }

    async fn staff_are_not_suspended_and_who_is_no_moderator_any_more_does_nothing(db: Db) {
        let s = square(&db).await;
        assert_eq!(word(suspend(&db, &s.nell, s.ewan.number, &suspend_for("day"), NOW).await), "invalid: term=suspend-staff");
        assert_eq!(word(suspend(&db, &s.nell, s.nell.number, &suspend_for("day"), NOW).await), "invalid: term=suspend-staff");
        let said = say(&db, &s.maud, &s.topic, "Something", None).await;
        let deed = hide(&db, &s.nell, Target::Reply(said), "Unkind", NOW).await.unwrap();
        let sql = "UPDATE memberships SET role = 'member' WHERE name = 'nell'";
        db.write(sql, |tx, sql| Box::pin(async move { Ok(execute!(tx, *sql)?) })).await.unwrap();
        let before = everything(&db).await;
        assert_eq!(word(undo(&db, &s.nell, deed, NOW).await), "forbidden");
        assert_eq!(word(restore(&db, &s.nell, Target::Reply(said), NOW).await), "forbidden");
        assert_eq!(word(lock(&db, &s.nell, s.topic.id, NOW).await), "forbidden");
        assert_eq!(word(suspend(&db, &s.nell, s.maud.number, &suspend_for("day"), NOW).await), "forbidden");
        assert_eq!(everything(&db).await, before);
    }

    async fn a_new_members_text_waits_and_is_let_through_once_for_all(db: Db) {
        let s = square(&db).await;
        hold_new(&db, &s).await;
        let waits = begin(&db, &s.brand, &s.maud, "idea", "A lid that pours").await;
        assert_eq!(waits.visibility, Visibility::Held);
        let said = say(&db, &s.maud, &s.topic, "Me too", None).await;
        let visitor = testing::visitor(&db, &s.brand).await;
        assert_eq!(word(all_topics::read(&db, &visitor, waits.number).await), "not-found");
        assert_eq!(seen(&db, &s, &s.topic).await.replies, 0);
        assert!(crate::replies::page(&db, &visitor, &s.topic, None).await.unwrap().threads.is_empty());
        let of_staff = begin(&db, &s.brand, &s.ewan, "idea", "From the workshop itself").await;
        assert_eq!(of_staff.visibility, Visibility::Public);
        assert_eq!(desk::waiting(&db, &s.nell).await.unwrap().len(), 2);
        counters_equal_rows(&db).await;
        let before = everything(&db).await;
        let later = NOW.plus_seconds(3_600);
        let deed = approve(&db, &s.nell, Target::Topic(waits.id), later).await.unwrap();
        let now = all_topics::read(&db, &visitor, waits.number).await.unwrap();
        assert_eq!(now.created, later);
        assert_eq!(all_topics::timeline(&db, &visitor, &now).await.unwrap()[0].created, later);
        undone(&db, &s, deed, &before).await;
        let deed = approve(&db, &s.nell, Target::Reply(said), later).await.unwrap();
        assert_eq!(seen(&db, &s, &s.topic).await.replies, 1);
        undone(&db, &s, deed, &before).await;
        approve(&db, &s.nell, Target::Reply(said), later).await.unwrap();
        let maud = testing::viewer_of(&db, &s.brand, &s.maud).await.member().unwrap().clone();
        assert_eq!(begin(&db, &s.brand, &maud, "idea", "And a second lid").await.visibility, Visibility::Public);
        let deed = refuse(&db, &s.nell, Target::Topic(waits.id), "Known already", later).await.unwrap();
        assert_eq!(word(approve(&db, &s.nell, Target::Topic(waits.id), later).await), "conflict");
        let own = all_topics::read(&db, &testing::viewer_of(&db, &s.brand, &maud).await, waits.number).await.unwrap();
        assert_eq!((own.visibility, own.hidden_reason.as_deref()), (Visibility::Hidden, Some("Known already")));
        undo(&db, &s.nell, deed, later).await.unwrap();
        assert_eq!(seen(&db, &s, &waits).await.visibility, Visibility::Held);
        counters_equal_rows(&db).await;
    }

    async fn what_has_changed_since_is_not_undone(db: Db) {
        let s = square(&db).await;
        let said = say(&db, &s.maud, &s.topic, "Something", None).await;
        let first = hide(&db, &s.nell, Target::Reply(said), "Unkind", NOW).await.unwrap();
        restore(&db, &s.nell, Target::Reply(said), NOW).await.unwrap();
        assert_eq!(word(undo(&db, &s.nell, first, NOW).await), "conflict");
        hide(&db, &s.nell, Target::Reply(said), "Unkind", NOW).await.unwrap();
        assert_eq!(word(undo(&db, &s.nell, first, NOW).await), "conflict");
        let last = hide(&db, &s.nell, Target::Topic(s.topic.id), "Unkind", NOW).await.unwrap();
        crate::revisions::delete_topic(&db, &s.isla, s.topic.id, NOW).await.unwrap();
        assert_eq!(word(undo(&db, &s.nell, last, NOW).await), "conflict");
        assert_eq!(word(restore(&db, &s.nell, Target::Topic(s.topic.id), NOW).await), "conflict");
        counters_equal_rows(&db).await;
    }

    async fn a_moderator_of_another_brand_finds_nothing(db: Db) {
        let s = square(&db).await;
        let said = say(&db, &s.maud, &s.topic, "Something", None).await;
        let deed = hide(&db, &s.nell, Target::Reply(said), "Unkind", NOW).await.unwrap();
        let report = NewReport { reason: "spam".into(), ..NewReport::default() };
        reports::report(&db, &s.maud, s.topic.id, None, &report, NOW).await.unwrap();
        let orsel = testing::brand(&db, "orsel").await;
        let agnes = testing::member(&db, &orsel, "agnes", Role::Admin).await;
        let agnes = testing::viewer_of(&db, &orsel, &agnes).await.moderator().unwrap();
        let theirs = begin(&db, &orsel, &agnes, "idea", "An idea of their own").await;
        let before = everything(&db).await;
        for done in [
            word(hide(&db, &agnes, Target::Topic(s.topic.id), "x", NOW).await),
            word(restore(&db, &agnes, Target::Reply(said), NOW).await),
            word(lock(&db, &agnes, s.topic.id, NOW).await),
            word(move_replies(&db, &agnes, s.topic.id, &[said], theirs.number, NOW).await),
            word(move_replies(&db, &agnes, theirs.id, &[said], 99, NOW).await).replace("invalid: number=move-number-missing", "not-found"),
            word(undo(&db, &agnes, deed, NOW).await),
            word(reports::close(&db, &agnes, ReportId(number(&db, "SELECT id FROM reports").await), NOW).await),
            word(suspend(&db, &agnes, 7_777, &suspend_for("day"), NOW).await),
        ] {
            assert_eq!(done, "not-found");
        }
        assert_eq!(everything(&db).await, before);
        assert!(desk::done(&db, &agnes).await.unwrap().is_empty() && desk::reports(&db, &agnes).await.unwrap().is_empty());
    }

    async fn a_report_is_told_once_closed_by_hiding_and_open_again_by_undoing(db: Db) {
        let s = square(&db).await;
        let said = say(&db, &s.isla, &s.topic, "Something", None).await;
        let report = NewReport { reason: "unkind".into(), text: " To me ".into() };
        for _ in 0..2 {
            reports::report(&db, &s.maud, s.topic.id, Some(said), &report, NOW).await.unwrap();
        }
        reports::report(&db, &s.maud, s.topic.id, None, &report, NOW).await.unwrap();
        let open = desk::reports(&db, &s.nell).await.unwrap();
        assert_eq!(open.iter().map(|r| (r.reply_id.is_some(), r.text.as_str())).collect::<Vec<_>>(), [(true, "To me"), (false, "To me")]);
        let before = everything(&db).await;
        let deed = hide(&db, &s.nell, Target::Reply(said), "Unkind", NOW).await.unwrap();
        assert_eq!(desk::reports(&db, &s.nell).await.unwrap().len(), 1);
        undone(&db, &s, deed, &before).await;
        for report in open {
            let closed = reports::close(&db, &s.nell, report.id, NOW).await.unwrap().unwrap();
            undo(&db, &s.nell, closed, NOW).await.unwrap();
            assert!(desk::reports(&db, &s.nell).await.unwrap().iter().any(|r| r.id == report.id), "open again");
            assert!(reports::close(&db, &s.nell, report.id, NOW.plus_seconds(1)).await.unwrap().is_some());
        }
        assert!(desk::reports(&db, &s.nell).await.unwrap().is_empty());
        assert_eq!(desk::count(&db, &s.nell).await.unwrap(), 0);
        for n in 0..18 {
            let other = say(&db, &s.isla, &s.topic, &format!("Something {n}"), None).await;
            reports::report(&db, &s.maud, s.topic.id, Some(other), &report, NOW).await.unwrap();
        }
        let last = say(&db, &s.isla, &s.topic, "The last straw", None).await;
        let error: Error = reports::report(&db, &s.maud, s.topic.id, Some(last), &report, NOW).await.unwrap_err().into();
        assert_eq!(error, Error::TooMany { seconds: 86_400 });
        reports::report(&db, &s.maud, s.topic.id, Some(last), &report, NOW.plus_seconds(86_401)).await.unwrap();
    }

    async fn every_deed_has_one_row_and_one_entry(db: Db) {
        let s = square(&db).await;
        let said = say(&db, &s.maud, &s.topic, "Something", None).await;
        let mut tasks = tokio::task::JoinSet::new();
        for n in 0..24_i64 {
            let (db, nell) = (db.clone(), s.nell.clone());
            let at = Instant(NOW.0 + n);
            tasks.spawn(async move {
                let target = Target::Reply(said);
                if n % 2 == 0 { hide(&db, &nell, target, "Unkind", at).await.is_ok() } else { restore(&db, &nell, target, at).await.is_ok() }
            });
        }
        let done = tasks.join_all().await.into_iter().filter(|done| *done).count();
        let done = i64::try_from(done).unwrap();
        assert_eq!(number(&db, "SELECT COUNT(*) FROM interventions").await, done);
        assert_eq!(number(&db, "SELECT COUNT(*) FROM desk_events").await, done);
        counters_equal_rows(&db).await;
    }
}
