//! `writer`: puts and deletes that go out by themselves, in batches.

use std::collections::HashMap;
use std::fmt;
use std::marker::PhantomData;

use super::batch_get::CONCURRENCY;
use super::batch_write::{Batched, Unwritten, Written, written};
use super::delete::Delete;
use super::put::Put;
use crate::entity::{IntoKey, StoredIn, TableDefinition, Writable};
use crate::error::Error;
use crate::plan::batch_write::MOST_WRITES;
use crate::plan::{self, Backoff, Pace, Place, Write, sum};

/// Writes items in batches that go out by themselves, as they fill. Made by [`Table::writer`](crate::Table::writer).
///
/// It holds a hundred writes at most, however many go through it. Of several writes of one item that it holds, the last one
/// is made; a batch is written before the next one begins, so that the order of writes of one item is kept.
///
/// What it still holds is written by [`finish`](Self::finish). A writer that is dropped with writes in it cannot write
/// them any more: it says how many there were, in an event of `tracing` with the level `ERROR`.
#[must_use = "what a writer holds is written by `finish`"]
pub struct Writer<T> {
    place: Place,
    /// In the order in which they came, each of another item.
    writes: Vec<Option<Write>>,
    positions: HashMap<(String, Vec<u8>), usize>,
    done: Written,
    attempts: Backoff,
    pace: Pace,
    /// How many writes are held at most, and how many calls are made at once for them.
    room: usize,
    concurrency: usize,
    table: PhantomData<fn() -> T>,
}

impl<T: TableDefinition> Writer<T> {
    pub(crate) fn new(place: &Place) -> Self {
        Self {
            place: place.clone(),
            writes: Vec::new(),
            positions: HashMap::new(),
            done: Written::nothing(),
            attempts: Backoff::default(),
            pace: Pace::new(&place.client, &place.table, None),
            room: MOST_WRITES * CONCURRENCY,
            concurrency: CONCURRENCY,
            table: PhantomData,
        }
    }

    /// Makes this many attempts at most for what is left unprocessed; 10 is the default, and 0 counts as 1.
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = Backoff::of(attempts);
        self
    }

    /// Consumes no more write capacity than this in a second, on average: before a batch of 25 goes out, it pauses until what
    /// the one before has consumed is paid for.
    pub fn capacity_per_second(mut self, units: f64) -> Self {
        self.pace = Pace::new(&self.place.client, &self.place.table, Some(units));
        self.room = MOST_WRITES;
        self.concurrency = 1;
        self
    }

    /// Puts an item, now or with a later batch.
    ///
    /// # Errors
    /// [`Error::Refused`] for this item, which is then not in the writer; [`Error::Unprocessed`] where a batch went out and
    /// did not go through as a whole: what is left of it is in the error, and no longer in the writer.
    pub async fn put<I: Writable<Entity: StoredIn<T>>>(&mut self, item: I) -> Result<(), Error> {
        self.push(Put::new(&self.place, item)).await
    }

    /// Deletes the item under a key, now or with a later batch.
    ///
    /// # Errors
    /// As [`put`](Self::put).
    pub async fn delete<K: IntoKey<Entity: StoredIn<T>>>(&mut self, key: K) -> Result<(), Error> {
        self.push(Delete::<K::Entity>::new(&self.place, &key.into_key(), None)).await
    }

    /// Writes this, now or with a later batch: a `put` that is [`unversioned`](Put::unversioned), what was left of another
    /// batch.
    ///
    /// # Errors
    /// As [`put`](Self::put).
    pub async fn push(&mut self, write: impl Batched) -> Result<(), Error> {
        let write = write.into_write()?.into_inner();
        let (table, key) = write.identity();
        let identity = (table.to_owned(), key);
        if let Some(position) = self.positions.insert(identity, self.writes.len())
            && let Some(earlier) = self.writes.get_mut(position)
        {
            *earlier = None;
        }
        self.writes.push(Some(write));
        if self.positions.len() >= self.room {
            self.flush().await?;
        }
        Ok(())
    }

    /// Writes what it holds.
    ///
    /// # Errors
    /// [`Error::Unprocessed`] with what did not go through; it is no longer in the writer.
    pub async fn flush(&mut self) -> Result<(), Error> {
        self.pace.wait().await?;
        self.positions.clear();
        let writes: Vec<Write> = std::mem::take(&mut self.writes).into_iter().flatten().collect();
        let count = writes.len();
        let batch = plan::BatchWrite {
            client: self.place.client.clone(),
            writes,
            backoff: self.attempts,
            concurrency: self.concurrency,
        };
        let mut left = batch.send().await;
        self.done.items += count - left.writes.len();
        self.pace.consumed(left.consumed.as_ref());
        self.done.consumed = sum(self.done.consumed.take(), left.consumed.take());
        self.done.retries += left.retries;
        written(count, left).map(drop)
    }

    /// Writes what it still holds, and tells what it has written in all.
    ///
    /// # Errors
    /// As [`flush`](Self::flush).
    pub async fn finish(mut self) -> Result<Written, Error> {
        self.flush().await?;
        Ok(self.done.clone())
    }

    /// Takes what it holds out of it, instead of writing it.
    pub fn into_unwritten(mut self) -> Vec<Unwritten> {
        std::mem::take(&mut self.writes).into_iter().flatten().map(Unwritten::new).collect()
    }
}

impl<T> Drop for Writer<T> {
    fn drop(&mut self) {
        let count = self.writes.iter().flatten().count();
        if count > 0 {
            tracing::error!(table = self.place.table, count, "a writer was dropped before it had written all");
        }
    }
}

impl<T> fmt::Debug for Writer<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let held = self.writes.iter().flatten().count();
        f.debug_struct("Writer").field("table", &self.place.table).field("held", &held).finish_non_exhaustive()
    }
}
