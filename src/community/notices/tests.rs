//! Who hears of what, once; and which mail leaves.

use super::*;
use crate::answers::{self, NewAnswer};
use crate::brands::{Brand, Hosts};
use crate::installation::Installation;
use crate::mail::Mailer;
use crate::replies;
use crate::testing::{self, NOW};
use crate::who::{Member, Team};
use crate::{fetch_all, fetch_one, subscriptions, topics, votes};
use std::path::Path;
use std::sync::Arc;
use types::members::Role;
use types::notices::{Hearing, MailPace, NoticeKind};
use types::replies::NewReply;
use types::topics::Status;
use types::{Lang, TopicId};

mod farewell;
mod languages;
mod suspended;

const TOLD: Instant = NOW.plus_seconds(40);

struct Scene {
    brand: Brand,
    isla: Member,
    ewan: Team,
    topic: TopicId,
    number: i64,
}

async fn scene(db: &Db) -> Scene {
    let brand = testing::brand(db, "drumlin").await;
    let isla = testing::member(db, &brand, "isla", Role::Member).await;
    let ewan = testing::member(db, &brand, "ewan", Role::Team).await;
    let ewan = testing::viewer_of(db, &brand, &ewan).await.team().unwrap();
    let number = topics::propose(
        db,
        &isla,
        testing::idea("A sleeve for bent poles"),
        Lang::En,
        NOW.plus_seconds(-3_600),
    )
    .await
    .unwrap();
    let topic = topics::find(db, &testing::visitor(db, &brand).await, number).await.unwrap();
    Scene {
        brand,
        isla,
        ewan,
        topic,
        number,
    }
}

impl Scene {
    async fn member(&self, db: &Db, name: &str) -> Member {
        testing::member(db, &self.brand, name, Role::Member).await
    }

    async fn says(&self, db: &Db, member: &Member, text: &str) {
        let new = NewReply {
            reply: text.into(),
            parent: None,
            ..NewReply::default()
        };
        replies::reply(db, member, self.topic, new, Lang::En, NOW).await.unwrap();
    }

    async fn plans(&self, db: &Db) {
        let planned = NewAnswer {
            status: Some(Status::Planned),
            body: Some("In **April**, <b>we hope</b>.".into()),
        };
        answers::decide(db, &self.ewan, self.topic, planned, Lang::En, NOW).await.unwrap();
    }
}

async fn sql(db: &Db, sql: impl Into<String>) -> u64 {
    db.write(sql.into(), |tx, sql| Box::pin(async move { Ok(execute!(tx, sql.as_str())?) }))
        .await
        .unwrap()
}

async fn number(db: &Db, sql: &str) -> i64 {
    fetch_one!(db.read().await.unwrap(), (i64,), sql).unwrap().0
}

/// Does the jobs of a kind, and leaves them.
async fn payloads(db: &Db, kind: &str) -> Vec<String> {
    let sql = "SELECT payload FROM jobs WHERE kind = $1 ORDER BY id";
    let rows = fetch_all!(db.read().await.unwrap(), (String,), sql, kind).unwrap();
    rows.into_iter().map(|row| row.0).collect()
}

async fn tell_all(db: &Db) {
    for payload in payloads(db, KIND).await {
        tell(db, &payload, TOLD).await.unwrap();
    }
    sql(db, format!("DELETE FROM jobs WHERE kind = '{KIND}'")).await;
}

/// Names and kinds of what was told, in their order.
async fn told(db: &Db) -> Vec<(String, String)> {
    let sql = "SELECT m.name, n.kind FROM notices n JOIN memberships m ON m.id = n.member_id ORDER BY m.name, n.id";
    fetch_all!(db.read().await.unwrap(), (String, String), sql).unwrap()
}

fn pairs(of: &[(&str, &str)]) -> Vec<(String, String)> {
    of.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
}

fn installation(db: &Db, folder: &Path) -> Installation {
    Installation {
        db: db.clone(),
        mailer: Mailer::folder(folder, "parvis@example.org"),
        settings: Arc::new(testing::settings()),
        hosts: Hosts::default(),
        counts: crate::topics::Counts::default(),
        kept: crate::kept::Kept::default(),
        pulse: crate::jobs::Pulse::default(),
    }
}

async fn post_all(installation: &Installation, now: Instant) {
    for payload in payloads(&installation.db, POST).await {
        post(installation, &payload, false, now).await.unwrap();
    }
}

async fn digests(installation: &Installation, now: Instant) {
    gather(&installation.db, crate::who::system(), now).await.unwrap();
    for payload in payloads(&installation.db, DIGEST).await {
        digest(installation, &payload, false, now).await.unwrap();
    }
    sql(&installation.db, format!("DELETE FROM jobs WHERE kind = '{DIGEST}'")).await;
}

/// The mails that have been laid down, oldest first.
fn mails(folder: &Path) -> Vec<String> {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|f| f.path())
        .collect();
    files.sort();
    files.iter().map(|f| std::fs::read_to_string(f).unwrap()).collect()
}

async fn set_pace_of(db: &Db, member: &Member, pace: MailPace) {
    set_pace(db, member, pace).await.unwrap();
}

crate::on_both_engines! {
    async fn each_hears_as_much_as_they_chose_and_nobody_of_their_own_doing(db: Db) {
        let s = scene(&db).await;
        let (rory, maud, kit, finn) = (s.member(&db, "rory").await, s.member(&db, "maud").await, s.member(&db, "kit").await, s.member(&db, "finn").await);
        votes::cast(&db, &maud, s.topic, NOW).await.unwrap();
        votes::cast(&db, &finn, s.topic, NOW).await.unwrap();
        subscriptions::set(&db, &kit, s.topic, Hearing::Answers, NOW).await.unwrap();
        subscriptions::set(&db, &finn, s.topic, Hearing::Nothing, NOW).await.unwrap();
        s.says(&db, &rory, "Mine bent too.").await;
        tell_all(&db).await;
        assert_eq!(told(&db).await, pairs(&[("isla", "reply")]), "voters and who wants answers only hear of no reply");
        s.plans(&db).await;
        tell_all(&db).await;
        assert_eq!(told(&db).await, pairs(&[("isla", "reply"), ("isla", "status"), ("kit", "status"), ("maud", "status"), ("rory", "status")]));
    }

    async fn a_vote_writes_no_subscription_and_a_withdrawn_one_leaves_none(db: Db) {
        let s = scene(&db).await;
        let maud = s.member(&db, "maud").await;
        votes::cast(&db, &maud, s.topic, NOW).await.unwrap();
        assert_eq!(number(&db, "SELECT COUNT(*) FROM subscriptions WHERE reason = 'vote'").await, 0);
        let standing = subscriptions::standing(&db, &maud, s.topic).await.unwrap();
        assert_eq!((standing.hearing(), standing.others), (Hearing::Answers, 1));
        s.plans(&db).await;
        let standing = subscriptions::standing(&db, &maud, s.topic).await.unwrap();
        subscriptions::look(&db, &maud, s.topic, &standing, NOW.plus_seconds(5)).await.unwrap();
        assert_eq!(number(&db, "SELECT COUNT(*) FROM subscriptions WHERE reason = 'vote'").await, 1);
        votes::withdraw(&db, &maud, s.topic, NOW).await.unwrap();
        assert_eq!(number(&db, "SELECT COUNT(*) FROM subscriptions WHERE reason = 'vote'").await, 0);
        tell_all(&db).await;
        assert_eq!(told(&db).await, pairs(&[("isla", "status")]));
    }

    async fn whoever_voted_and_then_replies_hears_of_everything(db: Db) {
        let s = scene(&db).await;
        let maud = s.member(&db, "maud").await;
        votes::cast(&db, &maud, s.topic, NOW).await.unwrap();
        let standing = subscriptions::standing(&db, &maud, s.topic).await.unwrap();
        s.plans(&db).await;
        subscriptions::look(&db, &maud, s.topic, &subscriptions::standing(&db, &maud, s.topic).await.unwrap(), NOW.plus_seconds(1)).await.unwrap();
        s.says(&db, &maud, "Good news.").await;
        assert_eq!(standing.hearing(), Hearing::Answers);
        assert_eq!(subscriptions::standing(&db, &maud, s.topic).await.unwrap().hearing(), Hearing::All);
        subscriptions::set(&db, &maud, s.topic, Hearing::Nothing, NOW).await.unwrap();
        s.says(&db, &maud, "One thing more.").await;
        assert_eq!(subscriptions::standing(&db, &maud, s.topic).await.unwrap().hearing(), Hearing::Nothing, "what they chose stays");
    }

    async fn a_job_that_runs_twice_tells_and_mails_once(db: Db) {
        let (s, folder) = (scene(&db).await, tempfile::tempdir().unwrap());
        let installation = installation(&db, folder.path());
        s.plans(&db).await;
        for payload in payloads(&db, KIND).await {
            tell(&db, &payload, TOLD).await.unwrap();
            tell(&db, &payload, TOLD.plus_seconds(60)).await.unwrap();
        }
        assert_eq!((told(&db).await.len(), payloads(&db, POST).await.len()), (1, 1));
        post_all(&installation, TOLD).await;
        post_all(&installation, TOLD).await;
        let mails = mails(folder.path());
        assert_eq!(mails.len(), 1);
        let mail = mails[0].replace("=\r\n", "");
        for part in ["To: isla@example.org", "Subject: A sleeve for bent poles", "List-Unsubscribe-Post: List-Unsubscribe=One-Click", "Auto-Submitted: auto-generated",
            &format!("Message-ID: <t{}.n", s.topic.0), &format!("In-Reply-To: <t{}.b{}@example.org>", s.topic.0, s.brand.id.0), "multipart/alternative",
            "DRUMLIN set your idea to", "<strong>April</strong>, &lt;b&gt;we hope", "> In **April**, <b>we hope</b>."] {
            assert!(mail.contains(part), "{part} in {mail}");
        }
    }

    async fn a_thousand_voters_are_told_in_small_steps(db: Db) {
        let s = scene(&db).await;
        for voter in testing::crowd(&db, &s.brand, 1_000).await {
            votes::cast(&db, &voter, s.topic, NOW).await.unwrap();
        }
        s.plans(&db).await;
        tell_all(&db).await;
        assert_eq!(number(&db, "SELECT COUNT(*) FROM notices").await, 1_001);
        assert_eq!(number(&db, "SELECT COUNT(DISTINCT member_id) FROM notices").await, 1_001);
        assert_eq!(payloads(&db, POST).await.len(), 1_001);
    }

    async fn what_was_undone_or_hidden_in_time_tells_nothing(db: Db) {
        let s = scene(&db).await;
        let rory = s.member(&db, "rory").await;
        let run_at = "SELECT MIN(run_at) FROM jobs WHERE kind = 'notify'";
        s.plans(&db).await;
        assert_eq!(number(&db, run_at).await, NOW.plus_seconds(GRACE).0);
        sql(&db, "UPDATE events SET undone = 1 WHERE kind = 'status'").await;
        s.says(&db, &rory, "Buy my poles.").await;
        sql(&db, "UPDATE replies SET visibility = 'hidden' WHERE body = 'Buy my poles.'").await;
        tell_all(&db).await;
        assert_eq!(told(&db).await, []);
    }

    async fn nobody_is_told_of_what_they_may_not_see(db: Db) {
        let s = scene(&db).await;
        let (maud, kit) = (s.member(&db, "maud").await, s.member(&db, "kit").await);
        votes::cast(&db, &maud, s.topic, NOW).await.unwrap();
        subscriptions::set(&db, &kit, s.topic, Hearing::All, NOW).await.unwrap();
        sql(&db, "UPDATE topics SET visibility = 'private'").await;
        s.plans(&db).await;
        tell_all(&db).await;
        assert_eq!(told(&db).await, pairs(&[("isla", "status")]), "only its author sees a private topic");
        sql(&db, "UPDATE topics SET visibility = 'public'").await;
        s.says(&db, &maud, "Now it is public.").await;
        tell_all(&db).await;
        assert_eq!(told(&db).await, pairs(&[("ewan", "reply"), ("isla", "status"), ("isla", "reply"), ("kit", "reply")]));
        assert_eq!((unread(&db, &kit).await.unwrap(), list(&db, &kit, None).await.unwrap().stories.len()), (1, 1));
        sql(&db, "UPDATE boards SET view_level = 3").await;
        assert_eq!((unread(&db, &kit).await.unwrap(), list(&db, &kit, None).await.unwrap().stories.len()), (0, 0), "the board was closed to them");
    }

    async fn who_left_or_is_blocked_hears_nothing(db: Db) {
        let s = scene(&db).await;
        let (maud, kit) = (s.member(&db, "maud").await, s.member(&db, "kit").await);
        for voter in [&maud, &kit] {
            votes::cast(&db, voter, s.topic, NOW).await.unwrap();
        }
        sql(&db, format!("UPDATE memberships SET gone = 1, account_id = NULL WHERE id = {}", maud.id.0)).await;
        sql(&db, format!("UPDATE accounts SET blocked = 1 WHERE id = {}", kit.account().0)).await;
        s.plans(&db).await;
        tell_all(&db).await;
        assert_eq!(told(&db).await, pairs(&[("isla", "status")]));
    }

    async fn a_moderators_deed_is_told_to_the_author_with_its_reason(db: Db) {
        let s = scene(&db).await;
        let rory = s.member(&db, "rory").await;
        s.says(&db, &rory, "You are all fools.").await;
        sql(&db, "DELETE FROM jobs").await;
        sql(&db, "UPDATE replies SET visibility = 'hidden'").await;
        sql(&db, format!("INSERT INTO interventions (brand_id, actor_id, kind, topic_id, reply_id, reason, before, created) \
            SELECT brand_id, {}, 'hide', topic_id, id, 'Please be kind', '{{}}', {} FROM replies", s.ewan.id.0, NOW.plus_seconds(20).0)).await;
        let deed = number(&db, "SELECT id FROM interventions").await;
        db.write((s.brand.id, s.topic, deed), |tx, (brand, topic, deed)| Box::pin(announce(tx, *brand, *topic, Cause::Intervention(*deed), NOW))).await.unwrap();
        tell_all(&db).await;
        assert_eq!(told(&db).await, pairs(&[("rory", "intervention")]));
        let stories = list(&db, &rory, None).await.unwrap().stories;
        assert_eq!(stories[0].sentence(crate::words::Words::of(Lang::En), ""), "Your reply was hidden: Please be kind");
        assert_eq!((stories[0].quoted_plain(), stories[0].at), (Some("You are all fools."), NOW.plus_seconds(20)));
        assert!(stories[0].path().contains("?reply="));
    }

    async fn what_a_moderator_hides_before_its_mail_leaves_is_mailed_to_nobody(db: Db) {
        let (s, folder) = (scene(&db).await, tempfile::tempdir().unwrap());
        let installation = installation(&db, folder.path());
        let rory = s.member(&db, "rory").await;
        subscriptions::set(&db, &s.ewan, s.topic, Hearing::All, NOW).await.unwrap();
        s.says(&db, &rory, "Cheap poles at my shop").await;
        tell_all(&db).await;
        assert_eq!(told(&db).await, pairs(&[("ewan", "reply"), ("isla", "reply")]));
        sql(&db, "UPDATE replies SET visibility = 'hidden'").await;
        post_all(&installation, TOLD).await;
        assert!(mails(folder.path()).is_empty());
        assert_eq!(list(&db, &s.ewan, None).await.unwrap().stories.len(), 1, "staff still read it on the site");
    }

    async fn whoever_wrote_the_accepted_answer_hears_that_it_is_theirs(db: Db) {
        let s = scene(&db).await;
        let (rory, kit) = (s.member(&db, "rory").await, s.member(&db, "kit").await);
        sql(&db, "UPDATE topics SET kind = 'question', status = 'open'").await;
        s.says(&db, &kit, "I wonder too.").await;
        s.says(&db, &rory, "The green tin.").await;
        let answer = types::ReplyId(number(&db, "SELECT MAX(id) FROM replies").await);
        sql(&db, "DELETE FROM jobs").await;
        answers::accept(&db, &s.isla, s.topic, answer, NOW).await.unwrap();
        tell_all(&db).await;
        let said = async |member: &Member| list(&db, member, None).await.unwrap().stories[0].sentence(crate::words::Words::of(Lang::En), "Isla");
        assert_eq!(said(&rory).await, "Isla accepted your answer");
        assert_eq!(said(&kit).await, "Isla accepted an answer to the question");
    }

    async fn what_was_read_in_time_is_not_mailed(db: Db) {
        let (s, folder) = (scene(&db).await, tempfile::tempdir().unwrap());
        let installation = installation(&db, folder.path());
        s.plans(&db).await;
        let standing = subscriptions::standing(&db, &s.isla, s.topic).await.unwrap();
        subscriptions::look(&db, &s.isla, s.topic, &standing, NOW.plus_seconds(10)).await.unwrap();
        tell_all(&db).await;
        assert_eq!((told(&db).await.len(), payloads(&db, POST).await.len(), unread(&db, &s.isla).await.unwrap()), (1, 0, 0));
        s.says(&db, &s.ewan, "And one thing more.").await;
        sql(&db, "UPDATE replies SET created = created + 20000000 WHERE body LIKE 'And one%'").await;
        tell_all(&db).await;
        assert_eq!((payloads(&db, POST).await.len(), unread(&db, &s.isla).await.unwrap()), (1, 1));
        let standing = subscriptions::standing(&db, &s.isla, s.topic).await.unwrap();
        subscriptions::look(&db, &s.isla, s.topic, &standing, TOLD).await.unwrap();
        assert_eq!(unread(&db, &s.isla).await.unwrap(), 0);
        post_all(&installation, TOLD).await;
        assert!(mails(folder.path()).is_empty(), "it was read between the notice and its mail");
    }

    async fn an_ordinary_look_writes_nothing(db: Db) {
        let s = scene(&db).await;
        let seen = "SELECT SUM(seen) FROM subscriptions";
        let seen = if matches!(db, Db::Postgres(_)) { "SELECT SUM(seen)::BIGINT FROM subscriptions" } else { seen };
        let before = number(&db, seen).await;
        let kit = s.member(&db, "kit").await;
        for (member, now) in [(&s.isla, NOW), (&kit, NOW.plus_seconds(-3_500))] {
            let standing = subscriptions::standing(&db, member, s.topic).await.unwrap();
            subscriptions::look(&db, member, s.topic, &standing, now).await.unwrap();
        }
        assert_eq!(number(&db, seen).await, before, "an old topic, and somebody who does not hear of it");
    }

    async fn one_click_stops_the_mail_and_leaves_the_notices(db: Db) {
        let (s, folder) = (scene(&db).await, tempfile::tempdir().unwrap());
        let installation = installation(&db, folder.path());
        let maud = s.member(&db, "maud").await;
        votes::cast(&db, &maud, s.topic, NOW).await.unwrap();
        let token = pace::token(&db, s.brand.id, maud.id).await.unwrap();
        assert_eq!((token.len(), pace::token(&db, s.brand.id, maud.id).await.unwrap()), (32, token.clone()));
        let other = testing::brand(&db, "orsel").await;
        for (brand, wrong) in [(other.id, token.as_str()), (s.brand.id, "0123456789abcdef"), (s.brand.id, "")] {
            unsubscribe(&db, brand, wrong, None).await.unwrap();
        }
        assert_eq!(pace(&db, &maud).await.unwrap(), MailPace::AtOnce, "another brand's token and unknown ones change nothing");
        for _ in 0..2 {
            unsubscribe(&db, s.brand.id, &token, Some(s.number)).await.unwrap();
        }
        s.plans(&db).await;
        tell_all(&db).await;
        post_all(&installation, TOLD).await;
        assert_eq!((told(&db).await, mails(folder.path()).len()), (pairs(&[("isla", "status"), ("maud", "status")]), 1));
        subscriptions::set(&db, &maud, s.topic, Hearing::All, NOW).await.unwrap();
        unsubscribe(&db, s.brand.id, &token, None).await.unwrap();
        assert_eq!(pace(&db, &maud).await.unwrap(), MailPace::Never);
        s.says(&db, &s.isla, "Thank you!").await;
        tell_all(&db).await;
        assert_eq!(unread(&db, &maud).await.unwrap(), 2);
        assert_eq!(number(&db, "SELECT COUNT(*) FROM jobs WHERE kind = 'notice' AND recipient = 'maud@example.org'").await, 0);
    }

    async fn the_daily_mail_comes_once_at_eight_where_the_person_lives(db: Db) {
        let (s, folder) = (scene(&db).await, tempfile::tempdir().unwrap());
        let installation = installation(&db, folder.path());
        let kit = s.member(&db, "kit").await;
        subscriptions::set(&db, &kit, s.topic, Hearing::All, NOW).await.unwrap();
        for (member, zone) in [(&s.isla, "Asia/Tokyo"), (&kit, "America/New_York")] {
            set_pace_of(&db, member, MailPace::Daily).await;
            sql(&db, format!("UPDATE accounts SET time_zone = '{zone}' WHERE id = {}", member.account().0)).await;
        }
        s.plans(&db).await;
        s.says(&db, &s.ewan, "More soon.").await;
        tell_all(&db).await;
        assert!(payloads(&db, POST).await.is_empty());
        // NOW is 2026-09-21T14:13:20Z: 23:13 in Tokyo, 10:13 in New York. Eight there is 23:00Z and 12:00Z.
        let day = |hours: i64, minutes: i64| Instant(NOW.0 - NOW.0.rem_euclid(86_400_000_000)).plus_seconds(hours * 3_600 + minutes * 60);
        let mut count = 0;
        for (now, to) in [(day(14, 30), None), (day(22, 59), None), (day(23, 1), Some("isla@")), (day(23, 30), None), (day(35, 59), None), (day(36, 1), Some("kit@")), (day(47, 5), None)] {
            digests(&installation, now).await;
            let all = mails(folder.path());
            assert_eq!(all.len() - count, usize::from(to.is_some()), "{now:?}");
            if let Some(to) = to {
                let mail = all.last().unwrap().replace("=\r\n", "");
                assert!(mail.contains(&format!("To: {to}")) && mail.contains("New for you at DRUMLIN") && mail.contains("More soon."), "{mail}");
            }
            count = all.len();
        }
        s.says(&db, &s.ewan, "Very soon.").await;
        tell_all(&db).await;
        read_all(&db, &s.isla, TOLD).await.unwrap();
        sql(&db, format!("UPDATE notices SET created = {} WHERE mailed IS NULL", day(50, 0).0)).await;
        digests(&installation, day(72, 0)).await;
        assert_eq!(mails(folder.path()).len(), count + 1, "who has read everything gets no mail");
    }

    async fn mail_that_comes_back_stops_and_is_forgotten_after_a_month(db: Db) {
        let (s, folder) = (scene(&db).await, tempfile::tempdir().unwrap());
        let (installation, account) = (installation(&db, folder.path()), s.isla.account());
        bounces::count(&db, account, bounces::REFUSED, NOW.minus_days(40)).await.unwrap();
        for _ in 0..3 {
            bounces::count(&db, account, bounces::EXHAUSTED, NOW).await.unwrap();
        }
        assert!(!mail_stopped(&db, account, NOW).await.unwrap(), "what is long past does not count");
        bounces::count(&db, account, bounces::REFUSED, NOW).await.unwrap();
        assert!(mail_stopped(&db, account, NOW).await.unwrap());
        s.plans(&db).await;
        tell_all(&db).await;
        post_all(&installation, TOLD).await;
        assert!(mails(folder.path()).is_empty() && unread(&db, &s.isla).await.unwrap() == 1);
        assert!(!mail_stopped(&db, account, NOW.minus_days(-31)).await.unwrap());
        try_again(&db, account).await.unwrap();
        assert!(!mail_stopped(&db, account, NOW).await.unwrap());
    }

    async fn nobody_gets_more_than_a_hundred_of_these_mails_a_day(db: Db) {
        let (s, folder) = (scene(&db).await, tempfile::tempdir().unwrap());
        let installation = installation(&db, folder.path());
        for n in 0..103 {
            sql(&db, format!("INSERT INTO notices (brand_id, member_id, topic_id, kind, cause, mailed, created) VALUES ({}, {}, {}, 'reply', 'old {n}', {}, 1)",
                s.brand.id.0, s.isla.id.0, s.topic.0, NOW.0 - i64::from(n > 98) * 90_000_000_000 + n)).await;
        }
        for text in ["The first of two.", "The second of two."] {
            s.says(&db, &s.ewan, text).await;
        }
        tell_all(&db).await;
        post_all(&installation, TOLD).await;
        assert_eq!(mails(folder.path()).len(), 1, "the hundredth goes, the next one does not");
    }

    async fn notices_are_counted_up_to_ten_and_listed_by_pages(db: Db) {
        let s = scene(&db).await;
        for n in 0..70 {
            sql(&db, format!("INSERT INTO notices (brand_id, member_id, topic_id, kind, cause, created) VALUES ({}, {}, {}, 'board', 'x {n}', {n})",
                s.brand.id.0, s.isla.id.0, s.topic.0)).await;
        }
        assert_eq!(unread(&db, &s.isla).await.unwrap(), 10);
        let (mut after, mut seen) = (None, Vec::new());
        loop {
            let page = list(&db, &s.isla, after).await.unwrap();
            seen.extend(page.stories.iter().map(|story| story.id));
            after = page.next;
            if after.is_none() { break }
        }
        assert_eq!(seen.len(), 70);
        assert!(seen.is_sorted_by(|a, b| a > b));
        let page = list(&db, &s.isla, None).await.unwrap();
        assert_eq!((page.stories[0].kind, by_topic(&page.stories).len()), (NoticeKind::Board, 1));
        read_all(&db, &s.isla, NOW).await.unwrap();
        assert_eq!(unread(&db, &s.isla).await.unwrap(), 0);
        sweep(&db, crate::who::system(), Instant(0).minus_days(-366)).await.unwrap();
        assert_eq!(number(&db, "SELECT COUNT(*) FROM notices").await, 0);
    }
}

#[test]
fn eight_o_clock_is_the_readers_own_also_when_the_clocks_change() {
    let at = |text: &str| Instant(text.parse::<jiff::Timestamp>().unwrap().as_microsecond());
    for (zone, now, morning) in [
        ("Europe/Paris", "2026-03-29T06:30:00Z", "2026-03-29T06:00:00Z"),
        ("Europe/Paris", "2026-03-29T05:59:59Z", "2026-03-28T07:00:00Z"),
        ("Europe/Paris", "2026-10-25T07:00:00Z", "2026-10-25T07:00:00Z"),
        ("Pacific/Auckland", "2026-07-01T00:00:00Z", "2026-06-30T20:00:00Z"),
        ("nowhere", "2026-07-01T09:00:00Z", "2026-07-01T08:00:00Z"),
    ] {
        assert_eq!(digest::last_morning(zone, at(now)), at(morning), "{zone} {now}");
    }
}
