//! Entities, each looked at alone, and which table each is in.

use super::declarations::{Declarations, Declared, Uniqueness};
use super::facts::{Entity, Table};
use super::{Context, attribute, identifiers, missing, physical};
use crate::diagnostics::{Diagnostic, codes, shown, similar};
use crate::syntax;
use crate::yaml::{Field, Spanned};

pub(super) fn check_all<'a>(
    declarations: &Declarations<'a>,
    tables: &[Table<'a>],
    cx: &mut Context<'_>,
) -> Vec<Entity<'a>> {
    let entities: Vec<_> = declarations.entities.iter().map(|entity| check(entity, declarations, tables, cx)).collect();
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
    declarations: &Declarations<'a>,
    tables: &[Table<'a>],
    cx: &mut Context<'_>,
) -> Entity<'a> {
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
    };
    let Some(syntax::Entity { doc, table, attributes, lost }) = value else { return entity };
    entity.doc = doc.value().map(String::as_str);
    match table {
        Field::Given(table) => entity.table = find(table, declarations, tables, cx),
        Field::Broken => {}
        Field::Absent => missing(format!("the entity {}", shown(name)), name.span, "table: …", cx),
    }
    match attributes {
        Field::Given(attributes) => {
            let entries = attributes.entries.iter();
            entity.attributes = entries.map(|(name, value)| attribute::check(name, value.as_ref(), cx)).collect();
            entity.complete = attributes.complete
                && lost.is_absent()
                && declarations.is_complete(file)
                && entity.attributes.iter().all(|attribute| attribute.physical.is_some());
        }
        Field::Broken => {}
        Field::Absent => missing(format!("the entity {}", shown(name)), name.span, "attributes: { … }", cx),
    }
    let names = entity.attributes.iter().filter_map(|attribute| attribute.physical);
    physical::unique(codes::REPEATED_ATTRIBUTE_NAME, "attributes of one entity", names, cx);
    entity
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
