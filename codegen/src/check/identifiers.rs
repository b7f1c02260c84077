//! The schema's names for things, which become Rust's.

use super::Context;
use super::write::{scalar, shown};
use crate::diagnostics::{Code, Diagnostic, codes};
use crate::names;
use crate::syntax::{self, Short};
use crate::yaml::Spanned;

const TYPE_FORM: &str = "expected UpperCamelCase, in ASCII letters and digits";
const VALUE_FORM: &str = "expected snake_case, in ASCII letters and digits";

/// Whether Rust names can be made of a table's name.
pub(super) fn table(name: &Spanned<String>, table: Option<&syntax::Table>, cx: &mut Context<'_>) -> bool {
    if names::is_type_name(name) {
        return true;
    }
    let is_physical = table.is_some_and(|table| table.name.is_absent());
    let help = help(name, names::nearest_type_name(name), is_physical.then_some(""));
    refuse(codes::TYPE_NAME, "a table", name, TYPE_FORM, help, cx);
    false
}

/// Whether Rust names can be made of an entity's name.
pub(super) fn entity(name: &Spanned<String>, cx: &mut Context<'_>) -> bool {
    if names::is_type_name(name) {
        return true;
    }
    let help = help(name, names::nearest_type_name(name), None);
    refuse(codes::TYPE_NAME, "an entity", name, TYPE_FORM, help, cx);
    false
}

/// Whether Rust names can be made of an index's name.
pub(super) fn index(name: &Spanned<String>, cx: &mut Context<'_>) -> bool {
    if names::is_value_name(name) {
        return true;
    }
    let help = help(name, names::nearest_value_name(name), None);
    refuse(codes::VALUE_NAME, "an index", name, VALUE_FORM, help, cx);
    false
}

/// Whether Rust names can be made of an attribute's name.
pub(super) fn attribute(name: &Spanned<String>, attribute: Option<&syntax::Attribute>, cx: &mut Context<'_>) -> bool {
    if names::is_value_name(name) {
        return true;
    }
    let others = match attribute {
        Some(Short::Text(ty)) => Some(format!("type: {}, ", scalar(ty))),
        Some(Short::Full(full)) if full.name.is_absent() => Some("…, ".to_owned()),
        Some(Short::Full(_)) | None => None,
    };
    let help = help(name, names::nearest_value_name(name), others.as_deref());
    refuse(codes::VALUE_NAME, "an attribute", name, VALUE_FORM, help, cx);
    false
}

/// The right form. Where the name is also the one in DynamoDB, that is to be said from now on, behind the other keys.
fn help(name: &str, nearest: Option<String>, others: Option<&str>) -> Option<String> {
    let Some(others) = others else { return nearest.map(|nearest| format!("write `{nearest}`")) };
    let nearest = nearest.as_deref().unwrap_or("…");
    Some(format!("write `{nearest}: {{ {others}name: {} }}`", scalar(name)))
}

fn refuse(code: Code, what: &str, name: &Spanned<String>, form: &str, help: Option<String>, cx: &mut Context<'_>) {
    let diagnostic = Diagnostic::new(code, format!("{what} cannot be called {}", shown(name))).at(name.span, form);
    cx.sink.report(match help {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    });
}
