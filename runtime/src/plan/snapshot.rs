//! Several items as they are at one moment: TransactGetItems.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::transact_get_items::builders::TransactGetItemsFluentBuilder;
use aws_sdk_dynamodb::types::{Get, ReturnConsumedCapacity, TransactGetItem};
use tracing::Instrument;

use super::transaction::MOST_ACTIONS;
use super::{Call, Metered, capacity, get};
use crate::codec::Item;
use crate::error::{Error, Refused, ServiceError};
use crate::expiry::Expiry;
use crate::expression::Placeholders;
use crate::item_equality;

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
    ) -> Result<Metered<Vec<Option<Item>>>, Error> {
        let tables = self.reads.iter().map(|read| &*read.place.table);
        let call = Call::of_tables(OPERATION, tables, &"");
        let sent = request.customize().interceptor(call.attempts()).send().instrument(call.span()).await;
        let output = match sent {
            Ok(output) => output,
            Err(error) => {
                let table = call.tables().to_owned();
                return Err(call.failed(ServiceError::new(OPERATION, &table, error).into()));
            }
        };
        let consumed = output.consumed_capacity.unwrap_or_default().into_iter();
        let consumed = consumed.fold(None, |sum, one| capacity::sum(sum, Some(one)));
        let mut answers = output.responses.unwrap_or_default().into_iter();
        let found: Vec<Option<Item>> = self
            .reads
            .iter()
            .map(|read| {
                let item = answers.next()?.item.filter(|item| !item.is_empty())?;
                let expiry = Expiry::of(read.place.meta, None);
                Some(item).filter(|item| !expiry.is_some_and(|expiry| expiry.is_over(item)))
            })
            .collect();
        call.answered(found.iter().flatten().count(), None, consumed.as_ref());
        Ok(Metered { value: found, consumed, retries: call.retries() })
    }
}
