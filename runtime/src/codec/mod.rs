//! The one codec: generic over where members come from and go to.
//!
//! Generated code says once, for each entity, which member is read into which field and which field is written as which
//! member. The same text serves the SDK's map of attribute values ([`MapMembers`]) and any other form of an item, such as
//! DynamoDB's JSON: a form is a [`Members`] and [`Source`] to read from, a [`MembersTarget`] and [`Target`] to write
//! to.

mod map;
mod value;

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

use aws_sdk_dynamodb::types::AttributeValue;

pub use map::{MapMembers, from_item, to_item};
pub(crate) use map::{attribute_value, encode, encode_key};

use crate::error::Refused;

/// An item as the SDK holds it.
pub type Item = HashMap<String, AttributeValue>;

/// What decoding gives: the value, or what did not fit.
pub type Decoded<T> = Result<T, Mismatch>;

/// What encoding gives: the value, or why DynamoDB would refuse it.
pub type Encoded<T> = Result<T, Refused>;

/// A struct that is read from an item's members and written as such. Implemented by generated code.
pub trait Codec: EncodeItem + Sized {
    /// Reads all members; those that the schema does not name are skipped.
    ///
    /// # Errors
    /// A member that is missing or has another type than the schema says.
    fn decode<M: Members>(members: &mut M) -> Decoded<Self>;
}

/// A struct that is written as an item's members. Implemented by generated code, for entities and for their keys.
pub trait EncodeItem {
    /// Writes all members that are not absent.
    ///
    /// # Errors
    /// A value that DynamoDB would refuse.
    fn encode<T: MembersTarget>(&self, members: &mut T) -> Encoded<()>;
}

/// The members of an item, one after another in any order.
pub trait Members {
    /// The name of the next member; its value is to be taken by [`value`](Self::value) or [`skip`](Self::skip) before
    /// the next call.
    fn next(&mut self) -> Decoded<Option<&str>>;

    /// The current member's value. A mismatch names the member.
    fn value<V: Value>(&mut self) -> Decoded<V>;

    /// Passes over the current member's value, whatever it is.
    fn skip(&mut self) -> Decoded<()>;

    /// Looks for a member by its name without taking it; to be called before the first [`next`](Self::next).
    fn peek<V: Value>(&self, name: &str) -> Decoded<Option<V>>;
}

/// One value to read, as the type that asks for it.
///
/// `'a` is how long borrowed text lives. A source that owns its text hands it over, so that no string is copied.
pub trait Source<'a>: Sized {
    /// An `S`.
    fn string(self) -> Decoded<Cow<'a, str>>;
    /// An `N`, as its decimal text.
    fn number(self) -> Decoded<Cow<'a, str>>;
    /// A `BOOL`.
    fn boolean(self) -> Decoded<bool>;
    /// An `SS`, handed to `each` element by element.
    fn string_set(self, each: impl FnMut(Cow<'a, str>) -> Decoded<()>) -> Decoded<()>;
}

/// Where an item's members are written to.
pub trait MembersTarget {
    /// Writes one member; a value that is [absent](Value::is_absent) is left out.
    ///
    /// # Errors
    /// A value that DynamoDB would refuse.
    fn member<V: Value>(&mut self, name: &'static str, value: &V) -> Encoded<()>;
}

/// Where one value is written to.
pub trait Target: Sized {
    /// What a written value is: an attribute value, or nothing where it went into a text.
    type Done;

    /// An `S`.
    fn string(self, value: &str) -> Self::Done;
    /// An `N`, from what displays as its decimal text.
    fn number(self, value: impl fmt::Display) -> Self::Done;
    /// A `BOOL`.
    fn boolean(self, value: bool) -> Self::Done;
    /// A `NULL`.
    fn null(self) -> Self::Done;
    /// An `SS`, of at least one element and without duplicates.
    fn string_set<'s>(self, elements: impl Iterator<Item = &'s str>) -> Self::Done;
}

/// A Rust type that an attribute can have.
///
/// Implemented for `String`, `bool`, the integers of up to 64 bits, `BTreeSet<String>`, and `Option` of these.
pub trait Value: Sized + 'static {
    /// What it is on the wire, as errors say it: `N (u32)`.
    const EXPECTED: &'static str;

    /// Reads the value.
    ///
    /// # Errors
    /// The source holds something else.
    fn read<'a, S: Source<'a>>(source: S) -> Decoded<Self>;

    /// Writes the value.
    ///
    /// # Errors
    /// DynamoDB would refuse it.
    fn write<T: Target>(&self, target: T) -> Encoded<T::Done>;

    /// What an item without this attribute has, where that means something: `None`, or an empty set.
    fn absent() -> Option<Self> {
        None
    }

    /// Is this a value that is written by leaving the attribute out?
    fn is_absent(&self) -> bool {
        false
    }
}

/// A member that does not have what the schema says: one half of a [`DecodeError`](crate::DecodeError), which adds the
/// item's key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mismatch {
    /// The attribute's name in DynamoDB; empty as long as only the value is known.
    pub attribute: String,
    /// What the schema expects: `N (u32)`.
    pub expected: &'static str,
    /// What is there: `S`, or `nothing`.
    pub found: String,
}

impl Mismatch {
    /// A value that is not what was expected.
    pub fn new(expected: &'static str, found: impl Into<String>) -> Self {
        Self { attribute: String::new(), expected, found: found.into() }
    }

    /// The same where this was expected.
    #[must_use]
    pub fn instead_of(mut self, expected: &'static str) -> Self {
        self.expected = expected;
        self
    }

    /// The same of this attribute, or inside it.
    #[must_use]
    pub fn of(mut self, attribute: impl Into<String>) -> Self {
        let attribute = attribute.into();
        self.attribute = match self.attribute.as_str() {
            "" => attribute,
            inner => format!("{attribute}.{inner}"),
        };
        self
    }
}

/// The value of a member without a default: what was read, or what absence means.
pub fn field<V: Value>(read: Option<V>, attribute: &'static str) -> Decoded<V> {
    read.or_else(V::absent).ok_or_else(|| Mismatch::new(V::EXPECTED, "nothing").of(attribute))
}
