//! HTTP against the real router on a real port, and against the real program.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops at its first surprise")]

mod accounts;
mod away;
mod backups;
mod borders;
mod cache;
mod composing;
mod cut;
mod data;
mod documents;
mod doors;
mod drain;
mod feeds;
mod found;
mod full;
mod fuzz;
mod headers;
mod hosts;
mod kill;
mod known;
mod lists;
mod notices;
mod operator;
mod pages;
mod people;
mod program;
mod removal;
mod rights;
mod routes;
mod security;
mod settings;
mod slow;
mod support;
mod trials;
mod watched;
mod writes;
