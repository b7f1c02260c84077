//! Numbers from text.

use std::str::FromStr;

use super::{MOST_DIGITS, Number, NumberError};

/// `-12.5`, `+12.50`, `-1.25E+1`: at least one digit before the decimal point and, where there is one, behind it.
/// Trailing zeros are kept as long as there are no more than 38 digits.
impl FromStr for Number {
    type Err = NumberError;

    fn from_str(text: &str) -> Result<Self, NumberError> {
        let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
        let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, parse_exponent(exponent)?),
            None => (unsigned, 0),
        };
        let (whole, fraction) = match mantissa.split_once('.') {
            Some((_, "")) => return Err(NumberError::Syntax),
            Some(parts) => parts,
            None => (mantissa, ""),
        };
        if whole.is_empty() {
            return Err(NumberError::Syntax);
        }
        let mut digits = Digits::default();
        for digit in whole.bytes() {
            digits.push(digit, false)?;
        }
        for digit in fraction.bytes() {
            digits.push(digit, true)?;
        }
        let scale = digits.scale.saturating_sub(exponent);
        // What is beyond these scales is beyond DynamoDB's numbers too, unless it is zero.
        let scale = scale.clamp(i16::MIN.into(), i16::MAX.into()) as i16;
        Self::checked(text.starts_with('-'), digits.value, scale)
    }
}

/// The digits so far, apart from leading zeros.
#[derive(Default)]
struct Digits {
    value: u128,
    count: u32,
    scale: i64,
}

impl Digits {
    fn push(&mut self, digit: u8, fraction: bool) -> Result<(), NumberError> {
        let value = match digit {
            b'0'..=b'9' => digit - b'0',
            _ => return Err(NumberError::Syntax),
        };
        if self.count < MOST_DIGITS {
            self.value = self.value * 10 + u128::from(value);
            self.count += u32::from(self.value > 0);
            self.scale += i64::from(fraction);
        } else if value > 0 {
            return Err(NumberError::Digits);
        } else {
            // A zero that there is no room for; before the point it still counts.
            self.scale -= i64::from(!fraction);
        }
        Ok(())
    }
}

fn parse_exponent(text: &str) -> Result<i64, NumberError> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return Err(NumberError::Syntax);
    }
    let overflow = if text.starts_with('-') { i64::MIN } else { i64::MAX };
    Ok(text.parse().unwrap_or(overflow))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_a_number_exactly_where_dynamodb_has_one() {
        use NumberError::{Digits, Syntax, TooLarge, TooSmall};
        let nines = "9".repeat(38);
        let zeros = "0".repeat(200);
        for (text, expected) in [
            ("0", Ok("0")),
            ("-0", Ok("0")),
            ("-0.00", Ok("0.00")),
            ("12.90", Ok("12.90")),
            ("+5", Ok("5")),
            ("007", Ok("7")),
            ("1E+2", Ok("100")),
            ("1.50e1", Ok("15.0")),
            ("-1.5E-3", Ok("-0.0015")),
            ("0E99999999999999999999", Ok("0")),
            (&*format!("{zeros}1"), Ok("1")),
            (&*format!("1.{zeros}"), Ok("1.0000000000000000000000000000000000000")),
            (&*format!("1{zeros}E-200"), Ok("1.0000000000000000000000000000000000000")),
            (&*nines, Ok(&*nines)),
            (&*format!("{nines}0"), Ok(&*format!("{nines}0"))),
            (&*format!("{nines}.0"), Ok(&*nines)),
            (&*format!("{nines}.1"), Err(Digits)),
            (&*format!("{nines}1"), Err(Digits)),
            ("1E125", Ok(&*format!("1{}", "0".repeat(125)))),
            ("1E126", Err(TooLarge)),
            ("1E-131", Err(TooSmall)),
            ("1E99999999999999999999", Err(TooLarge)),
            ("-1E-99999999999999999999", Err(TooSmall)),
            ("", Err(Syntax)),
            ("-", Err(Syntax)),
            ("+-1", Err(Syntax)),
            (".5", Err(Syntax)),
            ("5.", Err(Syntax)),
            ("1.2.3", Err(Syntax)),
            ("1e", Err(Syntax)),
            ("1e1.5", Err(Syntax)),
            ("1e+-5", Err(Syntax)),
            (" 1", Err(Syntax)),
            ("1_000", Err(Syntax)),
            ("NaN", Err(Syntax)),
            ("٣", Err(Syntax)),
        ] {
            let number = text.parse::<Number>().map(|number| number.to_string());
            assert_eq!(number.as_deref().map_err(|error| *error), expected, "{text}");
        }
    }
}
