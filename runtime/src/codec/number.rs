//! Numbers: what is an `N`. DynamoDB has one type of number, so that reading is by value: `5.0` and `5E+0` are 5.

use super::{Decoded, Encoded, Encoding, Mismatch, Source, Target};
use crate::error::Refused;
use crate::number::{Number, NumberError};

impl From<NumberError> for Refused {
    fn from(error: NumberError) -> Self {
        Self::new("", error.to_string())
    }
}

/// Reads an `N` from its text.
pub(super) fn read_number<'a, S: Source<'a>, V>(
    source: S,
    expected: &'static str,
    parse: impl FnOnce(&str) -> Option<V>,
) -> Decoded<V> {
    let text = source.number().map_err(|mismatch| mismatch.instead_of(expected))?;
    parse(&text).ok_or_else(|| Mismatch::new(expected, format!("N {text}")))
}

impl Encoding for Number {
    type Value = Self;
    type Alike = Number;

    const EXPECTED: &'static str = "N";

    fn read<'a, S: Source<'a>>(source: S) -> Decoded<Self> {
        read_number(source, Self::EXPECTED, |text| text.parse().ok())
    }

    fn write<T: Target>(value: &Self, target: T) -> Encoded<T::Done> {
        Ok(target.number(value))
    }
}

macro_rules! integers {
    ($($integer:ident)*) => {$(
        impl Encoding for $integer {
            type Value = Self;
            type Alike = Number;

            const EXPECTED: &'static str = concat!("N (", stringify!($integer), ")");

            fn read<'a, S: Source<'a>>(source: S) -> Decoded<Self> {
                // What DynamoDB gives is nearly always plain.
                let plain = |text: &str| text.parse().ok();
                let by_value = |text: &str| text.parse::<Number>().ok()?.try_into().ok();
                read_number(source, Self::EXPECTED, |text| plain(text).or_else(|| by_value(text)))
            }

            fn write<T: Target>(value: &Self, target: T) -> Encoded<T::Done> {
                Ok(target.number(value))
            }
        }
    )*};
}

integers!(i8 i16 i32 i64 u8 u16 u32 u64);

/// Integers that can have more digits than DynamoDB keeps: those that do are refused.
macro_rules! wide_integers {
    ($($integer:ident)*) => {$(
        impl Encoding for $integer {
            type Value = Self;
            type Alike = Number;

            const EXPECTED: &'static str = concat!("N (", stringify!($integer), ")");

            fn read<'a, S: Source<'a>>(source: S) -> Decoded<Self> {
                read_number(source, Self::EXPECTED, |text| text.parse::<Number>().ok()?.try_into().ok())
            }

            fn write<T: Target>(value: &Self, target: T) -> Encoded<T::Done> {
                Ok(target.number(Number::try_from(*value)?))
            }
        }
    )*};
}

wide_integers!(i128 u128);

/// Floats are written as their shortest decimals. A number that no float has as its shortest decimal is a mismatch:
/// read and written back, it would be another number.
macro_rules! floats {
    ($($float:ident)*) => {$(
        impl Encoding for $float {
            type Value = Self;
            type Alike = Number;

            const EXPECTED: &'static str = concat!("N (", stringify!($float), ")");

            fn read<'a, S: Source<'a>>(source: S) -> Decoded<Self> {
                // What DynamoDB gives is nearly always plain.
                let plain = |text: &str| if is_short(text, $float::DIGITS) { text.parse().ok() } else { None };
                let by_value = |text: &str| {
                    let number = text.parse::<Number>().ok()?.trimmed();
                    let float = number.to_string().parse::<$float>().ok()?;
                    (Number::try_from(float) == Ok(number)).then_some(float)
                };
                read_number(source, Self::EXPECTED, |text| plain(text).or_else(|| by_value(text)))
            }

            fn write<T: Target>(value: &Self, target: T) -> Encoded<T::Done> {
                if is_plain(f64::from(*value)) {
                    return Ok(target.number(value));
                }
                Ok(target.number(Number::try_from(*value)?))
            }
        }
    )*};
}

/// Whether a float's shortest decimal is how its number is written: without an exponent, and no zero with a sign.
fn is_plain(float: f64) -> bool {
    (1e-9..1e15).contains(&float.abs())
}

/// Whether a number is written as its shortest decimal, of no more digits than floats tell all numbers apart with: then it
/// is that of its float, too.
fn is_short(text: &str, most_digits: u32) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let are_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_shortest = (whole == "0" || !whole.starts_with('0')) && (fraction == "0" || !fraction.ends_with('0'));
    let is_zero = whole == "0" && fraction == "0";
    !is_zero && is_shortest && digits.len() <= most_digits as usize && are_digits(whole) && are_digits(fraction)
}

floats!(f32 f64);

/// The version of an optimistic lock: a `u64`, 0 for an item that has none yet.
#[derive(Debug)]
pub enum Version {}

impl Encoding for Version {
    type Value = u64;
    type Alike = Number;

    const EXPECTED: &'static str = u64::EXPECTED;

    fn read<'a, S: Source<'a>>(source: S) -> Decoded<u64> {
        u64::read(source)
    }

    fn write<T: Target>(value: &u64, target: T) -> Encoded<T::Done> {
        u64::write(value, target)
    }

    fn absent() -> Option<u64> {
        Some(0)
    }
}
