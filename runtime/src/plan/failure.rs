//! Writes that fail: what the condition was that did not hold, and whether the write was applied all the same.

use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};

use super::write::Written;
use super::{Action, Call, Guard, Write};
use crate::codec::Item;
use crate::error::{Error, FailedCondition, ServiceError, Source};
use crate::expiry::Expiry;
use crate::item_equality;

impl Write {
    /// What an error of its call says: a failed condition with the item as it stands, or what the service says. `condition`
    /// tells the first from the second, and gives the item.
    pub(super) fn answered<E>(
        &self,
        call: &Call<'_>,
        error: SdkError<E>,
        condition: impl Fn(&E) -> Option<Option<Item>>,
    ) -> Written
    where
        E: ProvideErrorMetadata + std::error::Error + Send + Sync + 'static,
    {
        let Some(item) = error.as_service_error().and_then(condition) else {
            let failed = ServiceError::new(call.operation(), &self.place.table, error);
            return Err(call.failed(failed.into()));
        };
        if call.has_lost_answers() && self.is_there(item.as_ref()) {
            return Ok(call.metered(None, None));
        }
        Err(call.failed(self.failed(item, Box::new(error))))
    }

    /// The SDK sends a request again when no answer comes. Where the first one arrived, the second finds what the first
    /// has written: exactly the item that was to be put.
    fn is_there(&self, item: Option<&Item>) -> bool {
        match (&self.action, item) {
            (Action::Put(put), Some(found)) => put.to_map().is_ok_and(|put| item_equality::are_same(&put, found)),
            _ => false,
        }
    }

    /// The error of a condition that did not hold of this item.
    pub(super) fn failed(&self, item: Option<Item>, source: Source) -> Error {
        let kind = self.kind(item.as_ref());
        kind(Box::new(FailedCondition {
            table: self.place.table.clone(),
            entity: self.entity,
            key: self.key(),
            item,
            source,
        }))
    }

    fn kind(&self, item: Option<&Item>) -> fn(Box<FailedCondition>) -> Error {
        let lock = self.lock.as_ref().filter(|lock| lock.seen.is_some() && self.guard != Guard::MustNotExist);
        // Some emulators do not show the item: then only what stands alone is told apart. An upsert has conditions of its
        // own.
        let alone = self.condition.is_none() && item.is_none() && !self.is_upsert();
        let expiry = Expiry::of(self.place.meta, None).filter(|_| self.guard == Guard::MustNotExist);
        let there = item.is_some_and(|item| !expiry.is_some_and(|expiry| expiry.is_over(item)));
        match self.guard {
            Guard::MustNotExist if there || alone => Error::AlreadyExists,
            Guard::MustExist if !there => Error::NotFound,
            _ if lock.is_some_and(|lock| alone || lock.conflicts(item)) => Error::VersionConflict,
            _ => Error::ConditionFailed,
        }
    }
}
