//! Page after page of a read, and what a page is.

use std::sync::Arc;

use aws_sdk_dynamodb::types::ConsumedCapacity;

use super::found::Found;
use super::read::Read;
use super::{Pace, capacity};
use crate::codec::Item;
use crate::cursor::Cursor;
use crate::decoder::{Decoder, Sinks};
use crate::error::Error;

/// What one call returns.
pub(crate) struct RawPage {
    pub(crate) found: Found,
    /// How many items DynamoDB looked at, before the filter.
    pub(crate) scanned: usize,
    /// How many items of no declared entity were left out.
    pub(crate) unknown: usize,
    pub(crate) consumed: Option<ConsumedCapacity>,
    pub(crate) retries: u32,
    /// How many items there are, as far as DynamoDB tells them apart.
    pub(super) count: usize,
    pub(super) next: Option<Item>,
    /// Where a read behind the last item begins, if there is more.
    pub(crate) cursor: Option<Cursor>,
    /// The part of a scan that it is of.
    pub(crate) segment: Option<usize>,
}

impl RawPage {
    /// A page that cost nothing.
    pub(super) fn of(found: Found) -> Self {
        Self {
            found,
            scanned: 0,
            unknown: 0,
            consumed: None,
            retries: 0,
            count: 0,
            next: None,
            cursor: None,
            segment: None,
        }
    }

    /// Leaves so many items in it at most.
    pub(crate) fn cut(&mut self, items: usize) {
        self.found.truncate(items);
    }

    /// The same with what else it cost.
    pub(super) fn costing(mut self, consumed: Option<ConsumedCapacity>, retries: u32) -> Self {
        self.consumed = capacity::sum(self.consumed, consumed);
        self.retries += retries;
        self
    }

    /// The same with what other pages cost, whose items were all left out.
    fn after(self, skipped: Self) -> Self {
        Self {
            scanned: self.scanned + skipped.scanned,
            unknown: self.unknown + skipped.unknown,
            consumed: capacity::sum(skipped.consumed, self.consumed),
            retries: self.retries + skipped.retries,
            ..self
        }
    }
}

/// Calls for page after page, until there are no more or the limit is reached.
pub(crate) struct Pager {
    read: Read,
    sinks: Arc<dyn Sinks>,
    next: Next,
    pace: Pace,
}

enum Next {
    Start,
    After(Item),
    Done,
}

impl Pager {
    /// What is found goes into such sinks.
    pub(crate) fn new(read: Read, sinks: Arc<dyn Sinks>) -> Self {
        let next = match read.start.clone() {
            _ if read.limit == Some(0) => Next::Done,
            Some(key) => Next::After(key),
            None => Next::Start,
        };
        Self { pace: Pace::of(&read), read, sinks, next }
    }

    /// Where what a page holds goes: of items that are read whole by their keys, that is their keys.
    fn sinks(&self) -> Arc<dyn Sinks> {
        if self.read.hydrates { Decoder::of_maps().sinks() } else { Arc::clone(&self.sinks) }
    }

    /// The next page. One that a filter emptied is passed over, and what it cost is counted with the next; only the last
    /// page can be empty.
    pub(crate) async fn next_page(&mut self) -> Result<Option<RawPage>, Error> {
        let mut skipped: Option<RawPage> = None;
        loop {
            // An error ends it.
            let start = match std::mem::replace(&mut self.next, Next::Done) {
                Next::Start => None,
                Next::After(key) => Some(key),
                Next::Done => return Ok(skipped.filter(|skipped| skipped.scanned > 0)),
            };
            self.pace.wait().await?;
            let mut page = self.read.page(start, &self.sinks()).await?;
            self.pace.consumed(page.consumed.as_ref());
            self.next = page.next.take().map_or(Next::Done, Next::After);
            if let Some(limit) = self.read.limit {
                self.read.limit = Some(limit.saturating_sub(page.found.len()));
                if self.read.limit == Some(0) {
                    self.next = Next::Done;
                }
            }
            if self.read.hydrates {
                page = self.read.hydrated(page, &self.sinks).await?;
            }
            let page = match skipped.take() {
                Some(skipped) => page.after(skipped),
                None => page,
            };
            if !page.found.is_empty() {
                return Ok(Some(page));
            }
            skipped = Some(page);
        }
    }
}
