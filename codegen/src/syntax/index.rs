//! Secondary indexes, and what entities call their questions on them.

use std::fmt;

use serde::Deserialize;
use serde::de::value::SeqAccessDeserializer;
use serde::de::{Deserializer, Error, SeqAccess, Unexpected, Visitor};

use super::{Billing, OneOrMany, Templates, TypedKeyAttribute};
use crate::yaml::{Field, List, Spanned};

/// An index of a table.
#[derive(Debug, Deserialize)]
#[serde(expecting = "a map, such as `{ global: by_day, partition: day }`")]
pub(crate) struct Index {
    #[serde(default)]
    pub(crate) global: Field<String>,
    #[serde(default)]
    pub(crate) local: Field<String>,
    #[serde(default)]
    pub(crate) partition: Field<OneOrMany<TypedKeyAttribute>>,
    #[serde(default)]
    pub(crate) sort: Field<OneOrMany<TypedKeyAttribute>>,
    #[serde(default)]
    pub(crate) project: Field<Projection>,
    #[serde(default)]
    pub(crate) billing: Field<Billing>,
}

/// Which attributes an index holds.
#[derive(Debug)]
pub(crate) enum Projection {
    All,
    KeysOnly,
    /// These, by their physical names.
    Attributes(List<Spanned<String>>),
}

impl<'de> Deserialize<'de> for Projection {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ProjectionVisitor)
    }
}

struct ProjectionVisitor;

impl<'de> Visitor<'de> for ProjectionVisitor {
    type Value = Projection;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("`all`, `keys_only`, or a list of attributes, such as `[title, points]`")
    }

    fn visit_str<E: Error>(self, word: &str) -> Result<Self::Value, E> {
        match word {
            "all" => Ok(Projection::All),
            "keys_only" => Ok(Projection::KeysOnly),
            other => Err(E::invalid_value(Unexpected::Str(other), &self)),
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, access: A) -> Result<Self::Value, A::Error> {
        List::deserialize(SeqAccessDeserializer::new(access)).map(Projection::Attributes)
    }
}

/// What an entity says of a question that it can be asked.
#[derive(Debug, Deserialize)]
#[serde(expecting = "a map, such as `{ index: by_day }`")]
pub(crate) struct Question {
    /// The index's name in the schema. It may be left out where it is the question's.
    #[serde(default)]
    pub(crate) index: Field<String>,
    #[serde(default)]
    pub(crate) partition: Field<Templates>,
    #[serde(default)]
    pub(crate) sort: Field<Templates>,
    /// The field that says whether an item is in the index.
    #[serde(default)]
    pub(crate) member: Field<String>,
}
