//! How keys are composed of attributes, and what can be asked by them.

use super::{AttributeId, IndexId};

/// What can be asked of an index: all items of one partition, narrowed by the sort key's parts from left to right.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Question {
    /// The associated function, a valid identifier: `by_day`.
    pub(crate) function: String,
    /// The marker type in the entity's module: `ByDay`.
    pub(crate) marker: String,
    /// For each part of the sort key, the struct that asks for it: `ByDayThenPoints`.
    pub(crate) steps: Vec<String>,
    /// The index, or the table itself.
    pub(crate) target: Target,
    pub(crate) key: Key,
    /// What is found, if the index does not project all.
    pub(crate) item: Option<IndexItem>,
}

/// What a question is put to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Target {
    /// The table's own key; only where it has a sort key.
    Table,
    Index(IndexId),
}

/// What an index that does not project all holds of an entity's items.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct IndexItem {
    /// The struct: `LinkByDay`.
    pub(crate) rust_name: String,
    /// In the order of the entity's attributes.
    pub(crate) attributes: Vec<AttributeId>,
}

/// The physical key attributes of a table or an index, each with the template that an entity fills it by.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Key {
    pub(crate) partition: Vec<Template>,
    pub(crate) sort: Vec<Template>,
}

impl Key {
    /// All templates: the partition's, then the sort key's.
    pub(crate) fn templates(&self) -> impl Iterator<Item = &Template> {
        self.partition.iter().chain(&self.sort)
    }

    /// All attributes that the key is composed of, the partition's first.
    pub(crate) fn attributes(&self) -> impl Iterator<Item = AttributeId> {
        self.templates().flat_map(Template::attributes)
    }
}

/// How one physical key attribute is composed. A plain attribute is a template of one part.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Template {
    pub(crate) parts: Vec<Part>,
}

impl Template {
    pub(crate) fn attributes(&self) -> impl Iterator<Item = AttributeId> {
        self.parts.iter().map(|part| match part {
            Part::Attribute(id) => *id,
        })
    }
}

/// A piece of a template.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Part {
    Attribute(AttributeId),
}
