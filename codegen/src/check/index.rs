//! Secondary indexes: which kind each is, its key and what it holds; and how many a table may have.

use super::billing::TableBilling;
use super::facts::{Index, KeySchema, Table};
use super::named::Types;
use super::{Context, billing, identifiers, key_schema, missing, physical, projection};
use crate::diagnostics::{Diagnostic, codes, shown};
use crate::model::IndexKind;
use crate::syntax;
use crate::yaml::{Field, Map, Spanned};

/// DynamoDB's quota of global indexes for a table. It can be raised, so that more are only doubtful.
const GLOBAL_INDEXES: usize = 20;

/// How many local indexes a table can have.
const LOCAL_INDEXES: usize = 5;

/// Which of the two is said of an index.
#[derive(Clone, Copy)]
enum Kind {
    Global,
    Local,
}

pub(super) fn check_all<'a>(
    indexes: &'a Map<syntax::Index>,
    table_key: &KeySchema<'a>,
    table_billing: &TableBilling,
    types: &Types<'a>,
    cx: &mut Context<'_>,
) -> Vec<Index<'a>> {
    let entries = indexes.entries.iter();
    entries.map(|(name, index)| check(name, index.as_ref(), table_key, table_billing, types, cx)).collect()
}

fn check<'a>(
    name: &'a Spanned<String>,
    syntax: Option<&'a syntax::Index>,
    table_key: &KeySchema<'a>,
    table_billing: &TableBilling,
    types: &Types<'a>,
    cx: &mut Context<'_>,
) -> Index<'a> {
    let mut index = Index {
        name,
        named: identifiers::index(name, cx),
        physical: None,
        key: KeySchema::default(),
        kind: None,
        projection: None,
    };
    let Some(syntax) = syntax else { return index };
    let syntax::Index { global, local, partition, sort, project, billing } = syntax;
    index.projection = projection::read(project, cx);
    match kind(name, syntax, cx) {
        None => {}
        Some(Kind::Global) => {
            index.physical = global.given();
            index.key = key_schema::of_global(name, partition, sort, types, cx);
            index.kind = Some(IndexKind::Global { throughput: billing::of_global(billing, table_billing, cx) });
        }
        Some(Kind::Local) => {
            if let Some(partition) = partition.given() {
                cx.sink.report(
                    Diagnostic::new(codes::INDEX_KIND, "a local index has no partition key of its own")
                        .at(partition.span, "it has the table's")
                        .help("leave `partition` out, or make it a global index"),
                );
            }
            billing::of_local(billing, table_billing, cx);
            index.physical = local.given();
            index.key = key_schema::of_local(name, sort, table_key, types, cx);
            index.kind = Some(IndexKind::Local);
        }
    }
    if let Some(physical) = index.physical {
        physical::table_or_index("an index", physical, cx);
    }
    index
}

/// Which kind an index is, if that can be told.
fn kind(name: &Spanned<String>, index: &syntax::Index, cx: &mut Context<'_>) -> Option<Kind> {
    match (&index.global, &index.local) {
        (Field::Given(global), Field::Given(local)) => {
            cx.sink.report(
                Diagnostic::new(codes::INDEX_KIND, format!("the index {} is both global and local", shown(name)))
                    .at(local.span, "local here")
                    .also(global.span, "global here")
                    .help(
                        "leave out what it is not: a local index has the table's partition key, and another sort key",
                    ),
            );
            None
        }
        (Field::Given(_), _) => Some(Kind::Global),
        (_, Field::Given(_)) => Some(Kind::Local),
        (Field::Broken, Field::Absent) => Some(Kind::Global),
        (Field::Absent, Field::Broken) => Some(Kind::Local),
        (Field::Broken, Field::Broken) => None,
        // Local indexes have no `partition`.
        (Field::Absent, Field::Absent) if !index.partition.is_absent() => {
            missing(format!("the index {}", shown(name)), name.span, "global: …", cx);
            Some(Kind::Global)
        }
        (Field::Absent, Field::Absent) => {
            cx.sink.report(
                Diagnostic::new(codes::MISSING_KEY, format!("the index {} is neither global nor local", shown(name)))
                    .at(name.span, "")
                    .help("add `global: …` and `partition: …`; or `local: …`, if its partition key is the table's"),
            );
            None
        }
    }
}

/// Checks what the indexes of a table are together.
pub(super) fn check_together(table: &Table<'_>, cx: &mut Context<'_>) {
    let names = table.indexes.iter().filter_map(|index| index.physical);
    physical::unique(codes::REPEATED_INDEX_NAME, "indexes of one table", names, cx);
    many_global(table, cx);
    local(table, cx);
    projection::check_total(&table.indexes, cx);
}

fn many_global(table: &Table<'_>, cx: &mut Context<'_>) {
    let global = || table.indexes.iter().filter(|index| index.is_global());
    let Some(first_too_many) = global().nth(GLOBAL_INDEXES) else { return };
    let message = format!("the table {} has {} global indexes", shown(table.name), global().count());
    cx.sink.report(
        Diagnostic::new(codes::MANY_INDEXES, message)
            .at(first_too_many.name.span, format!("number {}", GLOBAL_INDEXES + 1))
            .help(format!("an account may have {GLOBAL_INDEXES} for each table, unless AWS raised the quota")),
    );
}

fn local(table: &Table<'_>, cx: &mut Context<'_>) {
    let local = || table.indexes.iter().filter(|index| index.is_local());
    if let Some(first) = local().next()
        && table.key.complete
        && table.key.sort.is_empty()
    {
        let message = format!("the table {} has no sort key, and so no local index", shown(table.name));
        let diagnostic = Diagnostic::new(codes::LOCAL_INDEX, message)
            .at(first.name.span, "a local index sorts each partition of its table in another way")
            .help("give the table a sort key, or make it a global index");
        let key = table.key.partition.first();
        cx.sink.report(key.into_iter().fold(diagnostic, |it, key| it.also(key.name.span, "all of the table's key")));
    }
    if let Some(first_too_many) = local().nth(LOCAL_INDEXES) {
        let message = format!("the table {} has {} local indexes", shown(table.name), local().count());
        cx.sink.report(
            Diagnostic::new(codes::LOCAL_INDEX, message)
                .at(first_too_many.name.span, format!("number {}", LOCAL_INDEXES + 1))
                .help(format!("DynamoDB allows {LOCAL_INDEXES}: make the others global")),
        );
    }
}
