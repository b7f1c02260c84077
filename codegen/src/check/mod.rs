//! Every rule of the language and of DynamoDB, and everything that breaks one at once.
//!
//! First each declaration is looked at alone: what it says becomes a fact, and what is wrong with it is reported. Then
//! the facts are held against each other: keys against attributes, entities against tables, names against names. A fact
//! that is missing because of a mistake leads to no second report. Only if there was no mistake at all is a model made
//! of the facts.

mod attribute;
mod billing;
mod built_in;
mod collection;
mod collisions;
mod declarations;
mod derivable;
mod derives;
mod entity;
mod facts;
mod filling;
mod format;
mod grammar;
mod graph;
mod identifiers;
mod index;
mod key;
mod key_parts;
mod key_schema;
mod key_types;
mod literal;
mod lower;
mod members;
mod membership;
mod named;
mod options;
mod overlap;
mod part;
mod physical;
mod projection;
mod question;
mod resolve;
mod rust_path;
mod settings;
mod stamp;
mod table;
mod tell_apart;
mod template;
mod time_to_live;
mod traits;
mod write;

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod tests;

use std::fmt::Display;

use crate::diagnostics::{Diagnostic, Sink, codes};
use crate::model;
use crate::source::{SourceId, Sources, Span};
use crate::syntax;

use declarations::Declarations;
use entity::Surroundings;
use lower::Facts;
use members::Members;
use named::Types;
use resolve::SetElement;
use settings::Settings;

/// What every check needs: where to report, and the texts that places are in.
struct Context<'a> {
    sources: &'a Sources,
    sink: &'a mut Sink,
    /// What is to be looked at when all types are known.
    set_elements: Vec<SetElement>,
}

impl Context<'_> {
    /// What is written in a place.
    fn written(&self, span: Span) -> &str {
        self.sources.get(span.source).map_or("", |source| &source.text[source.range(span)])
    }
}

/// Checks what the files say together, and says what it means. None if anything is wrong, which is then in the sink.
pub(crate) fn check(files: &[(SourceId, syntax::File)], sources: &Sources, sink: &mut Sink) -> Option<model::Schema> {
    let cx = &mut Context { sources, sink, set_elements: Vec::new() };
    let declarations = Declarations::collect(files, cx);
    let settings = Settings::collect(&declarations, cx);
    let types = Types::collect(&declarations, &settings, cx);
    let tables = table::check_all(&declarations, &types, cx);
    let entities = entity::check_all(
        &Surroundings {
            declarations: &declarations,
            settings: &settings,
            types: &types,
            tables: &tables,
        },
        cx,
    );
    types.check_sets(cx);
    let members = Members::of_all(&tables, &entities, &declarations);
    let key_types = key_types::check(&tables, &members, &types, cx);
    projection::check_names(&tables, &members, cx);
    let mut memberships = membership::check(&tables, &entities, &key_types, &types, cx);
    tell_apart::check(&declarations, &tables, &entities, &key_types, &types, &mut memberships, cx);
    time_to_live::check(
        &time_to_live::Surroundings {
            tables: &tables,
            members: &members,
            entities: &entities,
            memberships: &memberships,
            key_types: &key_types,
            types: &types,
        },
        cx,
    );
    let collections = collection::check(
        &collection::Surroundings {
            declarations: &declarations,
            tables: &tables,
            entities: &entities,
            key_types: &key_types,
            types: &types,
            memberships: &memberships,
        },
        cx,
    );
    let implemented = derivable::check(&types, &entities, cx);
    collisions::check(&declarations, &tables, &entities, &types, &memberships, &collections, cx);
    cx.sink.drop_allowed(&settings.allowed(&declarations));
    if cx.sink.has_errors() {
        return None;
    }
    let facts = Facts {
        declarations,
        tables,
        entities,
        types,
        key_types,
        memberships,
        implemented,
        collections,
    };
    lower::schema(facts, sources)
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
