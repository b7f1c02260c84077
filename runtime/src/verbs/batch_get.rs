//! `batch_get`: many items by their keys, of any tables.

use std::fmt;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::ConsumedCapacity;

use super::transact_get::Gets;
use crate::codec::Encoded;
use crate::error::{Error, Unprocessed};
use crate::plan::{Backoff, BatchRead, get};

/// Reads many items: a request for each, in a tuple or a list, and what they found in the same form and order.
///
/// ```
/// # mod schema { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/generated/hacker_news.rs")); }
/// # use schema::{HackerNews, Link};
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), dynaschema::Error> {
/// # let client = dynaschema_embedded::client().await;
/// # let news = HackerNews::table(&client);
/// # news.create_table().send().await?;
/// # news.insert(&Link::new("http://a", "A")).send().await?;
/// let gets: Vec<_> = ["http://a", "http://b"].iter().map(|url| news.get(Link::key(url))).collect();
/// let links = dynaschema::batch_get(&client, gets).send().await?;
/// assert!(matches!(links[..], [Some(_), None]));
/// # Ok(())
/// # }
/// ```
pub fn batch_get<G: Gets>(client: &Client, gets: G) -> BatchGet<G> {
    let mut reads = Vec::new();
    let decoders = gets.split(&mut reads);
    BatchGet {
        client: client.clone(),
        reads: reads.into_iter().collect(),
        decoders,
        backoff: Backoff::default(),
        concurrency: CONCURRENCY,
    }
}

/// How many calls are made at once, unless the caller says otherwise.
pub(super) const CONCURRENCY: usize = 4;

/// A request to read many items. Made by [`batch_get`].
///
/// It makes as many calls as it takes, of 100 keys each, some of them at once; a key that is asked for twice is read once. What
/// DynamoDB leaves unprocessed is asked for again, with pauses that double from 50 ms to 5 s at most, of which each is
/// anything between nothing and that: in the ten attempts that are the default, 16.35 s of pauses in all at most.
#[must_use = "a read does nothing until it is sent"]
pub struct BatchGet<G: Gets> {
    client: Client,
    reads: Encoded<Vec<get::Read>>,
    decoders: G::Decoders,
    backoff: Backoff,
    concurrency: usize,
}

/// What a batch has found, also if DynamoDB has left a part of it unprocessed.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Partial<F> {
    /// What was found, in the form that was asked for. `None` where there is no item, or where it was not read.
    pub found: F,
    /// The requests that were not read, by their places in the order in which they were given.
    pub unprocessed: Vec<usize>,
    /// What DynamoDB bills for it, in capacity units.
    pub consumed: Option<ConsumedCapacity>,
    /// How often a request was sent again.
    pub retries: u32,
}

impl<G: Gets> BatchGet<G> {
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

    /// Reads the items.
    ///
    /// # Errors
    /// [`Error::Unprocessed`] where DynamoDB has not read all to the last attempt; [`Error::Decode`] where an item is not
    /// what the schema says, [`Error::Refused`] for what DynamoDB would refuse, [`Error::Service`] for everything else.
    pub async fn send(self) -> Result<G::Found, Error> {
        let keys: Vec<_> = self.reads.iter().flatten().map(|read| read.shown.clone()).collect();
        let Partial { found, unprocessed, .. } = self.send_partial().await?;
        if unprocessed.is_empty() {
            return Ok(found);
        }
        let keys = unprocessed.iter().filter_map(|position| keys.get(*position).cloned()).collect();
        Err(Error::Unprocessed(Box::new(Unprocessed { writes: Vec::new(), keys, error: None })))
    }

    /// Reads the items, and tells which of them DynamoDB has left unprocessed, and what it cost.
    ///
    /// # Errors
    /// As [`send`](Self::send), but for what is left.
    pub async fn send_partial(self) -> Result<Partial<G::Found>, Error> {
        let Self { client, reads, decoders, backoff, concurrency } = self;
        let batch = BatchRead { client, reads: reads?, backoff, concurrency }.send().await?;
        Ok(Partial {
            found: G::found(decoders, &mut batch.found.into_iter())?,
            unprocessed: batch.unprocessed,
            consumed: batch.consumed,
            retries: batch.retries,
        })
    }
}

impl<G: Gets> fmt::Debug for BatchGet<G> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BatchGet").field("reads", &self.reads).finish_non_exhaustive()
    }
}
