//! `check`: a condition on an item that a transaction does not write.

use std::fmt;
use std::marker::PhantomData;

use crate::codec::{Encoded, encode_key};
use crate::entity::{Entity, Versioned};
use crate::expression::Condition;
use crate::plan::{Action, Guard, Lock, Place, Write};

/// A look at an item, on which a transaction depends: that it is there, or that it is not, and what else is asked of it. It
/// is given to [`transact_write`](crate::transact_write); only transactions can look without writing.
#[must_use = "a check does nothing until it is pushed into a transaction"]
pub struct Check<E> {
    pub(super) write: Encoded<Write>,
    entity: PhantomData<fn() -> E>,
}

impl<E: Entity> Check<E> {
    pub(crate) fn new(place: &Place, key: &E::Key, seen: Option<u64>) -> Self {
        let check = |key| Write {
            lock: Lock::of::<E>(seen),
            ..Write::new::<E>(place, Action::Check { key }, Guard::MustExist)
        };
        Self { write: encode_key::<E>(key).map(check), entity: PhantomData }
    }

    /// Asks that there is no item, instead of one.
    pub fn absent(mut self) -> Self {
        if let Ok(write) = &mut self.write {
            write.guard = Guard::MustNotExist;
        }
        self
    }

    /// Asks that this holds. Several conditions must all hold.
    pub fn condition<A>(mut self, condition: Condition<E, A>) -> Self {
        self.write = self.write.and_then(|write| write.require(condition.into_expression()));
        self
    }

    /// Asks that the item has this version; 0 is that of an item without one.
    pub fn expect_version(mut self, version: u64) -> Self
    where
        E: Versioned,
    {
        if let Ok(write) = &mut self.write {
            write.lock = Lock::of::<E>(Some(version));
        }
        self
    }
}

impl<E> Clone for Check<E> {
    fn clone(&self) -> Self {
        Self { write: self.write.clone(), entity: PhantomData }
    }
}

impl<E> fmt::Debug for Check<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Check").field(&self.write).finish()
    }
}
