//! Names in DynamoDB: which characters they may have, how long they may be, and that they are unique.

use std::collections::BTreeMap;

use heck::{ToKebabCase, ToLowerCamelCase, ToUpperCamelCase};

use super::Context;
use crate::diagnostics::{Code, Diagnostic, codes, shown};
use crate::source::Span;
use crate::syntax::Case;
use crate::yaml::Spanned;

/// Whether a table or an index may have this name.
pub(super) fn is_table_or_index(name: &str) -> bool {
    wrong_with_table_or_index(name).is_none()
}

/// Tables and indexes: 3 to 255 of DynamoDB's characters.
pub(super) fn table_or_index(what: &str, name: &Spanned<String>, cx: &mut Context<'_>) {
    let refused = |wrong: &str| {
        Diagnostic::new(codes::PHYSICAL_NAME, format!("{} cannot be the name of {what} in DynamoDB", shown(name)))
            .at(name.span, wrong)
    };
    if matches!(cx.written(name.span), "true" | "false") {
        cx.sink.report(
            refused("a bool, where a name belongs").help("write the name in DynamoDB; in quotes, if this is it"),
        );
    } else if let Some(wrong) = wrong_with_table_or_index(name) {
        cx.sink.report(refused(&wrong).help("DynamoDB wants 3 to 255 characters, each one of `a-z A-Z 0-9 _ . -`"));
    }
}

fn wrong_with_table_or_index(name: &str) -> Option<String> {
    let is_allowed = |character: char| character.is_ascii_alphanumeric() || "_.-".contains(character);
    match name.chars().find(|character| !is_allowed(*character)) {
        Some(character) => Some(format!("{} cannot be in it", shown(character.encode_utf8(&mut [0; 4])))),
        None if name.len() < 3 => Some("too short".to_owned()),
        None if name.len() > 255 => Some(format!("{} characters are too many", name.len())),
        None => None,
    }
}

/// Attributes of a key: 1 to 255 bytes.
pub(super) fn key_attribute(name: &str, span: Span, cx: &mut Context<'_>) -> bool {
    attribute_of("a key attribute", 255, name, span, cx)
}

/// Attributes in the list of an index: 1 to 255 bytes.
pub(super) fn projected(name: &Spanned<String>, cx: &mut Context<'_>) -> bool {
    attribute_of("a projected attribute", 255, name, name.span, cx)
}

/// The attribute that says when an item expires: 1 to 255 bytes.
pub(super) fn time_to_live(name: &str, span: Span, cx: &mut Context<'_>) -> bool {
    attribute_of("a time to live attribute", 255, name, span, cx)
}

/// All attributes: 1 to 65535 bytes.
pub(super) fn attribute(name: &Spanned<String>, cx: &mut Context<'_>) -> bool {
    attribute_of("an attribute", 65_535, name, name.span, cx)
}

fn attribute_of(what: &str, longest: usize, name: &str, span: Span, cx: &mut Context<'_>) -> bool {
    let wrong = match name.len() {
        0 => "this name is empty".to_owned(),
        length if length > longest => format!("this name has {length}"),
        _ => return true,
    };
    cx.sink.report(
        Diagnostic::new(codes::ATTRIBUTE_NAME, format!("the name of {what} has 1 to {longest} bytes")).at(span, wrong),
    );
    false
}

/// What an attribute is called unless it says otherwise: `daysOld`.
pub(super) fn usual(attribute: &str, case: Case) -> String {
    match case {
        Case::Snake => attribute.to_owned(),
        Case::Camel => attribute.to_lower_camel_case(),
        Case::Pascal => attribute.to_upper_camel_case(),
        Case::Kebab => attribute.to_kebab_case(),
    }
}

/// Reports each name that stands before in the list, with both places.
pub(super) fn unique<'a>(
    code: Code,
    what: &str,
    names: impl IntoIterator<Item = &'a Spanned<String>>,
    cx: &mut Context<'_>,
) {
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    for name in names {
        if let Some(first) = seen.get(name.as_str()) {
            cx.sink.report(
                Diagnostic::new(code, format!("two {what} have the name {} in DynamoDB", shown(name)))
                    .at(name.span, "the same name again")
                    .also(*first, "first used here"),
            );
        } else {
            seen.insert(name, name.span);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_the_case_that_is_asked_for() {
        let names = [Case::Snake, Case::Camel, Case::Pascal, Case::Kebab].map(|case| usual("days_old", case));
        assert_eq!(names, ["days_old", "daysOld", "DaysOld", "days-old"]);
    }
}
