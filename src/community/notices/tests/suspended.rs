//! Who is suspended is told so by mail, if it stands.

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

/// The mails that the jobs of now send.
async fn sent(installation: &Installation, folder: &Path) -> Vec<String> {
    for payload in payloads(&installation.db, SUSPENDED).await {
        suspended(installation, &payload, TOLD).await.unwrap();
    }
    sql(&installation.db, format!("DELETE FROM jobs WHERE kind = '{SUSPENDED}'")).await;
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
}
