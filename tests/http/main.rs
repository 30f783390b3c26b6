//! HTTP against the real router on a real port, and against the real program.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops at its first surprise")]

mod accounts;
mod cut;
mod fuzz;
mod headers;
mod hosts;
mod kill;
mod operator;
mod pages;
mod rights;
mod data;
mod people;
mod routes;
mod slow;
mod settings;
mod support;
mod writes;
