//! Tables and entities as generated code declares them.

use std::fmt;

use crate::codec::{DecodeItem, EncodeItem, Encoded, MembersTarget};
use crate::metadata::TableMeta;
use crate::now::Now;
use crate::template::Template;

/// A table of the schema. Implemented by generated code.
pub trait TableDefinition: 'static {
    /// What the schema says of it.
    const META: &'static TableMeta;
    /// The entities whose items are in it, of a table with several of them or with an entity attribute; else none.
    const ENTITIES: &'static [EntityMeta] = &[];
    /// The attribute in which an item says which entity it is.
    const ENTITY_ATTRIBUTE: Option<&'static str> = None;
}

/// What tells the items of one entity in a table with several.
#[derive(Debug)]
#[non_exhaustive]
pub struct EntityMeta {
    /// The entity's name.
    pub name: &'static str,
    /// What the table's entity attribute holds.
    pub value: &'static str,
    /// What the table's key is composed of: the partition key, and the sort key if there is one.
    pub key: &'static [&'static Template],
}

impl EntityMeta {
    /// An entity with what its items hold.
    #[must_use]
    pub const fn new(name: &'static str, value: &'static str, key: &'static [&'static Template]) -> Self {
        Self { name, value, key }
    }
}

/// A kind of item. Implemented by generated code.
pub trait Entity: DecodeItem + EncodeItem + Send + Sync + 'static {
    /// The entity's name, as errors show it.
    const NAME: &'static str;
    /// The attributes whose values errors do not show.
    const SENSITIVE: &'static [&'static str] = &[];
    /// The table that its items are in.
    type Table: TableDefinition;
    /// The struct that holds the attributes of the table's key.
    type Key: EncodeItem + Clone + fmt::Debug + Send + Sync + 'static;

    /// Writes the attributes that this kind of write sets to the current time.
    ///
    /// # Errors
    /// A time that cannot be written, such as one of the year 10000.
    fn stamp<T: MembersTarget>(stamp: Stamp, now: Now, members: &mut T) -> Encoded<()> {
        let _ = (stamp, now, members);
        Ok(())
    }
}

/// Which writes set an attribute to the current time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stamp {
    /// The one that creates the item: `stamp: insert`.
    Insert,
    /// All: `stamp: write`.
    Write,
}

/// An entity whose items are in table `T`. Implemented by generated code.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an entity of table `{T}`",
    label = "not in this table",
    note = "the schema says which table the items of an entity are in"
)]
pub trait StoredIn<T: TableDefinition>: Entity {}

/// An entity that is the same as `E`: what attributes in a request about `E` must be of.
#[diagnostic::on_unimplemented(
    message = "this is an attribute of `{Self}`, and the request is about `{E}`",
    label = "of another struct or entity",
    note = "a field of a struct is reached through the attribute that holds it: `Order::ADDRESS.field(Address::CITY)`"
)]
pub trait SameAs<E> {}

impl<E: Entity> SameAs<E> for E {}

/// What tells one item of an entity: its key struct, or the entity itself by reference. Implemented by generated code.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the key of an item",
    label = "expected a key, as an entity's `key(…)` makes it, or a reference to an item",
    note = "key structs and references to entities are keys"
)]
pub trait IntoKey {
    /// The entity whose key it is.
    type Entity: Entity;

    /// The key.
    fn into_key(self) -> <Self::Entity as Entity>::Key;
}

/// Makes a struct the key of an entity.
#[doc(hidden)]
#[macro_export]
macro_rules! __key_of {
    ($key:ident, $entity:ident) => {
        impl $crate::IntoKey for $key {
            type Entity = $entity;
            fn into_key(self) -> Self {
                self
            }
        }

        impl $crate::IntoKey for &$key {
            type Entity = $entity;
            fn into_key(self) -> $key {
                self.clone()
            }
        }
    };
}
