//! Who is suspended is told so by mail, if it stands, and that it was lifted, if they were told.

use super::*;
use crate::moderation;
use crate::who::Moderator;
use types::moderation::Suspend;

async fn nell(db: &Db, brand: &Brand) -> Moderator {
    let nell = testing::member(db, brand, "nell", Role::Moderator).await;
    testing::viewer_of(db, brand, &nell).await.moderator().unwrap()
}

fn week() -> Suspend {
    Suspend {
        term: "week".into(),
        reason: "Insults <again>".into(),
    }
}

/// The mails of suspensions that the jobs of now send.
async fn sent(installation: &Installation, folder: &Path) -> Vec<String> {
    for payload in payloads(&installation.db, SUSPENDED).await {
        suspended(installation, &payload, TOLD).await.unwrap();
    }
    taken(installation, folder, SUSPENDED).await
}

/// The mails of liftings that the jobs of now send.
async fn sent_lifted(installation: &Installation, folder: &Path) -> Vec<String> {
    for payload in payloads(&installation.db, LIFTED).await {
        lifted(installation, &payload, TOLD).await.unwrap();
    }
    taken(installation, folder, LIFTED).await
}

async fn taken(installation: &Installation, folder: &Path, kind: &str) -> Vec<String> {
    sql(&installation.db, format!("DELETE FROM jobs WHERE kind = '{kind}'")).await;
    let mails = mails(folder).iter().map(|mail| mail.replace("=\r\n", "")).collect();
    for file in std::fs::read_dir(folder).unwrap().flatten() {
        std::fs::remove_file(file.path()).unwrap();
    }
    mails
}

crate::on_both_engines! {
    async fn whoever_is_suspended_is_mailed_why_unless_it_was_undone_or_lifted(db: Db) {
        let (s, folder) = (scene(&db).await, tempfile::tempdir().unwrap());
        let (installation, nell) = (installation(&db, folder.path()), nell(&db, &s.brand).await);
        set_pace(&db, &s.isla, MailPace::Never).await.unwrap();
        moderation::suspend(&db, &nell, s.isla.number, &week(), NOW).await.unwrap();
        let early = number(&db, &format!("SELECT COUNT(*) FROM jobs WHERE kind = '{SUSPENDED}' AND run_at < {}", NOW.plus_seconds(30).0)).await;
        assert_eq!(early, 0, "it can be undone first");
        let mails = sent(&installation, folder.path()).await;
        assert_eq!(mails.len(), 1);
        assert!(mails[0].contains("To: isla@example.org") && mails[0].contains("Insults <again>"), "{}", mails[0]);
        assert!(mails[0].contains("&lt;again&gt;") && mails[0].contains("You can still read everything"), "{}", mails[0]);
        moderation::lift(&db, &nell, s.isla.number, NOW).await.unwrap();
        let deed = moderation::suspend(&db, &nell, s.isla.number, &week(), NOW).await.unwrap();
        moderation::undo(&db, &nell, deed, NOW).await.unwrap();
        assert!(sent(&installation, folder.path()).await.is_empty(), "undone");
        moderation::suspend(&db, &nell, s.isla.number, &week(), NOW).await.unwrap();
        moderation::lift(&db, &nell, s.isla.number, NOW).await.unwrap();
        assert!(sent(&installation, folder.path()).await.is_empty(), "lifted");
        moderation::remove(&db, &nell, s.isla.number, "Advertising", NOW).await.unwrap();
        let mails = sent(&installation, folder.path()).await;
        assert_eq!(mails.len(), 1);
        assert!(mails[0].contains("until a moderator lifts the suspension") && mails[0].contains("Advertising"), "{}", mails[0]);
    }

    async fn whoever_was_told_is_told_that_it_was_lifted_and_what_is_back(db: Db) {
        let (s, folder) = (scene(&db).await, tempfile::tempdir().unwrap());
        let (installation, nell) = (installation(&db, folder.path()), nell(&db, &s.brand).await);
        let deed = moderation::remove(&db, &nell, s.isla.number, "Advertising", NOW).await.unwrap();
        assert_eq!(sent(&installation, folder.path()).await.len(), 1);
        moderation::undo(&db, &nell, deed, NOW).await.unwrap();
        let mails = sent_lifted(&installation, folder.path()).await;
        assert_eq!(mails.len(), 1);
        assert!(mails[0].contains("To: isla@example.org") && mails[0].contains("You can write again at"), "{}", mails[0]);
        assert!(mails[0].contains("What you wrote here can be read again"), "{}", mails[0]);

        moderation::suspend(&db, &nell, s.isla.number, &week(), NOW).await.unwrap();
        assert_eq!(sent(&installation, folder.path()).await.len(), 1);
        let lifting = moderation::lift(&db, &nell, s.isla.number, NOW).await.unwrap();
        let mails = sent_lifted(&installation, folder.path()).await;
        assert_eq!(mails.len(), 1);
        assert!(mails[0].contains("You can write again at") && !mails[0].contains("can be read again"), "{}", mails[0]);
        moderation::undo(&db, &nell, lifting, NOW).await.unwrap();
        assert_eq!(sent(&installation, folder.path()).await.len(), 1, "suspended once more");
    }

    async fn whoever_was_not_told_or_is_suspended_again_is_told_of_no_lifting(db: Db) {
        let (s, folder) = (scene(&db).await, tempfile::tempdir().unwrap());
        let (installation, nell) = (installation(&db, folder.path()), nell(&db, &s.brand).await);
        let deed = moderation::remove(&db, &nell, s.isla.number, "Advertising", NOW).await.unwrap();
        moderation::undo(&db, &nell, deed, NOW).await.unwrap();
        assert_eq!((sent(&installation, folder.path()).await.len(), sent_lifted(&installation, folder.path()).await.len()), (0, 0));
        moderation::suspend(&db, &nell, s.isla.number, &week(), NOW).await.unwrap();
        assert_eq!(sent(&installation, folder.path()).await.len(), 1);
        moderation::lift(&db, &nell, s.isla.number, NOW).await.unwrap();
        moderation::suspend(&db, &nell, s.isla.number, &week(), NOW).await.unwrap();
        assert!(sent_lifted(&installation, folder.path()).await.is_empty());
    }
}
