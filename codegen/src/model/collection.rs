//! Collections: items of several entities that one query returns.

use super::{EntityId, FileId, Key, Step, TableId, Target};

/// What stands in one partition of a table or of an index.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Collection {
    pub(crate) file: FileId,
    /// The struct: `OrderWithItems`.
    pub(crate) rust_name: String,
    /// The enum of one item of it: `OrderWithItemsItem`.
    pub(crate) item: String,
    /// The module of its steps, a valid identifier: `order_with_items`.
    pub(crate) module: String,
    pub(crate) doc: Option<String>,
    pub(crate) table: TableId,
    pub(crate) target: Target,
    pub(crate) fields: Vec<CollectionField>,
    /// The entity whose names the parts of the key have.
    pub(crate) entity: EntityId,
    /// The key as that entity fills it; of the sort key no more than all listed entities share.
    pub(crate) key: Key,
    /// How many parts of the sort key the partition knows; they are the first.
    pub(crate) known: usize,
    /// The parts of the sort key that all listed entities share, behind those.
    pub(crate) steps: Vec<Step>,
    /// Whether items of other entities can be among those that are asked for.
    pub(crate) is_shared: bool,
    /// Whether what is asked holds the table's entity attribute.
    pub(crate) tells: bool,
    /// Whether it can be read with strong consistency.
    pub(crate) is_strong: bool,
}

/// The items of one entity in a collection.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct CollectionField {
    /// The struct's field, a valid identifier.
    pub(crate) field: String,
    pub(crate) entity: EntityId,
    pub(crate) cardinality: Cardinality,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cardinality {
    One,
    AtMostOne,
    Many,
}
