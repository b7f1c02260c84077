//! Numbers from and to Rust's own.

use super::{Number, NumberError};

macro_rules! small_integers {
    ($($integer:ident)*) => {$(
        impl From<$integer> for Number {
            fn from(value: $integer) -> Self {
                #[allow(unused_comparisons, reason = "of unsigned integers too")]
                Self { negative: value < 0, digits: i128::from(value).unsigned_abs(), scale: 0 }
            }
        }
    )*};
}

small_integers!(i8 i16 i32 i64 u8 u16 u32 u64);

/// Fails for what has more than 38 significant digits.
impl TryFrom<i128> for Number {
    type Error = NumberError;

    fn try_from(value: i128) -> Result<Self, NumberError> {
        Self::checked(value < 0, value.unsigned_abs(), 0)
    }
}

/// Fails for what has more than 38 significant digits.
impl TryFrom<u128> for Number {
    type Error = NumberError;

    fn try_from(value: u128) -> Result<Self, NumberError> {
        Self::checked(false, value, 0)
    }
}

macro_rules! integers {
    ($($integer:ident)*) => {$(
        /// Fails for what is no whole number, or is out of range.
        impl TryFrom<Number> for $integer {
            type Error = NumberError;

            fn try_from(number: Number) -> Result<Self, NumberError> {
                let magnitude = number.whole_magnitude().ok_or(NumberError::Inexact)?;
                let value = if number.negative {
                    i128::checked_sub_unsigned(0, magnitude).and_then(|value| Self::try_from(value).ok())
                } else {
                    Self::try_from(magnitude).ok()
                };
                value.ok_or(NumberError::Inexact)
            }
        }
    )*};
}

integers!(i8 i16 i32 i64 i128 u8 u16 u32 u64 u128);

macro_rules! floats {
    ($($float:ident)*) => {$(
        /// The shortest decimal number that is closer to this float than to any other, as Rust prints it: 0.1 for
        /// `0.1`. Fails for NaN, infinities, and magnitudes that DynamoDB does not have.
        impl TryFrom<$float> for Number {
            type Error = NumberError;

            fn try_from(value: $float) -> Result<Self, NumberError> {
                if value.is_finite() { format!("{value:e}").parse() } else { Err(NumberError::NotFinite) }
            }
        }
    )*};
}

floats!(f32 f64);

impl Number {
    /// The `f64` that is closest. Most numbers are no `f64` exactly, and neither order nor equality survives: the
    /// `Number`s 0.1 and 0.10000000000000000001 are the same `f64`.
    #[must_use]
    pub fn to_f64_lossy(self) -> f64 {
        // Rust reads every plain decimal.
        self.to_string().parse().unwrap_or(f64::NAN)
    }

    /// Its magnitude, if that is a whole number of 128 bits.
    fn whole_magnitude(self) -> Option<u128> {
        let power = 10_u128.checked_pow(self.scale.unsigned_abs().into());
        match power {
            _ if self.digits == 0 => Some(0),
            Some(power) if self.scale <= 0 => self.digits.checked_mul(power),
            Some(power) => self.digits.is_multiple_of(power).then(|| self.digits / power),
            // So many zeros, or so small a fraction, that no 128 bits hold it.
            None => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Number {
        text.parse().unwrap()
    }

    #[test]
    fn integers_are_exact_or_refused() {
        for (text, expected) in
            [("255", Some(255)), ("255.0", Some(255)), ("2.55E2", Some(255)), ("0.000", Some(0)), ("-0", Some(0))]
                .into_iter()
                .chain([("256", None), ("-1", None), ("1.5", None), ("1E38", None), ("1E125", None), ("1E-130", None)])
        {
            assert_eq!(u8::try_from(number(text)).ok(), expected, "{text}");
        }
        assert_eq!(i8::try_from(number("-128")), Ok(-128));
        assert_eq!(i8::try_from(number("-129")), Err(NumberError::Inexact));
        assert_eq!(u128::try_from(number("3E38")), Ok(3 * 10_u128.pow(38)));
        assert_eq!(u128::try_from(number("4E38")), Err(NumberError::Inexact));
        assert_eq!(i128::try_from(number("-1E38")), Ok(-10_i128.pow(38)));
        assert_eq!(i128::try_from(number("-2E38")), Err(NumberError::Inexact));

        assert_eq!(Number::from(u64::MAX).to_string(), u64::MAX.to_string());
        assert_eq!(Number::from(i64::MIN).to_string(), i64::MIN.to_string());
        assert_eq!(Number::try_from(10_u128.pow(38)), Ok(number("1E38")));
        assert_eq!(Number::try_from(u128::MAX), Err(NumberError::Digits));
        assert_eq!(Number::try_from(i128::MIN), Err(NumberError::Digits));
    }

    #[test]
    fn floats_are_their_shortest_decimals_or_refused() {
        use NumberError::{NotFinite, TooLarge, TooSmall};
        for (value, expected) in [
            (0.1, Ok("0.1")),
            (-0.0, Ok("0")),
            (1e100, Ok("1E100")),
            (-1.5e-130, Ok("-1.5E-130")),
            (f64::MAX, Err(TooLarge)),
            (f64::MIN_POSITIVE, Err(TooSmall)),
            (f64::NAN, Err(NotFinite)),
            (f64::NEG_INFINITY, Err(NotFinite)),
        ] {
            assert_eq!(Number::try_from(value), expected.map(number), "{value}");
        }
        assert_eq!(Number::try_from(0.1_f32), Ok(number("0.1")));
        assert_eq!(number("0.10000000000000000001").to_f64_lossy(), 0.1);
        assert_eq!(number("-9.9E125").to_f64_lossy(), -9.9e125);
    }
}
