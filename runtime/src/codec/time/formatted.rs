//! Times and dates in a format of the schema's own.

use std::marker::PhantomData;

use jiff::civil::Date;
use jiff::fmt::strtime::{self, BrokenDownTime};
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};

use super::{check_date, check_timestamp};
use crate::codec::as_written;
use crate::codec::{Decoded, Encoded, Encoding, Mismatch, Source, Target};
use crate::error::Refused;

/// A format of the schema, in the directives of [`jiff::fmt::strtime`]. Implemented by generated code.
pub trait TimeFormat: 'static {
    /// `%Y-%m-%dT%H:%M:%S`
    const FORMAT: &'static str;
}

/// A [`Timestamp`] or a [`Date`] as text in the format `F`, in UTC.
///
/// What the format does not show is rounded down. Only the text that would be written is read: a date without its
/// zeros is a mismatch, and so is an offset other than that of UTC.
#[derive(Debug)]
pub struct Formatted<T, F>(PhantomData<fn() -> (T, F)>);

impl<T: Temporal, F: TimeFormat> Encoding for Formatted<T, F> {
    type Value = T;
    type Alike = Self;

    const EXPECTED: &'static str = T::EXPECTED;

    fn read<'a, S: Source<'a>>(source: S) -> Decoded<T> {
        let text = source.string().map_err(|mismatch| mismatch.instead_of(Self::EXPECTED))?;
        let parsed =
            strtime::parse(F::FORMAT, &*text).ok().and_then(with_first_day).and_then(|fields| T::join(&fields));
        let same = |value: &T| written::<T, F>(value).is_ok_and(|written| written == text);
        parsed.filter(same).ok_or_else(|| {
            let mismatch = Mismatch::text(Self::EXPECTED, &text);
            let found = format!("{}, which the format `{}` does not write", mismatch.found, F::FORMAT);
            Mismatch { found, ..mismatch }
        })
    }

    fn write<W: Target>(value: &T, target: W) -> Encoded<W::Done> {
        Ok(target.string(&written::<T, F>(value)?))
    }

    fn is_rounded(value: &T) -> bool {
        as_written::<Self>(*value) != *value
    }
}

fn written<T: Temporal, F: TimeFormat>(value: &T) -> Encoded<String> {
    let reason = |error| Refused::new("", format!("the format `{}` cannot show it: {error}", F::FORMAT));
    strtime::format(F::FORMAT, value.split()?).map_err(reason)
}

/// Where a format shows no day, or neither month nor day, the first is meant: the time is rounded down to it.
fn with_first_day(mut fields: BrokenDownTime) -> Option<BrokenDownTime> {
    if fields.year().is_some() && fields.day_of_year().is_none() && fields.day().is_none() {
        fields.set_month(fields.month().or(Some(1))).ok()?;
        fields.set_day(Some(1)).ok()?;
    }
    Some(fields)
}

/// What can be [`Formatted`].
pub trait Temporal: Send + Encoding<Value = Self> + Copy + PartialEq {
    /// The fields that a format shows.
    ///
    /// # Errors
    /// Its year is not one of 0000 to 9999.
    fn split(&self) -> Encoded<BrokenDownTime>;

    /// The value that has these fields.
    fn join(fields: &BrokenDownTime) -> Option<Self>;
}

impl Temporal for Timestamp {
    fn split(&self) -> Encoded<BrokenDownTime> {
        check_timestamp(*self)?;
        let mut fields = BrokenDownTime::from(*self);
        // The other fields run forwards, also before 1970, and the seconds since then have to go along.
        fields.set_timestamp(self.checked_sub(fraction(&fields)).ok());
        Ok(fields)
    }

    fn join(fields: &BrokenDownTime) -> Option<Self> {
        if let Some(seconds) = fields.timestamp() {
            return seconds.checked_add(fraction(fields)).ok();
        }
        let offset = fields.offset().unwrap_or(Offset::UTC);
        offset.to_timestamp(fields.to_datetime().ok()?).ok()
    }
}

/// What is less than a second.
fn fraction(fields: &BrokenDownTime) -> SignedDuration {
    SignedDuration::from_nanos(fields.subsec_nanosecond().unwrap_or_default().into())
}

impl Temporal for Date {
    fn split(&self) -> Encoded<BrokenDownTime> {
        check_date(*self)?;
        Ok(BrokenDownTime::from(*self))
    }

    fn join(fields: &BrokenDownTime) -> Option<Self> {
        fields.to_date().ok()
    }
}
