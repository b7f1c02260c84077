//! Declared types.

use super::attributes;
use crate::check::named::{Kind, Named, Own, Union, Variant};
use crate::check::part;
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
            sorts: part::sorts_as_text(&enumeration.values, enumeration.other),
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

/// `shop.yaml:12`
fn place(span: Span, sources: &Sources) -> Option<String> {
    let source = sources.get(span.source)?;
    let name = source.path.file_name()?.to_string_lossy();
    Some(format!("{name}:{}", source.line(span.start) + 1))
}
