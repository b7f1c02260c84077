//! Attributes of entities and of struct types, each looked at alone.

use super::facts::Attribute;
use super::named::Types;
use super::options::Options;
use super::resolve::Text;
use super::{Context, identifiers, literal, missing, physical, stamp};
use crate::diagnostics::{Diagnostic, codes, shown};
use crate::model::{Literal, Type};
use crate::source::Span;
use crate::syntax::{self, Case, DefaultValue, FullAttribute, Short};
use crate::yaml::{Field, Spanned};

/// What attributes belong to.
#[derive(Clone, Copy)]
pub(super) struct Owner {
    pub(super) is_entity: bool,
    /// None if nobody knows which.
    pub(super) case: Option<Case>,
}

pub(super) fn check<'a>(
    name: &'a Spanned<String>,
    value: Option<&'a Spanned<syntax::Attribute>>,
    owner: Owner,
    types: &Types<'a>,
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
        null: None,
        boxed: false,
        default: None,
        sensitive: false,
        stamp: None,
        said_stored: None,
        stored: true,
    };
    let Some(value) = value else { return attribute };
    let usual_name = || owner.case.filter(|_| named).map(|case| Spanned::new(physical::usual(name, case), name.span));
    match &value.value {
        Short::Text(text) => {
            attribute.physical = usual_name();
            let text = Text { text, span: value.span };
            set_type(&mut attribute, text, Options::NONE, &Field::Absent, types, cx);
            version(&attribute, owner, cx);
        }
        Short::Full(full) => {
            attribute.doc = full.doc.value().map(String::as_str);
            attribute.sensitive = full.sensitive.value().copied().unwrap_or_default();
            attribute.physical = match &full.name {
                Field::Absent => usual_name(),
                Field::Broken => None,
                Field::Given(name) => physical::attribute(name, cx).then(|| name.clone()),
            };
            match &full.ty {
                Field::Absent => missing(format!("the attribute {}", shown(name)), name.span, "type: …", cx),
                Field::Broken => {}
                Field::Given(text) => {
                    let options = Options { stored_as: &full.stored_as, format: &full.format };
                    set_type(&mut attribute, Text::of(text), options, &full.optional, types, cx);
                }
            }
            attribute.null = null(&attribute, full, cx);
            attribute.stamp = stamp::check(&attribute, full, owner, cx);
            attribute.said_stored = stored(&attribute, full, owner, cx);
            version(&attribute, owner, cx);
            attribute.default = default_of(&attribute, full, types, cx);
        }
    }
    attribute
}

/// The type, and whether the attribute is optional, which can be said in two ways.
fn set_type(
    attribute: &mut Attribute<'_>,
    text: Text<'_>,
    options: Options<'_>,
    optional: &Field<bool>,
    types: &Types<'_>,
    cx: &mut Context<'_>,
) {
    let Some(resolved) = types.resolve(text, cx) else { return };
    let place = text.span;
    let said = optional.given();
    attribute.optional = match said {
        Some(said) if said.value => Some(said.span),
        _ => resolved.optional.then_some(place),
    };
    if let Some(said) = said
        && resolved.optional
        && !said.value
    {
        cx.sink.report(
            Diagnostic::new(codes::OPTIONAL_OR_NOT, format!("is {} optional?", shown(attribute.name)))
                .at(said.span, "this says no")
                .also(place, "the `?` says yes"),
        );
    }
    if let (Type::Set(_), Some(optional)) = (&resolved.ty, attribute.optional) {
        cx.sink.report(
            Diagnostic::new(codes::OPTIONAL_SET, "a set cannot be optional")
                .at(optional, "")
                .help("DynamoDB has no empty sets: an item without the attribute has an empty set already"),
        );
    }
    attribute.ty = options.apply(resolved.ty, cx).map(|ty| Spanned::new(ty, place));
}

/// Whether it says that it is an attribute of its own beside a key that it is in.
fn stored(
    attribute: &Attribute<'_>,
    full: &FullAttribute,
    owner: Owner,
    cx: &mut Context<'_>,
) -> Option<Spanned<bool>> {
    let said = full.stored.given()?;
    if owner.is_entity {
        return Some(said.clone());
    }
    cx.sink.report(
        Diagnostic::new(codes::NOT_STORED, format!("{} has to be stored", shown(attribute.name)))
            .at(said.span, "a part of another type")
            .help("only attributes of entities are in keys: leave `stored` out"),
    );
    None
}

/// Where it says that it is `NULL` when there is nothing.
fn null(attribute: &Attribute<'_>, full: &FullAttribute, cx: &mut Context<'_>) -> Option<Span> {
    let place = full.null.given().filter(|null| null.value)?.span;
    let ty = attribute.ty.as_ref()?;
    if attribute.optional.is_none() && !matches!(full.optional, Field::Broken) {
        cx.sink.report(
            Diagnostic::new(codes::NULL, format!("{} is never `NULL`", shown(attribute.name)))
                .at(place, "it always has a value")
                .help(match ty.value {
                    Type::Set(_) => "leave `null` out: an empty set is stored as no attribute at all",
                    _ => "leave `null` out, or add `optional: true`",
                }),
        );
    } else if ty.value == Type::Json {
        cx.sink.report(
            Diagnostic::new(codes::NULL_DOCUMENT, "`NULL` would be both `null` and nothing")
                .at(place, "")
                .also(ty.span, "a document can be `null`")
                .help("leave `null` out: without a document there is no attribute then"),
        );
    }
    Some(place)
}

/// A version is of an item as a whole, and always there.
fn version(attribute: &Attribute<'_>, owner: Owner, cx: &mut Context<'_>) {
    let Some(place) = attribute.ty.as_ref().filter(|ty| ty.value == Type::Version).map(|ty| ty.span) else { return };
    let refused = |message| Diagnostic::new(codes::VERSION, message);
    if !owner.is_entity {
        cx.sink.report(
            refused("a version cannot be a part of another type")
                .at(place, "")
                .help("it belongs to an entity as a whole: write `version: version` among its attributes"),
        );
    } else if let Some(optional) = attribute.optional {
        cx.sink.report(
            refused("a version cannot be optional")
                .at(optional, "")
                .help("leave it out: an item without a version has version 0"),
        );
    }
}

fn default_of(
    attribute: &Attribute<'_>,
    full: &FullAttribute,
    types: &Types<'_>,
    cx: &mut Context<'_>,
) -> Option<Spanned<Literal>> {
    let default: &Spanned<DefaultValue> = full.default.given()?;
    let ty = attribute.ty.as_ref()?;
    let meaning = match (&ty.value, attribute.optional) {
        (Type::Set(_), _) => Some((ty.span, "has an empty set")),
        (Type::Version, _) => Some((ty.span, "has version 0")),
        (_, Some(optional)) => Some((optional, "has `None`")),
        _ => None,
    };
    let Some((place, meaning)) = meaning else {
        return literal::check(default, &ty.value, types, cx).map(|literal| Spanned::new(literal, default.span));
    };
    cx.sink.report(
        Diagnostic::new(codes::DEFAULT_OF_ABSENT, format!("{} cannot have a default", shown(attribute.name)))
            .at(default.span, "")
            .also(place, format!("an item without this attribute {meaning} already")),
    );
    None
}
