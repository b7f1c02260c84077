//! `get`.

use std::fmt;
use std::marker::PhantomData;

use crate::codec::{EncodeItem, Encoded, Item, encode_key, from_item};
use crate::entity::Entity;
use crate::error::Error;
use crate::key::ItemKey;
use crate::plan::Place;

/// A request to read an item.
#[must_use = "a read does nothing until it is sent"]
pub struct Get<E> {
    place: Place,
    key: Encoded<Item>,
    consistent: bool,
    entity: PhantomData<fn() -> E>,
}

impl<E: Entity> Get<E> {
    pub(crate) fn new(place: &Place, key: &impl EncodeItem) -> Self {
        Self {
            place: place.clone(),
            key: encode_key::<E>(key),
            consistent: false,
            entity: PhantomData,
        }
    }

    /// Reads with strong consistency: what was written before is seen. It costs twice the read capacity.
    pub fn consistent(mut self) -> Self {
        self.consistent = true;
        self
    }

    /// Sends the request. `None` where there is no item under the key.
    ///
    /// # Errors
    /// [`Error::Decode`] where the item is not what the schema says, [`Error::Refused`] for a key that DynamoDB would
    /// refuse, [`Error::Service`] for everything else.
    pub async fn send(self) -> Result<Option<E>, Error> {
        let item = self.place.get_item(self.key?, self.consistent).await?;
        item.map(from_item).transpose()
    }
}

impl<E> Clone for Get<E> {
    fn clone(&self) -> Self {
        Self {
            place: self.place.clone(),
            key: self.key.clone(),
            consistent: self.consistent,
            entity: PhantomData,
        }
    }
}

impl<E: Entity> fmt::Debug for Get<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Get")
            .field("table", &self.place.table)
            .field("key", &self.key.as_ref().map(ItemKey::of::<E>))
            .field("consistent", &self.consistent)
            .finish()
    }
}
