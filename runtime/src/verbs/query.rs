//! `query`.

use std::fmt;
use std::marker::PhantomData;

use crate::attribute::FilterableOn;
use crate::codec::Encoded;
use crate::entity::{Entity, TableDefinition};
use crate::error::Error;
use crate::expression::Condition;
use crate::key;
use crate::page::{Items, Pages};
use crate::plan::{Place, Read};
use crate::question::{QueryKey, Question, StrongRead};

/// A request to read the items of one partition of a table or of an index, in the order of its sort key.
#[must_use = "a query does nothing until its results are asked for"]
pub struct Query<Q> {
    read: Encoded<Read>,
    question: PhantomData<fn() -> Q>,
}

impl<Q: Question> Query<Q> {
    pub(crate) fn new(place: &Place, key: QueryKey<Q>) -> Self {
        let meta = <<Q::Entity as Entity>::Table as TableDefinition>::META;
        let read = key.into_condition().and_then(|condition| {
            condition.values().try_for_each(|(name, value)| key::check_asked(meta, Q::INDEX, name, value))?;
            Ok(Read::new(place, Q::INDEX, Some(condition)))
        });
        Self { read, question: PhantomData }
    }

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

    /// Reads with strong consistency, which global indexes do not have. It costs twice the read capacity.
    pub fn consistent(self) -> Self
    where
        Q: StrongRead,
    {
        self.change(|read| read.consistent = true)
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
    /// [`Error::Decode`] where an item is not what the schema says, [`Error::Refused`] for a key value that DynamoDB
    /// would refuse, [`Error::Service`] for everything else.
    pub async fn all(self) -> Result<Vec<Q::Entity>, Error> {
        self.pages().collect().await
    }

    /// The first item, if there is one.
    ///
    /// # Errors
    /// As [`all`](Self::all).
    pub async fn first(self) -> Result<Option<Q::Entity>, Error> {
        self.change(|read| read.limit = read.limit.min(Some(1)).or(Some(1))).stream().try_next().await
    }

    /// The items page by page, as DynamoDB's answers come.
    pub fn pages(self) -> Pages<Q::Entity> {
        Pages::new(self.read.map_err(Error::from))
    }

    /// The items one by one; pages are called for as they are needed.
    pub fn stream(self) -> Items<Q::Entity> {
        Items::new(self.read.map_err(Error::from))
    }

    fn change(mut self, change: impl FnOnce(&mut Read)) -> Self {
        if let Ok(read) = &mut self.read {
            change(read);
        }
        self
    }
}

impl<Q> Clone for Query<Q> {
    fn clone(&self) -> Self {
        Self { read: self.read.clone(), question: PhantomData }
    }
}

impl<Q> fmt::Debug for Query<Q> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Query").field(&self.read).finish()
    }
}
