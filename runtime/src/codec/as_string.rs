//! What is not text, as text.

use std::borrow::Cow;
use std::marker::PhantomData;

use super::scalar::read_text;
use super::{Decoded, Encoded, Encoding, Source, Target};
use crate::number::{Number, NumberError};

/// `E` as text: a number, or a document of JSON, in an `S`.
///
/// Only the text that would be written is read: for an integer `007`, `+7` and `7.0` are mismatches, for they would
/// come back as `7`.
#[derive(Debug)]
pub struct AsString<E>(PhantomData<fn() -> E>);

/// An encoding that can be held as text, by way of [`AsString`].
pub trait Textual: 'static {
    /// The type in Rust.
    type Value: Send + 'static;

    /// What the text is, as errors say it: `S (u32)`.
    const EXPECTED: &'static str;

    /// Reads a text, at least where [`text`](Self::text) would write it.
    fn parse(text: &str) -> Option<Self::Value>;

    /// The one text that the value has.
    ///
    /// # Errors
    /// The value has no text.
    fn text(value: &Self::Value) -> Encoded<Cow<'_, str>>;
}

impl<E: Textual> Encoding for AsString<E> {
    type Value = E::Value;
    type Alike = Self;

    const EXPECTED: &'static str = E::EXPECTED;

    fn read<'a, S: Source<'a>>(source: S) -> Decoded<E::Value> {
        let same = |text: &str, value: &E::Value| E::text(value).is_ok_and(|written| written == text);
        read_text(source, E::EXPECTED, |text| E::parse(text).filter(|value| same(text, value)))
    }

    fn write<T: Target>(value: &E::Value, target: T) -> Encoded<T::Done> {
        Ok(target.string(&E::text(value)?))
    }
}

macro_rules! displayed {
    ($($number:ident)*) => {$(
        impl Textual for $number {
            type Value = Self;

            const EXPECTED: &'static str = concat!("S (", stringify!($number), ")");

            fn parse(text: &str) -> Option<Self> {
                text.parse().ok()
            }

            fn text(value: &Self) -> Encoded<Cow<'_, str>> {
                Ok(Cow::Owned(value.to_string()))
            }
        }
    )*};
}

displayed!(i8 i16 i32 i64 i128 u8 u16 u32 u64 u128);

impl Textual for Number {
    type Value = Self;

    const EXPECTED: &'static str = "S (number)";

    fn parse(text: &str) -> Option<Self> {
        text.parse().ok()
    }

    fn text(value: &Self) -> Encoded<Cow<'_, str>> {
        Ok(Cow::Owned(value.to_string()))
    }
}

/// As text, a float has the whole range of Rust's, and is its shortest plain decimal. There is one zero.
macro_rules! floats {
    ($($float:ident)*) => {$(
        impl Textual for $float {
            type Value = Self;

            const EXPECTED: &'static str = concat!("S (", stringify!($float), ")");

            fn parse(text: &str) -> Option<Self> {
                text.parse().ok()
            }

            fn text(value: &Self) -> Encoded<Cow<'_, str>> {
                if !value.is_finite() {
                    return Err(NumberError::NotFinite.into());
                }
                // Of -0 and 0, the sum is 0.
                Ok(Cow::Owned((value + 0.0).to_string()))
            }
        }
    )*};
}

floats!(f32 f64);
