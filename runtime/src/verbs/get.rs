//! `get`.

use std::fmt;
use std::marker::PhantomData;

use aws_sdk_dynamodb::operation::get_item::GetItemInput;
use aws_sdk_dynamodb::operation::get_item::builders::GetItemFluentBuilder;

use crate::attribute::Selection;
use crate::codec::{Encoded, encode_key};
use crate::decoder::Decoder;
use crate::entity::Entity;
use crate::error::{Error, Refused, ServiceError};
use crate::key::ItemKey;
use crate::plan::{Custom, Metered, Place, get};

/// A request to read an item. `T` is what it gives: the entity, or what was [selected](Self::select).
#[must_use = "a read does nothing until it is sent"]
pub struct Get<E, T = E> {
    read: Encoded<get::Read>,
    custom: Custom<GetItemFluentBuilder>,
    decoder: Decoder<T>,
    entity: PhantomData<fn() -> E>,
}

impl<E: Entity> Get<E> {
    pub(crate) fn new(place: &Place, key: &E::Key) -> Self {
        let decoder = Decoder::whole::<E>();
        let read = encode_key::<E>(key).map(|key| get::Read {
            place: place.clone(),
            shown: ItemKey::of::<E>(&key),
            key,
            paths: None,
            consistent: false,
            is_metered: false,
            sinks: decoder.sinks(),
        });
        Self {
            read,
            custom: Custom::default(),
            decoder,
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
        let known = self.read.as_ref().map_or_else(|_| ItemKey::unknown::<E>(), |read| read.shown.clone());
        let (paths, decoder) = Decoder::selected(selection, known);
        Get {
            read: self.read.and_then(|read| Ok(get::Read { paths: Some(paths?), sinks: decoder.sinks(), ..read })),
            custom: self.custom,
            decoder,
            entity: PhantomData,
        }
    }
}

impl<E: Entity, T> Get<E, T> {
    pub(super) fn into_parts(self) -> (Encoded<get::Read>, Decoder<T>) {
        let is_customized = !self.custom.is_empty();
        let read = self.read.and_then(|read| {
            if is_customized {
                return Err(Refused::request(
                    "`customize` of a single get is of another request: call it on all of them",
                ));
            }
            Ok(read)
        });
        (read, self.decoder)
    }

    /// Reads with strong consistency: what was written before is seen. It costs twice the read capacity.
    pub fn consistent(mut self) -> Self {
        if let Ok(read) = &mut self.read {
            read.consistent = true;
        }
        self
    }

    /// Sends the request. `None` where there is no item under the key.
    ///
    /// # Errors
    /// [`Error::Decode`] where the item is not what the schema says, [`Error::Refused`] for a key that DynamoDB would
    /// refuse and for selected places that overlap, [`Error::Service`] for everything else.
    pub async fn send(self) -> Result<Option<T>, Error> {
        Ok(self.run().await?.value)
    }

    /// Sends the request, and tells what it cost.
    ///
    /// # Errors
    /// As [`send`](Self::send).
    pub async fn send_metered(mut self) -> Result<Metered<Option<T>>, Error> {
        self.read = self.read.map(|read| get::Read { is_metered: true, ..read });
        self.run().await
    }

    async fn run(self) -> Result<Metered<Option<T>>, Error> {
        let read = self.read?;
        let request = self.custom.apply(read.request()?);
        let answer = read.send(request).await?;
        answer.and_then(|found| Ok(self.decoder.open(found.all()?).pop_front()))
    }

    /// Changes the SDK's request before it is sent: what this crate has no word for.
    pub fn customize(
        mut self,
        change: impl Fn(GetItemFluentBuilder) -> GetItemFluentBuilder + Send + Sync + 'static,
    ) -> Self {
        self.custom.push(change);
        self
    }

    /// The SDK's request, to be sent by oneself. An expired item is then shown.
    ///
    /// # Errors
    /// [`Error::Refused`].
    pub fn into_sdk(self) -> Result<GetItemFluentBuilder, Error> {
        Ok(self.custom.apply(self.read?.request()?))
    }

    dry_run!("GetItem": GetItemInput);
}

impl<E, T> Clone for Get<E, T> {
    fn clone(&self) -> Self {
        Self {
            read: self.read.clone(),
            custom: self.custom.clone(),
            decoder: self.decoder.clone(),
            entity: PhantomData,
        }
    }
}

impl<E: Entity, T> fmt::Debug for Get<E, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut get = f.debug_struct("Get");
        match &self.read {
            Ok(read) => get
                .field("table", &read.place.table)
                .field("key", &Ok::<_, ()>(&read.shown))
                .field("paths", &read.paths)
                .field("consistent", &read.consistent),
            Err(refused) => get.field("refused", refused),
        }
        .finish()
    }
}
