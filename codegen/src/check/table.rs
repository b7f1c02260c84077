//! Tables and their indexes, each looked at alone, and their names in DynamoDB.

use super::billing::TableBilling;
use super::declarations::{Declarations, Declared, Uniqueness};
use super::facts::{Index, KeySchema, Table};
use super::named::Types;
use super::{Context, billing, identifiers, key_schema, missing, physical};
use crate::diagnostics::{Diagnostic, codes, shown};
use crate::syntax;
use crate::yaml::{Field, Spanned};

/// DynamoDB's quota of global indexes for a table. It can be raised, so that more are only doubtful.
const GLOBAL_INDEXES: usize = 20;

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
    if let Some(indexes) = indexes.value() {
        let indexes = indexes.entries.iter();
        table.indexes = indexes.map(|(name, index)| check_index(name, index.as_ref(), &billing, types, cx)).collect();
    }
    let names = table.indexes.iter().filter_map(|index| index.physical);
    physical::unique(codes::REPEATED_INDEX_NAME, "indexes of one table", names, cx);
    many_indexes(&table, cx);
    table.billing = billing.billing;
    if uniqueness == Uniqueness::Unique {
        return table;
    }
    // Nobody knows which of the tables of this name is meant, so that nothing is held against its key.
    Table { key: KeySchema::default(), indexes: Vec::new(), ..table }
}

fn many_indexes(table: &Table<'_>, cx: &mut Context<'_>) {
    let Some(first_too_many) = table.indexes.get(GLOBAL_INDEXES) else { return };
    let message = format!("the table {} has {} global indexes", shown(table.name), table.indexes.len());
    cx.sink.report(
        Diagnostic::new(codes::MANY_INDEXES, message)
            .at(first_too_many.name.span, format!("number {}", GLOBAL_INDEXES + 1))
            .help(format!("an account may have {GLOBAL_INDEXES} for each table, unless AWS raised the quota")),
    );
}

fn check_index<'a>(
    name: &'a Spanned<String>,
    index: Option<&'a syntax::Index>,
    table_billing: &TableBilling,
    types: &Types<'a>,
    cx: &mut Context<'_>,
) -> Index<'a> {
    let named = identifiers::index(name, cx);
    let Some(syntax::Index { global, partition, sort, billing }) = index else {
        return Index {
            name,
            named,
            physical: None,
            key: KeySchema::default(),
            throughput: None,
        };
    };
    match global {
        Field::Given(physical) => physical::table_or_index("an index", physical, cx),
        Field::Broken => {}
        Field::Absent => missing(format!("the index {}", shown(name)), name.span, "global: …", cx),
    }
    Index {
        name,
        named,
        physical: global.given(),
        key: key_schema::of_index(name, partition, sort, types, cx),
        throughput: billing::of_index(billing, table_billing, cx),
    }
}
