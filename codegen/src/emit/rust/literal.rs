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
    matches!(
        literal,
        Literal::Bool(_) | Literal::Integer { .. } | Literal::Float(_) | Literal::Value(..) | Literal::None
    )
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
        Literal::Timestamp { seconds, nanoseconds: 0 } => format!("{seconds} s since 1970"),
        Literal::Timestamp { seconds, nanoseconds } => format!("{seconds}.{nanoseconds:09} s since 1970"),
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

fn decimal(negative: bool, digits: u128, scale: i16) -> String {
    let minus = if negative { "-" } else { "" };
    match scale {
        0 => format!("{minus}{digits}"),
        scale => format!("{minus}{digits}E{}", -i32::from(scale)),
    }
}
