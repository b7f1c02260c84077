//! Medians and quartiles.

/// A measured number with its spread.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// A quarter is less.
    pub lower: f64,
    /// The middle.
    pub median: f64,
    /// A quarter is more.
    pub upper: f64,
}

impl Spread {
    /// Of samples; of none it is not a number.
    #[must_use]
    pub fn of(mut samples: Vec<f64>) -> Self {
        samples.sort_by(f64::total_cmp);
        let at = |part: f64| {
            let position = part * samples.len().saturating_sub(1) as f64;
            let (before, behind) = (position.floor(), position.ceil());
            let value = |position: f64| samples.get(position as usize).copied().unwrap_or(f64::NAN);
            value(before) + (value(behind) - value(before)) * (position - before)
        };
        Self { lower: at(0.25), median: at(0.5), upper: at(0.75) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quartiles_lie_between_samples() {
        assert_eq!(Spread::of(vec![4.0, 1.0, 2.0, 3.0]), Spread { lower: 1.75, median: 2.5, upper: 3.25 });
        assert_eq!(Spread::of(vec![7.0]), Spread { lower: 7.0, median: 7.0, upper: 7.0 });
        assert!(Spread::of(Vec::new()).median.is_nan());
    }
}
