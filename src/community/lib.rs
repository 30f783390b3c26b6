//! What the product does: one file per domain with its rule, its SQL, its transaction and its tests.
//! Knows no leptos, no axum, no HTTP. A write takes its actor as a type from `who`, opens one transaction through `db.write`
//! and leaves its events and jobs inside it. A read goes through the viewer: what is not theirs to see is not found.
#![cfg_attr(
    test,
    allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops at its first surprise")
)]

pub mod accounts;
pub mod answers;
pub mod attachments;
pub mod backup;
pub mod boards;
pub mod brands;
mod cursor;
pub mod db;
pub mod demo;
pub mod desk;
pub mod documents;
pub mod drafts;
pub mod erasure;
pub mod export;
pub mod feeds;
pub mod front;
pub mod images;
pub mod installation;
pub mod invitations;
pub mod jobs;
pub mod kept;
pub mod language;
pub mod limits;
pub mod mail;
pub mod members;
pub mod mine;
pub mod moderation;
pub mod notices;
pub mod operator;
mod order;
pub mod passwords;
pub mod people;
pub mod pictures;
pub mod products;
pub mod promises;
pub mod prose;
pub mod reference;
pub mod replies;
pub mod revisions;
pub mod secrets;
pub mod sessions;
pub mod sitemap;
pub mod subscriptions;
pub mod tags;
pub mod thanks;
pub mod topics;
pub mod votes;
pub mod when;
pub mod who;
pub mod words;

#[cfg(test)]
mod counters;
#[cfg(test)]
mod testing;

pub use accounts::second_factor;
pub use db::{Db, Failure, Result};
pub use installation::Installation;
