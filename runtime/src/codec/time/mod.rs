//! Times and dates. What is stored is UTC, and of the years 0000 to 9999, so that texts keep their width.

mod date;
mod epoch;
mod formatted;
mod timestamp;

use jiff::Timestamp;
use jiff::civil::Date;

pub use date::date;
pub use epoch::{EpochMillis, EpochSeconds};
pub use formatted::{Formatted, Temporal, TimeFormat};
pub use timestamp::timestamp;

use super::Encoded;
use crate::error::Refused;

/// 0000-01-01T00:00:00Z. The last of jiff's times is in the year 9999.
const FIRST: Timestamp = Timestamp::constant(-62_167_219_200, 0);

fn check_timestamp(timestamp: Timestamp) -> Encoded<()> {
    check_year(timestamp >= FIRST)
}

fn check_date(date: Date) -> Encoded<()> {
    check_year(date.year() >= 0)
}

fn check_year(has_four_digits: bool) -> Encoded<()> {
    has_four_digits.then_some(()).ok_or_else(|| Refused::new("", "its year is not one of 0000 to 9999"))
}
