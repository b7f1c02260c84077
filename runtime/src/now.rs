//! The time at which a write is built.

use std::time::SystemTime;

/// The time that the stamps of a write are set to: one for all stamps of one item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now(SystemTime);

impl Now {
    /// What the system's clock says.
    #[must_use]
    pub fn from_clock() -> Self {
        Self(SystemTime::now())
    }

    /// In whole seconds since 1970, rounded down; 0 for a clock that is before.
    #[must_use]
    pub(crate) fn epoch_seconds(self) -> i64 {
        let since = self.0.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
    }

    /// As a `timestamp`. A clock that is thousands of years off gives the first of all times, which is refused when it
    /// is written.
    #[cfg(feature = "jiff")]
    #[must_use]
    pub fn timestamp(self) -> jiff::Timestamp {
        jiff::Timestamp::try_from(self.0).unwrap_or(jiff::Timestamp::MIN)
    }

    /// As a `date`, in UTC.
    #[cfg(feature = "jiff")]
    #[must_use]
    pub fn date(self) -> jiff::civil::Date {
        jiff::tz::Offset::UTC.to_datetime(self.timestamp()).date()
    }
}

/// A time of one's own choice, for tests.
impl From<SystemTime> for Now {
    fn from(time: SystemTime) -> Self {
        Self(time)
    }
}
