//! Reading one item: GetItem.

use std::fmt;
use std::pin::pin;
use std::sync::Arc;

use aws_sdk_dynamodb::operation::get_item::builders::GetItemFluentBuilder;

use super::sift::Sift;
use super::{Call, Found, Metered, Place, capacity};
use crate::codec::{Encoded, Item};
use crate::decoder::Sinks;
use crate::error::{Error, ServiceError};
use crate::expiry::Expiry;
use crate::expression::{Paths, Placeholders};
use crate::json::{Broken, Reader};
use crate::key::ItemKey;
use crate::wire::{Hook, Operation, Take, intercepted_by, operation};

/// A read of one item.
#[derive(Clone)]
pub struct Read {
    pub(crate) place: Place,
    pub(crate) key: Item,
    /// The key as errors show it.
    pub(crate) shown: ItemKey,
    /// What is read of the item, if it is not all.
    pub(crate) paths: Option<Paths>,
    pub(crate) consistent: bool,
    /// Whether somebody wants to know what it costs.
    pub(crate) is_metered: bool,
    /// Where the item goes.
    pub(crate) sinks: Arc<dyn Sinks>,
}

/// Without the key's values, some of which may be sensitive.
impl fmt::Debug for Read {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut read = f.debug_struct("Read");
        read.field("place", &self.place).field("key", &self.shown).field("paths", &self.paths);
        read.field("consistent", &self.consistent).finish_non_exhaustive()
    }
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
            .set_return_consumed_capacity(capacity::asked(self.is_metered)))
    }

    /// Sends what [`request`](Self::request) made, with what the caller changed of it. What is found is one item or none.
    pub(crate) async fn send(self, request: GetItemFluentBuilder) -> Result<Metered<Found>, Error> {
        let (table, route) = (&self.place.table, self.place.route);
        let call = Call::new("GetItem", &self.place, None, Some(&self.shown));
        let hook = Hook::new(&GET_ITEM, route, call.attempts(), One(Sift::of_one(&self)));
        let request = request.customize().config_override(intercepted_by(hook.clone()));
        let sent = call.spanning(pin!(request.send())).await;
        let output = sent.map_err(|error| call.failed(ServiceError::new("GetItem", table, error).into()))?;
        let found = hook.taken(|one| one.0.maps(output.item.into_iter().collect()).found);
        let found = found.map_err(|error| call.failed(ServiceError::broken("GetItem", table, error).into()))?;
        call.answered(found.len(), None, output.consumed_capacity.as_ref());
        Ok(Metered {
            value: found,
            consumed: output.consumed_capacity,
            retries: call.retries(),
        })
    }
}

static GET_ITEM: Operation = operation!(get_item::GetItem, GetItemOutput, "Item");

/// Takes one item.
struct One(Sift);

impl Take for One {
    type Taken = Found;

    fn take(&self, reader: &mut Reader<'_>, _: usize) -> Result<Found, Broken> {
        self.0.one(reader)
    }

    fn nothing(&self) -> Found {
        Found::new(self.0.sinks())
    }
}
