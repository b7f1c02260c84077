//! Defaults as expressions.

use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use super::ident;
use super::scope::Scope;
use crate::model::{Literal, NamedKind};

/// The default's value.
pub(super) fn expression(literal: &Literal, scope: &Scope<'_>) -> TokenStream {
    match literal {
        Literal::String(text) if text.is_empty() => quote!(::std::string::String::new()),
        Literal::String(text) => quote!(::std::borrow::ToOwned::to_owned(#text)),
        Literal::Bytes(bytes) if bytes.is_empty() => quote!(::std::vec::Vec::new()),
        Literal::Bytes(bytes) => {
            let bytes = Token::byte_string(bytes);
            quote!(::std::vec::Vec::from(*#bytes))
        }
        Literal::Bool(value) => quote!(#value),
        Literal::Integer { negative, magnitude } => {
            let digits = Token::u128_unsuffixed(*magnitude);
            let minus = negative.then(|| quote!(-));
            quote!(#minus #digits)
        }
        Literal::Float(value) => {
            let digits = Token::f64_unsuffixed(value.abs());
            let minus = value.is_sign_negative().then(|| quote!(-));
            quote!(#minus #digits)
        }
        Literal::Number { negative, digits, scale } => {
            let digits = Token::u128_unsuffixed(*digits);
            let size = Token::u16_unsuffixed(scale.unsigned_abs());
            let minus = (*scale < 0).then(|| quote!(-));
            quote!(rt::number(#negative, #digits, #minus #size))
        }
        Literal::Uuid(value) => {
            let digits: TokenStream = format!("0x{value:032x}").parse().unwrap_or_default();
            quote!(rt::uuid(#digits))
        }
        Literal::Timestamp { seconds, nanoseconds } => {
            let size = Token::u64_unsuffixed(seconds.unsigned_abs());
            let minus = (*seconds < 0).then(|| quote!(-));
            let nanoseconds = Token::u32_unsuffixed(*nanoseconds);
            quote!(rt::timestamp(#minus #size, #nanoseconds))
        }
        Literal::Date { year, month, day } => {
            let (year, month, day) =
                (Token::i16_unsuffixed(*year), Token::u8_unsuffixed(*month), Token::u8_unsuffixed(*day));
            quote!(rt::date(#year, #month, #day))
        }
        Literal::List(elements) if elements.is_empty() => quote!(::std::vec::Vec::new()),
        Literal::List(elements) => {
            let elements = elements.iter().map(|element| expression(element, scope));
            quote!(::std::vec::Vec::from([#(#elements),*]))
        }
        Literal::Map(entries) if entries.is_empty() => quote!(::std::collections::BTreeMap::new()),
        Literal::Map(entries) => {
            let entries = entries.iter().map(|(key, value)| {
                let value = expression(value, scope);
                quote!((::std::borrow::ToOwned::to_owned(#key), #value))
            });
            quote!(::std::collections::BTreeMap::from([#(#entries),*]))
        }
        Literal::Value(id, position) => {
            let named = scope.named(*id);
            let variant = match scope.kind(*id) {
                NamedKind::Enumeration { values, .. } => values.get(*position).map(|value| ident(&value.variant)),
                _ => None,
            };
            quote!(#named::#variant)
        }
        Literal::Newtype(id, inner) => {
            let (named, inner) = (scope.named(*id), expression(inner, scope));
            quote!(#named(#inner))
        }
        Literal::None => quote!(None),
        Literal::Some(inner) => {
            let inner = expression(inner, scope);
            quote!(Some(#inner))
        }
    }
}

/// Whether it is Rust's own default of its type.
pub(super) fn is_rusts(literal: &Literal) -> bool {
    match literal {
        Literal::String(text) => text.is_empty(),
        Literal::Bytes(bytes) => bytes.is_empty(),
        Literal::List(elements) => elements.is_empty(),
        Literal::Map(entries) => entries.is_empty(),
        Literal::None => true,
        _ => false,
    }
}

/// Whether making the value costs nothing worth a closure.
pub(super) fn is_cheap(literal: &Literal) -> bool {
    match literal {
        Literal::Bool(_) | Literal::Integer { .. } | Literal::Float(_) | Literal::Value(..) | Literal::None => true,
        Literal::Newtype(_, inner) | Literal::Some(inner) => is_cheap(inner),
        _ => false,
    }
}

/// The default as docs show it.
pub(super) fn shown(literal: &Literal, scope: &Scope<'_>) -> String {
    let all = |elements: Vec<String>| elements.join(", ");
    match literal {
        Literal::String(text) => format!("{text:?}"),
        Literal::Bytes(bytes) => format!("{} bytes", bytes.len()),
        Literal::Bool(value) => value.to_string(),
        Literal::Integer { negative, magnitude } => format!("{}{magnitude}", if *negative { "-" } else { "" }),
        Literal::Float(value) => value.to_string(),
        Literal::Number { negative, digits, scale } => decimal(*negative, *digits, *scale),
        Literal::Uuid(value) => {
            let hex = format!("{value:032x}");
            [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
        }
        Literal::Timestamp { seconds, nanoseconds } => time(*seconds, *nanoseconds),
        Literal::Date { year, month, day } => format!("{year:04}-{month:02}-{day:02}"),
        Literal::List(elements) => format!("[{}]", all(elements.iter().map(|it| shown(it, scope)).collect())),
        Literal::Map(entries) => {
            let entries = entries.iter().map(|(key, value)| format!("{key:?}: {}", shown(value, scope)));
            format!("{{{}}}", all(entries.collect()))
        }
        Literal::Value(id, position) => match scope.kind(*id) {
            NamedKind::Enumeration { values, .. } => values.get(*position).map(|value| format!("{:?}", value.text)),
            _ => None,
        }
        .unwrap_or_default(),
        Literal::Newtype(_, inner) | Literal::Some(inner) => shown(inner, scope),
        Literal::None => "None".to_owned(),
    }
}

/// `12.90`
fn decimal(negative: bool, digits: u128, scale: i16) -> String {
    let minus = if negative { "-" } else { "" };
    let places = usize::from(scale.unsigned_abs());
    if scale <= 0 {
        return format!("{minus}{digits}{}", "0".repeat(places));
    }
    let digits = format!("{digits:0>width$}", width = places + 1);
    let (whole, fraction) = digits.split_at(digits.len() - places);
    format!("{minus}{whole}.{fraction}")
}

/// RFC 3339, in UTC.
fn time(seconds: i64, nanoseconds: u32) -> String {
    const SECONDS_OF_DAY: i64 = 86_400;
    // Days from the first of March of the year 0, so that a leap day is the last of its year, in cycles of 400 years.
    const DAYS_TO_1970: i64 = 719_468;
    const DAYS_OF_CYCLE: i64 = 146_097;
    let days = seconds.div_euclid(SECONDS_OF_DAY) + DAYS_TO_1970;
    let (cycle, day) = (days.div_euclid(DAYS_OF_CYCLE), days.rem_euclid(DAYS_OF_CYCLE));
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let (day, month) = (day - (153 * month + 2) / 5 + 1, if month < 10 { month + 3 } else { month - 9 });
    let year = cycle * 400 + year + i64::from(month <= 2);
    let of_day = seconds.rem_euclid(SECONDS_OF_DAY);
    let (hour, minute, second) = (of_day / 3600, of_day / 60 % 60, of_day % 60);
    let fraction = format!(".{nanoseconds:09}");
    let fraction = fraction.trim_end_matches('0').trim_end_matches('.');
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{fraction}Z")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_times_are_shown_as_people_write_them() {
        for (digits, scale, shown) in [(1290, 2, "-12.90"), (5, 3, "-0.005"), (5, 0, "-5"), (5, -2, "-500")] {
            assert_eq!(decimal(true, digits, scale), shown);
        }
        for (seconds, nanoseconds, shown) in [
            (0, 0, "1970-01-01T00:00:00Z"),
            (-1, 999_000_000, "1969-12-31T23:59:59.999Z"),
            (951_782_399, 500, "2000-02-28T23:59:59.0000005Z"),
            (951_782_400, 0, "2000-02-29T00:00:00Z"),
            (-62_167_219_200, 0, "0000-01-01T00:00:00Z"),
            (253_402_207_200, 0, "9999-12-30T22:00:00Z"),
        ] {
            assert_eq!(time(seconds, nanoseconds), shown);
        }
    }
}
