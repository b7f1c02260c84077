//! What can be asked by keys.

use super::{AttributeId, Home, IndexId, Key};

/// What can be asked of an index: all items of one partition, narrowed by the sort key's parts from left to right.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Question {
    /// The associated function, a valid identifier: `by_day`.
    pub(crate) function: String,
    /// The marker type in the entity's module: `ByDay`.
    pub(crate) marker: String,
    /// The parts of the sort key that the partition does not know.
    pub(crate) steps: Vec<Step>,
    /// How many parts of the sort key the partition knows; they are the first.
    pub(crate) known: usize,
    /// The index, or the table itself.
    pub(crate) target: Target,
    pub(crate) key: Key,
    /// What is found, if the index does not project all.
    pub(crate) item: Option<IndexItem>,
    /// Whether items of other entities can be among those that are asked for.
    pub(crate) is_shared: bool,
    /// Whether what is asked holds the table's entity attribute.
    pub(crate) tells: bool,
    /// The field that says whether an item is there: a place in [`Entity::members`](super::Entity::members).
    pub(crate) member: Option<usize>,
}

/// A part of a sort key that a question can be narrowed by.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Step {
    /// The struct that asks for it: `ByDayThenPoints`.
    pub(crate) rust_name: String,
    /// The place of the template in [`Key::sort`].
    pub(crate) template: usize,
    /// The place of the part in its template.
    pub(crate) part: usize,
    /// Whether what is before and behind a value can be asked for.
    pub(crate) sorts: bool,
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
    /// In the order of the entity's attributes, each with where the index has it.
    pub(crate) attributes: Vec<(AttributeId, Home)>,
}
