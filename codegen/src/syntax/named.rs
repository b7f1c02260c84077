//! Types under a name.

use std::fmt;

use serde::Deserialize;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};

use super::{Attribute, Case, Short, Shorthand, Unknown};
use crate::yaml::{Field, List, Map, Spanned};

/// Another name for a type; in its full form a type of its own.
pub(crate) type NamedType = Short<FullNamedType>;

/// See [`NamedType`].
#[derive(Debug, Deserialize)]
pub(crate) struct FullNamedType {
    #[serde(default)]
    pub(crate) doc: Field<String>,
    #[serde(default)]
    pub(crate) fields: Field<Map<Spanned<Attribute>>>,
    #[serde(default)]
    pub(crate) values: Field<Values>,
    #[serde(default)]
    pub(crate) variants: Field<Map<Spanned<String>>>,
    #[serde(default)]
    pub(crate) newtype: Field<String>,
    #[serde(default)]
    pub(crate) rust: Field<String>,
    #[serde(default, rename = "type")]
    pub(crate) ty: Field<String>,
    #[serde(default)]
    pub(crate) case: Field<Case>,
    #[serde(default)]
    pub(crate) unknown: Field<Unknown>,
    #[serde(default)]
    pub(crate) other: Field<bool>,
    #[serde(default)]
    pub(crate) tag: Field<String>,
    #[serde(default)]
    pub(crate) content: Field<String>,
    #[serde(default, rename = "as")]
    pub(crate) stored_as: Field<String>,
    #[serde(default)]
    pub(crate) format: Field<String>,
    #[serde(default)]
    pub(crate) derives: Field<List<Spanned<String>>>,
}

impl Shorthand for FullNamedType {
    const EXPECTED: &str = "a type, or a map with `fields`, `values`, `variants`, `newtype`, `rust` or `type`";
}

/// The values of an enumeration: texts, with or without names of their own.
#[derive(Debug)]
pub(crate) enum Values {
    Texts(List<Spanned<String>>),
    Named(Map<Spanned<String>>),
}

impl<'de> Deserialize<'de> for Values {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValuesVisitor)
    }
}

struct ValuesVisitor;

impl<'de> Visitor<'de> for ValuesVisitor {
    type Value = Values;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list of texts, such as `[OPEN, CLOSED]`, or a map from names to texts")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, access: A) -> Result<Self::Value, A::Error> {
        List::deserialize(SeqAccessDeserializer::new(access)).map(Values::Texts)
    }

    fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<Self::Value, A::Error> {
        Map::deserialize(MapAccessDeserializer::new(access)).map(Values::Named)
    }
}
