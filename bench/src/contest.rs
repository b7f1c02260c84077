//! A contest: some who do the same work, and take turns.

use std::fmt;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::Failure;
use crate::contests::Plan;
use crate::statistics::Spread;

/// Who does the work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Contestant {
    /// The SDK alone: of what is read, its maps, which nobody converts; what is written is made by hand.
    RawSdk,
    /// The SDK and serde_dynamo.
    SerdeDynamo,
    /// The SDK and code written by hand.
    ByHand,
    /// dynaschema.
    Dynaschema,
}

impl Contestant {
    /// All of them, in the order of tables and plots.
    pub const ALL: [Self; 4] = [Self::RawSdk, Self::SerdeDynamo, Self::ByHand, Self::Dynaschema];
}

impl fmt::Display for Contestant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::RawSdk => "raw SDK",
            Self::SerdeDynamo => "SDK + serde_dynamo",
            Self::ByHand => "SDK, by hand",
            Self::Dynaschema => "dynaschema",
        })
    }
}

/// Does the work so many times, and tells the CPU time of the thread that it took.
pub type Work = Box<dyn FnMut(usize) -> Result<Duration, Failure>>;

/// The same work, done by each.
pub struct Contest {
    /// How often it is done for one sample: what is too short to be timed by itself is done several times.
    pub times: usize,
    /// How many of it count as one in tables: the items of a page are converted together, and shown one by one.
    pub of: usize,
    /// Those who do it.
    pub works: Vec<(Contestant, Work)>,
}

/// How a contest ended.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// What was done.
    pub name: &'static str,
    /// How many times as much CPU time as dynaschema they have to take, at least.
    pub floors: &'static [(Contestant, f64)],
    /// What each took, in microseconds.
    pub times: Vec<(Contestant, Spread)>,
    /// How many times as long as dynaschema each took, round by round.
    pub ratios: Vec<(Contestant, Spread)>,
}

/// As many rounds as it takes for the middle to be steady.
const ROUNDS: usize = 101;
/// What takes less than a millisecond is noisier.
const ROUNDS_OF_SHORT: usize = 401;
const WARM_UP: usize = 5;

impl Contest {
    /// Has all do it in turn, round after round. Who begins moves on with each round.
    ///
    /// # Errors
    /// The first failure of one of them.
    pub fn held(mut self, plan: &Plan) -> Result<Outcome, Failure> {
        let mut samples: Vec<Vec<f64>> = vec![Vec::new(); self.works.len()];
        let mut longest = Duration::ZERO;
        for _ in 0..WARM_UP {
            for (_, work) in &mut self.works {
                longest = longest.max(work(self.times)?);
            }
        }
        let rounds = if longest < Duration::from_millis(4) { ROUNDS_OF_SHORT } else { ROUNDS };
        for round in 0..rounds {
            for turn in 0..self.works.len() {
                let who = (round + turn) % self.works.len();
                let time = (self.works[who].1)(self.times)?;
                samples[who].push(time.as_secs_f64() * 1e6 / (self.times * self.of) as f64);
            }
        }
        let ours = self.works.iter().position(|(contestant, _)| *contestant == Contestant::Dynaschema);
        let ours = ours.map(|ours| samples[ours].clone()).unwrap_or_default();
        let contestants = self.works.iter().map(|(contestant, _)| *contestant).zip(&samples);
        let ratio = |theirs: &[f64]| Spread::of(theirs.iter().zip(&ours).map(|(their, our)| their / our).collect());
        Ok(Outcome {
            ratios: contestants.clone().map(|(who, theirs)| (who, ratio(theirs))).collect(),
            times: contestants.map(|(who, theirs)| (who, Spread::of(theirs.clone()))).collect(),
            name: plan.name,
            floors: plan.floors,
        })
    }
}

impl Outcome {
    /// How many times as long as dynaschema one of them took.
    #[must_use]
    pub fn ratio(&self, to: Contestant) -> Option<Spread> {
        self.ratios.iter().find(|(who, _)| *who == to).map(|(_, ratio)| *ratio)
    }

    /// What one of them took, in microseconds.
    #[must_use]
    pub fn time(&self, of: Contestant) -> Option<Spread> {
        self.times.iter().find(|(who, _)| *who == of).map(|(_, time)| *time)
    }
}
