//! Tables and entities as generated code declares them.

use std::fmt;

use crate::codec::{DecodeItem, EncodeItem, Encoded, Item, MembersTarget, from_item};
use crate::error::Error;
use crate::expression::{Expression, Path};
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
    /// The attribute that holds the version of an optimistic lock.
    const VERSION: Option<&'static str> = None;
    /// The keys of indexes that are composed of more than the table's key, with what they are composed of.
    const FED_KEYS: &'static [FedKey] = &[];
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

/// A key of an index that is composed of attributes.
#[derive(Debug, PartialEq)]
#[non_exhaustive]
pub struct FedKey {
    /// The key's name in DynamoDB.
    pub name: &'static str,
    /// For each part that is not in the table's key, the attributes that an item has it in besides.
    pub parts: &'static [&'static [&'static str]],
    /// Whether an item is in the index by choice.
    pub is_chosen: bool,
}

impl FedKey {
    /// A key that is there whenever all of its parts are.
    #[must_use]
    pub const fn new(name: &'static str, parts: &'static [&'static [&'static str]]) -> Self {
        Self { name, parts, is_chosen: false }
    }

    /// The same of an index that an item is in by choice.
    #[must_use]
    pub const fn chosen(self) -> Self {
        Self { is_chosen: true, ..self }
    }

    /// What has to hold of the item that an upsert finds, so that this key is true afterwards. `fills` says which
    /// attributes are set where the item lacks them.
    ///
    /// Where the item has the key, it has its parts, and nothing of them changes. Where it does not, a key that is
    /// filled in is composed of the upsert's parts, so that the item must have none of its own; and if the upsert lacks
    /// some, the item must lack one of these too, or it would be without a key that it should have.
    pub(crate) fn condition(&self, fills: impl Fn(&str) -> bool) -> Option<Expression> {
        let exists = |name: &'static str| Expression::Exists(Path::new(name));
        let lacks = |parts: &'static [&'static str]| parts.iter().map(|name| exists(name).negated());
        let has_key = exists(self.name);
        if fills(self.name) {
            let lacks_all = self.parts.iter().flat_map(|holders| lacks(holders)).reduce(Expression::and)?;
            return Some(has_key.or(lacks_all));
        }
        let fills_part = |holders: &&&[&'static str]| holders.iter().any(|name| fills(name));
        if self.is_chosen || !self.parts.iter().any(|holders| fills_part(&holders)) {
            return None;
        }
        let mut missing = self.parts.iter().filter(|holders| !fills_part(holders));
        // A part that nothing else holds is nowhere without the key.
        if missing.clone().any(|holders| holders.is_empty()) {
            return None;
        }
        let lacks_one = missing.try_fold(Expression::Never, |lacks_one, holders| {
            Some(lacks_one.or(lacks(holders).reduce(Expression::and)?))
        })?;
        Some(has_key.or(lacks_one))
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

    /// The version that the caller has seen: that of an item. A key knows none.
    fn version(&self) -> Option<u64> {
        None
    }
}

/// An entity with a version, by which writes lock it. Implemented by generated code.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no version",
    label = "not locked",
    note = "an entity is locked by an attribute `version: version` in the schema"
)]
pub trait Versioned: Entity {}

/// What `put`, `insert` and `replace` take: an item by reference. One with a version is taken by `&mut`, for it is what
/// the table holds afterwards. Implemented by generated code.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be written as an item",
    label = "expected a reference to an item",
    note = "an entity with a version is taken as `&mut item`, for the write advances it; all others are taken as `&item`"
)]
pub trait Writable {
    /// The entity.
    type Entity: Entity;
    /// What is kept of it until it is written.
    type Kept: Kept<Self::Entity>;

    /// The item.
    fn item(&self) -> &Self::Entity;

    /// What is to be as the table holds it, when the item is written.
    fn into_kept(self) -> Self::Kept;
}

/// What is kept of an item until it is written: nothing, or the item itself.
pub trait Kept<E>: Send {
    /// Whether something is done with what was written.
    #[doc(hidden)]
    const IS_CHANGED: bool;

    /// Takes what was written.
    #[doc(hidden)]
    fn settle(self, written: Item) -> Result<(), Error>;
}

impl<E> Kept<E> for () {
    const IS_CHANGED: bool = false;

    fn settle(self, _: Item) -> Result<(), Error> {
        Ok(())
    }
}

impl<E: Entity> Kept<E> for &mut E {
    const IS_CHANGED: bool = true;

    fn settle(self, written: Item) -> Result<(), Error> {
        *self = from_item(written)?;
        Ok(())
    }
}

/// Makes references to an entity what writes take.
#[doc(hidden)]
#[macro_export]
macro_rules! __written {
    ($entity:ident) => {
        impl<'a> $crate::Writable for &'a $entity {
            type Entity = $entity;
            type Kept = ();
            fn item(&self) -> &$entity {
                self
            }
            fn into_kept(self) {}
        }
    };
    ($entity:ident by version) => {
        impl $crate::Versioned for $entity {}

        impl<'a> $crate::Writable for &'a mut $entity {
            type Entity = $entity;
            type Kept = Self;
            fn item(&self) -> &$entity {
                self
            }
            fn into_kept(self) -> Self {
                self
            }
        }
    };
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
