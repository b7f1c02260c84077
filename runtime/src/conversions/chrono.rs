use chrono::{DateTime, Datelike, NaiveDate, Utc};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::codec::{ConversionError, Convert};
use crate::operand::Operand;

impl Convert<Timestamp> for DateTime<Utc> {
    fn to_stored(&self) -> Result<Timestamp, ConversionError> {
        // Within a leap second there are up to two seconds of nanoseconds.
        let nanoseconds = i128::from(self.timestamp()) * 1_000_000_000 + i128::from(self.timestamp_subsec_nanos());
        Ok(Timestamp::from_nanosecond(nanoseconds)?)
    }

    fn from_stored(stored: Timestamp) -> Result<Self, ConversionError> {
        let microseconds = stored.as_microsecond();
        let rest = stored.as_nanosecond() - i128::from(microseconds) * 1000;
        let time = Self::from_timestamp_micros(microseconds);
        let time = time.and_then(|time| time.checked_add_signed(chrono::TimeDelta::nanoseconds(rest.try_into().ok()?)));
        time.ok_or_else(|| ConversionError::new("chrono has no such time"))
    }
}

impl Convert<Date> for NaiveDate {
    fn to_stored(&self) -> Result<Date, ConversionError> {
        Ok(Date::new(self.year().try_into()?, self.month().try_into()?, self.day().try_into()?)?)
    }

    fn from_stored(stored: Date) -> Result<Self, ConversionError> {
        let month = stored.month().unsigned_abs().into();
        let day = stored.day().unsigned_abs().into();
        let date = Self::from_ymd_opt(stored.year().into(), month, day);
        date.ok_or_else(|| ConversionError::new("chrono has no such date"))
    }
}

/// A time whose year has not four digits becomes the first of all times, which is refused when it is written.
impl Operand<Timestamp> for DateTime<Utc> {
    fn into_value(self) -> Timestamp {
        self.to_stored().unwrap_or(Timestamp::MIN)
    }
}

/// A date whose year has not four digits becomes the first of all dates, which is refused when it is written.
impl Operand<Date> for NaiveDate {
    fn into_value(self) -> Date {
        self.to_stored().unwrap_or(Date::MIN)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_dates_are_the_same_there_and_back() {
        for text in ["2026-11-25T03:22:24.123456789Z", "1969-12-31T23:59:59.999999999Z", "0000-01-01T00:00:00Z"] {
            let stored: Timestamp = text.parse().unwrap();
            let time = DateTime::<Utc>::from_stored(stored).unwrap();
            assert_eq!(time, text.parse::<DateTime<Utc>>().unwrap());
            assert_eq!(Operand::<Timestamp>::into_value(time), stored);
        }
        for stored in [Timestamp::MIN, Timestamp::MAX] {
            assert_eq!(DateTime::<Utc>::from_stored(stored).unwrap().to_stored().unwrap(), stored);
        }
        for stored in [Date::MIN, Date::MAX, jiff::civil::date(2024, 2, 29)] {
            let date = NaiveDate::from_stored(stored).unwrap();
            assert_eq!(Operand::<Date>::into_value(date), stored);
        }
    }

    #[test]
    fn what_is_beyond_is_an_error_and_as_an_argument_the_first_of_all() {
        assert!(DateTime::<Utc>::MAX_UTC.to_stored().is_err());
        assert_eq!(Operand::<Timestamp>::into_value(DateTime::<Utc>::MAX_UTC), Timestamp::MIN);
        assert!(NaiveDate::MAX.to_stored().is_err());
        assert_eq!(Operand::<Date>::into_value(NaiveDate::MAX), Date::MIN);
    }
}
