//! A default: what it may be is a question of the attribute's type.

use std::fmt;

use serde::Deserialize;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};

use crate::yaml::{List, Map, Spanned};

/// Any value; of a scalar its text.
#[derive(Debug)]
pub(crate) enum DefaultValue {
    /// Without quotes: a number or a bool, where one is wanted.
    Plain(String),
    Quoted(String),
    List(List<DefaultElement>),
    Map(Map<DefaultElement>),
}

/// What a list or a map holds; none is nothing, which is only something there.
pub(crate) type DefaultElement = Spanned<Option<DefaultValue>>;

impl<'de> Deserialize<'de> for DefaultValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(DefaultVisitor)
    }
}

struct DefaultVisitor;

impl<'de> Visitor<'de> for DefaultVisitor {
    type Value = DefaultValue;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(DefaultValue::Plain(text.to_owned()))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Self::Value, E> {
        Ok(DefaultValue::Quoted(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, access: A) -> Result<Self::Value, A::Error> {
        List::deserialize(SeqAccessDeserializer::new(access)).map(DefaultValue::List)
    }

    fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<Self::Value, A::Error> {
        Map::deserialize(MapAccessDeserializer::new(access)).map(DefaultValue::Map)
    }
}
