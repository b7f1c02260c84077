//! What was measured, and the figures that come of it.

use std::time::Duration;

use dynaschema_bench_programs::Phase;

use crate::measure::Used;
use crate::programs::REFERENCE;

/// The phases in the order in which they run.
pub(crate) const PHASES: [Phase; 6] = Phase::ALL;

/// The phases that are work.
pub(crate) const WORK: [Phase; 5] = [Phase::Load, Phase::Query, Phase::Scan, Phase::Update, Phase::Get];

/// All measures, round after round.
#[derive(Default)]
pub(crate) struct Results {
    all: Vec<(&'static str, Phase, Used)>,
}

impl Results {
    pub(crate) fn add(&mut self, program: &'static str, phase: Phase, used: Used) {
        self.all.push((program, phase, used));
    }

    /// How many rounds there were.
    pub(crate) fn rounds(&self) -> usize {
        self.of(REFERENCE, Phase::Nothing).count()
    }

    /// CPU time of a phase without that of starting.
    pub(crate) fn cpu(&self, program: &str, phase: Phase) -> Duration {
        self.net(program, phase, |used| used.cpu)
    }

    /// CPU time of starting.
    pub(crate) fn start(&self, program: &str) -> Duration {
        median(self.of(program, Phase::Nothing).map(|used| used.cpu))
    }

    /// Time by the clock of all work, without that of starting.
    pub(crate) fn wall(&self, program: &str) -> Duration {
        WORK.into_iter().map(|phase| self.net(program, phase, |used| used.wall)).sum()
    }

    /// Of the phase that needs the most memory, in bytes.
    pub(crate) fn memory(&self, program: &str) -> u64 {
        let peaks = WORK.into_iter().map(|phase| median(self.of(program, phase).map(|used| used.memory)));
        peaks.max().unwrap_or_default()
    }

    /// CPU time of phases, without that of starting, where the reference's in the same round is 1: the lowest, the median
    /// and the highest of all rounds.
    pub(crate) fn ratio(&self, program: &str, phases: &[Phase]) -> (f64, f64, f64) {
        let in_round = |program: &str, round: usize| -> f64 {
            let of = |phase| self.of(program, phase).nth(round).map(|used| used.cpu).unwrap_or_default();
            phases.iter().map(|phase| of(*phase).saturating_sub(of(Phase::Nothing)).as_secs_f64()).sum()
        };
        let ratio = |round| in_round(program, round) / in_round(REFERENCE, round);
        let mut ratios: Vec<f64> = (0..self.rounds()).map(ratio).collect();
        ratios.sort_unstable_by(f64::total_cmp);
        let of_all = |place: usize| ratios.get(place).copied().unwrap_or(f64::NAN);
        (of_all(0), of_all(ratios.len() / 2), of_all(ratios.len().saturating_sub(1)))
    }

    fn net(&self, program: &str, phase: Phase, figure: impl Fn(&Used) -> Duration) -> Duration {
        let start = median(self.of(program, Phase::Nothing).map(&figure));
        median(self.of(program, phase).map(&figure)).saturating_sub(start)
    }

    fn of<'a>(&'a self, program: &'a str, phase: Phase) -> impl Iterator<Item = &'a Used> + 'a {
        let wanted = move |(by, of, _): &&(&'static str, Phase, Used)| *by == program && *of == phase;
        self.all.iter().filter(wanted).map(|(_, _, used)| used)
    }
}

fn median<T: Ord + Copy + Default>(all: impl Iterator<Item = T>) -> T {
    let mut all: Vec<T> = all.collect();
    all.sort_unstable();
    all.get(all.len() / 2).copied().unwrap_or_default()
}
