//! `put`, `insert` and `replace`.

use std::fmt;
use std::marker::PhantomData;

use aws_sdk_dynamodb::operation::put_item::PutItemInput;
use aws_sdk_dynamodb::operation::put_item::builders::PutItemFluentBuilder;

use super::once::Once;
use super::returned::{MaybeOldItem, Returned};
use crate::codec::{Encoded, Outgoing};
use crate::entity::{Entity, Kept, Versioned, Writable};
use crate::error::{Error, ServiceError};
use crate::expression::Condition;
use crate::now::Now;
use crate::plan::{Action, Custom, Guard, Lock, Metered, Place, Write};

/// A request to write an item whole: `put`, `insert` or `replace`.
///
/// `R` is what [`send`](Self::send) returns, `W` what is kept of the item until it is written: of one with a version
/// the item itself, which is then as the table holds it.
#[must_use = "a write does nothing until it is sent"]
pub struct Put<E, R = (), W = ()> {
    write: Encoded<Write>,
    custom: Custom<PutItemFluentBuilder>,
    kept: W,
    of: PhantomData<fn() -> (E, R)>,
}

impl<E: Entity, W: Kept<E>> Put<E, (), W> {
    pub(crate) fn new(place: &Place, item: impl Writable<Entity = E, Kept = W>) -> Self {
        Self::guarded(place, item, Guard::Nothing)
    }

    pub(crate) fn insert(place: &Place, item: impl Writable<Entity = E, Kept = W>) -> Self {
        Self::guarded(place, item, Guard::MustNotExist)
    }

    pub(crate) fn replace(place: &Place, item: impl Writable<Entity = E, Kept = W>) -> Self {
        Self::guarded(place, item, Guard::MustExist)
    }

    fn guarded(place: &Place, item: impl Writable<Entity = E, Kept = W>, guard: Guard) -> Self {
        let creates = guard == Guard::MustNotExist;
        let write = Outgoing::of(item.item(), Now::from_clock(), creates, place.route).and_then(|mut encoded| {
            let lock = Lock::on::<E>(&mut encoded)?;
            Ok(Write { lock, ..Write::new::<E>(place, Action::Put(encoded), guard) })
        });
        Self {
            write,
            custom: Custom::default(),
            kept: item.into_kept(),
            of: PhantomData,
        }
    }

    /// Returns the item that stood under the key before, if there was one. Where an answer was lost and the write was sent
    /// again, what stood there before the first time is not known: it may be the item itself, or none.
    pub fn returning_old(self) -> Put<E, MaybeOldItem, W> {
        Put {
            write: self.write,
            custom: self.custom,
            kept: self.kept,
            of: PhantomData,
        }
    }

    pub(super) fn into_parts(self) -> (Encoded<Write>, bool, W) {
        (self.write, !self.custom.is_empty(), self.kept)
    }

    /// Sends the write as a transaction of its own, which is applied once even if its answer is lost and the SDK sends it
    /// again. See [`Once`].
    pub fn once(self) -> Once<E, W> {
        Once::new(self.write, !self.custom.is_empty(), self.kept)
    }
}

impl<E: Entity, R: Returned<E>, W: Kept<E>> Put<E, R, W> {
    /// Writes only if this holds of the item that stands under the key. Several conditions must all hold, besides what
    /// `insert` and `replace` ask for by themselves, which keeps its own error.
    pub fn condition<A>(mut self, condition: Condition<E, A>) -> Self {
        self.write = self.write.and_then(|write| write.require(condition.into_expression()));
        self
    }

    /// Leaves the version out of this call: it is neither looked at nor advanced, but written as it is.
    pub fn unversioned(mut self) -> Self
    where
        E: Versioned,
    {
        if let Ok(Write { action: Action::Put(item), lock, .. }) = &mut self.write
            && let Some(lock) = lock.take()
        {
            lock.undo(item);
        }
        self
    }

    /// Changes the SDK's request before it is sent: what this crate has no word for.
    pub fn customize(
        mut self,
        change: impl Fn(PutItemFluentBuilder) -> PutItemFluentBuilder + Send + Sync + 'static,
    ) -> Self {
        self.custom.push(change);
        self
    }

    /// The SDK's request, to be sent by oneself: errors are then the SDK's, and a version in the item is not advanced.
    ///
    /// # Errors
    /// [`Error::Refused`].
    pub fn into_sdk(self) -> Result<PutItemFluentBuilder, Error> {
        Ok(self.custom.apply(self.write?.put_item(R::VALUES.into())?))
    }

    dry_run!("PutItem": PutItemInput);

    /// Sends the request.
    ///
    /// # Errors
    /// [`Error::AlreadyExists`] for an `insert`, [`Error::NotFound`] for a `replace`, [`Error::VersionConflict`] for an
    /// entity with a version, [`Error::ConditionFailed`] for a condition, [`Error::Refused`] for a value that DynamoDB
    /// would refuse, [`Error::Service`] for everything else.
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
        let written = if W::IS_CHANGED { write.action.written() } else { Default::default() };
        // What the caller changes is a request with an item in it.
        let (request, fill) = if self.custom.is_empty() {
            write.filled_put_item(R::VALUES.into())?
        } else {
            (self.custom.apply(write.put_item(R::VALUES.into())?), None)
        };
        let key = R::key_of(&write);
        let answer = write.send_put_item(request, fill).await?;
        self.kept.settle(written)?;
        answer.and_then(|item| R::read(item, None, key))
    }
}

impl<E, R, W: Clone> Clone for Put<E, R, W> {
    fn clone(&self) -> Self {
        Self {
            write: self.write.clone(),
            custom: self.custom.clone(),
            kept: self.kept.clone(),
            of: PhantomData,
        }
    }
}

impl<E, R, W> fmt::Debug for Put<E, R, W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Put").field(&self.write).finish()
    }
}
