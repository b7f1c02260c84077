//! Many writes, in any order: BatchWriteItem, as often as it takes.

use std::collections::HashMap;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::AsyncSleep;
use aws_sdk_dynamodb::types::{ConsumedCapacity, DeleteRequest, PutRequest, ReturnConsumedCapacity, WriteRequest};
use futures_util::future::BoxFuture;
use futures_util::stream::{self, StreamExt};
use tracing::Instrument;

use super::{Action, Backoff, Call, Guard, Write, capacity, sleep};
use crate::codec::Encoded;
use crate::error::{Error, Refused, ServiceError};
use crate::item_size::sent_size;
use crate::key;

const OPERATION: &str = "BatchWriteItem";
/// How many writes one call has at most.
pub(crate) const MOST_WRITES: usize = 25;
/// How many bytes it has at most.
const MOST_BYTES: usize = 16 * 1024 * 1024;

/// Puts and deletes, each of another item.
pub(crate) struct BatchWrite {
    pub(crate) client: Client,
    pub(crate) writes: Vec<Write>,
    pub(crate) backoff: Backoff,
    /// How many calls are made at once.
    pub(crate) concurrency: usize,
}

/// What did not go through.
#[derive(Default)]
pub(crate) struct Left {
    pub(crate) writes: Vec<Write>,
    /// The first error of a call.
    pub(crate) error: Option<Error>,
    pub(crate) consumed: Option<ConsumedCapacity>,
    pub(crate) retries: u32,
}

impl Left {
    fn add(&mut self, other: Self) {
        self.writes.extend(other.writes);
        self.error = self.error.take().or(other.error);
        self.consumed = capacity::sum(self.consumed.take(), other.consumed);
        self.retries += other.retries;
    }
}

impl Write {
    /// Refuses what a batch cannot do.
    pub(crate) fn batched(self) -> Encoded<Self> {
        let reason = match &self.action {
            Action::Update { .. } | Action::Check { .. } => "a batch puts and deletes, and does nothing else",
            _ if self.lock.is_some_and(|lock| lock.seen.is_some() || matches!(self.action, Action::Put(_))) => {
                "a batch looks at no version: take it `.unversioned()`, or a transaction"
            }
            _ if self.guard != Guard::Nothing || self.condition.is_some() => {
                "a batch knows no conditions: `put` and `delete` without any, or a transaction"
            }
            _ => return Ok(self),
        };
        Err(Refused::request(format!("`{}` with {}: {reason}", self.entity, self.key)))
    }

    fn request(&self) -> Result<WriteRequest, Error> {
        let unbuilt = |error| ServiceError::unbuilt(OPERATION, &self.place.table, error);
        let item = Some(self.action.item().clone());
        let request = WriteRequest::builder();
        Ok(match self.action {
            Action::Put(_) => request.put_request(PutRequest::builder().set_item(item).build().map_err(unbuilt)?),
            _ => request.delete_request(DeleteRequest::builder().set_key(item).build().map_err(unbuilt)?),
        }
        .build())
    }

    /// Its table, and what tells its item from others.
    pub(crate) fn identity(&self) -> (String, Vec<u8>) {
        (self.place.table.clone(), key::identity(self.place.meta, self.action.item()))
    }
}

impl BatchWrite {
    /// Writes all, and gives what did not go through.
    pub(crate) async fn send(self) -> Left {
        let (client, backoff) = (&self.client, self.backoff);
        let calls = calls(self.writes).into_iter();
        let calls: Vec<BoxFuture<'_, Left>> =
            calls.map(|writes| Box::pin(write(client, writes, backoff)) as _).collect();
        let mut answers = stream::iter(calls).buffer_unordered(self.concurrency.max(1));
        let mut all = Left::default();
        while let Some(left) = answers.next().await {
            all.add(left);
        }
        all
    }
}

/// Of two writes of one item, the last one; as many in a call as it takes, by count and by bytes.
fn calls(writes: Vec<Write>) -> Vec<Vec<Write>> {
    let mut last = HashMap::new();
    for (position, write) in writes.iter().enumerate() {
        last.insert(write.identity(), position);
    }
    let mut calls: Vec<Vec<Write>> = Vec::new();
    let mut bytes = 0;
    for (position, write) in writes.into_iter().enumerate() {
        if last.get(&write.identity()) != Some(&position) {
            continue;
        }
        let size = sent_size(write.action.item());
        match calls.last_mut().filter(|call| call.len() < MOST_WRITES && bytes + size <= MOST_BYTES) {
            Some(call) => {
                bytes += size;
                call.push(write);
            }
            None => {
                bytes = size;
                calls.push(vec![write]);
            }
        }
    }
    calls
}

/// Makes one call, and again for what it leaves.
async fn write(client: &Client, writes: Vec<Write>, mut backoff: Backoff) -> Left {
    let mut left = Left { writes, ..Left::default() };
    loop {
        let tables = left.writes.iter().map(|write| &*write.place.table);
        let call = Call::of_tables(OPERATION, tables, &"");
        let mut requests: HashMap<String, Vec<WriteRequest>> = HashMap::new();
        for write in &left.writes {
            match write.request() {
                Ok(request) => requests.entry(write.place.table.clone()).or_default().push(request),
                Err(error) => {
                    left.error = Some(error);
                    return left;
                }
            }
        }
        let request = client.batch_write_item().set_request_items(Some(requests));
        let request = request.return_consumed_capacity(ReturnConsumedCapacity::Total);
        let output = match request.customize().interceptor(call.attempts()).send().instrument(call.span()).await {
            Ok(output) => output,
            Err(error) => {
                let tables = call.tables().to_owned();
                left.error = Some(call.failed(ServiceError::new(OPERATION, &tables, error).into()));
                left.retries += call.retries();
                return left;
            }
        };
        let consumed = output.consumed_capacity.unwrap_or_default().into_iter();
        let consumed = consumed.fold(None, |sum, one| capacity::sum(sum, Some(one)));
        let unprocessed = output.unprocessed_items.unwrap_or_default();
        call.answered(
            left.writes.len() - unprocessed.values().map(Vec::len).sum::<usize>().min(left.writes.len()),
            None,
            consumed.as_ref(),
        );
        left.consumed = capacity::sum(left.consumed.take(), consumed);
        left.retries += call.retries();
        left.writes.retain(|write| {
            let meta = write.place.meta;
            let is_of = |request: &WriteRequest| {
                let put = request.put_request().map(|put| put.item());
                let item = put.or_else(|| request.delete_request().map(|delete| delete.key()));
                item.is_some_and(|item| key::identity(meta, item) == key::identity(meta, write.action.item()))
            };
            unprocessed.get(&write.place.table).is_some_and(|requests| requests.iter().any(is_of))
        });
        if left.writes.is_empty() {
            return left;
        }
        let Some(pause) = backoff.next() else { return left };
        match sleep(client, OPERATION, call.tables()) {
            Ok(sleep) => sleep.sleep(pause).await,
            Err(error) => {
                left.error = Some(error.into());
                return left;
            }
        }
        left.retries += 1;
    }
}
