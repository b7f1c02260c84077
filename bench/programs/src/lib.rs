//! Whole client programs that do the same work against one server, each a process of its own.
//!
//! `cargo run --release -p dynaschema-bench-programs` builds them, sets up those in Python and JavaScript, runs all of them
//! in rounds, and writes `results.md` and `results.svg`. Here is what the programs in Rust share: the [`Order`] that all
//! of them store, the SDK's client, and what a [`Phase`] of the work is. Programs that use the SDK alone share its calls too
//! ([`sdk`]), and differ in how they convert.

mod by_hand;
mod client;
mod order;
mod phase;
pub mod sdk;

pub use by_hand::{from_item, into_item, sum};
pub use client::client;
pub use order::{Address, OPEN, ORDERS, Order, SHIPPED, SHOP, TOUCHED, customer_id, order_id, touched};
pub use phase::{Done, Invocation, Phase, run};

/// An item as the SDK has it.
pub type Item = std::collections::HashMap<String, aws_sdk_dynamodb::types::AttributeValue>;

/// What a program may fail with; it is printed, and the run ends.
pub type Failure = Box<dyn std::error::Error>;
