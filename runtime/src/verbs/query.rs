//! `query`.

use std::fmt;
use std::marker::PhantomData;

use aws_sdk_dynamodb::operation::query::QueryInput;
use aws_sdk_dynamodb::operation::query::builders::QueryFluentBuilder;

use super::delete_all::DeleteAll;
use crate::attribute::{FilterableOn, SelectableOn, Selection};
use crate::codec::Encoded;
use crate::cursor::Cursor;
use crate::decoder::Decoder;
use crate::entity::{Entity, TableDefinition};
use crate::error::{Error, ServiceError};
use crate::expression::{Condition, Paths};
use crate::key::{self, ItemKey};
use crate::page::{self, Items, Page, Pages};
use crate::plan::{Counted, Place, Read};
use crate::question::{QueryKey, Question, StrongRead};

/// A request to read the items of one partition of a table or of an index, in the order of its sort key. `T` is what it
/// gives of each: what the table or the index has, or what was [selected](Self::select).
#[must_use = "a query does nothing until its results are asked for"]
pub struct Query<Q: Question, T = <Q as Question>::Item> {
    read: Encoded<Read>,
    decoder: Decoder<T>,
    question: PhantomData<fn() -> Q>,
}

impl<Q: Question> Query<Q> {
    pub(crate) fn new(place: &Place, key: QueryKey<Q>) -> Self {
        let meta = <<Q::Entity as Entity>::Table as TableDefinition>::META;
        let read = key.into_condition().and_then(|condition| {
            condition.values().try_for_each(|(name, value)| key::check_asked(meta, Q::INDEX, name, value))?;
            let read = Read::new(place, Q::INDEX, Some(condition));
            let read = read.among::<<Q::Entity as Entity>::Table>(&[<Q::Entity as Entity>::NAME], Q::SHARED, Q::TELLS);
            Ok(Read { sensitive: <Q::Entity as Entity>::SENSITIVE, ..read })
        });
        Self {
            read,
            decoder: Decoder::whole::<Q::Entity>(),
            question: PhantomData,
        }
    }

    /// Reads one attribute, or several, instead of all, and gives their values, or tuples of them. [`Selection`] says
    /// what may be an `Option`. DynamoDB bills whole items all the same, or what the index has of them.
    ///
    /// ```
    /// # mod schema { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/generated/hacker_news.rs")); }
    /// # use schema::{HackerNews, Link};
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), dynaschema::Error> {
    /// # let news = HackerNews::table(&dynaschema_embedded::client().await);
    /// # news.create_table().send().await?;
    /// # news.insert(&Link::new("http://a", "A")).send().await?;
    /// let query = news.query(Link::by_day(0)).filter(Link::TITLE.begins_with("A"));
    /// let found = query.select((Link::LINK, Link::POINTS)).all().await?;
    /// assert_eq!(found, [("http://a".to_owned(), 0)]);
    /// # Ok(())
    /// # }
    /// ```
    pub fn select<S>(self, selection: S) -> Query<Q, S::Value>
    where
        S: Selection<Q::Entity, Attributes: SelectableOn<Q>>,
    {
        let known = self.read.as_ref().map_or_else(|_| ItemKey::unknown::<Q::Entity>(), Read::known::<Q::Entity>);
        let (paths, decoder) = Decoder::selected(selection, known);
        Query {
            read: self.read.and_then(|read| read.selecting(paths)),
            decoder,
            question: PhantomData,
        }
    }
}

impl<Q: Question> Query<Q, Q::Item> {
    /// Gives whole items, also where the index does not hold them whole: they are read by their keys, in batches, and come in
    /// the order of the index. An item that was deleted since is left out. It costs the read of each item besides.
    pub fn hydrate(self) -> Query<Q, Q::Entity> {
        let keys = <<Q::Entity as Entity>::Table as TableDefinition>::META.key.attributes();
        let paths = keys.fold(Paths::new(&[]), |paths, key| paths.and(key.name));
        Query {
            read: self.read.and_then(|read| Ok(Read { hydrates: true, ..read.selecting(Ok(paths))? })),
            decoder: Decoder::whole::<Q::Entity>(),
            question: PhantomData,
        }
    }
}

impl<Q: Question, T> Query<Q, T> {
    /// From the greatest sort key to the least.
    pub fn descending(self) -> Self {
        self.change(|read| read.descending = true)
    }

    /// Returns this many items at most. A filtered query goes on paging until it has found as many.
    pub fn limit(self, items: usize) -> Self {
        self.change(|read| read.limit = Some(items))
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
        Q: StrongRead,
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

    /// Returns only the items for which this holds. Several filters must all hold. DynamoDB reads, and bills, the
    /// others too.
    pub fn filter<A>(mut self, filter: Condition<Q::Entity, A>) -> Self
    where
        A: FilterableOn<Q>,
    {
        self.read = self.read.and_then(|read| read.filtered(filter.into_expression()));
        self
    }

    /// All items.
    ///
    /// # Errors
    /// [`Error::Decode`] where an item is not what the schema says, [`Error::UnknownEntity`] for one of no declared
    /// entity, [`Error::Refused`] for a key value that DynamoDB would refuse and for selected places that overlap,
    /// [`Error::Service`] for everything else.
    pub async fn all(self) -> Result<Vec<T>, Error> {
        Ok(page::all(self.read, self.decoder).await?.items)
    }

    /// The items as one page: all of them, or as many as the [limit](Self::limit) says, what they cost, and where the next
    /// ones begin.
    ///
    /// # Errors
    /// As [`all`](Self::all).
    pub async fn page(self) -> Result<Page<T>, Error> {
        let metered = self.metered();
        page::all(metered.read, metered.decoder).await
    }

    /// The first item, if there is one.
    ///
    /// # Errors
    /// As [`all`](Self::all).
    pub async fn first(self) -> Result<Option<T>, Error> {
        self.change(|read| read.limit = read.limit.min(Some(1)).or(Some(1))).stream().try_next().await
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

    /// Begins behind a place: the `next` of an earlier page of the same read. Filters and what is selected may differ.
    pub fn after(mut self, cursor: Cursor) -> Self {
        self.read = self.read.and_then(|read| read.after(&cursor));
        self
    }

    /// How many items there are, or as many as the [limit](Self::limit) says. DynamoDB looks at the items, and bills them, as
    /// if they were read.
    ///
    /// # Errors
    /// As [`all`](Self::all), but that no item is decoded.
    pub async fn count(self) -> Result<usize, Error> {
        Ok(self.read?.count().await?.items)
    }

    /// How many items there are, how many were looked at, and what it cost to know.
    ///
    /// # Errors
    /// As [`count`](Self::count).
    pub async fn count_metered(self) -> Result<Counted, Error> {
        self.metered().read?.count().await
    }

    /// Deletes the items, those that the filters let through. A [limit](Self::limit) is kept.
    pub fn delete_all(self) -> DeleteAll {
        DeleteAll::new(self.read, <Q::Entity as Entity>::NAME)
    }

    pub(crate) fn into_parts(self) -> (Encoded<Read>, Decoder<T>) {
        (self.read, self.decoder)
    }

    /// The items page by page, as DynamoDB's answers come.
    pub fn pages(self) -> Pages<T> {
        let metered = self.metered();
        Pages::new(metered.read, metered.decoder)
    }

    /// The items one by one; pages are called for as they are needed.
    pub fn stream(self) -> Items<T> {
        Items::new(self.read, self.decoder)
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

impl<Q: Question, T> Clone for Query<Q, T> {
    fn clone(&self) -> Self {
        Self {
            read: self.read.clone(),
            decoder: self.decoder.clone(),
            question: PhantomData,
        }
    }
}

impl<Q: Question, T> fmt::Debug for Query<Q, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Query").field(&self.read).finish()
    }
}
