//! Docs of generated items: what the schema says, and what follows from it.

use proc_macro2::TokenStream;
use quote::quote;

use super::markdown::{harmless, neutral};
use super::scope::Scope;
use super::{literal, types};
use crate::model::{
    Attribute, AttributeId, Entity, Format, Key, KeyAttribute, KeyKind, KeySchema, Stamp, Target, Type,
};

/// Doc attributes, one a line: the schema's own text, if there is one, then paragraphs of ours.
pub(super) fn docs(own: Option<&str>, paragraphs: &[String]) -> TokenStream {
    let own = own.map(neutral).filter(|own| !own.is_empty());
    let blocks: Vec<&str> = own.as_deref().into_iter().chain(paragraphs.iter().map(String::as_str)).collect();
    blocks
        .join("\n\n")
        .lines()
        .map(|line| {
            let line = if line.is_empty() { String::new() } else { format!(" {line}") };
            quote!(#[doc = #line])
        })
        .collect()
}

/// What an attribute is in DynamoDB: its name, its wire type, what its absence means, and the keys that it is part of.
pub(super) fn attribute(entity: &Entity, id: AttributeId, scope: &Scope<'_>) -> String {
    let attribute = entity.attribute(id);
    let mut facts = if attribute.is_stored() { plain_attribute(attribute, scope) } else { part(attribute, scope) };
    let mut role = |key: &Key, of: &str| {
        for (templates, half) in [(&key.partition, "Partition"), (&key.sort, "Sort")] {
            for template in templates.iter().filter(|template| template.parts().any(|part| part.id == id)) {
                if template.key.is_none() {
                    facts.push_str(&format!(" {half} key of {of}."));
                } else {
                    let (half, name) = (half.to_lowercase(), code(&template.name));
                    facts.push_str(&format!(" In {half} key {name} of {of}: {}.", code(&template.text)));
                }
            }
        }
    };
    role(&entity.key, "the table");
    for question in &entity.questions {
        if let Target::Index(index) = question.target {
            let index = &scope.schema.table_of(entity).indexes[index.0];
            role(&question.key, &format!("index {}", code(&index.name)));
        }
    }
    let time_to_live = scope.schema.table_of(entity).time_to_live.as_ref();
    if time_to_live.is_some_and(|ttl| attribute.is_stored() && ttl.attribute == attribute.name) {
        facts += " Time to live of the item.";
    }
    facts
}

/// What is in keys only.
fn part(attribute: &Attribute, scope: &Scope<'_>) -> String {
    let mut facts = match &attribute.default {
        Some(default) => {
            format!("In keys only, {} where an item has none of them.", code(&literal::shown(default, scope)))
        }
        None if attribute.optional => "In keys only, which are absent when `None`.".to_owned(),
        None => "In keys only.".to_owned(),
    };
    facts += stamped(attribute);
    facts += hidden(attribute);
    facts
}

/// A field that says whether an item is in an index.
pub(super) fn member(entity: Option<&Entity>, position: usize) -> String {
    let keys = entity.into_iter().flat_map(|entity| &entity.keys).filter(|key| key.member == Some(position));
    let keys = names(keys.map(|key| key.template.name.as_str()), "and");
    format!("Whether the item is in the index with {keys}: they are left out where it is not.")
}

fn stamped(attribute: &Attribute) -> &'static str {
    match attribute.stamp {
        Some(Stamp::Insert) => " `insert` sets it to the current time.",
        Some(Stamp::Write) => " Every write sets it to the current time.",
        None => "",
    }
}

fn hidden(attribute: &Attribute) -> &'static str {
    if attribute.sensitive { " Sensitive: neither `Debug` nor errors show it." } else { "" }
}

/// The same without keys.
pub(super) fn plain_attribute(attribute: &Attribute, scope: &Scope<'_>) -> String {
    let name = code(&attribute.name);
    let held = held(&attribute.ty, scope);
    let mut facts = format!("Attribute {name} ({held}){}.", absence(attribute, scope));
    facts += stamped(attribute);
    facts += hidden(attribute);
    facts
}

fn absence(attribute: &Attribute, scope: &Scope<'_>) -> String {
    match &attribute.default {
        Some(default) => format!(", {} where an item has none", code(&literal::shown(default, scope))),
        None if attribute.null => ", NULL when `None`".to_owned(),
        None if attribute.optional => ", absent when `None`".to_owned(),
        None if matches!(attribute.ty, Type::Set(_)) => ", absent when empty".to_owned(),
        None if attribute.ty == Type::Version => ", 0 where an item has none".to_owned(),
        None => String::new(),
    }
}

/// The wire type, and more of it where that tells how the value is written.
fn held(ty: &Type, scope: &Scope<'_>) -> String {
    let wire = types::wire(ty, scope.schema);
    match ty {
        Type::EpochSeconds => format!("{wire}, seconds since 1970"),
        Type::EpochMillis => format!("{wire}, milliseconds since 1970"),
        Type::Timestamp(Format::OfAttribute(format)) | Type::Date(Format::OfAttribute(format)) => {
            format!("{wire}, written as {}", code(&format.text))
        }
        Type::Timestamp(Format::Named(id)) | Type::Date(Format::Named(id)) => {
            format!("{wire}, a {}", code(&scope.schema.named(*id).rust_name))
        }
        Type::AsString(inner) if **inner == Type::Json => format!("{wire}, JSON text"),
        _ => wire.to_owned(),
    }
}

/// A key of a table or of an index: "partition key `link` (S), sort key `points` (N)".
pub(super) fn key(key: &KeySchema) -> String {
    let partition = format!("partition key {}", key_attributes(&key.partition));
    if key.sort.is_empty() {
        return partition;
    }
    format!("{partition}, sort key {}", key_attributes(&key.sort))
}

fn key_attributes(attributes: &[KeyAttribute]) -> String {
    let attribute = |attribute: &KeyAttribute| {
        let wire_type = match attribute.kind {
            KeyKind::String => "S",
            KeyKind::Number => "N",
            KeyKind::Binary => "B",
        };
        format!("{} ({wire_type})", code(&attribute.name))
    };
    list(attributes.iter().map(attribute), "and")
}

/// "`a`, `b` and `c`", or with another word before the last.
pub(super) fn names<'n>(names: impl Iterator<Item = &'n str>, before_last: &str) -> String {
    list(names.map(code), before_last)
}

fn list(items: impl Iterator<Item = String>, before_last: &str) -> String {
    let items: Vec<String> = items.collect();
    match items.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {before_last} {last}", first.join(", ")),
    }
}

/// A name of DynamoDB's as code: it may hold anything, a line break or a backtick too.
pub(super) fn code(name: &str) -> String {
    let name = harmless(name).replace('\n', " ");
    match name.split(|character| character != '`').map(str::len).max() {
        None | Some(0) => format!("`{name}`"),
        Some(longest) => {
            let fence = "`".repeat(longest + 1);
            format!("{fence} {name} {fence}")
        }
    }
}
