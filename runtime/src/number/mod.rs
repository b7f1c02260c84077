//! [`Number`]: what an `N` holds, exactly.

mod convert;
mod error;
mod parse;
#[cfg(feature = "serde")]
mod serde;

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

pub use error::NumberError;

/// DynamoDB keeps this many significant digits.
const MOST_DIGITS: u32 = 38;
/// One more than the greatest number of so many digits.
const DIGITS_END: u128 = 10_u128.pow(MOST_DIGITS);
/// The exponents of the first digit of the greatest and of the smallest magnitude.
const GREATEST_EXPONENT: i32 = 125;
const SMALLEST_EXPONENT: i32 = -130;
/// The scale of the last digit of a number that has its first one at the smallest exponent.
const MOST_SCALE: i16 = 167;

/// A decimal number as DynamoDB keeps it: exact, of up to 38 significant digits, and either 0 or of a magnitude from
/// 1E-130 to 9.99…E+125.
///
/// Two numbers are equal, ordered and hashed by their values, as DynamoDB compares them: `1.0` is `1`. Nevertheless a
/// number remembers its trailing zeros: what was read as `12.90` is written as `12.90`, which matters where it is stored
/// as text. (An `N` loses them in DynamoDB.)
///
/// Integers of up to 64 bits convert [from](From), all others and floats [by trying](TryFrom), and text by
/// [`parse`](str::parse), with or without an exponent:
///
/// ```
/// use dynaschema::Number;
///
/// let price: Number = "12.90".parse()?;
/// assert_eq!(price.to_string(), "12.90");
/// assert_eq!(price, Number::try_from(12.9)?);
/// assert!(price > Number::from(12));
/// assert_eq!(i64::try_from("1.2E+3".parse::<Number>()?)?, 1200);
/// # Ok::<_, dynaschema::NumberError>(())
/// ```
#[derive(Clone, Copy, Default)]
pub struct Number {
    /// Never of zero.
    negative: bool,
    /// At most 38 of them.
    digits: u128,
    /// How many of the digits are behind the decimal point; negative for so many zeros before it.
    scale: i16,
}

impl Number {
    /// Zero.
    pub const ZERO: Self = Self { negative: false, digits: 0, scale: 0 };

    /// The number `digits` × 10 to the power of `-scale`, or its negative; `None` if DynamoDB has no such number. There
    /// is one zero: it is never negative.
    #[must_use]
    pub const fn from_parts(negative: bool, digits: u128, scale: i16) -> Option<Self> {
        match Self::checked(negative, digits, scale) {
            Ok(number) => Some(number),
            Err(_) => None,
        }
    }

    pub(crate) const fn checked(negative: bool, mut digits: u128, mut scale: i16) -> Result<Self, NumberError> {
        if digits == 0 {
            let scale = if scale < 0 {
                0
            } else if scale > MOST_SCALE {
                MOST_SCALE
            } else {
                scale
            };
            return Ok(Self { negative: false, digits, scale });
        }
        while digits >= DIGITS_END {
            if !digits.is_multiple_of(10) {
                return Err(NumberError::Digits);
            }
            digits /= 10;
            scale = scale.saturating_sub(1);
        }
        let exponent = exponent(digits, scale);
        if exponent > GREATEST_EXPONENT {
            Err(NumberError::TooLarge)
        } else if exponent < SMALLEST_EXPONENT {
            Err(NumberError::TooSmall)
        } else {
            Ok(Self { negative, digits, scale })
        }
    }

    /// Is it less than zero?
    #[must_use]
    pub const fn is_negative(&self) -> bool {
        self.negative
    }

    /// Its digits, trailing zeros included, without sign and decimal point.
    #[must_use]
    pub const fn digits(&self) -> u128 {
        self.digits
    }

    /// How many of the [digits](Self::digits) are behind the decimal point; negative for so many zeros between the last
    /// of them and the point.
    #[must_use]
    pub const fn scale(&self) -> i16 {
        self.scale
    }

    /// The same number without trailing zeros behind the decimal point.
    pub(crate) fn trimmed(mut self) -> Self {
        if self.digits == 0 {
            self.scale = 0;
        }
        while self.scale > 0 && self.digits.is_multiple_of(10) {
            self.digits /= 10;
            self.scale -= 1;
        }
        self
    }

    /// The magnitude, to be compared: the exponent of the first digit, and the digits as if they were 38.
    fn magnitude(&self) -> (i32, u128) {
        match self.digits.checked_ilog10() {
            Some(last) => (exponent(self.digits, self.scale), self.digits * 10_u128.pow(MOST_DIGITS - 1 - last)),
            None => (i32::MIN, 0),
        }
    }
}

/// The exponent of the first of these digits, of which there is at least one that is not zero.
const fn exponent(digits: u128, scale: i16) -> i32 {
    // At most 38: no cast loses anything.
    digits.ilog10() as i32 - scale as i32
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Number {}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.negative, other.negative) {
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
            (false, false) => self.magnitude().cmp(&other.magnitude()),
            (true, true) => other.magnitude().cmp(&self.magnitude()),
        }
    }
}

impl Hash for Number {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.negative.hash(state);
        self.magnitude().hash(state);
    }
}

/// Plain decimal, without exponent.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = self.digits.to_string();
        let places = usize::from(self.scale.unsigned_abs());
        if self.scale <= 0 {
            text.extend(std::iter::repeat_n('0', places));
        } else {
            // At least one digit stands before the point.
            text = format!("{text:0>width$}", width = places + 1);
            text.insert(text.len() - places, '.');
        }
        f.pad_integral(!self.negative, "", &text)
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Number({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_make_a_number_exactly_where_dynamodb_has_one() {
        let nines = DIGITS_END - 1;
        for (digits, scale, text) in [
            (0, 0, Some("0")),
            (0, -3, Some("0")),
            (0, 2, Some("0.00")),
            (1290, 2, Some("12.90")),
            (129, -1, Some("1290")),
            (5, 3, Some("0.005")),
            (nines, 0, Some("99999999999999999999999999999999999999")),
            (nines + 1, 0, Some("100000000000000000000000000000000000000")),
            (nines + 2, 0, None),
            (nines, 38 - 126, Some(&*format!("{nines}{}", "0".repeat(88)))),
            (nines, 37 - 126, None),
            (1, -125, Some(&*format!("1{}", "0".repeat(125)))),
            (1, -126, None),
            (1, 130, Some(&*format!("0.{}1", "0".repeat(129)))),
            (1, 131, None),
            (15, 131, Some(&*format!("0.{}15", "0".repeat(129)))),
            (1, i16::MAX, None),
            (1, i16::MIN, None),
            (u128::MAX, i16::MIN, None),
        ] {
            let number = Number::from_parts(false, digits, scale).map(|number| number.to_string());
            assert_eq!(number.as_deref(), text, "{digits} scale {scale}");
        }
        assert_eq!(Number::from_parts(true, 1290, 2).unwrap().to_string(), "-12.90");
        assert!(!Number::from_parts(true, 0, 0).unwrap().is_negative());
    }

    #[test]
    fn numbers_are_equal_ordered_and_hashed_by_value() {
        let ascending = ["-1e125", "-10", "-9.5", "-1", "-1e-130", "0", "1e-130", "0.9", "1", "1.5", "9", "10", "1e38"];
        let numbers: Vec<Number> = ascending.iter().map(|text| text.parse().unwrap()).collect();
        assert!(numbers.is_sorted_by(|one, other| one < other));

        let hash = |text: &str| {
            let mut hasher = std::hash::DefaultHasher::new();
            text.parse::<Number>().unwrap().hash(&mut hasher);
            hasher.finish()
        };
        for (one, other) in [("1", "1.0"), ("0", "0.000"), ("0", "-0"), ("1e3", "1000"), ("-12.90", "-12.9")] {
            assert_eq!(one.parse::<Number>(), other.parse::<Number>());
            assert_eq!(hash(one), hash(other));
        }
    }
}
