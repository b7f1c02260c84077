//! Text, binary, truth values, and values of any type.

use std::borrow::Cow;

use aws_sdk_dynamodb::types::AttributeValue;

use super::{Decoded, Encoded, Encoding, Mismatch, Source, Target};

/// Reads an `S` that says something else than itself.
pub(super) fn read_text<'a, S: Source<'a>, V>(
    source: S,
    expected: &'static str,
    parse: impl FnOnce(&str) -> Option<V>,
) -> Decoded<V> {
    let text = source.string().map_err(|mismatch| mismatch.instead_of(expected))?;
    parse(&text).ok_or_else(|| Mismatch::text(expected, &text))
}

impl Encoding for String {
    type Value = Self;
    type Alike = Self;

    const EXPECTED: &'static str = "S";

    fn read<'a, S: Source<'a>>(source: S) -> Decoded<Self> {
        source.string().map(Cow::into_owned)
    }

    fn write<T: Target>(value: &Self, target: T) -> Encoded<T::Done> {
        Ok(target.string(value))
    }
}

/// Bytes as a `B`: a `Vec<u8>` in Rust, which as its own encoding is a list of numbers.
#[derive(Debug)]
pub enum Bytes {}

impl Encoding for Bytes {
    type Value = Vec<u8>;
    type Alike = Self;

    const EXPECTED: &'static str = "B";

    fn read<'a, S: Source<'a>>(source: S) -> Decoded<Vec<u8>> {
        source.binary().map(Cow::into_owned)
    }

    fn write<T: Target>(value: &Vec<u8>, target: T) -> Encoded<T::Done> {
        Ok(target.binary(value))
    }
}

impl Encoding for bool {
    type Value = Self;
    type Alike = Self;

    const EXPECTED: &'static str = "BOOL";

    fn read<'a, S: Source<'a>>(source: S) -> Decoded<Self> {
        source.boolean()
    }

    fn write<T: Target>(value: &Self, target: T) -> Encoded<T::Done> {
        Ok(target.boolean(*value))
    }
}

/// A value of any type, as the SDK holds it.
#[derive(Debug)]
pub enum Any {}

impl Encoding for Any {
    type Value = AttributeValue;
    type Alike = Self;

    const EXPECTED: &'static str = "a value of any type";

    fn read<'a, S: Source<'a>>(source: S) -> Decoded<AttributeValue> {
        source.any()
    }

    fn write<T: Target>(value: &AttributeValue, target: T) -> Encoded<T::Done> {
        target.any(value)
    }
}
