//! Tables, each looked at alone, and their names in DynamoDB.

use super::declarations::{Declarations, Declared, Uniqueness};
use super::facts::{EntityAttribute, KeySchema, Table};
use super::named::Types;
use super::{Context, billing, declarations, identifiers, index, key_schema, missing, physical, time_to_live};
use crate::diagnostics::{Diagnostic, codes, shown};
use crate::syntax;
use crate::yaml::Field;

pub(super) fn check_all<'a>(
    declarations: &Declarations<'a>,
    types: &Types<'a>,
    cx: &mut Context<'_>,
) -> Vec<Table<'a>> {
    let tables: Vec<_> = declarations.tables.iter().map(|table| check(table, types, cx)).collect();
    let names = tables.iter().filter(|table| table.first).filter_map(|table| table.physical);
    physical::unique(codes::REPEATED_TABLE_NAME, "tables", names, cx);
    tables
}

fn check<'a>(declared: &Declared<'a, syntax::Table>, types: &Types<'a>, cx: &mut Context<'_>) -> Table<'a> {
    let Declared { file, name, value, uniqueness } = *declared;
    let mut table = Table {
        file,
        name,
        named: identifiers::table(name, value, cx),
        first: uniqueness != Uniqueness::Repeated,
        physical: None,
        doc: None,
        key: KeySchema::default(),
        entity_attribute: EntityAttribute::Broken,
        indexes: Vec::new(),
        all_indexes: false,
        billing: None,
        time_to_live: None,
    };
    let Some(syntax) = value else { return table };
    let syntax::Table {
        doc,
        name: physical_name,
        key,
        entity_attribute,
        billing,
        ttl,
        indexes,
    } = syntax;
    table.doc = doc.value().map(String::as_str);
    table.physical = match physical_name {
        Field::Absent => table.named.then_some(name),
        Field::Broken => None,
        Field::Given(name) => Some(name),
    };
    if let Some(name) = table.physical {
        physical::table_or_index("a table", name, cx);
    }
    match key {
        Field::Given(key) => table.key = key_schema::of_table(key, types, cx),
        Field::Broken => {}
        Field::Absent => missing(format!("the table {}", shown(name)), name.span, "key: { partition: … }", cx),
    }
    let billing = billing::of_table(billing, cx);
    table.all_indexes = declarations::is_complete(indexes);
    if let Some(indexes) = indexes.value() {
        table.indexes = index::check_all(indexes, &table.key, &billing, types, cx);
    }
    index::check_together(&table, cx);
    table.entity_attribute = told_by(entity_attribute, &table, cx);
    table.billing = billing.billing;
    table.time_to_live = time_to_live::read(ttl, cx);
    if uniqueness == Uniqueness::Unique {
        return table;
    }
    // Nobody knows which of the tables of this name is meant, so that nothing is held against its key.
    Table {
        key: KeySchema::default(),
        indexes: Vec::new(),
        all_indexes: false,
        time_to_live: None,
        ..table
    }
}

/// Where an item of the table says which entity it is.
fn told_by<'a>(said: &'a Field<String>, table: &Table<'a>, cx: &mut Context<'_>) -> EntityAttribute<'a> {
    let name = match said {
        Field::Absent => return EntityAttribute::Absent,
        Field::Broken => return EntityAttribute::Broken,
        Field::Given(name) => name,
    };
    if !physical::attribute(name, cx) {
        return EntityAttribute::Broken;
    }
    if let Some(key) = table.keys().flat_map(KeySchema::attributes).find(|key| key.name.value == name.as_str()) {
        cx.sink.report(
            Diagnostic::new(codes::ENTITY_ATTRIBUTE, format!("{} is a key", shown(name)))
                .at(name.span, "it cannot say which entity an item is as well")
                .also(key.name.span, "in a key here")
                .help("give the entity attribute a name of its own, or let the key be composed: `sort: metadata` is a text"),
        );
        return EntityAttribute::Broken;
    }
    EntityAttribute::Given(name)
}
