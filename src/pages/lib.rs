//! Pages: components that run on the server only, and the handlers of their forms. A form is a plain POST to its page's address:
//! 303 when it was done, otherwise 422 with the same page, the message beside the field and the text that was typed; 429 where it is to wait.
//! No SQL and no rule: a handler knows who visits, calls `community`, and shows.
#![recursion_limit = "256"]

pub mod accounts;
pub mod admit;
pub mod answers;
pub mod attachments;
pub mod brands;
mod canonical;
pub mod composing;
pub mod data;
pub mod documents;
pub mod errors;
pub mod export;
pub mod feeds;
pub mod home;
pub mod intention;
pub mod invitations;
pub mod markup;
pub mod mine;
pub mod moderation;
pub mod notices;
pub mod onward;
pub mod operator;
pub mod parts;
pub mod people;
pub mod products;
pub mod profile;
pub mod replies;
pub mod reports;
pub mod revisions;
mod sent;
pub mod settings;
pub mod shell;
pub mod sitemap;
pub mod tags;
pub mod thanks;
pub mod topics;
pub mod visit;
pub mod votes;

pub use errors::{Answer, Oops};
pub use visit::Visit;
