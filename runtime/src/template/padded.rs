//! Integers with leading zeros.

use std::marker::PhantomData;

use super::text::{accepts, read_text_as, text_of};
use crate::attribute::Ordered;
use crate::codec::{Decoded, Encoded, Encoding, Mismatch, Source, Target};
use crate::error::Refused;

/// An integer as an `S` of `WIDTH` digits, with leading zeros: `{n:010}`. A negative one is refused, and one with more
/// digits. Only exactly so many digits are read.
#[derive(Debug)]
pub struct Padded<E, const WIDTH: usize>(PhantomData<fn() -> E>);

impl<E: Encoding, const WIDTH: usize> Encoding for Padded<E, WIDTH> {
    type Value = E::Value;
    type Alike = Self;

    const EXPECTED: &'static str = "S (an integer with leading zeros)";

    const IS_SENSITIVE: bool = E::IS_SENSITIVE;

    fn read<'a, S: Source<'a>>(source: S) -> Decoded<E::Value> {
        let text = source.string().map_err(|mismatch| mismatch.instead_of(Self::EXPECTED))?;
        let digits = match text.trim_start_matches('0') {
            "" => "0",
            digits => digits,
        };
        if text.len() == WIDTH && is_integer(&text) && accepts::<E>(digits) {
            return read_text_as::<E>(digits).map_err(|mismatch| mismatch.instead_of(Self::EXPECTED));
        }
        if E::IS_SENSITIVE {
            return Err(Mismatch::new(Self::EXPECTED, "S (redacted)"));
        }
        let mismatch = Mismatch::text(Self::EXPECTED, &text);
        let found = format!("{}, which is not {WIDTH} digits of one", mismatch.found);
        Err(Mismatch { found, ..mismatch })
    }

    fn write<T: Target>(value: &E::Value, target: T) -> Encoded<T::Done> {
        let digits = text_of::<E>(value)?;
        if !is_integer(&digits) {
            return Err(Refused::new("", format!("only an integer from 0 can be written as {WIDTH} digits")));
        }
        if digits.len() > WIDTH {
            return Err(Refused::new("", format!("it has {} digits, and there is room for {WIDTH}", digits.len())));
        }
        Ok(target.string(&format!("{digits:0>WIDTH$}")))
    }

    fn absent() -> Option<E::Value> {
        E::absent()
    }

    fn is_rounded(value: &E::Value) -> bool {
        E::is_rounded(value)
    }

    fn is_absent(value: &E::Value) -> bool {
        E::is_absent(value)
    }
}

fn is_integer(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// There are no negative ones.
impl<E: Encoding, const WIDTH: usize> Ordered for Padded<E, WIDTH> {}
