//! What moderators and members said of somebody who goes: every word through the function that says it.

use super::*;
use crate::brands::export;
use crate::moderation::{self, Target, reports};
use crate::notices;
use crate::who::{self, Moderator};
use types::moderation::{NewReport, Suspend};
use types::operator::Reason;
use types::{InterventionId, RevisionId};

/// Said of her, or of a text of hers.
const SAID: [&str; 11] = [
    "plesiosaur",
    "ichthyosaur",
    "mosasaur",
    "pterodactyl",
    "dimetrodon",
    "stegosaur",
    "ankylosaur",
    "coelacanth",
    "trilobite",
    "ammonite",
    "belemnite",
];
/// Said of a reply of hers that stands, to moderators who have not looked yet.
const OPEN: &str = "graptolite";
/// Said of a text of somebody else.
const OF_ISLA: &str = "glyptodon";

/// Where the words about her stand that others lean on.
struct Said {
    isla: Moderator,
    /// A suspension that took the place of another.
    renewed: InterventionId,
    /// A topic of Isla's, hidden and shown again.
    restored: InterventionId,
}

async fn everything_said(db: &Db, scene: &Scene) -> Said {
    let isla = testing::viewer_of(db, &scene.brand, &scene.isla).await.moderator().unwrap();
    let first = ReplyId(number(db, &format!("SELECT MIN(id) FROM replies WHERE author_id = {}", scene.busy.id.0)).await);
    let last = ReplyId(number(db, &format!("SELECT MAX(id) FROM replies WHERE author_id = {}", scene.busy.id.0)).await);
    told(db, scene, scene.talked, None, SAID[8]).await;
    let of_last = TopicId(number(db, &format!("SELECT topic_id FROM replies WHERE id = {}", last.0)).await);
    told(db, scene, of_last, Some(last), OPEN).await;
    let picture = number(db, &format!("SELECT MIN(id) FROM attachments WHERE reply_id = {}", first.0)).await;
    let wording = number(db, &format!("SELECT MIN(id) FROM revisions WHERE reply_id = {}", first.0)).await;
    for (target, reason) in [
        (Target::Topic(scene.talked), SAID[3]),
        (Target::Reply(first), SAID[4]),
        (Target::Picture(picture), SAID[6]),
        (Target::Revision(RevisionId(wording)), SAID[7]),
    ] {
        moderation::hide(db, &isla, target, reason, NOW).await.unwrap();
        moderation::restore(db, &isla, target, NOW).await.unwrap();
    }
    let again = moderation::hide(db, &isla, Target::Reply(first), SAID[5], NOW).await.unwrap();
    moderation::undo(db, &isla, again, NOW).await.unwrap();
    moderation::hide(db, &isla, Target::Topic(scene.others), OF_ISLA, NOW)
        .await
        .unwrap();
    let restored = moderation::restore(db, &isla, Target::Topic(scene.others), NOW).await.unwrap();
    let renewed = suspended(db, &isla, scene).await;
    Said { isla, renewed, restored }
}

/// Suspended, lifted, suspended again and once more; blocked and let in again.
async fn suspended(db: &Db, isla: &Moderator, scene: &Scene) -> InterventionId {
    let because = |word: &str| Suspend {
        term: "week".into(),
        reason: format!("She said {word} three times"),
    };
    moderation::suspend(db, isla, scene.busy.number, &because(SAID[0]), NOW)
        .await
        .unwrap();
    moderation::lift(db, isla, scene.busy.number, NOW).await.unwrap();
    moderation::suspend(db, isla, scene.busy.number, &because(SAID[1]), NOW)
        .await
        .unwrap();
    let renewed = moderation::suspend(db, isla, scene.busy.number, &because(SAID[2]), NOW)
        .await
        .unwrap();
    let reason = |word: &str| Reason {
        reason: format!("She sends {word} to everybody"),
    };
    operator::accounts::block(db, who::system(), scene.account, &reason(SAID[9]), NOW)
        .await
        .unwrap();
    operator::accounts::unblock(db, who::system(), scene.account, &reason(SAID[10]), NOW)
        .await
        .unwrap();
    for (payload,) in fetch_all!(
        db.read().await.unwrap(),
        (String,),
        "SELECT payload FROM jobs WHERE kind = 'notify'"
    )
    .unwrap()
    {
        notices::tell(db, &payload, NOW).await.unwrap();
    }
    renewed
}

/// Isla tells the moderators.
async fn told(db: &Db, scene: &Scene, topic: TopicId, reply: Option<ReplyId>, word: &str) {
    let new = NewReport {
        reason: "unkind".into(),
        text: format!("She calls us {word}"),
    };
    reports::report(db, &scene.isla, topic, reply, &new, NOW).await.unwrap();
}

/// The brand's own export.
async fn taken_along(db: &Db, brand: &Brand) -> String {
    let mut pieces = export::for_command(db, who::system(), brand, NOW).await.unwrap();
    let mut text = Vec::new();
    while let Some(piece) = pieces.recv().await {
        text.extend(piece.unwrap());
    }
    String::from_utf8(text).unwrap()
}

crate::on_both_engines! {
    async fn what_moderators_said_of_somebody_who_erases_everything_is_nowhere(db: Db) {
        let scene = busy(&db).await;
        let said = everything_said(&db, &scene).await;
        assert_eq!(found(&db, &SAID).await, SAID, "before");
        assert_eq!(found(&db, &[OPEN, OF_ISLA]).await.len(), 2, "before");
        erase(&db, scene.account, &asked("remove"), NOW).await.unwrap();
        assert_eq!(found(&db, &SAID).await, Vec::<&str>::new());
        assert_eq!(found(&db, &[NAME, ADDRESS, HANDLE, REASON, SECRET, WAITING, SHOWN, OPEN]).await, Vec::<&str>::new());
        let taken = taken_along(&db, &scene.brand).await;
        assert_eq!(SAID.iter().chain(&[OPEN, WAITING, NAME]).find(|word| taken.contains(**word)), None);
        assert!(taken.contains(OF_ISLA));
        let error: Error = moderation::undo(&db, &said.isla, said.renewed, NOW).await.unwrap_err().into();
        assert_eq!(error, Error::Conflict);
    }

    async fn who_keeps_their_texts_leaves_only_the_reports_that_nobody_has_looked_at(db: Db) {
        let scene = busy(&db).await;
        everything_said(&db, &scene).await;
        erase(&db, scene.account, &asked("keep"), NOW).await.unwrap();
        assert_eq!(found(&db, &SAID).await, Vec::<&str>::new());
        assert_eq!(found(&db, &[OPEN]).await, [OPEN]);
    }

    async fn a_deed_on_somebody_elses_text_is_undone_with_its_reason_after_an_erasure(db: Db) {
        let scene = busy(&db).await;
        let said = everything_said(&db, &scene).await;
        erase(&db, scene.account, &asked("keep"), NOW).await.unwrap();
        moderation::undo(&db, &said.isla, said.restored, NOW).await.unwrap();
        let sql = "SELECT visibility, hidden_reason FROM topics WHERE id = $1";
        let (visibility, reason) = fetch_one!(db.read().await.unwrap(), (String, Option<String>), sql, scene.others.0).unwrap();
        assert_eq!((visibility.as_str(), reason.as_deref()), ("hidden", Some(OF_ISLA)));
    }
}
