//! Tables and entities as generated code declares them.

use crate::codec::{Codec, EncodeItem};
use crate::metadata::TableMeta;

/// A table of the schema. Implemented by generated code.
pub trait TableDefinition: 'static {
    /// What the schema says of it.
    const META: &'static TableMeta;
}

/// A kind of item. Implemented by generated code.
pub trait Entity: Codec + Send + 'static {
    /// The entity's name, as errors show it.
    const NAME: &'static str;
    /// The table that its items are in.
    type Table: TableDefinition;
}

/// An entity whose items are in table `T`. Implemented by generated code.
#[diagnostic::on_unimplemented(
    message = "the items of `{Self}` are not in table `{T}`",
    label = "`{Self}` belongs to another table",
    note = "take the table that the schema gives for `{Self}`"
)]
pub trait StoredIn<T: TableDefinition>: Entity {}

/// What tells one item of an entity: its key struct, or the entity itself by reference. Implemented by generated code.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the key of an item",
    label = "expected a key, as `Link::key(…)` makes it, or a reference to an item",
    note = "key structs and references to entities are keys"
)]
pub trait IntoKey {
    /// The entity whose key it is.
    type Entity: Entity;

    /// The struct that holds the attributes of the table's key.
    type Key: EncodeItem;

    /// The key.
    fn into_key(self) -> Self::Key;
}
