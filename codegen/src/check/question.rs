//! What entities call their questions on the indexes of their tables.

use std::collections::BTreeMap;

use super::facts::{Question, Questions, Table};
use super::{Context, declarations, identifiers};
use crate::diagnostics::{Diagnostic, codes, shown, similar};
use crate::source::Span;
use crate::syntax;
use crate::yaml::{Field, Map, Spanned};

/// Reads the names; of a table that nobody knows, none of them means anything.
pub(super) fn read<'a>(
    indexes: &'a Field<Map<syntax::Question>>,
    table: Option<&Table<'a>>,
    cx: &mut Context<'_>,
) -> Questions<'a> {
    let mut questions = Questions {
        named: Vec::new(),
        complete: declarations::is_complete(indexes),
    };
    let entries = indexes.value().map_or(&[][..], |map| &map.entries);
    let mut seen = BTreeMap::new();
    for (name, question) in entries {
        let named = identifiers::question(name, cx);
        let Some(index) = question.as_ref().and_then(|question| index(name, named, question, table, cx)) else {
            questions.complete = false;
            continue;
        };
        match seen.get(&index) {
            Some(first) => repeated(name, *first, cx),
            None => {
                seen.insert(index, name.span);
                questions.named.push(Question { name, named, index });
            }
        }
    }
    questions
}

/// The position of the index that a question is put to.
fn index(
    name: &Spanned<String>,
    named: bool,
    question: &syntax::Question,
    table: Option<&Table<'_>>,
    cx: &mut Context<'_>,
) -> Option<usize> {
    match &question.index {
        Field::Given(index) => find(index, true, table?, cx),
        // Of a name that it cannot have, nobody knows what it will be instead.
        Field::Absent if named => find(name, false, table?, cx),
        Field::Absent | Field::Broken => None,
    }
}

/// The position of an index. Where none is said, the question's name is also that of the index.
fn find(wanted: &Spanned<String>, said: bool, table: &Table<'_>, cx: &mut Context<'_>) -> Option<usize> {
    let found = table.indexes.iter().position(|index| index.name == wanted);
    if found.is_some() || !table.all_indexes {
        return found;
    }
    let message = format!("the table {} has no index {}", shown(table.name), shown(wanted));
    let undeclared = Diagnostic::new(codes::UNDECLARED_INDEX, message).at(wanted.span, "");
    let names = || table.indexes.iter().map(|index| index.name.as_str());
    let of_physical_name = table.indexes.iter().find(|index| index.physical == Some(wanted));
    cx.sink.report(if let Some(index) = of_physical_name.filter(|_| said) {
        undeclared
            .help(format!("that is its name in DynamoDB; in the schema it is called {}", shown(index.name)))
            .replace(wanted.span, index.name.as_str())
    } else if let Some(meant) = similar(wanted, names()) {
        undeclared.help(format!("did you mean {}?", shown(meant))).replace(wanted.span, meant)
    } else if said || names().next().is_none() {
        undeclared.help("indexes are declared under `indexes` of the table")
    } else {
        undeclared.help("a question that is not called like its index says which it is: `{ index: … }`")
    });
    None
}

fn repeated(name: &Spanned<String>, first: Span, cx: &mut Context<'_>) {
    cx.sink.report(
        Diagnostic::new(codes::REPEATED_QUESTION, format!("{} is a second name for one question", shown(name)))
            .at(name.span, "of the same index again")
            .also(first, "the first name")
            .help("leave one of them out: an entity asks an index in one way"),
    );
}
