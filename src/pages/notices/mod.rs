//! Notices: the page of them, how mail about them comes, and hearing of a topic or not.

mod follow;
mod list;
mod unsubscribe;

pub use follow::follow;
pub use list::{get, mail_again, mail_stopped, post};
pub use unsubscribe::{get as unsubscribe_get, post as unsubscribe_post};
