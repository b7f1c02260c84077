//! Many items by their keys: BatchGetItem, as often as it takes.

use std::collections::HashMap;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::AsyncSleep;
use aws_sdk_dynamodb::types::{ConsumedCapacity, KeysAndAttributes, ReturnConsumedCapacity};
use futures_util::stream::{self, StreamExt, TryStreamExt};
use tracing::Instrument;

use super::{Backoff, Call, capacity, get, sleep};
use crate::codec::Item;
use crate::error::{Error, ServiceError};
use crate::expiry::Expiry;
use crate::expression::{Paths, Placeholders};
use crate::key;

const OPERATION: &str = "BatchGetItem";
/// How many keys one call has at most.
const MOST_KEYS: usize = 100;

/// Reads of many items, in any order.
pub(crate) struct BatchRead {
    pub(crate) client: Client,
    pub(crate) reads: Vec<get::Read>,
    pub(crate) backoff: Backoff,
    /// How many calls are made at once.
    pub(crate) concurrency: usize,
}

/// What was found.
pub(crate) struct Batch {
    /// For each read, in order.
    pub(crate) found: Vec<Option<Item>>,
    /// The reads that DynamoDB has left unprocessed, by their places.
    pub(crate) unprocessed: Vec<usize>,
    pub(crate) consumed: Option<ConsumedCapacity>,
    pub(crate) retries: u32,
}

/// Keys that are asked for in one way: of a table, one call has one of these.
struct Group<'r> {
    read: &'r get::Read,
    paths: Option<Paths>,
    /// Each key once, with the places of the reads that ask for it.
    keys: HashMap<Vec<u8>, (Item, Vec<usize>)>,
}

/// The keys of one call, by their groups.
type Keys = HashMap<usize, HashMap<Vec<u8>, Item>>;

/// What one call has found: an item for each key, and the keys that were left.
#[derive(Default)]
struct Found {
    items: Vec<(usize, Vec<u8>, Item)>,
    left: Vec<(usize, Vec<u8>)>,
    consumed: Option<ConsumedCapacity>,
    retries: u32,
}

impl BatchRead {
    pub(crate) async fn send(&self) -> Result<Batch, Error> {
        let groups = self.groups();
        let calls: Vec<Keys> = calls(&groups);
        let (groups, client, backoff) = (&groups, &self.client, self.backoff);
        let calls = calls.into_iter().map(|keys| async move { read(client, groups, keys, backoff).await });
        // Boxed, as the compiler cannot see that what borrows from here is `Send`.
        let calls: Vec<futures_util::future::BoxFuture<'_, Result<Found, Error>>> =
            calls.map(|call| Box::pin(call) as _).collect();
        let answers: Vec<Found> = stream::iter(calls).buffer_unordered(self.concurrency.max(1)).try_collect().await?;
        let mut batch = Batch {
            found: vec![None; self.reads.len()],
            unprocessed: Vec::new(),
            consumed: None,
            retries: 0,
        };
        for Found { items, left, consumed, retries } in answers {
            for (group, identity, item) in items {
                let group = &groups[group];
                let expiry = Expiry::of(group.read.place.meta, None);
                if expiry.is_some_and(|expiry| expiry.is_over(&item)) {
                    continue;
                }
                for position in group.positions(&identity) {
                    if let Some(found) = batch.found.get_mut(*position) {
                        *found = Some(item.clone());
                    }
                }
            }
            let left = left.iter().flat_map(|(group, identity)| groups[*group].positions(identity));
            batch.unprocessed.extend(left);
            batch.consumed = capacity::sum(batch.consumed, consumed);
            batch.retries += retries;
        }
        batch.unprocessed.sort_unstable();
        Ok(batch)
    }

    fn groups(&self) -> Vec<Group<'_>> {
        let mut groups: Vec<Group<'_>> = Vec::new();
        for (position, read) in self.reads.iter().enumerate() {
            let meta = read.place.meta;
            // What comes is told by its key.
            let keys = meta.key.attributes().map(|key| key.name);
            let paths = read.asked().map(|paths| keys.fold(paths, Paths::and));
            let is_same = |group: &Group<'_>| {
                let same_table = group.read.place.table == read.place.table;
                same_table && group.read.consistent == read.consistent && group.paths == paths
            };
            let at = groups.iter().position(is_same).unwrap_or_else(|| {
                groups.push(Group { read, paths, keys: HashMap::new() });
                groups.len() - 1
            });
            let keys = &mut groups[at].keys;
            let (_, positions) =
                keys.entry(key::identity(meta, &read.key)).or_insert_with(|| (read.key.clone(), Vec::new()));
            positions.push(position);
        }
        groups
    }
}

impl Group<'_> {
    fn positions(&self, identity: &[u8]) -> &[usize] {
        self.keys.get(identity).map_or(&[], |(_, positions)| positions)
    }
}

/// As few calls as there can be, each with one group of a table.
fn calls(groups: &[Group<'_>]) -> Vec<Keys> {
    let mut calls: Vec<(usize, Keys)> = Vec::new();
    for (at, group) in groups.iter().enumerate() {
        let mut keys = group.keys.iter().peekable();
        let mut open = calls.iter_mut().filter(|(count, keys)| {
            let has_table = keys.keys().any(|other| groups[*other].read.place.table == group.read.place.table);
            *count < MOST_KEYS && !has_table
        });
        if let Some((count, of_call)) = open.next() {
            let some: HashMap<_, _> = keys.by_ref().take(MOST_KEYS - *count).map(owned).collect();
            *count += some.len();
            of_call.insert(at, some);
        }
        while keys.peek().is_some() {
            let some: HashMap<_, _> = keys.by_ref().take(MOST_KEYS).map(owned).collect();
            calls.push((some.len(), Keys::from([(at, some)])));
        }
    }
    calls.into_iter().map(|(_, keys)| keys).collect()
}

fn owned((identity, (key, _)): (&Vec<u8>, &(Item, Vec<usize>))) -> (Vec<u8>, Item) {
    (identity.clone(), key.clone())
}

/// Makes one call, and again for what it leaves.
async fn read(client: &Client, groups: &[Group<'_>], mut keys: Keys, mut backoff: Backoff) -> Result<Found, Error> {
    let mut found = Found::default();
    loop {
        let tables = keys.keys().map(|group| &*groups[*group].read.place.table);
        let call = Call::of_tables(OPERATION, tables, &"");
        let mut request = client.batch_get_item().return_consumed_capacity(ReturnConsumedCapacity::Total);
        for (at, keys) in &keys {
            let group = &groups[*at];
            let mut placeholders = Placeholders::default();
            let projection = group.paths.as_ref().map(|paths| placeholders.projection(paths)).transpose()?;
            let (names, _) = placeholders.into_maps()?;
            let asked = KeysAndAttributes::builder()
                .set_keys(Some(keys.values().cloned().collect()))
                .set_consistent_read(group.read.consistent.then_some(true))
                .set_projection_expression(projection)
                .set_expression_attribute_names(names)
                .build();
            let asked = asked.map_err(|error| ServiceError::unbuilt(OPERATION, &group.read.place.table, error))?;
            request = request.request_items(&group.read.place.table, asked);
        }
        let output = match request.customize().interceptor(call.attempts()).send().instrument(call.span()).await {
            Ok(output) => output,
            Err(error) => {
                let tables = call.tables().to_owned();
                return Err(call.failed(ServiceError::new(OPERATION, &tables, error).into()));
            }
        };
        let consumed = output.consumed_capacity.unwrap_or_default().into_iter();
        let consumed = consumed.fold(None, |sum, one| capacity::sum(sum, Some(one)));
        let mut count = 0;
        let group_of = |table: &str| keys.keys().copied().find(|group| groups[*group].read.place.table == table);
        for (table, items) in output.responses.unwrap_or_default() {
            let Some(group) = group_of(&table) else { continue };
            for item in items {
                count += 1;
                found.items.push((group, key::identity(groups[group].read.place.meta, &item), item));
            }
        }
        call.answered(count, None, consumed.as_ref());
        found.consumed = capacity::sum(found.consumed, consumed);
        found.retries += call.retries();
        let mut left = Keys::new();
        for (table, unprocessed) in output.unprocessed_keys.unwrap_or_default() {
            let Some(group) = group_of(&table) else { continue };
            let meta = groups[group].read.place.meta;
            let of_group = left.entry(group).or_default();
            of_group.extend(unprocessed.keys.into_iter().map(|key| (key::identity(meta, &key), key)));
        }
        left.retain(|_, keys| !keys.is_empty());
        if left.is_empty() {
            return Ok(found);
        }
        keys = left;
        let Some(pause) = backoff.next() else {
            let left =
                keys.into_iter().flat_map(|(group, keys)| keys.into_keys().map(move |identity| (group, identity)));
            found.left = left.collect();
            return Ok(found);
        };
        sleep(client, OPERATION, call.tables())?.sleep(pause).await;
        found.retries += 1;
    }
}
