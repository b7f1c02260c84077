//! Batches that did not go through as a whole.

use std::error::Error as StdError;
use std::fmt;

use super::Error;
use crate::key::ItemKey;
use crate::verbs::Unwritten;

/// What is left of a batch: the rest of it went through.
#[derive(Debug)]
#[non_exhaustive]
pub struct Unprocessed {
    /// The writes that did not go through, to be pushed into another batch; none of a read.
    pub writes: Vec<Unwritten>,
    /// The keys that were not read; none of a write.
    pub keys: Vec<ItemKey>,
    /// The error of a call. `None` where DynamoDB left these unprocessed until the last attempt.
    pub error: Option<Box<Error>>,
}

impl fmt::Display for Unprocessed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.writes.len(), self.keys.len()) {
            (0, keys) => write!(f, "{keys} keys of a batch were not read")?,
            (writes, _) => write!(f, "{writes} writes of a batch did not go through")?,
        }
        match &self.error {
            Some(error) => write!(f, ": {error}"),
            None => f.write_str(": DynamoDB has left them unprocessed"),
        }
    }
}

impl StdError for Unprocessed {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.error.as_deref().map(|error| error as _)
    }
}
