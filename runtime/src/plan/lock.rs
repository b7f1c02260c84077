//! Optimistic locking: the version that a write finds, and the one that it leaves.

use aws_sdk_dynamodb::types::AttributeValue;

use crate::codec::{Encoded, Item, Outgoing};
use crate::entity::Entity;
use crate::error::Refused;
use crate::expression::{Comparator, Expression, Path, Term};

/// The lock on an item. Version 0 is that of an item without one, and of one that is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Lock {
    pub(crate) attribute: &'static str,
    /// The version that the caller has seen; without one it is not looked at.
    pub(crate) seen: Option<u64>,
}

impl Lock {
    /// The lock of an entity, if it has one.
    pub(crate) fn of<E: Entity>(seen: Option<u64>) -> Option<Self> {
        E::VERSION.map(|attribute| Self { attribute, seen })
    }

    /// The same on an item that is about to be written whole, whose version it advances.
    pub(crate) fn on<E: Entity>(item: &mut Outgoing) -> Encoded<Option<Self>> {
        let Some((attribute, item)) = E::VERSION.zip(item.as_map_mut()) else { return Ok(None) };
        let seen = version(item, attribute);
        let next = seen.checked_add(1).ok_or_else(|| Refused::new(attribute, "there is no version behind this one"))?;
        item.insert(attribute.to_owned(), AttributeValue::N(next.to_string()));
        Ok(Some(Self { attribute, seen: Some(seen) }))
    }

    /// Gives an item that was to be written the version that it had.
    pub(crate) fn undo(self, item: &mut Outgoing) {
        if let (Some(seen), Some(item)) = (self.seen, item.as_map_mut()) {
            item.insert(self.attribute.to_owned(), AttributeValue::N(seen.to_string()));
        }
    }

    pub(super) fn condition(&self) -> Option<Expression> {
        let path = || Path::new(self.attribute);
        let seen = self.seen?;
        let value = Term::Value(AttributeValue::N(seen.to_string()));
        let is_seen = Expression::Compare(Term::Path(path()), Comparator::Equal, value);
        Some(if seen == 0 { Expression::Exists(path()).negated().or(is_seen) } else { is_seen })
    }

    /// Whether an item has another version than the caller has seen. Where nothing is there, it had to be nothing.
    pub(super) fn conflicts(&self, item: Option<&Item>) -> bool {
        let found = item.map_or(0, |item| version(item, self.attribute));
        self.seen.is_some_and(|seen| seen != found)
    }
}

fn version(item: &Item, attribute: &str) -> u64 {
    let version = item.get(attribute).and_then(|value| value.as_n().ok()).and_then(|digits| digits.parse().ok());
    version.unwrap_or(0)
}
