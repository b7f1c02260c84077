//! `update`.

use std::fmt;
use std::marker::PhantomData;

use aws_sdk_dynamodb::types::ReturnValue;

use super::changes::{Assign, Changes, Together, Unassign, encode};
use crate::attribute::{Attr, Deletable, Held, Place, Summable, Updatable};
use crate::codec::{Encoded, Encoding, encode_key, from_item, stamps};
use crate::entity::{Entity, SameAs, Stamp};
use crate::error::Error;
use crate::expression::{Actions, Condition};
use crate::now::Now;
use crate::operand::Operand;
use crate::plan::{self, Action, Guard, Write};

/// A request to change attributes of an item.
///
/// DynamoDB applies all actions at once or none. An update refuses to invent half an item: where there is none under
/// the key, it fails with [`Error::NotFound`], also without any action. `R` is what [`send`](Self::send) returns.
///
/// Keys of indexes that are composed of what changes are composed again in the same update.
#[must_use = "an update does nothing until it is sent"]
pub struct Update<E: Entity, R = ()> {
    key: E::Key,
    write: Encoded<Write>,
    of: PhantomData<fn() -> (E, R)>,
}

impl<E: Entity> Update<E> {
    pub(crate) fn new(place: &plan::Place, key: E::Key) -> Self {
        let update = |key| {
            let actions = Actions::stamping(stamps::<E>(Stamp::Write, Now::from_clock())?);
            Ok(Write::new::<E>(place, Action::Update { key, actions }, Guard::MustExist))
        };
        Self {
            write: encode_key::<E>(&key).and_then(update),
            key,
            of: PhantomData,
        }
    }

    /// Returns the item as it is afterwards.
    pub fn returning_new(self) -> Update<E, E> {
        Update { key: self.key, write: self.write, of: PhantomData }
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
    /// Sets an attribute, or a place inside it. Setting it to an empty set removes it, as DynamoDB has no empty sets; in a
    /// list or under a key of a map, an empty set is refused.
    pub fn set<S: Assign<E>>(self, target: S, value: impl Operand<S::Value>) -> Self {
        let value = value.into_value();
        self.changes(|key, changes| target.assign(key, &value, changes))
    }

    /// Sets attributes that share a composed key, as a generated function such as `Order::set_status_and_region(…)` says
    /// it: from one of them alone the key could not be composed.
    pub fn set_together(self, together: Together<E>) -> Self {
        self.changes(|key, changes| together.assign(key, changes))
    }

    /// Adds to a number, or adds elements to a set, atomically. A missing attribute counts as 0, whatever its default,
    /// or as empty.
    ///
    /// DynamoDB does not know the attribute's type: a sum beyond it is stored, and can then not be read. Where that may
    /// happen, put a [condition](Self::condition) beside it. The SDK sends a request again when no answer comes; an
    /// addition whose answer was lost can so be applied twice.
    pub fn add<A, P>(self, attribute: Attr<A, P>, value: impl Operand<Held<P>>) -> Self
    where
        A: Updatable<Of: SameAs<E>>,
        P: Place<Encoding: Summable>,
    {
        let (path, value) = (attribute.into_path(), value.into_value());
        self.change(|write| {
            if P::Encoding::is_absent(&value) {
                return Ok(write);
            }
            let value = encode::<P::Encoding>(&path, &value)?;
            write.actions(|actions| actions.add(path, value))
        })
    }

    /// Takes elements out of a set, atomically; those that are not in it are no error. A set that loses its last element
    /// is removed, as DynamoDB has no empty sets.
    pub fn delete<A, P>(self, attribute: Attr<A, P>, elements: impl Operand<Held<P>>) -> Self
    where
        A: Updatable<Of: SameAs<E>>,
        P: Place<Encoding: Deletable>,
    {
        let (path, elements) = (attribute.into_path(), elements.into_value());
        self.change(|write| {
            if P::Encoding::is_absent(&elements) {
                return Ok(write);
            }
            let elements = encode::<P::Encoding>(&path, &elements)?;
            write.actions(|actions| actions.delete(path, elements))
        })
    }

    /// Removes what an item can do without: an attribute or a field that may be absent, an element of a list, a key of a
    /// map. The elements behind a removed one move up.
    pub fn remove<U: Unassign<E>>(self, target: U) -> Self {
        self.changes(|key, changes| target.unassign(key, changes))
    }

    /// Changes the item only if this holds. Several conditions must all hold.
    pub fn condition<A>(self, condition: Condition<E, A>) -> Self {
        self.change(|write| write.require(condition.into_expression()))
    }

    fn change(self, change: impl FnOnce(Write) -> Encoded<Write>) -> Self {
        Self { write: self.write.and_then(change), ..self }
    }

    fn changes(mut self, change: impl FnOnce(&E::Key, &mut Changes<'_>) -> Encoded<()>) -> Self {
        self.write = self.write.and_then(|write| {
            let meta = write.place.meta;
            write.actions(|actions| change(&self.key, &mut Changes::new(meta, actions)))
        });
        self
    }
}

impl<E: Entity, R> Clone for Update<E, R> {
    fn clone(&self) -> Self {
        Self {
            key: self.key.clone(),
            write: self.write.clone(),
            of: PhantomData,
        }
    }
}

impl<E: Entity, R> fmt::Debug for Update<E, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Update").field(&self.write).finish()
    }
}
