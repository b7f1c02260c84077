//! Pauses before what was left unprocessed is asked for again.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::time::Duration;

/// How often a call is made at most, for what it leaves unprocessed.
const ATTEMPTS: u32 = 10;
/// The longest first pause; it doubles …
const FIRST: Duration = Duration::from_millis(50);
/// … up to this.
const LONGEST: Duration = Duration::from_secs(5);

/// Capped exponential backoff with full jitter: each pause is anything between nothing and the longest that it may be.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Backoff {
    attempts: u32,
    made: u32,
}

impl Default for Backoff {
    fn default() -> Self {
        Self { attempts: ATTEMPTS, made: 0 }
    }
}

impl Backoff {
    /// So many attempts, of which the first one counts; 0 counts as 1.
    pub(crate) fn of(attempts: u32) -> Self {
        Self { attempts: attempts.max(1), made: 0 }
    }

    /// The pause before the next attempt, if there is to be one.
    pub(crate) fn next(&mut self) -> Option<Duration> {
        self.made += 1;
        if self.made >= self.attempts {
            return None;
        }
        let longest = FIRST.saturating_mul(1 << (self.made - 1).min(20)).min(LONGEST);
        // A hasher of std's is seeded at random, which is all that is needed.
        let random = RandomState::new().build_hasher().finish();
        let share = (random >> 11) as f64 / (1_u64 << 53) as f64;
        Some(longest.mul_f64(share))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_their_cap_and_end() {
        let mut most = Duration::ZERO;
        for _ in 0..200 {
            let mut backoff = Backoff::default();
            let pauses: Vec<Duration> = std::iter::from_fn(|| backoff.next()).collect();
            assert_eq!(pauses.len(), 9);
            for (position, pause) in pauses.iter().enumerate() {
                assert!(*pause <= Duration::from_millis(50 << position).min(LONGEST), "{position}: {pause:?}");
            }
            most = most.max(pauses.iter().sum());
        }
        assert!(most <= Duration::from_millis(16_350) && most > Duration::from_millis(8_000), "{most:?}");
        assert_eq!(Backoff::of(0).next(), None);
        assert!(Backoff::of(2).next().is_some());
    }
}
