use std::marker::PhantomData;

use crate::codec::{Decoded, Encoded, Encoding, Source, Target};

/// A newtype of the schema. Implemented by generated code.
pub trait Newtype: Send + Sized + 'static {
    /// How its inner value is held.
    type Inner: Encoding;

    /// The newtype of a value.
    fn wrap(inner: <Self::Inner as Encoding>::Value) -> Self;

    /// The value in it.
    fn inner(&self) -> &<Self::Inner as Encoding>::Value;
}

/// A newtype of the schema, held as what is in it.
#[derive(Debug)]
pub struct NewtypeOf<T>(PhantomData<fn() -> T>);

impl<T: Newtype> Encoding for NewtypeOf<T> {
    type Value = T;
    type Alike = Self;

    const EXPECTED: &'static str = T::Inner::EXPECTED;

    fn read<'a, S: Source<'a>>(source: S) -> Decoded<T> {
        T::Inner::read(source).map(T::wrap)
    }

    fn write<W: Target>(value: &T, target: W) -> Encoded<W::Done> {
        T::Inner::write(value.inner(), target)
    }

    fn absent() -> Option<T> {
        T::Inner::absent().map(T::wrap)
    }

    fn is_absent(value: &T) -> bool {
        T::Inner::is_absent(value.inner())
    }

    fn is_rounded(value: &T) -> bool {
        T::Inner::is_rounded(value.inner())
    }
}
