//! Defaults, against the types of their attributes.

use std::ops::RangeInclusive;

use super::Context;
use super::types::integer_name;
use super::write::shown;
use crate::diagnostics::{Diagnostic, codes};
use crate::model::{Integer, Literal, Type};
use crate::syntax::DefaultValue;
use crate::yaml::Spanned;

/// The default, if it is a value of the type. A set has none.
pub(super) fn check(default: &Spanned<DefaultValue>, ty: &Type, cx: &mut Context<'_>) -> Option<Literal> {
    let expected = match (&default.value, ty) {
        (DefaultValue::Scalar(text), Type::String) => return Some(Literal::String(text.clone())),
        (DefaultValue::Scalar(text), Type::Bool) if text == "true" => return Some(Literal::Bool(true)),
        (DefaultValue::Scalar(text), Type::Bool) if text == "false" => return Some(Literal::Bool(false)),
        (DefaultValue::Scalar(text), Type::Integer(integer)) if is_whole_number(text) => {
            let value = text.parse().ok().filter(|value| range(*integer).contains(value));
            if value.is_none() {
                out_of_range(default, text, *integer, cx);
            }
            return value.map(Literal::Integer);
        }
        (_, Type::Set(_)) => return None,
        (_, Type::String) => "text",
        (_, Type::Bool) => "`true` or `false`",
        (_, Type::Integer(_)) => "a whole number",
    };
    cx.sink.report(
        Diagnostic::new(codes::DEFAULT_TYPE, format!("this default is not {expected}"))
            .at(default.span, format!("expected {expected}, as its attribute's type says")),
    );
    None
}

/// Decimal digits, as everywhere in a schema.
fn is_whole_number(text: &str) -> bool {
    match text.strip_prefix(['+', '-']).unwrap_or(text).as_bytes() {
        [] | [b'0', _, ..] => false,
        digits => digits.iter().all(u8::is_ascii_digit),
    }
}

fn out_of_range(default: &Spanned<DefaultValue>, text: &str, integer: Integer, cx: &mut Context<'_>) {
    let range = range(integer);
    cx.sink.report(
        Diagnostic::new(codes::DEFAULT_RANGE, format!("the default {} is no `{}`", shown(text), integer_name(integer)))
            .at(default.span, format!("expected {} to {}", range.start(), range.end())),
    );
}

fn range(integer: Integer) -> RangeInclusive<i128> {
    fn of<T: Into<i128>>(least: T, most: T) -> RangeInclusive<i128> {
        least.into()..=most.into()
    }
    match integer {
        Integer::I8 => of(i8::MIN, i8::MAX),
        Integer::I16 => of(i16::MIN, i16::MAX),
        Integer::I32 => of(i32::MIN, i32::MAX),
        Integer::I64 => of(i64::MIN, i64::MAX),
        Integer::U8 => of(u8::MIN, u8::MAX),
        Integer::U16 => of(u16::MIN, u16::MAX),
        Integer::U32 => of(u32::MIN, u32::MAX),
        Integer::U64 => of(u64::MIN, u64::MAX),
    }
}
