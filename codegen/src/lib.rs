//! Reads dynaschema's YAML tables and entities, and writes typed Rust for Amazon DynamoDB.
//!
//! In a build script:
//!
//! ```no_run
//! // build.rs
//! fn main() -> Result<(), dynaschema_codegen::Diagnostics> {
//!     dynaschema_codegen::Builder::new().schema("schema").compile()
//! }
//! ```
//!
//! and `dynaschema::include_schema!();` in the crate. Or with the generated code checked in, where a test keeps it
//! fresh:
//!
//! ```no_run
//! #[test]
//! fn generated_code_is_fresh() {
//!     dynaschema_codegen::Builder::new().schema("schema").assert_fresh("src/schema");
//! }
//! ```
//!
//! Whatever is wrong with a schema is reported at once, each mistake with its code and its place: see [`Diagnostics`].
//! No input makes this crate panic.

mod builder;
mod cargo;
mod check;
mod diagnostics;
mod emit;
mod model;
mod names;
mod output;
mod source;
mod syntax;
mod yaml;

pub use builder::{Builder, Generated};
pub use diagnostics::{Code, Diagnostics, Entry, Finding, Position, Severity};
pub use output::{Checked, Drift, DriftKind, Written};
