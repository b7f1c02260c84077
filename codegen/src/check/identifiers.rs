//! The schema's names for things, which become Rust's.

use super::write::scalar;
use super::{Context, built_in, physical};
use crate::diagnostics::{Code, Diagnostic, codes, shown};
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
    let nearest = names::nearest_type_name(name);
    // Without `name`, DynamoDB has to allow the name too.
    let is_physical = table.is_some_and(|table| table.name.is_absent());
    let help = if is_physical && physical::is_table_or_index(name) {
        Some(rename(name, nearest))
    } else {
        nearest.filter(|nearest| !is_physical || physical::is_table_or_index(nearest)).map(write)
    };
    refuse(codes::TYPE_NAME, "a table", name, TYPE_FORM, help, cx);
    false
}

/// Whether Rust names can be made of an entity's name.
pub(super) fn entity(name: &Spanned<String>, cx: &mut Context<'_>) -> bool {
    if names::is_type_name(name) {
        return true;
    }
    let help = names::nearest_type_name(name).map(write);
    refuse(codes::TYPE_NAME, "an entity", name, TYPE_FORM, help, cx);
    false
}

/// Whether Rust names can be made of a declared type's name.
pub(super) fn named_type(name: &Spanned<String>, cx: &mut Context<'_>) -> bool {
    if names::is_type_name(name) {
        return true;
    }
    let help = if built_in::names().any(|taken| taken == name.as_str()) {
        Some(format!("{} is a type of the language", shown(name)))
    } else {
        names::nearest_type_name(name).map(write)
    };
    refuse(codes::TYPE_NAME, "a type", name, TYPE_FORM, help, cx);
    false
}

/// Whether Rust names can be made of an index's name.
pub(super) fn index(name: &Spanned<String>, cx: &mut Context<'_>) -> bool {
    function("an index", name, cx)
}

/// Whether Rust names can be made of what an entity calls a question.
pub(super) fn question(name: &Spanned<String>, cx: &mut Context<'_>) -> bool {
    function("a question", name, cx)
}

/// Whether a field can be called so, which says whether an item is in an index.
pub(super) fn member(name: &Spanned<String>, cx: &mut Context<'_>) -> bool {
    function("a member field", name, cx)
}

/// Whether a field of a collection can be called so.
pub(super) fn field(name: &Spanned<String>, cx: &mut Context<'_>) -> bool {
    function("a field", name, cx)
}

/// Whether Rust names can be made of a collection's name.
pub(super) fn collection(name: &Spanned<String>, cx: &mut Context<'_>) -> bool {
    if names::is_type_name(name) {
        return true;
    }
    let help = names::nearest_type_name(name).map(write);
    refuse(codes::TYPE_NAME, "a collection", name, TYPE_FORM, help, cx);
    false
}

fn function(what: &str, name: &Spanned<String>, cx: &mut Context<'_>) -> bool {
    if names::is_value_name(name) {
        return true;
    }
    let help = names::nearest_value_name(name).map(write);
    refuse(codes::VALUE_NAME, what, name, VALUE_FORM, help, cx);
    false
}

/// Whether Rust names can be made of an attribute's name.
pub(super) fn attribute(name: &Spanned<String>, attribute: Option<&syntax::Attribute>, cx: &mut Context<'_>) -> bool {
    if names::is_value_name(name) {
        return true;
    }
    let nearest = names::nearest_value_name(name);
    let help = match (attribute, nearest) {
        (Some(Short::Text(ty)), Some(nearest)) => {
            Some(format!("write `{nearest}: {{ type: {}, name: {} }}`", scalar(ty), scalar(name)))
        }
        (Some(Short::Text(ty)), None) => {
            Some(format!("choose another name, and write `{{ type: {}, name: {} }}` for it", scalar(ty), scalar(name)))
        }
        (Some(Short::Full(full)), nearest) if full.name.is_absent() => Some(rename(name, nearest)),
        (_, nearest) => nearest.map(write),
    };
    refuse(codes::VALUE_NAME, "an attribute", name, VALUE_FORM, help, cx);
    false
}

fn write(nearest: String) -> String {
    format!("write `{nearest}`")
}

/// What is called by its name in DynamoDB keeps that name.
fn rename(name: &str, nearest: Option<String>) -> String {
    let to = nearest.map(|nearest| format!(" `{nearest}`")).unwrap_or_default();
    format!("rename it{to}, and add `name: {}` to it", scalar(name))
}

fn refuse(code: Code, what: &str, name: &Spanned<String>, form: &str, help: Option<String>, cx: &mut Context<'_>) {
    let diagnostic = Diagnostic::new(code, format!("{what} cannot be called {}", shown(name))).at(name.span, form);
    cx.sink.report(match help {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    });
}
