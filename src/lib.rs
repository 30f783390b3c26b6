//! The Parvis server: the pages of `pages`, the functions of `ui`, served over HTTP; the rules are in `community`.
#![cfg_attr(
    test,
    allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops at its first surprise")
)]
#![recursion_limit = "256"]

pub mod commands;
pub mod web;
