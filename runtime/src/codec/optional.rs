//! Values that may be missing, and values behind a pointer.

use super::{Decoded, Encoded, Encoding, Source, Target};

/// `None` is an attribute that is not there. A `NULL` is not `None`: reading it would change the item when it is
/// written back.
impl<E: Encoding> Encoding for Option<E> {
    type Value = Option<E::Value>;
    type Alike = Self;

    const EXPECTED: &'static str = E::EXPECTED;

    fn read<'a, S: Source<'a>>(source: S) -> Decoded<Self::Value> {
        E::read(source).map(Some)
    }

    fn write<T: Target>(value: &Self::Value, target: T) -> Encoded<T::Done> {
        match value {
            Some(value) => E::write(value, target),
            None => Ok(target.null()),
        }
    }

    fn absent() -> Option<Self::Value> {
        Some(None)
    }

    fn is_absent(value: &Self::Value) -> bool {
        value.as_ref().is_none_or(E::is_absent)
    }
}

/// An `E`, or a `NULL` where the value is `None`. An attribute that is not there is `None` too, and becomes a `NULL`
/// when it is written.
#[derive(Debug)]
pub struct Nullable<E>(std::marker::PhantomData<fn() -> E>);

impl<E: Encoding> Encoding for Nullable<E> {
    type Value = Option<E::Value>;
    type Alike = Self;

    const EXPECTED: &'static str = E::EXPECTED;

    fn read<'a, S: Source<'a>>(source: S) -> Decoded<Self::Value> {
        source.non_null()?.map(E::read).transpose()
    }

    fn write<T: Target>(value: &Self::Value, target: T) -> Encoded<T::Done> {
        match value {
            Some(value) => E::write(value, target),
            None => Ok(target.null()),
        }
    }

    fn absent() -> Option<Self::Value> {
        Some(None)
    }
}

/// An `E`, on the heap: a type that contains itself has to be.
impl<E: Encoding> Encoding for Box<E> {
    type Value = Box<E::Value>;
    type Alike = E::Alike;

    const EXPECTED: &'static str = E::EXPECTED;

    fn read<'a, S: Source<'a>>(source: S) -> Decoded<Self::Value> {
        E::read(source).map(Box::new)
    }

    fn write<T: Target>(value: &Self::Value, target: T) -> Encoded<T::Done> {
        E::write(value, target)
    }

    fn absent() -> Option<Self::Value> {
        E::absent().map(Box::new)
    }

    fn is_absent(value: &Self::Value) -> bool {
        E::is_absent(value)
    }

    fn is_rounded(value: &Self::Value) -> bool {
        E::is_rounded(value)
    }
}
