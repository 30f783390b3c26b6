//! Who is told that a space closes.

use super::*;
use crate::accounts;
use crate::brands::closing;
use crate::who::Admin;
use types::JobId;
use types::operator::Close;

/// Somebody decides to close the space; gives who it was.
async fn close(db: &Db, brand: &Brand) -> Admin {
    let admin = testing::admin(db, brand).await;
    let meant = Close {
        slug: brand.slug.clone(),
        current: "no password signs in".into(),
    };
    closing::close(db, &admin, brand, &meant, &testing::settings(), NOW).await.unwrap();
    admin
}

async fn tell_everybody(db: &Db) {
    let sql = "SELECT id FROM jobs WHERE kind = $1";
    for (job,) in fetch_all!(db.read().await.unwrap(), (i64,), sql, CLOSING).unwrap() {
        tell_closing(db, JobId(job), TOLD).await.unwrap();
    }
}

/// To whom a mail will go, in the order of their addresses.
async fn mailed(db: &Db) -> Vec<String> {
    let sql = "SELECT recipient FROM jobs WHERE kind = $1";
    let rows = fetch_all!(db.read().await.unwrap(), (String,), sql, FAREWELL).unwrap();
    let mut all: Vec<String> = rows.into_iter().map(|row| row.0).collect();
    all.sort();
    all
}

async fn farewells(installation: &Installation, of: &[String]) {
    for payload in of {
        farewell(installation, payload, TOLD).await.unwrap();
    }
}

crate::on_both_engines! {
    async fn every_member_of_a_space_that_closes_is_told_once(db: Db) {
        let (brand, orsel) = (testing::brand(&db, "drumlin").await, testing::brand(&db, "orsel").await);
        let crowd = testing::crowd(&db, &brand, 205).await;
        testing::member(&db, &orsel, "elsewhere", Role::Member).await;
        set_pace(&db, &crowd[0], MailPace::Never).await.unwrap();
        crate::erasure::leave(&db, &crowd[1], &types::people::Leave { texts: "keep".into() }, NOW).await.unwrap();
        sql(&db, "UPDATE accounts SET blocked = 1 WHERE address = 'crowd-2@example.org'").await;
        close(&db, &brand).await;
        tell_everybody(&db).await;
        let told = mailed(&db).await;
        tell_everybody(&db).await;
        assert_eq!(mailed(&db).await, told, "a job that runs again tells nobody twice");
        let mut expected: Vec<_> = (0..205).filter(|n| ![1, 2].contains(n)).map(|n| format!("crowd-{n}@example.org")).collect();
        expected.sort();
        assert_eq!(told, expected);
        let later = number(&db, &format!("SELECT COUNT(*) FROM jobs WHERE kind = '{FAREWELL}' AND run_at > {}", TOLD.0)).await;
        assert_eq!(later, 3, "a batch waits for the one before");
    }

    async fn the_mail_says_when_and_how_to_take_ones_data_along_in_ones_own_language(db: Db) {
        let (s, folder) = (scene(&db).await, tempfile::tempdir().unwrap());
        let installation = installation(&db, folder.path());
        accounts::set_language(&db, s.ewan.account(), Lang::Fr).await.unwrap();
        close(&db, &s.brand).await;
        tell_everybody(&db).await;
        farewells(&installation, &payloads(&db, FAREWELL).await).await;
        let plain = |mail: &String| mail.replace("=\r\n", "").replace("=3D", "=").replace("=C2=A0", " ");
        let mut all: Vec<String> = mails(folder.path()).iter().map(plain).collect();
        all.sort_by_key(|mail| mail.contains("To: isla@"));
        assert_eq!(all.len(), 2);
        for (mail, to, lang, said) in [(&all[0], "ewan", "fr", "DRUMLIN ferme son site communautaire le 5 octobre 2026"), (&all[1], "isla", "en", "DRUMLIN closes its community site on 5 October 2026")] {
            assert!(mail.contains(&format!("To: {to}@example.org")) && mail.contains(&format!("lang=\"{lang}\"")), "{mail}");
            assert!(mail.contains("text/plain") && mail.matches("http://localhost/b/drumlin/account/data").count() >= 2, "{mail}");
            assert!(mail.contains(said), "{mail}");
        }
    }

    async fn who_has_not_been_told_yet_when_the_space_stays_is_told_nothing(db: Db) {
        let (s, folder) = (scene(&db).await, tempfile::tempdir().unwrap());
        let installation = installation(&db, folder.path());
        let admin = close(&db, &s.brand).await;
        tell_everybody(&db).await;
        let under_way = payloads(&db, FAREWELL).await;
        assert_eq!(under_way.len(), 2);
        closing::keep(&db, &admin, &s.brand, TOLD).await.unwrap();
        assert_eq!(number(&db, &format!("SELECT COUNT(*) FROM jobs WHERE kind IN ('{CLOSING}', '{FAREWELL}')")).await, 0);
        farewells(&installation, &under_way).await;
        assert!(mails(folder.path()).is_empty(), "not even one that a worker holds already");
    }
}
