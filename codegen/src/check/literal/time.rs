//! Defaults that are times and dates, in RFC 3339.

use super::{Form, Place};
use crate::check::named::{Kind, Types};
use crate::check::{Context, format};
use crate::diagnostics::{Diagnostic, codes};
use crate::model::{Format, Literal};

const TIME: Form = Form { name: "a time", example: "2024-07-14T21:30:00Z" };
const DATE: Form = Form { name: "a date", example: "2024-07-14" };

/// The last second of a time in Rust: the year 9999 in the zone that is the farthest behind.
const LAST: i64 = 253_402_207_200;

/// What a time is rounded down to when it is written in this format, in nanoseconds.
pub(super) fn unit(format: &Format, types: &Types<'_>) -> i128 {
    match format {
        Format::Standard => format::MILLISECOND,
        Format::OfAttribute(format) => format::unit(&format.text),
        Format::Named(id) => match types.kind(*id) {
            Some(Kind::Format(format)) => format::unit(&format.text),
            _ => 1,
        },
    }
}

pub(super) fn timestamp(place: Place<'_>, unit: i128, cx: &mut Context<'_>) -> Option<Literal> {
    let (seconds, nanoseconds) = place.text(&TIME, parse_timestamp, cx)?;
    if !(days(0, 1, 1) * 86_400..=LAST).contains(&seconds) {
        cx.sink.report(
            Diagnostic::new(codes::DEFAULT_RANGE, "this time is one that Rust or its text cannot hold")
                .at(place.span, "expected 0000-01-01T00:00:00Z to 9999-12-30T22:00:00Z"),
        );
        return None;
    }
    if (i128::from(seconds) * format::SECOND + i128::from(nanoseconds)) % unit != 0 {
        cx.sink.report(
            Diagnostic::new(codes::DEFAULT_RANGE, "this time is finer than what its attribute is written as")
                .at(place.span, "it would be rounded when it is written")
                .help("use one that the attribute's type and its `format` can say"),
        );
        return None;
    }
    Some(Literal::Timestamp { seconds, nanoseconds })
}

pub(super) fn date(place: Place<'_>, cx: &mut Context<'_>) -> Option<Literal> {
    let (year, month, day) = place.text(&DATE, parse_date, cx)?;
    Some(Literal::Date { year, month, day })
}

/// Seconds since 1970 in UTC, and nanoseconds.
fn parse_timestamp(text: &str) -> Option<(i64, u32)> {
    let (date, time) = text.split_at_checked(10)?;
    let (year, month, day) = parse_date(date)?;
    let (time, offset) = split_offset(time.strip_prefix(['T', 't'])?)?;
    let (clock, fraction) = time.split_once('.').map_or((time, None), |(clock, fraction)| (clock, Some(fraction)));
    let [hour, minute, second] = parts(clock, ':', [2, 2, 2])?;
    let nanoseconds = fraction.map_or(Some(0), parse_fraction)?;
    let is_clock = hour < 24 && minute < 60 && second < 60;
    let seconds = days(year, month, day) * 86_400 + i64::from(hour * 3600 + minute * 60 + second) - offset;
    is_clock.then_some((seconds, nanoseconds))
}

/// What is before the zone, and by how many seconds that is ahead of UTC.
fn split_offset(text: &str) -> Option<(&str, i64)> {
    if let Some(time) = text.strip_suffix(['Z', 'z']) {
        return Some((time, 0));
    }
    let (time, offset) = text.split_at_checked(text.len().checked_sub(6)?)?;
    let sign = match offset.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let [hours, minutes] = parts(offset.get(1..)?, ':', [2, 2])?;
    (hours < 24 && minutes < 60).then_some((time, sign * i64::from(hours * 3600 + minutes * 60)))
}

fn parse_fraction(digits: &str) -> Option<u32> {
    let is_right = (1..=9).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_right { format!("{digits:0<9}").parse().ok() } else { None }
}

fn parse_date(text: &str) -> Option<(i16, u8, u8)> {
    let [year, month, day] = parts(text, '-', [4, 2, 2])?;
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        _ => return None,
    };
    if !(1..=days).contains(&day) {
        return None;
    }
    Some((i16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?))
}

/// Numbers of so many digits each.
fn parts<const N: usize>(text: &str, separator: char, widths: [usize; N]) -> Option<[u32; N]> {
    let parts: Vec<&str> = text.split(separator).collect();
    let parts: [&str; N] = parts.try_into().ok()?;
    let mut numbers = [0; N];
    for ((number, part), width) in numbers.iter_mut().zip(parts).zip(widths) {
        if part.len() != width || !part.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        *number = part.parse().ok()?;
    }
    Some(numbers)
}

/// The days from 1970-01-01 to a day of the Gregorian calendar.
fn days(year: i16, month: u8, day: u8) -> i64 {
    // Years that begin in March have their leap day at the end.
    let (year, month) = if month > 2 { (i64::from(year), month - 3) } else { (i64::from(year) - 1, month + 9) };
    let day_of_year = (153 * i64::from(month) + 2) / 5 + i64::from(day) - 1;
    365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + day_of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_seconds_since_1970() {
        for (text, expected) in [
            ("1970-01-01T00:00:00Z", (0, 0)),
            ("2000-02-29T12:00:00.5Z", (951_825_600, 500_000_000)),
            ("2024-07-14T23:30:00+02:00", (1_720_992_600, 0)),
            ("1969-12-31T23:59:59.000000001Z", (-1, 1)),
            ("0000-01-01T00:00:00Z", (-62_167_219_200, 0)),
            ("9999-12-30T22:00:00Z", (LAST, 0)),
        ] {
            assert_eq!(parse_timestamp(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in [
            "",
            "2024-07-14",
            "2024-07-14T21:30:00",
            "2024-07-14 21:30:00Z",
            "2024-07-14T24:00:00Z",
            "2024-07-14T21:30:60Z",
            "2024-02-30T21:30:00Z",
            "2024-07-14T21:30Z",
            "2024-07-14T21:30:00.Z",
            "2024-07-14T21:30:00.1234567890Z",
            "2024-07-14T21:30:00+2:00",
            "+024-07-14T21:30:00Z",
            "größeeeee-07-14T21:30:00Z",
        ] {
            assert_eq!(parse_timestamp(text), None, "{text}");
        }
    }

    #[test]
    fn a_date_is_a_day_that_there_is() {
        assert_eq!(parse_date("2024-02-29"), Some((2024, 2, 29)));
        for text in ["2023-02-29", "1900-02-29", "2024-00-10", "2024-13-01", "2024-1-01", "2024-01-00", "24-01-01"] {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }
}
