//! Which keys an entity fills: its table's must be whole, and it is in an index if it has all of that one's attributes.

use super::Context;
use super::facts::{Entity, Index, KeyAttribute, KeySchema, Table};
use super::key_types::KeyTypes;
use super::write::scalar;
use crate::diagnostics::{Diagnostic, codes, list, shown};
use crate::model::{AttributeId, IndexId, Key, Part, Question, Target, Template};
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
        question: question("by_key", Target::Table, key, entity),
        origin: format!("the own key of the table {}", shown(table.name)),
        place: table.key.attributes().next().map_or(table.name.span, |attribute| attribute.name.span),
    });
    let indexes = table.indexes.iter().enumerate();
    let of_indexes = indexes.filter_map(|(position, index)| {
        let key = index_key(entity, table, index, types, cx).filter(|_| index.named)?;
        let question = question(index.name, Target::Index(IndexId(position)), key, entity);
        Some(Asked {
            question,
            origin: format!("the index {}", shown(index.name)),
            place: index.name.span,
        })
    });
    Membership { key, questions: own.into_iter().chain(of_indexes).collect() }
}

/// The key by which an entity is in an index, if it is. The table's own key is always there.
fn index_key(
    entity: &Entity<'_>,
    table: &Table<'_>,
    index: &Index<'_>,
    types: &KeyTypes<'_>,
    cx: &mut Context<'_>,
) -> Option<Key> {
    if !index.key.complete {
        return None;
    }
    let others = index.key.attributes().filter(|attribute| !table.key.has(attribute.name.value));
    let (present, absent): (Vec<_>, Vec<_>) =
        others.partition(|attribute| entity.position(attribute.name.value).is_some());
    let Some(first) = absent.first() else { return key(entity, &index.key) };
    let all_declared = absent.iter().all(|attribute| types.contains_key(attribute.name.value));
    if !present.is_empty() && entity.complete && all_declared {
        cx.sink.report(
            Diagnostic::new(
                codes::PARTLY_IN_INDEX,
                format!("{} is not in the index {}", shown(entity.name), shown(index.name)),
            )
            .at(entity.name.span, format!("has {}, but not {}", names_of(&present), names_of(&absent)))
            .also(first.name.span, "in the index's key here")
            .help("an item is in an index only if it has all attributes of its key"),
        );
    }
    None
}

fn names_of(attributes: &[&KeyAttribute<'_>]) -> String {
    list(attributes.iter().map(|attribute| attribute.name.value), "and")
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

fn question(name: &str, target: Target, key: Key, entity: &Entity<'_>) -> Question {
    let sort = key.sort.iter().flat_map(Template::attributes);
    let parts = sort.filter_map(|id| entity.attributes.get(id.0)).filter(|part| part.named);
    let steps = parts.map(|part| names::step(name, part.name)).collect();
    Question {
        function: names::function(name),
        marker: names::marker(name),
        steps,
        target,
        key,
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
