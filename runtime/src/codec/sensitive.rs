//! Values that no error may show.

use std::marker::PhantomData;

use super::{Decoded, Encoded, Encoding, HasElements, HasEntries, HasFields, Mismatch, Source, Target};
use crate::error::Refused;

/// An `E` whose value stands in no error: neither the value, nor a key of a map in it.
#[derive(Debug)]
pub struct Sensitive<E>(PhantomData<fn() -> E>);

impl<E: Encoding> Encoding for Sensitive<E> {
    type Value = E::Value;
    type Alike = E::Alike;

    const EXPECTED: &'static str = E::EXPECTED;

    const IS_SENSITIVE: bool = true;

    fn read<'a, S: Source<'a>>(source: S) -> Decoded<E::Value> {
        E::read(source).map_err(redacted)
    }

    fn write<T: Target>(value: &E::Value, target: T) -> Encoded<T::Done> {
        E::write(value, target).map_err(|_| Refused::new("", "DynamoDB would refuse it, or a value in it (redacted)"))
    }

    fn absent() -> Option<E::Value> {
        E::absent()
    }

    fn is_absent(value: &E::Value) -> bool {
        E::is_absent(value)
    }

    fn is_rounded(value: &E::Value) -> bool {
        E::is_rounded(value)
    }
}

/// The wire types, as [`Mismatch::found`] begins with them, and what it is where there is no value.
const WITHOUT_VALUES: [&str; 11] = ["S", "N", "B", "BOOL", "NULL", "M", "L", "SS", "NS", "BS", "nothing"];

fn redacted(mismatch: Mismatch) -> Mismatch {
    let found = mismatch.found.split(' ').next().unwrap_or_default();
    let found = if WITHOUT_VALUES.contains(&found) { found } else { "something else" };
    let place = if mismatch.attribute.is_empty() { "" } else { "inside it " };
    Mismatch::new(mismatch.expected, format!("{found} {place}(redacted)"))
}

impl<T, E: HasFields<T>> HasFields<T> for Sensitive<E> {}

impl<E: HasElements> HasElements for Sensitive<E> {
    type Element = Sensitive<E::Element>;
}

impl<E: HasEntries> HasEntries for Sensitive<E> {
    type Entry = Sensitive<E::Entry>;
}
