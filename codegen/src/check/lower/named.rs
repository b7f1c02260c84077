//! Declared types.

use super::attributes;
use crate::check::named::{Enumeration, Kind, Named, Own, Union, Variant};
use crate::model::{self, Derives, NamedKind, NamedType};
use crate::names;
use crate::source::{Sources, Span};

pub(super) fn lower(facts: Named<'_>, derives: Derives, sources: &Sources) -> Option<NamedType> {
    let kind = match facts.kind? {
        Kind::Struct(structure) => NamedKind::Struct {
            module: names::module(facts.name),
            attributes: attributes(structure.attributes)?,
            unknown: structure.unknown,
        },
        Kind::Enumeration(enumeration) => NamedKind::Enumeration {
            sorts: sorts(&enumeration),
            values: enumeration.values,
            other: enumeration.other,
        },
        Kind::Union(Union { tag, content, unknown, variants }) => NamedKind::Union {
            tag: tag.value,
            content,
            unknown,
            variants: variants
                .into_iter()
                .map(|Variant { variant, tag, ty }| model::Variant { variant, tag, ty: ty.value })
                .collect(),
        },
        Kind::Newtype(inner) => NamedKind::Newtype(inner.value),
        Kind::Own(Own { path, stored, place: span }) => {
            NamedKind::Own { path, stored: stored.value, place: place(span, sources)? }
        }
        Kind::Format(format) => NamedKind::Format(format),
    };
    Some(NamedType {
        file: facts.file,
        rust_name: names::structure(facts.name),
        doc: facts.doc.map(str::to_owned),
        kind,
        derives,
    })
}

/// Whether the texts are in order, byte by byte, whatever follows them. Of texts in order, those that begin with one
/// are right behind it.
fn sorts(enumeration: &Enumeration) -> bool {
    let in_order = |pair: &[model::EnumerationValue]| match pair {
        [one, next] => one.text < next.text && !next.text.starts_with(&one.text),
        _ => true,
    };
    !enumeration.other && enumeration.values.windows(2).all(in_order)
}

/// `shop.yaml:12`
fn place(span: Span, sources: &Sources) -> Option<String> {
    let source = sources.get(span.source)?;
    let name = source.path.file_name()?.to_string_lossy();
    Some(format!("{name}:{}", source.line(span.start) + 1))
}
