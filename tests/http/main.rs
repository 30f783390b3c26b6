//! HTTP against the real router on a real port, and against the real program.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops at its first surprise")]

mod cut;
mod headers;
mod kill;
mod pages;
mod routes;
mod settings;
mod support;
mod writes;
