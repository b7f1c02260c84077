use jiff::Timestamp;
use jiff::civil::Date;
use time::{Month, OffsetDateTime};

use crate::codec::{ConversionError, Convert};
use crate::operand::Operand;

/// Stored in UTC, and read as such.
impl Convert<Timestamp> for OffsetDateTime {
    fn to_stored(&self) -> Result<Timestamp, ConversionError> {
        Ok(Timestamp::from_nanosecond(self.unix_timestamp_nanos())?)
    }

    fn from_stored(stored: Timestamp) -> Result<Self, ConversionError> {
        Ok(Self::from_unix_timestamp_nanos(stored.as_nanosecond())?)
    }
}

impl Convert<Date> for time::Date {
    fn to_stored(&self) -> Result<Date, ConversionError> {
        Ok(Date::new(self.year().try_into()?, u8::from(self.month()).try_into()?, self.day().try_into()?)?)
    }

    fn from_stored(stored: Date) -> Result<Self, ConversionError> {
        let month = Month::try_from(stored.month().unsigned_abs())?;
        Ok(Self::from_calendar_date(stored.year().into(), month, stored.day().unsigned_abs())?)
    }
}

/// A time that is none of jiff's becomes the first of all times, which is refused when it is written.
impl Operand<Timestamp> for OffsetDateTime {
    fn into_value(self) -> Timestamp {
        self.to_stored().unwrap_or(Timestamp::MIN)
    }
}

/// A date that is none of jiff's becomes the first of all dates, which is refused when it is written.
impl Operand<Date> for time::Date {
    fn into_value(self) -> Date {
        self.to_stored().unwrap_or(Date::MIN)
    }
}

#[cfg(test)]
mod tests {
    use time::UtcOffset;

    use super::*;

    #[test]
    fn times_and_dates_are_the_same_there_and_back() {
        for stored in [Timestamp::MIN, Timestamp::UNIX_EPOCH, Timestamp::MAX, Timestamp::constant(-1, -999_999_999)] {
            let time = OffsetDateTime::from_stored(stored).unwrap();
            assert_eq!(time.offset(), UtcOffset::UTC);
            assert_eq!(Operand::<Timestamp>::into_value(time), stored);
            let elsewhere = UtcOffset::from_hms(2, 30, 0).unwrap();
            assert_eq!(time.checked_to_offset(elsewhere).unwrap_or(time).to_stored().unwrap(), stored);
        }
        for stored in [Date::MIN, Date::MAX, jiff::civil::date(2024, 2, 29)] {
            let date = time::Date::from_stored(stored).unwrap();
            assert_eq!(Operand::<Date>::into_value(date), stored);
        }
    }
}
