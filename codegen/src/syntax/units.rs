//! Capacity units.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, Visitor};

/// A number of capacity units. Wide, so that the rules can say which are allowed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Units(pub(crate) i128);

impl<'de> Deserialize<'de> for Units {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_i128(UnitsVisitor)
    }
}

struct UnitsVisitor;

impl Visitor<'_> for UnitsVisitor {
    type Value = Units;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a whole number of capacity units")
    }

    fn visit_i128<E: Error>(self, number: i128) -> Result<Units, E> {
        Ok(Units(number))
    }
}
