//! HTTP: the one list of routes, and what surrounds every one of them.

pub mod around;
pub mod assets;
pub mod cache;
pub mod crowd;
pub mod headers;
pub mod hosts;
pub mod metrics;
pub mod network;
pub mod pace;
pub mod requests;
pub mod robots;
pub mod routes;
pub mod same_origin;
pub mod serve;
pub mod sessions;
