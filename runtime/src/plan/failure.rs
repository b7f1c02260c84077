//! Writes that fail: what the condition was that did not hold, and whether the write was applied all the same.

use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};

use super::write::Written;
use super::{Action, Call, Guard, Write};
use crate::codec::Item;
use crate::error::{Error, FailedCondition, ServiceError};
use crate::expiry::Expiry;
use crate::item_equality;

/// A write that was answered with an error.
pub(super) struct Attempt<'c> {
    write: Write,
    call: &'c Call,
}

impl<'c> Attempt<'c> {
    pub(super) fn new(write: Write, call: &'c Call) -> Self {
        Self { write, call }
    }

    /// The error of the write: a failed condition with the item as it stands, or what the service says. `condition` tells
    /// the first from the second, and gives the item.
    pub(super) fn failed<E>(self, error: SdkError<E>, condition: impl Fn(&E) -> Option<Option<Item>>) -> Written
    where
        E: ProvideErrorMetadata + std::error::Error + Send + Sync + 'static,
    {
        let Some(item) = error.as_service_error().and_then(condition) else {
            let failed = ServiceError::new(self.call.operation(), &self.write.place.table, error);
            return Err(self.call.failed(failed.into()));
        };
        if self.was_applied(item.as_ref()) {
            return Ok(self.call.metered(None, None));
        }
        let kind = self.kind(item.as_ref());
        let failed = FailedCondition {
            table: self.write.place.table,
            entity: self.write.entity,
            key: self.write.key,
            item,
            source: Box::new(error),
        };
        Err(self.call.failed(kind(Box::new(failed))))
    }

    /// The SDK sends a request again when no answer comes. Where the first one arrived, the second finds what the first
    /// has written: exactly the item that was to be put.
    fn was_applied(&self, item: Option<&Item>) -> bool {
        match (&self.write.action, item) {
            (Action::Put(put), Some(found)) if self.call.has_lost_answers() => item_equality::are_same(put, found),
            _ => false,
        }
    }

    fn kind(&self, item: Option<&Item>) -> fn(Box<FailedCondition>) -> Error {
        let Write { guard, condition, lock, .. } = &self.write;
        let lock = lock.as_ref().filter(|lock| lock.seen.is_some() && *guard != Guard::MustNotExist);
        // Some emulators do not show the item: then only what stands alone is told apart.
        let alone = condition.is_none();
        let expiry = Expiry::of(self.write.place.meta, None).filter(|_| *guard == Guard::MustNotExist);
        let there = item.is_some_and(|item| !expiry.is_some_and(|expiry| expiry.is_over(item)));
        match guard {
            Guard::MustNotExist if there || alone => Error::AlreadyExists,
            Guard::MustExist if !there || alone && lock.is_none() => Error::NotFound,
            _ if lock.is_some_and(|lock| alone || lock.conflicts(item)) => Error::VersionConflict,
            _ => Error::ConditionFailed,
        }
    }
}
