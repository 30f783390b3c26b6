//! The Parvis server: the pages of `pages`, the functions of `ui`, served over HTTP; the rules are in `community`.

pub mod commands;
pub mod web;
