//! What the caller of a read gets of each item: the item whole, or what was selected.

use std::sync::Arc;

use crate::attribute::Selection;
use crate::codec::{DecodeItem, Encoded, Item, MapMembers};
use crate::entity::Entity;
use crate::error::{DecodeError, Error, Refused};
use crate::expression::paths::{self, Paths};
use crate::key::ItemKey;

/// Makes a `T` of an item. The number says which of the entities that are asked for it is.
pub struct Decoder<T>(Arc<dyn Fn(usize, Item) -> Result<T, Error> + Send + Sync>);

impl<T: 'static> Decoder<T> {
    /// The item whole, or all that an index holds of it.
    pub(crate) fn whole<E: Entity>() -> Self
    where
        T: DecodeItem,
    {
        Self(Arc::new(|_, item| decode::<E, T>(item)))
    }

    /// For where there is nothing.
    pub(crate) fn of_nothing() -> Self {
        Self(Arc::new(|_, _| Err(Refused::request("there is nothing to decode").into())))
    }

    /// Items of several entities.
    pub(crate) fn of_several(read: fn(usize, Item) -> Result<T, Error>) -> Self {
        Self(Arc::new(read))
    }

    /// What is selected, and the paths to ask for. `known` is what the request knows of an item.
    pub(crate) fn selected<E, S>(selection: S, known: ItemKey) -> (Encoded<Paths>, Self)
    where
        E: Entity,
        S: Selection<E, Value = T>,
    {
        let mut wanted = Vec::new();
        selection.want(&mut wanted);
        let paths = Paths::new(&wanted);
        let asked = paths::check_overlap(&wanted).map(|()| paths.clone());
        let decode = move |_, mut item: Item| {
            let key = ItemKey::of::<E>(&item).or_known(&known);
            let read = selection.read(&paths, &mut item);
            read.map_err(|mismatch| DecodeError::new(E::NAME, key, mismatch).into())
        };
        (asked, Self(Arc::new(decode)))
    }
}

impl<T> Decoder<T> {
    pub(crate) fn decode(&self, entity: usize, item: Item) -> Result<T, Error> {
        (self.0)(entity, item)
    }
}

/// Reads a `T` from an item of an entity.
pub(crate) fn decode<E: Entity, T: DecodeItem>(item: Item) -> Result<T, Error> {
    // Decoding takes the item apart, and an error should still show its key.
    let key = ItemKey::of::<E>(&item);
    T::decode(&mut MapMembers::new(item)).map_err(|mismatch| DecodeError::new(E::NAME, key, mismatch).into())
}

impl<T> Clone for Decoder<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}
