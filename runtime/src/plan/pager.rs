//! Page after page of a read, and what a page is.

use aws_sdk_dynamodb::types::ConsumedCapacity;

use super::read::Read;
use super::{Pace, capacity};
use crate::codec::Item;
use crate::cursor::Cursor;
use crate::error::Error;

/// An item with which of the entities that are asked for it is, or that it is none.
pub(crate) type Found = Result<(usize, Item), Error>;

/// What one call returns.
#[derive(Debug)]
pub(crate) struct RawPage {
    pub(crate) items: Vec<Found>,
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
    /// An empty page.
    pub(super) fn empty() -> Self {
        Self {
            items: Vec::new(),
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
        self.items.truncate(items);
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
    pub(super) read: Read,
    next: Next,
    pace: Pace,
}

enum Next {
    Start,
    After(Item),
    Done,
}

impl Pager {
    pub(crate) fn new(read: Read) -> Self {
        let next = match read.start.clone() {
            _ if read.limit == Some(0) => Next::Done,
            Some(key) => Next::After(key),
            None => Next::Start,
        };
        Self { pace: Pace::of(&read), read, next }
    }

    /// The next page. One that a filter emptied is passed over, and what it cost is counted with the next; only the last
    /// page can be empty.
    pub(crate) async fn next_page(&mut self) -> Result<Option<RawPage>, Error> {
        let mut skipped = RawPage::empty();
        loop {
            // An error ends it.
            let start = match std::mem::replace(&mut self.next, Next::Done) {
                Next::Start => None,
                Next::After(key) => Some(key),
                Next::Done if skipped.scanned == 0 => return Ok(None),
                Next::Done => return Ok(Some(skipped)),
            };
            self.pace.wait().await?;
            let mut page = self.read.page(start).await?;
            self.pace.consumed(page.consumed.as_ref());
            self.next = page.next.take().map_or(Next::Done, Next::After);
            if let Some(limit) = self.read.limit {
                if page.items.len() > limit {
                    page.items.truncate(limit);
                    let last = page.items.last().and_then(|found| found.as_ref().ok());
                    page.cursor = last.and_then(|(_, item)| Cursor::behind(&self.read.cursor_of(), item));
                }
                self.read.limit = Some(limit - page.items.len());
                if self.read.limit == Some(0) {
                    self.next = Next::Done;
                }
            }
            if self.read.hydrates {
                page = self.read.hydrated(page).await?;
            }
            skipped = page.after(skipped);
            if !skipped.items.is_empty() {
                return Ok(Some(skipped));
            }
        }
    }
}
