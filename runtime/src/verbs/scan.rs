//! `scan`.

use std::fmt;
use std::marker::PhantomData;

use aws_sdk_dynamodb::operation::scan::ScanInput;
use aws_sdk_dynamodb::operation::scan::builders::ScanFluentBuilder;

use super::delete_all::DeleteAll;
use crate::attribute::Selection;
use crate::codec::Encoded;
use crate::cursor::Cursor;
use crate::decoder::Decoder;
use crate::entity::Entity;
use crate::error::{Error, ServiceError};
use crate::expression::Condition;
use crate::key::ItemKey;
use crate::page::{self, Items, Page, Pages};
use crate::plan::{Counted, Place, Read};

/// A request to read all items of an entity, in no order that means anything. `T` is what it gives of each: the entity, or
/// what was [selected](Self::select).
#[must_use = "a scan does nothing until its results are asked for"]
pub struct Scan<E, T = E> {
    read: Encoded<Read>,
    decoder: Decoder<T>,
    entity: PhantomData<fn() -> E>,
}

impl<E: Entity> Scan<E> {
    pub(crate) fn new(place: &Place) -> Self {
        Self {
            read: Ok(Read {
                sensitive: E::SENSITIVE,
                ..Read::new(place, None, None).among::<E::Table>(&[E::NAME], true, true)
            }),
            decoder: Decoder::whole::<E>(),
            entity: PhantomData,
        }
    }

    /// Reads one attribute, or several, instead of whole items, and gives their values, or tuples of them.
    /// [`Selection`] says what may be an `Option`. DynamoDB bills whole items all the same.
    ///
    /// ```
    /// # mod schema { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/generated/hacker_news.rs")); }
    /// # use schema::{HackerNews, Link};
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), dynaschema::Error> {
    /// # let news = HackerNews::table(&dynaschema_embedded::client().await);
    /// # news.create_table().send().await?;
    /// # news.insert(&Link::new("http://a", "A")).send().await?;
    /// let titles = news.scan::<Link>().select(Link::TITLE).all().await?;
    /// assert_eq!(titles, ["A"]);
    /// # Ok(())
    /// # }
    /// ```
    pub fn select<S: Selection<E>>(self, selection: S) -> Scan<E, S::Value> {
        let (paths, decoder) = Decoder::selected(selection, ItemKey::unknown::<E>());
        Scan {
            read: self.read.and_then(|read| read.selecting(paths)),
            decoder,
            entity: PhantomData,
        }
    }
}

impl<E: Entity, T> Scan<E, T> {
    /// Looks at this many parts of the table, 4 of them at once, and gives what is found as it comes: of a large table a scan
    /// is faster so, and consumes as much in less time. There are 1 to 1,000,000.
    pub fn segments(self, total: usize) -> Self {
        self.segments_at_once(total, 4)
    }

    /// The same, with so many of them at once.
    pub fn segments_at_once(mut self, total: usize, at_once: usize) -> Self {
        self.read = self.read.and_then(|read| read.in_segments(total, at_once));
        self
    }

    /// Looks at one of so many parts of the table: for workers that share a scan, and to go on in a part
    /// [behind](Self::after) its last page.
    pub fn segment(mut self, segment: usize, total: usize) -> Self {
        self.read = self.read.and_then(|read| read.in_segment(segment, total));
        self
    }

    /// Returns this many items at most. A filtered scan goes on paging until it has found as many.
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

    /// Reads with strong consistency. It costs twice the read capacity.
    pub fn consistent(self) -> Self {
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
    pub fn filter<A>(mut self, filter: Condition<E, A>) -> Self {
        self.read = self.read.and_then(|read| read.filtered(filter.into_expression()));
        self
    }

    /// All items.
    ///
    /// # Errors
    /// [`Error::Decode`] where an item is not what the schema says, [`Error::UnknownEntity`] for one of no declared
    /// entity, [`Error::Refused`] for a value that DynamoDB would refuse and for selected places that overlap,
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

    /// Any one item, if there is one.
    ///
    /// # Errors
    /// As [`all`](Self::all).
    pub async fn first(self) -> Result<Option<T>, Error> {
        self.change(|read| read.limit = read.limit.min(Some(1)).or(Some(1))).stream().try_next().await
    }

    /// Changes the SDK's request before it is sent, that of each page: what this crate has no word for.
    pub fn customize(self, change: impl Fn(ScanFluentBuilder) -> ScanFluentBuilder + Send + Sync + 'static) -> Self {
        self.change(|read| read.custom_scan.push(change))
    }

    /// The SDK's request for the first page, to be sent by oneself, or to be paged by the SDK. Items of other entities, and
    /// expired ones, are then among what comes.
    ///
    /// # Errors
    /// [`Error::Refused`].
    pub fn into_sdk(self) -> Result<ScanFluentBuilder, Error> {
        Ok(self.read?.scan(None)?)
    }

    dry_run!("Scan": ScanInput);

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

    /// Deletes the items, those that the filters let through. A [limit](Self::limit) is kept; the table is looked at as a
    /// whole, also where it was to be in segments.
    pub fn delete_all(self) -> DeleteAll {
        DeleteAll::new(self.read, E::NAME)
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

impl<E, T> Clone for Scan<E, T> {
    fn clone(&self) -> Self {
        Self {
            read: self.read.clone(),
            decoder: self.decoder.clone(),
            entity: PhantomData,
        }
    }
}

impl<E, T> fmt::Debug for Scan<E, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Scan").field(&self.read).finish()
    }
}
