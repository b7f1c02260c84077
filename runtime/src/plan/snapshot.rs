//! Several items as they are at one moment: TransactGetItems.

use std::pin::pin;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::transact_get_items::builders::TransactGetItemsFluentBuilder;
use aws_sdk_dynamodb::types::{Get, ReturnConsumedCapacity, TransactGetItem};

use super::batch_read::route_of;
use super::sift::Sift;
use super::transaction::MOST_ACTIONS;
use super::{Call, Found, Metered, capacity, get};
use crate::codec::Item;
use crate::error::{Error, Refused, ServiceError};
use crate::expression::Placeholders;
use crate::item_equality;
use crate::json::{Broken, Reader};
use crate::wire::{Hook, Operation, Take, intercepted_by, operation};

const OPERATION: &str = "TransactGetItems";

/// Reads of several items at one moment.
pub(crate) struct Snapshot {
    pub(crate) client: Client,
    pub(crate) reads: Vec<get::Read>,
}

impl Snapshot {
    pub(crate) fn request(&self) -> Result<TransactGetItemsFluentBuilder, Error> {
        let count = self.reads.len();
        if count == 0 || count > MOST_ACTIONS {
            let reason = format!("a transaction reads 1 to {MOST_ACTIONS} items, and this one {count}");
            return Err(Refused::request(reason).into());
        }
        let mut gets = Vec::new();
        for (position, read) in self.reads.iter().enumerate() {
            let is_same = |other: &get::Read| {
                other.place.table == read.place.table && item_equality::are_same(&other.key, &read.key)
            };
            if self.reads.iter().take(position).any(is_same) {
                let what = format!("the item with {} in table `{}`", read.shown, read.place.table);
                return Err(Refused::request(format!("a transaction reads {what} once")).into());
            }
            let mut placeholders = Placeholders::default();
            let projection = read.asked().map(|paths| placeholders.projection(&paths)).transpose()?;
            let (names, _) = placeholders.into_maps()?;
            let get = Get::builder()
                .table_name(&read.place.table)
                .set_key(Some(read.key.clone()))
                .set_projection_expression(projection)
                .set_expression_attribute_names(names)
                .build();
            let get = get.map_err(|error| ServiceError::unbuilt(OPERATION, &read.place.table, error))?;
            gets.push(TransactGetItem::builder().get(get).build());
        }
        let request = self.client.transact_get_items().set_transact_items(Some(gets));
        Ok(request.return_consumed_capacity(ReturnConsumedCapacity::Total))
    }

    /// Sends what [`request`](Self::request) made. Gives what was found for each read, in order.
    pub(crate) async fn send(
        self,
        request: TransactGetItemsFluentBuilder,
    ) -> Result<Metered<Vec<Option<Found>>>, Error> {
        let tables = self.reads.iter().map(|read| &*read.place.table);
        let call = Call::of_tables(OPERATION, tables, None);
        let each = Each(self.reads.iter().map(Sift::of_one).collect());
        let hook = Hook::new(&TRANSACT_GET_ITEMS, route_of(&self.reads), call.attempts(), each);
        let request = request.customize().config_override(intercepted_by(hook.clone()));
        let output = match call.spanning(pin!(request.send())).await {
            Ok(output) => output,
            Err(error) => return Err(call.failed(ServiceError::new(OPERATION, call.tables(), error).into())),
        };
        let consumed = output.consumed_capacity.unwrap_or_default().into_iter();
        let consumed = consumed.fold(None, |sum, one| capacity::sum(sum, Some(one)));
        let answers = output.responses.unwrap_or_default().into_iter().map(|answer| answer.item);
        let found = hook.taken(|each| each.maps(answers));
        let found = found.map_err(|error| call.failed(ServiceError::broken(OPERATION, call.tables(), error).into()))?;
        call.answered(found.iter().flatten().count(), None, consumed.as_ref());
        Ok(Metered { value: found, consumed, retries: call.retries() })
    }
}

static TRANSACT_GET_ITEMS: Operation =
    operation!(transact_get_items::TransactGetItems, TransactGetItemsOutput, "Responses");

/// Takes one item or none for each read, in order.
struct Each(Vec<Sift>);

impl Each {
    fn maps(&self, answers: impl Iterator<Item = Option<Item>>) -> Vec<Option<Found>> {
        let found = self.0.iter().zip(answers).map(|(sift, item)| {
            let item = item.filter(|item| !item.is_empty())?;
            some(sift.maps(vec![item]).found)
        });
        found.collect()
    }
}

impl Take for Each {
    type Taken = Vec<Option<Found>>;

    fn take(&self, reader: &mut Reader<'_>, _: usize) -> Result<Self::Taken, Broken> {
        let (mut all, mut sifts) = (Vec::new(), self.0.iter());
        reader.array()?;
        while reader.element()? {
            let (mut found, sift) = (None, sifts.next());
            reader.object()?;
            while let Some(name) = reader.name()? {
                match sift.filter(|_| name == "Item" && !is_empty(*reader)) {
                    Some(sift) => found = some(sift.one(reader)?),
                    None => reader.skip()?,
                }
            }
            all.push(found);
        }
        Ok(all)
    }

    fn nothing(&self) -> Self::Taken {
        Vec::new()
    }
}

/// What was found, unless that is nothing.
fn some(found: Found) -> Option<Found> {
    Some(found).filter(|found| !found.is_empty())
}

/// Whether the object that comes next has no members.
fn is_empty(mut reader: Reader<'_>) -> bool {
    reader.object().is_ok() && reader.name() == Ok(None)
}
