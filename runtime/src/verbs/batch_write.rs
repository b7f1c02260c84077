//! `batch_write`: many puts and deletes, of any tables.

use std::fmt;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::ConsumedCapacity;

use super::batch_get::CONCURRENCY;
use super::delete::Delete;
use super::put::Put;
use crate::codec::Encoded;
use crate::entity::{Entity, Kept};
use crate::error::{Error, Unprocessed};
use crate::key::ItemKey;
use crate::plan::{self, Backoff, Left, Write};

/// Writes many items, each by itself: there is no order among them, and some may be written while others are not.
///
/// ```
/// # mod schema { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/generated/hacker_news.rs")); }
/// # use schema::{HackerNews, Link};
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), dynaschema::Error> {
/// # let client = dynaschema_embedded::client().await;
/// # let news = HackerNews::table(&client);
/// # news.create_table().send().await?;
/// let mut batch = dynaschema::batch_write(&client).push(news.delete(Link::key("http://old")));
/// for number in 0..100 {
///     batch = batch.push(news.put(&Link::new(format!("http://{number}"), "A story")));
/// }
/// batch.send().await?;
/// # Ok(())
/// # }
/// ```
pub fn batch_write(client: &Client) -> BatchWrite {
    BatchWrite {
        client: client.clone(),
        writes: Ok(Vec::new()),
        backoff: Backoff::default(),
        concurrency: CONCURRENCY,
    }
}

/// A request to put and delete many items. Made by [`batch_write`].
///
/// It makes as many calls as it takes, of 25 writes and 16 MB each, some of them at once. Of several writes of one item, the
/// last one is made. What DynamoDB leaves unprocessed is sent again, with pauses that double from 50 ms to 5 s at most, of
/// which each is anything between nothing and that: in the ten attempts that are the default, 16.35 s of pauses in all at
/// most. What is left then is in the error, and can be pushed into another batch.
///
/// A batch knows no conditions, and so neither `insert` nor `replace`, and no versions: these writes are refused, unless
/// they are [`unversioned`](Put::unversioned).
#[must_use = "a batch does nothing until it is sent"]
#[derive(Clone)]
pub struct BatchWrite {
    client: Client,
    writes: Encoded<Vec<Write>>,
    backoff: Backoff,
    concurrency: usize,
}

/// What a batch has written.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Written {
    /// How many items were put or deleted; of several writes of one item, the last one counts.
    pub items: usize,
    /// What DynamoDB bills for it, in capacity units.
    pub consumed: Option<ConsumedCapacity>,
    /// How often a request was sent again.
    pub retries: u32,
}

impl Written {
    pub(super) fn nothing() -> Self {
        Self { items: 0, consumed: None, retries: 0 }
    }
}

/// What a batch can write: a `put`, a `delete`, and what was [left](Unwritten) of another batch.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be written in a batch",
    label = "neither a `put` nor a `delete` that returns nothing",
    note = "batches put and delete; conditions, versions and updates are what transactions are for"
)]
pub trait Batched {
    /// Its plan.
    #[doc(hidden)]
    fn into_write(self) -> Encoded<Unwritten>;
}

/// A write of a batch that did not go through. It can be [pushed](BatchWrite::push) into another batch.
#[derive(Clone)]
pub struct Unwritten(Write);

impl Unwritten {
    /// The physical name of the table.
    #[must_use]
    pub fn table(&self) -> &str {
        &self.0.place.table
    }

    /// The key of the item.
    #[must_use]
    pub fn key(&self) -> ItemKey {
        self.0.key()
    }

    pub(super) fn new(write: Write) -> Self {
        Self(write)
    }

    pub(super) fn into_inner(self) -> Write {
        self.0
    }
}

impl fmt::Debug for Unwritten {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Batched for Unwritten {
    fn into_write(self) -> Encoded<Unwritten> {
        Ok(self)
    }
}

impl<E: Entity, W: Kept<E>> Batched for Put<E, (), W> {
    fn into_write(self) -> Encoded<Unwritten> {
        let (write, ..) = self.into_parts();
        write?.batched().map(Unwritten)
    }
}

impl<E: Entity> Batched for Delete<E> {
    fn into_write(self) -> Encoded<Unwritten> {
        let (write, ..) = self.into_parts();
        write?.batched().map(Unwritten)
    }
}

impl BatchWrite {
    /// Adds a write.
    pub fn push(mut self, write: impl Batched) -> Self {
        self.writes = self.writes.and_then(|mut writes| {
            writes.push(write.into_write()?.0);
            Ok(writes)
        });
        self
    }

    /// Makes this many attempts at most for what is left unprocessed; 10 is the default, and 0 counts as 1.
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.backoff = Backoff::of(attempts);
        self
    }

    /// Makes this many calls at once; 4 is the default, and 0 counts as 1.
    pub fn concurrency(mut self, calls: usize) -> Self {
        self.concurrency = calls;
        self
    }

    /// Writes the items.
    ///
    /// # Errors
    /// [`Error::Unprocessed`] with what did not go through, and why; [`Error::Refused`] for what DynamoDB would refuse, of
    /// which nothing was sent.
    pub async fn send(self) -> Result<Written, Error> {
        let Self { client, writes, backoff, concurrency } = self;
        let left = plan::BatchWrite { client, writes: writes?, backoff, concurrency }.send().await;
        written(left.asked, left)
    }
}

/// What was written, or what is left.
pub(super) fn written(items: usize, left: Left) -> Result<Written, Error> {
    let Left { writes, error, consumed, retries, .. } = left;
    if writes.is_empty() && error.is_none() {
        return Ok(Written { items, consumed, retries });
    }
    Err(Error::Unprocessed(Box::new(Unprocessed {
        writes: writes.into_iter().map(Unwritten).collect(),
        keys: Vec::new(),
        error: error.map(Box::new),
    })))
}

impl fmt::Debug for BatchWrite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BatchWrite").field("writes", &self.writes).finish_non_exhaustive()
    }
}
