//! The pages of topics: the list, one topic, the form that starts one.

mod around;
pub mod list;
pub mod propose;
pub mod show;
