//! What entities call their questions on the indexes of their tables, and how they fill those indexes' keys.

use std::collections::BTreeMap;

use super::facts::{Attribute, Member, Question, Questions, Table, Template};
use super::named::Types;
use super::{Context, declarations, filling, identifiers};
use crate::diagnostics::{Diagnostic, codes, shown, similar};
use crate::source::Span;
use crate::syntax;
use crate::yaml::{Field, Map, Spanned};

/// The templates of a half of a key, one for each attribute of it.
pub(super) enum Half {
    Absent,
    Broken,
    Given(Vec<Template>, Span),
}

/// How a question fills its index.
pub(super) struct Asked {
    pub(super) index: usize,
    pub(super) name: String,
    /// The position of its field, and where that is said.
    pub(super) member: Option<(usize, Span)>,
    pub(super) partition: Half,
    pub(super) sort: Half,
}

/// What an entity says of its questions.
pub(super) struct Read<'a> {
    pub(super) questions: Questions<'a>,
    pub(super) members: Vec<Member<'a>>,
    pub(super) asked: Vec<Asked>,
}

/// Reads the questions; of a table that nobody knows, none of them means anything.
pub(super) fn read<'a>(
    indexes: &'a Field<Map<syntax::Question>>,
    table: Option<&Table<'a>>,
    attributes: &[Attribute<'_>],
    types: &Types<'_>,
    cx: &mut Context<'_>,
) -> Read<'a> {
    let mut read = Read {
        questions: Questions {
            named: Vec::new(),
            complete: declarations::is_complete(indexes),
        },
        members: Vec::new(),
        asked: Vec::new(),
    };
    let entries = indexes.value().map_or(&[][..], |map| &map.entries);
    let mut seen = BTreeMap::new();
    for (name, question) in entries {
        let named = identifiers::question(name, cx);
        let Some(question) = question else {
            read.questions.complete = false;
            continue;
        };
        let partition = filling::read_half(&question.partition, attributes, types, cx);
        let sort = filling::read_half(&question.sort, attributes, types, cx);
        let member = member(&question.member, &mut read.members, cx);
        let Some(index) = index(name, named, question, table, cx) else {
            read.questions.complete = false;
            continue;
        };
        match seen.get(&index) {
            Some(first) => repeated(name, *first, cx),
            None => {
                seen.insert(index, name.span);
                let position = member.map(|(position, _)| position);
                read.questions.named.push(Question { name, named, index, member: position });
                read.asked.push(Asked { index, name: name.value.clone(), member, partition, sort });
            }
        }
    }
    read
}

/// The position of a field that says whether an item is in an index; several indexes may have one field.
fn member<'a>(member: &'a Field<String>, members: &mut Vec<Member<'a>>, cx: &mut Context<'_>) -> Option<(usize, Span)> {
    let name = member.given()?;
    let found = members.iter().position(|known| known.name == name);
    let position = found.unwrap_or_else(|| {
        members.push(Member { name, named: identifiers::member(name, cx) });
        members.len() - 1
    });
    Some((position, name.span))
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
pub(super) fn find(wanted: &Spanned<String>, said: bool, table: &Table<'_>, cx: &mut Context<'_>) -> Option<usize> {
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
