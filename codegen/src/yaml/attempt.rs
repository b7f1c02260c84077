//! The seam at which reading goes on after an error.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error, SeqAccess, Visitor};

use crate::source::Span;

use super::PLACED;

/// A value, or none where it could not be read and that was reported.
pub(super) struct Attempt<T> {
    pub(super) value: Option<T>,
    /// Whether there are other values, so that nobody knows which is meant. That was reported too.
    pub(super) repeated: bool,
    pub(super) span: Span,
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Attempt<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(PLACED, AttemptVisitor(PhantomData))
    }
}

struct AttemptVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for AttemptVisitor<T> {
    type Value = Attempt<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    /// Our deserializer has reported what it refuses.
    fn visit_seq<A: SeqAccess<'de>>(self, mut placed: A) -> Result<Self::Value, A::Error> {
        let span = placed.next_element()?.ok_or_else(|| A::Error::invalid_length(0, &self))?;
        let value = placed.next_element().ok().flatten();
        let mut repeated = false;
        // The others are only read to find what is wrong with them.
        while !matches!(placed.next_element::<T>(), Ok(None)) {
            repeated = true;
        }
        Ok(Attempt { value, repeated, span })
    }

    /// Any other deserializer knows no places, and its errors end the reading.
    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        let value = T::deserialize(deserializer)?;
        Ok(Attempt { value: Some(value), repeated: false, span: Span::NOWHERE })
    }
}
