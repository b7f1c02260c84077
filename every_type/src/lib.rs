//! Every type of the schema language with every option: `schema/every_type.yaml`, as code that compiles without a
//! warning, and the tests that nothing of it is lost.

#![deny(missing_docs, missing_debug_implementations)]

use dynaschema::{ConversionError, Convert, Number};

dynaschema::include_schema!();

#[cfg(test)]
mod tests;

/// A user's own type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Money {
    /// Hundredths of whatever it is.
    pub cents: i64,
}

impl Convert<Number> for Money {
    fn to_stored(&self) -> Result<Number, ConversionError> {
        Ok(self.cents.into())
    }

    fn from_stored(stored: Number) -> Result<Self, ConversionError> {
        Ok(Self { cents: i64::try_from(stored)? })
    }
}
