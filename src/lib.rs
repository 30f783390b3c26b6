//! The Parvis server: the pages of `pages`, the functions of `ui`, served over HTTP; the rules are in `community`.
#![recursion_limit = "256"]

pub mod commands;
pub mod web;
