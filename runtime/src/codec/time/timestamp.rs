//! `timestamp`: RFC 3339, in UTC, to the millisecond.

use jiff::Timestamp;
use jiff::tz::Offset;

use super::check_timestamp;
use crate::codec::as_written;
use crate::codec::scalar::read_text;
use crate::codec::{Decoded, Encoded, Encoding, Source, Target};

/// `2026-11-25T03:22:24.123Z`: always of this width, so that texts sort as the times do. What is finer than a
/// millisecond is rounded down.
impl Encoding for Timestamp {
    type Value = Self;
    type Alike = Self;

    const EXPECTED: &'static str = "S (timestamp)";

    fn read<'a, S: Source<'a>>(source: S) -> Decoded<Self> {
        let same = |text: &str, timestamp: &Self| written(*timestamp).is_ok_and(|written| written == text);
        read_text(source, Self::EXPECTED, |text| text.parse().ok().filter(|timestamp| same(text, timestamp)))
    }

    fn write<T: Target>(value: &Self, target: T) -> Encoded<T::Done> {
        Ok(target.string(&written(*value)?))
    }

    fn is_rounded(value: &Self) -> bool {
        as_written::<Self>(*value) != *value
    }
}

fn written(timestamp: Timestamp) -> Encoded<String> {
    check_timestamp(timestamp)?;
    // Its fields run forwards, also before 1970: what is cut off is rounded down.
    let time = Offset::UTC.to_datetime(timestamp);
    Ok(format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z",
        time.year(),
        time.month(),
        time.day(),
        time.hour(),
        time.minute(),
        time.second(),
        time.subsec_nanosecond() / 1_000_000
    ))
}

/// The seconds of [`Timestamp::MIN`] and of [`Timestamp::MAX`].
const SECONDS: (i64, i64) = (-377_705_023_201, 253_402_207_200);
const LAST_NANOSECOND: u32 = 999_999_999;

/// A time of the schema, which was checked there; the nearest one that there is if it is none.
#[must_use]
pub const fn timestamp(seconds: i64, nanoseconds: u32) -> Timestamp {
    let nanoseconds = if nanoseconds > LAST_NANOSECOND { LAST_NANOSECOND } else { nanoseconds };
    if seconds < SECONDS.0 {
        Timestamp::MIN
    } else if seconds > SECONDS.1 {
        Timestamp::MAX
    } else {
        // Within what `constant` takes, and less than 2^31.
        Timestamp::constant(seconds, nanoseconds as i32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_of_the_schema_is_that_time_or_the_nearest() {
        assert_eq!(timestamp(1, 500_000_000), "1970-01-01T00:00:01.5Z".parse().unwrap());
        assert_eq!(timestamp(-1, 500_000_000), "1969-12-31T23:59:59.5Z".parse().unwrap());
        assert_eq!(timestamp(SECONDS.0, 0), Timestamp::MIN);
        assert_eq!(timestamp(SECONDS.0 - 1, LAST_NANOSECOND), Timestamp::MIN);
        assert_eq!(timestamp(SECONDS.1, u32::MAX), Timestamp::MAX);
        assert_eq!(timestamp(i64::MAX, 0), Timestamp::MAX);
    }
}
