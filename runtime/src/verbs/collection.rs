//! `collection`.

use std::fmt;
use std::marker::PhantomData;

use aws_sdk_dynamodb::operation::query::QueryInput;
use aws_sdk_dynamodb::operation::query::builders::QueryFluentBuilder;

use super::delete_all::DeleteAll;
use crate::codec::Encoded;
use crate::decoder::{Decoder, Incoming};
use crate::entity::TableDefinition;
use crate::error::{Error, Gap, Incomplete, ServiceError};
use crate::key::{self, ItemKey};
use crate::page::{self, Items, Page, Pages};
use crate::plan::{Metered, Place, Read};
use crate::question::{Asked, QueryKey, StrongRead};

/// Items of several entities that stand in one partition of a table or of an index. Implemented by generated code.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a collection",
    label = "asks for items of one entity",
    note = "a collection of the schema is asked for by its `of(…)`; items of one entity are what `query` is for"
)]
pub trait Collection: Asked + Sized + Send {
    /// Its name, as errors show it.
    const NAME: &'static str;
    /// The names of the entities that it lists, each once.
    const ENTITIES: &'static [&'static str];
    /// The attributes whose values errors do not show.
    const SENSITIVE: &'static [&'static str] = &[];
    /// The table of the entities.
    type Table: TableDefinition;
    /// One item of it.
    type Item: Send + 'static;

    /// Reads an item of the entity in this place of [`ENTITIES`](Self::ENTITIES).
    ///
    /// # Errors
    /// The item is not what the schema says.
    fn read(entity: usize, item: Incoming<'_, '_>) -> Result<Self::Item, Error>;

    /// Puts all items into their fields.
    ///
    /// # Errors
    /// A field for which there are too few items, or too many.
    fn gather(items: Vec<Self::Item>) -> Result<Self, Gap>;
}

/// A table that is the same as `T`: what a collection that is asked of `T` must be of.
#[diagnostic::on_unimplemented(
    message = "this is a collection of table `{Self}`, not of table `{T}`",
    label = "not in this table",
    note = "the schema says which table the items of a collection are in"
)]
pub trait SameTable<T>: TableDefinition {}

impl<T: TableDefinition> SameTable<T> for T {}

/// A request to read the items of a [`Collection`] by one query. Items of other entities are left out.
#[must_use = "a query does nothing until its results are asked for"]
pub struct CollectionQuery<C> {
    read: Encoded<Read>,
    collection: PhantomData<fn() -> C>,
}

impl<C: Collection> CollectionQuery<C> {
    pub(crate) fn new(place: &Place, key: QueryKey<C>) -> Self {
        let read = key.into_condition().and_then(|condition| {
            condition.values().try_for_each(|(name, value)| key::check_asked(C::Table::META, C::INDEX, name, value))?;
            let read = Read::new(place, C::INDEX, Some(condition));
            let read = read.among::<C::Table>(C::ENTITIES, C::SHARED, C::TELLS);
            Ok(Read { sensitive: C::SENSITIVE, ..read })
        });
        Self { read, collection: PhantomData }
    }

    /// From the greatest sort key to the least.
    pub fn descending(self) -> Self {
        self.change(|read| read.descending = true)
    }

    /// Lets DynamoDB look at this many items in one call at most, and at 1 MB in any case. 0 counts as 1.
    pub fn page_size(self, items: usize) -> Self {
        self.change(|read| read.page_size = Some(items.max(1)))
    }

    /// Consumes no more read capacity than this in a second, on average: it pauses before a call until what the one before has
    /// consumed is paid for. What one call consumes can be limited by the [page size](Self::page_size).
    pub fn capacity_per_second(self, units: f64) -> Self {
        self.change(|read| read.rate = Some(units))
    }

    /// Reads with strong consistency, which global indexes do not have. It costs twice the read capacity.
    pub fn consistent(self) -> Self
    where
        C: StrongRead,
    {
        self.change(|read| read.consistent = true)
    }

    /// Counts items of no entity that the schema declares, in [`Page::unknown`](crate::Page::unknown), instead of
    /// reporting them as errors.
    /// Where the request filters on the entity attribute, because items of other entities can be in its range, they do
    /// not come at all.
    pub fn skip_unknown(self) -> Self {
        self.change(|read| read.skip_unknown = true)
    }

    /// Reads all of it into the collection's fields.
    ///
    /// # Errors
    /// [`Error::Incomplete`] where an item that has to be there is missing, or there are two of which there can be one;
    /// [`Error::UnknownEntity`] for an item of no declared entity, [`Error::Decode`] where an item is not what the schema
    /// says, [`Error::Refused`] for a key value that DynamoDB would refuse, [`Error::Service`] for everything else.
    pub async fn send(self) -> Result<C, Error> {
        Ok(self.gathered().await?.value)
    }

    /// Reads all of it into the collection's fields, and tells what it cost.
    ///
    /// # Errors
    /// As [`send`](Self::send).
    pub async fn send_metered(self) -> Result<Metered<C>, Error> {
        self.metered().gathered().await
    }

    async fn gathered(self) -> Result<Metered<C>, Error> {
        let partition = self.read.as_ref().ok().map(Self::partition);
        let Page { items, consumed, retries, .. } = page::all(self.read, Decoder::of_several(C::read)).await?;
        let value = C::gather(items).map_err(|Gap { field, found }| {
            let partition = partition.unwrap_or_else(|| ItemKey::nothing(C::SENSITIVE));
            Incomplete { collection: C::NAME, field, found, partition }
        })?;
        Ok(Metered { value, consumed, retries })
    }

    /// All items, in the order of the sort key.
    ///
    /// # Errors
    /// As [`send`](Self::send), but for what is missing.
    pub async fn all(self) -> Result<Vec<C::Item>, Error> {
        Ok(page::all(self.read, Decoder::of_several(C::read)).await?.items)
    }

    /// All items as one page, which tells what they cost.
    ///
    /// # Errors
    /// As [`all`](Self::all).
    pub async fn page(self) -> Result<Page<C::Item>, Error> {
        page::all(self.metered().read, Decoder::of_several(C::read)).await
    }

    /// Changes the SDK's request before it is sent, that of each page: what this crate has no word for.
    pub fn customize(self, change: impl Fn(QueryFluentBuilder) -> QueryFluentBuilder + Send + Sync + 'static) -> Self {
        self.change(|read| read.custom_query.push(change))
    }

    /// The SDK's request for the first page, to be sent by oneself, or to be paged by the SDK. Items of other entities, and
    /// expired ones, are then among what comes.
    ///
    /// # Errors
    /// [`Error::Refused`].
    pub fn into_sdk(self) -> Result<QueryFluentBuilder, Error> {
        Ok(self.read?.query(None)?)
    }

    dry_run!("Query": QueryInput);

    /// Deletes the items of all entities of the collection.
    pub fn delete_all(self) -> DeleteAll {
        DeleteAll::new(self.read, C::NAME)
    }

    /// The items page by page, as DynamoDB's answers come.
    pub fn pages(self) -> Pages<C::Item> {
        Pages::new(self.metered().read, Decoder::of_several(C::read))
    }

    /// The items one by one; pages are called for as they are needed.
    pub fn stream(self) -> Items<C::Item> {
        Items::new(self.read, Decoder::of_several(C::read))
    }

    /// What is asked of the partition key.
    fn partition(read: &Read) -> ItemKey {
        let meta = C::Table::META;
        let index = meta.indexes.iter().find(|index| C::INDEX == Some(index.name));
        let schema = index.map_or(&meta.key, |index| &index.key);
        let asked = read.key.as_ref().map(|key| ItemKey::asked(key, C::SENSITIVE));
        let asked = asked.unwrap_or_else(|| ItemKey::nothing(C::SENSITIVE));
        asked.only(|name| schema.partition.iter().any(|key| key.name == name))
    }

    /// The same, of which somebody wants to know what it costs.
    fn metered(self) -> Self {
        self.change(|read| read.is_metered = true)
    }

    fn change(mut self, change: impl FnOnce(&mut Read)) -> Self {
        if let Ok(read) = &mut self.read {
            change(read);
        }
        self
    }
}

impl<C> Clone for CollectionQuery<C> {
    fn clone(&self) -> Self {
        Self { read: self.read.clone(), collection: PhantomData }
    }
}

impl<C> fmt::Debug for CollectionQuery<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("CollectionQuery").field(&self.read).finish()
    }
}
