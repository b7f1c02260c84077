//! What a typed request costs the client: the raw SDK, the SDK with serde_dynamo, code written by hand, and dynaschema,
//! side by side.
//!
//! All of them ask the same of an HTTP client that answers from memory ([`canned`]), for the same items ([`items`]), and it
//! is looked at first that they make the same of them. Then they take turns ([`contest`]). What counts is the CPU time of
//! the thread: no network, no TLS and no service are in it.

dynaschema::include_schema!();

pub mod answers;
pub mod by_hand;
pub mod canned;
pub mod contest;
pub mod contests;
pub mod heap;
pub mod items;
pub mod plain;
pub mod plot;
pub mod report;
pub mod statistics;

/// What went wrong: a contestant fails, or differs from another.
pub type Failure = Box<dyn std::error::Error>;
