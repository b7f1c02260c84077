//! `put`, `insert` and `replace`.

use std::fmt;
use std::marker::PhantomData;

use aws_sdk_dynamodb::types::ReturnValue;

use crate::codec::{Encoded, encode_stamped};
use crate::entity::Entity;
use crate::error::Error;
use crate::expression::Condition;
use crate::now::Now;
use crate::plan::{Action, Guard, Place, Write};

/// A request to write an item whole: `put`, `insert` or `replace`.
#[must_use = "a write does nothing until it is sent"]
pub struct Put<E> {
    write: Encoded<Write>,
    entity: PhantomData<fn() -> E>,
}

impl<E: Entity> Put<E> {
    pub(crate) fn new(place: &Place, item: &E) -> Self {
        Self::guarded(place, item, Guard::Nothing)
    }

    pub(crate) fn insert(place: &Place, item: &E) -> Self {
        Self::guarded(place, item, Guard::MustNotExist)
    }

    pub(crate) fn replace(place: &Place, item: &E) -> Self {
        Self::guarded(place, item, Guard::MustExist)
    }

    fn guarded(place: &Place, item: &E, guard: Guard) -> Self {
        let creates = guard == Guard::MustNotExist;
        let item = encode_stamped(item, Now::from_clock(), creates);
        Self {
            write: item.map(|item| Write::new::<E>(place, Action::Put(item), guard)),
            entity: PhantomData,
        }
    }

    /// Writes only if this holds of the item that stands under the key. Several conditions must all hold, besides what
    /// `insert` and `replace` ask for by themselves, which keeps its own error.
    pub fn condition<A>(mut self, condition: Condition<E, A>) -> Self {
        self.write = self.write.and_then(|write| write.require(condition.into_expression()));
        self
    }

    /// Sends the request.
    ///
    /// # Errors
    /// [`Error::AlreadyExists`] for an `insert`, [`Error::NotFound`] for a `replace`, [`Error::ConditionFailed`] for a
    /// condition, [`Error::Refused`] for a value that DynamoDB would refuse, [`Error::Service`] for everything else.
    pub async fn send(self) -> Result<(), Error> {
        self.write?.send(ReturnValue::None).await?;
        Ok(())
    }
}

impl<E> Clone for Put<E> {
    fn clone(&self) -> Self {
        Self { write: self.write.clone(), entity: PhantomData }
    }
}

impl<E> fmt::Debug for Put<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Put").field(&self.write).finish()
    }
}
