//! Entities, each looked at alone, and which table each is in.

use super::attribute::{self, Owner};
use super::declarations::{Declarations, Declared, Uniqueness};
use super::derives::{self, Asked};
use super::facts::{Attribute, Entity, EntityAttribute, Questions, Table};
use super::named::Types;
use super::settings::Settings;
use super::{Context, filling, identifiers, key_parts, missing, physical, question};
use crate::diagnostics::{Diagnostic, codes, shown, similar};
use crate::model::{Type, Unknown};
use crate::syntax::{self, KeyParts};
use crate::yaml::{Field, Map, Spanned};

/// What an entity may refer to.
pub(super) struct Surroundings<'s, 'a> {
    pub(super) declarations: &'s Declarations<'a>,
    pub(super) settings: &'s Settings,
    pub(super) types: &'s Types<'a>,
    pub(super) tables: &'s [Table<'a>],
}

pub(super) fn check_all<'a>(surroundings: &Surroundings<'_, 'a>, cx: &mut Context<'_>) -> Vec<Entity<'a>> {
    surroundings.declarations.entities.iter().map(|entity| check(entity, surroundings, cx)).collect()
}

fn check<'a>(
    declared: &Declared<'a, syntax::Entity>,
    surroundings: &Surroundings<'_, 'a>,
    cx: &mut Context<'_>,
) -> Entity<'a> {
    let Surroundings { declarations, settings, types, tables } = surroundings;
    let Declared { file, name, value, uniqueness } = *declared;
    let mut entity = Entity {
        file,
        name,
        named: identifiers::entity(name, cx),
        first: uniqueness != Uniqueness::Repeated,
        doc: None,
        table: None,
        attributes: Vec::new(),
        complete: false,
        value: None,
        filled: Vec::new(),
        members: Vec::new(),
        questions: Questions::default(),
        unknown: Unknown::Ignore,
        derives: Asked::default(),
    };
    let Some(syntax) = value else { return entity };
    let syntax::Entity {
        doc,
        table,
        value,
        key,
        attributes,
        indexes,
        case,
        unknown,
        derives,
        lost,
    } = syntax;
    let file_settings = settings.of(file);
    entity.doc = doc.value().map(String::as_str);
    entity.unknown = file_settings.unknown(unknown);
    entity.derives = Asked::new(derives::read(derives, cx), &file_settings.derives);
    match table {
        Field::Given(table) => entity.table = find(table, declarations, tables, cx),
        Field::Broken => {}
        Field::Absent => missing(format!("the entity {}", shown(name)), name.span, "table: …", cx),
    }
    match attributes {
        Field::Given(attributes) => {
            let owner = Owner { is_entity: true, case: file_settings.case(case) };
            let entries = attributes.entries.iter();
            entity.attributes =
                entries.map(|(name, value)| attribute::check(name, value.as_ref(), owner, types, cx)).collect();
            entity.complete = attributes.complete
                && lost.is_absent()
                && declarations.is_complete(file)
                && entity.attributes.iter().all(|attribute| attribute.physical.is_some());
        }
        Field::Broken => {}
        Field::Absent => missing(format!("the entity {}", shown(name)), name.span, "attributes: { … }", cx),
    }
    let table = entity.table.and_then(|position| tables.get(position));
    keys(&mut entity, key, indexes, table, file_settings.key_parts, types, cx);
    entity.value = told(value, name, table, cx);
    let stored = entity.attributes.iter().filter(|attribute| attribute.stored);
    let names = stored.filter_map(|attribute| attribute.physical.as_ref());
    physical::unique(codes::REPEATED_ATTRIBUTE_NAME, "attributes of one entity", names, cx);
    one_version(&entity.attributes, cx);
    entity
}

/// An item is locked as a whole.
fn one_version(attributes: &[Attribute<'_>], cx: &mut Context<'_>) {
    let required = attributes.iter().filter(|attribute| attribute.optional.is_none());
    let mut versions = required.filter_map(|attribute| attribute.ty.as_ref()).filter(|ty| ty.value == Type::Version);
    let Some(first) = versions.next() else { return };
    for other in versions {
        cx.sink.report(
            Diagnostic::new(codes::VERSION, "an entity has one version")
                .at(other.span, "a second one")
                .also(first.span, "the first one")
                .help("leave one of them out; a number that the program counts is a `u64`"),
        );
    }
}

/// The position of a table. One that may be in a file that could not be read is not missed.
pub(super) fn find(
    wanted: &Spanned<String>,
    declarations: &Declarations<'_>,
    tables: &[Table<'_>],
    cx: &mut Context<'_>,
) -> Option<usize> {
    let found = tables.iter().position(|table| table.name == wanted);
    if found.is_some() || !declarations.all_tables {
        return found;
    }
    let undeclared =
        Diagnostic::new(codes::UNDECLARED_TABLE, format!("there is no table {}", shown(wanted))).at(wanted.span, "");
    let of_physical_name = tables.iter().find(|table| table.physical == Some(wanted));
    cx.sink.report(if let Some(table) = of_physical_name {
        undeclared
            .help(format!("that is its name in DynamoDB; in the schema it is called {}", shown(table.name)))
            .replace(wanted.span, table.name.as_str())
    } else if let Some(meant) = similar(wanted, tables.iter().map(|table| table.name.as_str())) {
        undeclared.help(format!("did you mean {}?", shown(meant))).replace(wanted.span, meant)
    } else {
        undeclared.help("tables are declared under `tables`, in any file of the schema")
    });
    None
}

/// How it fills the keys of its table and of the indexes, and what of its attributes is in them only.
fn keys<'a>(
    entity: &mut Entity<'a>,
    key: &'a Field<syntax::EntityKey>,
    indexes: &'a Field<Map<syntax::Question>>,
    table: Option<&Table<'a>>,
    key_parts: KeyParts,
    types: &Types<'a>,
    cx: &mut Context<'_>,
) {
    let key = filling::read_key(key, &entity.attributes, types, cx);
    let question::Read { questions, members, asked } = question::read(indexes, table, &entity.attributes, types, cx);
    entity.questions = questions;
    entity.members = members;
    let Some(table) = table else {
        entity.complete = false;
        return;
    };
    let filling = filling::fill(table, key, asked, &entity.attributes, &entity.members, cx);
    key_parts::check(&filling, &entity.attributes, table, types, cx);
    filling::store(&filling, &mut entity.attributes, key_parts, table, types, cx);
    let told = match table.entity_attribute {
        EntityAttribute::Given(name) => Some(name),
        EntityAttribute::Absent | EntityAttribute::Broken => None,
    };
    filling::check_names(&filling, &entity.attributes, told, cx);
    entity.complete &= filling.complete && entity.questions.complete;
    entity.filled = filling.keys;
}

/// What the table's entity attribute holds of it: the entity's name, unless it says otherwise.
fn told<'a>(
    value: &'a Field<String>,
    name: &'a Spanned<String>,
    table: Option<&Table<'a>>,
    cx: &mut Context<'_>,
) -> Option<Spanned<&'a str>> {
    match value {
        Field::Absent => Some(Spanned::new(name.as_str(), name.span)),
        Field::Broken => None,
        Field::Given(value) => {
            if let Some(table) = table.filter(|table| matches!(table.entity_attribute, EntityAttribute::Absent)) {
                cx.sink.report(
                    Diagnostic::new(codes::ENTITY_ATTRIBUTE, "nothing holds this value")
                        .at(value.span, "")
                        .also(table.name.span, "this table has no entity attribute")
                        .help("say `entity_attribute: …` of the table, or leave `value` out"),
                );
            }
            Some(Spanned::new(value.as_str(), value.span))
        }
    }
}
