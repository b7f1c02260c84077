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

/// How many attributes a half of a key has.
struct Limit {
    of: &'static str,
    least: usize,
    most: usize,
}

const TABLE_PARTITION: Limit = Limit { of: "the partition key of a table", least: 1, most: 1 };
const TABLE_SORT: Limit = Limit { of: "the sort key of a table", least: 0, most: 1 };
const GLOBAL_PARTITION: Limit = Limit { of: "the partition key of a global index", least: 1, most: 4 };
const GLOBAL_SORT: Limit = Limit { of: "the sort key of a global index", least: 0, most: 4 };
const LOCAL_SORT: Limit = Limit { of: "the sort key of a local index", least: 1, most: 1 };

pub(super) fn of_table<'a>(key: &'a Spanned<syntax::Key>, types: &Types<'_>, cx: &mut Context<'_>) -> KeySchema<'a> {
    let syntax::Key { partition, sort } = &key.value;
    if partition.is_absent() {
        missing("this key", key.span, "partition: …", cx);
    }
    let mut reader = Reader::new();
    let partition = reader.half(partition, &TABLE_PARTITION, types, cx);
    let sort = reader.half(sort, &TABLE_SORT, types, cx);
    KeySchema { partition, sort, complete: reader.complete }
}

pub(super) fn of_global<'a>(
    name: &Spanned<String>,
    partition: &'a Attributes,
    sort: &'a Attributes,
    types: &Types<'_>,
    cx: &mut Context<'_>,
) -> KeySchema<'a> {
    if partition.is_absent() {
        missing(format!("the index {}", shown(name)), name.span, "partition: …", cx);
    }
    let mut reader = Reader::new();
    let partition = reader.half(partition, &GLOBAL_PARTITION, types, cx);
    let sort = reader.half(sort, &GLOBAL_SORT, types, cx);
    KeySchema { partition, sort, complete: reader.complete }
}

/// The key of a local index begins with its table's partition key.
pub(super) fn of_local<'a>(
    name: &Spanned<String>,
    sort: &'a Attributes,
    table: &KeySchema<'a>,
    types: &Types<'_>,
    cx: &mut Context<'_>,
) -> KeySchema<'a> {
    if sort.is_absent() {
        missing(format!("the index {}", shown(name)), name.span, "sort: …", cx);
    }
    let mut reader = Reader::new();
    let sort = reader.half(sort, &LOCAL_SORT, types, cx);
    for attribute in &sort {
        if let Some(own) = table.partition.iter().find(|own| own.name == attribute.name) {
            cx.sink.report(
                Diagnostic::new(codes::REPEATED_KEY_ATTRIBUTE, twice(&attribute.name))
                    .at(attribute.name.span, "the sort key of a local index")
                    .also(own.name.span, "its partition key, which is the table's"),
            );
        }
    }
    KeySchema {
        partition: table.partition.clone(),
        sort,
        complete: reader.complete && table.complete,
    }
}

/// Reads a key, one half after the other.
struct Reader<'a> {
    seen: BTreeMap<&'a str, Span>,
    /// Whether all of it was understood.
    complete: bool,
}

impl<'a> Reader<'a> {
    fn new() -> Self {
        Self { seen: BTreeMap::new(), complete: true }
    }

    fn half(
        &mut self,
        attributes: &'a Attributes,
        limit: &Limit,
        types: &Types<'_>,
        cx: &mut Context<'_>,
    ) -> Vec<KeyAttribute<'a>> {
        let Field::Given(attributes) = attributes else {
            self.complete &= attributes.is_absent() && limit.least == 0;
            return Vec::new();
        };
        let elements = attributes.value.elements(attributes.span);
        if elements.len() < limit.least || elements.len() > limit.most {
            wrong_count(limit, attributes.span, elements.len(), cx);
            self.complete = false;
        }
        let mut half = Vec::new();
        for element in elements {
            let Some(attribute) = element.and_then(|(element, span)| attribute(element, span, types, cx)) else {
                self.complete = false;
                continue;
            };
            match self.seen.get(attribute.name.value) {
                Some(first) => repeated(&attribute.name, *first, cx),
                None => {
                    self.seen.insert(attribute.name.value, attribute.name.span);
                    half.push(attribute);
                }
            }
        }
        half
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

fn wrong_count(limit: &Limit, place: Span, count: usize, cx: &mut Context<'_>) {
    let Limit { of, least, most } = limit;
    let allowed = match (least, most) {
        (1, 1) => "exactly 1 attribute".to_owned(),
        (_, 1) => "at most 1 attribute".to_owned(),
        _ => format!("{least} to {most} attributes"),
    };
    cx.sink.report(
        Diagnostic::new(codes::KEY_ATTRIBUTE_COUNT, format!("{of} has {allowed}"))
            .at(place, format!("this has {count}")),
    );
}

fn repeated(name: &Spanned<&str>, first: Span, cx: &mut Context<'_>) {
    cx.sink.report(
        Diagnostic::new(codes::REPEATED_KEY_ATTRIBUTE, twice(name))
            .at(name.span, "again here")
            .also(first, "first here"),
    );
}

fn twice(name: &Spanned<&str>) -> String {
    format!("{} stands twice in one key", shown(name.value))
}
