//! Words that the server and the browser share: ids, enums, inputs with `validate()`, the policy, the one public error.
//! Nothing here reads, writes, waits or knows a framework. Rules that need the database live in `community`.
#![cfg_attr(
    test,
    allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops at its first surprise")
)]

pub mod accounts;
pub mod attachments;
pub mod boards;
pub mod brands;
pub mod colour;
pub mod drafts;
pub mod error;
pub mod heat;
pub mod ids;
pub mod instant;
pub mod lang;
pub mod look;
pub mod members;
pub mod mine;
pub mod moderation;
pub mod notices;
pub mod operator;
pub mod people;
pub mod policy;
pub mod products;
pub mod promises;
pub mod replies;
pub mod slug;
pub mod staff;
pub mod svg;
pub mod tags;
pub mod text_enum;
pub mod topics;
pub mod translations;
pub mod votes;

pub use error::{Error, Wrong};
pub use ids::*;
pub use instant::Instant;
pub use lang::Lang;
pub use translations::Translations;
