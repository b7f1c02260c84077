//! A map from names.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};

use super::Spanned;
use super::attempt::Attempt;

/// Named values in the order in which they are written.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Map<V> {
    /// A value that could not be read leaves its name: whoever uses the name makes no mistake.
    pub(crate) entries: Vec<(Spanned<String>, Option<V>)>,
}

impl<V> Default for Map<V> {
    fn default() -> Self {
        Map { entries: Vec::new() }
    }
}

impl<'de, V: Deserialize<'de>> Deserialize<'de> for Map<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MapVisitor(PhantomData))
    }
}

struct MapVisitor<V>(PhantomData<V>);

impl<'de, V: Deserialize<'de>> Visitor<'de> for MapVisitor<V> {
    type Value = Map<V>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::new();
        while let Some((name, Attempt { value, .. })) = access.next_entry()? {
            entries.push((name, value));
        }
        Ok(Map { entries })
    }
}
