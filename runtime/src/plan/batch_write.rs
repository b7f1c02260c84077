//! Many writes, in any order: BatchWriteItem, as often as it takes.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::pin::pin;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::AsyncSleep;
use aws_sdk_dynamodb::types::{ConsumedCapacity, DeleteRequest, PutRequest, ReturnConsumedCapacity, WriteRequest};
use futures_util::future::BoxFuture;
use futures_util::stream::{self, StreamExt};

use super::{Action, Backoff, Call, Guard, Write, capacity, sleep};
use crate::codec::{Encoded, json_of};
use crate::error::{Error, Refused, ServiceError};
use crate::key;
use crate::wire::{Fill, Filling, Operation, Route, intercepted_by, operation};

const OPERATION: &str = "BatchWriteItem";
/// How many writes one call has at most.
pub(crate) const MOST_WRITES: usize = 25;
/// How many bytes it has at most.
const MOST_BYTES: usize = 16 * 1024 * 1024;
/// How many bytes a key has in a request at most, and more.
const MOST_BYTES_OF_KEY: usize = (2048 + 1024) * 6 + 1024;
/// How many bytes there are around an item in a request, at most.
const AROUND: usize = 32;

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
    /// How many writes there were, of several of one item one.
    pub(crate) asked: usize,
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
        Err(Refused::request(format!("`{}` with {}: {reason}", self.entity, self.key())))
    }

    /// As a part of a request.
    fn request(&self) -> Result<WriteRequest, Error> {
        let unbuilt = |error| ServiceError::unbuilt(OPERATION, &self.place.table, error);
        let request = WriteRequest::builder();
        Ok(match &self.action {
            Action::Put(item) => {
                let put = PutRequest::builder().set_item(Some(item.to_map()?));
                request.put_request(put.build().map_err(unbuilt)?)
            }
            action => {
                let delete = DeleteRequest::builder().set_key(Some(action.item()?));
                request.delete_request(delete.build().map_err(unbuilt)?)
            }
        }
        .build())
    }

    /// The same as it is sent.
    fn write_request(&self, json: &mut String) -> Encoded<()> {
        match &self.action {
            Action::Put(item) => {
                json.push_str("{\"PutRequest\":{\"Item\":");
                item.write_json(json)?;
            }
            action => {
                json.push_str("{\"DeleteRequest\":{\"Key\":");
                json.push_str(&json_of(&action.item()?)?);
            }
        }
        json.push_str("}}");
        Ok(())
    }

    /// Its table, and what tells its item from others.
    pub(crate) fn identity(&self) -> (&str, Vec<u8>) {
        (&self.place.table, key::identity(self.place.meta, self.action.attributes()))
    }

    fn sent_size(&self) -> usize {
        match &self.action {
            Action::Put(item) => item.sent_size(),
            // A key is small.
            _ => MOST_BYTES_OF_KEY,
        }
    }
}

impl BatchWrite {
    /// Writes all, and gives what did not go through.
    pub(crate) async fn send(self) -> Left {
        let (client, backoff) = (&self.client, self.backoff);
        let writes = of_each_item_the_last(self.writes);
        let mut all = Left { asked: writes.len(), ..Left::default() };
        let calls = calls(writes).into_iter();
        let calls: Vec<BoxFuture<'_, Left>> =
            calls.map(|writes| Box::pin(write(client, writes, backoff)) as _).collect();
        let mut answers = stream::iter(calls).buffer_unordered(self.concurrency.max(1));
        while let Some(left) = answers.next().await {
            all.add(left);
        }
        all
    }
}

/// Of several writes of one item, the last one.
fn of_each_item_the_last(writes: Vec<Write>) -> Vec<Write> {
    let mut last = HashMap::with_capacity(writes.len());
    for (position, write) in writes.iter().enumerate() {
        last.insert(write.identity(), position);
    }
    if last.len() == writes.len() {
        return writes;
    }
    let last: HashSet<usize> = last.into_values().collect();
    let writes = writes.into_iter().enumerate().filter(|(position, _)| last.contains(position));
    writes.map(|(_, write)| write).collect()
}

/// As many in a call as it takes, by count and by bytes.
fn calls(writes: Vec<Write>) -> Vec<Vec<Write>> {
    let mut calls: Vec<Vec<Write>> = Vec::new();
    let mut bytes = 0;
    for write in writes {
        let size = write.sent_size();
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

static BATCH_WRITE_ITEM: Operation = operation!(batch_write_item::BatchWriteItem, BatchWriteItemOutput, "RequestItems");

/// What is asked of each table.
type Requests = HashMap<String, Vec<WriteRequest>>;

/// The requests, and the body of the request where it goes as it is: the tables alone are asked of the SDK then,
/// which looks at them for the endpoint.
fn requests(writes: &[Write]) -> Result<(Requests, Option<Fill>), Error> {
    let mut tables: BTreeMap<&str, Vec<&Write>> = BTreeMap::new();
    for write in writes {
        tables.entry(&write.place.table).or_default().push(write);
    }
    if !BATCH_WRITE_ITEM.can_be_filled() || writes.iter().any(|write| write.place.route == Route::Maps) {
        let of_table = |(table, writes): (&str, Vec<&Write>)| {
            let requests = writes.into_iter().map(Write::request).collect::<Result<_, _>>()?;
            Ok((table.to_owned(), requests))
        };
        return Ok((tables.into_iter().map(of_table).collect::<Result<_, Error>>()?, None));
    }
    let mut json = String::with_capacity(writes.iter().map(|write| write.sent_size() + AROUND).sum());
    json.push_str("{\"RequestItems\":{");
    for (position, (table, writes)) in tables.iter().enumerate() {
        // Names of tables have nothing in them that is escaped.
        json.push_str(if position == 0 { "\"" } else { ",\"" });
        json.push_str(table);
        json.push_str("\":[");
        for (position, write) in writes.iter().enumerate() {
            json.push_str(if position == 0 { "" } else { "," });
            write.write_request(&mut json)?;
        }
        json.push(']');
    }
    json.push_str("},\"ReturnConsumedCapacity\":\"TOTAL\"}");
    let empty = tables.into_keys().map(|table| (table.to_owned(), Vec::new()));
    Ok((empty.collect(), Some(Fill::Body(json))))
}

/// Makes one call, and again for what it leaves.
async fn write(client: &Client, writes: Vec<Write>, mut backoff: Backoff) -> Left {
    let mut left = Left { writes, ..Left::default() };
    loop {
        let tables = left.writes.iter().map(|write| &*write.place.table);
        let call = Call::of_tables(OPERATION, tables, None);
        let (requests, fill) = match requests(&left.writes) {
            Ok(requests) => requests,
            Err(error) => {
                left.error = Some(error);
                return left;
            }
        };
        let request = client.batch_write_item().set_request_items(Some(requests));
        let request = request.return_consumed_capacity(ReturnConsumedCapacity::Total);
        let filling = Filling::new(fill, call.attempts());
        let request = request.customize().config_override(intercepted_by(filling));
        let output = match call.spanning(pin!(request.send())).await {
            Ok(output) => output,
            Err(error) => {
                left.error = Some(call.failed(ServiceError::new(OPERATION, call.tables(), error).into()));
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
                item.is_some_and(|item| key::identity(meta, item) == write.identity().1)
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
