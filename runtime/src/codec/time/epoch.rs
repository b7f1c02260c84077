//! Times as numbers: seconds or milliseconds since 1970-01-01T00:00:00Z.

use jiff::Timestamp;

use super::{FIRST, check_timestamp};
use crate::codec::as_written;
use crate::codec::number::read_number;
use crate::codec::{Decoded, Encoded, Encoding, Source, Target};
use crate::number::Number;

/// A time as whole seconds since 1970-01-01T00:00:00Z, rounded down. DynamoDB's time to live is of this kind.
#[derive(Debug)]
pub enum EpochSeconds {}

impl Encoding for EpochSeconds {
    type Value = Timestamp;
    type Alike = Self;

    const EXPECTED: &'static str = "N (epoch seconds)";

    fn read<'a, S: Source<'a>>(source: S) -> Decoded<Timestamp> {
        read(source, Self::EXPECTED, |seconds| Timestamp::from_second(seconds).ok())
    }

    fn write<T: Target>(value: &Timestamp, target: T) -> Encoded<T::Done> {
        write(*value, 1_000_000_000, target)
    }

    fn is_rounded(value: &Timestamp) -> bool {
        as_written::<Self>(*value) != *value
    }
}

/// A time as whole milliseconds since 1970-01-01T00:00:00Z, rounded down.
#[derive(Debug)]
pub enum EpochMillis {}

impl Encoding for EpochMillis {
    type Value = Timestamp;
    type Alike = Self;

    const EXPECTED: &'static str = "N (epoch milliseconds)";

    fn read<'a, S: Source<'a>>(source: S) -> Decoded<Timestamp> {
        read(source, Self::EXPECTED, |milliseconds| Timestamp::from_millisecond(milliseconds).ok())
    }

    fn write<T: Target>(value: &Timestamp, target: T) -> Encoded<T::Done> {
        write(*value, 1_000_000, target)
    }

    fn is_rounded(value: &Timestamp) -> bool {
        as_written::<Self>(*value) != *value
    }
}

fn read<'a, S: Source<'a>>(
    source: S,
    expected: &'static str,
    time: impl FnOnce(i64) -> Option<Timestamp>,
) -> Decoded<Timestamp> {
    read_number(source, expected, |text| {
        let number: Number = text.parse().ok()?;
        time(number.try_into().ok()?).filter(|time| *time >= FIRST)
    })
}

fn write<T: Target>(time: Timestamp, nanoseconds_of_unit: i128, target: T) -> Encoded<T::Done> {
    check_timestamp(time)?;
    Ok(target.number(time.as_nanosecond().div_euclid(nanoseconds_of_unit)))
}
