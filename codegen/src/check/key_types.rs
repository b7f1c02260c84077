//! The wire types of key attributes: DynamoDB has one for each name, whichever key or entity it is in.

use std::collections::BTreeMap;

use super::Context;
use super::facts::{Attribute, DeclaredType, Entity, EntityAttribute, Filled, KeyAttribute, Table};
use super::members::Members;
use super::named::{Kind, Types};
use super::write::scalar;
use crate::diagnostics::{Diagnostic, codes, list, shown};
use crate::model::{KeyKind, Literal, Type};
use crate::source::Span;
use crate::yaml::Spanned;

/// The key attributes of one table that somebody declares. No type means that nobody knows which.
pub(super) type KeyTypes<'a> = BTreeMap<&'a str, Option<KeyKind>>;

/// How DynamoDB would hold a key of this type, if it can.
pub(super) fn key_kind(ty: &Type, types: &Types<'_>) -> Option<KeyKind> {
    match types.innermost(ty)? {
        Type::String | Type::Uuid | Type::Timestamp(_) | Type::Date(_) | Type::AsString(_) => Some(KeyKind::String),
        Type::Integer(_) | Type::Float(_) | Type::Number | Type::EpochSeconds | Type::EpochMillis => {
            Some(KeyKind::Number)
        }
        Type::Bytes => Some(KeyKind::Binary),
        Type::Named(id) => matches!(types.kind(id)?, Kind::Enumeration(_)).then_some(KeyKind::String),
        Type::Bool | Type::Version | Type::Json | Type::List(_) | Type::Map(_) | Type::Set(_) => None,
    }
}

/// The key types of each table.
pub(super) fn check<'a>(
    tables: &[Table<'a>],
    members: &[Members<'_, 'a>],
    types: &Types<'a>,
    cx: &mut Context<'_>,
) -> Vec<KeyTypes<'a>> {
    tables.iter().zip(members).map(|(table, members)| TableCheck { table, members, types }.check(cx)).collect()
}

struct TableCheck<'c, 'a> {
    table: &'c Table<'a>,
    members: &'c Members<'c, 'a>,
    types: &'c Types<'a>,
}

impl<'a> TableCheck<'_, 'a> {
    fn check(&self, cx: &mut Context<'_>) -> KeyTypes<'a> {
        let mut types = KeyTypes::new();
        let mut missed: Vec<&KeyAttribute<'_>> = Vec::new();
        for attribute in self.table.keys().flat_map(|key| key.attributes()) {
            let name = attribute.name.value;
            if types.contains_key(name) || missed.iter().any(|missed| missed.name.value == name) {
                continue;
            }
            match self.declared(name, cx) {
                Some(kind) => {
                    types.insert(name, kind);
                }
                None => missed.push(attribute),
            }
        }
        match missed.as_slice() {
            [] => self.without_entity(cx),
            [_, _, ..] if self.members.is_empty() => self.all_undeclared(&missed, cx),
            missed => missed.iter().for_each(|attribute| self.undeclared(attribute, cx)),
        }
        types
    }

    fn without_entity(&self, cx: &mut Context<'_>) {
        let all_known = self.members.are_all() && self.table.first && self.table.named;
        if !self.members.is_empty() || !all_known {
            return;
        }
        let name = self.table.name;
        cx.sink.report(
            Diagnostic::new(codes::TABLE_WITHOUT_ENTITY, format!("no entity is in the table {}", shown(name)))
                .at(name.span, "")
                .help(format!(
                    "nothing can be written to it or read from it: an entity says `table: {}`",
                    scalar(name)
                )),
        );
    }

    /// The type that all who declare an attribute agree on; none if nobody declares it.
    fn declared(&self, name: &'a str, cx: &mut Context<'_>) -> Option<Option<KeyKind>> {
        let keys = self.table.keys().flat_map(|key| key.attributes()).filter(|attribute| attribute.name.value == name);
        let mut uses = Vec::new();
        for attribute in keys {
            match attribute.ty {
                DeclaredType::Absent => {}
                DeclaredType::Broken => uses.push(None),
                DeclaredType::Given(kind, place) => uses.push(Some((kind, place))),
            }
        }
        for entity in self.members.iter() {
            if let Some(filled) = entity.filled(name) {
                uses.push(self.of_template(filled, entity, cx));
            } else if let Some(attribute) = entity.position(name).and_then(|position| entity.attributes.get(position)) {
                uses.push(self.of_attribute(attribute, name, cx));
            }
        }
        let (first, place) = match uses.iter().flatten().next() {
            Some(first) => *first,
            None => return (!uses.is_empty()).then_some(None),
        };
        for (kind, other) in uses.iter().flatten().filter(|(kind, _)| *kind != first) {
            cx.sink.report(
                Diagnostic::new(
                    codes::KEY_TYPE_CONFLICT,
                    format!("the key attribute {} cannot have two types in one table", shown(name)),
                )
                .at(*other, format!("{} here", wire_type(*kind)))
                .also(place, format!("{} here", wire_type(first))),
            );
        }
        Some(Some(first))
    }

    /// What a template makes of a key attribute: text, unless it is nothing but an attribute.
    fn of_template(&self, filled: &Filled<'_>, entity: &Entity<'_>, cx: &mut Context<'_>) -> Option<(KeyKind, Span)> {
        let place = filled.template.place;
        let Some(bare) = filled.template.bare() else { return Some((KeyKind::String, place)) };
        let attribute = entity.attributes.get(bare)?;
        self.kind(attribute, place, cx).map(|kind| (kind, place))
    }

    /// What an entity's attribute makes of a key attribute, if it can be one.
    fn of_attribute(&self, attribute: &Attribute<'_>, name: &str, cx: &mut Context<'_>) -> Option<(KeyKind, Span)> {
        let ty = attribute.ty.as_ref()?;
        let key = || self.table.keys().flat_map(|key| key.attributes()).find(|key| key.name.value == name);
        let place = key().map_or(ty.span, |key| key.name.span);
        if let Some(optional) = attribute.optional.filter(|_| self.table.key.has(name)) {
            cx.sink.report(
                Diagnostic::new(
                    codes::OPTIONAL_KEY,
                    format!("{} is a key: it cannot be optional", shown(attribute.name)),
                )
                .at(optional, "optional here")
                .also(place, format!("in the key of {} here", shown(self.table.name))),
            );
        }
        self.null_or_stamp(attribute, name, place, cx);
        match &attribute.default {
            Some(default) if self.table.key.has(name) => self.default_of_table_key(default.span, attribute, place, cx),
            Some(default) => self.default_of_index_key(default, name, place, cx),
            None => {}
        }
        self.kind(attribute, place, cx).map(|kind| (kind, ty.span))
    }

    /// The wire type of an attribute that is a key.
    fn kind(&self, attribute: &Attribute<'_>, place: Span, cx: &mut Context<'_>) -> Option<KeyKind> {
        let ty = attribute.ty.as_ref()?;
        // What a broken type would have been nobody knows.
        self.types.innermost(&ty.value)?;
        let kind = key_kind(&ty.value, self.types);
        if kind.is_none() {
            cx.sink.report(
                Diagnostic::new(
                    codes::KEY_TYPE,
                    format!("{} is a key: it must be text, a number or binary", shown(attribute.name)),
                )
                .at(ty.span, "not a key's type")
                .also(place, "in a key here"),
            );
        }
        kind
    }

    /// A key is there, or it is not; and it is known before something is written.
    fn null_or_stamp(&self, attribute: &Attribute<'_>, name: &str, place: Span, cx: &mut Context<'_>) {
        let is_of_table = self.table.key.has(name);
        if let Some(null) = attribute.null.filter(|_| attribute.optional.is_some() && !is_of_table) {
            cx.sink.report(
                Diagnostic::new(
                    codes::OPTIONAL_KEY,
                    format!("{} is a key: it cannot be `NULL`", shown(attribute.name)),
                )
                .at(null, "DynamoDB would refuse the item")
                .also(place, "in a key here")
                .help("leave `null` out: an item without the attribute is not in the index"),
            );
        }
        if let Some(stamp) = attribute.stamp.as_ref().filter(|_| is_of_table) {
            cx.sink.report(
                Diagnostic::new(
                    codes::STAMP,
                    format!("{} is the key of an item: it cannot have a stamp", shown(attribute.name)),
                )
                .at(stamp.span, "with each write it would be another item")
                .also(place, format!("in the key of {} here", shown(self.table.name)))
                .help("leave `stamp` out"),
            );
        }
    }

    /// Nothing could be read without its key, and what is made without one would be the same item each time.
    fn default_of_table_key(&self, default: Span, attribute: &Attribute<'_>, place: Span, cx: &mut Context<'_>) {
        let table = shown(self.table.name);
        cx.sink.report(
            Diagnostic::new(
                codes::KEY_DEFAULT,
                format!("{} is the key of an item: it cannot have a default", shown(attribute.name)),
            )
            .at(default, "no item lacks its key, and a new one must say it")
            .also(place, format!("in the key of {table} here"))
            .help("leave `default` out"),
        );
    }

    /// DynamoDB refuses the item that has such a value.
    fn default_of_index_key(&self, default: &Spanned<Literal>, name: &str, place: Span, cx: &mut Context<'_>) {
        let Some(length) = length(&default.value, self.types) else { return };
        let mut sort = self.table.keys().flat_map(|key| &key.sort);
        let longest = if sort.any(|attribute| attribute.name.value == name) { 1024 } else { 2048 };
        if length == 0 || length > longest {
            cx.sink.report(
                Diagnostic::new(codes::KEY_DEFAULT, format!("the default of a key has 1 to {longest} bytes"))
                    .at(default.span, format!("this has {length}"))
                    .also(place, "in a key here"),
            );
        }
    }

    /// Reports key attributes of a table without entities: that these are not there is one mistake.
    fn all_undeclared(&self, attributes: &[&KeyAttribute<'_>], cx: &mut Context<'_>) {
        if attributes.iter().any(|attribute| self.members.may_declare(attribute.name.value)) {
            return;
        }
        let table = shown(self.table.name);
        let names = list(attributes.iter().map(|attribute| attribute.name.value), "and");
        let diagnostic = Diagnostic::new(
            codes::UNDECLARED_KEY_ATTRIBUTE,
            format!("no entity is in the table {table}, and so nothing has its key attributes {names}"),
        )
        .at(self.table.name.span, "")
        .help(format!("declare an entity with `table: {}`", scalar(self.table.name)));
        cx.sink.report(attributes.iter().fold(diagnostic, |diagnostic, it| diagnostic.also(it.name.span, "")));
    }

    /// Reports that nobody declares a key attribute.
    fn undeclared(&self, attribute: &KeyAttribute<'_>, cx: &mut Context<'_>) {
        let name = attribute.name.value;
        // What was meant to be the entity attribute was reported.
        let is_told = matches!(self.table.entity_attribute, EntityAttribute::Broken);
        if is_told || self.members.may_declare(name) {
            return;
        }
        let diagnostic = Diagnostic::new(
            codes::UNDECLARED_KEY_ATTRIBUTE,
            format!("no entity in the table {} has the key attribute {}", shown(self.table.name), shown(name)),
        )
        .at(attribute.name.span, "");
        let typed = format!("{{ name: {}, type: string }}", scalar(name));
        // Whoever is in a table has all of its key, so that there a type alone would not do.
        let is_needed = !self.members.is_empty() && self.table.key.has(name);
        cx.sink.report(match self.members.meant(name) {
            Some(meant) => diagnostic
                .also(meant.span, "there is this one")
                .help(format!("keys are of the names in DynamoDB; did you mean {}?", shown(meant)))
                .replace(attribute.name.span, scalar(meant)),
            None if is_needed => diagnostic.help(format!(
                "give it to every entity of the table, or say `name: {}` of one that is there",
                scalar(name)
            )),
            None => diagnostic.help(format!("declare it in an entity, or give its type here: `{typed}`")),
        });
    }
}

/// How many bytes a default has in DynamoDB, if it is text or binary.
fn length(literal: &Literal, types: &Types<'_>) -> Option<usize> {
    match literal {
        Literal::String(text) => Some(text.len()),
        Literal::Bytes(bytes) => Some(bytes.len()),
        Literal::Newtype(_, inner) => length(inner, types),
        Literal::Value(id, position) => match types.kind(*id)? {
            Kind::Enumeration(enumeration) => Some(enumeration.values.get(*position)?.text.len()),
            _ => None,
        },
        _ => None,
    }
}

fn wire_type(kind: KeyKind) -> &'static str {
    match kind {
        KeyKind::String => "text",
        KeyKind::Number => "a number",
        KeyKind::Binary => "binary",
    }
}
