//! Defaults that are numbers.

use super::Place;
use crate::check::Context;
use crate::model::{Float, Integer, Literal};
use crate::yaml::is_whole_number;

/// How many significant digits a number has in DynamoDB.
const DIGITS: usize = 38;

/// What a number is stored as: only DynamoDB's numbers have its limits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Wire {
    Number,
    Text,
}

pub(super) fn integer(place: Place<'_>, integer: Integer, wire: Wire, cx: &mut Context<'_>) -> Option<Literal> {
    let text = place.plain("a whole number", is_whole_number, cx)?;
    let (negative, digits) = split_sign(text);
    let (least, most) = range(integer);
    let bound = if negative { least } else { most };
    let Some(magnitude) = digits.parse().ok().filter(|magnitude: &u128| *magnitude <= bound) else {
        let least = if least == 0 { "0".to_owned() } else { format!("-{least}") };
        place.out_of_range(text, &format!("`{}`", integer.name()), format!("expected {least} to {most}"), cx);
        return None;
    };
    if wire == Wire::Number && digits.trim_end_matches('0').len() > DIGITS {
        place.out_of_range(text, "number in DynamoDB", format!("expected at most {DIGITS} significant digits"), cx);
        return None;
    }
    Some(Literal::Integer { negative: negative && magnitude != 0, magnitude })
}

pub(super) fn float(place: Place<'_>, float: Float, wire: Wire, cx: &mut Context<'_>) -> Option<Literal> {
    let text = place.plain("a number", is_number, cx)?;
    let value: f64 = text.parse().ok()?;
    let is_held = match float {
        Float::F32 => text.parse::<f32>().is_ok_and(|value| value.is_finite() && (value == 0.0) == is_zero(text)),
        Float::F64 => value.is_finite() && (value == 0.0) == is_zero(text),
    };
    if !is_held {
        place.out_of_range(text, &format!("`{}`", float.name()), "too large or too small", cx);
        return None;
    }
    if wire == Wire::Number && value != 0.0 && !(1e-130..1e126).contains(&value.abs()) {
        place.out_of_range(text, "number in DynamoDB", "expected 1E-130 to 9.99E+125, with or without a `-`", cx);
        return None;
    }
    let held = match float {
        Float::F32 => text.parse::<f32>().ok()?.to_string(),
        Float::F64 => value.to_string(),
    };
    if parse_decimal(&held).map(trimmed) != parse_decimal(text).map(trimmed) {
        let expected = format!("the nearest one is {held}; a `number` is exact");
        place.out_of_range(text, &format!("`{}`", float.name()), expected, cx);
        return None;
    }
    // DynamoDB knows one zero.
    Some(Literal::Float(if value == 0.0 { 0.0 } else { value }))
}

pub(super) fn decimal(place: Place<'_>, cx: &mut Context<'_>) -> Option<Literal> {
    let text = place.plain("a number", is_number, cx)?;
    let literal = parse_decimal(text);
    if literal.is_none() {
        let expected = format!("expected at most {DIGITS} significant digits, from 1E-130 to 9.99E+125");
        place.out_of_range(text, "number in DynamoDB", expected, cx);
    }
    literal
}

/// The value of what is a number, if DynamoDB holds it exactly.
fn parse_decimal(text: &str) -> Option<Literal> {
    let (negative, unsigned) = split_sign(text);
    let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = format!("{whole}{fraction}");
    let digits = all.trim_start_matches('0');
    if digits.is_empty() {
        let scale = i16::try_from(fraction.len()).ok().filter(|scale| *scale <= 130).unwrap_or(0);
        return Some(Literal::Number { negative: false, digits: 0, scale });
    }
    let mut scale =
        i64::try_from(fraction.len()).ok()? - exponent.parse::<i64>().ok().filter(|it| it.abs() < 1_000_000)?;
    // Zeros at the end stay, as long as there is room for them.
    let significant = digits.trim_end_matches('0');
    let digits = if digits.len() > DIGITS {
        scale -= i64::try_from(digits.len() - significant.len()).ok()?;
        significant
    } else {
        digits
    };
    let leading = i64::try_from(digits.len()).ok()? - 1 - scale;
    if digits.len() > DIGITS || !(-130..=125).contains(&leading) {
        return None;
    }
    Some(Literal::Number {
        negative,
        digits: digits.parse().ok()?,
        scale: i16::try_from(scale).ok()?,
    })
}

/// The same number without zeros at its end.
fn trimmed(literal: Literal) -> Literal {
    let Literal::Number { negative, mut digits, mut scale } = literal else { return literal };
    if digits == 0 {
        return Literal::Number { negative: false, digits, scale: 0 };
    }
    while digits % 10 == 0 {
        (digits, scale) = (digits / 10, scale - 1);
    }
    Literal::Number { negative, digits, scale }
}

/// Digits, with or without a sign, a point between them and an exponent.
fn is_number(text: &str) -> bool {
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (_, unsigned) = split_sign(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(split_sign(exponent).1)),
        None => (unsigned, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    is_whole_number(whole) && is_digits(whole) && fraction.is_none_or(is_digits) && exponent.is_none_or(is_digits)
}

/// Whether a number is zero as it is written.
fn is_zero(text: &str) -> bool {
    let mantissa = text.split(['e', 'E']).next().unwrap_or(text);
    !mantissa.bytes().any(|byte| matches!(byte, b'1'..=b'9'))
}

fn split_sign(text: &str) -> (bool, &str) {
    match text.strip_prefix('-') {
        Some(unsigned) => (true, unsigned),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    }
}

/// How far an integer reaches below and above zero.
fn range(integer: Integer) -> (u128, u128) {
    let signed = |least: i128, most: i128| (least.unsigned_abs(), most.unsigned_abs());
    match integer {
        Integer::I8 => signed(i8::MIN.into(), i8::MAX.into()),
        Integer::I16 => signed(i16::MIN.into(), i16::MAX.into()),
        Integer::I32 => signed(i32::MIN.into(), i32::MAX.into()),
        Integer::I64 => signed(i64::MIN.into(), i64::MAX.into()),
        Integer::I128 => signed(i128::MIN, i128::MAX),
        Integer::U8 => (0, u8::MAX.into()),
        Integer::U16 => (0, u16::MAX.into()),
        Integer::U32 => (0, u32::MAX.into()),
        Integer::U64 => (0, u64::MAX.into()),
        Integer::U128 => (0, u128::MAX),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(negative: bool, digits: u128, scale: i16) -> Option<Literal> {
        Some(Literal::Number { negative, digits, scale })
    }

    #[test]
    fn a_number_keeps_its_digits() {
        let nines = "9".repeat(38);
        for (text, expected) in [
            ("0", number(false, 0, 0)),
            ("-0.00", number(false, 0, 2)),
            ("0e999", number(false, 0, 0)),
            ("12.90", number(false, 1290, 2)),
            ("-1.5e2", number(true, 15, -1)),
            ("1E+125", number(false, 1, -125)),
            ("1e-130", number(false, 1, 130)),
            ("0.001", number(false, 1, 3)),
            (&nines, number(false, 10_u128.pow(38) - 1, 0)),
            (&format!("{nines}00"), number(false, 10_u128.pow(38) - 1, -2)),
        ] {
            assert_eq!(parse_decimal(text), expected, "{text}");
        }
    }

    #[test]
    fn a_number_is_one_that_dynamodb_holds() {
        for text in [&"9".repeat(39), "1e126", "1e-131", "1e99999999999999999999", "-1e200"] {
            assert_eq!(parse_decimal(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_are_written_in_decimal_digits() {
        for text in ["0", "-1", "+1", "1.50", "1e5", "1.0E-5", "0.5"] {
            assert!(is_number(text), "{text}");
        }
        for text in ["", "-", ".5", "5.", "007", "1e", "0x10", "nan", "inf", "1_000", "1.5.2", "--1", "+-1", "1e1.5"] {
            assert!(!is_number(text), "{text}");
        }
    }
}
