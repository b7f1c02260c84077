//! `query_each`: several partitions as one.

use std::fmt;
use std::sync::Arc;

use crate::codec::Encoded;
use crate::decoder::{Decoder, Sinks};
use crate::error::Error;
use crate::page::{self, Items, Page, Pages};
use crate::plan::{Merge, Read};

/// A request to read the items of several partitions as one, in the order of their sort keys. Made by
/// [`Table::query_each`](crate::Table::query_each).
#[must_use = "a query does nothing until its results are asked for"]
pub struct Merged<T> {
    /// Each with where its items go.
    reads: Encoded<Vec<(Read, Arc<dyn Sinks>)>>,
    decoder: Decoder<T>,
    limit: Option<usize>,
}

impl<T> Merged<T> {
    pub(crate) fn new(reads: Encoded<Vec<(Read, Arc<dyn Sinks>)>>, decoder: Decoder<T>) -> Self {
        Self { reads, decoder, limit: None }
    }

    /// Returns this many items at most, of all partitions together.
    pub fn limit(mut self, items: usize) -> Self {
        self.limit = Some(items);
        self
    }

    /// All items.
    ///
    /// # Errors
    /// Those of the queries.
    pub async fn all(self) -> Result<Vec<T>, Error> {
        Ok(self.collected().await?.items)
    }

    /// All items as one page, which tells what they cost. It has no `next`: a cursor is of one partition.
    ///
    /// # Errors
    /// As [`all`](Self::all).
    pub async fn page(mut self) -> Result<Page<T>, Error> {
        self.reads.iter_mut().flatten().for_each(|(read, _)| read.is_metered = true);
        self.collected().await
    }

    async fn collected(self) -> Result<Page<T>, Error> {
        let (merge, decoder) = self.into_parts();
        page::collect(Pages::merged(merge, decoder)).await
    }

    /// The items one by one; each partition's pages are called for as they are needed.
    pub fn stream(self) -> Items<T> {
        let (merge, decoder) = self.into_parts();
        Items::merged(merge, decoder)
    }

    fn into_parts(self) -> (Encoded<Merge>, Decoder<T>) {
        let Self { reads, decoder, limit } = self;
        (reads.map(|reads| Merge::new(reads, limit)), decoder)
    }
}

impl<T> fmt::Debug for Merged<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reads = self.reads.as_ref().map(|reads| reads.iter().map(|(read, _)| read).collect::<Vec<_>>());
        f.debug_struct("Merged").field("reads", &reads).field("limit", &self.limit).finish_non_exhaustive()
    }
}
