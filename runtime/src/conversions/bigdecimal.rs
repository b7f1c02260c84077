use bigdecimal::BigDecimal;

use crate::codec::{ConversionError, Convert};
use crate::number::{Number, NumberError};

/// Fails for what DynamoDB does not have: more than 38 significant digits, or a magnitude that is too large or too
/// small.
impl TryFrom<&BigDecimal> for Number {
    type Error = NumberError;

    fn try_from(decimal: &BigDecimal) -> Result<Self, NumberError> {
        // Zeros behind the point are kept where there is room for them.
        parts(decimal).or_else(|_| parts(&decimal.normalized()))
    }
}

fn parts(decimal: &BigDecimal) -> Result<Number, NumberError> {
    let (digits, scale) = decimal.as_bigint_and_scale();
    let (sign, digits) = digits.into_owned().into_parts();
    let digits = u128::try_from(digits).map_err(|_| NumberError::Digits)?;
    // What is beyond these scales is beyond DynamoDB's numbers too, unless it is zero.
    let scale = scale.clamp(i16::MIN.into(), i16::MAX.into()) as i16;
    Number::checked(sign == bigdecimal::num_bigint::Sign::Minus, digits, scale)
}

/// As of a reference.
impl TryFrom<BigDecimal> for Number {
    type Error = NumberError;

    fn try_from(decimal: BigDecimal) -> Result<Self, NumberError> {
        Self::try_from(&decimal)
    }
}

impl From<Number> for BigDecimal {
    fn from(number: Number) -> Self {
        let magnitude = Self::new(number.digits().into(), number.scale().into());
        if number.is_negative() { -magnitude } else { magnitude }
    }
}

impl Convert<Number> for BigDecimal {
    fn to_stored(&self) -> Result<Number, ConversionError> {
        Ok(self.try_into()?)
    }

    fn from_stored(stored: Number) -> Result<Self, ConversionError> {
        Ok(stored.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_a_decimal_and_the_same_number_again() {
        for text in ["0", "12.90", "-1E-130", "9.9E+125", "99999999999999999999999999999999999999"] {
            let number: Number = text.parse().unwrap();
            let decimal = BigDecimal::from(number);
            assert_eq!(decimal, text.parse::<BigDecimal>().unwrap());
            assert_eq!(Number::try_from(&decimal).unwrap().to_string(), number.to_string());
        }
    }

    #[test]
    fn a_decimal_is_a_number_exactly_where_dynamodb_has_it() {
        let zeros = "0".repeat(60);
        for (text, expected) in [
            (format!("1.{zeros}"), Ok("1")),
            (format!("1{zeros}"), Ok("1E60")),
            (format!("1{zeros}1"), Err(NumberError::Digits)),
            ("1E126".to_owned(), Err(NumberError::TooLarge)),
            ("-1E-131".to_owned(), Err(NumberError::TooSmall)),
            ("1E-99999".to_owned(), Err(NumberError::TooSmall)),
            ("1E99999".to_owned(), Err(NumberError::TooLarge)),
        ] {
            let decimal: BigDecimal = text.parse().unwrap();
            assert_eq!(Number::try_from(decimal), expected.map(|text| text.parse().unwrap()), "{text}");
        }
    }
}
