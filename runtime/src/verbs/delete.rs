//! `delete`.

use std::fmt;
use std::marker::PhantomData;

use aws_sdk_dynamodb::types::ReturnValue;

use crate::codec::{Encoded, encode_key};
use crate::entity::Entity;
use crate::error::Error;
use crate::expression::Condition;
use crate::plan::{Action, Guard, Place, Write};

/// A request to delete an item.
#[must_use = "a delete does nothing until it is sent"]
pub struct Delete<E> {
    write: Encoded<Write>,
    entity: PhantomData<fn() -> E>,
}

impl<E: Entity> Delete<E> {
    pub(crate) fn new(place: &Place, key: &E::Key) -> Self {
        let delete = |key| Write::new::<E>(place, Action::Delete { key }, Guard::Nothing);
        Self { write: encode_key::<E>(key).map(delete), entity: PhantomData }
    }

    /// Deletes only if this holds. Several conditions must all hold.
    pub fn condition<A>(mut self, condition: Condition<E, A>) -> Self {
        self.write = self.write.and_then(|write| write.require(condition.into_expression()));
        self
    }

    /// Sends the request. That there is no such item is no error.
    ///
    /// # Errors
    /// [`Error::ConditionFailed`], [`Error::Refused`] for a key that DynamoDB would refuse, [`Error::Service`] for
    /// everything else.
    pub async fn send(self) -> Result<(), Error> {
        self.write?.send(ReturnValue::None).await?;
        Ok(())
    }
}

impl<E> Clone for Delete<E> {
    fn clone(&self) -> Self {
        Self { write: self.write.clone(), entity: PhantomData }
    }
}

impl<E> fmt::Debug for Delete<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Delete").field(&self.write).finish()
    }
}
