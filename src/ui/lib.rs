//! What both sides share of the interface: small components without data access, and the islands with their server functions.
//! An island wraps a form that works without it. No SQL, no rule: a server function asks who it is, calls `community`, answers.
//! Words come in as properties, so that no catalogue of texts enters the browser's module.

pub mod composer;
mod composing;
pub mod refused;
#[cfg(feature = "ssr")]
pub mod server;
pub mod votes;
