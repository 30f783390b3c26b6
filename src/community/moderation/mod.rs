//! Keeping order, fairly and on the record: what moderators do, each deed with its reason, its way back and its entry in the log, all in
//! one transaction; and what members tell them.

pub mod desk;
pub mod held;
mod hiding;
mod interventions;
mod move_replies;
mod pieces;
mod removal;
pub mod reports;
mod suspensions;
mod taken;
mod texts;
mod topics;
mod undo;

pub use hiding::{hide, refuse};
pub use move_replies::{Movable, movable, move_replies};
pub use pieces::{Piece, picture, pictures, revision};
pub use removal::{Written, remove, written};
pub use suspensions::{Standing, lift, may_write, standing, suspend};
pub use texts::{Target, approve, restore};
pub use topics::{lock, move_to, pin, unlock, unpin};
pub use undo::undo;

pub use interventions::Removal;
pub(crate) use interventions::{removed, still as moderates, without_reason};
pub(crate) use taken::{check_answer, settle_answer};

#[cfg(test)]
mod tests;
