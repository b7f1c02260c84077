//! Several queries as one, in the order of their sort keys.

use std::cmp::Ordering;
use std::sync::Arc;

use aws_sdk_dynamodb::types::ConsumedCapacity;
use futures_util::future::{BoxFuture, try_join_all};

use super::capacity;
use super::found::Found;
use super::pager::{Pager, RawPage};
use super::read::Read;
use crate::codec::Item;
use crate::decoder::Sinks;
use crate::error::Error;
use crate::key;

/// Queries of one index, each of another partition.
pub(crate) struct Merge {
    sources: Vec<Source>,
    sort: Vec<&'static str>,
    descending: bool,
    /// How many items are wanted at most.
    left: Option<usize>,
}

/// One of them.
struct Source {
    pager: Pager,
    found: Option<Found>,
    is_over: bool,
    consumed: Option<ConsumedCapacity>,
    scanned: usize,
    unknown: usize,
    retries: u32,
}

impl Merge {
    /// Each with where its items go.
    pub(crate) fn new(reads: Vec<(Read, Arc<dyn Sinks>)>, limit: Option<usize>) -> Self {
        let sort = reads.first().map(|(read, _)| read.sort_key().collect()).unwrap_or_default();
        let descending = reads.first().is_some_and(|(read, _)| read.descending);
        let sources = reads.into_iter().map(|(read, sinks)| Source {
            pager: Pager::new(Read { is_merged: true, ..read }, sinks),
            found: None,
            is_over: false,
            consumed: None,
            scanned: 0,
            unknown: 0,
            retries: 0,
        });
        Self { sources: sources.collect(), sort, descending, left: limit }
    }

    /// The next item, as a page of its own, with what was looked at for it.
    pub(crate) async fn next(&mut self) -> Result<Option<RawPage>, Error> {
        if self.left == Some(0) {
            return Ok(None);
        }
        // Those that nothing is known of are asked all at once.
        let asked = self.sources.iter_mut().filter(|source| source.is_empty() && !source.is_over);
        let asked: Vec<BoxFuture<'_, Result<(), Error>>> = asked.map(|source| Box::pin(source.ask()) as _).collect();
        try_join_all(asked).await?;
        let first = self.sources.iter().enumerate().filter(|(_, source)| !source.is_empty());
        let first = first.reduce(|first, other| match self.order(first.1, other.1) {
            Ordering::Greater => other,
            _ => first,
        });
        let first = first.map(|(position, _)| position);
        let Some(found) = first.and_then(|first| Some(self.sources.get_mut(first)?.found.as_mut()?.split_first()))
        else {
            return Ok(None);
        };
        self.left = self.left.map(|left| left - 1);
        let mut page = RawPage::of(found);
        for source in &mut self.sources {
            page = page.costing(source.consumed.take(), std::mem::take(&mut source.retries));
            page.scanned += std::mem::take(&mut source.scanned);
            page.unknown += std::mem::take(&mut source.unknown);
        }
        Ok(Some(page))
    }

    /// Which of two sources has the next item. One that is in error goes first, to be told of.
    fn order(&self, one: &Source, other: &Source) -> Ordering {
        let (Some(one), Some(other)) = (one.first_key(), other.first_key()) else {
            return one.first_key().is_some().cmp(&other.first_key().is_some());
        };
        let orders = self.sort.iter().filter_map(|name| key::order(one.get(*name)?, other.get(*name)?));
        let order = orders.fold(Ordering::Equal, Ordering::then);
        if self.descending { order.reverse() } else { order }
    }
}

impl Source {
    fn is_empty(&self) -> bool {
        self.found.as_ref().is_none_or(Found::is_empty)
    }

    /// What the next item is merged by; none where it is an error.
    fn first_key(&self) -> Option<&Item> {
        self.found.as_ref()?.first_key()
    }

    async fn ask(&mut self) -> Result<(), Error> {
        match self.pager.next_page().await? {
            Some(page) => {
                // Only the last page can be empty.
                self.is_over = page.found.is_empty();
                self.found = Some(page.found);
                self.consumed = capacity::sum(self.consumed.take(), page.consumed);
                self.scanned += page.scanned;
                self.unknown += page.unknown;
                self.retries += page.retries;
            }
            None => self.is_over = true,
        }
        Ok(())
    }
}
