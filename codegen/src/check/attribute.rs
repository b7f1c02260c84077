//! Attributes of entities, each looked at alone.

use super::facts::Attribute;
use super::type_text::{self, Text};
use super::{Context, default, identifiers, missing, physical};
use crate::diagnostics::{Diagnostic, codes, shown};
use crate::model::{Literal, Type};
use crate::source::Span;
use crate::syntax::{self, DefaultValue, FullAttribute, Short};
use crate::yaml::{Field, Spanned};

pub(super) fn check<'a>(
    name: &'a Spanned<String>,
    value: Option<&'a Spanned<syntax::Attribute>>,
    cx: &mut Context<'_>,
) -> Attribute<'a> {
    let named = identifiers::attribute(name, value.map(|value| &value.value), cx);
    let mut attribute = Attribute {
        name,
        named,
        physical: None,
        doc: None,
        ty: None,
        optional: None,
        default: None,
    };
    let Some(value) = value else { return attribute };
    match &value.value {
        Short::Text(text) => {
            attribute.physical = named.then_some(name);
            set_type(&mut attribute, text, value.span, &Field::Absent, cx);
        }
        Short::Full(full) => {
            attribute.doc = full.doc.value().map(String::as_str);
            attribute.physical = physical_name(name, named, &full.name, cx);
            match &full.ty {
                Field::Absent => missing(format!("the attribute {}", shown(name)), name.span, "type: …", cx),
                Field::Broken => {}
                Field::Given(text) => set_type(&mut attribute, text, text.span, &full.optional, cx),
            }
            attribute.default = default_of(&attribute, full, cx);
        }
    }
    attribute
}

fn physical_name<'a>(
    name: &'a Spanned<String>,
    named: bool,
    physical: &'a Field<String>,
    cx: &mut Context<'_>,
) -> Option<&'a Spanned<String>> {
    match physical {
        Field::Absent => named.then_some(name),
        Field::Broken => None,
        Field::Given(physical) => physical::attribute(physical, cx).then_some(physical),
    }
}

/// The type, and whether the attribute is optional, which can be said in two ways.
fn set_type(attribute: &mut Attribute<'_>, text: &str, place: Span, optional: &Field<bool>, cx: &mut Context<'_>) {
    let Some(parsed) = type_text::parse(Text { text, span: place }, cx) else { return };
    let said = optional.given();
    attribute.optional = match said {
        Some(said) if said.value => Some(said.span),
        _ => parsed.optional.then_some(place),
    };
    if let Some(said) = said
        && parsed.optional
        && !said.value
    {
        cx.sink.report(
            Diagnostic::new(codes::OPTIONAL_OR_NOT, format!("is {} optional?", shown(attribute.name)))
                .at(said.span, "this says no")
                .also(place, "the `?` says yes"),
        );
    }
    if let (Type::Set(_), Some(optional)) = (&parsed.ty, attribute.optional) {
        cx.sink.report(
            Diagnostic::new(codes::OPTIONAL_SET, "a set cannot be optional")
                .at(optional, "")
                .help("DynamoDB has no empty sets: an item without the attribute has an empty set already"),
        );
    }
    attribute.ty = Some(Spanned::new(parsed.ty, place));
}

fn default_of(attribute: &Attribute<'_>, full: &FullAttribute, cx: &mut Context<'_>) -> Option<Spanned<Literal>> {
    let default: &Spanned<DefaultValue> = full.default.given()?;
    let ty = attribute.ty.as_ref()?;
    let meaning = match (&ty.value, attribute.optional) {
        (Type::Set(_), _) => Some((ty.span, "has an empty set")),
        (_, Some(optional)) => Some((optional, "has `None`")),
        (_, None) => None,
    };
    let Some((place, meaning)) = meaning else {
        return default::check(default, &ty.value, cx).map(|literal| Spanned::new(literal, default.span));
    };
    cx.sink.report(
        Diagnostic::new(codes::DEFAULT_OF_ABSENT, format!("{} cannot have a default", shown(attribute.name)))
            .at(default.span, "")
            .also(place, format!("an item without this attribute {meaning} already")),
    );
    None
}
