//! Tables, each looked at alone, and their names in DynamoDB.

use super::declarations::{Declarations, Declared, Uniqueness};
use super::facts::{KeySchema, Table};
use super::named::Types;
use super::{Context, billing, declarations, identifiers, index, key_schema, missing, physical};
use crate::diagnostics::{codes, shown};
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
        indexes: Vec::new(),
        all_indexes: false,
        billing: None,
    };
    let Some(syntax) = value else { return table };
    let syntax::Table { doc, name: physical_name, key, billing, indexes } = syntax;
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
    table.billing = billing.billing;
    if uniqueness == Uniqueness::Unique {
        return table;
    }
    // Nobody knows which of the tables of this name is meant, so that nothing is held against its key.
    Table {
        key: KeySchema::default(),
        indexes: Vec::new(),
        all_indexes: false,
        ..table
    }
}
