//! Deleting all that a read finds.

use super::batch_write::{BatchWrite, Left};
use super::{Action, Backoff, Guard, Metered, Write, capacity};
use super::{Pager, Read};
use crate::codec::Item;
use crate::decoder::Decoder;
use crate::error::Error;
use crate::expression::Paths;

/// How many calls are made at once for one page.
const CONCURRENCY: usize = 4;

/// How far it is.
pub(crate) struct Progress {
    pub(crate) deleted: usize,
    pub(crate) scanned: usize,
}

impl Read {
    /// Deletes the items. `name` is what errors call them. `progress` is told after each page. What did not go through is
    /// given back.
    pub(crate) async fn delete_all(
        self,
        name: &'static str,
        mut progress: impl FnMut(Progress) + Send,
    ) -> Result<Metered<(usize, Left)>, Error> {
        let (place, sensitive) = (self.place.clone(), self.sensitive);
        let keys = || place.meta.key.attributes().map(|key| key.name);
        let needed = self.needed.iter().copied().chain(keys());
        let paths = needed.fold(Paths::new(&[]), Paths::and);
        let keys_alone = Decoder::of_maps();
        let read = Self {
            paths: Some(paths),
            shows_expired: true,
            hydrates: false,
            is_metered: true,
            ..self
        };
        let mut pager = Pager::new(read, keys_alone.sinks());
        let (mut deleted, mut scanned) = (0, 0);
        let mut cost = Metered { value: (), consumed: None, retries: 0 };
        while let Some(page) = pager.next_page().await? {
            scanned += page.scanned;
            cost.consumed = capacity::sum(cost.consumed, page.consumed);
            cost.retries += page.retries;
            let found = keys_alone.open(page.found.all()?);
            let count = found.len();
            let writes = found.into_iter().map(|item| {
                let key: Item = keys().filter_map(|key| Some((key.to_owned(), item.get(key)?.clone()))).collect();
                Write {
                    place: place.clone(),
                    entity: name,
                    sensitive,
                    action: Action::Delete { key },
                    guard: Guard::Nothing,
                    condition: None,
                    lock: None,
                    is_metered: true,
                }
            });
            let batch = BatchWrite {
                client: place.client.clone(),
                writes: writes.collect(),
                backoff: Backoff::default(),
                concurrency: CONCURRENCY,
            };
            let mut left = batch.send().await;
            deleted += count - left.writes.len();
            cost.consumed = capacity::sum(cost.consumed, left.consumed.take());
            cost.retries += left.retries;
            if !left.writes.is_empty() || left.error.is_some() {
                return Ok(Metered {
                    value: (deleted, left),
                    consumed: cost.consumed,
                    retries: cost.retries,
                });
            }
            progress(Progress { deleted, scanned });
        }
        Ok(Metered {
            value: (deleted, Left::default()),
            consumed: cost.consumed,
            retries: cost.retries,
        })
    }
}
