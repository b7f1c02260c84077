//! What a write returns of the item, as types.

use std::fmt;
use std::marker::PhantomData;

use aws_sdk_dynamodb::types::ReturnValue;

use crate::attribute::{Attr, Attribute, Held, Place};
use crate::codec::{Encoding, Item, from_item, value_source};
use crate::entity::{Entity, SameAs};
use crate::error::{DecodeError, Error};
use crate::expression::ChangedPlaces;
use crate::key::ItemKey;
use crate::plan::Write;

/// What a write returns of the item, as a marker type: nothing as `()`, [`NewItem`], [`OldItem`], [`MaybeOldItem`],
/// [`UpdatedNew`] or [`UpdatedOld`].
pub trait Returned<E: Entity>: 'static {
    /// What the caller gets.
    type Value: Send;

    /// What DynamoDB is asked for.
    #[doc(hidden)]
    const VALUES: Values;

    /// The key of the item, where reading it takes it.
    #[doc(hidden)]
    #[allow(private_interfaces, reason = "what is hidden is called here alone")]
    fn key_of(write: &Write) -> ItemKey {
        if Self::VALUES == Values::None { ItemKey::nothing(&[]) } else { write.key() }
    }

    /// Reads it. `changed` are the places that an update changes, `key` is the item's.
    #[doc(hidden)]
    fn read(item: Option<Item>, changed: Option<ChangedPlaces>, key: ItemKey) -> Result<Self::Value, Error>;
}

/// DynamoDB's `ReturnValues`, as a constant.
#[doc(hidden)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Values {
    None,
    AllOld,
    AllNew,
    UpdatedOld,
    UpdatedNew,
}

impl From<Values> for ReturnValue {
    fn from(values: Values) -> Self {
        match values {
            Values::None => Self::None,
            Values::AllOld => Self::AllOld,
            Values::AllNew => Self::AllNew,
            Values::UpdatedOld => Self::UpdatedOld,
            Values::UpdatedNew => Self::UpdatedNew,
        }
    }
}

impl<E: Entity> Returned<E> for () {
    type Value = ();

    const VALUES: Values = Values::None;

    fn read(_: Option<Item>, _: Option<ChangedPlaces>, _: ItemKey) -> Result<(), Error> {
        Ok(())
    }
}

/// The item as it is afterwards.
#[derive(Debug)]
pub enum NewItem {}

impl<E: Entity> Returned<E> for NewItem {
    type Value = E;

    const VALUES: Values = Values::AllNew;

    fn read(item: Option<Item>, _: Option<ChangedPlaces>, _: ItemKey) -> Result<E, Error> {
        from_item(item.unwrap_or_default())
    }
}

/// The item as it was before; there was one.
#[derive(Debug)]
pub enum OldItem {}

impl<E: Entity> Returned<E> for OldItem {
    type Value = E;

    const VALUES: Values = Values::AllOld;

    fn read(item: Option<Item>, _: Option<ChangedPlaces>, _: ItemKey) -> Result<E, Error> {
        from_item(item.unwrap_or_default())
    }
}

/// The item as it was before, if there was one.
#[derive(Debug)]
pub enum MaybeOldItem {}

impl<E: Entity> Returned<E> for MaybeOldItem {
    type Value = Option<E>;

    const VALUES: Values = Values::AllOld;

    fn read(item: Option<Item>, _: Option<ChangedPlaces>, _: ItemKey) -> Result<Option<E>, Error> {
        item.filter(|item| !item.is_empty()).map(from_item).transpose()
    }
}

/// What an update changed, as it is afterwards.
#[derive(Debug)]
pub enum UpdatedNew {}

impl<E: Entity> Returned<E> for UpdatedNew {
    type Value = Updated<E>;

    const VALUES: Values = Values::UpdatedNew;

    fn read(item: Option<Item>, changed: Option<ChangedPlaces>, key: ItemKey) -> Result<Updated<E>, Error> {
        Ok(Updated::new(item, changed, key))
    }
}

/// What an update changed, as it was before.
#[derive(Debug)]
pub enum UpdatedOld {}

impl<E: Entity> Returned<E> for UpdatedOld {
    type Value = Updated<E>;

    const VALUES: Values = Values::UpdatedOld;

    fn read(item: Option<Item>, changed: Option<ChangedPlaces>, key: ItemKey) -> Result<Updated<E>, Error> {
        Ok(Updated::new(item, changed, key))
    }
}

/// What an update changed, attributes or places inside them: as it was before, or as it is afterwards.
pub struct Updated<E> {
    item: Item,
    changed: Option<ChangedPlaces>,
    key: ItemKey,
    entity: PhantomData<fn() -> E>,
}

impl<E: Entity> Updated<E> {
    fn new(item: Option<Item>, changed: Option<ChangedPlaces>, key: ItemKey) -> Self {
        let mut item = item.unwrap_or_default();
        if let Some(changed) = &changed {
            changed.only(&mut item);
        }
        Self { item, changed, key, entity: PhantomData }
    }

    /// What the update changed here, stamps included. `None` where nothing is, or was, and for what the update did not
    /// change, or not as a whole.
    ///
    /// # Errors
    /// [`Error::Decode`] where something else is there than the schema says, as when a sum no longer fits its type.
    pub fn get<A, P>(&self, place: Attr<A, P>) -> Result<Option<Held<P>>, Error>
    where
        A: Attribute<Of: SameAs<E>>,
        P: Place,
    {
        let path = place.into_path();
        let is_changed = self.changed.as_ref().is_some_and(|changed| changed.hold(&path));
        let found = path.find(&self.item).filter(|_| is_changed).cloned();
        let source = found.map(|value| value_source(value, path.depth())).transpose();
        let read = source.and_then(|source| source.map(P::Encoding::read).transpose());
        read.map_err(|mismatch| DecodeError::new(E::NAME, self.key.clone(), mismatch.of(path.to_string())).into())
    }

    /// The attributes of which something was changed, as DynamoDB returned them.
    #[must_use]
    pub fn into_item(self) -> Item {
        self.item
    }
}

impl<E> Clone for Updated<E> {
    fn clone(&self) -> Self {
        Self {
            item: self.item.clone(),
            changed: self.changed.clone(),
            key: self.key.clone(),
            entity: PhantomData,
        }
    }
}

/// Without values, some of which may be sensitive.
impl<E: Entity> fmt::Debug for Updated<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Updated").field("entity", &E::NAME).field("key", &self.key).finish_non_exhaustive()
    }
}
