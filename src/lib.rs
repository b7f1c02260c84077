//! The worked consumer of dynaschema: what a crate that uses it looks like. The examples and the end-to-end tests live
//! here.

mod client;

pub use client::client;

dynaschema::include_schema!();
