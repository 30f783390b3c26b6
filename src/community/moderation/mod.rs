//! Keeping order, fairly and on the record: what moderators do, each deed with its reason, its way back and its entry in the log, all in
//! one transaction; and what members tell them.

pub mod desk;
pub mod held;
mod interventions;
mod move_replies;
mod pieces;
pub mod reports;
mod suspensions;
mod taken;
mod texts;
mod topics;
mod undo;

pub use move_replies::{Movable, movable, move_replies};
pub use pieces::{Piece, picture, pictures, revision};
pub use suspensions::{Standing, lift, may_write, standing, suspend};
pub use texts::{Target, approve, hide, refuse, restore};
pub use topics::{lock, move_to, pin, unlock, unpin};
pub use undo::undo;

pub(crate) use interventions::{removed, still as moderates, without_reason};
pub(crate) use taken::{check_answer, settle_answer};

#[cfg(test)]
mod tests;
