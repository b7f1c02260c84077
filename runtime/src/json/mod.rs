//! JSON, read token by token by whoever knows what comes next.
//!
//! DynamoDB's answers are JSON of a known shape, so nothing has to be built of them before they become structs: generated
//! code asks for a name, then for the value that it expects behind it. Hence a [`Reader`] of our own:
//!
//! - It borrows: names and strings without escapes are slices of the answer. The answer's UTF-8 is checked once, by whoever
//!   makes a `&str` of it, and not again with every string.
//! - It is a place in a text, nothing else, and [`Copy`]: to look ahead, read with a copy. An item whose entity is told by
//!   an attribute that comes last is read so. serde's deserializers are consumed by what they read, and hide where they are.
//! - It passes over what nobody asked for without a stack, by [`skip`](Reader::skip) and [`finish`](Reader::finish), and
//!   refuses there what it would refuse elsewhere.
//! - It is safe Rust. Parsers that use SIMD instructions gain little on answers like these, in which strings are short, and
//!   are unsafe inside.
//!
//! It reads what RFC 8259 calls JSON and nothing else, as serde_json does, with the same bound of [`DEEPEST`]. Whether a
//! name comes twice, and whether a number is small enough for some type, is left to the caller.

#[cfg(any(test, fuzzing))]
pub(crate) mod agreement;
mod escape;
mod number;
mod reader;
mod scan;
mod skip;
mod space;
mod string;
#[cfg(test)]
mod tests;
mod unescape;

use std::error::Error;
use std::fmt;

pub(crate) use reader::Reader;
pub(crate) use scan::plain;

/// How many objects and arrays may be open. DynamoDB nests values 32 deep, which are two objects each.
pub(crate) const DEEPEST: usize = 127;

/// Where a text is not JSON, or not the JSON that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Broken {
    /// In bytes from the start of the text.
    pub(crate) offset: usize,
    /// What could stand there.
    pub(crate) expected: &'static str,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {} at byte {}", self.expected, self.offset)
    }
}

impl Error for Broken {}
