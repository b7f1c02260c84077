//! `uuid`.

use uuid::Uuid;

use super::scalar::read_text;
use super::{Decoded, Encoded, Encoding, Source, Target};

/// An `S` in lower case, with hyphens: `67e55044-10b1-426f-9247-bb680e5fe0c8`. Other spellings are mismatches: they
/// would not be written back the same.
impl Encoding for Uuid {
    type Value = Self;
    type Alike = Self;

    const EXPECTED: &'static str = "S (uuid)";

    fn read<'a, S: Source<'a>>(source: S) -> Decoded<Self> {
        read_text(source, Self::EXPECTED, |text| {
            let uuid = Self::try_parse(text).ok()?;
            (uuid.hyphenated().encode_lower(&mut Self::encode_buffer()) == text).then_some(uuid)
        })
    }

    fn write<T: Target>(value: &Self, target: T) -> Encoded<T::Done> {
        Ok(target.string(value.hyphenated().encode_lower(&mut Self::encode_buffer())))
    }
}

/// A UUID of the schema.
#[must_use]
pub const fn uuid(value: u128) -> Uuid {
    Uuid::from_u128(value)
}
