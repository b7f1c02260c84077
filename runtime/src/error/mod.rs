//! Errors: one enum for all calls. What DynamoDB or the SDK said is always kept whole as the source.

mod cancelled;
mod service;
mod unprocessed;

use std::collections::BTreeSet;
use std::error::Error as StdError;
use std::fmt;

use crate::codec::{Item, Mismatch, from_item};
use crate::entity::Entity;
use crate::key::ItemKey;

pub use cancelled::Cancelled;
pub(crate) use cancelled::Reason;
pub use service::{ServiceError, TableTimeout};
pub use unprocessed::Unprocessed;

pub(crate) type Source = Box<dyn StdError + Send + Sync>;

/// Why a call did not do what it was asked for.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// An `insert` found an item with this key.
    AlreadyExists(Box<FailedCondition>),
    /// An `update` or a `replace` found no item with this key.
    NotFound(Box<FailedCondition>),
    /// The item has another version than the one that the caller has seen: somebody else has written it, or deleted it.
    /// Read it again, and decide again. [`Error::current`] is the item as it stands.
    VersionConflict(Box<FailedCondition>),
    /// The condition of the call does not hold.
    ConditionFailed(Box<FailedCondition>),
    /// A transaction was cancelled: nothing of it was done.
    Cancelled(Box<Cancelled>),
    /// A part of a batch did not go through: what is left is in the error.
    Unprocessed(Box<Unprocessed>),
    /// An item does not have what the schema says.
    Decode(Box<DecodeError>),
    /// A value that DynamoDB would refuse; nothing was sent.
    Refused(Refused),
    /// An item is of no entity that the schema declares. `skip_unknown` counts such items instead.
    UnknownEntity(Box<UnknownEntity>),
    /// A collection has not what it has to have.
    Incomplete(Box<Incomplete>),
    /// A table was not ready in time, or not gone.
    Timeout(TableTimeout),
    /// Everything else that DynamoDB or the SDK reports.
    Service(ServiceError),
}

impl Error {
    /// The item that made a condition fail, decoded as `E`, as it stood when DynamoDB looked.
    ///
    /// `None` where there was no such item, and for errors of other kinds.
    ///
    /// # Errors
    /// [`Error::Decode`] where the item is not an `E`.
    pub fn current<E: Entity>(&self) -> Result<Option<E>, Error> {
        self.failed_condition().and_then(|failed| failed.item.clone()).map(from_item).transpose()
    }

    /// What is known of the write, where a condition did not hold, whichever it was.
    pub fn failed_condition(&self) -> Option<&FailedCondition> {
        match self {
            Self::AlreadyExists(failed)
            | Self::NotFound(failed)
            | Self::VersionConflict(failed)
            | Self::ConditionFailed(failed) => Some(failed),
            _ => None,
        }
    }

    /// Puts another error behind a condition that did not hold.
    pub(crate) fn set_source(&mut self, source: Source) {
        if let Self::AlreadyExists(failed)
        | Self::NotFound(failed)
        | Self::VersionConflict(failed)
        | Self::ConditionFailed(failed) = self
        {
            failed.source = source;
        }
    }

    /// DynamoDB's code for this error, such as `ResourceNotFoundException`, if it came from the service.
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::AlreadyExists(_) | Self::NotFound(_) | Self::VersionConflict(_) | Self::ConditionFailed(_) => {
                Some("ConditionalCheckFailedException")
            }
            Self::Service(error) => error.code.as_deref(),
            Self::Cancelled(_) => Some("TransactionCanceledException"),
            Self::Unprocessed(unprocessed) => unprocessed.error.as_deref().and_then(Self::code),
            Self::Decode(_) | Self::Refused(_) | Self::UnknownEntity(_) | Self::Incomplete(_) | Self::Timeout(_) => {
                None
            }
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AlreadyExists(failed) => write!(f, "{} already exists", failed.what()),
            Self::NotFound(failed) => write!(f, "{} does not exist", failed.what()),
            Self::VersionConflict(failed) => write!(f, "{} has another version by now", failed.what()),
            Self::ConditionFailed(failed) => write!(f, "the condition on {} does not hold", failed.what()),
            Self::Cancelled(cancelled) => cancelled.fmt(f),
            Self::Unprocessed(unprocessed) => unprocessed.fmt(f),
            Self::Decode(error) => error.fmt(f),
            Self::Refused(refused) => refused.fmt(f),
            Self::UnknownEntity(unknown) => unknown.fmt(f),
            Self::Incomplete(incomplete) => incomplete.fmt(f),
            Self::Timeout(timeout) => timeout.fmt(f),
            Self::Service(error) => error.fmt(f),
        }
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::AlreadyExists(failed)
            | Self::NotFound(failed)
            | Self::VersionConflict(failed)
            | Self::ConditionFailed(failed) => Some(&*failed.source),
            Self::Cancelled(cancelled) => cancelled.source(),
            Self::Unprocessed(unprocessed) => unprocessed.source(),
            Self::Service(error) => error.source(),
            Self::Decode(_) | Self::Refused(_) | Self::UnknownEntity(_) | Self::Incomplete(_) | Self::Timeout(_) => {
                None
            }
        }
    }
}

impl From<ServiceError> for Error {
    fn from(error: ServiceError) -> Self {
        Self::Service(error)
    }
}

impl From<Refused> for Error {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

impl From<DecodeError> for Error {
    fn from(error: DecodeError) -> Self {
        Self::Decode(Box::new(error))
    }
}

impl From<UnknownEntity> for Error {
    fn from(unknown: UnknownEntity) -> Self {
        Self::UnknownEntity(Box::new(unknown))
    }
}

impl From<Incomplete> for Error {
    fn from(incomplete: Incomplete) -> Self {
        Self::Incomplete(Box::new(incomplete))
    }
}

/// An item of a table with several entities that is none of them.
#[derive(Debug)]
#[non_exhaustive]
pub struct UnknownEntity {
    /// The physical name of the table.
    pub table: String,
    /// The key of the item.
    pub key: ItemKey,
    /// What its entity attribute holds, if that is text.
    pub said: Option<String>,
}

impl fmt::Display for UnknownEntity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the item {} of table {} is of no entity of the schema", self.key, self.table)?;
        match &self.said {
            Some(said) => write!(f, ": it says that it is a {said:?}"),
            None => Ok(()),
        }
    }
}

impl StdError for UnknownEntity {}

/// A collection without an item that it has to have, or with two of which it can have one.
#[derive(Debug)]
#[non_exhaustive]
pub struct Incomplete {
    /// The collection.
    pub collection: &'static str,
    /// Its field.
    pub field: &'static str,
    /// How many items there are for the field.
    pub found: usize,
    /// The partition that was asked for.
    pub partition: ItemKey,
}

impl fmt::Display for Incomplete {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { collection, field, found, partition } = self;
        let found = if *found == 0 { "nothing".to_owned() } else { format!("{found} items") };
        write!(f, "the partition {partition} holds {found} for `{field}` of {collection}")
    }
}

impl StdError for Incomplete {}

/// A field of a collection for which there are too few items or too many. Made by [`one`] and [`at_most_one`].
#[derive(Debug)]
pub struct Gap {
    pub(crate) field: &'static str,
    pub(crate) found: usize,
}

/// The one item of a field.
///
/// # Errors
/// There are none, or several.
pub fn one<T>(field: &'static str, items: Vec<T>) -> Result<T, Gap> {
    at_most_one(field, items)?.ok_or(Gap { field, found: 0 })
}

/// The item of a field, if there is one.
///
/// # Errors
/// There are several.
pub fn at_most_one<T>(field: &'static str, mut items: Vec<T>) -> Result<Option<T>, Gap> {
    match items.len() {
        0 | 1 => Ok(items.pop()),
        found => Err(Gap { field, found }),
    }
}

/// A write whose condition did not hold, with the item as it stood.
#[non_exhaustive]
pub struct FailedCondition {
    /// The physical name of the table.
    pub table: String,
    /// The entity that was written.
    pub entity: &'static str,
    /// The key of the item.
    pub key: ItemKey,
    /// The item as DynamoDB found it; `None` where there was none. [`Error::current`] decodes it.
    pub item: Option<Item>,
    pub(crate) source: Source,
}

/// Without the item's values, some of which may be sensitive.
impl fmt::Debug for FailedCondition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let attributes = self.item.as_ref().map(|item| item.keys().collect::<BTreeSet<_>>());
        f.debug_struct("FailedCondition")
            .field("table", &self.table)
            .field("entity", &self.entity)
            .field("key", &self.key)
            .field("item", &attributes)
            .finish_non_exhaustive()
    }
}

impl FailedCondition {
    fn what(&self) -> String {
        format!("`{}` with {} in table `{}`", self.entity, self.key, self.table)
    }
}

/// An item that does not have what the schema says.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct DecodeError {
    /// The entity that was asked for.
    pub entity: &'static str,
    /// The key of the item.
    pub key: ItemKey,
    /// The attribute's name in DynamoDB.
    pub attribute: String,
    /// What the schema expects: `N (u32)`.
    pub expected: &'static str,
    /// What is there: `S`, or `nothing`.
    pub found: String,
}

impl DecodeError {
    pub(crate) fn new(entity: &'static str, key: ItemKey, mismatch: Mismatch) -> Self {
        Self {
            entity,
            key,
            attribute: mismatch.attribute,
            expected: mismatch.expected,
            found: mismatch.found,
        }
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.key.is_empty() {
            write!(f, "an item is no `{}`", self.entity)?;
        } else {
            write!(f, "the item with {} is no `{}`", self.key, self.entity)?;
        }
        write!(f, ": attribute `{}` should be {}, found {}", self.attribute, self.expected, self.found)
    }
}

impl StdError for DecodeError {}

/// A place inside an attribute, as DynamoDB's document paths write it: `scores[3].points`.
pub(crate) fn path(attribute: &str, inside: &str) -> String {
    let dot = if inside.is_empty() || inside.starts_with('[') { "" } else { "." };
    format!("{attribute}{dot}{inside}")
}

/// A value, or a request, that DynamoDB would refuse.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Refused {
    /// The attribute's name in DynamoDB, or a path into it; empty where the request is wrong as a whole.
    pub attribute: String,
    /// What is wrong with it.
    pub reason: String,
}

impl Refused {
    pub(crate) fn new(attribute: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { attribute: attribute.into(), reason: reason.into() }
    }

    /// A request that is wrong as a whole.
    pub(crate) fn request(reason: impl Into<String>) -> Self {
        Self::new("", reason)
    }

    /// The same of this attribute, or inside it.
    pub(crate) fn of(mut self, attribute: &str) -> Self {
        self.attribute = path(attribute, &self.attribute);
        self
    }

    /// The same of this element of a list or of a set.
    pub(crate) fn at(self, position: usize) -> Self {
        self.of(&format!("[{position}]"))
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("refused before it was sent: ")?;
        if !self.attribute.is_empty() {
            write!(f, "attribute `{}`: ", self.attribute)?;
        }
        f.write_str(&self.reason)
    }
}

impl StdError for Refused {}
