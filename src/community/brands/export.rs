//! Everything of a brand as one JSON document, written piece by piece out of one snapshot of the database. It holds what is hidden and
//! private too: it is the brand's own. It holds no mail addresses, passwords, sessions, or invitations: those are people's.

mod around;
mod rows;

use crate::brands::Brand;
use crate::db::{Db, Failure, Result, Tx};
use crate::desk::{self, Entry, OperatorEntry};
use crate::limits::{self, Limit, Limited};
use crate::who::{Admin, System};
use crate::{fetch_all, row};
use rows::{At, Exported};
use serde::Serialize;
use serde_json::json;
use std::time::Duration;
use tokio::sync::mpsc::{self, Receiver, Sender};
use types::{Instant, MemberId};

/// The version of the document's form: raised when a field changes its meaning or goes.
pub const FORMAT: i64 = 1;
/// Rows that are read at once.
const BATCH: i64 = 500;
/// An export whose reader takes nothing for so long is given up, with its snapshot.
const PATIENCE: Duration = Duration::from_secs(60);
/// Exports of one brand within an hour: each reads all of it.
const AN_HOUR: i64 = 6;

/// The document, piece by piece. An error ends it before its last bracket.
pub type Pieces = Receiver<Result<Vec<u8>>>;

/// The export that an admin asks for.
pub async fn for_admin(db: &Db, by: &Admin, brand: &Brand, now: Instant) -> Result<Pieces> {
    limits::take(
        db,
        vec![Limit::new(Limited::Export, &format!("export {}", brand.id.0), AN_HOUR, 3_600)],
        now,
    )
    .await?;
    begin(db, Some(by.id), brand, now).await
}

/// The export that the command line asks for.
pub async fn for_command(db: &Db, _by: System, brand: &Brand, now: Instant) -> Result<Pieces> {
    begin(db, None, brand, now).await
}

async fn begin(db: &Db, actor: Option<MemberId>, brand: &Brand, now: Instant) -> Result<Pieces> {
    note(db, actor, brand, now).await?;
    let tx = db.snapshot().await?;
    let (sender, pieces) = mpsc::channel(2);
    let brand = brand.clone();
    tokio::spawn(async move {
        let mut out = Out {
            tx,
            brand: brand.id.0,
            sender,
        };
        if let Err(failure) = document(&mut out, &brand, now).await {
            tracing::warn!(brand = brand.slug, %failure, "an export was not finished");
            let _ = out.sender.try_send(Err(failure));
        }
    });
    Ok(pieces)
}

/// The log says who took everything with them.
async fn note(db: &Db, actor: Option<MemberId>, brand: &Brand, now: Instant) -> Result<()> {
    db.write((actor, brand.clone(), now), |tx, (actor, brand, now)| {
        Box::pin(async move {
            let entry = Entry {
                brand: brand.id,
                actor: *actor,
                kind: "brand-exported",
                subject: None,
                details: json!({}),
            };
            desk::log(tx, entry, *now).await?;
            if actor.is_some() {
                return Ok(());
            }
            let entry = OperatorEntry {
                actor: None,
                kind: "brand-exported",
                account: None,
                brand: Some(brand.id),
                details: json!({ "slug": brand.slug, "name": brand.name }),
            };
            desk::log_operator(tx, entry, *now).await
        })
    })
    .await
}

/// A document under way.
struct Out {
    tx: Tx,
    brand: i64,
    sender: Sender<Result<Vec<u8>>>,
}

impl Out {
    async fn say(&self, piece: Vec<u8>) -> Result<()> {
        match tokio::time::timeout(PATIENCE, self.sender.send(Ok(piece))).await {
            Ok(Ok(())) => Ok(()),
            _ => Err(Failure::Bug("nobody takes it".into())),
        }
    }

    /// A list of everything in one table.
    async fn list<R: Exported>(&mut self, name: &str) -> Result<()> {
        self.say(format!(",\n\"{name}\":[").into_bytes()).await?;
        let (mut after, mut first) = ((i64::MIN, i64::MIN), true);
        loop {
            let rows = R::after(&mut self.tx, self.brand, after, R::BATCH).await?;
            let Some(last) = rows.last() else { break };
            after = last.key();
            self.say(joined(&rows, &mut first)?).await?;
            if i64::try_from(rows.len()).unwrap_or(0) < R::BATCH {
                break;
            }
        }
        self.say(b"]".to_vec()).await
    }
}

fn joined<R: Serialize>(rows: &[R], first: &mut bool) -> Result<Vec<u8>> {
    let mut piece = Vec::new();
    for row in rows {
        piece.extend_from_slice(if std::mem::take(first) { b"\n" } else { b",\n" });
        serde_json::to_writer(&mut piece, row).map_err(|e| Failure::Bug(e.to_string()))?;
    }
    Ok(piece)
}

async fn document(out: &mut Out, brand: &Brand, now: Instant) -> Result<()> {
    let head = json!({
        "format": "parvis-brand",
        "version": FORMAT,
        "exported": At::of(now),
        "left_out": ["mail addresses", "passwords and sessions", "invitations", "memberships of other brands", "drafts", "notices"],
        "brand": self::brand(out, brand).await?,
    });
    let mut piece = serde_json::to_vec_pretty(&head).map_err(|e| Failure::Bug(e.to_string()))?;
    // The head's own last bracket and the line before it: what follows stands inside it.
    piece.truncate(piece.len().saturating_sub(2));
    out.say(piece).await?;
    out.list::<rows::Document>("documents").await?;
    out.list::<rows::Board>("boards").await?;
    out.list::<rows::Product>("products").await?;
    out.list::<rows::Member>("members").await?;
    out.list::<rows::Topic>("topics").await?;
    out.list::<rows::Reply>("replies").await?;
    out.list::<rows::Vote>("votes").await?;
    out.list::<rows::Event>("events").await?;
    out.list::<rows::DeskEvent>("log").await?;
    out.list::<rows::Picture>("pictures").await?;
    out.list::<rows::Details>("details").await?;
    out.list::<rows::Attachment>("attachments").await?;
    out.list::<rows::Revision>("revisions").await?;
    out.list::<rows::Tag>("tags").await?;
    out.list::<rows::TopicTag>("topic_tags").await?;
    out.list::<rows::Thanks>("thanks").await?;
    out.list::<rows::Subscription>("subscriptions").await?;
    out.list::<rows::Report>("reports").await?;
    out.list::<rows::Intervention>("interventions").await?;
    out.say(b"\n}\n".to_vec()).await
}

row! {
    /// A mail domain of a brand.
    #[derive(Serialize)]
    pub struct Domain {
        pub domain: String,
        pub affiliation: String,
        pub may_join: bool,
    }
}

async fn brand(out: &mut Out, brand: &Brand) -> Result<serde_json::Value> {
    let sql = "SELECT theme, logo, revision FROM brands WHERE id = $1";
    let dress = crate::fetch_one!(out.tx, super::Dress, sql, brand.id.0)?;
    let sql = "SELECT domain, affiliation, may_join FROM domains WHERE brand_id = $1 ORDER BY domain";
    let domains = fetch_all!(out.tx, Domain, sql, brand.id.0)?;
    let sql = "SELECT kind, hours FROM promises WHERE brand_id = $1 ORDER BY kind";
    let promises = fetch_all!(out.tx, rows::Promise, sql, brand.id.0)?;
    let theme: serde_json::Value = serde_json::from_str(&dress.theme).unwrap_or_default();
    let languages: Vec<&str> = brand.languages.iter().map(|l| l.as_str()).collect();
    Ok(json!({
        "slug": brand.slug, "name": brand.name, "tagline": brand.tagline, "taglines": brand.taglines, "lede": brand.lede, "ledes": brand.ledes,
        "place": brand.place, "places": brand.places,
        "languages": languages, "time_zone": brand.time_zone, "host": brand.host,
        "registration": brand.registration.as_str(), "show_affiliation": brand.show_affiliation, "mail_domains": domains, "promises": promises,
        "rules_version": brand.rules_version, "terms_version": brand.terms_version,
        "privacy_version": brand.privacy_version, "imprint_version": brand.imprint_version,
        "opened": brand.opened.map(|at| At::of(Instant(at))), "closes": brand.closes.map(|at| At::of(Instant(at))),
        "created": At::of(brand.created),
        "theme": theme, "logo": dress.logo, "glyph": brand.glyph,
    }))
}

#[cfg(test)]
mod tests;
