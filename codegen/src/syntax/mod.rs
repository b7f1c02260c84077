//! What a schema file says, in its own words: only the form is settled here, not what it means.
//!
//! Every key is a [`Field`], those that must be there too: whether something is missing is a question of the rules.

mod attribute;
mod collection;
mod default_value;
mod defaults;
mod index;
mod key_attribute;
mod named;
mod planned;
mod short;
mod template;
mod units;

use serde::Deserialize;

use crate::yaml::{Field, Language, List, Map, Spanned, section};

pub(crate) use attribute::{Attribute, FullAttribute, Stamp};
pub(crate) use collection::Collection;
pub(crate) use default_value::{DefaultElement, DefaultValue};
pub(crate) use defaults::{Case, Defaults, KeyParts, Unknown};
pub(crate) use index::{Index, Projection, Question};
pub(crate) use key_attribute::{KeyAttribute, TypedKeyAttribute};
pub(crate) use named::{FullNamedType, NamedType, Values};
pub(crate) use short::{OneOrMany, Short, Shorthand};
pub(crate) use template::{Templates, TextOnly};
pub(crate) use units::Units;

/// A whole file.
#[derive(Debug, Deserialize)]
pub(crate) struct File {
    #[serde(default, deserialize_with = "section")]
    pub(crate) defaults: Field<Defaults>,
    #[serde(default, deserialize_with = "section")]
    pub(crate) tables: Field<Map<Table>>,
    #[serde(default, deserialize_with = "section")]
    pub(crate) entities: Field<Map<Entity>>,
    #[serde(default, deserialize_with = "section")]
    pub(crate) types: Field<Map<Spanned<NamedType>>>,
    #[serde(default, deserialize_with = "section")]
    pub(crate) collections: Field<Map<Collection>>,
    /// See [`LOST`](crate::yaml::LOST).
    #[serde(default, rename = "$dynaschema::lost")]
    pub(crate) lost: Field<String>,
}

impl Language for File {
    fn planned(name: &str) -> &'static [&'static str] {
        planned::keys(name)
    }
}

/// A table, in DynamoDB's terms.
#[derive(Debug, Deserialize)]
#[serde(expecting = "a map, such as `{ key: { partition: id } }`")]
pub(crate) struct Table {
    #[serde(default)]
    pub(crate) doc: Field<String>,
    #[serde(default)]
    pub(crate) name: Field<String>,
    #[serde(default)]
    pub(crate) key: Field<Key>,
    /// Where an item says which entity it is: a physical name.
    #[serde(default)]
    pub(crate) entity_attribute: Field<String>,
    #[serde(default)]
    pub(crate) billing: Field<Billing>,
    #[serde(default)]
    pub(crate) ttl: Field<Short<TimeToLive>>,
    #[serde(default, deserialize_with = "section")]
    pub(crate) indexes: Field<Map<Index>>,
}

/// The key of a table.
#[derive(Debug, Deserialize)]
#[serde(expecting = "a map, such as `{ partition: id }`")]
pub(crate) struct Key {
    #[serde(default)]
    pub(crate) partition: Field<OneOrMany<TypedKeyAttribute>>,
    #[serde(default)]
    pub(crate) sort: Field<OneOrMany<TypedKeyAttribute>>,
}

/// `on_demand`; in its full form the throughput that is provisioned.
pub(crate) type Billing = Short<Throughput>;

/// Provisioned throughput.
#[derive(Debug, Deserialize)]
pub(crate) struct Throughput {
    #[serde(default)]
    pub(crate) read: Field<Units>,
    #[serde(default)]
    pub(crate) write: Field<Units>,
}

impl Shorthand for Throughput {
    const EXPECTED: &str = "`on_demand`, or a map with `read` and `write`";
}

/// Which attribute says when an item expires.
#[derive(Debug, Deserialize)]
pub(crate) struct TimeToLive {
    /// A physical name.
    #[serde(default)]
    pub(crate) attribute: Field<String>,
    /// Whether reads leave out what has expired and is still there.
    #[serde(default)]
    pub(crate) hide_expired: Field<bool>,
}

impl Shorthand for TimeToLive {
    const EXPECTED: &str = "the name of an attribute, or a map with `attribute`";
}

/// A kind of item, in Rust's terms.
#[derive(Debug, Deserialize)]
#[serde(expecting = "a map, such as `{ table: Users, attributes: { id: string } }`")]
pub(crate) struct Entity {
    #[serde(default)]
    pub(crate) doc: Field<String>,
    #[serde(default)]
    pub(crate) table: Field<String>,
    /// What the table's entity attribute holds.
    #[serde(default)]
    pub(crate) value: Field<String>,
    /// How the table's key is composed.
    #[serde(default)]
    pub(crate) key: Field<EntityKey>,
    #[serde(default)]
    pub(crate) attributes: Field<Map<Spanned<Attribute>>>,
    /// The names of its questions.
    #[serde(default, deserialize_with = "section")]
    pub(crate) indexes: Field<Map<Question>>,
    #[serde(default)]
    pub(crate) case: Field<Case>,
    #[serde(default)]
    pub(crate) unknown: Field<Unknown>,
    #[serde(default)]
    pub(crate) derives: Field<List<Spanned<String>>>,
    /// See [`LOST`](crate::yaml::LOST).
    #[serde(default, rename = "$dynaschema::lost")]
    pub(crate) lost: Field<String>,
}

/// How an entity fills the key of its table.
#[derive(Debug, Deserialize)]
#[serde(expecting = "a map of templates, such as `{ partition: \"u#{user}\", sort: profile }`")]
pub(crate) struct EntityKey {
    #[serde(default)]
    pub(crate) partition: Field<Templates>,
    #[serde(default)]
    pub(crate) sort: Field<Templates>,
}
