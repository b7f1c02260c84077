use rust_decimal::Decimal;

use crate::codec::{ConversionError, Convert};
use crate::number::{Number, NumberError};
use crate::operand::Operand;

/// Every `Decimal` is a `Number`: it has at most 29 digits.
impl From<Decimal> for Number {
    fn from(decimal: Decimal) -> Self {
        let digits = decimal.mantissa().unsigned_abs();
        // At most 28.
        let scale = decimal.scale() as i16;
        Self::from_parts(decimal.is_sign_negative(), digits, scale).unwrap_or_default()
    }
}

/// Fails for what has too many digits for a `Decimal`, or is too large or too small.
impl TryFrom<Number> for Decimal {
    type Error = NumberError;

    fn try_from(number: Number) -> Result<Self, NumberError> {
        // Zeros behind the point are kept where there is room for them.
        exact(number).or_else(|| exact(number.trimmed())).ok_or(NumberError::Inexact)
    }
}

fn exact(number: Number) -> Option<Decimal> {
    let zeros = u32::try_from(-i32::from(number.scale())).unwrap_or(0);
    let digits = number.digits().checked_mul(10_u128.checked_pow(zeros)?)?;
    let digits = i128::try_from(digits).ok()?;
    let scale = u32::try_from(number.scale()).unwrap_or(0);
    Decimal::try_from_i128_with_scale(if number.is_negative() { -digits } else { digits }, scale).ok()
}

impl Convert<Number> for Decimal {
    fn to_stored(&self) -> Result<Number, ConversionError> {
        Ok(Number::from(*self))
    }

    fn from_stored(stored: Number) -> Result<Self, ConversionError> {
        Ok(stored.try_into()?)
    }
}

impl Operand<Number> for Decimal {
    fn into_value(self) -> Number {
        Number::from(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decimal_is_a_number_and_the_same_decimal_again() {
        for decimal in [Decimal::MAX, Decimal::MIN, Decimal::ZERO, Decimal::new(1290, 2), Decimal::new(-1, 28)] {
            let number = Number::from(decimal);
            assert_eq!(number.to_string(), decimal.to_string());
            let again = Decimal::try_from(number).unwrap();
            assert_eq!((again, again.scale()), (decimal, decimal.scale()));
        }
    }

    #[test]
    fn a_number_is_a_decimal_exactly_where_it_has_room() {
        for (text, expected) in [
            ("12.90", Some("12.90")),
            ("1E+28", Some("10000000000000000000000000000")),
            ("1E+29", None),
            ("0.1000000000000000000000000000000", Some("0.1")),
            ("79228162514264337593543950336", None),
            ("1E-28", Some("0.0000000000000000000000000001")),
            ("1E-29", None),
            ("1E-130", None),
            ("9E+125", None),
        ] {
            let decimal = Decimal::try_from(text.parse::<Number>().unwrap());
            assert_eq!(decimal.ok().map(|decimal| decimal.to_string()).as_deref(), expected, "{text}");
        }
    }
}
