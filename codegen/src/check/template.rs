//! Templates of keys: from their text to literals and parts, each part an attribute of the entity in one of its forms.

use std::ops::Range;

use super::Context;
use super::facts::{Attribute, Part, Piece, Template};
use super::format::{self, Of};
use super::named::Types;
use super::part;
use super::resolve::Text;
use crate::diagnostics::{Diagnostic, codes, shown, similar};
use crate::model::{Form, Type};
use crate::source::Span;
use crate::yaml::Spanned;

/// The most digits that a number has in DynamoDB.
const WIDEST: usize = 38;

/// Reads a template, unless something is wrong with it, which is then reported.
pub(super) fn read(
    text: Text<'_>,
    attributes: &[Attribute<'_>],
    types: &Types<'_>,
    cx: &mut Context<'_>,
) -> Option<Template> {
    let written = match parse(text.text) {
        Ok(written) => written,
        Err((range, wrong)) => {
            cx.sink.report(
                Diagnostic::new(codes::TEMPLATE_FORM, format!("{} is not a template", shown(text.text)))
                    .at(text.place(&range, cx), wrong)
                    .help("an attribute's name stands in braces, as in `o#{order_id}`; braces themselves are written `{{` and `}}`"),
            );
            return None;
        }
    };
    let mut pieces = Vec::new();
    let mut complete = true;
    for piece in written {
        match piece {
            Written::Literal(literal) => pieces.push(Piece::Literal(literal)),
            Written::Part { name, form } => match part(text, &name, form.as_ref(), attributes, types, cx) {
                Some(part) => pieces.push(Piece::Part(part)),
                None => complete = false,
            },
        }
    }
    let template = Template { text: text.text.to_owned(), place: text.span, pieces };
    (complete && separated(&template, attributes, types, cx)).then_some(template)
}

/// A piece as it is written.
enum Written {
    Literal(String),
    Part { name: Range<usize>, form: Option<Range<usize>> },
}

fn parse(text: &str) -> Result<Vec<Written>, (Range<usize>, &'static str)> {
    let mut pieces = Vec::new();
    let mut literal = String::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        if rest.starts_with("{{") || rest.starts_with("}}") {
            literal.push(first);
            at += 2;
        } else if first == '}' {
            return Err((at..at + 1, "no `{` stands before it"));
        } else if first == '{' {
            let inside = at + 1;
            let Some(length) = text[inside..].find('}') else {
                return Err((at..text.len(), "no `}` stands behind it"));
            };
            let end = inside + length;
            let name = text[inside..end].find(':').map_or(end, |colon| inside + colon);
            if name == inside {
                return Err((at..end + 1, "an attribute's name belongs here"));
            }
            if !literal.is_empty() {
                pieces.push(Written::Literal(std::mem::take(&mut literal)));
            }
            pieces.push(Written::Part {
                name: inside..name,
                form: (name < end).then_some(name + 1..end),
            });
            at = end + 1;
        } else if first == char::MAX {
            return Err((
                at..at + first.len_utf8(),
                "this character bounds the keys that are asked for, and is in none",
            ));
        } else {
            literal.push(first);
            at += first.len_utf8();
        }
    }
    if !literal.is_empty() {
        pieces.push(Written::Literal(literal));
    }
    if pieces.is_empty() { Err((0..0, "a key cannot be empty")) } else { Ok(pieces) }
}

fn part(
    text: Text<'_>,
    name: &Range<usize>,
    form: Option<&Range<usize>>,
    attributes: &[Attribute<'_>],
    types: &Types<'_>,
    cx: &mut Context<'_>,
) -> Option<Part> {
    let wanted = &text.text[name.clone()];
    let place = text.place(name, cx);
    let Some(position) = attributes.iter().position(|attribute| attribute.name.as_str() == wanted) else {
        unknown(wanted, place, attributes, cx);
        return None;
    };
    let attribute = &attributes[position];
    let ty = &attribute.ty.as_ref()?.value;
    let form = match form {
        None => Form::Whole,
        Some(form) => {
            read_form(Text { text: &text.text[form.clone()], span: text.place(form, cx) }, attribute, ty, types, cx)?
        }
    };
    Some(Part { attribute: position, form, place })
}

fn unknown(wanted: &str, place: Span, attributes: &[Attribute<'_>], cx: &mut Context<'_>) {
    let names = || attributes.iter().map(|attribute| attribute.name.as_str());
    let unknown =
        Diagnostic::new(codes::UNKNOWN_PART, format!("there is no attribute {}", shown(wanted))).at(place, "");
    let physical = attributes.iter().find(|attribute| attribute.is_called(wanted));
    cx.sink.report(if let Some(attribute) = physical {
        unknown
            .help(format!("that is its name in DynamoDB; in the schema it is called {}", shown(attribute.name)))
            .replace(place, attribute.name.as_str())
    } else if let Some(meant) = similar(wanted, names()) {
        unknown.help(format!("did you mean {}?", shown(meant))).replace(place, meant)
    } else {
        unknown.help("the parts of a key are attributes of its entity: declare it under `attributes`")
    });
}

/// `010`, or a format of times.
fn read_form(
    text: Text<'_>,
    attribute: &Attribute<'_>,
    ty: &Type,
    types: &Types<'_>,
    cx: &mut Context<'_>,
) -> Option<Form> {
    let refused = |message: String| Diagnostic::new(codes::PART_FORM, message).at(text.span, "");
    if text.text.contains('%') {
        let of = match ty {
            Type::Timestamp(_) | Type::EpochSeconds | Type::EpochMillis => Of::Timestamp,
            Type::Date(_) => Of::Date,
            _ => {
                cx.sink.report(
                    refused(format!("{} has no format: it is neither a time nor a date", shown(attribute.name)))
                        .help("leave the format out"),
                );
                return None;
            }
        };
        return format::check_derived(&Spanned::new(text.text.to_owned(), text.span), of, cx).map(Form::Formatted);
    }
    let width = text.text.strip_prefix('0').and_then(|width| width.parse::<usize>().ok());
    let Some(width) = width.filter(|width| (1..=WIDEST).contains(width)) else {
        cx.sink.report(
            refused(format!("{} is neither a width nor a format", shown(text.text)))
                .help(format!("`{{{0}:010}}` is padded with zeros to 10 digits, of at most {WIDEST}; `{{{0}:%Y-%m-%d}}` is a format of times", attribute.name.value)),
        );
        return None;
    };
    if !part::is_whole_number(ty, types) {
        // Of a broken type nobody knows.
        types.innermost(ty)?;
        if !part::has_text(ty, types) {
            return Some(Form::Padded(width));
        }
        cx.sink.report(
            refused(format!("{} is not padded with zeros: it is no whole number", shown(attribute.name)))
                .help("leave the width out"),
        );
        return None;
    }
    Some(Form::Padded(width))
}

/// Whether it can be told where each part ends.
fn separated(template: &Template, attributes: &[Attribute<'_>], types: &Types<'_>, cx: &mut Context<'_>) -> bool {
    let mut separated = true;
    for pair in template.pieces.windows(2) {
        let [Piece::Part(one), Piece::Part(next)] = pair else { continue };
        let ty = attributes.get(one.attribute).and_then(|attribute| attribute.ty.as_ref());
        if ty.is_some_and(|ty| part::width(&ty.value, &one.form, types).is_none()) {
            separated = false;
            cx.sink.report(
                Diagnostic::new(codes::ADJACENT_PARTS, "nothing tells where this part ends")
                    .at(one.place, "")
                    .also(next.place, "this follows at once")
                    .help("put something between the two, such as `#`; only parts of a fixed width need nothing"),
            );
        }
    }
    separated
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(text: &str) -> Result<Vec<String>, &'static str> {
        let pieces = parse(text).map_err(|(_, wrong)| wrong)?;
        let shown = |piece: &Written| match piece {
            Written::Literal(literal) => literal.clone(),
            Written::Part { name, form: None } => format!("<{}>", &text[name.clone()]),
            Written::Part { name, form: Some(form) } => format!("<{}|{}>", &text[name.clone()], &text[form.clone()]),
        };
        Ok(pieces.iter().map(shown).collect())
    }

    #[test]
    fn literals_and_parts_are_told_apart() {
        for (text, expected) in [
            ("metadata", vec!["metadata"]),
            ("o#{order_id}", vec!["o#", "<order_id>"]),
            ("{a}#{b:010}!", vec!["<a>", "#", "<b|010>", "!"]),
            ("{at:%H:%M}", vec!["<at|%H:%M>"]),
            ("{{x}}{a}", vec!["{x}", "<a>"]),
            ("größe#{a}", vec!["größe#", "<a>"]),
        ] {
            assert_eq!(shape(text), Ok(expected.into_iter().map(str::to_owned).collect()), "{text}");
        }
        for text in ["", "{", "a{b", "a}b", "{}", "{:010}", "x\u{10FFFF}"] {
            assert!(shape(text).is_err(), "{text}");
        }
    }
}
