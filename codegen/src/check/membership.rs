//! Which keys an entity fills: its table's must be whole, and it is in an index if it has all of that one's attributes.
//! What it is asked there, and what is found.

use super::Context;
use super::facts::{self, Entity, EntityAttribute, Index, KeyAttribute, KeySchema, Projection, Table};
use super::key;
use super::key_types::KeyTypes;
use super::named::Types;
use super::write::scalar;
use crate::diagnostics::{Diagnostic, codes, list, shown};
use crate::model::{AttributeId, Home, IndexId, IndexItem, Key, Question, Target};
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
    types: &Types<'_>,
    cx: &mut Context<'_>,
) -> Vec<Membership> {
    let of_entity = |entity: &Entity<'_>| {
        let position = entity.table?;
        let (table, key_types) = (tables.get(position)?, key_types.get(position)?);
        Some(Asking { entity, table, key_types, types }.membership(cx))
    };
    entities.iter().map(of_entity).map(Option::unwrap_or_default).collect()
}

/// One entity and its table.
struct Asking<'c, 'a> {
    entity: &'c Entity<'a>,
    table: &'c Table<'a>,
    key_types: &'c KeyTypes<'a>,
    types: &'c Types<'a>,
}

impl Asking<'_, '_> {
    fn membership(&self, cx: &mut Context<'_>) -> Membership {
        let Self { entity, table, .. } = self;
        if !table.key.complete {
            return Membership::default();
        }
        if entity.complete {
            let lacks = |attribute: &&KeyAttribute<'_>| !entity.has(attribute.name.value);
            // What nobody declares was reported at the key.
            let declared = |attribute: &&KeyAttribute<'_>| self.key_types.contains_key(attribute.name.value);
            for attribute in table.key.attributes().filter(lacks).filter(declared) {
                lacks_key_attribute(entity, table, attribute, cx);
            }
        }
        let key = self.key(&table.key);
        let own = key.clone().filter(|key| !key.sort.is_empty()).map(|key| Asked {
            question: self.question("by_key", Target::Table, key, None, true),
            what: "key",
            origin: format!("the own key of the table {}", shown(table.name)),
            place: table.key.attributes().next().map_or(table.name.span, |attribute| attribute.name.span),
        });
        let of_indexes = (0..table.indexes.len()).filter_map(|position| self.of_index(position, cx));
        Membership { key, questions: own.into_iter().chain(of_indexes).collect() }
    }

    /// What it can be asked on an index, if it is in it.
    fn of_index(&self, position: usize, cx: &mut Context<'_>) -> Option<Asked> {
        let Self { entity, table, .. } = self;
        let index = table.indexes.get(position)?;
        let said = entity.questions.named.iter().find(|question| question.index == position);
        let (name, named, what) = match said {
            Some(question) => (question.name, question.named, "question"),
            None if entity.questions.complete => (index.name, index.named, "index"),
            None => return None,
        };
        let key = self.index_key(index, said, cx).filter(|_| named)?;
        let item = self.item(index, name);
        let tells = match (&index.projection, table.entity_attribute) {
            (Some(Projection::All), EntityAttribute::Given(_)) => true,
            (Some(Projection::Include(names, _)), EntityAttribute::Given(told)) => names.contains(&told),
            _ => false,
        };
        let mut question = self.question(name, Target::Index(IndexId(position)), key, item, tells);
        question.member = said.and_then(|said| said.member);
        Some(Asked {
            question,
            what,
            origin: format!("the {what} {}", shown(name)),
            place: name.span,
        })
    }

    /// The key by which it is in an index, if it is. The table's own key is always there.
    fn index_key(&self, index: &Index<'_>, said: Option<&facts::Question<'_>>, cx: &mut Context<'_>) -> Option<Key> {
        let Self { entity, table, .. } = self;
        if !index.key.complete {
            return None;
        }
        let others = index.key.attributes().filter(|attribute| !table.key.has(attribute.name.value));
        let (present, absent): (Vec<_>, Vec<_>) = others.partition(|attribute| entity.has(attribute.name.value));
        if absent.is_empty() {
            return self.key(&index.key);
        }
        // What nobody declares was reported at the index's key.
        let all_declared = absent.iter().all(|attribute| self.key_types.contains_key(attribute.name.value));
        if entity.complete && all_declared {
            match said {
                Some(question) => not_in_index(entity, index, question, &absent, cx),
                None if present.is_empty() => {}
                None => partly_in_index(entity, index, &present, &absent, cx),
            }
        }
        None
    }

    /// What an index holds of its items, if it does not project all.
    fn item(&self, index: &Index<'_>, question: &str) -> Option<IndexItem> {
        let Self { entity, table, .. } = self;
        let included = match index.projection.as_ref()? {
            Projection::All => return None,
            Projection::KeysOnly => &[][..],
            Projection::Include(names, _) => names,
        };
        let is_key = |name: &str| table.key.has(name) || index.key.has(name);
        let is_projected = |name: &str| is_key(name) || included.iter().any(|included| included.as_str() == name);
        let home = |position: usize, attribute: &facts::Attribute<'_>| {
            let name = attribute.physical.as_deref()?;
            if attribute.stored && is_projected(name) {
                return Some(Home::Attribute);
            }
            // The keys of the table and of the index are there.
            key::homes(entity, position).find_map(|(filled, home)| is_key(filled.attribute.value).then_some(home))
        };
        let attributes = entity.attributes.iter().enumerate();
        Some(IndexItem {
            rust_name: names::index_item(entity.name, question),
            attributes: attributes
                .filter_map(|(position, attribute)| Some((AttributeId(position), home(position, attribute)?)))
                .collect(),
        })
    }

    /// The key, if it has all of it.
    fn key(&self, schema: &KeySchema<'_>) -> Option<Key> {
        let template = |attribute: &KeyAttribute<'_>| key::template(self.entity, attribute.name.value, self.types);
        Some(Key {
            partition: schema.partition.iter().map(template).collect::<Option<_>>()?,
            sort: schema.sort.iter().map(template).collect::<Option<_>>()?,
        })
    }

    fn question(&self, name: &str, target: Target, key: Key, item: Option<IndexItem>, tells: bool) -> Question {
        let known = key::known(&key);
        Question {
            function: names::function(name),
            marker: names::marker(name),
            steps: key::steps(name, &key, known, self.entity, self.types),
            known,
            target,
            key,
            item,
            is_shared: false,
            tells,
            member: None,
        }
    }
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

fn physical<'n>(attributes: &[&KeyAttribute<'n>]) -> impl Iterator<Item = &'n str> {
    attributes.iter().map(|attribute| attribute.name.value)
}

fn names_of(attributes: &[&KeyAttribute<'_>]) -> String {
    list(physical(attributes), "and")
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
