//! Whole items behind an index that does not hold them whole.

use super::pager::{Found, RawPage};
use super::read::Read;
use super::{Backoff, BatchRead, get};
use crate::codec::Item;
use crate::error::{Error, Unprocessed};
use crate::key::ItemKey;

/// How many calls are made at once for one page.
const CONCURRENCY: usize = 4;

impl Read {
    /// The same page with the items whole, in the same order. What was deleted since the index was looked at is left out.
    pub(super) async fn hydrated(&self, page: RawPage) -> Result<RawPage, Error> {
        let meta = self.place.meta;
        let key = |item: &Item| -> Item {
            let keys = meta.key.attributes();
            keys.filter_map(|key| Some((key.name.to_owned(), item.get(key.name)?.clone()))).collect()
        };
        let mut reads = Vec::new();
        for (_, item) in page.items.iter().flatten() {
            let key = key(item);
            reads.push(get::Read {
                place: self.place.clone(),
                shown: ItemKey::in_table(meta, &key, self.sensitive),
                key,
                paths: None,
                consistent: false,
            });
        }
        let keys: Vec<ItemKey> = reads.iter().map(|read| read.shown.clone()).collect();
        let batch = BatchRead {
            client: self.place.client.clone(),
            reads,
            backoff: Backoff::default(),
            concurrency: CONCURRENCY,
        };
        let batch = batch.send().await?;
        if !batch.unprocessed.is_empty() {
            let keys = batch.unprocessed.iter().filter_map(|position| keys.get(*position).cloned()).collect();
            return Err(Error::Unprocessed(Box::new(Unprocessed { writes: Vec::new(), keys, error: None })));
        }
        let mut whole = batch.found.into_iter();
        let mut page = page.costing(batch.consumed, batch.retries);
        let items = std::mem::take(&mut page.items).into_iter().filter_map(|found| -> Option<Found> {
            match found {
                Ok((entity, _)) => Some(Ok((entity, whole.next()??))),
                Err(error) => Some(Err(error)),
            }
        });
        page.items = items.collect();
        Ok(page)
    }
}
