//! Parts in a format that a key has for itself.

use std::marker::PhantomData;

use crate::codec::{Decoded, Encoded, Encoding, Source, Target};

/// A value as `E` shows it, in a key that is not read back: `{at:%Y-%m-%d}`. It compares by what is shown: of a time, all
/// of its day is as great as the day.
#[derive(Debug)]
pub struct Derived<E>(PhantomData<fn() -> E>);

impl<E: Encoding> Encoding for Derived<E> {
    type Value = E::Value;
    type Alike = Self;

    const EXPECTED: &'static str = E::EXPECTED;

    const IS_SENSITIVE: bool = E::IS_SENSITIVE;

    fn read<'a, S: Source<'a>>(source: S) -> Decoded<E::Value> {
        E::read(source)
    }

    fn write<T: Target>(value: &E::Value, target: T) -> Encoded<T::Done> {
        E::write(value, target)
    }
}
