//! Options that change what a type is: `as` and `format`.

use super::{Context, format};
use crate::diagnostics::{Diagnostic, codes, shown};
use crate::model::{Format, Type};
use crate::yaml::{Field, Spanned};

/// What can be said of a type beside its name.
#[derive(Clone, Copy)]
pub(super) struct Options<'a> {
    pub(super) stored_as: &'a Field<String>,
    pub(super) format: &'a Field<String>,
}

impl Options<'_> {
    pub(super) const NONE: Options<'static> = Options { stored_as: &Field::Absent, format: &Field::Absent };

    /// The type with these options; none if something is wrong with them.
    pub(super) fn apply(self, ty: Type, cx: &mut Context<'_>) -> Option<Type> {
        let ty = match self.stored_as {
            Field::Absent => ty,
            Field::Broken => return None,
            Field::Given(said) => as_string(ty, said, cx)?,
        };
        match self.format {
            Field::Absent => Some(ty),
            Field::Broken => None,
            Field::Given(text) => formatted(&ty, text, cx),
        }
    }
}

fn as_string(ty: Type, said: &Spanned<String>, cx: &mut Context<'_>) -> Option<Type> {
    if said.as_str() != "string" {
        cx.sink.report(
            Diagnostic::new(codes::AS_STRING, format!("nothing is stored as {}", shown(said)))
                .at(said.span, "")
                .help("write `as: string`; that of a type with `rust` is what may be any other type")
                .replace(said.span, "string"),
        );
        return None;
    }
    match ty {
        Type::Integer(_) | Type::Float(_) | Type::Number | Type::Json => Some(Type::AsString(Box::new(ty))),
        Type::AsString(_) => Some(ty),
        _ => {
            let help = match ty {
                Type::List(_) | Type::Map(_) | Type::Set(_) => {
                    "say it of what it holds: declare that under `types`, as `Price: { type: u32, as: string }`"
                }
                Type::Named(_) => "say it where the type is declared",
                _ => "leave `as` out",
            };
            let message = "only numbers and `json` can be stored as text";
            cx.sink.report(Diagnostic::new(codes::AS_STRING, message).at(said.span, "").help(help));
            None
        }
    }
}

fn formatted(ty: &Type, text: &Spanned<String>, cx: &mut Context<'_>) -> Option<Type> {
    match ty {
        Type::Timestamp(Format::Standard) => {
            format::check(text, format::Of::Timestamp, cx).map(|format| Type::Timestamp(Format::OfAttribute(format)))
        }
        Type::Date(Format::Standard) => {
            format::check(text, format::Of::Date, cx).map(|format| Type::Date(Format::OfAttribute(format)))
        }
        Type::Timestamp(_) | Type::Date(_) => {
            cx.sink.report(
                Diagnostic::new(codes::FORMAT_TYPE, "this type has a format already")
                    .at(text.span, "")
                    .help("leave `format` out here, or write `timestamp` or `date` for the type"),
            );
            None
        }
        _ => {
            let help = match ty {
                Type::List(_) | Type::Map(_) | Type::Set(_) => {
                    "say it of what it holds: declare that under `types`, as `Day: { type: date, format: \"%d.%m.%Y\" }`"
                }
                _ => "leave `format` out",
            };
            let message = "only a `timestamp` or a `date` has a format";
            cx.sink.report(Diagnostic::new(codes::FORMAT_TYPE, message).at(text.span, "").help(help));
            None
        }
    }
}
