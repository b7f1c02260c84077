//! What generated code calls, under the one path that it uses.
//!
//! The version is part of the path: when generated code and runtime must change together there will be a `codegen_v2`,
//! and code that was generated before fails on this one line instead of on many.

pub use aws_sdk_dynamodb::Client;

pub use crate::{__key_of as key_of, __own_type as own_type, __require as require, __written as written};

pub use crate::attribute::{
    Attr, Attribute, FilterableOn, InKey, KeyOnly, Removable, RemovableKey, SelectableOn, Settable, SortsAsText,
    Updatable,
};
#[cfg(feature = "uuid")]
pub use crate::codec::uuid;
pub use crate::codec::{
    Any, AsString, Bytes, Convert, DecodeItem, Decoded, EncodeItem, Encoded, Encoding, Enumeration, HasFields,
    HasVariant, IntoItem, Item, Members, MembersTarget, Mismatch, Newtype, NewtypeOf, Nullable, Own, Sensitive,
    Structure, TaggedUnion, TextEnum, Union, UnknownAttributes, UnknownText, Version, as_written, content, denied,
    field, from_item, only_content, text_enum, to_item, unknown_tag,
};
#[cfg(feature = "jiff")]
pub use crate::codec::{EpochMillis, EpochSeconds, Formatted, TimeFormat, date, timestamp};
#[cfg(feature = "json")]
pub use crate::codec::{Json, JsonText};
pub use crate::decoder::Incoming;
pub use crate::entity::{Entity, EntityMeta, FedKey, IntoKey, Stamp, StoredIn, TableDefinition};
pub use crate::error::{Error, Gap, at_most_one, one};
pub use crate::key::Redacted;
pub use crate::metadata::{IndexMeta, KeyAttribute, KeySchema, TableMeta, Throughput, TimeToLive};
pub use crate::now::Now;
pub use crate::number::Number;
pub use crate::operand::Operand;
pub use crate::question::{
    Ask, Asked, ComposedPart, IntoQueryKey, ProjectsAll, QueryKey, Question, RangeStep, SortKey, SortPart, SortStep,
    StrongRead, composed_part, sort_part,
};
pub use crate::table::Table;
pub use crate::template::{
    Agreement, Composed, Derived, Keys, Padded, Parts, Piece, Taken, Template, index_key, is_told, key, member, told,
    with_keys, write_entity, write_keys,
};
pub use crate::verbs::Collection;
pub use crate::verbs::{Changes, Together};
#[cfg(feature = "jiff")]
pub use jiff::{Timestamp, civil::Date};
#[cfg(feature = "json")]
pub use serde_json::Value as JsonValue;
#[cfg(feature = "uuid")]
pub use uuid::Uuid;

/// How a map of any keys is held.
pub type Map<E> = std::collections::BTreeMap<String, E>;

/// How a set is held.
pub type Set<E> = std::collections::BTreeSet<E>;

/// A number of the schema, which was checked there; 0 if it is none that DynamoDB has.
#[must_use]
pub const fn number(negative: bool, digits: u128, scale: i16) -> Number {
    match Number::from_parts(negative, digits, scale) {
        Some(number) => number,
        None => Number::ZERO,
    }
}

/// A user's own type, with the place of the schema that names it: rustc shows this line where there is no such type.
#[doc(hidden)]
#[macro_export]
macro_rules! __own_type {
    ($place:literal, $path:ty) => {
        $path
    };
}
