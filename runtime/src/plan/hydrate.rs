//! Whole items behind an index that does not hold them whole.

use std::sync::Arc;

use super::found::Found;
use super::pager::RawPage;
use super::read::Read;
use super::{Backoff, BatchRead, get};
use crate::codec::Item;
use crate::decoder::{Decoder, Sinks};
use crate::error::{Error, Unprocessed};
use crate::key::ItemKey;

/// How many calls are made at once for one page.
const CONCURRENCY: usize = 4;

impl Read {
    /// The same page with the items whole, in the same order. What was deleted since the index was looked at is left out.
    pub(super) async fn hydrated(&self, page: RawPage, sinks: &Arc<dyn Sinks>) -> Result<RawPage, Error> {
        let meta = self.place.meta;
        let key = |item: &Item| -> Item {
            let keys = meta.key.attributes();
            keys.filter_map(|key| Some((key.name.to_owned(), item.get(key.name)?.clone()))).collect()
        };
        let (items, mut errors) = page.found.into_parts();
        let mut reads = Vec::new();
        for item in Decoder::of_maps().open(items) {
            let key = key(&item);
            reads.push(get::Read {
                place: self.place.clone(),
                shown: ItemKey::in_table(meta, &key, self.sensitive),
                key,
                paths: None,
                consistent: false,
                is_metered: false,
                sinks: Arc::clone(sinks),
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
        let mut whole = Found::new(Arc::clone(sinks));
        for (position, found) in batch.found.into_iter().enumerate() {
            while let Some((_, error)) = errors.pop_front_if(|(before, _)| *before == position) {
                whole.fail(error);
            }
            if let Some(found) = found {
                whole.append(found);
            }
        }
        errors.into_iter().for_each(|(_, error)| whole.fail(error));
        Ok(RawPage { found: whole, ..page }.costing(batch.consumed, batch.retries))
    }
}
