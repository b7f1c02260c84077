//! Attributes that the schema does not name.

#[cfg(feature = "serde")]
mod serde;

use std::collections::BTreeMap;
use std::collections::btree_map;

use aws_sdk_dynamodb::types::AttributeValue;

use super::{Any, Decoded, Encoded, Members, MembersTarget, Mismatch};
use crate::error::Refused;

/// The attributes of an item, or the members of a map in it, that the schema does not name: read, kept and written back
/// where the schema says `unknown: keep`.
///
/// An attribute that the schema does name is never here when an item was read. Put here, it would be in the item twice,
/// and is refused when the item is written.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct UnknownAttributes(BTreeMap<String, AttributeValue>);

impl UnknownAttributes {
    /// None.
    #[must_use]
    pub const fn new() -> Self {
        Self(BTreeMap::new())
    }

    /// The value of an attribute.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&AttributeValue> {
        self.0.get(name)
    }

    /// Adds an attribute, or changes it; gives the value that it had.
    pub fn insert(&mut self, name: impl Into<String>, value: AttributeValue) -> Option<AttributeValue> {
        self.0.insert(name.into(), value)
    }

    /// Takes an attribute out.
    pub fn remove(&mut self, name: &str) -> Option<AttributeValue> {
        self.0.remove(name)
    }

    /// All of them, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &AttributeValue)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Are there none?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Keeps the current member, of this name. Called by generated code.
    ///
    /// # Errors
    /// Those of the form that the item has.
    #[doc(hidden)]
    pub fn read<M: Members>(&mut self, name: String, members: &mut M) -> Decoded<()> {
        self.0.insert(name, members.value::<Any>()?);
        Ok(())
    }

    /// Writes all of them, where the schema names these. Called by generated code.
    ///
    /// # Errors
    /// An attribute that the schema does name, or a value that DynamoDB would refuse.
    #[doc(hidden)]
    pub fn write<T: MembersTarget>(&self, named: &[&str], members: &mut T) -> Encoded<()> {
        self.0.iter().try_for_each(|(name, value)| {
            if named.contains(&name.as_str()) {
                return Err(Refused::new(name, "the schema names it: it cannot be an unknown attribute"));
            }
            members.member::<Any>(name, value)
        })
    }
}

impl IntoIterator for UnknownAttributes {
    type Item = (String, AttributeValue);
    type IntoIter = btree_map::IntoIter<String, AttributeValue>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// An attribute that is there although the schema does not name it and says `unknown: deny`.
#[must_use]
pub fn denied(name: &str) -> Mismatch {
    Mismatch::new("nothing", "an attribute that the schema does not name").of(name)
}
