//! CPU time: what others do on the machine counts less there than on the clock. Linux tells it in files.

use std::time::Duration;
use std::{fs, io};

/// Clock ticks a second in `/proc`; Linux shows no others.
const TICKS: u64 = 100;

/// What this thread has had.
pub(crate) fn of_thread() -> io::Result<Duration> {
    let text = fs::read_to_string("/proc/thread-self/schedstat")?;
    number(text.split_whitespace().next()).map(Duration::from_nanos)
}

/// What processes that were started from here, and have ended, have had.
pub(crate) fn of_children() -> io::Result<Duration> {
    let text = fs::read_to_string("/proc/self/stat")?;
    // The program's name stands in parentheses, and may hold spaces; 13 fields follow until those of children.
    let (_, fields) = text.rsplit_once(')').unwrap_or_default();
    let mut times = fields.split_whitespace().skip(13);
    let ticks = number(times.next())? + number(times.next())?;
    Ok(Duration::from_millis(ticks * 1000 / TICKS))
}

fn number(text: Option<&str>) -> io::Result<u64> {
    text.and_then(|text| text.parse().ok()).ok_or_else(|| io::Error::other("no CPU time in /proc"))
}

/// The middle one.
pub(crate) fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
