//! Which keys an entity fills: its table's must be whole, and it is in an index if it has all of that one's attributes.
//! What it is asked there, and what is found.

use super::Context;
use super::facts::{self, Entity, Index, KeyAttribute, KeySchema, Projection, Table};
use super::key_types::KeyTypes;
use super::write::scalar;
use crate::diagnostics::{Diagnostic, codes, list, shown};
use crate::model::{AttributeId, IndexId, IndexItem, Key, Part, Question, Target, Template};
use crate::names;
use crate::source::Span;

/// What one entity can be asked for.
#[derive(Default)]
pub(super) struct Membership {
    /// How it fills its table's key.
    pub(super) key: Option<Key>,
    pub(super) questions: Vec<Asked>,
}

pub(super) struct Asked {
    pub(super) question: Question,
    /// What is called so in the schema: "index".
    pub(super) what: &'static str,
    /// What of the schema gives rise to it, in words.
    pub(super) origin: String,
    /// Where that is.
    pub(super) place: Span,
}

/// The memberships of each entity.
pub(super) fn check(
    tables: &[Table<'_>],
    entities: &[Entity<'_>],
    key_types: &[KeyTypes<'_>],
    cx: &mut Context<'_>,
) -> Vec<Membership> {
    let of_entity = |entity: &Entity<'_>| {
        let position = entity.table?;
        Some(membership(entity, tables.get(position)?, key_types.get(position)?, cx))
    };
    entities.iter().map(of_entity).map(Option::unwrap_or_default).collect()
}

fn membership(entity: &Entity<'_>, table: &Table<'_>, types: &KeyTypes<'_>, cx: &mut Context<'_>) -> Membership {
    if !table.key.complete {
        return Membership::default();
    }
    if entity.complete {
        let lacks = |attribute: &&KeyAttribute<'_>| entity.position(attribute.name.value).is_none();
        // What nobody declares was reported at the key.
        for attribute in table.key.attributes().filter(lacks).filter(|it| types.contains_key(it.name.value)) {
            lacks_key_attribute(entity, table, attribute, cx);
        }
    }
    let key = key(entity, &table.key);
    let own = key.clone().filter(|key| !key.sort.is_empty()).map(|key| Asked {
        question: question("by_key", Target::Table, key, None, entity),
        what: "key",
        origin: format!("the own key of the table {}", shown(table.name)),
        place: table.key.attributes().next().map_or(table.name.span, |attribute| attribute.name.span),
    });
    let of_indexes = (0..table.indexes.len()).filter_map(|position| of_index(entity, table, position, types, cx));
    Membership { key, questions: own.into_iter().chain(of_indexes).collect() }
}

/// What an entity can be asked on an index, if it is in it.
fn of_index(
    entity: &Entity<'_>,
    table: &Table<'_>,
    position: usize,
    types: &KeyTypes<'_>,
    cx: &mut Context<'_>,
) -> Option<Asked> {
    let index = table.indexes.get(position)?;
    let said = entity.questions.named.iter().find(|question| question.index == position);
    let (name, named, what) = match said {
        Some(question) => (question.name, question.named, "question"),
        None if entity.questions.complete => (index.name, index.named, "index"),
        None => return None,
    };
    let key = index_key(entity, table, index, said, types, cx).filter(|_| named)?;
    let item = item(entity, table, index, name);
    Some(Asked {
        question: question(name, Target::Index(IndexId(position)), key, item, entity),
        what,
        origin: format!("the {what} {}", shown(name)),
        place: name.span,
    })
}

/// The key by which an entity is in an index, if it is. The table's own key is always there.
fn index_key(
    entity: &Entity<'_>,
    table: &Table<'_>,
    index: &Index<'_>,
    said: Option<&facts::Question<'_>>,
    types: &KeyTypes<'_>,
    cx: &mut Context<'_>,
) -> Option<Key> {
    if !index.key.complete {
        return None;
    }
    let others = index.key.attributes().filter(|attribute| !table.key.has(attribute.name.value));
    let (present, absent): (Vec<_>, Vec<_>) =
        others.partition(|attribute| entity.position(attribute.name.value).is_some());
    if absent.is_empty() {
        return key(entity, &index.key);
    }
    // What nobody declares was reported at the index's key.
    let all_declared = absent.iter().all(|attribute| types.contains_key(attribute.name.value));
    if entity.complete && all_declared {
        match said {
            Some(question) => not_in_index(entity, index, question, &absent, cx),
            None if present.is_empty() => {}
            None => partly_in_index(entity, index, &present, &absent, cx),
        }
    }
    None
}

fn partly_in_index(
    entity: &Entity<'_>,
    index: &Index<'_>,
    present: &[&KeyAttribute<'_>],
    absent: &[&KeyAttribute<'_>],
    cx: &mut Context<'_>,
) {
    let message = format!("{} is not in the index {}", shown(entity.name), shown(index.name));
    let diagnostic = Diagnostic::new(codes::PARTLY_IN_INDEX, message)
        .at(entity.name.span, format!("has {}, but not {}", names_of(present), names_of(absent)))
        .help("an item is in an index only if it has all attributes of its key");
    cx.sink.report(in_key_of_index(diagnostic, absent));
}

fn not_in_index(
    entity: &Entity<'_>,
    index: &Index<'_>,
    question: &facts::Question<'_>,
    absent: &[&KeyAttribute<'_>],
    cx: &mut Context<'_>,
) {
    let message = format!("{} is not in the index {}", shown(entity.name), shown(index.name));
    let diagnostic = Diagnostic::new(codes::NOT_IN_INDEX, message)
        .at(question.name.span, format!("it has no {}", list(physical(absent), "and no")))
        .help("add what it lacks, or say `name: …` of the attribute that it is");
    cx.sink.report(in_key_of_index(diagnostic, absent));
}

fn in_key_of_index(diagnostic: Diagnostic, absent: &[&KeyAttribute<'_>]) -> Diagnostic {
    absent.iter().take(1).fold(diagnostic, |it, first| it.also(first.name.span, "in the index's key here"))
}

/// What an index holds of an entity's items, if it does not project all.
fn item(entity: &Entity<'_>, table: &Table<'_>, index: &Index<'_>, question: &str) -> Option<IndexItem> {
    let included = match index.projection.as_ref()? {
        Projection::All => return None,
        Projection::KeysOnly => &[][..],
        Projection::Include(names, _) => names,
    };
    let is_projected = |name: &str| {
        table.key.has(name) || index.key.has(name) || included.iter().any(|included| included.as_str() == name)
    };
    let attributes = entity.attributes.iter().enumerate();
    let projected =
        attributes.filter(|(_, attribute)| attribute.physical.as_deref().is_some_and(|it| is_projected(it)));
    Some(IndexItem {
        rust_name: names::index_item(entity.name, question),
        attributes: projected.map(|(position, _)| AttributeId(position)).collect(),
    })
}

fn physical<'n>(attributes: &[&KeyAttribute<'n>]) -> impl Iterator<Item = &'n str> {
    attributes.iter().map(|attribute| attribute.name.value)
}

fn names_of(attributes: &[&KeyAttribute<'_>]) -> String {
    list(physical(attributes), "and")
}

/// The key, if the entity has all of it.
fn key(entity: &Entity<'_>, schema: &KeySchema<'_>) -> Option<Key> {
    let template = |attribute: &KeyAttribute<'_>| {
        let position = entity.position(attribute.name.value)?;
        Some(Template { parts: vec![Part::Attribute(AttributeId(position))] })
    };
    Some(Key {
        partition: schema.partition.iter().map(template).collect::<Option<_>>()?,
        sort: schema.sort.iter().map(template).collect::<Option<_>>()?,
    })
}

fn question(name: &str, target: Target, key: Key, item: Option<IndexItem>, entity: &Entity<'_>) -> Question {
    let sort = key.sort.iter().flat_map(Template::attributes);
    let parts = sort.filter_map(|id| entity.attributes.get(id.0)).filter(|part| part.named);
    let steps = parts.map(|part| names::step(name, part.name)).collect();
    Question {
        function: names::function(name),
        marker: names::marker(name),
        steps,
        target,
        key,
        item,
    }
}

fn lacks_key_attribute(entity: &Entity<'_>, table: &Table<'_>, attribute: &KeyAttribute<'_>, cx: &mut Context<'_>) {
    cx.sink.report(
        Diagnostic::new(
            codes::MISSING_KEY_ATTRIBUTE,
            format!("{} has no attribute {}", shown(entity.name), shown(attribute.name.value)),
        )
        .at(entity.name.span, "")
        .also(attribute.name.span, format!("the key of {} needs it", shown(table.name)))
        .help(format!("add it, or say `name: {}` of the attribute that it is", scalar(attribute.name.value))),
    );
}
