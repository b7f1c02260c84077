//! `get`.

use std::fmt;
use std::marker::PhantomData;

use crate::attribute::Selection;
use crate::codec::{Encoded, Item, encode_key};
use crate::decoder::Decoder;
use crate::entity::Entity;
use crate::error::Error;
use crate::expression::Paths;
use crate::key::ItemKey;
use crate::plan::Place;

/// A request to read an item. `T` is what it gives: the entity, or what was [selected](Self::select).
#[must_use = "a read does nothing until it is sent"]
pub struct Get<E, T = E> {
    place: Place,
    key: Encoded<Item>,
    paths: Encoded<Option<Paths>>,
    consistent: bool,
    decoder: Decoder<T>,
    entity: PhantomData<fn() -> E>,
}

impl<E: Entity> Get<E> {
    pub(crate) fn new(place: &Place, key: &E::Key) -> Self {
        Self {
            place: place.clone(),
            key: encode_key::<E>(key),
            paths: Ok(None),
            consistent: false,
            decoder: Decoder::whole::<E>(),
            entity: PhantomData,
        }
    }

    /// Reads one attribute, or several, instead of the whole item, and gives its value, or a tuple of their values.
    /// [`Selection`] says what may be an `Option`. DynamoDB bills the whole item all the same.
    ///
    /// ```
    /// # mod schema { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/generated/hacker_news.rs")); }
    /// # use schema::{HackerNews, Link};
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), dynaschema::Error> {
    /// # let news = HackerNews::table(&dynaschema_embedded::client().await);
    /// # news.create_table().send().await?;
    /// # news.insert(&Link::new("http://a", "A")).send().await?;
    /// let title = news.get(Link::key("http://a")).select(Link::TITLE).send().await?;
    /// assert_eq!(title.as_deref(), Some("A"));
    ///
    /// let found = news.get(Link::key("http://a")).select((Link::POINTS, Link::TAGS)).send().await?;
    /// let (points, tags) = found.expect("it was just put there");
    /// assert_eq!((points, tags.len()), (0, 0));
    /// # Ok(())
    /// # }
    /// ```
    pub fn select<S: Selection<E>>(self, selection: S) -> Get<E, S::Value> {
        let known = self.key.as_ref().map_or_else(|_| ItemKey::unknown::<E>(), ItemKey::of::<E>);
        let (paths, decoder) = Decoder::selected(selection, known);
        Get {
            place: self.place,
            key: self.key,
            paths: paths.map(Some),
            consistent: self.consistent,
            decoder,
            entity: PhantomData,
        }
    }
}

impl<E: Entity, T> Get<E, T> {
    /// Reads with strong consistency: what was written before is seen. It costs twice the read capacity.
    pub fn consistent(mut self) -> Self {
        self.consistent = true;
        self
    }

    /// Sends the request. `None` where there is no item under the key.
    ///
    /// # Errors
    /// [`Error::Decode`] where the item is not what the schema says, [`Error::Refused`] for a key that DynamoDB would
    /// refuse and for selected places that overlap, [`Error::Service`] for everything else.
    pub async fn send(self) -> Result<Option<T>, Error> {
        let item = self.place.get_item(self.key?, self.paths?, self.consistent).await?;
        item.map(|item| self.decoder.decode(0, item)).transpose()
    }
}

impl<E, T> Clone for Get<E, T> {
    fn clone(&self) -> Self {
        Self {
            place: self.place.clone(),
            key: self.key.clone(),
            paths: self.paths.clone(),
            consistent: self.consistent,
            decoder: self.decoder.clone(),
            entity: PhantomData,
        }
    }
}

impl<E: Entity, T> fmt::Debug for Get<E, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Get")
            .field("table", &self.place.table)
            .field("key", &self.key.as_ref().map(ItemKey::of::<E>))
            .field("paths", &self.paths)
            .field("consistent", &self.consistent)
            .finish()
    }
}
