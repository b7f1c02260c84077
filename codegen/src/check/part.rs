//! Parts of composed keys: which types have a text for them, how wide it is, and whether it sorts as the values do.

use super::named::{Kind, Types};
use super::overlap::{self, Texts};
use crate::model::{EnumerationValue, Form, Format, Integer, Type};

/// Whether values of a type have one text each, which they are read from again. Of numbers, those that are whole: others
/// are equal under several texts.
pub(super) fn has_text(ty: &Type, types: &Types<'_>) -> bool {
    match types.innermost(ty) {
        Some(Type::String | Type::Uuid | Type::Timestamp(_) | Type::Date(_)) => true,
        Some(Type::Named(id)) => matches!(types.kind(id), Some(Kind::Enumeration(_))),
        Some(_) => is_whole_number(ty, types),
        None => false,
    }
}

/// Whether it is a whole number, as a number or as text.
pub(super) fn is_whole_number(ty: &Type, types: &Types<'_>) -> bool {
    match types.innermost(ty) {
        Some(Type::Integer(_) | Type::EpochSeconds | Type::EpochMillis) => true,
        Some(Type::AsString(inner)) => matches!(*inner, Type::Integer(_)),
        _ => false,
    }
}

/// How many bytes all texts of a part have, if they all have as many.
pub(super) fn width(ty: &Type, form: &Form, types: &Types<'_>) -> Option<usize> {
    let one = |texts: &[Texts]| texts.iter().map(overlap::width).sum();
    one(&texts(ty, form, types))
}

/// Whether the texts of a part sort as its values do: if it is the last thing in its key, or whatever follows it.
pub(super) fn sorts(ty: &Type, form: &Form, is_last: bool, types: &Types<'_>) -> bool {
    let format_sorts = |format: &Format| match format {
        Format::Standard => true,
        Format::OfAttribute(format) => format.sorts,
        Format::Named(id) => matches!(types.kind(*id), Some(Kind::Format(format)) if format.sorts),
    };
    match form {
        Form::Padded(_) => true,
        Form::Formatted(format) => format.sorts,
        Form::Whole => match types.innermost(ty) {
            Some(Type::String) => is_last,
            Some(Type::Uuid) => true,
            Some(Type::Timestamp(format) | Type::Date(format)) => format_sorts(&format),
            Some(Type::Named(id)) => match types.kind(id) {
                Some(Kind::Enumeration(enumeration)) => sorts_as_text(&enumeration.values, enumeration.other),
                _ => false,
            },
            _ => false,
        },
    }
}

/// Whether the texts are in order, byte by byte, whatever follows them. Of texts in order, those that begin with one
/// are right behind it.
pub(super) fn sorts_as_text(values: &[EnumerationValue], other: bool) -> bool {
    let in_order = |pair: &[EnumerationValue]| match pair {
        [one, next] => one.text < next.text && !next.text.starts_with(&one.text),
        _ => true,
    };
    !other && values.windows(2).all(in_order)
}

/// The texts that a part can have, or more than these.
pub(super) fn texts(ty: &Type, form: &Form, types: &Types<'_>) -> Vec<Texts> {
    let formatted = |format: &Format, standard: fn() -> Texts| match format {
        Format::Standard => vec![standard()],
        Format::OfAttribute(format) => overlap::of_format(&format.text),
        Format::Named(id) => match types.kind(*id) {
            Some(Kind::Format(format)) => overlap::of_format(&format.text),
            _ => vec![Texts::Any],
        },
    };
    match form {
        Form::Padded(width) => return vec![Texts::Digits(*width)],
        Form::Formatted(format) => return overlap::of_format(&format.text),
        Form::Whole => {}
    }
    // What a type of the user's own holds is text of the type that it is stored as.
    match types.innermost(ty) {
        Some(Type::Integer(integer)) => vec![whole_number(integer)],
        Some(Type::AsString(inner)) => match *inner {
            Type::Integer(integer) => vec![whole_number(integer)],
            _ => vec![Texts::Any],
        },
        Some(Type::EpochSeconds | Type::EpochMillis) => vec![Texts::Integer { signed: true }],
        Some(Type::Uuid) => vec![Texts::Uuid],
        Some(Type::Timestamp(format)) => formatted(&format, overlap::timestamp),
        Some(Type::Date(format)) => formatted(&format, overlap::date),
        Some(Type::Named(id)) => match types.kind(id) {
            Some(Kind::Enumeration(enumeration)) if !enumeration.other => {
                vec![Texts::OneOf(enumeration.values.iter().map(|value| value.text.clone()).collect())]
            }
            _ => vec![Texts::Any],
        },
        _ => vec![Texts::Any],
    }
}

fn whole_number(integer: Integer) -> Texts {
    Texts::Integer { signed: integer.is_signed() }
}
