//! Many items by their keys: BatchGetItem, as often as it takes.

use std::collections::HashMap;
use std::pin::pin;
use std::sync::Arc;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::AsyncSleep;
use aws_sdk_dynamodb::types::{ConsumedCapacity, KeysAndAttributes, ReturnConsumedCapacity};
use futures_util::future::BoxFuture;
use futures_util::stream::{self, StreamExt, TryStreamExt};

use super::sift::Sift;
use super::{Backoff, Call, Found, Place, capacity, get, sleep};
use crate::attributes::Attributes;
use crate::codec::{Item, MOST_WATCHED};
use crate::error::{Error, ServiceError};
use crate::expression::{Paths, Placeholders};
use crate::json::{Broken, Reader};
use crate::key;
use crate::wire::{Hook, Operation, Route, Take, intercepted_by, items, operation};

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
    pub(crate) found: Vec<Option<Found>>,
    /// The reads that DynamoDB has left unprocessed, by their places.
    pub(crate) unprocessed: Vec<usize>,
    pub(crate) consumed: Option<ConsumedCapacity>,
    pub(crate) retries: u32,
}

/// Keys that are asked for in one way: of a table, one call has one of these.
struct Group {
    place: Place,
    consistent: bool,
    paths: Option<Paths>,
    /// Each key once.
    keys: HashMap<Vec<u8>, (Item, Asked)>,
}

/// The places of the reads that ask for a key, and what sorts out what comes for each.
type Asked = Vec<(usize, Sift)>;

/// The keys of one call, by their groups.
type Keys = HashMap<usize, HashMap<Vec<u8>, Item>>;

/// What one call has found: what came for the reads, by their places, and the keys that were left.
#[derive(Default)]
struct Came {
    found: Vec<(usize, Found)>,
    left: Vec<(usize, Vec<u8>)>,
    consumed: Option<ConsumedCapacity>,
    retries: u32,
}

/// The way that answers to all of these reads take: the slowest that one of them asks for.
pub(super) fn route_of(reads: &[get::Read]) -> Route {
    let has = |route| reads.iter().any(|read| read.place.route == route);
    match (has(Route::Maps), has(Route::Wire)) {
        (true, _) => Route::Maps,
        (false, true) => Route::Wire,
        (false, false) => Route::Fastest,
    }
}

impl BatchRead {
    pub(crate) async fn send(&self) -> Result<Batch, Error> {
        let groups = Arc::new(self.groups());
        let route = route_of(&self.reads);
        let calls = calls(&groups).into_iter().map(|keys| {
            let call: BoxFuture<'_, Result<Came, Error>> =
                Box::pin(read(&self.client, Arc::clone(&groups), route, keys, self.backoff));
            call
        });
        let calls: Vec<_> = calls.collect();
        let answers: Vec<Came> = stream::iter(calls).buffer_unordered(self.concurrency.max(1)).try_collect().await?;
        let mut batch = Batch {
            found: self.reads.iter().map(|_| None).collect(),
            unprocessed: Vec::new(),
            consumed: None,
            retries: 0,
        };
        for Came { found, left, consumed, retries } in answers {
            for (position, found) in found {
                if let Some(place) = batch.found.get_mut(position) {
                    *place = Some(found).filter(|found| !found.is_empty());
                }
            }
            let left = left.iter().filter_map(|(group, identity)| groups.get(*group)?.keys.get(identity));
            batch.unprocessed.extend(left.flat_map(|(_, reads)| reads.iter().map(|(position, _)| *position)));
            batch.consumed = capacity::sum(batch.consumed, consumed);
            batch.retries += retries;
        }
        batch.unprocessed.sort_unstable();
        Ok(batch)
    }

    fn groups(&self) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        for (position, read) in self.reads.iter().enumerate() {
            let meta = read.place.meta;
            // What comes is told by its key.
            let keys = meta.key.attributes().map(|key| key.name);
            let paths = read.asked().map(|paths| keys.fold(paths, Paths::and));
            let is_same = |group: &Group| {
                let same_table = group.place.table == read.place.table;
                same_table && group.consistent == read.consistent && group.paths == paths
            };
            let at = groups.iter().position(is_same).unwrap_or_else(|| {
                groups.push(Group {
                    place: read.place.clone(),
                    consistent: read.consistent,
                    paths,
                    keys: HashMap::new(),
                });
                groups.len() - 1
            });
            let keys = &mut groups[at].keys;
            let (_, reads) =
                keys.entry(key::identity(meta, &read.key)).or_insert_with(|| (read.key.clone(), Vec::new()));
            reads.push((position, Sift::of_one(read)));
        }
        groups
    }
}

/// Takes what came for the reads of one call.
struct Answers {
    groups: Arc<Vec<Group>>,
    /// The groups that are asked for, one for each table.
    asked: Vec<usize>,
}

impl Answers {
    fn group(&self, table: &str) -> Option<&Group> {
        let mut asked = self.asked.iter().filter_map(|group| self.groups.get(*group));
        asked.find(|group| group.place.table == table)
    }

    fn maps(&self, responses: HashMap<String, Vec<Item>>) -> Vec<(usize, Found)> {
        let mut all = Vec::new();
        for (table, items) in responses {
            let Some(group) = self.group(&table) else { continue };
            for item in items {
                for (position, sift) in group.reads_of(&item) {
                    all.push((*position, sift.maps(vec![item.clone()]).found));
                }
            }
        }
        all
    }
}

impl Take for Answers {
    type Taken = Vec<(usize, Found)>;

    fn take(&self, reader: &mut Reader<'_>, _: usize) -> Result<Self::Taken, Broken> {
        let mut all = Vec::new();
        reader.object()?;
        while let Some(table) = reader.name()? {
            let Some(group) = self.group(&table) else {
                reader.skip()?;
                continue;
            };
            items(reader, [""; MOST_WATCHED], |item| {
                for (position, sift) in group.reads_of(item) {
                    all.push((*position, sift.item(item)));
                }
            })?;
        }
        Ok(all)
    }

    fn nothing(&self) -> Self::Taken {
        Vec::new()
    }
}

static BATCH_GET_ITEM: Operation = operation!(batch_get_item::BatchGetItem, BatchGetItemOutput, "Responses");

impl Group {
    /// The reads that ask for this item.
    fn reads_of(&self, item: &dyn Attributes) -> &[(usize, Sift)] {
        self.keys.get(&key::identity(self.place.meta, item)).map_or(&[], |(_, reads)| reads)
    }
}

/// As few calls as there can be, each with one group of a table.
fn calls(groups: &[Group]) -> Vec<Keys> {
    let mut calls: Vec<(usize, Keys)> = Vec::new();
    for (at, group) in groups.iter().enumerate() {
        let mut keys = group.keys.iter().peekable();
        let mut open = calls.iter_mut().filter(|(count, keys)| {
            let has_table = keys.keys().any(|other| groups[*other].place.table == group.place.table);
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

fn owned<R>((identity, (key, _)): (&Vec<u8>, &(Item, R))) -> (Vec<u8>, Item) {
    (identity.clone(), key.clone())
}

/// Makes one call, and again for what it leaves.
async fn read(
    client: &Client,
    groups: Arc<Vec<Group>>,
    route: Route,
    mut keys: Keys,
    mut backoff: Backoff,
) -> Result<Came, Error> {
    let mut came = Came::default();
    loop {
        let tables = keys.keys().map(|group| &*groups[*group].place.table);
        let call = Call::of_tables(OPERATION, tables, None);
        let mut request = client.batch_get_item().return_consumed_capacity(ReturnConsumedCapacity::Total);
        for (at, keys) in &keys {
            let group = &groups[*at];
            let mut placeholders = Placeholders::default();
            let projection = group.paths.as_ref().map(|paths| placeholders.projection(paths)).transpose()?;
            let (names, _) = placeholders.into_maps()?;
            let asked = KeysAndAttributes::builder()
                .set_keys(Some(keys.values().cloned().collect()))
                .set_consistent_read(group.consistent.then_some(true))
                .set_projection_expression(projection)
                .set_expression_attribute_names(names)
                .build();
            let asked = asked.map_err(|error| ServiceError::unbuilt(OPERATION, &group.place.table, error))?;
            request = request.request_items(&group.place.table, asked);
        }
        let answers = Answers {
            groups: Arc::clone(&groups),
            asked: keys.keys().copied().collect(),
        };
        let hook = Hook::new(&BATCH_GET_ITEM, route, call.attempts(), answers);
        let request = request.customize().config_override(intercepted_by(hook.clone()));
        let output = match call.spanning(pin!(request.send())).await {
            Ok(output) => output,
            Err(error) => return Err(call.failed(ServiceError::new(OPERATION, call.tables(), error).into())),
        };
        let consumed = output.consumed_capacity.unwrap_or_default().into_iter();
        let consumed = consumed.fold(None, |sum, one| capacity::sum(sum, Some(one)));
        let found = hook.taken(|answers| answers.maps(output.responses.unwrap_or_default()));
        let found = found.map_err(|error| call.failed(ServiceError::broken(OPERATION, call.tables(), error).into()))?;
        call.answered(found.len(), None, consumed.as_ref());
        came.found.extend(found);
        came.consumed = capacity::sum(came.consumed, consumed);
        came.retries += call.retries();
        let group_of = |table: &str| keys.keys().copied().find(|group| groups[*group].place.table == table);
        let mut left = Keys::new();
        for (table, unprocessed) in output.unprocessed_keys.unwrap_or_default() {
            let Some(group) = group_of(&table) else { continue };
            let meta = groups[group].place.meta;
            let of_group = left.entry(group).or_default();
            of_group.extend(unprocessed.keys.into_iter().map(|key| (key::identity(meta, &key), key)));
        }
        left.retain(|_, keys| !keys.is_empty());
        if left.is_empty() {
            return Ok(came);
        }
        keys = left;
        let Some(pause) = backoff.next() else {
            let left =
                keys.into_iter().flat_map(|(group, keys)| keys.into_keys().map(move |identity| (group, identity)));
            came.left = left.collect();
            return Ok(came);
        };
        sleep(client, OPERATION, call.tables())?.sleep(pause).await;
        came.retries += 1;
    }
}
