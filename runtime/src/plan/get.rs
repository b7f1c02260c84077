//! Reading one item: GetItem.

use aws_sdk_dynamodb::operation::get_item::builders::GetItemFluentBuilder;
use aws_sdk_dynamodb::types::ReturnConsumedCapacity;
use tracing::Instrument;

use super::{Call, Metered, Place};
use crate::codec::{Encoded, Item};
use crate::error::{Error, ServiceError};
use crate::expiry::Expiry;
use crate::expression::{Paths, Placeholders};
use crate::key::ItemKey;

/// A read of one item.
#[derive(Debug, Clone)]
pub struct Read {
    pub(crate) place: Place,
    pub(crate) key: Item,
    /// The key as errors show it.
    pub(crate) shown: ItemKey,
    /// What is read of the item, if it is not all.
    pub(crate) paths: Option<Paths>,
    pub(crate) consistent: bool,
}

impl Read {
    /// What is asked for, if it is not all.
    pub(super) fn asked(&self) -> Option<Paths> {
        let paths = self.paths.clone()?;
        Some(match Expiry::of(self.place.meta, None) {
            Some(expiry) => paths.and(expiry.attribute),
            None => paths,
        })
    }

    pub(crate) fn request(&self) -> Encoded<GetItemFluentBuilder> {
        let mut placeholders = Placeholders::default();
        let projection = self.asked().map(|paths| placeholders.projection(&paths)).transpose()?;
        let (names, _) = placeholders.into_maps()?;
        Ok(self
            .place
            .client
            .get_item()
            .table_name(&self.place.table)
            .set_key(Some(self.key.clone()))
            .set_projection_expression(projection)
            .set_expression_attribute_names(names)
            .set_consistent_read(self.consistent.then_some(true))
            .return_consumed_capacity(ReturnConsumedCapacity::Total))
    }

    /// Sends what [`request`](Self::request) made, with what the caller changed of it.
    pub(crate) async fn send(self, request: GetItemFluentBuilder) -> Result<Metered<Option<Item>>, Error> {
        let call = Call::new("GetItem", &self.place, None, &self.shown);
        let sent = request.customize().interceptor(call.attempts()).send().instrument(call.span()).await;
        let output =
            sent.map_err(|error| call.failed(ServiceError::new("GetItem", &self.place.table, error).into()))?;
        let expiry = Expiry::of(self.place.meta, None);
        let item = output.item.filter(|item| !expiry.is_some_and(|expiry| expiry.is_over(item)));
        call.answered(usize::from(item.is_some()), None, output.consumed_capacity.as_ref());
        Ok(Metered {
            value: item,
            consumed: output.consumed_capacity,
            retries: call.retries(),
        })
    }
}
