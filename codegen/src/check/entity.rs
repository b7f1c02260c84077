//! Entities, each looked at alone, and which table each is in.

use super::attribute::{self, Owner};
use super::declarations::{Declarations, Declared, Uniqueness};
use super::derives::{self, Asked};
use super::facts::{Attribute, Entity, Questions, Table};
use super::named::Types;
use super::settings::Settings;
use super::{Context, identifiers, missing, physical, question};
use crate::diagnostics::{Diagnostic, codes, shown, similar};
use crate::model::{Type, Unknown};
use crate::syntax;
use crate::yaml::{Field, Spanned};

/// What an entity may refer to.
pub(super) struct Surroundings<'s, 'a> {
    pub(super) declarations: &'s Declarations<'a>,
    pub(super) settings: &'s Settings,
    pub(super) types: &'s Types<'a>,
    pub(super) tables: &'s [Table<'a>],
}

pub(super) fn check_all<'a>(surroundings: &Surroundings<'_, 'a>, cx: &mut Context<'_>) -> Vec<Entity<'a>> {
    let Surroundings { declarations, tables, .. } = surroundings;
    let entities: Vec<_> = declarations.entities.iter().map(|entity| check(entity, surroundings, cx)).collect();
    for (position, table) in tables.iter().enumerate() {
        // Of a table that is declared twice, an entity may mean either.
        if declarations.tables.get(position).is_none_or(|declared| declared.uniqueness != Uniqueness::Unique) {
            continue;
        }
        let members = entities.iter().filter(|entity| entity.first && entity.table == Some(position));
        indistinguishable(table, members, cx);
    }
    entities
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
        questions: Questions::default(),
        unknown: Unknown::Ignore,
        derives: Asked::default(),
    };
    let Some(syntax) = value else { return entity };
    let syntax::Entity {
        doc,
        table,
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
    entity.questions = question::read(indexes, entity.table.and_then(|position| tables.get(position)), cx);
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
    let names = entity.attributes.iter().filter_map(|attribute| attribute.physical.as_ref());
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
fn find(
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

/// Nothing in the language says yet which entity an item is.
fn indistinguishable<'e, 'a: 'e>(
    table: &Table<'_>,
    mut members: impl Iterator<Item = &'e Entity<'a>>,
    cx: &mut Context<'_>,
) {
    let Some(first) = members.next() else { return };
    for other in members {
        cx.sink.report(
            Diagnostic::new(
                codes::INDISTINGUISHABLE_ENTITIES,
                format!(
                    "nothing tells {} and {} apart in the table {}",
                    shown(first.name),
                    shown(other.name),
                    shown(table.name)
                ),
            )
            .at(other.name.span, "an item of this entity")
            .also(first.name.span, "could be one of this")
            .help("for now, give each entity a table of its own"),
        );
    }
}
