//! `delete`.

use std::fmt;
use std::marker::PhantomData;

use aws_sdk_dynamodb::operation::delete_item::DeleteItemInput;
use aws_sdk_dynamodb::operation::delete_item::builders::DeleteItemFluentBuilder;

use super::once::Once;
use super::returned::{MaybeOldItem, Returned};
use crate::codec::{Encoded, encode_key};
use crate::entity::{Entity, Versioned};
use crate::error::{Error, ServiceError};
use crate::expression::Condition;
use crate::plan::{Action, Custom, Guard, Lock, Metered, Place, Write};

/// A request to delete an item. `R` is what [`send`](Self::send) returns.
///
/// Of an entity with a version, `delete(&item)` deletes only the version that the caller has seen; `delete(key)` looks at
/// none.
#[must_use = "a delete does nothing until it is sent"]
pub struct Delete<E, R = ()> {
    write: Encoded<Write>,
    custom: Custom<DeleteItemFluentBuilder>,
    of: PhantomData<fn() -> (E, R)>,
}

impl<E: Entity> Delete<E> {
    pub(crate) fn new(place: &Place, key: &E::Key, seen: Option<u64>) -> Self {
        let delete = |key| Write {
            lock: Lock::of::<E>(seen),
            ..Write::new::<E>(place, Action::Delete { key }, Guard::Nothing)
        };
        Self {
            write: encode_key::<E>(key).map(delete),
            custom: Custom::default(),
            of: PhantomData,
        }
    }

    /// Returns the item that was deleted, if there was one.
    pub fn returning_old(self) -> Delete<E, MaybeOldItem> {
        Delete { write: self.write, custom: self.custom, of: PhantomData }
    }

    pub(super) fn into_parts(self) -> (Encoded<Write>, bool) {
        (self.write, !self.custom.is_empty())
    }

    /// Sends the write as a transaction of its own, which is applied once even if its answer is lost and the SDK sends it
    /// again. See [`Once`].
    pub fn once(self) -> Once<E> {
        Once::new(self.write, !self.custom.is_empty(), ())
    }
}

impl<E: Entity, R: Returned<E>> Delete<E, R> {
    /// Deletes only if this holds. Several conditions must all hold.
    pub fn condition<A>(mut self, condition: Condition<E, A>) -> Self {
        self.write = self.write.and_then(|write| write.require(condition.into_expression()));
        self
    }

    /// Deletes only if the item has this version; 0 is that of an item without one.
    pub fn expect_version(mut self, version: u64) -> Self
    where
        E: Versioned,
    {
        if let Ok(write) = &mut self.write {
            write.lock = Lock::of::<E>(Some(version));
        }
        self
    }

    /// Leaves the version out of this call.
    pub fn unversioned(mut self) -> Self
    where
        E: Versioned,
    {
        if let Ok(write) = &mut self.write {
            write.lock = None;
        }
        self
    }

    /// Changes the SDK's request before it is sent: what this crate has no word for.
    pub fn customize(
        mut self,
        change: impl Fn(DeleteItemFluentBuilder) -> DeleteItemFluentBuilder + Send + Sync + 'static,
    ) -> Self {
        self.custom.push(change);
        self
    }

    /// The SDK's request, to be sent by oneself: errors are then the SDK's.
    ///
    /// # Errors
    /// [`Error::Refused`].
    pub fn into_sdk(self) -> Result<DeleteItemFluentBuilder, Error> {
        Ok(self.custom.apply(self.write?.delete_item(R::VALUES.into())?))
    }

    dry_run!("DeleteItem": DeleteItemInput);

    /// Sends the request. That there is no such item is no error, unless a version or a condition asks for it.
    ///
    /// # Errors
    /// [`Error::ConditionFailed`], [`Error::VersionConflict`] for an entity with a version, [`Error::Refused`] for a key
    /// that DynamoDB would refuse, [`Error::Service`] for everything else.
    ///
    /// The SDK sends a request again when no answer comes: a delete with a condition or a version whose answer was lost
    /// finds nothing to delete, and fails. [`once`](Delete::once) solves it.
    pub async fn send(self) -> Result<R::Value, Error> {
        Ok(self.run().await?.value)
    }

    /// Sends the request, and tells what it cost.
    ///
    /// # Errors
    /// As [`send`](Self::send).
    pub async fn send_metered(mut self) -> Result<Metered<R::Value>, Error> {
        self.write = self.write.map(Write::metered);
        self.run().await
    }

    async fn run(self) -> Result<Metered<R::Value>, Error> {
        let write = self.write?;
        let request = self.custom.apply(write.delete_item(R::VALUES.into())?);
        let key = R::key_of(&write);
        write.send_delete_item(request, None).await?.and_then(|item| R::read(item, None, key))
    }
}

impl<E, R> Clone for Delete<E, R> {
    fn clone(&self) -> Self {
        Self {
            write: self.write.clone(),
            custom: self.custom.clone(),
            of: PhantomData,
        }
    }
}

impl<E, R> fmt::Debug for Delete<E, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Delete").field(&self.write).finish()
    }
}
