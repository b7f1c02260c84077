//! Every rule of the language and of DynamoDB, and everything that breaks one at once.
//!
//! First each declaration is looked at alone: what it says becomes a fact, and what is wrong with it is reported. Then
//! the facts are held against each other: keys against attributes, entities against tables, names against names. A fact
//! that is missing because of a mistake leads to no second report. Only if there was no mistake at all is a model made
//! of the facts.

mod attribute;
mod billing;
mod collisions;
mod declarations;
mod default;
mod entity;
mod facts;
mod identifiers;
mod key_schema;
mod key_types;
mod lower;
mod membership;
mod physical;
mod table;
mod type_text;
mod types;
mod write;

#[cfg(test)]
mod tests;

use std::fmt::Display;

use crate::diagnostics::{Diagnostic, Sink, codes};
use crate::model;
use crate::source::{SourceId, Sources, Span};
use crate::syntax;

use declarations::Declarations;

/// What every check needs: where to report, and the texts that places are in.
struct Context<'a> {
    /// Whether there can be no types that nobody knows of.
    all_types: bool,
    sources: &'a Sources,
    sink: &'a mut Sink,
}

impl Context<'_> {
    /// What is written in a place.
    fn written(&self, span: Span) -> &str {
        self.sources.get(span.source).map_or("", |source| &source.text[source.range(span)])
    }
}

/// Checks what the files say together, and says what it means. None if anything is wrong, which is then in the sink.
pub(crate) fn check(files: &[(SourceId, syntax::File)], sources: &Sources, sink: &mut Sink) -> Option<model::Schema> {
    let all_types = files.iter().all(|(_, file)| file.lost.is_absent());
    let cx = &mut Context { all_types, sources, sink };
    let declarations = Declarations::collect(files, cx);
    let tables = table::check_all(&declarations, cx);
    let entities = entity::check_all(&declarations, &tables, cx);
    let key_types = key_types::check(&declarations, &tables, &entities, cx);
    let memberships = membership::check(&tables, &entities, &key_types, cx);
    collisions::check(&declarations, &tables, &entities, &memberships, cx);
    if cx.sink.has_errors() {
        return None;
    }
    lower::schema(declarations, tables, entities, &key_types, memberships)
}

/// Reports that something must be said; the example begins with the missing key.
fn missing(what: impl Display, place: Span, example: &str, cx: &mut Context<'_>) {
    let key = example.split(':').next().unwrap_or(example);
    cx.sink.report(
        Diagnostic::new(codes::MISSING_KEY, format!("{what} has no `{key}`"))
            .at(place, "")
            .help(format!("add `{example}`")),
    );
}
