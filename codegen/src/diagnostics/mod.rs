//! What is wrong with a schema, and how it is told: the sink that all share, the catalogue of codes, and the report.

mod catalogue;
mod render;
mod report;
mod similar;
mod sink;
mod text;

#[cfg(test)]
mod tests;

pub use catalogue::{Code, Entry, Severity};
pub use report::{Diagnostics, Finding, Position};

pub(crate) use catalogue::codes;
pub(crate) use similar::{meant, similar};
pub(crate) use sink::{Diagnostic, Label, Sink};
pub(crate) use text::{list, shown};
