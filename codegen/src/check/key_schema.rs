//! Keys of tables and indexes, as they are declared.

use std::collections::BTreeMap;

use super::facts::{DeclaredType, KeyAttribute, KeySchema};
use super::key_types::key_kind;
use super::named::Types;
use super::resolve::Text;
use super::{Context, missing, physical};
use crate::diagnostics::{Diagnostic, codes, shown};
use crate::source::Span;
use crate::syntax::{self, OneOrMany, Short, TypedKeyAttribute};
use crate::yaml::{Field, Spanned};

type Attributes = Field<OneOrMany<TypedKeyAttribute>>;

/// How many attributes each half of a key may have.
struct Limit {
    of: &'static str,
    most: usize,
}

const TABLE: Limit = Limit { of: "a table", most: 1 };
const INDEX: Limit = Limit { of: "a global index", most: 4 };

pub(super) fn of_table<'a>(key: &'a Spanned<syntax::Key>, types: &Types<'_>, cx: &mut Context<'_>) -> KeySchema<'a> {
    let syntax::Key { partition, sort } = &key.value;
    if partition.is_absent() {
        missing("this key", key.span, "partition: …", cx);
    }
    of(partition, sort, &TABLE, types, cx)
}

pub(super) fn of_index<'a>(
    name: &Spanned<String>,
    partition: &'a Attributes,
    sort: &'a Attributes,
    types: &Types<'_>,
    cx: &mut Context<'_>,
) -> KeySchema<'a> {
    if partition.is_absent() {
        missing(format!("the index {}", shown(name)), name.span, "partition: …", cx);
    }
    of(partition, sort, &INDEX, types, cx)
}

fn of<'a>(
    partition: &'a Attributes,
    sort: &'a Attributes,
    limit: &Limit,
    types: &Types<'_>,
    cx: &mut Context<'_>,
) -> KeySchema<'a> {
    let mut key = KeySchema { complete: !partition.is_absent(), ..KeySchema::default() };
    let mut seen = BTreeMap::new();
    for (half, attributes, least, name) in
        [(&mut key.partition, partition, 1, "partition key"), (&mut key.sort, sort, 0, "sort key")]
    {
        let Field::Given(attributes) = attributes else {
            key.complete &= attributes.is_absent();
            continue;
        };
        let elements = elements(attributes);
        if elements.len() < least || elements.len() > limit.most {
            wrong_count(limit, name, least, attributes.span, elements.len(), cx);
            key.complete = false;
        }
        for element in elements {
            let Some(attribute) = element.and_then(|(element, span)| attribute(element, span, types, cx)) else {
                key.complete = false;
                continue;
            };
            match seen.get(attribute.name.value) {
                Some(first) => repeated(&attribute.name, *first, cx),
                None => {
                    seen.insert(attribute.name.value, attribute.name.span);
                    half.push(attribute);
                }
            }
        }
    }
    key
}

/// One is a list of one; none stands for an element that could not be read.
fn elements(attributes: &Spanned<OneOrMany<TypedKeyAttribute>>) -> Vec<Option<(&syntax::KeyAttribute, Span)>> {
    match &attributes.value {
        OneOrMany::One(attribute) => vec![Some((attribute, attributes.span))],
        OneOrMany::Many(list) => {
            list.elements.iter().map(|element| element.as_ref().map(|element| (&element.value, element.span))).collect()
        }
    }
}

fn attribute<'a>(
    syntax: &'a syntax::KeyAttribute,
    span: Span,
    types: &Types<'_>,
    cx: &mut Context<'_>,
) -> Option<KeyAttribute<'a>> {
    let (name, ty) = match syntax {
        Short::Text(name) => (Spanned::new(name.as_str(), span), DeclaredType::Absent),
        Short::Full(TypedKeyAttribute { name, ty }) => {
            let ty = declared_type(ty, types, cx);
            match name {
                Field::Absent => {
                    missing("this key attribute", span, "name: …", cx);
                    return None;
                }
                Field::Broken => return None,
                Field::Given(name) => (Spanned::new(name.as_str(), name.span), ty),
            }
        }
    };
    physical::key_attribute(name.value, name.span, cx).then_some(KeyAttribute { name, ty })
}

fn declared_type(ty: &Field<String>, types: &Types<'_>, cx: &mut Context<'_>) -> DeclaredType {
    let ty = match ty {
        Field::Absent => return DeclaredType::Absent,
        Field::Broken => return DeclaredType::Broken,
        Field::Given(ty) => ty,
    };
    let Some(resolved) = types.resolve(Text::of(ty), cx) else { return DeclaredType::Broken };
    match key_kind(&resolved.ty, types) {
        Some(kind) if !resolved.optional => DeclaredType::Given(kind, ty.span),
        _ if types.innermost(&resolved.ty).is_none() => DeclaredType::Broken,
        _ => {
            let why = if resolved.optional { "the `?` means nothing here" } else { "not a key's type" };
            cx.sink.report(
                Diagnostic::new(codes::KEY_TYPE, format!("a key attribute cannot be {}", shown(ty))).at(ty.span, why),
            );
            DeclaredType::Broken
        }
    }
}

fn wrong_count(limit: &Limit, half: &str, least: usize, place: Span, count: usize, cx: &mut Context<'_>) {
    let Limit { of, most } = limit;
    let allowed = match (least, most) {
        (1, 1) => "exactly 1 attribute".to_owned(),
        (_, 1) => "at most 1 attribute".to_owned(),
        _ => format!("{least} to {most} attributes"),
    };
    cx.sink.report(
        Diagnostic::new(codes::KEY_ATTRIBUTE_COUNT, format!("the {half} of {of} has {allowed}"))
            .at(place, format!("this has {count}")),
    );
}

fn repeated(name: &Spanned<&str>, first: Span, cx: &mut Context<'_>) {
    cx.sink.report(
        Diagnostic::new(codes::REPEATED_KEY_ATTRIBUTE, format!("{} stands twice in one key", shown(name.value)))
            .at(name.span, "again here")
            .also(first, "first here"),
    );
}
