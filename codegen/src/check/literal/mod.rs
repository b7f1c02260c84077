//! Defaults, against the types of their attributes.

mod base64;
mod collections;
mod named;
mod number;
mod time;

use super::named::Types;
use super::{Context, format};
use crate::diagnostics::{Diagnostic, codes, shown};
use crate::model::{Literal, Type};
use crate::source::Span;
use crate::syntax::{DefaultElement, DefaultValue};
use crate::yaml::Spanned;

/// A kind of text, and how it is written where that is not clear.
struct Form {
    name: &'static str,
    example: &'static str,
}

const TEXT: Form = Form { name: "text", example: "" };
const BYTES: Form = Form { name: "bytes in Base64", example: "aGVsbG8=" };
const UUID: Form = Form {
    name: "a UUID",
    example: "7d444840-9dc0-11d1-b245-5ffdce74fad2",
};

/// A value at its place.
#[derive(Clone, Copy)]
struct Place<'a> {
    value: &'a DefaultValue,
    span: Span,
}

/// The default, if it is a value of the type.
pub(super) fn check(
    default: &Spanned<DefaultValue>,
    ty: &Type,
    types: &Types<'_>,
    cx: &mut Context<'_>,
) -> Option<Literal> {
    of_type(Place { value: &default.value, span: default.span }, ty, types, cx)
}

fn of_type(place: Place<'_>, ty: &Type, types: &Types<'_>, cx: &mut Context<'_>) -> Option<Literal> {
    match ty {
        Type::String => place.text(&TEXT, |text| Some(Literal::String(text.to_owned())), cx),
        Type::Bytes => place.text(&BYTES, |text| base64::decode(text).map(Literal::Bytes), cx),
        Type::Uuid => place.text(&UUID, |text| uuid(text).map(Literal::Uuid), cx),
        Type::Bool => place.plain("`true` or `false`", is_bool, cx).map(|text| Literal::Bool(text == "true")),
        Type::Integer(integer) => number::integer(place, *integer, number::Wire::Number, cx),
        Type::Float(float) => number::float(place, *float, number::Wire::Number, cx),
        Type::Number => number::decimal(place, cx),
        Type::Timestamp(format) => time::timestamp(place, time::unit(format, types), cx),
        Type::EpochSeconds => time::timestamp(place, format::SECOND, cx),
        Type::EpochMillis => time::timestamp(place, format::MILLISECOND, cx),
        Type::Date(_) => time::date(place, cx),
        Type::AsString(of) => match &**of {
            Type::Integer(integer) => number::integer(place, *integer, number::Wire::Text, cx),
            Type::Float(float) => number::float(place, *float, number::Wire::Text, cx),
            of => of_type(place, of, types, cx),
        },
        Type::List(element) => collections::list(place, element, types, cx),
        Type::Map(element) => collections::map(place, element, types, cx),
        Type::Named(id) => named::of_type(place, *id, types, cx),
        Type::Set(_) => place.unsupported("a set", cx),
        Type::Json => place.unsupported("a document", cx),
        Type::Version => place.unsupported("a version", cx),
    }
}

impl<'a> Place<'a> {
    /// The value of a text, in quotes or not.
    fn text<T>(self, form: &Form, parse: impl Fn(&str) -> Option<T>, cx: &mut Context<'_>) -> Option<T> {
        let value = match self.value {
            DefaultValue::Plain(text) | DefaultValue::Quoted(text) => parse(text),
            DefaultValue::List(_) | DefaultValue::Map(_) => None,
        };
        if value.is_none() {
            self.refuse(
                form.name,
                |wrong| match form.example {
                    "" => wrong,
                    example => wrong.help(format!("it is written as {}", shown(example))),
                },
                cx,
            );
        }
        value
    }

    /// A text without quotes that is in order.
    fn plain(self, expected: &str, is_right: impl Fn(&str) -> bool, cx: &mut Context<'_>) -> Option<&'a str> {
        match self.value {
            DefaultValue::Plain(text) if is_right(text) => Some(text),
            value => {
                self.refuse(
                    expected,
                    |wrong| match value {
                        DefaultValue::Quoted(text) if is_right(text) => {
                            wrong.help("in quotes it is a text; write it without").replace(self.span, text)
                        }
                        _ => wrong,
                    },
                    cx,
                );
                None
            }
        }
    }

    /// Reports that it is not a value of its type, with what is to be done about it.
    fn refuse(self, expected: &str, with_help: impl FnOnce(Diagnostic) -> Diagnostic, cx: &mut Context<'_>) {
        // What it would have been nobody knows.
        if !is_whole(self.value) {
            return;
        }
        let wrong = Diagnostic::new(codes::DEFAULT_TYPE, format!("this default is not {expected}"))
            .at(self.span, format!("expected {expected}, as its attribute's type says"));
        cx.sink.report(with_help(wrong));
    }

    fn out_of_range(self, text: &str, no: &str, expected: impl Into<String>, cx: &mut Context<'_>) {
        cx.sink.report(
            Diagnostic::new(codes::DEFAULT_RANGE, format!("the default {} is no {no}", shown(text)))
                .at(self.span, expected),
        );
    }

    fn unsupported(self, what: &str, cx: &mut Context<'_>) -> Option<Literal> {
        cx.sink.report(
            Diagnostic::new(codes::DEFAULT_UNSUPPORTED, format!("the language has no default for {what}"))
                .at(self.span, "")
                .help("leave the default out, and make the attribute optional where an item may lack it"),
        );
        None
    }
}

/// Whether all of it could be read.
fn is_whole(value: &DefaultValue) -> bool {
    let is_held =
        |held: &Option<DefaultElement>| held.as_ref().is_some_and(|held| held.value.as_ref().is_none_or(is_whole));
    match value {
        DefaultValue::Plain(_) | DefaultValue::Quoted(_) => true,
        DefaultValue::List(list) => list.elements.iter().all(is_held),
        DefaultValue::Map(map) => map.complete && map.entries.iter().all(|(_, held)| is_held(held)),
    }
}

fn is_bool(text: &str) -> bool {
    matches!(text, "true" | "false")
}

/// 32 hexadecimal digits with hyphens behind the 8th, 12th, 16th and 20th.
fn uuid(text: &str) -> Option<u128> {
    let groups: Vec<&str> = text.split('-').collect();
    let is_right = groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12])
        && groups.iter().all(|group| group.bytes().all(|byte| byte.is_ascii_hexdigit()));
    if is_right { u128::from_str_radix(&groups.concat(), 16).ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::uuid;

    #[test]
    fn a_uuid_has_hyphens_in_their_places() {
        assert_eq!(uuid("00000000-0000-0000-0000-0000000000fF"), Some(255));
        for text in ["", "ff", "000000000000000000000000000000ff", "+0000000-0000-0000-0000-0000000000ff", "-----"] {
            assert_eq!(uuid(text), None, "{text}");
        }
    }
}
