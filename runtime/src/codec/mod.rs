//! The one codec: generic over where members come from and go to.
//!
//! Generated code says once, for each entity, which member is read into which field and which field is written as which
//! member. The same text serves the SDK's map of attribute values ([`MapMembers`]) and any other form of an item, such as
//! DynamoDB's JSON: a form is a [`Members`] and [`Source`] to read from, a [`MembersTarget`] and [`Target`] to write
//! to.

mod as_string;
mod collection;
mod into_item;
#[cfg(feature = "json")]
mod json;
mod map;
mod named;
mod number;
mod optional;
mod outgoing;
mod place;
mod raw;
mod scalar;
mod sensitive;
mod source;
mod target;
mod text;
#[cfg(feature = "jiff")]
mod time;
mod unknown;
#[cfg(feature = "uuid")]
mod uuid;
mod wire;

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

use aws_sdk_dynamodb::types::AttributeValue;

pub use as_string::{AsString, Textual};
pub use collection::SetElement;
pub use into_item::IntoItem;
#[cfg(feature = "json")]
pub use json::{Json, JsonText};
pub(crate) use map::{encode_key, encode_stamped, stamps};
pub use map::{from_item, to_item};
pub use named::{
    ConversionError, Convert, Enumeration, HasVariant, Newtype, NewtypeOf, Own, Structure, TaggedUnion, TextEnum,
    Union, UnknownText, content, only_content, text_enum, unknown_tag,
};
pub use number::Version;
pub use optional::Nullable;
pub(crate) use outgoing::Outgoing;
pub use place::{HasElements, HasEntries, HasFields};
pub(crate) use raw::check_name;
pub use scalar::{Any, Bytes};
pub use sensitive::Sensitive;
pub use source::{MapMembers, ValueElements, as_written};
pub(crate) use source::{kind, value_source};
pub(crate) use target::{attribute_value, attribute_value_at};
pub use text::{from_json, to_json};
#[cfg(feature = "jiff")]
pub use time::{EpochMillis, EpochSeconds, Formatted, Temporal, TimeFormat, date, timestamp};
pub use unknown::{UnknownAttributes, denied};
#[cfg(feature = "uuid")]
pub use uuid::uuid;
pub(crate) use wire::{MOST_WATCHED, WireItem, json_of};

use crate::error::{self, Refused};

/// An item as the SDK holds it.
pub type Item = HashMap<String, AttributeValue>;

/// What decoding gives: the value, or what did not fit.
pub type Decoded<T> = Result<T, Mismatch>;

/// What encoding gives: the value, or why DynamoDB would refuse it.
pub type Encoded<T> = Result<T, Refused>;

/// A struct that is read from an item's members. Implemented by generated code, for entities, for what an index projects
/// of them, and for struct types.
pub trait DecodeItem: Sized {
    /// Reads all members. Those that the schema does not name are skipped, kept or denied, as it says.
    ///
    /// # Errors
    /// A member that is missing, has another type than the schema says, or is denied.
    fn decode<M: Members>(members: &mut M) -> Decoded<Self>;
}

/// A struct that is written as an item's members. Implemented by generated code, for entities, for their keys, and for
/// struct types.
pub trait EncodeItem {
    /// Writes all members that are not absent.
    ///
    /// # Errors
    /// A value that DynamoDB would refuse.
    fn encode<T: MembersTarget>(&self, members: &mut T) -> Encoded<()>;
}

/// The members of an item or of a map in it, one after another in any order.
pub trait Members {
    /// The name of the next member; its value is to be taken by [`value`](Self::value) or [`skip`](Self::skip) before
    /// the next call.
    fn next(&mut self) -> Decoded<Option<&str>>;

    /// The name of the current member; empty where there is none.
    fn name(&self) -> &str;

    /// The current member's value. A mismatch names the member.
    fn value<E: Encoding>(&mut self) -> Decoded<E::Value>;

    /// Passes over the current member's value, whatever it is.
    fn skip(&mut self) -> Decoded<()>;

    /// Looks for a member by its name without taking it; to be called before the first [`next`](Self::next). A mismatch
    /// names the member.
    fn peek<E: Encoding>(&self, name: &str) -> Decoded<Option<E::Value>>;
}

/// The elements of a list or of a set, one after another.
pub trait Elements {
    /// The next element. A mismatch names its position.
    fn next<E: Encoding>(&mut self) -> Decoded<Option<E::Value>>;
}

/// One value to read, as the encoding that asks for it.
///
/// `'a` is how long borrowed text lives. A source that owns its text hands it over, so that no string is copied.
pub trait Source<'a>: Sized {
    /// The members of a map.
    type Members: Members;
    /// The elements of a list or of a set.
    type Elements: Elements;

    /// An `S`.
    fn string(self) -> Decoded<Cow<'a, str>>;
    /// An `N`, as its decimal text.
    fn number(self) -> Decoded<Cow<'a, str>>;
    /// A `B`.
    fn binary(self) -> Decoded<Cow<'a, [u8]>>;
    /// A `BOOL`.
    fn boolean(self) -> Decoded<bool>;
    /// The same value again, or nothing if it is a `NULL`.
    fn non_null(self) -> Decoded<Option<Self>>;
    /// An `L`.
    fn list(self) -> Decoded<Self::Elements>;
    /// An `M`.
    fn map(self) -> Decoded<Self::Members>;
    /// A set of this kind.
    fn set(self, kind: SetKind) -> Decoded<Self::Elements>;
    /// Whatever it is.
    fn any(self) -> Decoded<AttributeValue>;
}

/// Where the members of an item, or of a map in it, are written to.
pub trait MembersTarget {
    /// Writes one member; a value that is [absent](Encoding::is_absent) is left out.
    ///
    /// # Errors
    /// A value that DynamoDB would refuse, by the member's name.
    fn member<E: Encoding>(&mut self, name: &str, value: &E::Value) -> Encoded<()>;
}

/// Where the elements of a list or of a set are written to.
pub trait ElementsTarget {
    /// Writes one element.
    ///
    /// # Errors
    /// A value that DynamoDB would refuse, by its position.
    fn element<E: Encoding>(&mut self, value: &E::Value) -> Encoded<()>;
}

/// Where one value is written to.
pub trait Target: Sized {
    /// What a written value is: an attribute value, or nothing where it went into a text.
    type Done;
    /// Where the members of a map are written to.
    type Members: MembersTarget;
    /// Where the elements of a list or of a set are written to.
    type Elements: ElementsTarget;

    /// An `S`.
    fn string(self, value: &str) -> Self::Done;
    /// An `N`, from what displays as its decimal text.
    fn number(self, value: impl fmt::Display) -> Self::Done;
    /// A `B`.
    fn binary(self, value: &[u8]) -> Self::Done;
    /// A `BOOL`.
    fn boolean(self, value: bool) -> Self::Done;
    /// A `NULL`.
    fn null(self) -> Self::Done;
    /// An `L` of what `write` writes.
    ///
    /// # Errors
    /// Those of `write`.
    fn list(self, write: impl FnOnce(&mut Self::Elements) -> Encoded<()>) -> Encoded<Self::Done>;
    /// An `M` of what `write` writes.
    ///
    /// # Errors
    /// Those of `write`.
    fn map(self, write: impl FnOnce(&mut Self::Members) -> Encoded<()>) -> Encoded<Self::Done>;
    /// A set of what `write` writes: at least one element of this kind, and no duplicates.
    ///
    /// # Errors
    /// Those of `write`.
    fn set(self, kind: SetKind, write: impl FnOnce(&mut Self::Elements) -> Encoded<()>) -> Encoded<Self::Done>;
    /// A value as it is.
    ///
    /// # Errors
    /// DynamoDB would refuse it.
    fn any(self, value: &AttributeValue) -> Encoded<Self::Done>;
}

/// What a set holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetKind {
    /// `SS`
    Strings,
    /// `NS`
    Numbers,
    /// `BS`
    Binaries,
}

impl SetKind {
    /// Its wire type, in DynamoDB's letters.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Strings => "SS",
            Self::Numbers => "NS",
            Self::Binaries => "BS",
        }
    }
}

/// How values of a Rust type are held in DynamoDB.
///
/// Most types are their own encoding; a type that can be held in several ways has one for each: an `i64` is an `N`, and
/// an `S` as [`AsString<i64>`]. Encodings nest as types do: `Vec<AsString<i64>>` is a list of such texts, and a
/// `Vec<i64>` in Rust.
pub trait Encoding: Sized + 'static {
    /// The type in Rust.
    type Value: Send + 'static;

    /// What DynamoDB can compare it with: two encodings that have the same here are held alike. Numbers are, whatever
    /// their types.
    type Alike: 'static;

    /// What it is on the wire, as errors say it: `N (u32)`.
    const EXPECTED: &'static str;

    /// Whether nothing of a value may be shown, not even the keys of maps in it.
    const IS_SENSITIVE: bool = false;

    /// Reads a value.
    ///
    /// # Errors
    /// The source holds something else.
    fn read<'a, S: Source<'a>>(source: S) -> Decoded<Self::Value>;

    /// Writes a value.
    ///
    /// # Errors
    /// DynamoDB would refuse it.
    fn write<T: Target>(value: &Self::Value, target: T) -> Encoded<T::Done>;

    /// What an item without this attribute has, where that means something: `None`, or an empty set.
    fn absent() -> Option<Self::Value> {
        None
    }

    /// Is this a value that is finer than what is written of it, as a time is that has a fraction of its unit? It is
    /// rounded down then.
    fn is_rounded(_: &Self::Value) -> bool {
        false
    }

    /// Is this a value that is written by leaving the attribute out?
    fn is_absent(_: &Self::Value) -> bool {
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
    /// What is there: its wire type in DynamoDB's letters, with the value where that says more; or `nothing`.
    pub found: String,
}

/// So many characters of a text are shown where it does not fit.
const MOST_CHARACTERS_SHOWN: usize = 64;

impl Mismatch {
    /// A value that is not what was expected.
    pub fn new(expected: &'static str, found: impl Into<String>) -> Self {
        Self { attribute: String::new(), expected, found: found.into() }
    }

    /// A text that is not what was expected.
    pub(crate) fn text(expected: &'static str, text: &str) -> Self {
        let found = match text.char_indices().nth(MOST_CHARACTERS_SHOWN) {
            Some((end, _)) => format!("S {:?}…", text.get(..end).unwrap_or_default()),
            None => format!("S {text:?}"),
        };
        Self::new(expected, found)
    }

    /// The same where this was expected.
    #[must_use]
    pub fn instead_of(mut self, expected: &'static str) -> Self {
        self.expected = expected;
        self
    }

    /// The same of this attribute, or inside it.
    #[must_use]
    pub fn of(mut self, attribute: impl AsRef<str>) -> Self {
        self.attribute = error::path(attribute.as_ref(), &self.attribute);
        self
    }

    /// The same of this element of a list or of a set.
    #[must_use]
    pub fn at(self, position: usize) -> Self {
        self.of(format!("[{position}]"))
    }
}

/// The value of a member without a default: what was read, or what absence means.
pub fn field<E: Encoding>(read: Option<E::Value>, attribute: &'static str) -> Decoded<E::Value> {
    read.or_else(E::absent).ok_or_else(|| Mismatch::new(E::EXPECTED, "nothing").of(attribute))
}
