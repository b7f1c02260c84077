//! What an index holds besides the keys.

use std::collections::BTreeMap;

use super::Context;
use super::facts::{EntityAttribute, Index, Projection, Table};
use super::members::Members;
use super::physical;
use super::write::scalar;
use crate::diagnostics::{Diagnostic, codes, shown};
use crate::source::Span;
use crate::syntax;
use crate::yaml::{Field, List, Spanned};

/// How many attributes the list of one index can have.
const MOST: usize = 20;

/// How many attributes the lists of all indexes of a table can have.
const MOST_IN_TABLE: usize = 100;

/// Reads what an index says that it holds; none if that was said wrongly.
pub(super) fn read<'a>(project: &'a Field<syntax::Projection>, cx: &mut Context<'_>) -> Option<Projection<'a>> {
    let project = match project {
        Field::Absent => return Some(Projection::All),
        Field::Broken => return None,
        Field::Given(project) => project,
    };
    match &project.value {
        syntax::Projection::All => Some(Projection::All),
        syntax::Projection::KeysOnly => Some(Projection::KeysOnly),
        syntax::Projection::Attributes(attributes) => include(attributes, project.span, cx),
    }
}

fn include<'a>(attributes: &'a List<Spanned<String>>, place: Span, cx: &mut Context<'_>) -> Option<Projection<'a>> {
    let count = attributes.elements.len();
    if count == 0 {
        cx.sink.report(
            Diagnostic::new(codes::PROJECTION_COUNT, "an index projects at least 1 attribute")
                .at(place, "this list is empty")
                .help("write `keys_only` if it holds nothing but keys"),
        );
        return None;
    }
    let mut complete = true;
    if count > MOST {
        cx.sink.report(
            Diagnostic::new(codes::PROJECTION_COUNT, format!("the list of an index has at most {MOST} attributes"))
                .at(place, format!("this has {count}"))
                .help("write `project: all`, or leave some out"),
        );
        complete = false;
    }
    let mut seen = BTreeMap::new();
    let mut names = Vec::new();
    for element in &attributes.elements {
        let Some(name) = element.as_ref().filter(|name| physical::projected(name, cx)) else {
            complete = false;
            continue;
        };
        match seen.get(name.as_str()) {
            Some(first) => repeated(name, *first, cx),
            None => {
                seen.insert(name.as_str(), name.span);
                names.push(name);
            }
        }
    }
    complete.then_some(Projection::Include(names, place))
}

fn repeated(name: &Spanned<String>, first: Span, cx: &mut Context<'_>) {
    cx.sink.report(
        Diagnostic::new(codes::REPEATED_PROJECTION, format!("{} stands twice in one list", shown(name)))
            .at(name.span, "again here")
            .also(first, "first here"),
    );
}

/// Checks the lists of all indexes of a table together: an attribute counts in each.
pub(super) fn check_total(indexes: &[Index<'_>], cx: &mut Context<'_>) {
    let lists = || indexes.iter().filter_map(Index::included);
    let total: usize = lists().map(|(names, _)| names.len()).sum();
    let mut count = 0;
    let passes = |(names, _): &(&[_], _)| {
        count += names.len();
        count > MOST_IN_TABLE
    };
    if let Some((_, place)) = lists().find(passes) {
        cx.sink.report(
            Diagnostic::new(
                codes::PROJECTION_COUNT,
                format!("the lists of all indexes of a table have at most {MOST_IN_TABLE} attributes together"),
            )
            .at(place, format!("up to here it is more; all have {total}"))
            .help("an attribute counts in each index that lists it; `all` and `keys_only` count nothing"),
        );
    }
}

/// Checks the lists of all indexes against their keys and against the entities of their tables.
pub(super) fn check_names(tables: &[Table<'_>], members: &[Members<'_, '_>], cx: &mut Context<'_>) {
    for (table, members) in tables.iter().zip(members) {
        for index in &table.indexes {
            let names = index.included().map_or(&[][..], |(names, _)| names);
            names.iter().for_each(|name| check_name(name, index, table, members, cx));
        }
    }
}

fn check_name(
    name: &Spanned<String>,
    index: &Index<'_>,
    table: &Table<'_>,
    members: &Members<'_, '_>,
    cx: &mut Context<'_>,
) {
    let mut keys = table.key.attributes().chain(index.key.attributes());
    if let Some(key) = keys.find(|key| key.name.value == name.as_str()) {
        projected_key(name, key.name.span, cx);
        return;
    }
    let is_told = matches!(table.entity_attribute, EntityAttribute::Broken)
        || matches!(table.entity_attribute, EntityAttribute::Given(told) if told == name);
    let keys_are_known = table.key.complete && index.key.complete && !is_told;
    if keys_are_known && !members.is_empty() && !members.declare(name) && !members.may_declare(name) {
        undeclared(name, table, members, cx);
    }
}

fn projected_key(name: &Spanned<String>, key: Span, cx: &mut Context<'_>) {
    cx.sink.report(
        Diagnostic::new(codes::PROJECTED_KEY, format!("{} is a key: it is in the index anyway", shown(name)))
            .at(name.span, "")
            .also(key, "in a key here")
            .help("leave it out of the list"),
    );
}

fn undeclared(name: &Spanned<String>, table: &Table<'_>, members: &Members<'_, '_>, cx: &mut Context<'_>) {
    let diagnostic = Diagnostic::new(
        codes::UNDECLARED_PROJECTION,
        format!("no entity in the table {} has the attribute {}", shown(table.name), shown(name)),
    )
    .at(name.span, "");
    cx.sink.report(match members.meant(name) {
        Some(meant) => diagnostic
            .also(meant.span, "there is this one")
            .help(format!("indexes are of the names in DynamoDB; did you mean {}?", shown(meant)))
            .replace(name.span, scalar(meant)),
        None => diagnostic.help("declare it in an entity, or leave it out of the list"),
    });
}
