//! Defaults, against the types of their attributes.

use std::ops::RangeInclusive;

use super::Context;
use crate::diagnostics::{Diagnostic, codes, shown};
use crate::model::{Integer, Literal, Type};
use crate::syntax::DefaultValue;
use crate::yaml::{Spanned, is_whole_number};

/// The default, if it is a value of the type. A set has none.
pub(super) fn check(default: &Spanned<DefaultValue>, ty: &Type, cx: &mut Context<'_>) -> Option<Literal> {
    match (&default.value, ty) {
        (DefaultValue::Plain(text) | DefaultValue::Quoted(text), Type::String) => Some(Literal::String(text.clone())),
        (DefaultValue::Plain(text), Type::Bool) if is_bool(text) => Some(Literal::Bool(text == "true")),
        (DefaultValue::Plain(text), Type::Integer(integer)) if is_whole_number(text) => {
            let value = text.parse().ok().filter(|value| range(*integer).contains(value));
            if value.is_none() {
                out_of_range(default, text, *integer, cx);
            }
            value.map(Literal::Integer)
        }
        (_, Type::Set(_)) => None,
        (_, Type::String) => wrong_type(default, "text", |_| false, cx),
        (_, Type::Bool) => wrong_type(default, "`true` or `false`", is_bool, cx),
        (_, Type::Integer(_)) => wrong_type(default, "a whole number", is_whole_number, cx),
    }
}

fn is_bool(text: &str) -> bool {
    matches!(text, "true" | "false")
}

fn wrong_type(
    default: &Spanned<DefaultValue>,
    expected: &str,
    is_right: impl Fn(&str) -> bool,
    cx: &mut Context<'_>,
) -> Option<Literal> {
    let diagnostic = Diagnostic::new(codes::DEFAULT_TYPE, format!("this default is not {expected}"))
        .at(default.span, format!("expected {expected}, as its attribute's type says"));
    cx.sink.report(match &default.value {
        DefaultValue::Quoted(text) if is_right(text) => {
            diagnostic.help("in quotes it is a text; write it without").replace(default.span, text)
        }
        _ => diagnostic,
    });
    None
}

fn out_of_range(default: &Spanned<DefaultValue>, text: &str, integer: Integer, cx: &mut Context<'_>) {
    let range = range(integer);
    cx.sink.report(
        Diagnostic::new(codes::DEFAULT_RANGE, format!("the default {} is no `{}`", shown(text), integer.name()))
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
