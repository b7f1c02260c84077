//! Transactions that were cancelled.

use std::error::Error as StdError;
use std::fmt;

use super::{Error, Source};

/// A transaction that was cancelled: nothing of it was done.
#[non_exhaustive]
pub struct Cancelled {
    /// For each action, in the order in which they were given, why it could not be done; `None` for those that could have
    /// been. A condition that did not hold is the error that the write would have alone, with the item as it stands;
    /// everything else is an [`Error::Service`], with a code such as `TransactionConflict`.
    pub reasons: Vec<Option<Error>>,
    pub(crate) source: Source,
}

impl Cancelled {
    /// The first reason, with the place of its action.
    pub fn first(&self) -> Option<(usize, &Error)> {
        let mut reasons = self.reasons.iter().enumerate();
        reasons.find_map(|(position, reason)| Some((position, reason.as_ref()?)))
    }
}

/// Without the source, which shows whole items: values in them may be sensitive.
impl fmt::Debug for Cancelled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cancelled").field("reasons", &self.reasons).finish_non_exhaustive()
    }
}

impl fmt::Display for Cancelled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the transaction was cancelled")?;
        let reasons =
            self.reasons.iter().enumerate().filter_map(|(position, reason)| Some((position, reason.as_ref()?)));
        for (number, (position, reason)) in reasons.enumerate() {
            let separator = if number == 0 { ": " } else { "; " };
            write!(f, "{separator}action {position}: {reason}")?;
        }
        Ok(())
    }
}

impl StdError for Cancelled {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.source)
    }
}

/// What DynamoDB says of one action of a transaction that it cancelled.
#[derive(Debug)]
pub(crate) struct Reason {
    pub(crate) code: String,
    pub(crate) message: String,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code, self.message)
    }
}

impl StdError for Reason {}
