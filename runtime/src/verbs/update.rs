//! `update`.

use std::fmt;
use std::marker::PhantomData;

use aws_sdk_dynamodb::types::ReturnValue;

use crate::attribute::{Attr, Removable, Settable, Summable};
use crate::codec::{EncodeItem, Encoded, Value, attribute_value, encode_key, from_item};
use crate::entity::{Entity, SameAs};
use crate::error::Error;
use crate::expression::{Actions, Condition};
use crate::key;
use crate::operand::Operand;
use crate::plan::{Action, Guard, Place, Write};

/// A request to change attributes of an item.
///
/// DynamoDB applies all actions at once or none. An update refuses to invent half an item: where there is none under
/// the key, it fails with [`Error::NotFound`], also without any action. `R` is what [`send`](Self::send) returns.
#[must_use = "an update does nothing until it is sent"]
pub struct Update<E, R = ()> {
    write: Encoded<Write>,
    of: PhantomData<fn() -> (E, R)>,
}

impl<E: Entity> Update<E> {
    pub(crate) fn new(place: &Place, key: &impl EncodeItem) -> Self {
        let update = |key| {
            let actions = Actions::default();
            Write::new(place, E::NAME, Action::Update { key, actions }, Guard::MustExist)
        };
        Self { write: encode_key::<E>(key).map(update), of: PhantomData }
    }

    /// Returns the item as it is afterwards.
    pub fn returning_new(self) -> Update<E, E> {
        Update { write: self.write, of: PhantomData }
    }

    /// Sends the request.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::ConditionFailed`], [`Error::Refused`] for what DynamoDB would refuse (a key value,
    /// an attribute that is changed twice), [`Error::Service`] for everything else.
    pub async fn send(self) -> Result<(), Error> {
        self.write?.send(ReturnValue::None).await?;
        Ok(())
    }
}

impl<E: Entity> Update<E, E> {
    /// Sends the request and returns the item as it is afterwards.
    ///
    /// # Errors
    /// As without [`returning_new`](Update::returning_new), and [`Error::Decode`] where the item is not what the schema
    /// says, as when a sum no longer fits its type: the update is applied all the same.
    pub async fn send(self) -> Result<E, Error> {
        let item = self.write?.send(ReturnValue::AllNew).await?;
        from_item(item.unwrap_or_default())
    }
}

impl<E: Entity, R> Update<E, R> {
    /// Sets an attribute. Setting it to an empty set removes it, as DynamoDB has no empty sets.
    pub fn set<A>(self, _: Attr<A>, value: impl Operand<A::Value>) -> Self
    where
        A: Settable,
        A::Entity: SameAs<E>,
    {
        let value = value.into_value();
        self.change(|write| {
            if value.is_absent() {
                return write.actions(|actions| actions.remove(A::NAME));
            }
            let value = attribute_value(&value)?;
            key::check_set(write.place.meta, A::NAME, &value)?;
            write.actions(|actions| actions.set(A::NAME, value))
        })
    }

    /// Adds to a number, or adds elements to a set, atomically. A missing attribute counts as 0, whatever its default,
    /// or as empty.
    ///
    /// DynamoDB does not know the attribute's type: a sum beyond it is stored, and can then not be read. Where that may
    /// happen, put a [condition](Self::condition) beside it. The SDK sends a request again when no answer comes; an
    /// addition whose answer was lost can so be applied twice.
    pub fn add<A>(self, _: Attr<A>, value: impl Operand<A::Value>) -> Self
    where
        A: Settable,
        A::Entity: SameAs<E>,
        A::Value: Summable,
    {
        let value = value.into_value();
        self.change(|write| {
            if value.is_absent() {
                return Ok(write);
            }
            let value = attribute_value(&value)?;
            write.actions(|actions| actions.add(A::NAME, value))
        })
    }

    /// Removes an attribute that an item can do without.
    pub fn remove<A>(self, _: Attr<A>) -> Self
    where
        A: Removable,
        A::Entity: SameAs<E>,
    {
        self.change(|write| write.actions(|actions| actions.remove(A::NAME)))
    }

    /// Changes the item only if this holds. Several conditions must all hold.
    pub fn condition<A>(self, condition: Condition<E, A>) -> Self {
        self.change(|write| write.require(condition.into_expression()))
    }

    fn change(self, change: impl FnOnce(Write) -> Encoded<Write>) -> Self {
        Self { write: self.write.and_then(change), of: PhantomData }
    }
}

impl<E, R> Clone for Update<E, R> {
    fn clone(&self) -> Self {
        Self { write: self.write.clone(), of: PhantomData }
    }
}

impl<E, R> fmt::Debug for Update<E, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Update").field(&self.write).finish()
    }
}
