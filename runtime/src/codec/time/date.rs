//! `date`: ten characters.

use jiff::civil::Date;

use super::check_date;
use crate::codec::scalar::read_text;
use crate::codec::{Decoded, Encoded, Encoding, Source, Target};

/// `2026-11-25`.
impl Encoding for Date {
    type Value = Self;
    type Alike = Self;

    const EXPECTED: &'static str = "S (date)";

    fn read<'a, S: Source<'a>>(source: S) -> Decoded<Self> {
        let same = |text: &str, date: &Self| written(*date).is_ok_and(|written| written == text);
        read_text(source, Self::EXPECTED, |text| text.parse().ok().filter(|date| same(text, date)))
    }

    fn write<T: Target>(value: &Self, target: T) -> Encoded<T::Done> {
        Ok(target.string(&written(*value)?))
    }
}

fn written(date: Date) -> Encoded<String> {
    check_date(date)?;
    Ok(date.to_string())
}

/// A date of the schema, which was checked there; the nearest one that there is if it is none.
#[must_use]
pub const fn date(year: i16, month: u8, day: u8) -> Date {
    let year = if year < -9999 {
        -9999
    } else if year > 9999 {
        9999
    } else {
        year
    };
    let month = clamp(month, 12);
    // Within what `constant` takes, and less than 2^7.
    Date::constant(year, month as i8, clamp(day, days(year, month)) as i8)
}

const fn clamp(value: u8, most: u8) -> u8 {
    if value < 1 {
        1
    } else if value > most {
        most
    } else {
        value
    }
}

const fn days(year: i16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_of_the_schema_is_that_date_or_the_nearest() {
        for (given, expected) in [
            ((2026, 11, 25), "2026-11-25"),
            ((2024, 2, 29), "2024-02-29"),
            ((2000, 2, 29), "2000-02-29"),
            ((1900, 2, 29), "1900-02-28"),
            ((2026, 11, 31), "2026-11-30"),
            ((2026, 0, 0), "2026-01-01"),
            ((i16::MAX, u8::MAX, u8::MAX), "9999-12-31"),
        ] {
            assert_eq!(date(given.0, given.1, given.2).to_string(), expected);
        }
        assert_eq!(date(i16::MIN, 0, 0), Date::MIN);
    }
}
