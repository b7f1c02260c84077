//! How many items there are, without reading them.

use aws_sdk_dynamodb::types::ConsumedCapacity;
use futures_util::future::BoxFuture;
use futures_util::stream::{self, StreamExt};

use super::read::Read;
use super::{Pace, capacity};
use crate::decoder::Decoder;
use crate::error::Error;

/// How many items a query or a scan finds.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Counted {
    /// How many there are.
    pub items: usize,
    /// How many items DynamoDB looked at for that, before the filter.
    pub scanned: usize,
    /// How many items of no declared entity were left out, where `skip_unknown` says so.
    pub unknown: usize,
    /// What DynamoDB bills for it, in capacity units.
    pub consumed: Option<ConsumedCapacity>,
    /// How often the SDK sent a request again.
    pub retries: u32,
}

impl Read {
    /// Counts the items instead of reading them.
    pub(crate) async fn count(self) -> Result<Counted, Error> {
        let limit = self.limit;
        let (parts, concurrency) = self.parts();
        let parts: Vec<BoxFuture<'_, _>> = parts.into_iter().map(|part| Box::pin(part.count_part()) as _).collect();
        let mut all = stream::iter(parts).buffer_unordered(concurrency);
        let mut counted = Counted::default();
        while let Some(part) = all.next().await {
            let Counted { items, scanned, unknown, consumed, retries } = part?;
            counted.items += items;
            counted.scanned += scanned;
            counted.unknown += unknown;
            counted.consumed = capacity::sum(counted.consumed, consumed);
            counted.retries += retries;
        }
        counted.items = limit.map_or(counted.items, |limit| counted.items.min(limit));
        Ok(counted)
    }

    async fn count_part(mut self) -> Result<Counted, Error> {
        self.counts = true;
        let (mut pace, sinks) = (Pace::of(&self), Decoder::of_nothing().sinks());
        let mut counted = Counted::default();
        let mut start = self.start.take();
        while self.limit != Some(0) {
            pace.wait().await?;
            let page = self.page(start, &sinks).await?;
            pace.consumed(page.consumed.as_ref());
            let found = page.found.all()?.len();
            let count = if self.is_counted_there() { page.count } else { found };
            let count = self.limit.map_or(count, |limit| count.min(limit));
            self.limit = self.limit.map(|limit| limit - count);
            counted.items += count;
            counted.scanned += page.scanned;
            counted.unknown += page.unknown;
            counted.consumed = capacity::sum(counted.consumed, page.consumed);
            counted.retries += page.retries;
            start = page.next;
            if start.is_none() {
                break;
            }
        }
        Ok(counted)
    }
}
