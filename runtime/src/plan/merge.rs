//! Several queries as one, in the order of their sort keys.

use std::cmp::Ordering;
use std::collections::VecDeque;

use aws_sdk_dynamodb::types::ConsumedCapacity;
use futures_util::future::{BoxFuture, try_join_all};

use super::capacity;
use super::pager::{Found, Pager, RawPage};
use super::read::Read;
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
    items: VecDeque<Found>,
    is_over: bool,
    consumed: Option<ConsumedCapacity>,
    scanned: usize,
    unknown: usize,
    retries: u32,
}

impl Merge {
    pub(crate) fn new(reads: Vec<Read>, limit: Option<usize>) -> Self {
        let sort = reads.first().map(|read| read.sort_key().collect()).unwrap_or_default();
        let descending = reads.first().is_some_and(|read| read.descending);
        let sources = reads.into_iter().map(|read| Source {
            pager: Pager::new(Read { is_merged: true, ..read }),
            items: VecDeque::new(),
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
        let asked = self.sources.iter_mut().filter(|source| source.items.is_empty() && !source.is_over);
        let asked: Vec<BoxFuture<'_, Result<(), Error>>> = asked.map(|source| Box::pin(source.ask()) as _).collect();
        try_join_all(asked).await?;
        let first = self.sources.iter().enumerate().filter(|(_, source)| !source.items.is_empty());
        let first = first.reduce(|first, other| match self.order(first.1, other.1) {
            Ordering::Greater => other,
            _ => first,
        });
        let first = first.map(|(position, _)| position);
        let Some(found) = first.and_then(|first| self.sources.get_mut(first)?.items.pop_front()) else {
            return Ok(None);
        };
        self.left = self.left.map(|left| left - 1);
        let mut page = RawPage::empty();
        page.items.push(found);
        for source in &mut self.sources {
            page = page.costing(source.consumed.take(), std::mem::take(&mut source.retries));
            page.scanned += std::mem::take(&mut source.scanned);
            page.unknown += std::mem::take(&mut source.unknown);
        }
        Ok(Some(page))
    }

    /// Which of two sources has the next item. One that is in error goes first, to be told of.
    fn order(&self, one: &Source, other: &Source) -> Ordering {
        let (Some(Ok((_, one))), Some(Ok((_, other)))) = (one.items.front(), other.items.front()) else {
            return one.items.front().is_some_and(Result::is_ok).cmp(&other.items.front().is_some_and(Result::is_ok));
        };
        let orders = self.sort.iter().filter_map(|name| key::order(one.get(*name)?, other.get(*name)?));
        let order = orders.fold(Ordering::Equal, Ordering::then);
        if self.descending { order.reverse() } else { order }
    }
}

impl Source {
    async fn ask(&mut self) -> Result<(), Error> {
        match self.pager.next_page().await? {
            Some(page) => {
                // Only the last page can be empty.
                self.is_over = page.items.is_empty();
                self.items = page.items.into();
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
