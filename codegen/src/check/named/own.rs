//! `rust`: types of the user's own.

use super::alias::not_optional;
use super::{Own, Types};
use crate::check::resolve::Text;
use crate::check::{Context, missing, rust_path};
use crate::diagnostics::{Diagnostic, codes, shown};
use crate::model::Type;
use crate::yaml::{Field, Spanned};

pub(super) struct SaidOwn<'a> {
    pub(super) name: &'a Spanned<String>,
    pub(super) path: &'a Spanned<String>,
    pub(super) stored_as: &'a Field<String>,
}

pub(super) fn check(said: &SaidOwn<'_>, types: &Types<'_>, cx: &mut Context<'_>) -> Option<Own> {
    let path = match rust_path::own_type(said.path) {
        Ok(path) => Some(path),
        Err(wrong) => {
            cx.sink.report(
                Diagnostic::new(codes::RUST_PATH, format!("{} is no path of a type in Rust", shown(said.path)))
                    .at(said.path.span, wrong)
                    .help("write the path from the crate on, as `crate::Money` or `money::Money`"),
            );
            None
        }
    };
    let stored = match said.stored_as {
        Field::Given(text) => stored(text, types, cx),
        Field::Broken => None,
        Field::Absent => {
            missing(format!("the type {}", shown(said.name)), said.name.span, "as: …", cx);
            None
        }
    };
    Some(Own { path: path?, stored: stored?, place: said.path.span })
}

fn stored(text: &Spanned<String>, types: &Types<'_>, cx: &mut Context<'_>) -> Option<Spanned<Type>> {
    let resolved = types.resolve(Text::of(text), cx)?;
    if resolved.optional {
        not_optional(Text::of(text), cx);
        return None;
    }
    if resolved.ty == Type::Version {
        cx.sink.report(
            Diagnostic::new(codes::VERSION, "nothing else can be stored as a version")
                .at(text.span, "")
                .help("a whole number is stored as `u64`"),
        );
        return None;
    }
    Some(Spanned::new(resolved.ty, text.span))
}
